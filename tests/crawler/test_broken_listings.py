"""Listings with every fault of the wild: what is whole is read, the rest is one named trouble."""

import gzip
import json
import time
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.errors import BrokenListing, EmptyListing, OutletError
from crawler.items import Page
from crawler.listings import (
    Feed,
    Listed,
    Listing,
    NewsSitemap,
    SectionPage,
    SitemapIndex,
    Stretch,
    WordPressAPI,
)
from crawler.listings.listing import MAX_LEADS
from crawler.listings.listing_bytes import MAX_LISTING_BYTES
from crawler.urls import canonical

SEEN = datetime(2026, 11, 28, 12, tzinfo=UTC)
HOME = "https://www.manara.example"


def read(listing: Listing, body: str | bytes, **headers: str) -> Listed:
    raw = body if isinstance(body, bytes) else body.encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    page = Page("manara", f"{HOME}/list.xml", SEEN, 200, named, raw)
    return listing.read(page, lambda url: True)


def urls(listing: Listing, body: str | bytes, **headers: str) -> list[str]:
    return [lead.url.removeprefix(HOME) for lead in read(listing, body, **headers).leads]


def rss(*items: str) -> str:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0"><channel><title>منارة</title>{inner}</channel></rss>'


def sitemap(*entries: str) -> str:
    return f"<urlset>{''.join(f'<url>{entry}</url>' for entry in entries)}</urlset>"


ONE, TWO = f"<link>{HOME}/1.html</link>", f"<link>{HOME}/2.html</link>"
LOC_1, LOC_2 = f"<loc>{HOME}/1.html</loc>", f"<loc>{HOME}/2.html</loc>"
BOTH = ["/1.html", "/2.html"]


@pytest.mark.parametrize(
    "feed",
    [
        rss(ONE, TWO),
        "\ufeff\n\n" + rss(ONE, TWO),
        "<br />\n<b>Warning</b>: Undefined index in <b>feed.php</b> on line <b>3</b><br />"
        + rss(ONE, TWO),
        rss(f"<title>أقل < من & <المتوقع></title>{ONE}", TWO),
        rss(f"<title>عنوان بلا نهاية{ONE}", TWO),
        rss(f"{ONE}</title></item></item>", TWO),
        rss(f"{ONE}<description><p>نص <br> <img src=x> غير مغلق</description>", TWO),
        rss(f"<content:encoded><![CDATA[<item><link>{HOME}/9</link></item>]]></content:encoded>"
            + ONE, TWO),
        rss(f"{ONE}<title><![CDATA[عنوان لم يغلق</title>", TWO),
        rss(f"<!-- ملاحظة لم تغلق {ONE}", TWO),
        rss(ONE, TWO).replace("</channel></rss>", ""),
        rss(ONE) + rss(TWO),
        rss(ONE, TWO).replace("<link>", "<LINK>").replace("</link>", "</LINK>"),
        rss(f"{ONE}<title>\x00\x0b\x1b</title>", TWO),
        rss(f"<guid>{HOME}/1.html</guid>", f"<guid isPermaLink='false'>{HOME}/?p=2</guid>{TWO}"),
        rss(f"<source url='{HOME}/feed'>أخرى</source>{ONE}", TWO),
        rss(f"<media:content><media:title>صورة</media:title></media:content>{ONE}", TWO),
        rss("<link>/1.html</link>", "<link>\n  /2.html\n</link>"),
        '<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<link rel='self' href='{HOME}/feed'/><entry><link rel='replies' href='{HOME}/c'/>"
        f"<link rel=alternate href={HOME}/1.html><source><link href='{HOME}/else'/></source>"
        f"</entry><entry><link href='{HOME}/2.html'/></entry></feed>",
        f"<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:link href='{HOME}/1.html'/>"
        f"</a:entry><a:entry><a:id>{HOME}/2.html</a:id></a:entry></a:feed>",
    ],
)  # fmt: skip
def test_a_feed_gives_what_it_lists_whatever_is_wrong_around_it(feed: str) -> None:
    assert urls(Feed("list.xml"), feed) == BOTH


@pytest.mark.parametrize(
    "listing",
    [
        sitemap(LOC_1, LOC_2),
        sitemap(f"{LOC_1}</loc></url></url>", LOC_2),
        sitemap(f"<loc>{HOME}/1.html<lastmod>2026-11-01</lastmod>", LOC_2),
        sitemap(f"<loc>\n {HOME}/1.html\n</loc>", f"<loc><![CDATA[ {HOME}/2.html ]]></loc>"),
        sitemap(f"<image:image><image:loc>{HOME}/x.jpg</image:loc></image:image>{LOC_1}", LOC_2),
        sitemap(f'<image xmlns="urn:image"><loc>{HOME}/x.jpg</loc></image>{LOC_1}', LOC_2),
        sitemap(f'<xhtml:link rel="alternate" hreflang="fr" href="{HOME}/fr"/>{LOC_1}', LOC_2),
        sitemap(LOC_1, "<loc></loc>", "<lastmod>2026-11-01</lastmod>", LOC_2),
        sitemap(LOC_1, LOC_2)[: -len("</url></urlset>")],
        sitemap(LOC_1, LOC_2, f"<loc>{HOME}/3.ht")[: -len("</url></urlset>")],
        sitemap(LOC_1, LOC_2).replace("<", "<s:").replace("<s:/", "</s:"),
        sitemap("<loc>/1.html</loc>", "<loc>www.manara.example/2.html</loc>"),
        f'<!DOCTYPE urlset [<!ENTITY home "{HOME}">]>'
        + sitemap("<loc>&home;/9.html</loc>", LOC_1, LOC_2),
        f"{HOME}/1.html\n\n  {HOME}/2.html\r\n",
        f"\ufeff{HOME}/1.html\n# تعليق\n{HOME}/2.html",
        f"# خريطة\n; sitemap\n\n{HOME}/1.html\n{HOME}/2.html",
        f"{HOME}/1.html\r{HOME}/2.html\r",
        f"{HOME}/1.html\u2028{HOME}/2.html\u2029",
        f"<urlset>{LOC_1}{LOC_2}</urlset>",
        f"<urlset>{LOC_1}</url><url>{LOC_2}</url></urlset>",
        f"<urlset><url>{LOC_1}{LOC_2}</url></urlset>",
        f"<urlset><image:loc>{HOME}/x.jpg</image:loc><url>{LOC_1}</url><url>{LOC_2}</url></urlset>",
        sitemap("<loc>1.html</loc>", LOC_2),
        sitemap(
            f"{LOC_1}<lastmod>0001-01-01T00:00:00+01:00</lastmod>",
            f"{LOC_2}<lastmod>9999-12-31T23:59:59-12:00</lastmod>",
        ),
        rss(ONE, TWO),
    ],
)
def test_a_sitemap_gives_what_it_lists_whatever_is_wrong_around_it(listing: str) -> None:
    assert urls(NewsSitemap("list.xml"), listing) == BOTH
    assert urls(NewsSitemap("list.xml"), gzip.compress(listing.encode())) == BOTH


FEED = '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{}">{}</feed>'


@pytest.mark.parametrize(
    ("feed", "meant"),
    [
        (FEED.format("/blog/", "<entry><link href='1.html'/></entry>"), ["/blog/1.html"]),
        (FEED.format("/blog/", "<entry xml:base='2026/'><link href='1.html'/></entry>"),
         ["/blog/2026/1.html"]),
        (FEED.format("/b/", "<entry xml:base='c/'><link xml:base='/d/' href='1'/></entry>"), []),
        (FEED.format("/b/", "<entry xml:base='c/'><link xml:base='/d/' href='1/'/></entry>"),
         ["/d/1/"]),
        (FEED.format("http://[", "<entry><link href='/1.html'/></entry>"), ["/1.html"]),
        (FEED.format("/blog/", f"<entry><link href='{HOME}/1.html'/></entry>"), ["/1.html"]),
        (rss("<link>1.html</link>", "<link>أخبار/2.html</link>"), ["/1.html", "/أخبار/2.html"]),
        (rss("<link>12345</link>", "<link>أخبار المغرب</link>", ONE), ["/1.html"]),
        (rss("<link>https//www.manara.example/2.html</link>", ONE), ["/1.html"]),
        (FEED.format("", "<entry><link rel='http://www.iana.org/assignments/relation/alternate'"
                     " href='/1.html'/></entry>"), ["/1.html"]),
        (FEED.format("", "<entry><summary type='xhtml'><link href='/a.css'/><title>x</title>"
                     "</summary><author><link href='/author/x'/></author><link href='/1.html'/>"
                     "</entry>"), ["/1.html"]),
        (f"<rdf:RDF><item rdf:about='{HOME}/1.html'><title>x</title></item></rdf:RDF>",
         ["/1.html"]),
        (f"<rdf:RDF><item rdf:about='{HOME}/id/1'>{ONE}</item></rdf:RDF>", ["/1.html"]),
    ],
)  # fmt: skip
def test_an_address_is_the_entrys_own_and_relative_to_what_it_stands_in(
    feed: str, meant: list[str]
) -> None:
    found = urls(Feed("list.xml"), feed)
    assert [url for url in found if url.startswith(("/", "https://"))] == meant


def test_a_sitemap_that_became_an_index_says_so() -> None:
    index = f"<sitemapindex><sitemap><loc>{HOME}/a.xml</loc></sitemap></sitemapindex>"
    with pytest.raises(BrokenListing, match="is an index of 1 sitemaps"):
        read(NewsSitemap("list.xml"), index)
    assert urls(NewsSitemap("list.xml"), index + sitemap(LOC_1)) == ["/1.html"]


def test_titles_and_dates_are_those_of_the_article_and_not_of_its_picture() -> None:
    entry = (
        f"{LOC_1}<image:image><image:title>صورة</image:title></image:image><lastmod>2026-11-02"
        "T00:00Z</lastmod><news:news><news:publication_date>2026-11-01T10:00:00Z</news:publication_date>"
        "<news:title>عنوان &quot;الخبر&quot; &amp;amp; غيره</news:title></news:news>"
    )
    (lead,) = read(NewsSitemap("list.xml"), sitemap(entry)).leads
    assert lead.headline_hint == 'عنوان "الخبر" & غيره'
    assert lead.published_hint == datetime(2026, 11, 1, 10, tzinfo=UTC)
    assert lead.modified_hint == datetime(2026, 11, 2, tzinfo=UTC)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256", "utf-16-le"])
def test_a_listing_is_read_in_whichever_encoding_it_says_or_hides(encoding: str) -> None:
    words = "<title>الحكومة تعلن عن خطة جديدة من أجل المدرسة العمومية في المغرب</title>"
    path = f"<link>{HOME}/مجتمع/خبر.html</link>"
    for said in ("", "<?xml version='1.0' encoding='UTF-8'?>", "<?xml encoding='utf-16'?>"):
        body = (said + rss(words + path, words + TWO)).encode(encoding)
        first, second = read(Feed("list.xml"), body).leads
        assert first.url == f"{HOME}/مجتمع/خبر.html" and second.url == f"{HOME}/2.html"
        assert first.headline_hint and first.headline_hint.startswith("الحكومة تعلن")


def test_an_address_whose_letters_are_lost_is_left_out() -> None:
    title = "<news:title>الحكومة تعلن عن خطة جديدة من أجل المدرسة</news:title>"
    lost = (
        sitemap(f"<loc>{HOME}/@.html</loc>", title + LOC_2)
        .encode()
        .replace(b"@", b"\xd8\xa7\xff\xd8")
    )
    assert urls(NewsSitemap("list.xml"), lost) == ["/2.html"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("", "is empty"),
        (" \n\ufeff\x00", "is empty"),
        ("<!doctype html><html><body><p>الصفحة غير موجودة</p></body></html>", "an HTML page"),
        ('{"error": "no"}', "JSON"),
        ("لا شيء", "no root element"),
        (b"\x1f\x8b\x08\x00nothing", "gzip"),
        (gzip.compress(b"", mtime=0), "is empty"),
        (b"%PDF-1.4 \xff\xfe", "PDF"),
    ],
)
def test_what_is_no_listing_is_one_named_trouble(body: str | bytes, said: str) -> None:
    for listing in (Feed("list.xml"), NewsSitemap("list.xml")):
        with pytest.raises(BrokenListing, match=said):
            read(listing, body)
    with pytest.raises(OutletError):
        read(WordPressAPI(), body)


def test_an_empty_listing_is_in_order() -> None:
    assert read(Feed("list.xml"), rss()) == Listed([])
    assert read(NewsSitemap("list.xml"), sitemap()) == read(NewsSitemap("x"), "<urlset />")
    assert read(WordPressAPI(), "[]") == Listed([])


@pytest.mark.parametrize("share", [0.3, 0.6, 0.999])
def test_a_zipped_sitemap_that_breaks_off_gives_what_can_be_unzipped(share: float) -> None:
    listing = sitemap(*(f"<loc>{HOME}/{n * 7919 % 10_007}.html</loc>" for n in range(9_000)))
    packed = gzip.compress(listing.encode())
    listed = read(NewsSitemap("list.xml"), packed[: int(len(packed) * share)])
    assert 9_000 * share * 0.9 < len(listed.leads) <= 9_000
    assert "its end is missing" in listed.cut


def test_a_file_of_several_gzip_members_is_one() -> None:
    listing = sitemap(LOC_1, LOC_2).encode()
    packed = gzip.compress(listing[:40], mtime=0) + gzip.compress(listing[40:]) + b"\0\0padding"
    assert read(NewsSitemap("list.xml"), packed).cut == ""
    assert urls(NewsSitemap("list.xml"), packed) == BOTH


@pytest.mark.parametrize("place", [-1, -6, 0.5, 0.9])
def test_a_zip_with_a_fault_gives_what_stands_before_it(place: float) -> None:
    listing = sitemap(*(f"<loc>{HOME}/{n * 7919 % 10_007}.html</loc>" for n in range(9_000)))
    packed = bytearray(gzip.compress(listing.encode()))
    packed[int(place if place < 0 else len(packed) * place)] ^= 0x55
    listed = read(NewsSitemap("list.xml"), bytes(packed))
    # a length or a checksum that is wrong costs no address
    assert len(listed.leads) >= 9_000 * (0.9 * place if place > 0 else 1)
    assert "no readable gzip file" in listed.cut or place > 0


def test_what_is_zipped_twice_is_read_and_no_more_than_that() -> None:
    packed = gzip.compress(gzip.compress(sitemap(LOC_1, LOC_2).encode()))
    assert urls(NewsSitemap("list.xml"), packed) == BOTH
    with pytest.raises(BrokenListing):
        read(NewsSitemap("list.xml"), gzip.compress(packed))


def test_every_bound_that_cuts_says_so() -> None:
    within = sitemap(*[LOC_1] * MAX_LEADS)
    assert len(urls(NewsSitemap("list.xml"), within)) == MAX_LEADS
    assert read(NewsSitemap("list.xml"), within).cut == ""
    for listing, body in (
        (NewsSitemap("list.xml"), within + f"<url>{LOC_2}</url>"),
        (Feed("list.xml"), rss(*[ONE] * (MAX_LEADS + 1))),
    ):
        listed = read(listing, body)
        assert len(listed.leads) == MAX_LEADS and f"more than {MAX_LEADS}" in listed.cut
    bomb = gzip.compress(sitemap(LOC_1, LOC_2).encode() + b" " * MAX_LISTING_BYTES)
    listed = read(NewsSitemap("list.xml"), bomb)
    assert len(listed.leads) == 2 and "unzips to more than" in listed.cut
    broken = read(Feed("list.xml"), rss(ONE, TWO)[:-20])
    assert len(broken.leads) == 2 and "breaks off" in broken.cut


POSTS = [{"id": n, "link": f"{HOME}/{n}.html", "title": {"rendered": "خبر [1]"}} for n in (1, 2)]


@pytest.mark.parametrize(
    "answer",
    [
        json.dumps(POSTS),
        "\ufeff" + json.dumps(POSTS),
        "<b>Notice</b>: Undefined index [x] in <b>[a.php]</b><br />" + json.dumps(POSTS),
        json.dumps(POSTS)[:-1] + ', {"id": 3, "link": "https://www.manara.exa',
        json.dumps(POSTS) + "<!-- page generated in 0.4 seconds -->",
        json.dumps(POSTS)[:-1] + ', {"id": 3, "x": ' + "[" * 100_000,
        json.dumps([*POSTS, None, 7, "x", [], {"link": 4}, {"id": 5}]),
        json.dumps({"0": POSTS[0], "3": POSTS[1]}),
        json.dumps(POSTS).replace("خبر", "خبر\n\x01"),
        json.dumps(POSTS).replace("}, {", "}<br />\n<b>Warning</b>: x[0] in <b>y.php</b>, {", 1),
        *(
            json.dumps(POSTS).replace(
                "}}, {", f'}}}}, {{"id": 9, "x": {bad}, "link": "/9"}}, {{', 1
            )
            for bad in ("9" * 5_000, '"\\x"', "[" * 5_000 + "]" * 5_000, "tru")
        ),
        json.dumps([*POSTS, {"id": 3, "link": f"{HOME}/\ud800.html"}]),
        json.dumps(POSTS).replace('"http', '"\u200f http').replace('.html"', '.html \u200e"'),
    ],
)
def test_an_api_answer_gives_every_post_that_is_whole(answer: str) -> None:
    assert urls(WordPressAPI(), answer) == BOTH


def test_an_api_writes_addresses_as_other_listings_do() -> None:
    posts = [{"id": 1, "link": f"{HOME}/?p=1&#038;a=2"}, {"id": 2, "link": "/2.html"}]
    assert urls(WordPressAPI(), json.dumps(posts)) == ["/?p=1&a=2", "/2.html"]


@pytest.mark.parametrize(
    "answer",
    [
        "[" * 100_000, '{"a":' * 100_000, "[" * 50_000 + "]" * 50_000, "1" * 5_000,
        "[" + "{}," * 400_000 + "{}]", '[{"id": 1, "x": [' + "[]," * 400_000 + "[]]}]",
        '{"posts": []}', '{"message": {"a": [[1]]}}', '"x"', "null", "[{", "<html></html>", "",
    ],
)  # fmt: skip
def test_an_answer_without_posts_is_one_named_trouble(answer: str) -> None:
    try:
        listed = read(WordPressAPI(), answer)
    except BrokenListing as error:
        assert f"{HOME}/list.xml" in str(error) and len(str(error)) < 400
    else:
        assert listed.leads == []


@pytest.mark.parametrize("total", ["", "x", "²", "9" * 5_000, "-1", "2.5"])
def test_a_number_of_pages_that_is_none_is_passed_by(total: str) -> None:
    page = Page("m", f"{HOME}/wp-json/wp/v2/posts?after=2026&page=x", SEEN, 200,
                {"x-wp-totalpages": total}, json.dumps(POSTS).encode())  # fmt: skip
    (more,) = WordPressAPI().read(page, lambda url: True).more
    assert "page=2" in more


def test_a_section_page_with_a_broken_base_is_read_all_the_same() -> None:
    links = "".join(f"<a href='/{n}.html'>عنوان الخبر رقم {n}</a>" for n in (1, 2))
    assert urls(SectionPage("x"), f"<base href='http://['><body>{links}</body>") == BOTH


def test_section_pages_lead_to_no_file() -> None:
    links = ("1.html", "a.pdf", "b.JPG?w=300", "2.html", "c.mp4", "d.zip", "e.jpg.webp#x")
    page = "".join(f"<a href='/{link}'>x</a>" for link in links)
    assert urls(SectionPage("x"), f"<body>{page}</body>") == BOTH
    with pytest.raises(EmptyListing):
        read(SectionPage("x"), "<body><a href='/a.pdf'>x</a></body>")


MAX_PROCESSOR_SECONDS = 10
"""Of the processor, not of the clock; a megabyte takes one at most, and what goes back forty."""
TROUBLE = {
    "tags": "<loc>", "entries": "<url>", "signs": "<", "references": "&", "quotes": '<link a="',
    "comments": "<!--", "sections": "<url><loc><![CDATA[", "types": "<!DOCTYPE x [",
    "entities": "<!ENTITY a 'b'>", "spaces": " \n", "ends": "\r", "notes": "#\n",
    "brackets": "]", "attributes": "a='b' ",
}  # fmt: skip


@pytest.mark.parametrize("name", TROUBLE)
@pytest.mark.parametrize("before", ["<urlset><url><loc>", "<rss><item ", "<!DOCTYPE x [", ""])
def test_no_megabyte_holds_a_reader(name: str, before: str) -> None:
    body = before + TROUBLE[name] * (1_000_000 // len(TROUBLE[name]))
    begun = time.process_time()
    for listing in (Feed("list.xml"), NewsSitemap("list.xml")):
        try:
            read(listing, body)
        except BrokenListing:
            continue
    assert time.process_time() - begun < MAX_PROCESSOR_SECONDS


PIECES = (
    "<rss>",
    "</rss>",
    "<urlset>",
    "</urlset>",
    "<url>",
    "</url>",
    "<url/>",
    "<loc>",
    "</loc>",
    "<item>",
    "</item>",
    "<entry>",
    "<link>",
    "</link>",
    "<link href='x'/>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<!DOCTYPE x [",
    "]>",
    "&",
    "&#0;",
    "&#x110000;",
    "\0",
    "<image>",
    "</image>",
    "<source>",
    "<title>",
    "<lastmod>",
    "2026-11-01",
    "<",
    ">",
    "'",
    '"',
    "<sitemapindex>",
    "<sitemap>",
    "[",
    '{"link":"x"}',
    "]",
    "{",
    "<feed xml:base='http://['>",
    "<a href='/1.html'>",
    "<base href='//['>",
    "http://[",
    "/x",
)


@given(st.lists(st.sampled_from(PIECES), max_size=25), st.binary(max_size=3))
def test_whatever_comes_is_a_listing_or_one_named_trouble(pieces: list[str], end: bytes) -> None:
    body = "".join(pieces).encode() + end
    page = Page("manara", f"{HOME}/list.xml", SEEN, 200, {}, body)
    stretch = Stretch(datetime(2020, 1, 1, tzinfo=UTC), SEEN)
    for listing in (
        Feed("x"),
        NewsSitemap("x"),
        SitemapIndex("x"),
        SectionPage("x"),
        WordPressAPI(),
    ):
        with suppress(OutletError):
            listing.read(page, lambda url: True)
            listing.read_back(page, lambda url: True, stretch)


def test_an_address_of_any_length_is_no_trouble() -> None:
    """Where a pattern took the variants of a path away, each of them cost the whole path again."""
    variants = f"{HOME}/1.html{'/amp' * 500_000}"
    assert canonical(variants) == canonical(f"{HOME}/1.html/")
    links = f"<a href='{variants}'>x</a><a href='/?page={'1' * 5_000}'>2</a><a href='/1.html'>x</a>"
    page = Page("m", f"{HOME}/?page={'1' * 5_000}0", SEEN, 200, {}, links.encode())
    leads = SectionPage("x").read(page, lambda url: "html" in url).leads
    assert [lead.url for lead in leads] == [f"{HOME}/1.html"]
    assert urls(NewsSitemap("x"), sitemap(f"<loc>{variants}</loc>", LOC_2)) == ["/2.html"]
    assert urls(WordPressAPI(), json.dumps([{"link": variants}, *POSTS])) == BOTH


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("\u200f{}/1.html?a=1\ufeff", "/1.html?a=1"),
        ("\u00a0{}/1.html?a=1\u200b ", "/1.html?a=1"),
        ("<![CDATA[{}/1.html?a=1&amp;b=2]]>", "/1.html?a=1&b=2"),
        ("<![CDATA[{}/1.html?a=1&#038;b=2]]>", "/1.html?a=1&b=2"),
        ("{}/1.html?a=1&amp;amp;b=2", "/1.html?a=1&b=2"),
        ("{}/ال\u200cخبر.html?q=R%26D&amp;x=amp;y", "/ال\u200cخبر.html?q=R%26D&x=amp;y"),
    ],
)
def test_what_hides_around_an_address_is_no_part_of_it(written: str, meant: str) -> None:
    said = written.format(HOME)
    assert urls(NewsSitemap("x"), sitemap(f"<loc>{said}</loc>")) == [meant]
    assert urls(Feed("x"), rss(f"<link>{said}</link>")) == [meant]
