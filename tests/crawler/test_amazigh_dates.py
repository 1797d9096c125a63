from datetime import UTC, datetime

import pytest

from crawler.dates import read_date
from crawler.reading.names.byline_names import is_of_a_date
from crawler.timezone import CASABLANCA

SEEN = datetime(2026, 12, 31, tzinfo=UTC)
TIFINAGH = "ⵉⵏⵏⴰⵢⵔ ⴱⵕⴰⵢⵕ ⵎⴰⵕⵚ ⵉⴱⵔⵉⵔ ⵎⴰⵢⵢⵓ ⵢⵓⵏⵢⵓ ⵢⵓⵍⵢⵓⵣ ⵖⵓⵛⵜ ⵛⵓⵜⴰⵏⴱⵉⵔ ⴽⵜⵓⴱⵔ ⵏⵓⵡⴰⵏⴱⵉⵔ ⴷⵓⵊⴰⵏⴱⵉⵔ"
SOUTH = "innayr bṛayṛ maṛṣ ibrir mayyu yunyu yulyuz ɣuct cutanbir ktubr nuwanbir dujanbir"
CENTRE = "Yennayer Yebrayer Mars Ibrir Mayyu Yunyu Yulyuz Ɣuct Cutanbir Kṭuber Nwanbir Dujanbir"
RIF = "yennayer febrayer mars yebril mayyu yunyu yulyuz ɣucct cutenber kṭuber nuwember dujember"


def day(text: str) -> str | None:
    """The day that a text prints, in Casablanca."""
    found = read_date(text, seen_at=SEEN)
    return found and found.at.astimezone(CASABLANCA).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize("months", [TIFINAGH, SOUTH, CENTRE, RIF])
def test_the_months_of_each_amazigh_locale_are_read(months: str) -> None:
    for number, name in enumerate(months.split(), 1):
        assert day(f"17 {name} 2026") == f"2026-{number:02}-17 00:00", name


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        # letters with and without emphasis, as one writes them
        ("3 ⴽⵟⵓⴱⵕ 2024", "2024-10-03 00:00"),
        ("21 ⴱⵔⴰⵢⵔ 2025, 18:40", "2025-02-21 18:40"),
        ("8 ⵎⴰⵔⵙ 2026", "2026-03-08 00:00"),
        ("2 ⵢⵏⵏⴰⵢⵔ 2026", "2026-01-02 00:00"),
        ("30 ⵏⵓⵡ 2025", "2025-11-30 00:00"),
        # a weekday before it, the particle behind the number, month first
        ("ⴰⴽⵕⴰⵙ 11 ⵏ ⵖⵓⵛⵜ 2021 - 09:15", "2021-08-11 09:15"),
        ("asiḍyas 16 n ɣuct 2025", "2025-08-16 00:00"),
        ("Lḥed 23 Yunyu 2024", "2024-06-23 00:00"),
        ("ⵉⴱⵔⵉⵔ 5, 2023", "2023-04-05 00:00"),
        # a letter and its dot as two characters
        ("9 k\u0074\u0323ubr 2022", "2022-10-09 00:00"),
        ("4 ghuct 2020", "2020-08-04 00:00"),
        ("12 Shutanbir 2019", "2019-09-12 00:00"),
    ],
)
def test_amazigh_dates_are_read_as_they_are_spelled(text: str, printed: str) -> None:
    assert day(text) == printed


@pytest.mark.parametrize(
    "text",
    [
        "1 ⵉⵏⵏⴰⵢⵔ 2976",  # the year of the Amazigh calendar, 950 ahead of ours
        "12 yennayer 2975",
        "14 ⵜⵖⴰⵡⵙⵉⵡⵉⵏ 2025",  # things, not a month
        "ⵛⵓⵜⴰⵏⴱⵉⵔ 2025",
        "14 ⵛⵓⵜⴰⵏⴱⵉⵔⵏ 2025",  # a longer word begins so
        "31 ⵛⵓⵜⴰⵏⴱⵉⵔ 2025",
        "12 brayrat 2025",
    ],
)
def test_what_only_looks_like_an_amazigh_date_is_none(text: str) -> None:
    assert day(text) is None


@pytest.mark.parametrize("word", ["ⴰⴽⵕⴰⵙ", "ⴽⵟⵓⴱⵕ", "bṛayṛ", "Asiḍyas", "غشت"])
def test_an_amazigh_month_or_weekday_is_a_word_of_a_date(word: str) -> None:
    assert is_of_a_date(word)


@pytest.mark.parametrize("word", ["ⵜⵙⴽⵍⴰ", "Ṭariq", "ⴰⴽⵕⴰⵡ"])
def test_another_amazigh_word_is_none_of_a_date(word: str) -> None:
    assert not is_of_a_date(word)
