"""L'Opinion. A party's paper; WMaker: articles ``Slug_aID.html``.

No feed was found in 2026 and the home page needs JavaScript; what is tried is the platform's
usual feed, which nobody has seen here.
"""

from crawler.listings import Feed
from crawler.platforms import WMaker


class LOpinion(WMaker):
    """L'Opinion."""

    name = "lopinion"
    languages = ("fr",)
    home = "https://www.lopinion.ma/"
    kind = "party paper"
    javascript = "the home page"
    evidence = "doubtful"
    default = False
    listings = (Feed("xml/syndication.rss"),)
