"""ريف ميديا — a sample outlet. WMaker; dates in Arabic-Indic digits, a body without ``<p>``."""

from crawler.listings import Feed, SectionPage
from crawler.platforms import WMaker


class Rif(WMaker):
    """ريف ميديا"""

    name = "rif"
    arabic_name = "ريف ميديا"
    home = "http://127.0.0.5:8800/"
    listings = (Feed("xml/syndication.rss"), SectionPage("الأولى_r1.html", links="h3.titre a"))
    article_url = r"_a(?P<id>\d+)\.html$"
    byline = "span.nom_auteur"
    published = "#mod_article div.date"
    section = "#breads a:last-of-type"
    tags = "div.tags_ligne a"
