"""Whoever reads what a command prints may go away, or never have been there: no fault of anybody's.

The pipe is closed before a command starts, so that no test depends on who is faster.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web.making import COPY, REVISED, filled

pytestmark = pytest.mark.slow

# one of each way of printing: help, rich text, JSON, CSV, streams, bytes, nothing found, refusals
COMMANDS = [
    ("--help",), ("search", "سد"), ("search", "سد", "--json"), ("search", "مستوصف"),
    ("search", "NEAR("), ("concordance", "سد", "--csv"), ("show", str(COPY), "--json"),
    ("history", str(REVISED), "--csv"), ("diff", str(REVISED)), ("story", str(COPY), "--aligned"),
    ("stats", "--json"), ("sql", "SELECT 1 FROM articles"), ("status",), ("outlets",),
    ("export", "-", "--format", "csv"), ("export", "-", "--format", "jsonl.gz"),
    ("export", "-", "--format", "parquet"), ("report", "-"), ("verify",), ("tidy",), ("nosuch",),
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pipes") / "archive"
    filled(made)
    return made


def ended(folder: Path, command: tuple[str, ...], **streams: object) -> tuple[int, str]:
    """The exit code of a command, and what it says on standard error."""
    process = subprocess.run(  # type: ignore[call-overload]
        [sys.executable, "-m", "warraq", *command], cwd=folder.parent, check=False, text=True,
        env={**os.environ, "WARRAQ_ARCHIVE": str(folder)},
        **{"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, **streams},
    )  # fmt: skip
    return process.returncode, process.stderr or ""


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_reader_that_goes_away_changes_neither_exit_code_nor_work(
    folder: Path, command: tuple[str, ...]
) -> None:
    code, _ = ended(folder, command)
    reading, writing = os.pipe()
    os.close(reading)
    alone, said = ended(folder, command, stdout=writing)
    together, _ = ended(folder, command, stdout=writing, stderr=subprocess.STDOUT)
    os.close(writing)
    assert (alone, together) == (code, code), said
    assert "Traceback" not in said and "Broken pipe" not in said and "Exception" not in said


@pytest.mark.parametrize("command", [
    ("--help",), ("search", "سد"), ("search", "سد", "--json"), ("search", "سد", "--csv"),
    ("export", "-", "--format", "csv"), ("verify",), ("nosuch",),
], ids=" ".join)  # fmt: skip
def test_a_command_without_standard_output_is_no_traceback(
    folder: Path, command: tuple[str, ...]
) -> None:
    code, _ = ended(folder, command)
    shell = ["sh", "-c", 'exec "$@" >&- <&-', "sh", sys.executable, "-m", "warraq", *command]
    process = subprocess.run(
        shell, cwd=folder.parent, check=False, text=True, stderr=subprocess.PIPE,
        env={**os.environ, "WARRAQ_ARCHIVE": str(folder)},
    )  # fmt: skip
    assert process.returncode == code, process.stderr
    assert "Traceback" not in process.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("command", [
    ("search", "سد"), ("search", "سد", "--json"), ("search", "سد", "--csv"), ("--help",),
    ("export", "-", "--format", "csv"),
], ids=" ".join)  # fmt: skip
def test_a_full_disk_below_standard_output_is_told_once(
    folder: Path, command: tuple[str, ...]
) -> None:
    with open("/dev/full", "w") as full:
        code, said = ended(folder, command, stdout=full)
    assert code in (2, 3) and said.count("No space left on device") == 1, said
    assert "Traceback" not in said and "Exception" not in said
