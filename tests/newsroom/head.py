"""What stands in the head of a page for machines: Open Graph, dates, JSON-LD."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from tests.newsroom.printed_dates import iso

if TYPE_CHECKING:
    from tests.newsroom.pages import PagedOutlet
    from tests.newsroom.publications import Publication


def excerpt(text: str, words: int = 24) -> str:
    """The first words of a text."""
    parts = text.split()
    return " ".join(parts[:words]) + (" …" if len(parts) > words else "")


def meta(name: str, content: str, key: str = "property") -> str:
    """One meta element."""
    return f'<meta {key}="{name}" content="{escape(content)}" />'


def open_graph(outlet: PagedOutlet, pub: Publication, dates: bool) -> str:
    """Canonical link, Open Graph and Twitter cards of an article, with or without its dates."""
    lines = [
        f'<link rel="canonical" href="{escape(pub.url)}" />',
        meta("description", excerpt(pub.paragraphs[0]), "name"),
        meta("og:locale", "ar_AR" if pub.language == "ar" else "fr_FR"),
        meta("og:type", "article"),
        meta("og:title", f"{pub.headline} - {outlet.arabic_name}"),
        meta("og:description", excerpt(pub.paragraphs[0])),
        meta("og:url", pub.url),
        meta("og:site_name", outlet.arabic_name),
        meta("og:image", outlet.image(pub)),
        meta("twitter:card", "summary_large_image", "name"),
    ]
    if dates:
        lines += [
            meta("article:published_time", iso(pub.published_at)),
            meta("article:section", pub.story.section),
        ]
        if pub.modified_at > pub.published_at:
            lines.append(meta("article:modified_time", iso(pub.modified_at)))
    return "\n".join(lines)


def news_article(outlet: PagedOutlet, pub: Publication, kind: str = "NewsArticle") -> str:
    """JSON-LD with a graph around the article, as Yoast and Arc print it."""
    site = {"@id": f"{outlet.home}#website"}
    author = {"@type": "Person" if pub.story.byline else "Organization",
              "name": pub.story.byline or outlet.arabic_name}  # fmt: skip
    article = {
        "@type": kind,
        "@id": f"{pub.url}#article",
        "isPartOf": {"@id": pub.url},
        "headline": pub.headline,
        "datePublished": iso(pub.published_at),
        "dateModified": iso(pub.modified_at),
        "author": author,
        "publisher": {"@id": f"{outlet.home}#organization"},
        "image": {"@type": "ImageObject", "url": outlet.image(pub)},
        "articleSection": [pub.story.section],
        "keywords": list(pub.story.tags),
        "inLanguage": pub.language,
    }
    crumbs = [
        {"@type": "ListItem", "position": 1, "name": "الرئيسية", "item": outlet.home},
        {"@type": "ListItem", "position": 2, "name": pub.story.section},
    ]
    return json_ld(
        outlet,
        {
            "@context": "https://schema.org",
            "@graph": [
                {"@type": "WebSite", **site, "url": outlet.home, "name": outlet.arabic_name},
                {"@type": "Organization", "@id": f"{outlet.home}#organization",
                 "name": outlet.arabic_name, "url": outlet.home},
                {"@type": "WebPage", "@id": pub.url, "url": pub.url, "isPartOf": site,
                 "name": f"{pub.headline} - {outlet.arabic_name}"},
                {"@type": "BreadcrumbList", "itemListElement": crumbs},
                article,
            ],
        },
    )  # fmt: skip


def json_ld(outlet: PagedOutlet, data: object) -> str:
    """A JSON-LD block, in ASCII where the charset of the page lacks letters."""
    text = json.dumps(data, ensure_ascii=outlet.charset != "utf-8")
    text = text.replace("</", "<\\/")
    return f'<script type="application/ld+json">{text}</script>'
