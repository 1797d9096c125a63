"""الرسالة 24 — Arrissala 24, Oujda. WordPress with a theme of TieLabs'.

A stored page shows the section; no feed is known. The Arabic name is the usual one; no source
prints it.
"""

from crawler.listings import SectionPage
from crawler.platforms import Jannah


class Arrissala24(Jannah):
    """الرسالة 24."""

    name = "arrissala24"
    arabic_name = "الرسالة 24"
    city = "Oujda"
    home = "https://arrissala.net/"
    kind = "regional"
    evidence = "claimed"
    default = False
    listings = (SectionPage("24/category/وجديات/"),)
