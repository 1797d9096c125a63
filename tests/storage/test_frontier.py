"""The frontier: what is due when, and what a crash leaves."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from crawler.errors import EmptyListing, Gone, TryLater
from crawler.failure_classification import weight_of
from crawler.items import Ground, Lead, Outcome, OutcomeKind, PollResult
from storage import times
from storage.archive import Archive
from storage.database import writing
from storage.frontier.clock_skew import pull_back
from storage.frontier.frontier import Frontier, Patience
from storage.frontier.lead_overview import LeadFilter, leads, retry
from storage.frontier.polling import Polling
from storage.query.health import health, next_due
from tests.making import START, archive, article

pytestmark = pytest.mark.slow

PATIENCE = Patience([3600, 86400], gone_gap=600, retry_delay=60)
URL = "https://one.ma/1.html"


def lead(number: int = 1, **hints: datetime) -> Lead:
    return Lead("one", f"https://one.ma/{number}.html", "https://one.ma/feed", **hints)  # type: ignore[arg-type]


def frontier(kept: Archive) -> Frontier:
    return Frontier(kept, "one", PATIENCE)


def settle(
    kept: Archive, kind: OutcomeKind, minutes: float, article_id: int | None = None, **more: float
) -> None:
    outcome = Outcome("one", URL, kind, "said the server", more.get("retry_after"))
    frontier(kept).settle(outcome, URL, START + timedelta(minutes=minutes), article_id)


def due(kept: Archive, minutes: float) -> list[str]:
    return [found.lead.url for found in frontier(kept).due(START + timedelta(minutes=minutes), 10)]


def test_a_lead_is_due_once_and_again_at_each_age(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        assert frontier(kept).add(lead(), URL, START)
        assert not frontier(kept).add(lead(), URL, START)
        assert due(kept, 0) == [URL]
        _, id = kept.keep(article())
        settle(kept, "new", 1, id)
        assert due(kept, 59) == []
        assert due(kept, 61) == [URL]
        settle(kept, "repeat", 61)
        assert due(kept, 1439) == []
        assert due(kept, 1441) == [URL]
        settle(kept, "repeat", 1441)
        assert due(kept, 10**6) == []


def test_a_clock_that_was_ahead_puts_nothing_off(tmp_path: Path) -> None:
    ahead = START + timedelta(days=400)
    with archive(tmp_path) as kept:
        frontier(kept).add(lead(), URL, ahead)
        _, id = kept.keep(article())
        outcome = Outcome("one", URL, "new")
        frontier(kept).settle(outcome, URL, ahead + timedelta(minutes=1), id)
        frontier(kept).add(lead(2), "https://one.ma/2.html", START + timedelta(days=2))
        assert due(kept, 60) == []
        assert pull_back(kept, "one", START, PATIENCE.revisit_ages) == 1
        assert due(kept, 0) == [URL]
        settle(kept, "repeat", 1)
        assert due(kept, 59) == [] and due(kept, 61) == [URL]
        assert pull_back(kept, "one", START, PATIENCE.revisit_ages) == 0


def test_fresh_leads_come_before_revisits(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        frontier(kept).add(lead(), URL, START)
        settle(kept, "new", 0)
        frontier(kept).add(lead(2), "https://one.ma/2.html", START + timedelta(minutes=90))
        assert due(kept, 100) == ["https://one.ma/2.html", URL]


def listed(kept: Archive, numbers: range, at: float, **hints: datetime) -> None:
    """A listing's leads, its newest first."""
    for place, number in enumerate(numbers):
        given = lead(number, **hints)
        frontier(kept).add(given, given.url, START + timedelta(minutes=at), place=place)


def test_one_new_article_is_fetched_before_five_thousand_old_ones(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        with writing(kept.db):
            listed(kept, range(5000, 0, -1), 0)
        assert due(kept, 1)[:2] == ["https://one.ma/5000.html", "https://one.ma/4999.html"]
        listed(kept, range(5001, 5002), 60)
        assert due(kept, 61)[:2] == ["https://one.ma/5001.html", "https://one.ma/5000.html"]
        listed(kept, range(6001, 6002), 62, published_hint=START - timedelta(days=400))
        assert "https://one.ma/6001.html" not in due(kept, 63), "an old one does not push in"
        listed(kept, range(7001, 7002), 62, published_hint=START + timedelta(days=400))
        assert due(kept, 63)[0] == "https://one.ma/7001.html"
        listed(kept, range(7002, 7003), 70)
        assert due(kept, 71)[0] == "https://one.ma/7002.html", "no date counts as later than now"


def test_what_another_listing_says_of_a_waiting_lead_counts(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        listed(kept, range(9, 0, -1), 0)
        listed(kept, range(1, 2), 5, published_hint=START + timedelta(minutes=4))
        assert due(kept, 6)[:2] == ["https://one.ma/1.html", "https://one.ma/9.html"]


def test_an_edit_that_a_listing_states_is_fetched_at_once(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        frontier(kept).add(lead(), URL, START)
        settle(kept, "new", 1)
        frontier(kept).add(lead(modified_hint=START), URL, START + timedelta(minutes=2))
        assert due(kept, 3) == []
        edited = lead(modified_hint=START + timedelta(minutes=5))
        frontier(kept).add(edited, URL, START + timedelta(minutes=6))
        assert due(kept, 6) == [URL]


@pytest.mark.parametrize(("kind", "waits"), [("failed", [1, 2, 4]), ("blocked", [1, 2, 4])])
def test_failures_wait_longer_each_time_and_never_end(
    tmp_path: Path, kind: OutcomeKind, waits: list[int]
) -> None:
    with archive(tmp_path) as kept:
        frontier(kept).add(lead(), URL, START)
        at = 0.0
        for wait in waits:
            settle(kept, kind, at)
            assert due(kept, at + wait - 0.5) == []
            at += wait
            assert due(kept, at) == [URL]
        for _ in range(30):
            settle(kept, kind, at)
        assert due(kept, at + 8 * 24 * 60) == [URL]


def test_retry_after_is_obeyed(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        frontier(kept).add(lead(), URL, START)
        settle(kept, "deferred", 0, retry_after=1800.0)
        assert due(kept, 29) == []
        assert due(kept, 30) == [URL]


def test_gone_only_when_seen_twice_a_while_apart(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        frontier(kept).add(lead(), URL, START)
        _, id = kept.keep(article())
        settle(kept, "new", 0, id)
        for minutes, gone in ((60, False), (65, False), (71, True)):
            settle(kept, "gone", minutes)
            row = kept.row("SELECT gone_at FROM articles")
            assert row is not None and bool(row[0]) is gone


def test_only_the_page_in_hand_is_blamed_for_a_crash(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        for number in (1, 2):
            frontier(kept).add(lead(number), f"https://one.ma/{number}.html", START)
        frontier(kept).reading(URL)
        assert frontier(kept).recover(START) == []
        assert len(due(kept, 1)) == 2
        frontier(kept).reading(URL)
        assert frontier(kept).recover(START) == [URL]
        assert frontier(kept).recover(START) == []
        assert due(kept, 1) == ["https://one.ma/2.html"]


def poll(kept: Archive, fresh: int, links: int = 10, at: datetime = START, **more: object) -> float:
    polling = Polling(kept, "one", 600, 1800, 86400)
    polling.polled(PollResult("one", "feed", links, **more), fresh, at)  # type: ignore[arg-type]
    row = kept.row("SELECT next_poll FROM listings")
    assert row is not None
    return (datetime.fromisoformat(row[0]) - at).total_seconds()


def test_polling_follows_the_news(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        assert poll(kept, 10) == 1800
        assert poll(kept, 9) == 900
        assert poll(kept, 9) == 600
        assert poll(kept, 0) == 900
        assert [poll(kept, 0) for _ in range(20)][-1] == 86400


def test_polling_backs_off_by_the_weight_of_the_failure(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        poll(kept, 5)
        waits = []
        for trouble in (TryLater("503"), EmptyListing("no link"), Gone("answers 404")):
            kept.db.execute("UPDATE listings SET failures = 0")
            weight = weight_of(trouble)
            waits.append(poll(kept, 0, error=str(trouble), weight=weight))
        assert 1800 < waits[0] < waits[1] < waits[2] == 3600
        assert poll(kept, 0, error="deferred: 429", retry_after=50_000.0) == 50_000
        assert [poll(kept, 0, error="answers 404") for _ in range(9)][-1] == 86400, "never given up"
        assert poll(kept, 4) == 1800


def test_validators_are_sent_without_the_weakness_mark_and_not_always(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        polling = Polling(kept, "one", 600, 1800, 86400)
        assert polling.headers("feed") == {}
        sent = []
        for _ in range(7):
            poll(kept, 1, etag='W/"a"')
            sent.append(polling.headers("feed"))
        assert sent[0] == {"If-None-Match": '"a"'}
        assert {} in sent


def test_a_page_that_gave_no_article_is_tried_again(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        frontier(kept).add(lead(), URL, START)
        settle(kept, "rejected", 1)
        assert due(kept, 1439) == []
        assert due(kept, 1441) == [URL]
        settle(kept, "rejected", 1441)
        assert due(kept, 10**6) == []
        stated = lead(modified_hint=START + timedelta(days=3))
        frontier(kept).add(stated, URL, START + timedelta(days=3))
        assert due(kept, 3 * 1440) == [URL]


@pytest.mark.parametrize("ground", ["opt-out", "robots", "pattern", None])
def test_only_a_page_that_asked_not_to_be_kept_itself_is_asked_again(
    tmp_path: Path, ground: Ground | None
) -> None:
    """Of what a file or a setting refuses their change tells; of a page's wish the page alone."""
    with archive(tmp_path) as kept:
        frontier(kept).add(lead(), URL, START)
        refused = Outcome("one", URL, "refused", "said the page", ground=ground)
        frontier(kept).settle(refused, URL, START + timedelta(minutes=1))
        assert due(kept, 1439) == []
        assert due(kept, 1441) == ([URL] if ground == "opt-out" else [])
        frontier(kept).settle(refused, URL, START + timedelta(minutes=1441))
        assert due(kept, 10**6) == []


def test_the_first_404_only_puts_off_the_verdict(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        frontier(kept).add(lead(), URL, START)
        _, id = kept.keep(article())
        settle(kept, "new", 0, id)
        gone = Outcome("one", URL, "gone", "answers 404")
        kinds = [
            frontier(kept).settle(gone, URL, START + timedelta(minutes=minutes)).kind
            for minutes in (60, 65, 71)
        ]
        assert kinds == ["deferred", "deferred", "gone"]


def test_articles_that_an_api_watches_are_revisited_half_as_often(tmp_path: Path) -> None:
    ages = Patience([1, 2, 3, 4], gone_gap=600, retry_delay=60)
    found: dict[str, list[int]] = {}
    with archive(tmp_path) as kept:
        polling = Polling(kept, "one", 600, 1800, 86400)
        for name, trouble in (("read", ""), ("failing", "gone: answers 404"), ("silent", "")):
            polling.polled(PollResult("one", name, 1), 0, START)
            polling.listed(name, START - timedelta(days=3 * (name == "silent")), one_page=True)
            if trouble:
                polling.polled(PollResult("one", name, 0, error=trouble), 0, START)
        for place, name in enumerate(("read", "failing", "silent", None), 2):
            url, one = f"https://one.ma/{place}.html", Frontier(kept, "one", ages)
            one.add(lead(place), url, START, watched_by=name)
            _, id = kept.keep(article(place))
            found[str(name)] = []
            for second in range(5):
                at = START + timedelta(seconds=second)
                if url in [due.url for due in one.due(at, 99)]:
                    one.settle(Outcome("one", url, "repeat"), url, at, id)
                    found[str(name)].append(second)
    assert found == {
        "read": [0, 2, 4], "failing": [0, 1, 2, 3, 4], "silent": [0, 1, 2, 3, 4],
        "None": [0, 1, 2, 3, 4],
    }  # fmt: skip


def test_validators_that_lie_are_not_sent_again(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        polling = Polling(kept, "one", 600, 1800, 86400)
        poll(kept, 10, etag='"a"')
        poll(kept, 0, etag='"a"')
        assert polling.headers("feed") == {"If-None-Match": '"a"'}
        poll(kept, 1, etag='"a"')  # news, and yet the same mark
        poll(kept, 0, etag='"b"')
        assert polling.headers("feed") == {}


def test_a_rest_is_one_row_however_many_leads_wait(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        known = frontier(kept)
        with writing(kept.db):
            for number in range(2_000):
                known.add(lead(number), lead(number).url, START)
        kept.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        changes = kept.db.conn.total_changes
        known.rest(START, timedelta(hours=2))
        assert kept.db.conn.total_changes - changes == 1
        assert (kept.folder / "warraq.db-wal").stat().st_size < 50_000
        assert due(kept, 0) == [] and due(kept, 119) == []
        assert due(kept, 121)[0] == lead(0).url


def test_while_an_outlet_rests_it_says_when_it_is_due_and_others_do_not_rest(
    tmp_path: Path,
) -> None:
    now = times.now().replace(microsecond=0)
    with archive(tmp_path) as kept:
        known, other = frontier(kept), Frontier(kept, "two", Patience([], 0, 900))
        known.add(lead(1), lead(1).url, now)
        other.add(replace(lead(1), outlet="two"), lead(1).url, now)
        known.rest(now, timedelta(hours=3))
        until = now + timedelta(hours=3)
        assert next_due(kept, "one") == until and next_due(kept, "two") == now
        assert health(kept, "one", now).due == 0 and health(kept, "two", now).due == 1
        shown = {one.outlet: one.due_at for one in leads(kept, LeadFilter(state="due"), 9)}
        assert shown == {"one": times.stamp(until), "two": times.stamp(now)}
        assert len(other.due(now, 9)) == 1


def test_a_person_who_wants_a_page_now_ends_the_rest(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        known = frontier(kept)
        known.add(lead(1), lead(1).url, START)
        known.rest(START, timedelta(hours=3))
        assert due(kept, 1) == []
        assert retry(kept, LeadFilter(addresses=(lead(1).url,)), START) == 1
        assert due(kept, 1) == [lead(1).url]


def test_a_rest_of_a_clock_that_was_ahead_is_none(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        known = frontier(kept)
        known.add(lead(1), lead(1).url, START)
        known.rest(START + timedelta(days=900), timedelta(hours=3))
        assert due(kept, 1) == [lead(1).url]
