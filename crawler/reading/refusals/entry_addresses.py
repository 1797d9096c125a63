"""Addresses of entries beside the one of the page that lists them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from lxml import html

from crawler.reading.parsed_page import ParsedPage

MIN_SHARE = 0.75
"""Share of the entries that are as the rule has it: one may be an advertisement."""
_NAME_PARTS = re.compile(r"[-_+\s]+")
MAX_NAME_PARTS = 3
"""Words of the end of a list's address; an article's has its headline there, or a number."""
MIN_SCRIPT, MAX_ENDING = 3, 2
"""Letters of the name of a script or a folder, and of the ending of its plural."""
_SCRIPTS = frozenset(("php", "php3", "asp", "aspx", "jsp", "cfm", "cgi", "do"))


def is_address_of_list(page: ParsedPage, rows: Sequence[html.HtmlElement], *, headed: bool) -> bool:
    """Whether the page's address is that of a list of the entries: an article leads to its like.

    ``/videos`` of ``/videos/7``, ``annonces.php`` of ``annonce.php``; ``/dossiers/port`` of
    ``/article/7``, where the entries are ``headed`` as the page's own sections: by ``h2``.
    """
    firsts = (row if row.tag == "a" else next(row.iter("a")) for row in rows)
    entries = [_built(page.absolute(link.get("href", "")) or "") for link in firsts]
    own = _built(page.url)
    listed = (_lists(own, one) or (headed and _is_of_another_kind(own, one)) for one in entries)
    return sum(listed) >= MIN_SHARE * len(entries)


@dataclass(frozen=True)
class _Address:
    """An address in parts; ``numbered``: its last part is a number."""

    folders: tuple[str, ...]
    last: str
    script: str
    numbered: bool


def _built(address: str) -> _Address:
    parts = urlsplit(address)
    path = [one for one in parts.path.split("/") if one]
    last = unquote(path[-1]) if path else ""
    stem, _, extension = last.partition(".")
    script = stem.lower() if extension in _SCRIPTS else ""
    return _Address(tuple(path[:-1]), stem, script, stem.isdigit())


def _is_stem(short: str, long: str) -> bool:
    """Whether one name is the other's, or its singular: ``annonce``, ``annonces``."""
    ending = len(long) - len(short)
    return len(short) >= MIN_SCRIPT and ending <= MAX_ENDING and long.startswith(short)


def _lists(own: _Address, entry: _Address) -> bool:
    if own.script and entry.script:
        short, long = sorted((own.script, entry.script), key=len)
        return long != short and _is_stem(short, long)
    short_name = len(_NAME_PARTS.split(own.last)) <= MAX_NAME_PARTS
    path, below = (*own.folders, own.last), (*entry.folders, entry.last)
    if short_name and own.last and not own.numbered and len(path) < len(below):
        name, folder = sorted((own.last, below[len(path) - 1]), key=len)
        # "/videos/7", "/video/7"
        if own.folders == below[: len(path) - 1] and _is_stem(name, folder):
            return True
    return False


def _is_of_another_kind(own: _Address, entry: _Address) -> bool:
    """Whether articles are numbered in a folder of theirs, and the page has a name in another."""
    if not own.folders or not entry.folders or own.folders[0] == entry.folders[0]:
        return False
    named = all(len(one.folders[0]) >= MIN_SCRIPT for one in (own, entry))
    named = named and not any(one.folders[0].isdigit() for one in (own, entry))
    short_name = len(_NAME_PARTS.split(own.last)) <= MAX_NAME_PARTS
    return named and short_name and entry.numbered and not own.numbered


def stand_in_its_folder(page: ParsedPage, rows: Sequence[html.HtmlElement]) -> bool:
    """Whether the entries stand in the page's own folder, beside it: ``/markets/ZLG``."""
    own = _built(page.url)
    if not own.folders or len(_NAME_PARTS.split(own.last)) > MAX_NAME_PARTS:
        return False
    firsts = (next(row.iter("a")) for row in rows)
    entries = [_built(page.absolute(link.get("href", "")) or "") for link in firsts]
    return sum(one.folders == own.folders for one in entries) >= MIN_SHARE * len(entries)
