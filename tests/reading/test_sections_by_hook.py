"""The section that an attribute for tests or scripts names, and cards that have it, too."""

from tests.reading.unknown_layouts import TEXT, article, paragraphs, read

LABELS = "<ul data-hook='category-label-list'><li><a href='/blog/categories/x'>{}</a></li></ul>"


def test_the_section_that_a_hook_names_behind_the_text() -> None:
    own = article(paragraphs(), LABELS.format("الموانئ"))
    assert read(own).section == "الموانئ"
    card = f"<article><h3><a href='/8'>{TEXT[0]}</a></h3>{LABELS.format('سفر')}</article>"
    assert read(article(paragraphs(), card)).section is None
    assert read(own.replace("<h1>", f"{card}<h1>")).section == "الموانئ"
