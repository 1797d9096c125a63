"""The reference report comes out exactly, whatever the markup, the class names, the encoding."""

import urllib.request
from datetime import UTC, datetime
from urllib.parse import quote

import pytest

from crawler.items import Page
from crawler.reading.extraction_hints import Hints
from crawler.reading.reader import read_article
from tests.newsroom.newsroom import REPRINTS, Newsroom
from tests.newsroom.server import running
from tests.newsroom.stories import reference_report

pytestmark = pytest.mark.slow

REPORT = reference_report()


def served(made: Newsroom) -> dict[str, Page]:
    """The pages of the report as its outlets serve them."""
    pages = {}
    with running(made):
        for pub in made.published():
            if pub.story.slug == REPORT.slug:
                url = quote(pub.url, safe=":/%?=&")
                request = urllib.request.Request(url, headers={"User-Agent": "Warraq"})
                with urllib.request.urlopen(request) as response:
                    headers = {k.lower(): v for k, v in response.headers.items()}
                    body = response.read()
                pages[pub.outlet.name] = Page(
                    pub.outlet.name, url, datetime.now(UTC), 200, headers, body
                )
    return pages


@pytest.mark.parametrize("seed", [None, 1, 2, 3, 4, 5])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1256"])
@pytest.mark.parametrize("told", [True, False])
def test_the_report_is_exact(seed: int | None, charset: str, told: bool) -> None:
    made = Newsroom(per_outlet=2, seed=seed, charsets=dict.fromkeys(REPRINTS, charset))
    pages = served(made)
    assert set(pages) == set(REPRINTS)
    for outlet, page in pages.items():
        hints = Hints(body=made.outlet(outlet).container) if told else None
        article = read_article(page, hints)
        assert article.headline == REPORT.headline
        assert article.body.splitlines() == list(REPORT.paragraphs)
        assert article.body_source == ("page" if not told else f"container: {hints.body}")  # type: ignore[union-attr]


def test_the_report_is_what_it_should_be() -> None:
    assert len(REPORT.paragraphs) == 8
    assert ".." in REPORT.headline
    assert any(" ،" in text for text in REPORT.paragraphs)
    assert any("«" in text for text in REPORT.paragraphs)
