"""Trimming the ends of a body: who the author is, the headline again, the outlet, links."""

import re
from collections.abc import Sequence
from itertools import dropwhile, islice, takewhile

from lxml import html

from crawler.arabic import folded_words
from crawler.markup.element_predicates import HEADINGS
from crawler.markup.page_lines import Line
from crawler.reading.author_and_home_links import leads_to_author
from crawler.reading.body.boilerplate_rules import is_headline_link
from crawler.reading.body.repeated_headline import (
    MAX_HEADING_CHARACTERS,
    is_repeated,
    says_headline,
)
from crawler.reading.names.signed_byline import is_credit

MAX_SOURCE_LINE_WORDS = 6
"""Words of a line that only says who wrote; the longest of the outlets' samples has five."""
MAX_AUTHOR_BOX_LINES = 6
"""Lines of a box about the author: the label, the name, what somebody is, some sentences."""
ABOUT_THE_AUTHOR = frozenset(
    " ".join(folded_words(label))
    for label in (
        "عن الكاتب", "عن الكاتبة", "عن المؤلف", "عن المؤلفة", "عن كاتب المقال", "عن كاتبة المقال",
        "نبذة عن الكاتب", "نبذة عن الكاتبة", "نبذة عن المؤلف", "حول الكاتب", "حول الكاتبة",
        "من هو الكاتب", "الكاتب في سطور", "عن الصحافي", "عن الصحفي", "عن الصحفية", "عن المحرر",
        "à propos de l'auteur", "à propos de l'auteure", "à propos de l'autrice", "l'auteur",
        "à propos du journaliste", "à propos de la journaliste", "qui est l'auteur", "biographie",
        "about the author", "about author", "about the writer", "about the journalist",
        "sobre el autor", "sobre la autora", "acerca del autor",
    )
)  # fmt: skip
"""Labels, folded, that head the box of who the author is."""

_AGENCIES = (
    r"(?:و ?م ?ع|ا ?ف ?ب|د ?ب ?ا|ا ?ب|رويترز|(?:ال)?وكالات|بترا|واس|وفا|الاناضول|سبوتنيك|map|afp|ap"
    r"|reuters|efe|agences?|agencies|(?:وكاله )?المغرب العربي للانباء|وكاله الانباء)"
)
_SOURCES = re.compile(
    rf"(?:(?:المصدر|عن|نقلا عن|source|sources|avec|d apres) )?{_AGENCIES}(?:(?: و ?| et | )"
    rf"{_AGENCIES})*(?: بتصرف|(?: [^\W\d]){{1,3}})?|"
    rf"بتصرف|متابعه|مراسله|مراسلات|خاص|يتبع|(?:فريق|هييه|قسم) التحرير"
)
"""Folded lines that say nothing but where a text came from; a city's name may be a last word."""


def trim(
    kept: list[Line], names: Sequence[str], headline: str, dropped: list[tuple[str, str]],
    root: html.HtmlElement,
) -> None:  # fmt: skip
    """Move what is no text from the ends of ``kept`` to ``dropped``, each with the reason."""
    # first, so that a link above the source line stands at the end, too
    _drop_credit_lines(kept, dropped)
    _drop_source_line(kept, names, dropped)
    _drop_endless_headings(kept, dropped)
    _drop_headline(kept, headline, dropped, root)
    _drop_outer_links(kept, dropped)


def drop_author_box(
    found: Sequence[Line], kept: list[Line], dropped: list[tuple[str, str]], root: html.HtmlElement
) -> None:
    """Take away what stands in a box of its own that a label, or the author's link, heads.

    An article may have such a heading, too: only a small box at the end leaves, never what stands
    in one element with the text.
    """
    for number, line in enumerate(found):
        if line.block is None or not _heads_author_box(line):
            continue
        box, element = set[int](), line.block
        while element is not root and (inside := _lines_in(element, found, number)):
            box, element = inside, element.getparent()
        leaving = [one for one in kept if id(one) in box]
        every = sum(len(one.text) for one in kept)
        # what stands behind it is the text's end
        if not leaving or leaving != kept[-len(leaving) :] or leaving == kept:
            continue
        if 4 * sum(len(one.text) for one in leaving) > every:
            continue
        del kept[-len(leaving) :]
        dropped += [(one.text, "in a box about the author") for one in leaving]


def _heads_author_box(line: Line) -> bool:
    """Whether a line is the label of such a box, or the author's name that leads to their page."""
    if line.key in ABOUT_THE_AUTHOR:
        return True
    if line.link_share < 1 or line.block is None:
        return False
    return any(leads_to_author(link) for link in line.block.iter("a"))


def _lines_in(element: html.HtmlElement | None, found: Sequence[Line], first: int) -> set[int]:
    """The lines in an element that begins with the one of that number; none of a larger one."""

    def holds(line: Line) -> bool:
        block = line.block
        return block is not None and (block is element or element in block.iterancestors())

    if element is None or (first and holds(found[first - 1])):
        return set()
    inside = {id(line) for line in takewhile(holds, islice(found, first, None))}
    return inside if len(inside) <= MAX_AUTHOR_BOX_LINES else set()


def _drop_credit_lines(kept: list[Line], dropped: list[tuple[str, str]]) -> None:
    """Take away first and last lines that say nothing but who translated, drew or took pictures."""
    for number in (0, -1):
        while len(kept) > 1 and is_credit(kept[number].text):
            dropped.append((kept.pop(number).text, "who translated, or took the pictures"))


def _drop_source_line(
    kept: list[Line], names: Sequence[str], dropped: list[tuple[str, str]]
) -> None:
    """Take away short last lines that name the outlet or an agency; a first one is the dateline."""
    while len(kept) > 1 and _SOURCES.fullmatch(kept[-1].key):
        dropped.append((kept.pop().text, "a source line"))
    line = kept[-1].key if len(kept) > 1 else ""
    if line.count(" ") < MAX_SOURCE_LINE_WORDS and any(
        " ".join(folded_words(name)) in line for name in names
    ):
        dropped.append((kept.pop().text, "the outlet's own name"))


def _drop_endless_headings(kept: list[Line], dropped: list[tuple[str, str]]) -> None:
    """Take away headings that are longer than any article."""
    for line in [one for one in kept if one.tag in HEADINGS]:
        if len(line.text) > MAX_HEADING_CHARACTERS:
            kept.remove(line)
            dropped.append((line.text[:MAX_HEADING_CHARACTERS], "a heading too long to be one"))


def _drop_headline(
    kept: list[Line], headline: str, dropped: list[tuple[str, str]], root: html.HtmlElement
) -> None:
    """Take away the headline repeated on top; a text of one line is no repetition."""
    behind = dropwhile(lambda line: says_headline(line, headline), kept)
    if any(says_headline(line, headline) for line in behind):  # the refrain of a poem
        return
    while kept and says_headline(kept[0], headline):
        if (len(kept) == 1 and kept[0].tag not in HEADINGS) or not is_repeated(kept[0], root):
            return
        dropped.append((kept.pop(0).text, "the headline again"))


def _drop_outer_links(kept: list[Line], dropped: list[tuple[str, str]]) -> None:
    """Take away headlines of other articles glued to the end or the start: links, no sentences."""
    while len(kept) > 1 and is_headline_link(kept[-1]):
        dropped.append((kept.pop().text, "a link to elsewhere at the end"))
    while len(kept) > 1 and is_headline_link(kept[0]):
        dropped.append((kept.pop(0).text, "a link to elsewhere at the start"))
