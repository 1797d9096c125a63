"""Headlines behind the section in one line, and where the title of each page is the site's."""

import pytest

from tests.reading.unknown_layouts import HEADLINE, OTHERS, TEXT, paragraphs, read

SITE = "مرآة الجبل"


def page(title: str, above: str, meta: str = "", inside: str = paragraphs()) -> str:
    cards = "".join(f"<h4><a href='/{n}'>{one}</a></h4>" for n, one in enumerate(OTHERS))
    return (
        f"<head><title>{title}</title>{meta}</head><body><p><a href='/'>{SITE}</a></p>"
        f"<div>{above}<div>{inside}</div></div><div>{cards}</div></body>"
    )


@pytest.mark.parametrize("above", [
    "<table><tr><td><span><a href='/s/3'>رياضة</a> : {}</span></td></tr></table>",
    "<div><a href='/s/3'>رياضة</a> » {}</div>", "<p><a href='/s/3'>رياضة</a> | {}</p>",
    "<td><b>{}</b></td>",
])  # fmt: skip
@pytest.mark.parametrize("title", [
    "{} - أخبار - مرآة الجبل", "مرآة الجبل - رياضة - {}", "أخبار | {} | مرآة الجبل",
])  # fmt: skip
def test_the_part_of_a_title_is_the_headline_that_the_page_prints_behind_its_section(
    title: str, above: str
) -> None:
    found = read(page(title.format(HEADLINE), above.format(HEADLINE)))
    assert found.headline == HEADLINE
    assert found.body.splitlines() == list(TEXT)


def test_the_section_before_the_headline_in_one_line_is_the_section() -> None:
    above = f"<div><span><a href='/s/3'>رياضة</a> : {HEADLINE}</span></div>"
    assert read(page(f"{HEADLINE} - أخبار - {SITE}", above)).section == "رياضة"


def test_a_title_of_which_the_page_prints_two_parts_stays_whole() -> None:
    slogan = "جريدة أهل الجبل والسهل منذ عشرين سنة"
    title = f"{HEADLINE} - {slogan}"
    assert read(page(title, f"<p>{HEADLINE}</p><p>{slogan}</p>")).headline == title


SITES = [
    (f"{SITE} | جريدة إلكترونية تصدر من تازة", ""),
    (f"موقع إخباري مستقل - {SITE}", ""),
    (SITE, ""),
    (f"{SITE} - صوت من لا صوت له في الجبل",
     f"<meta name=description content='{SITE}: صوت من لا صوت له في الجبل، أخبار وتحقيقات'>"),
    (f"{SITE} | جريدة إلكترونية تصدر من تازة",
     f"<meta property=og:title content='{SITE} | جريدة إلكترونية تصدر من تازة'>"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "meta"), SITES)
def test_where_the_title_is_the_sites_the_heading_of_the_text_is_the_headline(
    title: str, meta: str
) -> None:
    above = f"<h3><small>جواب عن سؤال كتابي</small></h3><h2>{HEADLINE}</h2>"
    found = read(page(title, above, meta))
    assert found.headline == HEADLINE
    assert found.body.splitlines() == list(TEXT)


def test_a_title_that_says_the_headline_goes_before_a_heading_within_the_text() -> None:
    within = f"<h2>وعود لم تتحقق في الموعد</h2>{paragraphs()}"
    assert read(page(f"{SITE} | {HEADLINE}", "", inside=within)).headline.endswith(HEADLINE)


def test_a_short_headline_in_a_heading_goes_before_the_line_above_it() -> None:
    above = "<p>ملف سوق السمك بميناء المدينة</p><h4>الميناء يفتح أبوابه</h4>"
    title = "الميناء يفتح أبوابه - ملف سوق السمك بميناء المدينة - مجتمع"
    assert read(page(title, above)).headline == "الميناء يفتح أبوابه"
    linked = above.replace("<h4>", "<h4><a href='/9'>").replace("</h4>", "</a></h4>")
    assert read(page(title, linked)).headline == "ملف سوق السمك بميناء المدينة"


def test_a_heading_within_the_text_is_no_headline_where_the_title_is_the_sites() -> None:
    within = "وعود لم تتحقق في الموعد"
    inside = f"{paragraphs()}<h2>{within}</h2>{paragraphs(OTHERS)}{paragraphs(TEXT[:2])}"
    found = read(page(SITE, f"<b>{SITE}</b>", inside=inside))
    assert found.headline != within
    assert within in found.body.splitlines()
