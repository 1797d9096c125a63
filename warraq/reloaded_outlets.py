"""Outlets as their files are now: another process reads these, for a module is imported once."""

import signal
from collections.abc import Sequence
from multiprocessing.connection import Connection
from types import FrameType
from typing import NoReturn

from crawler.run.forkserver import context, started
from storage.errors import WrongUsage
from warraq import outlet_loader as known
from warraq.outlet_loader import BrokenOutlet
from warraq.terminal import Invocation

READ_SECONDS = 60
"""How long all files of outlets may take to be read; a daemon waits for it and schedules nothing
meanwhile."""
GRACE_SECONDS = 10
"""How much longer one may take that hears no alarm."""


class _TooLate(BaseException):
    """Raised where a file hangs; no ``Exception``, which its own code may catch."""


def chosen_outlets(names: Sequence[str] | None, here: Invocation) -> list[str]:
    """Outlets named on the command line, else in the settings, else the default ones.

    Raises ``WrongUsage``.
    """
    outlets = known.all_outlets(here.config.overrides)
    settings = names or here.config.daemon.get("outlets")
    return [spider.name for spider in known.crawled(outlets, settings)]


def chosen_anew(
    names: Sequence[str] | None, here: Invocation, seconds: int = READ_SECONDS
) -> list[str]:
    """The same by the outlets' files of now. Raises ``WrongUsage``, whatever these do."""
    ours, theirs = context.Pipe(duplex=False)
    with ours:
        try:
            given = (names, here, seconds, theirs)
            with theirs:  # else the end of the process would not end our waiting
                process = started(lambda: context.Process(target=_tell, args=given))
            in_time = ours.poll(seconds + GRACE_SECONDS)
            found, wrong = ours.recv() if in_time else ([], _hangs(seconds))
        except EOFError as error:
            raise BrokenOutlet("an outlet's file ends the process that reads it") from error
        except OSError as error:
            raise WrongUsage(f"no process could be begun that reads them: {error}") from error
    if not in_time:
        process.kill()
    if wrong:
        raise BrokenOutlet(wrong)
    return list(found)


def _hangs(seconds: int) -> str:
    return (
        f"the files of outlets were not read within {seconds} seconds: one of them waits for"
        " something; it may hold names and patterns, and ask nobody"
    )


def _tell(
    names: Sequence[str] | None, here: Invocation, seconds: int, pipe: Connection
) -> None:  # fmt: skip
    """Tell the outlets, or what is wrong with them."""

    def too_late(_: int, frame: FrameType | None) -> NoReturn:
        place = f" ({frame.f_code.co_filename}, line {frame.f_lineno})" if frame else ""
        raise _TooLate(_hangs(seconds) + place)

    signal.signal(signal.SIGALRM, too_late)
    signal.alarm(seconds)
    try:
        answer: tuple[list[str], str] = chosen_outlets(names, here), ""
    except (WrongUsage, _TooLate) as error:
        answer = [], str(error)
    signal.alarm(0)
    pipe.send(answer)
