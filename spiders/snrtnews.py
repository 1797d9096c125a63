"""SNRT نيوز — SNRT News. Drupal; articles at ``/article/``.

The news site of the state broadcaster. The feed answered a probe in 2026: 403 to data centres in
the US, 200 to Paris.
"""

from crawler.listings import Feed
from crawler.platforms import Drupal


class SnrtNews(Drupal):
    """SNRT نيوز."""

    name = "snrtnews"
    arabic_name = "SNRT نيوز"
    languages = ("ar", "fr")
    home = "https://www.snrtnews.com/"
    kind = "state media"
    evidence = "probed"
    listings = (Feed("feed"),)
    article_url = r"/article/[^/?]+"
