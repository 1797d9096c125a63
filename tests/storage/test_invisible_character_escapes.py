"""Unseen characters found in the bytes of JSON Lines: the same that are found in its text."""

import io
import json
import random
import re

import orjson

from crawler.json_with_invisibles_escaped import ESCAPED
from storage.export.columns import Column
from storage.export.invisible_character_escapes import escaped
from storage.export.json_lines import write_json_lines

CHARACTERS = [
    chr(point)
    for begin, end in (
        (0, 0xD800), (0xE000, 0x10000), (0x1BC00, 0x1BD00), (0x1D100, 0x1D200), (0x1F600, 0x1F700),
        (0xDFF00, 0xE1100), (0x10FF00, 0x110000),
    )
    for point in range(begin, end)
]  # fmt: skip
"""All of the first plane, and of the others those that are escaped, with their neighbours."""


def by_text(lines: bytes) -> bytes:
    """The same by the expression itself, over the decoded text."""
    return ESCAPED.sub(_escape, lines.decode()).encode()


def _escape(found: re.Match[str]) -> str:
    return json.dumps(found.group())[1:-1]


def test_every_character_there_is_between_others_and_at_the_ends_of_a_line() -> None:
    for begin in range(0, len(CHARACTERS), 4_096):
        some = CHARACTERS[begin : begin + 4_096]
        values = (*some, *(f"ب{char}ت" for char in some), "".join(some))
        lines = b"".join(orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE) for value in values)
        assert escaped(lines) == by_text(lines)


def test_neighbours_of_every_kind_and_lines_that_stay() -> None:
    chance = random.Random(7)
    odd = (
        '\x7f\x85\xa0\xad«»œ“”…\u061c\u061bل\u06dc\u180e\u200b\u200d\u2060\ufeff\ufdf2\uffff"\\\n\0'
        "\U0001f600\U0001d173\U000e0001\U0010ffff"
    )
    for _ in range(300):
        line = orjson.dumps(["".join(chance.choices(odd, k=chance.randrange(30)))]) + b"\n"
        assert escaped(line) == by_text(line)
    plain = orjson.dumps("قال «نعم» — l’article “œuvre” 😀") + b"\n"
    assert escaped(plain) is plain
    assert escaped(b"") == b""


def test_a_line_each_however_many_are_looked_through_together() -> None:
    column = Column("headline", "text", "", "")
    texts = ["أ" * size + end for size in (0, 9, 40_000, 200_000) for end in ("", "\u202e", "\x7f")]
    out = io.BytesIO()
    write_json_lines(((text,) for text in texts), [column], out)
    lines = out.getvalue().split(b"\n")
    assert lines.pop() == b""
    assert [json.loads(line) for line in lines] == [{"headline": text} for text in texts]
    assert b"\x7f" not in out.getvalue() and b"\\u202e" in out.getvalue()
    write_json_lines(iter(()), [column], out := io.BytesIO())
    assert out.getvalue() == b""
