"""The numbers of an archive are one: those of ``stats``, of export rows, of the web page."""

import csv
import io
import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from storage import times
from storage.archive import Archive
from storage.export import export
from storage.query.filters import Filters
from storage.query.statistics import PERIODS, Period, statistics
from storage.takedown.orders import erase, suppress
from tests.making import BODY, START, archive, article
from tests.web.making import client
from warraq.cli import main
from warraq.web.overview_pages import first_shown

pytestmark = pytest.mark.slow
LENGTH = {"day": 10, "month": 7, "year": 4}
MIDNIGHT = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
"""November in Casablanca."""
RAMADAN = datetime(2026, 2, 28, 23, 30, tzinfo=UTC)
"""February in Casablanca, too: its clock is UTC's in Ramadan."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Undated, suppressed, erased, copied, revised and gone articles, at the edges of months."""
    with archive(tmp_path) as kept:
        day = {"published_at": START, "published_precision": "minute", "headline": "سد بتاونات"}
        kept.keep(article(1, body=BODY, **day))
        later = {"published_at": START + timedelta(hours=1), "published_precision": "day"}
        kept.keep(article(2, "two", body=BODY + "\nتابعوا صفحتنا.", headline="سد", **later))
        texts = (f"خبر قصير عن طريق رقم {n} بإقليم {n} وحده." for n in range(1, 99))

        def keep(number: int, outlet: str, **fields: Any) -> int:
            given = {"headline": f"طريق {number}", "body": next(texts)} | fields
            return kept.keep(article(number, outlet, **given))[1]

        keep(3, "two", published_at=MIDNIGHT)
        keep(4, "two", published_at=RAMADAN, published_precision="second", language="fr")
        keep(5, "three")
        keep(6, "three", language=None)
        keep(7, "three", published_at=START - timedelta(days=400), published_precision="month")
        gone = keep(8, "one", published_at=MIDNIGHT, published_precision="hour")
        kept.mark_gone(gone, START + timedelta(hours=5), "answers 404")
        for hours, body in (
            (0, "نص أول عن الطريق."),
            (2, "نص ثان عن الطريق."),
            (4, "نص ثالث عن الطريق."),
        ):
            keep(
                9,
                "one",
                body=body,
                published_at=MIDNIGHT,
                fetched_at=START + timedelta(hours=hours),
            )
        hidden = [keep(n, outlet) for n, outlet in ((10, "one"), (11, "hidden"))]
        hidden += [
            keep(n, outlet, published_at=START) for n, outlet in ((12, "one"), (13, "hidden"))
        ]
        for id in hidden[::2]:
            suppress(kept, id, "court of Rabat")
        for id in hidden[1::2]:
            erase(kept, id, "court of Rabat")
    return tmp_path / "archive"


FILTERS = [
    Filters(), Filters(outlets=("one", "three")), Filters(language="fr"),
    Filters(since=date(2026, 11, 1)), Filters(until=date(2026, 10, 31)),
    Filters(since=date(2026, 11, 1), until=date(2026, 11, 1)), Filters(outlets=("hidden",)),
]  # fmt: skip


def exported(kept: Archive, filters: Filters) -> list[dict[str, Any]]:
    """The rows of a file that an export writes."""
    file = kept.folder / "exported.jsonl"
    if not export(kept, filters, file):
        return []
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def counted(rows: list[dict[str, Any]], by: Period) -> Counter[tuple[str, str]]:
    """Rows by outlet and period: what a reader of the file would count."""
    found = Counter[tuple[str, str]]()
    for row in rows:
        at = row["published_at"]
        found[str(row["outlet"]), times.day(str(at))[: LENGTH[by]] if at else "undated"] += 1
    return found


@pytest.mark.parametrize("by", PERIODS)
@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_groups_are_what_a_reader_of_an_export_counts(
    folder: Path, filters: Filters, by: Period
) -> None:
    with Archive(folder) as kept:
        found = statistics(kept, filters, by)
        rows = exported(kept, filters)
        groups = {(one.outlet, one.period): one.articles for one in found.groups}
        assert groups == counted(rows, by)
    every = found.overall
    assert every.articles == sum(one.articles for one in found.groups) == len(rows)
    assert every.words == sum(row["words"] for row in rows)
    assert every.revised == sum(row["revision"] > 1 for row in rows)
    assert every.versions == sum(row["revision"] for row in rows)
    assert every.gone == sum(row["gone_at"] is not None for row in rows)
    assert +Counter(every.roles) == Counter(row["story_role"] for row in rows if row["story_role"])
    assert sum(every.languages.values()) == sum(every.dates.values()) == every.articles
    assert every.dates["undated"] == sum(row["published_at"] is None for row in rows)
    by_outlet = Counter(row["outlet"] for row in rows)
    assert {one.outlet: one.articles for one in found.outlets} == by_outlet
    assert "hidden" not in by_outlet


def test_a_day_is_casablancas_and_no_date_no_day(folder: Path) -> None:
    with Archive(folder) as kept:
        days = {(one.outlet, one.period): one for one in statistics(kept, Filters(), "day").groups}
        overall = statistics(kept, Filters()).overall
    assert {period for _, period in days} == {
        "2026-11-20", "2026-11-01", "2026-02-28", "2025-10-16", "undated",
    }  # fmt: skip
    assert days["three", "undated"].articles == 2
    assert dict(overall.dates) == {"time": 3, "day": 1, "coarser": 1, "unstated": 2, "undated": 2}
    assert dict(overall.languages) == {"ar": 7, "fr": 1, "unknown": 1}
    assert (overall.roles["original"], overall.roles["copy"]) == (1, 1)
    revised = days["one", "2026-11-01"]
    assert (revised.articles, revised.revised, revised.versions, revised.gone) == (2, 1, 4, 1)


def test_quartiles_are_of_the_lengths(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        for number, count in enumerate((10, 20, 30, 40, 100), 1):
            body = " ".join(f"كلمة{number}ب{n}" for n in range(count))
            kept.keep(article(number, body=body, published_at=START))
        (group,) = statistics(kept, Filters()).groups
    assert (group.words_q1, group.words_median, group.words_q3) == (20, 30, 40)
    assert group.words == 200


def said(capsys: pytest.CaptureFixture[str], folder: Path, *asked: str, code: int = 0) -> str:
    assert main(["stats", *asked, "--archive", str(folder)]) == code
    return capsys.readouterr().out


def test_the_command_tells_programs_and_people_the_same(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = json.loads(said(capsys, folder, "--json"))
    assert (told["query"], told["by"], told["filters"]) == (None, "month", {})
    assert told["total"] == told["overall"]["articles"] == 9
    assert told["rows"] == len(told["groups"])
    assert [one["outlet"] for one in told["outlets"]] == ["one", "three", "two"]
    lines = list(csv.DictReader(io.StringIO(said(capsys, folder, "--csv"))))
    assert [(one["outlet"], one["period"], int(one["articles"])) for one in lines] == [
        (one["outlet"], one["period"], one["articles"]) for one in told["groups"]
    ]
    assert sum(int(one["undated"]) for one in lines) == 2
    assert json.loads(lines[0]["languages"]) == told["groups"][0]["languages"]
    printed = said(capsys, folder)
    assert "9 articles of 3 outlets" in printed and "2 undated" in printed
    assert "hidden" not in printed
    largest = json.loads(said(capsys, folder, "--order", "articles", "--limit", "1", "--json"))
    assert [one["articles"] for one in largest["groups"]] == [
        max(one["articles"] for one in told["groups"])
    ]
    assert largest["rows"] == told["rows"]
    second = json.loads(said(capsys, folder, "--offset", "1", "--limit", "2", "--json"))
    assert second["groups"] == told["groups"][1:3]


@pytest.mark.parametrize("words", ["طريق", "تاونات", "سد OR طريق", "طريق -رقم"])
def test_words_narrow_to_what_search_finds(
    folder: Path, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    told = json.loads(said(capsys, folder, words, "--json"))
    assert main(["search", words, "--json", "--archive", str(folder)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert told["total"] == found["total"] > 0
    assert (told["query"], told["also_searched"]) == (words, found["also_searched"])


def test_nothing_and_what_is_none_are_told_apart(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = json.loads(said(capsys, folder, "مستوصف", "--json", code=1))
    assert (empty["total"], empty["groups"], empty["overall"]["words_median"]) == (0, [], None)
    for wrong in (
        ["--by", "week"],
        ["--order", "best"],
        ["--since", "soon"],
        ["--outlet", "nosuch"],
    ):
        assert said(capsys, folder, *wrong, code=2) == ""
    assert said(capsys, folder, "NEAR(", code=2) == ""


EVERY = "طريق OR سد"
"""Words of which each article of the archive has one."""


def first_seen_of_undated(folder: Path) -> Counter[tuple[str, str]]:
    with Archive(folder) as kept:
        rows = [row for row in exported(kept, Filters()) if row["published_at"] is None]
    return Counter((str(row["outlet"]), times.day(str(row["first_seen"]))) for row in rows)


def test_the_pages_of_the_web_count_the_same(folder: Path) -> None:
    """Its calendars, which have no other place for them, count undated articles when first seen."""
    with Archive(folder) as kept:
        found = statistics(kept, Filters(), "day")
    days = Counter({(one.outlet, one.period): one.articles for one in found.groups})
    undated = first_seen_of_undated(folder)
    assert undated.total() == sum(n for (_, day), n in days.items() if day == "undated") > 0
    shown = Counter({key: n for key, n in days.items() if key[1] != "undated"}) + undated
    with client(folder) as asking:
        told = asking.get("/search.json", params={"q": EVERY}).json()
        facets = {
            name: {one["value"]: one["count"] for one in values}
            for name, values in told["facets"].items()
        }
        months = Counter[str]()
        for (_, day), number in shown.items():
            months[day[:7]] += number
        assert told["total"] == told["of"] == found.overall.articles
        assert told["histogram"] == months
        assert facets["outlet"] == {one.outlet: one.articles for one in found.outlets}
        languages = dict(found.overall.languages)
        languages.pop("unknown")
        assert facets["language"] == languages
        assert facets["revised"] == {"1": found.overall.revised}
        assert facets["gone"] == {"1": found.overall.gone}
        assert facets["copied"] == {"1": sum(found.overall.roles.values())}
        for day in {day for _, day in shown}:
            page = html.document_fromstring(asking.get(f"/day/{day}?lang=en").text)
            links = page.xpath("//main//a[starts-with(@href, '/article/')]/@href")
            assert len({*links}) == sum(n for (_, of), n in shown.items() if of == day), day
        for one in found.outlets:
            text = asking.get(f"/outlet/{one.outlet}?lang=en").text
            page = html.document_fromstring(text)
            without = page.xpath("//p[contains(@class, 'undated')]")
            number = int(without[0].text_content().split(": ")[1]) if without else 0
            assert number == one.dates["undated"]
            rows = page.xpath("//h2[.='Volume']/..//table/tbody/tr")
            volume = {row.xpath("th")[0].text_content(): int(row.xpath("td")[0].text_content())
                      for row in rows}  # fmt: skip
            assert sum(volume.values()) == one.articles
        assert told["undated"] == found.overall.dates["undated"]
        for path in (f"/search?q={EVERY}", f"/compare?q={EVERY}"):
            assert said_undated(asking, path) == told["undated"]
        assert said_undated(asking, "/search?q=سد") == 0
        assert asking.get("/outlet/hidden").status_code == 404


def said_undated(asking: TestClient, path: str) -> int:
    """The number of undated articles that a page says it counts when they were seen first."""
    page = html.document_fromstring(asking.get(path, headers={"accept-language": "en"}).text)
    said = page.xpath("//p[contains(@class, 'undated')]")
    return int(said[0].text_content().split(": ")[1]) if said else 0


def test_the_calendar_of_the_front_page_says_which_days_are_of_no_date(folder: Path) -> None:
    begins = str(first_shown(datetime.now(UTC).date()))
    with Archive(folder) as kept:
        days = statistics(kept, Filters(), "day").groups
    undated = sum(n for (_, day), n in first_seen_of_undated(folder).items() if day >= begins)
    dated = sum(one.articles for one in days if begins <= str(one.period) < "u")
    with client(folder) as asking:
        page = html.document_fromstring(asking.get("/?lang=en").text)
        cells = page.xpath("//table[contains(@class, 'calendar')]//a/@title")
        assert sum(int(cell.split(": ")[1]) for cell in cells) == dated + undated
        assert said_undated(asking, "/?lang=en") == undated
        latest = page.xpath("//h2[.='Latest']/../ol/li")
        marked = [row for row in latest if "undated, first seen" in row.text_content()]
        assert len(marked) == sum(one.articles for one in days if one.period == "undated")


def test_a_concordance_tells_which_days_are_of_no_date(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["concordance", EVERY, "--csv", "--archive", str(folder)]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    with Archive(folder) as kept:
        without = {one["id"] for one in exported(kept, Filters()) if one["published_at"] is None}
    assert {int(one["id"]) for one in rows if one["dated"] == "0"} == without
    for command in ("concordance", "search"):
        assert main([command, EVERY, "--archive", str(folder)]) == 0
        assert ("undated" in capsys.readouterr().out) == bool(without)


@pytest.mark.parametrize(
    "narrowed", [[], ["--outlet", "two"], ["--until", "2026-11-20"], ["سد"]], ids=str
)
def test_one_per_story_is_what_a_data_set_takes(
    folder: Path, capsys: pytest.CaptureFixture[str], narrowed: list[str]
) -> None:
    told = json.loads(said(capsys, folder, *narrowed, "--one-per-story", "--json"))
    made = ["dataset", str(folder.parent / "set"), *narrowed, "--one-per-story", "--text", "none"]
    assert main([*made, "--archive", str(folder)]) == 0
    capsys.readouterr()
    manifest = json.loads((folder.parent / "set" / "manifest.json").read_text("utf-8"))
    assert told["one_per_story"] is True
    assert told["total"] == manifest["articles"]["in the data set"]
    assert told["overall"]["roles"]["copy"] == manifest["statistics"]["copies"].get("copy", 0)
    every = json.loads(said(capsys, folder, *narrowed, "--json"))
    assert every["total"] - told["total"] == (narrowed != ["--outlet", "two"]), "one is a copy"
    assert said(capsys, folder, "--one-per-story", "--coverage", code=2) == ""


def test_what_we_read_better_is_no_change_of_the_outlets(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with archive(tmp_path) as kept:
        first = article(1, body=f"{BODY}\nتابعونا")
        kept.keep(first)
        assert kept.read_again(1, article(1, body=BODY))
        for hours, words in ((0, "الأولى"), (1, "الثانية"), (2, "الثالثة")):
            kept.keep(article(2, headline=words, fetched_at=START + timedelta(hours=hours)))
        kept.keep(article(3))
        every = statistics(kept, Filters()).overall
        of_outlet = statistics(kept, Filters()).outlets[0]
    assert (every.revised, every.changed, every.versions, every.read_better) == (2, 1, 6, 1)
    assert (of_outlet.changed, of_outlet.read_better) == (1, 1)
    assert main(["stats", "--archive", str(tmp_path / "archive")]) == 0
    said = capsys.readouterr().out
    assert "6 versions, 1 of them replaced by a better reading of ours" in said
    assert "changed by the outlet: 1 of the articles" in said
    assert main(["stats", "--csv", "--archive", str(tmp_path / "archive")]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert [row[name] for name in ("revised", "changed", "versions", "read_better")] == [
        "2", "1", "6", "1",
    ]  # fmt: skip
