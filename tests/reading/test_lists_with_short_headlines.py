"""Excerpts below a heading that announces other articles leave, however short their headlines."""

import pytest

from crawler.reading.extraction_hints import Hints
from tests.reading.unknown_layouts import HEADLINE, TEXT, lines, paragraphs

BRIEF = "انقطع الماء صباح اليوم عن أحياء المدينة القديمة بسبب عطب في القناة الرئيسية بحي القصبة."
SAID = (
    "وقعت تعاونية الأركان بالسوق القروي عقدا من ثلاث سنوات مع موزع أجنبي لبيع أطنان من زيتها.",
    "يكشف منظمو المهرجان عن برنامجه في ندوة بدار الثقافة، مع منصة إضافية بجانب الميناء هذه السنة.",
)
MORE = [f"{one} {n}" for n in "١٢" for one in TEXT]
TITLES = ("الأركان: عقد جديد", "برنامج المهرجان")


def page(text: str, below: str) -> str:
    return (
        f"<title>{HEADLINE}</title><body><main><h1>{HEADLINE}</h1><div class='b'>{text}</div>"
        f"{below}</main><footer><p>الميناء ترافقكم كل يوم</p></footer>"
    )


def listed(heading: str, tag: str = "div", name: str = " class='e'", link: bool = True) -> str:
    entries = "".join(
        f"<{tag}{name}><div class='t'>"
        + (f"<a href='/{n}'>{title}</a>" if link else f"<b>{title}</b>")
        + f"</div><div class='d'>{said}</div></{tag}>"
        for n, (title, said) in enumerate(zip(TITLES, SAID, strict=True))
    )
    outer = "ul" if tag == "li" else "div"
    return f"<div class='w'><div>{heading}</div><{outer} class='p'>{entries}</{outer}></div>"


@pytest.mark.parametrize("hints", [Hints(), Hints(body="div.b")], ids=["no hint", "container"])
@pytest.mark.parametrize("tag", ["div", "section", "li"])
@pytest.mark.parametrize(
    "heading",
    ["<h5>Dans la même rubrique</h5>", "<h3>في نفس القسم</h3>", "<p>مقالات ذات صلة</p>",
     "<h4>Noticias relacionadas</h4>", "<h4>In the same section</h4>"],
)  # fmt: skip
def test_excerpts_of_other_articles_below_a_brief_are_none_of_it(
    heading: str, tag: str, hints: Hints
) -> None:
    assert lines(page(f"<p>{BRIEF}</p>", listed(heading, tag)), hints) == [BRIEF]


def test_places_that_a_guide_links_to_are_its_text() -> None:
    """Below a heading of its own, or without links, entries are what the article lists."""
    text = paragraphs(TEXT[:2])
    found = lines(page(text + listed("<h3>أين نأكل ونسهر</h3>"), ""))
    assert [one for one in found if one in (*TEXT, *SAID)] == [*TEXT[:2], *SAID]
    found = lines(page(text + listed("<h3>أخبار من المدينة</h3>", link=False), ""))
    assert [one for one in found if one in SAID] == [*SAID]


@pytest.mark.parametrize("heading", ["À lire", "Dans la même rubrique"])
def test_books_and_places_of_a_guide_are_its_text(heading: str) -> None:
    """Books to read stand below a heading that has two meanings; hotels have a host each."""
    entries = f"<h3>{heading}</h3>" + "".join(
        f"<div class='v'><a href='/{n}'>{title}</a><p>{said}</p></div>"
        for n, (title, said) in enumerate(zip(TITLES, SAID, strict=True))
    )
    if heading != "À lire":
        entries = entries.replace("'/0'", "'https://riad.ma/'").replace("'/1'", "'https://h.ma/'")
    found = lines(page(paragraphs(TEXT) + entries + paragraphs(MORE), ""))
    assert [one for one in found if one in SAID] == [*SAID]


def test_a_link_below_such_a_heading_ends_no_text() -> None:
    """One linked line amid the text, and the paragraphs behind it."""
    between = "<p class='x'>اقرأ أيضا</p><p class='x'><a href='/7'>عقد الأركان</a></p>"
    rest = "".join(f"<p class='x'>{one}</p>" for one in TEXT[2:])
    found = lines(page(paragraphs(TEXT[:2]) + between + rest, ""))
    assert [one for one in found if one in TEXT] == [*TEXT]
