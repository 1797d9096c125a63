"""Authors, days, sections and tags that templates print where no class tells what they are."""

import json
from datetime import UTC, datetime

import pytest

from crawler.items import Article, Page
from crawler.reading.reader import read_article

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HEADLINE = "مخيم صيفي يعود إلى غابة المعمورة بعد غياب طويل"
TEXT = (
    "<p>يعود المخيم الصيفي إلى غابة المعمورة بعد غياب دام خمس سنوات بسبب أشغال التشجير.</p>"
    "<p>وينتظر أن يستقبل المخيم أكثر من ألفي طفل على أربع مراحل تمتد من مطلع يوليوز إلى غشت.</p>"
    "<p>وقالت الجمعية المشرفة إن التسجيل مفتوح إلى نهاية الشهر في مقراتها بالمدن المجاورة.</p>"
)


def read(
    meta: str = "", end: str = "", above: str = "", head: str = "", **stated: object
) -> Article:
    node = {"@type": "NewsArticle", "headline": HEADLINE, **stated}
    said = f"<script type='application/ld+json'>{json.dumps(node)}</script>" if stated else ""
    text = (
        f"<title>{HEADLINE}</title>{head}{said}<body><main>{above}<h1>{HEADLINE}</h1>{meta}"
        f"<div class='c'>{TEXT}</div>{end}</main>"
    )
    return read_article(Page("x", "https://x.test/a/1.html", NOW, 200, {}, text.encode()))


@pytest.mark.parametrize(
    "place", ["coauthors", "post-coauthor", "article-authors", "meta_author coauthor"]
)
def test_all_authors_of_a_printed_list_are_taken(place: str) -> None:
    printed = (
        f"<div class='{place}'><span class='author-names'><span>بواسطة</span> "
        "<a href='/1'>سعاد بنعلي</a> <span>و</span> <a href='/2'>عمر الفاسي</a></span></div>"
    )
    one = {"@type": "Person", "name": "سعاد بنعلي"}
    assert read(printed, author=one).authors == ("سعاد بنعلي", "عمر الفاسي")
    # whom the page prints nowhere published the article; she is the author where nobody is printed
    other = {"@type": "Person", "name": "ليلى حمداوي"}
    assert read(printed, author=other).authors == ("سعاد بنعلي", "عمر الفاسي")
    assert read("", author=other).authors == ("ليلى حمداوي",)


@pytest.mark.parametrize(
    "line",
    [
        "الجمعة 13 تشرين الثاني (نوفمبر) 2026, بقلم <a href='a4'>عمر الفاسي</a>",
        "13 نونبر 2026، بقلم <a href='a4'>عمر الفاسي</a>",
        "الجمعة 13 نونبر 2026 | بقلم: عمر الفاسي",
    ],
)
@pytest.mark.parametrize("tag", ["small", "p", "div"])
def test_date_and_author_stand_in_one_line(line: str, tag: str) -> None:
    found = read(f"<{tag}>{line}</{tag}>")
    assert found.authors == ("عمر الفاسي",)
    assert found.published_at == datetime(2026, 11, 12, 23, tzinfo=UTC)


def test_a_french_line_of_date_and_author() -> None:
    found = read("<small>vendredi 13 novembre 2026, par <a href='auteur2'>Salma Tazi</a></small>")
    assert found.authors == ("Salma Tazi",)
    assert found.published_at == datetime(2026, 11, 12, 23, tzinfo=UTC)


def test_a_sentence_with_a_year_signs_nothing() -> None:
    found = read(
        "<p>انطلق المخيم سنة 1998 بمبادرة من جمعية محلية, بقلم رصاص وورقة بيضاء كما يقال</p>"
    )
    assert found.authors == ()


@pytest.mark.parametrize("name", ["path", "hierarchie", "fil-ariane", "crumbs"])
def test_the_path_to_a_page_names_its_section(name: str) -> None:
    path = (
        f"<div id='{name}'><p><a href='/'>الضفة</a> <span>/</span> <a href='/s'>تخييم</a></p></div>"
    )
    assert read(above=f"<div>{path}</div><p>السبت</p>").section == "تخييم"


def test_a_badge_below_the_path_that_says_the_same_is_no_obstacle() -> None:
    path = "<div><a href='/'>الرئيسية</a><span>/</span><a href='/s'>تخييم</a></div>"
    assert read(above=f"{path}<span class='rounded'>تخييم</span>").section == "تخييم"
    assert read(above=f"{path}<span class='rounded'>عاجل</span>").section == "تخييم"


@pytest.mark.parametrize("name", ["ast-terms-link", "term-links", "x-terms-links"])
def test_terms_above_the_text_are_the_section_and_below_it_tags(name: str) -> None:
    terms = f"<span class='{name}'><a href='/c'>تخييم</a></span>"
    above = read(f"<div class='m'>{terms}</div>")
    assert (above.section, above.tags) == ("تخييم", ())


@pytest.mark.parametrize(
    "holder",
    [
        "<div data-hook='tags'>{}</div>",
        "<nav aria-label='tags'>{}</nav>",
        "<div data-testid='article-tags'>{}</div>",
    ],
)
def test_a_hook_or_a_label_names_the_tags(holder: str) -> None:
    row = "<ul><li><a href='/b/1'>غابات</a></li><li><a href='/b/2'>أطفال</a></li></ul>"
    assert read(end=holder.format(row)).tags == ("غابات", "أطفال")


def test_a_row_that_prints_the_stated_keyword_among_others_gives_all() -> None:
    row = "<ul class='z'><li><a href='/t1'>غابات</a></li><li><a href='/t2'>أطفال</a></li></ul>"
    assert read(end=row, keywords="غابات").tags == ("غابات", "أطفال")
    assert read(end=row, keywords="مخيمات").tags == ("مخيمات",)
    side = f"<aside>{row}</aside>"
    assert read(end=side, keywords="غابات").tags == ("غابات",)
