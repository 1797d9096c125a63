"""Tags that are printed behind a label without links, and lines that only look like them."""

import pytest

from tests.reading.unknown_layouts import TEXT, article, paragraphs, read


@pytest.mark.parametrize(("line", "tags"), [
    ("<p class='mc'>Mots clés : ports, mémoire, criée</p>", ("ports", "mémoire", "criée")),
    ("<p><b>Mots-clés :</b> ports, criée.</p>", ("ports", "criée")),
    ("<div><span>الكلمات المفتاحية:</span> <span>الصيد البحري، الميناء</span></div>",
     ("الصيد البحري", "الميناء")),
    ("<div>Etiquetas: puertos | lonja</div>", ("puertos", "lonja")),
    ("<div>Tags: ports</div>", ("ports",)),
    ("<div>وسوم: #الصيد #الميناء</div>", ("الصيد", "الميناء")),
    ("<p>Tags: he sprayed three of them on the wall of the old school last night</p>", ()),
    ("<p>Tags: ports: what we know, criée</p>", ()),
    ("<p>الأسعار: سردين، كلمار</p>", ()),
    ("<p>Tags:</p>", ()),
    ("<p>Tags : ports, criée | 9 mars 2026 | Partager</p>", ("ports", "criée")),
    ("<div class='kw'>Mots clés : Maroc, actualités, presse, journal</div>", ()),
    ("<p>Tags : aucun</p>", ()),
    ("<figure><img src='a.jpg'><figcaption>Tags: sea, boat</figcaption></figure>", ()),
    ("<div style='display: none'>Tags: actu, maroc</div>", ()),
    ("<aside class='sidebar'><p>Tags : Rabat, Salé, Fès</p></aside>", ()),
])  # fmt: skip
def test_tags_that_nothing_links(line: str, tags: tuple[str, ...]) -> None:
    assert read(article(paragraphs(), line)).tags == tags


def test_a_line_within_the_text_is_no_row_of_tags() -> None:
    inside = f"<p>{TEXT[0]}</p><p>Mots clés : peur, colère, espoir</p>" + paragraphs(TEXT[1:])
    found = read(article(inside.replace(TEXT[1], TEXT[1] + " " + TEXT[2])))
    assert found.tags == ()


def test_the_keywords_in_the_footer_of_the_page_are_the_sites() -> None:
    footer = "<footer><p>Tags: actualités, infos, presse</p>"
    assert read(article(paragraphs()).replace("<footer>", footer)).tags == ()
