"""Folders of files: texts, TEI, and bags around them; whole or not there at all."""

import csv
import os
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree

from storage.archive import Archive
from storage.bagging import UnfitForBag, make_bag
from storage.export import Options, UnknownFormat, export
from storage.export.article_files import known_day, safe_name
from storage.query.filters import Filters
from storage.takedown.orders import suppress
from tests.making import archive, article
from warraq.cli import main

TEI = "{http://www.tei-c.org/ns/1.0}"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Articles of two outlets, of known, half known and unknown days."""
    night = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)  # the new year has begun in Casablanca
    with archive(tmp_path) as made:
        made.keep(article(1, published_at=night, published_precision="minute"))
        made.keep(article(2, published_at=datetime(2026, 10, 31, 23, tzinfo=UTC),
                          published_precision="month"))  # fmt: skip
        made.keep(article(3, "two"))
        made.keep(article(4, body="سطر أول من نص قصير.\r\n\n  سطر ثالث.\x00 <b>&amp;\u202e"))
    return made.folder


def below(folder: Path) -> dict[str, bytes]:
    """The files of a folder by their names, and what is in them."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*") if file.is_file()
    }  # fmt: skip


def test_a_text_stands_where_its_day_says_and_is_the_body(kept: Path, tmp_path: Path) -> None:
    with Archive(kept) as made:
        assert export(made, Filters(), tmp_path / "x", options=Options(format="text")) == 4
        bodies = {row["id"]: row["body"] for row in made.rows("SELECT id, body FROM articles")}
    found = below(tmp_path / "x")
    assert sorted(name for name in found if name.endswith(".txt") and name != "about.txt") == [
        "one/2026/2026-01-01_000000001.txt", "one/2026/2026-11_000000002.txt",
        "one/undated/undated_000000004.txt", "two/undated/undated_000000003.txt",
    ]  # fmt: skip
    index = list(csv.DictReader(found["index.csv"].decode().splitlines(keepends=True)))
    assert len(index) == 4 and "body" not in index[0]
    for row in index:
        assert found[row["file"]] == f"{bodies[int(row['id'])]}\n".encode()
        assert int(Path(row["file"]).stem.rsplit("_", 1)[1]) == int(row["id"])
    meanings = {row["name"]: row["meaning"] for row in
                csv.DictReader(found["columns.csv"].decode().splitlines())}  # fmt: skip
    assert list(meanings) == list(index[0]) and all(meanings.values())
    assert "chosen: all articles" in found["about.txt"].decode()


@pytest.mark.parametrize("kind", ["text", "tei"])
def test_the_same_folder_comes_again_and_hides_what_is_hidden(
    kept: Path, tmp_path: Path, kind: str
) -> None:
    with Archive(kept) as made:
        for name in "ab":
            export(made, Filters(), tmp_path / name, options=Options(format=kind, bag=True))
        suppress(made, 3, "court of Rabat")
        export(made, Filters(), tmp_path / "c", options=Options(format=kind))
    assert below(tmp_path / "a") == below(tmp_path / "b")
    assert not (tmp_path / "c" / "two").exists()
    assert len(below(tmp_path / "c")) == 3 + 3


def test_tei_gives_every_character_back(kept: Path, tmp_path: Path) -> None:
    with Archive(kept) as made:
        export(made, Filters(), tmp_path / "x.tei.xml")
        export(made, Filters(), tmp_path / "x", options=Options(format="tei"))
        bodies = [row[0] for row in made.rows("SELECT body FROM articles ORDER BY id")]
    root = etree.parse(str(tmp_path / "x.tei.xml")).getroot()
    by_id = {one.get("{http://www.w3.org/XML/1998/namespace}id"): one
             for one in root.iter(f"{TEI}TEI")}  # fmt: skip
    said = ["\n".join(map(text_of, by_id[f"a{n}"].iter(f"{TEI}p"))) for n in (1, 2, 3, 4)]
    assert said == bodies
    assert "␀" in (tmp_path / "x.tei.xml").read_text("utf-8"), "visible to whoever looks"
    assert "\u202e" not in (tmp_path / "x.tei.xml").read_text("utf-8")
    whens = [[date.get("when") for date in by_id[f"a{n}"].iter(f"{TEI}date")] for n in (1, 2, 3)]
    assert whens == [["2025-12-31T23:30:00Z"], ["2026-11"], []], "never more than is known"
    alone = etree.parse(str(tmp_path / "x/one/undated/undated_000000004.xml")).getroot()
    assert "\n".join(map(text_of, alone.iter(f"{TEI}p"))) == bodies[3]


def text_of(element: etree._Element) -> str:
    """The text of an element in which ``g`` stands for a character."""
    text = element.text or ""
    for one in element:
        text += chr(int(str(one.get("type"))[2:], 16)) + (one.tail or "")
    return text


def test_without_texts_a_tei_says_so_and_a_folder_of_texts_is_refused(
    kept: Path, tmp_path: Path
) -> None:
    with Archive(kept) as made:
        export(made, Filters(), tmp_path / "x.tei.xml", options=Options("none"))
        with pytest.raises(UnknownFormat, match="without texts"):
            export(made, Filters(), tmp_path / "x", options=Options("none", format="text"))
    said = (tmp_path / "x.tei.xml").read_text("utf-8")
    assert said.count('<gap reason="not-exported"/>') == 4 and "سطر" not in said
    assert not (tmp_path / "x").exists()


def test_a_folder_that_holds_something_is_left_alone(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("full", "empty"):
        (tmp_path / name).mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    given = ["--format", "text", "--archive", str(kept)]
    assert main(["export", str(tmp_path / "full"), *given]) == 2
    assert "not empty" in " ".join(capsys.readouterr().err.split())
    assert main(["export", f"{tmp_path}/empty/", *given]) == 0
    assert below(tmp_path / "full") == {"mine.txt": b"mine"}
    assert "index.csv" in below(tmp_path / "empty")
    assert main(["export", str(tmp_path / "x.txt"), "--format", "text", "--since", "2090-01-01",
                 "--archive", str(kept)]) == 1  # fmt: skip
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith((".", "x"))] == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [("hespress", "hespress"), ("le360_ar", "le360_ar"), ("aux", "%61ux"), ("com1", "%63om1"),
     ("auxiliary", "auxiliary"), ("One", "%4Fne"), ("a/b", "a%2Fb"), ("..", "%2E%2E"),
     ("هسبريس", "%D9%87%D8%B3%D8%A8%D8%B1%D9%8A%D8%B3"), ("a%41", "a%2541"), ("a:b*", "a%3Ab%2A")],
)  # fmt: skip
def test_a_name_is_safe_and_leads_back(name: str, safe: str) -> None:
    assert safe_name(name) == safe
    assert unquote(safe) == name


@pytest.mark.parametrize(
    ("at", "precision", "day"),
    [("2026-11-24T23:30:00Z", "minute", "2026-11-25"), ("2026-10-31T23:00:00Z", "month", "2026-11"),
     ("2025-12-31T23:00:00Z", "year", "2026"), ("2026-02-20T23:30:00Z", "day", "2026-02-20"),
     ("0001-01-01T00:00:00Z", "day", "0001-01-01"), (None, None, None)],
)  # fmt: skip
def test_no_more_of_a_day_than_is_known(at: str | None, precision: str, day: str | None) -> None:
    assert known_day(at, precision) == day


def test_a_bag_holds_a_copy_and_leaves_the_source(tmp_path: Path) -> None:
    source = tmp_path / "s"
    (source / "د").mkdir(parents=True)
    (source / "د" / "a b%0a.txt").write_bytes(b"1")
    (source / "x").write_bytes(b"22")
    for name in "ab":
        assert make_bag(source, tmp_path / name, {"Contact-Name": "س"}) == 2
    assert below(tmp_path / "a") == below(tmp_path / "b")
    found = below(tmp_path / "a")
    assert found["data/د/a b%0a.txt"] == b"1" and below(source).keys() == {"x", "د/a b%0a.txt"}
    assert "Payload-Oxum: 3.2" in found["bag-info.txt"].decode()
    assert "data/د/a b%250a.txt" in found["manifest-sha512.txt"].decode()


@pytest.mark.parametrize(
    "what", ["link", "pipe", "nothing", "open database", "x ", "x\u2028y", "\udcff"]
)
def test_what_is_no_file_is_not_bagged(
    tmp_path: Path, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "s"
    source.mkdir()
    if what == "link":
        (source / "x").symlink_to("/etc/hostname")
    elif what == "pipe":
        os.mkfifo(source / "x")
    elif what == "open database":
        (source / "warraq.db").write_bytes(b"x")
        (source / "warraq.db-wal").write_bytes(b"x")
    elif what != "nothing":
        (source / what).write_bytes(b"x")
    with pytest.raises(UnfitForBag):
        make_bag(source, tmp_path / "a", {})
    assert main(["bag", str(source), str(tmp_path / "b")]) == 2
    assert main(["bag", str(source), str(source / "b")]) == 2
    assert main(["bag", str(tmp_path / "none"), str(tmp_path / "b")]) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ["s"]
