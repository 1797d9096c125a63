"""An extension of a crawl whose reader hangs on some pages, in native code that hears no alarm."""

import hashlib
import os
import signal
from functools import partial
from typing import Any

from crawler.reading import reader


class HangingPages:
    """``HANG_ON`` names parts of their addresses, ``DIE_ON`` those of pages that are killed for.

    ``EAT_ON`` those of pages that take memory without end.
    """

    def __init__(self, crawler: Any) -> None:
        self.hang, self.die = crawler.settings["HANG_ON"], crawler.settings["DIE_ON"]
        self.eat = crawler.settings["EAT_ON"]
        # the reader of articles, and one listing's of each kind
        reader.read_article = partial(self.read, reader.read_article)
        for listing in {type(one) for one in crawler.spidercls.listings}:
            listing.read = self.method(listing.read)
            listing.read_back = self.method(listing.read_back)

    @classmethod
    def from_crawler(cls, crawler: Any) -> "HangingPages":
        return cls(crawler)

    def method(self, former: Any) -> Any:
        return lambda listing, page, *more: self.read(partial(former, listing), page, *more)

    def read(self, former: Any, page: Any, *more: Any) -> Any:
        if any(part in page.url for part in self.die or ()):
            os.kill(os.getpid(), signal.SIGKILL)
        if any(part in page.url for part in self.hang or ()):
            hashlib.pbkdf2_hmac("sha256", b"no Python runs", b"in here", 2**31 - 1)
        if any(part in page.url for part in self.eat or ()):
            eaten = []
            while True:
                eaten.append(b"x" * 1_000_000)
        return former(page, *more)
