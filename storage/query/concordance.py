"""The concordance of a search: every occurrence of its words in the sentence around it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from crawler.arabic import fold
from storage import times
from storage.query.marks.snippets import without_marks
from storage.query.search import Search

_SENTENCE_END = re.compile(r"[.!?؟…]+[\s»”\"]+")
_LINE_END = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where the words stand, with its sentence up to a width on both sides."""

    id: int
    outlet: str
    url: str
    headline: str
    day: str
    """The day of publication in Casablanca, or that on which it was seen first."""
    place: str
    """headline or body"""
    paragraph: int
    """Of the body, from 1, where it begins; 0 in the headline."""
    left: str
    found: str
    right: str
    version: int | None = None
    """The former version that says so; ``None``: the present text does."""
    dated: bool = True
    """Whether that day is when it was published, as its page says."""

    def as_row(self) -> dict[str, Any]:
        """Its values by name."""
        return asdict(self)


def concordance(
    question: Search, width: int = 60, among: Container[int] | None = None
) -> Iterator[Occurrence]:
    """Every occurrence, article by article, the oldest first; none is left out.

    ``width``: characters on each side at the most; a sentence ends earlier. ``among``: the articles
    that are wanted; ``None``: all that match.
    """
    # the numbers at once: a daemon that writes meanwhile moves no page; texts are read one by one
    ids = [id for id, _ in question.ids("oldest", -1) if among is None or id in among]
    return (one for id in ids for one in _in_article(question, id, width))


def _in_article(question: Search, id: int, width: int) -> Iterator[Occurrence]:
    row = question.archive.row(
        "SELECT outlet, url, headline, coalesce(published_at, first_seen) AS at,"
        " published_at IS NOT NULL AS dated FROM articles WHERE id = ?", id,
    )  # fmt: skip
    if row is None:  # hidden since its number was asked for
        return
    day, said = times.day(row["at"]), set[tuple[str, str, str]]()
    for version, headline, body in question.marked_versions(id):
        for place, text in (("headline", headline), ("body", body)):
            for number, left, found, right in _in_text(text, width):
                # of a former version what no later one says
                if version is None or (left, found, right) not in said:
                    yield Occurrence(
                        id, row["outlet"], row["url"], row["headline"], day, place,
                        number if place == "body" else 0, left, found, right, version,
                        bool(row["dated"]),
                    )  # fmt: skip
                said.add((left, found, right))


def _in_text(marked: str, width: int) -> Iterator[tuple[int, str, str, str]]:
    """Of each occurrence the number of its line, what is before it, itself, and what is behind.

    The text is looked through once: a word may stand thousands of times in one paragraph.
    """
    text, places = without_marks(marked)
    lines = [0, *(at + 1 for at, char in enumerate(text) if char == "\n"), len(text) + 1]
    ends = [match.span() for match in _SENTENCE_END.finditer(text)]
    for begin, end in places:
        number = bisect_right(lines, begin)
        before = bisect_right(ends, begin, key=lambda span: span[1])
        behind = bisect_left(ends, end, key=lambda span: span[0])
        starts = max(lines[number - 1], ends[before - 1][1] if before else 0)
        stops = lines[bisect_right(lines, end)] - 1
        stops = min(stops, ends[behind][1] if behind < len(ends) else stops)
        yield (
            number, _nearest(text, starts, begin, width, from_end=True),
            _LINE_END.sub(" ", text[begin:end]), _nearest(text, end, stops, width, from_end=False),
        )  # fmt: skip


def _nearest(text: str, begin: int, end: int, width: int, *, from_end: bool) -> str:
    """Of a part of a text what is nearest, at whole words."""
    while begin < end and text[begin].isspace():
        begin += 1
    while begin < end and text[end - 1].isspace():
        end -= 1
    if end - begin <= width:
        return text[begin:end]
    if from_end:
        cut = text[end - width : end]
        return cut.partition(" ")[2] if " " in cut else cut
    cut = text[begin : begin + width]
    return cut.rpartition(" ")[0] if " " in cut else cut


def _words(text: str) -> Sequence[str]:
    return fold(text).split()


_KEYS: dict[str, Callable[[Occurrence], Any]] = {
    "time": lambda one: (one.day, one.id, one.paragraph),
    "outlet": lambda one: (one.outlet, one.day, one.id, one.paragraph),
    "left": lambda one: (_words(one.left)[::-1], one.day, one.id),
    "right": lambda one: (_words(one.right), one.day, one.id),
    "found": lambda one: (fold(one.found), one.day, one.id),
}
SORTS = tuple(_KEYS)
"""left and right: by the words before and behind, the nearest first."""


def sorted_by(found: Iterable[Occurrence], sort: str) -> Iterable[Occurrence]:
    """Occurrences in an order of ``SORTS``; by time they come as they are read."""
    return found if sort == "time" else sorted(found, key=_KEYS[sort])
