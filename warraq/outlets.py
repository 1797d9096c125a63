"""The outlets that this installation knows."""

import difflib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from scrapy.spiderloader import SpiderLoader

from crawler.article import Article, Lead, Page
from crawler.process import scrapy_settings
from crawler.reading import read_article
from crawler.spider import OutletSpider


class BrokenOutlet(ValueError):
    """A module of outlets cannot be imported."""


class UnknownOutlet(ValueError):
    """No outlet has that name."""


def all_outlets(overrides: Mapping[str, Any] | None = None) -> dict[str, type[OutletSpider]]:
    """Every outlet by its name, in alphabetical order. Raises ``BrokenOutlet``."""
    settings = scrapy_settings(overrides or {})
    try:
        loader = SpiderLoader.from_settings(settings)
    except (ImportError, SyntaxError) as error:
        modules = ", ".join(settings.getlist("SPIDER_MODULES"))
        raise BrokenOutlet(f"cannot load the outlets in {modules}: {error}") from error
    found = {name: loader.load(name) for name in sorted(loader.list())}
    return {name: spider for name, spider in found.items() if issubclass(spider, OutletSpider)}


def chosen(
    names: Iterable[str], outlets: Mapping[str, type[OutletSpider]]
) -> list[type[OutletSpider]]:
    """The outlets of these names. Raises ``UnknownOutlet`` with the nearest known names."""
    found = []
    for name in names:
        if name not in outlets:
            near = difflib.get_close_matches(name, outlets, n=3, cutoff=0.5)
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            raise UnknownOutlet(f"no outlet is called {name!r}.{hint} `warraq outlets` lists them")
        found.append(outlets[name])
    return found


def make_reader(
    overrides: Mapping[str, Any], learned: Mapping[str, frozenset[str]]
) -> Callable[[Page, Lead | None], Article]:
    """The reader that knows each outlet's own ways; made anew in every reading process.

    ``learned`` holds the lines that repeat across an outlet's articles.
    """
    spiders = {name: spider() for name, spider in all_outlets(overrides).items()}
    for name, lines in learned.items():
        if name in spiders:
            spiders[name].learned = lines

    def read(page: Page, lead: Lead | None) -> Article:
        spider = spiders.get(page.outlet)
        if spider is None:
            return read_article(page, None, lead)
        return spider.read(page, lead or Lead(page.outlet, page.url, "the archive"))

    return read


def outlet_of(
    url: str, outlets: Mapping[str, type[OutletSpider]], homes: Mapping[str, str]
) -> OutletSpider | None:
    """The outlet that owns an address, if one does."""
    for name, spider_class in outlets.items():
        spider = spider_class()
        spider.address = homes.get(name, spider_class.home)
        if spider.owns(url):
            return spider
    return None
