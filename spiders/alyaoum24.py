"""اليوم 24 — Alyaoum24. WordPress; articles at ``/ID.html``.

Its robots.txt closes ``/feed`` to crawlers without a name there, so that the feed, which answered
a probe in 2026, is not asked; no section is known, the home page lists. Selectors: 2022,
``#post_content`` 2019.
"""

from crawler.listings import SectionPage
from crawler.platforms import WordPress


class Alyaoum24(WordPress):
    """اليوم 24."""

    name = "alyaoum24"
    arabic_name = "اليوم 24"
    home = "https://alyaoum24.com/"
    kind = "national"
    evidence = "claimed"
    default = False
    listings = (SectionPage(""),)
    article_url = r"/(?P<id>\d{5,8})\.html$"
    by_id = "{}.html"
    body = (".post_content", "#post_content")
    headline = ".infoSingle > h1"
    published = ".timePost"
    section = ".breadcrumb > li:last-child"
