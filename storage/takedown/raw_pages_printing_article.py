"""Raw pages that print an article's headline or text: its own, its listings, other articles'."""

import html
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from crawler.arabic import folded_words
from crawler.errors import Unreadable
from crawler.http.content_encoding import decoded
from crawler.items import Page
from crawler.markup.decoding import decode
from storage.archive import Archive
from storage.errors import RawPageMissing
from storage.raw.load_page import load_page

OPENING = 8
"""Words of a paragraph by which it is known: listings print its beginning."""
CUT_HEADLINE = 4
"""Words of a headline by which it is known where a listing cuts it off with an ellipsis."""
CUT_TEXT = 6
"""Words of a text's first paragraph by which it is known where a listing cuts it off."""
TELLING = 3
"""Words that a headline needs to be known by itself; a shorter one needs its address beside it."""
_ESCAPED = re.compile(r"\\+u([0-9a-fA-F]{4})")  # more than one backslash: JSON inside JSON
_SLASH = re.compile(r"\\+/")
_BREAK = re.compile(r"\\+[nrt]|<!\[CDATA\[|\]\]>")
_APART = re.compile(r"(?:</?[a-z!][^<>]*>\s*){2,}|</?"
                    r"(?!(?:a|abbr|b|bdi|em|font|i|mark|small|span|strong|sub|sup|u|wbr)\b)"
                    r"[a-z!][^<>]*>", re.I)  # fmt: skip
"""Markup that stands between two words: several tags, or one that is none of running text."""
_TAG = re.compile(r"</?[a-z!][^<>]*>", re.I)
_ELLIPSIS = re.compile(r"…|\.{3,}")
_CUT = "\U00012399\U00012399"
"""Stands for an ellipsis among folded words: a word that no paper prints (cuneiform)."""
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Captures with their files, and the articles whose own raw pages print the headline too."""

    captures: dict[int, str]
    on_pages_of: list[int]


def find_occurrences(archive: Archive, id: int, outlet: str) -> Occurrences:
    """Every capture of an outlet that prints an article.

    Another article's raw pages are not among them: they are that one's evidence.
    """
    found = {row["id"]: row["file"] for row in _own(archive, id, outlet)}
    others = dict[int, int]()
    for row in _elsewhere(archive, id, outlet):
        if row["id"] in found:
            continue
        if row["version_of"] is None:
            found[row["id"]] = row["file"]
        else:
            others[row["version_of"]] = row["id"]
    return Occurrences(found, sorted(others))


def _own(archive: Archive, id: int, outlet: str) -> list[sqlite3.Row]:
    """Its pages under all its addresses, and whatever has the same bytes."""
    return archive.rows(
        "WITH pages(url) AS (SELECT url FROM articles WHERE id = ?1"
        "  UNION SELECT url FROM aliases WHERE article_id = ?1"
        "  UNION SELECT address FROM leads WHERE article_id = ?1"
        "  UNION SELECT url FROM leads WHERE article_id = ?1"
        # what else its leads are known by: the addresses of its further pages, read or not
        "  UNION SELECT substr(n.name, 4) FROM names n JOIN leads l USING (outlet, url)"
        "   WHERE n.name GLOB 'at *' AND l.article_id = ?1"
        "  UNION SELECT url FROM article_pages WHERE article_id = ?1),"
        " own(id, payload_digest) AS (SELECT id, payload_digest FROM captures WHERE outlet = ?2"
        "  AND (url IN pages OR id IN (SELECT capture_id FROM versions WHERE article_id = ?1)"
        "   OR id IN (SELECT capture_id FROM article_pages WHERE article_id = ?1)))"
        " SELECT id, file FROM captures WHERE file IS NOT NULL AND outlet = ?2 AND (id IN"
        "  (SELECT id FROM own) OR payload_digest IN (SELECT payload_digest FROM own))",
        id, outlet,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marks:
    """Folded words by which an article is known on a page, each with a space before it."""

    whole: frozenset[str]
    """Telling headlines, and the openings of paragraphs."""
    cut: tuple[str, ...]
    """Beginnings that tell only where an ellipsis follows."""
    short: frozenset[str]
    """Headlines of few words: they tell only on a page that names one of the addresses."""
    paths: frozenset[str]

    def on(self, text: str) -> bool:
        """Whether a page's text, unescaped, prints the article."""
        forms = [_folded(form) for form in page_forms(text)]
        if any(mark in form for form in forms for mark in self.whole):
            return True
        before_cuts = (part for form in forms for part in form.split(f" {_CUT}")[:-1])
        if any(part.endswith(self.cut) for part in before_cuts):
            return True
        if not any(mark in form for form in forms for mark in self.short):
            return False
        addresses = unquote(text)
        return any(path in addresses for path in self.paths)


def _elsewhere(archive: Archive, id: int, outlet: str) -> Iterator[sqlite3.Row]:
    """Other captures that print a headline or the beginning of a paragraph of any version.

    Whenever they were fetched: a listing is fetched before anybody knows what it lists, and one
    that nobody could read, or whose crawl died, long before.
    """
    marks = _marks(archive, id)
    if not (marks.whole or marks.short):
        return
    rows = archive.rows(
        "SELECT c.id, c.file, c.payload_digest, coalesce("
        " (SELECT min(v.article_id) FROM versions v WHERE v.capture_id IN (c.id, c.refers_to)"
        "   OR v.capture_id IN (SELECT r.id FROM captures r WHERE r.refers_to = c.id)),"
        # a later look at another article's page that brought nothing new is no version
        " (SELECT min(p.article_id) FROM article_pages p WHERE p.article_id <> ?2"
        "   AND (p.capture_id IN (c.id, c.refers_to) OR p.url = c.url"
        "    OR p.capture_id IN (SELECT r.id FROM captures r WHERE r.refers_to = c.id))),"
        " (SELECT a.id FROM articles a WHERE a.outlet = ?1 AND a.url = c.url AND a.id <> ?2),"
        " (SELECT l.article_id FROM leads l WHERE l.outlet = ?1 AND l.url = c.url"
        "   AND l.article_id <> ?2)) AS version_of"
        " FROM captures c WHERE c.file IS NOT NULL AND c.outlet = ?1", outlet, id,
    )  # fmt: skip
    prints = dict[str, bool]()  # by digest: listings repeat, and their bytes are read once
    for row in rows:
        digest = row["payload_digest"] or f"capture {row['id']}"
        if digest not in prints:
            try:
                prints[digest] = marks.on(page_text(load_page(archive, row["id"])))
            except (RawPageMissing, Unreadable):  # verify's to say; a picture prints nothing
                continue
        if prints[digest]:
            yield row


def _marks(archive: Archive, id: int) -> Marks:
    said: Sequence[sqlite3.Row] = archive.rows(
        "SELECT headline, body FROM versions WHERE article_id = ?1 UNION ALL"
        " SELECT headline_hint, '' FROM leads WHERE article_id = ?1 AND headline_hint <> ''", id,
    )  # fmt: skip
    headlines = [folded_words(row[0]) for row in said]
    texts = [[folded_words(line) for line in row[1].splitlines()] for row in said]
    whole = [headline for headline in headlines if len(headline) >= TELLING]
    whole += [line[:OPENING] for lines in texts for line in lines if len(line) >= OPENING]
    cut = [mark for headline in headlines for mark in _cuts(headline, CUT_HEADLINE)]
    cut += [mark for lines in texts for line in lines[:1] for mark in _cuts(line, CUT_TEXT)]
    short = [headline for headline in headlines if 0 < len(headline) < TELLING]
    addresses = archive.rows(
        "SELECT url FROM articles WHERE id = ?1 UNION SELECT url FROM aliases WHERE article_id = ?1"
        " UNION SELECT address FROM leads WHERE article_id = ?1", id,
    )  # fmt: skip
    paths = (unquote(urlsplit(row[0]).path) for row in addresses)
    return Marks(
        frozenset(_mark(mark) for mark in whole), tuple({_mark(mark) for mark in cut}),
        frozenset(_mark(mark) for mark in short),
        frozenset(path for path in paths if path.strip("/")),
    )  # fmt: skip


def _mark(words: Sequence[str]) -> str:
    return f" {' '.join(words)}"


def _cuts(line: Sequence[str], least: int) -> Iterator[list[str]]:
    """The beginnings of a line from so many words on, cut between two words or within one."""
    for count in range(least, min(len(line), 30)):
        yield list(line[:count])
        for letters in range(1, len(line[count])):
            yield [*line[:count], line[count][:letters]]


def page_text(page: Page) -> str:
    """A page's text, whatever its encoding, its packing and its escapes. Raises ``Unreadable``."""
    body = page.body
    if body.startswith(_GZIP):  # a sitemap in a file of its own, ``.xml.gz``
        body = decoded(body, "gzip")
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), decode(body, page.content_type).text)
    for _ in range(3):  # a feed escapes markup whose text is escaped already
        text = html.unescape(text)
    return _BREAK.sub(" ", _SLASH.sub("/", text))


def page_forms(text: str) -> tuple[str, str]:
    """With what stands in tags, and without: a lone tag within a word (a drop cap) joins it."""
    return text, _TAG.sub("", _APART.sub(" ", text))


def _folded(text: str) -> str:
    return f" {' '.join(folded_words(_ELLIPSIS.sub(f' {_CUT} ', text)))}"
