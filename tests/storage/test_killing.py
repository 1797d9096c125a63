"""``kill -9`` in the middle of everything: by chance, and at every step of what moves files."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from crawler.urls import canonical
from storage.archive import Archive
from storage.backup import backup, restore
from storage.raw import repair_segments
from storage.raw.monthly_merge import join_segments
from storage.takedown.orders import erase
from storage.verify.verify import verify
from tests.crawling import crawl, make_due
from tests.keeping import filled, make_reader
from tests.killing import dying
from tests.killing.rounds import rounds
from tests.killing.truth import equals_the_newsroom
from tests.making import article
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running
from tests.storage.test_whole_archive import several

pytestmark = pytest.mark.slow
BACKUP = "from pathlib import Path\nfrom storage.backup import backup\nbackup(kept, Path({!r}))"
STEPS = 60
"""More than any of these tasks has; each test ends at the first one that is not reached."""


def test_nothing_acknowledged_is_lost_by_random_kills(tmp_path: Path) -> None:
    """``python -m tests.killing --rounds 100`` is the long form."""
    counted = rounds(4, 11, tmp_path)
    assert counted["articles"] >= 35 and counted["records"] > 100


@pytest.mark.parametrize("crawled", [False, True])
def test_what_an_import_brought_after_its_deletion_is_gone_once_it_was_crawled(
    tmp_path: Path, crawled: bool
) -> None:
    """Found by ten random kills (seed 5): an import brought what was deleted before any crawl."""
    newsroom = Newsroom(per_outlet=2)
    with running(newsroom):
        with Archive(tmp_path, create=True) as kept:
            for pub in newsroom.published("rif"):
                body = "\n".join(pub.paragraphs)
                given = {"url": canonical(pub.url), "headline": pub.headline, "body": body}
                kept.keep(article(outlet="rif", **given))
        newsroom.delete(newsroom.published("rif")[0].url)
        if crawled:
            crawl(tmp_path, newsroom)
            make_due(tmp_path)
            crawl(tmp_path, newsroom)
    with nullcontext() if crawled else pytest.raises(AssertionError, match="not gone|not kept"):
        equals_the_newsroom(tmp_path, newsroom)


def deaths(task: str, folder: Path, every: int = 1) -> Iterator[int]:
    """Run lines of Python with ``kept`` open, killed at one of its steps after the other."""
    code = f"import sys\nfrom storage.archive import Archive\nkept = Archive(sys.argv[1])\n{task}"
    path = os.pathsep.join((str(Path(dying.__file__).parent), str(Path.cwd())))
    for step in range(1, STEPS, every):
        environment = os.environ | {"DIE_AT": str(step), "PYTHONPATH": path}
        ended = subprocess.run(
            [sys.executable, "-c", code, str(folder)], env=environment, start_new_session=True,
            check=False,
        ).returncode  # fmt: skip
        if ended == 0:
            assert step > 3
            return
        assert ended == -9
        yield step
    raise AssertionError("it never came to its end")


def test_a_file_that_a_crawl_died_before_making_is_no_damage(tmp_path: Path) -> None:
    """Found by the 100th of a hundred random kills: the row of a segment comes before its file."""
    with filled(tmp_path) as kept:
        kept.db.execute(
            "INSERT INTO segments (file, outlet, state, opened_at)"
            " VALUES ('one/2026/one-x.warc.gz', 'one', 'open', '2026-11-20T09:00:00Z')"
        )
        (found,) = verify(kept, make_reader).findings
        assert not found.damage and "forgets it" in found.detail
        repair_segments(kept, "one")
        assert verify(kept, make_reader).findings == []


def test_a_backup_that_dies_leaves_the_former_one(tmp_path: Path) -> None:
    folder, target = tmp_path / "archive", tmp_path / "backup"
    with several(folder) as kept:
        backup(kept, target)
        articles = len(kept.rows("SELECT 1 FROM articles"))
        erase(kept, 1, "a judge")
        join_segments(kept, "one", this_month=True)
    task = BACKUP.format(str(target))
    for step in deaths(task, folder):
        copy, new = tmp_path / "copied", tmp_path / "new"
        shutil.copytree(target, copy)  # restoring settles what died on its last step
        restore(copy, new)
        with Archive(new) as restored:
            report = verify(restored, make_reader)
            assert report.sound, (step, report.findings)
            assert len(restored.rows("SELECT 1 FROM articles")) == articles
        shutil.rmtree(copy)
        shutil.rmtree(new)
    files = {path.name for path in target.rglob("*") if path.is_file()}
    assert len(files) == 3, files  # the database, one joined file, the manifest: no pieces


def test_a_first_backup_that_dies_is_begun_anew(tmp_path: Path) -> None:
    with filled(tmp_path / "archive"):
        pass
    target = tmp_path / "backup"
    task = BACKUP.format(str(target))
    for _ in deaths(task, tmp_path / "archive", 3):
        pass
    restore(target, tmp_path / "new")
    with Archive(tmp_path / "new") as restored:
        assert verify(restored, make_reader).findings == []


def test_an_erasure_that_dies_is_brought_to_its_end(tmp_path: Path) -> None:
    with several(tmp_path):
        pass
    task = "from storage.takedown.orders import erase\nerase(kept, 2, 'a judge')"
    for step in deaths(task, tmp_path, 3):
        with Archive(tmp_path) as kept:
            report = verify(kept, None)
            assert report.sound, (step, report.findings)
    with Archive(tmp_path) as kept:
        assert verify(kept, make_reader).findings == []
        assert [row[0] for row in kept.rows("SELECT id FROM articles WHERE body = ''")] == [2]
