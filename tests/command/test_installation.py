"""Warraq works from any directory, from a wheel, and says what to do where it cannot."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from storage.database import open_database
from storage.errors import CannotOpen
from storage.process_locks import DaemonLock
from warraq.config import BadConfig, load_config

ROOT = Path(__file__).parents[2]


def run(*arguments: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "warraq", *arguments], cwd=cwd, text=True, capture_output=True,
        check=False, env=os.environ | env,
    )  # fmt: skip


@pytest.mark.slow
def test_a_built_wheel_has_everything(tmp_path: Path) -> None:
    command = ["-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    built = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
        names = archive.namelist()
    assert not [name for name in names if name.startswith("tests/")]
    assert any(name.endswith("licenses/NOTICE") for name in names)
    (tmp_path / "elsewhere").mkdir()
    said = run("outlets", cwd=tmp_path / "elsewhere", PYTHONPATH=str(tmp_path / "installed"))
    assert "hespress" in said.stdout, said.stderr
    where = "import warraq, spiders; print(warraq.__file__, spiders.__file__)"
    found = subprocess.run(
        [sys.executable, "-c", where], cwd=tmp_path, capture_output=True, text=True, check=True,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "installed")},
    )  # fmt: skip
    assert found.stdout.count(str(tmp_path / "installed")) == 2


@pytest.mark.slow
@pytest.mark.parametrize("place", ["file/archive", "/proc/archive"])
def test_an_archive_that_cannot_be_written_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("a file as parent")
    said = run("crawl", "hespress", "--archive", place, cwd=tmp_path)
    assert said.returncode == 3
    assert "cannot write the archive folder" in said.stderr
    assert "--archive DIR" in said.stderr
    assert "Traceback" not in said.stderr


def test_a_folder_of_someone_else_is_told(tmp_path: Path) -> None:
    """As root a chmod proves nothing, so the attempt is made as nobody."""
    folder = tmp_path / "theirs"
    folder.mkdir(mode=0o555)
    child = os.fork()
    if child == 0:
        code = 9
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setuid(65534)
            open_database(folder / "archive", create=True)
        except CannotOpen as error:
            code = 7 if "cannot write" in str(error) else 8
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 7


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["crawl", "hesspress"], 2, "Did you mean hespress"),
        (["search", "ماء"], 3, "no archive at"),
        (["search"], 2, "Missing argument"),
        (["status", "--archive", "nowhere"], 3, "warraq crawl"),
        (["read", "nothing.html"], 2, "nothing.html"),
        (["crawl", "hespress", "--config", "none.toml"], 2, "no settings file"),
        (["export", "x.docx", "--archive", "nowhere"], 3, "no archive"),
    ],
)
@pytest.mark.slow
def test_errors_say_what_to_do(tmp_path: Path, arguments: list[str], code: int, words: str) -> None:
    said = run(*arguments, cwd=tmp_path)
    assert said.returncode == code, said.stderr
    assert words in said.stderr
    assert "Traceback" not in said.stderr


@pytest.mark.slow
def test_a_wrong_setting_is_named(tmp_path: Path) -> None:
    (tmp_path / "warraq.toml").write_text("delya = 2\n")
    said = run("crawl", "hespress", cwd=tmp_path)
    assert said.returncode == 2
    assert "unknown setting 'delya'" in said.stderr
    (tmp_path / "warraq.toml").write_text('delay = "two"\n')
    said = run("crawl", "hespress", cwd=tmp_path)
    assert "delay must be a number of seconds" in said.stderr


@pytest.mark.slow
def test_outlets_of_the_operator_stand_beside_the_settings(tmp_path: Path) -> None:
    """A plain WordPress site is an outlet in fewer than 15 lines."""
    outlet = """\"\"\"مثال.\"\"\"
from crawler.platforms import WordPress


class Mithal(WordPress):
    \"\"\"صحيفة المثال.\"\"\"

    name = "mithal"
    home = "https://mithal.example/"
"""
    assert outlet.count("\n") < 15
    (tmp_path / "warraq.toml").write_text('spider_modules = ["mine"]\n')
    said = run("outlets", cwd=tmp_path)
    assert (said.returncode, "cannot load the outlets in mine" in said.stderr) == (2, True)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "__init__.py").touch()
    (tmp_path / "mine" / "mithal.py").write_text(outlet)
    said = run("outlets", cwd=tmp_path)
    assert "mithal" in said.stdout and "hespress" not in said.stdout
    assert "Feed feed/" in said.stdout


@pytest.mark.slow
def test_a_second_daemon_on_an_archive_is_refused(tmp_path: Path) -> None:
    lock = DaemonLock(tmp_path / "archive")
    lock.acquire()
    said = run("run", "hespress", cwd=tmp_path)
    lock.release()
    assert said.returncode == 3
    assert "another daemon" in said.stderr


@pytest.mark.parametrize("line", ["delay = -1.0", "max_pages = 0", "poll_min = nan"])
def test_settings_out_of_range_are_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "warraq.toml").write_text(line)
    with pytest.raises(BadConfig, match="out of range"):
        load_config(tmp_path)
