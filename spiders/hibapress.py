"""هبة بريس — Hibapress. WordPress with articles at ``/details-ID.html``.

The section pages are of 2020; a crawler of 2026 pages them as ``section-N-PAGE.html`` and finds
the body in ``div.article-details``. Older layouts: Jannah (2020 to 2022), Bdaia (2018). The Arabic
feed answered at no address in 2026.
"""

from crawler.listings import SectionPage
from crawler.platforms import Jannah

SECTIONS = (2, 3, 6, 8, 9, 10, 11, 19, 20, 22, 24, 99)


class Hibapress(Jannah):
    """هبة بريس."""

    name = "hibapress"
    arabic_name = "هبة بريس"
    home = "https://ar.hibapress.com/"
    kind = "national"
    former_homes = ("https://www.hibapress.com/",)
    evidence = "used"
    listings = tuple(SectionPage(f"section-{number}.html") for number in SECTIONS)
    article_url = r"/details-(?P<id>\d+)\.html$"
    by_id = "details-{}.html"
    body = ("div.article-details", *Jannah.body, "#hibapressarticles")
    headline = ("h1.post-title", "div.entry-header h1")
