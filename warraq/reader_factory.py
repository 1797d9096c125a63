"""Readers of pages that know each outlet's own ways, for imports, re-reading and ``verify``."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crawler.items import Article, Lead, Page
from storage.archive import Archive
from storage.learned_boilerplate import to_leave_out
from storage.rereading.reading_process import NoSuchOutlet
from warraq.outlet_loader import all_outlets

if TYPE_CHECKING:  # Scrapy is loaded where outlets are
    from crawler.spider import OutletSpider


def make_reader(overrides: Mapping[str, Any]) -> Callable[[Page, Lead | None], Article]:
    """The reader that knows each outlet's own ways; made anew in every reading process.

    It raises ``NoSuchOutlet``: without an outlet's selectors its pages read otherwise.
    With an ``ARCHIVE`` in the overrides it leaves out what was learned there.
    """
    spiders = _reading(overrides)

    def read(page: Page, lead: Lead | None) -> Article:
        spider = spiders.get(page.outlet)
        if spider is None:
            raise NoSuchOutlet(page.outlet)
        return spider.read(page, lead or Lead(page.outlet, page.url, "the archive"))

    return read


def make_new_reader(overrides: Mapping[str, Any]) -> Callable[[Page, Lead | None], Article]:
    """The reader of pages that are new to the archive: their articles get their own address.

    With an ``ARCHIVE`` in the overrides it leaves out what was learned there, as a crawl does.
    """
    spiders = _reading(overrides)

    def read(page: Page, lead: Lead | None) -> Article:
        spider = spiders[page.outlet]
        article = spider.read(page, lead or Lead(page.outlet, page.url, "an import"))
        return replace(article, url=spider.article_address(article))

    return read


def _reading(overrides: Mapping[str, Any]) -> "dict[str, OutletSpider]":
    """Every outlet, ready to read its pages as a crawl into the archive would."""
    spiders = {name: spider() for name, spider in all_outlets(overrides).items()}
    if folder := overrides.get("ARCHIVE"):
        with Archive(folder) as archive:
            for name, spider in spiders.items():
                spider.learned = to_leave_out(archive, name)
    return spiders
