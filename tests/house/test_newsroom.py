"""The sample newsroom keeps its promises: its texts, its pages, its listings."""

import html
import itertools
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import feedparser
import pytest
from lxml import html as lxml_html

from tests.newsroom import Newsroom, Running, Story, load_stories, reference_report, running
from tests.newsroom.families import OUTLETS
from tests.newsroom.printed_dates import hespress, kech, le360, rif
from tests.newsroom.visitor import get, locs, visible

pytestmark = pytest.mark.slow

NAMES = [outlet.name for outlet in OUTLETS]
START = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
FEEDS = {"sahifa": "rss20", "minbar": "rss20", "rif": "rss20", "jarida": "rss20"}


@pytest.fixture(scope="module")
def served() -> Iterator[Running]:
    """A newsroom that no test changes."""
    with running(Newsroom(start=START, crawl_delay=1)) as served:
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
