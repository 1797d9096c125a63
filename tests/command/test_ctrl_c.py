"""Ctrl-C at any moment: one word and an exit code, never a trace."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.keeping import filled
from tests.waiting import LIMIT

pytestmark = pytest.mark.slow


def begun(process: "subprocess.Popen[str]") -> bool:
    """Whether the command loads its libraries by now."""
    try:
        return "_sqlite3" in Path(f"/proc/{process.pid}/maps").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="needs Linux's /proc")
@pytest.mark.parametrize("command", [["search", "سد"], ["verify", "--processes", "2"]])
def test_ctrl_c_says_one_word(tmp_path: Path, command: list[str]) -> None:
    filled(tmp_path, 2).close()
    chance = random.Random(7)
    for moment in (0.0, 0.4, 1.0, 2.0, 3.5):  # a whole command takes 2 to 5 seconds of quiet time
        with subprocess.Popen(
            [sys.executable, "-m", "warraq", *command, "--archive", str(tmp_path)],
            start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        ) as process:  # fmt: skip
            while process.poll() is None and not begun(process):
                time.sleep(0.005)  # between two looks
            try:
                process.wait(moment + chance.uniform(0, 0.2))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGINT)  # as a terminal does
            said, _ = process.communicate(timeout=LIMIT)
        assert "Traceback" not in said and "KeyboardInterrupt" not in said, said
        assert process.returncode in (0, 130), (process.returncode, said)
        assert (process.returncode == 130) == ("Stopped." in said), said


def test_ctrl_c_within_code_that_is_made_is_an_ending_like_others(tmp_path: Path) -> None:
    """Dataclasses run made code; CPython then ended by the signal, whatever was tidied up."""
    (tmp_path / "broken_off.py").write_text("""
import sys, warraq.cli, warraq.__main__
def main():
    try:
        exec("raise KeyboardInterrupt")
    except KeyboardInterrupt:
        return 130
warraq.cli.main = main
sys.exit(warraq.__main__.main())
""")
    command = [sys.executable, "-m", "broken_off"]  # as ``python -m warraq`` is
    assert subprocess.run(command, cwd=tmp_path, check=False).returncode == 130
