"""The catalogues of reports hold every string that a report says."""

from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

import warraq.report
from tests.web.test_catalogues import COUNTED, SAID, TRANSLATED, messages, places
from warraq.report.scales import DURATIONS
from warraq.web.translation import PLURAL_FORMS

HERE = Path(warraq.report.__file__).parent
TEXTS = [file.read_text("utf-8") for file in HERE.glob("templates/*.html")]


def own(code: str) -> list[Message]:
    with (HERE / "locale" / f"{code}.po").open("rb") as source:
        return [one for one in read_po(source) if one.id]


def said() -> set[str]:
    found = {match[1] for text in TEXTS for match in SAID.findall(text)}
    return found | {words for _, words in DURATIONS} | {"unknown"}


def counted() -> set[tuple[str, str]]:
    return {pair for text in TEXTS for pair in COUNTED.findall(text)}


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
