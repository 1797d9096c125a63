"""Stories: the sets of articles that tell the same text, in several outlets or in one.

``relations`` says which two articles are alike; a story is what hangs together by these. It is
worked out anew whenever an article comes or changes, so it does not depend on the order of
arrival. A relation never drops or overwrites an article.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from crawler.article import Article
from storage import bands, dedup, times
from storage.roles import Edge, Member, Order, groups
from storage.similarity import compare, equal
from storage.sketch import Text, text_of

_AMONG = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Near:
    """An article's text, and the archived articles that are like it, in no particular order."""

    text: Text
    found: list[dedup.Relative]


def near_to(db: Database, article: Article, fingerprint: str, without: int | None = None) -> Near:
    """What an article is like; ``without`` is the number it is known by itself."""
    text = text_of(article.outlet, article.headline, article.body, article.published_at)
    rows = db.execute(
        f"SELECT {dedup.KNOWN}, body FROM articles WHERE id IN {_AMONG} UNION SELECT * FROM"
        f" (SELECT {dedup.KNOWN}, body FROM articles WHERE fingerprint = ? ORDER BY id LIMIT ?)",
        [json.dumps(bands.worth_comparing(db, text)), fingerprint, bands.COMPARED],
    )
    found = list[dedup.Relative]()
    for *fields, body in rows:
        known = dedup.Known(*fields)
        if known.id == without:
            continue
        at = times.parse(known.published_at) if known.published_at else None
        other = text_of(known.outlet, known.headline, body, at)
        same = known.fingerprint == fingerprint and dedup.same_text(
            text.length, article.headline, known.headline
        )
        likeness = equal(text, other) if same else compare(text, other)
        if likeness:
            found.append(dedup.Relative(known, likeness))
    return Near(text, found)


def relate(db: Database, article_id: int, found: Sequence[dedup.Relative]) -> list[int]:
    """Write down what an article is like, in place of what it was like; the articles it left.

    The stories that it leaves, joins or brings together are worked out anew. In a transaction.
    """
    left = {edge.one + edge.other - article_id for edge in _edges(db, article_id)}
    touched = {article_id, *left, *_fellows(db, article_id)}
    db.execute("DELETE FROM relations WHERE article_id = ?1 OR other_id = ?1", [article_id])
    for relative in found:
        other, likeness = relative.known.id, relative.likeness
        left.discard(other)
        touched |= {other, *_fellows(db, other)}
        db.execute(
            "INSERT INTO relations VALUES (?, ?, ?, ?, ?)",
            [*sorted((article_id, other)), likeness.relation, likeness.score, likeness.evidence],
        )
    if len(touched) > 1:
        _regroup(db, touched)
    return sorted(left)


def _fellows(db: Database, article_id: int) -> set[int]:
    """The articles of an article's story, itself included; empty if it is in none."""
    rows = db.execute(
        "SELECT article_id FROM story_members WHERE story_id ="
        " (SELECT story_id FROM story_members WHERE article_id = ?)",
        [article_id],
    )
    return {int(row[0]) for row in rows}


def _edges(db: Database, article_id: int) -> list[Edge]:
    rows = db.execute(
        "SELECT * FROM relations WHERE article_id = ?1 UNION ALL"
        " SELECT * FROM relations WHERE other_id = ?1",
        [article_id],
    )
    return [Edge(*row) for row in rows]


def _regroup(db: Database, ids: Iterable[int]) -> None:
    """Make stories of what hangs together; the lowest number that its members had stays."""
    members = json.dumps(sorted(ids))
    relations = db.execute(f"SELECT * FROM relations WHERE article_id IN {_AMONG}", [members])
    edges = [Edge(*row) for row in relations]
    former = dict(
        map(tuple, db.execute(
            f"SELECT article_id, story_id FROM story_members WHERE article_id IN {_AMONG}",
            [members],
        ))
    )  # fmt: skip
    order = _order(db, members)
    db.execute(f"DELETE FROM story_members WHERE article_id IN {_AMONG}", [members])
    free = set(former.values())
    for group in groups(edges, order):
        numbers = free & {former.get(member.article_id) for member in group}
        story = min(numbers, default=None) or _new_story(db)
        free.discard(story)
        for member in group:
            db.execute(
                "INSERT INTO story_members (article_id, story_id, role, score, evidence)"
                " VALUES (?, ?, ?, ?, ?)",
                [member.article_id, story, member.role, *_evidence(member, order)],
            )
    db.execute(f"DELETE FROM stories WHERE id IN {_AMONG}", [json.dumps(sorted(free))])


def _order(db: Database, members: str) -> Order:
    rows = db.execute(
        "SELECT id, min(coalesce(published_at, first_seen), first_seen), first_seen, outlet, url"
        f" FROM articles WHERE id IN {_AMONG}",
        [members],
    )
    return {int(id): tuple(rest) for id, *rest in rows}


def _new_story(db: Database) -> int:
    now = times.stamp(times.now())
    return int(db.execute("INSERT INTO stories (created_at) VALUES (?)", [now]).lastrowid or 0)


def _evidence(member: Member, order: Order) -> tuple[float, str]:
    """The score of a member and what it rests on."""
    if member.by is None:
        return 1.0, "the earliest of these texts"
    outlet, url = order[member.by.one + member.by.other - member.article_id][-2:]
    return member.by.score, f"{outlet} {url}: {member.by.evidence}"
