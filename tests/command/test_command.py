"""The command on a small archive: what it prints, for people and for programs."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from storage import times
from storage.export import COLUMNS
from storage.raw import Fetched, SegmentWriter
from tests.making import BODY, START, archive, article
from warraq.cli import main

pytestmark = pytest.mark.slow

DARIJA = " ".join(["الناس ديال هاد الدوار كيتسناو الطوبيس من الصباح، حيت حتى واحد ماجا"] * 3)
PAGE = """<html><head><title>سد جديد - الموقع</title></head><body><h1>سد جديد بإقليم تاونات</h1>
<div class="entry-content">{}</div></body></html>"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive with two articles of two outlets, one of them read from a raw page."""
    monkeypatch.chdir(tmp_path)
    body = "".join(f"<p>{line}</p>" for line in BODY.splitlines())
    with archive(tmp_path) as kept:
        raw = SegmentWriter(kept, "hespress")
        url = "https://hespress.com/x-1.html"
        headers = [("Content-Type", "text/html; charset=utf-8")]
        fetched = Fetched(url, START, 200, "OK", headers, PAGE.format(body).encode())
        kept.keep(
            article(1, "hespress", url=url, body=BODY, headline="سد جديد بإقليم تاونات",
                    published_at=START, tags=("ماء",)),
            raw.keep(fetched),
        )  # fmt: skip
        raw.close()
        kept.keep(article(2, "al3omk"))
    return tmp_path / "archive"


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main(list(arguments)) == code
    return capsys.readouterr().out


def test_search_and_show(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "hespress" in said(capsys, "search", "السد", "--outlet", "hespress")
    hits = json.loads(said(capsys, "search", "تاونات", "--json"))["hits"]
    assert {hit["id"] for hit in hits} == {1, 2}
    told = json.loads(said(capsys, "search", "سد", "--json"))
    (begin, end), *_ = told["hits"][0]["headline_marks"]
    assert told["hits"][0]["headline"][begin:end] == "سد"
    assert told["total"] == len(told["hits"]) and told["query"] == "سد"
    assert said(capsys, "search", "مستوصف", code=1) == ""
    assert "al3omk" not in said(capsys, "search", "سد", "-البرنامج")
    assert said(capsys, "show", "9" * 25, code=1) == ""
    assert "hespress" in said(capsys, "search", "سد", "--until", "9999-12-31")
    shown = json.loads(said(capsys, "show", "1", "--json"))
    assert shown["body"] == BODY
    assert shown["raw"][0]["file"].endswith(".warc.gz")
    assert BODY.splitlines()[1] in said(capsys, "show", "https://www.hespress.com/x-1.html")
    assert said(capsys, "show", "99", code=1) == ""


def as_texts(row: dict[str, object]) -> dict[str, object]:
    """A row of a Parquet file with its times as the other formats write them."""
    return {
        name: times.stamp(value) if isinstance(value, datetime) else value
        for name, value in row.items()
    }


def test_parquet_has_times_as_times(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    published = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    with archive(folder.parent) as kept:
        kept.keep(
            article(4, "al3omk", published_at=published, published_precision="minute"),
        )
        kept.keep(article(5, "al3omk", published_at=datetime(2026, 2, 1, tzinfo=UTC),
                          published_precision="day"))  # fmt: skip
    said(capsys, "export", "a.parquet", "--outlet", "al3omk")
    table = pq.read_table("a.parquet")
    for name in ("published_at", "modified_at", "first_seen", "last_seen", "gone_at"):
        assert table.schema.field(name).type == pa.timestamp("ms", tz="UTC"), name
    assert table.column("modified_at").null_count == table.num_rows == 3
    march = pc.greater_equal(table["published_at"], pa.scalar(datetime(2026, 3, 1, tzinfo=UTC)))
    (row,) = table.filter(march).to_pylist()  # where the date is unknown there is no answer
    assert (row["id"], row["published_at"], row["published_precision"]) == (3, published, "minute")
    places = [table.schema.get_field_index(f"published_{name}") for name in ("at", "precision")]
    assert places[1] == places[0] + 1


def test_three_formats_say_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.jsonl", "a.csv", "a.parquet"):
        assert "2 articles" in said(capsys, "export", name, "--text", "full")
    lines = [json.loads(line) for line in Path("a.jsonl").read_text("utf-8").splitlines()]
    with Path("a.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    table = pq.read_table("a.parquet")
    assert [as_texts(row) for row in table.to_pylist(maps_as_pydicts="strict")] == lines
    assert list(lines[0]) == list(rows[0]) == [column.name for column in COLUMNS]
    assert [row["body"] for row in rows] == [line["body"] for line in lines]
    assert json.loads(rows[0]["tags"]) == lines[0]["tags"] == ["ماء"]
    before = Path("a.parquet").read_bytes()
    said(capsys, "export", "a.parquet")
    assert Path("a.parquet").read_bytes() == before
    assert "1 article in" in said(capsys, "export", "one.jsonl", "--outlet", "al3omk")


def test_what_the_reader_found_beside_the_text_is_exported_and_shown(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with archive(folder.parent) as kept:
        kept.keep(
            article(3, "al3omk", authors=("سعاد بنعلي", "كريم أوحدو"),
                    lead_paragraph=BODY.splitlines()[0], dateline="تاونات – و.م.ع", city="تاونات",
                    agency="و.م.ع", image="https://x.invalid/a.jpg", paywall=True,
                    image_caption="السد، أرشيف", captions=("السد، أرشيف", "الوادي"),
                    body=f"{BODY}\n{DARIJA}"),
        )  # fmt: skip
    for name in ("a.jsonl", "a.csv", "a.parquet"):
        said(capsys, "export", name, "--outlet", "al3omk", "--darija")
    plain, full = map(as_texts, pq.read_table("a.parquet").to_pylist(maps_as_pydicts="strict"))
    assert (plain["authors"], plain["captions"], plain["paywall"]) == ([], [], False)
    assert full["authors"] == ["سعاد بنعلي", "كريم أوحدو"]
    assert full["captions"] == ["السد، أرشيف", "الوادي"]
    assert full["paywall"] is True
    assert (plain["darija_hint"], full["darija_hint"]) == (None, 0.148)
    assert full["lead_paragraph"] == full["lead"] == BODY.splitlines()[0]
    assert (full["dateline"], full["city"], full["agency"]) == ("تاونات – و.م.ع", "تاونات", "و.م.ع")
    assert (full["image"], full["image_caption"]) == ("https://x.invalid/a.jpg", "السد، أرشيف")
    assert json.loads(Path("a.jsonl").read_text("utf-8").splitlines()[1]) == full
    with Path("a.csv").open(encoding="utf-8-sig", newline="") as stream:
        row = list(csv.DictReader(stream))[1]
    assert json.loads(row["authors"]) == full["authors"]
    assert json.loads(row["captions"]) == full["captions"]
    assert (row["paywall"], row["darija_hint"]) == ("1", "0.148")
    shown = json.loads(said(capsys, "show", "3", "--json"))
    assert (shown["authors"], shown["captions"]) == (full["authors"], full["captions"])
    printed = said(capsys, "show", "3")
    for line in (
        "city: تاونات",
        "agency: و.م.ع",
        "caption: الوادي",
        "paywall: ",
    ):
        assert line in printed
    bare = said(capsys, "show", "1")
    assert "paywall" not in bare


def test_a_format_we_do_not_write_leaves_no_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "export", "a.docx", code=2)
    assert not Path("a.docx").exists()


def test_read_prints_the_article_and_its_sources(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body = "".join(f"<p>{line}</p>" for line in BODY.splitlines())
    Path("page.html").write_text(PAGE.format(body), "utf-8")
    found = json.loads(said(capsys, "read", "page.html", "--json"))
    assert found["headline"] == "سد جديد بإقليم تاونات"
    assert found["body"] == BODY
    assert found["published_at"] is None
    assert found["sources"]["headline"] == "h1"
    url = "https://www.hespress.com/x-1.html"
    assert json.loads(said(capsys, "read", "page.html", "--url", url, "--json"))["outlet"] == (
        "hespress"
    )
    Path("page.html").write_bytes(b"")
    assert main(["read", "page.html"]) == 4
    assert "empty page" in capsys.readouterr().err


def test_status_counts_and_reread_changes_nothing_that_is_right(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = json.loads(said(capsys, "status", "hespress", "--json"))
    assert status["outlets"][0]["articles"] == 1
    assert status["outlets"][0]["state"] == "never crawled"
    assert "1 same" in said(capsys, "reread")


def test_reread_puts_a_better_reading_in_place_and_keeps_the_former(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with archive(folder.parent) as kept:
        kept.db.execute("UPDATE articles SET body = 'قراءة قديمة' WHERE id = 1")
    assert "1 changed (nothing was written)" in said(capsys, "reread", "--dry-run")
    assert "1 changed" in said(capsys, "reread")
    shown = json.loads(said(capsys, "show", "1", "--json"))
    assert shown["body"] == BODY
    assert [(one["body"], one["cause"]) for one in shown["former"]] == [("قراءة قديمة", "reader")]


def test_every_command_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("crawl", "run", "status", "outlets", "search", "show", "read", "export", "reread"):
        assert f"Example: warraq {name}" in " ".join(said(capsys, name, "--help").split())
