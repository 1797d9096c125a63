"""Marks and controls that nobody sees cost no paragraph; where they mean nothing they go."""

import dataclasses
import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from crawler.items import Article, Page
from crawler.markup.invalid_character_removal import REMOVED
from crawler.reading.extraction_hints import Hints
from crawler.reading.reader import read_article

HEAD, FIRST, LAST = (
    "افتتاح معرض الكتاب في مدينة طنجة",
    "افتتحت مساء الجمعة في مدينة طنجة فعاليات معرض الكتاب الجهوي، بمشاركة ستين ناشرا من مختلف"
    " جهات المملكة، وفق ما أعلنت عنه الجهة المنظمة.",
    "ويستمر المعرض إلى غاية نهاية الشهر الجاري، مع تخصيص يوم كامل للاحتفاء بالكتاب الأمازيغي.",
)
START, END = "وقالت المديرة الجهوية إن البرنامج يضم", "ندوات ولقاءات مع كتاب شباب وورشات مفتوحة."
PAGE = """<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8">
<title>{headline} - منبر طنجة</title>{more}</head><body><header><a href="/">الرئيسية</a></header>
<h1>{headline}</h1><div class="td-post-content"><p>{first}</p><p>{middle}</p><p>{last}</p></div>
<footer><p>منبر طنجة 2026</p></footer></body></html>"""


def read(
    middle: str, *, headline: str = HEAD, more: str = "", hints: Hints | None = None
) -> Article:
    text = PAGE.format(headline=headline, more=more, first=FIRST, middle=middle, last=LAST)
    body = text.encode("utf-8", "surrogatepass")
    return read_article(
        Page(
            "manbar",
            "https://manbar.example/1.html",
            datetime(2026, 3, 4, tzinfo=UTC),
            200,
            {},
            body,
        ),
        hints,
    )


def unwanted(article: Article) -> Iterator[str]:
    """The fields of an article that hold a character that none should."""
    for field in dataclasses.fields(article):
        value = getattr(article, field.name)
        for text in value if isinstance(value, tuple) else [value]:
            if isinstance(text, str) and any(ord(c) in REMOVED for c in text.replace("\n", "")):
                yield field.name


MARKS = {
    "right-to-left": "\u200f", "left-to-right": "\u200e", "Arabic letter": "\u061c",
    "non-joiner": "\u200c", "joiner": "\u200d", "word joiner": "\u2060", "zero-width": "\u200b",
    "byte-order": "\ufeff", "soft hyphen": "\xad", "isolate": "\u2067\u2069", "variant": "\ufe0f",
    "annotation": "\ufff9\ufffb", "grapheme joiner": "\u034f", "vowel separator": "\u180e",
    "invisible times": "\u2062", "deprecated": "\u206c", "language tag": "\U000e0061",
    "several": "\u200f\u200e \u200d",
}  # fmt: skip


@pytest.mark.parametrize("mark", MARKS.values(), ids=MARKS)
@pytest.mark.parametrize("hints", [None, Hints(body="div.td-post-content")], ids=["page", "hint"])
def test_a_mark_alone_between_spaces_is_no_word(mark: str, hints: Hints | None) -> None:
    assert read(f"{START} {mark} {END}", hints=hints).body.split("\n") == [
        FIRST, f"{START} {END}", LAST,
    ]  # fmt: skip


SHOWN = {
    "end of a verse": " \u06dd ", "a number's sign": " \u0600٢٥ ", "an icon": " \ue123 ",
    "the newest emoji": " \U0001fae9 ", "glued emoji": "\U0001fae9", "a lone mark": " \u0651 ",
    "tatweel for a dash": " \u0640 ", "a blessing with a mark": " \ufdfa\u200f ",
}  # fmt: skip


@pytest.mark.parametrize("sign", SHOWN.values(), ids=SHOWN)
def test_what_is_drawn_stays_where_a_library_would_take_it_out(sign: str) -> None:
    assert read(f"{START}{sign}{END}").body.split("\n") == [FIRST, f"{START}{sign}{END}", LAST]


def test_marks_that_are_spelling_stay() -> None:
    middle = (
        f"{START} «می\u200cخواهم» سنة 1447ه\u200d في\u200f (طنجة) 👨\u200d👩\u200d👧 ❤\ufe0f {END}"
    )
    assert middle in read(middle).body


CONTROLS = {
    "ESC": "\x1b", "start of heading": "\x01", "NUL": "\0", "DEL": "\x7f", "C1": "\x92",
    "noncharacter": "\ufffe", "last of the plane": "\uffff", "of a higher plane": "\U0002ffff",
    "Arabic noncharacter": "\ufdd0", "reference": "&#27;", "hexadecimal": "&#x1B;",
    "without semicolon": "&#1 ", "reference to nothing": "&#0;", "half a pair": "&#xD800;",
    "beyond all": "&#x110000;", "far beyond": f"&#{'9' * 5000};", "noncharacter's": "&#xFFFF;",
}  # fmt: skip
SPACES = {
    "VT": "\v", "FF": "\f", "unit": "\x1f", "next line": "\x85", "line": "\u2028", "VT's": "&#11;",
    "paragraph": "\u2029", "FF's": "&#xC;", "line's": "&#8232;",
}  # fmt: skip


@pytest.mark.parametrize("control", CONTROLS.values(), ids=CONTROLS)
def test_a_control_costs_no_more_than_itself(control: str) -> None:
    assert read(f"{START} {control} {END}").body.split("\n") == [FIRST, f"{START} {END}", LAST]
    article = read(f"{START} {END}", headline=HEAD.replace("معرض", f"{control}معرض"))
    assert article.headline == HEAD
    assert not list(unwanted(article))


@pytest.mark.parametrize("space", SPACES.values(), ids=SPACES)
def test_odd_white_space_is_a_space(space: str) -> None:
    assert f"{START} {END}" in read(f"{START}{space}{END}").body.split("\n")


def test_references_are_read_as_browsers_read_them() -> None:
    middle = f"{START} &#147;كتاب&#148; &#55357;&#56832; &#x1F600;&#38;&#1575; {END}"
    assert f"{START} “كتاب” 😀 😀&ا {END}" in read(middle).body


@pytest.mark.parametrize("control", ["\0", "\x1b", "\ud800", "\uffff", "\u2067", "\x80"])
def test_no_field_holds_a_control(control: str) -> None:
    said = {
        "@type": "NewsArticle", "headline": f"{control}{HEAD}{control}",
        "author": {"name": f"سعاد{control} بنعلي"}, "articleSection": f"ثقا{control}فة",
        "keywords": f"كتاب{control}, طن&#27;جة", "datePublished": "2026-03-04T10:00:00+01:00",
        "image": {"url": f"/صور/{control}1.jpg", "caption": f"رواق{control} المعرض"},
    }  # fmt: skip
    more = f'<script type="application/ld+json">{json.dumps(said)}</script>'
    more += f'<link rel="canonical" href="/1{control}.html">'
    article = read(f"{START} {END}", more=more)
    assert not list(unwanted(article))
    assert (article.headline, article.byline, article.section) == (HEAD, "سعاد بنعلي", "ثقافة")
    assert article.tags == ("كتاب", "طنجة")
    assert article.image_caption == "رواق المعرض"
    assert article.published_at == datetime(2026, 3, 4, 9, tzinfo=UTC)


def test_the_sites_name_goes_behind_a_dash_with_marks() -> None:
    text = PAGE.format(headline="", more="", first=FIRST, middle=START + END, last=LAST).replace(
        "<title> - منبر طنجة", f"<title>{HEAD} \u200f- \u200fمنبر طنجة"
    )
    page = Page(
        "manbar",
        "https://manbar.example/1.html",
        datetime(2026, 3, 4, tzinfo=UTC),
        200,
        {},
        text.encode(),
    )  # noqa: E501
    assert read_article(page, Hints(names=("منبر طنجة",))).headline == HEAD


def test_a_page_too_deep_for_a_tree_holds_none_either() -> None:
    deep = "<div>" * 3000 + f"<p>{START} \x1b\ufffe&#xD800; {END}</p>"
    assert f"{START} {END}" in read(deep).body
