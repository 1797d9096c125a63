"""The North Africa Post. In English; WordPress.

Articles at ``/ID-slug.html``. Lists name the feed, code the section of Morocco; no check is
known.
"""

from crawler.listings import Feed, SectionPage
from crawler.platforms import WordPress


class NorthAfricaPost(WordPress):
    """The North Africa Post."""

    name = "northafricapost"
    languages = ("en",)
    home = "https://northafricapost.com/"
    kind = "regional (English)"
    evidence = "claimed"
    default = False
    listings = (Feed("feed"), SectionPage("category/headlines/morocco"))
    article_url = r"/(?P<id>\d+)-[^/?]+\.html$"
