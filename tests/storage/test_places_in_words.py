"""What is marked by an article's words alone is what FTS5 marks, whatever is asked."""

from pathlib import Path
from random import Random
from typing import Any

import pytest

from storage.query.search import MARK_OPEN, Search
from tests.making import archive, article

WORDS = (
    "سد", "السد", "والسدود", "الماء", "مياه", "ماءً", "المَاء", "بن", "كيران", "بنكيران", "شؤون",
    "شئون", "école", "ecole", "École", "gouvernement", "covid19", "٢٠١٩", "2019", "ـ", "؛", "(",
    "\n", "ﷺ",
)  # fmt: skip
QUESTIONS = (
    "سد", "سد ماء", "سد أو ماء", "سد -ماء", "(سد ماء) أو كيران", "(سد -شؤون) أو (ماء -2019)",
    "سد -(ماء -2019)", "شؤون", '"السد الماء"', '"سد سد"', '"سد سد" أو "سد ماء"', "بن كيران",
    "بنكيران", "سد*", '"السد ما*"', "gouv*", "école", "ecole", "éco*", "سد école", "عنوان:سد",
    "عنوان:سد ماء", "كاتب:سد أو ماء", "section:سد ماء", "سد NEAR/2 ماء", "covid19", "2019",
    "(سد NEAR/2 ماء) أو كيران", "صلى الله عليه وسلم",
)  # fmt: skip


@pytest.mark.parametrize("exact", [False, True])
def test_an_article_is_marked_as_the_index_marks_it(tmp_path: Path, *, exact: bool) -> None:
    chance = Random(11)

    def text(number: int) -> str:
        return " ".join(chance.choices(WORDS, k=number))

    with archive(tmp_path) as kept:
        for number in range(40):
            kept.keep(article(
                number, headline=f"{text(2)} خبر", body=f"{text(3 + number)} {number}",
                byline=text(1), section=text(1), tags=(text(1),),
            ))  # fmt: skip
        for question in QUESTIONS:
            search = Search(kept, question, exact=exact)
            found = [id for id, _ in search.ids(limit=-1)]
            # also those that are not found: no word of theirs is marked
            for id in range(1, 41):
                marked: dict[str, Any] | None = search._marked(id)
                assert _told(marked) == _told(search._marked_by_index(id)), (question, id)
                assert (marked is not None) == (id in found), (question, id)


def test_a_hidden_article_is_not_marked_by_a_question_that_found_it_before(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1, headline="السد امتلأ"))
        search = Search(kept, "سد")
        assert [hit.headline[0] for hit in search.hits()] == [MARK_OPEN]
        kept.db.execute("INSERT INTO suppressions VALUES (1, '2026-11-21T00:00:00Z', 'order')")
        assert search.hits() == []


def _told(row: dict[str, Any] | None) -> tuple[str, str] | None:
    return row and (row["headline"], row["body"])
