"""The outlets: every file is what Scrapy, the reader and the operator expect of it."""

import json
import re
import sys
from pathlib import Path
from typing import get_args, get_type_hints
from urllib.parse import quote, unquote

import pytest
from crawler.markup.selectors import as_tuple
from cssselect import HTMLTranslator

from crawler.spider import OutletSpider
from crawler.urls import host_of
from warraq.outlets import BrokenOutlet, all_outlets, evidence_of

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parents[1] / "spiders"
FILES = sorted(path for path in FOLDER.glob("*.py") if path.stem != "__init__")
OUTLETS = all_outlets()
ADDRESSES = json.loads(Path(__file__).with_name("outlet_addresses.json").read_text("utf-8"))
EVIDENCE = get_args(get_args(get_type_hints(OutletSpider)["evidence"])[0])
HINTS = ("body", "headline", "byline", "published", "section", "tags", "drop")

every_outlet = pytest.mark.parametrize("spider_class", OUTLETS.values(), ids=OUTLETS)


def table(kind: str) -> list[tuple[str, str]]:
    """The outlet and address of every known address of a kind."""
    return [(name, url) for name, known in ADDRESSES.items() for url in known.get(kind, [])]


def test_every_file_is_one_outlet_of_its_name():
    assert sorted(OUTLETS) == [path.stem for path in FILES]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_is_small_and_says_what_it_is(path):
    text = path.read_text("utf-8")
    assert text.count("\n") < 40
    assert re.match(r'"""\S.+\.\n', text)
    assert "\n\n" in text.split('"""')[1], "what is known, and from when"


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


@every_outlet
def test_attributes(spider_class):
    doc = spider_class.__doc__ or ""
    assert re.fullmatch(r"\S[^\n]*\.", doc)
    if spider_class.arabic_name:
        assert doc == f"{spider_class.arabic_name}."
    assert spider_class.home.startswith(("https://", "http://"))
    assert spider_class.home.endswith("/")
    assert spider_class.languages
    assert spider_class.evidence in EVIDENCE
    assert spider_class.kind is None or re.fullmatch(r"[A-Za-z][\w +()/-]+", spider_class.kind)
    assert not (spider_class.default and spider_class.evidence == "doubtful")
    for name in HINTS:
        for selector in as_tuple(getattr(spider_class, name)):
            HTMLTranslator().css_to_xpath(selector)


@every_outlet
def test_listings_are_the_outlets_own_and_no_articles(spider_class):
    spider = spider_class()
    addresses = [listing.address(spider.address) for listing in spider.listings]
    assert addresses and len(set(addresses)) == len(addresses)
    for address in addresses:
        assert spider.owns(address)
        if spider.article_url:
            assert not spider.is_article(address)


@every_outlet
def test_what_it_rests_on_is_told(spider_class):
    assert len(evidence_of(spider_class).split()) >= 4


def test_the_kind_is_known_of_nearly_all():
    assert sum(spider_class.kind is None for spider_class in OUTLETS.values()) <= 2


def test_no_host_has_two_outlets():
    hosts = [host for spider_class in OUTLETS.values() for host in spider_class().hosts]
    assert len(set(hosts)) == len(hosts)


def test_former_homes_are_other_hosts():
    for spider_class in OUTLETS.values():
        assert host_of(spider_class.home) not in map(host_of, spider_class.former_homes)


def test_what_a_robots_txt_closes_is_not_asked():
    assert all("feed" not in listing.path for listing in OUTLETS["alyaoum24"].listings)


@pytest.mark.parametrize(("name", "url"), table("articles"))
def test_articles_are_accepted(name, url):
    spider = OUTLETS[name]()
    assert spider.is_article(url)
    assert spider.is_article(quote(unquote(url), safe=":/?&=,")), "percent-encoded"
    assert spider.is_article(unquote(url)), "readable"


@pytest.mark.parametrize(("name", "url"), table("listings"))
def test_listings_are_refused(name, url):
    assert not OUTLETS[name]().is_article(url)


@every_outlet
def test_home_is_no_article(spider_class):
    assert not spider_class().is_article(spider_class.home)


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
