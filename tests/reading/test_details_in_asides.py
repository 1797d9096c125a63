"""The ``aside`` in which a theme prints the article's details, and others beside it."""

import pytest

from tests.reading.unknown_layouts import HEADLINE, OTHERS, TEXT, paragraphs, read

H1 = f"<h1>{HEADLINE}</h1>"
PAGE = (
    f"<title>{HEADLINE}</title><main><article><header>{H1}{{}}</header>{{}}<section>{paragraphs()}"
)
AUTHOR = "<h4><a href='/author/s/'>Salma Tazi</a></h4>"


def test_ghosts_row_of_details_in_the_headlines_header_is_the_articles() -> None:
    row = f"<aside class='gh-meta'>{AUTHOR}<time>21 nov 2026</time></aside>"
    assert read(PAGE.format(row, "")).authors == ("Salma Tazi",)


@pytest.mark.parametrize(
    ("within", "behind"),
    [
        ("", f"<aside>{AUTHOR}<p>Chronique</p></aside>"),
        (f"<aside class='sidebar'>{AUTHOR}</aside>", ""),
        (f"<aside><h3><a href='/2'>{OTHERS[0]}</a></h3>{AUTHOR}</aside>", ""),
        (f"<aside>{AUTHOR}<p>{TEXT[0]}</p><p>{TEXT[1]}</p></aside>", ""),
    ],
)
def test_another_aside_is_not(within: str, behind: str) -> None:
    assert read(PAGE.format(within, behind)).authors == ()
