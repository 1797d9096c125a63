"""Sections behind a printed label, and paths whose first step no word calls home."""

import pytest

from tests.reading.unknown_layouts import HEADLINE, article, paragraphs, read

H1 = f"<h1>{HEADLINE}</h1>"


def section(above: str = "", behind: str = "") -> str | None:
    return read(article(paragraphs()).replace(H1, above + H1 + behind)).section


@pytest.mark.parametrize(("line", "name"), [
    ("<font size='1'>09.03.26 | القسم: حوادث</font>", "حوادث"),
    ("<p>Rubrique : Ports et quais - 9 mars 2026</p>", "Ports et quais"),
    ("<p>9 de marzo de 2026 · Sección: Puertos</p>", "Puertos"),
    ("<p>Categoría: Puertos</p>", "Puertos"),
    ("<div>Taggayt: <a href='/taggayt/tafellaht'>Tafellaht</a></div>", "Tafellaht"),
    ("<div>ⵜⴰⴳⴳⴰⵢⵜ: <a href='/t/a'>ⵜⴰⴷⵍⵙⴰ</a></div>", "ⵜⴰⴷⵍⵙⴰ"),
    ("<p>Section: 4</p>", None),
    ("<p>القسم: الطابق 3</p>", None),
    ("<p>09.03.26 | الساعة: حوادث</p>", None),
])  # fmt: skip
def test_a_section_behind_its_label(line: str, name: str | None) -> None:
    assert section(behind=line) == name


@pytest.mark.parametrize(("line", "name"), [
    ("<p>Sección: Sucesos</p>", "Sucesos"),
    ("<p>Section: Sales</p>", None),
    ("<table><tr><td>Categoría: Senior</td></tr></table>", None),
    ("<p>Archivado en: Tánger, Puerto, Pesca</p>", None),
])  # fmt: skip
def test_a_label_behind_the_text_may_be_one_of_something_else(line: str, name: str | None) -> None:
    assert read(article(paragraphs(), line)).section == name


@pytest.mark.parametrize(("row", "name"), [
    ("<div><a href='/zgh'>ⴰⵙⵏⵓⴱⴳ</a> / <a href='/zgh/tadlsa'>ⵜⴰⴷⵍⵙⴰ</a></div>", "ⵜⴰⴷⵍⵙⴰ"),
    ("<div><a href='/de'>Startseite</a> › <a href='/de/hafen'>Hafen</a></div>", "Hafen"),
    ("<div><a href='/sport/'>Sport</a> › <a href='/sport/boxe/'>Boxe</a></div>", "Boxe"),
    ("<div><a href='/plumes'>Plumes</a> › <a href='/plumes/wo'>Wassila O.</a></div>", "Plumes"),
    # two labels stand side by side
    ("<div><a href='/sport'>Sport</a> / <a href='/culture'>Culture</a></div>", "Sport"),
    ("<div><a href='/sport'>Sport</a> <a href='/sport/boxe'>Boxe</a></div>", "Sport"),
])  # fmt: skip
def test_a_path_leads_down_from_folder_to_folder(row: str, name: str | None) -> None:
    assert section(above=row) == name
