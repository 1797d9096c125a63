"""Names of boxes around the headline that show another piece, a picture or people: no bylines."""

import pytest

from crawler.items import Article
from tests.reading.unknown_layouts import HEADLINE, TEXT, paragraphs, read

LEAD = (
    "<p class='lead'>تستقبل قاعة المزاد الجديدة بميناء المدينة أولى مراكب الصيد هذا الأسبوع بعد"
    " أشغال دامت سنتين كاملتين وكلفت ثلاثين مليون درهم.</p>"
)
TEASER = "<a href='/opinion/22'>المدينة التي نريد</a>"
BY = "<span>بقلم: سعاد بنعلي</span>"


def page(above: str = "", before: str = "", first: str = "", last: str = "") -> Article:
    body = f"<div class='k1'>{first}{paragraphs()}{last}</div>"
    return read(f"<title>{HEADLINE}</title><main>{before}<h1>{HEADLINE}</h1>{above}{body}</main>")


@pytest.mark.parametrize(
    "box",
    [
        f"<div>{TEASER}{BY}</div>",
        f"<div><h4>المدينة التي نريد</h4>{BY}</div>",
        f"<div><p>شوارع المدينة القديمة</p>{BY}<p>منشورات الأطلس</p></div>",
        f"<blockquote><p>المدينة كتاب مفتوح</p>{BY}</blockquote>",
        "<div><p>استمع إلى</p><span>La chronique de Salma Tazi</span></div>",
    ],
)
def test_a_box_behind_the_standfirst_that_shows_another_piece_names_nobody(box: str) -> None:
    assert page(LEAD + box).authors == ()


@pytest.mark.parametrize(
    "row",
    [
        f"<div>{TEASER}{BY}</div>",
        f"<div><span>المدينة التي نريد</span> {BY}</div>",
        "<div class='dessin'><a href='/1'><img src='/d.jpg'></a><span>Par Salma Tazi</span></div>",
    ],
)
def test_a_teaser_or_a_picture_above_the_headline_names_nobody(row: str) -> None:
    assert page(before=row).authors == ()


@pytest.mark.parametrize(
    "row",
    [
        f"<div><span>رأي</span> {BY}</div>",
        f"<div><span>24 نونبر 2026</span> {BY}</div>",
        f"<div><span>5 دقائق من القراءة</span>{BY}</div>",
    ],
)
def test_a_section_a_day_or_a_counter_before_the_byline_is_the_articles(row: str) -> None:
    assert page(LEAD + row).authors == ("سعاد بنعلي",)
    assert page(before=row).authors == ("سعاد بنعلي",)


@pytest.mark.parametrize(
    "said",
    [
        "<p><a href='/podcast/22'>La chronique de Salma Tazi</a></p>",
        "<div><b>À écouter</b><p>La chronique de Salma Tazi</p></div>",
    ],
)
def test_a_column_to_listen_to_is_another(said: str) -> None:
    assert page(said).authors == ()


def test_a_link_to_another_piece_in_an_aside_of_the_header() -> None:
    aside = f"<aside>{TEASER} <span class='author'>سعاد بنعلي</span></aside>"
    html = f"<title>{HEADLINE}</title><body><header>{aside}<h1>{HEADLINE}</h1></header>"
    assert read(f"{html}<div class='k1'>{paragraphs()}</div>").authors == ()


@pytest.mark.parametrize(
    "above",
    [
        "<div><img src='/a.jpg'><p>سعاد بنعلي وعمر الفاسي</p></div>",
        "<div><a href='/a.jpg'><img src='/a.jpg'></a></div><p>سعاد بنعلي وعمر الفاسي</p>",
        "<div class='intervenants'>Salma Tazi, Omar Benali</div>",
        "<div class='keywords'>سعاد بنعلي، عمر الفاسي</div>",
    ],
)
def test_people_beside_a_picture_and_guests_do_not_sign(above: str) -> None:
    assert page(above).authors == ()


def test_a_row_of_a_table_behind_the_text_stays_where_no_label_says_who_wrote() -> None:
    row = "<table><tr><td>سعاد بنعلي</td><td>28 نونبر 2026</td></tr></table>"
    assert "سعاد بنعلي" in page(last=f"<p>الموعد المقبل:</p>{row}").body
    labelled = row.replace("<td>س", "<td>بقلم: س")
    assert "سعاد بنعلي" not in page(last=labelled).body


def test_a_box_below_about_one_of_two_authors_cuts_no_name() -> None:
    box = "<div class='author-box'><span class='author-name'>Omar Tazi</span></div>"
    found = page("<div>Par Omar Tazi et Salma Benali</div>", last=box)
    assert found.authors == ("Omar Tazi", "Salma Benali")
    assert found.body.splitlines()[: len(TEXT)] == list(TEXT)
