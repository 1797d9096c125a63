"""The catalogues hold every string that the templates say, with the same places to fill in."""

import re
from pathlib import Path

import pytest

import warraq.web
from warraq.web.translation import LANGUAGES, Language

TEMPLATES = Path(warraq.web.__file__).with_name("templates")
_SAID = re.compile(r"""_\(["']([^"']+)["'](?=[,)])""")
_COUNTED = re.compile(r'counted\([^,]+, "([^"]+)", "([^"]+)"\)')
_PLACES = re.compile(r"\{\w+\}")


def strings() -> set[str]:
    """Every string of the templates that is looked up as it stands."""
    texts = [file.read_text("utf-8") for file in TEMPLATES.glob("*.html")]
    found = {said for text in texts for said in _SAID.findall(text)}
    return found | {one for text in texts for pair in _COUNTED.findall(text) for one in pair}


def test_the_templates_say_something() -> None:
    assert len(strings()) > 80


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_every_string_is_translated_with_its_places(code: str) -> None:
    say = Language(code)
    same = {"Concordance", "Versions", "Pages", "version", "Articles", "Volume", "Warraq", "digest",
            "articles", "{n} article", "{n} articles", "{n} versions", "version {n}",
            "Question {n}"}  # fmt: skip
    missing = [text for text in strings() if say(text) == text and text not in same]
    assert missing == []
    for text in strings():
        places = set(_PLACES.findall(text))
        left = set(_PLACES.findall(say(text)))
        assert left == places or (left < places and text.startswith(("{n} article", "in {n} a"))), (
            text
        )
