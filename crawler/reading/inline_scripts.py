"""The scripts that stand in a page itself: Next.js, Nuxt and the like hand their data on so."""

from collections.abc import Iterator

from lxml import html

MAX_SCRIPT_CHARACTERS = 3_000_000
"""A longer script is not looked at."""


def inline_scripts(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Type and source of each, but of JSON-LD, which ``jsonld`` reads."""
    for script in tree.iter("script"):
        kind, source = script.get("type", ""), script.text or ""
        if script.get("src") is not None or "ld+json" in kind:
            continue
        if len(source) <= MAX_SCRIPT_CHARACTERS:
            yield kind, source
