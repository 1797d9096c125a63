"""``warraq leads``: what the frontier holds, and trying a page again."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from crawler.urls import canonical, readable
from storage.archive import Archive
from storage.frontier.lead_status import leads as find
from storage.frontier.lead_status import retry as try_again
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
    outlets: Annotated[list[str] | None, typer.Argument(metavar="[OUTLET]…")] = None,
    state: Annotated[
        str | None, typer.Option(help="Only these: due, done, quarantine, reading.")
    ] = None,
    retry: Annotated[
        str | None, typer.Option(metavar="URL", help="Make this address due now, in any state.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 50,
    archive: ArchiveOption = Path("archive"),
    as_json: JsonOption = False,
) -> None:
    """Addresses that the archive knows: when due, how they ended.

    `as`: fresh (new), revisit (of a known article) or backfill (of past days). `raw`, of those in
    quarantine: the file and byte where the page lies that could not be read. Exit code 1: none.

    Example: warraq leads hespress --state quarantine
    """
    if state is not None and state not in _STATES:
        raise typer.BadParameter(f"--state {state}: one of {', '.join(_STATES)}")
    here = invocation(archive)
    with Archive(here.folder, needs="tables") as opened:
        known.demand_known(outlets, opened, here.overrides)
        if retry:
            _retry(opened, retry)
            return
        found = find(opened, state, outlets or (), limit)
    if as_json:
        print_json([asdict(lead) for lead in found])
    elif found:
        rows = (
            (one.outlet, one.state, _PRIORITIES[one.priority],
             minute(one.due_at), one.attempts, one.outcome, one.reason,
             one.raw if one.state == "quarantine" else "", readable(one.url))
            for one in found
        )  # fmt: skip
        names = ("outlet", "state", "as", "due (UTC)", "failures", "ended", "why", "raw", "address")
        print_with_addresses(names, rows)
    if not found:
        raise typer.Exit(FOUND_NOTHING)


def _retry(archive: Archive, address: str) -> None:
    try:
        url = canonical(address)
    except ValueError as error:
        raise typer.BadParameter(f"--retry {address}: no address") from error
    if not try_again(archive, url, datetime.now(UTC)):
        err.print(plain(f"warraq: {address} is not among the leads, or was erased by order"))
        raise typer.Exit(FOUND_NOTHING)
    out.print(plain(f"due now: {readable(url)}"))
