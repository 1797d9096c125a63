"""What makes two texts a copy, a part, a follow-up, or nothing to each other."""

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.copies.pair_classification import compare, equal
from storage.copies.shingle_hash_prefilter import CandidateFilter, outline_of
from storage.copies.shingles_and_winnowing_keys import MIN_WORDS, Text, text_of, winnowing_keys
from tests.making import START

WORDS = re.findall(
    r"\w+",
    """
    وزارة مشروع جماعة مجلس ماء طريق مدرسة مستشفى سوق فلاح ميناء قطار شباب نساء قانون محكمة
    ميزانية اتفاق شركة عامل والي رئيس لجنة تقرير بلاغ موسم زيتون سمك سياحة فندق جسر مطار حي
""",
)


def prose(seed: int, length: int = 120) -> list[str]:
    """Words in an order of their own: no two seeds share a passage."""
    return [
        WORDS[(seed * 7919 + n * n * 31 + n * seed * 17) % len(WORDS)] + WORDS[n % 7][:2]
        for n in range(length)
    ]


def text(words: list[str], outlet: str = "one", headline: str = "عنوان", days: float = 0) -> Text:
    return text_of(outlet, headline, " ".join(words), START + timedelta(days=days))


def relation(one: Text, other: Text) -> str | None:
    found = compare(one, other)
    return found.relation if found else None


BODY = prose(1)


@pytest.mark.parametrize(
    ("name", "other", "expected"),
    [
        ("a new lead", prose(2, 25) + BODY[25:], "copy"),
        ("a cut tail", BODY[:70], "copy"),
        ("added boilerplate", [*BODY, *prose(3, 30)], "copy"),
        ("other hamzas", [word.replace("ا", "أ") for word in BODY], "copy"),
        ("a short cut", BODY[:40], "partial"),
        ("a part within another text", BODY[:60] + prose(4, 15), "partial"),
        ("background told again", prose(5, 60) + BODY[60:], "follow-up"),
        ("another text", prose(6), None),
        ("a common phrase", prose(7, 100) + BODY[:10], None),
    ],
)
def test_what_one_text_is_to_another(name: str, other: list[str], expected: str | None) -> None:
    assert relation(text(BODY), text(other, "two")) == expected
    assert relation(text(other, "two"), text(BODY)) == expected


def test_bulletins_of_a_series_are_nothing_to_each_other() -> None:
    def bulletin(day: str, first: int) -> Text:
        places = ["الرباط", "فاس", "أكادير", "وجدة", "طنجة"]
        figures = [f"{place} {first + 3 * n} درجة" for n, place in enumerate(places)]
        return text([*BODY[:60], day, *" ".join(figures).split()])

    monday, tuesday = bulletin("الاثنين", 12), bulletin("الثلاثاء", 14)
    assert compare(monday, tuesday) is None
    copy = compare(monday, bulletin("الاثنين", 12))
    assert copy is not None
    assert copy.evidence.endswith("6 of 6 numbers agree")


def test_a_day_of_the_week_counts_as_a_number() -> None:
    assert compare(text([*BODY, "الخميس"]), text([*BODY, "السبت"])) is None


def test_one_corrected_figure_does_not_part_copies() -> None:
    def report(dead: int) -> Text:
        return text([*BODY[:40], str(dead), *BODY[40:80], "120", *BODY[80:]])

    assert relation(report(4), report(6)) == "copy"


def test_digits_of_either_script_are_one_number() -> None:
    assert relation(text([*BODY, "بلغ", "٢٤"]), text([*BODY, "بلغ", "24"], "two")) == "copy"


def test_an_outlet_that_rewrites_its_text_days_later_follows_up() -> None:
    rewritten = prose(8, 40) + BODY[30:]
    assert relation(text(BODY), text(rewritten, days=0.1)) == "copy"
    assert relation(text(BODY), text(rewritten, days=2)) == "follow-up"
    assert relation(text(BODY), text(rewritten, "two", days=2)) == "copy"
    assert relation(text(BODY), text(rewritten, "two", days=5)) == "follow-up"


def test_two_outlets_that_tell_half_of_one_report_on_a_day_have_it_in_part() -> None:
    edited = prose(5, 50) + BODY[50:]
    assert relation(text(BODY), text(edited, "two", days=0.3)) == "partial"
    assert relation(text(edited), text(BODY, "two", days=0.3)) == "partial"
    assert relation(text(BODY), text(edited, "two", days=1)) == "follow-up"
    assert relation(text(BODY), text(edited, days=0.3)) == "follow-up", "the outlet's own update"
    undated = text_of("two", "عنوان", " ".join(edited), None)
    assert relation(text(BODY), undated) == "follow-up"
    quoting = prose(5, 90) + BODY[80:]
    assert relation(text(BODY), text(quoting, "two", days=0.3)) is None


def test_a_faithful_copy_stays_a_copy_however_late() -> None:
    assert relation(text(BODY), text(BODY[:110], "two", days=40)) == "copy"


def test_briefs_are_compared_by_their_words_headlines_and_days() -> None:
    brief = prose(9, 22)
    reworded = [*brief[:5], "لدى", *brief[6:14], "حسب", *brief[15:]]
    first = text(brief, headline="حريق بميناء طنجة")
    assert relation(first, text(reworded, "two", "حريق مهول بميناء طنجة")) == "copy"
    assert relation(first, text(reworded, "two", "افتتاح معرض الكتاب")) is None
    assert relation(first, text(reworded, "two", "حريق مهول بميناء طنجة", days=3)) is None
    counted = [*brief, "بلغ", "12"], [*brief, "بلغ", "14"]
    assert compare(text(counted[0]), text(counted[1], "two")) is None


def condolence(name: str, headline: str, outlet: str = "one") -> Text:
    return text([*prose(9, 12), *name.split(), *prose(10, 14)], outlet, headline.format(name))


@pytest.mark.parametrize("headline", ["تعزية في وفاة والد {}", "تعزية"])
def test_briefs_of_one_formula_about_two_people_are_nothing_to_each_other(headline: str) -> None:
    one, other = (condolence(name, headline) for name in ("سعيد التازي", "كريم العلوي"))
    assert compare(one, other) is None
    assert relation(one, condolence("سعيد التازي", headline, "two")) == "copy"


def test_a_brief_is_found_under_a_headline_made_of_its_own_first_words() -> None:
    brief = prose(9, 22)
    copied = text(brief, "two", " ".join(brief[:7]))
    assert relation(text(brief, headline="حريق مهول بميناء طنجة"), copied) == "copy"


def test_a_brief_with_a_sentence_more_is_a_copy() -> None:
    brief = prose(9, 20)
    longer = text([*brief, *prose(3, 14)], "two", "حريق بالميناء")
    assert relation(text(brief, headline="حريق بالميناء"), longer) == "copy"


def test_texts_of_a_few_words_are_compared_by_nothing() -> None:
    few = text(BODY[: MIN_WORDS - 1])
    assert compare(few, few) is None
    assert winnowing_keys(few) == []
    assert equal(few, few).relation == "copy"


def test_copies_share_keys_and_strangers_do_not() -> None:
    keys = set(winnowing_keys(text(BODY)))
    assert keys & set(winnowing_keys(text(prose(2, 25) + BODY[25:])))
    assert not keys & set(winnowing_keys(text(prose(6))))
    assert all(-(2**31) <= key < 2**31 for key in keys), "four bytes each in the index"


def test_keys_are_the_same_on_every_machine() -> None:
    assert sorted(winnowing_keys(text(BODY)))[0] == -1713884345


@given(st.lists(st.sampled_from([*BODY, "12", "13", "الاثنين"]), max_size=90), st.integers(0, 90))
def test_comparing_is_the_same_both_ways_round(words: list[str], cut: int) -> None:
    one, other = text(words), text(words[:cut] + BODY[:cut], "two")
    assert compare(one, other) == compare(other, one)


@given(
    st.lists(st.sampled_from([*BODY[:50], "12", "13", "الاثنين"]), max_size=90),
    st.integers(0, 90),
    st.integers(0, 90),
)
def test_the_sieve_holds_back_no_text_that_is_like_another(
    words: list[str], cut: int, length: int
) -> None:
    one, other = text(words), text(words[:cut] + BODY[:length], "two", "آخر")
    if compare(one, other):
        assert CandidateFilter(outline_of(one)).passes(outline_of(other))
        assert CandidateFilter(outline_of(other)).passes(outline_of(one))


def test_the_sieve_holds_back_strangers() -> None:
    strangers = [prose(seed, length) for seed in (2, 6) for length in (20, 55, 120, 400)]
    for one in strangers[:4]:
        passed = [
            CandidateFilter(outline_of(text(one))).passes(outline_of(text(o)))
            for o in strangers[4:]
        ]
        assert not any(passed)


def test_two_cities_are_two_bulletins_though_the_headline_writes_a_particle_onto_its_city() -> None:
    times = "الفجر 05:12 الشروق 06:39 الظهر 12:00 العصر 14:47 المغرب 17:12"
    told = "مواقيت الصلاة بمدينة {} والنواحي " + times
    one, other, again = (
        text(told.format(city).split(), outlet, f"مواقيت الصلاة ب{city}")
        for city, outlet in (("العيون", "one"), ("ورزازات", "two"), ("العيون", "three"))
    )
    assert relation(one, other) is relation(other, one) is None
    assert relation(one, again) == "copy"
