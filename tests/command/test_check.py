"""``warraq check``: what works today is said listing by listing, and nothing is kept."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.command.test_backfill import config
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import Running, running
from warraq.cli import main

pytestmark = pytest.mark.slow


def checked(
    folder: Path, served: Running, capsys: pytest.CaptureFixture[str], *names: str
) -> tuple[int, list[dict[str, Any]]]:
    """The exit code and the report."""
    given = ["--config", str(config(folder, served.newsroom)), "--json"]
    code = main(["check", *names, *given, "--archive", str(folder / "none")])
    assert not (folder / "none").exists()
    return code, json.loads(capsys.readouterr().out)


def test_every_outlet_of_the_newsroom_works(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Newsroom(per_outlet=5)
    with running(made) as served:
        code, found = checked(tmp_path, served, capsys, *made.outlets)
        assert len(served.log) <= 12 * len(made.outlets)
        assert not [line for line in served.log if line.path.startswith("/private")]
    assert code == 0
    assert [(one["outlet"], one["verdict"]) for one in found] == [
        (name, "works") for name in made.outlets
    ]
    for one in found:
        assert all(page["body_source"].startswith("container") for page in one["pages"])
        assert all(page["words"] > 30 and page["published_source"] for page in one["pages"])


def test_what_does_not_work_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = Newsroom(per_outlet=5)
    made.habits["minbar/feed/"] = "404"
    made.habits["arc/robots.txt"] = "503"
    for pub in made.published("rif"):
        made.habits[f"rif{unquote(pub.path)}"] = "challenge-200"
    with running(made) as served:
        code, found = checked(tmp_path, served, capsys, "minbar", "arc", "rif")
        assert [line.path for line in served.requests("arc")] == ["/robots.txt"]
    assert code == 1
    by_name = {one["outlet"]: one for one in found}
    assert by_name["minbar"]["verdict"] == "works in part"
    assert "404" in by_name["minbar"]["listings"][0]["trouble"]
    assert by_name["arc"]["verdict"] == by_name["rif"]["verdict"] == "does not work"
    assert "robots.txt answers 503" in by_name["arc"]["listings"][0]["trouble"]
    assert "challenge" in by_name["rif"]["pages"][0]["trouble"]
