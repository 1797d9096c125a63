"""A fault of our own code ends a crawl loudly: Scrapy alone would write a trace and go on."""

from pathlib import Path

import pytest

from crawler import settings as product
from crawler.run.supervised_crawl import Crawl
from storage import times
from storage.archive import Archive
from storage.query.health import health
from tests.crawling import crawl, settings, texts
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running
from tests.waiting import LIMIT

pytestmark = pytest.mark.slow

EXTENSIONS = {
    name: place for name, place in product.EXTENSIONS.items() if "CrawlExtension" not in name
} | {"tests.faulty_crawl.FaultyCrawl": 20}
FAULTS = {
    "opened": "a fault of Warraq's own: KeyError: 'no such listing'",
    "handing out": "a fault of Warraq's own: ZeroDivisionError: division by zero",
}


@pytest.mark.parametrize(("where", "words"), FAULTS.items(), ids=FAULTS)
def test_a_fault_of_our_own_is_the_outcome_of_its_crawl(
    tmp_path: Path, where: str, words: str
) -> None:
    made = Newsroom(per_outlet=3)
    log = tmp_path / "log"
    with running(made):
        given = settings(
            tmp_path / "archive", made, EXTENSIONS=EXTENSIONS, FAULT_IN=where, LOG_LEVEL="ERROR"
        )
        one = Crawl("rif", given, str(log))
        assert (one.wait(LIMIT), one.reason) == ("broke off", words)
        with Archive(tmp_path / "archive") as archive:
            seen = health(archive, "rif", times.now())
            assert (seen.state, seen.trouble) == ("died", words)
        assert "Traceback" in log.read_text("utf-8"), "for whoever mends it"
        # what it had in hand is still due, and the next crawl keeps all
        crawl(tmp_path / "archive", made, ["rif"])
        assert len(texts(tmp_path / "archive")) == 3
