"""Asking the archive loads no crawler: questions are answered at once."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from tests.making import archive, article
from warraq.cli import app
from warraq.lazy_commands import COMMANDS

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow

LARGE = {"scrapy", "twisted", "trafilatura", "pyarrow"}
ASK = "import sys; from warraq.cli import main; code = main(sys.argv[1:]); print(*sys.modules)"


@pytest.mark.parametrize(
    "asked", [["search", "سد"], ["show", "1"], ["stats"], ["diff", "1"], ["status"], ["--help"]]
)
def test_a_question_loads_neither_crawler_nor_reader(tmp_path: Path, asked: list[str]) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1, "hespress", headline="سد جديد"))
    given = [*asked, "--archive", str(tmp_path)] if asked != ["--help"] else asked
    done = subprocess.run(
        [sys.executable, "-c", ASK, *given], capture_output=True, encoding="utf-8", check=True
    )
    loaded = set(done.stdout.splitlines()[-1].split())
    assert {"typer", "warraq.cli"} <= loaded
    assert not loaded & LARGE, loaded & LARGE


@pytest.mark.parametrize(
    ("asked", "module"), [("verify", "verify"), ("lost", "raw_files"), ("serve", "serve")]
)
def test_no_other_command_is_loaded(asked: str, module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK, asked, "--help"], capture_output=True, encoding="utf-8",
        check=True,
    )  # fmt: skip
    loaded = set(done.stdout.splitlines()[-1].split())
    assert loaded & set(COMMANDS.values()) == {f"warraq.commands.{module}"}


def test_each_command_is_found_and_a_typo_is_told() -> None:
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    assert [command.name for command in group.commands.values()] == list(COMMANDS)
    done = subprocess.run(
        [sys.executable, "-m", "warraq", "serch"], capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 2
    assert "'search'" in done.stderr


def test_the_daemon_can_be_started_by_its_file(tmp_path: Path) -> None:
    asked = [sys.executable, "scheduler.py", "nosuch", "--archive", str(tmp_path)]
    ended = subprocess.run(asked, capture_output=True, text=True, cwd=ROOT)
    assert ended.returncode == 2
    assert "no outlet is called 'nosuch'" in ended.stderr
