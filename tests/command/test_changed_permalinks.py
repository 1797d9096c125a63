"""A site that changed its permalinks twice, from ``warraq probe`` to an archive of every post.

``make permalinks`` does the same with 5,000 posts.
"""

import json
import os
import re
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest

from crawler.urls import canonical
from scheduler import Crawl
from storage.archive import Archive
from tests.changed_permalinks import PAGED, YEARS, Sijill, served, words
from tests.crawling import settings
from tests.newsroom.server import Running
from warraq.cli import main

pytestmark = pytest.mark.slow

ASKED = os.environ.get("WARRAQ_POSTS")
POSTS = int(ASKED or "120")
Kept = dict[str, tuple[str, str, str | None, frozenset[str]]]


@pytest.fixture
def at_work(request: pytest.FixtureRequest) -> Iterator[Running]:
    """The site, with ``POSTS`` posts or as many as a test wants."""
    with served(getattr(request, "param", POSTS)) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with settings, whose outlet files can be imported."""
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    (tmp_path / "warraq.toml").write_text(
        'allow_private = ["127.0.0.0/24"]\ndelay = 0.0\ntime_limit = 100000\n'
        f'spider_modules = ["{package(tmp_path)}"]\n', "utf-8"
    )  # fmt: skip
    return tmp_path


def package(folder: Path) -> str:
    return f"permalinks_{re.sub(r'[^a-z0-9]', '_', folder.name.lower())}"


IMPORT = "from crawler.listings import Feed, SitemapIndex"
ONLY_SITEMAP = r'(SitemapIndex("wp-sitemap.xml", children=r"posts-post-\d+"),)'


def probed(folder: Path, at_work: Running) -> Path:
    """The outlet file that ``warraq probe --write`` writes."""
    asked = ["probe", at_work.url("sijill"), "--write", "--name", "sijill"]
    assert main([*asked, "--config", str(folder / "warraq.toml")]) == 0
    return folder / package(folder) / "sijill.py"


def write(file: Path, **attributes: str) -> None:
    """Change attributes of an outlet file; the crawls that begin from now on read it."""
    text = file.read_text("utf-8")
    lines = [
        line for line in re.sub(r"(?ms)^    (\w+) = \(\n.*?^    \)\n", _one_line, text).splitlines()
        if line.strip().partition(" = ")[0] not in attributes
    ]  # fmt: skip
    lines += [f"    {name} = {value}" for name, value in attributes.items()]
    file.write_text("\n".join(lines) + "\n", "utf-8")


def _one_line(found: re.Match[str]) -> str:
    return " ".join(line.strip() for line in found[0].splitlines()).join(("    ", "\n"))


def crawl(folder: Path, at_work: Running, **more: object) -> None:
    given = settings(
        folder / "archive", at_work.newsroom, HOMES={}, SPIDER_MODULES=[package(folder)],
        MAX_SECONDS=100_000, **more,
    )  # fmt: skip
    assert Crawl("sijill", given).wait(100_000) == "finished"


def backfill(folder: Path, at_work: Running) -> None:
    since = at_work.newsroom.start - YEARS - timedelta(days=2)
    given = ["--config", str(folder / "warraq.toml"), "--archive", str(folder / "archive")]
    assert main(["backfill", "sijill", "--since", f"{since:%Y-%m-%d}", *given]) == 0


def kept(folder: Path) -> Kept:
    """What the archive holds: address, headline, text, author, tags; each address once."""
    with Archive(folder / "archive") as archive:
        rows = archive.rows("SELECT url, headline, body, byline, tags FROM articles")
    found = {
        row["url"]: (
            row["headline"],
            row["body"],
            row["byline"],
            frozenset(json.loads(row["tags"])),
        )
        for row in rows
    }
    assert len(found) == len(rows)
    return found


def published(at_work: Running) -> Kept:
    """What the site shows."""
    return {
        canonical(pub.url): (
            pub.headline, "\n".join(pub.paragraphs), pub.story.byline, frozenset(pub.story.tags)
        )
        for pub in at_work.newsroom.published("sijill")
    }  # fmt: skip


def unlike(found: Kept, expected: Kept) -> list[object]:
    """What is missing, extra or other."""
    return [
        (key, found.get(key), expected.get(key))
        for key in found.keys() | expected.keys()
        if found.get(key) != expected.get(key)
    ]


def health(folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    capsys.readouterr()
    assert main(["status", "--json", "--archive", str(folder / "archive")]) == 0
    (one,) = json.loads(capsys.readouterr().out)["outlets"]
    return dict(one)


def asked(at_work: Running) -> list[str]:
    """The posts in the order in which they were asked for."""
    place = at_work.newsroom.outlet("sijill")
    assert isinstance(place, Sijill)
    found = (place.find(line.path.partition("?")[0]) for line in at_work.requests("sijill"))
    return [pub.url for pub in found if pub]


MOST_CRAWLS = 20
"""Crawls by which thousands of addresses that came due at once are fetched."""


@pytest.mark.parametrize("at_work", [int(ASKED or "300")], indirect=True)
def test_every_post_of_every_time_is_kept_once(
    folder: Path, at_work: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    file = probed(folder, at_work)
    assert "WordPressAPI" in file.read_text("utf-8") or "WordPress)" in file.read_text("utf-8")
    crawl(folder, at_work)
    backfill(folder, at_work)
    assert unlike(kept(folder), published(at_work)) == []
    assert health(folder, capsys)["state"] == "well"


@pytest.mark.parametrize("at_work", [300], indirect=True)
def test_a_backfill_waits_its_turn_behind_all_that_a_first_look_brought(
    folder: Path, at_work: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    """More addresses are due than two turns can fetch: no page of a listing is read in these."""
    probed(folder, at_work)
    crawl(folder, at_work, MAX_PAGES=20)
    backfill(folder, at_work)
    assert unlike(kept(folder), published(at_work)) == []
    said = capsys.readouterr()
    assert "addresses that were due before came first" in said.err
    assert said.out.rstrip().splitlines()[-1].startswith("done: ")


def test_a_broken_pattern_costs_nothing_where_an_api_lists_the_posts(
    folder: Path, at_work: Running
) -> None:
    write(probed(folder, at_work), article_url='r"/nothing/ever$"')
    crawl(folder, at_work)
    backfill(folder, at_work)
    assert unlike(kept(folder), published(at_work)) == []


def test_a_broken_pattern_is_red_and_once_mended_all_comes_back(
    folder: Path, at_work: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    file = probed(folder, at_work)
    good = file.read_text("utf-8")
    file.write_text(good.replace('"""\n\nfrom', f'"""\n\n{IMPORT}\nfrom', 1), "utf-8")
    alone = f'(Feed("feed/"), *{ONLY_SITEMAP})'
    write(file, listings=alone, article_url=r'r"/archives/\d+$"')
    crawl(folder, at_work)
    backfill(folder, at_work)
    first = {url for url in published(at_work) if "/archives/" in url}
    assert kept(folder).keys() == first
    broken = health(folder, capsys)
    assert broken["state"] == "refusing"
    refusing = broken["refusing"]
    assert isinstance(refusing, list) and refusing[0]["refused"] > 0

    mended = re.search(r"(?m)^    article_url = (.+)$", good)
    write(file, article_url=mended[1] if mended else "None")
    crawl(folder, at_work)
    backfill(folder, at_work)
    assert unlike(kept(folder), published(at_work)) == []
    assert health(folder, capsys)["refusing"] == []


def test_the_newest_post_comes_first_and_news_keeps_flowing(folder: Path, at_work: Running) -> None:
    file = probed(folder, at_work)
    good = file.read_text("utf-8")
    file.write_text(good.replace('"""\n\nfrom', f'"""\n\n{IMPORT}\nfrom', 1), "utf-8")
    write(file, listings=ONLY_SITEMAP)
    before = len(asked(at_work))
    crawl(folder, at_work, POLL_ALL=False, POLL_MIN=0.0, POLL_START=0.0)
    newest_first = [pub.url for pub in at_work.newsroom.published("sijill")]
    first = asked(at_work)[before:]
    assert first[:3] == newest_first[:3]
    assert len(set(first)) < len(newest_first), "the crawl ended, since a listing was due again"
    news = at_work.newsroom.publish("sijill", words.story(POSTS))
    before = len(asked(at_work))
    crawl(folder, at_work, POLL_ALL=False, POLL_MIN=0.0, POLL_START=0.0)
    assert asked(at_work)[before] == news.url


def test_what_robots_txt_closed_comes_back_when_it_opens(
    folder: Path, at_work: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    probed(folder, at_work)
    at_work.newsroom.robots["sijill"] = "User-agent: *\nDisallow: /archives/\n"
    crawl(folder, at_work, ROBOTS_MAX_AGE=0)
    backfill(folder, at_work)
    everything = published(at_work)
    closed = {url for url in everything if "/archives/" in url}
    assert kept(folder).keys() == everything.keys() - closed
    capsys.readouterr()
    shown = ["leads", "--refused-by", "robots", "--limit", "9999", "--json"]
    assert main([*shown, "--archive", str(folder / "archive")]) == 0
    assert {one["url"] for one in json.loads(capsys.readouterr().out)} == closed
    at_work.newsroom.robots.clear()
    for _ in range(MOST_CRAWLS):  # all of them are due; a crawl ends where a listing is due again
        crawl(folder, at_work, ROBOTS_MAX_AGE=0, MAX_PAGES=100_000)
        if kept(folder).keys() == everything.keys():
            break
    assert unlike(kept(folder), everything) == []


def test_what_a_setting_refused_comes_back_without_it(folder: Path, at_work: Running) -> None:
    probed(folder, at_work)
    asks = [pub for pub in at_work.newsroom.published("sijill")[:3] if pub.number % PAGED]
    for pub in asks:
        at_work.newsroom.habits[unquote(pub.path)] = "noindex-header"
    crawl(folder, at_work, HONOUR_OPT_OUTS=["noindex"])
    addresses = {canonical(pub.url) for pub in asks}
    assert asks and kept(folder).keys().isdisjoint(addresses)
    crawl(folder, at_work, HONOUR_OPT_OUTS=["noindex", "noai"])
    assert kept(folder).keys().isdisjoint(addresses)
    crawl(folder, at_work, HONOUR_OPT_OUTS=["noai"])
    assert kept(folder).keys() >= addresses
