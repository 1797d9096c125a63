"""The index of near-copies: which archived articles are worth comparing with a text.

``bands`` has one row per key and article (its name is from when keys were bands of a MinHash). A
key that very many articles share (a formula, boilerplate) is read only up to ``HOT`` articles, the
newest first, so that deciding costs the same in an archive of a million articles as in one of ten
thousand; and it counts for little, so that thousands who share a house's lines do not stand before
the one that shares a paragraph. ``outlines`` then tells, by a few hundred bytes each, which of the
candidates cannot be alike: their texts are never read.
"""

import functools
import heapq
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from storage.copies.shingle_hash_prefilter import CandidateFilter, Outline, outline_of
from storage.copies.shingles_and_winnowing_keys import Text

HOT = 48
"""So many articles of one key are read, twice as many as are compared: a key of more is a formula,
or the text has more copies than that. At 200 a million articles cost twice the rows for nothing."""
COMPARED = 24
"""So many candidates are compared, those that share the most, and the rarest, keys."""
LONE = 8
"""A single key in common counts where so few articles stand under it."""
_STEP = 8
"""Questions are made for so many keys, twice as many and so on: few statements to prepare."""
_MOST = 400
"""Keys of one statement: SQLite takes no more than 500 parts."""


def index(db: Database, article_id: int, text: Text) -> None:
    """Make an article findable by its text. Within a transaction."""
    add(db, article_id, text.keys)
    outline(db, article_id, outline_of(text))


def outline(db: Database, article_id: int, outline: Outline) -> None:
    """Write down the outline of an article. Within a transaction."""
    db.conn.execute(
        "INSERT OR REPLACE INTO outlines VALUES (?, ?, ?, ?)",
        [article_id, outline.length, outline.grams, outline.words],
    )


def index_again(db: Database, article_id: int, former: Text, text: Text) -> None:
    """Make an article findable by its new text and not by the former. Within a transaction."""
    keys = set(text.keys)  # most of them stay: a changed article says much the same
    db.conn.executemany(
        "DELETE FROM bands WHERE h = ? AND doc = ?",
        [(key, article_id) for key in former.keys if key not in keys],
    )
    index(db, article_id, text)


@dataclass(frozen=True, slots=True)
class Met:
    """The articles under the keys of a text, and which of them are worth comparing with it."""

    worth_comparing: list[int]
    all: frozenset[int]
    """Only what becomes of one of these, or comes to its keys, can change the candidates."""


def meet(db: Database, text: Text) -> Met:
    """The candidates of a text; those that are certainly not like it are not worth comparing."""
    under = _under(db, text.keys)
    found = _ranked(under)
    met = frozenset(doc for docs in under.values() for doc in docs)
    if not found:
        return Met([], met)
    sieve = CandidateFilter(outline_of(text))
    rows = db.conn.execute(
        "SELECT article_id, length, grams, words FROM outlines"
        " WHERE article_id IN (SELECT value FROM json_each(?))",
        [json.dumps(found)],
    )
    held_back = {id for id, *outline in rows if not sieve.passes(Outline(*outline))}
    return Met([id for id in found if id not in held_back], met)


def add(db: Database, article_id: int, keys: Sequence[int]) -> None:
    """Put an article under keys. Within a transaction."""
    db.conn.executemany(
        "INSERT OR IGNORE INTO bands (h, doc) VALUES (?, ?)", [(key, article_id) for key in keys]
    )


def candidates(db: Database, keys: Sequence[int]) -> list[int]:
    """The articles that share the most and the rarest keys, at most ``COMPARED``.

    One that shares a single key, and that with more than ``LONE`` articles, shares a formula, or
    is one of so many copies that the others are found by more keys; it is left out.
    """
    return _ranked(_under(db, keys))


def shares_a_key(db: Database, text: Text, docs: Collection[int]) -> bool:
    """Whether one of these articles stands under a key of a text."""
    return bool(text.keys) and db.conn.execute(
        "SELECT 1 FROM bands WHERE h IN (SELECT value FROM json_each(?))"
        " AND doc IN (SELECT value FROM json_each(?)) LIMIT 1",
        [json.dumps(text.keys), json.dumps(list(docs))],
    ).fetchone() is not None  # fmt: skip


def _under(db: Database, keys: Sequence[int]) -> dict[int, list[int]]:
    """The newest articles under each key, by the key's place among the sorted ones."""
    under, ordered = defaultdict[int, list[int]](list), sorted(keys)
    for first in range(0, len(ordered), _MOST):
        some = ordered[first : first + _MOST]
        asked = -(-len(some) // _STEP) * _STEP
        padded = [*some, *[None] * (asked - len(some))]  # nothing stands under NULL
        for place, doc in db.conn.execute(_question(asked), padded):
            under[first + place].append(doc)
    return under


def _ranked(under: Mapping[int, Sequence[int]]) -> list[int]:
    """Those that share most keys first, a key the less worth the more articles stand under it.

    By the root: ten keys that a hundred copies have in common outweigh one that two texts share by
    chance, two of a house's boilerplate do not.
    """
    shared, worth = Counter[int](), defaultdict[int, float](float)
    found = set[int]()
    for docs in under.values():
        shared.update(docs)
        for doc in docs:
            worth[doc] += len(docs) ** -0.5
        if len(docs) <= LONE:
            found.update(docs)
    found.update(doc for doc, count in shared.items() if count > 1)
    return heapq.nsmallest(COMPARED, found, key=lambda doc: (-worth[doc], -doc))


@functools.cache
def _question(keys: int) -> str:
    """All keys in one statement: half the time of one statement for each."""
    return " UNION ALL ".join(
        f"SELECT * FROM (SELECT {place}, doc FROM bands WHERE h = ?{place + 1}"
        f" ORDER BY doc DESC LIMIT {HOT})"
        for place in range(keys)
    )
