"""The archive as of a former moment: whatever was done since, the same rows come again."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pyarrow.parquet as pq
import pytest

from storage.archive import Archive
from storage.article_pages import KeptPart, note_parts
from storage.copies.prepared_article import prepare
from storage.database import DATABASE, _read_only, writing
from storage.export.columns import columns_with
from storage.export.rows import by_number
from storage.importing.backdated import keep_former
from storage.past.as_of import moment
from storage.past.ledger_undo import TRACKED, columns_of
from storage.query.archive_without_hidden import ReadingArchive
from storage.schema.logical_clock import as_time, written
from storage.takedown.orders import erase, suppress, unsuppress
from storage.verify.past import past_findings
from storage.verify.verify import verify
from tests.making import BODY, START, archive, article
from tests.storage.test_importing import HOST, Foreign, page
from warraq.cli import main

pytestmark = pytest.mark.slow

SHADOWED = (*TRACKED, "events", "versions", "copies", "raw_pages", "revised", "gone", "by_day")
LATER = START + timedelta(days=1)
Rows = dict[str, list[str]]


def rows_of(kept: Archive, as_of: datetime | None) -> tuple[datetime, Rows]:
    """All rows of what a moment shadows, each as JSON, and the moment's time."""
    with moment(kept, as_of) as then:
        found = {
            name: sorted(
                json.dumps(dict(row), sort_keys=True, ensure_ascii=False)
                for row in kept.rows(f"SELECT * FROM {name}")
            )
            for name in SHADOWED
        }
        return then.at, found


class Life:
    """Random things that happen to an archive; each one goes by an archive's own writers."""

    def __init__(self, kept: Archive, seed: int) -> None:
        self.kept, self.random, self.at = kept, Random(seed), START
        self.known: list[int] = []

    def step(self) -> None:
        """One of them, somewhat later."""
        self.at += timedelta(minutes=self.random.randint(1, 600))
        doing: list[Callable[[], object]] = [
            self.new, self.new, self.changed, self.changed, self.read_better, self.read_otherwise,
            self.backdated, self.gone, self.there, self.hide, self.show, self.other_address,
            self.folded_anew, self.captured, self.joined, self.pages, self.ahead,
        ]  # fmt: skip
        self.random.choice(doing)()

    def any(self) -> int:
        return self.random.choice(self.known) if self.known else self.new()

    def reading(self, number: int, **fields: Any) -> Any:
        """A page's reading: some are copies of each other, some have all fields."""
        kind = self.random.randint(0, 4)
        some = {
            "section": self.random.choice((None, "رأي", "سياسة")),
            "tags": self.random.choice(((), ("ماء", 'a"\\\u2028'))),
            "published_at": self.random.choice((None, START - timedelta(days=kind))),
            "byline": self.random.choice((None, "=1+1", "كاتب\0ثان")),
            "brief": bool(kind % 2), "sources": {"headline": f"h{kind}"},
            "headline": f"سد {number} {self.random.randint(0, 9)}",
            "body": BODY + (f"\nفقرة {self.random.randint(0, 1)} " * (kind // 2)),
        }  # fmt: skip
        outlet = ("one", "two", "three")[number % 3]
        return article(number, outlet, **({"fetched_at": self.at} | some | fields))

    def new(self) -> int:
        id = self.kept.keep(self.reading(1_000 + len(self.known)), self.capture())[1]
        if id and id not in self.known:
            self.known.append(id)
        return id or self.any()

    def of(self, id: int, **fields: Any) -> Any:
        """Another reading of a kept article's own address."""
        row = self.kept.row("SELECT outlet, url FROM articles WHERE id = ?", id)
        assert row is not None
        return replace(self.reading(id, **fields), outlet=row[0], url=row[1])

    def changed(self) -> None:
        self.kept.keep(self.of(self.any()), self.capture())

    def read_better(self) -> None:
        """The same text, with other fields beside it."""
        id = self.any()
        row = self.kept.row("SELECT headline, body, capture_id FROM articles WHERE id = ?", id)
        assert row is not None
        self.kept.read_again(id, self.of(id, headline=row[0], body=row[1]), row[2])

    def read_otherwise(self) -> None:
        id = self.any()
        row = self.kept.row("SELECT capture_id FROM articles WHERE id = ?", id)
        assert row is not None
        self.kept.read_again(id, self.of(id), row[0])

    def backdated(self) -> None:
        seen = START - timedelta(days=self.random.randint(-3, 30))
        with writing(self.kept.db):
            keep_former(self.kept, prepare(self.of(self.any(), fetched_at=seen)), None)

    def gone(self) -> None:
        self.kept.mark_gone(self.any(), self.at, "answers 404")

    def there(self) -> None:
        self.kept.still_there(self.any(), self.at)

    def hide(self) -> None:
        suppress(self.kept, self.any(), f"by order {self.random.random()}")

    def show(self) -> None:
        hidden = self.kept.rows("SELECT article_id FROM suppressions")
        if hidden:
            unsuppress(self.kept, self.random.choice(hidden)[0], "mended")

    def other_address(self) -> None:
        id = self.any()
        row = self.kept.row("SELECT * FROM articles WHERE id = ?", id)
        assert row is not None
        url = f"https://{row['outlet']}.ma/other/{self.random.randint(0, 5)}.html"
        with writing(self.kept.db):
            self.kept.also_at(row["outlet"], url, id, self.at, "its canonical address")
            self.kept._alias(self.any(), self.of(id, url=url), "the same text", None)

    def folded_anew(self) -> None:
        """As a rebuild writes fingerprints and word counts."""
        mark = f"f{self.random.randint(0, 9)}"
        with writing(self.kept.db):
            self.kept.db.execute("UPDATE articles SET fingerprint = ? || id, words = words", [mark])
            self.kept.db.execute("UPDATE revisions SET fingerprint = ? || id", [mark])

    def capture(self) -> int:
        with writing(self.kept.db):
            number = self.kept.db.execute("SELECT count(*) FROM captures").fetchone()[0]
            return int(
                self.kept.db.execute(
                    "INSERT INTO captures (outlet, url, fetched_at, kind, record_id, offset)"
                    " VALUES ('one', 'https://one.ma/', '2026-11-20T09:00:00Z', 'response', ?, ?)",
                    [f"<urn:uuid:{number}>", number],
                ).lastrowid
                or 0
            )

    def captured(self) -> None:
        self.capture()

    def joined(self) -> None:
        """As house-keeping joins files."""
        self.kept.db.execute("UPDATE captures SET offset = offset + 100000, length = 7")

    def pages(self) -> None:
        id, first = self.any(), self.capture()
        missing = self.random.choice((None, "answers 404"))
        with writing(self.kept.db):
            for capture in (None, first):
                note_parts(
                    self.kept.db, id, first, [KeptPart(2, "https://one.ma/2", capture, missing)]
                )

    def ahead(self) -> None:
        """The machine's clock is set back: what was written was written by a later time."""
        self.kept.db.execute("UPDATE clock SET at = at + 86400000000")


@pytest.mark.parametrize("seed", range(4))
def test_every_former_moment_comes_again_whatever_happened_since(tmp_path: Path, seed: int) -> None:
    with archive(tmp_path) as kept:
        life, moments = Life(kept, seed), list[tuple[datetime, Rows]]()
        for _ in range(60):
            life.step()
            moments.append(rows_of(kept, None))
        assert [*past_findings(kept)] == []
        hidden = {row[0] for row in kept.rows("SELECT article_id FROM suppressions")}
        for at, before in moments:
            again, after = rows_of(kept, at)
            assert again == at
            orders = after.pop("suppressions")
            more = {json.loads(one)["article_id"] for one in orders}
            had = {json.loads(one)["article_id"] for one in before.pop("suppressions")}
            assert more == had | hidden
            assert after == before
        assert rows_of(kept, None)[1] == moments[-1][1] | {
            "suppressions": rows_of(kept, None)[1]["suppressions"]
        }
        assert kept.rows("SELECT name FROM temp.sqlite_master") == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive with imported and crawled articles, a story, and an order."""
    folder = tmp_path / "archive"
    made = Foreign(tmp_path / "first.warc.gz")
    for number in range(1, 6):
        made.answer(f"{HOST}/a-100{number}.html", page(number), WARC_Date="2026-03-05T10:00:00Z")
    assert main(["import", str(made.save()), "--archive", str(folder)]) == 0
    with Archive(folder) as kept:
        kept.keep(article(1))
        kept.keep(article(1, "two"))
    assert main(["suppress", "5", "--reason", "a judge", "--archive", str(folder)]) == 0
    return folder


def exported(
    folder: Path, capsys: pytest.CaptureFixture[str], *options: str
) -> tuple[dict[str, bytes], str, str]:
    """All articles in each format, the moment that is named, and all that is said of it."""
    files, said = dict[str, bytes](), set[str]()
    capsys.readouterr()
    for ending in ("jsonl", "csv", "parquet", "sqlite", "tei.xml"):
        path = folder.parent / f"out.{ending}"
        assert main(["export", str(path), "--archive", str(folder), *options]) == 0
        files[ending] = path.read_bytes()
        said.add(capsys.readouterr().err)
    (told,) = said  # of one moment, as nobody writes between
    name = re.search(r"as of (\S+Z)", told)
    assert name
    return files, name[1], told


def much_happens(folder: Path) -> None:
    """Pages change, are read better, imported from before; articles go, stories and orders too."""
    later = Foreign(folder.parent / "later.warc.gz")
    changed = page(1).replace("الوطني".encode(), "الجهوي".encode()).replace(b"<h1>", b"<h1>+")
    later.answer(f"{HOST}/a-1001.html", changed, WARC_Date="2026-04-05T10:00:00Z")
    later.answer(f"{HOST}/a-1002.html", page(22), WARC_Date="2025-01-01T10:00:00Z")
    later.answer(f"{HOST}/a-1009.html", page(9), WARC_Date="2025-01-01T10:00:00Z")
    assert main(["import", str(later.save()), "--archive", str(folder)]) == 0
    with Archive(folder) as kept:
        row = kept.row("SELECT * FROM articles WHERE id = 3")
        assert row is not None
        better = article(3, "hespress", url=row["url"], headline=row["headline"], body=row["body"])
        kept.read_again(3, replace(better, section="رأي", byline="كاتب"), row["capture_id"])
        kept.read_again(4, replace(better, url="", headline="قراءة أخرى"), 4)
        kept.mark_gone(3, START, "answers 404")
        kept.keep(
            article(1, "two", headline="غيره", body=BODY[:90], fetched_at=START + timedelta(days=1))
        )
        kept.keep(article(1, "three"))
        kept.db.execute("UPDATE clock SET at = at + 7200000000")  # the clock is set back
    assert main(["suppress", "5", "--undo", "--archive", str(folder)]) == 0
    assert main(["tidy", "--archive", str(folder)]) == 0


def test_an_export_as_of_a_former_moment_has_the_same_bytes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, name, _ = exported(folder, capsys)
    much_happens(folder)
    now, later, _ = exported(folder, capsys)
    assert later > name and all(now[one] != before[one] for one in now)
    again, named, said = exported(folder, capsys, "--as-of", name)
    assert (again, named) == (before, name)
    assert "left out" not in said
    with Archive(folder) as kept:
        assert verify(kept, None).sound
        revised = kept.row("SELECT revision, versions FROM articles WHERE id = 2")
        assert revised is not None and tuple(revised) == (1, 2)


@pytest.mark.parametrize("order", ["suppress", "erase"])
def test_what_was_withdrawn_since_is_left_out_and_listed(
    folder: Path, capsys: pytest.CaptureFixture[str], order: str
) -> None:
    before, name, _ = exported(folder, capsys)
    much_happens(folder)
    assert main([order, "1", "--reason", "a judge", "--archive", str(folder)]) == 0
    again, _, said = exported(folder, capsys, "--as-of", name)
    lines = before["jsonl"].splitlines()
    assert again["jsonl"].splitlines() == [one for one in lines if json.loads(one)["id"] != 1]
    done = {"suppress": "suppressed", "erase": "erased"}[order]
    assert said.count("left out: ") == 1
    assert f"left out: article 1 (hespress:1001), {done} at 20" in " ".join(said.split())
    path = str(folder.parent / "x.jsonl")
    asked = ["export", path, "--archive", str(folder), "--as-of", name]
    for narrower, listed in (("--outlet=two", False), ("--outlet=hespress", True)):
        assert main([*asked, narrower]) == 0
        assert ("left out: " in capsys.readouterr().err) == listed


def test_what_is_filtered_is_what_stood_there_then(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Archive(folder) as kept:
        kept.keep(article(7, section="رأي"))
        with moment(kept) as then:
            name = then.name
        kept.keep(
            article(7, section="سياسة", headline="غيره", fetched_at=START + timedelta(days=1))
        )
        kept.keep(article(8, section="رأي"))
    path = folder.parent / "x.jsonl"
    asked = ["export", str(path), "--archive", str(folder), "--section", "رأي"]
    assert main([*asked, "--as-of", name]) == 0
    (line,) = path.read_text("utf-8").splitlines()
    assert json.loads(line)["url"].endswith("/7.html")
    assert main(asked) == 0
    (line,) = path.read_text("utf-8").splitlines()
    assert json.loads(line)["url"].endswith("/8.html")


@pytest.mark.parametrize("option", ["--section=رأي", "--language=fr"])
def test_a_data_set_is_narrowed_by_what_stood_there_then(
    folder: Path, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    """What no article has any more is asked for as of then; what came later is wrong usage."""
    with Archive(folder) as kept:
        kept.keep(article(7, section="رأي", language="fr"))
        with moment(kept) as then:
            name = then.name
        kept.keep(article(7, section="سياسة", language="es", headline="غيره", fetched_at=LATER))
    path = folder.parent / "set"
    asked = ["dataset", str(path), "--archive", str(folder), "--text", "none"]
    assert main([*asked, option, "--as-of", name]) == 0
    (row,) = pq.read_table(path / "data").to_pylist()
    assert (row["uid"], row["section"], row["language"]) == ("one:https://one.ma/7.html",
                                                             "رأي", "fr")  # fmt: skip
    asked[1] = str(folder.parent / "other")
    for wrong in ([option], ["--as-of", name, "--section=سياسة"],
                  ["--as-of", name, "--language=es"]):  # fmt: skip
        capsys.readouterr()
        assert main([*asked, *wrong]) == 2
        assert "no article here has it" in " ".join(capsys.readouterr().err.split())
    assert [one.name for one in folder.parent.iterdir() if "other" in one.name] == []


def test_a_moment_that_is_not_known_is_a_named_error(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Archive(folder) as kept:
        (began,) = kept.rows("SELECT at FROM ledger ORDER BY id LIMIT 1")[0]
    earliest = written(as_time(began))
    path = folder.parent / "x.jsonl"
    asked = ["export", str(path), "--archive", str(folder), "--as-of"]
    capsys.readouterr()
    for time in ("2020-01-01", "2020-01-01T00:00:00Z", "2020-01-01 10:00"):
        assert main([*asked, time]) == 3
        said = " ".join(capsys.readouterr().err.split())
        assert "is not known" in said and f"since {earliest}, which is the earliest" in said
    assert main([*asked, "2222-01-01"]) == 2
    assert "lies in the future" in capsys.readouterr().err
    assert main([*asked, "yesterday"]) == 2
    assert "write a time as" in capsys.readouterr().err
    assert not path.exists()
    assert main([*asked, earliest]) == 1  # nothing was in it yet
    raw = folder.parent / "x.wacz"
    assert main(["export", str(raw), "--archive", str(folder), "--as-of", earliest]) == 2
    assert "--as-of is for articles" in capsys.readouterr().err


def test_a_moment_is_one_whatever_is_written_meanwhile(tmp_path: Path) -> None:
    with archive(tmp_path) as kept, Archive(kept.folder) as other:
        kept.keep(article(1))
        with moment(kept) as first:
            pass
        other.keep(article(2))
        with moment(kept, first.at) as then:
            other.keep(article(1, headline="غيره", fetched_at=LATER))
            (row,) = kept.rows("SELECT headline, revision FROM articles")
            assert tuple(row) == (article(1).headline, 1) and then.at == first.at
        assert len(kept.rows("SELECT 1 FROM articles")) == 2


def test_erasing_leaves_nothing_of_an_article_in_its_past(tmp_path: Path) -> None:
    secret = "طماطم"
    with archive(tmp_path) as kept:
        kept.keep(article(1, headline=f"{secret} أولى", byline=secret, section=secret))
        kept.keep(article(1, "two"))
        kept.keep(article(1, headline=f"{secret} ثانية", tags=(secret,), fetched_at=LATER))
        kept.read_again(1, article(1, headline=f"{secret} ثانية", city=secret, fetched_at=LATER))
        kept.keep(article(1, "three", fetched_at=LATER))
        suppress(kept, 1, "first")
        told = [row[0] or "" for row in kept.rows("SELECT former FROM ledger")]
        assert any(secret in one for one in told)
        erase(kept, 1, "a judge")
        assert all(secret not in (row[0] or "") for row in kept.rows("SELECT former FROM ledger"))
        left = kept.rows("SELECT what, former FROM ledger WHERE article_id = 1")
        assert {(row[0], row[1]) for row in left} == {
            ("articles", None), ("articles", "{}"), ("tombstones", None)
        }  # fmt: skip
        assert verify(kept, None).sound
    for file in (tmp_path / "archive").glob("warraq.db*"):
        assert secret.encode() not in file.read_bytes()


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        ("UPDATE articles SET versions = 5 WHERE id = 1", "versions"),
        ("UPDATE revisions SET place = 7", "versions"),
        ("UPDATE ledger SET at = 7 WHERE id = 4", "ledger"),
        ("UPDATE ledger SET former = '{' WHERE former IS NOT NULL", "ledger"),
        ("UPDATE clock SET at = 1", "ledger"),
        ("INSERT INTO ledger (at, what, article_id) SELECT at, 'x', 99 FROM clock", "ledger"),
    ],
)
def test_a_past_that_does_not_fit_the_rows_is_damage(
    tmp_path: Path, damage: str, found: str
) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1))
        kept.keep(article(1, headline="غيره", fetched_at=LATER))
        assert verify(kept, None).sound
        kept.db.execute(damage)
        assert found in {one.kind for one in verify(kept, None).findings if one.damage}


def test_every_column_of_the_ledgers_tables_is_noted_where_it_changes(tmp_path: Path) -> None:
    """A column that a migration adds is named in the trigger, or it never changes."""
    never = {"articles": {"uid"}}
    with archive(tmp_path) as kept:
        for table, tracked in TRACKED.items():
            row = kept.row("SELECT sql FROM sqlite_master WHERE name = ?", f"ledger_{table}_update")
            if row is None:
                assert table in ("stories", "tombstones")  # their rows come and go alone
                continue
            noted = set(re.findall(r"old\.(\w+) IS NOT new", row[0]))
            columns = {*columns_of(kept.db.conn, table)} - {*tracked.keys, "id"}
            if table == "captures":
                columns.remove("recorded_at")  # set once, as the row is written
            assert columns - noted == never.get(table, set()) & columns, table


def test_no_table_is_made_whole_for_each_article(tmp_path: Path) -> None:
    """As of a moment an export asks for one article after the other: each by its number alone."""
    with archive(tmp_path) as kept:
        life = Life(kept, 1)
        for _ in range(20):
            life.step()
        with moment(kept) as then:
            pass
        for _ in range(40):
            life.step()
        with moment(kept, then.at):
            asked = by_number(columns_with("full", darija=False), 3)
            plan = kept.rows(f"EXPLAIN QUERY PLAN {asked}", 1, 2, 3)
    steps = [row[3] for row in plan]
    assert any("SEARCH a " in one for one in steps)
    assert not [one for one in steps if "MATERIALIZE" in one or "AUTOMATIC" in one]


def test_an_archive_that_cannot_be_written_is_asked_and_one_for_readers_is_not(
    tmp_path: Path,
) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1))
        at, before = rows_of(kept, None)
        kept.keep(article(1, headline="غيره", fetched_at=LATER))
        with ReadingArchive(kept.folder) as reading:
            with moment(reading) as then:
                assert then.at > at
            with pytest.raises(RuntimeError, match="not by readers"), moment(reading, at):
                pass
            assert len(reading.rows("SELECT 1 FROM versions")) == 2
        kept.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        writable, kept.db = kept.db, _read_only(kept.folder / DATABASE)
        assert rows_of(kept, at) == (at, before)
        kept.db.close()
        kept.db = writable
