"""What CONTRIBUTING.md and ``warraq probe --write`` hand to a contributor keeps every rule."""

import re
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler import article, items
from crawler.listings import Feed, NewsSitemap, SectionPage, SitemapIndex
from crawler.platforms import Drupal, WordPress
from crawler.probing import Report, TriedListing, outlet_file
from crawler.probing.body_container import Container
from crawler.spider import OutletSpider
from tests.bare_sites import SITES
from tests.changed import tell
from tests.crawler.test_http_client import Answers, served
from tests.golden import rules as golden_rules
from tests.golden.__main__ import pages_of, write, write_layouts
from tests.newsroom.families import OUTLETS
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running
from tests.outlet_rules import ROOT, broken_rules, file_of, misformatted
from warraq.cli import main
from warraq.outlet_loader import all_outlets

pytestmark = pytest.mark.slow


def loaded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, type[OutletSpider]]:
    """The outlets of a package of files, by name."""
    monkeypatch.syspath_prepend(folder.parent)
    return all_outlets({"SPIDER_MODULES": [folder.name]})


def broken(outlets: Mapping[str, type[OutletSpider]], golden: Path) -> list[str]:
    """What is said of outlets by all rules, with golden pages in a folder of their own."""
    files = [file_of(outlet) for outlet in outlets.values()]
    said = misformatted(files)
    for outlet, file in zip(outlets.values(), files, strict=True):
        said += broken_rules(outlet, file, outlets)
        said += golden_rules.broken_rules(outlet, file, golden)
    typed = subprocess.run(
        [sys.executable, "-m", "mypy", "--no-error-summary", *map(str, files)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return said + typed.stdout.splitlines()


def test_the_outlet_of_contributing_is_green_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    (block,) = re.findall(r"^ *```python\n(.*?class .*?)^ *```$", text, re.M | re.S)
    folder = tmp_path / "from_contributing"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "almithal.py").write_text(textwrap.dedent(block), "utf-8")
    outlets = loaded(folder, monkeypatch)
    assert [*outlets] == ["almithal"]
    tell(broken(outlets, tmp_path))
    assert "spiders/almithal.py" in text


class Checkout:
    """A checkout as ``probe`` sees it: a folder of outlets beside ``tests/golden``."""

    def __init__(self, top: Path) -> None:
        self.folder, self.golden = top / "of_a_checkout", top / "tests" / "golden"
        (self.golden / "own").mkdir(parents=True)
        self.config = top / "warraq.toml"
        self.config.write_text(
            'allow_private = ["127.0.0.0/24"]\ndelay = 0.0\nspider_modules = ["of_a_checkout"]\n'
        )

    def probe(self, home: str, name: str) -> None:
        asked = ["probe", home, "--write", "--name", name, "--config", str(self.config)]
        assert main(asked) == 0

    def do_what_is_left(self, outlet: type[OutletSpider]) -> None:
        """As ``python -m tests.golden NAME`` does in a checkout."""
        (layout,) = write_layouts(outlet, self.golden / "own")
        write(pages_of(layout, outlet.languages[0]), self.golden)


def test_what_probe_writes_is_green_with_what_it_says_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    checkout, left = Checkout(tmp_path), dict[str, str]()
    with running(Newsroom(seed=7)) as newsroom:
        for name in (outlet.name for outlet in OUTLETS):
            checkout.probe(newsroom.url(name), name)
            left[name] = " ".join(capsys.readouterr().err.split())
    for name, answers in SITES.items():
        with served(made := Answers()) as (home, _, _):
            made |= answers(home)
            checkout.probe(home, name)
            left[name] = " ".join(capsys.readouterr().err.split())
    outlets = loaded(checkout.folder, monkeypatch)
    assert outlets.keys() == left.keys()
    with_pages = {name for name in left if golden_rules.needs_pages(outlets[name])}
    assert {"bare"} <= with_pages and not {"shell", "silent", "wordpress"} & with_pages
    assert outlets["silent"].evidence == "doubtful" and not outlets["silent"].default
    assert outlets["shell"].javascript
    for name, said in left.items():
        assert "make fix" in said
        assert (f"python -m tests.golden {name}`" in said) == (name in with_pages)
    asking = broken(outlets, checkout.golden)
    assert len(asking) == len(with_pages) and all("no golden page" in one for one in asking)
    for name in with_pages:
        checkout.do_what_is_left(outlets[name])
    tell(broken(outlets, checkout.golden))


ODD = st.text(st.sampled_from("aZ0 .'\"\\\n\u200fصحيفة–—«»éل|#%{}"), max_size=120)
PATHS = st.from_regex(r"[a-zصحف0-9%/?=_'\"-]{0,120}", fullmatch=True)


def reports() -> st.SearchStrategy[Report]:
    """What a probe may find out about the oddest of sites."""
    listing = st.one_of(
        st.builds(Feed, PATHS), st.builds(NewsSitemap, PATHS), st.builds(SectionPage, PATHS),
        st.builds(SitemapIndex, PATHS, children=ODD),
    )  # fmt: skip
    return st.builds(
        Report, st.just("https://www.almithal.example/"),
        st.sampled_from([WordPress, Drupal, OutletSpider]), st.none() | ODD,
        st.sampled_from([(), ("ar",), ("fr",), ("fr", "ar", "en")]),
        st.lists(st.builds(TriedListing, listing), max_size=17), st.none() | ODD,
        container=st.none() | st.builds(Container, ODD, st.just(1.0), st.just(1)),
        javascript=st.booleans(),
    )  # fmt: skip


@settings(max_examples=5)
@given(st.lists(reports(), min_size=20, max_size=40))
def test_what_probe_writes_of_the_oddest_sites_is_formatted(
    tmp_path_factory: pytest.TempPathFactory, found: list[Report]
) -> None:
    """Two asks of the formatter for a folder of files: it is a program of its own."""
    folder = tmp_path_factory.mktemp("written")
    files = [folder / f"site{number}.py" for number in range(len(found))]
    for file, report in zip(files, found, strict=True):
        file.write_text(outlet_file(report, date(2026, 11, 24), file.stem), "utf-8")
    tell(misformatted(files))


def test_what_probe_writes_is_formatted_however_long_it_is(tmp_path: Path) -> None:
    for length in range(5, 125):
        path = ("a" * length)[1:]
        ways = [
            TriedListing(Feed(path)),
            TriedListing(SitemapIndex("map", children=path)),
            TriedListing(SectionPage(f"{path}b")),
        ]
        report = Report(
            "https://almithal.example/", WordPress, "صحيفة " * (length // 4), ("fr", "ar"),
            ways[: length % 4], r"\d" + path, container=Container(f".{path}", 1.0, 1),
        )  # fmt: skip
        file = tmp_path / f"site{length}.py"
        file.write_text(outlet_file(report, date(2026, 11, 24), file.stem), "utf-8")
        report.ways, report.home = ways[2:], f"https://{path[:60]}.example/{path[:40]}/"
        file = tmp_path / f"other{length}.py"
        file.write_text(outlet_file(report, date(2026, 11, 24), file.stem), "utf-8")
    tell(misformatted(sorted(tmp_path.glob("*.py"))))


def test_outlets_written_before_find_the_items_under_their_former_name() -> None:
    assert article.Page is items.Page and article.Lead is items.Lead
    assert {*article.__all__} == {"Article", "Lead", "Outcome", "Page"}
