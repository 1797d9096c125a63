"""موروكو وورلد نيوز — Morocco World News. In English; WordPress.

Articles at ``/YYYY/MM/ID/slug/``. A list names the feed, which answered 403 from Cloudflare in
2026.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class MoroccoWorldNews(WordPress):
    """موروكو وورلد نيوز."""

    name = "moroccoworldnews"
    arabic_name = "موروكو وورلد نيوز"
    languages = ("en",)
    home = "https://www.moroccoworldnews.com/"
    kind = "national (English)"
    evidence = "claimed"
    default = False
    listings = (Feed("feed/"),)
    article_url = r"/\d{4}/\d{2}/(?:(?P<id>\d{5,})|\d+)/[^/?]+"
