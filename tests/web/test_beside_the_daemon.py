"""The page that ``warraq run --web`` serves: it comes and goes with the daemon."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.waiting import LIMIT, until
from tests.web.making import filled

SETTINGS = """
hold_pages = true
spider_modules = ["tests.newsroom.spiders"]
homes = { rif = "http://127.0.0.1:9" }
spread = 604_800
"""
"""One outlet, which is to be crawled some time in the next week."""


@contextmanager
def run_with_page(folder: Path, port: int, settings: Path | None = None) -> Iterator[Path]:
    """A daemon with its page; what both print stands in the file that is given."""
    filled(folder)
    settings = settings or folder / "warraq.toml"
    settings.write_text(SETTINGS, "utf-8")
    log = folder.parent / "log"
    with log.open("wb") as printed:
        process = subprocess.Popen(
            [sys.executable, "-m", "warraq", "run", "rif", "--archive", str(folder),
             "--web", "--web-port", str(port),
             *(() if settings.parent == folder else ("--config", str(settings)))],
            stdout=printed, stderr=printed, env={**os.environ, "COLUMNS": "400"},
        )  # fmt: skip
    try:
        yield log
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(LIMIT) == 0, log.read_text()


@pytest.mark.slow
def test_the_page_comes_and_goes_with_the_daemon(tmp_path: Path) -> None:
    with run_with_page(tmp_path / "archive", 0) as log:
        until("the page says its address", lambda: "http://127.0.0.1" in log.read_text())
        found = re.search(r"http://127\.0\.0\.1:\d+/", log.read_text())
        assert found
        with urlopen(found[0], timeout=LIMIT) as page:
            assert "شفشاون" in page.read().decode()
    with pytest.raises(URLError):
        urlopen(found[0], timeout=LIMIT)
    assert "Stopped." in log.read_text() and "has ended" not in log.read_text()


@pytest.mark.slow
@pytest.mark.parametrize("named", [False, True], ids=["in the archive", "named"])
def test_the_page_reads_the_settings_of_the_daemon(tmp_path: Path, named: bool) -> None:
    settings = tmp_path / "other.toml" if named else None
    with run_with_page(tmp_path / "archive", 0, settings) as log:
        until("the page says its address", lambda: "http://127.0.0.1" in log.read_text())
        found = re.search(r"http://127\.0\.0\.1:\d+/", log.read_text())
        assert found
        with urlopen(f"{found[0]}article/1/raw?lang=en", timeout=LIMIT) as page:
            assert "Pages that name an article under an order are not shown" in str(page.read())


@pytest.mark.slow
def test_a_port_that_is_taken_costs_the_page_and_not_the_daemon(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with run_with_page(tmp_path / "archive", port) as log:
            until("it is said", lambda: "--web-port" in log.read_text())
            assert f"127.0.0.1:{port}: Address already in use" in log.read_text()
            assert "Traceback" not in log.read_text()
            until("so is its end", lambda: "The web page has ended" in log.read_text())
    assert "Stopped. Everything that was read is kept" in log.read_text()


@pytest.mark.slow
def test_a_page_that_is_killed_is_missed_in_the_log(tmp_path: Path) -> None:
    with run_with_page(tmp_path / "archive", 0) as log:
        until("the page says its address", lambda: "http://127.0.0.1" in log.read_text())
        found = re.search(r"http://127\.0\.0\.1:\d+/", log.read_text())
        assert found
        with urlopen(found[0], timeout=LIMIT) as page:
            assert page.status == 200
        os.kill(serving(tmp_path / "archive"), signal.SIGKILL)
        until("it is said", lambda: "The web page has ended (signal 9)" in log.read_text())
        assert "`warraq serve --archive " in log.read_text()
    assert log.read_text().count("The web page has ended") == 1


def serving(folder: Path) -> int:
    """The process that serves an archive's page."""
    wanted = [b"serve", b"--archive", os.fsencode(folder)]
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = file.read_bytes().split(b"\0")
        except OSError:  # it has ended since
            continue
        if wanted == words[-len(wanted) - 3 : -3]:
            return int(file.parent.name)
    raise AssertionError(f"nobody serves {folder}")
