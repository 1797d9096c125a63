"""Which sitemaps of an unknown site a probe takes, with and without dates in them."""

import gzip

import pytest

from crawler.listings import NewsSitemap, SitemapIndex
from crawler.probing.listing_discovery import TriedListing, sitemaps
from crawler.urls import canonical
from tests.bare_sites import SITES
from tests.crawler.test_http_client import Answers, served, visitor

KINDS = {
    "posts-post-1": ["/51203-text.html", "/51204-text.html", "/51205-text.html"],
    "posts-page-1": ["/contact/", "/a-propos/"],
    "taxonomies-category-1": ["/category/sport/", "/category/monde/"],
    "users-1": ["/author/samira/"],
}


def probed(children: dict[str, list[str]], known: bool, lastmod: str = "") -> list[TriedListing]:
    """The sitemaps that are found where an index names these children."""
    with served(made := Answers()) as (home, _, _):
        made |= SITES["bare"](home)
        made |= {f"/{path}/": made["/"] for path in ("contact", "a-propos", "author/samira")}
        for name, paths in children.items():
            rows = "".join(f"<url><loc>{home}{path}</loc>{lastmod}</url>" for path in paths)
            made[f"/wp-sitemap-{name}.xml"] = (200, {}, f"<urlset>{rows}</urlset>".encode())
        rows = "".join(f"<sitemap><loc>{home}/wp-sitemap-{n}.xml</loc></sitemap>" for n in children)
        made["/wp-sitemap.xml"] = (200, {}, f"<sitemapindex>{rows}</sitemapindex>".encode())
        articles = [canonical(f"{home}/51203-text.html")] if known else []
        return sitemaps(f"{home}/", visitor(), frozenset(articles))


def taken(found: list[TriedListing]) -> list[str]:
    """The paths that the one index that was found leads to."""
    (way,) = found
    assert isinstance(way.listing, SitemapIndex) and way.listing.path == "wp-sitemap.xml"
    return ["/" + lead.url.split("/", 3)[3] for lead in way.leads]


@pytest.mark.parametrize("known", [True, False])
def test_the_sitemap_of_wordpress_itself_has_no_dates_and_is_taken(known: bool) -> None:
    found = probed(KINDS, known)
    assert taken(found) == KINDS["posts-post-1"]
    assert found[0].listing == SitemapIndex(
        "wp-sitemap.xml", children=r"wp\-sitemap\-posts\-post\-\d+\.xml"
    )


def test_a_sitemap_that_a_feed_knows_is_taken_whatever_its_name() -> None:
    found = probed({"pages-1": KINDS["posts-post-1"], "users-1": KINDS["users-1"]}, known=True)
    assert taken(found) == KINDS["posts-post-1"]


def test_where_neither_name_nor_feed_tells_what_it_lists_is_read() -> None:
    found = probed({"x-1": KINDS["posts-post-1"], "y-1": KINDS["posts-page-1"]}, known=False)
    assert taken(found) == KINDS["posts-post-1"]


def test_old_articles_of_the_same_shape_are_known_by_it() -> None:
    found = probed(
        {"x-1": ["/41201-gone.html", "/41202-gone.html"], "y-1": ["/a/b/", "/c/"]}, known=True
    )
    assert taken(found) == ["/41201-gone.html", "/41202-gone.html"]


def test_the_third_part_of_a_sitemap_is_no_sitemap_of_pages() -> None:
    found = probed({"page-3": KINDS["posts-post-1"], "tags-1": ["/tag/x/"]}, known=False)
    assert taken(found) == KINDS["posts-post-1"]


def test_among_many_kinds_those_that_may_hold_articles_are_looked_at_first() -> None:
    many = {f"taxonomies-{name}tag-1": ["/tag/x/"] for name in ("a-", "b-", "c-", "d-", "e-", "f-")}
    assert taken(probed(many | {"z-1": KINDS["posts-post-1"]}, known=True)) == KINDS["posts-post-1"]


def test_a_dated_sitemap_is_taken_as_before_and_one_without_articles_is_not() -> None:
    dated = probed(
        {"x-1": ["/41201-gone.html"]}, known=False, lastmod="<lastmod>2026-11-01</lastmod>"
    )
    assert taken(dated) == ["/41201-gone.html"]
    others = {name: paths for name, paths in KINDS.items() if "post-" not in name}
    assert probed(others, known=True) == []


@pytest.mark.parametrize("packed", [False, True])
def test_a_list_of_addresses_in_plain_text_is_a_sitemap(packed: bool) -> None:
    with served(made := Answers()) as (home, _, _):
        text = "".join(f"{home}/{n}.html\r\n" for n in range(5)).encode()
        body = gzip.compress(text) if packed else text
        robots = f"Sitemap: {home}/sitemap.txt.gz\n".encode()
        made |= {"/sitemap.txt.gz": (200, {"Content-Type": "application/gzip"}, body),
                 "/robots.txt": (200, {"Content-Type": "text/plain"}, robots)}  # fmt: skip
        (way,) = sitemaps(f"{home}/", visitor(), frozenset())
    assert way.listing == NewsSitemap("sitemap.txt.gz")
    assert [lead.url for lead in way.leads] == [f"{home}/{n}.html" for n in range(5)]
