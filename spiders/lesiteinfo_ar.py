"""لوسيت أنفو — Le Site Info, Arabic edition. WordPress.

Articles at ``/section/slug-ID.html``. A list names the feed; no check is known.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class LeSiteInfoArabic(WordPress):
    """لوسيت أنفو."""

    name = "lesiteinfo_ar"
    arabic_name = "لوسيت أنفو"
    home = "https://ar.lesiteinfo.com/"
    kind = "national"
    evidence = "claimed"
    default = False
    listings = (Feed("feed/"),)
    article_url = r"/[a-z-]+/[^/?]+-(?:(?P<id>\d{5,})|\d+)\.html$"
