"""Bylines of a page, the best first: stated by machines, marked up as such, printed with a label.

A reader's comment, a card and a sidebar have authors of their own (``page_surroundings``).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from urllib.parse import unquote

from lxml import html

from crawler.arabic import folded_words, unmark
from crawler.markup import jsonld_values
from crawler.markup.page_lines import UNSEEN, lines
from crawler.markup.tree import query
from crawler.markup.visible_text import plain_text, visible_text
from crawler.reading.fields.details_line import MAX_DETAIL_CHARACTERS, read_details
from crawler.reading.fields.headline import own_heading
from crawler.reading.fields.icons import PERSON, text_behind_icon
from crawler.reading.fields.page_surroundings import surroundings_of
from crawler.reading.names.byline_names import (
    authors_in,
    before_a_date,
    is_contact,
    is_of_a_date,
    is_one_word,
    why_no_byline,
    without_label,
)
from crawler.reading.names.byline_words import LABELS_ALONE, OTHER_WORK
from crawler.reading.names.signed_byline import credited
from crawler.reading.parsed_page import ParsedPage

Candidates = Iterator[tuple[str, str]]
MAX_PLACES = 60
"""Elements marked up as a byline that are looked at; the article's own is among the first."""
MAX_ELEMENTS_BEFORE_TEXT = 150
"""Elements between headline and text that may print a byline with its label."""
MAX_AUTHORS = 5
_SEVERAL = ("oauthor", "o-author", "o_author", "authors", "auteurs")
"""Pieces of class names that announce more than one author."""
MAX_CHARACTERS = 120
"""A longer element is text."""
_META = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
# by the attributes, which are far fewer than the elements
_ITEMPROPS, _RELS = "//@itemprop[.='author' or .='creator']/..", "//a/@rel[.='author']/.."
_BY_ITEMPROP, _BY_REL = query(_ITEMPROPS), query(_RELS)
_BY_BOTH = query(f"{_ITEMPROPS}|{_RELS}")
_HINTS = (
    "uthor", "yline", "uteur", "ournalist", "riter", "eporter", "ontributor", "kateb", "katib",
    "By", "by ", "-by", "_by", "sername", "-uid",
)  # fmt: skip
"""Pieces of class names that may say whose the text is; each is a plain search, and so cheap."""
_NAMED_WITHIN = query(
    "descendant::*[@itemprop='name' or contains(concat(' ',@class,' '),' fn ')"
    " or contains(@class,'name') or contains(@class,'Name')]"
)
_AUTHOR_LINKS = query("descendant-or-self::a[contains(@rel,'author') or contains(@href,'/author')]")
_AUTHORS_PAGE = re.compile(
    r"/(?:authors?|auteurs?|writers?|users?|profiles?|profil|journalistes?|journalists?|kateb|katib"
    r"|contributors?|columnists?|opinions?/writers?|كاتب|الكاتب|كتاب|مؤلف|نويسنده)(?:/|\.php|[?=-])",
    re.IGNORECASE,
)
"""The address of an author's page, in whatever theme."""
_CLASS_PART = re.compile(r"[a-z]+|[A-Z][a-z]*|[A-Z]+")
_AUTHOR_PARTS = frozenset((
    "author", "authors", "byline", "bylines", "auteur", "auteurs", "journalist", "journalists",
    "journaliste", "writer", "reporter", "contributor", "kateb", "katib", "by", "username", "uid",
))  # fmt: skip
_WRITING_PARTS = frozenset(
    ("write", "writen", "written", "post", "posted", "publish", "published", "author", "article")
)
_OTHER_PARTS = frozenset((
    "avatar", "img", "image", "photo", "picture", "thumb", "bio", "biography", "description",
    "desc", "comment", "comments", "commenter", "follow", "social", "share", "date", "time",
    "count", "posts", "more", "role", "job", "email", "mail", "list", "related", "website", "no",
    "hide", "hidden", "without", "authority", "photographer", "translator",
))  # fmt: skip
_LABELS = re.compile(
    r"(?:written by|author|(?:é|e)crit par|rédigé par|auteur|كتب بواسطة|الكاتب|بواسطة)\s*:?",
    re.IGNORECASE,
)
_JOINING_END = re.compile(r"(?:^|\s)(?:و|et|and|und|y|by|par|بقلم|[،,&/:：])$", re.IGNORECASE)
_JOINING_START = re.compile(r"(?:و|et|and|und|y)(?:\s|$)|[،,&]")
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
_MAIL_OR_URL = re.compile(r"<?\S+@\S+\.\w+>?|https?://\S+")
_HOLDERS = (
    "p", "span", "div", "a", "strong", "em", "b", "i", "small", "li", "h2", "h3", "h4", "h5", "h6",
    "address", "cite", "td", "section", "dd", "dt",
)  # fmt: skip
"""Elements that may hold a line of their own."""
_NO_NAMES = frozenset(("body", "html", "article", "main", "form", "label", "input"))
"""Elements whose class is the page's, or a form's that asks for a name."""
_SAME_PLACE = ("class", "itemprop", "rel")


def bylines(page: ParsedPage, headline: str) -> Candidates:
    """The texts that may be the byline and their sources, the best first."""
    doubtful = list[tuple[str, str]]()
    together = _printed_together(page, headline)
    for text, source, firm in _stated(page):
        if firm:
            key = folded_words(text)
            yield next(((one, "text") for one in together if _begins(one, key)), (text, source))
        else:
            doubtful.append((text, source))
    for element in page.select(page.hints.byline):
        yield visible_text(element), "outlet"
    yield from _printed(page, headline)
    yield from doubtful


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
    places = islice(_marked_by_class(page), MAX_PLACES)
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
    heading = own_heading(page, headline)
    around = surroundings_of(page, heading)
    marked = _marked(page)
    for found in (marked, _marked_by_class(page)):
        places = list(islice(found, MAX_PLACES))
        for number, element in enumerate(places):
            names = names_of(element, page.own_names)
            if not names or around.is_elsewhere(element):
                continue
            for other in places[number + 1 :]:
                if _beside(element, other):
                    names += names_of(other, page.own_names)
            # a class is no promise: its single word may be a section's name
            if found is marked or not all(map(is_one_word, names)):
                yield "، ".join(dict.fromkeys(names)), "text"
    linked = ""
    for element in before_text(heading):
        if element.tag == "a" and not linked and not around.is_elsewhere(element):
            linked = _linked_name(element, page.own_names)
        behind = text_behind_icon(element, PERSON)
        behind = before_a_date(behind) if behind else ""  # nearly no element has an icon
        if behind and not is_one_word(behind) and not around.is_elsewhere(element):
            yield behind, "text"
        first = next((text for text in element.itertext() if text.strip()), "")
        if not _LABEL_BEGINS.match(first):
            signed = _behind_date(element, first) or _among_details(element)
            if signed and not around.is_elsewhere(element):
                yield signed, "text"
            continue
        # "by … | date | counters" in one line
        text = _first_line(element).partition("|")[0].strip()
        name = credited(before_a_date(text)) or _among_details(element)
        if name and not around.is_elsewhere(element):
            yield name, "text"
    if linked:
        yield linked, "text"


def _first_line(element: html.HtmlElement) -> str:
    """What an element says before its first line break; behind a name follows what somebody is."""
    text = visible_text(element, MAX_CHARACTERS + 1)
    if len(text) > MAX_CHARACTERS or next(element.iterdescendants("br"), None) is None:
        return text
    return next((line.text for line in lines(element)), text)


def _linked_name(link: html.HtmlElement, own: Iterable[str]) -> str:
    """The name that leads to an author's page; an empty string: the link leads elsewhere."""
    if not _AUTHORS_PAGE.search(unquote(link.get("href") or "")):
        return ""
    text = visible_text(link, MAX_CHARACTERS + 1)
    named = why_no_byline(text, frozenset(own)) is None and not is_one_word(text)
    return text if named else ""


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
    text = visible_text(element, MAX_DETAIL_CHARACTERS + 1)
    if len(text) > MAX_DETAIL_CHARACTERS or not any(map(str.isdigit, text)):
        return ""
    details = read_details(text)
    return "" if details is None else details.byline


def names_of(element: html.HtmlElement, own: Iterable[str]) -> list[str]:
    """The names that an element marked up as the author's prints, contact links aside."""
    own = frozenset(own)
    for within in (_NAMED_WITHIN(element), _AUTHOR_LINKS(element)):
        names = [name for one in within[:8] for name in authors_in(_said(one), own)]
        if names:
            return _without_parts(names)
    given = [
        _said(one)
        for key in ("givenName", "familyName")
        for one in islice(element.iterfind(f".//*[@itemprop='{key}']"), 1)
    ]
    if given:
        return list(authors_in(" ".join(given), own))
    if content := element.get("content"):
        return list(authors_in(plain_text(content), own))
    if len(visible_text(element, MAX_CHARACTERS)) >= MAX_CHARACTERS:
        return []
    return list(authors_in(_first_name(element), own))


def _without_parts(names: Sequence[str]) -> list[str]:
    """Names without those that are a part of another one: pages print ``Salma`` and ``Tazi``, too.

    A name that stands twice in one element, once for screen readers, is one.
    """
    found = dict.fromkeys(map(_once, names))
    words = {name: f" {' '.join(folded_words(name))} " for name in found}
    return [
        name for name in found
        if not any(name != other and words[name] in words[other] for other in found)
    ]  # fmt: skip


def _once(name: str) -> str:
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half and words[:half] == words[half:] else name


def _said(element: html.HtmlElement) -> str:
    return plain_text(element.get("content") or "") or visible_text(element, MAX_CHARACTERS)


def _first_name(element: html.HtmlElement) -> str:
    """The text of an element up to where something else than names begins: ``راسل الكاتبة``."""
    said = list[str]()
    for piece in _pieces(element):
        if not said and LABELS_ALONE.issuperset(folded_words(piece)):
            continue
        # one word after the other may be the parts of one name, or the name behind its label
        goes_on = (
            not said
            or not without_label(" ".join(said))
            or _JOINING_END.search(said[-1])
            or _JOINING_START.match(piece)
            or " " not in piece + said[-1]
        )
        if is_contact(piece) and not re.fullmatch(r"[\s،,&/:：]+", piece):
            if said:
                break
            continue
        if not goes_on or OTHER_WORK.match(piece):
            break
        said.append(piece)
    return " ".join(said)


def _pieces(element: html.HtmlElement) -> Iterator[str]:
    """The texts of an element one by one, without scripts and links to write to somebody."""
    if element.tag in UNSEEN or (element.get("href") or "").startswith("mailto:"):
        return
    for text in (element.text, *(_ for child in element for _ in (child, child.tail))):
        if isinstance(text, html.HtmlElement):
            yield from _pieces(text)
        elif text and (piece := plain_text(text)):
            yield piece


def _marked(page: ParsedPage) -> list[html.HtmlElement]:
    """The elements that microdata or a relation call the author's, in order."""
    by_itemprop, by_rel = {"author", "creator"} & page.itemprops, "author" in page.rels
    if not by_itemprop and not by_rel:
        return []
    # to join two queries costs more than both
    ask = _BY_BOTH if by_itemprop and by_rel else _BY_ITEMPROP if by_itemprop else _BY_REL
    found: list[html.HtmlElement] = ask(page.tree)
    return found


def _marked_by_class(page: ParsedPage) -> Iterator[html.HtmlElement]:
    """The elements whose class says that they hold the author's name, in order."""
    found = sorted(filter(_is_byline, page.classes))
    for element in page.with_classes(found[:MAX_PLACES]):
        if element.tag not in _NO_NAMES:
            yield element


@lru_cache(maxsize=8_192)  # an outlet's pages share their classes
def _is_byline(name: str) -> bool:
    """Whether a class says that an element holds the author's name."""
    if not any(hint in f"{name} " for hint in _HINTS):
        return False
    for token in name.split():
        parts = {part.lower() for part in _CLASS_PART.findall(token)}
        if "by" in parts and token != "by" and not parts & _WRITING_PARTS:  # sort-by
            continue
        if parts & _AUTHOR_PARTS and not parts & _OTHER_PARTS:
            return True
    return False


def _beside(element: html.HtmlElement, other: html.HtmlElement) -> bool:
    """Whether two elements stand in one row: the two authors of an article."""
    if any(element.get(key) != other.get(key) for key in _SAME_PLACE) or element.tag != other.tag:
        return False
    one, two = element.getparent(), other.getparent()
    if one is None or two is None:
        return False
    return one is two or (len(one) == len(two) == 1 and one.getparent() is two.getparent())


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
