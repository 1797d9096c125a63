"""Card, Croissant, Data Package and citation say what the description says, whatever is in it."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from storage.dataset.card_body import card_body
from storage.dataset.citation import reference
from storage.dataset.description import (
    ARTICLES,
    DataColumn,
    DataTable,
    Description,
    Leak,
    LeakAt,
    MonthRows,
    Splitting,
)
from storage.dataset.tables.monthly_coverage_reader import MonthlyCompleteness
from storage.dataset.writing.yaml_text import yaml_text
from tests.describing import data_set, papers


@pytest.fixture
def described(tmp_path: Path) -> Description:
    return data_set(tmp_path)


def test_equal_descriptions_give_equal_papers(described: Description, tmp_path: Path) -> None:
    again = tmp_path / "again"
    again.mkdir()
    assert papers(data_set(again)) == papers(described)


def test_the_card_tells_each_of_its_parts(described: Description) -> None:
    text = papers(described)["README.md"]
    for part in (
        "28 articles", "2026-11-24T09:30:00.000250Z", "12, copies of a chosen article",
        "| test | 5 | 17.86% | 10.00% |", "| 0.8 | 0.0% (0) | 25.0% (1) |", "4 drawn by lot",
        "| `published_date` | `date32[day]` | the day in Casablanca; null: unknown |",
        "| no date stated | 8 |", "| 2026-11 | 20 |", "| `[MASKED PHONE]` | 2,000 |",
        "Texts: their publishers'.", r"`one:https://one.ma/?a\|b`", "warraq dataset --reproduce",
        "| pyarrow | 26.0.1 |",
        "| `one` | الأول \\| 1 | 28 | 8 | 2026-11-01 | 2026-11-24 | 4 | 2 |",
        "`0123abcd`", "left out",
    ):  # fmt: skip
        assert part in text, part


def test_what_is_not_there_is_said_so(described: Description) -> None:
    bare = replace(described, masks=None, leak=None, splitting=None, withdrawn=(), dropped={},
                   text="none", bylines=True, filters_in_words="")  # fmt: skip
    text = card_body(bare)
    assert "Texts are not masked" in text and "Leak from test" not in text
    assert "No text is in it. `warraq hydrate DIR` fills it" in text
    assert "all articles of the archive" in text and "Authors' names**: included" in text
    assert "Nothing that stood in the archive at that moment was withdrawn" in text


def test_the_card_says_what_of_the_leak_was_not_compared(described: Description) -> None:
    assert "at most" not in card_body(described)  # of a set that was made before there was a bound
    leak = Leak(4, 5, 19, 7, 4, (LeakAt(0.8, 0, 1), LeakAt(0.5, 1, 2)), 500)
    assert "at most 500 of train were compared" in card_body(replace(described, leak=leak))
    assert "none had more" in card_body(replace(described, leak=leak))
    cut = replace(leak, at=(LeakAt(0.8, 0, 1, 3, 0), leak.at[1]))
    text = card_body(replace(described, leak=cut))
    assert "none had more" not in text
    assert "so many may have one beside those counted: at 0.8 3 of this split and 0" in text


def test_the_card_tells_the_three_figures_of_each_month(described: Description) -> None:
    months = (
        MonthlyCompleteness("one", "2026-09", 1_200, 1_200, 1_600, 0.75, 1_250, 0.96),
        MonthlyCompleteness("one", "2026-10", 30, 33, 30, None, 30, 1.0, 20, 18, 21.25, 20.0, 30.5,
                            0.847, True, 0.802, 0.688),
        MonthlyCompleteness("two", "2026-10", 110, None, None, None, None, None, 28, 110, 135.0,
                            125.0, None, 0.8148, False),
    )  # fmt: skip
    text = card_body(replace(described, figures=months))
    for line in (
        "| `one` | 2026-09 | 1,200 | 1,200 of 1,600: 75.0% | 1,200 of 1,250: at most 96.0% |  |",
        "| `one` | 2026-10 | 30 | 33 of 30 | 30 of 30: at most 100.0% | 18 of 21.2, 20 days:"
        " at most 84.7% (80.2%, 68.8%); 20–30 in all |",
        "| `two` | 2026-10 | 110 |  |  | 110 of 135, 28 days: 81.5%; 125–… in all |",
    ):  # fmt: skip
        assert line in text, line
    assert "never mixed" in text and "`warraq stats --coverage`" in text
    assert "of earlier months" not in text
    assert "no figure for any month" in card_body(described)


def test_of_many_months_the_card_has_the_latest(described: Description) -> None:
    months = tuple(
        MonthlyCompleteness(f"o{outlet:02}", f"20{year}-{month:02}", 1, None, None, None, 2, 0.5)
        for outlet in range(40)
        for year in (25, 26)
        for month in range(1, 13)
    )
    text = card_body(replace(described, figures=months))
    assert text.count("| 1 of 2: at most 50.0% |") == 40 * 5
    assert "| `o39` | 2026-08 |" in text and "| 2026-07 |" not in text
    assert "760 rows of earlier months are in the table alone." in text


def test_a_split_by_time_names_its_cuts(described: Description) -> None:
    cuts = {"validation": date(2026, 10, 1), "test": date(2026, 11, 1)}
    by_time = replace(described, splitting=Splitting("time", {}, 0, cuts, "train"))
    text = card_body(by_time)
    assert "`test` begins with 2026-11-01." in text
    assert "without a date are in `train`" in text and "| train | 19 | 67.86% | — |" in text


def test_many_months_are_summed_by_year_and_undated_ones_stay_apart(
    described: Description,
) -> None:
    months = tuple(
        MonthRows("one", f"{year}-{month:02}", 2)
        for year in range(2015, 2025)
        for month in range(1, 13)
    )
    found = replace(described.statistics, per_month=(*months, MonthRows("one", None, 7)))
    text = card_body(replace(described, statistics=found))
    assert "| 2015 | 24 |" in text and "2015-01" not in text and "| no date stated | 7 |" in text


@pytest.mark.parametrize(
    "title",
    ["---\n- x: y", "# [x](javascript:a) <script>|", 'a: "b" #c', "\u202e\u2066x\u0085\u2028", "'"],
)
def test_no_title_breaks_a_paper(tmp_path: Path, title: str) -> None:
    made = papers(data_set(tmp_path, title))
    assert json.loads(made["datapackage.json"])["title"] == title
    assert json.loads(made["croissant.json"])["alternateName"] == title
    front, body = made["README.md"].removeprefix("---\n").split("\n---\n", 1)
    assert '\nlicense: "other"\n' in front and body.startswith("\n# ")
    for text in made.values():
        assert not {*"\u202e\u2066\u0085\u2028"} & {*text}
    assert "<script>" not in body.partition("\n\n")[0] and "[x](" not in body


def test_types_without_a_name_are_refused_loudly(described: Description) -> None:
    odd = DataTable(ARTICLES, "x", (DataColumn("odd", "decimal128(3, 1)", "x"),))
    with pytest.raises(ValueError, match="column odd"):
        papers(replace(described, tables=(odd,)))


def test_empty_splits_and_tables_are_no_configuration(described: Description) -> None:
    """Of a file without rows `datasets` makes an error, and the whole set could not be loaded."""
    files = tuple(replace(one, rows=0) if one.split == "test" else one for one in described.files)
    text = papers(replace(described, files=files))["README.md"].split("\n---\n", 1)[0]
    assert "data/test-" not in text and "tables/gaps" not in text and "data/train-" in text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"a": None, "b": True, "c": 3}, "a: null\nb: true\nc: 3\n"),
        ({"a": [], "b": {}, "ب": "x"}, 'a: []\nb: {}\n"ب": "x"\n'),
        ({"a": [{"b": 1, "c": ["d"]}, "e"]}, 'a:\n- b: 1\n  c:\n  - "d"\n- "e"\n'),
        ({"a": '"\\\n\t\x00\x7f\U000e0041é'}, 'a: "\\"\\\\\\n\\t\\u0000\\u007F\\U000E0041é"\n'),
    ],
)
def test_yaml(value: dict[str, Any], text: str) -> None:
    assert yaml_text(value) == text


def test_the_reference_names_version_and_moment(described: Description) -> None:
    assert reference(described).endswith(
        "version 1.0.0 [data set], as of 2026-11-24T09:30:00.000250Z."
    )
