"""Which archived texts are found for comparing: those with a passage in common, whatever else."""

import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.items import Article
from storage.archive import Archive
from storage.copies import winnowing_index
from storage.copies.shingles_and_winnowing_keys import (
    FEWEST_WINDOWS,
    KEY_WORDS,
    WIDEST,
    WINDOW,
    Text,
    text_of,
    winnowing_keys,
)
from storage.database import writing
from storage.derived.rebuild import rebuild
from storage.errors import NeedsRebuild
from storage.schema import FIRST_VERSIONS
from tests.making import archive, article

pytestmark = pytest.mark.slow

SYLLABLES = re.findall(r"\w+", "با تو ثي جا حو خي دا رو زي سا شو صي طا عو في قا كو لي ما نو هي وا")
STORIES = 60
"""Of each kind so many are asked about: 97 of 100 are to be found."""


def prose(random: Random, length: int) -> list[str]:
    """Words of our own: two texts share no passage but by design."""
    return ["".join(random.choices(SYLLABLES, k=random.randint(2, 4))) for _ in range(length)]


def with_new_end(text: list[str], random: Random) -> list[str]:
    """Four fifths of it, then as much again of one's own: Jaccard .46, containment .8."""
    return text[: len(text) * 4 // 5] + prose(random, len(text) * 3 // 4)


def within_a_report(text: list[str], random: Random) -> list[str]:
    """Whole, within a report five times as long."""
    return prose(random, len(text)) + text + prose(random, 3 * len(text))


def first_part_within(text: list[str], random: Random) -> list[str]:
    """Whole but for every twentieth word, within a report of 700 words."""
    changed = [prose(random, 1)[0] if n % 20 == 19 else word for n, word in enumerate(text)]
    return prose(random, 400) + changed + prose(random, 300 - len(text))


def reworded(text: list[str], random: Random) -> list[str]:
    """One word in nine is another."""
    return [prose(random, 1)[0] if n % 9 == 4 else word for n, word in enumerate(text)]


def cut(text: list[str], random: Random) -> list[str]:
    """Its first fifth."""
    return text[: len(text) // 5]


@pytest.mark.parametrize("edit", [with_new_end, within_a_report, first_part_within, reworded, cut])
@pytest.mark.parametrize("turned", [False, True], ids=["as made", "the longer one first"])
def test_a_passage_in_common_is_found_however_long_the_rest(
    tmp_path: Path, edit: object, turned: bool
) -> None:
    random = Random(7)
    with archive(tmp_path) as kept:
        asked = list[Article]()
        for number in range(STORIES):
            text = prose(random, random.choice([100, 140, 220]))
            pair = [text, edit(text, random)]  # type: ignore[operator]
            first, second = pair[::-1] if turned else pair
            kept.keep(article(number, "one", body=" ".join(first)))
            asked.append(article(number, "two", body=" ".join(second)))
        decisions = [kept.decide(one) for one in asked]
    found = [d for number, d in enumerate(decisions, 1) if (d.kind, d.of) == ("copy", number)]
    assert len(found) >= 0.97 * STORIES


def test_a_quoted_paragraph_is_no_copy(tmp_path: Path) -> None:
    random = Random(8)
    with archive(tmp_path) as kept:
        for number in range(20):
            text = prose(random, 200)
            kept.keep(article(number, "one", body=" ".join(text)))
            quoting = prose(random, 90) + text[60:100] + prose(random, 90)
            decision = kept.keep(article(number, "two", body=" ".join(quoting)))[0]
            assert decision.kind == "new"
        assert kept.rows("SELECT 1 FROM relations") == []


LINES = prose(Random(1), 60)
"""What a house prints below everything."""


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """3,000 texts of a house with the same lines, and among the oldest a report of another."""
    random = Random(9)
    kept = archive(tmp_path_factory.mktemp("crowded"))
    kept.keep(article(1, "one", body=" ".join(prose(Random(2), 150))))
    kept.db.execute("PRAGMA foreign_keys = OFF")  # of the 3,000 only the index is needed
    with writing(kept.db):
        for doc in range(2, 3002):
            body = " ".join(prose(random, 60) + LINES)
            winnowing_index.index(kept.db, doc, text_of("two", "عنوان", body, None))
    return kept


def test_lines_that_thousands_share_are_read_up_to_a_cap(crowded: Archive) -> None:
    text = text_of("two", "عنوان", " ".join(prose(Random(3), 60) + LINES), None)
    met = winnowing_index.meet(crowded.db, text)
    assert len(met.all) < 2 * winnowing_index.HOT
    assert len(met.worth_comparing) <= winnowing_index.COMPARED


def test_lines_that_thousands_share_hide_no_copy(crowded: Archive) -> None:
    part = prose(Random(2), 150)[100:130]
    text = text_of("two", "عنوان", " ".join(part + prose(Random(4), 25) + LINES), None)
    assert winnowing_index.candidates(crowded.db, winnowing_keys(text))[0] == 1


def keyed(words: list[str]) -> set[int]:
    made: Text = text_of("one", "عنوان", " ".join(words), None)
    return set(winnowing_keys(made))


@given(st.integers(0, 99), *[st.integers(0, 100)] * 4)
def test_so_many_words_on_end_are_found_for_certain(
    seed: int, before: int, after: int, first: int, last: int
) -> None:
    random = Random(seed)
    passage = prose(random, KEY_WORDS + WINDOW - 1)
    one = prose(random, before) + passage + prose(random, after)
    other = prose(random, first) + passage + prose(random, last)
    assert keyed(one) & keyed(other)


@given(st.integers(0, 99), st.sampled_from([1_000, 4_000, 9_000]), st.integers(0, 8_000))
@settings(max_examples=20)
def test_a_brief_within_a_long_report_is_found_for_certain(
    seed: int, length: int, before: int
) -> None:
    random = Random(seed)
    brief, report = prose(random, KEY_WORDS + WIDEST - 1), prose(random, length)
    at = min(before, length)
    assert keyed(brief) & keyed(report[:at] + brief + report[at:])


@pytest.mark.parametrize(("length", "most"), [(300, 80), (640, 100), (4_000, 500)])
def test_a_text_has_no_more_keys_than_it_needs(length: int, most: int) -> None:
    assert FEWEST_WINDOWS < len(keyed(prose(Random(5), length))) < most


def test_a_book_is_kept_and_found(tmp_path: Path) -> None:
    """Its keys are bounded, and more than one statement can ask."""
    book = prose(Random(5), 100_000)
    assert len(keyed(book)) < 2_000
    with archive(tmp_path) as kept:
        kept.keep(article(1, "one", body=" ".join(book)))
        part = article(2, "two", headline="فصل", body=" ".join(book[40_000:60_000]))
        assert kept.keep(part)[0].of == 1


@pytest.mark.parametrize("every", [5, 6, 7])
@pytest.mark.parametrize("length", [200, 400, 1_500])
def test_a_text_with_every_few_words_replaced_is_worth_comparing(length: int, every: int) -> None:
    random = Random(length + every)
    found = 0
    for _ in range(30):
        text = prose(random, length)
        other = [prose(random, 1)[0] if n % every == 2 else word for n, word in enumerate(text)]
        found += bool(keyed(text) & keyed(other))
    assert found >= 29


def test_an_archive_with_the_former_index_says_what_to_run(tmp_path: Path) -> None:
    text = prose(Random(6), 200)
    with archive(tmp_path) as kept:
        kept.keep(article(1, "one", body=" ".join(text)))
        kept.db.execute("UPDATE bands SET h = h * 3000000000")
        kept.db.execute(
            "UPDATE derived SET version = ? WHERE name = 'sketch'", [FIRST_VERSIONS["sketch"]]
        )
    with pytest.raises(NeedsRebuild, match="near-copy index .* run `warraq rebuild`"):
        archive(tmp_path)
    folder = tmp_path / "archive"
    with Archive(folder, needs="nothing") as kept:
        list(rebuild(kept.db, folder))
    with archive(tmp_path) as kept:
        part = article(2, "two", headline="تقرير آخر", body=" ".join(text[90:130]))
        assert kept.keep(part)[0].of == 1
