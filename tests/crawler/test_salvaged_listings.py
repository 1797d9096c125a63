"""What a fault of a listing hides, and what only looks like it: CDATA, cut posts, bases."""

import json

import pytest

from crawler.listings import Feed, NewsSitemap, SectionPage, WordPressAPI
from tests.crawler.test_broken_listings import (
    BOTH,
    HOME,
    ONE,
    TWO,
    read,
    rss,
    sitemap,
    urls,
)  # fmt: skip

OPEN = "<description><![CDATA[<p>نص بلا نهاية</p></description>"
CLOSED = "<description><![CDATA[<p>نص</p>]]></description>"


@pytest.mark.parametrize(
    "feed",
    [
        rss(f"{ONE}{OPEN}", f"{TWO}{CLOSED}"),
        rss(f"{ONE}{OPEN}", f"<title><![CDATA[عنوان]]></title>{TWO}"),
        rss(f"{ONE}{OPEN}", f"{OPEN}{TWO}", f"{CLOSED}<link>{HOME}/3.html</link>"),
        rss(f"{ONE}{CLOSED}", f"{TWO}{OPEN}"),
    ],
)
def test_cdata_that_is_never_closed_swallows_no_entry(feed: str) -> None:
    found = urls(Feed("x"), feed)
    assert found[:2] == BOTH and set(found) <= {*BOTH, "/3.html"}


def test_cdata_of_a_sitemap_that_is_never_closed_swallows_no_address() -> None:
    one, two = (f"<loc><![CDATA[{HOME}/{n}.html{end}</loc>" for n, end in ((1, ""), (2, "]]>")))
    assert urls(NewsSitemap("x"), sitemap(one, two)) == BOTH


@pytest.mark.parametrize(
    "quoted",
    [
        f"<item><link>{HOME}/8.html</link></item><item><link>{HOME}/9.html</link></item>",
        f"<item>x</item><item><title><![CDATA[y]]]]><![CDATA[></title><link>{HOME}/9</link></item>",
    ],
)
def test_what_closed_cdata_quotes_is_no_entry(quoted: str) -> None:
    feed = rss(f"{ONE}<description><![CDATA[<pre>{quoted}</pre>]]></description>", TWO)
    assert urls(Feed("x"), feed) == BOTH


POSTS = [
    {"id": n, "date_gmt": "2026-11-01T10:00:00", "link": f"{HOME}/{n}.html",
     "content": {"rendered": f'<a href="x">"link":"{HOME}/9{n}.html"</a> ' * 20}}
    for n in (1, 2)
]  # fmt: skip


def test_a_post_that_is_cut_behind_its_address_is_a_lead() -> None:
    answer = json.dumps(POSTS)
    assert urls(WordPressAPI(), answer[:-300]) == BOTH
    listed = read(WordPressAPI(), answer[:-300])
    assert listed.leads[1].published_hint and "2 posts" in listed.cut
    before = answer.index("/2.html")  # within its address: half of one is another address
    assert urls(WordPressAPI(), answer[:before]) == ["/1.html"]


def test_a_broken_post_between_others_counts_as_far_as_it_is_sound() -> None:
    answer = json.dumps(POSTS)
    spoilt = answer.replace('"content"', '"content": tru, "x"', 1)
    assert urls(WordPressAPI(), spoilt) == BOTH


LINK = "<a href='{}'>عنوان طويل لخبر من الأخبار</a>"


@pytest.mark.parametrize(
    ("base", "link", "leads_to"),
    [
        ("<base href='/ar/'>", "1.html", "/ar/1.html"),
        ("<base target=_top><base href='/ar/'><base href='/fr/'>", "1.html", "/ar/1.html"),
        ("<base href='https://cdn.manara.example/x/'>", "/1.html", "https://cdn.manara.example/1.html"),
        ("<base href=' /ar/p.php '>", "?id=5&copy=2&amp;lt=3", "/ar/p.php?id=5&copy=2&lt=3"),
        ("<base href='javascript:1'>", "1.html", "/1.html"),
        ("<base>", "/1.html", "/1.html"),
        ("<base href='/ar/'>", f"{HOME}/1.html", "/1.html"),
    ],
)  # fmt: skip
def test_links_are_relative_to_the_pages_first_base(base: str, link: str, leads_to: str) -> None:
    page = f"<html><head>{base}</head><body>{LINK.format(link)}</body></html>"
    assert urls(SectionPage("x"), page) == [leads_to]


def test_links_that_a_script_sets_are_read_from_where_it_takes_them() -> None:
    scripted = "<a {} data-href='/{}.html'>عنوان طويل لخبر من الأخبار</a>".format
    links = (
        scripted("href='#'", 1), scripted("href='javascript:void(0)'", 2), scripted("", 3),
        scripted("href='/4.html'", 9), "<div data-href='/8.html'>x</div>",
    )  # fmt: skip
    page = f"<body>{''.join(links)}</body>"
    assert urls(SectionPage("x"), page) == [f"/{n}.html" for n in (1, 2, 3, 4)]
