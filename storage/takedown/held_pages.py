"""Whether a raw page names an article that an order hides: such pages can be kept from readers.

Other articles' raw pages that print a hidden headline as a link are evidence of those articles and
stay in the archive (docs/design.md, Orders). Whoever serves an archive may keep them from readers.
"""

import re
from urllib.parse import unquote, urlsplit

from crawler.arabic import folded_words
from crawler.article import Page
from storage.archive import Archive
from storage.query.filters import HIDDEN
from storage.takedown.occurrences import TELLING, page_forms, page_text

_ADDRESSES = """
    SELECT outlet, url FROM main.articles WHERE id IN ({hidden})
    UNION SELECT a.outlet, l.url FROM main.aliases l JOIN main.articles a ON a.id = l.article_id
      WHERE a.id IN ({hidden})
    UNION SELECT outlet, address FROM main.leads WHERE article_id IN ({hidden})
"""
_HEADLINES = """
    SELECT headline FROM main.articles WHERE id IN ({hidden})
    UNION SELECT headline FROM main.revisions WHERE article_id IN ({hidden})
"""


def names_hidden(archive: Archive, outlet: str, page: Page) -> bool:
    """Whether a page of an outlet links to a hidden article of it, or prints a hidden headline.

    Of what was erased no headline is left: it is known by its address. A headline of one or two
    words may honestly stand elsewhere, and is known by its address, too. Raises ``Unreadable``.
    """
    text = page_text(page)
    addresses = unquote(text)
    for row in archive.rows(_ADDRESSES.format(hidden=HIDDEN)):
        path = _path(row[1])
        # up to the end of the address: /1 is not /12
        if row[0] == outlet and path and re.search(rf"{re.escape(path)}(?![\w-])", addresses):
            return True
    headlines = [
        folded_words(row[0] or "") for row in archive.rows(_HEADLINES.format(hidden=HIDDEN))
    ]
    told = [f" {' '.join(words)} " for words in headlines if len(words) >= TELLING]
    forms = [f" {' '.join(folded_words(form))} " for form in page_forms(text)] if told else []
    return any(one in form for one in told for form in forms)


def _path(url: str) -> str:
    """What tells an address from others of its site; empty for a site's front page."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
    return unquote(path)
