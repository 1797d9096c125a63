"""The language of search: what is asked, and what is told to who wrote something else."""

from pathlib import Path

import pytest

from storage.query.query_language import (
    MAX_DEPTH,
    MAX_TERMS,
    And,
    BadQuery,
    Near,
    Or,
    Term,
    parse_query,
    terms_of,
)
from storage.query.search import search
from tests.making import archive, article


def said(node: object) -> str:
    """A tree in one line: ``(a & b | c) - d``."""
    match node:
        case Term(text=text, field=field):
            return f"{field}:{text}" if field else text
        case Near(terms=terms, words=words):
            return f" ~{words} ".join(map(said, terms))
        case Or(parts=parts):
            return f"({' | '.join(map(said, parts))})"
        case And(parts=parts, without=without):
            wanted = " & ".join(map(said, parts))
            return f"{wanted} - {' - '.join(map(said, without))}" if without else wanted
    raise AssertionError(node)


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("الماء الصالح", "الماء & الصالح"),
        ("ماء OR مياه", "(ماء | مياه)"),
        ("ماء أو مياه أو سد", "(ماء | مياه | سد)"),
        ("eau OU barrage", "(eau | barrage)"),
        ("سد ماء أو مطر غيث", "(سد & ماء | مطر & غيث)"),
        ("(ماء أو مطر) سد", "(ماء | مطر) & سد"),
        ("سد -ماء", "سد - ماء"),
        # dashes that keyboards and programs write for a minus
        ("سد −ماء –مطر", "سد - ماء - مطر"),
        ("سد ‑ماء －مطر", "سد - ماء - مطر"),
        ("بني-ملال —", "بني-ملال"),
        # quotes of all kinds; an apostrophe is none
        ("'الماء الصالح' سد", "الماء الصالح & سد"),
        ("‘eau d’Oued’ -‹pluie forte›", "eau d’Oued - pluie forte"),
        ("»الماء الصالح« سد", "الماء الصالح & سد"),
        ("＂الماء الصالح＂ ❝سد كبير❞", "الماء الصالح & سد كبير"),
        ('"الماء الصالح” سد', "الماء الصالح & سد"),
        ('“الماء الصالح" سد', "الماء الصالح & سد"),
        ("l'eau d'un oued, c’est l’eau", "l'eau & d'un & oued, & c’est & l’eau"),
        ("عنوان:'الماء الصالح'", "headline:الماء الصالح"),
        ("سنة 2020... وبعدها 50% N1", "سنة & 2020... & وبعدها & 50% & N1"),
        ("سد NOT ماء", "سد - ماء"),
        ("سد - -ماء ؟ مطر", "سد & مطر - ماء"),
        ("سد AND NOT ماء", "سد - ماء"),
        ("سد بدون:ماء", "سد - ماء"),
        ('سد -"ماء صالح" -مطر', "سد - ماء صالح - مطر"),
        ("سد NEAR/5 ماء", "سد ~5 ماء"),
        ("سد قرب/3 ماء", "سد ~3 ماء"),
        ("عنوان:سد كاتب:بنعلي", "headline:سد & byline:بنعلي"),
        ("titre:eau tag:sport", "headline:eau & tags:sport"),
        ("rubrique:monde mot-clé:eau", "section:monde & tags:eau"),
        ("بقلم:يوسف وسم:ماء", "byline:يوسف & tags:ماء"),
        ("الركن:عالم intitle:سد", "section:عالم & headline:سد"),
        ("خبر:2020", "خبر & 2020"),
        ("ماء او مياه", "(ماء | مياه)"),
        ("سد و ماء", "سد & ماء"),
        ("eau ET barrage", "eau & barrage"),
        ("eau SAUF pluie", "eau - pluie"),
        ("eau sans:pluie", "eau - pluie"),
        ("سد دون:مطر", "سد - مطر"),
        ("eau près/3 barrage", "eau ~3 barrage"),
        ("سد near/٣ ماء", "سد ~3 ماء"),
        ("عنوان:سد NEAR/3 عنوان:ماء", "headline:سد ~3 headline:ماء"),
        ("pluie sans eau", "pluie & sans & eau"),
        ("هل انتهى؟ نعم!", "هل & انتهى؟ & نعم!"),
        ("a-b:c", "a-b & c"),
        ("AND", None),
        # words of the language stay words where people write them as such
        ("حادثة قرب الرباط", "حادثة & قرب & الرباط"),
        ("تلاميذ بدون مدرسة", "تلاميذ & بدون & مدرسة"),
        ("pain or roses", "pain & or & roses"),
        ("كوفيد-19", "كوفيد-19"),
        ("الساعة 12:30", "الساعة & 12:30"),
        ("البيضاء: حادثة", "البيضاء: & حادثة"),
        ("ماء – مطر", "ماء & مطر"),
    ],
)
def test_what_is_typed_means(typed: str, means: str | None) -> None:
    if means is None:
        with pytest.raises(BadQuery):
            parse_query(typed)
    else:
        assert said(parse_query(typed)) == means


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("NEAR(", "between two words"),
        ("NEAR ماء", "between two words"),
        ("ماء NEAR", "between two words"),
        ("ماء AND", "missing at its end"),
        ("OR ماء", "at least one"),
        ("ماء OR", "at least one"),
        ("و", "both sides"),
        ("*مدرس", "a star stands behind"),
        ("مد*رس", "a star stands behind"),
        ('"مدر* عمومية"', "a star stands behind"),
        # a star that no word is before, or that a sign is behind
        ("سد *", "a star stands behind"),
        ("* سد", "a star stands behind"),
        ("سد -*", "a star stands behind"),
        ("عنوان:*", "a star stands behind"),
        ("سد ** ماء", "a star stands behind"),
        ("سد* ماء*، مطر", "a star stands behind"),
        ('"سد *"', "a star stands behind"),
        ('سد "*"', "a star stands behind"),
        # what is left out must be a word: it is never the one behind
        ("سد -؟ ماء", "missing behind an operator"),
        ("سد NOT ؟ ماء", "missing behind an operator"),
        ("سد بدون:؟ ماء", "missing behind an operator"),
        ('سد -"" ماء', "missing behind an operator"),
        ("سد -«،» ماء", "missing behind an operator"),
        ("سد NOT NOT ماء", "missing behind an operator"),
        ("سد NOT -ماء", "missing behind an operator"),
        ("سد -بدون:ماء", "missing behind an operator"),
        ("سد NOT AND ماء", "both sides"),
        ("مدر?سة", "with a star"),
        ("سد !مطر", "-word"),
        ("سد W/5 ماء", "NEAR/5"),
        ('"سد ماء"~5', "NEAR/5"),
        ("عنوان:سد NEAR/5 ماء", "of one field"),
        ("outlet:hespress سد", "--outlet"),
        ("لغة:fr", "--language"),
        ("depuis:2020", "--since"),
        ("نوع:brief", "--kind"),
        ("المصدر:هسبريس سد", "--outlet"),
        ("published:2020", "--since"),
        ("before:2020-01-01 سد", "--until"),
        ("قبل:2020", "--until"),
        ("OU", "OR stands between"),
        ("أو", "OR stands between"),
        ("ماء NOT", "missing at its end"),
        ('"ماء', "not closed"),
        ("(ماء", "not closed"),
        ("«ماء سد", "not closed"),
        ("“ماء سد", "not closed"),
        ("ماء» سد", "closing quotation mark"),
        ("ماء” سد", "closing quotation mark"),
        # what would be read as the opposite, or as a word, of what is meant
        ("سد --ماء", "-word"),
        ("سد —ماء", "-word"),
        ("عنوان:-سد", "before the field"),
        ("سد كاتب:−بنعلي", "before the field"),
        ("titre : barrage", "without a space"),
        ("عنوان :سد", "without a space"),
        ("سد بدون: ماء", "without a space"),
        ("barrage sans : eau", "without a space"),
        ("سد NEAR/x ماء", "NEAR/5"),
        ("سد قرب/ ماء", "NEAR/5"),
        ("سد NEAR5 ماء", "NEAR/5"),
        ("سد ADJ5 ماء", "NEAR/5"),
        ("سد AROUND(5) ماء", "NEAR/5"),
        ("سد~2", "the word alone"),
        ("سد^3 ماء", "the word alone"),
        ("~سد", "the word alone"),
        ("2019..2021", "--since"),
        ("TIT=barrage", "colon"),
        ("titre=barrage", "colon"),
        ("ماء)", "without an opening"),
        ("-ماء", "only says what is not"),
        ("عنوان:«»", "missing behind it"),
        ("،،،", "no word"),
        ("ماء NEAR/9999 سد", "at most"),
        (" ".join(["ماء"] * 61), "more than 60"),
        (" أو ".join(["ماء"] * 61), "more than 60"),
        ("سد -(" + " أو ".join(["ماء"] * 60) + ")", "more than 60"),
        ("سد NEAR/3 ماء NEAR/5 مطر", "one number"),
        ("سد NEAR ماء NEAR/5 مطر", "one number"),
        ("(" * 900 + "سد" + ")" * 900, "brackets within one another"),
        ("-(" * 600 + "سد" + ")" * 600, "brackets within one another"),
        ("س" * 2001, "more than 2000 characters"),
    ],
)
def test_what_cannot_be_asked_is_told(typed: str, told: str) -> None:
    with pytest.raises(BadQuery, match=told):
        parse_query(typed)


@pytest.mark.parametrize(
    "operator", [" ", " أو ", " OR ", " و ", " NEAR/60 ", " -", " SAUF ", " — "]
)
def test_sixty_words_are_asked_whatever_stands_between_them(tmp_path: Path, operator: str) -> None:
    words = [f"كلمة{number}" for number in range(MAX_TERMS)]
    typed = operator.join(words)
    assert [term.text for term in terms_of(parse_query(typed), wanted=False)] == words
    with archive(tmp_path) as kept:
        kept.keep(article(1, headline="كلمة0 وحدها"))
        kept.keep(article(2, headline=" ".join(words)))
        found = [hit.id for hit in search(kept, typed)]
    assert (1 in found) == (operator in (" أو ", " OR ", " -", " SAUF "))
    assert (2 in found) == (operator not in (" -", " SAUF "))


def test_excluded_terms_are_no_wanted_ones() -> None:
    tree = parse_query("سد -ماء")
    assert [term.text for term in terms_of(tree)] == ["سد"]
    assert [term.text for term in terms_of(tree, wanted=False)] == ["سد", "ماء"]


def test_the_deepest_brackets_that_are_taken_can_be_asked(tmp_path: Path) -> None:
    left = right = "مستوصف"
    for number in range(MAX_DEPTH):
        left = f"({left} {('أو مطر', 'سد')[number % 2]})"
        right = f"({('مطر أو', 'سد')[number % 2]} {right})"
    with archive(tmp_path) as kept:
        kept.keep(article(headline="سد ومطر"))
        for asked in (left, right):
            assert [hit.id for hit in search(kept, asked)] == [1]
