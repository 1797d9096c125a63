"""Every file under ``raw/`` held against its rows, and every row against its file."""

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from storage.archive import Archive
from storage.errors import OutsideArchive
from storage.raw.adopted_files import strays
from storage.raw.gzip_members import Damaged, Record, record_at, records
from storage.raw.lost_files import (
    DAMAGED,
    REMEDY,
    UNREADABLE,
    LostFile,
    lost_file,
    lost_files,
    remedy,
)
from storage.safe_raw_paths import OPEN, present, raw_path


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be; not all of it is damage."""

    kind: str
    what: str
    detail: str
    damage: bool = True


def check_segments(archive: Archive) -> Iterator[Finding]:
    """Every file that the database names, and those it does not name."""
    files = [row[0] for row in archive.rows("SELECT file FROM segments ORDER BY file")]
    for file in files:
        yield from check_segment(archive, file)
    yield from check_unknown(archive)
    yield from _check_pointers(archive)


def check_segment(archive: Archive, file: str) -> list[Finding]:
    """One file and its rows; looked at twice where something is wrong.

    It may just be sealed, joined or written anew by another process.
    """
    found = list(_look_at(archive, file))
    return list(_look_at(archive, file)) if any(one.damage for one in found) else found


def _look_at(archive: Archive, file: str) -> Iterator[Finding]:
    row = archive.row("SELECT * FROM segments WHERE file = ?", file)
    if row is None:  # joined to others since
        return
    try:
        path = raw_path(archive.folder, file)
    except OutsideArchive as error:
        yield Finding("file", file, str(error))
        return
    if row["state"] == "joined" and archive.row("SELECT 1 FROM captures WHERE file = ?", file):
        yield from _lost(archive, file)
        return
    if row["state"] in ("joining", "joined"):
        yield Finding("file", file, "left by house-keeping: `warraq tidy`", damage=False)
        return
    opened = path.with_name(path.name + OPEN)
    if row["state"] == "open" and opened.is_file():
        path = opened
    elif row["state"] == "open" and not path.exists() and not archive.row(
        "SELECT 1 FROM captures WHERE file = ?", file
    ):  # fmt: skip
        why = "its crawl died before it made it: the next one forgets it"
        yield Finding("file", file, why, damage=False)
        return
    there = present(archive.folder, file)
    if there is None:
        yield from _lost(archive, file)
        return
    found = list(_check_file(archive, row, path if path.is_file() else there))
    if row["state"] == DAMAGED and not found:
        why = "was damaged, and is whole now: `warraq lost` takes it back"
        yield Finding("file", file, why, damage=False)
    yield from found
    if found and not any(one.kind == "file" for one in found):
        yield from _lost(archive, file)


def _lost(archive: Archive, file: str) -> Iterator[Finding]:
    if lost := lost_file(archive, file):
        yield _finding(lost)


def _finding(lost: LostFile) -> Finding:
    said = lost.in_words().removeprefix(f"raw/{lost.file} ")
    return Finding("file", lost.file, f"{said}: {REMEDY}")


def check_lost(archive: Archive) -> Iterator[Finding]:
    """The files that are not there or not whole by their sizes, also those of dead crawls."""
    yield from map(_finding, lost_files(archive))


def check_unknown(archive: Archive) -> Iterator[Finding]:
    """Files under ``raw/`` that the database does not name."""
    for path, advice in strays(archive):
        yield Finding("file", str(path.relative_to(archive.folder)), advice)


def _check_file(archive: Archive, segment: sqlite3.Row, path: Path) -> Iterator[Finding]:
    name = segment["file"]
    try:
        if segment["sha256"] is not None:
            with path.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
            if digest != segment["sha256"] or path.stat().st_size != segment["bytes"]:
                why = f"has changed since it was sealed: sha256 differs: {remedy(name)}"
                yield Finding("file", name, why)
        rows = archive.rows("SELECT * FROM captures WHERE file = ?", name)
        yield from _check_records(archive, path, name, {row["offset"]: row for row in rows})
    except OSError as error:
        yield Finding("file", name, f"cannot be read: {error.strerror}. {UNREADABLE}")


def _check_records(
    archive: Archive, path: Path, name: str, rows: dict[int, sqlite3.Row]
) -> Iterator[Finding]:
    """Each record has a row and each row its record; beyond a damage rows are looked up singly."""
    others: set[str] | None = None
    try:
        for record in records(path):
            where = f"{name} at byte {record.offset}"
            for digest in record.false_digests():
                yield Finding("record", where, f"its {digest} is not that of its bytes")
            for fault in record.faults:
                yield Finding("record", where, fault)
            if record.kind not in ("response", "revisit"):
                continue
            row = rows.pop(record.offset, None)
            if row is None and others is None:
                others = _elsewhere(archive, name)
            if row is None and others and record.fields.get("warc-record-id") in others:
                yield Finding("record", where, "stands in another file too", damage=False)
            elif row is None:
                if not path.name.endswith(OPEN):  # of an open file the next crawl makes the row
                    yield Finding("record", where, "has no row in the database")
            elif difference := _difference(row, record):
                yield Finding("record", where, difference)
    except Damaged as error:
        torn = path.name.endswith(OPEN) and error.offset >= max(
            (row["offset"] + row["length"] for row in rows.values()), default=0
        )  # what a crash leaves at the end is cut at the next start
        why = "the next crawl cuts that" if torn else remedy(name)
        yield Finding("file", name, f"is damaged {error}: {why}", damage=not torn)
    for offset, row in rows.items():
        what = f"capture {row['id']}"
        try:
            record = record_at(path, offset, row["length"])
        except (Damaged, OSError) as error:
            why = f"leads to no whole record in {name}: {error}; `warraq lost {name}` reads it"
            yield Finding("pointer", what, why)
            continue
        if difference := _difference(row, record) or ", ".join(record.false_digests()):
            yield Finding("pointer", what, f"leads to another record in {name}: {difference}")


def _elsewhere(archive: Archive, name: str) -> set[str]:
    """The ids of the records of an outlet whose rows lead to another file that is there."""
    rows = archive.rows(
        "SELECT c.record_id, c.file FROM captures c JOIN segments s USING (outlet)"
        " WHERE s.file = ?1 AND c.file <> ?1", name,
    )  # fmt: skip
    there = {file: present(archive.folder, file) for file in {row["file"] for row in rows}}
    return {row["record_id"] for row in rows if there[row["file"]]}


def _difference(row: sqlite3.Row, record: Record) -> str:
    """The difference between a row and its record, in words."""
    stated = {
        "length": (row["length"], record.length),
        "kind": (row["kind"], record.kind),
        "record id": (row["record_id"], record.fields.get("warc-record-id")),
        "address": (row["url"], record.fields.get("warc-target-uri")),
        "digest": (row["payload_digest"], record.fields.get("warc-payload-digest")),
    }
    return ", ".join(
        f"the {name} is {mine!r} in the database and {theirs!r} in the file"
        for name, (mine, theirs) in stated.items()
        if mine != theirs
    )


def _check_pointers(archive: Archive) -> Iterator[Finding]:
    """Revisits lead to a response with the same bytes; articles to a capture with bytes."""
    for row in archive.rows(
        "SELECT c.id, o.id AS origin, o.kind AS kind, o.payload_digest = c.payload_digest AS same"
        " FROM captures c LEFT JOIN captures o ON o.id = c.refers_to WHERE c.kind = 'revisit'"
        " AND NOT coalesce(o.kind = 'response' AND o.payload_digest = c.payload_digest, 0)"
    ):
        what, why = f"capture {row['id']}", "a page with other bytes"
        if row["kind"] == "lost":
            yield Finding("raw page", what, "repeats a page that was lost", damage=False)
            continue
        if row["origin"] is None:
            why = "a page that is not there"
        yield Finding("pointer", what, f"repeats {why}")
    for row in archive.rows(
        "SELECT id, file FROM captures WHERE kind IN ('response', 'revisit') AND file IS NULL"
    ):
        yield Finding("pointer", f"capture {row['id']}", "has no file")
