"""The fold changes: archives say so, are rebuilt, find and refuse as before, whatever kills."""

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler import arabic
from scheduler import Daemon, Plan
from storage.archive import Archive
from storage.copies import shingles_and_winnowing_keys
from storage.derived import versions
from storage.derived.pending_rebuilds import pending_rebuilds
from storage.derived.rebuild import rebuild
from storage.errors import NeedsRebuild, NewerArchive, Rebuilding
from storage.learned_boilerplate import learn, to_leave_out
from storage.process_locks import RebuildLock
from storage.query.search import search
from storage.takedown.orders import erase
from storage.verify.verify import verify
from tests import refolding
from tests.keeping import filled
from tests.making import START, article
from tests.refolding.sitecustomize import refold
from warraq.cli import main

pytestmark = pytest.mark.slow

LINE = "يصل الخط إلى مستشفى المدينة مرتين في اليوم."
ERASED = " ".join(f"وصل الوفد إلى المستشفى رقم {n} على متن القطار" for n in range(6))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive made by today's code: copies, a version, learned lines, an erased text."""
    folder = tmp_path / "archive"
    with filled(folder, 5) as kept:
        for number in range(10, 16):
            one = article(number)
            kept.keep(replace(one, body=f"{one.body}\n{LINE}"))
        kept.keep(article(10, fetched_at=START + timedelta(days=1)))
        kept.keep(article(20, "two", body=article(11).body + "\n" + LINE))
        kept.keep(article(30, body=ERASED))
        assert learn(kept, "one")
        erase(kept, erased_id(kept), "an order")
    return folder


def erased_id(kept: Archive) -> int:
    (row,) = kept.rows("SELECT id FROM articles WHERE url = 'https://one.ma/30.html'")
    return int(row[0])


@pytest.fixture
def refolded(folder: Path) -> Iterator[Path]:
    """The same archive, and from now on another fold in this process."""
    before = dict(arabic._TABLE)
    refold()
    yield folder
    arabic._TABLE.update(before)
    arabic.fold_token.cache_clear()
    arabic._remembered_words.cache_clear()
    shingles_and_winnowing_keys._word.cache_clear()


def rebuilt(folder: Path) -> None:
    with Archive(folder, needs="nothing") as kept:
        list(rebuild(kept.db, folder))


def run(
    folder: Path, command: str, *arguments: str, **environment: str
) -> "subprocess.CompletedProcess[str]":
    """A command in a process whose fold is another one."""
    path = os.pathsep.join((str(Path(refolding.__file__).parent), str(Path.cwd())))
    return subprocess.run(
        [sys.executable, "-m", "warraq", command, "--archive", str(folder), *arguments],
        capture_output=True, text=True, env=os.environ | {"PYTHONPATH": path} | environment,
    )  # fmt: skip


def derived(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All that is derived, for comparing."""
    tables = {
        "articles": "SELECT id, fingerprint, words FROM articles ORDER BY id",
        "revisions": "SELECT id, fingerprint FROM revisions ORDER BY id",
        "bands": "SELECT * FROM bands ORDER BY h, doc",
        "outlines": "SELECT * FROM outlines ORDER BY article_id",
        "learned": "SELECT outlet, line, text, vetoed FROM learned ORDER BY outlet, line",
        "derived": "SELECT name, version FROM derived ORDER BY name",
        "progress": "SELECT task FROM progress",
    }
    with Archive(folder, needs="nothing") as kept:
        found = {name: [tuple(row) for row in kept.rows(sql)] for name, sql in tables.items()}
        kept.db.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, articles_fts, row)")
        found["index"] = [tuple(row) for row in kept.rows("SELECT * FROM temp.terms ORDER BY 1")]
    return found


def test_another_fold_is_told_by_every_command_that_needs_the_old_one(
    refolded: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "empty.warc.gz").touch()
    needing = (
        ["search", "سد"], ["verify"], ["reread"], ["export", str(tmp_path / "a.jsonl")],
        ["crawl", "hespress"], ["import", str(tmp_path / "empty.warc.gz")], ["learned"],
        ["erase", "1", "--reason", "an order"], ["backfill", "hespress", "--since", "2026-01-01"],
    )  # fmt: skip
    for command in needing:
        assert main([*command, "--archive", str(refolded)]) == 3, command
        said = " ".join(capsys.readouterr().err.split())
        assert "run `warraq rebuild`, then the same command again" in said, command
        assert "malformed" not in said
    others = (
        ["status"], ["show", "1"], ["history", "1"], ["suppress", "1", "--reason", "x"],
        ["tidy", "--this-month"], ["backup", str(tmp_path / "backup")],
    )  # fmt: skip
    for command in others:
        assert main([*command, "--archive", str(refolded)]) == 0, command
    assert main(["status", "--archive", str(refolded)]) == 0
    assert "fingerprints" in capsys.readouterr().out


def test_after_a_rebuild_all_is_as_if_the_new_fold_had_made_it(refolded: Path) -> None:
    with pytest.raises(NeedsRebuild):
        Archive(refolded)
    with Archive(refolded, needs="tables") as kept:
        assert kept.decide(article(31, "two", body=ERASED)).kind == "refused", "before, too"
    assert main(["rebuild", "--archive", str(refolded)]) == 0
    with Archive(refolded) as kept:
        assert verify(kept, None).sound
        assert search(kept, "مستشفى") and not search(kept, "مستشفي")
        assert " ".join(arabic.folded_words(LINE)) in to_leave_out(kept, "one")
        assert kept.keep(article(31, "two", body=ERASED))[0].kind == "refused"
        assert kept.keep(article(12, "three", body=article(12).body))[0].kind == "copy"
        (copied,) = kept.rows("SELECT id FROM articles WHERE outlet = 'three'")
        before = [tuple(row) for row in kept.rows("SELECT * FROM bands WHERE doc = ?", copied[0])]
        kept.db.execute("UPDATE derived SET version = ''")
    assert before
    made = derived(refolded)
    rebuilt(refolded)
    again = derived(refolded)
    assert {**again, "derived": None} == {**made, "derived": None}
    assert main(["rebuild", "--archive", str(refolded)]) == 0, "there is nothing left to do"


@pytest.mark.parametrize("first", [1, -1])
def test_a_rebuild_that_is_killed_goes_on_where_it_stopped(
    folder: Path, tmp_path: Path, first: int
) -> None:
    assert run(folder, "search", "سد", REFOLD="1").returncode == 3
    texts = "SELECT id, headline, body, text_hash FROM articles"
    with Archive(folder, needs="nothing") as kept:
        before = [tuple(row) for row in kept.rows(texts)]
    deaths, came = 0, list[int]()
    for step in (first, 2 * first, 2 * first, 4 * first, 30 * first):
        done = run(folder, "rebuild", REFOLD="1", DIE_AT_STEP=str(step))
        deaths += done.returncode == -9
        with Archive(folder, needs="nothing") as kept:
            assert [tuple(row) for row in kept.rows(texts)] == before
            came += [row[0] for row in kept.rows("SELECT position FROM progress")]
        if done.returncode == 0:
            break
        assert run(folder, "search", "سد", REFOLD="1").returncode == 3, "a half is no whole"
    assert deaths >= 4 and done.returncode == 0
    assert came == sorted(came) and len(set(came)) > 2, "it went on, and did not begin again"
    once = derived(folder)
    assert once["progress"] == []
    assert run(folder, "rebuild", "--all", REFOLD="1").returncode == 0
    assert derived(folder) == once
    assert run(folder, "verify", "--quick", REFOLD="1").returncode == 0


def test_a_rebuild_is_alone_in_the_archive(
    refolded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = RebuildLock(refolded)
    lock.take()
    assert main(["search", "سد", "--archive", str(refolded)]) == 3
    assert "is being rebuilt by another process" in " ".join(capsys.readouterr().err.split())
    with Archive(refolded, needs="nothing") as kept, pytest.raises(Rebuilding):
        next(rebuild(kept.db, refolded))
    lock.release()
    lock.share()
    with Archive(refolded, needs="nothing") as kept, pytest.raises(Rebuilding, match="the daemon"):
        next(rebuild(kept.db, refolded))
    lock.release()
    rebuilt(refolded)


def test_a_new_archive_and_an_empty_one_need_no_rebuild(refolded: Path, tmp_path: Path) -> None:
    with Archive(tmp_path / "new", create=True) as kept:
        assert not pending_rebuilds(kept.db)
        kept.keep(article(1, headline="مستشفى"))
        assert search(kept, "مستشفى")


def test_a_damaged_index_is_mended_by_all(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Archive(folder) as kept:
        kept.db.execute("INSERT INTO articles_fts(articles_fts) VALUES ('delete-all')")
        damage = [found.kind for found in verify(kept, None).findings if found.damage]
        assert damage == ["search index"]
    assert main(["rebuild", "--archive", str(folder)]) == 0
    assert "nothing to rebuild" in capsys.readouterr().out
    assert main(["rebuild", "--all", "--archive", str(folder)]) == 0
    with Archive(folder) as kept:
        assert verify(kept, None).sound and search(kept, "سد")


def test_versions_are_worked_out_once_and_anew_for_other_code(refolded: Path) -> None:
    with Archive(refolded, needs="nothing") as kept:
        now = versions.running(kept.db)
        kept.db.execute("UPDATE code_versions SET versions = replace(versions, ?, 'known')",
                        [now["fold"]])  # fmt: skip
        assert versions.running(kept.db)["fold"] == "known", "it is remembered"
        arabic._TABLE[ord("ڥ")] = "ف"
        arabic.fold_token.cache_clear()  # other code is another process
        arabic._remembered_words.cache_clear()
        other = versions.running(kept.db)
        del arabic._TABLE[ord("ڥ")]
    assert [name for name in versions.NAMES if other[name] == now[name]] == []


def test_a_text_erased_by_a_newer_warraq_is_not_let_in(folder: Path) -> None:
    with Archive(folder) as kept:
        kept.db.execute("UPDATE tombstones SET fold = 'of tomorrow'")
        with pytest.raises(NewerArchive, match="of tomorrow"):
            kept.keep(article(40))


def test_the_daemon_rebuilds_at_its_start_and_goes_on_after_a_stop(refolded: Path) -> None:
    said = queue.SimpleQueue[tuple[str, str]]()
    stopped = Daemon(Plan(refolded, ()), lambda *words: said.put(words))
    stopped.stop()
    stopped.run()
    assert said.get_nowait()[0] == "rebuild" and said.empty()
    with pytest.raises(NeedsRebuild):
        Archive(refolded)
    daemon = Daemon(Plan(refolded, ()), lambda *words: said.put(words))
    runs = threading.Thread(target=daemon.run)
    runs.start()
    try:
        while said.get(timeout=60) != ("rebuild", "done"):
            continue
        with Archive(refolded) as kept:
            assert verify(kept, None).sound
        while not daemon.scheduler.running:
            assert runs.is_alive()
        with Archive(refolded, needs="nothing") as kept, pytest.raises(Rebuilding):
            next(rebuild(kept.db, refolded))
    finally:
        daemon.stop()
        runs.join()
