"""Pages of a backfill: of listings, of month archives and of walks down the ids."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from crawler.items import Lead, StatedTotal
from crawler.listings import IdRange, Listed, Listing, SectionPage, Stretch
from crawler.listings.id_range import numbers_of

ARCHIVES = 2
"""Tier of month archives, lower asked first: after API (0) and sitemaps (1), before feeds (3)."""


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """A page that a backfill reads; ``listing`` is the address of the listing it belongs to."""

    url: str
    listing: str
    tier: int
    found_in: str = ""


@dataclass(frozen=True, slots=True)
class BackfillPageResult:
    """An archive page has been read, or could not be; ``more`` are the pages it leads to."""

    page: ArchivePage
    leads: int = 0
    more: tuple[ArchivePage, ...] = ()
    error: str = ""
    reached: bool = False
    """Whether it lists an article older than the time that is asked for."""
    cut: str = ""
    """What a bound or a broken file left out, in words; empty: nothing."""
    leads_to: str | None = None
    """The host of another site that the page led to."""
    stated: StatedTotal | None = None


def first_pages(
    listings: Sequence[Listing], home: str, by_month: str, by_id: str, stretch: Stretch
) -> Iterator[ArchivePage]:
    """The first pages of a backfill: one per listing, one per month, and the walk down the ids."""
    for listing in listings:
        yield ArchivePage(listing.address_back(home, stretch), listing.address(home), listing.tier)
    for month in months(stretch) if by_month else ():
        address = SectionPage(month.strftime(by_month)).address(home)
        yield ArchivePage(address, address, ARCHIVES)
    if by_id:
        address = IdRange(by_id).address(home)
        yield ArchivePage(address, address, IdRange.tier)


def months(stretch: Stretch) -> Iterator[datetime]:
    """The first day of every month that a stretch touches, newest first."""
    month = stretch.until.astimezone(UTC).replace(day=1)
    while (month.year, month.month) >= (stretch.since.year, stretch.since.month):
        yield month
        year, before = (month.year, month.month - 1) if month.month > 1 else (month.year - 1, 12)
        month = month.replace(year=year, month=before)


def listing_of(page: ArchivePage, listings: Sequence[Listing], home: str) -> Listing:
    """The listing that reads an archive page; date archives are section pages."""
    known = {listing.address(home): listing for listing in listings}
    return known.get(page.listing) or SectionPage(page.listing)


def kinds_of(listings: Sequence[Listing], home: str) -> dict[str, str]:
    """The kind of every listing that is polled, or asked what is still there, by its address."""
    ways = [way for listing in listings for way in (*listing.ways(), listing.presence()) if way]
    return {way.address(home): way.kind for way in ways}


def page_result(
    page: ArchivePage, listed: Listed, stretch: Stretch, again: Sequence[ArchivePage] = ()
) -> BackfillPageResult:
    """The result of an archive page that was read: its number of leads and its further pages.

    Those that are to be read ``again`` come first.
    """
    more = (ArchivePage(url, page.listing, page.tier, page.url) for url in listed.more)
    dates = [lead.published_hint for lead in listed.leads if lead.published_hint]
    reached = bool(dates) and min(dates) < stretch.since
    return BackfillPageResult(
        page, len(listed.leads), (*again, *more), reached=reached, cut=listed.cut,
        stated=listed.stated,
    )  # fmt: skip


def begin_walk(page: ArchivePage, by_id: str, home: str, top: int, max_numbers: int) -> ArchivePage:
    """The first stretch of a walk down the ids, from the number where it begins."""
    ids = IdRange(by_id)
    return ArchivePage(ids.page_of(home, ids.numbers(top, max_numbers)), page.listing, page.tier)


def walk(
    page: ArchivePage, by_id: str, home: str, outlet: str, max_numbers: int
) -> tuple[list[Lead], tuple[ArchivePage, ...]]:
    """The addresses of a stretch of numbers, and the stretch below."""
    ids, numbers = IdRange(by_id), numbers_of(page.url)
    assert numbers is not None
    leads = [Lead(outlet, url, page.url) for url in ids.addresses(home, numbers)]
    below = ids.numbers(numbers[-1] - 1, max_numbers)
    if not below:
        return leads, ()
    return leads, (ArchivePage(ids.page_of(home, below), page.listing, page.tier, page.url),)
