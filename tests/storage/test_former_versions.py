"""What outlets rewrote away is found, in which version it stood, and obeys orders as all else."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.database import DATABASE
from storage.derived.pending_rebuilds import pending_rebuilds
from storage.derived.rebuild import rebuild
from storage.errors import NeedsRebuild
from storage.query.concordance import concordance
from storage.query.filters import Filters
from storage.query.marks.snippets import MARK_CLOSE, MARK_OPEN
from storage.query.query_language import BadQuery
from storage.query.search import ORDERS, Search
from storage.query.variants.former_versions import FormerSearch
from storage.query.variants.one_per_story import OnePerStory
from storage.takedown.orders import erase, suppress, unsuppress
from tests.making import BODY, START, archive, article
from warraq.cli import main

AWAY = "زمرديان"
"""A word that only the first version of the first article holds."""


def rewritten(kept: Archive) -> None:
    """Three versions of article 1; article 2 was rewritten but still says so; 3 never changed."""
    for hour, (headline, said) in enumerate((
        ("قال الوزير " + AWAY, f"وكلف ذلك ثلاثمائة مليون درهم في {AWAY} مع تأخر."),
        ("قال الوزير", "وكلف ذلك أربعمائة مليون درهم مع شفافية."),
        ("قال الوزير", "وكلف ذلك خمسمائة مليون درهم."),
    )):  # fmt: skip
        kept.keep(article(1, headline=headline, body=f"{BODY}\n{said}", byline=f"كاتب{hour}",
                          fetched_at=START + timedelta(hours=hour)))  # fmt: skip
    for hour, more in enumerate(("قديما", "حديثا")):
        at = START + timedelta(hours=hour)
        kept.keep(article(2, "two", body=f"{BODY}\nدرهم واحد {more} للكل", fetched_at=at))
    kept.keep(article(3, "three", body=f"{BODY}\nدرهم رمزي لا غير في هذا المشروع كله"))


def sound(kept: Archive) -> None:
    for index in ("articles_fts", "revisions_fts"):
        kept.db.execute(f"INSERT INTO {index}({index}, rank) VALUES('integrity-check', 1)")


@pytest.mark.parametrize(("words", "ids", "version"), [
    (AWAY, [1], 1), ("شفافية", [1], 2), ("الشفافية", [1], 2), (f'"في {AWAY} مع"', [1], 1),
    (f"عنوان:{AWAY}", [1], 1), ("كاتب:كاتب1", [1], 2), ("زمردي*", [1], 1),
    (f"{AWAY} شفافية", [], 0),
    ("ثلاثمائة NEAR/3 درهم", [1], 1), (f"درهم -{AWAY}", [1, 2, 3], None), ("قديما", [2], 1),
    (f"{AWAY} OR رمزي", [1, 3], 1), ("غيرموجود", [], 0),
])  # fmt: skip
def test_a_text_that_was_rewritten_away_is_found_where_it_stood(
    tmp_path: Path, words: str, ids: list[int], version: int | None
) -> None:
    with archive(tmp_path) as kept:
        rewritten(kept)
        sound(kept)
        question = FormerSearch(kept, words)
        assert sorted(question.every_id()) == ids and question.count() == len(ids)
        for order in ORDERS:
            hits = question.hits(order)
            assert sorted(hit.id for hit in hits) == ids
            assert [hit.version for hit in hits if hit.id in (1, *ids[:1])] == [version] * len(
                ids[:1]
            )
        present = Search(kept, words)
        assert set(present.every_id()) <= set(ids)


def test_a_hit_of_a_former_version_shows_that_version(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        rewritten(kept)
        (hit,) = FormerSearch(kept, AWAY).hits()
        assert hit.headline == f"قال الوزير {MARK_OPEN}{AWAY}{MARK_CLOSE}"
        assert f"في {MARK_OPEN}{AWAY}{MARK_CLOSE} مع تأخر" in hit.snippet
        assert (hit.version, hit.replaced_at) == (1, "2026-11-20T10:00:00Z")
        assert hit.as_row()["version"] == 1
        (present,) = FormerSearch(kept, "خمسمائة").hits()
        assert (present.version, present.replaced_at) == (None, None)


def test_pages_hold_every_match_once_and_the_present_before_the_former(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        for number in range(1, 25):
            word = AWAY if number % 3 else "درهم"
            first = f"نص {number} عن {word}"
            kept.keep(article(number, body=f"{BODY} {number}", headline=first))
            if number % 2:
                later = START + timedelta(days=1, hours=number)
                kept.keep(article(number, body=f"{BODY} {number}", headline=f"خبر {number}",
                                  fetched_at=later))  # fmt: skip
        question = FormerSearch(kept, AWAY)
        now, every = set(Search(kept, AWAY).every_id()), set(question.every_id())
        assert len(now) == 8 and len(every) == question.count() == 16
        for order in ORDERS:
            for size in (1, 5, 40):
                pages = [id for at in range(0, 16 + size, size)
                         for id, _ in question.ids(order, size, at)]  # fmt: skip
                assert len(pages) == 16 and set(pages) == every
                if order == "best":
                    assert set(pages[:8]) == now
                else:
                    assert pages == sorted(pages, reverse=order == "newest")
        assert OnePerStory(question).count() <= 16


def test_filters_and_exact_spelling_hold_for_former_versions(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        rewritten(kept)
        assert FormerSearch(kept, AWAY, Filters(outlets=("two",))).count() == 0
        assert FormerSearch(kept, AWAY, Filters(outlets=("one",))).count() == 1
        assert FormerSearch(kept, "ثلاثمائة", exact=True).hits()[0].version == 1
        assert FormerSearch(kept, "ثلاثمائه", exact=True).count() == 0
        assert FormerSearch(kept, "ثلاثمائه").count() == 1
        for words in ("قسم:جهات", f"{AWAY} -tag:ماء"):
            with pytest.raises(BadQuery, match="former versions keep no"):
                FormerSearch(kept, words)


def test_what_we_read_better_was_never_rewritten(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1, body=f"{BODY}\nتابعونا على {AWAY}"))
        assert kept.read_again(1, article(1, body=BODY))
        assert kept.row("SELECT cause FROM revisions")[0] == "reader"  # type: ignore[index]
        assert FormerSearch(kept, AWAY).count() == 0
        sound(kept)


def test_a_concordance_has_each_former_sentence_once(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        rewritten(kept)
        lines = [(one.id, one.version, one.left) for one in concordance(FormerSearch(kept, "درهم"))]
        of_first = [(version, left) for id, version, left in lines if id == 1]
        assert [version for version, _ in of_first] == [None, 2, 1]
        assert [left.split()[2] for _, left in of_first] == ["خمسمائة", "أربعمائة", "ثلاثمائة"]
        # what still stands as it stood is told once
        repeated = [one for one in concordance(FormerSearch(kept, "تاونات")) if one.id == 1]
        assert {one.version for one in repeated} == {None}
        assert {one.version for one in concordance(Search(kept, "درهم"))} == {None}


def test_orders_reach_former_versions(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        rewritten(kept)
        suppress(kept, 1, "court")
        assert FormerSearch(kept, AWAY).count() == 0
        sound(kept)
        # rewritten while it is hidden, it stays hidden
        kept.keep(article(1, headline="خبر", body=BODY, fetched_at=START + timedelta(days=1)))
        assert FormerSearch(kept, "خمسمائة").count() == 0
        sound(kept)
        suppress(kept, 1, "another court")
        unsuppress(kept, 1, "lifted")
        assert [hit.version for hit in FormerSearch(kept, AWAY).hits()] == [1]
        assert [hit.version for hit in FormerSearch(kept, "خمسمائة").hits()] == [3]
        sound(kept)
        erase(kept, 1, "court")
        assert FormerSearch(kept, AWAY).count() == 0
        sound(kept)
        kept.db.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, revisions_fts, row)")
        terms = {row[0] for row in kept.rows("SELECT term FROM temp.terms")}
        assert "قديما" in terms and not {AWAY, "شفافيه", "ثلاثمائه"} & terms
    for file in (tmp_path / "archive").rglob("*"):
        if file.is_file():
            assert AWAY.encode() not in file.read_bytes(), file


def test_erasing_what_is_suppressed_leaves_nothing_in_the_index(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        rewritten(kept)
        suppress(kept, 1, "court")
        erase(kept, 1, "court")
        sound(kept)
        assert FormerSearch(kept, f"{AWAY} OR شفافية OR خمسمائة").count() == 0


def test_an_archive_without_the_index_gets_it_by_a_rebuild(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    with archive(tmp_path) as kept:
        rewritten(kept)
        suppress(kept, 2, "court")
        kept.db.execute("DELETE FROM derived WHERE name = 'former'")  # as migrated from before
        kept.db.execute("INSERT INTO revisions_fts(revisions_fts) VALUES ('delete-all')")
    with pytest.raises(NeedsRebuild, match="index of former versions"):
        Archive(folder)
    with Archive(folder, needs="nothing") as kept:
        assert list(pending_rebuilds(kept.db).stale) == ["former"]
        for _ in rebuild(kept.db, folder):
            pass
    with Archive(folder) as kept:
        sound(kept)
        assert [hit.version for hit in FormerSearch(kept, AWAY).hits()] == [1]
        assert FormerSearch(kept, "قديما").count() == 0
        unsuppress(kept, 2, "")
        assert FormerSearch(kept, "قديما").count() == 1
    assert (folder / DATABASE).is_file()


def test_the_command_finds_former_versions_on_demand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with archive(tmp_path) as kept:
        rewritten(kept)
    there = ["--archive", str(tmp_path / "archive")]
    assert main(["search", AWAY, *there]) == 1
    capsys.readouterr()
    assert main(["search", AWAY, "--former", *there]) == 0
    told = capsys.readouterr()
    assert "in version 1, until 2026-11-20" in told.out and "warraq diff 1 1" in told.out
    assert "1 found" in told.err
    assert main(["search", AWAY, "--former", "--json", *there]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["former"], found["total"], found["hits"][0]["version"]) == (True, 1, 1)
    assert main(["concordance", AWAY, "--former", "--csv", *there]) == 0
    head, *lines = capsys.readouterr().out.splitlines()
    assert head.endswith(",version,dated") and len(lines) == 2
    assert all(",1," in one for one in lines)


def test_a_concordance_that_is_read_line_by_line_is_of_its_own_question(tmp_path: Path) -> None:
    """A page's CSV goes out while the connection of its thread answers others."""
    with archive(tmp_path) as kept:
        rewritten(kept)
        whole = [*concordance(FormerSearch(kept, "درهم", exact=True))]
        lines = concordance(FormerSearch(kept, "درهم", exact=True))
        begun = [next(lines)]
        assert FormerSearch(kept, "أربعمائة", exact=True).count() == 1
        assert [*begun, *lines] == whole
    assert len(whole) > 1
