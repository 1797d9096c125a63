"""Pages of tables, ``font`` and ``br``: the day and the author right under a headline in bold."""

from datetime import UTC, datetime

import pytest

from crawler.items import Article, Page
from crawler.reading.reader import read_article

HEADLINE = "قافلة للكتب تجوب قرى جبال الريف طيلة الشهر"
TEXT = (
    "انطلقت من الحسيمة قافلة للكتب تحمل ثلاثة آلاف عنوان إلى قرى الريف التي لا مكتبة فيها.",
    "وتقف القافلة يومين في كل قرية، ويعير السائق الكتب للأطفال إلى موعد مرورها المقبل.",
    "وقالت المشرفة على المبادرة إن القصص المصورة نفدت من الرفوف منذ القرية الأولى.",
)
BR = "<br><br>".join(TEXT)
DATE = "الاثنين 14 شتنبر 2026"
DAY = datetime(2026, 9, 13, 23, tzinfo=UTC)
"""The 14th in Casablanca."""


def read(html: str) -> Article:
    menu = (
        "<table><tr><td><a href='/1'>الرئيسية</a></td><td><a href='/2'>ثقافة</a></td></tr></table>"
    )
    others = "<div><a href='/3'>مهنيو النقل الطرقي يطالبون بتسقيف أسعار الغازوال</a></div>"
    page = f"<title>{HEADLINE}</title><body>{menu}{html}{others}</body>"
    at = datetime(2026, 11, 24, tzinfo=UTC)
    return read_article(Page("x", "https://x.test/n.php?id=7", at, 200, {}, page.encode()))


def cell(inside: str) -> str:
    return f"<table width='98%'><tr><td>{inside}</td></tr></table>"


@pytest.mark.parametrize(
    "html",
    [
        cell(f"<b><font size=5>{HEADLINE}</font></b><br><font color=gray>{DATE}</font><br>{BR}"),
        cell(f"<font size=5><b>{HEADLINE}</b></font><br>{DATE}<br><br>{BR}"),
        cell(f"<b>{HEADLINE}</b><br>[{DATE}]<br>{BR}"),
        cell(f"<center><font size=5>{HEADLINE}</font></center><center>{DATE}</center><p>{BR}</p>"),
        cell(f"<font size=5><b>{HEADLINE}</b></font><br><u>نشر يوم</u> {DATE}<br>{BR}"),
        f"<center><h3>{HEADLINE}</h3>التاريخ: 14 شتنبر 2026<br>الركن: ثقافة</center><br>{BR}",
        f"<h1>{HEADLINE}</h1>{DATE}<div>{BR}</div>",
    ],
)
def test_the_day_below_a_headline_in_bold_is_the_publication(html: str) -> None:
    found = read(html)
    assert found.published_at == DAY
    assert "شتنبر" not in found.body
    assert all(text in found.body for text in TEXT)


def test_the_author_stands_in_the_same_line() -> None:
    line = f"<font size=2>بقلم: سعاد بنعلي - {DATE}</font>"
    found = read(cell(f"<font size=5><b>{HEADLINE}</b></font><br>{line}<br>{BR}"))
    assert (found.authors, found.published_at) == (("سعاد بنعلي",), DAY)


@pytest.mark.parametrize(
    "html",
    [
        # the day of an event in the text, that of another article, of a picture, of a change
        cell(f"<b>{HEADLINE}</b><br>{TEXT[0]}<br><font>{DATE}</font><br>{TEXT[1]}<br>{TEXT[2]}"),
        cell(
            f"<b>{HEADLINE}</b><br><a href='/9'>تأجيل مباراة الكأس إلى الأسبوع المقبل</a><br>"
            f"{DATE}<br>{BR}"
        ),
        f"<h1>{HEADLINE}</h1><figure><img src='a.jpg'><font>{DATE}</font></figure><div>{BR}</div>",
        cell(f"<font size=5>{HEADLINE}</font><br><font>آخر تحديث للموقع: {DATE}</font><br>{BR}"),
        f"<font size=1>{DATE}</font>" + cell(f"<font size=5><b>{HEADLINE}</b></font><br>{BR}"),
        cell(f"<b>{HEADLINE}</b><br>من 14 إلى 20 شتنبر 2026 بالحسيمة وشفشاون<br>{BR}"),
    ],
)
def test_another_day_is_none(html: str) -> None:
    assert read(html).published_at is None
