"""`warraq verify` finds every kind of damage, names it, and says so in its exit code."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.raw import SegmentWriter
from storage.verify.verify import verify
from tests.damages import OF_A_FILE, OF_AN_ARCHIVE, Damage, offsets, reseal, spoil
from tests.keeping import fetched_page, filled, keep_page, make_reader
from tests.storage.test_raw import segments
from warraq.cli import main

pytestmark = pytest.mark.slow


OUTLET = """
from crawler.spider import OutletSpider

class One(OutletSpider):
    name = "one"
    home = "https://one.ma/"
"""


def damaged(folder: Path, capsys: pytest.CaptureFixture[str], *more: str) -> list[tuple[str, str]]:
    """What ``warraq verify`` says is damaged: kinds and names. It must say so by its exit code."""
    capsys.readouterr()
    assert main(["verify", "--json", "--archive", str(folder), *more]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["sound"] is False and Path(said["report"]).exists()
    return [(one["kind"], one["what"]) for one in said["findings"] if one["damage"]]


@pytest.mark.parametrize("sealed", ["before", "after"])
@pytest.mark.parametrize("how", OF_A_FILE.values(), ids=OF_A_FILE.keys())
def test_every_damage_to_a_file_is_found(
    tmp_path: Path, how: Callable[[bytes], bytes], sealed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where the file was damaged before it was sealed: then its checksum fits."""
    with filled(tmp_path) as kept:
        (file,) = segments(kept)
    spoil(tmp_path, how)
    if sealed == "after":
        reseal(tmp_path)
    name = str(file.relative_to(tmp_path / "raw"))
    assert ("file", name) in damaged(tmp_path, capsys, "--quick")


@pytest.mark.parametrize("damage", OF_AN_ARCHIVE, ids=str)
def test_every_other_damage_is_found(
    tmp_path: Path, damage: Damage, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    (tmp_path / "ones.py").write_text(OUTLET)
    (tmp_path / "warraq.toml").write_text('spider_modules = ["ones"]')
    monkeypatch.syspath_prepend(str(tmp_path))
    with filled(tmp_path) as kept:
        raw = SegmentWriter(kept, "one")
        keep_page(kept, raw, fetched_page(9))
        raw.close()
    damage.do(tmp_path)
    found = damaged(tmp_path, capsys, *([] if damage.kind == "reading" else ["--quick"]))
    assert any(kind == damage.kind and re.fullmatch(damage.what, what) for kind, what in found), (
        found
    )


def test_beyond_a_tear_what_is_whole_is_not_called_damaged(tmp_path: Path) -> None:
    with filled(tmp_path) as kept:
        (file,) = segments(kept)
        data = bytearray(file.read_bytes())
        data[offsets(bytes(data))[1] + 30] ^= 0xFF  # the first response
        file.write_bytes(bytes(data))
        reseal(tmp_path)
        report = verify(kept, make_reader)
        pointers = [f.what for f in report.findings if f.kind == "pointer"]
        assert pointers == ["capture 1"]
        assert [f.what for f in report.findings if f.kind == "raw page"] == ["article 1"]
