"""Deletions of any age: what brought an article, and how old it is, makes no difference."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from crawler.items import Lead, Outcome
from crawler.listings import WordPressAPI, WordPressPresence
from crawler.urls import canonical, query_of
from storage import times
from storage.archive import Archive
from storage.frontier.deletion_candidates import FEW, Presence
from storage.frontier.frontier import Frontier, Patience
from storage.frontier.imported_article_leads import APART, AT_ONCE, adopt
from tests.crawling import crawl, make_due, outcomes
from tests.making import START, archive, article
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.publications import Publication
from tests.newsroom.server import running

pytestmark = pytest.mark.slow
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AGES = [3600.0, 86_400.0]


def gone(folder: Path) -> set[str]:
    with Archive(folder) as kept:
        return {row["url"] for row in kept.rows("SELECT url FROM gone")}


def settle_all(folder: Path) -> None:
    """Years have passed: all looks at all articles are over."""
    with Archive(folder) as kept:
        kept.db.execute(
            "UPDATE leads SET state = 'done', due_at = ?1, first_seen = ?1, last_seen = ?1,"
            " fetched_at = ?1, unnamed_at = iif(unnamed_at IS NULL, NULL, ?1)",
            ["2020-01-01T00:00:00Z"],
        )
        then = "2020-01-01T00:00:00Z"
        kept.db.execute("UPDATE listings SET listed_at = ?1, next_poll = ?1", [then])


def test_an_api_tells_of_deletions_when_all_looks_are_over(tmp_path: Path) -> None:
    """Only what it names no more is fetched, once; what it names again is back."""
    made = Newsroom(per_outlet=6)
    with running(made) as server:
        crawl(tmp_path, made, ["sahifa"], REVISIT_AGES=AGES)
        pubs = made.published("sahifa")
        deleted, back = pubs[1], pubs[3]
        for pub in (deleted, back):
            made.delete(pub.url)
        pages = {pub.path for pub in pubs}
        asked = list[str]()
        for _ in range(4):
            settle_all(tmp_path)
            begin = len(server.log)
            crawl(tmp_path, made, ["sahifa"], REVISIT_AGES=AGES)
            asked += [line.path for line in server.log[begin:] if line.path in pages]
            if gone(tmp_path):
                break
            make_due_again(tmp_path)
        assert set(asked) - {newest(tmp_path)} == {deleted.path, back.path}
        assert gone(tmp_path) == {canonical(deleted.url), canonical(back.url)}
        made.restore(back.url)
        settle_all(tmp_path)
        crawl(tmp_path, made, ["sahifa"], REVISIT_AGES=AGES)
        assert gone(tmp_path) == {canonical(deleted.url)}


def newest(folder: Path) -> str:
    """The path of the article that is asked first, to tell whether its host answers for any."""
    with Archive(folder) as kept:
        (row,) = kept.rows(
            "SELECT l.url FROM leads l JOIN articles a ON a.id = l.article_id"
            " WHERE a.gone_at IS NULL ORDER BY l.id DESC LIMIT 1"
        )
    return urlsplit(row["url"]).path


def make_due_again(folder: Path) -> None:
    """The gap between two looks at what may be gone has passed."""
    with Archive(folder) as kept:
        kept.db.execute("UPDATE leads SET state = 'due', due_at = '2020-01-01T00:00:00Z'"
                        " WHERE gone_seen IS NOT NULL")  # fmt: skip


@pytest.mark.parametrize("broken", [False, True])
def test_a_sitemap_that_was_read_whole_tells_of_deletions(tmp_path: Path, broken: bool) -> None:
    made = Newsroom(per_outlet=8)
    with running(made) as server:
        crawl(tmp_path, made, ["jarida"], REVISIT_AGES=AGES)
        deleted = made.published("jarida")[2]
        made.delete(deleted.url)
        settle_all(tmp_path)
        if broken:
            child = next(line.path for line in server.log if "sitemap-articles" in line.path)
            made.habits[f"jarida{child}"] = "500"
        begin, pages = len(server.log), {pub.path for pub in made.outlets["jarida"].publications}
        for _ in range(3):
            crawl(tmp_path, made, ["jarida"], REVISIT_AGES=AGES, RETRY_TIMES=0)
        asked = {line.path for line in server.log[begin:] if line.path in pages}
    assert asked - {newest(tmp_path)} == (set() if broken else {deleted.path})
    assert gone(tmp_path) == (set() if broken else {canonical(deleted.url)})


def test_a_sitemap_that_takes_longer_than_a_second_to_read_tells_of_them_too(
    tmp_path: Path,
) -> None:
    """What it names is noted page by page, later than its reading began."""
    made = Newsroom(per_outlet=4)
    with running(made):
        crawl(tmp_path, made, ["jarida"], REVISIT_AGES=AGES)
        deleted = made.published("jarida")[2]
        made.delete(deleted.url)
        settle_all(tmp_path)
        crawl(tmp_path, made, ["jarida"], REVISIT_AGES=AGES, DOWNLOAD_DELAY=1.1)
        crawl(tmp_path, made, ["jarida"], REVISIT_AGES=AGES)
    assert gone(tmp_path) == {canonical(deleted.url)}


def move_to(folder: Path, year: int, pubs: Sequence[Publication]) -> None:
    """Some articles are of an old year."""
    with Archive(folder) as kept:
        for pub in pubs:
            kept.db.execute(
                "UPDATE articles SET published_at = ? WHERE url = ?",
                [f"{year}-03-05T10:00:00Z", canonical(pub.url)],
            )


@pytest.mark.parametrize("left", [0, 2], ids=["a whole year", "a section of it"])
def test_an_old_archive_that_was_deleted_at_once_is_found_gone(tmp_path: Path, left: int) -> None:
    """The sitemap names nothing of a year, or much less: first a few are looked at, then all."""
    made = Newsroom()
    with running(made):
        crawl(tmp_path, made, ["jarida"], REVISIT_AGES=AGES)
        pubs = made.published("jarida")
        old = pubs[:10]
        move_to(tmp_path, 2019, old)
        deleted = old[: len(old) - left]
        for pub in deleted:
            made.delete(pub.url)
        found = []
        for _ in range(2):
            settle_all(tmp_path)
            for _ in range(2):
                crawl(tmp_path, made, ["jarida"], REVISIT_AGES=AGES)
                make_due_again(tmp_path)
            found.append(len(gone(tmp_path)))
    assert found[0] == FEW and gone(tmp_path) == {canonical(pub.url) for pub in deleted}


def test_a_sitemap_is_asked_little_about_years_that_it_does_not_hold(tmp_path: Path) -> None:
    """It holds 2026 but for one article, and of the twenty of 2019 the last."""
    began = START + HOUR
    with archive(tmp_path) as kept:
        frontier = Frontier(kept, "one", Patience(AGES, 600, 60))
        for number in range(1, 41):
            url, born = (
                f"https://one.ma/{number}.html",
                START - (2600 * DAY if number > 20 else DAY),
            )
            frontier.add(Lead("one", url, "feed"), url, START - DAY)
            _, id = kept.keep(article(number, fetched_at=START - DAY, published_at=born))
            frontier.settle(Outcome("one", url, "new"), url, START - DAY, id)
            if number not in range(20, 40):
                frontier.add(Lead("one", url, "sitemap"), url, began)
        kept.db.execute("UPDATE leads SET state = 'done'")
        presence = Presence(kept, "one", AGES[-1])
        looked_at = set[str]()
        for week in range(8):
            at = began + week * 7 * DAY
            kept.db.execute(
                "UPDATE leads SET last_seen = ? WHERE last_seen = ?",
                [times.stamp(at), times.stamp(began if week == 0 else at - 7 * DAY)],
            )
            assert presence.named_since(at, at) <= FEW + 1
            due = {one.url for one in frontier.due(at, 99)}
            assert "https://one.ma/20.html" in due  # the last age is a day
            assert len(due - {"https://one.ma/20.html"}) <= FEW
            looked_at |= due
            for url in due:  # all are there
                frontier.settle(Outcome("one", url, "repeat"), url, at + HOUR)
        assert len(looked_at) == 20  # the nineteen of 2019 that it does not name, in turn
        kept.db.execute("UPDATE leads SET state = 'done'")
        ahead = times.stamp(began + 900 * DAY)
        kept.db.execute(
            "UPDATE leads SET last_seen = ?, state = 'done', unnamed_at = NULL", [ahead]
        )
        assert presence.named_since(began, began) == 0  # nobody knows what it named


def test_a_post_that_an_api_does_not_name_is_not_looked_at_again_and_again(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        frontier = Frontier(kept, "one", Patience(AGES, 600, 60))
        for number in (1, 2, 3):
            url = f"https://one.ma/{number}.html"
            frontier.add(Lead("one", url, "api"), url, START, names=[f"post {number}"])
            _, id = kept.keep(article(number, fetched_at=START))
            frontier.settle(Outcome("one", url, "new"), url, START, id)
        presence = Presence(kept, "one", AGES[-1])
        assert presence.to_ask(START, 10) == []  # all are looked at soon
        late = START + 40 * DAY
        kept.db.execute("UPDATE leads SET state = 'done'")
        assert presence.to_ask(late, 2) == ["1", "2"]
        assert presence.answered(["1", "2"], ["1"], late) == 1
        assert [due.url[-6] for due in frontier.due(late, 9)] == ["2"]
        url = "https://one.ma/2.html"
        frontier.settle(Outcome("one", url, "repeat"), url, late)  # it is there, and not public
        assert presence.to_ask(late + HOUR, 9) == ["1", "3"]  # nothing has told of these
        assert presence.answered(["2"], [], late + HOUR) == 0
        assert presence.answered(["2"], [], late + 2 * DAY) == 1  # after the last age, once more


def test_a_request_asks_for_given_posts_and_an_empty_answer_is_one(tmp_path: Path) -> None:
    listing = WordPressAPI().presence()
    assert isinstance(listing, WordPressPresence)
    address = listing.address_of("https://one.ma/", ["7", "12"])
    assert query_of(address)["include"] == "7,12" and query_of(address)["per_page"] == "100"
    assert listing.may_be_empty(address) and not listing.may_be_empty(
        listing.address("https://a.ma/")
    )


def imported(folder: Path, made: Newsroom, name: str) -> None:
    """What an outlet shows, as an import brings it: articles that no lead led to."""
    with Archive(folder, create=True) as kept:
        for pub in made.published(name):
            body = "\n".join(pub.paragraphs)
            given = {"url": canonical(pub.url), "headline": pub.headline, "body": body}
            kept.keep(article(outlet=name, fetched_at=times.now() - 900 * DAY, **given))


@pytest.mark.parametrize("listed", [True, False])
def test_an_imported_article_is_gone_by_the_rules_of_all_others(
    tmp_path: Path, listed: bool
) -> None:
    """Whether a listing still names it or not: the first 404 is a doubt, the second is proof."""
    made = Newsroom(per_outlet=4)
    with running(made):
        imported(tmp_path, made, "sahifa")
        one = made.published("sahifa")[0]
        if listed:
            made.habits[f"sahifa{one.path}"] = "404"
        else:
            made.delete(one.url)
        crawl(tmp_path, made, ["sahifa"], GONE_GAP=3600)
        assert gone(tmp_path) == set() and outcomes(tmp_path)["deferred"] == 1
        with Archive(tmp_path) as kept:  # hours later
            kept.db.execute("UPDATE leads SET gone_seen = '2020-01-01T00:00:00Z'"
                            " WHERE gone_seen IS NOT NULL")  # fmt: skip
        make_due(tmp_path)
        crawl(tmp_path, made, ["sahifa"])
    assert gone(tmp_path) == {canonical(one.url)}
    with Archive(tmp_path) as kept:
        led = "SELECT article_id FROM leads WHERE article_id IS NOT NULL"
        assert not kept.rows(f"SELECT 1 FROM articles WHERE id NOT IN ({led})")


class Outlet:
    name = "one"

    def names_of(self, url: str) -> tuple[str, ...]:
        return (f"id {url.removesuffix('.html').rpartition('/')[2]}",)


def test_an_adopted_article_is_known_by_its_names_and_adopted_once(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        frontier = Frontier(kept, "one", Patience(AGES, 600, 60))
        for number in (1, 2, 3):
            kept.keep(article(number, fetched_at=START - 900 * DAY))
        known = "https://one.ma/2.html"
        frontier.add(Lead("one", known, "feed"), known, START)
        frontier.settle(Outcome("one", known, "gone", "404"), known, START)  # a doubt, no more
        assert kept.rows("SELECT 1 FROM gone") == []
        kept.db.execute("INSERT INTO tombstones (article_id, at, reason) VALUES (3, '', '')")
        assert adopt(kept, Outlet(), START) == 1
        assert adopt(kept, Outlet(), START) == 0
        assert [due.url for due in frontier.due(START, 9)] == ["https://one.ma/1.html"]
        assert frontier.known_as("https://one.ma/new-slug-1.html", ["id 1"]).endswith("ma/1.html")
        url = "https://one.ma/1.html"
        kinds = [
            frontier.settle(Outcome("one", url, "gone", "404"), url, START + hours * HOUR).kind
            for hours in (0, 1)
        ]
        assert kinds == ["deferred", "gone"]


def test_a_large_import_leaves_the_host_time_for_news(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        for number in range(AT_ONCE + 12):
            kept.db.execute(
                "INSERT INTO articles (outlet, url, headline, body, words, first_seen, last_seen,"
                " fetched_at, fingerprint, text_hash, reader) VALUES"
                " ('one', ?, '', '', 0, '2020', '2020', '2020', '', '', 1)", [str(number)],
            )  # fmt: skip
        assert adopt(kept, Outlet(), START) == AT_ONCE + 12
        frontier = Frontier(kept, "one", Patience(AGES, 600, 60))
        assert len(frontier.due(START, 999)) == AT_ONCE + 1
        assert len(frontier.due(START + 5 * APART, 999)) == AT_ONCE + 6
