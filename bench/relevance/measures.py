"""Needs, and how well a search answered them: recall over all matches, precision."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NEEDS = Path(__file__).with_name("needs.jsonl")


@dataclass(frozen=True, slots=True)
class Need:
    """What somebody wants to find: the query as typed, and the articles that answer it."""

    id: str
    half: str
    """A may guide a change of search; B is measured and never looked at."""
    kind: str
    query: str
    all: tuple[str, ...]
    """Patterns of ``bench.relevance.judge`` that an article must all hold."""
    ids: frozenset[str]
    none: tuple[str, ...] = ()
    """Patterns of which it must hold none."""
    fts5: str = ""
    """The query for plain FTS5, where that is more than its words."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The measures of one answer, each from 0 to 1, and the seconds that it took."""

    recall: float
    precision: float
    seconds: float


def needs(path: Path = NEEDS) -> list[Need]:
    """All needs of a file, in its order."""
    return [_need(json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def judged(wanted: Collection[str], found: Collection[str], seconds: float) -> Answer:
    """The measures of what was found; nothing found is nothing wrong: a precision of 1."""
    right = len(set(wanted) & set(found))
    return Answer(right / len(wanted), right / len(found) if found else 1.0, seconds)


def mean(answers: Sequence[Answer]) -> Answer:
    """Mean recall and precision, every need alike; the seconds are the sum."""
    number = len(answers)
    return Answer(
        sum(one.recall for one in answers) / number,
        sum(one.precision for one in answers) / number,
        sum(one.seconds for one in answers),
    )


def quoted_words(query: str) -> Iterable[str]:
    """The words of a query, each as a string of FTS5; a phrase stays one."""
    if query.startswith('"'):
        return [query]
    return [f'"{word}"' for word in query.split()]


def _need(row: dict[str, Any]) -> Need:
    return Need(
        row["id"], row["half"], row["kind"], row["query"], tuple(row["all"]),
        frozenset(row["ids"]), tuple(row.get("not", ())), row.get("fts5", ""),
    )  # fmt: skip
