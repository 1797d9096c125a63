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

LARGE = {"scrapy", "twisted", "trafilatura", "pyarrow", "crawler.reading.reader"}
NEEDLESS = LARGE | {
    "apscheduler", "asyncio", "bs4", "lxml.etree", "rich.progress",
    "crawler.reading", "crawler.listings", "crawler.dates", "storage.export",
}  # fmt: skip
ASK = """
import sys
from crawler.arabic import token_pattern
from warraq.cli import main
code = main(sys.argv[1:])
print(*sys.modules)
print(token_pattern.cache_info().currsize)
sys.exit(code)
"""


@pytest.fixture(scope="module")
def asked_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with archive(tmp_path_factory.mktemp("asked")) as kept:
        kept.keep(article(1, "hespress", headline="سد جديد"))
        return kept.folder


def modules_of(*asked: str, code: int = 0) -> set[str]:
    """The modules that a command has loaded, and ``words`` where it made their pattern."""
    done = subprocess.run(
        [sys.executable, "-c", ASK, *asked], capture_output=True, encoding="utf-8"
    )
    assert done.returncode == code, done.stderr
    *_, loaded, patterns = done.stdout.splitlines()
    return {*loaded.split(), *["words"] * int(patterns)}


@pytest.mark.parametrize(
    ("asked", "code"),
    [(["search", "سد"], 0), (["show", "1"], 0), (["stats"], 0), (["diff", "1"], 1),
     (["story", "1"], 1), (["status"], 0), (["leads"], 1), (["sql", "SELECT 1"], 0)],
)  # fmt: skip
def test_a_question_loads_neither_crawler_nor_reader(
    asked_archive: Path, asked: list[str], code: int
) -> None:
    loaded = modules_of(*asked, "--archive", str(asked_archive), code=code)
    assert {"typer", "warraq.cli"} <= loaded
    assert not loaded & NEEDLESS, loaded & NEEDLESS


def test_the_help_of_all_commands_loads_neither_crawler_nor_reader() -> None:
    loaded = modules_of("--help")
    assert {"typer", "warraq.cli"} <= loaded
    assert not loaded & LARGE, loaded & LARGE


@pytest.mark.parametrize("asked", ["crawl", "read", "serve"])
def test_what_else_loads_no_daemon_before_it_is_needed(asked: str) -> None:
    loaded = modules_of(asked, "--help")
    assert not loaded & NEEDLESS, loaded & NEEDLESS


@pytest.mark.parametrize(
    ("asked", "code"), [(["outlets"], 0), (["read", "--help"], 0), (["serch"], 2)],
    ids=lambda asked: " ".join(asked) if isinstance(asked, list) else None,
)  # fmt: skip
def test_what_asks_no_archive_and_reads_no_page_loads_neither(asked: list[str], code: int) -> None:
    loaded = modules_of(*asked, code=code)
    assert "sqlite_utils" in loaded, "it is what would load NumPy"
    assert not loaded & {"numpy", "pandas", "crawler.reading.reader", "trafilatura"}


def test_a_question_about_no_words_makes_no_pattern_of_them(asked_archive: Path) -> None:
    """To make the pattern of a word in every script takes as long as a tenth of a command."""
    assert "words" not in modules_of("status", "--archive", str(asked_archive))
    assert "words" in modules_of("search", "سد", "--archive", str(asked_archive))


@pytest.mark.parametrize(
    ("asked", "module"), [("verify", "verify"), ("lost", "raw_files"), ("serve", "serve")]
)
def test_no_other_command_is_loaded(asked: str, module: str) -> None:
    loaded = modules_of(asked, "--help")
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
