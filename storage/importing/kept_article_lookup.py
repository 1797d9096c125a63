"""Imported articles under the names that they have here, whatever they are called there."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from crawler.items import Article
from storage import times
from storage.archive import Archive
from storage.article_uid import also_known_as, article_with, uid_of

OwnId = Callable[[str, str], str | None]
"""The outlet's own id of an article, by the outlet's name and an address; ``None``: it has none."""


@dataclass(frozen=True, slots=True)
class Identified:
    """An article of a file: under the address that it has here, and what it is called there."""

    article: Article
    own_id: str | None
    uid: str
    """What an archive calls it that knows no more of it than this page."""
    also_at: str | None = None
    """Its address in the file, where it is known here under another one."""

    def id(self, archive: Archive) -> int:
        """The number of the article at its address here; 0: there is none yet."""
        outlet, url = self.article.outlet, self.article.url
        row = archive.row("SELECT id FROM articles WHERE outlet = ? AND url = ?", outlet, url)
        return row["id"] if row else 0


def identify(archive: Archive, article: Article, asked: str, own_id_of: OwnId) -> Identified:
    """An article with its identity; ``asked`` is the address that its page was asked for at.

    A page with the id of an article that is kept here is another look at that one, whatever its
    address says by now.
    """
    outlet, url = article.outlet, article.url
    own_id = own_id_of(outlet, url) or own_id_of(outlet, asked)
    uid = uid_of(outlet, url, own_id)
    as_there = Identified(article, own_id, uid)
    known = article_with(archive.db, uid) if own_id and not as_there.id(archive) else None
    if known is None:
        return as_there
    kept = archive.row("SELECT url FROM articles WHERE id = ?", known)
    assert kept is not None
    return Identified(replace(article, url=kept["url"]), own_id, uid, url)


def reconcile(
    archive: Archive, id: int, found: Identified, known: int | None, evidence: str
) -> bool:
    """Let an article that was met in a file answer to its name there; whether that is another one.

    ``known`` is the article that answered to it before. Within the transaction that keeps it.
    """
    at = found.article.fetched_at
    if found.also_at is not None:
        archive.also_at(found.article.outlet, found.also_at, id, at, "the same id")
    row = archive.row("SELECT uid FROM articles WHERE id = ?", id)
    if known is not None or row is None or row["uid"] == found.uid:
        return False
    also_known_as(archive.db, id, found.uid, times.stamp(at), evidence)
    return True
