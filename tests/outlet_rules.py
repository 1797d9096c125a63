"""What every outlet's file keeps to, as sentences: which file, and what to write there.

The rules take a class and its file, wherever that stands: ours in ``spiders/``, the example of
CONTRIBUTING.md, what ``warraq probe --write`` wrote a moment ago.
"""

import difflib
import inspect
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import get_args, get_type_hints
from urllib.parse import quote, unquote

from crawler.listings import Listing
from crawler.spider import OutletSpider
from crawler.urls import host_of
from warraq.outlet_loader import evidence_of

ROOT = Path(__file__).parents[1]
ADDRESSES = Path(__file__).with_name("outlet_addresses.json")
EVIDENCE = get_args(get_args(get_type_hints(OutletSpider)["evidence"])[0])
KIND = r"[A-Za-z][\w +()/-]+"
MOST_LINES = 50
"""A probe finds up to seventeen listings, a line each."""

Outlet = type[OutletSpider]
Rule = Callable[[Outlet, Path], Iterator[str]]


def broken_rules(
    outlet: Outlet, file: Path, others: Mapping[str, Outlet] | None = None
) -> list[str]:
    """A sentence for each rule that an outlet's file breaks; empty if all is well.

    ``others`` are the outlets of the same installation, whose hosts it may not share.
    """
    found = [said for rule in RULES for said in rule(outlet, file)]
    found += _shared_hosts(outlet, others or {})
    return [f"{shown(file)}: {said}" for said in found]


def shown(file: Path) -> Path:
    """A file as it is named to a contributor: from the top of the checkout."""
    return file.relative_to(ROOT) if file.is_relative_to(ROOT) else file


def file_of(outlet: Outlet) -> Path:
    """The file an outlet stands in."""
    return Path(inspect.getfile(outlet))


def misformatted(files: Sequence[Path]) -> list[str]:
    """What ``ruff format`` and ``ruff check`` would change or refuse, a sentence each."""
    settings = ["--output-format", "concise", "--config", str(ROOT / "pyproject.toml")]
    said = ""
    for words in (["format", "--check"], ["check"]):
        ran = subprocess.run(
            [sys.executable, "-m", "ruff", *words, *settings, *map(str, files)],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        said += ran.stdout + ran.stderr if ran.returncode else ""
    return [
        f"{line}: run `make fix`, and mend what it leaves"
        for line in said.splitlines()
        if ".py:" in line
    ]


def _its_words(outlet: Outlet, file: Path) -> Iterator[str]:
    text = file.read_text("utf-8")
    if text.count("\n") >= MOST_LINES:
        yield f"leave out what makes it longer than {MOST_LINES} lines: it is attributes only"
    if not re.match(r'"""\S.+\.\n', text):
        yield (
            'begin it with `"""Name — Latin name, city. Software; the form of its addresses.`:'
            " a line of its own that ends in a full stop"
        )
    elif "\n\n" not in text.split('"""')[1] or len(evidence_of(outlet).split()) < 4:
        yield (
            "below the docstring's first line and an empty one, write what is known and since when:"
            " `The feed answered on 2026-11-24.`"
        )
    if outlet.name != file.stem:
        yield f'write `name = "{file.stem}"`: an outlet is called as its file'
    expected = f"{outlet.arabic_name or 'The name of the outlet'}."
    said = outlet.__doc__ or ""
    if not re.fullmatch(r"\S[^\n]*\.", said) or (outlet.arabic_name and said != expected):
        yield f'write `"""{expected}"""` as the docstring of `class {outlet.__name__}`'


def _its_attributes(outlet: Outlet, file: Path) -> Iterator[str]:
    for name in vars(outlet):
        if not name.startswith("_") and not hasattr(OutletSpider, name) and name not in _NAMED:
            known = [one for one in (*_NAMED, *dir(OutletSpider)) if not one.startswith("_")]
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"write `{near[0]}`" if near else "leave it out"
            yield f"no attribute of an outlet is called `{name}`: {hint}"
    if not (outlet.home.startswith(("https://", "http://")) and outlet.home.endswith("/")):
        yield "write `home` with its scheme and a slash at the end: `https://www.example.ma/`"
    if not (isinstance(outlet.languages, tuple) and outlet.languages):
        yield 'write `languages` as a tuple, ("ar", "fr"), or leave it out for Arabic alone'
    if outlet.evidence not in EVIDENCE:
        yield f"write one of {', '.join(EVIDENCE)} as `evidence`"
    if outlet.default and outlet.evidence == "doubtful":
        yield 'write `default = False` beside `evidence = "doubtful"`: the daemon would crawl it'
    if outlet.kind is not None and not re.fullmatch(KIND, outlet.kind):
        yield "write `kind` in English, `national` or `regional`, or leave it out where not known"
    if (outlet.owner is None) != (outlet.owner_source is None):
        yield "write `owner` and `owner_source`, what says so, or neither of them"
    if outlet.owner_stated and outlet.owner is None:
        yield "leave `owner_stated` out: it is the day of what says whose the outlet is"


_NAMED = ("name", "home")
"""Attributes that the class of all outlets only declares."""


def _its_listings(outlet: Outlet, file: Path) -> Iterator[str]:
    listings = outlet.listings
    if not (isinstance(listings, tuple) and all(isinstance(one, Listing) for one in listings)):
        yield 'write `listings` as a tuple of listings: `(Feed("feed/"),)`'
        return
    if not listings:
        yield 'write where it lists its articles: `listings = (Feed("feed/"),)`'
    spider = outlet()
    addresses = [listing.address(spider.address) for listing in listings]
    for address in sorted({one for one in addresses if addresses.count(one) > 1}):
        yield f"name {address} once in `listings`"
    for address in addresses:
        if not spider.owns(address):
            yield f"{address} is no address of {outlet.home}: take it from `listings`"
        elif spider.article_url and spider.is_article(address):
            yield f"narrow `article_url`: it takes the listing {address} for an article"


def _its_addresses(outlet: Outlet, file: Path) -> Iterator[str]:
    spider = outlet()
    if spider.is_article(outlet.home):
        yield f"narrow `article_url`: it takes {outlet.home} for an article"
    if host_of(outlet.home) in map(host_of, outlet.former_homes):
        yield f"take {host_of(outlet.home)} from `former_homes`: it is the home of today"
    known = json.loads(ADDRESSES.read_text("utf-8")).get(outlet.name, {})
    for url in known.get("articles", []):
        forms = (url, quote(unquote(url), safe=":/?&=,"), unquote(url))
        if not all(map(spider.is_article, forms)):
            yield f"widen `article_url`: {url} of tests/{ADDRESSES.name} is an article"
    for url in known.get("listings", []):
        if spider.is_article(url):
            yield f"narrow `article_url`: {url} of tests/{ADDRESSES.name} is no article"


RULES: tuple[Rule, ...] = (_its_words, _its_attributes, _its_listings, _its_addresses)


def _shared_hosts(outlet: Outlet, others: Mapping[str, Outlet]) -> Iterator[str]:
    for name, other in others.items():
        shared = outlet().hosts & other().hosts if name != outlet.name else set()
        for host in sorted(shared):
            yield f"{host} is also a host of `{name}` ({shown(file_of(other))}): keep it in one"
