"""The raw pages behind kept articles, as jobs for the reader pool."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crawler.items import Lead
from storage import times
from storage.archive import Archive
from storage.errors import RawPageMissing
from storage.raw import load_all_pages
from storage.rereading.reading_pool import Job


@dataclass(frozen=True, slots=True)
class KeptPage:
    """An article as it is kept now, and the reader's version that wrote it."""

    id: int
    outlet: str
    url: str
    headline: str
    body: str
    reader: int
    capture_id: int


def kept_pages(
    archive: Archive, article_ids: Iterable[int], missing: list[tuple[KeptPage, RawPageMissing]]
) -> Iterator[Job[KeptPage]]:
    """One job per article whose raw page is there; the others go into ``missing`` with the reason.

    Articles are fetched one by one: an archive may have more of them than memory.
    """
    for article_id in article_ids:
        row = archive.row(
            f"SELECT {', '.join(KeptPage.__slots__)} FROM articles WHERE id = ?", article_id
        )
        if row is None or row["capture_id"] is None:  # erased since
            continue
        kept = KeptPage(*row)
        try:
            page = load_all_pages(archive, row["capture_id"])
        except RawPageMissing as error:
            missing.append((kept, error))
            continue
        yield Job(kept, page, lead_of(archive, kept, page.url))


def lead_of(archive: Archive, kept: KeptPage, address: str) -> Lead | None:
    """The lead behind an article, whose hints the reader may need; ``None``: there is none left."""
    # first the one that was fetched: each address of an article may have been listed differently
    row = archive.row(
        "SELECT * FROM leads WHERE article_id = ? ORDER BY address = ? DESC, url = ? DESC, id",
        kept.id, address, kept.url,
    )  # fmt: skip
    if row is None:
        return None
    published, modified = row["published_hint"], row["modified_hint"]
    return Lead(
        row["outlet"], row["address"], row["found_in"],
        times.parse(published) if published else None,
        times.parse(modified) if modified else None,
        row["headline_hint"],
    )  # fmt: skip
