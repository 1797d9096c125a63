"""The life of an article: every version of it, and all that happened to it, in order of time."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from crawler.urls import canonical, readable
from storage.archive import Archive
from storage.query.diff import Change, around, counted, word_changes

PARTS = ("headline", "byline", "published_at", "body")
"""What a version consists of, in the order in which changes are told."""
MARKS = {"same": ("", ""), "added": ("{+", "+}"), "removed": ("[-", "-]")}
"""How a change is marked where there is no colour."""
FEW, NEAR = 12, 3
"""A change of so few words is shown in its place, with so many words on either side."""
_SHOWN = "article_id NOT IN (SELECT article_id FROM suppressions)"


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
    """Why it was replaced: ``outlet``, it changed its page; ``reader``, we read it better."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that happened: when, which kind of thing, and in words."""

    at: str
    kind: str
    detail: str
    raw: str | None = None
    """Where the raw page behind it lies."""


def article_number(archive: Archive, article: str) -> int | None:
    """The number of an article, given its number, its address or an alias of it."""
    if article.isdigit() and len(article) < 19:  # SQLite counts to 2**63
        row = archive.row("SELECT id FROM articles WHERE id = ?", int(article))
        return row["id"] if row else None
    try:
        url = canonical(article)
    except ValueError:
        return None
    row = archive.row("SELECT id FROM articles WHERE url = ?", url) or archive.row(
        "SELECT article_id AS id FROM aliases WHERE url = ?", url
    )
    return row["id"] if row else None


def article_row(archive: Archive, article: str) -> sqlite3.Row | None:
    """The row of an article, given its number, its address or an alias of it."""
    return archive.row("SELECT * FROM articles WHERE id = ?", article_number(archive, article))


def belongings(archive: Archive, id: int) -> dict[str, list[sqlite3.Row]]:
    """What belongs to an article: its raw pages, former versions, copies and events."""
    return {
        "raw": archive.rows("SELECT * FROM raw_pages WHERE article_id = ?", id),
        "former": archive.rows("SELECT * FROM revisions WHERE article_id = ? ORDER BY number", id),
        "copies": archive.rows(
            "SELECT * FROM copies WHERE story_id = (SELECT story_id FROM story_members"
            f" WHERE article_id = ?1) AND article_id <> ?1 AND {_SHOWN}", id,
        ),
        "events": archive.rows("SELECT at, kind, detail FROM events WHERE article_id = ?", id),
    }  # fmt: skip


def versions(archive: Archive, article_id: int) -> list[Version]:
    """Every version of an article, oldest first."""
    rows = archive.rows(
        "SELECT number, headline, body, byline, published_at, fetched_at, replaced_at, cause"
        " FROM versions WHERE article_id = ? ORDER BY number",
        article_id,
    )
    return [Version(*row) for row in rows]


def changed_parts(former: Version, later: Version) -> dict[str, list[Change]]:
    """What differs between two versions: part -> its stretches."""
    found = dict[str, list[Change]]()
    for name in PARTS:
        one, other = (getattr(version, name) or "" for version in (former, later))
        if one != other:
            found[name] = word_changes(one, other)
    return found


def life(
    archive: Archive, article_id: int, names: Mapping[str, str] = MappingProxyType({})
) -> list[HistoryEntry]:
    """All that happened to an article, in order of time; ``names`` are those of the outlets."""
    row = archive.row("SELECT * FROM articles WHERE id = ?", article_id)
    assert row is not None
    told = versions(archive, article_id)
    raw = {
        page["number"]: f"{page['file']} at byte {page['offset']}"
        for page in archive.rows("SELECT * FROM raw_pages WHERE article_id = ?", article_id)
        if page["file"]
    }
    found = [HistoryEntry(row["first_seen"], "first seen", f"«{told[0].headline}»", raw.get(1))]
    if told[0].published_at:
        signed = f", signed {told[0].byline}" if told[0].byline else ""
        found.append(HistoryEntry(told[0].published_at, "published", f"as its page says{signed}"))
    found += _changes(told, raw)
    for alias in archive.rows(
        "SELECT url, first_seen FROM aliases WHERE article_id = ?", article_id
    ):
        found.append(
            HistoryEntry(alias["first_seen"], "alias", f"also at {readable(alias['url'])}")
        )
    found += _story(archive, article_id, names)
    for event in archive.rows("SELECT * FROM events WHERE article_id = ?", article_id):
        found.append(HistoryEntry(event["at"], event["kind"], event["detail"] or ""))
    if row["last_seen"] > row["first_seen"]:
        found.append(HistoryEntry(row["last_seen"], "last seen", ""))
    order = {"published": 0, "first seen": 1, "back": 2, "last seen": 9}
    return sorted(found, key=lambda moment: (moment.at, order.get(moment.kind, 5)))


def _changes(told: Sequence[Version], raw: Mapping[int, str]) -> list[HistoryEntry]:
    found = list[HistoryEntry]()
    for former, later in zip(told, told[1:], strict=False):
        kind = "read better" if former.cause == "reader" else "changed"
        parts = [_told(name, changes) for name, changes in changed_parts(former, later).items()]
        detail = f"version {later.number}: " + ("; ".join(parts) or "the text is the same")
        at = former.until or later.fetched_at
        found.append(HistoryEntry(at, kind, detail, raw.get(later.number)))
    return found


def _told(name: str, changes: Sequence[Change]) -> str:
    if name == "body":
        added, removed = counted(changes)
        said = f"text: {_words(added)} added, {removed} removed"
        return f"{said}: {_shown(changes)}" if added + removed <= FEW else said
    former = "".join(c.text for c in changes if c.kind != "added") or "nothing"
    later = "".join(c.text for c in changes if c.kind != "removed") or "nothing"
    return f"{name.replace('published_at', 'date')}: «{former}» became «{later}»"


def _words(number: int) -> str:
    return "1 word" if number == 1 else f"{number} words"


def _shown(changes: Sequence[Change]) -> str:
    """A small change in its place: ``… لأزيد من [-120-]{+150+} ألف …``."""
    marked = "".join(
        MARKS[one.kind][0] + one.text + MARKS[one.kind][1] for one in around(changes, NEAR)
    )
    return " ".join(marked.split())


def _story(archive: Archive, article_id: int, names: Mapping[str, str]) -> list[HistoryEntry]:
    """The other members of its story, when they came; what this article is among them."""
    own = archive.row("SELECT * FROM copies WHERE article_id = ?", article_id)
    if own is None:
        return []
    found = list[HistoryEntry]()
    for row in archive.rows(
        f"SELECT * FROM copies WHERE story_id = ? AND article_id <> ? AND {_SHOWN}",
        own["story_id"], article_id,
    ):  # fmt: skip
        at = row["published_at"] or row["first_seen"]
        outlet = names.get(row["outlet"], row["outlet"])
        where = f"{outlet} (article {row['article_id']}): «{row['headline']}»"
        if own["role"] != "original" and row["role"] == "original":
            why = f"{where}; this one is {own['role']} of {own['evidence']}"
            found.append(HistoryEntry(at, "original", why))
        else:
            found.append(HistoryEntry(at, row["role"], f"{where}, {row['score']:.0%} alike"))
    return found
