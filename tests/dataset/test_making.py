"""A data set is made whole or not at all, beside others and beside a writer."""

import resource
import subprocess
import sys
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from rich.progress import Progress, TaskID

from storage.archive import Archive
from storage.dataset import builder
from storage.dataset.writing import parts
from tests.dataset.sets import articles, flat, made, table
from tests.making import START, article
from warraq.cli import main
from warraq.commands.dataset import dataset as command

pytestmark = pytest.mark.slow


def test_only_a_data_set_of_ours_is_replaced_and_on_request(folder: Path) -> None:
    path = made(folder)
    before = (path / "SHA256SUMS").read_bytes()
    made(folder, "set", "--outlet", "two", code=2)
    assert (path / "SHA256SUMS").read_bytes() == before
    made(folder, "set", "--outlet", "two", "--replace")
    assert {row["outlet"] for row in articles(path)} == {"two"}
    (path / "notes.txt").write_text("mine")
    made(folder, "set", "--replace", code=2)
    other = folder.parent / "other"
    other.mkdir()
    made(folder, "other")
    (folder.parent / "third").mkdir()
    (folder.parent / "third" / "x").write_text("mine")
    made(folder, "third", "--replace", code=2)
    assert (folder.parent / "third" / "x").read_text() == "mine"


@pytest.mark.parametrize("within", ["sub", "data/deep"])
def test_no_data_set_is_made_within_another_one(
    folder: Path, capsys: pytest.CaptureFixture[str], within: str
) -> None:
    path = made(folder)
    made(folder, f"set/{within}", code=2)
    assert "is within the data set" in flat(capsys.readouterr().err)
    assert main(["dataset", "--verify", str(path)]) == 0


def test_a_data_set_is_no_stream(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder.parent)
    assert main(["dataset", "-", "--archive", str(folder), "--text", "full"]) == 2
    assert "a data set is a folder" in flat(capsys.readouterr().err)
    assert not (folder.parent / "-").exists()


@pytest.mark.parametrize("first", [None, "--replace"])
def test_a_name_that_another_process_took_meanwhile_stays_its_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    first: str | None,
) -> None:  # fmt: skip
    """The other one is done just before ours would get its name; only ``--replace`` removes it."""
    path = folder.parent / "set"
    command = [sys.executable, "-m", "warraq", "dataset", str(path), "--text", "full",
               "--outlet", "two", "--archive", str(folder)]  # fmt: skip

    def after_another(*given: Any, **more: Any) -> None:
        subprocess.run(command, check=True, capture_output=True)
        put_in_place(*given, **more)

    put_in_place = builder.put_in_place
    monkeypatch.setattr(builder, "put_in_place", after_another)
    made(folder, "set", *([first] if first else []), code=0 if first else 2)
    assert len({row["outlet"] for row in articles(path)}) == (3 if first else 1)
    assert first or f"another process has made {path} meanwhile" in flat(capsys.readouterr().err)
    assert main(["dataset", "--verify", str(path)]) == 0
    assert sorted(one.name for one in folder.parent.iterdir()) == ["archive", "set"]


def test_of_two_that_replace_one_data_set_one_is_there_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The other one comes between the former's leaving and ours."""
    path, away = made(folder), Path.rename
    command = [sys.executable, "-m", "warraq", "dataset", str(path), "--text", "full", "--replace",
               "--outlet", "two", "--archive", str(folder)]  # fmt: skip

    def and_another(self: Path, target: Path) -> Path:
        found = away(self, target)
        if self == path:
            subprocess.run(command, check=True, capture_output=True)
        return found

    monkeypatch.setattr(Path, "rename", and_another)
    made(folder, "set", "--replace", code=2)
    assert f"another process has made {path} meanwhile" in flat(capsys.readouterr().err)
    assert {row["outlet"] for row in articles(path)} == {"two"}
    assert sorted(one.name for one in folder.parent.iterdir()) == ["archive", "set"]


class Bars(Progress):
    """A bar that nobody sees, and all that it was told."""

    def __init__(self) -> None:
        self.seen = list[tuple[str, float, float | None, float | None]]()
        super().__init__(disable=True)

    def update(self, task_id: TaskID, **told: Any) -> None:
        super().update(task_id, **told)
        self._note()

    def reset(self, task_id: TaskID, **told: Any) -> None:
        super().reset(task_id, **told)
        self._note()

    def _note(self) -> None:
        (one,) = self.tasks
        self.seen.append((one.description, one.completed, one.total, one.speed))


def test_every_stage_has_a_bar_of_its_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bars = Bars()
    monkeypatch.setattr(command, "progress", lambda: bars)
    made(folder, "set", "--split", "train=.5,test=.5")
    stages = [[*told] for _, told in groupby(bars.seen, lambda one: one[0])]
    assert [told[0][0] for told in stages] == ["leak", "articles", "tables"]
    for told in stages:
        assert told[0][1] == 0 and told[0][3] is None  # no time left of the stage before
        assert [one[1] for one in told] == sorted(one[1] for one in told)
        assert len({one[2] for one in told}) == 1
    assert stages[1][-1][1:3] == (7, 7)
    assert [one[1:3] for one in stages[2]] == [(number, 8) for number in range(9)]


def test_all_tables_are_of_one_moment_beside_a_writer(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written while the articles are is in none of the tables."""
    at = iter([True])

    def writes(rows: Any, *more: Any) -> Any:
        if next(at, False):
            with Archive(folder) as other:
                later = START + timedelta(days=2)
                other.keep(article(6, body="نص رابع عن الجسر.", fetched_at=later))
                other.keep(article(40, body="نص جديد عن الميناء."))
                other.mark_gone(1, later, "answers 404")
        return groups(rows, *more)

    groups = parts._groups
    monkeypatch.setattr(parts, "_groups", writes)
    path = made(folder)
    assert len(articles(path)) == 7
    versions = table(path, "versions").to_pylist()
    assert [row["number"] for row in versions if row["uid"].endswith("/6.html")] == [1, 2]
    assert [row["uid"] for row in table(path, "events").to_pylist() if row["kind"] == "gone"] == [
        "one:https://one.ma/7.html"
    ]
    assert main(["dataset", "--reproduce", str(path), "--archive", str(folder)]) == 0


def test_a_file_that_may_not_grow_is_told_and_nothing_stays(folder: Path) -> None:
    path, least = folder.parent / "set", 33_000  # more than SQLite needs
    command = [sys.executable, "-m", "warraq", "dataset", str(path), "--text", "full",
               "--archive", str(folder)]  # fmt: skip
    done = subprocess.run(
        command, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (least, least)),
    )  # fmt: skip
    assert done.returncode == 3, (done.returncode, done.stderr)
    assert "File too large" in done.stderr and "Traceback" not in done.stderr
    assert [one.name for one in folder.parent.iterdir()] == ["archive"]
