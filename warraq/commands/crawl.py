"""``warraq crawl`` and ``warraq run``: fetching now, and fetching for ever."""

import contextlib
import logging
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.live import Live
from rich.table import Table

from crawler.run.supervised_crawl import ARCHIVE_UNWRITABLE, FINISHED, Crawl, stop_all
from storage.archive import Archive
from storage.errors import ArchiveError, WrongUsage
from storage.maintenance_tasks import Task
from storage.outages import several
from storage.query.health import OUTCOME_KINDS, RunSummary, last_run
from warraq.daemon_log import log_libraries, log_line
from warraq.interruptions import has_terminal
from warraq.outlets_anew import chosen_anew, chosen_outlets
from warraq.terminal import (
    ARCHIVE_TROUBLE,
    FOUND_NOTHING,
    ArchiveOption,
    ConfigOption,
    Invocation,
    JsonOption,
    err,
    invocation,
    out,
    plain,
    print_json,
    table,
)
from warraq.web_process import PORT, has_libraries, web_page

if TYPE_CHECKING:
    from scheduler import Plan

app = typer.Typer()
NOT_BEGUN = "not begun"
DAEMON = "daemon"
"""Who speaks in its log where it is about no outlet and no task."""
OutletsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[OUTLET]…", help="Outlets; default: all chosen ones.")
]


@dataclass(frozen=True, slots=True)
class Ended:
    """One outlet's crawl at its end: its row, how it ended and why."""

    outlet: str
    run: RunSummary | None
    how: str
    reason: str

    def shared_troubles(self) -> list[str]:
        """What went wrong, in words that are the same for every outlet with the same trouble."""
        words = [] if self.how in (FINISHED, NOT_BEGUN) else [f"the crawl {self.how}"]
        if self.run and self.run.trouble and self.how != ARCHIVE_UNWRITABLE:
            words.append(self.run.no_answer or self.run.trouble)
        return words


@app.command()
def crawl(
    outlets: OutletsArgument = None,
    archive: ArchiveOption = Path("archive"),
    config: ConfigOption = None,
    due_only: Annotated[
        bool, typer.Option("--due", help="Only listings that are due, as the daemon would.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Crawl outlets once, now. Exit code 1: no listing of any outlet could be read; 3: the
    archive can no longer be written.

    Example: warraq crawl hespress al3omk
    """
    here = invocation(archive, config)
    names = chosen_outlets(outlets, here)
    overrides = here.overrides | {"POLL_ALL": not due_only}
    with Archive(here.folder, create=True) as opened:
        ended, own = _crawl_all(opened, names, overrides, quiet=as_json, parallel=_parallel(here))
        summaries = [
            Ended(name, last_run(opened, name, own[name]) if name in own else None, *ended[name])
            for name in names
        ]
    if as_json:
        print_json([_as_dict(one) for one in summaries])
    else:
        out.print(_final(summaries))
        _print_troubles(summaries)
    if any(one.how == ARCHIVE_UNWRITABLE for one in summaries):
        raise typer.Exit(ARCHIVE_TROUBLE)
    read = [one.run for one in summaries if one.run and one.how == FINISHED]
    if not any(s.listings_polled > s.listings_failed or not s.listings_polled for s in read):
        raise typer.Exit(FOUND_NOTHING)


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
    from scheduler import Daemon  # loads APScheduler, which one crawl has no need of

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
    with _page_beside(here.folder, web_port, config) if web else contextlib.nullcontext():
        daemon.run()
    log_line(DAEMON, "Stopped. Everything that was read is kept; the next start goes on from here.")


def _page_beside(
    folder: Path, port: int, config: Path | None
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
    return web_page(folder, port, config)


def _plan(here: Invocation, names: Sequence[str]) -> "Plan":
    """The daemon's work, by the settings."""
    from scheduler import Plan  # as above

    chosen = here.config.daemon
    fields = ("parallel", "time_limit", "shortest_pause", "spread")
    return Plan(
        here.folder, names, here.overrides, tasks=_tasks(here),
        **{k: chosen[k] for k in fields if k in chosen},
    )  # fmt: skip


def _planned_anew(outlets: Sequence[str] | None, archive: Path, config: Path | None) -> "Plan":
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


def _parallel(here: Invocation) -> int:
    return int(here.config.daemon.get("parallel", 4))


def _crawl_all(
    archive: Archive,
    names: Sequence[str],
    overrides: Mapping[str, Any],
    *,
    quiet: bool,
    parallel: int,
) -> tuple[dict[str, tuple[str, str]], dict[str, int | None]]:
    """Crawl some outlets, a few at a time, with a table that grows.

    How each one ended and why, and in which process it ran. None is begun any more once the
    archive cannot be written.
    """
    waiting, running = list(names), dict[str, Crawl]()
    ended = dict[str, tuple[str, str]]()
    own = dict[str, int | None]()
    with Live(console=err, transient=True, refresh_per_second=4, screen=False) as live:
        try:
            while waiting or running:
                while waiting and len(running) < parallel:
                    name = waiting.pop(0)
                    running[name] = Crawl(name, overrides)
                    own[name] = running[name].process.pid
                next(iter(running.values())).at_work(0.25)
                for name, current in list(running.items()):
                    at_work = current.at_work(0)  # in another process, where a page hung the first
                    own[name] = current.process.pid
                    if not at_work:
                        ended[name] = (running.pop(name).wait(0), current.reason)
                if waiting and any(how == ARCHIVE_UNWRITABLE for how, _ in ended.values()):
                    ended |= dict.fromkeys(waiting, (NOT_BEGUN, ""))
                    waiting.clear()
                if not quiet and err.is_terminal:
                    live.update(_progress(archive, names, own, ended))
        except BaseException as error:  # whatever ends us ends them: nobody else would
            stop_all(list(running.values()))
            if isinstance(error, KeyboardInterrupt):
                err.print("What was read is kept; the same command goes on from here.")
            raise
    return ended, own


def _progress(
    archive: Archive,
    names: Sequence[str],
    own: Mapping[str, int | None],
    ended: Mapping[str, tuple[str, str]],
) -> Table:
    rows = []
    for name in names:
        summary = last_run(archive, name, own[name]) if name in own else None
        state = ended[name][0] if name in ended else "crawling" if name in own else "waiting"
        rows.append((name, state, summary.in_words() if summary else ""))
    return table(("outlet", "", "so far"), rows)


def _final(summaries: Sequence[Ended]) -> Table:
    """One table at the end: a column for each outcome that happened."""
    runs = [one.run for one in summaries if one.run]
    happened = [kind for kind in OUTCOME_KINDS if any(run.outcomes.get(kind) for run in runs)]
    rows = []
    for one in summaries:
        counts = [one.run.outcomes.get(kind, 0) if one.run else 0 for kind in happened]
        polled = (
            f"{one.run.listings_polled - one.run.listings_failed}/{one.run.listings_polled}"
            if one.run
            else ""
        )
        rows.append((one.outlet, one.how, polled, *counts))
    return table(("outlet", "crawl", "listings", *happened), rows)


def _print_troubles(summaries: Sequence[Ended]) -> None:
    """One line for each outlet with a trouble of its own, one in all for a trouble of many."""
    shared: dict[str, list[Ended]] = {}
    for one in summaries:
        for words in one.shared_troubles():
            shared.setdefault(words, []).append(one)
    for words, having in shared.items():
        names = several([one.outlet for one in having])
        reasons = [one.reason for one in having if one.reason and one.how in words]
        own = having[0].run.trouble if having[0].run and len(having) == 1 else None
        alone = own if own and own.endswith(words) else words
        err.print(plain(f"{names}: {alone}" + (f": {reasons[0]}" if reasons else "")))
    for one in summaries:
        if one.run and one.run.cut:
            err.print(plain(f"{one.outlet}: {one.run.cut}"))


def _as_dict(one: Ended) -> dict[str, object]:
    fields: dict[str, object] = {"outlet": one.outlet, "crawl": one.how}
    if one.reason:
        fields["reason"] = one.reason
    if one.run is None:
        return fields
    run = one.run
    return fields | {
        "started_at": run.started_at, "ended_at": run.ended_at,
        "listings_polled": run.listings_polled, "listings_failed": run.listings_failed,
        "leads_new": run.leads_new, "trouble": run.trouble, "outcomes": run.outcomes,
        "cut": run.cut,
    }  # fmt: skip
