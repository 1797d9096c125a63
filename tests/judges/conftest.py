"""The archive that is judged: the whole sample newsroom, and answers as nobody should send them."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.raw import Fetched, SegmentWriter
from tests.crawling import crawl
from tests.making import START
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running

PAGE = "<p>نص</p>".encode()
AWKWARD = (
    "https://www.One.ma/A-1.html", "http://one.ma", "https://one.ma/x/?b=2&a=1",
    "http://one.ma:8080/x", "https://one.ma:443/x", "https://ar.one.ma/س//x",
    "http://www2.one.ma/a%2Fb", "https://one.ma/a?", "https://one.ma/a/../b/./c",
    "https://one.ma./a", "https://مثال.ma/س", "https://one.ma/a%2525b", "https://one.ma/a%zz",
    "https://one.ma/%D8%B3?q=%D8%B3+%C3%A9", "https://one.ma/?a&&b", "https://one.ma/É?É=É",
    "https://one.ma/a?b=https://two.ma/x?y", "https://one.ma/a|b\"c<d>e`f{g}h^i\\j[k]",
    "https://one.ma/a;jsessionid=0123456789abcdef0123456789abcdef",
    "https://one.ma/a?PHPSESSID=0123456789abcdef0123456789abcdef&x=1",
    "https://one.ma/a?x=1&sid=0123456789abcdef0123456789abcdef",
    "https://one.ma/a?ASPSESSIONIDABCDEFGH=ABCDEFGHIJKLMNOPQRSTUVWX&x=1",
    "https://one.ma/a.php?CFID=1234567&CFTOKEN=12345678", "https://192.168.1.2/x",
    "https://one.ma/wp-json/wp/v2/posts?per_page=50&_fields=id,link",
)  # fmt: skip
TYPES = (
    "text/html; charset=utf-8", "Text/HTML ;charset=windows-1256", "text/html,text/html", "",
    "image/x-icon", None,
)  # fmt: skip


def keep_awkward(kept: Archive) -> None:
    """Answers as servers should not send them, under addresses that nobody should give."""
    raw = SegmentWriter(kept, "awkward")
    for number, url in enumerate(AWKWARD):
        mime = TYPES[number % len(TYPES)]
        headers = [] if mime is None else [("Content-Type", mime)]
        status = (200, 200, 404, 301)[number % 4]
        body = PAGE * (number % 3)  # empty ones, and the same bytes again: revisits
        at = START + timedelta(seconds=number // 2)
        raw.keep(Fetched(url, at, status, "Any Reason", headers, body))
    raw.close()


@pytest.fixture(scope="session")
def newsroom() -> Iterator[Newsroom]:
    made = Newsroom(per_outlet=3, charsets={"rif": "windows-1256"})
    with running(made):
        yield made


@pytest.fixture(scope="session")
def folder(newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the whole sample newsroom, looked at twice, with redirects and refusals."""
    folder = tmp_path_factory.mktemp("judged") / "archive"
    for pub, habit in zip(newsroom.published("wataniya"), ("home", "410"), strict=False):
        newsroom.habits[f"wataniya{pub.path}"] = habit
    crawl(folder, newsroom)
    with Archive(folder) as kept:
        kept.db.execute(
            "UPDATE leads SET state = 'due', due_at = '2000', etag = NULL, last_modified = NULL"
        )
        keep_awkward(kept)
    crawl(folder, newsroom)
    return folder
