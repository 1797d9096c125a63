"""Advertisements that say so: a small box in the text, whose first line is nothing but the word."""

from collections.abc import Sequence

from lxml import html

from crawler.arabic import folded_words
from crawler.markup.element_predicates import HEADINGS
from crawler.markup.page_lines import Line
from crawler.reading.body.boxes.page_parts import MAX_BOX_LEVELS, lines_by_element

ADVERTISES = "in a box that calls itself an advertisement"
"""The reason of lines that stand in such a box."""
MAX_AD_LINES = 6
"""Lines of such a box, its label among them."""
MAX_AD_SHARE = 1 / 3
"""The share of the text from which a box is the article: a whole page may be paid for."""
_LABELS = frozenset(
    " ".join(folded_words(label))
    for label in (
        "إعلان", "إعلانات", "إعلان ممول", "إعلان مدفوع", "إعلان تجاري", "إشهار", "مساحة إشهارية",
        "مساحة إعلانية", "محتوى ممول", "مضمون ممول", "محتوى إعلاني", "مادة إعلانية", "مادة إشهارية",
        "محتوى مدفوع", "Publicité", "Annonce", "Annonce publicitaire", "Contenu sponsorisé",
        "Sponsorisé", "Publireportage", "Publi-reportage", "Advertisement", "Sponsored",
        "Sponsored content", "Ad", "Ads", "Publicidad", "Anuncio", "Contenido patrocinado",
    )
)  # fmt: skip


def without_advertisements(
    root: html.HtmlElement, found: Sequence[Line], kept: list[Line]
) -> list[Line]:
    """Take the lines out of ``kept`` that stand in a labelled box; those are returned."""
    labels = [line for line in found if line.key in _LABELS and line.tag not in HEADINGS]
    if not labels:
        return []
    boxes = lines_by_element(root, found)
    staying, leaving = set(map(id, kept)), set[int]()
    least = MAX_AD_SHARE * sum(len(line.text) for line in kept)
    for label in labels:
        element = label.block
        for _ in range(MAX_BOX_LEVELS):
            if element is None or element is root:
                break
            inside = boxes[element]
            own = [line for line in inside if id(line) in staying]
            if len(inside) > MAX_AD_LINES or inside[0] is not label:
                break
            if sum(len(line.text) for line in own) > least:
                break
            leaving.update(map(id, own))
            element = element.getparent()
    out = [line for line in kept if id(line) in leaving]
    kept[:] = [line for line in kept if id(line) not in leaving]
    return out
