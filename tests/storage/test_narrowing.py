"""Searches narrowed by days of capture and by kinds of articles and outlets."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from storage.query.counting.brief_wire_paywalled_kinds import KINDS, is_of_kind, outlets_of_kind
from storage.query.filters import Filters
from storage.query.in_memory_columns import ArticleColumns
from storage.query.search import Search
from tests.making import START, archive, article
from warraq.cli import main

DAY = date(2026, 11, 20)
OF_KINDS = {
    1: {}, 2: {"brief": True}, 3: {"agency": "و م ع"}, 4: {"paywall": True}, 5: {"partial": True},
    6: {"brief": True, "agency": "MAP"},
}  # fmt: skip


def found(kept: object, **chosen: object) -> set[int]:
    question = Search(kept, "سد", Filters(**chosen))  # type: ignore[arg-type]
    ids = set(question.every_id())
    assert question.count() == len(ids)
    for order in ("best", "newest", "oldest"):
        assert {hit.id for hit in question.hits(order)} == ids
    return ids


def test_a_day_of_capture_is_not_the_day_of_publication(tmp_path: Path) -> None:
    last_year = START - timedelta(days=365)
    with archive(tmp_path) as kept:
        kept.keep(article(1, published_at=last_year))  # a backfill found it now
        kept.keep(article(2, published_at=START))
        kept.keep(article(3, fetched_at=START + timedelta(days=2), published_at=START))
        kept.keep(article(4))  # undated
        assert found(kept, until=DAY - timedelta(days=1)) == {1}
        assert found(kept, captured_until=DAY) == {1, 2, 4}
        assert found(kept, captured_since=DAY + timedelta(days=1)) == {3}
        assert found(kept, captured_since=DAY, since=DAY) == {2, 3, 4}
        assert found(kept, captured_since=DAY, until=DAY) == {1, 2, 3, 4}
        # seen again it stays what it was kept as first
        kept.still_there(1, START + timedelta(days=9))
        assert found(kept, captured_until=DAY) == {1, 2, 4}
        assert found(kept, captured_until=date.max, captured_since=date.min) == {1, 2, 3, 4}


def test_a_day_of_capture_is_one_of_casablanca(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1, fetched_at=datetime(2026, 11, 20, 23, 30, tzinfo=UTC)))  # 00:30 there
        assert found(kept, captured_since=date(2026, 11, 21)) == {1}
        assert found(kept, captured_until=date(2026, 11, 20)) == set()


@pytest.mark.parametrize(("kinds", "ids"), [
    (("full",), {1, 3}), (("brief",), {2, 6}), (("wire",), {3, 6}), (("paywalled",), {4}),
    (("incomplete",), {5}), (("brief", "paywalled"), {2, 4, 6}), ((), {1, 2, 3, 4, 5, 6}),
    (tuple(KINDS), {1, 2, 3, 4, 5, 6}),
])  # fmt: skip
def test_kinds_of_articles(tmp_path: Path, kinds: tuple[str, ...], ids: set[int]) -> None:
    with archive(tmp_path) as kept:
        for number, fields in OF_KINDS.items():
            kept.keep(article(number, **fields))
        assert found(kept, kinds=kinds) == ids


def test_columns_in_memory_know_kinds_as_sql_does_also_of_what_comes_later(tmp_path: Path) -> None:
    outlet_kinds = {"one": "national weekly (business)", "two": "national", "three": "party paper"}
    with archive(tmp_path) as kept:
        kept.keep(article(1, **OF_KINDS[1]))
        columns = ArticleColumns(kept, outlet_kinds)
        for number, fields in OF_KINDS.items():
            outlet = ("one", "two", "three", "nobody")[number % 4]
            kept.keep(article(number, outlet=outlet, **fields))
        columns = columns.refreshed(kept)
        for columns_now in (columns, ArticleColumns(kept, outlet_kinds)):
            every = np.flatnonzero(columns_now.shown)
            counts = columns_now.facets(every)
            for kind in KINDS:
                ids = set(columns_now.narrowed(every, "kind", kind).tolist())
                assert ids == found(kept, kinds=(kind,)) != set()
                assert len(ids) in [one.count for one in counts["kind"] if one.value == kind]
            for one in counts["outlet_kind"]:
                ids = set(columns_now.narrowed(every, "outlet_kind", one.value).tolist())
                outlets = outlets_of_kind(outlet_kinds, [one.value])
                assert len(ids) == one.count > 0
                assert ids == found(kept, outlets=outlets)
            assert {one.value for one in counts["outlet_kind"]} == {*outlet_kinds.values()}
            both = columns_now.narrowed_to_any(every, "kind", ["brief", "paywalled"])
            assert set(both.tolist()) == found(kept, kinds=("brief", "paywalled"))


@pytest.mark.parametrize(("kind", "asked", "is_one"), [
    ("national weekly (business)", "national", True), ("national", "", False),
    ("national weekly (business)", "weekly", True), ("national", "national weekly", False),
    ("national weekly (business)", "Business", True), ("regional", "region", False),
    ("party paper", "party paper", True), ("international", "national", False),
    ("", "national", False),
])  # fmt: skip
def test_kinds_of_outlets_are_asked_by_their_words(kind: str, asked: str, is_one: bool) -> None:
    assert is_of_kind(kind, asked) is is_one


def test_the_command_narrows_and_names_what_is_no_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1, outlet="hespress", published_at=START - timedelta(days=365)))
        kept.keep(article(2, outlet="hespress", brief=True))
        kept.keep(article(3, outlet="map"))
    there = ["--archive", str(tmp_path / "archive")]

    def asked(command: str, *options: str) -> list[int]:
        assert main([command, "تاونات", "--json", *options, *there]) in (0, 1)
        told = json.loads(capsys.readouterr().out)
        return sorted({one["id"] for one in told["hits" if command == "search" else "occurrences"]})

    for command in ("search", "concordance"):
        assert asked(command, "--captured-since", "2026-11-20") == [1, 2, 3]
        assert asked(command, "--captured-until", "2026-11-19") == []
        assert asked(command, "--kind", "brief") == [2]
        assert asked(command, "--kind", "brief", "--kind", "full") == [1, 2, 3]
        assert asked(command, "--outlet-kind", "news agency") == [3]
        assert asked(command, "--outlet-kind", "national", "--kind", "full") == [1]
        for wrong, said in (
            (["--kind", "newspaper"], "full, brief, wire"),
            (["--outlet-kind", "comics"], "party paper"),
            (["--outlet-kind", "regional", "--outlet", "hespress"], "none of --outlet"),
            (["--captured-since", "now"], "write a day"),
        ):
            assert main([command, "سد", *wrong, *there]) == 2
            assert said in " ".join(capsys.readouterr().err.replace("│", " ").split())


@pytest.mark.parametrize("chosen", [
    ["--kind", "brief"], ["--kind", "brief", "--kind", "wire"], ["--outlet-kind", "national"],
    ["--captured-since", "2026-11-21"], ["--captured-since", "2026-11-21", "--kind", "full"],
], ids=" ".join)  # fmt: skip
def test_what_is_searched_counted_and_exported_is_narrowed_alike(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], chosen: list[str]
) -> None:
    with archive(tmp_path) as kept:
        for number, fields in OF_KINDS.items():
            day = START + timedelta(days=number % 2)
            outlet = ("hespress", "map", "nobody")[number % 3]
            kept.keep(article(number, outlet, fetched_at=day, **fields))
    there = [*chosen, "--archive", str(tmp_path / "archive")]
    assert main(["search", "سد", "--json", *there]) == 0
    hits = json.loads(capsys.readouterr().out)["total"]
    assert 0 < hits < len(OF_KINDS)
    assert main(["stats", "--json", *there]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["total"] == hits
    assert {name.replace("_", "-") for name in told["filters"]} == {
        one.removeprefix("--") for one in chosen if one.startswith("--")
    }
    assert main(["export", str(tmp_path / "x.jsonl"), *there]) == 0
    assert len((tmp_path / "x.jsonl").read_text("utf-8").splitlines()) == hits
    there = ["--article-language" if one == "--language" else one for one in there]
    assert main(["report", str(tmp_path / "x.html"), "--language", "en", *there]) == 0
    assert f"{hits} article" in (tmp_path / "x.html").read_text("utf-8")


@pytest.mark.parametrize("wrong", [["--kind", "brief"], ["--captured-since", "2026-11-21"]])
def test_coverage_is_of_all_articles(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: list[str]
) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1))
    assert main(["stats", "--coverage", *wrong, "--archive", str(tmp_path / "archive")]) == 2
    assert wrong[0] in capsys.readouterr().err


def test_coverage_tells_the_kind_of_outlets_that_was_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1, outlet="hespress", published_at=START))
        kept.keep(article(2, outlet="map", published_at=START))
    asked = ["--outlet-kind", "news agency", "--archive", str(tmp_path / "archive")]
    assert main(["stats", "--coverage", "--json", *asked]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["filters"] == {"outlet_kind": ["news agency"]}
    assert {one["outlet"] for one in told["months"]} == {"map"}
