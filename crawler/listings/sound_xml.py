"""XML as listings really carry it: bare ``&``, references to no character, entities of their own.

A parser that recovers drops what stands around such a fault: of an address a half is left, which
is another address. So the faults are mended before it reads.
"""

import re

_MAX_PROLOG = 20_000
"""Bytes before the root element in which a DOCTYPE may stand."""
_NO_MARKUP = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
_AMPERSAND = re.compile(
    rb"&(?:#(?P<number>[0-9]{1,10}|[xX][0-9a-fA-F]{1,10});|(?P<name>[a-zA-Z][\w.-]{0,30};))?"
)
_ENTITIES_END = re.compile(rb"\]\s*+>")


def sound_xml(body: bytes) -> bytes:
    """A listing whose every ``&`` begins a reference that means a character; CDATA stays."""
    if b"&" not in body:
        return body
    made, at = bytearray(), 0
    for kept in _NO_MARKUP.finditer(body):
        made += _AMPERSAND.sub(_sound, body[at : kept.start()])
        made += kept.group()
        at = kept.end()
    made += _AMPERSAND.sub(_sound, body[at:])
    return bytes(made)


def without_own_entities(body: bytes) -> bytes:
    """A listing without a DOCTYPE's entities: expanded they cost any amount of memory."""
    begins = body[:_MAX_PROLOG].lower().find(b"<!doctype")
    if begins < 0:
        return body
    inner = body.find(b"[", begins, begins + _MAX_PROLOG)
    closes = body.find(b">", begins)
    if inner < 0 or 0 <= closes < inner:
        return body
    end = _ENTITIES_END.search(body, inner)
    # entities that never end: nothing behind them is a feed
    return body[:begins] + (body[end.end() :] if end else b"")


def _sound(found: re.Match[bytes]) -> bytes:
    number = found["number"]
    if number is None:
        return found.group() if found["name"] else b"&amp;"
    point = int(number[1:], 16) if number[:1] in b"xX" else int(number)
    allowed = point in (9, 10, 13) or 0x20 <= point < 0xD800 or 0xE000 <= point <= 0x10FFFF
    return found.group() if allowed and point & 0xFFFE != 0xFFFE else b""
