"""The page of a former version is read again only where it may read otherwise, under no lock."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from crawler import settings as product
from crawler.reading.extraction_hints import Hints
from crawler.reading.reading_fingerprint import read_with
from storage.archive import Archive
from storage.importing.importing import Importing, Source
from storage.learned_boilerplate import veto
from storage.query.filters import Filters
from storage.rereading import kept_pages, same_reader_comparison
from storage.rereading import reading_process as worker
from storage.rereading.reread import Rereading
from tests.crawling import crawl, make_due, outcomes, settings
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.publications import Publication
from tests.newsroom.server import running
from tests.storage.test_raw import segments
from warraq import outlet_loader as known
from warraq import reader_factory

pytestmark = pytest.mark.slow

OUTLET = "wataniya"


def guarded(folder: Path, made: Newsroom, **more: Any) -> list[str]:
    """Crawl the outlet; what was read, how, and the end of its address."""
    file = folder / "pages-read"
    file.unlink(missing_ok=True)
    extensions = product.EXTENSIONS | {"tests.page_guard.PageGuard": 30}
    crawl(folder, made, [OUTLET], EXTENSIONS=extensions, PAGES_READ=str(file), **more)
    return file.read_text().splitlines() if file.exists() else []


def look_again(folder: Path) -> None:
    """Every article is due, and its page will be sent whole."""
    with Archive(folder) as archive:
        archive.db.execute("UPDATE leads SET etag = NULL, last_modified = NULL")
    make_due(folder)


def edited(made: Newsroom) -> Publication:
    """An article whose outlet has given it another headline."""
    pub = made.published(OUTLET)[0]
    return made.edit(pub.url, headline="عنوان آخر بعد تصحيح في الخبر")


def causes(folder: Path) -> list[str]:
    with Archive(folder) as archive:
        return [row[0] for row in archive.rows("SELECT cause FROM revisions ORDER BY id")]


def test_the_page_of_a_revision_is_not_read_again_by_the_same_reader(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=3)
    with running(made):
        read = guarded(tmp_path, made)
        assert len(read) >= 3 and {line.split()[:2][1] for line in read} == {"outside"}
        changed = edited(made)
        look_again(tmp_path)
        again = guarded(tmp_path, made)
    assert causes(tmp_path) == ["outlet"]
    assert len([line for line in again if line.endswith(changed.path)]) == 1
    assert not [line for line in again if line.startswith("loaded") or "INSIDE" in line]


def test_a_mended_hint_is_never_the_outlets_revision(tmp_path: Path) -> None:
    """One article is changed by its outlet as well: that alone is the outlet's."""
    made = Newsroom(per_outlet=3)
    with running(made):
        crawl(tmp_path, made, [OUTLET], SPIDER_MODULES=["tests.cut_short"])
        changed = edited(made)
        look_again(tmp_path)
        read = guarded(tmp_path, made)
    assert sum(line.startswith("loaded outside") for line in read) == 3
    assert not [line for line in read if "INSIDE" in line]
    counted = outcomes(tmp_path, OUTLET)
    assert (counted["revision"], counted["repeat"]) == (1, 2)
    with Archive(tmp_path) as archive:
        rows = archive.rows("SELECT a.url, r.cause, r.headline = a.headline AS same, r.body, a.body"
                            " FROM revisions r JOIN articles a ON a.id = r.article_id")  # fmt: skip
        assert len({row[0] for row in archive.rows("SELECT read_with FROM articles")}) == 1
    assert sorted(row["cause"] for row in rows) == ["outlet", "reader", "reader", "reader"]
    (theirs,) = [row for row in rows if row["cause"] == "outlet"]
    assert theirs["url"].endswith(changed.path) and not theirs["same"] and theirs[3] == theirs[4]


def test_an_import_with_a_mended_hint_is_no_revision_either(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=3)
    with running(made):
        crawl(tmp_path / "kept", made, [OUTLET], SPIDER_MODULES=["tests.cut_short"])
        edited(made)
        crawl(tmp_path / "other", made, [OUTLET])
        overrides = settings(tmp_path / "kept", made)
    with Archive(tmp_path / "other") as other:
        files = segments(other)
    with Archive(tmp_path / "kept") as kept:
        owner = known.owner_of_addresses(overrides)
        taking = Importing(
            kept, owner, partial(reader_factory.make_new_reader, overrides), processes=1
        )
        for file in files:
            list(taking.run(Source(file)))
        taking.close()
        assert (taking.counts["revision"], taking.counts["repeat"]) == (1, 2)
    assert sorted(causes(tmp_path / "kept")) == ["outlet", "reader", "reader", "reader"]


def test_no_page_is_read_in_a_transaction_of_an_import_or_a_reread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever loads a page, or gives one to a reading process, holds no lock meanwhile."""
    made = Newsroom(per_outlet=3)
    with running(made):
        crawl(tmp_path / "kept", made, [OUTLET], SPIDER_MODULES=["tests.cut_short"])
        edited(made)
        crawl(tmp_path / "other", made, [OUTLET])
        overrides = settings(tmp_path / "kept", made)
    with Archive(tmp_path / "other") as other:
        files = segments(other)
    with Archive(tmp_path / "kept") as kept:
        seen: list[tuple[str, bool]] = []

        def noted(what: str, real: Any) -> Any:
            def doing(*given: Any) -> Any:
                seen.append((what, kept.db.conn.in_transaction))
                return real(*given)

            return doing

        monkeypatch.setattr(
            same_reader_comparison,
            "load_all_pages",
            noted("load", same_reader_comparison.load_all_pages),
        )
        monkeypatch.setattr(kept_pages, "load_all_pages", noted("load", kept_pages.load_all_pages))
        monkeypatch.setattr(
            worker.ReadingProcess, "send", noted("send", worker.ReadingProcess.send)
        )
        monkeypatch.setattr(
            worker.ReadingProcess, "receive", noted("receive", worker.ReadingProcess.receive)
        )
        owner = known.owner_of_addresses(overrides)
        taking = Importing(
            kept, owner, partial(reader_factory.make_new_reader, overrides), processes=1
        )
        for file in files:
            list(taking.run(Source(file)))
        taking.close()
        imported = len(seen)
        assert seen.count(("load", False)) == 3
        homes = {OUTLET: overrides["HOMES"][OUTLET]}  # a home of an unknown outlet is refused
        cut = overrides | {"SPIDER_MODULES": ["tests.cut_short"], "HOMES": homes}
        reread = Rereading(kept, partial(reader_factory.make_reader, cut), Filters(), processes=1)
        assert [one.result for one in reread] == ["changed"] * 3
        assert len(seen) > imported
    assert {inside for _, inside in seen} == {False}


def test_what_a_page_was_read_with_is_told_apart(tmp_path: Path) -> None:
    plain = Hints(body="div.text", names=("هسبريس",))
    lines = frozenset({"تابعونا على", "اقرا ايضا"})
    said = [
        read_with(plain), read_with(Hints(body="div.body", names=("هسبريس",))),
        read_with(Hints(body="div.text", names=("هسبريس",), learned=lines)),
        read_with(Hints(body="div.text", names=("هسبريس",), learned=frozenset({"تابعونا على"}))),
    ]  # fmt: skip
    assert len(set(said)) == 4
    assert read_with(Hints(body="div.text", names=("هسبريس",))) == said[0]
    assert "trafilatura " in said[0] and "lxml " in said[0]
    made = Newsroom(per_outlet=1)
    with running(made):
        crawl(tmp_path, made, [OUTLET])
        with Archive(tmp_path) as archive:
            first = archive.rows("SELECT read_with FROM articles")[0][0]
            archive.db.execute(
                "INSERT INTO learned VALUES (?, 'سطر', 'سطر', 9, '2026-01-01T00:00:00Z', 0)",
                [OUTLET],
            )
        edited(made)
        look_again(tmp_path)
        assert any(line.startswith("loaded") for line in guarded(tmp_path, made))
        with Archive(tmp_path) as archive:
            assert archive.rows("SELECT read_with FROM articles")[0][0] != first
            former = archive.rows("SELECT read_with FROM revisions")
            assert {row[0] for row in former} == {
                archive.rows("SELECT read_with FROM articles")[0][0]
            }
            assert veto(archive, OUTLET, "سطر")
