"""``index.cdxj`` over our own raw files, for replay tools."""

from pathlib import Path
from typing import Any

from storage.archive import Archive
from storage.export.raw_page_selection import (
    FIELDS,
    Files,
    Raw,
    RawTold,
    condition_of,
    left_out,
    steps,
)
from storage.export.rows import Told
from storage.query.filters import Filters


def write_cdxj(
    archive: Archive, filters: Filters, path: Path, hold: bool, told: RawTold, done: Told
) -> int:
    """The index of the raw pages, in byte order; how many lines.

    SQLite sorts them, on disk where they are many: an index may be larger than memory.
    """
    step = steps(archive, filters, done)
    files, out = Files(archive, told.missing), left_out(archive, filters, hold, told, step)

    def line(*fields: Any) -> str | None:
        raw = Raw(*fields)
        step()
        there = raw.id not in out and files.has(raw) and files.holds(raw)
        return raw.line(raw.file, raw.offset) if there else None

    archive.db.conn.create_function("cdxj_line", len(FIELDS), line)
    condition, values = condition_of(filters)
    cursor = archive.db.execute(
        f"SELECT cdxj_line({', '.join(FIELDS)}) AS line FROM captures c WHERE {condition}"
        " ORDER BY line", values,
    )  # fmt: skip
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for (found,) in cursor:
            if found is not None:
                stream.write(found)
                count += 1
    return count
