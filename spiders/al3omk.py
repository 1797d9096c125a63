"""العمق المغربي — Al Omk. WordPress with a theme of its own; articles at ``/ID.html``.

The feed answered a probe in 2026; no dated selector is known, so the reader finds the body.
"""

from crawler.listings import Feed
from crawler.platforms import WordPress


class Al3omk(WordPress):
    """العمق المغربي."""

    name = "al3omk"
    arabic_name = "العمق المغربي"
    home = "https://al3omk.com/"
    listings = (Feed("feed"),)
    article_url = r"/\d{5,8}\.html$"
