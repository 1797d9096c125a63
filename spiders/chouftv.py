"""شوف تيفي — Chouf TV, a web television. WordPress; articles at ``/press/ID.html``.

The feed answered a probe in 2026 but later 403: data centres in the US are turned away. A crawler
of 2025-05 read the sections and gave the selectors; code of 2025-11 asked the API.
"""

from crawler.listings import Feed, SectionPage, WordPressAPI
from crawler.platforms import WordPress


class ChoufTV(WordPress):
    """شوف تيفي."""

    name = "chouftv"
    arabic_name = "شوف تيفي"
    home = "https://chouftv.ma/"
    kind = "national (web TV)"
    former_homes = ("https://chouftv.net/",)
    evidence = "probed"
    listings = (Feed("press/feed"), WordPressAPI(), SectionPage("press/page/1"))
    article_url = r"/(?P<id>(?:press|sport)/\d+)\.html$"
    body = "div.middleContent"
    headline = "h1"
    published = "div.left-info time"
    drop = "li.pub300-250"
