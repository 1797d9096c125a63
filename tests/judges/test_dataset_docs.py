"""What docs/datasets.md shows works as it stands, and counts as ``warraq stats`` does."""

import ast
import json
import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.judges.programs import FOLDER, program
from tests.keeping import filled
from tests.making import START, article
from tests.waiting import LIMIT

pytestmark = pytest.mark.slow
DOCS = Path(__file__).parents[2] / "docs" / "datasets.md"
README = DOCS.parents[1] / "README.md"
LIBRARIES = ("datasets", "duckdb", "pandas", "polars")
OFFLINE = {"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}
RUNS = {
    "sh": ["bash", "-euo", "pipefail", "-c"], "python": [str(FOLDER / "python"), "-c"],
}  # fmt: skip


def blocks(page: Path = DOCS) -> list[tuple[str, str, str]]:
    """Heading, language and text of every block that can be run, in the order of the page."""
    found, heading = list[tuple[str, str, str]](), ""
    pattern = r"^#+ (?P<heading>[^\n]+)$|^```(?P<language>sh|python)\n(?P<text>.*?)^```$"
    for one in re.finditer(pattern, page.read_text("utf-8"), re.MULTILINE | re.DOTALL):
        heading = one["heading"] or heading
        if one["language"]:
            found.append((heading, one["language"], one["text"]))
    return found


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive as the demo leaves one: raw pages, copies, undated articles."""
    place = tmp_path_factory.mktemp("researcher")
    with filled(place / "demo-archive", outlet="three") as kept:
        for number in range(10, 50):
            words = " ".join(f"كلمة{number * 50 + place}" for place in range(60))
            day = START + timedelta(days=number)
            dated = {"published_at": day, "published_precision": "minute"} if number % 7 else {}
            kept.keep(article(number, body=words, **dated))
            if number % 3 == 0:
                kept.keep(article(number, "two", body=words, **dated))
    return place


@pytest.fixture(scope="module")
def said(place: Path) -> list[tuple[str, str, str]]:
    """Heading, language and output of every block but the first, run one after the other."""
    assert program("python")
    (heading, language, first), *others = blocks()
    assert "make demo" in first and language == "sh" and heading.startswith("From nothing")
    ended = list[tuple[str, str, str]]()
    for heading, language, text in others:
        done = run([*RUNS[language], text], place)
        assert done.returncode == 0, f"{heading}\n{text}\n{done.stdout}\n{done.stderr[-3000:]}"
        ended.append((heading, language, done.stdout))
    return ended


def run(command: list[str], place: Path) -> "subprocess.CompletedProcess[str]":
    """Run a command as a researcher would who has set up what the first block says."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    given = {"PATH": path, "WARRAQ_ARCHIVE": "demo-archive", "HF_HOME": str(place / "cache")}
    return subprocess.run(
        command, cwd=place, env=os.environ | OFFLINE | given, capture_output=True,
        text=True, timeout=LIMIT, check=False,
    )  # fmt: skip


def manifest(place: Path, name: str = "press") -> Any:
    return json.loads((place / name / "manifest.json").read_text("utf-8"))


@pytest.mark.parametrize("library", LIBRARIES)
def test_every_library_counts_the_articles_of_each_split(
    place: Path, said: list[tuple[str, str, str]], library: str
) -> None:
    (output,) = [output for heading, kind, output in said if (heading, kind) == (library, "python")]
    counted = ast.literal_eval(output.splitlines()[-1])
    assert counted == manifest(place)["splits"] and all(counted.values())


def test_the_counts_are_those_of_stats(place: Path, said: list[tuple[str, str, str]]) -> None:
    stats = json.loads(run(["warraq", "stats", "--json"], place).stdout)
    articles, splits = manifest(place)["articles"], manifest(place)["splits"]
    assert any(group["period"] == "undated" for group in stats["groups"])
    assert articles["left out"] == {"further article of its story": 13}
    assert sum(splits.values()) + 13 == stats["total"] == articles["in the archive"]
    (counted,) = [output for heading, kind, output in said
                  if (heading, kind) == ("The counts agree", "python")]  # fmt: skip
    assert counted == f"{stats['total']} articles, as warraq stats says; " \
        f"{sum(splits.values())} of them in press\n"  # fmt: skip


def test_commands_say_what_the_page_says(place: Path, said: list[tuple[str, str, str]]) -> None:
    shells = "".join(output for _, kind, output in said if kind == "sh")
    assert "press is what its manifest says" in shells
    assert "press is reproduced: proved are its bytes" in shells
    assert (place / "press-filled" / "hydration.json").exists()
    tables = {file.stem for file in (place / "press" / "tables").iterdir()}
    headings = re.findall(r"^### `tables/(\w+)`$", DOCS.read_text("utf-8"), re.MULTILINE)
    assert {*headings} == tables


def test_the_readme_leads_there_by_the_same_command() -> None:
    text = README.read_text("utf-8")
    made = [line for _, kind, block in blocks() if kind == "sh" for line in block.splitlines()]
    command = next(line for line in made if line.startswith("warraq dataset press "))
    assert command in text and "docs/datasets.md" in text
