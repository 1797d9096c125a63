"""The word-by-word difference of two texts, as a list of ``Change``. Pure functions.

A word is compared as it is printed, harakat and hamza included: «أعلن» and «اعلن» differ. Marks
stay with their word, so no change begins in the middle of a letter.
"""

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from crawler.arabic import token_pattern, word_count
from storage.query.diff.diff_matching import matching_runs

CONTEXT_WORDS = 12
"""Words kept on either side of a change in a summary."""


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of text that is in both versions, only in the later or only in the former one."""

    kind: Literal["same", "added", "removed"]
    text: str


@functools.cache
def _piece() -> re.Pattern[str]:
    """A piece of a text; made when first needed, for most commands compare nothing.

    Line breaks and spaces are pieces of their own, so that joining all gives the text again.
    """
    return re.compile(rf"\n|[^\S\n]+|{token_pattern().pattern}|.", re.DOTALL)


def word_changes(former: str, later: str) -> list[Change]:
    """Both texts as one list of changes; joining ``same`` and ``removed`` gives the former text."""
    one, other = ([piece.group() for piece in _piece().finditer(text)] for text in (former, later))
    found, at, place = list[Change](), 0, 0
    for start, first, length in [*matching_runs(one, other), (len(one), len(other), 0)]:
        parts = (
            Change("removed", "".join(one[at:start])),
            Change("added", "".join(other[place:first])),
            Change("same", "".join(one[start : start + length])),
        )
        found += [part for part in parts if part.text]
        at, place = start + length, first + length
    return _joined(found)


def with_context(changes: Iterable[Change], word_count: int = CONTEXT_WORDS) -> list[Change]:
    """The changes with so many unchanged words on either side; the rest becomes an ellipsis."""
    listed, shown = list(changes), list[Change]()
    for place, change in enumerate(listed):
        text = change.text
        parts = text.split(" ")  # not split(): line breaks stay where they are printed
        if change.kind == "same" and len(parts) > 2 * word_count:
            before = " ".join(parts[:word_count]) if place else ""
            after = " ".join(parts[-word_count:]) if place < len(listed) - 1 else ""
            text = f"{before} … {after}"
        shown.append(Change(change.kind, text))
    return shown


def placed(changes: Iterable[Change]) -> Iterator[dict[str, Any]]:
    """Each change as a row: kind, text, and from where to where it stands in either text.

    ``former_span`` and ``later_span`` count characters; ``None``: it is not in that text.
    """
    former = later = 0
    for change in changes:
        size = len(change.text)
        in_former, in_later = change.kind != "added", change.kind != "removed"
        yield {
            "kind": change.kind, "text": change.text,
            "former_span": (former, former + size) if in_former else None,
            "later_span": (later, later + size) if in_later else None,
        }  # fmt: skip
        former, later = former + size * in_former, later + size * in_later


def count_words(changes: Iterable[Change]) -> tuple[int, int]:
    """The numbers of words that were added and that were removed."""
    count = {"same": 0, "added": 0, "removed": 0}
    for change in changes:
        count[change.kind] += word_count(change.text)
    return count["added"], count["removed"]


def _joined(changes: list[Change]) -> list[Change]:
    """The changes with neighbours of one kind joined.

    A lone space between two changed words belongs to the change: «[-a b-]{+c d+}», not four.
    """
    found = list[Change]()
    for place, change in enumerate(changes):
        inside = 0 < place < len(changes) - 1
        if change.kind == "same" and change.text == " " and inside:
            found += [Change("removed", " "), Change("added", " ")]
        else:
            found.append(change)
    grouped, removed, added = list[Change](), "", ""
    for change in [*found, Change("same", "")]:  # the empty one at the end flushes the last group
        if change.kind == "removed":
            removed += change.text
        elif change.kind == "added":
            added += change.text
        else:
            grouped += [Change("removed", removed)] if removed else []
            grouped += [Change("added", added)] if added else []
            grouped += [change] if change.text else []
            removed = added = ""
    return grouped
