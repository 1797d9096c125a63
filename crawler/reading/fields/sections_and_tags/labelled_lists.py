"""Links that a printed label or their place names: ``Mots-clés : …``, the section above a headline.

Templates of one's own have no class that tells. A row of links behind the word for tags is the
tags; one short link right above the headline, to no other host and not home, is the section.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from urllib.parse import urljoin, urlsplit

from lxml import html

from crawler.arabic import folded_words, word_count
from crawler.markup.bounded_html_parsing import query
from crawler.markup.visible_text import visible_text
from crawler.reading.author_and_home_links import leads_home
from crawler.reading.fields.page_surroundings import (
    MAX_LABEL_CHARACTERS,
    Surroundings,
    as_label,
)
from crawler.reading.fields.printed_date_places import first_text
from crawler.reading.names.names_of_sections import HOME, SECTION_LABELS
from crawler.reading.names.outlet_names import joined
from crawler.reading.parsed_page import ParsedPage
from crawler.urls import same_host

MAX_NAME_WORDS = 6
"""Words of a section or a tag."""
MAX_OVERLINE_WORDS = 4
"""Words of a section above the headline, where nothing but its place names it."""
MAX_LINKS = 20
MAX_LEVELS = 5
"""Levels of elements between the headline and what stands above it."""
TAG_LABELS = frozenset((
    "tag", "tags", "tagged", "taggé", "étiquette", "étiquettes", "etiquettes", "mots-clés",
    "mots clés", "mots-cles", "mots cles", "mot-clé", "mot clé", "keywords", "وسوم", "الوسوم",
    "الوسم", "وسم", "تاغات", "كلمات دلالية", "الكلمات الدلالية", "كلمات مفتاحية",
    "الكلمات المفتاحية", "كلمات المفتاح", "كلمات البحث",
    "etiquetas", "post tags", "article tags", "post-tags", "article-tags", "tags de l'article",
    "mots-clés de l'article", "وسوم المقال", "وسوم الخبر", "علامات", "العلامات",
    "موسومة تحت", "في هذا الموضوع",
))  # fmt: skip
_TEXTS = query(f"following::text()[string-length(.) < {MAX_LABEL_CHARACTERS}]")
_TAG_ADDRESS = re.compile(r"tag|label|keyword|mot|topic|wasm|وسم|كلمات", re.IGNORECASE)
_LINKS_BEHIND = query("following::a")
_BACK = frozenset(folded_words("""
retour back home accueil return contact menu recherche search connexion login share partager print
imprimer suivant precedent next previous رجوع عوده العوده الرجوع الرئيسيه اتصل اتصال بحث دخول تسجيل
مشاركه طباعه شارك السابق التالي القائمه ادارت admin facebook twitter english français عربي العربية
about apropos propos نحن اشهار اعلانات publicité pdf version النسخة abonnement abonnez
"""))  # fmt: skip
"""Words of links that stand above a headline and name no section."""
_NO_SECTION_PATH = re.compile(
    r"/(?:author|auteur|user|users|contact|about|a-propos|login|search|feed|print|pdf|20\d\d)\b"
)
_STEPS = re.compile(r"[»«›‹>/\\→←]")
"""What stands between the steps of a path."""
_OTHER_LISTS = frozenset((
    "plumes", "chroniqueurs", "auteurs", "authors", "autores", "contributors", "columnistas",
    "firmas", "كتاب", "الكتاب", "tags", "sujets", "etiquetas", "وسوم", "الوسوم",
))  # fmt: skip
"""What is above a writer or a tag in a path, and above no section."""


def short_name(text: str) -> str:
    """A text that is short enough to name a section or a tag; else an empty one."""
    return text if 0 < word_count(text) <= MAX_NAME_WORDS else ""


def labelled_tags(around: Surroundings) -> list[str]:
    """The names of the links behind a label of tags; none: an empty list."""
    for links in _rows(around, TAG_LABELS):
        if not around.is_elsewhere(links[0]):
            return [name for link in links if (name := visible_text(link).lstrip("# "))]
    return []


def labelled_section(around: Surroundings) -> str:
    """The name of the link behind a label of sections; empty without one."""
    for links in _rows(around, SECTION_LABELS):
        if len(links) <= 2 and not around.is_elsewhere(links[0]):
            return visible_text(links[0])
    return ""


def _rows(around: Surroundings, labels: frozenset[str]) -> Iterator[list[html.HtmlElement]]:
    """The rows of short links behind the headline that one of the labels opens, in order."""
    heading = around.heading
    # asked first of plain strings: nearly no page has such a label without a telling class
    if heading is None or labels.isdisjoint(around.labels_behind):
        return
    for text in _TEXTS(heading):
        if as_label(text) not in labels:
            continue
        element = text.getparent()
        holder = element.getparent() if text.is_tail else element
        if holder is None or element.tag in ("a", "script", "style"):
            continue
        if links := _links_behind(holder):
            yield links


def _links_behind(holder: html.HtmlElement) -> list[html.HtmlElement]:
    """The links in the row that a label opens, if the row is nothing else."""
    row: html.HtmlElement | None = holder
    for _ in range(3):
        if row is None or row.tag in ("body", "html", "article", "main"):
            return []
        links = [*islice(row.iter("a"), MAX_LINKS + 1)]
        if links:
            said = sum(len(visible_text(link)) for link in links)
            bare = len(visible_text(row)) - said
            short = all(short_name(visible_text(one)) for one in links)
            if len(links) > MAX_LINKS or not short:
                return []
            return links if bare <= MAX_LABEL_CHARACTERS + 3 * len(links) else []
        row = row.getparent()
    return []


def links_above_text(
    heading: html.HtmlElement | None, links: Sequence[html.HtmlElement]
) -> list[html.HtmlElement]:
    """Of links marked as tags those that stand above the text and do not lead to a tag's address.

    Themes and builders mark the section's link so; a tag's address says ``tag`` nearly everywhere.
    """
    doubtful = [link for link in links if not _TAG_ADDRESS.search(link.get("href") or "")]
    if heading is None or not doubtful:
        return []
    behind = frozenset(_LINKS_BEHIND((first_text(heading) or [heading])[0]))
    return [link for link in doubtful if link not in behind]


def section_above(page: ParsedPage, heading: html.HtmlElement | None, headline: str) -> str:
    """The name of the link, or the end of the path of links, right above the headline."""
    if heading is None:
        return ""
    if len(heading) == 1 and heading[0].tag == "a" and not (heading.text or "").strip():
        # in one line with the headline: ``رياضة : …``
        before = visible_text(heading[0])
        key = " ".join(folded_words(before))
        if before not in headline and may_be_section(page, heading[0], key):
            return before
    element, badge = heading, ""
    for _ in range(MAX_LEVELS):
        for before in element.itersiblings(preceding=True):
            if not isinstance(before.tag, str) or not visible_text(before, 1):
                continue
            # the section's name alone, and the path to it above
            if not badge and before.tag in ("span", "div", "p") and not _has_link(before):
                badge = visible_text(before, MAX_LABEL_CHARACTERS)
                continue
            found = _section_of(page, before, headline)
            return found if not badge or folded_words(found) == folded_words(badge) else ""
        parent = element.getparent()
        if parent is None or parent.tag in ("body", "html") or (parent.text or "").strip():
            return ""
        element = parent
    return ""


def _has_link(element: html.HtmlElement) -> bool:
    return next(element.iter("a"), None) is not None


def _section_of(page: ParsedPage, row: html.HtmlElement, headline: str) -> str:
    """The section that a row of links names; empty where it is a menu or something else."""
    links = [*islice(row.iter("a"), 4)]
    if not 0 < len(links) < 4 or row.tag == "aside":
        return ""
    texts = [visible_text(link) for link in links]
    keys = [" ".join(folded_words(text)) for text in texts]
    own = " ".join(folded_words(headline))
    bare = visible_text(row)
    ends_here = headline in bare
    for text in (headline, *texts):
        bare = bare.replace(text, "", 1)
    if word_count(bare) or len(bare) > 3 * len(links) + 3:
        return ""
    signs = _STEPS.search(bare) is not None
    begins_home = (
        keys[0] in HOME
        or leads_home(links[0])
        or (signs and keys[0] not in _OTHER_LISTS and _leads_down(page, links))
    )
    if begins_home and not (ends_here or signs):
        return ""  # a short menu begins so, too
    if len(links) > 1 and begins_home:
        links, texts, keys = links[1:], texts[1:], keys[1:]
    elif len(links) > 2:
        return ""
    ends = [n for n, key in enumerate(keys) if key and key != own]
    if not ends:
        return ""
    # a path goes down to the last one; two labels are equal, the first is taken
    number = ends[-1] if begins_home else ends[0]
    return texts[number] if may_be_section(page, links[number], keys[number]) else ""


def _leads_down(page: ParsedPage, links: Sequence[html.HtmlElement]) -> bool:
    """Whether each link's address is a folder of the one before: ``/zgh`` and ``/zgh/tadlsa``.

    Home is called otherwise in every language; a row of two sections does not lead down.
    """
    try:
        parts = [urlsplit(urljoin(page.base, (one.get("href") or "").strip())) for one in links]
    except ValueError:  # a page's own address is untrusted
        return False
    paths = [part.path.rstrip("/") for part in parts]
    return len(paths) > 1 and all(below.startswith(f"{above}/") for above, below in pairwise(paths))


def may_be_section(page: ParsedPage, link: html.HtmlElement, key: str) -> bool:
    """Whether a link leads into the site, and neither home nor to a service."""
    words = key.split()
    if not 0 < len(words) <= MAX_OVERLINE_WORDS or not _BACK.isdisjoint(words):
        return False
    if joined(key) in page.own_names or any(map(str.isdigit, key)) or leads_home(link):
        return False
    href = (link.get("href") or "").strip()
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:")):
        return False
    try:
        address = urljoin(page.base, href)
        path = urlsplit(address).path.lower()
    except ValueError:  # a page's own address is untrusted
        return False
    return same_host(page.url, address) and not _NO_SECTION_PATH.search(path)
