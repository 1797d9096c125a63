"""العمق المغربي — Al Omk. WordPress with a theme of its own; articles at ``/ID.html``.

The feed answered a probe in 2026, a crawler of that year reads the section page. Selectors: 2022.
"""

from crawler.listings import Feed, SectionPage
from crawler.platforms import WordPress


class Al3omk(WordPress):
    """العمق المغربي."""

    name = "al3omk"
    arabic_name = "العمق المغربي"
    home = "https://al3omk.com/"
    kind = "national"
    evidence = "probed"
    listings = (Feed("feed"), SectionPage("category/جريمة-وقضاء/page/1"))
    article_url = r"/(?P<id>\d{5,8})\.html$"
    by_id = "{}.html"
    body = ".post-single > .post-body"
    headline = ".post-single > .post-title"
    published = ".post-date"
    section = ".post-cat > a"
