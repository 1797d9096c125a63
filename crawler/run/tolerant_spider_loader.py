"""``TolerantSpiderLoader``: the outlets of a crawl, each file loaded by itself.

Scrapy loads them all or none: a file that somebody is just writing would end every outlet's crawls.
"""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from scrapy import Spider
from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader


class TolerantSpiderLoader(SpiderLoader):
    """Scrapy's loader of spiders, without the files that are broken."""

    def __init__(self, settings: BaseSettings) -> None:
        """Load all that can be."""
        self.broken: dict[str, Exception] = {}
        """Module -> why it cannot be imported."""
        super().__init__(settings)

    def load(self, spider_name: str) -> type[Spider]:
        """The outlet of a name. Raises ``KeyError`` with the files that it may stand in."""
        try:
            return super().load(spider_name)
        except KeyError:
            said = "; ".join(f"{name} is broken: {why}" for name, why in self.broken.items())
            raise KeyError(f"no outlet file has the name {spider_name}; {said}") from None

    def _load_all_spiders(self) -> None:
        for name in self.spider_modules:
            for module in self._modules(name):
                self._load_spiders(module)
        self._check_name_duplicates()

    def _modules(self, name: str) -> Iterator[ModuleType]:
        try:
            module = import_module(name)
        except Exception as error:  # an outlet's file is anybody's code
            self.broken[name] = error
            return
        yield module
        for _, below, _ in iter_modules(getattr(module, "__path__", ())):
            yield from self._modules(f"{name}.{below}")
