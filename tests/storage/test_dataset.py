"""Data sets: a folder of typed tables that is whole, the same again, and what its manifest says."""

import json
import resource
import shutil
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet as pq
import pytest
from rich.progress import Progress, TaskID

from storage import times
from storage.archive import Archive
from storage.dataset import builder
from storage.dataset.writing import parts
from storage.export.columns import EXCERPT
from storage.query.filters import Filters
from storage.query.statistics import statistics
from storage.takedown.orders import erase, suppress
from tests.making import BODY, START, archive, article
from warraq.cli import main
from warraq.commands.dataset import dataset as command

pytestmark = pytest.mark.slow
ODD = '=1+1 NA \x00 \u2028 \u202eمقلوب\u202c \\ "x" \x1f'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Odd, undated, copied, revised, gone, suppressed and erased articles of three outlets."""
    with archive(tmp_path) as kept:
        told = {"published_at": START, "published_precision": "minute"}
        kept.keep(article(1, body=BODY, headline="سد بتاونات", tags=("ماء", "NA"), **told))
        later = told | {"published_at": START + timedelta(hours=16)}  # the next day there
        kept.keep(article(2, "two", body=BODY + "\nتابعوا صفحتنا.", **later))
        kept.keep(article(3, "two", headline=ODD, byline="سعيد", authors=("سعيد",)))
        kept.keep(article(4, "three", published_at=datetime(1, 1, 1, tzinfo=UTC)))
        kept.keep(
            article(5, "three", body="للاتصال: الهاتف 0522 27 00 00 أو desk@example.ma" + BODY)
        )
        for hours, text in ((0, "نص أول عن الطريق."), (2, "نص ثان عن الطريق.")):
            at = START + timedelta(hours=hours)
            kept.keep(article(6, body=text, headline="طريق", fetched_at=at, **told))
        _, gone = kept.keep(article(7, body="نص عن المطر الغزير بالشمال.", **told))
        kept.mark_gone(gone, START + timedelta(hours=5), "answers 404")
        _, hidden = kept.keep(article(8, body="نص مخفي بأمر."))
        suppress(kept, hidden, "court of Rabat")
        _, erased = kept.keep(article(9, body="نص محذوف بأمر المحكمة."))
        erase(kept, erased, "court of Rabat")
    return tmp_path / "archive"


def made(folder: Path, name: str = "set", *more: str, code: int = 0) -> Path:
    """A data set that the command makes."""
    path = folder.parent / name
    asked = ["dataset", str(path), "--archive", str(folder), "--text", "full", *more]
    assert main(asked) == code
    return path


def table(path: Path, name: str) -> pa.Table:
    return pq.read_table(path / "tables" / f"{name}.parquet")


def articles(path: Path) -> list[dict[str, Any]]:
    files = sorted((path / "data").iterdir())
    found: list[dict[str, Any]] = pa.concat_tables(
        [pq.read_table(one) for one in files]
    ).to_pylist()
    return found


def manifest(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((path / "manifest.json").read_text("utf-8"))
    return found


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


def test_the_same_again_and_proved(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, other = made(folder), made(folder, "other")
    assert (one / "SHA256SUMS").read_bytes() == (other / "SHA256SUMS").read_bytes()
    for path in (one, other):
        for line in (path / "SHA256SUMS").read_text().splitlines():
            digest, _, name = line.partition("  ")
            assert sha256((path / name).read_bytes()).hexdigest() == digest
    assert main(["dataset", "--verify", str(one)]) == 0
    assert main(["dataset", "--reproduce", str(one), "--archive", str(folder)]) == 0
    assert "proved are its bytes" in capsys.readouterr().out
    assert [file.name for file in folder.parent.iterdir() if file.name.startswith(".")] == []


def test_the_digest_can_be_worked_out_without_us(folder: Path) -> None:
    path = made(folder)
    for name, told in manifest(path)["tables"].items():
        files = [path / one["path"] for one in manifest(path)["files"] if one["table"] == name]
        found = sha256()
        for row in pa.concat_tables([pq.read_table(file) for file in files]).to_pylist():
            values = [_plain(value) for value in row.values()]
            line = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
            found.update(line.encode() + b"\n")
        assert found.hexdigest() == told["digest"], name


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return (value - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    if isinstance(value, date):
        return (value - date(1970, 1, 1)).days
    return f"{value:.17g}" if isinstance(value, float) else value


@pytest.mark.parametrize("damage", ["change", "remove", "add", "sums", "manifest"])
def test_what_is_not_as_made_is_found(
    folder: Path, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    path = made(folder)
    victim = path / "tables" / "events.parquet"
    if damage == "change":
        data = bytearray(victim.read_bytes())
        data[8] ^= 1
        victim.write_bytes(data)
    elif damage == "remove":
        victim.unlink()
    elif damage == "add":
        (path / "tables" / "more.parquet").write_bytes(b"x")
    elif damage == "sums":  # another table in its place, rightly hashed
        shutil.copy(path / "tables" / "gaps.parquet", victim)
        text = (path / "SHA256SUMS").read_text().splitlines()
        new = sha256(victim.read_bytes()).hexdigest()
        lines = [f"{new}  {line[66:]}" if "events" in line else line for line in text]
        (path / "SHA256SUMS").write_text("\n".join(lines) + "\n")
    else:
        (path / "manifest.json").write_text("{")
    code = main(["dataset", "--verify", str(path)])
    said = capsys.readouterr()
    assert code == (2 if damage == "manifest" else 1)
    assert {"add": "more.parquet", "manifest": "damaged"}.get(
        damage, "events"
    ) in said.out + said.err


def test_other_bytes_of_the_same_rows_prove_the_rows(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(folder)
    monkeypatch.setattr(parts, "GROUP_ROWS", 2)  # as another library may write them
    assert main(["dataset", "--reproduce", str(path), "--archive", str(folder)]) == 0
    assert "proved are its rows" in capsys.readouterr().out


def test_other_rows_prove_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = made(folder)
    (file,) = (path / "data").iterdir()
    rows = pq.read_table(file)
    pq.write_table(rows.slice(0, 3), file)
    assert main(["dataset", "--reproduce", str(path), "--archive", str(folder)]) == 1
    assert "not the same: articles" in capsys.readouterr().out


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


def test_one_per_story_a_sample_and_columns(folder: Path) -> None:
    path = made(folder, "some", "--one-per-story", "--fields", "headline,story_id")
    rows = articles(path)
    assert [*rows[0]] == ["uid", "headline", "story_id"]
    left_out = manifest(path)["articles"]["left out"]["further article of its story"]
    assert len(rows) == 7 - left_out == len({row["story_id"] or row["uid"] for row in rows}) < 7
    drawn = [
        {row["uid"] for row in articles(made(folder, f"{seed}", "--sample", "3", "--seed", seed))}
        for seed in "123"
    ]
    assert {len(one) for one in drawn} == {3} and len({frozenset(one) for one in drawn}) > 1


def test_no_story_is_on_two_sides(folder: Path) -> None:
    for by in ("story", "time"):
        path = made(folder, by, "--split", "train=.5,test=.5", "--split-by", by)
        sides: dict[int, set[str]] = {}
        for file in (path / "data").iterdir():
            for row in pq.read_table(file).to_pylist():
                if row["story_id"] is not None:
                    sides.setdefault(row["story_id"], set()).add(file.name)
        assert sides and all(len(one) == 1 for one in sides.values())
        assert sum(manifest(path)["splits"].values()) == 7
        assert main(["dataset", "--reproduce", str(path), "--archive", str(folder)]) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        ["--text", "all"], ["--since", "2026-12-01", "--until", "2026-11-01"],
        ["--language", "xx"], ["--outlet", "nosuch"], ["--fields", "text"],
        ["--split", "train=.8,test=.3"], ["--split", "train"], ["--split-by", "day"],
        ["--as-of", "yesterday"], ["--as-of", "2026-13-01"], ["--name", "a b"],
        ["--as-of", "2999-01-01"], ["--outlet", "three", "--until", "0001-01-01", "--split",
        "train=.5,test=.5", "--split-by", "time"],
        ["--release", "1"], ["--exact"], ["--sample", "0"], ["--verify", "x"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_cannot_be_meant_is_wrong_usage(folder: Path, wrong: list[str]) -> None:
    assert not made(folder, "set", *wrong, code=2).exists()


def test_text_must_be_chosen_and_nothing_found_makes_nothing(folder: Path) -> None:
    path = folder.parent / "set"
    assert main(["dataset", str(path), "--archive", str(folder)]) == 2
    assert not made(folder, "set", "مستوصف", code=1).exists()
    assert not made(folder, "set", "--since", "2030-01-01", code=1).exists()


def test_only_a_data_set_of_ours_is_replaced_and_on_request(folder: Path) -> None:
    path = made(folder)
    before = (path / "SHA256SUMS").read_bytes()
    made(folder, "set", "--outlet", "two", code=2)
    assert (path / "SHA256SUMS").read_bytes() == before
    made(folder, "set", "--outlet", "two", "--replace")
    assert {row["outlet"] for row in articles(path)} == {"two"}
    (path / "notes.txt").write_text("mine")
    made(folder, "set", "--replace", code=2)
    other = folder.parent / "other"
    other.mkdir()
    made(folder, "other")
    (folder.parent / "third").mkdir()
    (folder.parent / "third" / "x").write_text("mine")
    made(folder, "third", "--replace", code=2)
    assert (folder.parent / "third" / "x").read_text() == "mine"


@pytest.mark.parametrize("first", [None, "--replace"])
def test_a_name_that_another_process_took_meanwhile_stays_its_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    first: str | None,
) -> None:  # fmt: skip
    """The other one is done just before ours would get its name; only ``--replace`` removes it."""
    path = folder.parent / "set"
    command = [sys.executable, "-m", "warraq", "dataset", str(path), "--text", "full",
               "--outlet", "two", "--archive", str(folder)]  # fmt: skip

    def after_another(*given: Any, **more: Any) -> None:
        subprocess.run(command, check=True, capture_output=True)
        put_in_place(*given, **more)

    put_in_place = builder.put_in_place
    monkeypatch.setattr(builder, "put_in_place", after_another)
    made(folder, "set", *([first] if first else []), code=0 if first else 2)
    assert len({row["outlet"] for row in articles(path)}) == (3 if first else 1)
    assert first or f"another process has made {path} meanwhile" in _flat(capsys.readouterr().err)
    assert main(["dataset", "--verify", str(path)]) == 0
    assert sorted(one.name for one in folder.parent.iterdir()) == ["archive", "set"]


def test_of_two_that_replace_one_data_set_one_is_there_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The other one comes between the former's leaving and ours."""
    path, away = made(folder), Path.rename
    command = [sys.executable, "-m", "warraq", "dataset", str(path), "--text", "full", "--replace",
               "--outlet", "two", "--archive", str(folder)]  # fmt: skip

    def and_another(self: Path, target: Path) -> Path:
        found = away(self, target)
        if self == path:
            subprocess.run(command, check=True, capture_output=True)
        return found

    monkeypatch.setattr(Path, "rename", and_another)
    made(folder, "set", "--replace", code=2)
    assert f"another process has made {path} meanwhile" in _flat(capsys.readouterr().err)
    assert {row["outlet"] for row in articles(path)} == {"two"}
    assert sorted(one.name for one in folder.parent.iterdir()) == ["archive", "set"]


class Bars(Progress):
    """A bar that nobody sees, and all that it was told."""

    def __init__(self) -> None:
        self.seen = list[tuple[str, float, float | None, float | None]]()
        super().__init__(disable=True)

    def update(self, task_id: TaskID, **told: Any) -> None:
        super().update(task_id, **told)
        self._note()

    def reset(self, task_id: TaskID, **told: Any) -> None:
        super().reset(task_id, **told)
        self._note()

    def _note(self) -> None:
        (one,) = self.tasks
        self.seen.append((one.description, one.completed, one.total, one.speed))


def test_every_stage_has_a_bar_of_its_own(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bars = Bars()
    monkeypatch.setattr(command, "progress", lambda: bars)
    made(folder, "set", "--split", "train=.5,test=.5")
    stages = [[*told] for _, told in groupby(bars.seen, lambda one: one[0])]
    assert [told[0][0] for told in stages] == ["leak", "articles", "tables"]
    for told in stages:
        assert told[0][1] == 0 and told[0][3] is None  # no time left of the stage before
        assert [one[1] for one in told] == sorted(one[1] for one in told)
        assert len({one[2] for one in told}) == 1
    assert stages[1][-1][1:3] == (7, 7)
    assert [one[1:3] for one in stages[2]] == [(number, 8) for number in range(9)]


def _flat(said: str) -> str:
    return " ".join(said.split())


def test_the_past_is_made_again_and_withdrawals_are_the_one_difference(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("الطريق OR سد", "--versions", "--split", "train=.5,test=.5", "--sample", "5")
    path = made(folder, "then", *asked)
    at = manifest(path)["as_of"]
    with Archive(folder) as kept:
        late = START + timedelta(days=1)
        kept.keep(article(6, body="نص ثالث عن القنطرة.", headline="قنطرة", fetched_at=late))
        kept.keep(article(30, body=BODY, headline="سد آخر", fetched_at=late))
        kept.mark_gone(1, late, "answers 404")
        kept.db.execute("UPDATE articles SET section = 'x' WHERE id = 2")
    again = made(folder, "again", *asked, "--as-of", at)
    assert (path / "SHA256SUMS").read_bytes() == (again / "SHA256SUMS").read_bytes()
    assert main(["dataset", "--reproduce", str(path), "--archive", str(folder)]) == 0
    assert "proved are its bytes" in capsys.readouterr().out
    (uid,) = {row["uid"] for row in articles(path) if row["id"] == 2} or {
        "two:https://two.ma/2.html"
    }
    with Archive(folder) as kept:
        suppress(kept, 2, "court of Rabat")
    assert main(["dataset", "--reproduce", str(path), "--archive", str(folder)]) == 0
    said = capsys.readouterr().out
    assert f"withdrawn since: {uid}" in said and "not the same" not in said
    later = made(folder, "later", *asked, "--as-of", at)
    assert uid not in {row["uid"] for row in articles(later)}
    assert "two.ma/2.html" not in (later / "manifest.json").read_text("utf-8")
    with Archive(folder) as kept:
        kept.db.execute("UPDATE articles SET section = 'y' WHERE id = 30")
    assert main(["dataset", "--reproduce", str(path), "--archive", str(folder)]) == 0


def test_a_file_of_rows_that_the_manifest_does_not_name_is_found(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also one without rows, which no count misses."""
    path = made(folder, "then", "--outlet", "three")
    told = manifest(path)
    told["files"] = [one for one in told["files"] if one["table"] != "events"]
    (path / "manifest.json").write_text(json.dumps(told), "utf-8")
    lines = [
        f"{sha256((path / name).read_bytes()).hexdigest()}  {name}"
        for name in (line.split("  ")[1] for line in (path / "SHA256SUMS").read_text().splitlines())
    ]
    (path / "SHA256SUMS").write_text("\n".join(lines) + "\n", "utf-8")
    assert main(["dataset", "--verify", str(path)]) == 1
    assert "tables/events.parquet: manifest.json does not name it" in capsys.readouterr().out


@pytest.mark.parametrize("order", [suppress, erase])
@pytest.mark.parametrize("asked", [
    ["--one-per-story"], ["--one-per-story", "--fields", "headline"], ["--fields", "headline"],
    ["--fields", "headline", "--split", "train=.5,test=.5", "--split-by", "time"],
    ["--one-per-story", "--sample", "5"], ["--outlet", "one", "--one-per-story"],
])  # fmt: skip
def test_what_stands_in_for_a_withdrawn_article_is_no_difference(
    folder: Path, capsys: pytest.CaptureFixture[str], order: Any, asked: list[str]
) -> None:
    """Of its story another is chosen, or falls on another day; in its outlet one more counts."""
    path = made(folder, "then", *asked)
    with Archive(folder) as kept:
        order(kept, 1, "court of Rabat")
    capsys.readouterr()
    assert main(["dataset", "--reproduce", str(path), "--archive", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "withdrawn since: one:https://one.ma/1.html" in said and "not the same" not in said


def test_another_row_is_a_difference_also_beside_a_withdrawn_article(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = made(folder, "then", "--one-per-story")
    data = next((path / "data").iterdir())
    rows = pq.read_table(data)
    pq.write_table(rows.filter(pa.compute.not_equal(rows["id"], 6)), data)
    with Archive(folder) as kept:
        suppress(kept, 1, "court of Rabat")
    assert main(["dataset", "--reproduce", str(path), "--archive", str(folder)]) == 1
    assert "not the same: articles" in capsys.readouterr().out


def test_all_tables_are_of_one_moment_beside_a_writer(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written while the articles are is in none of the tables."""
    at = iter([True])

    def writes(rows: Any, *more: Any) -> Any:
        if next(at, False):
            with Archive(folder) as other:
                later = START + timedelta(days=2)
                other.keep(article(6, body="نص رابع عن الجسر.", fetched_at=later))
                other.keep(article(40, body="نص جديد عن الميناء."))
                other.mark_gone(1, later, "answers 404")
        return groups(rows, *more)

    groups = parts._groups
    monkeypatch.setattr(parts, "_groups", writes)
    path = made(folder)
    assert len(articles(path)) == 7
    versions = table(path, "versions").to_pylist()
    assert [row["number"] for row in versions if row["uid"].endswith("/6.html")] == [1, 2]
    assert [row["uid"] for row in table(path, "events").to_pylist() if row["kind"] == "gone"] == [
        "one:https://one.ma/7.html"
    ]
    assert main(["dataset", "--reproduce", str(path), "--archive", str(folder)]) == 0


def test_a_file_that_may_not_grow_is_told_and_nothing_stays(folder: Path) -> None:
    path, least = folder.parent / "set", 33_000  # more than SQLite needs
    command = [sys.executable, "-m", "warraq", "dataset", str(path), "--text", "full",
               "--archive", str(folder)]  # fmt: skip
    done = subprocess.run(
        command, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (least, least)),
    )  # fmt: skip
    assert done.returncode == 3, (done.returncode, done.stderr)
    assert "File too large" in done.stderr and "Traceback" not in done.stderr
    assert [one.name for one in folder.parent.iterdir()] == ["archive"]


def test_what_is_learned_of_addresses_later_is_told_apart(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Which named addresses are no article's is known once they are fetched: five, then four."""
    named = int(START.timestamp())
    with Archive(folder) as kept:
        kept.db.execute(
            "INSERT INTO known_listings (id, outlet, listing, kind)"
            " VALUES (1, 'two', 'https://two.ma/feed', 'feed')"
        )
        for number in range(1, 6):
            address = f"https://two.ma/named-{number}"
            kept.db.execute(
                "INSERT INTO leads (id, outlet, url, address, found_in, due_at, first_seen,"
                " last_seen, published_hint) VALUES (?, 'two', ?, ?, 'f', ?4, ?4, ?4, ?4)",
                [900 + number, address, address, times.text(START)],
            )
            kept.db.execute(
                "INSERT INTO sightings VALUES (?, 1, ?2, ?2, ?2)", [900 + number, named]
            )
        kept.db.conn.commit()
    path = made(folder)
    again = ["dataset", "--reproduce", str(path), "--archive", str(folder)]
    assert main(again) == 0
    with Archive(folder) as kept:
        kept.db.execute("UPDATE leads SET outcome = 'rejected', state = 'done' WHERE id = 901")
        kept.db.conn.commit()
    capsys.readouterr()
    assert main(again) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "proved are its rows but for what was learned of addresses since" in said
    with Archive(folder) as kept:
        kept.db.execute("DELETE FROM leads WHERE id BETWEEN 902 AND 905")
        kept.db.conn.commit()
    assert main(again) == 0
