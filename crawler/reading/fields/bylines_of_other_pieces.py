"""Whether a byline stands in a box that shows another piece: a teaser, a book, a quoted text."""

import re
from itertools import islice

from lxml import html

from crawler.markup.element_predicates import HEADINGS
from crawler.markup.visible_text import visible_text
from crawler.markup.widget_class_names import has_word
from crawler.reading.author_and_home_links import leads_to_author
from crawler.reading.names.byline_words import PIECE_BEFORE_LABEL

MAX_BOX_CHARACTERS = 220
"""Characters of such a box; what holds more is the article's."""
MAX_BOX_ELEMENTS = 60
MAX_KICKER_WORDS = 2
"""Words of a section or a kicker before the byline; a title has more."""
MAX_DETAIL_WORDS = 7
"""Words of a day or a counter there."""
MIN_TITLE_WORDS = 3
_PICTURES = frozenset(
    ("photo", "photos", "picture", "dessin", "caricature", "cartoon", "foto", "fotos", "vignette")
)
_INVITES = re.compile(
    r"\W*(?:(?:à|a)\s+)?(?:écouter|lire|voir|regarder|suivre|découvrir|podcast|replay|listen|watch|read"
    r"|escuch|lea\b|lee\b|استمع|شاهد|اقر[أا]|تابع)",
    re.IGNORECASE,
)
"""How the label of a box begins that leads to something else."""


def is_of_other_piece(element: html.HtmlElement, heading: html.HtmlElement | None) -> bool:
    """Whether the short box around a byline has a title, a link to one, or a quoted text."""
    around = set() if heading is None else {heading, *heading.iterancestors()}
    box = element
    for above in element.iterancestors():
        if above in around or above.tag in ("body", "html"):
            break
        if len(visible_text(above, MAX_BOX_CHARACTERS)) >= MAX_BOX_CHARACTERS:
            break
        if above.tag == "blockquote":
            return True
        box = above
    own = {element, *element.iterdescendants()}
    above_it = {*element.iterancestors()}
    for one in islice(box.iter(), MAX_BOX_ELEMENTS):
        if one in own or not isinstance(one.tag, str):
            continue
        if one.tag == "a" and _leads_to_piece(one):
            return True
        if one.tag in HEADINGS and one not in above_it:
            return True
    if has_word(box, _PICTURES) and next(box.iter("img"), None) is not None:
        return True
    return any(map(_is_title, _texts_before(box, element)))


def _leads_to_piece(link: html.HtmlElement) -> bool:
    if leads_to_author(link):
        return False
    said = visible_text(link, MAX_BOX_CHARACTERS)
    return len(said.split()) >= MIN_TITLE_WORDS


def _texts_before(box: html.HtmlElement, element: html.HtmlElement) -> list[str]:
    """What a box says before an element in it, text by text."""
    found = list[str]()
    for one in islice(box.iter(), MAX_BOX_ELEMENTS):
        if one is element:
            break
        found.append(one.text or "" if isinstance(one.tag, str) else "")
        # what stands behind an element that is closed before
        found.extend(below.tail or "" for below in (one,) if element not in {*below.iter()})
    return [text.strip() for text in found if text.strip()]


def _is_title(text: str) -> bool:
    """Whether a text before a byline names something else than a section, a day or a counter."""
    words = len(text.split())
    if _INVITES.match(text):
        return True
    if words <= MAX_KICKER_WORDS or PIECE_BEFORE_LABEL.match(f"{text} | par "):
        return False
    return words > MAX_DETAIL_WORDS or not any(map(str.isdigit, text))
