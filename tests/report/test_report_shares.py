"""The share that is held, in a report: three figures, each its own mark and its own cell."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from storage import times
from storage.archive import Archive
from storage.completeness.capture_recapture import Estimate, estimate
from storage.completeness.crawl_gaps import gaps
from storage.completeness.shares import Estimated, Listed, MonthShare
from storage.completeness.stated_totals import Counted
from storage.past.as_of import moment
from storage.query.filters import Filters
from storage.query.report.figures import figures
from tests.making import START
from tests.report.making import report, timed
from tests.web.making import run_row
from warraq.report.page import page, report_language

pytestmark = pytest.mark.slow
BOTH, FIRST, SECOND = (True, True), (True, False), (False, True)
TWO = estimate({BOTH: 60, FIRST: 30, SECOND: 30}, ("api", "feed"))
WITH_INTERVAL = Estimate(("a", "b", "c"), 120, 15.0, 135.0, 125.0, 150.0)
FEW = Estimate(("a", "b", "c"), 120, 2.0, 122.0)
NESTED = Estimate(("api", "sitemaps"), 120, no_estimate="nested")
MONTHS = (
    MonthShare("one", "2026-05", 90, None, None, None),
    MonthShare("one", "2026-06", 90, Counted(120, 90, "2026-07-01T00:00:00Z", "x"),
               Listed(100, 100), None),
    MonthShare("one", "2026-07", 100, None, Listed(110, 125), Estimated(20, 100, TWO)),
    MonthShare("one", "2026-08", 108, None, Listed(110, 120), Estimated(28, 108, WITH_INTERVAL)),
    MonthShare("one", "2026-09", 110, None, Listed(110, 120), Estimated(28, 110, FEW)),
    MonthShare("one", "2026-10", 110, None, Listed(110, 120), Estimated(28, 110, NESTED)),
)  # fmt: skip


def shares_page(folder: Path, language: str) -> str:
    """A report on an archive whose outlet ``one`` has all kinds of months."""
    with Archive(folder) as kept, moment(kept) as then:
        found = figures(kept, Filters(), then.at)
    one = replace(found.coverage["one"], shares=MONTHS)
    found = replace(found, coverage={**found.coverage, "one": one})
    return "".join(page(found, {}, {}, report_language(language)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    timed(tmp_path / "archive")
    return tmp_path / "archive"


def test_each_figure_stands_in_a_cell_of_its_own(folder: Path) -> None:
    text = shares_page(folder, "en")
    cells = {
        line.partition("<time>")[2][:7]: line
        for line in text.partition('class="shares"')[2].partition("</table>")[0].split("<tr>")
    }
    assert "90 / 120</bdi> 75.0%" in cells["2026-06"]
    assert "no day for an estimate" in cells["2026-06"]
    assert "at most 74.2%" in cells["2026-07"]  # of two lists nobody knows what both miss
    assert "100 / 125</bdi> 80.0%" in cells["2026-07"]
    assert "125 – 150" in cells["2026-08"] and ">80.0%<" in cells["2026-08"]
    assert "at most" not in cells["2026-08"]
    assert "fewer than five missed" in cells["2026-09"] and "–" not in cells["2026-09"]
    assert "one list named all that the others named" in cells["2026-10"]


def test_marks_differ_by_shape(folder: Path) -> None:
    drawn = shares_page(folder, "ar").partition('id="shares"')[2].partition("</svg>")[0]
    assert drawn.count('class="share counted"') == 1
    assert drawn.count('class="share listed"') == 5
    assert drawn.count('class="share point"') == 2  # the third estimate is an upper bound
    assert drawn.count('class="share estimated"') == 3


def test_an_archive_without_looks_claims_nothing(folder: Path) -> None:
    text = report(folder, "--language", "en")
    assert "no look at a listing is written down yet" in text


def test_gaps_are_those_of_stats_and_their_days_are_not_looked_at(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    timed(folder)
    with Archive(folder) as kept:
        run_row(kept, "four", START + timedelta(days=3))
        with moment(kept) as then:
            found = figures(kept, Filters(), then.at)
            of_stats = gaps(kept.db, "four", then.at)
    covered = found.coverage["four"]
    assert covered.gaps == of_stats and of_stats
    for gap in of_stats:
        assert gap.first not in covered.looked and gap.last not in covered.looked
    assert times.day(times.stamp(START + timedelta(days=3))) in covered.looked
    assert f"<time>{of_stats[0].first}</time>" in report(folder)
