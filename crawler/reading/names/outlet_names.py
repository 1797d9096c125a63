"""The names by which a site calls itself: its metadata, its address, the end of its titles."""

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from crawler.arabic import folded_words
from crawler.markup import jsonld_values
from crawler.reading.names.byline_words import BYLINE_LABEL, MEDIA_KINDS, MEDIA_WORDS
from crawler.reading.names.given_names import is_full_name

_SITE_TYPES = frozenset((
    "WebSite", "Organization", "NewsMediaOrganization", "Corporation", "Newspaper", "Periodical",
))  # fmt: skip
_META = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "publisher",
    "dc.publisher",
)
_META_OF_APPS = ("al:ios:app_name", "al:android:app_name", "twitter:site")
"""Handles and names of apps, which may differ from what the site calls itself to its readers."""
_NO_NAME_OF_A_HOST = frozenset(
    ("www", "com", "net", "org", "info", "press", "news", "media", "co", "amp", "mobile")
)
_TITLE_MARK = re.compile(r"\s+[-–—|•·»«›‹:/~]+\s+")
_VERSION = re.compile(r"[\d(;,]| - ")
MAX_NAME_WORDS = 4
"""Words of an outlet's name; a headline has more."""
MIN_NAME_LETTERS = 2
"""A shorter name would be found in everybody's."""


def joined(text: str) -> str:
    """A name without spaces and marks: ``Manbar Exemple`` and ``manbar-exemple`` are one."""
    return "".join(folded_words(text))


_ARTICLE = re.compile(r"(?:le|la|les|the|el)\s+|l['’]", re.IGNORECASE)
"""What an account leaves out of the site's name: ``Courrier de Safi``."""


def stated_names(
    url: str, meta: Mapping[str, list[str]], objects: Iterable[dict[str, object]]
) -> frozenset[str]:
    """The names of the site that a page states, and those of its address, joined."""
    found = {*(joined(one) for name in _META for one in meta.get(name, ())), *_of_nodes(objects)}
    found |= {joined(_ARTICLE.sub("", one)) for name in _META for one in meta.get(name, ())}
    found |= {joined(one) for name in _META_OF_APPS for one in meta.get(name, ())}
    # templates leave the software's name where the site's belongs: "Drupal 9 (https://…)"
    found |= {joined(_VERSION.split(one)[0]) for one in meta.get("generator", ())}
    found |= {*_of_host(url), *(name for one in meta.get("og:url", ()) for name in _of_host(one))}
    return frozenset(name for name in found if len(name) >= MIN_NAME_LETTERS)


def name_in_title(title: str, meta: Mapping[str, list[str]]) -> frozenset[str]:
    """The name at the end of a title, joined; empty where the site states its name.

    A site that states it may end its titles in a columnist's.
    """
    parts = _TITLE_MARK.split(title)
    if len(parts) < 2 or meta.get("og:site_name") or BYLINE_LABEL.match(parts[-1]):
        return frozenset()
    return frozenset([joined(parts[-1])])


def names_of_writers(
    title: str, meta: Mapping[str, list[str]], home: Iterable[str]
) -> frozenset[str]:
    """Of the names of a site those of a person, joined: it is called as the one who writes it.

    The end of a title may also be who is interviewed: it counts where a link ``home`` says it.
    """
    said = [*meta.get("og:site_name", ())]
    end = _TITLE_MARK.split(title)[1:][-1:]
    if end and is_full_name(end[0]) and joined(end[0]) in map(joined, home):
        said += end
    return frozenset(joined(one) for one in said if is_full_name(one))


def short_names(title: str, meta: Mapping[str, list[str]]) -> frozenset[str]:
    """What an outlet is called for short, joined: ``جريدة الشروق الإلكترونية`` is ``الشروق``.

    Of the stated name and of both ends of the title, where they say that they name an outlet.
    """
    parts = _TITLE_MARK.split(title)
    said = [*meta.get("og:site_name", ()), *(parts[:1] + parts[-1:] if parts[1:] else ())]
    names = (folded_words(one) for one in said)
    return frozenset(
        "".join(short)
        for words in names
        if len(words) <= MAX_NAME_WORDS and (short := _without_kind(words)) and short != words
    )


def _without_kind(words: list[str]) -> list[str]:
    """The words of a name without those before and behind that say what kind of outlet it is."""
    first = next((at for at, word in enumerate(words) if word not in MEDIA_KINDS), len(words))
    last = len(words)
    while last > first and words[last - 1] in MEDIA_WORDS:
        last -= 1
    return words[first:last]


def _of_nodes(objects: Iterable[dict[str, object]]) -> Iterator[str]:
    for one in objects:
        publisher = one.get("publisher")
        for holder in (one if _SITE_TYPES & _kinds(one) else None, publisher):
            # the blog of one person names its author as the publisher
            if not isinstance(holder, dict) or "Person" not in _kinds(holder):
                yield from map(joined, jsonld_values.names(holder))
        if _SITE_TYPES & _kinds(one) and "Person" not in _kinds(one):
            yield from map(joined, jsonld_values.names(one.get("alternateName")))


def _kinds(value: dict[str, object]) -> set[str]:
    kinds = value.get("@type")
    return {str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])}


def _of_host(url: str) -> Iterator[str]:
    """The parts of an address that name its site: ``manbarexemple``."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:  # a page's own address is untrusted
        return
    for part in host.split(".")[:-1]:
        if part not in _NO_NAME_OF_A_HOST and len(part) > MIN_NAME_LETTERS:
            yield joined(part)
