"""Listings with faults in their XML: every address comes out as it was meant."""

from datetime import UTC, datetime

import pytest

from crawler.items import Page
from crawler.listings import Feed, NewsSitemap
from crawler.listings.listing import Listing

SEEN = datetime(2026, 11, 28, 12, tzinfo=UTC)
HOME = "https://www.mina.example"


def urls(listing: Listing, body: str) -> list[str]:
    page = Page("mina", f"{HOME}/list.xml", SEEN, 200, {}, body.encode())
    return [lead.url for lead in listing.read(page, lambda url: True).leads]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("/a/1.html?a=1&b=2", "/a/1.html?a=1&b=2"),
        ("/a/1.html?a=1&amp;b=2", "/a/1.html?a=1&b=2"),
        ("<![CDATA[{}/a/1.html?a=1&b=2]]>", "/a/1.html?a=1&b=2"),
        ("/a/1.html?x&copy=3&lt=4", "/a/1.html?x&copy=3&lt=4"),
        ("/a/1.html?t=a&#38;b", "/a/1.html?t=a&b"),
        ("/a/1.html&", "/a/1.html&"),
        ("/a/1.html?q=&#x110000;2", "/a/1.html?q=2"),
        ("/a/%D8%A7.html", "/a/%D8%A7.html"),
    ],
)
def test_an_address_of_a_sitemap_or_a_feed_is_whole(written: str, meant: str) -> None:
    said = written.format(HOME) if "CDATA" in written else HOME + written
    sitemap = f"<urlset><url><loc> {said} </loc></url><url><loc>{HOME}/b</loc></url></urlset>"
    assert urls(NewsSitemap("list.xml"), sitemap) == [HOME + meant, f"{HOME}/b"]
    feed = (f"<rss version='2.0'><channel><item><title>خبر & آخر</title><link>{said}</link></item>"
            f"<item><link>{HOME}/b</link></item></channel></rss>")  # fmt: skip
    assert urls(Feed("list.xml"), feed) == [HOME + meant, f"{HOME}/b"]


@pytest.mark.parametrize("reference", ["&#1114112;", "&#xD800;", "&#0;", "&#99999999;", "&#x1B;"])
def test_one_bad_reference_takes_no_entry_along(reference: str) -> None:
    items = (
        f"<item><title>خبر {reference} غريب</title><link>{HOME}/a</link></item>"
        f"<item><link>{HOME}/b</link></item>"
    )
    feed = f"<rss version='2.0'><channel>{items}</channel></rss>"
    assert urls(Feed("list.xml"), feed) == [f"{HOME}/a", f"{HOME}/b"]


def test_crafted_listings_are_read_in_time() -> None:
    """Each of these made a pattern go back and forth for hours."""
    item = f"<rss version='2.0'><channel><item><link>{HOME}/a</link></item></channel></rss>"
    for bad in ("<!DOCTYPE " * 100_000, "<!DOCTYPE x [" + "]   " * 250_000,
                "<!-- " * 200_000, "<![CDATA[ " * 100_000, "&" * 1_000_000):  # fmt: skip
        page = Page("mina", f"{HOME}/list.xml", SEEN, 200, {}, (item + bad).encode())
        Feed("list.xml").read(page, lambda url: True)
