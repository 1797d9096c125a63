"""Whom ``warraq serve`` lets in, as a real process."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from storage.archive import Archive
from tests.making import article
from tests.waiting import LIMIT
from tests.web.serving import serving

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Archive(tmp_path / "archive", create=True) as kept:
        kept.keep(article())
    return tmp_path / "archive"


def answers(address: str, name: str) -> int:
    asked = Request(f"{address}/static/warraq.css", headers={"Host": name})
    with urlopen(asked, timeout=LIMIT) as answer:
        return int(answer.status)


@pytest.mark.parametrize("reached", [
    ("--host", "0.0.0.0"), ("--host", "::"), ("--host", "192.0.2.1"),
    ("--host", "archive.example"), ("--host", "0.0.0.0", "--password-at-proxy"),
    ("--host-name", "archive.example"), ("--host-name", "localhost", "--host-name", "press"),
])  # fmt: skip
def test_others_are_not_served_without_a_password(folder: Path, reached: tuple[str, ...]) -> None:
    environment = {name: value for name, value in os.environ.items()
                   if name != "WARRAQ_WEB_PASSWORD"}  # fmt: skip
    told = subprocess.run(
        [sys.executable, "-m", "warraq", "serve", *reached, "--port", "0",
         "--archive", str(folder)],
        capture_output=True, text=True, check=False, cwd=folder.parent, env=environment,
        timeout=LIMIT,
    )  # fmt: skip
    assert told.returncode == 2
    assert "WARRAQ_WEB_PASSWORD" in told.stderr


@pytest.mark.parametrize(("options", "name"), [
    (("--host-name", "archive.example", "--password-at-proxy"), "archive.example"),
    (("--host-name", "localhost"), "localhost"),
])  # fmt: skip
def test_a_page_behind_a_proxy_that_asks_and_one_of_this_machine_need_no_password(
    folder: Path, options: tuple[str, ...], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WARRAQ_WEB_PASSWORD", raising=False)
    with serving(folder, folder.parent / "log", *options) as address:
        assert answers(address, name) == 200
