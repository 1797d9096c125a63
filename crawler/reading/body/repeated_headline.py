"""The headline again on top of a body, told from a first paragraph that says the same words."""

from lxml import html

from crawler.arabic import folded_words
from crawler.markup.element_predicates import HEADINGS
from crawler.markup.page_lines import Line
from crawler.markup.visible_text import heading_text, visible_text
from crawler.reading.fields.headline import MAX_HEADLINE_CHARACTERS

MAX_REPEATED_WORDS = 14
"""Words of a plain line that may be the headline again; a longer one is a sentence of the text."""
MAX_HEADING_CHARACTERS = 20_000
"""A longer text is no heading, though some sites set whole paragraphs as one."""


def says_headline(line: Line, headline: str) -> bool:
    """Whether a line has the words of the headline; of a cut one, whether it begins with them."""
    key = " ".join(folded_words(headline))
    if len(headline) < MAX_HEADLINE_CHARACTERS or not key:
        return bool(key) and (line.key == key or _heads(line, key))
    return line.key.startswith(key[: MAX_HEADLINE_CHARACTERS // 2])


def _heads(line: Line, key: str) -> bool:
    """Whether a line is the heading that prints the headline, with a badge or a counter in it."""
    if line.tag not in ("h1", "h2") or line.block is None or key not in line.key:
        return False
    return " ".join(folded_words(heading_text(line.block, MAX_HEADLINE_CHARACTERS))) == key


def is_repeated(line: Line, root: html.HtmlElement) -> bool:
    """Whether a line that says the headline is set as one: a heading, a link, bold, short.

    A sentence with its full stop is the article's first paragraph, from which the headline came.
    """
    if line.tag in HEADINGS or line.link_share > 0.9:
        return True
    if line.text.endswith(".") and not line.text.endswith(".."):
        return False
    if line.key.count(" ") < MAX_REPEATED_WORDS:
        return True
    return any(_text_of(bold, line) == line.key for bold in root.iter("strong", "b"))


def _text_of(element: html.HtmlElement, line: Line) -> str:
    """The folded words of an element, as many as a line has and a few."""
    return " ".join(folded_words(visible_text(element, len(line.text))[: 2 * len(line.text)]))
