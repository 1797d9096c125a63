"""Sections alone above a headline or in its row of details, and what else stands there."""

import pytest

from crawler.items import Page
from crawler.reading.extraction_hints import Hints
from crawler.reading.reader import read_article
from tests.reading.unknown_layouts import HEADLINE, SEEN, article, paragraphs, read

H1 = f"<h1>{HEADLINE}</h1>"


def page(above: str = "", behind: str = "") -> str:
    return article(paragraphs()).replace(H1, above + H1 + behind)


@pytest.mark.parametrize(("above", "name"), [
    ("<span class='surtitre'>Énergie</span>", "Énergie"),
    ("<div class='kicker'>حوادث</div>", "حوادث"),
    ("<h5 class='eyebrow'>تحقيقات</h5>", "تحقيقات"),
    ("<div class='k7'><span>كتاب الرأي</span></div>", "كتاب الرأي"),
    ("<div class='k7'>ثقافة وفنون</div>", "ثقافة وفنون"),
    ("<div class='k7'>Arts &amp; Culture</div>", "Arts & Culture"),
    ("<p>Faits divers</p>", "Faits divers"),
    ("<p>ECONOMIE</p>", "ECONOMIE"),
    ("<b class='lbl'>Sucesos</b>", "Sucesos"),
    ("<b class='lbl'>Columns</b>", "Columns"),
    ("<b class='lbl'>ⵜⴰⴷⵍⵙⴰ</b>", "ⵜⴰⴷⵍⵙⴰ"),
    ("<b>أخبار وطنية</b>", "أخبار وطنية"),
    ("<p class='rub'>Grand large</p>", "Grand large"),
    ("<p class='category'>التعليم الخاص</p>", "التعليم الخاص"),
    ("<p class='category'>Live music</p>", "Live music"),
    ("<p class='category'>Nuevo Mundo</p>", "Nuevo Mundo"),
    ("<b>رياضة</b><span class='badge'>عاجل</span>", "رياضة"),
    ("<p>Culture</p><p class='type'>Entretien</p>", "Culture"),
    ("<p>اقتصاد</p><p>حوار</p>", "اقتصاد"),
    ("<p>حوار</p>", "حوار"),
    ("<b>رياضة</b><span>12 مارس 2026</span>", "رياضة"),
    ("<b>Culture</b><p>Par Salma Tazi</p>", "Culture"),
    ("<div>رياضة | 12 مارس 2026</div>", "رياضة"),
])  # fmt: skip
def test_a_section_alone_above_the_headline(above: str, name: str) -> None:
    assert read(page(above)).section == name


@pytest.mark.parametrize("above", [
    "<span class='kicker'>زلزال الحوز</span>",
    "<span class='surtitre'>Séisme d'Al Haouz</span>",
    "<span class='surtitre'>Politique de l'eau</span>",
    "<span class='kicker'>سياسة التعليم</span>",
    "<span class='kicker'>الدار البيضاء</span>",
    "<span class='kicker'>Tanger</span>",
    "<span class='kicker'>سعاد بنعلي</span>",
    "<span class='rub'>سعاد بنعلي</span>",
    "<span class='rub'>عاجل</span>",
    "<span class='category'>Exclusif</span>",
    "<span class='cat'>فيديو</span>",
    "<span class='cat'>En direct</span>",
    "<span class='cat'>الأكثر قراءة</span>",
    "<p class='rubrique'>Rubrique</p>",
    "<p class='rub'>Retour</p>",
    "<span>Accueil</span>",
    "<span>En direct</span>",
    "<span>Publicité</span>",
    "<span>Vidéo</span>",
    "<span>12 مارس 2026</span>",
    "<span>جريدة الميناء</span>",
    "<div><b>سياسة</b> <b>رياضة</b> <b>ثقافة</b></div>",
    "<button>Culture</button>",
    "<p>Sport</p><ul><li><a href='/1'>A</a></li><li><a href='/2'>B</a></li>"
    "<li><a href='/3'>C</a></li><li><a href='/4'>D</a></li></ul>",
    "<p>Sport : le derby se jouera sans public</p>",
    "<aside>Sport</aside>",
    "<div class='pub'>Immobilier</div>",
    "<div id='div-gpt-1'>Voyages</div>",
    "<div class='annonce-top'>Auto</div>",
    "<b>بعد رياضة</b>",
    "<p>Politique, économie, culture</p>",
    "<b>رياضة</b> بحضور والي الجهة",
])  # fmt: skip
def test_what_else_stands_above_a_headline(above: str) -> None:
    assert read(page(above)).section is None


@pytest.mark.parametrize(("address", "kicker", "name"), [
    ("https://x.ma/puertos/2026/8.html", "Puertos", "Puertos"),
    ("https://x.ma/fr/grand-large/8.html", "Grand large", "Grand large"),
    ("https://x.ma/peche-cotiere/8", "Pêche côtière", "Pêche côtière"),
    ("https://x.ma/article/8.html", "Article", None),
    ("https://x.ma/fr/8.html", "FR", None),
    ("https://x.ma/details/8.html", "Details", None),
    ("https://x.ma/a-la-une/8.html", "À la une", None),
    ("https://x.ma/redaction/8.html", "Rédaction", None),
    ("https://x.ma/2026/8/puertos", "Puertos", None),
    ("https://x.ma/salma-tazi/8.html", "Salma Tazi", None),
])  # fmt: skip
def test_the_folder_of_the_address_tells_of_a_kicker(
    address: str, kicker: str, name: str | None
) -> None:
    markup = page(f"<div class='k'>{kicker}</div>").encode()
    found = read_article(Page("x", address, SEEN, 200, {}, markup), Hints())
    assert found.section == name


@pytest.mark.parametrize(("row", "name"), [
    ("<ul><li>جريدة الميناء</li><li>10:41 - 14 يناير 2026</li><li><a href='/m'>دولي</a></li></ul>",
     "دولي"),
    ("<div>14 janvier 2026 | Salma Tazi | Environnement</div>", "Environnement"),
    ("<div><span>14 يناير 2026</span> <span>فلاحة</span></div>", "فلاحة"),
    ("<div>14 يناير 2026 | الرباط</div>", None),
    ("<div><span>14 يناير 2026</span> <a href='/auteur/a'>Culture</a></div>", None),
    ("<div><span>14 يناير 2026</span> <a href='https://y.ma/'>رياضة</a></div>", None),
    ("<div>14 يناير 2026 | رياضة | سياسة | ثقافة</div>", None),
    ("<div>سياسة | رياضة</div>", None),
    ("<div>L’Opinion - 14 janvier 2026</div>", None),
    ("<div>Source : <b>Tribune</b> - 14 janvier 2026</div>", None),
    ("<div>المصدر: <b>العالمية</b> | 14 يناير 2026</div>", None),
    ("<div>14 janvier 2026 | Tags : <span>Justice</span></div>", None),
    ("<div>14 janvier 2026</div><div><i>Sport</i> <i>8 janvier 2026</i></div>", None),
    ("<div><a href='/8'>Le derby est reporté</a> 14 janvier 2026 | <i>Sport</i></div>", None),
])  # fmt: skip
def test_the_section_in_the_row_with_the_date(row: str, name: str | None) -> None:
    assert read(page(behind=row)).section == name


def test_the_row_of_another_article_behind_the_text_tells_nothing() -> None:
    row = "<div class='n'><b>ديربي</b> <i>14 يناير 2026</i> <i>رياضة</i></div>"
    assert read(article(paragraphs(), row)).section is None


def test_the_slogan_of_the_site_is_no_section() -> None:
    markup = page().replace("<header>", "<header><p>Culture et société</p></header><header>", 1)
    bare = markup[: markup.index("<header><ul>")] + markup[markup.index("<main>") :]
    assert "société" in bare
    assert read(bare).section is None
