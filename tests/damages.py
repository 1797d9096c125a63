"""Every kind of damage that an archive may suffer, and what a check must say of it."""

import gzip
import hashlib
import shutil
import sqlite3
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from storage.database import DATABASE


@dataclass(frozen=True)
class Damage:
    """A damage done to a closed archive; the finding that must come of it, by kind and name."""

    name: str
    do: Callable[[Path], object]
    kind: str
    what: str

    def __str__(self) -> str:
        return self.name


def files(folder: Path) -> list[Path]:
    """The segments of an archive."""
    return sorted((folder / "raw").rglob("*.warc.gz"))


def change(sql: str) -> Callable[[Path], None]:
    """Change a row, as no part of Warraq would."""

    def do(folder: Path) -> None:
        with sqlite3.connect(folder / DATABASE) as db:
            db.create_function("ar_fold", 1, str, deterministic=True)
            db.executescript("PRAGMA foreign_keys = OFF;" + sql)
        db.close()

    return do


def offsets(data: bytes) -> list[int]:
    """Where each gzip member begins."""
    found, at = list[int](), 0
    while at < len(data):
        found.append(at)
        unzip = zlib.decompressobj(31)
        unzip.decompress(data[at:])
        at = len(data) - len(unzip.unused_data)
    return found


def cut_30(data: bytes) -> bytes:
    return data[:-30]


def cut_inside(data: bytes) -> bytes:
    return data[: offsets(data)[-2] + 40]


def torn_then_appended(data: bytes) -> bytes:
    parts = offsets(data)
    return data[: parts[3] - 20] + data[parts[3] :]


def flipped_bit(data: bytes) -> bytes:
    place = len(data) // 2
    return data[:place] + bytes([data[place] ^ 0x10]) + data[place + 1 :]


def garbage_tail(data: bytes) -> bytes:
    return data + b"garbage"


def one_member(data: bytes) -> bytes:
    return gzip.compress(gzip.decompress(data), mtime=0)


def zeros(data: bytes) -> bytes:
    last = offsets(data)[-2]
    return data[:last] + bytes(len(data) - last)


OF_A_FILE: dict[str, Callable[[bytes], bytes]] = {
    "last record cut by 30 bytes": cut_30,
    "cut inside the last answer": cut_inside,
    "a torn record, then appended to": torn_then_appended,
    "one flipped bit": flipped_bit,
    "garbage behind the end": garbage_tail,
    "one gzip member for all": one_member,
    "zeros in place of the end": zeros,
}
"""What may happen to the bytes of a segment; the first six are the known ways of archives."""


def spoil(folder: Path, how: Callable[[bytes], bytes]) -> None:
    """Damage the first segment."""
    file = files(folder)[0]
    file.write_bytes(how(file.read_bytes()))


def reseal(folder: Path) -> None:
    """As if the damage had been there when the file was sealed: its checksum fits."""
    file = files(folder)[0]
    with sqlite3.connect(folder / DATABASE) as db:
        db.execute(
            "UPDATE segments SET bytes = ?, sha256 = ? WHERE file = ?",
            [file.stat().st_size, hashlib.sha256(file.read_bytes()).hexdigest(),
             str(file.relative_to(folder / "raw"))],
        )  # fmt: skip
    db.close()


def swap(folder: Path) -> None:
    """Give two files each other's names."""
    one, two = files(folder)[:2]
    held = one.with_suffix(".held")
    one.rename(held)
    two.rename(one)
    held.rename(two)


def cut_database(folder: Path) -> None:
    """The last page of the database is half there."""
    path = folder / DATABASE
    path.write_bytes(path.read_bytes()[:-2048])


def overwrite_table(folder: Path) -> None:
    """Nothing is left of the page in which the articles begin."""
    path = folder / DATABASE
    with sqlite3.connect(path) as db:
        (page,) = db.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'articles'"
        ).fetchone()
    db.close()
    with path.open("r+b") as stream:
        stream.seek((page - 1) * 4096)
        stream.write(b"\xff" * 4096)


FIRST, SECOND = r"one/\d{4}/one-\S+\.warc\.gz", r"raw/one/\d{4}/\S+"

OF_AN_ARCHIVE = (
    Damage("a deleted file", lambda f: files(f)[0].unlink(), "file", FIRST),
    Damage("a renamed file: the old name", lambda f: files(f)[0].rename(files(f)[0].with_name(
        "stranger.warc.gz")), "file", FIRST),
    Damage("a renamed file: the new name", lambda f: files(f)[0].rename(files(f)[0].with_name(
        "stranger.warc.gz")), "file", r"raw/one/\d{4}/stranger\.warc\.gz"),
    Damage("a file nobody knows",
           lambda f: shutil.copy(files(f)[0], f / "raw/one/a.warc.gz"), "file",
           r"raw/one/a\.warc\.gz"),
    Damage("swapped files", swap, "file", FIRST),
    Damage("a row pointing to no file", change("UPDATE captures SET file = NULL WHERE id = 2"),
           "pointer", "capture 2"),
    Damage("a row pointing to a file nobody knows",
           change("UPDATE captures SET file = 'one/x' WHERE id = 2"), "pointer", "captures row 2"),
    Damage("an article pointing to no row",
           change("UPDATE articles SET capture_id = 77 WHERE id = 1"), "pointer", "articles row 1"),
    Damage("an article pointing to another page",
           change("UPDATE articles SET capture_id = 2 WHERE id = 1"), "reading", "article 1"),
    Damage("a revision pointing to no row", change(
        "INSERT INTO revisions (article_id, number, headline, body, fetched_at, replaced_at, cause,"
        " fingerprint, text_hash, reader, capture_id) SELECT id, 9, headline, body, fetched_at,"
        " fetched_at, 'outlet', fingerprint, text_hash, reader, 77 FROM articles WHERE id = 1"),
        "pointer", "revisions row 1"),
    Damage("a changed offset", change("UPDATE captures SET offset = offset + 1 WHERE id = 2"),
           "pointer", "capture 2"),
    Damage("a changed length", change("UPDATE captures SET length = length - 1 WHERE id = 2"),
           "record", FIRST + r" at byte \d+"),
    Damage("a changed digest", change("UPDATE captures SET payload_digest = 'sha1:X' WHERE id = 2"),
           "record", FIRST + r" at byte \d+"),
    Damage("a changed address",
           change("UPDATE captures SET url = 'https://one.ma/other' WHERE id = 2"),
           "record", FIRST + r" at byte \d+"),
    Damage("a changed record id", change("UPDATE captures SET record_id = 'x' WHERE id = 2"),
           "record", FIRST + r" at byte \d+"),
    Damage("a deleted row", change("DELETE FROM captures WHERE kind = 'revisit'"),
           "record", FIRST + r" at byte \d+"),
    Damage("a revisit of another page",
           change("UPDATE captures SET refers_to = 2 WHERE kind = 'revisit'"), "pointer",
           r"capture \d+"),
    Damage("a revisit of nothing",
           change("UPDATE captures SET refers_to = NULL WHERE kind = 'revisit'"), "pointer",
           r"capture \d+"),
    Damage("a changed checksum", change("UPDATE segments SET sha256 = 'x'"), "file", FIRST),
    Damage("a changed fingerprint", change("UPDATE articles SET fingerprint = 'x' WHERE id = 1"),
           "text", "article 1"),
    Damage("a changed text", change("UPDATE articles SET body = body || ' و' WHERE id = 1"),
           "text", "article 1"),
    Damage("a changed byline", change("UPDATE articles SET byline = 'x' WHERE id = 1"),
           "reading", "article 1"),
    Damage("a changed date", change("UPDATE articles SET published_at = '2020-01-01' WHERE id = 1"),
           "reading", "article 1"),
    Damage("a word too many in the search index", change(
        "INSERT INTO articles_fts(rowid, headline, body) VALUES (99, 'x', 'y')"),
        "search index", "articles_fts"),
    Damage("an empty search index",
           change("INSERT INTO articles_fts(articles_fts) VALUES ('delete-all')"),
           "search index", "articles_fts"),
    Damage("a word too many in the index of former versions", change(
        "INSERT INTO revisions_fts(rowid, headline, body, byline) VALUES (99, 'x', 'y', '')"),
        "search index", "revisions_fts"),
    Damage("an overwritten table", overwrite_table, "database", r"warraq\.db"),
    Damage("a database that is cut short", cut_database, "database", r"warraq\.db"),
)  # fmt: skip
