"""Places on a page that name an article's section and tags: relations, breadcrumbs, classes.

The page's own microdata and relations first, then what classes say; a tag cloud and a menu name
the site's sections, not the article's.
"""

import functools
import re
from collections.abc import Iterator
from itertools import islice, pairwise

from lxml import html

from crawler.arabic import folded_words, word_count
from crawler.markup.bounded_html_parsing import query
from crawler.markup.visible_text import visible_text
from crawler.markup.widget_class_names import words_of
from crawler.reading.author_and_home_links import leads_home
from crawler.reading.fields.page_surroundings import Surroundings
from crawler.reading.fields.sections_and_tags.labelled_lists import (
    labelled_section,
    labelled_tags,
    links_above_text,
    section_above,
    short_name,
)
from crawler.reading.fields.sections_and_tags.links_that_are_no_tags import (
    is_elsewhere,
    is_of_category,
    is_of_source,
    is_tags_address,
)
from crawler.reading.fields.sections_and_tags.tags_by_hook_or_address import (
    subjects_by_address,
    tags_by_hook,
)
from crawler.reading.names.names_of_sections import (
    HOME,
    is_only_badge,
)
from crawler.reading.parsed_page import ParsedPage

MAX_PLACES = 20
"""Elements of one kind that are looked at; the article's own are among the first."""
_CRUMBS = frozenset(
    ("breadcrumb", "breadcrumbs", "crumb", "crumbs", "ariane", "fil", "path", "arbo")
)
_SECTIONS = frozenset(
    ("category", "categories", "cat", "rubrique", "rubric", "kicker", "primary-tag", "section-name",
     "article-section", "post-section", "section-label")
)  # fmt: skip
_TERMS = frozenset(("terms", "terms-link", "terms-links", "term-link", "term-links", "terms-list"))
"""What themes call the links of any taxonomy: above the text those of the section."""
MAX_SECTION_TEXT_CHARACTERS = 60
_SECTION_LABELS = frozenset(
    folded_words("category categories catégorie rubrique التصنيف القسم تصنيفات")
)
"""Words that stand before a section's name, and alone where it is missing."""
_SECTION_TEXTS = _SECTIONS - {"kicker"}
"""What names a section also without a link; a kicker may be a second headline."""
MAX_SECTION_TEXT_WORDS = 3
"""Words of a section's name that no link leads to."""
_TAGS = frozenset(("tags", "keywords", "motscles", "mots", "terms", "tagslist", "wusum"))
_TAG_ADDRESSES = query("following::a/@href[contains(., '/tag/') or contains(., '/tags/')]/..")
_WORD_SETS = (_CRUMBS, _SECTIONS, _SECTION_TEXTS, _TAGS, _TERMS)
_TELLING = re.compile(
    "|".join(sorted(word.replace("-", "[^a-z]*") for word in frozenset().union(*_WORD_SETS)))
)
"""Any of their words in small letters, wherever it stands: a class without one says none."""
_POST_CLASSES = frozenset(("post", "hentry", "type-post", "article"))
_OTHERS = frozenset(("cloud", "menu", "nav", "widget", "sub", "related", "no", "has", "without"))
_ITEMPROPS = query("//@itemprop[.='articleSection' or .='genre']/..")
_CRUMBS_BY_ID = query(
    "//@id[.='breadcrumbs' or .='breadcrumb' or .='path' or .='hierarchie' or .='ariane'"
    " or .='fil-ariane' or .='fil_ariane' or .='arbo' or .='crumbs']/.."
)
_KEYWORDS = query("//@itemprop[.='keywords']/..")
_LISTS = frozenset(
    " ".join(folded_words(text)) for text in (
        "actualités", "actualité", "actu", "news", "articles", "article",
        "post", "posts", "blog", "toutes les actualités",
        "أخبار", "الأخبار", "مقالات", "المقالات", "كل الأخبار", "جميع الأخبار", "آخر الأخبار",
    )
)  # fmt: skip
"""Names of the list of everything, which say less than any section."""


def sections(page: ParsedPage, around: Surroundings, headline: str) -> Iterator[str]:
    """The names that may be the article's section, the best first."""
    general = list[str]()
    for name in _sections(page, around, headline):
        if " ".join(folded_words(name)) in _LISTS:
            general.append(name)
        else:
            yield name
    yield from general


def _sections(page: ParsedPage, around: Surroundings, headline: str) -> Iterator[str]:
    if {"articleSection", "genre"} & page.itemprops:
        for element in _ITEMPROPS(page.tree)[:MAX_PLACES]:
            yield short_name(element.get("content") or visible_text(element))
    yield from _of_breadcrumbs_stated(page, headline)
    yield from _of_breadcrumbs_marked(page, headline)
    for element in marked_paths(page):
        if name := _last_crumb(element, headline):
            yield name
    for element in _with_word(page, _SECTIONS):
        links = [element] if element.tag == "a" else list(element.iter("a"))[:2]
        # one link, or a first one with its like: more are a menu
        if links and not around.is_elsewhere(element) and word_count(visible_text(element)) < 12:
            yield short_name(visible_text(links[0]))
    for element in _with_word(page, _TERMS):
        links = [*element.iter("a")][:3]
        above = links_above_text(around.heading, links)
        if 0 < len(links) < 3 and above == links and not around.is_elsewhere(element):
            yield short_name(visible_text(links[0]))
    for element in _with_word(page, _SECTION_TEXTS):
        text = visible_text(element, MAX_SECTION_TEXT_CHARACTERS)
        bare = next(element.iter("a"), None) is None and _may_be_section(text)
        if bare and not around.is_elsewhere(element):
            yield text
    # what nothing names but its place, or a word before it
    for name in (labelled_section(around), section_above(page, around.heading, headline)):
        if name:
            yield name


def marked_paths(page: ParsedPage) -> list[html.HtmlElement]:
    """The elements that a class or an id calls a path from home, looked up once."""
    found: list[html.HtmlElement] | None = page.found_once.get(("paths", None))
    if found is None:
        found = [*_with_word(page, _CRUMBS), *_CRUMBS_BY_ID(page.tree)[:2]]
        page.found_once["paths", None] = found
    return found


def _may_be_section(text: str) -> bool:
    """Whether a text that no link leads from may be a section's name, and is no label of one."""
    if not 0 < word_count(text) <= MAX_SECTION_TEXT_WORDS or ":" in text:
        return False
    if any(map(str.isdigit, text)) or is_only_badge(text):
        return False
    return folded_words(text)[-1] not in _SECTION_LABELS


def tags(page: ParsedPage, around: Surroundings) -> list[str]:
    """The names of the tags that microdata or classes mark; none: an empty list."""
    if "keywords" in page.itemprops:
        found = [
            link
            for element in _KEYWORDS(page.tree)[:MAX_PLACES]
            for link in ([*element.iter("a")] or _pieces(element) or [element])
            if not is_of_category(link)
        ]
        if names := _names(found):
            return names
    for element in _with_word(page, _TAGS):
        links = [link for link in element.iter("a") if not is_of_category(link)]
        links = [link for link in links if not is_of_source(link)]
        if _TERMS in _said_by(element.get("class", "")):
            links = [link for link in links if not links_above_text(around.heading, [link])]
            if not links:
                continue
        links = links or _pieces(element)
        names = _names(links)
        if names and not is_elsewhere(element, around, named=True):
            return names
    return tags_by_hook(page, around) or _tags_by_address(page, around) or labelled_tags(around)


def _names(found: list[html.HtmlElement]) -> list[str]:
    """The names that some elements print; one element may hold several, with commas between."""
    texts = [visible_text(one) for one in found]
    if len(texts) == 1:
        texts = [part.strip() for part in _COMMAS.split(texts[0])]
    return [name for text in texts if (name := short_name(text))]


_COMMAS = re.compile(r"[,،]")


def _pieces(element: html.HtmlElement) -> list[html.HtmlElement]:
    """The items of a list without links, or spans of one name: each is a tag of its own."""
    items = [*islice(element.iter("li"), MAX_PLACES)]
    if items or len(element) < 2 or {one.tag for one in element} != {"span"}:
        return items
    names = {one.get("class") for one in element}
    return [*element][:MAX_PLACES] if len(names) == 1 and None not in names else []


def _tags_by_address(page: ParsedPage, around: Surroundings) -> list[str]:
    """The first row of links behind the headline whose addresses are a tag's; mostly empty."""
    if around.heading is None:
        return []
    if not any(map(is_tags_address, page.addresses)):
        return subjects_by_address(page, around)
    links = [one for one in _TAG_ADDRESSES(around.heading) if not is_elsewhere(one, around)]
    rows = [_row_of(link) for link in links]
    first = [link for link, row in zip(links, rows, strict=True) if row is rows[0]]
    return [name for link in first[:MAX_PLACES] if (name := short_name(visible_text(link)))]


def _row_of(link: html.HtmlElement) -> html.HtmlElement | None:
    """The element that holds a link and others beside it; builders put a box around each."""
    for above in islice(link.iterancestors(), MAX_LEVELS_OF_ROW):
        if above.tag in ("ul", "ol") or len([*islice(above.iter("a"), 2)]) > 1:
            return above
    return link.getparent()


MAX_LEVELS_OF_ROW = 3


def _last_crumb(element: html.HtmlElement, headline: str) -> str:
    """The last link of a breadcrumb that is neither the home page nor the article."""
    found = [*element.iter("a")][:10]
    links = [visible_text(link) for link in found]
    title = " ".join(folded_words(headline))
    keys = [" ".join(folded_words(text)) for text in links]
    # a path begins at the home page; "fil" is also a thread of a forum
    begins = " ".join(folded_words(element.text or ""))  # home may be printed without a link
    if not found or not (keys[0] in HOME or begins in HOME or leads_home(found[0])):
        return ""
    for text, key in zip(reversed(links), reversed(keys), strict=True):
        if key and key not in HOME and not title.startswith(key):
            return short_name(text)
    return ""


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
            if key and key not in HOME and not title.startswith(key):
                yield short_name(name)
                break


def _of_breadcrumbs_marked(page: ParsedPage, headline: str) -> Iterator[str]:
    """The last item but the article of a path that microdata mark."""
    if "itemListElement" not in page.itemprops:
        return
    title = " ".join(folded_words(headline))
    for path in _MARKED_PATHS(page.tree)[:2]:
        items = [visible_text(one, 2 * MAX_SECTION_TEXT_CHARACTERS) for one in _MARKED_NAMES(path)]
        for name in reversed(items):
            key = " ".join(folded_words(name))
            if key and key not in HOME and not title.startswith(key) and not key.startswith(title):
                yield short_name(name)
                break


_MARKED_PATHS = query("//*[contains(@itemtype, 'BreadcrumbList')]")
_MARKED_NAMES = query("descendant::*[@itemprop='name']")


def _with_word(page: ParsedPage, words: frozenset[str]) -> list[html.HtmlElement]:
    """The elements whose class says one of the words, and none that makes a menu of it."""
    found = sorted(one for one in page.classes if words in _said_by(one))[:MAX_PLACES]
    outer = frozenset(("body", "html", "article", "main"))
    return [one for one in page.with_classes(found) if one.tag not in outer][:MAX_PLACES]


@functools.lru_cache(maxsize=8_192)
def _said_by(names: str) -> frozenset[frozenset[str]]:
    """The sets of words of which a class says one; asked of all at once, for most it is none."""
    if not _TELLING.search(names.lower()):
        return frozenset()
    return frozenset(words for words in _WORD_SETS if _says(names, words))


def _says(names: str, words: frozenset[str]) -> bool:
    tokens = names.split()
    if "category" in words and not _POST_CLASSES.isdisjoint(tokens):
        # "post category-economy" is WordPress telling what the article is about
        tokens = [token for token in tokens if not token.startswith("category-")]
    for parts in map(words_of, tokens):
        pairs = {f"{one}-{two}" for one, two in pairwise(parts)}
        if pairs & words and _OTHERS.isdisjoint(parts):
            return True
        said = words.intersection(parts)
        # "post category-x" tells what the article is about, in words of the site
        if said and _OTHERS.isdisjoint(parts) and not (parts[0] in said and len(parts) > 2):
            return True
    return False
