"""العلم — Al Alam. A party's paper; WMaker: articles ``Slug_aID.html``.

The section of technology was read in 2026-10, that of economy stands in stored pages; a list
names the feed.
"""

from crawler.listings import Feed, SectionPage
from crawler.platforms import WMaker


class AlAlam(WMaker):
    """العلم."""

    name = "alalam"
    arabic_name = "العلم"
    home = "https://www.alalam.ma/"
    kind = "party paper"
    evidence = "used"
    listings = (
        SectionPage("تكنولوجيا-وعلوم_r20.html"),
        SectionPage("اقتصاد_r8.html"),
        Feed("feed/"),
    )
