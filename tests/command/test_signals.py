"""Asked to stop, asked to go on: signals of shells, terminals and service managers."""

import fcntl
import json
import os
import signal
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.process_locks import OutletLock
from tests.crawling import settings
from tests.keeping import filled
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import Running, running
from tests.storage.test_housekeeping import SETTINGS, lines_until, told
from tests.waiting import LIMIT, until
from warraq.cli import main

pytestmark = pytest.mark.slow

STOPS_A_CRAWL = """
import json, signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)   # as nohup and a shell's & have it
from crawler.run.supervised_crawl import Crawl
if __name__ == "__main__":
    crawl = Crawl("rif", json.loads(sys.argv[1]))
    sys.stdin.readline()
    print("asked", flush=True)
    crawl.stop()
    print(crawl.process.exitcode, flush=True)
"""
STOPS_A_TASK = """
import signal, sys
from pathlib import Path
signal.signal(signal.SIGINT, signal.SIG_IGN)
from storage.maintenance_tasks import Running, Task
task = Running(Task("tidy", ("tidy", "--wait", "600"), 1.0, 0), Path(sys.argv[1]))
print(task.process.pid, flush=True)
sys.stdin.readline()
task.stop()
print(task.wait(), task.process.returncode, flush=True)
"""


def configured(folder: Path, made: Newsroom, *outlets: str) -> None:
    """The settings of a daemon on some outlets of the newsroom."""
    folder.mkdir(exist_ok=True)
    homes = ", ".join(f'{name} = "{home}"' for name, home in made.homes().items())
    text = SETTINGS.format(tidy=0, verify=0, limit=60, homes=homes)
    (folder / "warraq.toml").write_text(f"outlets = {list(outlets)!r}\n{text}", "utf-8")


@contextmanager
def started(
    folder: Path, *arguments: str, before: Callable[[], None] | None = None, **more: object
) -> Iterator["subprocess.Popen[str]"]:
    """A command of ours, killed at the end where it still runs."""
    command = [sys.executable, "-m", "warraq", *arguments, "--archive", str(folder)]
    given = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True} | more
    with subprocess.Popen(command, preexec_fn=before, **given) as process:  # type: ignore[call-overload]
        try:
            yield process
        finally:
            process.kill()


def finishes(folder: Path) -> list[str]:
    with Archive(folder) as archive:
        return [row[0] for row in archive.rows("SELECT finish FROM runs ORDER BY id")]


def test_a_crawl_is_asked_to_stop_by_whoever_is_deaf_to_ctrl_c(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=8)
    script = tmp_path / "stops.py"
    script.write_text(STOPS_A_CRAWL)
    with running(made) as served, served.holding("rif", after=1) as held:
        given = json.dumps(settings(tmp_path / "archive", made))
        with subprocess.Popen(
            [sys.executable, str(script), given], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        ) as process:  # fmt: skip
            assert process.stdin is not None and process.stdout is not None
            held.wait()
            process.stdin.write("\n")
            process.stdin.flush()
            assert process.stdout.readline() == "asked\n"
            held.let_go()
            assert process.stdout.readline() == "0\n"
    assert finishes(tmp_path / "archive") == ["shutdown"]


def test_a_task_is_asked_to_stop_by_whoever_is_deaf_to_ctrl_c(tmp_path: Path) -> None:
    filled(tmp_path, 2).close()
    with Archive(tmp_path) as archive:
        (outlet,) = {row[0] for row in archive.rows("SELECT outlet FROM articles")}
        archive.db.execute(
            "INSERT INTO segments (file, outlet, state, opened_at) VALUES ('x', ?, 'open', '2020')",
            [outlet],
        )
    lock = OutletLock(tmp_path, outlet)
    lock.acquire()
    with subprocess.Popen(
        [sys.executable, "-c", STOPS_A_TASK, str(tmp_path)], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
    ) as process:  # fmt: skip
        assert process.stdin is not None and process.stdout is not None
        task = int(process.stdout.readline())
        until("the task is at work", lambda: has_open(task, "warraq.db"))
        said, _ = process.communicate("\n", timeout=LIMIT)
    lock.release()
    assert said == "stopped; the next start goes on 130\n"


def has_open(pid: int, name: str) -> bool:
    """Whether a process holds a file of this name open."""
    with suppress(OSError):
        return any(
            os.readlink(one).endswith(f"/{name}") for one in Path(f"/proc/{pid}/fd").iterdir()
        )
    return False


def own_terminal(terminal: int) -> Callable[[], None]:
    """Makes a process the first of a session with this terminal, as a login shell is."""

    def take() -> None:
        os.setsid()
        fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)

    return take


@pytest.mark.parametrize("command", ["run", "crawl"])
def test_a_closed_terminal_ends_a_command_and_its_crawls(tmp_path: Path, command: str) -> None:
    made, folder = Newsroom(per_outlet=8), tmp_path / "archive"
    with running(made) as served, served.holding("rif", after=1) as held:
        configured(folder, made, "rif")
        ours, theirs = os.openpty()
        terminal = {"stdin": theirs, "stdout": theirs, "stderr": theirs}
        with started(folder, command, before=own_terminal(theirs), **terminal) as process:
            os.close(theirs)
            held.wait()
            os.close(ours)  # the window is closed, the line of ssh is cut
            held.let_go()
            assert process.wait(LIMIT) == (0 if command == "run" else 130)
    assert finishes(folder) == ["shutdown"]
    assert not OutletLock(folder, "rif").held()


def test_without_a_terminal_sighup_rereads_settings_and_outlets(tmp_path: Path) -> None:
    made, folder = Newsroom(per_outlet=3), tmp_path / "archive"
    with running(made):
        configured(folder, made, "rif")
        with started(folder, "run", start_new_session=True) as process:
            lines_until(process, lambda said: bool(told(said, "rif")))
            configured(folder, made, "arc", "nobody")
            process.send_signal(signal.SIGHUP)
            said = lines_until(process, lambda said: bool(told(said, "settings")))
            assert "ERROR" in said[-1] and "'nobody'" in said[-1]
            lines_until(process, lambda said: bool(told(said, "rif")))  # it goes on as before
            configured(folder, made, "arc")
            process.send_signal(signal.SIGHUP)
            said = lines_until(process, lambda said: bool(told(said, "settings")))
            assert "new: arc; no longer: rif" in said[-1]
            lines_until(process, lambda said: len(told(said, "arc")) > 1)
            process.send_signal(signal.SIGTERM)
            rest, _ = process.communicate(timeout=LIMIT)
    assert process.returncode == 0 and "Stopped." in rest


OUTLET = (
    "from crawler.platforms import WordPress\n"
    "class {0}(WordPress):\n    name = '{0}'\n    home = '{1}'\n"
)
"""An outlet's file: its name, its home."""


def own_outlets(own: Path) -> Path:
    """A folder for files of outlets, with the settings beside it by which they are loaded."""
    mine = own / "mine"
    mine.mkdir(parents=True)
    (mine / "__init__.py").write_text("")
    text = SETTINGS.format(tidy=0, verify=0, limit=60, homes="")
    text = text.replace('["tests.newsroom.spiders"]', '["mine"]')
    (own / "warraq.toml").write_text(text, "utf-8")
    return mine


def test_sighup_brings_an_outlet_whose_file_is_new(tmp_path: Path) -> None:
    made, own = Newsroom(per_outlet=3), tmp_path / "own"
    mine = own_outlets(own)
    with running(made):
        (mine / "one.py").write_text(OUTLET.format("one", made.homes()["sahifa"]))
        given = ("run", "--config", str(own / "warraq.toml"))
        with started(tmp_path / "archive", *given, start_new_session=True) as process:
            lines_until(process, lambda said: bool(told(said, "one")))
            (mine / "two.py").write_text(OUTLET.format("two", made.homes()["akhbar"]))
            process.send_signal(signal.SIGHUP)
            lines_until(process, lambda said: bool(told(said, "two")))
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=LIMIT)
    assert process.returncode == 0


def test_a_broken_outlet_file_costs_no_other_outlet_its_crawls(tmp_path: Path) -> None:
    made, own = Newsroom(per_outlet=3), tmp_path / "own"
    mine = own_outlets(own)
    with running(made):
        for name, of in (("first", "sahifa"), ("second", "wataniya")):
            (mine / f"{name}.py").write_text(OUTLET.format(name, made.homes()[of]))
        given = ("run", "--config", str(own / "warraq.toml"))
        with started(tmp_path / "archive", *given, start_new_session=True) as process:
            lines_until(process, lambda said: bool(told(said, "first") and told(said, "second")))
            (mine / "first.py").write_text("class Half(")
            (mine / "typo.py").write_text("listings = (Fed('feed/'),)")
            said = lines_until(process, lambda said: "could not start" in said[-1])
            assert "first" in said[-1] and "mine.first is broken" in said[-1]
            said = lines_until(process, lambda said: len(told(said, "second")) > 1)
            assert not any("could not start" in line for line in told(said, "second"))
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=LIMIT)
    assert process.returncode == 0
    (mine / "first.py").unlink()
    with started(tmp_path / "archive", "crawl", "second", *given[1:]) as process:
        told_once, _ = process.communicate(timeout=LIMIT)
    assert process.returncode == 2 and "Traceback" not in told_once
    assert "name 'Fed' is not defined" in told_once and "typo.py, line 1" in told_once


def test_under_nohup_sighup_is_nothing_to_the_daemon(tmp_path: Path) -> None:
    made, folder = Newsroom(per_outlet=3), tmp_path / "archive"

    def nohup() -> None:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    with running(made):
        configured(folder, made, "rif")
        with started(folder, "run", before=nohup) as process:
            lines_until(process, lambda said: bool(told(said, "rif")))
            configured(folder, made, "arc")
            process.send_signal(signal.SIGHUP)
            said = lines_until(process, lambda said: len(told(said, "rif")) > 1)
            process.send_signal(signal.SIGTERM)
            rest, _ = process.communicate(timeout=LIMIT)
    assert process.returncode == 0 and not told([*said, *rest.splitlines()], "settings")


def test_a_daemon_whose_output_nobody_reads_goes_on(tmp_path: Path) -> None:
    made, folder = Newsroom(per_outlet=3), tmp_path / "archive"
    with running(made) as served:
        configured(folder, made, "rif")
        with started(folder, "run") as process:
            assert process.stdout is not None
            process.stdout.readline()
            process.stdout.close()  # as `| head -1` does
            until("it polls on and on", lambda: polls(served) > 3)
            process.send_signal(signal.SIGTERM)
            assert process.wait(LIMIT) == 0


def polls(served: Running) -> int:
    return len(served.requests("rif", "xml/syndication.rss"))


def many_articles(folder: Path, doublings: int) -> None:
    """An archive whose export takes a while: the same few articles again and again."""
    with filled(folder, 4) as kept:
        columns = [row[1] for row in kept.rows("PRAGMA table_info(articles)")]
        others = ", ".join(name for name in columns if name not in ("id", "url", "uid"))
        for number in range(doublings):
            kept.db.execute(
                f"INSERT INTO articles (url, uid, {others})"
                f" SELECT url || '?{number}', uid || '?{number}', {others} FROM articles"
            )


@pytest.mark.parametrize(
    "name", ["x.jsonl", "x.csv", "x.parquet", "x.sqlite", "x.tei.xml", "x.wacz"]
)
def test_a_broken_off_export_leaves_nothing_beside_the_former_one(
    tmp_path: Path, name: str
) -> None:
    many_articles(tmp_path / "archive", 10)
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / name).write_text("the former one")
    with started(tmp_path / "archive", "export", str(taken / name)) as process:
        until("it writes", lambda: process.poll() is not None or len([*taken.iterdir()]) > 1)
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
            process.send_signal(number)  # as service managers and impatient hands do
        said, _ = process.communicate(timeout=LIMIT)
    assert process.returncode == 130 and said == "Stopped.\n"
    assert [one.name for one in taken.iterdir()] == [name]
    assert (taken / name).read_text() == "the former one"


@pytest.mark.parametrize("kind", ["text", "tei"])
def test_a_broken_off_folder_leaves_nothing(tmp_path: Path, kind: str) -> None:
    many_articles(tmp_path / "archive", 9)
    taken = tmp_path / "taken"
    taken.mkdir()
    given = ("export", str(taken / "x"), "--format", kind, "--bag")
    with started(tmp_path / "archive", *given) as process:
        until("it writes", lambda: process.poll() is not None or len([*taken.rglob("*.*l")]) > 1
              or len([*taken.rglob("*.txt")]) > 1)  # fmt: skip
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=LIMIT)
    assert process.returncode == 130 and said == "Stopped.\n"
    assert [*taken.iterdir()] == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_broken_off_data_set_leaves_the_former_one(tmp_path: Path, number: int) -> None:
    folder, path = tmp_path / "archive", tmp_path / "taken" / "set"
    many_articles(folder, 9)
    path.parent.mkdir()
    asked = ("dataset", str(path), "--text", "full")
    assert main([*asked, "--text", "none", "--sample", "2", "--archive", str(folder)]) == 0
    sums = (path / "SHA256SUMS").read_bytes()
    with started(folder, *asked, "--replace") as process:
        until("it writes", lambda: process.poll() is not None
              or any(path.parent.glob(".set.*.part/data/*")))  # fmt: skip
        process.send_signal(number)
        said, _ = process.communicate(timeout=LIMIT)
    assert process.returncode == 130 and said == "Stopped.\n"
    assert [one.name for one in path.parent.iterdir()] == ["set"]
    assert (path / "SHA256SUMS").read_bytes() == sums


@pytest.mark.parametrize("before", [False, True])
def test_a_broken_off_backup_tidies_up_and_the_next_one_succeeds(
    tmp_path: Path, before: bool
) -> None:
    many_articles(tmp_path / "archive", 9)
    target = tmp_path / "backup"
    if before:
        assert main(["backup", str(target), "--archive", str(tmp_path / "archive")]) == 0
        with Archive(tmp_path / "archive") as kept:
            kept.db.execute("UPDATE articles SET section = 'x'")
    with started(tmp_path / "archive", "backup", str(target)) as process:
        database = target / "warraq.db.part"
        until("it copies", lambda: process.poll() is not None or database.exists())
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=LIMIT)
    assert process.returncode in (0, 130)
    if before or process.returncode == 0:
        assert not [*target.rglob("*.part")]
    assert not [*(target / "raw").rglob("*.part")]
    assert main(["backup", str(target), "--archive", str(tmp_path / "archive")]) == 0
    assert not [*target.rglob("*.part")] and (target / "manifest-sha256.txt").is_file()
