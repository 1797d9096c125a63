"""The sample newsroom at work: publishing, editing, caching, disguise and bad habits."""

import gzip
import http.client
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime

import feedparser
import pytest
from lxml import html as lxml_html

from tests.newsroom import Newsroom, Running, running
from tests.newsroom.families import OUTLETS
from tests.newsroom.habits import HABITS, HUGE
from tests.newsroom.visitor import OPENER, Got, get, visible
from tests.waiting import LIMIT

pytestmark = pytest.mark.slow

NAMES = [outlet.name for outlet in OUTLETS]
START = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)


@pytest.fixture
def small() -> Iterator[Running]:
    """A newsroom that a test may change."""
    with running(Newsroom(start=START, per_outlet=3, now=lambda: START)) as served:
        yield served


def test_publish_edit_delete_restore_are_seen_over_http(small: Running) -> None:
    newsroom = small.newsroom
    feed = small.url("sahifa", "feed/")
    fresh = newsroom.release("sahifa")[0]
    assert fresh.url in get(feed).text
    newsroom.edit(fresh.url, "عنوان مصحح", ["فقرة واحدة بعد التصحيح."])
    page = get(fresh.url).text
    assert "عنوان مصحح" in page
    assert "فقرة واحدة بعد التصحيح." in page
    assert 'property="article:modified_time"' in page
    gold = newsroom.gold(fresh.url)
    assert gold["modified_at"] > gold["published_at"]
    newsroom.delete(fresh.url)
    assert newsroom.gold(fresh.url)["deleted"]
    assert get(fresh.url).status == 404
    assert fresh.url not in get(feed).text
    newsroom.restore(fresh.url)
    assert get(fresh.url).status == 200
    gone = newsroom.delete(newsroom.published("akhbar")[0].url)
    assert get(gone.url).status == 410


def test_another_process_may_drive_it(small: Running) -> None:
    control = small.url("arc", "_newsroom/")
    made = json.loads(get(f"{control}publish", {"outlet": "rif"}).text)
    assert small.newsroom.gold(made["url"]) == made
    text = {"outlet": "arc", "headline": "خبر عاجل", "paragraphs": ["فقرة أولى.", "فقرة ثانية."]}
    made = json.loads(get(f"{control}publish", text).text)
    assert "فقرة ثانية." in get(made["url"]).text
    assert get(f"{control}edit", {"url": made["url"], "headline": "خبر آخر"}).status == 200
    assert "خبر آخر" in get(made["url"]).text
    assert get(f"{control}delete", {"url": made["url"]}).status == 200
    assert get(made["url"]).status == 404
    assert get(f"{control}delete", {"url": "http://127.0.0.2/nothing"}).status == 400
    overview = json.loads(get(control).text)
    assert {gold["url"] for gold in overview["gold"] if gold["deleted"]} == {made["url"]}
    assert not [line for line in small.log if line.path.startswith("/_newsroom")]


@pytest.mark.parametrize("name", NAMES)
def test_what_has_not_changed_answers_304(small: Running, name: str) -> None:
    pub = small.newsroom.published(name)[0]
    for url in (pub.url, small.url(name)):
        first = get(url)
        etag, modified = first.headers["ETag"], first.headers["Last-Modified"]
        assert get(url, If_None_Match=etag.removeprefix("W/")).status == 304
        assert get(url, If_None_Match=etag).status == (200 if name == "sahifa" else 304)
        assert get(url, If_Modified_Since=modified).status == 304
        early = format_datetime(datetime(2020, 1, 1, tzinfo=UTC), usegmt=True)
        assert get(url, If_Modified_Since=early).status == 200
    small.newsroom.edit(pub.url, paragraphs=["نص آخر تماما."])
    again = get(pub.url, If_None_Match=get(small.url(name)).headers["ETag"].removeprefix("W/"))
    assert again.status == 200
    line = small.requests(name)[-1]
    assert (line.status, line.method, line.if_none_match is not None) == (200, "GET", True)


def test_gzip_and_chunked(small: Running) -> None:
    assert get(small.url("sahifa"), Accept_Encoding="gzip").zipped
    assert not get(small.url("sahifa")).zipped
    assert get(small.url("minbar")).headers["Transfer-Encoding"] == "chunked"


def test_wordpress_has_more_than_one_address_for_a_thing(small: Running) -> None:
    pub = small.newsroom.published("wataniya")[0]
    assert get(small.url("wataniya", "?feed=atom")).text == get(small.url("wataniya", "feed/")).text
    assert get(small.url("wataniya", "feed")).headers["Location"].endswith("/feed/")
    assert get(small.url("wataniya", f"?p={pub.number}")).headers["Location"] == pub.url
    assert get(pub.url.rstrip("/")).headers["Location"] == pub.url


def test_a_seed_changes_names_and_addresses_but_no_word() -> None:
    plain, other = Newsroom(start=START), Newsroom(start=START, seed=7)
    assert {pub.path for pub in other.published()}.isdisjoint(p.path for p in plain.published())
    kept = ("outlet", "headline", "paragraphs", "byline", "section", "tags", "published_at")
    for one, two in zip(plain.published(), other.published(), strict=True):
        assert [one.gold()[key] for key in kept] == [two.gold()[key] for key in kept]
    again = Newsroom(start=START, seed=7)
    with running(again) as served:
        for name in NAMES:
            outlet, pub = other.outlet(name), other.published(name)[0]
            assert outlet.container != plain.outlet(name).container
            page = get(served.url(name, pub.path)).text
            body = lxml_html.fromstring(page).cssselect(outlet.container)
            assert len(body) == 1
            assert pub.paragraphs[-1] in visible(lxml_html.tostring(body[0], encoding="unicode"))
            assert not re.search(plain.outlet(name).article_url, pub.url)
            assert re.search(outlet.article_url, pub.url)
            for path in outlet.listings.values():
                assert get(served.url(name, path)).status == 200
                assert path not in plain.outlet(name).listings.values()


def test_an_old_charset_stands_in_the_page_only() -> None:
    newsroom = Newsroom(start=START, per_outlet=2, charsets={"rif": "windows-1256"})
    with running(newsroom) as served:
        pub = newsroom.published("rif")[0]
        got = get(pub.url)
        assert got.headers["Content-Type"] == "text/html"
        assert b"Charset=windows-1256" in got.body
        text = visible(got.body.decode("cp1256"))
        assert all(" ".join(paragraph.split()) in text for paragraph in pub.paragraphs)
        assert newsroom.outlet("rif").printed(pub) in text  # digits as character references
        assert b"&#163" in got.body
        assert pub.headline in get(served.url("rif", "xml/syndication.rss")).text


def test_bad_habits(small: Running) -> None:
    newsroom, path = small.newsroom, small.newsroom.published("sahifa")[0].path
    url = small.url("sahifa", path)

    def habit(name: str, **headers: str) -> Got:
        newsroom.habits[f"sahifa{path}"] = name
        return get(url, **headers)

    good = get(url)
    assert habit("empty").body == b""
    assert b"\x00" in habit("binary").body
    assert habit("500").status == 500
    assert habit("404").status == 404
    late = habit("429")
    assert (late.status, late.headers["Retry-After"]) == (429, "120")
    assert (habit("challenge").status, habit("challenge-200").status) == (403, 200)
    assert b"_cf_chl_opt" in habit("challenge").body
    cut = habit("truncated-gzip")
    assert cut.zipped
    pytest.raises(EOFError, gzip.decompress, cut.body)
    assert "charset=UTF-8" in habit("wrong-charset").headers["Content-Type"]
    assert "تعليق" in habit("wrong-charset").body.decode("cp1256")
    pytest.raises(http.client.IncompleteRead, habit, "truncated")
    newsroom.slowness, unread = 0.0, ("huge", "endless", "truncated")
    assert habit("slow").body == good.body
    assert habit("home").status == 302
    assert all(habit(name).status for name in HABITS if name not in unread)
    newsroom.habits.clear()
    newsroom.habits["/feed/"] = "broken-feed"
    for name in ("sahifa", "minbar"):
        broken = feedparser.parse(get(small.url(name, "feed/")).body)
        assert broken.bozo
    for name, least in (("huge", HUGE), ("endless", 100_000)):
        newsroom.habits = {path: name}
        with OPENER.open(url, timeout=LIMIT) as response:
            assert len(response.read(least)) == least
    assert [line.status for line in small.requests("sahifa", path)][:2] == [200, 200]
