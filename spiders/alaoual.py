"""الأول — Al Aoual. WordPress; articles at ``/section/ID.html``.

The feed answered a probe in 2026, when a crawler also read the section. The teaser of a related
article may be glued to the text's end.
"""

from crawler.listings import Feed, SectionPage
from crawler.platforms import WordPress


class AlAoual(WordPress):
    """الأول."""

    name = "alaoual"
    arabic_name = "الأول"
    home = "https://alaoual.com/"
    kind = "national"
    evidence = "probed"
    listings = (Feed("feed"), SectionPage("accidents/page/1"))
    article_url = r"/[a-z-]+/(?P<id>\d{3,8})\.html$"
