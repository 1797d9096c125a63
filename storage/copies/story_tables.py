"""The tables of stories, row by row: relations, members, and what members are ordered by."""

import json
from collections.abc import Collection, Iterable

from sqlite_utils import Database

from storage import times
from storage.copies.story_roles import Edge, Member, Order

_AMONG = "(SELECT value FROM json_each(?))"


def edges_of(db: Database, article_id: int) -> list[Edge]:
    """The relations of an article."""
    rows = db.execute(
        "SELECT * FROM relations WHERE article_id = ?1 UNION ALL"
        " SELECT * FROM relations WHERE other_id = ?1",
        [article_id],
    )
    return [Edge(*row) for row in rows]


def edges_among(db: Database, ids: Collection[int]) -> list[Edge]:
    """The relations that begin at these articles, each once."""
    rows = db.execute(f"SELECT * FROM relations WHERE article_id IN {_AMONG}", [_json(ids)])
    return [Edge(*row) for row in rows]


def replace_edges(db: Database, article_id: int, edges: Iterable[Edge]) -> None:
    """Write down the relations of an article in place of those it had. In a transaction.

    What stays is not touched: the ledger hears of changes alone.
    """
    had, has = set(edges_of(db, article_id)), set(edges)
    stay = {(edge.one, edge.other) for edge in has}
    db.conn.executemany(
        "DELETE FROM relations WHERE article_id = ? AND other_id = ?",
        [(edge.one, edge.other) for edge in had if (edge.one, edge.other) not in stay],
    )
    db.conn.executemany(
        "INSERT OR REPLACE INTO relations VALUES (?, ?, ?, ?, ?)",
        [
            (edge.one, edge.other, edge.relation, edge.score, edge.evidence)
            for edge in sorted(has - had, key=lambda edge: (edge.one, edge.other))
        ],
    )


def order_of(db: Database, ids: Collection[int]) -> Order:
    """The times by which articles are ordered: the first that any address states, or first sight.

    Whichever address of an article came first, its place is the same.
    """
    rows = db.execute(
        "WITH addresses AS (SELECT id, published_at, first_seen, url FROM articles"
        f"  WHERE id IN {_AMONG} UNION ALL SELECT article_id, published_at, first_seen, url"
        f"  FROM aliases WHERE article_id IN {_AMONG})"
        " SELECT id, min(coalesce(d.published_at, d.first_seen), d.first_seen), d.first_seen,"
        "  a.outlet, d.url, a.outlet, a.url"
        " FROM (SELECT id, min(published_at) AS published_at, min(first_seen) AS first_seen,"
        "  min(url) AS url FROM addresses GROUP BY id) d JOIN articles a USING (id)",
        [_json(ids)] * 2,
    )
    return {int(id): tuple(rest) for id, *rest in rows}


def stories_of(db: Database, ids: Collection[int]) -> dict[int, int]:
    """The story of each of these articles that is in one."""
    rows = db.execute(
        f"SELECT article_id, story_id FROM story_members WHERE article_id IN {_AMONG}", [_json(ids)]
    )
    return {int(id): int(story) for id, story in rows}


def fellows_of(db: Database, stories: Collection[int]) -> set[int]:
    """All members of these stories."""
    rows = db.execute(
        f"SELECT article_id FROM story_members WHERE story_id IN {_AMONG}", [_json(stories)]
    )
    return {int(row[0]) for row in rows}


def new_story(db: Database) -> int:
    """The number of a story without members. In a transaction."""
    now = times.stamp(times.now())
    return int(db.execute("INSERT INTO stories (created_at) VALUES (?)", [now]).lastrowid or 0)


def put(db: Database, story: int, members: Iterable[Member], order: Order) -> None:
    """Write members down, in place of what they were. In a transaction."""
    db.conn.executemany(
        "INSERT OR REPLACE INTO story_members (article_id, story_id, role, score, evidence, by_id)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [(one.article_id, story, one.role, *spoken(one, order)) for one in members],
    )


def drop(db: Database, ids: Collection[int], stories: Collection[int]) -> None:
    """Forget what these articles are members of, and these stories. In a transaction."""
    db.execute(f"DELETE FROM story_members WHERE article_id IN {_AMONG}", [_json(ids)])
    db.execute(f"DELETE FROM stories WHERE id IN {_AMONG}", [_json(stories)])


def spoken(member: Member, order: Order) -> tuple[float, str, int | None]:
    """The score of a member, what it rests on, and whom it is like."""
    if member.by is None:
        return 1.0, "the earliest of these texts", None
    other = member.by.beside(member.article_id)
    outlet, url = order[other][-2:]
    return member.by.score, f"{outlet} {url}: {member.by.evidence}", other


def _json(ids: Collection[int]) -> str:
    return json.dumps(sorted(ids))
