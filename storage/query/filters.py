"""``Filters``: the SQL condition that chooses articles, shared by search, exports and rereading."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

import numpy as np

from crawler.timezone import CASABLANCA
from storage import times
from storage.archive import Archive
from storage.query.counting.brief_wire_paywalled_kinds import kinds_condition
from storage.query.matching.article_ids import Columns, Ints

WHEN = "coalesce(a.published_at, a.first_seen)"
"""The date by which articles are filtered and ordered: published, else first seen."""
HIDDEN = "SELECT article_id FROM suppressions UNION ALL SELECT article_id FROM tombstones"
"""Articles under an order (``warraq suppress``, ``warraq erase``): never shown, never exported."""


def detail_shown(event: str, schema: str = "", hidden: str = HIDDEN) -> str:
    """SQL of what the detail of an ``event`` may say: not by whose address a page leads on.

    A page that is gone may lead to another article's, and that one may be under an order.
    ``schema``: with a dot, where the tables have one.
    """
    return (
        f"iif({event}.kind = 'gone' AND EXISTS (SELECT 1 FROM"
        f" (SELECT url FROM {schema}articles WHERE id IN ({hidden}) UNION ALL"
        f"  SELECT url FROM {schema}aliases WHERE article_id IN ({hidden}))"
        f" WHERE instr({event}.detail, substr(url, instr(url, '://') + 3))), '', {event}.detail)"
    )


_SAID = {
    "outlets": "of {}", "since": "published or first seen from {} on",
    "until": "published or first seen up to {}", "language": "in the language {}",
    "section": "in the section {}", "captured_since": "first kept on {} or later",
    "captured_until": "first kept up to {}", "kinds": "of the kind {}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filters:
    """A choice by outlets, days, language, section, kinds; empty: all.

    Days are Casablanca's, both included: of publication, and of capture, on which the archive kept
    an article first. ``kinds`` are of ``KINDS``; an article is of one of them at least.
    """

    outlets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    language: str | None = None
    section: str | None = None
    captured_since: date | None = None
    captured_until: date | None = None
    kinds: tuple[str, ...] = ()

    def where(self) -> tuple[str, list[object]]:
        """A condition on ``articles a`` and the values of its placeholders.

        It leaves out hidden articles, so that no query built on it can show one.
        """
        narrower, values = self.narrowing()
        hidden = f"a.id NOT IN ({HIDDEN})"
        return f"{hidden} AND {narrower}" if narrower else hidden, values

    def in_words(self) -> str:
        """The choice for people, in English; empty: all articles."""
        said = list[str]()
        for name, words in _SAID.items():
            if value := getattr(self, name):
                told = ", ".join(value) if isinstance(value, tuple) else str(value)
                said.append(words.format(told))
        return "; ".join(said)

    def narrowing(self) -> tuple[str, list[object]]:
        """The condition alone, empty where all are wanted; hidden articles are not left out."""
        parts, values = list[str](), list[object]()
        if self.outlets:
            parts.append(f"a.outlet IN ({', '.join('?' * len(self.outlets))})")
            values += self.outlets
        for column, since, until in (
            (WHEN, self.since, self.until),
            ("a.first_seen", self.captured_since, self.captured_until),
        ):
            if since:
                parts.append(f"{column} >= ?")
                values.append(times.stamp(midnight(since)))  # text compares as time: all is UTC
            if until and until < date.max - timedelta(days=1):  # the day after must exist
                parts.append(f"{column} < ?")
                values.append(times.stamp(midnight(until + timedelta(days=1))))
        if self.language:
            parts.append("a.language = ?")
            values.append(self.language)
        if self.section:
            # folded, as search compares: spelling is forgiven
            parts.append("ar_fold(coalesce(a.section, '')) = ar_fold(?)")
            values.append(self.section)
        if self.kinds:
            parts.append(kinds_condition(self.kinds))
        return " AND ".join(parts), values


def narrowed(columns: Columns, ids: Ints, filters: Filters) -> tuple[Ints, Filters]:
    """Those of some articles that pass what columns know of filters; and the filters that remain.

    What came or was hidden since the columns were read is left out: it has no values yet.
    """
    ids = ids[ids < len(columns.shown)]
    ids = ids[columns.shown[ids]]
    if filters.since:
        ids = ids[columns.when[ids] >= midnight(filters.since).timestamp()]
    if filters.until and filters.until < date.max - timedelta(days=1):  # the day after must exist
        end = midnight(filters.until + timedelta(days=1)).timestamp()
        ids = ids[columns.when[ids] < end]
    if filters.language:
        ids = columns.narrowed(ids, "language", filters.language)
    if filters.outlets:
        several = [columns.narrowed(ids, "outlet", outlet) for outlet in filters.outlets]
        ids = np.unique(np.concatenate(several))
    return ids, replace(filters, since=None, until=None, language=None, outlets=())


def has_outlet(archive: Archive, name: str) -> bool:
    """Whether anything of an outlet is in an archive: also one whose file is gone."""
    sources = ("articles", "leads", "runs", "learned")
    found = " UNION ALL ".join(f"SELECT 1 FROM {source} WHERE outlet = :name" for source in sources)
    return bool(archive.db.execute(f"SELECT EXISTS ({found})", {"name": name}).fetchone()[0])


def midnight(day: date) -> datetime:
    """The first instant of a day in Casablanca."""
    return datetime.combine(day, time(), CASABLANCA)
