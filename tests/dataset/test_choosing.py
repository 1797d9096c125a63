"""What is asked of a data set: stories, samples, columns, splits, and wrong usage."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.dataset.sets import articles, made, manifest
from warraq.cli import main

pytestmark = pytest.mark.slow


def test_one_per_story_a_sample_and_columns(folder: Path) -> None:
    path = made(folder, "some", "--one-per-story", "--fields", "headline,story_id")
    rows = articles(path)
    assert [*rows[0]] == ["uid", "headline", "story_id"]
    left_out = manifest(path)["articles"]["left out"]["further article of its story"]
    assert len(rows) == 7 - left_out == len({row["story_id"] or row["uid"] for row in rows}) < 7
    drawn = [
        {row["uid"] for row in articles(made(folder, f"{seed}", "--sample", "3", "--seed", seed))}
        for seed in "123"
    ]
    assert {len(one) for one in drawn} == {3} and len({frozenset(one) for one in drawn}) > 1


def test_no_story_is_on_two_sides(folder: Path) -> None:
    for by in ("story", "time"):
        path = made(folder, by, "--split", "train=.5,test=.5", "--split-by", by)
        sides: dict[int, set[str]] = {}
        for file in (path / "data").iterdir():
            for row in pq.read_table(file).to_pylist():
                if row["story_id"] is not None:
                    sides.setdefault(row["story_id"], set()).add(file.name)
        assert sides and all(len(one) == 1 for one in sides.values())
        assert sum(manifest(path)["splits"].values()) == 7
        assert main(["dataset", "--reproduce", str(path), "--archive", str(folder)]) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        ["--text", "all"], ["--since", "2026-12-01", "--until", "2026-11-01"],
        ["--language", "xx"], ["--outlet", "nosuch"], ["--fields", "text"],
        ["--split", "train=.8,test=.3"], ["--split", "train"], ["--split-by", "day"],
        ["--as-of", "yesterday"], ["--as-of", "2026-13-01"], ["--name", "a b"],
        ["--as-of", "2999-01-01"], ["--outlet", "three", "--until", "0001-01-01", "--split",
        "train=.5,test=.5", "--split-by", "time"],
        ["--release", "1"], ["--exact"], ["--sample", "0"], ["--verify", "x"],
        ["--creator", " "], ["--split-by", "time"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_cannot_be_meant_is_wrong_usage(folder: Path, wrong: list[str]) -> None:
    assert not made(folder, "set", *wrong, code=2).exists()


def test_text_must_be_chosen_and_nothing_found_makes_nothing(folder: Path) -> None:
    path = folder.parent / "set"
    assert main(["dataset", str(path), "--archive", str(folder)]) == 2
    assert not made(folder, "set", "مستوصف", code=1).exists()
    assert not made(folder, "set", "--since", "2030-01-01", code=1).exists()


def test_a_moment_may_be_written_in_small_letters_and_one_article_is_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = made(folder, "one", "--sample", "1")
    assert "1 article in" in capsys.readouterr().out
    at = manifest(one)["as_of"]
    small = made(folder, "small", "--sample", "1", "--as-of", at.lower())
    assert at != at.lower() and manifest(small)["as_of"] == at
