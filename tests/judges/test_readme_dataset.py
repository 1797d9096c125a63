"""The researcher's block of README.md, run on the demo's articles, gives the numbers it states."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.crawling import crawl
from tests.judges.programs import FOLDER, program
from tests.judges.test_dataset_docs import DOCS, README, RUNS, blocks, manifest, run
from tests.newsroom.demo import change
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running

pytestmark = pytest.mark.slow
HEADING = "For researchers: data sets"
SETS_UP = "make judges"
"""What the block begins its loading with: the judges' environment is here already."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what ``make demo`` leaves: both its rounds, and the judges' environment."""
    place = tmp_path_factory.mktemp("reader-of-the-readme")
    newsroom = Newsroom(hold_back=1)
    with running(newsroom):
        crawl(place / "demo-archive", newsroom)
        change(newsroom)
        crawl(place / "demo-archive", newsroom)
    assert program("python")
    (place / FOLDER.parent.name).symlink_to(FOLDER.parent)
    return place


@pytest.fixture(scope="module")
def said(place: Path) -> str:
    """What the block prints, without what sets the environment up."""
    ((language, text),) = [(kind, one) for name, kind, one in blocks(README) if name == HEADING]
    lines = [line for line in text.splitlines() if not line.startswith(SETS_UP)]
    assert language == "sh" and len(lines) == len(text.splitlines()) - 1
    done = run([*RUNS["sh"], "\n".join(lines)], place)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr[-3000:]}"
    return done.stdout


def test_the_readme_states_the_numbers_that_its_commands_give(place: Path, said: str) -> None:
    articles, splits = manifest(place)["articles"], manifest(place)["splits"]
    every, kept = articles["in the archive"], sum(splits.values())
    (left,) = articles["left out"].values()
    stated = re.search(
        r"# (\d+) articles: (\d+) in press, and (\d+) copies", README.read_text("utf-8")
    )
    assert stated is not None and [*map(int, stated.groups())] == [every, kept, left]
    assert f"{every} articles of " in said  # by warraq stats
    assert sum(map(int, re.findall(r"num_rows: (\d+)", said))) == kept  # by datasets
    assert re.search(rf"│ +{kept} +│", said)  # by duckdb
    assert "press is what its manifest says" in said
    page = " ".join(DOCS.read_text("utf-8").split())
    assert f"./demo-archive, {every} articles" in page
    assert f"of the demo: {kept}, and {left} further articles of a story" in page


def test_r_counts_the_articles_of_stats(place: Path) -> None:
    if shutil.which("Rscript") is None:
        pytest.skip("no Rscript here")
    asked = "library(RSQLite); library(jsonlite)"
    if subprocess.run(["Rscript", "-e", asked], capture_output=True, check=False).returncode:
        pytest.skip("R has no RSQLite or no jsonlite here")
    (text,) = re.findall(
        r"^```r\n(library\(DBI\)\n.*?)^```$", DOCS.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert run(["warraq", "export", "press.sqlite"], place).returncode == 0
    done = run(["Rscript", "-e", text], place)
    assert done.returncode == 0, done.stderr
    stats = json.loads(run(["warraq", "stats", "--json"], place).stdout)
    assert f"[1] {stats['total']}\n" in done.stdout
    assert all(outlet["outlet"] in done.stdout for outlet in stats["outlets"])
