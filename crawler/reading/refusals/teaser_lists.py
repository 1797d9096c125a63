"""Teasers: boxes with the linked headline of another article and some of its words."""

from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import html

from crawler.arabic import fold_token, folded_words, token_pattern
from crawler.markup.page_lines import lines
from crawler.markup.visible_text import visible_text
from crawler.reading.author_and_home_links import leads_to_author
from crawler.reading.body.body_result import Body
from crawler.reading.parsed_page import ParsedPage
from crawler.reading.refusals.page_kind import (
    calls_itself_collection,
    is_of_a_person,
    is_platforms_list,
    is_wordpress_post,
    states_a_list,
    states_one_article,
)

MIN_TEASERS = 3
"""A list has so many; two may stand in an article as a box of links."""
MAX_TEASERS = 100
"""Teasers that are looked at; the first of a list tell what it is."""
MIN_HEADLINE_WORDS = 3
PROBE = 20
"""First characters of a paragraph that a box is searched for before its lines are read."""
READ_ON = frozenset(
    " ".join(folded_words(label))
    for label in (
        "اقرأ المزيد", "المزيد", "اقرأ أكثر", "التفاصيل",
        "أكمل القراءة", "إقرأ التفاصيل", "تابع القراءة", "تتمة", "التتمة", "اقرأ بقية الخبر",
        "lire la suite", "lire plus", "en savoir plus", "la suite", "suite", "lire l'article",
        "read more", "continue reading", "read the rest", "more", "leer más", "seguir leyendo",
    )
)  # fmt: skip
"""Texts, folded, of a link from a teaser to its article."""
_FIRST_WORDS = frozenset(label.split()[0] for label in READ_ON)
MIN_EXCERPTS = 2
"""Excerpts among the kept text, of a row with more links."""
MAX_INTRODUCTION_WORDS = 150
"""A list may begin with a text about its subject, or about an author."""


def teasers_instead(page: ParsedPage, headline: str, body: Body) -> str:
    """The reason why a page is a list of teasers; an empty string: it may be an article."""
    if states_one_article(page):
        return ""
    # a month, a tag or an author may have a single post, shown in full
    if is_platforms_list(page):
        if _shows_posts(page):
            return "its software calls it a list, and it shows posts of it"
        if calls_itself_collection(page):
            return "its software and its JSON-LD call it a list"
    if (excerpts := _count_excerpts(page, body)) >= MIN_EXCERPTS:
        return f"its text is {excerpts} excerpts, a link to read on behind each"
    headings = list(linked_headings(page, headline))
    if len(headings) < MIN_TEASERS or is_wordpress_post(page):
        return ""
    if body.words < MAX_INTRODUCTION_WORDS and (
        states_a_list(page) or is_of_a_person(page, headline)
    ):
        return f"it calls itself a list, and shows {len(headings)} linked headlines"
    cards = _cards(headings)
    shares = {card: _words_of(card, body.paragraphs) for card in cards}
    giving = [card for card in cards if shares[card]]
    if not giving or 2 * sum(shares.values()) < body.words:
        return ""
    rows = Counter(_kind(card) for card in cards)
    # of a long list trafilatura may keep a single teaser, which stands in a row with its like
    if len(giving) >= MIN_TEASERS or rows[_kind(giving[0])] >= MIN_TEASERS:
        return f"its text stands in {len(giving)} of {len(cards)} teasers"
    return ""


def _count_excerpts(page: ParsedPage, body: Body) -> int:
    """The number of excerpts that make up most of the text, each in a box with a link to read on.

    0: an article has such links between its paragraphs, or below it.
    """
    links = [
        link for link in page.tree.iter("a") if len(link) < 3 and _reads_on(visible_text(link, 40))
    ]
    if len({link.get("href") for link in links}) < MIN_TEASERS:
        return 0
    held = [words for card in _cards(links) if (words := _words_of(card, body.paragraphs))]
    return len(held) if 2 * sum(held) >= body.words else 0


def _reads_on(text: str) -> bool:
    """Whether a link's text leads on to an article; for nearly every link its first word tells."""
    first = token_pattern().search(text)
    if first is None or fold_token(first.group()) not in _FIRST_WORDS:
        return False
    return " ".join(folded_words(text)) in READ_ON


def _shows_posts(page: ParsedPage) -> bool:
    """Whether a list of WordPress's has posts: linked headlines, or boxes below its own title.

    An aside has no headline; on its own page the title stands in the box, on a list above it.
    """
    if next(linked_headings(page, ""), None) is not None:
        return True
    title = next(page.tree.iter("h1"), None)
    boxes = {one for one in page.tree.iter("article", "li", "div") if _is_post(one)}
    return bool(boxes) and (title is None or boxes.isdisjoint(title.iterancestors()))


def _is_post(element: html.HtmlElement) -> bool:
    return "type-post" in (element.get("class") or "").split()


def linked_headings(page: ParsedPage, headline: str) -> Iterator[html.HtmlElement]:
    """Headings, and first links of ``article`` elements, that lead to other articles."""
    own, found = folded_words(headline), list[html.HtmlElement]()
    found += page.tree.iter("h2", "h3", "h4")
    for article in page.tree.iter("article"):
        if next(article.iter("h1", "h2", "h3", "h4"), None) is None:
            found += [
                link for link in article.iter("a")
                if len(visible_text(link).split()) >= MIN_HEADLINE_WORDS
            ][:1]  # fmt: skip
    for heading in found[: 4 * MAX_TEASERS]:
        link = heading if heading.tag == "a" else _link_of(heading)
        if link is None or (link.get("href") or "#").startswith("#"):
            continue
        if leads_to_author(link):  # the box of who wrote
            continue
        words = folded_words(visible_text(heading))
        if len(words) < MIN_HEADLINE_WORDS or words == own:
            continue
        if page.absolute(link.get("href", "")) != page.url:
            yield heading


def _link_of(heading: html.HtmlElement) -> html.HtmlElement | None:
    return next(heading.iter("a"), None) if len(heading) else next(heading.iterancestors("a"), None)


def _cards(headings: list[html.HtmlElement]) -> list[html.HtmlElement]:
    """The largest boxes that hold one of the headlines each."""
    headings = headings[:MAX_TEASERS]
    held = Counter(one for heading in headings for one in heading.iterancestors())
    cards = list[html.HtmlElement]()
    for heading in headings:
        card = heading
        for box in heading.iterancestors():
            if held[box] > 1:
                break
            card = box
        cards.append(card)
    return cards


def _kind(card: html.HtmlElement) -> tuple[object, str]:
    return card.getparent(), card.tag


def _words_of(card: html.HtmlElement, paragraphs: Sequence[str]) -> int:
    """The words of the body that stand in a card."""
    text = visible_text(card)
    inside = {one for one in paragraphs if one[:PROBE] in text}
    if not inside:  # as of every teaser below an article
        return 0
    return sum(len(line.key.split()) for line in lines(card) if line.text in inside)
