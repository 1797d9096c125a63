"""طنجة 24 — Tanja24, Tangier. WordPress with Publisher; Arabic slugs.

Lists name the feed, nobody is known to have checked it. Selectors: 2019 (body), 2022.
"""

from crawler.listings import Feed
from crawler.platforms import Publisher


class Tanja24(Publisher):
    """طنجة 24."""

    name = "tanja24"
    arabic_name = "طنجة 24"
    city = "Tangier"
    home = "https://tanja24.com/"
    kind = "regional"
    evidence = "claimed"
    listings = (Feed("feed/"),)
    article_url = r"^https?://[^/]+/[^/?]{12,}/?$"
    headline = ".single-post-title"
    published = (".post-published > b", *Publisher.published)
