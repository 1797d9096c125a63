"""Exports: one moment of the archive, whole files, safe cells, as much text as is asked for."""

import csv
import gzip
import io
import json
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from crawler.http.content_encoding import zstd
from storage.activity.copy_locations import copies_made
from storage.archive import Archive
from storage.export import DARIJA, Options, UnknownFormat, export
from storage.export.columns import EXCERPT, columns_with
from storage.export.csv_table import cell, original
from storage.export.rows import rows
from storage.query.filters import Filters
from storage.raw import SegmentWriter
from storage.takedown.orders import suppress
from tests.keeping import fetched_page, filled
from tests.making import archive, article
from tests.waiting import until
from warraq.cli import main


def lines_of(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_the_order_is_that_of_publication(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        for number, day in enumerate((20, 3, 11)):
            kept.keep(article(number, published_at=datetime(2026, 1, day, tzinfo=UTC)))
        export(kept, Filters(), tmp_path / "x.jsonl")
    days = [str(one["published_at"])[8:10] for one in lines_of(tmp_path / "x.jsonl")]
    assert days == ["03", "11", "20"]


def test_an_export_is_of_one_moment(tmp_path: Path) -> None:
    """What a crawl writes meanwhile is in the next one."""
    with archive(tmp_path) as kept, Archive(kept.folder) as other:
        for number in range(3):
            kept.keep(article(number))
        found = rows(kept, Filters(), columns_with("full", darija=False), lambda *_: None)
        first = next(found)
        other.keep(article(8))
        other.db.execute("UPDATE articles SET headline = 'changed'")
        assert len([first, *found]) == 3
        assert other.rows("SELECT count(*) FROM articles")[0][0] == 4
        export(kept, Filters(), tmp_path / "x.jsonl")
    assert {one["headline"] for one in lines_of(tmp_path / "x.jsonl")} == {"changed"}


@pytest.mark.parametrize("kind", ["jsonl", "csv", "tei.xml"])
def test_packed_files_hold_the_same_and_are_the_same_again(tmp_path: Path, kind: str) -> None:
    with archive(tmp_path) as kept:
        for number in range(3):
            kept.keep(article(number))
        plain = tmp_path / f"x.{kind}"
        assert export(kept, Filters(), plain) == 3
        for ending, unpack in ((".gz", gzip.decompress), (".zst", zstd.decompress)):
            packed = [tmp_path / f"{name}.{kind}{ending}" for name in "ab"]
            for path in packed:
                assert export(kept, Filters(), path) == 3
            assert packed[0].read_bytes() == packed[1].read_bytes()
            assert unpack(packed[0].read_bytes()) == plain.read_bytes()


@pytest.mark.parametrize(
    "name", ["x", "x.docx", "x.gz", "x.parquet.gz", "x.wacz.zst", "x.jsonl.xz"]
)
def test_another_format_is_refused_and_nothing_written(tmp_path: Path, name: str) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article())
        with pytest.raises(UnknownFormat, match="jsonl"):
            export(kept, Filters(), tmp_path / name)
    assert not (tmp_path / name).exists()


FORMATS = (
    "x.jsonl", "x.csv", "x.parquet", "x.sqlite", "x.tei.xml", "x.cdxj", "x.wacz", "x text", "x tei",
)  # fmt: skip


@pytest.mark.parametrize("given", FORMATS)
def test_the_same_command_gives_the_same_bytes(tmp_path: Path, given: str) -> None:
    """In another process, at another time, and after the archive was opened anew."""
    with archive(tmp_path) as kept:
        raw = SegmentWriter(kept, "one")
        for number in range(30):
            page = fetched_page(number)
            kept.keep(article(number, url=page.url, tags=("أ", "ب")), raw.keep(page))
        raw.close()
    name, _, kind = given.partition(" ")
    found = list[dict[str, bytes]]()
    for place in "ab":
        folder = tmp_path / place
        folder.mkdir()
        command = ["export", str(folder / name), *(("--format", kind) if kind else ())]
        assert main([*command, "--archive", str(tmp_path / "archive")]) == 0
        second = int(time.time())
        until("another second", lambda second=second: int(time.time()) > second)  # type: ignore[misc]
        found.append({
            file.relative_to(folder).as_posix(): file.read_bytes()
            for file in folder.rglob("*") if file.is_file()
        })  # fmt: skip
    assert found[0] == found[1] and found[0]


@pytest.mark.parametrize("kind", ["jsonl", "csv", "csv.gz", "parquet", "tei.xml", "tei.xml.zst"])
def test_standard_output_gets_the_data_alone(tmp_path: Path, kind: str) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article())
        export(kept, Filters(), tmp_path / f"x.{kind}")
    command = [sys.executable, "-m", "warraq", "export", "-", "--format", kind]
    done = subprocess.run(
        [*command, "--archive", str(tmp_path / "archive")], capture_output=True, check=False
    )
    assert (done.returncode, b"1 article written" in done.stderr) == (0, True), done.stderr
    assert done.stdout == (tmp_path / f"x.{kind}").read_bytes()


def test_standard_output_needs_a_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article())
    given = ["--archive", str(tmp_path / "archive")]
    for more, word in (([], "--format"), (["--format", "wacz"], "to a file")):
        assert main(["export", "-", *more, *given]) == 2
        assert word in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        for number in range(60):
            kept.keep(article(number, body=article(number).body * 20))
    command = f"{sys.executable} -m warraq export - --format jsonl --archive {tmp_path}/archive"
    done = subprocess.run(
        ["bash", "-c", f"{command} | head -c 10"], capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr and done.stdout


def test_two_exports_to_one_name_do_not_meet(tmp_path: Path) -> None:
    """Each writes a file of its own; the name has one of them, whole."""
    command = [sys.executable, "-m", "warraq", "export", str(tmp_path / "x.jsonl")]
    with archive(tmp_path) as kept:
        for number in range(40):
            kept.keep(article(number))
    given = ["--archive", str(tmp_path / "archive")]
    both = [subprocess.Popen([*command, *given], stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [one.wait() for one in both] == [0, 0]
    assert len(lines_of(tmp_path / "x.jsonl")) == 40
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_what_a_killed_export_left_goes_with_the_next(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = tmp_path / f".x.jsonl.{ended.pid}.part"
    others = [tmp_path / f".x.jsonl.{os.getppid()}.part", tmp_path / ".x.jsonl.notes.part",
              tmp_path / f".y.jsonl.{ended.pid}.part"]  # fmt: skip
    for one in (left, *others):
        one.write_text("half")
    with archive(tmp_path) as kept:
        kept.keep(article())
        export(kept, Filters(), tmp_path / "x.jsonl")
    assert not left.exists()
    assert all(one.exists() for one in others), "of one that runs, and of others"


def test_as_much_of_a_text_as_is_asked_for(tmp_path: Path) -> None:
    long = "هذه جملة من نص المقال الذي يتحدث عن السد الجديد. " * 20
    with archive(tmp_path) as kept:
        kept.keep(article(1, body=long, lead_paragraph=long[:50]))
        kept.keep(article(2, body="نص قصير."))
        for text in ("full", "excerpt", "none"):
            export(kept, Filters(), tmp_path / f"{text}.jsonl", options=Options(text))
        export(kept, Filters(), tmp_path / "x.csv")
        export(kept, Filters(), tmp_path / "x.parquet", options=Options("none"))
    full, excerpt, none = (lines_of(tmp_path / f"{text}.jsonl")
                           for text in ("full", "excerpt", "none"))  # fmt: skip
    assert full[0]["body"] == long
    cut = str(excerpt[0]["body"])
    assert cut.endswith(" …") and long.startswith(cut[:-2]) and len(cut) <= EXCERPT + 2
    assert long[len(cut) - 2] == " ", "words stay whole"
    assert excerpt[1]["body"] == "نص قصير."
    assert [(one["body"], one["lead_paragraph"]) for one in none] == [(None, None)] * 2
    assert none[0]["headline"] == full[0]["headline"] and none[0]["words"] == full[0]["words"]
    rows = list(csv.DictReader(io.StringIO((tmp_path / "x.csv").read_text("utf-8"))))
    assert [row["body"] for row in rows] == [one["body"] for one in excerpt]
    table = pq.read_table(tmp_path / "x.parquet")
    assert table["body"].null_count == 2 and str(table.schema.field("body").type) == "string"


@pytest.mark.parametrize("name", ["x.jsonl", "x.csv", "x.parquet", "x.sqlite", "x.tei.xml", "x"])
def test_no_column_of_an_excerpt_has_the_whole_text(tmp_path: Path, name: str) -> None:
    """An article of one paragraph has all of it as its first paragraph, too."""
    text = "هذه جملة من نص المقال الذي يتحدث عن السد الجديد. " * 20 + "وختامه مسك"
    asked = Options("excerpt", format="tei" if name == "x" else "")
    with archive(tmp_path) as kept:
        kept.keep(article(1, body=text, lead_paragraph=text))
        export(kept, Filters(), tmp_path / name, options=asked)
        export(kept, Filters(), tmp_path / "full.jsonl")
        export(kept, Filters(), tmp_path / "excerpt.jsonl", options=Options("excerpt"))
    made = [tmp_path / name] if name != "x" else [*(tmp_path / name).rglob("*.*")]
    if name == "x.parquet":
        said = str(pq.read_table(*made).to_pylist())
    else:
        said = "".join(one.read_bytes().decode("utf-8", "replace") for one in made)
    assert "السد الجديد" in said and "وختامه" not in said
    (full,), (cut,) = lines_of(tmp_path / "full.jsonl"), lines_of(tmp_path / "excerpt.jsonl")
    assert full["lead_paragraph"] == full["lead"] == text
    assert len(str(cut["body"])) <= EXCERPT + 2
    assert cut["body"] == cut["lead_paragraph"] == cut["lead"]


def test_an_excerpt_of_blanks_is_one(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        _, id = kept.keep(article())
        kept.db.execute("UPDATE articles SET body = ? WHERE id = ?", [" \n" * 400 + "نص", id])
        export(kept, Filters(), tmp_path / "x.jsonl", options=Options("excerpt"))
    assert [one["body"] for one in lines_of(tmp_path / "x.jsonl")] == ["…"]


def test_the_darija_column_comes_on_request(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article())
        export(kept, Filters(), tmp_path / "x.jsonl")
        export(kept, Filters(), tmp_path / "y.jsonl", options=Options(darija=True))
    (without,), (with_it,) = lines_of(tmp_path / "x.jsonl"), lines_of(tmp_path / "y.jsonl")
    assert list(with_it) == [*without, DARIJA.name]


def test_excel_gets_its_mark_on_request(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article())
        export(kept, Filters(), tmp_path / "x.csv")
        export(kept, Filters(), tmp_path / "y.csv", options=Options(bom=True))
    plain = (tmp_path / "x.csv").read_bytes()
    assert (tmp_path / "y.csv").read_bytes() == b"\xef\xbb\xbf" + plain
    assert plain.startswith(b"id,uid,outlet,")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("=1+1", "'=1+1"), ("-5", "'-5"), ("+212 6", "'+212 6"), ("@x", "'@x"), ("\tx", "'\tx"),
        ("'x", "''x"), ("سد - ماء", "سد - ماء"), ("a\\b", "a\\\\b"), ("a\x00b", "a\\u0000b"),
        ("a\rb", "a\\u000db"), ("\u202ex", "\\u202ex"), ("a\nb\tc", "a\nb\tc"), ("\x9b", "\\u009b"),
        ("a\u200cb", "a\u200cb"), ('"x"', '"x"'), ('\\"', '\\\\"'),
        ("\U000e0041", "\\udb40\\udc41"),
        ("=\\u0041", "'=\\\\u0041"),
    ],
)  # fmt: skip
def test_a_cell_does_nothing_and_is_read_back(text: str, held: str) -> None:
    assert cell(text) == held
    assert original(held) == text


def test_days_the_wrong_way_round_are_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article())
    days = ["--since", "2026-02-01", "--until", "2026-01-01", "--archive", str(kept.folder)]
    for command in (["export", str(tmp_path / "x.csv")], ["search", "سد"]):
        assert main([*command, *days]) == 2
        assert "is after --until" in " ".join(capsys.readouterr().err.split())
    assert not (tmp_path / "x.csv").exists()
    captured = [one.replace("--", "--captured-") for one in days[:4]]
    assert main(["concordance", "سد", *captured, *days[4:]]) == 2
    assert "is after --captured-until" in " ".join(capsys.readouterr().err.split())
    same = ["--since", "2026-02-01", "--until", "2026-02-01", "--archive", str(kept.folder)]
    assert main(["search", "سد", *same]) == 1, "one day alone is none of these"


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article())
    there = ["--archive", str(tmp_path / "archive")]
    (tmp_path / "disk").mkdir()
    for name in ("x.jsonl", "x.sqlite", "x.html"):
        target, link = tmp_path / "disk" / name, tmp_path / name
        link.symlink_to(target)
        command = "report" if name.endswith("html") else "export"
        for _ in range(2):  # it leads to nothing, and then to a former one
            assert main([command, str(link), *there]) == 0
            assert link.is_symlink() and target.is_file()
    with Archive(tmp_path / "archive") as kept:
        assert str(tmp_path / "disk" / "x.jsonl") in str(copies_made(kept.db)), "erase names it"


@pytest.mark.parametrize("name", ["x.jsonl", "x.sqlite", "x.wacz", "x.html"])
def test_a_pipe_is_not_replaced_by_a_file(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    filled(tmp_path / "archive").close()
    path = tmp_path / name
    os.mkfifo(path)
    command = "report" if name.endswith("html") else "export"
    assert main([command, str(path), "--archive", str(tmp_path / "archive")]) == 2
    assert path.is_fifo() and "standard output" in capsys.readouterr().err.replace("\n", " ")
    assert [one.name for one in tmp_path.iterdir() if one.name.endswith(".part")] == []


@pytest.mark.parametrize("name", ["x.jsonl", "x.wacz", "x.cdxj"])
@pytest.mark.parametrize("hidden", [False, True])
def test_every_format_tells_how_far_it_is(tmp_path: Path, name: str, hidden: bool) -> None:
    with filled(tmp_path / "archive") as kept:
        if hidden:
            suppress(kept, 4, "court of Rabat")
        told = list[tuple[int, int]]()
        export(
            kept, Filters(), tmp_path / name, told=lambda done, every: told.append((done, every))
        )
    assert told[0][0] == 0 < told[0][1] and len({every for _, every in told}) == 1
    assert told[-1] == (told[-1][1], told[-1][1]), "at the end all is done"


def test_a_choice_is_told_in_one_way_wherever_it_is_told(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(section="سياسة"))
    there = ["--archive", str(tmp_path / "archive"), "--section", "سياسة", "--since", "2026-01-01"]
    assert main(["export", str(tmp_path / "x.sqlite"), *there]) == 0
    assert main(["dataset", str(tmp_path / "set"), "--text", "none", *there]) == 0
    with closing(sqlite3.connect(tmp_path / "x.sqlite")) as made:
        ((chosen,),) = made.execute("SELECT value FROM about WHERE name = 'chosen'").fetchall()
    manifest = json.loads((tmp_path / "set" / "manifest.json").read_text("utf-8"))
    assert chosen == manifest["choice"]
    assert chosen == "published or first seen from 2026-01-01 on; in the section سياسة"
