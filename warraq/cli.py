"""The ``warraq`` command: how it is called, and how errors are told."""

import sqlite3
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from crawler.settings import VERSION
from storage.errors import ArchiveError, NoSuchArticle, WrongUsage
from warraq.closed_output import NobodyReads, nobody_reads, print_into_nothing
from warraq.lazy_commands import LazyCommands
from warraq.stop_signals import asked_to_stop
from warraq.terminal import (
    ARCHIVE_TROUBLE,
    FOUND_NOTHING,
    INTERRUPTED,
    WRONG_USAGE,
    err,
    out,
    plain,
)

app: typer.Typer = typer.Typer(
    cls=LazyCommands,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@app.callback(invoke_without_command=True)
def warraq(
    version: Annotated[bool, typer.Option("--version", help="Say the version and stop.")] = False,
) -> None:
    """Warraq (ورّاق): the archive of record for the Moroccan press.

    Exit codes: 0 done; 1 nothing found, or something is wrong with what was looked at; 2 wrong
    usage; 3 the archive, or a disk, cannot be used; 4 no article; 130 stopped by Ctrl-C.
    """
    if version:
        out.print(f"warraq {VERSION}")
        raise typer.Exit


def main(args: Sequence[str] | None = None) -> int:
    """Run the command; what goes wrong is said in one sentence, with what to do."""
    code = _run(args)
    try:
        sys.stdout.flush()
    except OSError as error:
        if not nobody_reads(error) and not code:
            code = _failed(f"standard output: {error.strerror}", ARCHIVE_TROUBLE)
        print_into_nothing()
    return code


def _run(args: Sequence[str] | None) -> int:
    command = typer.main.get_command(app)
    try:
        command(args=list(args) if args is not None else None, prog_name="warraq")
    except SystemExit as ended:  # what the command line itself says: usage, help, exit codes
        if ended.code == INTERRUPTED:
            return _stopped()
        return ended.code if isinstance(ended.code, int) else 0
    except KeyboardInterrupt:
        return _stopped()
    except NobodyReads:
        print_into_nothing()
        return 0
    except WrongUsage as error:
        return _failed(str(error), WRONG_USAGE)
    except UnicodeEncodeError as error:
        typed = next((arg for arg in args or sys.argv[1:] if not _is_text(arg)), None)
        if typed is None:
            raise
        return _failed(f"{ascii(typed)} is not written in UTF-8: set the terminal, or the program"
                       f" that made it, to UTF-8 ({error.reason})", WRONG_USAGE)  # fmt: skip
    except NoSuchArticle as error:  # the archive can be used
        return _failed(str(error), FOUND_NOTHING)
    except ArchiveError as error:
        return _failed(str(error), ARCHIVE_TROUBLE)
    except sqlite3.Error as error:
        if asked_to_stop():  # it was raised within SQLite
            return _stopped()
        return _failed(f"the archive's database: {error}. `warraq verify` looks closer",
                       ARCHIVE_TROUBLE)  # fmt: skip
    except OSError as error:
        if asked_to_stop():
            return _stopped()
        if nobody_reads(error):  # its terminal was closed, or a pipe of its errors
            print_into_nothing()
            # it may have been Click's, while it said why it refuses
            return int(getattr(error.__context__, "exit_code", 0))
        where = f"{error.filename}: " if error.filename else ""
        return _failed(f"{where}{error.strerror or error}", ARCHIVE_TROUBLE)
    return 0


def _is_text(argument: str) -> bool:
    """Whether an argument was UTF-8: Python keeps other bytes as halves of surrogate pairs."""
    return not any("\ud800" <= char <= "\udfff" for char in argument)


def _failed(words: str, code: int) -> int:
    err.print(plain(f"warraq: {words}"))
    return code


def _stopped() -> int:
    try:
        err.print("Stopped.")
    except OSError:  # its terminal was closed
        print_into_nothing()
    return INTERRUPTED
