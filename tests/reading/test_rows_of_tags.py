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
