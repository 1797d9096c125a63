"""Places on a page that name an article's section and tags: relations, breadcrumbs, classes.

The page's own microdata and relations first, then what classes say; a tag cloud and a menu name
the site's sections, not the article's.
"""

import functools
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import html

from crawler.arabic import folded_words, word_count
from crawler.markup.class_names import words_of
from crawler.markup.tree import query
from crawler.markup.visible_text import visible_text
from crawler.reading.fields.page_surroundings import Surroundings
from crawler.reading.parsed_page import ParsedPage

MAX_PLACES = 20
"""Elements of one kind that are looked at; the article's own are among the first."""
MAX_NAME_WORDS = 6
"""Words of a section or a tag."""
_CRUMBS = frozenset(
    ("breadcrumb", "breadcrumbs", "crumb", "crumbs", "ariane", "fil", "path", "arbo")
)
_SECTIONS = frozenset(("category", "categories", "cat", "rubrique", "rubric", "kicker"))
_TAGS = frozenset(("tags", "keywords", "motscles", "mots", "terms", "tagslist", "wusum"))
_OTHERS = frozenset(("cloud", "menu", "nav", "widget", "sub", "related", "no", "has", "without"))
_ITEMPROPS = query("//@itemprop[.='articleSection' or .='genre']/..")
_CRUMBS_BY_ID = query("//@id[.='breadcrumbs' or .='breadcrumb']/..")
_KEYWORDS = query("//@itemprop[.='keywords']/..")
_HOME = frozenset(
    (
        "الرييسيه",
        "الصفحه الرييسيه",
        "accueil",
        "home",
        "inicio",
        "رييسيه",
        "البدايه",
        "page d accueil",
    )
)


def sections(page: ParsedPage, around: Surroundings, headline: str) -> Iterator[str]:
    """The names that may be the article's section, the best first."""
    if {"articleSection", "genre"} & page.itemprops:
        for element in _ITEMPROPS(page.tree)[:MAX_PLACES]:
            yield _short(element.get("content") or visible_text(element))
    yield from _of_breadcrumbs_stated(page, headline)
    for element in (*_with_word(page, _CRUMBS), *_CRUMBS_BY_ID(page.tree)[:2]):
        if name := _last_crumb(element, headline):
            yield name
    for element in _with_word(page, _SECTIONS):
        links = [element] if element.tag == "a" else list(element.iter("a"))[:2]
        # one link, or a first one with its like: more are a menu
        if links and not around.is_elsewhere(element) and word_count(visible_text(element)) < 12:
            yield _short(visible_text(links[0]))


def tags(page: ParsedPage, around: Surroundings) -> list[str]:
    """The names of the tags that microdata or classes mark; none: an empty list."""
    if "keywords" in page.itemprops:
        found = [
            link
            for element in _KEYWORDS(page.tree)[:MAX_PLACES]
            for link in ([*element.iter("a")] or [element])
        ]
        if names := [name for link in found if (name := _short(visible_text(link)))]:
            return names
    for element in _with_word(page, _TAGS):
        names = [name for link in element.iter("a") if (name := _short(visible_text(link)))]
        if names and not around.is_elsewhere(element):
            return names
    return []


def _short(text: str) -> str:
    return text if 0 < word_count(text) <= MAX_NAME_WORDS else ""


def _last_crumb(element: html.HtmlElement, headline: str) -> str:
    """The last link of a breadcrumb that is neither the home page nor the article."""
    found = [*element.iter("a")][:10]
    links = [visible_text(link) for link in found]
    title = " ".join(folded_words(headline))
    keys = [" ".join(folded_words(text)) for text in links]
    # a path begins at the home page; "fil" is also a thread of a forum
    if not found or not (keys[0] in _HOME or _leads_home(found[0])):
        return ""
    for text, key in zip(reversed(links), reversed(keys), strict=True):
        if key and key not in _HOME and not title.startswith(key):
            return _short(text)
    return ""


def _leads_home(link: html.HtmlElement) -> bool:
    try:
        parts = urlsplit(link.get("href") or "none")
    except ValueError:  # a page's own address is untrusted
        return False
    return not parts.fragment and parts.path in (
        "",
        "/",
        "index.php",
        "/index.php",
        "/ar",
        "/ar/",
        "/fr",
        "/fr/",
    )


def _of_breadcrumbs_stated(page: ParsedPage, headline: str) -> Iterator[str]:
    """The last item but the article of a ``BreadcrumbList`` in JSON-LD."""
    title = " ".join(folded_words(headline))
    for one in page.objects:
        items = one.get("itemListElement")
        if one.get("@type") != "BreadcrumbList" or not isinstance(items, list):
            continue
        names = list[str]()
        for item in items[:10]:
            inner = item.get("item") if isinstance(item, dict) else None
            name = item.get("name") if isinstance(item, dict) else None
            if name is None and isinstance(inner, dict):
                name = inner.get("name")
            if isinstance(name, str):
                names.append(name)
        for name in reversed(names[1:]):
            key = " ".join(folded_words(name))
            if key and key not in _HOME and not title.startswith(key):
                yield _short(name)
                break


def _with_word(page: ParsedPage, words: frozenset[str]) -> list[html.HtmlElement]:
    """The elements whose class says one of the words, and none that makes a menu of it."""
    found = sorted(one for one in page.classes if _says(one, words))[:MAX_PLACES]
    outer = frozenset(("body", "html", "article", "main"))
    return [one for one in page.with_classes(found) if one.tag not in outer][:MAX_PLACES]


@functools.lru_cache(maxsize=8_192)
def _says(names: str, words: frozenset[str]) -> bool:
    for parts in map(words_of, names.split()):
        said = words.intersection(parts)
        # "post category-x" tells what the article is about, in words of the site
        if said and _OTHERS.isdisjoint(parts) and not (parts[0] in said and len(parts) > 2):
            return True
    return False
