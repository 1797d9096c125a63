"""``warraq probe`` on sites nobody described: the file it writes crawls everything exactly."""

import json
import re
import sys
from pathlib import Path

import pytest

from crawler.run.supervised_crawl import Crawl
from crawler.urls import canonical
from storage.archive import Archive
from tests.crawling import settings
from tests.newsroom.families import OUTLETS
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import Running, running
from tests.waiting import LIMIT
from warraq.cli import main

pytestmark = pytest.mark.slow
NAMES = [outlet.name for outlet in OUTLETS]


def probed(folder: Path, served: Running, names: list[str]) -> str:
    """Outlet files for some outlets in a package of their own; the package's name."""
    package = f"probed_{folder.name.replace('-', '_')}"
    (folder / "warraq.toml").write_text(
        f'allow_private = ["127.0.0.0/24"]\ndelay = 0.0\nspider_modules = ["{package}"]\n', "utf-8"
    )
    for name in names:
        asked = ["probe", served.url(name), "--write", "--name", name]
        assert main([*asked, "--config", str(folder / "warraq.toml")]) == 0
    assert sorted(file.stem for file in (folder / package).glob("[!_]*.py")) == sorted(names)
    return package


def wrong(folder: Path, newsroom: Newsroom, package: str, names: list[str]) -> list[object]:
    """What a crawl with these files keeps otherwise than it was published."""
    sys.path.insert(0, str(folder))
    given = settings(folder / "archive", newsroom, SPIDER_MODULES=[package], HOMES={})
    crawls = [Crawl(name, given) for name in names]
    assert [one.wait(LIMIT) for one in crawls] == ["finished"] * len(names)
    with Archive(folder / "archive") as archive:
        rows = archive.rows("SELECT outlet, url, headline, body, body_source FROM articles")
    found = {(row["outlet"], row["url"]): (row["headline"], row["body"]) for row in rows}
    assert all(row["body_source"].startswith("container: ") for row in rows)
    published = {
        (name, canonical(pub.url)): (pub.headline, "\n".join(pub.paragraphs))
        for name in names
        for pub in newsroom.published(name)
    }
    unlike = [key for key in published if found.get(key) != published[key]]
    return [*unlike, *(key for key in found if key not in published)]


def test_it_writes_a_working_file_for_every_family(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", list(sys.path))
    made = Newsroom()
    with running(made) as served:
        package = probed(tmp_path, served, NAMES)
        assert wrong(tmp_path, made, package, NAMES) == []


@pytest.mark.parametrize("seed", [1, 2, 2026])
def test_it_writes_a_working_file_for_layouts_nobody_wrote_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(sys, "path", list(sys.path))
    made = Newsroom(seed=seed)
    with running(made) as served:
        package = probed(tmp_path, served, NAMES)
        assert wrong(tmp_path, made, package, NAMES) == []


def test_it_says_what_it_found_and_asks_nothing_forbidden(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "warraq.toml").write_text("allow_private = true\ndelay = 0.0\n", "utf-8")
    with running(Newsroom(per_outlet=6)) as served:
        asked = ["probe", served.url("jarida"), "--json", "--config", str(tmp_path / "warraq.toml")]
        assert main(asked) == 0
        report = json.loads(capsys.readouterr().out)
        log = served.requests("jarida")
    assert report["software"] == "Drupal"
    assert [one["kind"] for one in report["listings"]] == ["Feed", "SitemapIndex"]
    assert report["accepts"][0] == report["accepts"][1] == 6
    assert report["refuses"][0] == report["refuses"][1] > 5
    assert report["own_ids"] == 0, "node/12 and /ar/news/slug: no number that all have"
    assert report["requests"] == len(log)
    assert [line.path for line in log].count("/robots.txt") == 1 and log[0].path == "/robots.txt"
    assert not [line for line in log if line.path.startswith(("/private", "/admin", "/search"))]
    assert all(line.user_agent and line.user_agent.startswith("Warraq/") for line in log)


def test_a_file_that_exists_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "warraq.toml"
    config.write_text("allow_private = true\ndelay = 0.0\n", "utf-8")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "arc.py").write_text("mine", "utf-8")
    with running(Newsroom(per_outlet=6)) as served:
        asked = ["probe", served.url("arc"), "--name", "arc", "--write", "--to",
                 str(tmp_path / "own"), "--config", str(config)]  # fmt: skip
        assert main(asked) == 2
    assert (tmp_path / "own" / "arc.py").read_text("utf-8") == "mine"
    said = capsys.readouterr()
    assert "exists already" in said.err
    assert re.search(
        "own ids: ([0-9]+) of \\1 read addresses state one, as [A-Z2-7]{26}: ", said.out
    )


def test_nobody_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "warraq.toml"
    config.write_text("allow_private = true\n", "utf-8")
    with running(Newsroom(per_outlet=1)) as served:
        address = served.url("arc")
    assert main(["probe", address, "--config", str(config)]) == 1
    assert "refused" in capsys.readouterr().err
