"""Icons that name what stands behind them: a person before the author, a clock before the date."""

from functools import lru_cache

from lxml import html

from crawler.markup.page_lines import clean
from crawler.markup.visible_text import visible_text
from crawler.markup.widget_class_names import words_of

_SETS = frozenset((
    "fa", "fas", "far", "fal", "fab", "icon", "icons", "bi", "ti", "la", "las", "ri", "icofont",
    "glyphicon", "bx", "mdi", "dashicons", "feather", "uil", "material", "i",
))  # fmt: skip
"""First words of the class names that sets of icons give."""
PERSON = frozenset(("user", "author", "pencil", "pen", "person", "account", "writer"))
CLOCK = frozenset(("clock", "calendar", "time", "date"))
MAX_CHARACTERS = 120
_TAGS = frozenset(("i", "span", "svg", "em", "b"))


@lru_cache(maxsize=8_192)
def _shows(names: str, what: frozenset[str]) -> bool:
    return any(
        words[0] in _SETS and not what.isdisjoint(words)
        for words in map(words_of, names.split())
        if words
    )


def text_behind_icon(element: html.HtmlElement, what: frozenset[str]) -> str:
    """The text right behind an empty element whose class shows such an icon; else empty."""
    names = element.get("class")
    if not names or element.tag not in _TAGS or not _shows(names, what):
        return ""
    if (element.text or "").strip():
        return ""
    text, behind = clean(element.tail or ""), element.getnext()
    if not text and behind is not None and isinstance(behind.tag, str):
        text = visible_text(behind, MAX_CHARACTERS)
    return text if len(text) < MAX_CHARACTERS else ""
