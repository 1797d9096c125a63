"""Bylines of a page, the best first: stated by machines, marked up as such, printed with a label.

A reader's comment, a card and a sidebar have authors of their own (``page_surroundings``).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import cast
from urllib.parse import unquote

from lxml import etree, html

from crawler.arabic import folded_words, unmark
from crawler.markup import jsonld_values
from crawler.markup.page_lines import lines
from crawler.markup.visible_text import plain_text, visible_text
from crawler.reading.fields.byline_elements import (
    MAX_CHARACTERS,
    MAX_PLACES,
    marked,
    marked_by_class,
    names_of,
    stand_beside,
)
from crawler.reading.fields.details_line import MAX_DETAIL_CHARACTERS, read_details
from crawler.reading.fields.headline import own_heading
from crawler.reading.fields.icons import PERSON, text_behind_icon
from crawler.reading.fields.page_surroundings import Surroundings, surroundings_of
from crawler.reading.fields.printed_date_places import first_text
from crawler.reading.names.byline_names import (
    authors_in,
    before_a_date,
    is_of_a_date,
    is_one_word,
    why_no_byline,
)
from crawler.reading.names.signed_byline import credited
from crawler.reading.parsed_page import ParsedPage

Candidates = Iterator[tuple[str, str]]
MAX_ELEMENTS_BEFORE_TEXT = 150
"""Elements between headline and text that may print a byline with its label."""
MAX_AUTHORS = 5
_SEVERAL = ("oauthor", "o-author", "o_author", "authors", "auteurs")
"""Pieces of class names that announce more than one author."""
_META = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
_AUTHORS_PAGE = re.compile(
    r"/(?:authors?|auteurs?|writers?|users?|profiles?|profil|journalistes?|journalists?|kateb|katib"
    r"|contributors?|columnists?|opinions?/writers?|كاتب|الكاتب|كتاب|مؤلف|نويسنده)(?:/|\.php|[?=-])",
    re.IGNORECASE,
)
"""The address of an author's page, in whatever theme."""
_SEEN = "not(parent::script or parent::style or parent::noscript or parent::title)"
_SAYS = etree.XPath(f"boolean(//text()[contains(., $name)][{_SEEN}])")
_TEXTS = cast("Callable[..., list[str]]", etree.XPath(f"//text()[{_SEEN}]", smart_strings=False))
_LABELS = re.compile(
    r"(?:written by|author|(?:é|e)crit par|rédigé par|auteur|كتب بواسطة|الكاتب|بواسطة)\s*:?",
    re.IGNORECASE,
)
_LABEL_BEGINS = re.compile(
    r"[\s*–|-]{0,8}(?:بقلم|من|[إا]عداد|ك|حاور|حوار|أجر|أعد|حرر|بواسطة|نشر|ال(?:كاتب|مؤلف|صحا?في|محرر)"
    r"|(?:ال)?(?:مراسل|متابعة|خبرنگار|نویسنده)"
    r"|par|propos|entretien|interview|auteur|autrice|author|publié"
    r"|by|por|[ée]crit|rédigé|réalisé|written|reported|posted|published)",
    re.IGNORECASE,
)
"""How a line that may sign begins; asked first, since nearly no element does."""
_BY_AT_END = re.compile(r"[,،|–—-]?\s*(?:بقلم|par|by)\s*[:：]?\s*(?:\w+\s+\w.*)?$", re.IGNORECASE)
_BY_IN_LINE = re.compile(r"[\s,،|–—-]((?:بقلم|من طرف|بواسطة|par|by)(?:\s|:).+)$", re.IGNORECASE)
MAX_DATE_WORDS = 10
"""Words of a date before the label of a byline, the hour counted."""
MAX_DETAIL_TEXTS = 8
"""Elements of a line of details: author, date, hour, and what stands between them."""
_LINES = frozenset(
    ("p", "div", "span", "li", "td", "small", "section", "address", "h5", "h6", "em")
)
_has_digit = re.compile(r"\d").search
_MAIL_OR_URL = re.compile(r"<?\S+@\S+\.\w+>?|https?://\S+")
_HOLDERS = (
    "p", "span", "div", "a", "strong", "em", "b", "i", "small", "li", "h2", "h3", "h4", "h5", "h6",
    "address", "cite", "td", "section", "dd", "dt",
)  # fmt: skip
"""Elements that may hold a line of their own."""


def bylines(page: ParsedPage, headline: str) -> Candidates:
    """The texts that may be the byline and their sources, the best first.

    What JSON-LD states counts first where the page prints it too. Meta tags name the account that
    published the article, or who made the site, as often as the author: they come behind what is
    printed.
    """
    doubtful = list[tuple[str, str]]()
    together = _printed_together(page, headline)
    for text, source, firm in _stated(page):
        if firm and source == "json-ld" and is_printed(page, text):
            key = folded_words(text)
            yield next(((one, "text") for one in together if _begins(one, key)), (text, source))
        elif firm and any(_begins(one, folded_words(text)) for one in together):
            yield next(one for one in together if _begins(one, folded_words(text))), "text"
        else:
            doubtful.append((text, source))

    def whole(text: str) -> str:
        """A byline that is printed, or the stated one that begins with it and names more."""
        key = folded_words(text)
        more = (one for one, _ in doubtful if _begins(one, key) and len(authors_in(one)) > 1)
        return next(more, text)

    for element in page.select(page.hints.byline):
        yield whole(visible_text(element)), "outlet"
    short = list[tuple[str, str]]()
    for text, source in _printed(page, headline):
        if is_one_word(text):
            short.append((text, source))
        else:
            yield whole(text), source
    yield from (one for one in doubtful if not is_one_word(one[0]))
    yield from short
    yield from doubtful


def is_printed(page: ParsedPage, byline: str) -> bool:
    """Whether a page prints the first name of a byline, in one text or word by word."""
    name = next(iter(authors_in(byline)), byline)
    if _SAYS(page.tree, name=name):
        return True
    said = " ".join(folded_words(" ".join(_TEXTS(page.tree))))
    return f" {' '.join(folded_words(name))} " in f" {said} "


def _printed_together(page: ParsedPage, headline: str) -> list[str]:
    """The bylines of several people that a page prints in what it calls its authors' place.

    Metadata of plugins name the first of them alone; Ghost's label names all.
    """
    labelled = [authors_in(text, page.own_names) for text in _labelled(page)]
    told = ["، ".join(names) for names in labelled if 1 < len(names) <= MAX_AUTHORS]
    if told:
        return told
    classes = " ".join(page.classes)
    if not any(name in classes for name in _SEVERAL):
        return []
    around = surroundings_of(page, own_heading(page, headline))
    places = islice(marked_by_class(page), MAX_PLACES)
    found = [one for one in places if not around.is_elsewhere(one)]
    named = (list(dict.fromkeys(names_of(one, page.own_names))) for one in found)
    return ["، ".join(names) for names in named if 1 < len(names) <= MAX_AUTHORS]


def _begins(byline: str, key: list[str]) -> bool:
    """Whether a byline of several people names the one with these words first."""
    words = folded_words(byline)
    return len(key) > 1 and words[: len(key)] == key and len(words) > len(key)


def _stated(page: ParsedPage) -> Iterator[tuple[str, str, bool]]:
    """Names that a machine wrote; a single word or an organization's is not firm."""
    for node in page.nodes:
        said = node.get("author") or node.get("creator")
        organizations = jsonld_values.organizations(said)
        people = {plain_text(name): name not in organizations for name in jsonld_values.names(said)}
        sound = [name for name in people if why_no_byline(name, page.own_names) is None]
        if sound:
            firm = any(people[name] and not is_one_word(name) for name in sound)
            yield "، ".join(sound), "json-ld", firm
        else:
            yield from ((name, "json-ld", True) for name in people)
    for name in _META:
        values = list(dict.fromkeys(map(plain_text, page.meta.get(name, ())[:20])))
        sound = [one for one in values if why_no_byline(one, page.own_names) is None]
        for text in ["، ".join(sound)] if len(sound) > 1 else values:
            yield _without_address(text), "meta", not is_one_word(text)
    for text in _labelled(page):
        yield text, "meta", not is_one_word(text)


def _labelled(page: ParsedPage) -> Iterator[str]:
    """What plugins say behind the label "Written by" in the meta tags of a card."""
    for label, value in (("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")):
        if any(_LABELS.fullmatch(unmark(one).strip()) for one in page.meta.get(label, ())):
            yield from map(plain_text, page.meta.get(value, ())[:1])


def _without_address(text: str) -> str:
    """``salma@example.ma (Salma Tazi)`` without the address, where a name is left."""
    return _MAIL_OR_URL.sub(" ", text).strip(" ()") or text


def _printed(page: ParsedPage, headline: str) -> Candidates:
    """What is marked up above the text, then what a label, a link or an icon tells, then below."""
    heading = own_heading(page, headline)
    around = surroundings_of(page, heading)
    first = first_text(heading) if heading is not None else []
    below = list[str]()
    by_markup = marked(page)
    for found in (by_markup, marked_by_class(page)):
        places = list(islice(found, MAX_PLACES))
        for number, element in enumerate(places):
            names = names_of(element, page.own_names)
            if not names or around.is_elsewhere(element):
                continue
            for other in places[number + 1 :]:
                if stand_beside(element, other):
                    names += names_of(other, page.own_names)
            # a class is no promise: its single word may be a section's name
            if found is by_markup or not all(map(is_one_word, names)):
                said = "، ".join(dict.fromkeys(names))
                if first and _stands_behind(element, first[0]):
                    below.append(said)
                else:
                    yield said, "text"
    yield from ((name, "text") for name in _labelled_above(page, heading, around))
    yield from ((name, "text") for name in below)


def _stands_behind(element: html.HtmlElement, text: html.HtmlElement) -> bool:
    """Whether an element begins behind where a text does, or within it."""
    mine = [element, *element.iterancestors()][::-1]
    its = [text, *text.iterancestors()][::-1]
    for level, (one, other) in enumerate(zip(mine, its, strict=False)):
        if one is not other:
            above = mine[level - 1]
            return level > 0 and above.index(one) > above.index(other)
    return len(mine) > len(its)


def _labelled_above(
    page: ParsedPage, heading: html.HtmlElement | None, around: Surroundings
) -> Iterator[str]:
    """The names between headline and text that a label, an icon or the link's address tells."""
    linked: list[html.HtmlElement] = []
    for element in before_text(heading):
        if element.tag == "a" and _is_linked_name(element, page.own_names):
            beside = not linked or element.getparent() is linked[0].getparent()
            if beside and not around.is_elsewhere(element):
                linked.append(element)
        behind = text_behind_icon(element, PERSON)
        behind = before_a_date(behind) if behind else ""  # nearly no element has an icon
        if behind and not is_one_word(behind) and not around.is_elsewhere(element):
            yield behind
        first = next((text for text in element.itertext() if text.strip()), "")
        if not _LABEL_BEGINS.match(first):
            signed = _behind_date(element, first) or _among_details(element)
            if signed and not around.is_elsewhere(element):
                yield signed
            continue
        # "by … | date | counters" in one line
        text = _first_line(element).partition("|")[0].strip()
        name = credited(before_a_date(text)) or _among_details(element)
        if name and not around.is_elsewhere(element):
            yield name
    if linked:
        yield "، ".join(dict.fromkeys(visible_text(one) for one in linked[:MAX_AUTHORS]))


def _first_line(element: html.HtmlElement) -> str:
    """What an element says before its first line break; behind a name follows what somebody is."""
    text = visible_text(element, MAX_CHARACTERS + 1)
    if len(text) > MAX_CHARACTERS or next(element.iterdescendants("br"), None) is None:
        return text
    return next((line.text for line in lines(element)), text)


def _is_linked_name(link: html.HtmlElement, own: Iterable[str]) -> bool:
    """Whether a link is a full name that leads to an author's page."""
    href = link.get("href") or ""
    if not _AUTHORS_PAGE.search(unquote(href) if "%" in href else href):
        return False
    text = visible_text(link, MAX_CHARACTERS + 1)
    return why_no_byline(text, frozenset(own)) is None and not is_one_word(text)


def _behind_date(element: html.HtmlElement, first: str) -> str:
    """The name behind date and label in one line: ``17 novembre 2026, par Salma Tazi``."""
    if len(first) > MAX_CHARACTERS or not any(map(str.isdigit, first)):
        return ""
    if not _BY_AT_END.search(first):
        return ""
    text = visible_text(element, MAX_CHARACTERS + 1)
    found = _BY_IN_LINE.search(text) if len(text) <= MAX_CHARACTERS else None
    words = text[: found.start()].split() if found else []
    # a sentence begins otherwise, and is longer
    if (
        not found
        or len(words) > MAX_DATE_WORDS
        or not (words[0][0].isdigit() or is_of_a_date(words[0].rstrip(".,،")))
    ):
        return ""
    return credited(found[1][0].upper() + found[1][1:]) or ""


def _among_details(element: html.HtmlElement) -> str:
    """The name in a line of details: ``Publié le 12 mars 2026 à 10h30 par Salma Tazi``."""
    # asked of every element above the text, so what costs least is asked first
    if element.tag not in _LINES or len(element) > MAX_DETAIL_TEXTS:
        return ""
    if not _has_digit("".join(islice(element.itertext(), 2 * MAX_DETAIL_TEXTS))):
        return ""
    text = visible_text(element, MAX_DETAIL_CHARACTERS + 1)
    if len(text) > MAX_DETAIL_CHARACTERS:
        return ""
    details = read_details(text)
    return "" if details is None else details.byline


def before_text(heading: html.HtmlElement | None) -> Iterator[html.HtmlElement]:
    """The elements behind the headline, up to the first long paragraph."""
    if heading is None:
        return
    after = (
        one
        for above in (heading, *heading.iterancestors())
        for beside in above.itersiblings()
        for one in beside.iter(*_HOLDERS)
    )
    for element in islice(after, MAX_ELEMENTS_BEFORE_TEXT):
        if element.tag == "p" and len(visible_text(element, MAX_CHARACTERS)) >= MAX_CHARACTERS:
            return
        yield element
