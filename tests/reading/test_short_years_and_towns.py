"""Days that may be something else's: with a short year, a town before them, or rates above."""

import pytest

from tests.reading.unknown_layouts import HEADLINE, TEXT, article, lines, paragraphs, read

H1 = f"<h1>{HEADLINE}</h1>"


def page(behind: str) -> str:
    return article(paragraphs()).replace(H1, H1 + behind)


@pytest.mark.parametrize("before", [
    "<p class='n'>10.11.12</p>",
    "<p>Casablanca, 15/11/2026 - 20:00</p>",
])  # fmt: skip
def test_a_day_with_its_label_is_surer(before: str) -> None:
    found = read(page(f"{before}<p>Publié le 9 mars 2026</p>")).published_at
    assert found is not None
    assert found.date().isoformat() == "2026-03-09"


def test_a_day_with_a_short_year_or_a_town_may_be_the_only_one() -> None:
    for line in ("<p>09.03.26</p>", "<p>Rabat, 09/03/2026 | 20H11</p>"):
        found = read(page(line)).published_at
        assert found is not None
        assert found.date().isoformat() == "2026-03-09"


@pytest.mark.parametrize("line", [
    "<span class='duration'>01.10.25</span>",
    "<p>Durée : 01.10.25</p>",
    "<p>v 10.11.12</p>",
])  # fmt: skip
def test_how_long_something_lasts_is_no_day(line: str) -> None:
    assert read(page(line)).published_at is None


def test_a_score_amid_the_text_stays() -> None:
    body = lines(article(f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p><p>11/09/11</p>{paragraphs(TEXT[2:])}"))
    assert "11/09/11" in body


def test_the_day_of_rates_or_weather_changes_no_article() -> None:
    day = "<p>Publié le 9 mars 2026</p>"
    rates = "<div class='b'><span>MASI 13 200</span> <span>Actualisé le 20/11/2026</span></div>"
    assert read(page(day + rates)).modified_at is None
    changed = "<div class='b'><span>Mis à jour le 20/11/2026</span></div>"
    assert read(page(day + changed)).modified_at is not None
