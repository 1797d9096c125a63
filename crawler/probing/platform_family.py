"""The platform family of a site, from its markup."""

import re

from crawler import platforms
from crawler.spider import OutletSpider

SIGNS: tuple[tuple[type[OutletSpider], str], ...] = (
    (platforms.Jannah, r"/themes/(?:jannah|sahifa)\b|\btie-(?:body|container|skin)"),
    (platforms.Publisher, r"/themes/publisher\b|better-?studio|\bbs-(?:theme|listing)"),
    (platforms.WordPress, r"/wp-content/|/wp-includes/|api\.w\.org|content=\"WordPress "),
    (platforms.WMaker, r"content=\"WMaker|/xml/syndication\.rss|wmaker\.net"),
    (platforms.ArcXP, r"Fusion\.(?:globalContent|contextPath)|arcpublishing|/arc/outboundfeeds"),
    (platforms.Drupal, r"content=\"Drupal |/sites/(?:default|all)/|data-drupal|drupalSettings"),
)
"""The families that markup tells, and by what: themes of WordPress before WordPress itself."""


def family_of(markup: str, addresses: str = "") -> type[OutletSpider]:
    """The platform class of a site; ``OutletSpider`` for a home-made one.

    ``markup`` is a page or several, ``addresses`` article addresses, one per line.
    """
    for family, sign in SIGNS:
        if re.search(sign, markup, re.IGNORECASE):
            return family
    if re.search(r"_a\d+\.html$", addresses, re.MULTILINE):
        return platforms.WMaker
    if re.search(r"[-_/][A-Z2-7]{26}/?$", addresses, re.MULTILINE):
        return platforms.ArcXP
    return OutletSpider


def needs_javascript(markup: str, links: int) -> bool:
    """Whether a page is an empty frame that a script fills."""
    shell = re.search(r'<div id="(?:root|app|__next|__nuxt)"[^>]*>\s*</div>', markup)
    return bool(shell) and links < 5
