"""The three figures of a month as command, tables and web page tell them."""

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from lxml import html

from crawler.items import Lead, Outcome, PollResult, StatedTotal
from storage.archive import Archive
from storage.completeness.coverage_and_gap_rows import COVERAGE, GAPS, coverage_rows, gap_rows
from storage.completeness.listing_sightings_recording import Looks
from storage.completeness.shares import MonthShare, holdings
from storage.completeness.totals_recording import Totals
from storage.crawl.runs import Run
from storage.database import writing
from storage.frontier.frontier import Frontier, Patience
from storage.query.filters import Filters
from storage.query.statistics import statistics
from storage.takedown.orders import erase, suppress
from tests.making import archive, article
from tests.web.making import client
from warraq.cli import main
from warraq.web.wording.translation import ISOLATE, LEFT_TO_RIGHT, POP, Language

FIRST = datetime(2026, 10, 5, 10, tzinfo=UTC)
DAY = timedelta(days=1)
KINDS = {"feed": "Feed", "map": "NewsSitemap", "api": "WordPressAPI"}
UNREAD = (7, 20)
"""Articles that were named and never kept."""


def published(number: int) -> datetime:
    """Two articles a day, before the day's looks."""
    return FIRST + (number // 2) * DAY - timedelta(hours=1 + number % 2)


class Outlet:
    """An outlet that is looked at every day, in an archive."""

    def __init__(self, kept: Archive, name: str = "one") -> None:
        self.kept, self.name = kept, name
        self.looks = Looks(kept, name, KINDS)
        self.frontier = Frontier(kept, name, Patience([], 0, 0))

    def look(self, listing: str, day: int, numbers: Sequence[int], *, dated: bool = True) -> None:
        """A look at a listing that names articles."""
        at = FIRST + day * DAY
        self.looks.open(listing)
        with writing(self.kept.db):
            for number in numbers:
                hint = published(number) if dated else None
                lead = Lead(self.name, self.url(number), listing, published_hint=hint)
                self.frontier.add(lead, lead.url, at)
            self.looks.named(listing, [self.url(number) for number in numbers], at, page=1)
        self.looks.read(PollResult(self.name, listing, 1), at)

    def url(self, number: int) -> str:
        return f"https://{self.name}.ma/{number}.html"

    def keep(self, number: int, **fields: object) -> int:
        """The page of an article has been read."""
        given = {"published_at": published(number)} | fields
        _, id = self.kept.keep(article(number, self.name, **given))
        self.kept.db.execute(
            "UPDATE leads SET article_id = ?, outcome = 'new' WHERE url = ?", [id, self.url(number)]
        )
        return id

    def settle(self, number: int, outcome: str, ground: str | None = None) -> None:
        with writing(self.kept.db):
            ended = Outcome(self.name, self.url(number), outcome, ground=ground)  # type: ignore[arg-type]
            self.frontier.settle(ended, self.url(number), FIRST)

    def month(self, month: str = "2026-10") -> MonthShare:
        (found,) = [
            one for one in holdings(self.kept.db, self.name).months if one.month == month
        ]  # fmt: skip
        return found


def feed_has(number: int) -> bool:
    return number % 5 != 2


def map_has(number: int) -> bool:
    return number % 4 != 1


def filled(
    folder: Path, feed: Callable[[int], bool] = feed_has, sitemap: Callable[[int], bool] = map_has
) -> None:
    """Fifteen days of two articles; on the eighth nobody looked at anything."""
    with Archive(folder, create=True) as kept:
        outlet = Outlet(kept)
        for day in range(15):
            if day == 7:
                continue
            run = Run(kept, "one", FIRST + day * DAY)
            run.polled(2, failed=False)
            run.end("finished", FIRST + day * DAY)
            numbers = range(2 * day + 2)
            outlet.look("feed", day, [n for n in numbers[-10:] if feed(n)])
            outlet.look("map", day, [n for n in numbers if sitemap(n)], dated=False)
        for number in range(30):
            if (feed(number) or sitemap(number)) and number not in UNREAD:
                outlet.keep(number)
        Totals(kept, "one", outlet.looks).note(
            "api", StatedTotal(40, datetime(2026, 9, 30, 23, tzinfo=UTC),
                               datetime(2026, 10, 31, 23, tzinfo=UTC)), FIRST + 14 * DAY,
        )  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shares") / "archive"
    filled(folder)
    return folder


NAMED = [n for n in range(30) if feed_has(n) or map_has(n)]
KEPT = [n for n in NAMED if n not in UNREAD]


def test_each_figure_is_what_it_says(folder: Path) -> None:
    with Archive(folder) as kept:
        found = Outlet(kept).month()
    assert found.counted is not None and found.listed is not None and found.estimated is not None
    assert (found.kept, found.counted.kept, found.counted.total) == (len(KEPT), len(KEPT), 40)
    assert (found.listed.total, found.listed_share) == (len(NAMED), len(KEPT) / len(NAMED))
    # the first and last day, the one without looks and its neighbours tell nothing
    days = [n for n in range(30) if n // 2 not in (0, 6, 7, 8, 14)]
    one = found.estimated.estimate
    assert found.estimated.days == len(days) // 2
    assert one.named == len([n for n in days if n in NAMED])
    assert found.estimated.kept == len([n for n in days if n in KEPT])
    assert one.at_most and one.total is not None and one.total > one.named


def test_what_is_no_article_lowers_no_share(tmp_path: Path) -> None:
    with Archive(tmp_path / "a", create=True) as kept:
        outlet = Outlet(kept)
        outlet.look("feed", 0, range(8))
        for number in (0, 1):
            outlet.keep(number)
        outlet.settle(2, "rejected")
        outlet.settle(3, "refused", "pattern")
        outlet.settle(4, "refused", "robots")  # an article that may not be fetched
        outlet.settle(5, "failed")
        outlet.settle(6, "alias")
        found = outlet.month()
        assert found.listed is not None
        assert (found.kept, found.listed.total) == (2, 5)  # 4, 5 and 7 are named and not kept


def test_hidden_and_erased_articles_are_in_no_figure(tmp_path: Path) -> None:
    with Archive(tmp_path / "a", create=True) as kept:
        outlet = Outlet(kept)
        outlet.look("feed", 0, range(4))
        ids = [outlet.keep(number) for number in range(4)]
        suppress(kept, ids[0], "a judge")
        erase(kept, ids[1], "a judge")
        found = outlet.month()
        assert found.listed is not None and found.kept == 2
        assert (found.listed.named, found.listed.total) == (2, 2)
        assert [row[3] for row in coverage_rows(kept.db) if row[1] == "day"] == [2]


def test_an_article_under_two_addresses_is_one(tmp_path: Path) -> None:
    with Archive(tmp_path / "a", create=True) as kept:
        outlet = Outlet(kept)
        outlet.look("feed", 0, [0])
        outlet.look("map", 0, [1], dated=False)
        id = outlet.keep(0)
        kept.db.execute("UPDATE leads SET article_id = ?, outcome = 'alias'", [id])
        found = outlet.month()
        assert found.listed is not None and found.listed.total == 1


def test_undated_ones_are_a_group_of_their_own(tmp_path: Path) -> None:
    """What a listing names without a date is new where it was read the day before."""
    with Archive(tmp_path / "a", create=True) as kept:
        outlet = Outlet(kept)
        outlet.look("map", 0, [0, 1], dated=False)
        outlet.look("map", 1, [0, 1, 2], dated=False)
        outlet.keep(0, published_at=None)
        rows = {(row[1], row[2]): row[3:6] for row in coverage_rows(kept.db)}
        assert rows["undated", None] == (1, 1, 2)
        assert rows["day", "2026-10-06"] == (0, 0, 1)


def test_months_from_before_sightings_claim_nothing(tmp_path: Path) -> None:
    with Archive(tmp_path / "a", create=True) as kept:
        outlet = Outlet(kept)
        outlet.keep(1)
        found = outlet.month()
    assert (found.kept, found.counted, found.listed, found.estimated) == (1, None, None, None)


@pytest.mark.parametrize(("total", "share"), [(4, 1.0), (8, 0.5), (3, None)])
def test_a_total_below_what_is_kept_is_none(
    tmp_path: Path, total: int, share: float | None
) -> None:
    with Archive(tmp_path / "a", create=True) as kept:
        outlet = Outlet(kept)
        for number in range(4):
            outlet.keep(number)
        month = StatedTotal(total, datetime(2026, 9, 30, 23, tzinfo=UTC),
                            datetime(2026, 10, 31, 23, tzinfo=UTC))  # fmt: skip
        totals = Totals(kept, "one", outlet.looks)
        totals.note("api", month, FIRST + 3 * DAY)
        outlet.keep(9)  # after it said so
        totals.note("api", StatedTotal(9, FIRST, FIRST + DAY), FIRST)  # other days
        totals.note("api", StatedTotal(7, FIRST), FIRST)  # since a poll
        found = outlet.month()
        assert found.counted is not None
        assert (found.counted.total, found.counted.kept, found.counted.share) == (total, 4, share)


def test_a_sitemap_counts_only_months_that_it_holds(tmp_path: Path) -> None:
    """All of October, of September one in two; and nothing if one is of nobody knows when."""
    with Archive(tmp_path / "a", create=True) as kept:
        outlet = Outlet(kept)
        totals = Totals(kept, "one", outlet.looks)
        september = FIRST - 20 * DAY
        outlet.look("map", 0, range(3), dated=False)
        for number in range(4):
            outlet.keep(number, published_at=september if number > 1 else published(number))
        for undated in (1, 0):
            totals.begin("map")
            totals.add("map", {"2026-10": 2, "2026-09": 1} | ({"": 1} if undated else {}))
            totals.add("map", {"2026-10": 3})
            totals.read_whole("map", FIRST, FIRST + DAY)
            counted = {one.month: one.counted for one in holdings(kept.db, "one").months}
            if undated:
                assert counted == {"2026-09": None, "2026-10": None}
        assert counted["2026-09"] is None
        assert counted["2026-10"] is not None
        assert (counted["2026-10"].total, counted["2026-10"].kept) == (5, 2)


def test_the_tables_have_their_columns_and_sum_to_all_articles(folder: Path) -> None:
    with Archive(folder) as kept:
        rows, found = list(coverage_rows(kept.db)), list(gap_rows(kept.db))
        total = statistics(kept, Filters()).overall.articles
        of_a_set = list(coverage_rows(kept.db, {("one", "2026-10-05"): 1, ("one", None): 2}))
    assert {len(row) for row in rows} == {len(COVERAGE)}
    assert {len(row) for row in found} == {len(GAPS)}
    assert sum(int(row[3] or 0) for row in rows) == total == len(KEPT)
    assert sum(int(row[3] or 0) for row in of_a_set) == 3
    assert ("one", "2026-10-12", "2026-10-12", 1, "not running", None) in found


def test_an_old_moment_has_the_same_rows_again(tmp_path: Path) -> None:
    then = FIRST + 10 * DAY
    filled(tmp_path / "a")
    with Archive(tmp_path / "a") as kept:
        rows = list(coverage_rows(kept.db, None, then)), list(gap_rows(kept.db, then))
        assert rows[0] and rows[1]
        Outlet(kept).look("feed", 60, range(30))
        assert (list(coverage_rows(kept.db, None, then)), list(gap_rows(kept.db, then))) == rows


def said(capsys: pytest.CaptureFixture[str], folder: Path, *asked: str, code: int = 0) -> str:
    assert main(["stats", *asked, "--archive", str(folder)]) == code
    told = capsys.readouterr()
    return told.out + told.err * bool(code)


def test_the_command_tells_programs_and_people_the_same(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = json.loads(said(capsys, folder, "--coverage", "--json"))
    (month,) = told["months"]
    assert (month["kept"], month["listed"]["total"]) == (len(KEPT), len(NAMED))
    assert told["gaps"][0] == {
        "outlet": "one", "first": "2026-10-12", "last": "2026-10-12", "days": 1,
        "kind": "not running", "detail": None,
    }  # fmt: skip
    lines = list(csv.DictReader(io.StringIO(said(capsys, folder, "--coverage", "--csv"))))
    assert [(one["unit"], one["period"]) for one in lines] == [("month", "2026-10")]
    assert float(lines[0]["listed_share"]) == month["listed_share"]
    days = said(capsys, folder, "--coverage", "--csv", "--by", "day", "--since", "2026-10-06")
    found = list(csv.DictReader(io.StringIO(days)))
    assert found[0]["period"] == "2026-10-06"
    gap_lines = list(csv.DictReader(io.StringIO(said(capsys, folder, "--gaps", "--csv"))))
    assert gap_lines[0]["first"] == "2026-10-12"
    printed = said(capsys, folder, "--coverage")
    assert f"{len(KEPT)} of {len(NAMED)}: at most" in printed and "not running" in printed
    assert f"{len(KEPT)} of 40: {len(KEPT) / 40:.1%}" in printed and "an upper bound" in printed


@pytest.mark.parametrize("what", ["--coverage", "--gaps"])
def test_nothing_is_told_by_every_form_with_the_same_exit_code(
    folder: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    for form in ([], ["--csv"], ["--json"]):
        assert "no article and no gap" in said(
            capsys, folder, what, *form, "--since", "2031-01-01", code=1
        )


def test_a_month_in_a_far_future_is_in_every_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page may state any date."""
    days = [datetime(9999, 12, 31, 20, tzinfo=UTC), datetime(1, 1, 2, tzinfo=UTC),
            datetime(2031, 5, 1, tzinfo=UTC)]  # fmt: skip
    with archive(tmp_path) as kept:
        for number, at in enumerate(days):
            kept.keep(
                article(number, published_at=at, body=f"نص {number}", headline=f"خبر {number}")
            )
    folder = tmp_path / "archive"
    months = json.loads(said(capsys, folder, "--coverage", "--json"))["months"]
    assert [one["month"] for one in months] == ["0001-01", "2031-05", "9999-12"]
    for by in ("month", "day"):
        lines = [
            *csv.DictReader(io.StringIO(said(capsys, folder, "--coverage", "--csv", "--by", by)))
        ]
        assert sum(int(one["kept"]) for one in lines) == 3
    until = json.loads(said(capsys, folder, "--coverage", "--json", "--until", "2031-05-31"))
    assert len(until["months"]) == 2


@pytest.mark.parametrize(
    "asked",
    [("--coverage", "سد"), ("--coverage", "--language", "ar"), ("--gaps", "--by", "year"),
     ("--coverage", "--limit", "1"), ("--gaps", "--order", "period"), ("--coverage", "--exact")],
)  # fmt: skip
def test_what_it_cannot_narrow_by_is_wrong_usage(
    folder: Path, capsys: pytest.CaptureFixture[str], asked: Sequence[str]
) -> None:
    assert "--coverage" in said(capsys, folder, *asked, code=2)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("at most", "nobody looked", "Estimated", "fewer than five")),
     ("fr", ("au plus", "Estimée", "moins de cinq")),
     ("ar", ("على الأكثر", "بالتقدير", "لم يكن أحد ينظر", "أقل من خمسة"))],
)  # fmt: skip
def test_the_page_of_the_outlet_says_each_in_words(
    folder: Path, language: str, words: Sequence[str]
) -> None:
    with client(folder) as asking:
        found = html.document_fromstring(asking.get(f"/outlet/one?lang={language}").text)
    table = found.xpath("//table[@class='shares']")[0]
    cells = [cell.text_content() for cell in table.xpath(".//tbody/tr[1]/*")]
    assert cells[:2] == ["2026-10", str(len(KEPT))]
    counted, listed = f"{len(KEPT) / 40:.1%}", f"{len(KEPT) / len(NAMED):.1%}"
    if language == "fr":
        counted, listed = (
            one.replace(".", ",").replace("%", "\u202f%") for one in (counted, listed)
        )
    assert counted in cells[2] and listed in cells[3]
    text = found.text_content()
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize(
    ("language", "ratio", "interval"),
    [("en", "odds ratio of 2", "95 % interval"), ("fr", "rapport de cotes de 2", "intervalle"),
     ("ar", "نسبة أرجحية", "مجال 95 %")],
)  # fmt: skip
def test_the_page_of_the_outlet_says_how_far_an_estimate_may_be_off(
    tmp_path: Path, language: str, ratio: str, interval: str
) -> None:
    """Beside "at most": the numbers, their interval, and what two dependent lists would mean."""
    filled(tmp_path / "archive", lambda n: n % 2 == 0, lambda n: n % 6 != 2 and n % 6 != 4)
    with Archive(tmp_path / "archive") as kept:
        estimated = Outlet(kept).month().estimated
    assert estimated
    kept_then, estimate, tongue = estimated.kept, estimated.estimate, Language(language)
    assert estimate.at_most and estimate.total and estimate.low and estimate.high
    with client(tmp_path / "archive") as asking:
        found = html.document_fromstring(asking.get(f"/outlet/one?lang={language}").text)
    (said,) = found.xpath("//table[@class='shares']/tbody/tr[1]/td[4]")
    marks = dict.fromkeys(map(ord, ISOLATE + LEFT_TO_RIGHT + POP))
    text = " ".join(said.itertext()).translate(marks)
    assert ratio in text and interval in text
    shares = [kept_then / total for total in (estimate.total, *estimate.odds.values())]
    assert len(shares) == 3 and shares == sorted(shares, reverse=True)
    assert [one for one in shares if tongue.percent(one) not in text] == []
    for number in (kept_then, estimate.total, estimate.low, estimate.high):
        assert re.search(rf"(?<![\d.,]){tongue.number(number)}(?![\d.,]*\s?%)", text), number


def test_a_data_set_has_the_estimates_too(tmp_path: Path) -> None:
    """A whole table failed by a single month that had one."""
    filled(folder := tmp_path / "archive")
    made = tmp_path / "set"
    assert main(["dataset", str(made), "--text", "none", "--archive", str(folder)]) == 0
    assert main(["dataset", "--verify", str(made)]) == 0
    rows = pq.read_table(made / "tables" / "coverage.parquet").to_pylist()
    (told,) = (row for row in rows if row["estimated_total"] is not None)
    with Archive(folder) as kept:
        (row,) = (one for one in coverage_rows(kept.db) if one[1] == "month" and one[4])
    found = dict(zip((name for name, _, _ in COVERAGE), row, strict=True))
    assert found["estimated_at_most"] is True
    del found["counted_at"]  # an instant there, text here
    assert {name: told[name] for name in found} == found


def test_the_card_of_a_data_set_says_of_each_month_what_stats_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also when its texts were filled in later, which makes the card anew."""
    filled(folder := tmp_path / "archive")
    there, made = ["--archive", str(folder)], tmp_path / "set"
    assert main(["dataset", str(made), "--text", "none", *there]) == 0
    assert main(["hydrate", str(made), str(tmp_path / "whole"), *there]) == 0
    capsys.readouterr()
    lines = csv.DictReader(io.StringIO(said(capsys, folder, "--coverage", "--csv")))
    (month,) = (one for one in lines if one["listed_total"])

    def percent(name: str) -> str:
        return f"{float(month[name]):.1%}"

    row = (
        f"| `one` | {month['period']} | {month['kept']} | {month['counted_kept']} of"
        f" {month['counted_total']}: {percent('counted_share')} | {month['kept']} of"
        f" {month['listed_total']}: at most {percent('listed_share')} | {month['estimated_kept']}"
        f" of {float(month['estimated_total']):.1f}, {month['estimated_days']} days: at most"
        f" {percent('estimated_share')} ({percent('estimated_share_odds_2')},"
        f" {percent('estimated_share_odds_5')}) |"
    )
    for name in ("set", "whole"):
        assert row in (tmp_path / name / "README.md").read_text("utf-8").splitlines(), name
