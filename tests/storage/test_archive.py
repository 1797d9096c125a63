"""Deciding and keeping: each article once, each version of it, each copy linked."""

import itertools
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import database, times
from storage.archive import Archive
from storage.errors import CannotOpen, NewerArchive
from storage.query.search import search
from tests.making import BODY, START, archive, article


def test_new_then_repeat_then_revision_keeps_both_texts(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        first = article()
        assert kept.keep(first)[0].kind == "new"
        again = replace(first, fetched_at=START + timedelta(days=1), body=first.body + " ")
        assert kept.keep(again)[0].kind == "repeat"
        edited = replace(again, headline="سد آخر بإقليم تاونات")
        decision, id = kept.keep(edited)
        assert (decision.kind, decision.evidence) == ("revision", "headline changed")
        versions = kept.rows("SELECT number, headline FROM versions WHERE article_id = ?", id)
        assert [tuple(row) for row in versions] == [(1, first.headline), (2, edited.headline)]
        assert len(kept.rows("SELECT 1 FROM articles")) == 1


def test_a_changed_hamza_is_a_revision_too(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article())
        decision, _ = kept.keep(article(body=article().body.replace("أعلنت", "اعلنت")))
        assert (decision.kind, decision.evidence) == (
            "revision", "spelling or punctuation changed",
        )  # fmt: skip


def test_same_text_elsewhere_is_an_alias_at_home_and_a_copy_abroad(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(body=BODY))
        alias, id = kept.keep(article(2, body=BODY))
        assert (alias.kind, id) == ("alias", 1)
        copy, other = kept.keep(article(3, "two", body=BODY.replace("أ", "ا")))
        assert (copy.kind, copy.of, other) == ("copy", 1, 2)
        assert kept.keep(article(2, body=BODY))[0].kind == "alias"
        assert len(kept.rows("SELECT 1 FROM versions")) == 2
        story = kept.rows("SELECT article_id, role FROM copies")
        assert [tuple(row) for row in story] == [(1, "original"), (2, "copy")]


def test_short_bulletins_with_one_text_stay_two(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(body="طقس اليوم مشمس في جل المناطق.", headline="طقس الاثنين"))
        other = article(2, body="طقس اليوم مشمس في جل المناطق.", headline="طقس الثلاثاء")
        assert kept.keep(other)[0].kind == "new"


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_original_does_not_depend_on_the_order_of_arrival(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    outlets = ["one", "two", "three"]
    texts = [
        article(n, outlets[n], body=BODY, published_at=START - timedelta(hours=n)) for n in range(3)
    ]
    with archive(tmp_path) as kept:
        for place in order:
            kept.keep(texts[place])
        roles = {row["outlet"]: row["role"] for row in kept.rows("SELECT * FROM copies")}
    assert roles == {"one": "copy", "two": "copy", "three": "original"}


def test_gone_and_back_is_written_down(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        _, id = kept.keep(article())
        kept.mark_gone(id, START + timedelta(days=1), "answers 404")
        kept.keep(article(fetched_at=START + timedelta(days=2)))
        events = [row["kind"] for row in kept.rows("SELECT kind FROM events")]
        gone = kept.row("SELECT gone_at FROM articles")
    assert events == ["gone", "back"]
    assert gone is not None and gone[0] is None


def test_an_archivist_reads_it_with_plain_sqlite(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(byline="سعاد بنعلي", tags=("ماء", "سدود")))
    with sqlite3.connect(tmp_path / "archive" / "warraq.db") as plain:
        row = plain.execute("SELECT outlet, headline, byline, tags, words FROM articles").fetchone()
        assert plain.execute("SELECT articles FROM by_day").fetchone() == (1,)
    plain.close()
    assert row[:4] == ("one", article().headline, "سعاد بنعلي", '["ماء", "سدود"]')
    assert row[4] > 40


def test_where_it_cannot_be_opened_it_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CannotOpen, match="--archive"):
        Archive(tmp_path / "file" / "archive", create=True)
    with pytest.raises(CannotOpen, match="warraq crawl"):
        Archive(tmp_path / "nothing")
    (tmp_path / "warraq.db").write_bytes(b"this is no database at all" * 100)
    with pytest.raises(CannotOpen, match="not a database"):
        Archive(tmp_path)


def test_a_newer_database_is_refused_unchanged(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('archive', 'of_next_year', '2027-01-01')"
        )
    with pytest.raises(NewerArchive, match="of_next_year.*update Warraq"):
        archive(tmp_path)


WRITER = """
import sys
from storage import database, times
from storage.archive import Archive
from tests.making import article
outlet = sys.argv[2]
with Archive(sys.argv[1], create=True) as archive:
    for number in range(40):
        archive.keep(article(number, outlet))
"""


@pytest.mark.slow
def test_several_processes_write_one_archive_from_its_first_moment(tmp_path: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path / "archive"), f"o{n}"])
        for n in range(5)
    ]
    assert [writer.wait() for writer in writers] == [0] * 5
    with Archive(tmp_path / "archive") as kept:
        assert len(kept.rows("SELECT 1 FROM articles")) == 200
        assert len(kept.rows("SELECT 1 FROM copies")) == 200


def test_an_alias_that_still_shows_the_former_text_is_no_new_article(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1, body=BODY))
        kept.keep(article(2, body=BODY))
        kept.keep(article(1, body=BODY + "\nتصحيح: الكلفة هي 900 مليون درهم وليس 90 مليونا."))
        decision, id = kept.keep(article(2, body=BODY))
        assert (decision.kind, id) == ("alias", 1)
        assert len(kept.rows("SELECT 1 FROM articles")) == 1


def test_days_are_casablancas(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        midnight = START.replace(hour=23, day=19)  # 00:00 on the 20th in Casablanca
        kept.keep(article(published_at=midnight))
        assert [row["day"] for row in kept.rows("SELECT day FROM by_day")] == ["2026-11-20"]


def test_views_tell_days_by_the_clock_and_undated_articles_apart(tmp_path: Path) -> None:
    """In plain SQLite, which knows no zones: also in Ramadan, in former winters, at both ends."""
    moments = [
        datetime(1, 1, 1, tzinfo=UTC), datetime(1939, 9, 11, 23, 59, 59, tzinfo=UTC),
        datetime(2015, 1, 10, 23, 30, tzinfo=UTC), datetime(2015, 7, 30, 23, 30, tzinfo=UTC),
        datetime(2026, 2, 28, 23, 30, tzinfo=UTC), datetime(2026, 11, 19, 23, 0, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 30, tzinfo=UTC), None,
    ]  # fmt: skip
    with archive(tmp_path) as kept:
        for number, at in enumerate(moments):
            kept.keep(article(number, published_at=at))
        kept.db.execute(
            "INSERT INTO runs (id, outlet, started_at, pid) VALUES (1, 'one', '2026', 1)"
        )
        for at in filter(None, moments):
            kept.db.execute(
                "INSERT INTO outcomes (run_id, outlet, url, kind, at)"
                " VALUES (1, 'one', ?1, 'new', ?1)",
                [times.stamp(at)],
            )
        days = {times.day(times.stamp(at)) if at else None: 1 for at in moments}
        assert len(days) == len(moments)
        with sqlite3.connect(kept.folder / "warraq.db") as plain:
            assert dict(plain.execute("SELECT day, articles FROM by_day")) == days
            looks = dict(plain.execute("SELECT day, addresses FROM coverage"))
        plain.close()
        assert looks == {day: 1 for day in days if day}


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "warraq.db") as other:
        other.execute("CREATE TABLE accounts (id)")
    other.close()
    with pytest.raises(CannotOpen, match="something else"):
        Archive(tmp_path, create=True)


def test_an_archive_on_a_read_only_disk_can_be_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article())
    monkeypatch.setattr(database, "_prepared", _refuse)
    with Archive(tmp_path / "archive") as read_only:
        assert len(search(read_only, "سد")) == 1
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            read_only.keep(article(2))


def _refuse(connection: sqlite3.Connection) -> None:
    """What SQLite says on a read-only mount, which a test cannot make without being root."""
    raise sqlite3.OperationalError("attempt to write a readonly database")


def test_a_further_address_is_noted_with_its_article_and_once(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        _, id = kept.keep(article())
        for at in (START, START + timedelta(days=1)):
            with database.writing(kept.db):
                kept.also_at("one", "https://one.ma/0.html", id, at, "the same id")
        (row,) = kept.rows("SELECT article_id, evidence, first_seen, published_at FROM aliases")
        assert tuple(row) == (id, "the same id", "2026-11-20T09:00:00Z", None)
