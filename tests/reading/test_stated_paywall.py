"""Whether only those who pay see all of an article, stated in microdata and in RDFa."""

import pytest

from tests.reading.unknown_layouts import HEADLINE, article, paragraphs, read

SCHEMA = "https://schema.org/"
PART = (
    '<div itemprop="hasPart" itemscope itemtype="https://schema.org/{}">'
    '<meta itemprop="isAccessibleForFree" content="{}"></div>'
)
RDFA_PART = (
    '<div property="schema:hasPart" typeof="WebPageElement">'
    '<meta property="schema:isAccessibleForFree" content="false"></div>'
)
ITEM = '<article itemscope itemtype="https://schema.org/NewsArticle">{}</article>'
RDFA = '<article vocab="https://schema.org/" typeof="NewsArticle">{}</article>'
CARD = (
    '<div itemscope itemtype="https://schema.org/NewsArticle"><meta'
    ' itemprop="isAccessibleForFree" content="false"><a href="/2">Un autre article</a></div>'
)
H1 = f"<h1>{HEADLINE}</h1>"


def said(value: str, attribute: str = "itemprop") -> str:
    return f'<meta {attribute}="isAccessibleForFree" content="{value}">'


def paywall(markup: str, around: str = ITEM, outside: str = "") -> tuple[bool, str | None]:
    page = article(paragraphs()).replace(H1, "").replace("<main>", outside + "<main>")
    inside = f'{markup}{H1}<div class="k1">'
    found = read(page.replace('<div class="k1">', inside, 1).replace(
        "<main>", "<main>" + around.partition("{}")[0], 1).replace(
        "</main>", around.partition("{}")[2] + "</main>", 1))  # fmt: skip
    return found.paywall, found.sources.get("paywall")


@pytest.mark.parametrize(("markup", "around"), [
    (said("false"), ITEM), (said("False"), ITEM), (said(SCHEMA + "False"), ITEM),
    (f'<link itemprop="isAccessibleForFree" href="{SCHEMA}False">', ITEM),
    ('<span itemprop="isAccessibleForFree" hidden>No</span>', ITEM),
    (said("true") + PART.format("WebPageElement", "false"), ITEM),
    (PART.format("WebPageElement", "False"), ITEM),
    ('<span itemprop="isAccessibleForFree">Non</span>', ITEM), (said("false"), "<div>{}</div>"),
    ('<div class="k2">' + said("false") + "</div>", "<div>{}</div>"),
    (said("false", "property"), RDFA), (said("true", "property") + RDFA_PART, RDFA),
])  # fmt: skip
def test_an_attribute_that_says_that_an_article_is_not_free(markup: str, around: str) -> None:
    assert paywall(markup, around) == (True, "microdata")


@pytest.mark.parametrize("markup", [
    "", said("true"), said(""), PART.format("VideoObject", "false"),
    PART.format("WebPageElement", "true"), said("True") + PART.format("WebPageElement", "true"),
    CARD,
])  # fmt: skip
def test_what_is_free_or_says_it_of_something_else_is_no_paywall(markup: str) -> None:
    assert paywall(markup) == (False, None)


LINKED = '<a href="/2">مقال آخر عن الميناء</a>'


@pytest.mark.parametrize("outside", [
    CARD, f'<div class="card">{LINKED}{said("false")}</div>',
    f'<div about="/2">{said("false", "property")}</div>',
    f'<ul><li>{LINKED}<span itemprop="isAccessibleForFree">Non</span></li></ul>',
    f'<aside>{LINKED}<p>{said("False")}</p></aside>',
])  # fmt: skip
def test_the_card_of_another_article_says_nothing_of_this_one(outside: str) -> None:
    for around in (ITEM, "<div>{}</div>"):
        assert paywall("", around, outside) == (False, None)
    assert paywall(said("false"), outside=CARD.replace("false", "true")) == (True, "microdata")
