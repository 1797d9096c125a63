"""Elements that microdata, a relation or a class call the author's, and the names in them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from lxml import html

from crawler.arabic import folded_words
from crawler.markup.bounded_html_parsing import query
from crawler.markup.element_predicates import UNSEEN
from crawler.markup.visible_text import plain_text, visible_text
from crawler.markup.widget_class_names import has_word
from crawler.reading.names.byline_names import authors_in, is_contact, without_label
from crawler.reading.names.byline_words import BOX_LABEL, LABELS_ALONE, OTHER_WORK
from crawler.reading.names.credits import is_of_other_work
from crawler.reading.parsed_page import ParsedPage

MAX_PLACES = 60
"""Elements marked up as a byline that are looked at; the article's own is among the first."""
MAX_CHARACTERS = 120
"""A longer element is text."""
# by the attributes, which are far fewer than the elements
_ITEMPROPS = "//@itemprop[.='author' or .='creator']/..|//@data-hook[.='user-name']/.."
_RELS = "//a/@rel[contains(concat(' ',.,' '),' author ')]/.."  # "author nofollow"
_BY_ITEMPROP, _BY_REL = query(_ITEMPROPS), query(_RELS)
_BY_BOTH = query(f"{_ITEMPROPS}|{_RELS}")
_HINTS = (
    "uthor", "utor", "yline", "uteur", "dacteur", "ournalist", "riter", "eporter",
    "ontributor", "kateb", "katib", "ignature", "By", "by ", "-by", "_by", "sername", "-uid",
)  # fmt: skip
"""Pieces of class names that may say whose the text is; each is a plain search, and so cheap."""
_NAMED_WITHIN = query(
    "descendant::*[@itemprop='name' or contains(concat(' ',@class,' '),' fn ')"
    " or contains(@class,'name') or contains(@class,'Name')]"
)
_AUTHOR_LINKS = query("descendant-or-self::a[contains(@rel,'author') or contains(@href,'/author')]")
_CLASS_PART = re.compile(r"[a-z]+|[A-Z][a-z]*|[A-Z]+")
_AUTHOR_PARTS = frozenset((
    "author", "authors", "byline", "bylines", "auteur", "auteurs", "journalist", "journalists",
    "journaliste", "writer", "reporter", "contributor", "kateb", "katib", "by", "username", "uid",
    "signature", "autor", "autora", "autores", "redacteur", "redacteurs",
    # Joomla's, and other systems' that join the words
    "createdby", "postedby", "writtenby", "authorname", "newsauthor", "postauthor", "articleauthor",
))  # fmt: skip
_WRITING_PARTS = frozenset(
    ("write", "writen", "written", "post", "posted", "publish", "published", "author", "article")
)
_OTHER_PARTS = frozenset((
    "avatar", "img", "image", "photo", "picture", "thumb", "bio", "biography", "description",
    "desc", "comment", "comments", "commenter", "follow", "social", "share", "date", "time",
    "count", "posts", "more", "role", "job", "email", "mail", "list", "related", "website", "no",
    "hide", "hidden", "without", "latest", "recent", "authority", "photographer", "translator",
    "suivre", "prefix", "prefixe", "chef", "derechos", "droits", "copyright", "btn", "button",
    "boton", "form", "foto", "imagen", "fecha", "correo", "comentario", "comentarios",
))  # fmt: skip
_OTHER_BYLINES = re.compile(
    r"(?:^|\s|-)(?:share|sharing|labels|timestamp|reactions?|location|comment-link|post-icons?)(?:\s|-|$)"
)
"""What Blogger calls a byline, too: the rows of its buttons, labels and dates."""
_JOINING_END = re.compile(r"(?:^|\s)(?:و|et|and|und|y|by|par|بقلم|[،,&/:：])$", re.IGNORECASE)
_JOINING_START = re.compile(r"(?:و|et|and|und|y)(?:\s|$)|[،,&]")
_NO_NAMES = frozenset(("body", "html", "article", "main", "form", "label", "input"))
"""Elements whose class is the page's, or a form's that asks for a name."""
_OTHER_WORKS = frozenset(
    ("itemReviewed", "about", "mentions", "citation", "isBasedOn", "workExample")
)
"""Properties that hold a work which the article speaks of."""
_SAME_PLACE = ("class", "itemprop", "rel")


def names_of(element: html.HtmlElement, own: Iterable[str]) -> list[str]:
    """The names that an element marked up as the author's prints, contact links aside."""
    own = frozenset(own)
    for within in (_NAMED_WITHIN(element), _AUTHOR_LINKS(element)):
        theirs = (one for one in within[:8] if not is_of_other_work(one))
        names = [name for one in theirs for name in authors_in(_said(one), own)]
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
    said = plain_text(element.get("content") or "") or visible_text(element, MAX_CHARACTERS)
    return BOX_LABEL.sub("", said)


def _first_name(element: html.HtmlElement) -> str:
    """The text of an element up to where something else than names begins: ``راسل الكاتبة``."""
    said = list[str]()
    for piece in _pieces(element):
        piece = piece if said else BOX_LABEL.sub("", piece)
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


def marked(page: ParsedPage) -> list[html.HtmlElement]:
    """The elements that microdata or a relation call the author's, in order."""
    # Wix names its author by a hook for tests
    by_itemprop = {"author", "creator"} & page.itemprops or 'data-hook="user-name"' in page.text
    by_rel = any("author" in one.split() for one in page.rels)
    if not by_itemprop and not by_rel:
        return []
    # to join two queries costs more than both
    ask = _BY_BOTH if by_itemprop and by_rel else _BY_ITEMPROP if by_itemprop else _BY_REL
    found: list[html.HtmlElement] = ask(page.tree)
    return [one for one in found if not _is_of_another_work(one)]


def _is_of_another_work(element: html.HtmlElement) -> bool:
    """Whether microdata tell of a work that the article speaks of: a book that is reviewed."""
    return any(one.get("itemprop") in _OTHER_WORKS for one in element.iterancestors())


def marked_by_class(page: ParsedPage) -> Iterator[html.HtmlElement]:
    """The elements whose class says that they hold the author's name, in order."""
    found = sorted(filter(_is_byline, page.classes))
    for element in page.with_classes(found[:MAX_PLACES]):
        if element.tag not in _NO_NAMES and not _is_of_quoted_work(element):
            yield element


_QUOTED = frozenset(
    ("libro", "libros", "livre", "livres", "book", "books", "cita", "citas", "citation", "quote",
     "frase", "respuesta", "respuestas", "reponse", "reponses", "kitab")
)  # fmt: skip
_MAX_ABOVE = 3


def _is_of_quoted_work(element: html.HtmlElement) -> bool:
    """Whether an element names who took a picture, wrote a book or said something quoted."""
    return any(
        one.tag in ("figcaption", "blockquote") or has_word(one, _QUOTED)
        for one in islice(element.iterancestors(), _MAX_ABOVE)
    )


@lru_cache(maxsize=8_192)  # an outlet's pages share their classes
def _is_byline(name: str) -> bool:
    """Whether a class says that an element holds the author's name."""
    if not any(hint in f"{name} " for hint in _HINTS) or _OTHER_BYLINES.search(name):
        return False
    for token in name.split():
        parts = {part.lower() for part in _CLASS_PART.findall(token)}
        if "by" in parts and token != "by" and not parts & _WRITING_PARTS:  # sort-by
            continue
        if parts & _AUTHOR_PARTS and not parts & _OTHER_PARTS:
            return True
    return False


def stand_beside(element: html.HtmlElement, other: html.HtmlElement) -> bool:
    """Whether two elements stand in one row: the two authors of an article."""
    if any(element.get(key) != other.get(key) for key in _SAME_PLACE) or element.tag != other.tag:
        return False
    one, two = element.getparent(), other.getparent()
    if one is None or two is None:
        return False
    return one is two or (len(one) == len(two) == 1 and one.getparent() is two.getparent())
