"""The outlets that this installation knows."""

import difflib
import inspect
from collections.abc import Iterable, Mapping
from typing import Any

from scrapy.spiderloader import SpiderLoader

from crawler.process import scrapy_settings
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


def evidence_of(spider: type[OutletSpider]) -> str:
    """What is known of an outlet and since when: its file's words, without the first line."""
    said = inspect.getdoc(inspect.getmodule(spider)) or ""
    return " ".join(said.partition("\n")[2].split())
