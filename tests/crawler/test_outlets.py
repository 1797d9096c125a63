"""The outlets: every file is what Scrapy, the reader and the operator expect of it."""

import json
import sys
from pathlib import Path

import pytest

from tests.changed import tell
from tests.outlet_rules import ADDRESSES, file_of, shown
from warraq.outlet_loader import BrokenOutlet, all_outlets

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parents[2] / "spiders"
FILES = sorted(path for path in FOLDER.glob("*.py") if path.stem != "__init__")
OUTLETS = all_outlets()


def test_every_file_is_one_outlet_of_its_name() -> None:
    files = {file_of(outlet): name for name, outlet in OUTLETS.items()}
    tell([
        f"{shown(file)}: write one outlet there, with `name = \"{file.stem}\"`"
        for file in FILES if files.get(file) != file.stem
    ])  # fmt: skip


def test_known_addresses_are_of_outlets() -> None:
    known = json.loads(ADDRESSES.read_text("utf-8"))
    tell(
        [f"{shown(ADDRESSES)}: no outlet is called `{one}`" for one in known if one not in OUTLETS]
    )


@pytest.mark.parametrize("selector", ["div.text[", "div::text", "", "p >"])
def test_a_selector_that_is_none_is_told_with_its_place(tmp_path, monkeypatch, selector):
    """The commonest slip of somebody who mends an outlet."""
    package = tmp_path / "slipped"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "mine.py").write_text(
        "from crawler.spider import OutletSpider\n"
        "class Mine(OutletSpider):\n"
        "    name = 'mine'\n    home = 'https://mine.example/'\n"
        f"    body = ('div.text', {selector!r})\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    try:
        with pytest.raises(BrokenOutlet, match=r"slipped\.mine\.Mine: body: .* is no CSS selector"):
            all_outlets({"SPIDER_MODULES": ["slipped"]})
    finally:
        for name in ("slipped", "slipped.mine"):
            sys.modules.pop(name, None)


def test_what_a_robots_txt_closes_is_not_asked():
    assert all("feed" not in listing.path for listing in OUTLETS["alyaoum24"].listings)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('home = "https://a.ma/"', "has no `name`"),
        ('name = "aa"', "`home` must be"),
        ('name = "aa"\n    home = "a.ma"', "`home` must be"),
        ('name = "aa"\n    home = "https://a.ma/"\n    article_url = "(["', "is no pattern"),
    ],
)
def test_an_outlet_that_could_not_be_crawled_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: str, said: str
) -> None:
    package = f"broken_{abs(hash(lines))}"
    (tmp_path / package).mkdir()
    (tmp_path / package / "__init__.py").touch()
    text = f"from crawler.spider import OutletSpider\n\nclass One(OutletSpider):\n    {lines}\n"
    (tmp_path / package / "one.py").write_text(text, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(BrokenOutlet, match=rf"{package}.*{said}"):
        all_outlets({"SPIDER_MODULES": [package]})
