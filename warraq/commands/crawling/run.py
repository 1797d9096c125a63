"""``warraq run``: the daemon, its settings, and the web page beside it."""

import contextlib
import logging
import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from scheduler import Daemon, Plan
from storage.archive import Archive
from storage.errors import ArchiveError, WrongUsage
from storage.maintenance_tasks import Task
from warraq.reloaded_outlets import chosen_anew, chosen_outlets
from warraq.stdout_logging import log_libraries, log_line
from warraq.stop_signals import has_terminal
from warraq.terminal import (
    ArchiveOption,
    ConfigOption,
    Invocation,
    OutletsArgument,
    invocation,
)
from warraq.web_process import PORT, has_libraries, web_page

app = typer.Typer()
DAEMON = "daemon"
"""Who speaks in its log where it is about no outlet and no task."""


@app.command()
def run(
    outlets: OutletsArgument = None,
    archive: ArchiveOption = Path("archive"),
    config: ConfigOption = None,
    web: Annotated[
        bool, typer.Option("--web", help="Serve the archive's web page beside it, on loopback.")
    ] = False,
    web_port: Annotated[
        int, typer.Option(min=0, max=65_535, help="Port of the web page; 0: any free one.")
    ] = PORT,
) -> None:
    """The daemon: crawl every outlet whenever it is due, until Ctrl-C.

    Example: warraq run --archive /srv/press
    """
    here = invocation(archive, config)
    names = chosen_outlets(outlets, here)
    log_libraries()
    daemon = Daemon(_plan(here, names), log_line, lambda: _planned_anew(outlets, archive, config))
    daemon.demand_alone()  # before it says that it keeps anything
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, daemon.stop)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # else it runs under ``nohup``
        signal.signal(signal.SIGHUP, daemon.stop if has_terminal() else daemon.reread)
    log_line(DAEMON, f"Warraq keeps {len(names)} outlets in {here.folder}. Ctrl-C stops it.")
    if here.config.file:
        log_line(DAEMON, f"Settings: {here.config.file}")
    if not here.config.contact:
        log_line(DAEMON, "No contact is set: add `contact = \"mail@example.org\"` to warraq.toml, "
                 "so that outlets can reach you.", logging.WARNING)  # fmt: skip

    def page_ended(words: str) -> None:
        if not daemon.asked_to_stop:  # who stops both at once ends the page first
            log_line(DAEMON, words, logging.WARNING)

    beside = _page_beside(here.folder, web_port, config, page_ended) if web else None
    with beside or contextlib.nullcontext():
        daemon.run()
    log_line(DAEMON, "Stopped. Everything that was read is kept; the next start goes on from here.")


def _page_beside(
    folder: Path, port: int, config: Path | None, ended: Callable[[str], None]
) -> contextlib.AbstractContextManager[None]:
    """The web page of an archive, which is made first; nothing where it cannot be served."""
    if not has_libraries():
        log_line(DAEMON, "The web page needs more libraries: pip install 'warraq[web]'.",
                 logging.WARNING)  # fmt: skip
        return contextlib.nullcontext()
    try:
        Archive(folder, create=True).close()
    except ArchiveError as error:  # the daemon mends it, or says so itself
        log_line(DAEMON, f"No web page for now: {error}", logging.WARNING)
        return contextlib.nullcontext()
    return web_page(folder, port, config, ended)


def _plan(here: Invocation, names: Sequence[str]) -> Plan:
    """The daemon's work, by the settings."""
    chosen = here.config.daemon
    fields = ("parallel", "time_limit", "shortest_pause", "spread")
    return Plan(
        here.folder, names, here.overrides, tasks=_tasks(here),
        **{k: chosen[k] for k in fields if k in chosen},
    )  # fmt: skip


def _planned_anew(outlets: Sequence[str] | None, archive: Path, config: Path | None) -> Plan:
    """The daemon's work by the settings and outlet files of now.

    Raises ``ValueError``.
    """
    try:
        here = invocation(archive, config)
    except OSError as error:  # the folder in which it was started is gone
        raise WrongUsage(
            f"settings cannot be looked for: {error}; stop the daemon, and start it in a folder"
            " that is there"
        ) from error
    return _plan(here, chosen_anew(outlets, here))


def _tasks(here: Invocation) -> list[Task]:
    """The daemon's tasks for the archive itself, by the settings."""
    chosen = here.config.daemon
    settings = ["--config", str(here.config.file)] if here.config.file else []
    seconds = str(chosen.get("verify_seconds", 3600.0))
    hour = chosen.get("quiet_hour", 3)
    return [
        Task("tidy", ["tidy", "--wait", "600"], chosen.get("tidy_every", 86_400.0), hour),
        Task(
            "verify", ["verify", "--for", seconds, "--processes", "1", *settings],
            chosen.get("verify_every", 604_800.0), hour,
        ),
    ]  # fmt: skip
