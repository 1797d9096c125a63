"""صباح أكادير — Sabah Agadir, Agadir. WordPress, it seems; articles at ``/ID.html``.

Two lists name the feed; no check is known.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class SabahAgadir(WordPress):
    """صباح أكادير."""

    name = "sabahagadir"
    arabic_name = "صباح أكادير"
    city = "Agadir"
    home = "https://sabahagadir.ma/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (Feed("feed"),)
    article_url = r"/(?P<id>\d+)\.html$"
    by_id = "{}.html"
