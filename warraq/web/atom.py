"""A page of hits as an Atom feed (RFC 4287)."""

import re
from xml.sax.saxutils import escape, quoteattr

from storage.query.marks.snippets import without_marks
from storage.query.web_page_queries import uids_of
from warraq.web.citations import uid_path
from warraq.web.search_results import Found

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold, not even escaped: a feed with one of these is read by nobody."""


def atom_feed(found: Found, base: str, here: str) -> str:
    """The hits as entries; ``base``: address of the web page, ``here``: of the feed.

    An entry is called by its article's uid: a number is another article's in another archive.
    """
    uids = uids_of(found.archive, [hit.id for hit in found.hits])
    updated = max((hit.first_seen for hit in found.hits), default=found.at)
    title = _xml(f"Warraq: {found.asked.text}")
    entries = "".join(
        f"<entry><title>{_xml(without_marks(hit.headline)[0])}</title>"
        f"<id>{escape(base + uid_path(uids[hit.id]))}</id>"
        f"<link rel='alternate' href={quoteattr(f'{base}/article/{hit.id}')}/>"
        f"<updated>{hit.published_at or hit.first_seen}</updated>"
        f"<author><name>{_xml(hit.outlet)}</name></author>"
        f"<summary>{_xml(without_marks(hit.snippet)[0])}</summary></entry>"
        for hit in found.hits
        if hit.id in uids  # hidden since it was found
    )
    return (
        "<?xml version='1.0' encoding='utf-8'?>\n<feed xmlns='http://www.w3.org/2005/Atom'"
        " xmlns:opensearch='http://a9.com/-/spec/opensearch/1.1/'>"
        f"<opensearch:totalResults>{found.total}</opensearch:totalResults>"
        f"<title>{title}</title><id>{escape(here)}</id><updated>{updated}</updated>"
        f"<link rel='self' href={quoteattr(here)}/>{entries}</feed>"
    )


def _xml(text: str) -> str:
    """A text for XML; what it may not hold shows as the sign for "no character"."""
    return escape(_NOT_XML.sub("\ufffd", text))
