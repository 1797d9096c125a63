"""The catalogues of reports hold every string that a report says."""

from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

import warraq.report
from tests.web.test_catalogues import COUNTED, SAID, TRANSLATED, messages, places
from warraq.report.page import report_language
from warraq.report.scales import DURATIONS, duration
from warraq.web.wording.translation import PLURAL_FORMS

HERE = Path(warraq.report.__file__).parent
TEXTS = [file.read_text("utf-8") for file in HERE.glob("templates/*.html")]


def own(code: str) -> list[Message]:
    with (HERE / "locale" / f"{code}.po").open("rb") as source:
        return [one for one in read_po(source) if one.id]


def said() -> set[str]:
    found = {match[1] for text in TEXTS for match in SAID.findall(text)}
    return found | {"unknown"}


def counted() -> set[tuple[str, str]]:
    found = {pair for text in TEXTS for pair in COUNTED.findall(text)}
    return found | {(one, many) for _, one, many in DURATIONS}


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_string_is_in_a_catalogue(code: str) -> None:
    there = {one.id: one for one in (*messages(code), *own(code))}
    assert len(said()) > 90 and sorted(said() - {*there}) == []
    assert [one for one in said() if not there[one].string] == []
    assert counted() <= {one.id for one in there.values() if one.pluralizable}


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_have_the_places_of_their_string(code: str) -> None:
    for one in own(code):
        if isinstance(one.id, str):
            assert places(str(one.string)) == places(one.id), one.id
        else:
            assert len(one.string or ()) == len(PLURAL_FORMS[code]), one.id
            assert all(places(form) <= places(one.id[1]) for form in one.string or ()), one.id


@pytest.mark.parametrize("code", TRANSLATED)
def test_nothing_is_said_twice_or_in_vain(code: str) -> None:
    every = [one.id for one in own(code)]
    assert len(set(every)) == len(every)
    assert {*every} & {one.id for one in messages(code)} == set()
    assert {one for one in every if isinstance(one, str)} <= said()


@pytest.mark.parametrize(("seconds", "words"), [
    (0, "0 seconds"), (59, "59 seconds"), (60, "1 minute"), (90, "90 seconds"),
    (600, "10 minutes"), (3_600, "1 hour"), (5_400, "90 minutes"), (21_600, "6 hours"),
    (86_400, "1 day"), (129_600, "36 hours"), (31_536_000, "365 days"), (None, ""),
])  # fmt: skip
def test_durations_are_said_in_the_unit_that_fits(seconds: float | None, words: str) -> None:
    assert duration(seconds, report_language("en")) == words
    assert duration(7_200, report_language("ar")) == "ساعتان"
