"""The index of near-copies: which archived articles are worth comparing with a text.

``bands`` has one row per band key and article. A key that very many articles share (a formula,
boilerplate) is read only up to ``HOT`` articles, the newest first, so that deciding costs the same
in an archive of a million articles as in one of ten thousand. ``outlines`` then tells, by a few
hundred bytes each, which of the candidates cannot be alike: their texts are never read.
"""

import functools
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from storage.copies.candidate_filter import CandidateFilter, Outline, outline_of
from storage.copies.text_features import Text

HOT = 200
"""With hot keys read whole, a lookup among 1,000,000 took 59 ms; capped here, 0.35 ms."""
COMPARED = 24
"""So many candidates are compared, those that share most keys; real copies share many."""
LONE = 8
"""Of these, so many that share a single key: those under the rarest keys."""


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
    """The articles that share most keys, at most ``COMPARED``.

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
    under = defaultdict[int, list[int]](list)
    if keys:
        for place, doc in db.conn.execute(_question(len(keys)), sorted(keys)):
            under[place].append(doc)
    return under


def _ranked(under: Mapping[int, Sequence[int]]) -> list[int]:
    """Those that share most keys first; then the lone ones, the rarest key first."""
    shared, rarity = Counter[int](), dict[int, int]()
    for found in under.values():
        shared.update(found)
        if len(found) <= LONE:
            rarity.update((doc, min(len(found), rarity.get(doc, HOT))) for doc in found)
    several = [doc for doc, count in shared.items() if count > 1]
    lone = [doc for doc in rarity if shared[doc] == 1]
    several.sort(key=lambda doc: (-shared[doc], -doc))
    lone.sort(key=lambda doc: (rarity[doc], -doc))
    return [*several, *lone[:LONE]][:COMPARED]


@functools.cache
def _question(keys: int) -> str:
    """All keys in one statement: half the time of one statement for each."""
    return " UNION ALL ".join(
        f"SELECT * FROM (SELECT {place}, doc FROM bands WHERE h = ?{place + 1}"
        f" ORDER BY doc DESC LIMIT {HOT})"
        for place in range(keys)
    )
