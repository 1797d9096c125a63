"""The identity of an article that outlives this archive: ``hespress:1234567``.

The outlet and the id by which the outlet itself knows the article, where its address states one;
else the outlet and the canonical address. Made once, when the article is first kept, and stored:
no later pattern, address or reader changes it.
"""

import re
from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from crawler.urls import canonical

UID = "coalesce(a.uid, a.outlet || ':' || a.url)"
"""SQL: what an article ``a`` is called. The schema lets its uid be NULL; outlet and address find it
as well."""
_AT_ANY_OUTLET = (
    "WITH RECURSIVE known(outlet) AS (SELECT min(outlet) FROM {table} UNION ALL"
    " SELECT (SELECT min(outlet) FROM {table} WHERE outlet > known.outlet)"
    " FROM known WHERE outlet IS NOT NULL)"
    " SELECT t.{id} FROM known CROSS JOIN {table} t ON t.outlet = known.outlet AND t.url = ?"
)
"""By address alone: from outlet to outlet over the index that begins with it, so that no table is
gone through and no second index is written with each article."""
_UID = re.compile(r"([^:/]+):(?!//)(.+)", re.DOTALL)


def uid_of(outlet: str, url: str, own_id: str | None) -> str:
    """The identity that an article gets: ``own_id`` is the outlet's own, ``url`` canonical."""
    return f"{outlet}:{own_id or url}"


def known_as(row: Mapping[str, Any]) -> str:
    """What the article of a row is called: as ``UID``."""
    return row["uid"] or uid_of(row["outlet"], row["url"], None)


def new_uid(db: Database, outlet: str, url: str, own_id: str | None) -> str:
    """The identity of an article that is about to be inserted. Within a transaction.

    Its address, where another article has the id already: an outlet that gives one number twice
    does not make two articles one.
    """
    uid = uid_of(outlet, url, own_id)
    taken = db.execute(
        "SELECT 1 FROM articles WHERE uid = ?1 UNION ALL SELECT 1 FROM uid_aliases WHERE uid = ?1",
        [uid],
    ).fetchone()
    return uid_of(outlet, url, None) if taken else uid


def article_at(db: Database, url: str) -> int | None:
    """The number of the article that has a canonical address, as its own or as a further one."""
    for table, id in (("articles", "id"), ("aliases", "article_id")):
        found = db.execute(_AT_ANY_OUTLET.format(table=table, id=id), [url]).fetchone()
        if found:
            return int(found[0])
    return None


def article_with(db: Database, uid: str) -> int | None:
    """The number of the article that has an identity, as its own or as a further one.

    ``None``: none has. So answers an id that was only learned after the article was kept, and the
    address of an article that has an id.
    """
    found = db.execute(
        "SELECT id FROM articles WHERE uid = ?1"
        " UNION ALL SELECT article_id FROM uid_aliases WHERE uid = ?1",
        [uid],
    ).fetchone()
    if found is None and (parts := _UID.fullmatch(uid)):
        found = _by_address(db, *parts.groups()) or _by_name(db, *parts.groups())
    return int(found[0]) if found else None


def _by_address(db: Database, outlet: str, address: str) -> tuple[int] | None:
    try:
        url = canonical(address)
    except ValueError:  # an id
        return None
    found: tuple[int] | None = db.execute(
        "SELECT id FROM articles WHERE outlet = ?1 AND url = ?2"
        " UNION ALL SELECT article_id FROM aliases WHERE outlet = ?1 AND url = ?2",
        [outlet, url],
    ).fetchone()
    return found


def _by_name(db: Database, outlet: str, own_id: str) -> tuple[int] | None:
    """The article of the lead that is known by an id: it was kept when its id was not known yet."""
    found: tuple[int] | None = db.execute(
        "SELECT a.id FROM names n JOIN articles a ON a.outlet = n.outlet AND a.url = n.url"
        " WHERE n.outlet = ?1 AND n.name = 'id ' || ?2"
        " UNION ALL SELECT l.article_id FROM names n JOIN leads l USING (outlet, url)"
        " WHERE n.outlet = ?1 AND n.name = 'id ' || ?2 AND l.article_id IS NOT NULL",
        [outlet, own_id],
    ).fetchone()
    return found


def also_known_as(db: Database, article_id: int, uid: str, at: str, evidence: str) -> bool:
    """Note a further identity of an article; whether that is new. Within a transaction.

    Nothing is noted that any article is known by already.
    """
    done = db.execute(
        "INSERT OR IGNORE INTO uid_aliases (uid, article_id, first_seen, evidence)"
        " SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS (SELECT 1 FROM articles WHERE uid = ?1)",
        [uid, article_id, at, evidence],
    )
    return done.rowcount > 0
