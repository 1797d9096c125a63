"""Columns in memory are those of one moment, whatever is written or ordered while they are read."""

from pathlib import Path

import numpy as np
import pytest

from storage.archive import Archive
from storage.database import writing
from storage.query.archive_without_hidden import ReadingArchive
from storage.query.in_memory_columns import ArticleColumns
from storage.takedown.orders import suppress, unsuppress
from tests.making import BODY, archive, article

REMEMBERED = 1_000
"""So many writes of articles are remembered; what is behind by more reads all anew."""


def same_as_anew(reading: Archive, columns: ArticleColumns) -> None:
    """Nothing that is counted differs from columns that are read now."""
    anew = ArticleColumns(reading)
    every = np.flatnonzero(anew.shown)
    assert every.tolist() == np.flatnonzero(columns.shown).tolist()
    for name in ("when", "day", "revised", "gone", "copied", "undated", "story", "_kinds"):
        assert getattr(columns, name)[every].tolist() == getattr(anew, name)[every].tolist(), name


def keep_before(reading: Archive, place: int, writer: Archive) -> list[str]:
    """Another process keeps an article before the read of this place; all that is read."""
    read = list[str]()

    def begins(sql: str) -> None:
        if sql.startswith(("SELECT", "WITH")):
            read.append(sql)
            if len(read) == place:
                writer.keep(article(100 + place, brief=True))

    reading.db.conn.set_trace_callback(begins)
    return read


@pytest.mark.parametrize("behind", [1, REMEMBERED])
def test_what_is_written_while_columns_are_read_is_taken_in(tmp_path: Path, behind: int) -> None:
    with archive(tmp_path) as kept, ReadingArchive(kept.folder) as reading:
        for number in range(1, 5):
            kept.keep(article(number))
        place, read = 0, [""]
        while place <= len(read):  # before each read of a refresh, in turn
            place += 1
            columns = ArticleColumns(reading)
            changed = f"{BODY} {place}"
            kept.keep(article(2, fetched_at=article(10 + place).fetched_at, body=changed))
            with writing(kept.db):
                for _ in range(behind - 1):
                    kept.db.execute("UPDATE articles SET reader = reader WHERE id = 3")
            read = keep_before(reading, place, kept)
            columns = columns.refreshed(reading)
            reading.db.conn.set_trace_callback(None)
            same_as_anew(reading, columns.refreshed(reading))
        assert place > 4


def test_one_is_hidden_and_another_shown_again_between_two_looks(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        for number in range(1, 5):
            kept.keep(article(number, outlet=f"o{number % 2}"))
        same_text = kept.keep(article(5, "o2", headline=article(1).headline, body=article(1).body))
        suppress(kept, 2, "an order")
        suppress(kept, 1, "an order")
        with ReadingArchive(kept.folder) as reading:
            columns = ArticleColumns(reading)
            unsuppress(kept, 1, "")
            suppress(kept, 3, "an order")
            columns = columns.refreshed(reading)
            assert columns.shown[1] and not columns.shown[3] and not columns.shown[2]
            assert columns.story[1] == columns.story[same_text[1]] != 0
            same_as_anew(reading, columns)
