"""The sample newsroom keeps its promises: texts, pages, listings, manners, bad habits."""

import gzip
import html
import itertools
import json
import re
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime

import feedparser
import pytest
from lxml import html as lxml_html

from tests.newsroom import Newsroom, Running, Story, load_stories, reference_report, running
from tests.newsroom.families import OUTLETS
from tests.newsroom.habits import HUGE
from tests.newsroom.printed_dates import hespress, kech, le360, rif

NAMES = [outlet.name for outlet in OUTLETS]
START = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
FEEDS = {"sahifa": "rss20", "minbar": "rss20", "rif": "rss20", "jarida": "rss20"}


@dataclass
class Got:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        unzipped = gzip.decompress(self.body) if self.zipped else self.body
        return unzipped.decode("utf-8")

    @property
    def zipped(self) -> bool:
        return self.headers.get("Content-Encoding") == "gzip"


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        return None


_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay())


def get(url: str, data: object = None, **headers: str) -> Got:
    """Ask for an address; redirects and errors are answers too."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    body = None if data is None else json.dumps(data).encode()
    request = urllib.request.Request(url, data=body, headers=sent)
    try:
        with _OPENER.open(request, timeout=10) as response:
            return Got(response.status, response.headers, response.read())
    except urllib.error.HTTPError as error:
        with error:
            return Got(error.code, error.headers, error.read())


def visible(page: str) -> str:
    """The text of a page, tags away and blanks made one."""
    bare = re.sub(r"<[^>]*>", "", re.sub(r"(?s)<(script|style).*?</\1>", " ", page))
    return " ".join(html.unescape(bare).split())


def locs(got: Got) -> list[str]:
    body = gzip.decompress(got.body) if got.body.startswith(b"\x1f\x8b") else got.body
    return [node.text or "" for node in ET.fromstring(body).iter() if node.tag.endswith("}loc")]


@pytest.fixture(scope="module")
def served() -> Iterator[Running]:
    """A newsroom that no test changes."""
    with running(Newsroom(start=START, crawl_delay=1)) as served:
        yield served


@pytest.fixture
def small() -> Iterator[Running]:
    """A newsroom that a test may change."""
    with running(Newsroom(start=START, per_outlet=3, now=lambda: START)) as served:
        yield served


def test_there_are_enough_stories_of_some_length() -> None:
    stories = load_stories()
    assert len(stories) >= 80
    assert [s.slug for s in stories if len(" ".join(s.paragraphs).split()) < 120] == []
    assert [s.slug for s in stories] == sorted(s.slug for s in stories)
    assert len(reference_report().paragraphs) == 8


def test_no_story_is_a_copy_of_another() -> None:
    def grams(story: Story) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", " ".join(story.paragraphs))
        return set(zip(words, words[1:], words[2:], strict=False))

    known = [(story.slug, grams(story)) for story in (*load_stories(), reference_report())]
    near = [
        (a, b)
        for (a, left), (b, right) in itertools.combinations(known, 2)
        if len(left & right) >= 0.1 * len(left | right)
    ]
    assert near == []


def test_every_story_is_published_once_and_the_report_three_times(served: Running) -> None:
    published = served.newsroom.published()
    slugs = [pub.story.slug for pub in published]
    assert set(slugs) == {story.slug for story in load_stories()} | {"reference-report"}
    assert len(slugs) == len(load_stories()) + 3
    assert published[0].published_at == START
    ((slug, urls),) = served.newsroom.copies().items()
    assert (slug, [re.findall(r"127\.0\.0\.\d", url)[0] for url in urls]) == (
        "reference-report", ["127.0.0.2", "127.0.0.4", "127.0.0.6"],
    )  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_every_page_holds_its_gold(served: Running, name: str) -> None:
    outlet = served.newsroom.outlet(name)
    for pub in served.newsroom.published(name):
        got = get(pub.url)
        gold = served.newsroom.gold(pub.url)
        text = visible(got.text)
        assert got.status == 200
        assert re.search(outlet.article_url, pub.url)
        assert " ".join(gold["headline"].split()) in text
        body = lxml_html.fromstring(got.text).cssselect(outlet.container)[0].text_content()
        for paragraph in gold["paragraphs"]:
            assert " ".join(paragraph.split()) in " ".join(body.split())
        assert gold["byline"] is None or gold["byline"] in text
        assert "©" in text
        assert "تعليق" in text
        assert f'content="{html.escape(pub.headline)} - {outlet.arabic_name}"' in got.text


def test_dates_are_printed_in_the_moroccan_manner() -> None:
    at = datetime(2020, 11, 20, 8, 0, tzinfo=UTC)
    assert hespress(at) == "الجمعة 20 نونبر 2020 - 09:00"
    assert rif(at) == "أضيف في ٢٠ نونبر ٢٠٢٠ الساعة ٠٩:٠٠"
    assert le360(at) == "في 20/11/2020 على الساعة 09:00"
    assert kech(datetime(2022, 4, 8, 12, tzinfo=UTC)) == "نشر في: 8 أبريل 2022"
    assert hespress(datetime(2026, 3, 1, 9, tzinfo=UTC)).endswith("09:00")  # Ramadan


@pytest.mark.parametrize("name", NAMES)
def test_the_printed_date_stands_on_the_page(served: Running, name: str) -> None:
    pub = served.newsroom.published(name)[0]
    outlet = served.newsroom.outlet(name)
    tree = lxml_html.fromstring(get(pub.url).text)
    assert outlet.printed(pub) in tree.cssselect(outlet.hints["published"])[0].text_content()
    machine = tree.xpath("boolean(//meta[@property='article:published_time'])")
    assert machine == (name in ("sahifa", "arc", "wataniya"))
    linked = [one.text_content() for one in tree.cssselect(outlet.hints["tags"])]
    assert linked == list(pub.story.tags)


@pytest.mark.parametrize("name", [*FEEDS, "wataniya"])
def test_feeds_list_the_newest_articles(served: Running, name: str) -> None:
    outlet = served.newsroom.outlet(name)
    got = get(served.url(name, outlet.listings["feed"]))
    feed = feedparser.parse(got.text.encode())
    assert not feed.bozo
    assert feed.version == FEEDS.get(name, "atom10")
    newest = served.newsroom.published(name)[: len(feed.entries)]
    assert len(newest) >= 10
    assert [entry.link for entry in feed.entries] == [pub.url for pub in newest]
    assert [html.unescape(entry.title) for entry in feed.entries] == [p.headline for p in newest]
    times = [datetime(*entry.published_parsed[:6], tzinfo=UTC) for entry in feed.entries]
    assert times == [pub.published_at for pub in newest]


def test_the_wordpress_api_pages_filters_and_refuses(served: Running) -> None:
    place = served.url("sahifa", "wp-json/wp/v2/posts")
    pubs = served.newsroom.published("sahifa")
    first = get(f"{place}?per_page=5&_fields=id,link,title")
    assert (first.headers["X-WP-Total"], first.headers["X-WP-TotalPages"]) == (
        str(len(pubs)), str(-(-len(pubs) // 5)),
    )  # fmt: skip
    found = json.loads(first.text)
    assert [post["link"] for post in found] == [pub.url for pub in pubs[:5]]
    assert set(found[0]) == {"id", "link", "title"}
    past = get(f"{place}?per_page=5&page=99")
    assert past.status == 400
    assert json.loads(past.text)["code"] == "rest_post_invalid_page_number"
    assert get(f"{place}?per_page=101").status == 400
    after = f"{pubs[2].published_at:%Y-%m-%dT%H:%M:%S}Z"
    for name in ("after", "modified_after"):
        posts = json.loads(get(f"{place}?{name}={after}").text)
        assert [post["link"] for post in posts] == [pub.url for pub in pubs[:2]]
    assert get(f"{place}?after=yesterday").status == 400
    assert get(f"{place}?after=2030-01-01T00:00:00").headers["X-WP-TotalPages"] == "0"


@pytest.mark.parametrize("name", ["arc", "jarida", "wataniya"])
def test_sitemaps_lead_to_every_article(served: Running, name: str) -> None:
    listings = served.newsroom.outlet(name).listings
    index = next(path for kind, path in listings.items() if kind in ("sitemap", "category-sitemap"))
    children = locs(get(served.url(name, index)))
    assert len(children) > 1
    assert any(child.endswith(".gz") for child in children) == (name == "jarida")
    found = {loc for child in children for loc in locs(get(child))}
    assert found >= {pub.url for pub in served.newsroom.published(name)}
    if name == "arc":
        pubs = served.newsroom.published(name)
        assert locs(get(served.url(name, listings["news-sitemap"])))[::2] == [p.url for p in pubs]


@pytest.mark.parametrize("name", ["minbar", "akhbar", "rif", "jarida"])
def test_sections_lead_from_page_to_page(served: Running, name: str) -> None:
    outlet = served.newsroom.outlet(name)
    url, found = served.url(name, outlet.listings["section"]), set[str]()
    for _ in range(9):
        tree = lxml_html.fromstring(get(url).text, base_url=url)
        tree.make_links_absolute()
        found |= set(tree.xpath("//a/@href"))
        older = tree.xpath(
            "//a[@rel='next' or contains(@class, 'next')] | //li[contains(@class, '--next')]/a"
        )
        if not older:
            break
        url = older[0].get("href")
    assert found >= {pub.url for pub in served.newsroom.published(name)}


def test_robots(served: Running) -> None:
    robots = {name: get(served.url(name, "robots.txt")).text for name in NAMES}
    assert [name for name, text in robots.items() if "/private/" in text] == ["jarida"]
    assert [name for name, text in robots.items() if "Crawl-delay: 1\n" in text] == ["wataniya"]
    assert get(served.url("akhbar", "feed/")).status == 404


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


def test_gzip_and_chunked(served: Running) -> None:
    assert get(served.url("sahifa"), Accept_Encoding="gzip").zipped
    assert not get(served.url("sahifa")).zipped
    assert get(served.url("minbar")).headers["Transfer-Encoding"] == "chunked"


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
    newsroom.slowness = 0.0
    assert habit("slow").body == good.body
    assert habit("home").status == 302
    newsroom.habits.clear()
    newsroom.habits["/feed/"] = "broken-feed"
    for name in ("sahifa", "minbar"):
        broken = feedparser.parse(get(small.url(name, "feed/")).body)
        assert broken.bozo
    for name, least in (("huge", HUGE), ("endless", 100_000)):
        newsroom.habits = {path: name}
        with _OPENER.open(url, timeout=10) as response:
            assert len(response.read(least)) == least
    assert [line.status for line in small.requests("sahifa", path)][:2] == [200, 200]
