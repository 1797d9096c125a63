"""A full disk for SQLite's temporary files: it is named, and nothing half made stays."""

import resource
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from storage.export import wacz
from storage.schema.logical_clock import as_time, last_change, written
from tests.making import archive, article
from tests.storage.test_full_disk import MOUNTS, mounted
from warraq.cli import main

pytestmark = pytest.mark.slow
ADVICE = "the disk for temporary files is full; SQLITE_TMPDIR names another"
LEAST = 33_000
"""Bytes of a file: more than SQLite needs to open an archive."""
FULL_TEMPORARY = """
mount -t tmpfs -o size=4k none "{temporary}" || exit 99
SQLITE_TMPDIR="{temporary}" {python} -m warraq {given} --as-of {then} --archive "{folder}"
"""


@pytest.fixture
def former(tmp_path: Path) -> tuple[Path, str]:
    """An archive and a moment of it that is worked out in more than SQLite's memory."""
    with archive(tmp_path) as kept:
        for number in range(6):
            kept.keep(article(number, body=f"نص {number} " + "سطر طويل. " * 100_000))
        then = written(as_time(last_change(kept.db)))
        kept.db.execute("UPDATE articles SET body = 'قصير ' || id")
    return tmp_path / "archive", then


@pytest.mark.skipif(not MOUNTS, reason="no name spaces here: nothing can be mounted")
@pytest.mark.parametrize(
    "given", ["export {}/x.jsonl", "export {}/x.sqlite", "report {}/x.html",
              "dataset {}/x --text full"],
)  # fmt: skip
def test_a_full_temporary_disk_is_named_and_nothing_stays(
    former: tuple[Path, str], tmp_path: Path, given: str
) -> None:
    folder, then = former
    temporary, taken = tmp_path / "temporary", tmp_path / "taken"
    temporary.mkdir()
    taken.mkdir()
    script = {"python": sys.executable, "given": given.format(taken), "then": then}
    done = mounted(FULL_TEMPORARY.format(temporary=temporary, folder=folder, **script))
    assert done.returncode == 3, (done.returncode, done.stdout, done.stderr)
    assert " ".join(done.stderr.split()) == f"warraq: {ADVICE}"
    assert done.stdout == "" and [*taken.iterdir()] == []


def test_a_temporary_file_that_may_not_grow_is_told_as_well(
    former: tuple[Path, str], tmp_path: Path
) -> None:
    """As under a quota: SQLite does not call that a full disk."""
    folder, then = former
    command = [sys.executable, "-m", "warraq", "export", str(tmp_path / "x.jsonl"), "--as-of", then,
               "--archive", str(folder)]  # fmt: skip
    done = subprocess.run(
        command, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (LEAST, LEAST)),
    )  # fmt: skip
    assert done.returncode == 3, (done.returncode, done.stdout, done.stderr)
    told = ADVICE.replace("is full", "cannot be written")
    assert " ".join(done.stderr.split()) == f"warraq: {told}"
    assert [one.name for one in tmp_path.iterdir()] == ["archive"]


def test_raw_pages_are_sorted_on_the_temporary_disk_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def of_one_page(*given: Any, **more: Any) -> sqlite3.Connection:
        made = connect(*given, **more)
        if given[0] == "":
            made.execute("PRAGMA max_page_count = 1")
        return made

    archive(tmp_path).close()
    connect = sqlite3.connect
    monkeypatch.setattr(wacz.sqlite3, "connect", of_one_page)
    taken = tmp_path / "taken"
    taken.mkdir()
    given = ["export", str(taken / "x.wacz"), "--archive", str(tmp_path / "archive")]
    assert main(given) == 3
    assert " ".join(capsys.readouterr().err.split()) == f"warraq: {ADVICE}"
    assert [*taken.iterdir()] == []
