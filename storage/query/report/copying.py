"""Who copies whom, and which stories stand in most places."""

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from storage.archive import Archive
from storage.query.filters import HIDDEN, WHEN, Filters
from storage.query.report.publication_days_and_lags import TIMED

_APART = (
    f"CASE WHEN a.published_precision IN ({TIMED}) AND o.published_precision IN ({TIMED})"
    " THEN strftime('%s', a.published_at) - strftime('%s', o.published_at) END"
)


@dataclass(frozen=True, slots=True)
class Copying:
    """How often an outlet had the text of another's article, whole or in part."""

    source: str
    """The outlet that had it first."""
    copier: str
    copies: int
    partial: int
    median_seconds: float | None
    """Seconds from one publication to the other; ``None``: not known to the hour of any two."""

    @property
    def articles(self) -> int:
        """Whole and partial copies."""
        return self.copies + self.partial


@dataclass(frozen=True, slots=True)
class RepeatedStory:
    """A text that several articles have, told by the first of those that are counted."""

    article_id: int
    outlet: str
    url: str
    headline: str
    at: str
    """When it was published, else first seen."""
    articles: int
    outlets: int
    seconds: int
    """From the first article to the last."""


@dataclass(slots=True)
class _Pair:
    roles: Counter[str] = field(default_factory=Counter)
    apart: "array[int]" = field(default_factory=lambda: array("q"))


def copying(archive: Archive, filters: Filters) -> Sequence[Copying]:
    """The pairs of outlets, the most frequent first; copies are the articles of the filters.

    The first article of a story may be any that is shown. Where it is not, nobody is its source.
    """
    where, values = filters.where()
    pairs: dict[tuple[str, str], _Pair] = {}
    for source, copier, role, seconds in archive.db.execute(
        f"SELECT o.outlet, a.outlet, m.role, {_APART} FROM story_members m"
        " JOIN articles a ON a.id = m.article_id"
        " JOIN story_members f ON f.story_id = m.story_id AND f.role = 'original'"
        " JOIN articles o ON o.id = f.article_id"
        f" WHERE m.role IN ('copy', 'partial') AND o.id NOT IN ({HIDDEN}) AND {where}",
        values,
    ):
        pair = pairs.setdefault((source, copier), _Pair())
        pair.roles[role] += 1
        if seconds is not None:
            pair.apart.append(seconds)
    found = (
        Copying(*names, pair.roles["copy"], pair.roles["partial"],
                float(np.median(pair.apart)) if pair.apart else None)
        for names, pair in pairs.items()
    )  # fmt: skip
    return sorted(found, key=lambda one: (-one.articles, one.source, one.copier))


def repeated_stories(archive: Archive, filters: Filters, number: int) -> Sequence[RepeatedStory]:
    """The stories with most articles; suspected follow-ups have another text and do not count."""
    where, values = filters.where()
    told = (
        "FROM story_members m JOIN articles a ON a.id = m.article_id"
        f" WHERE m.role <> 'follow-up' AND {where}"
    )
    # counted here, row by row: a large GROUP BY would be deaf to Ctrl-C
    counts = Counter(row[0] for row in archive.db.execute(f"SELECT m.story_id {told}", values))
    most = sorted(
        ((-n, story) for story, n in counts.items() if n > 1)
    )[:number]  # fmt: skip
    return [_repeated(archive, told, values, story) for _, story in most]


def _repeated(archive: Archive, told: str, values: Sequence[object], story: int) -> RepeatedStory:
    rows = archive.db.execute(
        f"SELECT a.id, a.outlet, a.url, a.headline, {WHEN} AS at, strftime('%s', {WHEN}) AS second"
        f" {told} AND m.story_id = ? ORDER BY {WHEN}, a.id", [*values, story]
    ).fetchall()  # fmt: skip
    first = rows[0]
    return RepeatedStory(
        first["id"], first["outlet"], first["url"], first["headline"], first["at"], len(rows),
        len({row["outlet"] for row in rows}), int(rows[-1]["second"]) - int(first["second"]),
    )  # fmt: skip
