"""أكادير 24 — Agadir24, Agadir. WordPress; articles at ``/slug.html``.

The feed answered a probe in 2026; a stored page shows the section, then almost 3,000 pages long.
No selector is known.
"""

from crawler.listings import Feed, SectionPage
from crawler.platforms import WordPress


class Agadir24(WordPress):
    """أكادير 24."""

    name = "agadir24"
    arabic_name = "أكادير 24"
    city = "Agadir"
    home = "https://agadir24.info/"
    kind = "regional"
    evidence = "probed"
    listings = (Feed("feed"), SectionPage("topics/agadir-regional"))
    article_url = r"^https?://[^/]+/[^/?]+\.html$"
