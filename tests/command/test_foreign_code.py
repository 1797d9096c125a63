"""Code comes only from where the operator says it is: never from an archive, a backup, a library's
name in the current folder; and settings of others loosen nothing unasked."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from storage.backup import backup
from tests.keeping import filled
from warraq.cli import main
from warraq.config import BadConfig, load_config

pytestmark = pytest.mark.slow

OUTLET = """\"\"\"مثال.\"\"\"
from pathlib import Path

from crawler.platforms import WordPress

Path({mark!r}).write_text("ran")


class Mithal(WordPress):
    \"\"\"صحيفة المثال.\"\"\"

    name = "mithal"
    home = "https://mithal.example/"
"""


def planted(folder: Path, mark: Path, name: str = "planted") -> None:
    """A package of outlets, and settings that name it."""
    (folder / name).mkdir(parents=True)
    (folder / name / "__init__.py").write_text(f"open({str(mark)!r}, 'w').write('ran')\n")
    (folder / name / "mithal.py").write_text(OUTLET.format(mark=str(mark)))
    (folder / "warraq.toml").write_text(f'spider_modules = ["{name}"]\n')


def run(*arguments: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    script = Path(sys.executable).parent / "warraq"
    return subprocess.run(
        [str(script), *arguments], cwd=cwd, text=True, capture_output=True, check=False,
        env={name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"} | env,
    )  # fmt: skip


def run_module(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "warraq", *arguments], cwd=cwd, text=True, capture_output=True,
        check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("standing", "started"),
    [("elsewhere", run), ("in it", run), ("below it", run), ("in it", run_module)],
)
def test_opening_an_archive_of_others_runs_no_code_in_it(
    tmp_path: Path, standing: str, started: object
) -> None:
    folder, mark = tmp_path / "archive", tmp_path / "mark"
    filled(folder, 1).close()
    planted(folder, mark)
    (folder / "lxml.py").write_text(f"open({str(mark)!r}, 'w').write('ran')\n")
    cwd = {"elsewhere": tmp_path, "in it": folder, "below it": folder / "raw"}[standing]
    for command in (["status"], ["verify"], ["crawl", "mithal"]):
        done = started(*command, "--archive", str(folder), cwd=cwd)  # type: ignore[operator]
        if command[0] != "status":
            assert done.returncode == 2 and "never in an archive's folder" in done.stderr
    assert not mark.exists()


def test_restoring_a_backup_runs_no_code_in_it(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    with filled(tmp_path / "archive", 1) as kept:
        planted(kept.folder, mark)
        backup(kept, tmp_path / "copy")
    planted(tmp_path / "copy", mark)
    new = tmp_path / "new"
    for cwd in (tmp_path, tmp_path / "copy"):
        new = new.with_name(new.name + "er")
        run("restore", str(tmp_path / "copy"), "--archive", str(new), cwd=cwd)
        assert (new / "warraq.toml").read_text() == 'spider_modules = ["planted"]\n'
        assert not mark.exists()


@pytest.mark.parametrize("how", ["config", "current folder", "variable"])
def test_code_is_loaded_from_where_the_operator_says(tmp_path: Path, how: str) -> None:
    own, mark, folder = tmp_path / "own", tmp_path / "mark", tmp_path / "archive"
    planted(own, mark)
    filled(folder, 1).close()
    env = {}
    if how == "variable":
        (own / "warraq.toml").rename(folder / "warraq.toml")
        env = {"WARRAQ_OUTLETS": str(own)}
    given = ["--config", str(own / "warraq.toml")] if how == "config" else []
    cwd = own if how == "current folder" else tmp_path
    done = run("verify", "--archive", str(folder), *given, cwd=cwd, **env)
    assert mark.exists(), done.stderr
    assert "no outlet called one here" in done.stdout


@pytest.mark.parametrize("started", [run, run_module], ids=["script", "module"])
def test_a_file_called_like_a_library_in_the_current_folder_is_passed_by(
    tmp_path: Path, started: object
) -> None:
    """Also by the processes that a crawl starts."""
    mark, shadow = tmp_path / "mark", tmp_path / "shadow"
    planted(tmp_path, mark, "own")
    names = ["lxml", "scrapy", "crawler", "twisted", "storage", "typer"]
    if started is run:  # ``python -m`` looks here for its own modules before our first line
        names += ["multiprocessing", "json", "sqlite3", "signal"]
    for name in names:
        (tmp_path / f"{name}.py").write_text(f"open({str(shadow)!r}, 'w').write({name!r})\n")
    at = ["--archive", str(tmp_path / "a")]
    done = started("crawl", "mithal", *at, cwd=tmp_path)  # type: ignore[operator]
    assert not shadow.exists(), shadow.read_text()
    assert mark.exists(), f"while the operator's own outlets are loaded from there: {done.stderr}"


def test_settings_cannot_name_a_package_of_pythons_own(tmp_path: Path) -> None:
    (tmp_path / "warraq.toml").write_text('spider_modules = ["idlelib"]\n')
    with pytest.raises(BadConfig, match="spider_modules"):
        load_config(tmp_path)


LOOSE = (
    'allow_private = true\nmin_free_bytes = 0\ndelay = 0.0\n[homes]\nhespress = "http://x.ma/"\n'
)


def restored(tmp_path: Path, settings: str, *options: str) -> Path:
    with filled(tmp_path / "archive", 1) as kept:
        (kept.folder / "warraq.toml").write_text(settings)
        backup(kept, tmp_path / "copy")
    new = tmp_path / "new"
    main(["restore", str(tmp_path / "copy"), "--archive", str(new), "--quick", *options])
    return new


def test_settings_of_a_backup_loosen_nothing_until_somebody_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = restored(tmp_path, LOOSE)
    assert (new / "warraq.toml").read_text() == LOOSE, "it is taken as it is"
    found = load_config(new)
    assert found.overrides == {}
    assert set(found.set_aside) == {"allow_private", "min_free_bytes", "delay", "homes"}
    capsys.readouterr()
    assert main(["tidy", "--archive", str(new)]) == 0
    assert "allow_private" in capsys.readouterr().err
    (new / "warraq.toml.unconfirmed").unlink()
    assert load_config(new).overrides["ALLOW_PRIVATE"] is True


def test_settings_that_are_trusted_changed_or_stricter_are_in_force(tmp_path: Path) -> None:
    new = restored(tmp_path, LOOSE, "--trust-settings")
    assert load_config(new).overrides["ALLOW_PRIVATE"] is True


def test_changed_settings_are_the_operators_own(tmp_path: Path) -> None:
    new = restored(tmp_path, LOOSE)
    (new / "warraq.toml").write_text("allow_private = true\n")
    assert load_config(new).overrides["ALLOW_PRIVATE"] is True


def test_settings_that_loosen_nothing_come_back_as_they_were(tmp_path: Path) -> None:
    strict = "allow_private = false\ndelay = 9.0\nmin_free_bytes = 900000000\nmax_pages = 5\n"
    found = load_config(restored(tmp_path, strict))
    assert found.set_aside == () and found.overrides["DOWNLOAD_DELAY"] == 9.0
