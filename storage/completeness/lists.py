"""Which listings count as one list: those that read one database miss the same articles.

A feed of WordPress, its API and its own sitemap are three ways to one table of posts. The feeds of
a host are cut from one list of its latest articles, its sitemaps written by one program, its
section pages laid out by one desk.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.urls import host_of

_CLASSES = {
    "Feed": "feeds", "NewsSitemap": "sitemaps", "SitemapIndex": "sitemaps",
    "WholeSitemap": "sitemaps", "WordPressAPI": "api", "WordPressEdits": "api",
    "SectionPage": "pages",
}  # fmt: skip
_POSTS = "/wp-sitemap"
"""How the path of WordPress's own sitemap begins; those of plugins may leave posts out."""


@dataclass(frozen=True, slots=True)
class KnownListing:
    """A listing that was looked at: its number, address and kind."""

    id: int
    listing: str
    kind: str


def lists_of(listings: Iterable[KnownListing]) -> Mapping[int, str]:
    """Number of a listing -> the list it counts as: ``api``, ``feeds``, ``sitemaps``, ``pages``.

    The host stands behind it where an outlet has such listings on several.
    """
    known = list(listings)
    posts = {host_of(one.listing) for one in known if _CLASSES.get(one.kind) == "api"}
    named = {one.id: (_named(one, posts), host_of(one.listing)) for one in known}
    hosts: dict[str, set[str]] = {}
    for name, host in named.values():
        hosts.setdefault(name, set()).add(host)
    return {
        id: name if len(hosts[name]) == 1 else f"{name} {host}"
        for id, (name, host) in named.items()
    }


def _named(one: KnownListing, posts: set[str]) -> str:
    name = _CLASSES.get(one.kind, one.kind)
    if host_of(one.listing) in posts and (
        name == "feeds" or urlsplit(one.listing).path.startswith(_POSTS)
    ):
        return "api"
    return name
