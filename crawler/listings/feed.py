"""``Feed``: RSS, Atom and RDF feeds, broken ones included."""

import io
from dataclasses import dataclass

import feedparser
from lxml import etree

from crawler.article import Lead, Page
from crawler.errors import BrokenListing
from crawler.listings.listing import MAX_LEADS, IsArticle, Listed, Listing, Stretch, hinted_date
from crawler.listings.sound_xml import sound_xml, without_own_entities
from crawler.markup.source_bounds import refuse_endless_tags
from crawler.markup.visible_text import plain_text
from crawler.urls import query_of, with_query


@dataclass(frozen=True)
class Feed(Listing):
    """A feed: ``Feed("feed/")``. Entries count even where the feed is cut or not well formed."""

    def read(self, page: Page, is_article: IsArticle) -> Listed:
        """One lead per entry with a link."""
        # entities of its own no honest feed declares
        body = sound_xml(without_own_entities(page.body.lstrip()))
        refuse_endless_tags(body)
        parsed = feedparser.parse(
            io.BytesIO(body),
            response_headers={"content-type": page.content_type, "content-location": page.url},
            sanitize_html=False,  # title and links only: ``plain_text`` takes the markup away
            resolve_relative_uris=False,
        )
        leads = [lead for entry in parsed.entries[:MAX_LEADS] if (lead := _lead(entry, page))]
        if not leads:
            leads = list(_recovered(body, page))
        if not leads and not parsed.version:
            why = parsed.get("bozo_exception") or "no feed element"
            raise BrokenListing(f"{page.url} is not a feed: {why}")
        return Listed(leads)

    def read_back(self, page: Page, is_article: IsArticle, stretch: Stretch) -> Listed:
        """WordPress turns the pages of its feeds by ``?paged=``; others have one page."""
        listed = self.read(page, is_article)
        dates = [lead.published_hint for lead in listed.leads if lead.published_hint]
        over = bool(dates) and max(dates) < stretch.since
        if over or not listed.leads or b"wordpress.org/?v=" not in page.body:
            return listed
        number = int(query_of(page.url).get("paged", "1"))
        return Listed(listed.leads, [with_query(page.url, paged=number + 1)])


def _lead(entry: dict[str, object], page: Page) -> Lead | None:
    """The lead of one entry, ``None`` without a link."""
    link = entry.get("link") or entry.get("feedburner_origlink")
    if not isinstance(link, str) or not link.strip():
        return None
    title = entry.get("title")
    return Lead(
        outlet=page.outlet,
        url=link.strip(),
        found_in=page.url,
        published_hint=hinted_date(entry.get("published") or entry.get("date"), page),
        # feedparser's own look-up gives the date of publication where there is no other
        modified_hint=hinted_date(dict.get(entry, "updated"), page),
        headline_hint=plain_text(title) if isinstance(title, str) else None,
    )


def _recovered(body: bytes, page: Page) -> list[Lead]:
    """The entries that a forgiving parser finds where the feed parser finds none."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(body, parser=parser)
    except etree.XMLSyntaxError:  # beyond recovery: the caller says so
        return []
    leads = []
    for item in root.iter("{*}item", "{*}entry") if root is not None else ():
        link = item.find("{*}link")
        address = (link.text or link.get("href") or "").strip() if link is not None else ""
        if address:
            title = item.findtext("{*}title")
            leads.append(
                Lead(page.outlet, address, page.url, headline_hint=plain_text(title or "") or None)
            )
    return leads[:MAX_LEADS]
