"""The texts that an archive has for the rows of a data set, by identity and by the text's hash."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pyarrow.parquet as pq

from storage.archive import Archive
from storage.article_uid import article_with
from storage.dataset.masks import masked

FILLED = ("body", "lead_paragraph")
"""The columns of a text, which `--text none` leaves out."""
Ending = Literal["filled", "changed", "gone", "missing"]
Text = tuple[str | None, ...]
"""The values of ``FILLED``."""
_BATCH = 10_000
_CURRENT = f"SELECT {', '.join(FILLED)} FROM articles WHERE id = ?1 AND text_hash = ?2"


class Texts:
    """An archive asked for the texts of a data set, of articles that no order hides."""

    def __init__(self, archive: Archive, folder: Path, *, mask: bool) -> None:
        """Read which version each article of the folder is. Raises ``OSError``, ``KeyError``."""
        self.masks = Counter[str]()
        self._db, self._mask = archive.db, mask
        self._wanted = sqlite3.connect("")  # on the disk where it is large, and gone with us
        self._wanted.execute(
            "CREATE TABLE wanted (uid TEXT PRIMARY KEY, text_hash TEXT) WITHOUT ROWID"
        )
        self._wanted.executemany(
            "INSERT OR REPLACE INTO wanted VALUES (?, ?)", _last_versions(folder)
        )
        columns = {row[1] for row in self._db.execute("PRAGMA table_info(revisions)")}
        # versions that were replaced before the archive kept whole readings have their body alone
        told = ", ".join(name if name in columns else "NULL" for name in FILLED)
        self._former = f"SELECT {told} FROM revisions WHERE article_id = ?1 AND text_hash = ?2"

    def of(self, uid: str) -> tuple[Ending, Text]:
        """How a row ends, and its text where it is ``filled``.

        ``changed``: only other texts of it are held; ``missing``: it never held it. Whoever asks
        has left out what is withdrawn from this archive.
        """
        none: Text = (None,) * len(FILLED)
        id = article_with(self._db, uid)
        if id is None:
            return "missing", none
        wanted = self._wanted.execute("SELECT text_hash FROM wanted WHERE uid = ?", [uid])
        (text_hash,) = wanted.fetchone() or (None,)
        for sql in (_CURRENT, self._former):
            if found := self._db.execute(sql, [id, text_hash]).fetchone():
                return "filled", tuple(self._told(one) for one in tuple(found))
        return "changed", none

    def close(self) -> None:
        """Let go of what was read."""
        self._wanted.close()

    def _told(self, text: str | None) -> str | None:
        return masked(text, self.masks) if text and self._mask else text or None


def _last_versions(folder: Path) -> Iterator[tuple[str, str]]:
    """The hash of each article's version in the folder, by uid."""
    with pq.ParquetFile(folder / "tables" / "versions.parquet") as file:
        columns = ["uid", "text_hash", "replaced_at"]
        for batch in file.iter_batches(_BATCH, columns=columns):
            for row in batch.to_pylist():
                if row["replaced_at"] is None:
                    yield row["uid"], row["text_hash"]
