"""Feeds and sitemaps as the software of the families writes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING

from tests.newsroom.answers import Answer, latest
from tests.newsroom.head import excerpt
from tests.newsroom.printed_dates import iso, local

if TYPE_CHECKING:
    from tests.newsroom.pages import PagedOutlet
    from tests.newsroom.publications import Publication

XML = '<?xml version="1.0" encoding="UTF-8"?>'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def cdata(text: str) -> str:
    """A text inside a CDATA section."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def full_text(pub: Publication) -> str:
    """The body as WordPress puts it into feeds and its API."""
    return "\n".join(f"<p>{escape(text, quote=False)}</p>" for text in pub.paragraphs)


def wordpress_rss(outlet: PagedOutlet, pubs: Sequence[Publication], full: bool) -> Answer:
    """WordPress's RSS 2.0: dates in UTC, the whole text or the beginning only."""
    items = []
    for pub in pubs:
        beginning = (
            f"<p>{escape(excerpt(pub.paragraphs[0], 40), quote=False)} [&#8230;]</p>\n"
            f'<p>ظهرت المقالة <a href="{pub.url}">{escape(pub.headline, quote=False)}</a> أولاً '
            f'على <a href="{outlet.home}">{outlet.arabic_name}</a>.</p>'
        )
        whole = f"<content:encoded>{cdata(full_text(pub))}</content:encoded>" if full else ""
        categories = "".join(
            f"<category>{cdata(name)}</category>" for name in (pub.story.section, *pub.story.tags)
        )
        items.append(
            f"""\t<item>
\t\t<title>{escape(pub.headline, quote=False)}</title>
\t\t<link>{pub.url}</link>
\t\t<dc:creator>{cdata(pub.story.byline or outlet.arabic_name)}</dc:creator>
\t\t<pubDate>{format_datetime(pub.published_at).replace("-0000", "+0000")}</pubDate>
\t\t{categories}
\t\t<guid isPermaLink="false">{outlet.home}?p={pub.number}</guid>
\t\t<description>{cdata(beginning)}</description>
\t\t{whole}
\t</item>"""
        )
    changed_at = outlet.changed_at
    text = f"""{XML}<rss version="2.0"
\txmlns:content="http://purl.org/rss/1.0/modules/content/"
\txmlns:dc="http://purl.org/dc/elements/1.1/"
\txmlns:atom="http://www.w3.org/2005/Atom"
\txmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
\t>
<channel>
\t<title>{outlet.arabic_name}</title>
\t<atom:link href="{outlet.home}{outlet.listings["feed"]}" rel="self" type="application/rss+xml" />
\t<link>{outlet.home}</link>
\t<description>{outlet.slogan}</description>
\t<lastBuildDate>{format_datetime(changed_at)}</lastBuildDate>
\t<language>ar</language>
\t<sy:updatePeriod>hourly</sy:updatePeriod>
\t<sy:updateFrequency>1</sy:updateFrequency>
\t<generator>https://wordpress.org/?v=6.8.3</generator>
{chr(10).join(items)}
</channel>
</rss>
"""
    return Answer(text, "application/rss+xml; charset=UTF-8", changed_at=changed_at)


def simple_rss(outlet: PagedOutlet, pubs: Sequence[Publication], generator: str) -> Answer:
    """A plain RSS 2.0 with Casablanca's times, as WMaker and Drupal write it."""
    items = "\n".join(
        f"""<item>
  <title>{escape(pub.headline, quote=False)}</title>
  <link>{pub.url}</link>
  <description>{escape(f"<p>{excerpt(pub.paragraphs[0], 40)}</p>")}</description>
  <pubDate>{format_datetime(local(pub.published_at))}</pubDate>
  <guid isPermaLink="false">{pub.number} at {outlet.home}</guid>
</item>"""
        for pub in pubs
    )
    text = f"""{XML}
<rss version="2.0" xml:base="{outlet.home}">
<channel>
  <title>{outlet.arabic_name}</title>
  <link>{outlet.home}</link>
  <description>{outlet.slogan}</description>
  <language>ar</language>
  <generator>{generator}</generator>
{items}
</channel>
</rss>
"""
    return Answer(text, "application/rss+xml; charset=utf-8", changed_at=outlet.changed_at)


def atom(outlet: PagedOutlet, pubs: Sequence[Publication]) -> Answer:
    """WordPress's Atom feed."""
    entries = "\n".join(
        f"""\t<entry>
\t\t<author><name>{escape(pub.story.byline or outlet.arabic_name)}</name></author>
\t\t<title type="html">{cdata(escape(pub.headline, quote=False))}</title>
\t\t<link rel="alternate" type="text/html" href="{pub.url}" />
\t\t<id>{outlet.home}?p={pub.number}</id>
\t\t<updated>{utc(pub.modified_at)}</updated>
\t\t<published>{utc(pub.published_at)}</published>
\t\t<category scheme="{outlet.home}" term="{escape(pub.story.section)}" />
\t\t<summary type="html">{cdata(f"<p>{excerpt(pub.paragraphs[0], 40)}</p>")}</summary>
\t\t<content type="html" xml:base="{pub.url}">{cdata(full_text(pub))}</content>
\t</entry>"""
        for pub in pubs
    )
    text = f"""{XML}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar">
\t<title type="text">{outlet.arabic_name}</title>
\t<subtitle type="text">{outlet.slogan}</subtitle>
\t<updated>{utc(outlet.changed_at)}</updated>
\t<link rel="alternate" type="text/html" href="{outlet.home}" />
\t<id>{outlet.home}{outlet.listings["feed"]}</id>
\t<link rel="self" type="application/atom+xml" href="{outlet.home}{outlet.listings["feed"]}" />
{entries}
</feed>
"""
    return Answer(text, "application/atom+xml; charset=UTF-8", changed_at=outlet.changed_at)


def utc(at: datetime) -> str:
    """``2022-04-08T09:00:00Z``."""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def sitemap_index(children: Iterable[tuple[str, datetime | None]]) -> Answer:
    """An index: address and newest change of each child."""
    children = list(children)
    rows = "\n".join(
        f"<sitemap><loc>{escape(loc)}</loc>"
        + (f"<lastmod>{iso(changed)}</lastmod>" if changed else "")
        + "</sitemap>"
        for loc, changed in children
    )
    text = f'{XML}\n<sitemapindex xmlns="{_SITEMAP}">\n{rows}\n</sitemapindex>\n'
    return Answer(text, "application/xml", changed_at=latest(at for _, at in children if at))


def sitemap(pubs: Sequence[Publication], extra: Sequence[str] = (), dates: bool = True) -> Answer:
    """Addresses of articles, most with their last change, and bare addresses of other pages.

    WordPress's own sitemap states no change before version 6.5.
    """
    rows = [f"<url><loc>{escape(url)}</loc></url>" for url in extra]
    for pub in pubs:
        changed = f"<lastmod>{iso(pub.modified_at)}</lastmod>" if dates else ""
        rows.append(f"<url><loc>{pub.url}</loc>{changed}</url>")
    text = f'{XML}\n<urlset xmlns="{_SITEMAP}">\n' + "\n".join(rows) + "\n</urlset>\n"
    return Answer(text, "application/xml", changed_at=latest(pub.modified_at for pub in pubs))


def news_sitemap(outlet: PagedOutlet, pubs: Sequence[Publication]) -> Answer:
    """A sitemap with the news extension and pictures."""
    rows = "\n".join(
        f"""<url>
  <loc>{pub.url}</loc>
  <lastmod>{utc(pub.modified_at)}</lastmod>
  <news:news>
    <news:publication>
      <news:name>{outlet.arabic_name}</news:name>
      <news:language>{pub.language}</news:language>
    </news:publication>
    <news:publication_date>{utc(pub.published_at)}</news:publication_date>
    <news:title>{escape(pub.headline, quote=False)}</news:title>
    <news:keywords>{escape(", ".join(pub.story.tags), quote=False)}</news:keywords>
  </news:news>
  <image:image><image:loc>{outlet.image(pub)}</image:loc></image:image>
</url>"""
        for pub in pubs
    )
    text = (
        f'{XML}\n<urlset xmlns="{_SITEMAP}" xmlns:news="{_NEWS}"'
        ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">\n'
        f"{rows}\n</urlset>\n"
    )
    return Answer(text, "application/xml; charset=utf-8", changed_at=outlet.changed_at)
