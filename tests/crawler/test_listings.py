"""Listings with bad habits: what can be saved is, what attacks is refused, nothing loops."""

import gzip
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from scrapy.http import HtmlResponse, Request

from crawler.errors import EmptyListing, OutletError
from crawler.items import Page, PollResult
from crawler.listings import (
    Feed,
    Listing,
    NewsSitemap,
    SectionPage,
    SitemapIndex,
    Stretch,
    WordPressAPI,
)  # fmt: skip
from crawler.listings.backfill_pages import ArchivePage, BackfillPageResult
from crawler.listings.pagination_drift import AGAIN
from crawler.spider import OutletSpider
from tests.crawling import crawl
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running

pytestmark = pytest.mark.slow

AT = datetime(2026, 11, 24, tzinfo=UTC)
HOME = "https://a.ma/"
MAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
INDEX = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</sitemapindex>'
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 50}">' for a, b in zip("abcdef", "bcdefg", strict=True))
    + "]>"
)


def page(body: str | bytes, url: str = HOME, **headers: str) -> Page:
    raw = body if isinstance(body, bytes) else body.encode()
    return Page("a", url, AT, 200, {k.replace("_", "-"): v for k, v in headers.items()}, raw)


def urls(listing: Listing, body: str | bytes) -> list[str]:
    return [lead.url for lead in listing.read(page(body), lambda _: True).leads]


class Sections(OutletSpider):
    """An outlet whose sections end in pages without articles."""

    name = "sections"
    home = HOME
    listings = (SectionPage("sport/"),)
    article_url = r"/\d+\.html$"


def test_an_empty_page_past_the_last_one_is_the_end_of_a_section() -> None:
    """Many home-made systems answer any page number, and link to the one after it."""
    spider, url = Sections(), f"{HOME}sport/?page=3"
    answer = HtmlResponse(url, body=b"<a rel=next href='?page=4'>4</a>", request=Request(url))
    (polled,) = spider.parse_listing(answer, spider.listings[0], page=3)
    assert polled == PollResult("sections", f"{HOME}sport/", 0, continuation=True,
                            body_hash=polled.body_hash)  # fmt: skip
    spider.stretch = Stretch(AT - timedelta(days=9), AT)
    past = ArchivePage(url, f"{HOME}sport/", 3, found_in=f"{HOME}sport/?page=2")
    again = replace(past, url=f"{past.found_in}{AGAIN}")  # its articles may stand there now
    assert list(spider.parse_archive(answer, past)) == [BackfillPageResult(past, more=(again,))]
    with pytest.raises(EmptyListing):
        list(spider.parse_listing(answer, spider.listings[0], page=1))
    with pytest.raises(EmptyListing):
        list(spider.parse_archive(answer, replace(past, found_in="")))


@pytest.mark.parametrize("cut", [0.5, 0.8, 0.97])
def test_a_feed_that_is_cut_gives_what_it_holds(cut: float) -> None:
    items = "".join(f"<item><title>خبر</title><link>{HOME}{n}</link></item>" for n in range(40))
    feed = f"<rss version='2.0'><channel>{items}</channel></rss>"
    found = urls(Feed("feed/"), feed[: int(len(feed) * cut)])
    assert found == [f"{HOME}{n}" for n in range(len(found))] and len(found) >= int(38 * cut)


def test_rdf_is_a_feed_too() -> None:
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<channel rdf:about="{HOME}"><title>جريدة</title><link>{HOME}</link></channel>'
        f'<item rdf:about="{HOME}1"><title>خبر أول</title><link>{HOME}1</link>'
        "<dc:date>2026-11-23T10:00:00+01:00</dc:date></item>"
        f'<item rdf:about="{HOME}2"><title>خبر ثان</title><link>{HOME}2</link></item></rdf:RDF>'
    )
    first, second = Feed("x").read(page(rdf), lambda _: True).leads
    assert (first.url, second.url) == (f"{HOME}1", f"{HOME}2")
    assert first.published_hint == datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert first.headline_hint == "خبر أول"


def test_a_sitemap_that_calls_everything_changed_says_nothing() -> None:
    def written(minutes: int) -> str:
        rows = (
            f"<url><loc>{HOME}{n}</loc><lastmod>2026-11-23T10:{n * minutes:02}:00Z</lastmod></url>"
            for n in range(25)
        )
        return MAP.format("".join(rows))

    honest, lying = (
        NewsSitemap("x").read(page(written(minutes)), lambda _: True).leads for minutes in (2, 0)
    )
    assert len(honest) == len(lying) == 25
    assert all(lead.modified_hint for lead in honest)
    assert not any(lead.modified_hint for lead in lying)


def test_the_api_is_asked_for_what_came_since_and_paged_by_its_totals() -> None:
    post = '[{{"id": 7, "link": "https://a.ma/1", "modified_gmt": "{}"}}]'
    api, edits = WordPressAPI().ways()
    url = edits.address_since(HOME, AT)
    assert "modified_after=2026-11-23T23:00:00Z" in url and "per_page=100" in url
    changed = edits.read(page(post.format("2026-11-24T01:00:00"), url, x_wp_totalpages="3"), bool)
    assert changed.more == [url.replace("&page=1&", "&page=2&")]
    assert [(lead.post_id, lead.watched) for lead in changed.leads] == [("7", True)]
    # a server that does not know the parameter lists everything, the latest change first
    older = edits.read(page(post.format("2026-11-01T01:00:00"), url, x_wp_totalpages="99"), bool)
    assert older.more == []
    assert api.read(page("[]", api.address_since(HOME, AT), x_wp_totalpages="0"), bool).more == []
    unsorted = (
        post.format("2026-11-24T01:00:00")[:-1] + "," + post.format("2026-11-24T02:00:00")[1:]
    )
    assert not any(lead.watched for lead in edits.read(page(unsorted, url), bool).leads)


def test_zipped_and_cut_sitemaps() -> None:
    sitemap = MAP.format("".join(f"<url><loc>{HOME}{n}</loc></url>" for n in range(500)))
    assert len(urls(NewsSitemap("x"), gzip.compress(sitemap.encode()))) == 500
    assert 240 < len(urls(NewsSitemap("x"), sitemap[: len(sitemap) // 2])) < 260
    with pytest.raises(OutletError, match="gzip"):
        urls(NewsSitemap("x"), b"\x1f\x8bnothing")


@pytest.mark.parametrize(
    ("listing", "body"),
    [
        (NewsSitemap("x"), MAP.format("<url><loc>https://a.ma/1</loc><x>&g;</x></url>")),
        (Feed("x"), "<rss><channel><item><link>https://a.ma/1</link><title>&g;</title>"
         "</item></channel></rss>"),
    ],
)  # fmt: skip
def test_a_billion_laughs_cost_nothing(listing: Listing, body: str) -> None:
    tracemalloc.start()
    try:
        found = listing.read(page(LAUGHS + body), lambda _: True).leads
    except OutletError:
        found = []
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000
    assert [lead.url for lead in found] in ([], ["https://a.ma/1"])


def test_a_zip_bomb_is_refused() -> None:
    with pytest.raises(OutletError, match="unzips to more"):
        urls(NewsSitemap("x"), gzip.compress(b" " * 70_000_000))


def test_what_is_no_listing_says_so() -> None:
    for listing in (Feed("x"), NewsSitemap("x"), SitemapIndex("x"), WordPressAPI()):
        with pytest.raises(OutletError):
            listing.read(page("<html><body>لا شيء هنا</body></html>"), lambda _: True)


def test_going_back_follows_the_totals_and_the_dates() -> None:
    stretch = Stretch(AT - timedelta(days=30), AT)
    api = WordPressAPI()
    first = api.address_back(HOME, stretch)
    assert "per_page=100" in first and "after=2026-10-25T00:00:00Z" in first
    post = '[{"link": "https://a.ma/1", "date_gmt": "2026-11-01T00:00:00"}]'
    more = api.read_back(page(post, first, x_wp_totalpages="2"), lambda _: True, stretch).more
    assert more == [first.replace("&page=1&", "&page=2&")]
    over = api.read_back(page(post, more[0], x_wp_totalpages="2"), lambda _: True, stretch)
    assert over.more == []
    index = INDEX.format(
        "<sitemap><loc>https://a.ma/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap>"
        "<sitemap><loc>https://a.ma/new.xml</loc><lastmod>2026-11-02</lastmod></sitemap>"
        "<sitemap><loc>https://a.ma/undated.xml</loc></sitemap>"
    )
    children = SitemapIndex("x").read_back(page(index), lambda _: True, stretch).more
    assert children == ["https://a.ma/new.xml", "https://a.ma/undated.xml"]


@pytest.mark.slow
def test_an_edit_is_found_through_the_api_without_fetching_the_rest(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=6)
    with running(made) as served:
        crawl(tmp_path, made, ["sahifa"], REVISIT_AGES=[10**9])
        edited = made.published("sahifa")[2]
        made.edit(
            edited.url,
            headline="عنوان جديد بعد التصحيح",
            at=datetime.now(UTC) + timedelta(minutes=1),
        )
        before = len(served.log)
        crawl(tmp_path, made, ["sahifa"], REVISIT_AGES=[10**9])
        asked = [line.path for line in served.log[before:] if line.path.endswith(".html")]
    assert asked == [edited.path]


@pytest.mark.slow
def test_an_index_that_lists_itself_is_read_once(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=3)
    made.habits["jarida/sitemap.xml"] = "own-index"
    with running(made) as served:
        crawl(tmp_path, made, ["jarida"])
        asked = [line.path for line in served.requests("jarida") if "sitemap" in line.path]
    assert asked == ["/sitemap.xml", "/sitemap.xml?sitemap-articles"]
