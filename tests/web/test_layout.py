"""What the page says by its shape: directions, gaps in time, days on which nobody looked."""

import html
import re
from datetime import timedelta
from pathlib import Path

import pytest

from storage import times
from storage.archive import Archive
from storage.query.web_page_queries import days_crawled
from tests.making import article
from tests.web.making import FRENCH_ONE, GONE, RAW, REVISED, client, filled, run_row


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_a_day_within_arabic_words_keeps_its_direction(tmp_path: Path, language: str) -> None:
    filled(tmp_path)
    with client(tmp_path) as ask:
        page = ask.get(f"/article/{GONE}?lang={language}").text
    day = re.search(r"notice\">[^<]*?(.)(\d{4}-\d\d-\d\d)(.)", page)
    assert day
    isolated = (day[1], day[3]) == ("\u2068", "\u2069")
    assert isolated == (language == "ar")


@pytest.mark.parametrize(("words", "direction"), [("سد", "rtl"), ("barrage", "ltr")])
def test_a_concordance_reads_from_the_side_of_its_script(
    tmp_path: Path, words: str, direction: str
) -> None:
    filled(tmp_path)
    with client(tmp_path) as ask:
        for language in ("ar", "fr"):
            page = ask.get("/concordance", params={"q": words, "lang": language}).text
            assert f'class="concordance" dir="{direction}"' in page


def test_months_without_a_match_stand_between_those_with_one(tmp_path: Path) -> None:
    filled(tmp_path)
    with client(tmp_path) as ask:
        page = ask.get("/search", params={"q": "ترميم أو صفحتنا", "lang": "en"}).text
        bars = page.partition('class="bars"')[2].partition("</ol>")[0]
        told = re.findall(r'class="hidden">([^<;]+)', bars)
        assert told == ["2026-09: 1", "2026-10: 0", "2026-11: 1"]
        assert bars.count("<a ") == 2
        alone = ask.get("/search", params={"q": "ترميم", "lang": "en"}).text
    assert re.findall(r'class="axis"[^>]*>(.*)</p>', alone) == ["<span>2026-09</span>"]


def test_days_without_a_crawl_are_not_days_without_news(tmp_path: Path) -> None:
    with Archive(tmp_path, create=True) as kept:
        now = times.now()
        kept.keep(article(1, "one", published_at=now - timedelta(days=30)))
        for days, outlet in ((9, "one"), (7, "two")):
            run_row(kept, outlet, now - timedelta(days=days))
        days = [times.day(times.stamp(now - timedelta(days=n))) for n in (9, 8, 7)]
        assert days_crawled(kept, ["one", "two"], days[0], days[2]) == {days[0], days[2]}
        assert days_crawled(kept, ["two"], days[0], days[2]) == {days[2]}
        # an hour before midnight in Greenwich it is the next day in Casablanca, but in Ramadan
        for at, day in (
            ("2025-11-20T23:30:00Z", "2025-11-21"),
            ("2025-03-10T23:30:00Z", "2025-03-10"),
        ):
            run_row(kept, day, times.parse(at))
            assert days_crawled(kept, [day], "2025-01-01", "2025-12-31") == {day}
    with client(tmp_path) as ask:
        page = ask.get("/").text
    cells = re.findall(r'<td class="l(\d)( blind)?">', page)
    assert cells.count(("0", "")) == 2  # looked, and nothing was published
    assert sum(level != "0" and not blind for level, blind in cells) == 1
    assert cells.count(("0", " blind")) == len(cells) - 3


def test_a_headline_of_another_script_stands_on_its_own_side(tmp_path: Path) -> None:
    filled(tmp_path)
    with client(tmp_path) as ask:
        page = ask.get("/search", params={"q": "barrage", "lang": "ar"}).text
    assert re.search(rf'<h2 dir="auto"><a href="/article/{FRENCH_ONE}', page)


def test_a_version_to_choose_has_its_day_before_its_hour(tmp_path: Path) -> None:
    """In a list of a right-to-left page 2026-11-20 10:00 would be turned to 10:00 2026-11-20."""
    filled(tmp_path)
    with client(tmp_path) as ask:
        page = ask.get(f"/article/{REVISED}/versions?lang=ar").text
    told = [html.unescape(one) for one in re.findall(r"<option[^>]*>(.*?)</option>", page)]
    assert told and all(
        re.fullmatch(r"\d · \u2066\d{4}-\d\d-\d\d \d\d:\d\d\u2069", one) for one in told
    )


@pytest.mark.parametrize(("language", "mark"), [("ar", "؛ "), ("fr", "\u00a0; "), ("en", "; ")])
def test_a_semicolon_is_that_of_its_language(tmp_path: Path, language: str, mark: str) -> None:
    filled(tmp_path)
    with client(tmp_path) as ask:
        page = ask.get(f"/article/{RAW}?lang={language}").text
    story = page.partition('id="story"')[2]
    assert re.search(rf"<p>[^<;؛]*[^\s\u00a0;؛]{mark}[^<]+</p>", story)


def test_the_first_and_the_last_day_of_the_calendar_have_their_pages(tmp_path: Path) -> None:
    """Where programs that know no date end up; each is linked where days and months are."""
    ends = {"0001-01-01": "next", "9999-12-31": "prev"}
    with Archive(tmp_path, create=True) as kept:
        for number, day in enumerate(ends, 1):
            when = times.parse(f"{day}T12:00:00Z")
            kept.keep(article(number, f"o{number}", published_at=when, headline=f"سد {number}"))
    with client(tmp_path) as ask:
        for number, (day, beside) in enumerate(ends.items(), 1):
            page = ask.get(f"/day/{day}?lang=en")
            assert page.status_code == 200 and f"/article/{number}?" in page.text
            assert re.findall(r'<a rel="(\w+)"', page.text) == [beside]
            for path in (
                f"/outlet/o{number}",
                f"/outlet/o{number}?month={day[:7]}",
                f"/search?q=سد&month={day[:7]}",
                f"/search?q=سد&outlet=o{number}",
            ):
                found = ask.get(path)
                assert found.status_code == 200 and day[:7] in found.text, path
    with Archive(tmp_path) as kept:
        for day in ends:
            run_row(kept, day, times.parse(f"{day}T12:00:00Z"))
            assert days_crawled(kept, [day], day, day) == {day}
