"""Names that say how a page is laid out: what holds the whole page is no sidebar."""

import pytest

from crawler import errors
from tests.reading.unknown_layouts import HEADLINE, OTHERS, TEXT, lines

EXCERPT = (
    "أعلنت السلطات المحلية أن أشغال التهيئة ستنطلق خلال الأسبوع المقبل بعد إنهاء إجراءات الصفقة"
)
SIDE = "".join(f"<h3><a href='/{n + 70}'>{one} في صور</a></h3>" for n, one in enumerate(OTHERS))
SIDE = f"<aside><h3>الأكثر قراءة</h3>{SIDE}</aside>"


def excerpts(count: int = 4) -> str:
    """Other articles below a brief: a headline above each, and more text than the brief has."""
    return "".join(
        f"<div class='post'><h3><a href='/{n}'>{OTHERS[n % 3]} للمرة {n}</a></h3>"
        f"<p>{EXCERPT} {n}.</p></div>"
        for n in range(count)
    )


def page(body: str = "", outer: str = "", inner: str = "", side: str = SIDE) -> str:
    """A brief in a theme that prints its headline as ``h2``, each box around it with a name."""
    return (
        f"<html><head><title>{HEADLINE} - جريدة الميناء</title></head><body class='{body}'>"
        f"<div class='{outer}'><ul><li><a href='/a'>سياسة</a></li></ul>"
        f"<div class='{inner}'><div class='k2'><h2>{HEADLINE}</h2><div class='k1'>"
        f"<p>{TEXT[0]}</p></div></div><div class='k3'><h4>مقالات ذات صلة</h4>"
        f"{excerpts()}</div>{side}</div>"
        "<p>جميع الحقوق محفوظة</p></div></body></html>"
    )


@pytest.mark.parametrize("name", [
    "right-sidebar sidebar-sticky", "widget-area sidebar", "single related-posts", "ads banner",
    "newsletter-popup", "social-sharing",
])  # fmt: skip
def test_what_a_theme_writes_on_the_body_is_no_part_of_the_page(name: str) -> None:
    assert lines(page(body=name)) == [TEXT[0]]


@pytest.mark.parametrize("name", ["right-sidebar", "sidebar-left", "row sidebar-sticky"])
@pytest.mark.parametrize("where", ["outer", "inner"])
def test_a_box_that_holds_the_headline_is_no_sidebar(name: str, where: str) -> None:
    assert lines(page(**{where: name})) == [TEXT[0]]


def test_a_sidebar_with_more_text_than_the_brief_leaves_all_the_same() -> None:
    """It has the name and not the headline: nothing of it is read, whatever it is made of."""
    side = f"<div class='right-sidebar'><h3>آخر الأخبار</h3>{excerpts(5)}{SIDE}</div>"
    assert lines(page(side=side)) == [TEXT[0]]


def test_a_listing_with_a_layout_on_its_body_is_a_listing_still() -> None:
    markup = page(body="right-sidebar").replace(f"<div class='k1'><p>{TEXT[0]}</p></div>", "")
    with pytest.raises(errors.OutletError):
        lines(markup)
