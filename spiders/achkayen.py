"""آشكاين — Achkayen. WordPress; articles at ``/ID/slug.html``, the slug may be empty.

The feed answered a probe in 2026. No selector is known.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class Achkayen(WordPress):
    """آشكاين."""

    name = "achkayen"
    arabic_name = "آشكاين"
    home = "https://achkayen.com/"
    kind = "national"
    evidence = "probed"
    listings = (Feed("feed"),)
    article_url = r"/(?P<id>\d+)/[^?]*\.html$"
