"""طنجة نيوز — Tanja News, Tangier. WordPress.

The feed answered a probe in 2026; code of 2026-08 reads it. Neither addresses nor selectors are
known.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class TanjaNews(WordPress):
    """طنجة نيوز."""

    name = "tanjanews"
    arabic_name = "طنجة نيوز"
    city = "Tangier"
    home = "https://www.tanjanews.com/"
    kind = "regional"
    evidence = "probed"
    listings = (Feed("feed"),)
