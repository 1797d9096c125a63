"""Raw pages that print an article's headline or text: its own, its listings, other articles'."""

import html
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crawler.arabic import folded_words
from crawler.errors import Unreadable
from crawler.markup.decoding import decode
from storage.archive import Archive
from storage.errors import RawPageMissing
from storage.raw.load_page import load_page

OPENING = 8
"""Words of a paragraph by which it is known: listings print its beginning."""
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Captures with their files, and the articles whose own raw pages print the headline too."""

    captures: dict[int, str]
    on_pages_of: list[int]


def find_occurrences(archive: Archive, id: int, outlet: str) -> Occurrences:
    """Every capture of an outlet that prints an article.

    The raw page behind another article's version is not among them: it is that one's evidence.
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
        "  UNION SELECT url FROM leads WHERE article_id = ?1),"
        " own(id, payload_digest) AS (SELECT id, payload_digest FROM captures WHERE outlet = ?2"
        "  AND (url IN pages OR id IN (SELECT capture_id FROM versions WHERE article_id = ?1)))"
        " SELECT id, file FROM captures WHERE file IS NOT NULL AND outlet = ?2 AND (id IN"
        "  (SELECT id FROM own) OR payload_digest IN (SELECT payload_digest FROM own))",
        id, outlet,
    )  # fmt: skip


def _elsewhere(archive: Archive, id: int, outlet: str) -> Iterator[sqlite3.Row]:
    """Other captures that print a headline or the beginning of a paragraph of any version."""
    marks = _marks(archive, id)
    if not marks:
        return
    rows = archive.rows(
        "SELECT c.id, c.file,"
        " (SELECT min(v.article_id) FROM versions v WHERE v.capture_id = c.id OR v.capture_id IN"
        "   (SELECT r.id FROM captures r WHERE r.refers_to = c.id)) AS version_of"
        " FROM captures c WHERE c.file IS NOT NULL AND c.outlet = ?1 AND c.fetched_at >="
        " (SELECT min(first_seen) FROM (SELECT first_seen FROM articles WHERE id = ?2"
        "  UNION ALL SELECT first_seen FROM leads WHERE article_id = ?2))",
        outlet, id,
    )  # fmt: skip
    for row in rows:
        try:
            text = f" {_text(load_page(archive, row['id']).body)}"
        except (RawPageMissing, Unreadable):  # verify's to say; a picture prints nothing
            continue
        if any(mark in text for mark in marks):
            yield row


def _marks(archive: Archive, id: int) -> set[str]:
    said: Sequence[sqlite3.Row] = archive.rows(
        "SELECT headline, body FROM versions WHERE article_id = ?1 UNION ALL"
        " SELECT headline_hint, '' FROM leads WHERE article_id = ?1 AND headline_hint <> ''", id,
    )  # fmt: skip
    marks = {" ".join(folded_words(row[0])) for row in said}
    for row in said:
        openings = (folded_words(line)[:OPENING] for line in row[1].splitlines())
        marks |= {" ".join(opening) for opening in openings if len(opening) == OPENING}
    return {f" {mark}" for mark in marks if mark}


def _text(body: bytes) -> str:
    """A page's words, folded: whatever its encoding, its markup and its escapes."""
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), decode(body).text)
    return " ".join(folded_words(html.unescape(text)))
