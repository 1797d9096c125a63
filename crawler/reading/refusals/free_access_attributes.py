"""Whether microdata or RDFa call an article free, as JSON-LD does (``jsonld_values.is_free``)."""

from lxml import html

from crawler.markup.bounded_html_parsing import query

_STATEMENTS = query(
    "//*[contains(@itemprop, 'isAccessibleForFree') or contains(@property, 'isAccessibleForFree')]"
)
MAX_STATEMENTS = 30
"""Statements that are looked at; an article has one, and one for each of its parts."""
_PART = "hasPart"
_NOT_FREE = frozenset(("false", "no", "non", "0"))


def states_free(tree: html.HtmlElement, heading: html.HtmlElement | None) -> bool | None:
    """Whether the article under a heading is free; ``None`` where no attribute says so.

    A part of it that is not tells more than a statement about the whole. What belongs to another
    item of the page (the card of another article, a video) says nothing.
    """
    stated = list[bool]()
    for element in _STATEMENTS(tree)[:MAX_STATEMENTS]:
        value = _value(element)
        if value and _is_of_article(element, heading):
            stated.append(value not in _NOT_FREE)
    return all(stated) if stated else None


def _value(element: html.HtmlElement) -> str:
    """What a statement says, in small letters: in an attribute, or in its text."""
    for name in ("content", "href", "resource", "value"):
        if said := element.get(name):
            # schema.org's own addresses of the two values are written, too
            return str(said).strip().lower().rpartition("/")[2]
    return (element.text or "").strip().lower()


def _is_of_article(element: html.HtmlElement, heading: html.HtmlElement | None) -> bool:
    """Whether a statement is about the page, about what holds the heading, or a part of that.

    RDFa's ``about`` opens an item as ``typeof`` does.
    """
    around = set() if heading is None else {heading, *heading.iterancestors()}
    for item in element.iterancestors():
        typed = not {"itemscope", "typeof", "about", "itemid"}.isdisjoint(item.keys())
        if not typed:
            # a box beside the headline that leads elsewhere is another article's card
            if item not in around and item.tag in _BOXES and next(item.iter("a"), None) is not None:
                return False
            continue
        if _PART in _names(item):  # with the selector of its element: a video has none
            if "WebPageElement" not in (item.get("itemtype") or item.get("typeof") or ""):
                return False
            continue
        return item in around or item.tag in ("html", "body")
    return True


_BOXES = frozenset(("div", "section", "li", "aside", "article", "nav", "td"))


def _names(item: html.HtmlElement) -> str:
    return " ".join(item.get(name) or "" for name in ("itemprop", "property", "rel"))
