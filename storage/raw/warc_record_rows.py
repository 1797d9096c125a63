"""Rows for the records of a file: for those that have none, and for those that were lost."""

import io
from dataclasses import dataclass, field
from pathlib import Path

from warcio.statusandheaders import StatusAndHeadersParser

from crawler.http.content_encoding import HEAD_BYTES, decoded
from crawler.http.opt_outs import opt_outs
from storage import times
from storage.archive import Archive
from storage.database import writing
from storage.raw.gzip_members import Damaged, Record, records
from storage.raw.intact_records import is_whole
from storage.raw.warc_record_writing import mime_of, one_line


@dataclass(slots=True)
class Indexed:
    """The counts of what a file's records were to the database."""

    new: int = 0
    """Records that no row knew."""
    found_again: int = 0
    """Records whose rows led to a file that is not there, or does not hold them whole."""
    elsewhere: int = 0
    """Records that another file holds as well."""
    erased: list[int] = field(default_factory=list)
    """Captures that were erased by order, and stand in this file."""
    damage: Damaged | None = None
    """Where the file could not be read any further; what came before it is done."""


def index_records(archive: Archive, outlet: str, file: str, path: Path) -> Indexed:
    """Give every answer in a file its row; the counts."""
    done = Indexed()
    known = {row[0] for row in archive.rows("SELECT offset FROM captures WHERE file = ?", file)}
    try:
        for record in records(path):
            if record.kind not in ("response", "revisit") or record.offset in known:
                continue
            try:
                with writing(archive.db):  # short: other crawls write beside this
                    _index(archive, outlet, file, record, done)
            except Damaged as error:  # those behind it may be all right
                done.damage = done.damage or error
    except Damaged as error:
        done.damage = error
    return done


def _index(archive: Archive, outlet: str, file: str, record: Record, done: Indexed) -> None:
    """Give one record its row: a new one, or the one that led to it before it was lost."""
    mine = archive.row(
        "SELECT * FROM captures WHERE outlet = ? AND record_id = ?",
        outlet, record.fields.get("warc-record-id", ""),
    )  # fmt: skip
    if mine is None:
        _insert(archive, outlet, file, record)
        done.new += 1
    elif mine["kind"] == "erased":
        done.erased.append(mine["id"])
    elif not is_whole(archive, mine):
        archive.db.execute(
            "UPDATE captures SET kind = ?, file = ?, offset = ?, length = ? WHERE id = ?",
            [record.kind, file, record.offset, record.length, mine["id"]],
        )
        done.found_again += 1
    else:
        done.elsewhere += 1


def _insert(archive: Archive, outlet: str, file: str, record: Record) -> None:
    about = record.fields
    http = StatusAndHeadersParser([], verify=False).parse(io.BytesIO(record.block))
    packed = http.get_header("Content-Encoding") or ""
    asked_for = opt_outs(http.headers, decoded(record.payload, packed, HEAD_BYTES))
    try:
        at = times.stamp(times.parse(about["warc-date"]))
        status, url = int(http.get_statuscode()), about["warc-target-uri"]
    except (KeyError, ValueError) as error:
        raise Damaged(record.offset, f"its head lacks address, date or status: {error}") from error
    archive.db.execute(
        "INSERT INTO captures (outlet, url, fetched_at, kind, status, mime, payload_digest,"
        " record_id, file, offset, length, opt_outs, refers_to)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?,?, (SELECT id FROM captures WHERE record_id = ?))",
        [outlet, one_line(url), at, record.kind, status, mime_of(http.get_header("Content-Type")),
         about.get("warc-payload-digest"), about.get("warc-record-id"), file, record.offset,
         record.length, ", ".join(asked_for) or None, about.get("warc-refers-to")],
    )  # fmt: skip
