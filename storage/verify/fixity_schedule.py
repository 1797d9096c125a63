"""Fixity by turns: files that were checked longest ago come first, so that all are in time."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from time import monotonic

from storage import times
from storage.archive import Archive
from storage.database import writing
from storage.raw.doubted_files import note_doubts
from storage.verify.raw_files import Finding, check_lost, check_segment, check_unknown

ReadAgain = Callable[[Iterator[int]], Iterator[Finding]]
"""Reads the articles of these numbers again; what does not give the kept text."""

_OF_FILES = ("file", "record", "pointer")
"""Kinds of findings that reading a raw file may explain."""


@dataclass(slots=True)
class FixityResult:
    """The result of a turn: the files checked, and the articles whose pages lie in them."""

    files: list[str] = field(default_factory=list)
    pages: dict[str, str] = field(default_factory=dict)


def check_oldest(
    archive: Archive, read_again: ReadAgain | None, seconds: float, looked: FixityResult
) -> Iterator[Finding]:
    """Check sealed files and their articles for so long, at least one file; fills ``looked``."""
    found: list[Finding] = []
    ids = _articles(archive, monotonic() + seconds, looked, found)
    if read_again is None:
        for _ in ids:
            pass
    else:
        yield from read_again(ids)
    yield from found
    yield from check_lost(archive)
    yield from check_unknown(archive)


def _articles(
    archive: Archive, end: float, looked: FixityResult, found: list[Finding]
) -> Iterator[int]:  # fmt: skip
    """The articles of one file after the other, each file checked before its articles."""
    for (file,) in archive.rows(
        "SELECT file FROM segments WHERE state = 'sealed'"
        " ORDER BY iif(checked_at > ?, NULL, checked_at), file",  # by a clock that was ahead
        times.stamp(times.now()),
    ):
        if looked.files and monotonic() > end:
            return
        found += check_segment(archive, file)
        looked.files.append(file)
        rows = archive.rows(
            "SELECT a.id FROM articles a JOIN captures c ON c.id = a.capture_id WHERE c.file = ?1"
            " UNION SELECT a.id FROM articles a JOIN article_pages p ON p.first_id = a.capture_id"
            " JOIN captures c ON c.id = p.capture_id WHERE c.file = ?1 ORDER BY 1", file,
        )  # fmt: skip
        for (id,) in rows:
            looked.pages[f"article {id}"] = file
            yield id


def note_checked(
    archive: Archive, findings: Sequence[Finding], looked: FixityResult | None
) -> None:
    """Write when files were found whole; ``None``: all of them were looked at.

    What is damaged keeps its old date: it comes first in the next turn, until it is mended; and
    ``warraq lost`` is told of it.
    """
    damaged = [found for found in findings if found.damage]
    blamed = {found.what for found in damaged}
    said = "\n".join(f"{found.what} {found.detail}" for found in damaged)
    at = times.stamp(times.now())
    with contextlib.suppress(sqlite3.DatabaseError):  # damaged or read-only
        if looked is None:
            files = [row[0] for row in archive.rows("SELECT file FROM segments")]
        else:
            files = looked.files
            blamed |= {file for page, file in looked.pages.items() if page in blamed}
        spoilt = "\n".join(
            f"{found.what} {found.detail}" for found in damaged if found.kind in _OF_FILES
        )
        whole = [(at, file) for file in files if file not in blamed and file not in said]
        with writing(archive.db):
            archive.db.conn.executemany(
                "UPDATE segments SET checked_at = ? WHERE file = ? AND state = 'sealed'", whole
            )
            bad = [file for file in files if file in spoilt]
            note_doubts(archive, bad, [file for file in files if file not in spoilt])
