"""``warraq backfill``: the articles of past years, turn by turn, beside the daemon."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from crawler.listings import Stretch
from crawler.run.supervised_crawl import Crawl
from crawler.settings import DOWNLOAD_DELAY
from storage import times
from storage.archive import Archive
from storage.frontier.backfill import Backfill, Progress
from storage.query.filters import midnight
from storage.query.health import RunSummary, last_run
from warraq import outlet_loader as known
from warraq.terminal import (
    FOUND_NOTHING,
    ArchiveOption,
    ConfigOption,
    JsonOption,
    day_of,
    err,
    invocation,
    out,
    plain,
    print_json,
)

app = typer.Typer()
TURN = 60
"""Pages per turn: after each one the daemon may crawl the same outlet."""
UNREACHED = "cannot be reached"
LOCK_SECONDS = 3600.0
"""Seconds that a turn waits for the daemon's crawl to end."""


@app.command()
def backfill(
    outlet: Annotated[str, typer.Argument(help="One outlet.")],
    since: Annotated[str, typer.Option(help="From this day on: 2024-01-01.")],
    until: Annotated[str | None, typer.Option(help="Up to this day, included; today.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many articles.")] = None,
    archive: ArchiveOption = Path("archive"),
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Fetch an outlet's articles of past days.

    The same command again goes on where it stopped.
    Exit code 1: nothing was found.

    Example: warraq backfill hespress --since 2024-01-01
    """
    here = invocation(archive, config)
    (spider,) = known.chosen([outlet], known.all_outlets(here.config.overrides))
    first, last = day_of("--since", since), day_of("--until", until) or times.today()
    assert first is not None
    if first > last:
        raise typer.BadParameter(f"--since {first} is after --until {last}")
    stretch = Stretch(midnight(first), midnight(last + timedelta(days=1)))
    overrides = here.overrides | {
        "MAX_PAGES": TURN, "LOCK_WAIT": LOCK_SECONDS,
        "BACKFILL": {"since": stretch.since.isoformat(), "until": stretch.until.isoformat(),
                     "limit": limit},
    }  # fmt: skip
    delay = float(overrides.get("DOWNLOAD_DELAY", DOWNLOAD_DELAY))
    with Archive(here.folder, create=True) as opened:
        state = Backfill(opened, spider.name, stretch, limit)
        progress, ended = _turns(state, overrides, delay, quiet=as_json)
    if as_json:
        print_json(_as_dict(progress, ended))
    elif ended == UNREACHED:
        err.print(plain(_unreached(outlet, progress)))
    else:
        tried = f" and {progress.tried} numbers tried" if progress.tried else ""
        out.print(
            f"{ended}: {progress.taken} articles found in {progress.pages_read} pages of listings"
            f"{tried};"
            f" {progress.later} to be tried again later by `warraq run`"
        )
        for failure in progress.failed:
            err.print(plain(f"not read: {failure}"))
    if ended == UNREACHED or (not progress.listed and not progress.taken):
        raise typer.Exit(FOUND_NOTHING)


def _turns(
    state: Backfill, overrides: Mapping[str, Any], delay: float, *, quiet: bool
) -> tuple[Progress, str]:
    """One turn after the other until nothing is left, or nothing moves."""
    before: Progress | None = None
    while True:
        before_it = state.last_answer()
        asked = overrides["BACKFILL"] | {"answered": before is not None}
        turn = Crawl(state.outlet, {**overrides, "BACKFILL": asked})
        try:
            ended = turn.wait(LOCK_SECONDS + TURN * 120)
        except BaseException as error:  # whatever ends us ends it: nobody else would
            turn.stop()
            if isinstance(error, KeyboardInterrupt):
                err.print("What was read is kept; the same command goes on from here.")
            raise
        progress = state.progress(datetime.now(UTC))
        if before is None and ended == "finished" and not state.answered(before_it):
            run = last_run(state.archive, state.outlet, turn.process.pid)
            if run and run.trouble:
                return progress, UNREACHED
        run = last_run(state.archive, state.outlet, turn.process.pid)
        if run and run.moved_to:
            return progress, f"the outlet has {run.trouble}"
        _say_cut(state, turn)
        if not quiet:
            err.print(in_words(progress, delay))
        if progress.over:
            return progress, "done"
        if ended != "finished":
            return progress, f"the crawl {ended}"
        if progress == before:
            if not (fetched := _fetched(run)):
                return progress, "nothing moves"
            if not quiet:
                err.print(f"{fetched} addresses that were due before came first")
        before = progress


def _fetched(run: RunSummary | None) -> int:
    """How many addresses a turn brought to an end: those that were due before come first."""
    if run is None:
        return 0
    return sum(
        n for kind, n in run.outcomes.items() if kind not in ("failed", "deferred", "blocked")
    )


def _say_cut(state: Backfill, turn: Crawl) -> None:
    """Say what a bound or a broken file left out of a turn's listings."""
    run = last_run(state.archive, state.outlet, turn.process.pid)
    if run and run.cut:
        err.print(plain(run.cut))


def _unreached(outlet: str, progress: Progress) -> str:
    """The message where nobody answered in a whole turn."""
    if not progress.pages_read:
        return f"{outlet} {UNREACHED}; nothing was read"
    pages = "1 page" if progress.pages_read == 1 else f"{progress.pages_read} pages"
    return (
        f"{outlet} {UNREACHED} now; the {pages} of listings read before are kept, and the same"
        " command goes on from here"
    )


def in_words(progress: Progress, delay: float) -> str:
    """The progress, and the least time that what is known so far will take."""
    known_pages = progress.pages_due + progress.waiting
    minutes = known_pages * delay / 60
    more = ", more may turn up" if progress.pages_due else ""
    return (
        f"{progress.pages_read} pages of listings read, {progress.pages_due} known to follow; "
        f"{progress.taken} articles found, {progress.waiting} to be fetched; "
        f"at least {minutes:.0f} min for what is known{more}"
        + (f"; {progress.tried} numbers tried" if progress.tried else "")
    )


def _as_dict(progress: Progress, ended: str) -> dict[str, object]:
    return {
        "ended": ended, "pages_read": progress.pages_read, "pages_due": progress.pages_due,
        "articles_found": progress.taken, "waiting": progress.waiting, "later": progress.later,
        "failed": progress.failed, "numbers_tried": progress.tried,
    }  # fmt: skip
