"""What a copy took of a text and what it changed, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.query.stories.alignment import aligned
from tests.making import BODY

FIRST, SECOND, THIRD = BODY.split("\n")


def told(original: str, copy: str) -> list[tuple[str, str]]:
    return [(one.kind, one.copy or one.original) for one in aligned(original, copy).parts]


@pytest.mark.parametrize(
    ("original", "copy", "expected"),
    [
        (
            "قال الوزير إن الأشغال تنطلق يوم الاثنين بإقليم تاونات",
            "قال الوزير إن الأشغال تنطلق يوم الخميس بإقليم تاونات",
            [("same", "قال الوزير إن الأشغال تنطلق يوم "),
             ("removed", "الاثنين بإقليم تاونات"), ("added", "الخميس بإقليم تاونات")],
        ),
        ("أَعلنت الوزارة عن سدّ", "اعلنت الوزارة عن سد", [("same", "اعلنت الوزارة عن سد")]),
        (
            "قال الوزير «إن السد» جاهز", "قال الوزير إن السد جاهز.",
            [("same", "قال الوزير إن السد جاهز.")],
        ),
        ("خبر عن سد", "", [("removed", "خبر عن سد")]),
        ("", "خبر عن سد", [("added", "خبر عن سد")]),
        ("", "…", [("added", "…")]),
        ("", "", []),
    ],
)  # fmt: skip
def test_parts_are_whole_words(original: str, copy: str, expected: list[tuple[str, str]]) -> None:
    assert told(original, copy) == expected


def test_a_lone_word_in_both_is_no_copying() -> None:
    found = aligned("انعقد في الرباط من أجل الماء", "افتتح في طنجة من بعد المطر")
    assert (found.taken_words, found.share, found.share_of_original) == (0, 0.0, 0.0)


def test_a_passage_that_moved_is_taken_too() -> None:
    found = aligned(f"{FIRST}\n{SECOND}\n{THIRD}", f"{SECOND}\n{FIRST}\nوهذا من عندنا نحن.")
    kinds = [one.kind for one in found.parts]
    assert kinds.count("moved_here") == kinds.count("moved_away") == 1
    assert found.taken_words == found.copy_words - 4
    moved = {one.kind: one for one in found.parts if one.kind.startswith("moved")}
    assert moved["moved_here"].copy.split() == moved["moved_away"].original.split()


def test_shares_are_of_either_text() -> None:
    found = aligned(f"{FIRST}\n{SECOND}\n{THIRD}", FIRST)
    assert found.share == 1.0
    assert found.share_of_original == round(found.copy_words / found.original_words, 3) < 0.5
    assert aligned("", FIRST).share_of_original is None
    assert aligned(FIRST, "").share is None


WORDS = st.lists(st.sampled_from(["سد", "سَدّ", "ماء", "في", "«من»", "120", "،", "\n", "أ", "a."]))
TEXTS = WORDS.map(" ".join) | st.text(st.sampled_from("ابأَ ً،.\n 1٢a»«ّ"), max_size=40)


@given(TEXTS, TEXTS)
def test_both_texts_are_made_of_their_parts_to_the_letter(original: str, copy: str) -> None:
    found = aligned(original, copy)
    for text, side, alone in ((original, "original", "added"), (copy, "copy", "removed")):
        here = [one for one in found.parts if getattr(one, f"{side}_span")]
        assert "".join(getattr(one, side) for one in here) == text
        for one in here:
            begins, ends = getattr(one, f"{side}_span")
            assert text[begins:ends] == getattr(one, side)
            assert one.kind != alone
    assert 0 <= found.taken_words <= found.copy_words
    assert 0 <= found.given_words <= found.original_words


@given(WORDS.map(" ".join))
def test_a_text_is_all_of_itself(text: str) -> None:
    found = aligned(text, text)
    assert {one.kind for one in found.parts} <= {"same"}
    assert found.share in (1.0, None) and found.taken_words == found.copy_words


def test_a_book_with_many_changes_is_aligned() -> None:
    words = [f"كلمة{n * n % 9973}" for n in range(20_000)]
    changed = [word if n % 40 else "جديدة" for n, word in enumerate(words)]
    found = aligned(" ".join(words), " ".join(changed))
    assert found.share is not None and found.share > 0.95
