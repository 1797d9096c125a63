"""What an article is like among all that are archived."""

import json
from dataclasses import dataclass

from sqlite_utils import Database

from storage import times
from storage.copies import new_revision_or_copy, winnowing_index
from storage.copies.pair_classification import compare, equal
from storage.copies.prepared_article import PreparedArticle
from storage.copies.shingles_and_winnowing_keys import text_of
from storage.copies.story_tables import edges_of


@dataclass(frozen=True, slots=True)
class Candidates:
    """The archived articles that are like an article, in no particular order."""

    found: list[new_revision_or_copy.SimilarArticle]
    met: frozenset[int]
    """All that were looked at or passed over: what else is written is strange to the article."""


def find_candidates(
    db: Database, prepared: PreparedArticle, without: int | None = None
) -> Candidates:
    """The archived articles like this one; ``without`` is the number it is known by itself.

    One that is known is also compared with all that it was like: no cap may part them.
    """
    article, text = prepared.article, prepared.text
    met = winnowing_index.meet(db, text)
    ids = set(met.worth_comparing)
    if without is not None:
        ids |= neighbours(db, without)
    row = f"SELECT {new_revision_or_copy.KNOWN_COLUMNS}, body FROM articles WHERE"
    rows = db.execute(
        f"{row} id IN (SELECT value FROM json_each(?)) UNION"
        f" SELECT * FROM ({row} fingerprint = ? ORDER BY id LIMIT ?)",
        [json.dumps(sorted(ids)), prepared.fingerprint, winnowing_index.COMPARED],
    )
    found = list[new_revision_or_copy.SimilarArticle]()
    for *fields, body in rows:
        known = new_revision_or_copy.KnownArticle(*fields)
        ids.add(known.id)
        if known.id == without:
            continue
        at = times.parse(known.published_at) if known.published_at else None
        other = text_of(known.outlet, known.headline, body, at)
        same = known.fingerprint == prepared.fingerprint and new_revision_or_copy.same_text(
            text.length, article.headline, known.headline
        )
        likeness = equal(text, other) if same else compare(text, other)
        if likeness:
            found.append(new_revision_or_copy.SimilarArticle(known, likeness))
    return Candidates(found, met.all | ids)


def neighbours(db: Database, article_id: int) -> set[int]:
    """The articles that an archived article is like."""
    return {edge.beside(article_id) for edge in edges_of(db, article_id)}
