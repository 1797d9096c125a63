"""Folders, TEI and bags are opened by programs that we did not write, and hold what we hold."""

import gzip
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from storage.archive import Archive
from storage.export import Options, Text, export
from storage.export.columns import columns_with
from storage.export.csv_table import original
from storage.query.filters import Filters
from tests.judges.programs import FOLDER, run
from tests.judges.test_tables import awkward_archive, read_by
from tests.making import article

pytestmark = pytest.mark.slow

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
NUMBERS = ("integer", "number")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Exports of awkward articles, and of one in which every field has a value."""
    folder = tmp_path_factory.mktemp("awkward")
    awkward_archive(folder / "archive")
    with Archive(folder / "archive") as kept:
        kept.keep(article(
            950, byline="أ \x00 ب", authors=("أ \x07", "ب <c>"), section="=1+1 & co",
            tags=("\uffff",),
            image="https://one.ma/a|b\"c<d>.jpg", captions=("", "شرح\n"), language="ar",
            sources={"body": "container: div > p", "\"x'": "&"}, pages=("https://one.ma/950/2",),
        ))  # fmt: skip
        export(kept, Filters(), folder / "x.jsonl")
        export(kept, Filters(), folder / "x.tei.xml.gz")
        for name, how in (("text", Options(format="text")), ("tei", Options("full", format="tei")),
                          ("bag", Options(format="text", bag=True))):  # fmt: skip
            assert export(kept, Filters(), folder / name, options=how) > 30
    return folder


@pytest.fixture(scope="module")
def ours(written: Path) -> dict[int, dict[str, Any]]:
    """The articles by number."""
    lines = (written / "x.jsonl").read_text("utf-8").splitlines()
    return {one["id"]: one for one in map(json.loads, lines)}


@pytest.fixture(scope="module")
def schema() -> etree.RelaxNG:
    """The TEI's own, of all its modules."""
    (file,) = FOLDER.parent.glob("lib/python*/site-packages/HookTest/resources/tei.rng")
    return etree.RelaxNG(etree.parse(str(file)))


def test_tei_is_valid_and_has_every_value(
    written: Path, ours: dict[int, dict[str, Any]], schema: etree.RelaxNG, tmp_path: Path
) -> None:
    plain = tmp_path / "x.tei.xml"
    plain.write_bytes(gzip.decompress((written / "x.tei.xml.gz").read_bytes()))
    corpus = etree.parse(str(plain))
    assert schema.validate(corpus), schema.error_log
    found = list(corpus.getroot().iter(f"{TEI}TEI"))
    assert len(found) == len(ours)
    assert [one.get(f"{XML}id") for one in found] == [f"a{id}" for id in ours]
    alone = sorted((written / "tei").rglob("*.xml"))
    for file in alone:
        document = etree.parse(str(file))
        assert schema.validate(document), schema.error_log
        found.append(document.getroot())
    for one in found:
        read = values_of(one)
        expected = dict(ours[int(read["id"])])
        del expected["lead"]  # another name for lead_paragraph
        assert read == expected
    assert len(alone) == len(ours)


@pytest.mark.parametrize("text", ["excerpt", "none"])
def test_tei_with_less_of_the_texts_is_valid_too(
    written: Path, schema: etree.RelaxNG, tmp_path: Path, text: Text
) -> None:
    with Archive(written / "archive") as kept:
        export(kept, Filters(), tmp_path / "x.tei.xml", options=Options(text, darija=True))
    assert schema.validate(etree.parse(str(tmp_path / "x.tei.xml"))), schema.error_log


def values_of(tei: etree._Element) -> dict[str, Any]:
    """The columns of an article, each from its place in TEI."""
    header, text = tei.find(f"{TEI}teiHeader"), tei.find(f"{TEI}text")
    assert header is not None and text is not None
    notes: dict[str, list[Any]] = {}
    for note in header.iter(f"{TEI}note"):
        said = content(note)
        notes.setdefault(str(note.get("type")), []).append((note.get("n"), said))
    read: dict[str, Any] = {}
    for column in columns_with("full", darija=False):
        held = [said for _, said in notes.get(column.name, [])]
        if column.kind == "list":
            read[column.name] = held
        elif column.kind == "map":
            read[column.name] = dict(notes.get(column.name, []))
        elif column.kind == "boolean":
            read[column.name] = {"true": True, "false": False}[held[0]]
        else:
            value = held[0] if held else None
            read[column.name] = int(value) if value and column.kind in NUMBERS else value
    del read["lead"]
    language = header.find(f".//{TEI}language")
    (head,) = text.iter(f"{TEI}head")
    named = {str(one.get("type")): content(one) for one in header.iter(f"{TEI}idno")}
    for column in columns_with("full", darija=False):
        if column.name in named and column.name not in ("id", "url"):
            value = named[column.name]
            read[column.name] = int(value) if column.kind in NUMBERS else value
    keywords = {one.get("n"): [content(term) for term in one]
                for one in header.iter(f"{TEI}keywords")}  # fmt: skip
    (title,) = header.iterfind(f".//{TEI}titleStmt/{TEI}title")
    assert content(title) == content(head)
    return read | {
        "id": int(named["id"]), "outlet": content(header.find(f".//{TEI}bibl/{TEI}title")),
        "url": named["url"], "headline": content(head),
        "body": "\n".join(content(one) for one in text.iter(f"{TEI}p")),
        "authors": [content(one) for one in header.iter(f"{TEI}author")],
        "section": keywords.get("section", [None])[0], "tags": keywords.get("tags", []),
        "language": None if language is None else language.get("ident"),
        "words": int(str(header.find(f".//{TEI}measure").get("quantity"))),
    }  # fmt: skip


def content(element: etree._Element | None) -> str:
    """The text of an element; ``g`` is the character whose number is its type."""
    assert element is not None
    text = element.text or ""
    for one in element:
        assert one.tag == f"{TEI}g"
        text += chr(int(str(one.get("type"))[2:], 16)) + (one.tail or "")
    return text


def test_a_folder_of_texts_has_every_value(written: Path, ours: dict[int, dict[str, Any]]) -> None:
    """The index as pandas reads it, the texts as they lie there."""
    index = read_by("pandas", written / "text" / "index.csv")
    assert len(index) == len(ours)
    for row in index:
        expected = ours[int(row["id"])]
        text = (written / "text" / row["file"]).read_bytes()
        assert text == f"{expected['body']}\n".encode()
        for column in columns_with("full", darija=False):
            if column.name == "body":
                continue
            value, mine = row[column.name], expected[column.name]
            if column.kind in ("list", "map"):
                assert json.loads(value) == mine
            elif column.kind == "text":
                assert original(value) == (mine or "")
            elif column.kind == "boolean":
                assert value == str(int(mine))
            else:
                assert value == ("" if mine is None else str(mine))


def test_bags_are_valid_and_a_changed_byte_is_seen(written: Path, tmp_path: Path) -> None:
    """Made by an export, and around folders and files that are there already."""
    bags = [written / "bag"]
    source = tmp_path / "source"
    shutil.copytree(written / "text", source / "نص")
    for name in ("50%.txt", "a\nb", "é.txt", "e\u0301.txt", "  x", "-v"):
        (source / name).write_text(name)
    for number, one in enumerate((source, written / "x.jsonl")):
        bags.append(tmp_path / f"bag{number}")
        command = ["-m", "warraq", "bag", str(one), str(bags[-1]), "--info", "Contact-Name: س"]
        subprocess.run([sys.executable, *command], check=True)
    for bag in bags:
        code, said = run("bagit.py", "--validate", bag)
        assert code == 0, said
    sums = subprocess.run(["sha512sum", "--quiet", "-c", "manifest-sha512.txt"], cwd=bags[0],
                          check=False, capture_output=True, text=True)  # fmt: skip
    assert sums.returncode == 0, sums.stderr
    changed = next((bags[0] / "data").rglob("*_*.txt"))
    changed.write_bytes(changed.read_bytes()[::-1])
    assert run("bagit.py", "--validate", bags[0])[0] == 1
