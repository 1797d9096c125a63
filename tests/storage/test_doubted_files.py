"""Raw files that a check found damaged at their former size: plain ``warraq lost`` names them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.process_locks import OutletLock
from storage.verify.verify import verify
from tests.damages import files, flipped_bit
from tests.keeping import filled
from warraq.cli import main

pytestmark = pytest.mark.slow
CHECKS = [("verify", "--quick"), ("verify",), ("verify", "--for", "0")]


def other_clock(data: bytes) -> bytes:
    """The time in the first header of gzip is another: all that is packed is whole."""
    return data[:4] + bytes([data[4] ^ 1]) + data[5:]


def run(folder: Path, *command: str) -> int:
    return main([*command, "--archive", str(folder)])


def damaged(folder: Path, how: Callable[[bytes], bytes] = flipped_bit) -> tuple[str, bytes]:
    """The name of a sealed file that was damaged, and its bytes before."""
    with filled(folder, 3):
        (file,) = files(folder)
    good = file.read_bytes()
    file.write_bytes(how(good))
    assert file.stat().st_size == len(good)
    return str(file.relative_to(folder / "raw")), good


@pytest.mark.parametrize("how", [flipped_bit, other_clock])
@pytest.mark.parametrize("check", CHECKS, ids=" ".join)
def test_lost_knows_what_a_check_found(
    tmp_path: Path, check: tuple[str, ...], how: Callable[[bytes], bytes],
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    name, good = damaged(tmp_path, how)
    assert run(tmp_path, *check) == 1
    capsys.readouterr()
    for _ in range(2):
        assert run(tmp_path, "lost") == 1
        said = capsys.readouterr()
        assert f"raw/{name} is damaged" in said.err and "no raw file" not in said.out
    advice = re.search(r"`warraq (lost .*--accept) --reason WHY`", said.err)
    assert advice is not None
    (tmp_path / "raw" / name).write_bytes(good)
    assert run(tmp_path, "lost") == 0
    assert run(tmp_path, *check) == 0 and run(tmp_path, "lost") == 0
    with Archive(tmp_path) as kept:
        assert verify(kept, None).findings == []
    (tmp_path / "raw" / name).write_bytes(how(good))
    assert run(tmp_path, *check) == 1 and run(tmp_path, "lost") == 1
    assert run(tmp_path, *advice.group(1).split(), "--reason", "a test") == 0
    assert run(tmp_path, *check) == 0 and run(tmp_path, "lost") == 0


def test_the_next_check_takes_a_doubt_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, good = damaged(tmp_path)
    assert run(tmp_path, "verify", "--quick") == 1
    (tmp_path / "raw" / name).write_bytes(good)
    assert run(tmp_path, "verify", "--quick") == 0
    capsys.readouterr()
    with Archive(tmp_path) as kept:
        lock = OutletLock(kept.folder, "one")
        lock.acquire()
        try:
            assert run(tmp_path, "lost") == 0  # it could not be read again
        finally:
            lock.release()
    assert capsys.readouterr().out == "no raw file is lost\n"


def test_one_that_cannot_be_read_now_is_named_with_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its outlet is being crawled; or somebody wants to accept the loss without having looked."""
    name, _ = damaged(tmp_path)
    assert run(tmp_path, "verify", "--quick") == 1
    capsys.readouterr()
    assert run(tmp_path, "lost", "--accept", "--reason", "a slip") == 1
    said = capsys.readouterr()
    assert f"raw/{name} " in said.err and f"`warraq lost {name}`" in said.err and not said.out
    with Archive(tmp_path) as kept:
        lock = OutletLock(kept.folder, "one")
        lock.acquire()
        try:
            assert run(tmp_path, "lost") == 1
        finally:
            lock.release()
    said = capsys.readouterr()
    assert f"raw/{name} " in said.err and f"`warraq lost {name}`" in said.err and not said.out
    assert run(tmp_path, "lost") == 1  # now it is read, and known for what it is
    assert run(tmp_path, "lost", "--accept", "--reason", "a slip") == 0
    assert run(tmp_path, "lost") == 0 and run(tmp_path, "verify", "--quick") == 0
