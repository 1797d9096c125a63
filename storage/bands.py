"""The band index: which archived articles are worth comparing with a text.

One row per band key and article. A key that very many articles share (a formula, boilerplate) is
read only up to ``HOT`` articles, the newest first, so that deciding costs the same in an archive
of a million articles as in one of ten thousand.
"""

from collections import Counter
from collections.abc import Iterable

from sqlite_utils import Database

HOT = 200
"""With hot keys read whole, a lookup among 1,000,000 took 59 ms; capped here, 0.35 ms."""
COMPARED = 24
"""So many candidates are compared, those that share most keys; real copies share many."""
LONE = 8
"""Of these, so many that share a single key: those under the rarest keys."""


def add(db: Database, article_id: int, keys: Iterable[int]) -> None:
    """Make an article findable. Within a transaction."""
    db.conn.executemany(
        "INSERT OR IGNORE INTO bands (h, doc) VALUES (?, ?)", [(key, article_id) for key in keys]
    )


def remove(db: Database, article_id: int, keys: Iterable[int]) -> None:
    """Forget an article under the keys of a former text. Within a transaction."""
    db.conn.executemany(
        "DELETE FROM bands WHERE h = ? AND doc = ?", [(key, article_id) for key in keys]
    )


def candidates(db: Database, keys: Iterable[int]) -> list[int]:
    """The articles that share most keys, at most ``COMPARED``.

    One that shares a single key, and that with more than ``LONE`` articles, shares a formula, or
    is one of so many copies that the others are found by more keys; it is left out.
    """
    shared, rarity = Counter[int](), dict[int, int]()
    for key in keys:
        rows = db.conn.execute(
            "SELECT doc FROM bands WHERE h = ? ORDER BY doc DESC LIMIT ?", (key, HOT)
        )
        found = [int(row[0]) for row in rows]
        shared.update(found)
        if len(found) <= LONE:
            rarity.update((doc, min(len(found), rarity.get(doc, HOT))) for doc in found)
    several = [doc for doc, count in shared.items() if count > 1]
    lone = [doc for doc in rarity if shared[doc] == 1]
    several.sort(key=lambda doc: (-shared[doc], -doc))
    lone.sort(key=lambda doc: (rarity[doc], -doc))
    return [*several, *lone[:LONE]][:COMPARED]
