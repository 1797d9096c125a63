"""One article, several addresses: known again by the outlet's own ids, and never two ids merged."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.items import Article, Lead, Outcome
from crawler.spider import OutletSpider
from crawler.urls import slug_of
from storage.archive import Archive
from storage.frontier.frontier import Frontier, Patience
from storage.takedown.orders import erase
from tests.crawling import crawl, outcomes
from tests.making import START, archive, article
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running
from warraq.outlet_loader import all_outlets

slow = pytest.mark.slow
OUTLETS = all_outlets()
FILE = Path(__file__).parents[1] / "outlet_addresses.json"


def with_id() -> list[tuple[OutletSpider, str, tuple[int, int]]]:
    """The known addresses that hold an id, and where in them it stands."""
    found = []
    addresses = json.loads(FILE.read_text("utf-8"))
    for name, known in ((one, addresses[one]) for one in addresses if one in OUTLETS):
        spider = OUTLETS[name]()
        for url in map(spider.canonical, known.get("articles", [])):
            match = re.search(spider.article_url, url) if spider.article_url else None
            if match and match.groupdict().get("id"):
                found.append((spider, url, match.span("id")))
    return found


WITH_ID = with_id()


@given(st.sampled_from(WITH_ID), st.integers(10_000_000, 10**8 - 1), st.integers(0, 10**6))
def test_two_ids_are_never_one_article(
    example: tuple[OutletSpider, str, tuple[int, int]], number: int, other: int
) -> None:
    spider, url, (start, end) = example
    id = url[start:end]
    digits = sum(letter.isdigit() for letter in id)
    if not id.isdigit() or digits < 4:
        return
    one, two = (
        f"{url[:start]}{str(n)[:digits].rjust(digits, '1')}{url[end:]}" for n in (number, other)
    )
    assert (spider.names_of(one) == spider.names_of(two)) == (one == two)
    assert spider.names_of(one) == spider.names_of(spider.canonical(one)) != ()


@pytest.mark.parametrize(
    ("outlet", "one", "two", "same"),
    [
        ("goud", "https://www.goud.ma/قبل-954112/", "http://goud.ma/بعد-954112", True),
        ("goud", "https://www.goud.ma/خبر-954112/", "https://www.goud.ma/خبر-954113/", False),
        ("hespress", "https://www.hespress.com/a-193791.html?utm_source=x",
         "https://hespress.com/%d8%a8-193791.html", True),
        # the former system of Hespress counted anew
        ("hespress", "https://hespress.com/x-490220.html",
         "https://hespress.com/politique/490220.html", False),
        ("akhbarona", "https://www.akhbarona.com/economy/422594.html",
         "https://www.akhbarona.com/permalink/422594.html", True),
        ("nadorcity", "https://www.nadorcity.com/قبل_a77378.html",
         "https://www.nadorcity.com/بعد_a77378.html?print=1", True),
        ("le360fr", "https://fr.le360.ma/societe/avant_FUJWL6XTYFE47NNURUZRBMEJQE/",
         "https://fr.le360.ma/politique/apres_FUJWL6XTYFE47NNURUZRBMEJQE/", True),
        ("bladi", "https://www.bladi.net/avant,119708.html",
         "https://www.bladi.net/apres,119708.html", True),
        ("chouftv", "https://chouftv.ma/press/77343.html",
         "https://chouftv.ma/sport/77343.html", False),
        # another host is another system, whatever its numbers
        ("yabiladi", "https://www.yabiladi.com/articles/details/193960/a.html",
         "https://en.yabiladi.com/articles/details/193960/a.html", False),
        # WordPress makes two equal slugs differ by a number: that is no id
        ("thevoice", "https://thevoice.ma/حرق-بنك-وسرقة-محلات-2/",
         "https://thevoice.ma/انقطاع-الماء-عن-أحياء-2/", False),
        # the day of a date is none either
        ("moroccoworldnews", "https://www.moroccoworldnews.com/2026/06/12/one-thing",
         "https://www.moroccoworldnews.com/2026/06/12/another-thing", False),
        ("kifache", "https://kifache.com/?p=414668", "https://kifache.com/?p=414668&x=", False),
    ],
)  # fmt: skip
def test_what_is_one_article(outlet: str, one: str, two: str, same: bool) -> None:
    spider = OUTLETS[outlet]()
    shared = {*spider.names_of(one)} & {*spider.names_of(two)}
    assert bool(shared) == same


def test_the_number_of_a_post_is_one_whoever_states_it() -> None:
    spider = OUTLETS["medias24"]()
    assert spider.names_of("https://medias24.com/2026/10/02/a/", "5") == ("post 5",)
    assert spider.names_of("https://medias24.com/?p=5") == ("post 5",)
    assert spider.is_article("https://medias24.com/?p=5")


def test_a_canonical_address_of_another_id_is_not_believed() -> None:
    spider = OUTLETS["goud"]()
    own, other = "https://goud.ma/a-954112/", "https://goud.ma/a-111111/"
    given = {"outlet": "goud", "url": own, "fetched_at": START, "headline": "ع", "body": "ب"}
    for stated, expected in ((other, own), ("https://goud.ma/b-954112/", None), (
        "https://elsewhere.ma/a-954112/", own), ("https://goud.ma/", own)):  # fmt: skip
        stating = Article(**given, canonical_url=stated)
        assert spider.article_address(stating) == (expected or stated)


@pytest.mark.parametrize(
    ("own", "stated", "kept"),
    [
        ("https://nichan.ma/x/?random-post=yes", "https://nichan.ma/x/", "https://nichan.ma/x/"),
        ("https://nichan.ma/a.php?id=7", "https://nichan.ma/a.php", "https://nichan.ma/a.php?id=7"),
        ("https://nichan.ma/x/", "https://nichan.ma/section/", "https://nichan.ma/x/"),
        ("https://nichan.ma/x/", "https://nichan.ma/", "https://nichan.ma/x/"),
    ],
)
def test_without_a_pattern_a_canonical_address_may_only_drop_a_query(
    own: str, stated: str, kept: str
) -> None:
    spider = OUTLETS["nichan"]()
    assert spider.article_url is None
    given = {"outlet": "nichan", "url": own, "fetched_at": START, "headline": "ع", "body": "ب"}
    assert spider.article_address(Article(**given, canonical_url=stated)) == kept


def test_slugs_are_words() -> None:
    assert slug_of("https://a.ma/%D9%82%D8%A8%D9%84-12/") == "قبل-12"
    assert slug_of("https://a.ma/politique/12.html") == slug_of("https://a.ma/?p=12") == ""


def test_names_that_contradict_each_other_merge_nothing(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        frontier = Frontier(kept, "one", Patience([], 0, 0))
        first, second = "https://one.ma/a-11111/", "https://one.ma/b-22222/"
        frontier.add(Lead("one", first, "feed"), first, START, names=("id 11111", "post 5"))
        assert frontier.known_as(second, ("id 22222", "post 5")) == second
        assert frontier.known_as("https://one.ma/c-11111/", ("id 11111", "post 6")) != first
        assert frontier.known_as("https://one.ma/c-11111/", ("id 11111",)) == first


def test_listings_bring_nothing_of_an_erased_article_back(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        frontier = Frontier(kept, "one", Patience([], 0, 0))
        url, later = "https://one.ma/a-11111/", "https://one.ma/other-words-11111/"
        frontier.add(Lead("one", url, "feed"), url, START, names=("id 11111",))
        _, id = kept.keep(article(url=url))
        frontier.settle(Outcome("one", url, "new"), url, START, id)
        erase(kept, id, "court of Rabat, 2026/123")
        again = Lead("one", later, "feed", headline_hint="خبر عن شخص بعينه لا يريد أن يذكر")
        assert frontier.known_as(later, ("id 11111",)) == url
        assert not frontier.moved(again, later, url, START)
        assert frontier.add(again, url, START, names=("id 11111",)) == ""
        (row,) = kept.rows("SELECT state, address, headline_hint FROM leads")
        assert tuple(row) == ("erased", url, None)
        assert kept.rows("SELECT 1 FROM aliases") == []


@slow
@pytest.mark.parametrize("outlet", ["rif", "wataniya"])  # an id in the address; one in the API
def test_a_changed_slug_is_the_same_article_with_another_headline(
    tmp_path: Path, outlet: str
) -> None:
    made = Newsroom(per_outlet=5)
    with running(made) as served:
        crawl(tmp_path, made, [outlet], REVISIT_AGES=[10**9])
        pub = made.published(outlet)[1]
        former = made.published(outlet)[1].url
        made.edit(pub.url, headline="عنوان آخر بعد التصحيح الذي نشرته الجريدة")
        with made.lock:
            slug = pub.path.rstrip("/").rpartition("/")[2].partition("_a")[0]
            pub.path = pub.path.replace(slug, "%D8%B9%D9%86%D9%88%D8%A7%D9%86-%D8%A2%D8%AE%D8%B1")
        seen = len(served.log)
        crawl(tmp_path, made, [outlet], REVISIT_AGES=[10**9])
        crawl(tmp_path, made, [outlet], REVISIT_AGES=[10**9])
        paths = {one.path for one in made.published(outlet)} | {former.partition("800")[2]}
        asked = [line.path for line in served.log[seen:] if line.path in paths]
    assert asked == [pub.path]
    assert outcomes(tmp_path, outlet)["alias"] == 1
    with Archive(tmp_path) as kept:
        (revised,) = kept.rows("SELECT * FROM articles WHERE revision = 2")
        (alias,) = kept.rows("SELECT * FROM aliases")
        assert len(kept.rows("SELECT 1 FROM articles")) == len(made.published(outlet))
    assert revised["url"] == former and revised["headline"].startswith("عنوان آخر")
    assert (alias["article_id"], alias["url"]) == (revised["id"], pub.url)
