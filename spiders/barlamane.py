"""برلمان.كوم — Barlamane. WordPress; Arabic slugs.

The feed answered a live check in 2026-09. Selectors: 2022, the body also 2019. The French edition
stands at ``/fr/``.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class Barlamane(WordPress):
    """برلمان.كوم."""

    name = "barlamane"
    arabic_name = "برلمان.كوم"
    languages = ("ar", "fr")
    home = "https://www.barlamane.com/"
    kind = "national"
    evidence = "verified"
    listings = (Feed("feed/"),)
    article_url = r"^https?://[^/]+/(?:fr/|en/)?[^/?]{12,}/?$"
    body = (".content", ".entry-content")
    headline = (".post-content > .title", ".entry-header > .entry-title")
    published = ".entry-date"
    section = (".current-post-parent", ".breadcrumbs > a:last-child")
