"""Cards whose headline is a link among others in one element: builders' lists of other articles."""

import pytest

from crawler.reading.extraction_hints import Hints
from tests.reading.unknown_layouts import OTHERS, TEXT, article, lines, paragraphs

HINTS = pytest.mark.parametrize("hints", [Hints(), Hints(body="div.k1")], ids=["none", "container"])


def _teasers(behind_headline: str) -> str:
    return "".join(
        f"<div class='x3'><a href='/g{n}'><div class='x4'>{n} نونبر 2026</div></a>"
        f"<a class='x5' href='/g{n}'>{headline}</a>{behind_headline}"
        f"<div class='x7'><p>{excerpt} […]</p></div><a href='/g{n}'>اقرأ المزيد</a></div>"
        for n, (headline, excerpt) in enumerate(zip(OTHERS, EXCERPTS, strict=True))
    )


EXCERPTS = (
    "فحص الأطباء في اليوم الأول مائتي مريض قدموا من الدواوير المجاورة مشيا، ووزعوا عليهم",
    "شارك في الدورة ستون عارضا من جهات المملكة، وقدرت المبيعات بأكثر من مليون درهم، حسب",
    "زرع التلاميذ ثلاثمائة شتلة في ساحة كانت جرداء إلى حدود الموسم الماضي، بمساعدة آباء",
)


@pytest.mark.parametrize("row", ["", "<div class='x6'><a href='/g/#c'>لا تعليقات</a></div>"])
def test_a_cut_teaser_below_an_inline_link_to_its_article_is_a_card(row: str) -> None:
    inside = f"<div class='x1'>{paragraphs()}</div><div class='x2'>{_teasers(row)}</div>"
    assert lines(article(inside)) == list(TEXT)


@HINTS
def test_paragraphs_below_a_linked_headline_and_a_link_stay(hints: Hints) -> None:
    before = f"<a href='/g1'>{OTHERS[0]}</a><br><a href='/g2'>{OTHERS[1]}</a><br>"
    found = lines(article(f"<div class='x1'>{before}{paragraphs()}</div>"), hints)
    assert found == list(TEXT)


@HINTS
def test_a_paragraph_below_two_linked_documents_stays(hints: Hints) -> None:
    links = "<a href='/d1.pdf'>تقرير المجلس الأعلى، نشر الثلاثاء</a><br><a href='/d2.pdf'>هنا</a>"
    told = "ويقول إن كلفة الرصيف الشمالي للميناء ستتضاعف إذا تأخرت الأشغال سنتين أخريين."
    sources = f"<div><p>{links}</p><p>{told}</p></div>"
    inside = f"<div class='x1'>{paragraphs(TEXT[:1])}{sources}{paragraphs(TEXT[1:])}</div>"
    assert told in lines(article(inside), hints)
