"""The daemon keeps house: joined files, files proved by turns, and loud where it goes wrong."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from apscheduler.schedulers.base import STATE_PAUSED

from scheduler import Daemon, Plan
from storage import times
from storage.activity import activity_log
from storage.archive import Archive
from storage.maintenance_tasks import Running, Task
from storage.raw.monthly_merge import join_all
from storage.verify.verify import verify, write_report
from tests.keeping import make_reader
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running
from tests.storage.test_raw import segments
from tests.storage.test_whole_archive import several
from tests.waiting import LIMIT
from warraq.cli import main

SETTINGS = """
allow_private = true
spider_modules = ["tests.newsroom.spiders"]
delay = 0.0
spread = 0.0
shortest_pause = 0.5
poll_min = 1.0
poll_start = 1.0
poll_max = 1.0
tidy_every = {tidy}
verify_every = {verify}
verify_seconds = {limit}
min_free_bytes = 0
homes = {{ {homes} }}
"""


@contextmanager
def daemon(
    folder: Path, made: Newsroom, tidy: float, verify: float
) -> "Iterator[subprocess.Popen[str]]":
    """``warraq run`` on two outlets of the newsroom; Ctrl-C at its end, and it must end well."""
    folder.mkdir(exist_ok=True)
    homes = ", ".join(f'{name} = "{home}"' for name, home in made.homes().items())
    settings = SETTINGS.format(tidy=tidy, verify=verify, limit=float(LIMIT), homes=homes)
    (folder / "warraq.toml").write_text(settings, "utf-8")
    command = [sys.executable, "-m", "warraq", "run", "rif", "arc", "--archive", str(folder)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            yield process
            if process.poll() is None:  # else the test has ended it
                for _ in range(20):  # an impatient operator
                    process.send_signal(signal.SIGINT)
                assert process.wait(LIMIT) == 0
        finally:
            process.kill()


def lines_until(process: "subprocess.Popen[str]", enough: Callable[[list[str]], bool]) -> list[str]:
    """What the daemon says, until it has said enough."""
    assert process.stdout is not None
    said = list[str]()
    for line in process.stdout:
        said.append(line)
        if enough(said):
            return said
    raise AssertionError(said)


def told(said: list[str], task: str) -> list[str]:
    return [line for line in said if f"  {task} " in line]


@pytest.mark.slow
def test_the_daemon_tidies_and_verifies_beside_its_crawls(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Newsroom(per_outlet=3)
    with running(made), daemon(tmp_path / "archive", made, 1.0, 1.0) as process:
        said = lines_until(process, lambda s: all(told(s, outlet) for outlet in ("rif", "arc")))
        # the second one from here began when there were files to prove
        said += lines_until(
            process, lambda s: min(len(told(s, task)) for task in ("tidy", "verify")) >= 2
        )
    assert not [line for line in said if "FAILED" in line or "Traceback" in line]
    assert all("nothing is damaged" in line for line in told(said, "verify"))
    with Archive(tmp_path / "archive") as kept:
        assert len(kept.rows("SELECT 1 FROM log WHERE action = 'tidy'")) >= 2
        assert len(kept.rows("SELECT 1 FROM log WHERE action = 'verify'")) >= 2
        assert kept.rows("SELECT 1 FROM segments WHERE checked_at IS NOT NULL")
        assert verify(kept, None).sound
    assert main(["status", "--json", "--archive", str(tmp_path / "archive")]) == 0
    house = json.loads(capsys.readouterr().out)["housekeeping"]
    assert [(one["task"], one["failed"]) for one in house["tasks"]] == [
        ("tidy", False), ("verify", False),
    ]  # fmt: skip
    assert house["fixity"]["checked"] >= 1


def test_a_task_that_is_stopped_has_not_failed(tmp_path: Path) -> None:
    Archive(tmp_path, create=True).close()
    task = Running(Task("verify", ("verify",), 1.0, 0), tmp_path)
    task.stop()
    assert task.wait() == "stopped; the next start goes on"
    assert task.process.returncode
    with Archive(tmp_path) as kept:
        assert not kept.rows("SELECT * FROM log")


@pytest.mark.slow
def test_a_daemon_that_is_stopped_while_a_task_reports_comes_to_its_end(tmp_path: Path) -> None:
    """APScheduler waits for its jobs with its locks held: none may schedule anything then."""
    Archive(tmp_path, create=True).close()
    heard = []

    def say(name: str, words: str, level: int = 0) -> None:
        heard.append(name)
        one.stop()
        assert one.stopped.wait(LIMIT)
        while one.scheduler.running and one.scheduler.state != STATE_PAUSED:
            pass  # from here on the daemon waits for this very job

    one = Daemon(Plan(tmp_path, (), tasks=(Task("verify", ("verify",), 0.5, 0),)), say)
    one.run()
    assert heard == ["verify"]


@pytest.mark.slow
def test_damage_is_said_by_the_daemon_and_by_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Newsroom(per_outlet=2)
    folder = tmp_path / "archive"
    with several(folder) as kept:
        file = segments(kept)[1]
        file.write_bytes(file.read_bytes()[:-30])
        hours_ago = times.stamp(times.now() - timedelta(hours=3))
        kept.db.execute("INSERT INTO log (at, action, detail) VALUES (?, 'verify', '')",
                        [hours_ago])  # fmt: skip
    with running(made), daemon(folder, made, 0, 7200) as process:  # it is due now, and only once
        (line,) = told(lines_until(process, lambda said: bool(told(said, "verify"))), "verify")
    assert "FAILED with exit code 1" in line and "reports/" in line
    assert main(["status", "--archive", str(folder)]) == 1
    assert "FAILED with exit code 1" in capsys.readouterr().out
    with Archive(folder) as kept:
        proved = {row[0] for row in kept.rows("SELECT file FROM segments WHERE checked_at > ''")}
        assert proved and f"{file.relative_to(folder / 'raw')}" not in proved


@pytest.mark.slow
def test_files_are_proved_in_turns_the_oldest_first(tmp_path: Path) -> None:
    with several(tmp_path) as kept:
        names = [row[0] for row in kept.rows("SELECT file FROM segments ORDER BY file")]
        for count in (1, 2, 3):
            report = verify(kept, make_reader, 1, seconds=0)
            assert report.sound and report.counts["files checked"] == 1
            rows = kept.rows("SELECT file FROM segments WHERE checked_at IS NOT NULL ORDER BY 1")
            assert [row[0] for row in rows] == names[:count]
        kept.db.execute("UPDATE segments SET checked_at = '2020' WHERE file = ?", [names[1]])
        kept.db.execute("UPDATE articles SET body = 'x' WHERE id = 3")
        assert not verify(kept, make_reader, 1, seconds=0).sound
        (row,) = kept.rows("SELECT checked_at FROM segments WHERE file = ?", names[1])
        assert row[0] == "2020"  # until it is mended it comes first


@pytest.mark.slow
def test_a_crawl_that_seals_and_a_tidy_that_joins_are_no_damage(tmp_path: Path) -> None:
    """Another process may change files between a look at the rows and one at the files."""
    from storage.verify.raw_files import check_segment

    with several(tmp_path) as kept:
        former = [row[0] for row in kept.rows("SELECT file FROM segments")]
        join_all(kept, this_month=True)
        assert [check_segment(kept, file) for file in former] == [[], [], []]
        assert verify(kept, make_reader).findings == []


def at(hour: int, day: int = 10) -> datetime:
    """An hour of December in Casablanca, which is UTC+1."""
    return datetime(2026, 12, day, hour - 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("last", "now", "due"),
    [
        (None, at(12), at(3, 11)),  # a new archive: the next night
        (at(3), at(12), at(3, 11)),
        (at(4), at(12), at(3, 11)),  # a task that lasted an hour does not creep through the day
        (at(14), at(15), at(3, 11)),  # done by hand: the nearest night
        (at(3, 1), at(12), at(12)),  # the daemon was off: soon, not in the night
        (at(3, 30), at(12), at(3, 11)),  # a clock that was ahead
    ],
)
def test_nightly_tasks_begin_at_night(
    tmp_path: Path, last: datetime | None, now: datetime, due: datetime
) -> None:
    task = Task("tidy", ["tidy"], 86_400.0, 3)
    with Archive(tmp_path, create=True) as kept:
        if last:
            kept.db.execute("INSERT INTO log (at, action, detail) VALUES (?, 'tidy', '')",
                            [times.stamp(last)])  # fmt: skip
        found = task.due(kept, now)
        assert found is not None
        assert 0 <= (found - due).total_seconds() <= 60
        assert Task("tidy", [], 0, 3).due(kept, now) is None
        weekly = Task("tidy", [], 604_800.0, 3).due(kept, now)
        assert weekly is not None and weekly > now


@pytest.mark.slow
def test_a_report_says_when_it_was_last_proved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with several(tmp_path) as kept:
        write_report(kept, verify(kept, None))
        join_all(kept)
        assert activity_log.last_note(kept.db, "tidy") is not None
    assert main(["status", "--archive", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "0 damaged" in said and "3 of 3 raw files were proved" in said
