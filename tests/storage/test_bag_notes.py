"""A bag is a copy, too: an order to erase names it wherever its files were put together."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.making import archive, article
from warraq.cli import main


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An archive, and what was made of it."""
    with archive(tmp_path) as kept:
        kept.keep(article(1))
        kept.keep(article(2, "two"))
    monkeypatch.setenv("WARRAQ_ARCHIVE", str(tmp_path / "archive"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "given").mkdir()
    assert main(["export", "given/x.jsonl"]) == main(["dataset", "set", "--text", "none"]) == 0
    yield tmp_path


def named(capsys: pytest.CaptureFixture[str]) -> str:
    """What erasing says of copies."""
    capsys.readouterr()
    assert main(["erase", "1", "--reason", "court of Rabat"]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("source", ["given/x.jsonl", "given", "set", "set/data", "archive", "."])
def test_a_bag_of_what_came_from_an_archive_is_named(
    place: Path, source: str, capsys: pytest.CaptureFixture[str]
) -> None:
    bag = place.with_name(f"{place.name}-bag")
    assert main(["bag", source, str(bag)]) == 0
    assert "no archive knows" not in capsys.readouterr().err
    assert f"may still hold it: bag {bag} (" in named(capsys)


def test_a_data_set_is_known_wherever_it_was_moved_and_a_bag_in_a_bag(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "set").rename(place / "given" / "moved")
    (place / "given" / "x.jsonl").rename(place / "elsewhere.jsonl")
    assert main(["bag", "given", "bag"]) == main(["bag", "bag", "again"]) == 0
    said = named(capsys)
    lines = [line for line in said.splitlines() if "not there now" in line]
    assert [str(place / name) in str(lines) for name in ("given/x.jsonl", "set", "bag")] == [
        True, True, False
    ]  # fmt: skip
    assert f"bag {place / 'bag'} (" in said and f"bag {place / 'again'} (" in said


def test_of_files_that_nobody_knows_it_is_said_and_whose_they_are_can_be(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "letter").mkdir()
    (place / "letter" / "manifest.json").write_text('{"archive": "of somebody"}')
    assert main(["bag", "letter", "one"]) == 0
    assert "no order to erase will name it" in " ".join(capsys.readouterr().err.split())
    assert main(["bag", "letter", "two", "--archive", str(place / "archive")]) == 0
    assert capsys.readouterr().err == ""
    monkeypatch.setenv("WARRAQ_ARCHIVE", str(place / "none"))
    assert main(["bag", "letter", "three"]) == 0
    assert "--archive DIR says whose it is" in " ".join(capsys.readouterr().err.split())
    assert main(["bag", "letter", "four", "--archive", str(place / "none")]) == 3
    monkeypatch.setenv("WARRAQ_ARCHIVE", str(place / "archive"))
    said = named(capsys)
    assert f"bag {place / 'two'} (" in said and f"bag {place / 'one'} (" not in said
