"""``warraq status``: how each outlet and the archive itself are doing."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from crawler.settings import VERSION
from crawler.urls import readable
from storage.archive import Archive
from storage.daemon_log.outlet_yield_alerts import concerns
from storage.derived.pending_rebuilds import pending_rebuilds
from storage.errors import WrongUsage
from storage.frontier.crawler_downtime import Pause
from storage.frontier.lead_overview import ListingStatus, listings
from storage.query.health import Health, health, outlets_known
from storage.raw.lost_files import lost_files
from storage.verify.maintenance_status import ArchiveHealth, Fixity, fixity, upkeep
from warraq import outlet_loader as known
from warraq.terminal import (
    FOUND_NOTHING,
    ArchiveOption,
    JsonOption,
    err,
    invocation,
    minute,
    out,
    plain,
    print_json,
    print_with_addresses,
    table,
)

app = typer.Typer()


@app.command()
def status(
    outlets: Annotated[list[str] | None, typer.Argument(metavar="[OUTLET]…")] = None,
    archive: ArchiveOption = Path("archive"),
    as_json: JsonOption = False,
) -> None:
    """How each outlet and the archive itself are doing.

    Last crawl, last new article, how addresses ended, health; then the last house-keeping.
    Exit code 1: house-keeping failed, or found damage; or raw files are lost or not
    whole.

    Example: warraq status --json
    """
    here = invocation(archive)
    with Archive(here.folder, needs="tables") as opened:
        known.demand_known(outlets, opened, here.overrides)
        found = [
            health(opened, name, datetime.now(UTC)) for name in outlets or outlets_known(opened)
        ]
        polled = {one.outlet: listings(opened, one.outlet) for one in found}
        kept, proved, stale = upkeep(opened), fixity(opened), pending_rebuilds(opened.db)
        lost = lost_files(opened)
    drifting = _drifting(found, here.overrides)
    if as_json:
        told = [
            asdict(h)
            | {
                "drifts": h.outlet in drifting,
                "listings": [asdict(one) for one in polled[h.outlet]],
            }
            for h in found
        ]
        house: dict[str, object] = {
            "tasks": [asdict(one) for one in kept],
            "fixity": asdict(proved),
        }
        house["lost"] = [one.file for one in lost]
        house["rebuild"] = stale.in_words() if stale else None
        print_json({"warraq": VERSION, "outlets": told, "housekeeping": house})
    else:
        _print_status(found, drifting)
        for name in outlets or ():
            _print_listings(polled[name])
        _print_upkeep(kept, proved)
        if stale:
            out.print(plain(f"to be rebuilt, by `warraq rebuild`: {stale.in_words()}"))
        if lost:
            files = "1 raw file is" if len(lost) == 1 else f"{len(lost)} raw files are"
            out.print(f"{files} lost or not whole; `warraq lost` names them", style="bold red")
    if lost or any(one.failed for one in kept):
        raise typer.Exit(FOUND_NOTHING)


def _drifting(found: Sequence[Health], overrides: Mapping[str, Any]) -> set[str]:
    """The outlets that declare a container that their latest articles were not in.

    Where files of outlets cannot be loaded it is said that nobody knows: whoever is at such a file
    needs the rest of the status all the more.
    """
    missing = {one.outlet for one in found if one.drifts}
    if not missing:
        return missing
    try:
        outlets = known.all_outlets(overrides)
    except WrongUsage as error:
        unknown = ", ".join(sorted(missing))
        err.print(plain(f"warraq: {error}. Whether the containers of {unknown} drift is unknown"))
        return set()
    return {name for name in missing if name in outlets and outlets[name].body}


def _print_upkeep(kept: Sequence[ArchiveHealth], proved: Fixity) -> None:
    """Print what was last done for the archive itself, failures in red."""
    for one in kept:
        style = "bold red" if one.failed else ""
        out.print(plain(f"{one.task:<8}{minute(one.at):<18}{one.said}"), style=style)
    if proved.files:
        oldest = f", the oldest on {minute(proved.oldest)}" if proved.oldest else ""
        out.print(plain(f"{proved.checked} of {proved.files} raw files were proved{oldest}"))


def _print_status(found: Sequence[Health], drifting: Container[str]) -> None:
    out.print(
        table(
            (
                "outlet", "health", "articles", "last crawl (UTC)", "last new", "outcomes", "due",
                "waiting",
            ),
            (
                (h.outlet, _coloured(h.state), h.articles, minute(h.last_crawl),
                 minute(h.last_new),
                 ", ".join(f"{n} {kind}" for kind, n in h.outcomes.items()), h.due, h.waiting)
                for h in found
            ),
        )
    )  # fmt: skip
    for one in found:
        if one.trouble:
            out.print(plain(f"{one.outlet}: {one.trouble}"))
        if one.cut:
            out.print(plain(f"{one.outlet}: {one.cut}"))
        if one.refusing:
            _print_refusing(one)
        if one.pause:
            _print_pause(one, one.pause)
        for words in concerns(one, drifts=one.outlet in drifting).values():
            out.print(plain(f"{one.outlet}: {words}"))
        if one.learned:
            out.print(
                f"{one.outlet}: {one.learned} repeating lines are left out; `warraq learned"
                f" {one.outlet}` shows them"
            )
        if one.quarantined:
            out.print(f"{one.outlet}: {one.quarantined} pages in quarantine (warraq leads)")


def _print_pause(one: Health, pause: Pause) -> None:
    """Print when nobody looked at an outlet, and what that may have cost."""
    since = minute(pause.since)
    if pause.until is None:
        out.print(
            f"{one.outlet}: idle, nobody has looked at it since {since} although it is due; is"
            " the daemon (`warraq run`) at work?"
        )
        return
    asked = f"--since {pause.since[:10]} --until {pause.until[:10]}"
    out.print(
        f"{one.outlet}: nobody looked at it from {since} to {minute(pause.until)}; what its"
        f" listings no longer name of these days, `warraq backfill {one.outlet} {asked}` fetches"
    )


def _coloured(state: str) -> Text:
    """A state, red where articles are lost until somebody does something."""
    return Text(state, style="bold red" if state == "refusing" else "")


def _print_refusing(one: Health) -> None:
    """Print where an outlet's pattern refuses too much, in red, and what to do."""
    for share in one.refusing:
        out.print(plain(f"{one.outlet}: {share.in_words()}"), style="bold red")
    out.print(plain(
        f"{one.outlet}: `warraq leads {one.outlet} --refused-by pattern` shows them; where they are"
        " articles mend article_url in its file: the next crawl fetches them"
    ))  # fmt: skip


def _print_listings(polled: Sequence[ListingStatus]) -> None:
    """Per listing: last poll, next poll, how often, what it yields, what fails."""
    columns = (
        "last poll (UTC)", "next poll (UTC)", "every min", "links", "of these new", "refused",
        "failures", "error", "listing",
    )  # fmt: skip
    rows = (
        (minute(one.polled_at), minute(one.next_poll),
         round(one.interval / 60, 1), one.links, one.fresh, one.refused,
         round(one.failures, 2), one.error,
         readable(one.listing))
        for one in polled
    )  # fmt: skip
    print_with_addresses(columns, rows)
