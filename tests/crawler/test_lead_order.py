"""Which of a listing's leads is the newest: by dates, by numbers, by the kind of listing."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler.items import Lead
from crawler.listings.chronological_order_detection import newest_first

START = datetime(2026, 11, 20, 9, tzinfo=UTC)


def leads(paths: list[str], step: timedelta | None = None) -> list[Lead]:
    return [
        Lead("a", f"https://a.ma/{path}", "https://a.ma/map.xml",
             START + step * place if step else None)
        for place, path in enumerate(paths)
    ]  # fmt: skip


@pytest.mark.parametrize("oldest_first", [True, False])
@pytest.mark.parametrize(
    ("paths", "step", "turned"),
    [
        (["x-a", "x-b", "x-c", "x-d", "x-e"], timedelta(hours=1), True),
        (["x-a", "x-b", "x-c", "x-d", "x-e"], timedelta(hours=-1), False),
        (["10.html", "12.html", "13.html", "20.html"], None, True),
        (["20.html", "13.html", "12.html", "10.html"], None, False),
        (["2019/05/01/a/", "2019/05/03/b/", "2020/01/01/c/", "2021/01/01/d/"], None, True),
        (["a-1.html", "2019/05/b/", "2019/06/c/", "2020/01/d/", "2021/02/e/", "f-9.html"],
         None, True),
        (["%D8%B9%D8%A7-1", "%D8%A7%D9%84%D8%AB-2", "%D8%B1-3", "%D9%87%D9%86-4", "%D9%88-5"],
         None, True),
        (["%D9%88", "%D8%B9%D8%A7", "%D8%AA%D8%A7", "%D8%A7%D9%84", "%D8%A7%D8%A7"], None, None),
        # what says nothing: the habit of the kind of listing
        (["water", "bread", "school", "road"], None, None),
        (["maroc-2030", "can-2025", "loi-95", "les-7-points", "top-10"], None, None),
        (["only"], None, None),
        ([], None, None),
    ],
)  # fmt: skip
def test_the_newest_stands_first(
    paths: list[str], step: timedelta | None, turned: bool | None, oldest_first: bool
) -> None:
    given = leads(paths, step)
    expected = oldest_first if turned is None else turned
    assert newest_first(given, oldest_first) == (given[::-1] if expected else given)
