"""``warraq crawl``: outlets once, now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.live import Live
from rich.table import Table

from crawler.run.supervised_crawl import ARCHIVE_UNWRITABLE, FINISHED, Crawl, stop_all
from storage.archive import Archive
from storage.daemon_log.outage_alert_grouping import several
from storage.query.health import OUTCOME_KINDS, RunSummary, last_run
from warraq.reloaded_outlets import chosen_outlets
from warraq.terminal import (
    ARCHIVE_TROUBLE,
    FOUND_NOTHING,
    ArchiveOption,
    ConfigOption,
    Invocation,
    JsonOption,
    OutletsArgument,
    err,
    invocation,
    out,
    plain,
    print_json,
    table,
)

app = typer.Typer()
NOT_BEGUN = "not begun"


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
