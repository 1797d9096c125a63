"""تشالنج — Challenge. A business weekly; WordPress; slugs end in a number.

The feed answered a probe (no date); code of 2026-01 reads the section. No selector is known.
"""

from crawler.listings import Feed, SectionPage
from crawler.platforms import WordPress


class Challenge(WordPress):
    """تشالنج."""

    name = "challenge"
    arabic_name = "تشالنج"
    languages = ("fr",)
    home = "https://www.challenge.ma/"
    kind = "national weekly (business)"
    evidence = "probed"
    listings = (Feed("feed"), SectionPage("category/finance"))
    article_url = r"^https?://[^/]+/[^/?]+-(?P<id>\d{5,7})/?$"
