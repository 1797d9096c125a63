"""The suite says the same in the background, on another clock and in another language."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.process_locks import OutletLock
from tests.command.test_backfill import config
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running
from tests.waiting import LIMIT

pytestmark = pytest.mark.slow
ROOMS = (
    "tests/crawler/test_dates.py", "tests/storage/test_history.py",
    "tests/reading/test_page_dates.py",
    "tests/command/test_settings.py",
    *(f"tests/command/test_start_up.py::test_{name}" for name in (
        "a_question_about_no_words_makes_no_pattern_of_them",  # and one about an Arabic word does
        "each_command_is_found_and_a_typo_is_told", "the_daemon_can_be_started_by_its_file",
    )),
    "tests/storage/test_housekeeping.py::test_a_task_that_is_stopped_has_not_failed",
    "tests/storage/test_housekeeping.py::test_nightly_tasks_begin_at_night",
)  # fmt: skip
"""What depends on clocks, on signals and on the encoding of a terminal."""
FEWER_EXAMPLES = {"CI": ""}
"""All examples are tried by the suite around."""
SURROUNDINGS = {
    "a day ahead": {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C"},
    "half a day behind, in Turkish": {"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8"},
}


def deaf() -> None:
    """As ``nohup`` and a shell's ``&`` start a program: it does not hear Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@pytest.mark.parametrize("given", SURROUNDINGS.values(), ids=SURROUNDINGS.keys())
def test_tests_hold_in_the_background_and_abroad(given: dict[str, str]) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *ROOMS]
    ended = subprocess.run(
        command, cwd=Path(__file__).parents[2], env=os.environ | given | FEWER_EXAMPLES,
        preexec_fn=deaf, capture_output=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout[-3000:] + ended.stderr[-3000:]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_daemon_in_the_background_is_stopped_as_one_at_a_terminal(
    tmp_path: Path, number: signal.Signals
) -> None:
    """``warraq run &`` of a script is deaf to Ctrl-C until it says that it listens."""
    command = [sys.executable, "-m", "warraq", "run", "hespress", "--archive", str(tmp_path)]
    nobody = "spread = 3600\nallow_private = true\n[homes]\nhespress = 'http://127.0.0.1:9/'\n"
    (tmp_path / "warraq.toml").write_text(nobody)
    with subprocess.Popen(
        command, preexec_fn=deaf, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as process:  # fmt: skip
        try:
            assert process.stdout is not None
            first = process.stdout.readline()
            assert "Ctrl-C stops it" in first
            process.send_signal(number)
            rest, _ = process.communicate(timeout=LIMIT)
        finally:
            process.kill()
    assert process.returncode == 0, rest
    assert "Stopped." in rest and "Traceback" not in rest


def test_a_crawl_in_the_background_ends_with_its_command(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=8)
    command = [sys.executable, "-m", "warraq", "crawl", "rif", "--archive", str(tmp_path)]
    with running(made) as served, served.holding("rif", after=1) as held:
        config(tmp_path, made)
        with subprocess.Popen(
            command, preexec_fn=deaf, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8",
        ) as process:  # fmt: skip
            held.wait()
            process.send_signal(signal.SIGTERM)
            held.let_go()
            said, _ = process.communicate(timeout=LIMIT)
    assert process.returncode == 130 and "Stopped." in said and "Traceback" not in said
    with Archive(tmp_path) as archive:
        (run,) = archive.rows("SELECT finish FROM runs")
        assert not OutletLock(tmp_path, "rif").held()
    assert run["finish"] == "shutdown"
