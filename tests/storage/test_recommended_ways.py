"""One byte of a sealed file was changed at the same size: what commands recommend leads out."""

import re
import shlex
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.raw import SegmentWriter
from tests.keeping import fetched_page, keep_page
from warraq.cli import main

pytestmark = pytest.mark.slow


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """An archive with one sealed file, of whose third record a byte is another."""
    folder = tmp_path / "archive"
    with Archive(folder, create=True) as kept:
        raw = SegmentWriter(kept, "one")
        for number in range(1, 5):
            keep_page(kept, raw, fetched_page(number))
        raw.close()
        place = kept.rows("SELECT offset, length FROM captures ORDER BY id")[2]
    (file,) = (folder / "raw").rglob("*.warc.gz")
    data = bytearray(file.read_bytes())
    data[place["offset"] + place["length"] // 2] ^= 0xFF
    file.write_bytes(data)
    return folder


COMMANDS = [["verify", "--quick"], ["backup", "{}/copy"], ["export", "{}/pages.wacz"], ["restore"]]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_what_a_command_recommends_leads_out(
    tmp_path: Path, damaged: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    folder = damaged
    if command == ["restore"]:
        folder = tmp_path / "restored"
        assert main(["backup", f"{tmp_path}/b", "--archive", str(damaged)]) == 1
        command = ["restore", f"{tmp_path}/b", "--quick"]
        capsys.readouterr()
    given = [word.format(tmp_path) for word in command]
    assert main([*given, "--archive", str(folder)]) == 1
    for _ in range(3):
        printed = capsys.readouterr()
        said = " ".join((printed.out + printed.err).split())
        ways = re.findall(r"`warraq (lost [^`]*)`", said)
        if not ways:
            break
        way = next((one for one in ways if "--accept" in one), ways[0])
        main([*shlex.split(way), "--archive", str(folder)])
    assert main(["verify", "--quick", "--archive", str(folder)]) == 0
    with Archive(folder) as kept:
        assert len(kept.rows("SELECT 1 FROM captures WHERE file IS NULL")) == 1
        assert len(kept.rows("SELECT 1 FROM articles")) == 4
