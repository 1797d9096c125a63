"""The daemon at three in the morning: stopped, killed, started twice, and asked how it goes."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from storage import times
from storage.archive import Archive
from storage.verify.verify import verify
from tests.crawling import crawl, texts
from tests.killing.dying.sitecustomize import members
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running
from tests.storage.test_housekeeping import daemon, lines_until, told
from tests.waiting import LIMIT, until
from warraq.cli import main

pytestmark = pytest.mark.slow


def test_a_daemon_is_stopped_killed_and_started_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Newsroom(per_outlet=6)
    folder = tmp_path / "archive"
    with running(made):
        with daemon(folder, made, 0, 0) as process:
            lines_until(process, lambda said: bool(told(said, "rif")))
            second = subprocess.run(
                [sys.executable, "-m", "warraq", "run", "rif", "--archive", str(folder)],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert second.returncode == 3
            assert "another daemon runs on" in second.stderr and "Traceback" not in second.stderr
            process.send_signal(signal.SIGTERM)  # as a service manager stops it
            assert process.wait(LIMIT) == 0
            assert process.stdout is not None and "Stopped." in process.stdout.read()
        with daemon(folder, made, 0, 0) as process:
            lines_until(process, lambda said: bool(told(said, "arc")))
            made.release("rif")
            os.kill(process.pid, signal.SIGKILL)  # its crawls are orphans now
            process.wait()
            fresh = made.publish("arc", made.published("rif")[0].story)
        with daemon(folder, made, 0, 0) as process:
            lines_until(process, lambda said: any(" new" in one or " copy" in one
                                                  for one in told(said, "arc")))  # fmt: skip
        crawl(folder, made, ["rif", "arc"], LOCK_WAIT=LIMIT)  # after the orphans
    kept = {url for _, url, _, _ in texts(folder)}
    assert fresh.url in kept
    assert len(kept) == len(made.published("rif")) + len(made.published("arc"))
    with Archive(folder) as archive:
        assert verify(archive, None).sound
        assert not archive.rows("SELECT 1 FROM runs WHERE ended_at IS NULL")
    until(
        "no process of a daemon is left",
        lambda: not [pid for pid in members(os.getsid(0)) if _is_crawl_into(pid, folder)],
    )
    assert main(["status", "--archive", str(folder)]) == 0


def _is_crawl_into(pid: int, folder: Path) -> bool:
    try:
        return str(folder) in Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return False


def test_an_outlet_that_falls_silent_is_said_to_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Newsroom(per_outlet=2)
    with running(made):
        crawl(tmp_path, made, ["rif", "arc"])
    ago = times.stamp(times.now() - timedelta(days=4))
    with Archive(tmp_path) as archive:
        archive.db.execute("UPDATE articles SET first_seen = ? WHERE outlet = 'rif'", [ago])
    assert main(["status", "--archive", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert f"rif: silent, no new article since {ago[:10]}" in said
    assert "arc: silent" not in said
