"""أخبار الواحة — a sample outlet. Home-made, ``.single-content``; section pages only, no feed."""

from crawler.listings import SectionPage
from crawler.platforms import SingleContent


class Akhbar(SingleContent):
    """أخبار الواحة"""

    name = "akhbar"
    arabic_name = "أخبار الواحة"
    home = "http://127.0.0.4:8800/"
    listings = (SectionPage("actualites/index.1.html", links="h2.artical_title a"),)
    article_url = r"/[a-z-]+/(?P<id>\d+)\.html$"
    byline = "span.story_author"
    published = "span.story_date"
    section = "div.breadcrumb a:last-of-type"
    tags = "div.tags a"
