"""Titles that name the site and nothing else: old templates print one on every page."""

import re

from crawler.arabic import folded_words
from crawler.reading.author_and_home_links import leads_to_author, said_by_links_home
from crawler.reading.names.byline_words import MEDIA_KINDS
from crawler.reading.names.outlet_names import joined
from crawler.reading.parsed_page import ParsedPage

TITLE_PARTS = re.compile(r"\s+[-–—|•·»«›‹:/~]+\s+")


def called_names(page: ParsedPage) -> frozenset[str]:
    """What the title of the site's feed and its links home call it, joined; looked up once."""
    found: frozenset[str] | None = page.found_once.get(("called names", None))
    if found is None:
        titles = (
            link.get("title") or ""
            for link in page.tree.iter("link")
            # a feed of one author's articles has their name for a title
            if link.get("rel") == "alternate" and not leads_to_author(link)
        )
        said = {joined(TITLE_PARTS.split(title)[0]) for title in titles}
        said.update(map(joined, said_by_links_home(page.tree)))
        found = page.found_once["called names", None] = frozenset(said - {""})
    return found


def names_only_site(page: ParsedPage, title: str) -> bool:
    """Whether a title is what a link home says, and beside it what kind of outlet that is, if any.

    Beside the name may also stand a slogan, where the page describes itself by both.
    """
    parts = TITLE_PARTS.split(title)
    home = {*page.stated_names, *map(joined, said_by_links_home(page.tree))}
    others = [part for part in parts if joined(part) not in home]
    if len(others) == len(parts):
        return False
    kinds = (folded_words(part)[:1] for part in others)
    if all(MEDIA_KINDS.issuperset(kind) for kind in kinds):
        return True
    own = " ".join(folded_words(title))
    said = (" ".join(folded_words(one)) for one in page.meta.get("description", ())[:1])
    return any(one.startswith(own) for one in said)
