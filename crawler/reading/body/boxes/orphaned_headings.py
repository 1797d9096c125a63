"""Headings of which nothing is left: all that stood below them was the site's, and left."""

from collections.abc import Sequence
from itertools import islice, takewhile

from lxml import html

from crawler.markup.element_predicates import HEADINGS
from crawler.markup.page_lines import Line
from crawler.reading.body.site_phrases import site_phrase_kind

MAX_HEADING_WORDS = 8
"""Words of a heading of a list or a form; a longer one may be a standfirst."""
MIN_LINKS = 2
"""Links that make a list below a heading."""
MAX_BOX_LINES = 40
"""Lines of a box that are looked at."""
_FORMS = frozenset(("comment form", "comment policy", "newsletter", "cookies"))
"""Kinds of lines that a heading of their own may stand above."""
ORPHANED = "heads nothing but lines that were left out"
"""The reason of such headings."""


def drop_orphaned_headings(
    found: Sequence[Line], kept: list[Line], dropped: list[tuple[str, str]]
) -> None:
    """Move headings to ``dropped`` that have nothing of the article below them.

    The last line, above the policy on comments or a form; or a short heading in a box with nothing
    but a list of links, as Joomla's table of the further pages is.
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
            kept.remove(line)
            dropped.append((line.text, ORPHANED))


def _may_head(line: Line) -> bool:
    ended = line.text.endswith((".", "!", "»", "”"))
    return line.key.count(" ") < MAX_HEADING_WORDS and not ended and not line.link_share


def _heads_form(line: Line, behind: Sequence[Line], kept: Sequence[Line]) -> bool:
    """Whether the last line that stays stands right above the site's words of a form."""
    if line is not kept[-1] or not behind:
        return False
    return site_phrase_kind(behind[0].text, behind[0].key) in _FORMS


def _heads_links(line: Line, found: Sequence[Line], number: int, staying: set[int]) -> bool:
    """Whether a heading is the first of a box, and the rest of it items that are links and left."""
    box = None if line.block is None else line.block.getparent()
    if box is None or (number and _stands_in(found[number - 1], box)):
        return False
    rest = islice(found, number + 1, number + 1 + MAX_BOX_LINES)
    inside = list(takewhile(lambda one: _stands_in(one, box), rest))
    return len(inside) >= MIN_LINKS and all(
        one.tag == "li" and one.link_share > 0.9 and id(one) not in staying for one in inside
    )


def _stands_in(line: Line, box: html.HtmlElement) -> bool:
    return line.block is not None and box in line.block.iterancestors()
