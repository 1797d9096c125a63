"""What outlets did to articles after they had published them: new versions, deletions."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from storage.archive import Archive
from storage.query.filters import Filters


@dataclass(frozen=True, slots=True)
class Changes:
    """Of one outlet: versions that it replaced, articles so changed, and those that came back."""

    versions: int
    articles: int
    read_better: int
    """Versions that a better reading of the same page replaced: no change of the outlet's."""
    back: int
    """How often an article that was gone was there again."""


def changes(archive: Archive, filters: Filters) -> Mapping[str, Changes]:
    """Outlet -> what it changed, of the articles that the filters let through."""
    where, values = filters.where()
    versions, better, back = Counter[str](), Counter[str](), Counter[str]()
    articles: dict[str, set[int]] = {}
    for outlet, id, cause in archive.db.execute(
        "SELECT a.outlet, a.id, r.cause FROM revisions r JOIN articles a ON a.id = r.article_id"
        f" WHERE {where}",
        values,
    ):
        if cause == "reader":
            better[outlet] += 1
        else:
            versions[outlet] += 1
            articles.setdefault(outlet, set()).add(id)
    for (outlet,) in archive.db.execute(
        "SELECT a.outlet FROM events e JOIN articles a ON a.id = e.article_id"
        f" WHERE e.kind = 'back' AND {where}",
        values,
    ):
        back[outlet] += 1
    return {
        name: Changes(versions[name], len(articles.get(name, ())), better[name], back[name])
        for name in sorted({*versions, *better, *back})
    }
