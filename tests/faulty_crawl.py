"""A crawl's extension with a fault of its own, as a careless change of the code makes one."""

from typing import Any

from storage.crawl.crawl_extension import CrawlExtension


class FaultyCrawl(CrawlExtension):
    """``FAULT_IN`` names what it breaks off in: ``opened``, or ``handing out`` behind one page."""

    def _opened(self, spider: Any) -> None:
        super()._opened(spider)
        if self.crawler.settings["FAULT_IN"] == "opened":
            raise KeyError("no such listing")

    def _hand_out(self, spider: Any) -> None:
        if self.crawler.settings["FAULT_IN"] == "handing out" and self.pages.answers:
            raise ZeroDivisionError("division by zero")
        super()._hand_out(spider)
