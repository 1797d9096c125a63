"""Pages of a directory: a list of places, stated as such, with some words on it around."""

from crawler.markup import jsonld_values
from crawler.markup.visible_text import visible_text
from crawler.reading.body.body_result import Body
from crawler.reading.parsed_page import ParsedPage

MIN_ENTRIES = 4
"""Places in a list; fewer may be those of which an article speaks."""
MAX_WORDS = 150
"""Words around a list; a longer text is an article that names its places beside it."""
MAX_SHARE_IN_TEXT = 0.25
"""A text that names more of them is about them."""


def entries_around(page: ParsedPage, body: Body) -> int:
    """The number of places with an address or a telephone that a page lists instead of a text.

    JSON-LD states them and no article, the page prints them, the text that was found holds hardly
    one: it is what stands around the list. 0 for any other page. A list in an ``aside`` is no
    page's own.
    """
    if page.nodes or body.words > MAX_WORDS:
        return 0
    for one in page.objects:
        items = one.get("itemListElement")
        if one.get("@type") != "ItemList" or not isinstance(items, list):
            continue
        places = [item.get("item") for item in items if isinstance(item, dict)]
        named = [
            name
            for place in places
            if isinstance(place, dict) and (place.get("telephone") or place.get("address"))
            for name in jsonld_values.names(place)[:1]
        ]
        printed = [name for name in named if name in page.printed]
        beside = "\n".join(visible_text(one) for one in page.tree.iter("aside"))
        printed = [name for name in printed if name not in beside]
        text = "\n".join(body.paragraphs)
        told = sum(name in text for name in printed)
        if len(printed) >= MIN_ENTRIES and told <= MAX_SHARE_IN_TEXT * len(printed):
            return len(printed)
    return 0
