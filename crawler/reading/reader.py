"""``read_article``: from fetched bytes to an ``Article``, or why there is none."""

import dataclasses
from collections.abc import Mapping

from crawler.arabic import folded_words, word_count
from crawler.errors import OutletError
from crawler.items import Article, Lead, Page
from crawler.languages.darija import find_darija
from crawler.languages.text_language import language_of
from crawler.reading.article_metadata import Metadata, drop_site_keywords, read_metadata
from crawler.reading.body.extraction import find_body
from crawler.reading.extraction_hints import Hints
from crawler.reading.fields.bylines import is_printed
from crawler.reading.fields.headline import own_heading
from crawler.reading.further_page_links import find_page_links
from crawler.reading.further_pages import join_pages
from crawler.reading.limits import limited
from crawler.reading.names.byline_names import authors_in
from crawler.reading.names.dateline import find_dateline
from crawler.reading.names.outlet_names import joined, short_names
from crawler.reading.names.signed_byline import find_signature, is_note_on_author, may_name_site
from crawler.reading.page_parsing import open_page
from crawler.reading.parsed_page import ParsedPage
from crawler.reading.reading_fingerprint import read_with
from crawler.reading.refusals.garbled_text import refuse_garbled
from crawler.reading.refusals.gate import find_paywall, refuse_no_article
from crawler.reading.refusals.page_kind import TITLE_PARTS
from crawler.reading.refusals.unsigned_undated_pages import Told
from crawler.reading.titles_of_site import called_names
from crawler.reading.trace import SILENT, Trace

MIN_LEAD = 8
"""A first line with fewer words is a subheading, no lead paragraph."""
_STATED = sorted(
    {one.name for one in dataclasses.fields(Metadata)}
    & {one.name for one in dataclasses.fields(Article)} - {"sources"}
)
"""What the metadata say under the names of the article's fields."""
_FROM_FIELDS = {
    "authors": "byline", "lead_paragraph": "body", "language": "body", "brief": "body",
    "dateline": "text", "captions": "text", "city": "dateline", "agency": "dateline",
}  # fmt: skip
"""Values that are found in the text, or told by another field."""


def read_article(
    page: Page, hints: Hints | None = None, lead: Lead | None = None, trace: Trace = SILENT
) -> Article:
    """The article on a page; ``trace`` takes notes of how it was read.

    Raises ``Unreadable`` (no text, out of bounds), ``Blocked`` (a challenge came) and
    ``NotAnArticle`` (listing, gallery, login, paywall, soft 404, no body), each saying why.
    """
    try:
        return limited(lambda: _read(page, hints or Hints(), lead, trace))
    except OutletError as error:
        trace.note("gate", f"refused, {type(error).__name__}: {error}")
        raise


def _read(page: Page, hints: Hints, lead: Lead | None, trace: Trace) -> Article:
    seen, decoded = open_page(page, hints, lead, trace)
    links = find_page_links(seen)
    said = read_metadata(seen)
    body = find_body(seen.tree, hints, said.headline, trace)
    several = join_pages(body, links, page, hints, trace) if links.addresses else None
    if several:
        body = several.body
    heading = own_heading(seen, said.headline)
    paywall = find_paywall(seen, heading)
    told = Told(heading, said.byline, said.sources.get("published_at"))
    brief = refuse_no_article(seen, said.headline, body, paywall=bool(paywall), told=told)
    if trace.wanted:
        trace.note("gate", f"{'a brief' if brief else 'an article'}: {body.words} words")
    if garbled := refuse_garbled(said.headline, "\n".join(body.paragraphs)):
        trace.note("encoding", garbled)
        decoded = dataclasses.replace(decoded, evidence=f"{decoded.evidence}, {garbled}")
    paragraphs = _unsigned(seen, body.paragraphs, said, trace)
    # the line that signs may say where, too; else it may stand above the dateline
    placed = find_dateline(body.paragraphs, seen.names)
    dateline = placed or find_dateline(paragraphs, seen.names)
    if dateline and dateline.alone and (not placed or paragraphs[:1] == body.paragraphs[:1]):
        paragraphs = paragraphs[1:]
    if dateline:
        trace.note("dateline", f"{dateline.text}: {dateline.city}, {dateline.agency}")
    text = "\n".join(paragraphs)
    drop_site_keywords(seen, said, text)
    language = language_of(text)
    trace.note("language", str(language))
    if trace.wanted and language == "ar":
        _explain_darija(text, trace)
    published = said.published
    article = Article(
        outlet=page.outlet,
        url=page.url,
        fetched_at=page.fetched_at,
        body=text,
        language=language,
        published_at=published.at if published else None,
        published_precision=published.precision if published else None,
        published_source=said.sources.get("published_at"),
        published_printed=published.printed if published else None,
        brief=brief,
        encoding=decoded.encoding,
        body_source=body.source,
        lead_paragraph=next((line for line in paragraphs if word_count(line) >= MIN_LEAD), None),
        dateline=dateline.text if dateline else None,
        city=dateline.city if dateline else None,
        agency=dateline.agency if dateline else None,
        captions=body.captions,
        paywall=bool(paywall),
        pages=several.pages if several else (),
        partial=bool(several and several.partial),
        encoding_evidence=decoded.evidence,
        **{name: getattr(said, name) for name in _STATED},
        read_with=read_with(hints),
    )
    stood = said.sources | {"paywall": paywall or "", "encoding": decoded.evidence}
    if several:
        stood |= {"pages": links.source, "partial": several.partial}
    return dataclasses.replace(article, sources=_sources(article, stood))


def _sources(article: Article, stood: Mapping[str, str]) -> dict[str, str]:
    """The place of each value of an article: named as ``Article.sources`` says."""
    date = dict.fromkeys(("published_precision", "published_printed"), stood.get("published_at"))
    found = {**_FROM_FIELDS, **date, "body": article.body_source, **stood}
    return {name: place for name, place in found.items() if place and getattr(article, name)}


def _unsigned(
    page: ParsedPage, paragraphs: tuple[str, ...], said: Metadata, trace: Trace
) -> tuple[str, ...]:
    """The text without the line that signs it, which gives the byline where nothing else does.

    A byline that only a machine states, and that the page prints nowhere, is nothing else.
    """
    beside = (part for part in TITLE_PARTS.split(page.title) if part not in said.headline)
    own = page.own_names | short_names(page.title, page.meta) | set(map(joined, beside))
    if any(map(may_name_site, paragraphs[:1] + paragraphs[-1:])):  # the links are asked last
        own |= called_names(page)
    found = find_signature(paragraphs, own, said.headline)
    if found is None:
        return _without_note(paragraphs) if said.byline else paragraphs
    signing, name = found
    stated = said.sources.get("byline") in ("json-ld", "meta")
    same = folded_words(said.byline or "") == folded_words(name)
    if said.byline and not same and not (stated and not is_printed(page, said.byline)):
        return paragraphs
    trace.note("byline", f"signed (text): {paragraphs[min(signing)]}")
    if not same:
        said.byline, said.authors, said.sources["byline"] = name, authors_in(name), "text"
    left = (one for number, one in enumerate(paragraphs) if number not in signing)
    return _without_note(tuple(left))


def _without_note(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """A text without the note at its end that says who its author is."""
    noted = len(paragraphs) > 1 and is_note_on_author(paragraphs[-1])
    return paragraphs[:-1] if noted else paragraphs


def _explain_darija(text: str, trace: Trace) -> None:
    """Note the words that speak for Darija: nothing of a reading depends on it."""
    darija = find_darija(text)
    if darija.seen:
        counted = "، ".join(
            f"{word} {count}" if count > 1 else word for word, count in darija.seen.items()
        )
        verdict = "a hint" if darija.hint else "too few for a hint"
        trace.note("darija", f"{verdict}, {darija.share:.1%} of {darija.words} words: {counted}")
