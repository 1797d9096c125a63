"""The scripts that stand in a page itself: Next.js, Nuxt and the like hand their data on so."""

from collections.abc import Iterator

from lxml import html

from crawler.markup.tree import query

MAX_SCRIPT_CHARACTERS = 3_000_000
"""A longer script is not looked at."""
_SCRIPTS = query("//script[not(@src)][not(contains(@type, 'ld+json'))]")


def inline_scripts(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Type and source of each, but of JSON-LD, which ``jsonld`` reads."""
    for script in _SCRIPTS(tree):
        source = script.text or ""
        if len(source) <= MAX_SCRIPT_CHARACTERS:
            yield script.get("type", ""), source
