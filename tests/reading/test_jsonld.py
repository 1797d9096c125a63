"""JSON-LD as sites really write it: each page states the same article, one fault at a time."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.items import Article, Page
from crawler.markup.bounded_html_parsing import parse
from crawler.markup.jsonld import article_nodes
from crawler.reading.extraction_hints import Hints
from crawler.reading.reader import read_article

SEEN = datetime(2026, 11, 24, 12, tzinfo=UTC)
TEXT = "أعلنت الجماعة الترابية عن فتح باب الترشيح لجائزة القراءة في المدارس القروية هذه السنة."
SAID = {
    "@type": "NewsArticle",
    "headline": "جائزة القراءة هنا",
    "author": {"@type": "Person", "name": "سعاد بنعلي"},
    "datePublished": "2026-11-20T10:00:00+01:00",
    "articleSection": "ثقافة",
}
WRITTEN = json.dumps(SAID, ensure_ascii=False)
PERSON = {"@type": "Person", "@id": "https://x.ma/#souad", "name": "سعاد بنعلي"}
REFERRING = SAID | {"author": {"@id": "https://x.ma/#souad"}}


def read(*blocks: str) -> Article:
    scripts = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    body = f"<h1>جائزة القراءة هنا</h1><div class='text'><p>{TEXT}<p>{TEXT}</div>"
    html = f"<head>{scripts}</head>{body}"
    page = Page("x", "https://x.ma/1.html", SEEN, 200, {}, html.encode())
    return read_article(page, Hints(body="div.text"))


@pytest.mark.parametrize(
    "blocks",
    [
        (WRITTEN,),
        (json.dumps(SAID),),
        ('{"@type": "Organization"}', WRITTEN),
        (json.dumps([{"@type": "BreadcrumbList"}, SAID]),),
        (json.dumps({"@graph": [{"@type": "WebPage"}, REFERRING, PERSON]}),),
        (json.dumps(REFERRING), json.dumps(PERSON)),
        (json.dumps(SAID | {"author": [{"@id": "https://x.ma/#souad"}]}), json.dumps(PERSON)),
        (f"<!-- {WRITTEN} -->",),
        (f"//<![CDATA[\n{WRITTEN}\n//]]>",),
        (WRITTEN + ";",),
        (WRITTEN + '{"@type": "Organization"}',),
        (WRITTEN.replace("ثقافة", "ثقافة\n"),),
        (WRITTEN.removesuffix("}") + ",}",),
        (WRITTEN.removesuffix("}") + ', "description": "قال "نعم" ثم ذهب"}',),
        (json.dumps(SAID).removesuffix("}") + ', "description": "قال "نعم"}',),
        (WRITTEN.removesuffix("}") + ', "description": "نص مقطو',),
    ],
    ids=[
        "plain", "escaped", "two blocks", "array", "reference in a graph", "reference to a block",
        "list of references", "comment", "cdata", "semicolon", "glued", "raw break", "comma",
        "stray quotes", "stray quotes, escaped", "cut off",
    ],
)  # fmt: skip
def test_what_a_block_states_is_read_whatever_is_wrong_with_it(blocks: tuple[str, ...]) -> None:
    found = read(*blocks)
    assert (found.byline, found.section) == ("سعاد بنعلي", "ثقافة")
    assert found.published_at == datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert found.sources["byline"] == found.published_source == "json-ld"


def test_another_articles_block_gives_none_of_the_fields() -> None:
    """Lists of related articles are stated in the same words."""
    other = SAID | {
        "headline": "معرض الكتاب المستعمل", "author": {"name": "عمر الفاسي"},
        "datePublished": "2020-01-01", "articleSection": "سياسة", "isAccessibleForFree": False,
    }  # fmt: skip
    found = read(json.dumps(other, ensure_ascii=False), WRITTEN)
    assert (found.byline, found.section, found.paywall) == ("سعاد بنعلي", "ثقافة", False)
    assert found.published_at == datetime(2026, 11, 20, 9, tzinfo=UTC)


def test_a_headline_with_stray_quotes_keeps_them() -> None:
    block = WRITTEN.replace("جائزة القراءة هنا", 'قال "نعم" وذهب')
    page = parse(f"<script type='application/ld+json'>{block}</script><p>x")
    assert [node["headline"] for node in article_nodes(page)] == ['قال "نعم" وذهب']


def test_a_value_that_does_not_end_is_not_taken_with_its_neighbours() -> None:
    found = read(WRITTEN.replace('"ثقافة"', '"ثقافة').replace("}}", "}") + ' "keywords": "قراءة"')
    assert found.section is None
    assert found.byline == "سعاد بنعلي"


def test_a_reference_to_nothing_names_nobody() -> None:
    assert read(json.dumps(REFERRING)).byline is None


@pytest.mark.slow
@pytest.mark.parametrize(
    "block",
    ["[" * 100_000, '{"@type": "NewsArticle", "author"' + " " * 400_000 + ":",
     '{"@type": "NewsArticle", ' + '"headline": "' * 50_000, " " * 500_000 + "x" + " " * 400_000,
     "1 " * 300_000, '"@type":' + "[" * 200_000, "//" * 400_000],
)  # fmt: skip
def test_blocks_made_to_be_slow_are_not(block: str) -> None:
    """A pattern that goes back would take hours, and the time limit would refuse the page."""
    assert read(block).word_count > 20


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40)
KEYS = st.sampled_from(["name", "url", "@id", "@type", "@graph", "caption", "x"])
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=8,
)
FIELDS = [
    "headline", "author", "datePublished", "dateModified", "articleSection", "keywords", "image",
    "isAccessibleForFree", "@graph", "mainEntityOfPage",
]  # fmt: skip


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), VALUES, min_size=1))
def test_values_of_any_type_give_fields_of_the_right_one(said: dict[str, object]) -> None:
    found = read(json.dumps({"@type": "NewsArticle"} | said).replace("</", "<\\/"))
    assert found.body == f"{TEXT}\n{TEXT}"
    for value in (found.headline, found.byline or "", found.section or "", found.image or ""):
        assert isinstance(value, str) and len(value) <= 500 and "\n" not in value
    assert all(isinstance(name, str) and name for name in (*found.authors, *found.tags))
    assert found.published_at is None or found.published_at.tzinfo is UTC
