"""The catalogues hold every string that the page says, with the same places to fill in."""

import ast
import re
from inspect import getsource
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

import warraq.web
from storage.article_fields import FIELDS
from storage.glossary import meanings
from storage.query import query_language
from storage.query.concordance import SORTS
from storage.query.counting.brief_wire_paywalled_kinds import KINDS
from storage.query.history import VERSION_FIELDS
from storage.query.in_memory_columns import FACETS
from storage.query.variants import former_versions
from storage.query.vocabulary.operators import REFUSALS
from storage.reader_sql import connection, processes
from storage.reader_sql.sample_queries import SAMPLES
from storage.reader_sql.sqlite_messages import SQLITE_MESSAGES
from storage.reader_sql.table_page_query import COMPARISONS
from storage.saved_searches import saved_searches
from storage.wording.event_sentence_templates import SENTENCES
from warraq.outlet_loader import all_outlets
from warraq.web import concordance_pages, saved_search_pages, search_request
from warraq.web.article_pages import HELD, LOST, NO_TEXT, NOT_THERE, SHOWN_ABOVE, UNREADABLE
from warraq.web.search_request import SHAPES_REFUSED
from warraq.web.table_pages import TABLES
from warraq.web.untrusted import csrf_checked_forms
from warraq.web.wording.column_meanings import sentences, shown_columns
from warraq.web.wording.plain_answers import PLAIN
from warraq.web.wording.stored_sentence_translation import EVIDENCE, PRECISIONS
from warraq.web.wording.translation import LANGUAGES, PLURAL_FORMS, Language

HERE = Path(warraq.web.__file__).parent
SAID = re.compile(r"""\b_\(\s*(["'])(.+?)\1\s*[,)]""")
_REFUSING = frozenset(("BadQuery", "BadSQL", "_refuse", "NotOurForm", "CannotSave", "Busy"))
COUNTED = re.compile(r'counted\([^,]+, "([^"]+)", "([^"]+)"\)')
OTHERS = frozenset((
    "best", "newest", "oldest", "from", "to", "yes", "incomplete", "several versions",
    "kind of outlet", "never crawled", "crawling", "idle", "moved", "parked", "unreachable", "died",
    "refusing", "silent", "troubled", "well", "original", "copy", "partial", "follow-up",
    "follow-up (suspected)", "first seen", "last seen", "published", "alias", "changed",
    "read better", "gone", "back", "parted", "suppressed", "shown again",
))  # fmt: skip
"""Words that Python makes: orders, healths, roles and events."""
TRANSLATED = [code for code in LANGUAGES if code != "en"]


def refusals() -> set[str]:
    """Every sentence with which a page refuses what it is asked."""
    found = {
        *REFUSALS,
        *SHAPES_REFUSED,
        *PLAIN,
        processes.TOOK_LONGER,
        processes.ENDED,
        *SQLITE_MESSAGES,
        HELD,
        LOST,
        NOT_THERE,
        NO_TEXT,
        UNREADABLE,
    }
    for module in (
        query_language,
        former_versions,
        search_request,
        concordance_pages,
        saved_search_pages,
        saved_searches,
        csrf_checked_forms,
        connection,
        processes,
    ):
        for node in ast.walk(ast.parse(getsource(module))):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Name) and called.id in _REFUSING:
                found |= {
                    one.value for argument in node.args for one in ast.walk(argument)
                    if isinstance(one, ast.Constant) and " " in str(one.value)
                }  # fmt: skip
    return found | {query_language._MISSING_BEHIND, *map(nothing, (True, False))}


def nothing(without: bool) -> str:
    return query_language._nothing(without=without)


def said() -> set[str]:
    """Every string that is looked up as it stands."""
    texts = [file.read_text("utf-8") for file in HERE.glob("templates/*.html")]
    found = {match[1] for text in texts for match in SAID.findall(text)}
    kinds = {spider.kind for spider in all_outlets().values() if spider.kind}
    facets = {*FACETS} - {"outlet_kind"}  # called otherwise, in English as well
    dynamic = {*KINDS, *kinds, *facets, *VERSION_FIELDS, *(f"by {one}" for one in SORTS), *OTHERS}
    shown = {one.name for one in FIELDS} - SHOWN_ABOVE
    shown |= {one.means("empty") for one in FIELDS if one.name in {*shown, "headline"}}
    tables = {meanings()[name][""] for name in TABLES} | {*SAMPLES, *COMPARISONS}
    columns = {one for meaning in shown_columns() for one in sentences(meaning)}
    kept = {*SENTENCES, *EVIDENCE, *PRECISIONS}
    every = found | dynamic | shown | tables | columns | kept | refusals()
    return {one for one in every if one != "by "}


@pytest.mark.parametrize(
    ("text", "values", "told"),
    [
        ("NEAR/{words}: at most {most} words", {"words": 999, "most": 200},
         "\u2066NEAR/\u2068999\u2069\u2069: "),
        (next(one for one in REFUSALS if "{option}=" in one), {"name": "date", "option": "since"},
         " \u2066--\u2068since\u2069\u2069 "),
        (next(one for one in REFUSALS if "until=" in one), {},
         " \u2066since=\u2069 و\u2066until=\u2069 "),
        ("NEAR stands between two words: write مغرب NEAR/5 إسبانيا", {}, " NEAR/5 "),
        ("this name is not served here; the operator allows names with --host-name", {},
         " \u2066--host-name\u2069"),
    ],
)  # fmt: skip
def test_what_is_typed_as_it_stands_keeps_its_order_among_arabic_words(
    text: str, values: dict[str, object], told: str
) -> None:
    assert told in Language("ar")(text, **values)
    assert "\u2066" not in Language("fr")(text, **values)


def counted() -> set[tuple[str, str]]:
    """Every counted noun: one and many of it."""
    texts = [file.read_text("utf-8") for file in HERE.glob("templates/*.html")]
    return {pair for text in texts for pair in COUNTED.findall(text)}


def messages(code: str) -> list[Message]:
    with (HERE / "locale" / f"{code}.po").open("rb") as source:
        return [one for one in read_po(source) if one.id]


def places(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text)} - {None}


def test_the_page_says_something() -> None:
    assert len(said()) > 150 and len(counted()) > 3


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_string_is_in_the_catalogue(code: str) -> None:
    there = {one.id: one for one in messages(code)}
    assert sorted(said() - {*there}) == []
    assert [one for one in said() if not there[one].string] == []
    assert counted() <= {one.id for one in there.values() if one.pluralizable}


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_have_the_places_of_their_string(code: str) -> None:
    for one in messages(code):
        if isinstance(one.id, str):
            assert places(str(one.string)) == places(one.id), one.id
        else:
            assert len(one.string or ()) == len(PLURAL_FORMS[code]), one.id
            assert all(places(form) <= places(one.id[1]) for form in one.string or ()), one.id


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_catalogue_says_each_string_once_and_none_in_vain(code: str) -> None:
    every = [one.id for one in messages(code)]
    assert len(set(every)) == len(every)
    assert {one for one in every if isinstance(one, str)} <= said()


@pytest.mark.parametrize(("number", "words"), [
    (0, "لم يوجد أي مقال"), (1, "وُجد مقال واحد"), (2, "وُجد مقالان"), (3, "وُجدت 3 مقالات"),
    (10, "وُجدت 10 مقالات"), (11, "وُجد 11 مقالا"), (100, "وُجد 100 مقال"),
    (1_203, "وُجدت 1,203 مقالات"), (1_000_000, "وُجد 1,000,000 مقال"),
])  # fmt: skip
def test_arabic_counts_as_arabic_does(number: int, words: str) -> None:
    say = Language("ar")
    assert say.counted(number, "{n} article found", "{n} articles found") == words


@pytest.mark.parametrize(("code", "number", "words"), [
    ("fr", 0, "0 article"), ("fr", 2, "2 articles"),
    ("fr", 1_000_000, "1\u202f000\u202f000 articles"),
    ("en", 0, "0 articles"), ("en", 1, "1 article"),
])  # fmt: skip
def test_french_and_english_count(code: str, number: int, words: str) -> None:
    assert Language(code).counted(number, "{n} article", "{n} articles") == words


@pytest.mark.parametrize(("code", "number", "share", "nearly"), [
    ("en", "16,401", "7.7%", "99.9%"), ("ar", "16,401", "7.7%", "99.9%"),
    ("fr", "16\u202f401", "7,7\u202f%", "99,9\u202f%"),
])  # fmt: skip
def test_numbers_are_written_as_the_language_writes_them(
    code: str, number: str, share: str, nearly: str
) -> None:
    language = Language(code)
    assert (language.number(16_401), language.percent(1 / 13)) == (number, share)
    assert language.percent(2_999 / 3_000) == nearly  # less than all
    assert language.percent(1, 0).startswith("100")
