"""What all outlets suffer from is told once: a network that is lost, a disk that is full."""

import logging
import signal
import socket
from datetime import timedelta
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.daemon_log.outage_alert_grouping import OutageAlerts
from tests.command.test_signals import configured, started
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running
from tests.storage.test_housekeeping import lines_until, told
from tests.waiting import LIMIT, until
from warraq.cli import main

pytestmark = pytest.mark.slow


def nowhere() -> int:
    """A port at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def ended_runs(folder: Path) -> set[str]:
    with Archive(folder) as archive:
        rows = archive.rows("SELECT outlet FROM runs WHERE ended_at IS NOT NULL")
        return {row[0] for row in rows}


def test_a_lost_network_is_one_message_until_somebody_answers(tmp_path: Path) -> None:
    made, folder = Newsroom(per_outlet=2), tmp_path / "archive"
    names = sorted(made.outlets)
    with running(made):
        served_at, made.port = made.port, nowhere()
        configured(folder, made, *names)
        made.port = served_at
        with started(folder, "run", start_new_session=True) as process:
            said = lines_until(process, lambda said: bool(told(said, "network")))
            until("each was crawled in vain", lambda: ended_runs(folder) == set(names))
            configured(folder, made, *names)
            process.send_signal(signal.SIGHUP)
            said += lines_until(process, lambda said: bool(told(said, "network")))
            process.send_signal(signal.SIGTERM)
            rest, _ = process.communicate(timeout=LIMIT)
    lost, back = told(said, "network")
    assert "ERROR" in lost and "connection refused" in lost
    assert "answers again" in back
    assert not [line for line in said[: said.index(back)] if "cannot be reached" in line
                and "network" not in line]  # fmt: skip
    assert "nothing due" not in "".join(said[: said.index(back)]) and process.returncode == 0


def test_one_outlet_that_is_away_is_told_by_its_name(tmp_path: Path) -> None:
    made, folder = Newsroom(per_outlet=2), tmp_path / "archive"
    with running(made):
        configured(folder, made, "rif", "arc", "minbar")
        text = (folder / "warraq.toml").read_text("utf-8")
        away = text.replace(made.homes()["arc"], f"http://127.0.0.1:{nowhere()}/")
        (folder / "warraq.toml").write_text(away, "utf-8")
        with started(folder, "run") as process:
            said = lines_until(process, lambda said: bool(told(said, "arc")))
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=LIMIT)
    assert "WARNING" in said[-1] and "cannot be reached" in said[-1]
    assert "connection refused" in said[-1] and not told(said, "network")


def test_a_disk_without_room_is_one_message_until_there_is_some(tmp_path: Path) -> None:
    made, folder = Newsroom(per_outlet=2), tmp_path / "archive"
    names = sorted(made.outlets)
    with running(made):
        configured(folder, made, *names)
        text = (folder / "warraq.toml").read_text("utf-8")
        full = text.replace("min_free_bytes = 0", f"min_free_bytes = {10**15}")
        (folder / "warraq.toml").write_text(full, "utf-8")
        with started(folder, "run", start_new_session=True) as process:
            said = lines_until(process, lambda said: bool(told(said, "archive")))
            until("each was crawled in vain", lambda: ended_runs(folder) == set(names))
            (folder / "warraq.toml").write_text(text, "utf-8")
            process.send_signal(signal.SIGHUP)
            said += lines_until(
                process, lambda said: any("can be written again" in line for line in said)
            )
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=LIMIT)
    told_of = told(said, "archive")
    assert len(told_of) == 2 and "min_free_bytes" in told_of[0] and "ERROR" in told_of[0]
    assert "nothing due" not in "".join(said[: said.index(told_of[0]) + 1])


def test_a_crawl_of_all_outlets_tells_it_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made, folder = Newsroom(per_outlet=2), tmp_path / "archive"
    names = sorted(made.outlets)
    with running(made):
        served_at, made.port = made.port, nowhere()
        configured(folder, made, *names)
        made.port = served_at
        assert main(["crawl", *names, "--archive", str(folder)]) == 1
        lost = capsys.readouterr().err
        configured(folder, made, *names)
        text = (folder / "warraq.toml").read_text("utf-8")
        full = text.replace("min_free_bytes = 0", f"min_free_bytes = {10**15}")
        (folder / "warraq.toml").write_text(full, "utf-8")
        assert main(["crawl", *names, "--archive", str(folder)]) == 3
        no_room = capsys.readouterr().err
    assert lost.count("connection refused") == 1 and f"and {len(names) - 2} others" in lost
    assert no_room.count("min_free_bytes") == 1


def test_an_outlet_that_is_no_longer_crawled_silences_no_later_trouble() -> None:
    said = list[str]()
    outages = OutageAlerts(lambda name, words, level=0: said.append(f"{name}: {words}"))
    for outlet in ("one", "two"):
        outages.archive_failed(outlet, "the disk is full", timedelta(minutes=5))
    outages.keep(("two", "three"))
    outages.told("two", "1 new", logging.INFO)
    outages.archive_failed("three", "the disk is full again", timedelta(minutes=5))
    assert [one.partition(";")[0] for one in said] == [
        "archive: the disk is full", "archive: can be written again", "two: 1 new",
        "archive: the disk is full again",
    ]  # fmt: skip
    assert said[0].endswith("is tried again every 5 minutes")
