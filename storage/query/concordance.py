"""The concordance of a search: every occurrence of its words in the sentence around it."""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from crawler.arabic import fold
from storage import times
from storage.query.search import Search
from storage.query.snippets import MARK_CLOSE, MARK_OPEN

_MARKED = re.compile(f"{MARK_OPEN}([^{MARK_CLOSE}]*){MARK_CLOSE}")
_MARKS = re.compile(f"[{MARK_OPEN}{MARK_CLOSE}]")
_SENTENCE_END = re.compile(r"[.!?؟…]+[\s»”\"]+")


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
    """Of the body, from 1; 0 in the headline."""
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
    # the numbers at once: a daemon that writes meanwhile moves no page, and the question's SQL
    # functions are still those of the connection; texts are read one by one
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
        for number, text in enumerate([headline, *body.split("\n")]):
            for line in _in_line(text, width):
                # of a former version what no later one says
                if version is None or line not in said:
                    place = "body" if number else "headline"
                    yield Occurrence(id, row["outlet"], row["url"], row["headline"], day, place,
                                     number, *line, version, bool(row["dated"]))  # fmt: skip
                said.add(line)


def _in_line(text: str, width: int) -> Iterator[tuple[str, str, str]]:
    for match in _MARKED.finditer(text):
        left = _MARKS.sub("", text[: match.start()])
        right = _MARKS.sub("", text[match.end() :])
        begins = max((end.end() for end in _SENTENCE_END.finditer(left)), default=0)
        ends = _SENTENCE_END.search(right)
        yield (
            _cut(left[begins:], width, from_end=True),
            match[1],
            _cut(right[: ends.end() if ends else None], width, from_end=False),
        )


def _cut(text: str, width: int, *, from_end: bool) -> str:
    """The nearest part of a text, at whole words."""
    text = text.strip()
    if len(text) <= width:
        return text
    if from_end:
        return text[-width:].partition(" ")[2] if " " in text[-width:] else text[-width:]
    return text[:width].rpartition(" ")[0] if " " in text[:width] else text[:width]


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
