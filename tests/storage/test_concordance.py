"""A concordance has every occurrence, in its own sentence, wherever lines end."""

from pathlib import Path

import pytest

from storage.query.concordance import Occurrence, concordance
from storage.query.search import Search
from tests.making import archive, article


def said(folder: Path, query: str, body: str, width: int = 60) -> list[Occurrence]:
    """The occurrences of a query in one text."""
    with archive(folder) as kept:
        kept.keep(article(headline="خبر", body=body))
        return [*concordance(Search(kept, query), width)]


@pytest.mark.parametrize(("query", "body", "lines"), [
    # a phrase goes on in the next line, and in the one behind an empty line
    ('"وعائلاتهم أولا"', "قدم الدعم لهم وعائلاتهم\nأولا ثم لغيرهم.\nوانتهى الأمر.",
     [(1, "قدم الدعم لهم", "وعائلاتهم أولا", "ثم لغيرهم.")]),
    ('"وعائلاتهم أولا"', "سطر\nدعم وعائلاتهم \n\n أولا\nسطر", [(2, "دعم", "وعائلاتهم أولا", "")]),
    # two phrases, one behind the other, each over a line break
    ('"سد جديد"', "هذا سد\nجديد وذاك سد\nجديد أيضا",
     [(1, "هذا", "سد جديد", "وذاك سد"), (2, "جديد وذاك", "سد جديد", "أيضا")]),
    # sentences end at their signs and at lines; quotes behind a sign are of the sentence before
    ("سد", "قبل ذلك. هذا سد هنا! وبعد ذلك.\nسد\nآخر سد",
     [(1, "هذا", "سد", "هنا!"), (2, "", "سد", ""), (3, "آخر", "سد", "")]),
    ("سد", "قال: «انتهى.» بني سد كبير؟ نعم.", [(1, "بني", "سد", "كبير؟")]),
])  # fmt: skip
def test_an_occurrence_is_shown_in_its_sentence(
    tmp_path: Path, query: str, body: str, lines: list[tuple[int, str, str, str]]
) -> None:
    found = said(tmp_path, query, body)
    assert [(one.paragraph, one.left, one.found, one.right) for one in found] == lines


def test_what_is_shown_beside_it_is_cut_at_words(tmp_path: Path) -> None:
    (one,) = said(tmp_path, "سد", "كلمة " * 30 + "سد" + " أخرى" * 30, width=12)
    assert (one.left, one.right) == ("كلمة كلمة", "أخرى أخرى")


def test_thousands_of_occurrences_in_one_paragraph_are_all_told(tmp_path: Path) -> None:
    found = said(tmp_path, "سد", " ".join(f"ورقة{number} سد" for number in range(5_000)), width=10)
    assert len(found) == 5_000
    assert [one.left.split()[-1] for one in found[1:]] == [
        f"ورقة{number}" for number in range(1, 5_000)
    ]
