"""Every outlet keeps the rules; `make quick` asks those that changed, `make test` all of them."""

import subprocess
from pathlib import Path

import pytest

from tests.changed import changed_files, changed_outlets, slow_unless_changed, tell
from tests.golden import rules as golden_rules
from tests.outlet_rules import ROOT, broken_rules, file_of, misformatted, shown
from warraq.outlet_loader import all_outlets, evidence_of

OUTLETS = all_outlets()
CHANGED = changed_outlets(OUTLETS, changed_files())
WITH_PAGES = [name for name, outlet in OUTLETS.items() if golden_rules.needs_pages(outlet)]

every_outlet = pytest.mark.parametrize("name", slow_unless_changed(OUTLETS, CHANGED))


@every_outlet
def test_an_outlet_keeps_the_rules(name: str) -> None:
    tell(broken_rules(OUTLETS[name], file_of(OUTLETS[name]), OUTLETS))


@pytest.mark.parametrize("name", slow_unless_changed(WITH_PAGES, CHANGED))
def test_a_container_of_an_outlets_own_is_held_by_golden_pages(name: str) -> None:
    tell(golden_rules.broken_rules(OUTLETS[name], file_of(OUTLETS[name])))


@every_outlet
def test_the_tables_name_an_outlet_as_it_is(name: str) -> None:
    outlet = OUTLETS[name]
    rows = {
        "README.md": f"| `{name}` | {outlet.arabic_name or ''} | {outlet.home} |",
        "docs/outlets.md": f"\n- **{name}**: {evidence_of(outlet)}\n",
    }
    tell([
        f"{page}: run `make fix`, which writes what {shown(file_of(outlet))} says of `{name}` there"
        for page, row in rows.items() if row not in (ROOT / page).read_text("utf-8")
    ])  # fmt: skip


SOUND = '''"""المثال — Al Mithal, Fes. WordPress.

The feed answered on 2026-11-24.
"""

from crawler.listings import Feed
from crawler.spider import OutletSpider


class Mine(OutletSpider):
    """المثال."""

    name = "mine"
    arabic_name = "المثال"
    home = "https://mine.example/"
    listings = (Feed("feed/"),)
'''


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        ("", "", None),
        (" WordPress.\n", " WordPress\n", 'begin it with `"""Name'),
        ("\nThe feed answered on 2026-11-24.\n", "", "write what is known and since when"),
        (
            '"""المثال."""',
            '"""مثال آخر."""',
            'write `"""المثال."""` as the docstring of `class Mine`',
        ),
        ("mine.example/", "mine.example", "a slash at the end"),
        ("listings =", "listing =", "`listing`: write `listings`"),
        ('(Feed("feed/"),)', 'Feed("feed/")', 'a tuple of listings: `(Feed("feed/"),)`'),
        ('(Feed("feed/"),)', "()", "write where it lists its articles"),
        ('Feed("feed/"),', 'Feed("feed/"), Feed("feed/"),', "name https://mine.example/feed/ once"),
        ('"feed/"', '"https://a.ma/"', "https://a.ma/ is no address of https://mine.example/"),
        (
            '"feed/"),)',
            '"feed/"),)\n    article_url = "/f"',
            "narrow `article_url`: it takes",
        ),
        ("    name", '    evidence = "doubtful"\n    name', "write `default = False`"),
        ("    name", '    evidence = "seen"\n    name', "write one of verified, probed, used"),
        ("    name", '    kind = "وطنية"\n    name', "write `kind` in English"),
        ("    name", '    owner = "X"\n    name', "write `owner` and `owner_source`"),
        ("    name", '    owner_stated = "2026-11-24"\n    name', "leave `owner_stated` out"),
        ("    name", '    languages = "ar"\n    name', "write `languages` as a tuple"),
        ('"mine"', '"yours"', 'write `name = "mine"`'),
        ("    name", '    former_homes = ("http://mine.example/",)\n    name', "`former_homes`"),
        ("https://mine.example/", "https://www.hespress.com/", "also a host of `hespress`"),
        ("    name", '    body = "div.text"\n    name', "`.venv/bin/python -m tests.golden mine`"),
    ],
)
def test_a_broken_rule_says_which_file_and_what_to_write(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    written: str,
    instead: str,
    said: str | None,
) -> None:
    package = f"ruled_{tmp_path.name}"
    file = tmp_path / package / "mine.py"
    file.parent.mkdir()
    (file.parent / "__init__.py").touch()
    assert written in SOUND
    file.write_text(SOUND.replace(written, instead, 1), "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    (outlet,) = all_outlets({"SPIDER_MODULES": [package]}).values()
    told = broken_rules(outlet, file, OUTLETS)
    told += golden_rules.broken_rules(outlet, file, tmp_path)
    assert all("mine.py" in one for one in told)
    assert any(said in one for one in told) if said else told == []


def test_outlets_that_changed_are_formatted() -> None:
    if CHANGED:
        tell(misformatted([file_of(OUTLETS[name]) for name in sorted(CHANGED)]))


def test_an_outlet_has_changed_if_its_file_its_layout_or_a_page_of_it_has(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", *words], cwd=tmp_path, check=True, capture_output=True)

    assert changed_files(tmp_path) is None
    assert changed_outlets(["one", "two"], None) == {"one", "two"}
    git("init")
    for file in ("spiders/one.py", "spiders/two.py", "tests/golden/own/six.html"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("as committed")
    git("add", "-A")
    git("-c", "user.name=a", "-c", "user.email=a@a.ma", "commit", "-m", "two outlets")
    assert changed_files(tmp_path) == []
    for file in ("spiders/one.py", "spiders/three.py", "tests/golden/own/four-2019.html",
                 "tests/golden/five/map-olive.json"):  # fmt: skip
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("changed")
    files = changed_files(tmp_path)
    names = ["one", "two", "three", "four", "five", "six"]
    assert changed_outlets(names, files) == {"one", "three", "four", "five"}
    assert changed_outlets(names, [*files, "tests/outlet_addresses.json"]) == {*names}
