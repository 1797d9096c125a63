"""Complete sitemaps of which one child fails for ever: the others still tell of deletions."""

import gzip
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.urls import canonical
from storage.archive import Archive
from storage.frontier.failing_children import MAX_TRIES
from storage.query.health import health
from tests.crawler.test_presence import AGES, gone, make_due_again, move_to, settle_all
from tests.crawling import crawl
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running

pytestmark = pytest.mark.slow
CHILD = "/sitemap-articles-2.xml.gz"


def named_by(made: Newsroom, child: str = CHILD) -> set[str]:
    """What a child sitemap names."""
    answer = made.outlet("jarida").answer(child, {})
    body = answer.body if isinstance(answer.body, bytes) else answer.body.encode()
    return set(map(canonical, re.findall("<loc>(.*?)</loc>", gzip.decompress(body).decode())))


def listings_are_due(folder: Path) -> None:
    with Archive(folder) as kept:
        kept.db.execute("UPDATE listings SET next_poll = '2020-01-01T00:00:00Z'")


def left_out(folder: Path) -> str:
    """What status says of listings that were not read whole."""
    with Archive(folder) as kept:
        return health(kept, "jarida", datetime.now(UTC)).cut or ""


@pytest.mark.parametrize("trouble", ["503", "500", "cut", "403"])
@pytest.mark.parametrize("found_by", ["the child", "the feed"])
def test_a_round_goes_on_without_a_child_that_fails_again_and_again(
    tmp_path: Path, trouble: str, found_by: str
) -> None:
    made = Newsroom(per_outlet=24)
    with running(made) as served:
        for _ in range(2):
            crawl(tmp_path, made, ["jarida"], REVISIT_AGES=AGES)
            listings_are_due(tmp_path)
        of_child = named_by(made)
        deleted = next(p for p in made.published("jarida") if canonical(p.url) not in of_child)
        with Archive(tmp_path) as kept:
            assert kept.rows("SELECT 1 FROM articles WHERE url = ?", canonical(deleted.url))
            if found_by == "the child":
                for url in of_child:
                    kept.db.execute(
                        "UPDATE leads SET found_in = ? WHERE url = ?",
                        [served.url("jarida", CHILD), url],
                    )
        if found_by == "the feed":
            pubs = [pub for pub in made.published("jarida") if canonical(pub.url) in of_child]
            move_to(tmp_path, 2019, pubs)
        settle_all(tmp_path)
        made.delete(deleted.url)
        made.habits[f"jarida{CHILD}"] = trouble
        begin = len(served.log)
        for number in range(MAX_TRIES + 2):
            listings_are_due(tmp_path)
            make_due_again(tmp_path)
            crawl(tmp_path, made, ["jarida"], REVISIT_AGES=AGES, RETRY_TIMES=0)
            assert number >= MAX_TRIES - 1 or not gone(tmp_path), "it may be a passing trouble"
        asked = {canonical(served.url("jarida", line.path)) for line in served.log[begin:]}
        assert gone(tmp_path) == {canonical(deleted.url)}
        assert found_by == "the feed" or not asked & of_child
        said = left_out(tmp_path)
        assert served.url("jarida", CHILD) in said and f"{MAX_TRIES} times" in said
        del made.habits[f"jarida{CHILD}"]  # by the next round it is mended
        settle_all(tmp_path)
        crawl(tmp_path, made, ["jarida"], REVISIT_AGES=AGES, RETRY_TIMES=0)
        assert left_out(tmp_path) == "" and gone(tmp_path) == {canonical(deleted.url)}


def test_where_every_child_fails_nothing_is_concluded(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=24)
    with running(made) as served:
        crawl(tmp_path, made, ["jarida"], REVISIT_AGES=AGES)
        settle_all(tmp_path)
        made.delete(made.published("jarida")[2].url)
        for number in range(1, 9):
            made.habits[f"jarida/sitemap-articles-{number}.xml.gz"] = "500"
        begin = len(served.log)
        pages = {pub.path for pub in made.outlets["jarida"].publications}
        for _ in range(4 * MAX_TRIES):
            listings_are_due(tmp_path)
            crawl(tmp_path, made, ["jarida"], REVISIT_AGES=AGES, RETRY_TIMES=0)
        assert len({line.path for line in served.log[begin:]} & pages) <= 1  # the witness
    assert gone(tmp_path) == set()
    assert "sitemap-articles-1.xml.gz" in left_out(tmp_path)
