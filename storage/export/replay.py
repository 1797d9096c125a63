"""Raw pages for replay tools: ``index.cdxj`` over our files, and ``pages.wacz`` with all in one."""

import gzip
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crawler.safe_json import json_text
from crawler.settings import USER_AGENT
from storage import times
from storage.archive import Archive
from storage.export.cdx_key import sort_key
from storage.query.filters import HIDDEN, Filters
from storage.raw.gzip_members import Damaged, record_at
from storage.raw.warc_records import warcinfo
from storage.raw_paths import present

_BLOCK = 3000
_WARC = "warraq.warc.gz"
_FIELDS = (
    "url", "fetched_at", "kind", "status", "mime", "payload_digest", "file", "offset", "length",
    "(SELECT o.file FROM captures o WHERE o.id = c.refers_to)",
)  # fmt: skip
"""The columns of ``_Raw``, in its order."""


@dataclass(frozen=True, slots=True)
class _Raw:
    """One record and where it lies."""

    url: str
    at: str
    kind: str
    status: int
    mime: str | None
    digest: str
    file: str
    offset: int
    length: int
    origin: str | None
    """The file of the answer that a revisit repeats."""

    def line(self, file: str, offset: int) -> str:
        """Its CDXJ line, for a file in which it lies at an offset."""
        fields = {
            "url": self.url,
            "mime": "warc/revisit" if self.kind == "revisit" else self.mime,
            "status": str(self.status),
            "digest": self.digest,
            "length": str(self.length),
            "offset": str(offset),
            "filename": file,
        }
        said = {name: value for name, value in fields.items() if value is not None}
        stamp = "".join(char for char in self.at if char.isdigit())
        return f"{sort_key(self.url)} {stamp} {json.dumps(said)}\n"


class _Files:
    """Which raw files are there; what an export lacks is noted, once each, in words."""

    def __init__(self, archive: Archive, missing: list[str]) -> None:
        self.archive, self.missing = archive, missing
        self.paths = dict[str, Path | None]()

    def path(self, file: str) -> Path | None:
        """Its path; ``None``, and a note, for one that is lost."""
        if file not in self.paths:
            self.paths[file] = present(self.archive.folder, file)
            if self.paths[file] is None:
                self.missing.append(f"raw/{file} is lost")
        return self.paths[file]

    def has(self, raw: _Raw) -> bool:
        """Whether a record can be replayed: its own file is there, and that which it repeats."""
        if raw.kind == "revisit" and (raw.origin is None or self.path(raw.origin) is None):
            return False
        return self.path(raw.file) is not None


def write_cdxj(archive: Archive, filters: Filters, path: Path, missing: list[str]) -> int:
    """The index of the raw pages, in byte order; how many lines. ``missing`` gets what is lost.

    SQLite sorts them, on disk where they are many: an index may be larger than memory.
    """
    files = _Files(archive, missing)

    def line(*fields: Any) -> str | None:
        raw = _Raw(*fields)
        return raw.line(raw.file, raw.offset) if files.has(raw) else None

    archive.db.conn.create_function("cdxj_line", len(_FIELDS), line)
    condition, values = _condition(filters)
    cursor = archive.db.execute(
        f"SELECT cdxj_line({', '.join(_FIELDS)}) AS line FROM captures c WHERE {condition}"
        " ORDER BY line", values,
    )  # fmt: skip
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for (found,) in cursor:
            if found is not None:
                out.write(found)
                count += 1
    return count


def write_wacz(archive: Archive, filters: Filters, path: Path, missing: list[str]) -> int:
    """A web archive in one file: records, index and list of pages; how many pages.

    ``missing`` gets what is lost or damaged: it is not in there, and neither are its pages.
    """
    made = times.now()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as zipped:
        resources = list[dict[str, object]]()
        written = set[tuple[str, str]]()
        lines = _write_records(archive, filters, zipped, resources, written, missing)
        index, blocks = _index(sorted(lines))
        _add(zipped, resources, "indexes/index.cdx.gz", index)
        _add(zipped, resources, "indexes/index.idx", blocks)
        pages = [p for p in _pages(archive, filters) if (p["url"], p["ts"]) in written]
        head = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
        text = "".join(json_text(one) + "\n" for one in [head, *pages])
        _add(zipped, resources, "pages/pages.jsonl", text.encode())
        package = {
            "profile": "data-package", "wacz_version": "1.1.1", "title": path.stem.strip("."),
            "created": times.stamp(made), "software": USER_AGENT, "resources": resources,
        }  # fmt: skip
        data = json.dumps(package, indent=2).encode()
        zipped.writestr("datapackage.json", data)
        digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
        zipped.writestr("datapackage-digest.json", json.dumps(digest))
    return len(pages)


def _chosen(archive: Archive, filters: Filters) -> Iterator[_Raw]:
    """The raw pages that are chosen, file by file."""
    condition, values = _condition(filters)
    sql = f"SELECT {', '.join(_FIELDS)} FROM captures c WHERE {condition} ORDER BY file, offset"
    for row in archive.db.execute(sql, values):
        yield _Raw(*row)


def _condition(filters: Filters) -> tuple[str, list[object]]:
    """Chooses the raw pages behind the chosen articles; with no filter all that is not hidden.

    Hidden are all answers at an article's addresses, whatever they said. A repeated page needs
    the one that it repeats.
    """
    if filters == Filters():
        return (
            "c.file IS NOT NULL AND c.id NOT IN (WITH hidden(id) AS"
            f" ({HIDDEN}), own(id) AS (SELECT capture_id FROM versions"
            "  WHERE capture_id IS NOT NULL AND article_id IN hidden"
            "  UNION SELECT capture_id FROM article_pages"
            "  WHERE capture_id IS NOT NULL AND article_id IN hidden UNION SELECT p.id"
            "  FROM captures p JOIN (SELECT outlet, url FROM articles WHERE id IN hidden"
            "   UNION SELECT outlet, url FROM aliases WHERE article_id IN hidden"
            "   UNION SELECT a.outlet, p.url FROM article_pages p JOIN articles a"
            "    ON a.id = p.article_id WHERE a.id IN hidden"
            "   UNION SELECT l.outlet, substr(n.name, 4) FROM leads l JOIN names n"
            "    USING (outlet, url) WHERE n.name GLOB 'at *' AND l.article_id IN hidden"
            "   UNION SELECT outlet, url FROM leads WHERE article_id IN hidden"
            "   UNION SELECT outlet, address FROM leads WHERE article_id IN hidden)"
            "   USING (outlet, url))"
            " SELECT id FROM own UNION SELECT r.id FROM captures r WHERE r.refers_to IN own)"
        ), []
    where, values = filters.where()
    return (
        "c.file IS NOT NULL AND c.id IN (WITH chosen(id) AS (SELECT v.capture_id FROM versions v"
        f" JOIN articles a ON a.id = v.article_id WHERE {where}), pages(id) AS ("
        "SELECT id FROM chosen UNION SELECT p.capture_id FROM article_pages p"
        "  WHERE p.first_id IN chosen AND p.capture_id IS NOT NULL) SELECT id FROM pages"
        " UNION SELECT o.refers_to FROM captures o WHERE o.id IN pages)"
    ), list(values)


def _write_records(
    archive: Archive, filters: Filters, zipped: zipfile.ZipFile,
    resources: list[dict[str, object]], written: set[tuple[str, str]], missing: list[str],
) -> list[str]:  # fmt: skip
    """Copy the records into one WARC inside the archive, streamed; their index lines.

    ``written`` gets address and time of each.
    """
    lines, checksum, files = list[str](), hashlib.sha256(), _Files(archive, missing)
    name = f"archive/{_WARC}"
    with zipped.open(name, "w", force_zip64=True) as out:
        first = warcinfo(_WARC)
        out.write(first)
        checksum.update(first)
        position = len(first)
        for raw in _chosen(archive, filters):
            if not files.has(raw) or (path := files.path(raw.file)) is None:
                continue
            try:
                record_at(path, raw.offset, raw.length)  # what is damaged is not handed on
            except Damaged as error:
                missing.append(f"raw/{raw.file} is damaged {error}")
                continue
            with path.open("rb") as stream:
                stream.seek(raw.offset)
                data = stream.read(raw.length)
            out.write(data)
            checksum.update(data)
            lines.append(raw.line(_WARC, position))
            written.add((raw.url, raw.at))
            position += raw.length
    resources.append(_resource(name, position, checksum.hexdigest()))
    return lines


def _index(lines: Iterable[str]) -> tuple[bytes, bytes]:
    """The compressed index in blocks, and the index of the blocks."""
    packed = io.BytesIO()
    blocks = ['!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}\n']
    lines = list(lines)
    for start in range(0, len(lines), _BLOCK):
        data = gzip.compress("".join(lines[start : start + _BLOCK]).encode(), mtime=0)
        key, stamp, _ = lines[start].split(" ", 2)
        about = {
            "offset": packed.tell(), "length": len(data),
            "digest": f"sha256:{hashlib.sha256(data).hexdigest()}", "filename": "index.cdx.gz",
        }  # fmt: skip
        blocks.append(f"{key} {stamp} {json.dumps(about)}\n")
        packed.write(data)
    return packed.getvalue(), "".join(blocks).encode()


def _pages(archive: Archive, filters: Filters) -> Iterator[dict[str, object]]:
    """The articles as pages of the archive: where each is replayed, its headline and text."""
    where, values = filters.where()
    for row in archive.db.execute(
        "SELECT a.id, c.url, c.fetched_at, a.headline, a.body FROM articles a"
        f" JOIN captures c ON c.id = a.capture_id WHERE c.file IS NOT NULL AND {where}"
        " ORDER BY c.fetched_at, a.id", values,
    ):  # fmt: skip
        yield {
            "id": str(row["id"]), "url": row["url"], "ts": row["fetched_at"],
            "title": row["headline"], "text": row["body"],
        }  # fmt: skip


def _add(
    zipped: zipfile.ZipFile, resources: list[dict[str, object]], name: str, data: bytes
) -> None:
    zipped.writestr(name, data)
    resources.append(_resource(name, len(data), hashlib.sha256(data).hexdigest()))


def _resource(name: str, size: int, digest: str) -> dict[str, object]:
    return {"name": Path(name).name, "path": name, "hash": f"sha256:{digest}", "bytes": size}
