"""``warraq outlets``: the outlets that this installation knows."""

from pathlib import Path
from typing import Annotated

import typer

from warraq import outlet_loader as known
from warraq.terminal import (
    ArchiveOption,
    ConfigOption,
    JsonOption,
    invocation,
    print_json,
    print_with_addresses,
)

app = typer.Typer()


@app.command()
def outlets(
    archive: ArchiveOption = Path("archive"),
    config: ConfigOption = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also those that `warraq run` leaves out.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """The outlets that `warraq run` crawls, with their listings.

    Which, and under which home, is said by the settings `outlets` and `homes`.

    Example: warraq outlets --all
    """
    chosen = invocation(archive, config).config
    every = known.all_outlets(chosen.overrides)
    crawled = every.values() if everything else known.crawled(every, chosen.daemon.get("outlets"))
    found = {spider.name: spider for spider in crawled}
    given = chosen.overrides.get("HOMES", {})
    homes = {name: given.get(name, spider.home) for name, spider in found.items()}
    listings = {n: [f"{one.kind} {one.path}" for one in s.listings] for n, s in found.items()}
    if as_json:
        print_json(
            [
                {
                    "name": name, "arabic_name": spider.arabic_name, "home": homes[name],
                    "languages": spider.languages, "city": spider.city,
                    "kind": spider.kind,
                    "evidence": spider.evidence, "default": spider.default,
                    "javascript": spider.javascript or None,
                    "listings": listings[name],
                }
                for name, spider in found.items()
            ]
        )  # fmt: skip
        return
    shown = [
        (n, s.arabic_name, homes[n], s.evidence, ", ".join(listings[n])) for n, s in found.items()
    ]
    print_with_addresses(("outlet", "name", "home", "evidence", "listings"), shown)
