"""Byline, section, tags, image and canonical address of an article, each with its source.

Order: JSON-LD, meta tags, the outlet's own selectors, the visible text.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from posixpath import basename
from urllib.parse import urlsplit

from lxml import html

from crawler.arabic import folded_words
from crawler.dates import PrintedDate
from crawler.markup import jsonld_values
from crawler.markup.bounded_html_parsing import query
from crawler.markup.mojibake import garbled_words
from crawler.markup.visible_text import plain_text, visible_text
from crawler.reading.author_and_home_links import said_by_links_home
from crawler.reading.fields.bylines import bylines
from crawler.reading.fields.headline import find_headline, nodes_about, own_heading
from crawler.reading.fields.page_surroundings import Surroundings, surroundings_of
from crawler.reading.fields.publication_dates import find_modified, find_published
from crawler.reading.fields.script_records import record_in_scripts
from crawler.reading.fields.sections_and_tags import marked_sections_and_tags
from crawler.reading.fields.sections_and_tags.labelled_lists import links_above_text
from crawler.reading.fields.sections_and_tags.links_that_are_no_tags import (
    is_in_other_article,
    is_of_category,
)
from crawler.reading.fields.sections_and_tags.printed_tags import printed_tags
from crawler.reading.fields.sections_and_tags.tags_by_hook_or_address import beside_tag
from crawler.reading.fields.sections_and_tags.unmarked_sections import unmarked_sections
from crawler.reading.names.byline_names import authors_in, why_no_byline, without_label
from crawler.reading.names.outlet_names import names_of_writers
from crawler.reading.parsed_page import ParsedPage

Candidates = Iterator[tuple[str, str]]
MAX_SECTION_LINKS = 20
"""Links to sections that are looked at; the article's own are among the first."""
_NO_SECTIONS = frozenset(
    " ".join(folded_words(text)) for text in (
        "uncategorized", "uncategorised", "non classé", "sans catégorie", "غير مصنف", "بدون تصنيف",
        "بلا تصنيف", "node", "posts", "post",
        "الرئيسية", "الصفحة الرئيسية", "accueil", "home", "page d'accueil", "inicio", "portada",
        "ⴰⵙⵏⵓⴱⴳ", "asnubg",
    )
)  # fmt: skip
"""What software calls the section of an article that has none, and the first step of a path."""
MAX_SITES_KEYWORDS = 6
_GENERAL = frozenset(
    " ".join(folded_words(text)) for text in (
        "أخبار", "اخبار", "الأخبار", "جريدة", "جريدة إلكترونية", "أخبار المغرب", "صحافة", "news",
        "actualités", "actualité", "actu", "infos", "maroc actualité", "journal", "presse",
    )
)  # fmt: skip
"""Keywords by which a site describes itself, on every page."""
_SLUG = re.compile(r"/\S*|[a-z0-9]+(?:[-_][a-z0-9]+)+")
_TAG_LINKS = query(
    "//a/@rel[.='tag']/parent::*[not(ancestor::*[contains(@class,'taxonomy-')"
    " and not(contains(@class,'taxonomy-post_tag'))])]"
)
"""Block themes give the links of every taxonomy the same ``rel``; only its class tells which."""
_LINKS_OF_CATEGORIES = query("//div/@class[contains(.,'taxonomy-category')]/..//a")
_CATEGORY_LINKS = query("//a/@rel[contains(.,'category')]/..")


@dataclass(slots=True)
class Metadata:
    """The fields beside the text; ``sources``: field name -> the kind of place it was read from."""

    headline: str = ""
    byline: str | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    tags: tuple[str, ...] = ()
    published: PrintedDate | None = None
    modified_at: datetime | None = None
    image: str | None = None
    image_caption: str | None = None
    canonical_url: str | None = None
    sources: dict[str, str] = field(default_factory=dict)


def read_metadata(page: ParsedPage) -> Metadata:
    """All fields but the body's. Removes other articles' JSON-LD from ``page.nodes``."""
    found = Metadata()
    found.headline, source = find_headline(page)
    found.sources["headline"] = source
    # before all other fields: a page may state related articles first, author and date included
    stated = nodes_about(page.nodes, found.headline)
    page.nodes = stated or record_in_scripts(page, found.headline)
    if date := find_published(page, found.headline):
        found.published, found.sources["published_at"] = date
    if date := find_modified(page, found.headline, found.published):
        found.modified_at, found.sources["modified_at"] = date[0].at, date[1]
    found.byline = _first(page, found, "byline", bylines(page, found.headline))
    home = said_by_links_home(page.tree)  # looked for only behind a title that ends in a name
    if found.byline is None and (writers := names_of_writers(page.title, page.meta, home)):
        # the site is called as a person: who is printed as the author is no mere site then
        page.own_names -= writers
        printed = (one for one in bylines(page, found.headline) if one[1] in ("text", "outlet"))
        found.byline = _first(page, found, "byline", printed)
    found.authors = authors_in(found.byline or "", page.own_names)
    found.section = _first(page, found, "section", _sections(page, found.headline))
    _tags(page, found)
    _image(page, found)
    for element in page.tree.iter("link"):
        address = element.get("href")
        if address is not None and element.get("rel") == "canonical":
            found.canonical_url, found.sources["canonical_url"] = page.absolute(address), "link"
            break
    if not stated:
        found.sources = {name: place.replace("json-ld", "script")
                         for name, place in found.sources.items()}  # fmt: skip
    return found


def _sections(page: ParsedPage, headline: str) -> Candidates:
    around = surroundings_of(page, own_heading(page, headline))
    for node in page.nodes:
        for text in map(plain_text, jsonld_values.names(node.get("articleSection"))):
            yield _one_section(page, around, headline, text), "json-ld"
    stated = [plain_text(text) for text in page.meta.get("article:section", ())]
    yield from ((text, "meta") for text in stated if not _is_slug(text))
    for element in page.select(page.hints.section):
        yield visible_text(element), "outlet"
    for element in _category_links(page):
        if not around.is_elsewhere(element):
            yield visible_text(element), "text"
    if "tag" in page.rels:
        marked = _TAG_LINKS(page.tree)[:MAX_SECTION_LINKS]
        for link in links_above_text(around.heading, marked):
            if not around.is_elsewhere(link):
                yield visible_text(link), "text"
    yield from (
        (name, "text") for name in marked_sections_and_tags.sections(page, around, headline)
    )
    yield from ((name, "text") for name in unmarked_sections(page, around, headline))
    # an address says less than a name that is printed, and more than nothing
    yield from ((text.strip("/").rsplit("/")[-1], "meta") for text in stated if _is_slug(text))


def _is_slug(text: str) -> bool:
    """Whether a section is stated as the end of its address: ``/arab-world``, ``fil-info``."""
    return bool(_SLUG.fullmatch(text))


def _one_section(page: ParsedPage, around: Surroundings, headline: str, text: str) -> str:
    """The section of a text: plugins join categories, and tags behind them, with commas.

    What the page prints as its section tells whether all of it is one name.
    """
    parts = [part.strip() for part in re.split(r"[,،;]", text) if part.strip()]
    if len(parts) < 2:
        return text
    wanted = {" ".join(folded_words(one)): one for one in (text, *parts)}
    for name in islice(
        marked_sections_and_tags.sections(page, around, headline), MAX_SECTION_LINKS
    ):
        if (key := " ".join(folded_words(name))) in wanted:
            return wanted[key]
    return parts[0]


def _first(page: ParsedPage, found: Metadata, name: str, candidates: Candidates) -> str | None:
    """The first candidate that can be a name: no address, no paragraph, not the outlet."""
    chosen, met = None, False
    for text, source in candidates:
        met = True
        if name == "byline":  # كتب is also a section: books
            text = without_label(text)
            why = why_no_byline(text, page.own_names)
        else:
            why = _no_name(text, page.names)
        if why is None and chosen is None:
            chosen, found.sources[name] = text, source
        if chosen is not None and not page.trace.wanted:
            break
        if page.trace.wanted:
            verdict = why or ("taken" if text == chosen else "not needed")
            page.trace.note(name, f"{verdict} ({source}): {text[:80]}")
    if not met:
        page.trace.note(name, f'no candidate; name one in the outlet\'s file: {name} = "CSS"')
    return chosen


def _no_name(text: str, outlet: Collection[str]) -> str | None:
    """The reason why a text cannot be a section's name; ``None`` if it can."""
    key = " ".join(folded_words(text))
    if not key:
        return "empty"
    if key in outlet:
        return "the outlet's own name"
    if garbled_words(text):
        return "garbled"
    if key in _NO_SECTIONS:
        return "the name of no section"
    if len(text) >= 120 or "://" in text or "@" in text:
        return "no name: an address or a paragraph"
    return None


def _tags(page: ParsedPage, found: Metadata) -> None:
    for tags, source in _given_tags(page, found.headline):
        # bounded: no page may give an article thousands of tags, or paragraphs as tags
        texts = dict.fromkeys(plain_text(tag).lstrip("# ") for tag in tags[:200])
        kept = [tag for tag in texts if _is_tag(tag)]
        if kept:
            if len(kept) == 1 and source in ("json-ld", "meta"):
                around = surroundings_of(page, own_heading(page, found.headline))
                printed = beside_tag(around, kept[0]) or _marked_as_tags(page, around)
                kept, source = (printed, "text") if printed else (kept, source)
            found.tags, found.sources["tags"] = tuple(kept[:40]), source
            return


def drop_site_keywords(page: ParsedPage, found: Metadata, text: str) -> None:
    """Take keywords away that are the site's: most of them stand neither in headline nor text."""
    if found.sources.get("tags") != "meta" or page.meta.get("article:tag"):
        return
    said = f" {' '.join(folded_words(f'{found.headline} {text}'))} "
    told = [tag for tag in found.tags if " ".join(folded_words(tag)) in said]
    few = len(found.tags) <= MAX_SITES_KEYWORDS  # an editor's long list may hold any word
    listed = few and any(" ".join(folded_words(tag)) in _GENERAL for tag in found.tags)
    if listed or 2 * len(told) < len(found.tags):
        page.trace.note("tags", f"the site's own keywords: {', '.join(found.tags)[:100]}")
        found.tags = ()
        del found.sources["tags"]


def _is_tag(text: str) -> bool:
    return 0 < len(text) < 80 and not garbled_words(text)


def _given_tags(page: ParsedPage, headline: str) -> Iterator[tuple[list[str], str]]:
    for node in page.nodes:
        stated = jsonld_values.names(node.get("keywords"))
        yield [t for text in stated for t in re.split(r"[,،]", text)], "json-ld"
    yield page.meta.get("article:tag", []), "meta"
    yield [visible_text(element) for element in page.select(page.hints.tags)], "outlet"
    around = surroundings_of(page, own_heading(page, headline))
    yield _marked_as_tags(page, around), "text"
    yield marked_sections_and_tags.tags(page, around), "text"
    printed = printed_tags(around)
    # a site may print by which keywords it wants to be found
    general = any(" ".join(folded_words(tag)) in _GENERAL for tag in printed)
    yield [] if general else printed, "text"
    # last: many outlets print the same keywords on every page
    for text in page.meta.get("news_keywords", []) or page.meta.get("keywords", []):
        yield re.split(r"[,،]", text), "meta"


def _category_links(page: ParsedPage) -> Iterator[html.HtmlElement]:
    """The links that a class or their relation call a category's, those of a class first."""
    if any("taxonomy-category" in name for name in page.classes):
        yield from _LINKS_OF_CATEGORIES(page.tree)[:MAX_SECTION_LINKS]
    if any("category" in name for name in page.rels):
        yield from _CATEGORY_LINKS(page.tree)[:MAX_SECTION_LINKS]


def _marked_as_tags(page: ParsedPage, around: Surroundings) -> list[str]:
    """The names of the links below the text whose relation says that they lead to a tag."""
    if "tag" not in page.rels:
        return []
    links = [link for link in _TAG_LINKS(page.tree) if not is_of_category(link)]
    links = [link for link in links if not is_in_other_article(link, around)]
    links = [link for link in links if not around.is_of_others(link)]
    return [visible_text(link) for link in _below(around.heading, links)]


def _below(
    heading: html.HtmlElement | None, links: list[html.HtmlElement]
) -> list[html.HtmlElement]:
    """The tag links without those above the text: builders call the section's link a tag, too."""
    above = links_above_text(heading, links)
    return [link for link in links if link not in above]


def _image(page: ParsedPage, found: Metadata) -> None:
    """The main image, and the caption of the figure that shows it."""
    stated = [(text, "meta") for text in page.meta.get("og:image", ())]
    for node in page.nodes:
        stated += [(text, "json-ld") for text in jsonld_values.addresses(node.get("image"))]
    for text, source in stated:
        if address := page.absolute(text):
            found.image, found.sources["image"] = address, source
            break
    if not found.image:
        return
    # compared by file name: the img may be relative, or on another host
    name = basename(urlsplit(found.image).path)
    for caption in page.tree.iter("figcaption"):
        images = caption.getparent().iter("img") if caption.getparent() is not None else ()
        if any(name and name in (image.get("src") or "") for image in images):
            found.image_caption, found.sources["image_caption"] = (
                visible_text(caption) or None,
                "text",
            )
            return
    for node in page.nodes:
        image = node.get("image")
        for said in image if isinstance(image, list) else [image]:
            if isinstance(said, dict) and isinstance(said.get("caption"), str):
                text = plain_text(said["caption"])
                found.image_caption, found.sources["image_caption"] = text or None, "json-ld"
                return
