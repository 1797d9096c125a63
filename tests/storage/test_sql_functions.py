"""``ar_query`` in any tool: the language of search, without its forms."""

from pathlib import Path

import pytest

from storage.query.sql_functions import ar_query
from tests.making import archive, article


@pytest.mark.parametrize(("query", "ids"), [
    ("سد", [1, 2, 4]), ("سد -ماء", [1, 4]), ("سد NOT ماء", [1, 4]), ("سد -(ماء OR مطر)", [1]),
    ("سد -مط*", [1, 2]), ('سد -"ماء صالح"', [1, 4]), ("(سد -ماء) OR (مطر -سد)", [1, 3, 4]),
    ("سد -(مطر NEAR/1 ماء)", [1, 2, 4]), ("سد -عنوان:مطر", [1, 2]),
    # no forms: neither the article nor another spelling of the hamza
    ("ماء", [2]), ("شؤون", [3]),
])  # fmt: skip
def test_what_is_left_out_is_left_out_in_sql_too(
    tmp_path: Path, query: str, ids: list[int]
) -> None:
    with archive(tmp_path) as kept:
        for number, headline in enumerate(
            ("سد كبير", "سد وفيه ماء صالح", "شؤون مطر", "سد بلا مطر والماء شئون"), 1
        ):
            kept.keep(article(number, headline=headline, body="نص قصير عن شيء آخر."))
        rows = kept.rows("SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? ORDER BY rowid",
                         ar_query(query))  # fmt: skip
        assert [row[0] for row in rows] == ids
