"""Headings of which nothing is left: all that stood below them was the site's, and left."""

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from lxml import html

from crawler.arabic import without_accents
from crawler.markup.element_predicates import HEADINGS
from crawler.markup.page_lines import Line
from crawler.reading.body.boxes.page_parts import has_controls
from crawler.reading.body.site_phrases import site_phrase_kind

MAX_HEADING_WORDS = 8
"""Words of a heading of a list or a form; a longer one may be a standfirst."""
MIN_LINKS = 2
"""Links that make a list below a heading."""
MAX_BOX_LINES = 40
"""Lines of a box that are looked at."""
_FORMS = frozenset(("comment form", "comment policy", "newsletter", "cookies"))
"""Kinds of lines that a heading of their own may stand above."""
_TO_READERS = re.compile(
    r"\b(?:comment(?:s|er|ez|aires?)?|reagi(?:r|ssez)|lecteurs?|internautes?|votre|vos|vous"
    r"|\w+ez nous|charte|regles|moderation|newsletters?|cookies|readers?|your?|reply|policy|rules"
    r"|write to us|comentar(?:ios?)?|lector(?:es)?|tu|tus|usted(?:es)?|normas|reglas|boletin"
    r"|(?:ال)?تعليق(?:ات)?|(?:ال|لل)?(?:قراء|زوار)|رايكم?|(?:ال)?نقاش|راسل\w+|شارك\w*|ميثاق"
    r"|(?:ال)?نشرة)\b"
)
"""Words of a heading that speaks to readers: an article's own says what happened."""
_PART = re.compile(r"[?#].*$|/?(?:page/)?\d*/?$")
"""The end of an address that tells the parts of one article apart."""
ORPHANED = "heads nothing but lines that were left out"
"""The reason of such headings."""


def drop_orphaned_headings(
    found: Sequence[Line], kept: list[Line], dropped: list[tuple[str, str]]
) -> None:
    """Move headings to ``dropped`` that have nothing of the article below them.

    The last line, above the policy on comments or a form, if it speaks to readers or stands in one
    box with the form; or a short heading in a box with nothing but a list of links to the parts of
    one article, as Joomla's table of the further pages is. Sources and candidates are linked, too.
    """
    headings = [line for line in kept if line.tag in HEADINGS and _may_head(line)]
    if not headings or len(headings) == len(kept):
        return
    staying = {id(line) for line in kept}
    numbers = {id(line): number for number, line in enumerate(found)}
    for line in headings:
        number = numbers.get(id(line))
        if number is None:
            continue
        behind = found[number + 1 : number + 1 + MAX_BOX_LINES]
        if _heads_form(line, behind, kept) or _heads_links(line, found, number, staying):
            kept[:] = [one for one in kept if one is not line]
            dropped.append((line.text, ORPHANED))


def _may_head(line: Line) -> bool:
    ended = line.text.endswith((".", "!", "»", "”"))
    return line.key.count(" ") < MAX_HEADING_WORDS and not ended and not line.link_share


def _heads_form(line: Line, behind: Sequence[Line], kept: Sequence[Line]) -> bool:
    """Whether the last line that stays stands right above the site's words of a form."""
    if line is not kept[-1] or not behind:
        return False
    if site_phrase_kind(behind[0].text, behind[0].key) not in _FORMS:
        return False
    if _TO_READERS.search(without_accents(line.key)):
        return True
    box = None if line.block is None else line.block.getparent()
    apart = box is not None and not any(_stands_in(one, box) for one in kept[:-1])
    return apart and _stands_in(behind[0], box) and has_controls(box)


def _heads_links(line: Line, found: Sequence[Line], number: int, staying: set[int]) -> bool:
    """Whether a heading is the first of a box, and the rest of it items that are links and left."""
    box = None if line.block is None else line.block.getparent()
    if box is None or (number and _stands_in(found[number - 1], box)):
        return False
    rest = islice(found, number + 1, number + 1 + MAX_BOX_LINES)
    inside = list(takewhile(lambda one: _stands_in(one, box), rest))
    if len(inside) < MIN_LINKS or not all(
        one.tag == "li" and one.link_share > 0.9 and id(one) not in staying for one in inside
    ):
        return False
    items = (one.block for one in inside if one.block is not None)
    links = [link.get("href", "") for item in items for link in item.iter("a")]
    return len({_PART.sub("", link, count=1) for link in links}) == 1


def _stands_in(line: Line, box: html.HtmlElement) -> bool:
    return line.block is not None and box in line.block.iterancestors()
