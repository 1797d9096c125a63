"""Whether a raw page names an article that an order hides: such pages can be kept from readers.

Other articles' raw pages that print a hidden headline as a link are evidence of those articles and
stay in the archive (docs/design.md, Orders). Whoever serves an archive may keep them from readers.
"""

import re
from urllib.parse import unquote, urlsplit

from crawler.arabic import folded_words
from crawler.items import Page
from storage.archive import Archive
from storage.query.filters import HIDDEN
from storage.takedown.raw_pages_printing_article import TELLING, page_forms, page_text

_ADDRESSES = """
    SELECT outlet, url FROM main.articles WHERE id IN ({hidden})
    UNION SELECT a.outlet, l.url FROM main.aliases l JOIN main.articles a ON a.id = l.article_id
      WHERE a.id IN ({hidden})
    UNION SELECT outlet, address FROM main.leads WHERE article_id IN ({hidden})
    UNION SELECT outlet, url FROM main.leads WHERE article_id IN ({hidden})
    UNION SELECT a.outlet, p.url FROM main.article_pages p JOIN main.articles a
      ON a.id = p.article_id WHERE a.id IN ({hidden})
"""
_HEADLINES = """
    SELECT headline FROM main.articles WHERE id IN ({hidden})
    UNION SELECT headline FROM main.revisions WHERE article_id IN ({hidden})
"""


class HiddenNames:
    """By what an archive's hidden articles are known on other pages, as of when it was made.

    False where nothing is hidden. Of what was erased no headline is left: it is known by its
    address. A headline of one or two words may honestly stand elsewhere, and is known by its
    address, too.
    """

    def __init__(self, archive: Archive) -> None:
        """Ask for addresses and headlines once."""
        paths: dict[str, set[str]] = {}
        whole = set[str]()
        for outlet, url in archive.rows(_ADDRESSES.format(hidden=HIDDEN)):
            if path := _path(url):
                paths.setdefault(outlet, set()).add(path)
                whole.add(f"{_host(url)}{path}")
        self._addresses = {outlet: _any_of(several) for outlet, several in paths.items()}
        # a path alone says nothing on another outlet's pages
        self._anywhere = _any_of(whole, r"(?<![\w.-])(?:www\.)?") if whole else None
        rows = archive.rows(_HEADLINES.format(hidden=HIDDEN))
        headlines = [folded_words(row[0] or "") for row in rows]
        self._told = [f" {' '.join(words)} " for words in headlines if len(words) >= TELLING]

    def __bool__(self) -> bool:
        """Whether anything is hidden."""
        return bool(self._addresses or self._told)

    def in_words(self, outlet: str, text: str) -> bool:
        """Whether a text has the address of a hidden article."""
        links = unquote(text)
        addresses = (self._addresses.get(outlet), self._anywhere)
        return any(one is not None and one.search(links) for one in addresses)

    def on(self, outlet: str, page: Page) -> bool:
        """Whether a page of an outlet links or leads to a hidden article, or prints one.

        Raises ``Unreadable``.
        """
        leads_to = page.headers.get("location", "")
        text = page_text(page)
        if self.in_words(outlet, f"{text} {leads_to}"):
            return True
        if not self._told:
            return False
        forms = [f" {' '.join(folded_words(form))} " for form in page_forms(text)]
        return any(one in form for one in self._told for form in forms)


def without_hidden(archive: Archive, outlet: str, words: str | None) -> str:
    """What a log says of an outlet; nothing where it names a hidden article by its address."""
    return "" if not words or HiddenNames(archive).in_words(outlet, words) else words


def names_hidden(archive: Archive, outlet: str, page: Page) -> bool:
    """Whether a page of an outlet names a hidden article. Raises ``Unreadable``."""
    names = HiddenNames(archive)
    return bool(names) and names.on(outlet, page)


def _any_of(addresses: set[str], before: str = "") -> re.Pattern[str]:
    """Finds any of them, up to its end: /1 is not /12."""
    several = "|".join(map(re.escape, sorted(addresses)))
    return re.compile(rf"{before}(?:{several})(?![\w-])")


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _path(url: str) -> str:
    """What tells an address from others of its site; empty for a site's front page."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
    return unquote(path)
