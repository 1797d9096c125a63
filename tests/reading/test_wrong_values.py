"""Values that pages state and that are wrong: vendors, accounts, joined lists, sources, ages."""

import json
from datetime import UTC, datetime

import pytest

from crawler.items import Article, Page
from crawler.reading.names.byline_names import authors_in
from crawler.reading.reader import read_article

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HEADLINE = "إعادة فتح الخزانة البلدية بعد سنتين من الإصلاح"
TEXT = (
    "<p>أعادت الخزانة البلدية فتح أبوابها صباح اليوم أمام القراء بعد سنتين من أشغال الإصلاح.</p>"
    "<p>وتضم القاعات الجديدة أكثر من عشرين ألف كتاب وفضاء مخصصا للأطفال وقاعة للعرض والمحاضرات.</p>"
    "<p>وستفتح الخزانة أبوابها كل أيام الأسبوع ما عدا الأحد من التاسعة صباحا إلى السابعة مساء.</p>"
)


def read(head: str = "", meta: str = "", end: str = "", above: str = "") -> Article:
    text = (
        f"<title>{HEADLINE} | الضفة</title>{head}<body>{above}<article><h1>{HEADLINE}</h1>"
        f"<div class='m'>{meta}</div><div class='entry-content'>{TEXT}</div>{end}</article>"
    )
    return read_article(Page("x", "https://x.test/a/1.html", NOW, 200, {}, text.encode()))


@pytest.mark.parametrize(
    "head",
    [
        "<meta name='author' content='eZ Systems'><meta name='generator' content='eZ Publish'>",
        "<meta name='author' content='Joomla! - O'><meta name='generator' content='Joomla! - O'>",
        "<meta name='author' content='Kalam Web'><meta name='generator' content='Kalam Web 4.2'>",
        "<meta name='author' content='Nador Press'>",
        "<meta name='author' content='سوس ميديا'>",
        "<meta name='author' content='جريدة مستقلة شاملة'>",
    ],
)
def test_a_makers_or_an_outlets_name_gives_way_to_who_is_printed(head: str) -> None:
    byline = "<p class='author'>سعاد بنعلي</p>"
    assert read(head, byline).authors == ("سعاد بنعلي",)
    assert read(head).authors == ()


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("عن الكاتبة: سعاد بنعلي، باحثة في التاريخ المحلي", ("سعاد بنعلي",)),
        ("Karim Naciri, journaliste indépendant à Oujda", ("Karim Naciri",)),
        ("سعاد بنعلي، عمر الفاسي", ("سعاد بنعلي", "عمر الفاسي")),
        ("Agnès Presse, Omar News-Alami", ("Omar News-Alami",)),
        ("بقلم: د. سعاد بنعلي", ("سعاد بنعلي",)),
        ("ذ. عمر الفاسي", ("عمر الفاسي",)),
        ("الدكتورة سعاد بنعلي", ("سعاد بنعلي",)),
        ("Par Pr. Karim Naciri et Me Omar Fassi", ("Karim Naciri", "Omar Fassi")),
        ("Mehdi Drissi", ("Mehdi Drissi",)),
        ("أمينة دكالي", ("أمينة دكالي",)),
    ],
)
def test_names_stand_without_titles_and_descriptions(printed: str, names: tuple[str, ...]) -> None:
    assert authors_in(printed) == names


@pytest.mark.parametrize("title", ["د. ", "ذ. ", "م. ", ""])
def test_a_signature_with_a_title_signs(title: str) -> None:
    signed = TEXT.replace("<p>", f"<p><b>بقلم: {title}عمر الفاسي</b></p><p>", 1)
    text = f"<title>{HEADLINE}</title><body><h1>{HEADLINE}</h1><div>{signed}</div>"
    found = read_article(Page("x", "https://x.test/a/1.html", NOW, 200, {}, text.encode()))
    assert found.authors == ("عمر الفاسي",)
    assert "بقلم" not in found.body


def stated(section: str) -> str:
    node = {
        "@type": "NewsArticle", "headline": HEADLINE, "articleSection": section,
        "datePublished": "2026-11-20T09:00:00+01:00",
    }  # fmt: skip
    return f"<script type='application/ld+json'>{json.dumps(node)}</script>"


@pytest.mark.parametrize(
    ("section", "printed", "expected"),
    [
        ("ثقافة, خزانات, كتب", "", "ثقافة"),
        ("خزانات، ثقافة", "ثقافة", "ثقافة"),
        ("فنون، ثقافة", "فنون، ثقافة", "فنون، ثقافة"),
        ("ثقافة", "", "ثقافة"),
    ],
)
def test_of_joined_categories_one_is_the_section(section: str, printed: str, expected: str) -> None:
    crumbs = f"<div class='breadcrumb'><a href='/'>الرئيسية</a> <a href='/c'>{printed}</a></div>"
    assert read(stated(section), above=crumbs if printed else "").section == expected


@pytest.mark.parametrize("label", ["VIA", "Source", "المصدر"])
def test_a_source_is_no_tag(label: str) -> None:
    end = (
        f"<div class='post-tags'><ul><li>{label}</li><li><a href='/s'>MAP</a></li></ul>"
        "<ul><li>وسوم</li><li><a href='/t1'>كتب</a></li><li><a href='/t2'>قراءة</a></li></ul></div>"
    )
    assert read(end=end).tags == ("كتب", "قراءة")


def test_tags_of_a_teaser_are_not_the_articles() -> None:
    own = "<p class='x'><a rel='tag' href='/tag/k'>كتب</a></p>"
    teaser = (
        "<article><a rel='tag' href='/tag/r'>رياضة</a><h3><a href='/2'>فوز جديد</a></h3></article>"
    )
    assert read(end=f"{own}</article>{teaser}<article>").tags == ("كتب",)


@pytest.mark.parametrize("age", ["منذ 3 أيام", "il y a 3 jours", "3 days ago"])
def test_a_day_printed_in_full_beats_one_that_is_counted(age: str) -> None:
    meta = f"<span class='time'>{age}</span><div class='x'>16 نونبر 2026 الساعة 20:05</div>"
    found = read(meta=meta)
    assert found.published_at == datetime(2026, 11, 16, 19, 5, tzinfo=UTC)
    alone = read(meta=f"<span class='time'>{age}</span>")
    assert alone.published_at is not None
    assert alone.published_at.day in (16, 17)


def test_a_change_on_the_day_of_publication_is_no_contradiction() -> None:
    head = (
        "<meta property='article:published_time' content='2026-11-19T10:45:00+01:00'>"
        "<meta property='article:modified_time' content='{}'>"
    )
    same = read(head.format("2026-11-19"))
    assert same.modified_at == same.published_at
    assert read(head.format("2026-11-18")).modified_at is None
