"""``warraq leads``: what the frontier holds, and trying pages again."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, get_args

import typer

from crawler.items import Ground, OutcomeKind
from crawler.urls import canonical, readable
from storage.archive import Archive
from storage.frontier.lead_overview import LeadFilter, LeadStatus, count
from storage.frontier.lead_overview import leads as find
from storage.frontier.lead_overview import retry as try_again
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
)

app = typer.Typer()
_STATES = ("due", "done", "quarantine", "reading")
_PRIORITIES = ("fresh", "revisit", "backfill")


@app.command()
def leads(
    which: Annotated[list[str] | None, typer.Argument(metavar="[OUTLET|URL]…")] = None,
    state: Annotated[
        str | None, typer.Option(help="Only these: due, done, quarantine, reading.")
    ] = None,
    outcome: Annotated[
        str | None, typer.Option(help="Only those that ended so: refused, rejected, gone …")
    ] = None,
    refused_by: Annotated[
        str | None, typer.Option(help="Only these: pattern, host, robots, opt-out, network.")
    ] = None,
    reason: Annotated[str | None, typer.Option(help="Only those whose reason says this.")] = None,
    retry: Annotated[
        bool, typer.Option("--retry", help="Make all these due now, in any state.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help="Show at most so many.")] = 50,
    archive: ArchiveOption = Path("archive"),
    as_json: JsonOption = False,
) -> None:
    """Addresses that the archive knows: when due, how they ended, and trying them again.

    `as`: fresh (new), revisit (of a known article) or backfill (of past days). `raw`, of those in
    quarantine: the file and byte where the page lies that could not be read. Exit code 1: none.

    Example: warraq leads hespress --outcome refused --retry
    """
    _demand("--state", state, _STATES)
    _demand("--outcome", outcome, get_args(OutcomeKind))
    _demand("--refused-by", refused_by, get_args(Ground))
    addresses = tuple(_canonical(one) for one in which or () if "://" in one)
    outlets = [one for one in which or () if "://" not in one]
    chosen = LeadFilter(tuple(outlets), addresses, state, outcome, refused_by, reason)
    if retry and not chosen.chooses:
        raise typer.BadParameter("--retry: of which? Name an address, an outlet or an --outcome")
    here = invocation(archive)
    with Archive(here.folder, needs="tables") as opened:
        known.demand_known(outlets or None, opened, here.overrides)
        if retry:
            _retry(opened, chosen)
            return
        found, there = find(opened, chosen, limit), count(opened, chosen)
    if as_json:
        print_json([asdict(lead) for lead in found])
    elif found:
        _print(found)
        if there > len(found):
            err.print(f"{len(found)} of {there:,}; --limit shows more")
    if not found:
        raise typer.Exit(FOUND_NOTHING)


def _print(found: Iterable[LeadStatus]) -> None:
    rows = (
        (one.outlet, one.state, _PRIORITIES[one.priority],
         minute(one.due_at), one.attempts, one.outcome, one.reason,
         one.raw if one.state == "quarantine" else "", readable(one.url))
        for one in found
    )  # fmt: skip
    names = ("outlet", "state", "as", "due (UTC)", "failures", "ended", "why", "raw", "address")
    print_with_addresses(names, rows)


def _demand(option: str, value: str | None, allowed: tuple[str, ...]) -> None:
    if value is not None and value not in allowed:
        raise typer.BadParameter(f"{option} {value}: one of {', '.join(allowed)}")


def _canonical(address: str) -> str:
    try:
        return canonical(address)
    except ValueError as error:
        raise typer.BadParameter(f"{address}: no http(s) address") from error


def _retry(archive: Archive, chosen: LeadFilter) -> None:
    again = try_again(archive, chosen, datetime.now(UTC))
    if not again:
        err.print("warraq: no such lead, or it was erased by order")
        raise typer.Exit(FOUND_NOTHING)
    if len(chosen.addresses) == again == 1:
        out.print(plain(f"due now: {readable(chosen.addresses[0])}"))
    else:
        out.print(f"due now: {again:,}")
