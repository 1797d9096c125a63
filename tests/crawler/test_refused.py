"""Which leads of a listing are fetched: evidence goes before a pattern, the outlet's own alone."""

from datetime import UTC, datetime

import pytest

from crawler.items import Lead, Page
from crawler.listings import Feed, NewsSitemap, WordPressAPI
from crawler.listings.listing import Listing
from crawler.outlet import Outlet

HOME = "https://one.ma/"


class One(Outlet):
    """One"""

    name = "one"
    home = HOME
    article_url = r"/\d+\.html$"


class Edition(Outlet):
    """One, in Arabic"""

    name = "edition"
    home = "https://one.ma/ar/"
    article_url = r"/ar/\d+\.html$"


def leads(listing: Listing, body: str, kind: str = "application/xml") -> list[Lead]:
    page = Page("one", listing.address(HOME), datetime.now(UTC), 200, {"content-type": kind},
                body.encode())  # fmt: skip
    return listing.read(page, lambda _: True).leads


def news_sitemap(path: str, extension: str) -> str:
    return (
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
        " xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'"
        " xmlns:video='http://www.google.com/schemas/sitemap-video/1.1'>"
        f"<url><loc>{HOME.rstrip('/')}{path}</loc>{extension}</url></urlset>"
    )


NEWS = (
    "<news:news>\n<news:publication><news:name>One</news:name></news:publication>"
    "<news:publication_date>2026-11-20</news:publication_date></news:news>"
)
VIDEO = (
    "<video:video><video:title>t</video:title>"
    "<video:publication_date>2026-11-20T10:00:00Z</video:publication_date></video:video>"
)


@pytest.mark.parametrize(
    ("listing", "body", "ground"),
    [
        (WordPressAPI(), '[{"id": 7, "link": "https://one.ma/2019/05/old/"}]', None),
        (WordPressAPI(), '[{"id": 7, "link": "https://two.ma/2019/05/old/"}]', "host"),
        (NewsSitemap("n.xml"), news_sitemap("/2019/05/old/", NEWS), None),
        (NewsSitemap("n.xml"), news_sitemap("/2019/05/old/", ""), "pattern"),
        (NewsSitemap("n.xml"), news_sitemap("/2019/05/old/", VIDEO), "pattern"),
        (NewsSitemap("n.xml"), news_sitemap("/7.html", ""), None),
        (Feed("feed/"), "<rss><channel><item><link>https://one.ma/2019/05/old/</link></item>"
         "</channel></rss>", "pattern"),
        (Feed("feed/"), "<rss><channel><item><link>https://one.ma/7.html</link></item>"
         "</channel></rss>", None),
    ],
)  # fmt: skip
def test_what_lists_nothing_but_articles_goes_before_the_pattern(
    listing: Listing, body: str, ground: str | None
) -> None:
    (lead,) = leads(listing, body)
    refused = One().refused(lead)
    assert (refused and refused.ground) == ground


@pytest.mark.parametrize(
    ("url", "ground"),
    [
        ("https://one.ma/ar/2019/old/", None),
        ("https://one.ma/ar/7.html", None),
        ("https://one.ma/fr/2019/old/", "pattern"),
        ("https://one.ma/aria/2019/old/", "pattern"),
    ],
)
def test_an_edition_below_a_path_takes_its_own_alone(url: str, ground: str | None) -> None:
    refused = Edition().refused(Lead("edition", url, HOME, certain=True))
    assert (refused and refused.ground) == ground


@pytest.mark.parametrize("url", ["https://one.ma/", "https://www.one.ma", "mailto:x@one.ma", "//["])
def test_what_is_no_article_of_anybody_is_refused_for_good(url: str) -> None:
    refused = One().refused(Lead("one", url, HOME, certain=True))
    assert refused and refused.kind == "refused" and refused.ground is None
