"""What docs/archive.md says of other people's tools is what they do."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.export import export
from storage.query.filters import Filters
from storage.raw import SegmentWriter
from storage.verify.verify import verify
from tests.damages import OF_A_FILE, OF_AN_ARCHIVE, files, reseal, spoil
from tests.judges.programs import run
from tests.keeping import fetched_page, filled, keep_page, make_reader

pytestmark = pytest.mark.slow

DOCS = Path(__file__).parents[2] / "docs" / "archive.md"
BEFORE = "before it was sealed: "
DAMAGES = (
    "last record cut by 30 bytes", "cut inside the last answer", "a torn record, then appended to",
    "one flipped bit", "before it was sealed: one flipped bit", "garbage behind the end",
    "one gzip member for all", "a deleted file", "a file nobody knows", "swapped files",
    "a changed offset", "a changed digest", "a deleted row", "an article pointing to no row",
    "an article pointing to another page", "a changed text", "an empty search index",
    "an overwritten table",
)  # fmt: skip
READ = ("an article pointing to another page",)
"""What is only found by reading the pages again."""
SQLITE = """#!{python}
import sqlite3, sys
given = sys.argv[1:]
between = given[1] if given[0] == "-separator" else "|"
for row in sqlite3.connect(given[-2]).execute(given[-1]):
    print(*row, sep=between)
"""
"""Stands in where the machine has no ``sqlite3`` program."""


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)


def shell(folder: Path, script: str) -> subprocess.CompletedProcess[str]:
    """Run a block of the docs in an archive's folder, with the tools of the tests."""
    tools = folder.parent / "tools"
    tools.mkdir(exist_ok=True)
    if shutil.which("sqlite3") is None:
        (tools / "sqlite3").write_text(SQLITE.format(python=sys.executable))
        (tools / "sqlite3").chmod(0o755)
    path = os.pathsep.join([str(tools), str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script], cwd=folder, check=False,
        encoding="utf-8", errors="replace",  # the body of a record may be compressed
        capture_output=True, env={**os.environ, "PATH": path},
    )  # fmt: skip


def test_every_block_of_the_docs_runs_as_it_stands(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "archive"
    shutil.copytree(folder, copy)
    shells, pythons = blocks("sh"), blocks("python")
    assert (len(shells), len(pythons)) == (3, 2)
    ended = [shell(copy, script) for script in shells]
    assert [(one.returncode, one.stderr) for one in ended if one.returncode] == []
    assert not list(copy.glob("*.txt")), "the checks leave nothing in the archive"
    assert ended[1].stdout.startswith("WARC/1.1\r\n") or "WARC/1.1" in ended[1].stdout
    assert len(ended[2].stdout.splitlines()) > 5, "a question of the docs found nothing"
    subprocess.run([sys.executable, "-c", pythons[0]], cwd=copy, check=True)
    with Archive(copy) as kept:
        export(kept, Filters(), tmp_path / "articles.parquet")
    subprocess.run([sys.executable, "-c", pythons[1]], cwd=tmp_path, check=True)
    with Archive(copy) as kept:
        kept.db.execute("UPDATE articles SET body = body || '.' WHERE id = 2")
    assert subprocess.run(
        [sys.executable, "-c", pythons[0]], cwd=copy, check=False, capture_output=True
    ).returncode


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Path]:
    """An archive of two files, one of them with a revisit."""
    with filled(tmp_path / "archive") as kept:
        raw = SegmentWriter(kept, "one")
        keep_page(kept, raw, fetched_page(9))
        raw.close()
    yield tmp_path / "archive"


def table() -> dict[str, str]:
    """The docs' table of what each check sees: damage -> one mark per check."""
    rows = re.findall(r"^\| (.+?) \|((?: [✔–] \|){8})$", DOCS.read_text("utf-8"), re.MULTILINE)
    return {name: "".join(mark for mark in marks if mark in "✔–") for name, marks in rows}


def readers_see(folder: Path) -> list[bool]:
    """Which of the readers of WARC files say that something is wrong."""
    there = files(folder)
    return [
        any(shell(folder, f"gzip -t {file}").returncode for file in there),
        any(run("warcio", "check", file)[0] for file in there),
        any(shell(folder, f"fastwarc check {file}").returncode for file in there),
        any(run("cdxj-indexer", file)[0] for file in there),
    ]


def test_each_check_sees_what_the_docs_say(archive: Path, tmp_path: Path) -> None:
    start, checksums, _, names, database = re.split(
        r"^# \d.*\n", blocks("sh")[0], flags=re.MULTILINE
    )
    whole = {file.name: file.read_bytes() for file in files(archive)}
    found = {}
    for name in DAMAGES:
        folder = tmp_path / "damaged"
        shutil.copytree(archive, folder)
        hurt(folder, name)
        same = all(whole.get(file.name) == file.read_bytes() for file in files(folder))
        with closing(Archive(folder)) as kept:
            sound = verify(kept, make_reader if name in READ else None).sound
        seen = [
            bool(shell(folder, start + checksums).returncode),
            *([False] * 4 if same else readers_see(folder)),
            bool(shell(folder, start + names).returncode),
            bool(shell(folder, database).returncode),
            not sound,
        ]
        found[name] = "".join("–✔"[mark] for mark in seen)
        shutil.rmtree(folder)
    assert readers_see(archive) == [False] * 4
    assert found == table()


def hurt(folder: Path, name: str) -> None:
    """Do a damage of the table."""
    plain = name.removeprefix(BEFORE)
    if how := OF_A_FILE.get(plain):
        spoil(folder, how)
        if plain != name:
            reseal(folder)
        return
    next(one for one in OF_AN_ARCHIVE if one.name == plain).do(folder)
