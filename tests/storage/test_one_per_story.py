"""One hit per story: exact totals, pages that hold every story once, the same in memory."""

import json
from collections import Counter
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from storage.archive import Archive
from storage.query.counting.story_arrays import first_of_each, number_of_stories, values_once
from storage.query.filters import Filters
from storage.query.in_memory_columns import ArticleColumns
from storage.query.search import ORDERS, Order, Search
from storage.query.variants import one_per_story
from storage.query.variants.one_per_story import OnePerStory
from storage.takedown.orders import suppress
from tests.making import START, archive, article
from warraq.cli import main

FLAGS = ("revised", "gone", "copied", "shown", "undated")


def wires(kept: Archive, number: int, copies: int = 3) -> None:
    """Wire reports that several outlets print, and between them what one alone has."""
    for wire in range(number):
        text = " ".join(f"كلمة{wire}{number}" for number in range(80))
        for outlet in range(copies):
            at = START + timedelta(hours=7 * wire + (5 * outlet) % 11)
            word = "السدّ" if outlet % 2 else "السد"
            kept.keep(article(
                10 * wire + outlet, f"o{outlet}", published_at=at, body=text,
                headline=f"خبر {wire} عن {word}",
            ))  # fmt: skip
        alone = " ".join(f"لفظ{wire}{number}" for number in range(80))
        kept.keep(article(10 * wire + 9, "own", headline=f"السد الصغير {wire}", body=alone))


def stories(kept: Archive) -> dict[int, int]:
    return {row[0]: row[1] for row in kept.rows("SELECT article_id, story_id FROM story_members")}


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("filters", [Filters(), Filters(outlets=("o1", "own")), Filters(
    captured_until=START.date())])  # fmt: skip
def test_each_story_is_there_once_by_the_first_of_the_order_over_all_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, order: Order, filters: Filters
) -> None:
    monkeypatch.setattr(one_per_story, "_FIRST_PAGE", 4)
    with archive(tmp_path) as kept:
        wires(kept, 8)
        story_of = stories(kept)
        assert len(story_of) == 24
        question = Search(kept, "السد", filters)
        every = [id for id, _ in question.ids(order, 10_000)]
        expected = list({story_of.get(id, -id): id for id in reversed(every)}.values())[::-1]
        once = OnePerStory(question)
        assert once.count() == len(expected) == len({story_of.get(id, -id) for id in every})
        for size in (1, 3, 7, 100):
            pages = [
                id
                for offset in range(0, len(expected) + size, size)
                for id, _ in once.ids(order, size, offset)
            ]
            assert sorted(pages) == sorted(expected)
            assert pages == [id for id in every if id in set(expected)]
        sizes = Counter(story_of.get(id, -id) for id in every)
        assert [once.others(id) for id in pages] == [sizes[story_of.get(id, -id)] - 1
                                                     for id in pages]  # fmt: skip


def test_columns_in_memory_tell_stories_as_sql_does_while_they_change(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        wires(kept, 2)
        columns = ArticleColumns(kept)
        wires(kept, 4)  # the first two again, and two more
        columns = columns.refreshed(kept)
        same_as_anew(kept, columns)
        # a rewritten copy leaves its story, and a story of two ends
        row = kept.row("SELECT * FROM articles WHERE outlet = 'o1' ORDER BY id LIMIT 1")
        assert row is not None
        at = START + timedelta(days=3)
        other = "نص آخر تماما عن مهرجان الموسيقى بالصويرة وضيوفه من بلدان كثيرة هذه السنة."
        kept.keep(article(1, "o1", url=row["url"], body=other, fetched_at=at))
        columns = columns.refreshed(kept)
        same_as_anew(kept, columns)
        # one that is hidden, and leaves while it is
        hidden = kept.row("SELECT id, url FROM articles WHERE outlet = 'o2' ORDER BY id LIMIT 1")
        assert hidden is not None
        suppress(kept, hidden["id"], "order")
        columns = columns.refreshed(kept)
        kept.keep(article(2, "o2", url=hidden["url"], body=other + " أما بعد.", fetched_at=at))
        columns = columns.refreshed(kept)
        same_as_anew(kept, columns)


def same_as_anew(kept: Archive, columns: ArticleColumns) -> None:
    anew = ArticleColumns(kept)
    every = np.flatnonzero(anew.shown)
    assert every.tolist() == np.flatnonzero(columns.shown).tolist()
    assert columns.story[every].tolist() == anew.story[every].tolist()
    assert columns.copied[every].tolist() == anew.copied[every].tolist()
    once = OnePerStory(Search(kept, "خبر OR سد OR الصويرة"))
    found = np.array(once.search.every_id())
    assert columns.number(found, per_story=True) == once.count()
    for order in ("newest", "oldest"):
        ids = columns.first_of_stories(found, oldest=order == "oldest")
        assert set(ids.tolist()) == {id for id, _ in once.ids(order, -1)}


def test_arrays_without_stories_stay_what_they_are() -> None:
    ids, none = np.array([3, 5, 9]), np.zeros(3, np.int64)
    assert sorted(first_of_each(ids, none, ids, oldest=True).tolist()) == [3, 5, 9]
    assert values_once(ids, none).tolist() == [3, 5, 9]
    assert number_of_stories(none) == 3
    empty = np.zeros(0, np.int64)
    assert first_of_each(empty, empty, empty, oldest=False).tolist() == []
    assert (values_once(empty, empty).tolist(), number_of_stories(empty)) == ([], 0)
    # a story counts once for each value, also for values below zero
    values, stories = np.array([-2, -2, 4, -2, 4]), np.array([7, 7, 7, 0, 8])
    assert sorted(values_once(values, stories).tolist()) == [-2, -2, 4, 4]


def test_the_command_gives_one_hit_per_story(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with archive(tmp_path) as kept:
        wires(kept, 3)
    there = ["--archive", str(tmp_path / "archive")]

    def told(command: str, *options: str) -> dict[str, object]:
        assert main([command, "السد", "--json", *options, *there]) == 0
        found: dict[str, object] = json.loads(capsys.readouterr().out)
        return found

    assert told("search")["total"] == 12
    once = told("search", "--one-per-story", "--order", "oldest", "--limit", "4")
    assert once["total"] == 6 and once["one_per_story"] is True
    hits = once["hits"]
    assert isinstance(hits, list) and len(hits) == 4
    assert {hit["others"] for hit in hits} == {0, 2}
    lines = told("concordance", "--one-per-story")
    assert lines["articles"] == 6
    assert main(["search", "السد", "--one-per-story", *there]) == 0
    shown = capsys.readouterr()
    assert shown.out.count("and 2 more with this text") == 3 and "6 found" in shown.err
    assert main(["search", "السد", "--one-per-story", "--csv", *there]) == 0
    assert "others" in capsys.readouterr().out.splitlines()[0].split(",")


def test_columns_that_a_thread_counts_with_stay_as_they_are(tmp_path: Path) -> None:
    """A mask that gains an article while numpy copies what it lets through ends the process."""
    with archive(tmp_path) as kept:
        wires(kept, 2)
        former = ArticleColumns(kept)
        masks = {name: getattr(former, name) for name in FLAGS}
        before = {name: mask.copy() for name, mask in masks.items()}
        assert former.refreshed(kept) is former
        wires(kept, 3)
        row = kept.row("SELECT url FROM articles WHERE outlet = 'o1' ORDER BY id LIMIT 1")
        assert row is not None
        at = START + timedelta(days=3)
        kept.keep(article(1, "o1", url=row["url"], body="نص آخر تماما عن المهرجان", fetched_at=at))
        now = former.refreshed(kept)
        assert now.total == former.total + 4 and former.outlets == now.outlets
        assert int(now.revised.sum()) == int(former.revised.sum()) + 1
        for name in FLAGS:
            assert getattr(former, name) is masks[name]
            assert masks[name].tolist() == before[name].tolist()
            assert not np.shares_memory(masks[name], getattr(now, name))
