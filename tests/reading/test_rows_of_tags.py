"""Rows of tags that stand in a navigation of their own, by their label, class or addresses."""

import pytest

from tests.reading.unknown_layouts import TEXT, article, paragraphs, read

P = paragraphs()
TAGS = ("موانئ", "صيد بحري")


def row(tag: str = "nav", attributes: str = "", path: str = "/b/") -> str:
    links = "".join(f"<li><a href='{path}{n}'>{name}</a></li>" for n, name in enumerate(TAGS))
    return f"<{tag} {attributes}><ul>{links}</ul></{tag}>"


ROWS = {
    "French label": row(attributes='aria-label="Étiquettes"'),
    "Arabic label": row(attributes="aria-label='الوسوم'"),
    "keywords": row("div", 'aria-label="Mots-clés :"'),
    "Spanish label": row("section", 'aria-label="Etiquetas"'),
    "addresses": row(path="/blog/tags/"),
    "addresses and a word": f"<nav><h4>المزيد عن</h4>{row('div', path='/tag/')}</nav>",
    "a class": row(attributes='class="post-tags"'),
    "in the article's footer": f"<footer>{row(path='/tags/')}</footer>",
}
CATEGORY = "<div><ul class='z'><li><a href='/blog/categories/port'>بحر</a></li></ul></div>"


@pytest.mark.parametrize("behind", ["", CATEGORY], ids=["alone", "the category behind"])
@pytest.mark.parametrize("tags", ROWS.values(), ids=ROWS)
def test_a_navigation_of_tags_behind_the_text_gives_them(tags: str, behind: str) -> None:
    found = read(article(P + tags + behind))
    assert found.tags == TAGS
    assert found.body.splitlines() == list(TEXT)


def test_a_label_in_the_articles_own_head_names_them() -> None:
    head = f"<div>{row('nav', 'aria-label=Tags', '/world/')}<h1>"
    assert read(article(P).replace("<h1>", head, 1).replace("</h1>", "</h1></div>", 1)).tags == TAGS


OTHERS = {
    "the site's bar above": article(P).replace("<header>", f"<header>{row(path='/tag/')}", 1),
    "a label above": article(P).replace("<header>", f"<header>{row('nav', 'aria-label=Tags')}", 1),
    "a class above": article(P).replace("<header>", f"<header>{row('nav', 'class=tags')}", 1),
    "the page's footer": article(P).replace("<footer>", f"<footer>{row(path='/tag/')}", 1),
    "a sidebar": article(P, f"<aside>{row(path='/tag/')}</aside>"),
    "a labelled sidebar": article(P, row("aside", "aria-label='Tags'", "/tag/")),
    "a menu with one tag": article(P + row(path="/x/").replace("/x/0", "/tag/0")),
    "previous and next": article(P + row("nav", "aria-label='Articles'")),
}


@pytest.mark.parametrize("markup", OTHERS.values(), ids=OTHERS)
def test_another_navigation_gives_none(markup: str) -> None:
    assert read(markup).tags == ()


@pytest.mark.parametrize("where", ["sujets", "mots-cles", "topics", "thematiques"])
@pytest.mark.parametrize("between", ["", ", ", " · "])
def test_a_row_of_links_to_subjects_behind_the_text_names_the_tags(
    where: str, between: str
) -> None:
    links = (f"<a href='/{where}/{n}/'>{name}</a>" for n, name in enumerate(("الصيد", "الموانئ")))
    row = f"<div class='x-fk'>{between.join(links)}</div>"
    assert read(article(paragraphs(), row)).tags == ("الصيد", "الموانئ")


@pytest.mark.parametrize("row", [
    "<div class='x-fk'><a href='/sujets/mer/'>الصيد</a></div>",
    "<div class='x-fk'><a href='/sujets/mer/'>الصيد</a> <a href='/9/'>الموانئ</a></div>",
    "<div class='x-fk'>تابع <a href='/sujets/1/'>الصيد</a> <a href='/sujets/2/'>البحر</a></div>",
])  # fmt: skip
def test_a_lone_or_mixed_row_of_links_to_subjects_names_no_tags(row: str) -> None:
    assert read(article(paragraphs(), row)).tags == ()


def test_links_to_subjects_above_the_text_and_apart_from_it_are_no_tags() -> None:
    row = "<p><a href='/sujets/1/'>الصيد</a> <a href='/sujets/2/'>البحر</a></p>"
    assert read(article(row + paragraphs())).tags == ()
    assert read(article(paragraphs()) + f"<div class='x-fz'>{row}</div>").tags == ()


SUBJECTS = "<a href='/sujets/1/'>الصيد</a> <a href='/sujets/2/'>البحر</a>"


@pytest.mark.parametrize("above", ["Explorer", "Sujets du moment", "اكتشف أيضا", "Trending topics"])
def test_a_row_of_subjects_below_a_heading_of_its_own_is_the_sites(above: str) -> None:
    row = f"<h4>{above}</h4><ul><li>{SUBJECTS}</li></ul>"
    assert read(article(paragraphs(), row)).tags == ()
    assert read(article(paragraphs(), f"<div><h4>{above}</h4>{SUBJECTS}</div>")).tags == ()


@pytest.mark.parametrize("above", ["Sujets", "Thèmes :", "Topics", "مواضيع"])
def test_a_row_of_subjects_below_the_word_for_them_names_the_tags(above: str) -> None:
    row = f"<h4>{above}</h4><div>{SUBJECTS}</div>"
    assert read(article(paragraphs(), row)).tags == ("الصيد", "البحر")
