"""Reading a page: from fetched bytes to an ``Article``. Pure: no network, no database, no clock."""

from crawler.article import Article, Lead, Page
from crawler.errors import NotAnArticle
from crawler.reading.body import Body, find_body
from crawler.reading.decoding import decode
from crawler.reading.gate import refuse_challenge, refuse_no_article
from crawler.reading.hints import Hints
from crawler.reading.language import language_of
from crawler.reading.metadata import MetadataReader
from crawler.reading.tree import parse

READER_VERSION = 1
"""Raised whenever the same page may read differently; stored with every article."""

__all__ = ["READER_VERSION", "Body", "Hints", "read_article"]


def read_article(page: Page, hints: Hints | None = None, lead: Lead | None = None) -> Article:
    """The article on a page.

    Raises ``Unreadable`` (no text, out of bounds), ``Blocked`` (a challenge came) and
    ``NotAnArticle`` (listing, login, soft 404, no body), each saying why.
    """
    hints = hints or Hints()
    kind = page.content_type.partition(";")[0].strip().lower()
    if kind and not any(part in kind for part in ("html", "xml", "text/plain", "octet-stream")):
        raise NotAnArticle(f"not a web page: {kind}")
    decoded = decode(page.body, page.content_type)
    refuse_challenge(decoded.text)
    tree = parse(decoded.text)
    said = MetadataReader(tree, hints, lead, page.url, page.fetched_at).read()
    body = find_body(tree, hints, said.headline)
    brief = refuse_no_article(tree, said.headline, body)
    published = said.published
    return Article(
        outlet=page.outlet,
        url=page.url,
        fetched_at=page.fetched_at,
        headline=said.headline,
        body="\n".join(body.paragraphs),
        byline=said.byline,
        section=said.section,
        tags=said.tags,
        language=language_of("\n".join(body.paragraphs)),
        published_at=published.at if published else None,
        published_precision=published.precision if published else None,
        published_source=said.sources.get("published_at"),
        published_printed=published.printed if published else None,
        modified_at=said.modified_at,
        image=said.image,
        canonical_url=said.canonical_url,
        brief=brief,
        encoding=decoded.encoding,
        body_source=body.source,
        sources=said.sources | {"body": body.source},
    )
