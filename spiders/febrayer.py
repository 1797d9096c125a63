"""فبراير — Febrayer. WordPress; articles at ``/ID.html``.

A crawler of 2019 read the section; ``.single-content`` is the body of that year. A list names the
feed, but the site answered 403 even to data centres in Paris in 2026.
"""

from crawler.listings import Feed, SectionPage
from crawler.platforms import SingleContent


class Febrayer(SingleContent):
    """فبراير."""

    name = "febrayer"
    arabic_name = "فبراير"
    home = "https://www.febrayer.com/"
    kind = "national"
    evidence = "used"
    listings = (SectionPage("category/politique"), Feed("feed"))
    article_url = r"/(?P<id>\d{5,8})\.html$"
    by_id = "{}.html"
