"""Sentences of ours that rows hold, in the language of a page: events, values of fields."""

import re
from typing import Any, get_args

from crawler.items import Precision
from crawler.urls import readable
from storage import times
from storage.wording.event_sentence_templates import Told, sentence_of, taken_apart
from warraq.web.wording.translation import Language

EVIDENCE = (
    "byte-order mark", "valid UTF-8", "UTF-8", "HTTP header", "page declaration",
    "the words it yields", "a zero byte behind each letter", "a zero byte before each letter",
    "its end is cut off", "{number} spots read as {encoding}", "{number} bytes lost",
    "{number} double-encoded texts undone", "{number} words look garbled",
)  # fmt: skip
"""What told an encoding, and what was mended; with commas between."""
PRECISIONS = get_args(Precision)
_TIMES = frozenset(("at", "again"))
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def event_in_words(language: Language, detail: str) -> list[tuple[str, bool]]:
    """The sentences of an event's detail, and whether each is in the page's language."""
    return [
        (one, False) if isinstance(one, str) else (_said(language, one), True)
        for one in taken_apart(detail)
    ]


def _said(language: Language, told: Told) -> str:
    sentence, values = told
    return language(sentence, **{name: _shown(name, value) for name, value in values.items()})


def _shown(name: str, value: str) -> str:
    if name in _TIMES:
        return times.there(value) if _STAMP.fullmatch(value) else value
    return readable(value) if name in ("address", "other") else value


def value_in_words(language: Language, name: str, value: Any) -> str:
    """The value of a field: the words are the archive's own in two fields, else as printed."""
    if isinstance(value, list | tuple):
        return "، ".join(map(str, value))
    if name == "published_precision" and value in PRECISIONS:
        return language(value)
    if name == "encoding_evidence":
        every = (sentence_of(one, EVIDENCE) for one in str(value).split(", "))
        return language.comma.join(
            one if isinstance(one, str) else _said(language, one) for one in every
        )
    return str(value)
