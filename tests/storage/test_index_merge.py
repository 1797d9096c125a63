"""The night's tidying merges the parts of the search index; nothing that is found changes."""

from pathlib import Path

import pytest

from storage.archive import Archive
from storage.query.search import search
from storage.verify.verify import verify
from tests.keeping import filled, make_reader
from warraq.cli import main


def parts(archive: Archive) -> int:
    row = archive.row("SELECT count(DISTINCT segid) FROM articles_fts_idx")
    assert row is not None
    return int(row[0])


def test_tidying_merges_the_search_index(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with filled(tmp_path, 7) as kept:
        before, found = parts(kept), search(kept, "سد", limit=-1)
        assert before > 2 and len(found) > 1
    assert main(["tidy", "--archive", str(tmp_path)]) == 0
    assert "parts merged into" in capsys.readouterr().out
    with Archive(tmp_path) as kept:
        assert parts(kept) < before
        assert search(kept, "سد", limit=-1) == found
        assert verify(kept, make_reader).findings == []
    assert main(["tidy", "--archive", str(tmp_path)]) == 0
    assert "search index" not in capsys.readouterr().out
