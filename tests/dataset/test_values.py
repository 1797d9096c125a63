"""What stands in a data set: the values, types, people and texts of the archive."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from storage import times
from storage.archive import Archive
from storage.dataset.writing import parts
from storage.export.columns import EXCERPT
from storage.query.filters import Filters
from storage.query.statistics import statistics
from tests.dataset.sets import ODD, articles, made, manifest, table
from tests.making import archive, article
from warraq.cli import main

pytestmark = pytest.mark.slow


def test_each_value_is_that_of_the_archive(folder: Path) -> None:
    rows = articles(made(folder, "set", "--bylines", "--unmasked"))
    with Archive(folder) as kept:
        shown = {
            row["id"]: row for row in kept.rows(
                "SELECT * FROM articles WHERE id NOT IN (SELECT article_id FROM suppressions"
                " UNION SELECT article_id FROM tombstones)"
            )
        }  # fmt: skip
    assert {row["id"] for row in rows} == {*shown}
    for row in rows:
        stored = shown[row["id"]]
        for name in ("outlet", "url", "headline", "body", "byline", "language", "words",
                     "fingerprint", "revision"):  # fmt: skip
            assert row[name] == stored[name], name
        for name in ("published_at", "first_seen", "last_seen", "gone_at", "modified_at"):
            assert row[name] == (times.parse(stored[name]) if stored[name] else None), name
        for name in ("tags", "authors", "captions", "pages"):
            assert row[name] == json.loads(stored[name]), name
        assert row["brief"] is bool(stored["brief"])
        assert row["sources"] == [f"{a}: {b}" for a, b in json.loads(stored["sources"]).items()]
        assert "" not in row.values()
    assert [row["headline"] for row in rows if "NA" in row["headline"]] == [ODD]


def test_a_day_is_casablancas_and_never_that_of_the_capture(folder: Path) -> None:
    days = {row["id"]: row["published_date"] for row in articles(made(folder))}
    assert (days[1], days[2], days[3]) == (date(2026, 11, 20), date(2026, 11, 21), None)
    assert days[4] == date(1, 1, 1)


def test_the_types_do_not_depend_on_the_rows(folder: Path) -> None:
    every, one = made(folder), made(folder, "one", "--outlet", "three")
    names = sorted(file.name for file in (every / "tables").iterdir())
    assert names == sorted(f"{name}.parquet" for name in (
        "versions", "stories", "story_pairs", "outlets", "coverage", "gaps", "events", "captures"
    ))  # fmt: skip
    assert pq.read_table(one / "tables" / "events.parquet").num_rows == 0
    for name in names:
        schemas = [pq.read_schema(path / "tables" / name) for path in (every, one)]
        assert schemas[0].equals(schemas[1], check_metadata=True)
    (left,), (right,) = ([*(path / "data").iterdir()] for path in (every, one))
    assert pq.read_schema(left).equals(pq.read_schema(right), check_metadata=True)
    assert all(field.metadata[b"meaning"] for field in pq.read_schema(left))
    types = {field.name: str(field.type) for field in pq.read_schema(left)}
    assert types["published_at"] == "timestamp[us, tz=UTC]"
    assert types["published_date"] == "date32[day]"
    assert types["tags"] == types["authors"] == "list<element: string>"


def test_what_is_hidden_is_nowhere(folder: Path) -> None:
    path = made(folder)
    told = manifest(path)["articles"]
    assert told["left out"] == {"hidden by an order": 2}
    assert told["in the archive"] == told["in the data set"] + 2
    for file in path.rglob("*"):
        if file.is_file():
            text = file.read_bytes()
            if file.suffix == ".parquet":
                text = repr(pq.read_table(file).to_pylist()).encode()
            assert b"one.ma/8.html" not in text and b"one.ma/9.html" not in text
            assert "مخفي".encode() not in text and b"court of Rabat" not in text


def test_numbers_are_one_with_stats(folder: Path) -> None:
    """Outlet by day, undated ones a group of their own: rows, coverage, manifest and `stats`."""
    path = made(folder)
    rows, coverage = articles(path), table(path, "coverage").to_pylist()
    with Archive(folder) as kept:
        groups = {
            (one.outlet, None if one.period == "undated" else one.period): one.articles
            for one in statistics(kept, Filters(), "day").groups
        }
    by_rows = Counter(
        (row["outlet"], str(row["published_date"]) if row["published_date"] else None)
        for row in rows
    )
    held = {
        (row["outlet"], str(row["day"]) if row["day"] else None): row["articles"]
        for row in coverage if row["articles"]
    }  # fmt: skip
    assert by_rows == groups == held
    assert sum(held.values()) == len(rows) == manifest(path)["tables"]["articles"]["rows"]


def test_many_rows_are_in_several_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "GROUP_ROWS", 2)
    monkeypatch.setattr(parts, "PART_ROWS", 4)
    path = made(folder)
    assert sorted(file.name for file in (path / "data").iterdir()) == [
        "train-00000-of-00002.parquet", "train-00001-of-00002.parquet",
    ]  # fmt: skip
    assert main(["dataset", "--verify", str(path)]) == 0
    assert len(articles(path)) == manifest(path)["splits"]["train"] == 7


def test_people_are_left_out_unless_asked_for(folder: Path) -> None:
    path, open_one = made(folder), made(folder, "open", "--bylines", "--unmasked")
    rows, told = ({row["id"]: row for row in articles(one)} for one in (path, open_one))
    assert (rows[3]["byline"], rows[3]["authors"]) == (None, None)
    assert (told[3]["byline"], told[3]["authors"]) == ("سعيد", ["سعيد"])
    assert "0522" in told[5]["body"] and "desk@example.ma" in told[5]["body"]
    assert "0522" not in rows[5]["body"] and "[MASKED EMAIL]" in rows[5]["body"]
    assert manifest(path)["masks"]["email"] >= 1 and manifest(open_one)["masks"] is None


def test_a_list_is_empty_where_there_is_none_and_null_where_nobody_knows(folder: Path) -> None:
    """Nothing is known of these outlets; that an article has one page and no tags is."""
    path = made(folder, "set", "--bylines")
    assert {str(row["languages"]) for row in table(path, "outlets").to_pylist()} == {"None"}
    rows = {row["id"]: row for row in articles(path)}
    assert (rows[1]["tags"], rows[1]["pages"], rows[1]["authors"]) == (["ماء", "NA"], [], [])
    meanings = {
        one["name"]: one["meaning"] for one in manifest(path)["tables"]["articles"]["columns"]
    }
    assert meanings["pages"].endswith("empty: it has one")
    assert [name for name, said in meanings.items() if "empty: " in said] == ["pages"]


OWNED = """
from crawler.platforms import WordPress

class Owned(WordPress):
    name = "owned"
    home = "https://owned.ma/"
    owner = "شركة المثال"
    owner_source = "https://register.example/12"
    owner_stated = "{}"
"""


@pytest.mark.parametrize(("stated", "code"), [("2026-11-24", 0), ("autumn", 2)])
def test_an_outlets_owner_is_told_with_its_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    stated: str, code: int,
) -> None:  # fmt: skip
    package = f"owners_{code}_{tmp_path.name}"
    (tmp_path / package).mkdir()
    (tmp_path / package / "owned.py").write_text(OWNED.format(stated), "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with archive(tmp_path) as kept:
        kept.keep(article(1, "owned"))
        kept.keep(article(2, "two"))
    (tmp_path / "archive" / "warraq.toml").write_text(f'spider_modules = ["{package}"]\n')
    path = made(tmp_path / "archive", code=code)
    if code:
        assert "`owner_stated` is no day" in " ".join(capsys.readouterr().err.split())
        return
    told = [(row["outlet"], row["owner"], row["owner_source"], row["owner_stated"])
            for row in table(path, "outlets").to_pylist()]  # fmt: skip
    assert told == [
        ("owned", "شركة المثال", "https://register.example/12", date(2026, 11, 24)),
        ("two", None, None, None),
    ]
    assert main(["dataset", "--reproduce", str(path), "--archive", str(tmp_path / "archive")]) == 0


@pytest.mark.parametrize("name", [
    "headline", "body", "byline", "authors", "section", "tags", "lead_paragraph", "dateline",
    "city", "agency", "image_caption", "captions",
])  # fmt: skip
def test_numbers_of_people_are_masked_in_whatever_is_printed(tmp_path: Path, name: str) -> None:
    said: Any = "للاتصال: الهاتف 0522 27 00 00"
    said = (said,) if name in ("authors", "tags", "captions") else said
    with archive(tmp_path) as kept:
        kept.keep(article(1, **{name: said}))
    path = made(tmp_path / "archive", "set", "--bylines")
    (row,) = articles(path)
    assert "[MASKED PHONE]" in str(row[name]) and "27 00 00" not in str(row)
    in_tables = 2 if name in ("headline", "byline") else 1  # `versions` has these, too
    assert manifest(path)["masks"]["phone"] == in_tables


def test_no_column_of_an_excerpt_has_the_whole_text(tmp_path: Path) -> None:
    """An article of one paragraph has all of it as its first paragraph, too."""
    text = "هذه جملة من نص المقال الذي يتحدث عن السد الجديد. " * 20 + "وختامه مسك"
    with archive(tmp_path) as kept:
        kept.keep(article(1, body=text, lead_paragraph=text))
    path = made(tmp_path / "archive", "set", "--text", "excerpt")
    (row,) = articles(path)
    assert row["body"] == row["lead_paragraph"] and len(row["body"]) <= EXCERPT + 2
    assert text.startswith(row["body"].removesuffix(" …"))
    assert not [name for name, value in row.items() if "وختامه" in str(value)]
    (file,) = (path / "data").iterdir()
    for name in ("body", "lead_paragraph"):
        meaning = pq.read_schema(file).field(name).metadata[b"meaning"].decode()
        assert f"first {EXCERPT} characters" in meaning


def test_versions_carry_their_texts_on_request(folder: Path) -> None:
    plain, full = (
        [row for row in table(path, "versions").to_pylist() if row["uid"].endswith("/6.html")]
        for path in (made(folder), made(folder, "full", "--versions"))
    )
    assert [row["number"] for row in plain] == [row["number"] for row in full] == [1, 2]
    assert [row["body"] for row in plain] == [None, None]
    assert [row["body"] for row in full] == ["نص أول عن الطريق.", None]
    assert plain[0]["replaced_at"] and plain[0]["cause"] == "outlet"
