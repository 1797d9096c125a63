"""``IdRange``: articles whose address is their number, walked down from the newest one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from crawler.listings.listing import Listing

NUMBERS_PER_PAGE = 50
"""Numbers that are tried before the walk is asked whether it goes on."""
MAX_GAP = 200
"""Numbers in a row without an article after which it ends: on WordPress pictures and drafts take
numbers too, so that a few dozen between two articles are nothing unusual."""


@dataclass(frozen=True)
class IdRange(Listing):
    """Articles by their numbers: ``IdRange("{}.html")``; nothing lists them, each one is tried.

    Only for a backfill, and there after all other ways. It rests on one thing: a higher number is
    a later article.
    """

    tier: ClassVar[int] = 4

    def ways(self) -> tuple[Listing, ...]:
        """No listing: it is never polled."""
        return ()

    def numbers(self, top: int, max_numbers: int) -> range:
        """At most ``max_numbers`` numbers from ``top`` down, none below 1."""
        return range(top, max(0, top - min(NUMBERS_PER_PAGE, max_numbers)), -1)

    def addresses(self, home: str, numbers: range) -> Iterator[str]:
        """The addresses of the articles with these numbers, whether they exist or not."""
        for number in numbers:
            yield self.address(home).format(number)

    def page_of(self, home: str, numbers: range) -> str:
        """The name of a stretch of numbers, as an address: ``…/515208.html#515208-515159``."""
        return f"{self.address(home).format(numbers[0])}#{numbers[0]}-{numbers[-1]}"


def numbers_of(page: str) -> range | None:
    """The numbers that the name of a stretch stands for; ``None`` where the walk begins."""
    first, dash, last = page.rpartition("#")[2].partition("-")
    return range(int(first), int(last) - 1, -1) if dash and first.isdigit() else None
