"""Bounds of a page's source: what libxml2 would take minutes or gigabytes for never reaches it."""

from datetime import UTC, datetime

import pytest

from crawler.errors import OutOfBounds
from crawler.items import Article, Page
from crawler.listings import Feed, Listing, NewsSitemap, SectionPage
from crawler.markup.bounded_html_parsing import MAX_TEXT_CHARACTERS
from crawler.markup.tag_and_attribute_limits import MAX_TAG_ATTRIBUTES, MAX_TAGS
from crawler.reading.extraction_hints import Hints
from crawler.reading.reader import read_article

TEXT = "افتتحت الجماعة القروية مكتبة متنقلة تزور كل دوار مرتين في الشهر طيلة السنة الدراسية."
PAGE = (
    "<html><head><title>مكتبة متنقلة للدواوير</title></head><body>(more)"
    f'<h1>مكتبة متنقلة للدواوير</h1><div class="text"><p>{TEXT}</p><p>{TEXT[::-1]}</p></div>'
    "</body></html>"
)
SEEN = datetime(2026, 11, 24, tzinfo=UTC)


def read(more: str) -> Article:
    body = PAGE.replace("(more)", more).encode()
    return read_article(
        Page("x", "https://x.ma/1.html", SEEN, 200, {}, body), Hints(body="div.text")
    )


GLUED = 'a{}="1"'


def attributes(number: int, each: str = f" {GLUED}") -> str:
    return "".join(each.format(one) for one in range(number))


MANY = 60 * MAX_TAG_ATTRIBUTES
TOO_MANY = {
    "quoted": f"<div{attributes(MANY)}>x</div>",
    "without values": f"<div{attributes(MANY, ' a{}')}>x</div>",
    "without spaces": f"<div {attributes(MANY, 'a{}/')}>x</div>",
    "glued": f"<div {attributes(MANY, GLUED)}>x</div>",
    "upper case": f"<DIV{attributes(MANY, ' DATA-{}=1').upper()}>x</DIV>",
    "over lines": f"<div{attributes(MANY, chr(10) + 'a{}=1')}>x</div>",
    "of the page": f"<html{attributes(MANY)}><body{attributes(MANY)}>",
    "never closed": f"<div{attributes(MANY)}",
    "behind a script": f"<script>if (a<b) c()</script><img{attributes(MANY)}>",
}


@pytest.mark.parametrize("more", TOO_MANY.values(), ids=TOO_MANY)
def test_a_tag_with_attributes_without_end_is_refused_before_it_is_parsed(more: str) -> None:
    with pytest.raises(OutOfBounds, match="attributes"):
        read(more)


@pytest.mark.parametrize(
    "more",
    [f"<div{attributes(200)}>x</div>",
     '<img src="data:image/png;base64,' + "iVBOR/w0KG=go " * 20_000 + '">',
     "<div data-settings='" + '{"a": "b", "c": "<p>x</p>"}, ' * 5_000 + "'>x</div>",
     "<script>if (a<b && c" + " && d == e / f" * 9_000 + ") { g() }</script>",
     "<script>var text = '" + "<b class=x> y = z " * 3_000 + "'</script>",
     f"<!-- {'كلمة و' * 9_000} -->"],
    ids=["many", "a picture", "settings", "a script", "markup in a script", "a comment"],
)  # fmt: skip
def test_long_tags_and_scripts_of_real_pages_are_none_of_these(more: str) -> None:
    assert read(more).body.splitlines() == [TEXT, TEXT[::-1]]


@pytest.mark.parametrize(
    "more",
    ["<i></i>" * MAX_TAGS, "</p>" * (MAX_TAGS + 1), "<p>" * (MAX_TAGS + 1), "<" * (MAX_TAGS + 1),
     "<a href=x>و" * (MAX_TAGS + 1), f"<p>{'كلمة ' * (MAX_TEXT_CHARACTERS // 5)}</p>",
     "&amp;" * (MAX_TEXT_CHARACTERS + 1), "<b a=1 b=2 c=3>و</b>" * 60_000],
    ids=["empty", "ends", "unclosed", "signs", "links", "text", "entities", "attributes"],
)  # fmt: skip
def test_too_much_of_anything_is_named(more: str) -> None:
    with pytest.raises(OutOfBounds, match="page out of bounds: "):
        read(more)


def test_a_long_read_is_read_whole() -> None:
    long = "".join(f"<p>{TEXT} {number}</p>" for number in range(1_500))
    found = read_article(
        Page("x", "https://x.ma/1.html", SEEN, 200, {}, PAGE.replace("(more)", "").replace(
            "</div>", f"{long}</div>").encode()), Hints(body="div.text"),
    )  # fmt: skip
    assert len(found.body.splitlines()) == 1_502


def test_a_section_page_has_the_same_bounds() -> None:
    body = f"<div{attributes(MANY)}><a href='/1.html'>خبر</a></div>".encode()
    with pytest.raises(OutOfBounds, match="attributes"):
        SectionPage("news").read(
            Page("x", "https://x.ma/news", SEEN, 200, {}, body), lambda url: True
        )


@pytest.mark.parametrize("listing", [Feed("feed"), NewsSitemap("map.xml")], ids=["feed", "sitemap"])
def test_no_parser_hangs_in_the_attributes_of_a_listing(listing: Listing) -> None:
    """They are read by their tags alone: what stands behind such a tag still counts."""
    item = "<item><link>https://x.ma/1.html</link></item>"
    url = "<url><loc>https://x.ma/1.html</loc></url>"
    root, entry = ("rss", item) if isinstance(listing, Feed) else ("urlset", url)
    body = f"<{root}><channel{attributes(MANY)}>{entry}</channel></{root}>".encode()
    found = listing.read(Page("x", "https://x.ma/news", SEEN, 200, {}, body), lambda url: True)
    assert [lead.url for lead in found.leads] == ["https://x.ma/1.html"]
