"""A heading leaves with all that stood below it; one with text below it stays."""

import pytest

from crawler.reading.extraction_hints import Hints
from crawler.reading.trace import Trace
from tests.reading.unknown_layouts import TEXT, article, lines, paragraphs

BOTH = pytest.mark.parametrize(
    "hints", [Hints(), Hints(body="div.k1")], ids=["no hint", "container"]
)
LINKS = "".join(f'<li><a href="?start={n}">{one}</a></li>' for n, one in enumerate(
    ("سوق السمك", "رأي البحارة", "كم كلفت الأشغال", "وماذا بعد؟")
))  # fmt: skip


@BOTH
@pytest.mark.parametrize("heading", ["أجزاء هذا التحقيق", "Les volets de l'enquête"])
def test_a_heading_leaves_with_the_links_of_its_box(heading: str, hints: Hints) -> None:
    box = f"<div><h3>{heading}</h3><ul>{LINKS}</ul></div>"
    trace = Trace()
    page = article(paragraphs(TEXT[:1]) + box + paragraphs(TEXT[1:]))
    assert lines(page, hints, trace) == [*TEXT]


@BOTH
@pytest.mark.parametrize(("heading", "below"), [
    ("كلمة للقراء", "المرجو احترام قواعد النقاش وعدم السب والقذف"),
    ("Avant de réagir", "Les commentaires n'engagent que leurs auteurs"),
    ("Écrivez-nous", "Votre adresse e-mail ne sera pas publiée."),
])  # fmt: skip
def test_a_heading_leaves_with_the_form_below_it(heading: str, below: str, hints: Hints) -> None:
    end = f"<h4>{heading}</h4><p>{below}</p>"
    assert lines(article(paragraphs() + end), hints) == [*TEXT]


@BOTH
@pytest.mark.parametrize("heading", [
    "Charte des commentaires", "Règles de modération", "ميثاق التعليقات", "قواعد النقاش",
    "Comment policy", "Normas de participación",
])  # fmt: skip
def test_a_bold_label_leaves_with_the_policy_below_it(heading: str, hints: Hints) -> None:
    policy = "Les commentaires sont modérés : les propos injurieux ne seront pas publiés."
    end = f"<p><b>{heading}</b></p><p>{policy}</p>"
    assert lines(article(paragraphs() + end), hints) == [*TEXT]


@BOTH
def test_a_heading_with_text_below_it_stays(hints: Hints) -> None:
    inside = (
        f"<div><h3>أثمنة السوق</h3><ul>{LINKS}</ul><p>{TEXT[1]}</p></div>"
        f"<div><h3>ميثاق التعليقات</h3><p>{TEXT[2]}</p></div>"
    )
    found = lines(article(paragraphs(TEXT[:1]) + inside + paragraphs(TEXT[3:])), hints)
    assert found == [TEXT[0], "أثمنة السوق", TEXT[1], "ميثاق التعليقات", *TEXT[2:]]


@BOTH
def test_a_list_without_links_keeps_its_heading(hints: Hints) -> None:
    box = "<div><h3>الفائزون</h3><ul><li>فاطمة الزهراء</li><li>عبد القادر بوراص</li></ul></div>"
    found = lines(article(paragraphs(TEXT[:2]) + box + paragraphs(TEXT[2:])), hints)
    assert "الفائزون" in found


@BOTH
@pytest.mark.parametrize("heading", [
    "الميناء يفتح في 2027", "La halle ouvrira en mars", "Larache 2, Tétouan 1",
])  # fmt: skip
@pytest.mark.parametrize("below", [
    "Votre adresse e-mail ne sera pas publiée.",
    "Nous utilisons des cookies pour améliorer votre expérience.",
])  # fmt: skip
def test_the_last_heading_of_an_article_above_a_notice_stays(
    heading: str, below: str, hints: Hints
) -> None:
    end = f"<h2>{heading}</h2><p>{below}</p>"
    assert lines(article(paragraphs() + end), hints) == [*TEXT, heading]


@BOTH
def test_a_heading_leaves_with_the_form_in_its_box(hints: Hints) -> None:
    notice = "<p>Votre adresse e-mail ne sera pas publiée.</p><textarea></textarea>"
    box = f"<div><h4>La halle, et après</h4>{notice}</div>"
    assert lines(article(paragraphs() + box), hints) == [*TEXT]


@BOTH
@pytest.mark.parametrize("heading", ["Les documents du marché", "Qui a signé le contrat ?"])
def test_a_heading_of_linked_sources_stays(heading: str, hints: Hints) -> None:
    links = "<li><a href='/d/cahier.pdf'>Le cahier des charges de la halle au poisson</a></li>"
    links += "<li><a href='/d/lettre.pdf'>La lettre du ministre à la commune du port</a></li>"
    box = f"<div><h3>{heading}</h3><ul>{links}</ul></div>"
    found = lines(article(paragraphs(TEXT[:2]) + box + paragraphs(TEXT[2:])), hints)
    assert heading in found


@BOTH
def test_of_two_equal_headings_the_one_above_the_text_stays(hints: Hints) -> None:
    box = f"<div><h3>الحصيلة</h3><ul>{LINKS}</ul></div>"
    inside = f"{paragraphs(TEXT[:1])}<h3>الحصيلة</h3>{paragraphs(TEXT[1:])}{box}"
    found = lines(article(inside), hints)
    assert found == [TEXT[0], "الحصيلة", *TEXT[1:]]
