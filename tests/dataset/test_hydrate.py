"""Filling a data set without texts: what does not match stays empty, and is told."""

import json
from collections.abc import Collection
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from storage.archive import Archive
from storage.dataset.proving.verify import verify
from storage.takedown.orders import erase, suppress
from tests.dataset.sets import table
from tests.making import BODY, START, archive, article
from warraq.cli import main

pytestmark = pytest.mark.slow
PHONE = "للاتصال: الهاتف 0522 27 00 00 أو desk@example.ma\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with archive(tmp_path) as kept:
        for number in range(6):
            kept.keep(article(number, body=f"{PHONE}نص الخبر رقم {number} كاملا.\n{BODY}",
                              lead_paragraph=f"مقدمة {PHONE}"))  # fmt: skip
        kept.keep(article(10, "two", body="نص آخر قصير.", headline="=1+1"))
    return tmp_path / "archive"


def made(folder: Path, name: str, *more: str) -> Path:
    path = folder.parent / name
    assert main(["dataset", str(path), "--archive", str(folder), *more]) == 0
    return path


def hydrated(path: Path, folder: Path, code: int = 0, name: str = "full") -> Path:
    into = path.parent / name
    assert main(["hydrate", str(path), str(into), "--archive", str(folder)]) == code
    return into


def rows(path: Path) -> pa.Table:
    return pa.concat_tables([pq.read_table(one) for one in sorted((path / "data").iterdir())])


def bodies(path: Path) -> dict[str, str | None]:
    return {row["url"]: row["body"] for row in rows(path).to_pylist()}


def report(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((path / "hydration.json").read_text("utf-8"))
    return found


def digest(path: Path) -> str:
    found = json.loads((path / "manifest.json").read_text("utf-8"))
    return str(found["tables"]["articles"]["digest"])


def hide(folder: Path, number: int, *, for_good: bool = False) -> str:
    with Archive(folder) as kept:
        (found,) = kept.rows("SELECT id, uid FROM articles WHERE url = ?", article(number).url)
        (erase if for_good else suppress)(kept, found["id"], "court of Rabat")
    return str(found["uid"])


@pytest.mark.parametrize("more", [(), ("--unmasked",), ("--split", "train=.6,test=.4")])
def test_filled_from_the_same_archive_it_is_the_full_data_set(
    folder: Path, more: tuple[str, ...]
) -> None:
    bare = made(folder, "none", "--text", "none", *more)
    assert not any(bodies(bare).values())
    filled, full = (
        hydrated(bare, folder, name="filled"),
        made(folder, "set", "--text", "full", *more),
    )
    assert rows(filled).equals(rows(full), check_metadata=True)
    assert digest(filled) == digest(full)
    assert ("desk@example.ma" in str(bodies(filled))) == ("--unmasked" in more)
    assert verify(filled) == verify(bare) == []
    assert report(filled)["filled"] == 7 and not any(report(filled)["left empty"].values())
    manifests = [json.loads((one / "manifest.json").read_text("utf-8")) for one in (filled, full)]
    assert manifests[0]["masks"] == manifests[1]["masks"]
    masks = {"email": 12, "phone": 12, "identity": 0}  # of each body and its first paragraph
    assert report(filled)["masks"] == (None if "--unmasked" in more else masks)


def hashed(uid: str) -> str:
    return f"sha256:{sha256(uid.encode()).hexdigest()}"


def test_what_changed_is_gone_or_missing_stays_empty_and_is_listed(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = made(folder, "none", "--text", "none")
    with archive(tmp_path / "other") as other:
        other.keep(article(0, body=f"{PHONE}نص الخبر رقم 0 كاملا.\n{BODY}"))
        other.keep(article(1, body="نص آخر تماما عن الخبر نفسه."))
        other.keep(article(2, body=f"{PHONE}نص الخبر رقم 2 كاملا.\n{BODY}"))
        other.keep(article(3, body=f"{PHONE}نص الخبر رقم 3 كاملا.\n{BODY}"))
    elsewhere = tmp_path / "other" / "archive"
    suppressed, erased = hide(elsewhere, 2), hide(elsewhere, 3, for_good=True)
    filled = hydrated(bare, elsewhere, code=1)
    found = report(filled)
    by_url = {row["url"]: row["uid"] for row in rows(bare).to_pylist()}
    assert found["left out"] == {"gone": [
        hashed(uid) for uid in rows(bare)["uid"].to_pylist() if uid in (suppressed, erased)
    ]}  # fmt: skip
    assert found["left empty"] == {
        "changed": [by_url[article(1).url]],
        "missing": [by_url[article(n, *outlet).url] for n, *outlet in ((4,), (5,), (10, "two"))],
    }
    assert (found["filled"], found["changed"], found["gone"], found["missing"]) == (1, 1, 2, 3)
    assert [url for url, body in bodies(filled).items() if body] == [article(0).url]
    assert verify(filled) == []
    said = capsys.readouterr().out
    assert "1 of 7 articles have their text" in said and "gone: 2" in said and "missing: 3" in said


def test_a_version_that_was_replaced_since_is_filled_from_the_past(folder: Path) -> None:
    bare = made(folder, "none", "--text", "none")
    with Archive(folder) as kept:
        later = START + timedelta(days=3)
        kept.keep(article(1, body="نص جديد بعد التصحيح.", fetched_at=later))
    filled = hydrated(bare, folder)
    (former,) = (row for row in rows(filled).to_pylist() if row["url"] == article(1).url)
    assert "نص الخبر رقم 1" in former["body"] and "مقدمة" in former["lead_paragraph"]
    assert "نص جديد" not in str(bodies(filled))


SECRET = "سرخفي"


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """An archive whose articles are to be withdrawn once a data set of it is published.

    Of a story its original, and an outlet's only article; undated and dated ones stay.
    """
    day = {"published_at": START, "published_precision": "minute"}
    with archive(tmp_path) as kept:
        kept.keep(article(1, headline=f"{SECRET} الأول", body=BODY, **day,
                          url=f"https://one.ma/{SECRET}-1.html"))  # fmt: skip
        later = day | {"published_at": START + timedelta(hours=1)}
        kept.keep(article(2, "two", headline="سد", body=BODY + "\nتابعوا صفحتنا.", **later))
        kept.keep(article(3, "three", headline="سد", body=BODY + "\nتابعونا هنا.", **later))
        kept.keep(article(4, "only", headline=f"{SECRET} وحيد", body="نص وحيد عن طريق جديد.",
                          url=f"https://only.ma/{SECRET}.html"))  # fmt: skip
        for number, text in ((5, "نص الطريق الأول."), (6, "نص آخر عن المطر بالشمال.")):
            kept.keep(article(number, headline=f"خبر {number}", body=text, language="fr"))
        kept.keep(article(6, headline="خبر 6 بعد تصحيح", body="نص صحح عن المطر.", **day))
    return tmp_path / "archive"


def withdraw(folder: Path, *, for_good: bool = False) -> set[str]:
    """Withdraw what has the secret word; the uids."""
    with Archive(folder) as kept:
        rows = kept.rows("SELECT id, uid FROM articles WHERE uid LIKE ?", f"%{SECRET}%")
        for row in rows:
            (erase if for_good else suppress)(kept, row["id"], "court of Rabat")
    assert len(rows) == 2
    return {row["uid"] for row in rows}


def traces(path: Path, words: Collection[str]) -> list[str]:
    """Files in which any of the words stands, packed or not."""
    found = list[str]()
    for file in (one for one in path.rglob("*") if one.is_file()):
        said = file.read_bytes().decode("utf-8", "replace")
        if file.suffix == ".parquet":
            said += str(pq.read_table(file).to_pylist())
        found += [file.name for word in words if word in said]
    return found


@pytest.mark.parametrize("for_good", [False, True])
@pytest.mark.parametrize(
    "more", [(), ("--versions", "--split", "train=.5,test=.5"), ("--fields", "body")], ids=str
)
def test_what_is_withdrawn_after_a_data_set_was_published_is_in_no_file(
    published: Path, for_good: bool, more: tuple[str, ...]
) -> None:
    bare = made(published, "none", "--text", "none", *more)
    assert traces(bare, [SECRET])
    hidden = withdraw(published, for_good=for_good)
    filled = hydrated(bare, published, code=1)
    assert traces(filled, [SECRET, "only:", "`only`"]) == []
    assert verify(filled) == []
    found, told = report(filled), json.loads((filled / "manifest.json").read_text("utf-8"))
    assert (found["filled"], found["gone"]) == (4, 2)
    assert {*found["left out"]["gone"]} == {hashed(uid) for uid in hidden}
    assert {one["uid"] for one in told["withdrawn"]} == {hashed(uid) for uid in hidden}
    assert told["articles"]["left out"] == {"withdrawn since it was published": 2}
    card = (filled / "README.md").read_text("utf-8")
    assert "4 articles; version" in card and "num_examples: 4" in card or "--split" in more


@pytest.mark.parametrize("more", [(), ("--versions", "--bylines")], ids=str)
def test_filled_it_is_what_is_made_again_after_the_order(
    published: Path, more: tuple[str, ...]
) -> None:
    bare = made(published, "none", "--text", "none", *more)
    then = json.loads((bare / "manifest.json").read_text("utf-8"))["as_of"]
    withdraw(published)
    filled = hydrated(bare, published, code=1)
    again = made(published, "again", "--text", "full", "--as-of", then, *more)
    assert rows(filled).equals(rows(again))
    for name in ("versions", "stories", "story_pairs", "outlets", "gaps", "events", "captures"):
        told = {one: table(one_folder, name) for one, one_folder in
                (("filled", filled), ("again", again))}  # fmt: skip
        if name == "versions":  # a set without texts is filled in data/ alone
            told = {one: found.drop_columns(["body"]) for one, found in told.items()}
        assert told["filled"].equals(told["again"]), name
    kept = ("outlet", "unit", "period", "articles", "kept")
    held = [table(one, "coverage").select(kept).to_pylist() for one in (filled, again)]
    assert held[0] == held[1]
    manifests = [json.loads((one / "manifest.json").read_text("utf-8")) for one in (filled, again)]
    for name in ("statistics", "splits", "withdrawn"):
        assert manifests[0][name] == manifests[1][name], name


def test_folders_that_cannot_be_filled_are_named_and_nothing_is_made(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    full, bare = made(folder, "set", "--text", "full"), made(folder, "none", "--text", "none")
    few = made(folder, "few", "--text", "none", "--fields", "headline")
    (occupied := folder.parent / "occupied").mkdir()
    (occupied / "mine").write_text("mine")
    damaged = made(folder, "damaged", "--text", "none")
    (damaged / "tables" / "versions.parquet").write_bytes(b"PAR1")
    for source, name, says in (
        (full, "x", "has its texts"), (few, "x", "no column for a text"),
        (bare, "occupied", "is not empty"), (bare, "none/within", "is within"),
        (bare, "none", "is a data set already"), (damaged, "x", "is not what its manifest says"),
        (folder, "x", "is no data set"),
    ):  # fmt: skip
        before = sorted(folder.parent.rglob("*"))
        hydrated(source, folder, code=2, name=name)
        assert says in capsys.readouterr().err.replace("\n", " ")
        after = sorted(folder.parent.rglob("*"))
        assert [one for one in after if one not in before and "warraq.db" not in one.name] == []
    assert (occupied / "mine").read_text() == "mine"


def test_the_papers_of_a_filled_set_have_its_hashes(folder: Path) -> None:
    filled = hydrated(made(folder, "none", "--text", "none"), folder)
    files = json.loads((filled / "manifest.json").read_text("utf-8"))["files"]
    hashes = {one["path"]: one["sha256"] for one in files}
    if (paper := filled / "croissant.json").exists():
        found = json.loads(paper.read_text("utf-8"))["distribution"]
        assert {one["@id"]: one["sha256"] for one in found if "sha256" in one} == hashes
        found = json.loads((filled / "datapackage.json").read_text("utf-8"))["resources"]
        assert {one["path"]: one["hash"] for one in found} == {
            path: f"sha256:{one}" for path, one in hashes.items()
        }
        assert "## Texts filled in" in (filled / "README.md").read_text("utf-8")
