"""ليكونوميست — L'Economiste. A business daily; WordPress, formerly Drupal.

Code of 2026-01 reads the sections, code of 2025-11 or later asks the API. Data centres and polite
crawlers got 403 in 2026. The selectors are those of 2020 and 2021, of the Drupal site.
"""

from crawler.listings import SectionPage, WordPressAPI
from crawler.platforms import WordPress


class LEconomiste(WordPress):
    """ليكونوميست."""

    name = "leconomiste"
    arabic_name = "ليكونوميست"
    languages = ("fr",)
    home = "https://www.leconomiste.com/"
    kind = "national daily (business)"
    evidence = "used"
    listings = (
        WordPressAPI(),
        SectionPage("categorie/economie/"),
        SectionPage("categorie/regions/"),
        SectionPage("categorie/international/"),
        SectionPage("categorie/le-cercle-des-experts/"),
        SectionPage("categorie/eco-consom/"),
        SectionPage("categorie/de-bonnes-sources/"),
    )
    article_url = r"^https?://[^/]+/(?:article/(?P<id>\d+)-[^/?]+|(?!categorie/|membres|rss-)[a-z0-9-]{12,}/?$)"
    headline = ("h1.entry-title", "div#content_leconomiste h1")
