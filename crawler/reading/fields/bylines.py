"""Bylines of a page, the best first: stated by machines, marked up as such, printed with a label.

A reader's comment, a card and a sidebar have authors of their own (``page_surroundings``).
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import cast

from lxml import etree, html

from crawler.arabic import folded_words, unmark
from crawler.markup import jsonld_values
from crawler.markup.visible_text import plain_text, visible_text
from crawler.reading.fields.byline_elements import (
    MAX_PLACES,
    marked,
    marked_by_class,
    names_of,
    stand_beside,
)
from crawler.reading.fields.bylines_near_headline import (
    MAX_AUTHORS,
    name_above_headline,
    names_above_text,
)
from crawler.reading.fields.headline import own_heading
from crawler.reading.fields.page_surroundings import surroundings_of
from crawler.reading.fields.printed_date_places import text_behind
from crawler.reading.names.byline_names import (
    authors_in,
    is_one_word,
    why_no_byline,
)
from crawler.reading.names.byline_words import ROLES
from crawler.reading.names.credits import is_of_other_work
from crawler.reading.names.given_names import is_full_name
from crawler.reading.names.outlet_names import joined
from crawler.reading.parsed_page import ParsedPage
from crawler.reading.titles_of_site import called_names

Candidates = Iterator[tuple[str, str]]
_SEVERAL = ("oauthor", "o-author", "o_author", "authors", "auteurs")
"""Pieces of class names that announce more than one author."""
_META = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
_SEEN = "not(parent::script or parent::style or parent::noscript or parent::title)"
_SAYS = etree.XPath(f"boolean(//text()[contains(., $name)][{_SEEN}])")
_TEXTS = cast("Callable[..., list[str]]", etree.XPath(f"//text()[{_SEEN}]", smart_strings=False))
_LABELS = re.compile(
    r"(?:written by|author|(?:é|e)crit par|rédigé par|auteur|كتب بواسطة|الكاتب|بواسطة)\s*:?",
    re.IGNORECASE,
)
_MAIL_OR_URL = re.compile(r"<?\S+@\S+\.\w+>?|https?://\S+")


def bylines(page: ParsedPage, headline: str) -> Candidates:
    """The texts that may be the byline and their sources, the best first.

    What JSON-LD states counts first where the page prints it too. Meta tags name the account that
    published the article, or who made the site, as often as the author: they come behind what is
    printed.
    """
    doubtful = list[tuple[str, str]]()
    together = _printed_together(page, headline)
    for text, source, firm in _stated(page):
        key = folded_words(text)
        longer = next((one for one in together if _begins(one, key)), "") if firm else ""
        if longer:
            yield longer, "text"
        elif (
            firm
            and source == "json-ld"
            and not _is_called_so(page, text)
            and is_printed(page, text)
        ):
            yield _with_contributors(page, headline, text), source
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
        if _is_called_so(page, text):
            continue
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
    found = [one for one in places if not is_of_other_work(one) and not around.is_elsewhere(one)]
    named = (list(dict.fromkeys(names_of(one, page.own_names))) for one in found)
    return ["، ".join(names) for names in named if 1 < len(names) <= MAX_AUTHORS]


def _is_called_so(page: ParsedPage, byline: str) -> bool:
    """Whether a name is what the site calls itself, in its feed's title or in a link home.

    Its account is stated, or printed, as the author; what is called as a person is may be one.
    """
    # a name that is a person's costs no look at the links
    return not is_full_name(byline) and joined(byline) in called_names(page)


def _with_contributors(page: ParsedPage, headline: str, byline: str) -> str:
    """A stated byline and those stated as contributors whom the page prints as authors, too.

    Ghost states the first author as such, the others as contributors; a photographer who is
    stated so is printed elsewhere.
    """
    stated = [one for node in page.nodes for one in jsonld_values.names(node.get("contributor"))]
    others = {joined(one): plain_text(one) for one in stated if not is_one_word(one)}
    if not others:  # nearly every page
        return byline
    printed = [text for text, _ in islice(_printed(page, headline), MAX_AUTHORS)]
    names = {joined(one) for text in printed for one in authors_in(text, page.own_names)}
    told = {joined(one) for one in authors_in(byline, page.own_names)}
    added = [name for key, name in others.items() if key in names - told]
    return "، ".join((byline, *added[: MAX_AUTHORS - 1]))


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
    first = text_behind(page, heading) if heading is not None else []
    below = list[str]()
    by_markup = marked(page)
    for found in (by_markup, marked_by_class(page)):
        places = [one for one in islice(found, MAX_PLACES) if not is_of_other_work(one)]
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
    for name in names_above_text(page, heading, around):
        # the markup tells where a name ends and the job begins: "Omar Tazi Lifestyle Writer"
        yield next((one for one in below if _is_with_job(name, one)), name), "text"
    if name := name_above_headline(page, heading, around):
        yield name, "text"
    yield from ((name, "text") for name in below)


def _is_with_job(text: str, name: str) -> bool:
    """Whether a text is a name and, without a mark between, what its bearer is."""
    behind = folded_words(text[len(name) :]) if text.startswith(f"{name} ") else []
    return not ROLES.isdisjoint(behind)


def _stands_behind(element: html.HtmlElement, text: html.HtmlElement) -> bool:
    """Whether an element begins behind where a text does, or within it."""
    mine = [element, *element.iterancestors()][::-1]
    its = [text, *text.iterancestors()][::-1]
    for level, (one, other) in enumerate(zip(mine, its, strict=False)):
        if one is not other:
            above = mine[level - 1]
            return level > 0 and above.index(one) > above.index(other)
    return len(mine) > len(its)
