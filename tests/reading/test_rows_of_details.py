"""Rows that say who wrote when and where: long links in them, the hour apart from its day."""

from datetime import UTC, datetime

import pytest

from tests.reading.unknown_layouts import HEADLINE, OTHERS, article, paragraphs, read

P = paragraphs()
DAY, EVENING = datetime(2026, 11, 16, 23, tzinfo=UTC), datetime(2026, 11, 17, 20, 45, tzinfo=UTC)
ROWS = {
    "the outlet's name before a long name": (
        "<ul class='info'><li><a href='/author/souad'><span>جريدة الميناء |</span> سعاد بنت عبد"
        " القادر بنعلي</a></li><li><time>17 نونبر 2026</time></li></ul>",
        "سعاد بنت عبد القادر بنعلي",
    ),
    "an author by relation": (
        "<div class='info'><a rel='author nofollow' href='/p/7'>سعاد بنت عبد القادر الفاسي"
        " الفهري</a> <span class='date'>17/11/2026</span></div>",
        "سعاد بنت عبد القادر الفاسي الفهري",
    ),
    "a day with its weekday and hour": (
        "<div class='info'><span class='author'>Salma Tazi</span> <a class='date'"
        " href='/2026/11/17/'>Publié le mardi 17 novembre 2026 à 21h45</a></div>",
        "Salma Tazi",
    ),
    "comments on the article, named": (
        "<p class='info'><span class='author'>Salma Tazi</span> <time>17/11/2026</time>"
        f" <a href='/1.html#respond'>Laisser un commentaire sur {HEADLINE}</a></p>",
        "Salma Tazi",
    ),
}


@pytest.mark.parametrize(("row", "author"), ROWS.values(), ids=ROWS)
def test_a_row_with_a_long_link_is_the_articles(row: str, author: str) -> None:
    found = read(article(row + P))
    assert found.published_at in (DAY, EVENING)
    assert found.authors == (author,)


def test_a_linked_headline_with_its_date_is_still_another_articles() -> None:
    card = (
        f"<div class='info'><a href='/7'>{OTHERS[0]}</a> <span class='author'>Salma Tazi</span>"
        " <time>17/11/2026</time></div>"
    )
    found = read(article(card + P))
    assert (found.authors, found.published_at) == ((), None)


HOURS = {
    "two time elements": "<time>17 نونبر 2026</time> <time>9:45 م</time>",
    "a word for the half": "<span class='date'>17 نونبر، 2026</span><span>9:45 مساء</span>",
    "each in an item": "<ul><li><a href='/d'><time>17/11/2026</time></a></li>"
    "<li><i class='far fa-clock'></i><span>21:45</span></li></ul>",
    "the half by itself": "<span class='date'>17-11-2026</span><b>9:45</b><i>PM</i>",
    "a word between": "<span class='date'>17 novembre 2026</span> à <span>21h45</span>",
    "a label": "<span class='date'>17 نونبر 2026</span><span>الساعة:</span><span>21:45</span>",
    "before the day": "<span class='time'>21:45</span> | <span class='date'>17/11/2026</span>",
    "a stamp of the day": "<time datetime='2026-11-17'>17/11/2026</time><span>21:45</span>",
}


@pytest.mark.parametrize("row", HOURS.values(), ids=HOURS)
def test_the_hour_that_stands_beside_its_day_is_read_with_it(row: str) -> None:
    assert read(article(f"<div class='info'>{row}</div>{P}")).published_at == EVENING


@pytest.mark.parametrize("beside", [
    "<span class='duration'>21:45</span>",  # a clip's
    "<span>الجلسة 21:45</span>",
    "<span>Mis à jour à</span><span>21:45</span>",
    "<p>21:45 كان الموعد الذي حددته السلطات لافتتاح السوق في وجه الزوار.</p>",
])  # fmt: skip
def test_another_time_beside_the_day_is_not_its_hour(beside: str) -> None:
    row = f"<div class='info'><span class='date'>17/11/2026</span>{beside}</div>"
    assert read(article(row + P)).published_at == DAY


def test_the_hour_behind_another_day_is_that_days() -> None:
    row = "<b class='date'>17/11/2026</b> <b>21:45</b> <b class='date-modified'>18/11/2026</b>"
    found = read(article(f"<div class='info'>{row}</div>{P}"))
    assert found.published_at == EVENING
    assert found.modified_at == datetime(2026, 11, 17, 23, tzinfo=UTC)


SECTIONS = {
    "terms in a row": "<ul class='details'><li><time>17/11/2026</time></li><li><span"
    " class='details__terms-list'><a href='/category/port/'>موانئ</a></span></li></ul>",
    "a builder's item": "<div class='elementor-widget-post-info'><ul class='elementor-post-info'>"
    "<li itemprop='about'><span class='elementor-post-info__item--type-terms'>"
    "<a href='/category/port/'>موانئ</a></span></li></ul></div>",
}


@pytest.mark.parametrize("row", SECTIONS.values(), ids=SECTIONS)
def test_the_section_in_a_row_with_a_long_link(row: str) -> None:
    named = row.replace("<li>", "<li><a href='/author/s'>جريدة الميناء | سعاد بنت عبد القادر بنعلي"
                        "</a></li><li>", 1)  # fmt: skip
    assert read(article(named + P)).section == "موانئ"
