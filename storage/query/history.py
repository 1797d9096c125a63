"""The history of an article: its versions, and all events about it in order of time."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import merge
from types import MappingProxyType

from crawler.urls import readable
from storage import times
from storage.archive import Archive
from storage.article_uid import article_at, article_with
from storage.query.diff.word_diff import Change, count_words, with_context, word_changes
from storage.query.filters import detail_shown
from storage.query.vocabulary.article_names import addresses_meant, bare
from storage.wording.event_sentence_templates import AHEAD, ALSO_AT

VERSION_FIELDS = ("headline", "byline", "published_at", "body")
"""What a version consists of, in the order in which changes are told."""
CHANGE_MARKS = {"same": ("", ""), "added": ("{+", "+}"), "removed": ("[-", "-]")}
"""The opening and closing mark of each kind of change, where there is no colour."""
INLINE_WORDS, INLINE_CONTEXT_WORDS = 12, 3
"""A change of at most so many words is printed in its line, with so many on either side."""
_Place = tuple[str, bool, str, int]
_NOT_SUPPRESSED = "article_id NOT IN (SELECT article_id FROM suppressions)"
"""Condition: no other article's history may name what an order hides."""
_DETAIL = detail_shown("e")
_COPIES = (
    "SELECT c.story_id, c.role, c.score, c.article_id, c.outlet, c.headline, c.published_at,"
    " c.first_seen, c.url, iif(by_id IN (SELECT article_id FROM suppressions), '', c.evidence)"
    " AS evidence FROM copies c JOIN story_members m USING (article_id)"
)
"""Members of stories; evidence that names an article under an order is held back."""


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it stood at one time; ``until`` is ``None`` for the latest."""

    number: int
    headline: str
    body: str
    byline: str | None
    published_at: str | None
    fetched_at: str
    until: str | None
    cause: str | None
    """The reason why it was replaced: ``outlet``, the page changed; ``reader``, it was reread."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One event: its time (UTC), its kind, and the rest in words."""

    at: str
    kind: str
    detail: str
    raw: str | None = None
    """The file and byte of the raw page behind it."""
    version: int | None = None
    """The version that began with it: what changed is its ``diff`` with the one before."""
    article_id: int | None = None
    """The other article that it tells of."""


def article_number(archive: Archive, article: str) -> int | None:
    """The id of an article, given its id, uid, address or an alias; ``None``: there is none."""
    article = bare(article)
    if article.isdecimal() and len(article) < 19:  # a longer number overflows SQLite's 2**63
        row = archive.row("SELECT id FROM articles WHERE id = ?", int(article))
        return row["id"] if row else None
    for url in addresses_meant(article):
        if id := article_at(archive.db, url):
            return id
    return article_with(archive.db, article)


def article_row(archive: Archive, article: str) -> sqlite3.Row | None:
    """The row of an article, given its id, uid, address or an alias; ``None``: there is none."""
    return archive.row("SELECT * FROM articles WHERE id = ?", article_number(archive, article))


def related_rows(archive: Archive, article_id: int) -> dict[str, list[sqlite3.Row]]:
    """Rows about an article: ``raw`` pages, ``former`` versions, ``copies`` and ``events``."""
    return {
        "raw": archive.rows(
            "SELECT * FROM raw_pages WHERE article_id = ? ORDER BY place, page", article_id
        ),
        "missing": archive.rows(
            "SELECT v.number AS version, p.number, p.url, p.missing FROM versions v"
            " JOIN article_pages p ON p.first_id = v.capture_id"
            " WHERE v.article_id = ? AND p.capture_id IS NULL ORDER BY v.place, 2", article_id,
        ),
        "former": archive.rows(
            "SELECT * FROM revisions WHERE article_id = ? ORDER BY coalesce(place, number)",
            article_id,
        ),
        "copies": archive.rows(
            f"{_COPIES} WHERE c.story_id = (SELECT story_id FROM story_members"
            f" WHERE article_id = ?1) AND article_id <> ?1 AND {_NOT_SUPPRESSED}", article_id,
        ),
        "events": archive.rows(
            f"SELECT at, kind, {_DETAIL} AS detail FROM events e WHERE article_id = ? ORDER BY id",
            article_id,
        ),
    }  # fmt: skip


def versions(archive: Archive, article_id: int) -> list[Version]:
    """Every version of an article in order of time, oldest first, whatever its number."""
    rows = archive.rows(
        "SELECT number, headline, body, byline, published_at, fetched_at, replaced_at, cause"
        " FROM versions WHERE article_id = ? ORDER BY place",
        article_id,
    )
    return [Version(*row) for row in rows]


def before(numbers: Iterable[int], number: int) -> int:
    """The number before one of some in their order; the first one's, and a strange one's: its own.

    Of versions in order of time it is that of the version before.
    """
    order = [*numbers]
    return order[max(order.index(number) - 1, 0)] if number in order else number


def changed_parts(former: Version, later: Version) -> dict[str, list[Change]]:
    """The differing fields of two versions: name of the field -> its changes."""
    found = dict[str, list[Change]]()
    for name in VERSION_FIELDS:
        one, other = (getattr(version, name) or "" for version in (former, later))
        if one != other:
            found[name] = word_changes(one, other)
    return found


def article_history(
    archive: Archive, article_id: int, names: Mapping[str, str] = MappingProxyType({})
) -> list[HistoryEntry]:
    """All entries about an article in order of time; ``names``: outlet -> its name for people.

    Versions come one after the other as they were written, and so do gone and back, whatever the
    clock said; an entry of a clock that was ahead says so.
    """
    row = archive.row("SELECT * FROM articles WHERE id = ?", article_id)
    assert row is not None
    told = versions(archive, article_id)
    raw = {
        page["number"]: f"{page['file']} at byte {page['offset']}"
        for page in archive.rows(
            "SELECT * FROM raw_pages WHERE article_id = ? AND page = 1", article_id
        )
        if page["file"]
    }
    oldest = told[0].number
    first = HistoryEntry(
        row["first_seen"], "first seen", f"«{told[0].headline}»", raw.get(oldest), oldest
    )
    found = list[HistoryEntry]()
    if told[0].published_at:
        signed = f", signed {told[0].byline}" if told[0].byline else ""
        found.append(HistoryEntry(told[0].published_at, "published", f"as its page says{signed}"))
    for alias in archive.rows(
        "SELECT url, first_seen FROM aliases WHERE article_id = ?", article_id
    ):
        found.append(
            HistoryEntry(
                alias["first_seen"], "alias", ALSO_AT.format(address=readable(alias["url"]))
            )
        )
    found += _story(archive, article_id, names)
    events = [
        HistoryEntry(event["at"], event["kind"], event["detail"] or "")
        for event in archive.rows(
            f"SELECT at, kind, {_DETAIL} AS detail FROM events e WHERE article_id = ? ORDER BY id",
            article_id,
        )
    ]
    presence = [event for event in events if event.kind in ("gone", "back")]
    found += [event for event in events if event not in presence]
    if row["last_seen"] != row["first_seen"]:
        found.append(HistoryEntry(row["last_seen"], "last seen", ""))
    return _merged([first, *_changes(told, raw)], presence, found)


def _merged(
    told: list[HistoryEntry], presence: list[HistoryEntry], others: list[HistoryEntry]
) -> list[HistoryEntry]:
    """All entries in order of time; the first two lists keep the order they were written in."""

    def placed(entries: list[HistoryEntry]) -> list[tuple[_Place, HistoryEntry]]:
        bounds = times.in_sequence([one.at for one in entries])
        return [(_place(one, bound), one) for one, bound in zip(entries, bounds, strict=True)]

    alone = sorted((placed([one])[0] for one in others), key=lambda each: each[0])
    merged = merge(placed(told), placed(presence), alone, key=lambda each: each[0])
    return [
        one if one.at == place[0] else replace(one, detail=f"{one.detail} ({AHEAD})".strip())
        for place, one in merged
    ]


def _place(entry: HistoryEntry, bound: str) -> _Place:
    """Where an entry stands that was written no later than ``bound``."""
    # several entries may bear one second: an article is published before it is seen again
    order = {"published": 0, "first seen": 1, "back": 2, "last seen": 9}
    return bound, entry.at == bound, entry.at, order.get(entry.kind, 5)


def _changes(told: Sequence[Version], raw: Mapping[int, str]) -> list[HistoryEntry]:
    """One entry per replaced version; ``raw``: number of a version -> place of its raw page."""
    found = list[HistoryEntry]()
    for former, later in zip(told, told[1:], strict=False):
        kind = "read better" if former.cause == "reader" else "changed"
        parts = [_told(name, changes) for name, changes in changed_parts(former, later).items()]
        detail = f"version {later.number}: " + ("; ".join(parts) or "the text is the same")
        at = former.until or later.fetched_at
        found.append(HistoryEntry(at, kind, detail, raw.get(later.number), later.number))
    return found


def _told(name: str, changes: Sequence[Change]) -> str:
    if name == "body":
        added, removed = count_words(changes)
        said = f"text: {_words(added)} added, {removed} removed"
        return f"{said}: {_shown(changes)}" if added + removed <= INLINE_WORDS else said
    former = "".join(c.text for c in changes if c.kind != "added") or "nothing"
    later = "".join(c.text for c in changes if c.kind != "removed") or "nothing"
    return f"{name.replace('published_at', 'date')}: «{former}» became «{later}»"


def _words(number: int) -> str:
    return "1 word" if number == 1 else f"{number} words"


def _shown(changes: Sequence[Change]) -> str:
    """A small change in its place: ``… لأزيد من [-120-]{+150+} ألف …``."""
    marked = "".join(
        CHANGE_MARKS[one.kind][0] + one.text + CHANGE_MARKS[one.kind][1]
        for one in with_context(changes, INLINE_CONTEXT_WORDS)
    )
    return " ".join(marked.split())


def _story(archive: Archive, article_id: int, names: Mapping[str, str]) -> list[HistoryEntry]:
    """One entry per other member of its story, at its date; its role, or what this one is of it."""
    own = archive.row(f"{_COPIES} WHERE article_id = ?", article_id)
    if own is None:
        return []
    found = list[HistoryEntry]()
    for row in archive.rows(
        f"SELECT * FROM copies WHERE story_id = ? AND article_id <> ? AND {_NOT_SUPPRESSED}",
        own["story_id"], article_id,
    ):  # fmt: skip
        at = row["published_at"] or row["first_seen"]
        outlet = names.get(row["outlet"], row["outlet"])
        where = f"{outlet} (article {row['article_id']}): «{row['headline']}»"
        if own["role"] != "original" and row["role"] == "original":
            # evidence that names an article under an order is held back
            of = f" of {own['evidence']}" if own["evidence"] else ""
            why = f"{where}; this one is {own['role']}{of}"
            kind, told = "original", why
        else:
            kind, told = row["role"], f"{where}, {row['score']:.0%} alike"
        found.append(HistoryEntry(at, kind, told, article_id=row["article_id"]))
    return found
