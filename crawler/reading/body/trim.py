"""Trimming the ends of a body: the headline repeated, the outlet's name, links to articles."""

import re
from collections.abc import Sequence

from lxml import html

from crawler.arabic import folded_words
from crawler.markup.element_signs import HEADINGS
from crawler.markup.page_lines import Line
from crawler.reading.body.boilerplate import is_headline_link
from crawler.reading.body.repeated_headline import (
    MAX_HEADING_CHARACTERS,
    is_repeated,
    says_headline,
)

MAX_SOURCE_LINE_WORDS = 6
"""Words of a line that only says who wrote; the longest of the outlets' samples has five."""

_AGENCIES = (
    r"(?:و ?م ?ع|ا ?ف ?ب|د ?ب ?ا|ا ?ب|رويترز|(?:ال)?وكالات|بترا|واس|وفا|الاناضول|سبوتنيك|map|afp|ap"
    r"|reuters|efe|agences?|agencies|(?:وكاله )?المغرب العربي للانباء|وكاله الانباء)"
)
_SOURCES = re.compile(
    rf"(?:(?:المصدر|عن|نقلا عن|source|sources|avec|d apres) )?{_AGENCIES}(?:(?: و ?| et | )"
    rf"{_AGENCIES})*(?: بتصرف)?|بتصرف|متابعه|مراسله|مراسلات|خاص|يتبع|(?:فريق|هييه|قسم) التحرير"
)
"""Folded lines that say nothing but where a text came from; a city's name may be a last word."""


def trim(
    kept: list[Line], names: Sequence[str], headline: str, dropped: list[tuple[str, str]],
    root: html.HtmlElement,
) -> None:  # fmt: skip
    """Move what is no text from the ends of ``kept`` to ``dropped``, each with the reason."""
    # first, so that a link above the source line stands at the end, too
    _drop_source_line(kept, names, dropped)
    _drop_endless_headings(kept, dropped)
    _drop_headline(kept, headline, dropped, root)
    _drop_outer_links(kept, dropped)


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
