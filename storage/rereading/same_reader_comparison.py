"""The page of the version that a new one would replace, read again where it was read otherwise.

What looks like a revision may be another way of reading. Where the kept version was read with
another reader, other hints or learned lines, or other libraries than the new one, its page is read
again as the new one was. That reading is kept with the cause ``reader``; only what differs then is
the outlet's own change.
"""

from collections.abc import Callable
from dataclasses import replace

from crawler.errors import OutletError
from crawler.items import Article, Page
from storage.archive import Archive
from storage.copies.optimistic_decision import Verdict
from storage.errors import RawPageMissing
from storage.raw import load_all_pages


def verdict_on_equal_readings(
    archive: Archive, article: Article, read: Callable[[Page], Article]
) -> Verdict:
    """The verdict on an article beside the same reading of the version it would replace.

    ``read`` reads a page as the article was read, and may raise ``OutletError``. Outside any
    transaction: a page may take seconds, and every other writer would wait for it.
    """
    verdict = archive.verdict_on(article)
    previous = verdict.previous
    if previous is None or previous.capture_id is None or previous.read_as(article):
        return verdict
    try:
        again = read(load_all_pages(archive, previous.capture_id))
    except (RawPageMissing, OutletError):  # then the former reading stands
        return verdict
    reading = replace(again, outlet=previous.outlet, url=previous.url)
    archive.read_again(previous.id, reading, previous.capture_id)
    return archive.verdict_on(verdict.prepared)
