"""Files of outlets that are read again: whatever one does, the daemon goes on, and says which."""

import sys
from pathlib import Path

import pytest

from storage.errors import WrongUsage
from tests.command.test_signals import OUTLET, own_outlets
from warraq.commands.crawling.run import _planned_anew
from warraq.reloaded_outlets import chosen_anew
from warraq.terminal import Invocation, invocation

pytestmark = pytest.mark.slow
GOOD = OUTLET.format("good", "https://good.ma/")
BAD = OUTLET.format("bad", "https://bad.ma/")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Invocation:
    """Settings beside a package of outlets of one's own, of which one is sound."""
    monkeypatch.setattr(sys, "path", [*sys.path])  # settings add their folder to it
    mine = own_outlets(tmp_path / "own")
    (mine / "good.py").write_text(GOOD)
    return invocation(tmp_path / "archive", tmp_path / "own" / "warraq.toml")


def test_outlets_are_those_of_the_files_of_now(here: Invocation, tmp_path: Path) -> None:
    assert chosen_anew(None, here) == ["good"]
    (tmp_path / "own" / "mine" / "bad.py").write_text(BAD)
    assert chosen_anew(None, here) == ["bad", "good"]
    assert chosen_anew(["bad"], here) == ["bad"]


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (f"{BAD}import signal\nsignal.pause()\n", r"waits for something.*bad\.py, line 6"),
        (f"{BAD}import sys\nsys.exit()\n", r"ends the program.*bad\.py, line 6"),
        (f"{BAD}import os\nos._exit(0)\n", "ends the process that reads it"),
        (f"{BAD}    article_url = 5\n", r"bad \(mine\.bad\): `article_url` is no pattern"),
        (f"{BAD}    home = None\n", r"bad \(mine\.bad\): `home` must be an http\(s\) address"),
        (f"{BAD}    home = 1 / 0\n", r"division by zero.*bad\.py, line 5"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(
    here: Invocation, tmp_path: Path, file: str, words: str
) -> None:
    (tmp_path / "own" / "mine" / "bad.py").write_text(file)
    with pytest.raises(WrongUsage, match=words):
        chosen_anew(None, here, seconds=20)


def test_one_that_hears_no_alarm_is_ended(here: Invocation, tmp_path: Path) -> None:
    deaf = "import signal\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)\nsignal.pause()\n"
    (tmp_path / "own" / "mine" / "bad.py").write_text(BAD + deaf)
    with pytest.raises(WrongUsage, match="were not read within 1 seconds"):
        chosen_anew(None, here, seconds=1)


def test_a_start_folder_that_is_gone_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(WrongUsage, match="start it in a folder that is there"):
        _planned_anew(None, tmp_path / "archive", None)
