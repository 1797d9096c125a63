"""بديل — Badil. WordPress.

The feed answered a probe in 2026; the section page was seen in 2022-11. No selector is known.
"""

from crawler.listings import Feed, SectionPage
from crawler.platforms import WordPress


class Badil(WordPress):
    """بديل."""

    name = "badil"
    arabic_name = "بديل"
    home = "https://badil.info/"
    kind = "national"
    evidence = "probed"
    listings = (Feed("feed"), SectionPage("category/info/national"))
