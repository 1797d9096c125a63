"""Reading kept pages again with today's reader: the network is not needed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from crawler.article import Article, Page
from crawler.errors import OutletError
from storage.archive import Archive
from storage.errors import RawPageMissing
from storage.filters import Filters
from storage.raw import load_page

Reader = Callable[[Page], Article]


@dataclass(frozen=True, slots=True)
class Reread:
    """What came of reading one article's page again."""

    article_id: int
    outlet: str
    url: str
    result: Literal["same", "changed", "refused", "raw page missing"]
    detail: str = ""


def reread(
    archive: Archive, read: Reader, filters: Filters, *, dry_run: bool = False
) -> Iterator[Reread]:
    """Read the page behind each article again; one result per article, kept unless ``dry_run``.

    An article whose page is refused today keeps its text: nothing is lost by a worse reader.
    """
    where, values = filters.where()
    rows = archive.rows(
        "SELECT id, outlet, url, headline, body, capture_id FROM articles a"
        f" WHERE capture_id IS NOT NULL AND {where} ORDER BY id",
        *values,
    )
    for row in rows:
        result = Reread(row["id"], row["outlet"], row["url"], "same")
        try:
            article = read(load_page(archive, row["capture_id"]))
        except RawPageMissing as error:
            yield replace(result, result="raw page missing", detail=str(error))
            continue
        except OutletError as error:
            yield replace(result, result="refused", detail=str(error))
            continue
        if not dry_run:
            archive.read_again(row["id"], replace(article, outlet=row["outlet"], url=row["url"]))
        if (article.headline, article.body) != (row["headline"], row["body"]):
            yield replace(result, result="changed", detail=article.headline)
        else:
            yield result
