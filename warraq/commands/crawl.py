"""``warraq crawl`` and ``warraq run``: fetching now, and fetching for ever."""

import signal
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.live import Live
from rich.table import Table

from scheduler import ARCHIVE_UNWRITABLE, Crawl, Daemon, Plan
from storage.archive import Archive
from storage.housekeeping import Task
from storage.query.health import OUTCOME_KINDS, RunSummary, last_run
from warraq import outlet_loader as known
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

app = typer.Typer()
OutletsArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[OUTLET]…", help="Outlets; default: all chosen ones.")
]


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
    names = _chosen(outlets, here)
    overrides = here.overrides | {"POLL_ALL": not due_only}
    with Archive(here.folder, create=True) as opened:
        ended, own = _crawl_all(opened, names, overrides, quiet=as_json, parallel=_parallel(here))
        summaries = [(name, last_run(opened, name, own[name]), ended[name]) for name in names]
    if as_json:
        print_json([_as_dict(name, summary, how) for name, summary, how in summaries])
    else:
        out.print(_final(summaries))
        _troubles(summaries)
    if ARCHIVE_UNWRITABLE in ended.values():
        raise typer.Exit(ARCHIVE_TROUBLE)
    read = [s for _, s, how in summaries if s and how == "finished"]
    if not any(s.listings_polled > s.listings_failed or not s.listings_polled for s in read):
        raise typer.Exit(FOUND_NOTHING)


@app.command()
def run(
    outlets: OutletsArgument = None,
    archive: ArchiveOption = Path("archive"),
    config: ConfigOption = None,
) -> None:
    """The daemon: crawl every outlet whenever it is due, until Ctrl-C.

    Example: warraq run --archive /srv/press
    """
    here = invocation(archive, config)
    names = _chosen(outlets, here)
    chosen = here.config.daemon
    fields = ("parallel", "time_limit", "shortest_pause", "spread")
    plan = Plan(
        here.folder, names, here.overrides, tasks=_tasks(here),
        **{k: chosen[k] for k in fields if k in chosen},
    )  # fmt: skip
    daemon = Daemon(plan, _say)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, daemon.stop)
    out.print(f"Warraq keeps {len(names)} outlets in {here.folder}. Ctrl-C stops it.")
    if here.config.file:
        out.print(f"Settings: {here.config.file}")
    if not here.config.contact:
        err.print("No contact is set: add `contact = \"mail@example.org\"` to warraq.toml, "
                  "so that outlets can reach you.")  # fmt: skip
    daemon.run()
    out.print("Stopped. Everything that was read is kept; the next start goes on from here.")


def _chosen(names: Sequence[str] | None, here: Invocation) -> list[str]:
    """Outlets named on the command line, else in the settings, else the default ones."""
    outlets = known.all_outlets(here.config.overrides)
    settings = names or here.config.daemon.get("outlets")
    return [spider.name for spider in known.crawled(outlets, settings)]


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
) -> tuple[dict[str, str], dict[str, int | None]]:
    """Crawl some outlets, a few at a time, with a table that grows.

    How each one ended, and in which process it ran.
    """
    waiting, running, ended = list(names), dict[str, Crawl](), dict[str, str]()
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
                        ended[name] = running.pop(name).wait(0)
                if not quiet and err.is_terminal:
                    live.update(_progress(archive, names, own, ended))
        except KeyboardInterrupt:
            for current in running.values():
                current.stop()
            err.print("What was read is kept; the same command goes on from here.")
            raise
    return ended, own


def _progress(
    archive: Archive,
    names: Sequence[str],
    own: Mapping[str, int | None],
    ended: Mapping[str, str],
) -> Table:
    rows = []
    for name in names:
        summary = last_run(archive, name, own[name]) if name in own else None
        state = ended.get(name, "crawling" if name in own else "waiting")
        rows.append((name, state, summary.in_words() if summary else ""))
    return table(("outlet", "", "so far"), rows)


def _final(summaries: Sequence[tuple[str, RunSummary | None, str]]) -> Table:
    """One table at the end: a column for each outcome that happened."""
    happened = [k for k in OUTCOME_KINDS if any(s and s.outcomes.get(k) for _, s, _ in summaries)]
    rows = []
    for name, summary, how in summaries:
        counts = [summary.outcomes.get(kind, 0) if summary else 0 for kind in happened]
        polled = (
            f"{summary.listings_polled - summary.listings_failed}/{summary.listings_polled}"
            if summary
            else ""
        )
        rows.append((name, how, polled, *counts))
    return table(("outlet", "crawl", "listings", *happened), rows)


def _troubles(summaries: Sequence[tuple[str, RunSummary | None, str]]) -> None:
    for name, summary, how in summaries:
        if how != "finished":
            err.print(plain(f"{name}: the crawl {how}"))
        if summary and summary.trouble:
            err.print(plain(f"{name}: {summary.trouble}"))
        if summary and summary.cut:
            err.print(plain(f"{name}: {summary.cut}"))


def _as_dict(name: str, summary: RunSummary | None, how: str) -> dict[str, object]:
    fields: dict[str, object] = {"outlet": name, "crawl": how}
    if summary is None:
        return fields
    return fields | {
        "started_at": summary.started_at, "ended_at": summary.ended_at,
        "listings_polled": summary.listings_polled, "listings_failed": summary.listings_failed,
        "leads_new": summary.leads_new, "trouble": summary.trouble, "outcomes": summary.outcomes,
        "cut": summary.cut,
    }  # fmt: skip


def _say(outlet: str, words: str) -> None:
    """One line per crawl of the daemon."""
    clock = datetime.now().strftime("%H:%M:%S")
    out.print(plain(f"{clock}  {outlet:<16} {words}"))
