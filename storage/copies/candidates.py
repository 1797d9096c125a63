"""What an article is like among all that are archived."""

import json
from dataclasses import dataclass

from sqlite_utils import Database

from crawler.article import Article
from storage import times
from storage.copies import band_index, decide
from storage.copies.similarity import compare, equal
from storage.copies.sketch import Text, text_of
from storage.copies.story_tables import edges_of


@dataclass(frozen=True, slots=True)
class Candidates:
    """An article's text, and the archived articles that are like it, in no particular order."""

    text: Text
    found: list[decide.SimilarArticle]


def find_candidates(
    db: Database, article: Article, fingerprint: str, without: int | None = None
) -> Candidates:
    """What an article is like; ``without`` is the number it is known by itself.

    One that is known is also compared with all that it was like: no cap may part them.
    """
    text = text_of(article.outlet, article.headline, article.body, article.published_at)
    ids = set(band_index.worth_comparing(db, text))
    if without is not None:
        ids |= {edge.beside(without) for edge in edges_of(db, without)}
    row = f"SELECT {decide.KNOWN_COLUMNS}, body FROM articles WHERE"
    rows = db.execute(
        f"{row} id IN (SELECT value FROM json_each(?)) UNION"
        f" SELECT * FROM ({row} fingerprint = ? ORDER BY id LIMIT ?)",
        [json.dumps(sorted(ids)), fingerprint, band_index.COMPARED],
    )
    found = list[decide.SimilarArticle]()
    for *fields, body in rows:
        known = decide.KnownArticle(*fields)
        if known.id == without:
            continue
        at = times.parse(known.published_at) if known.published_at else None
        other = text_of(known.outlet, known.headline, body, at)
        same = known.fingerprint == fingerprint and decide.same_text(
            text.length, article.headline, known.headline
        )
        likeness = equal(text, other) if same else compare(text, other)
        if likeness:
            found.append(decide.SimilarArticle(known, likeness))
    return Candidates(text, found)
