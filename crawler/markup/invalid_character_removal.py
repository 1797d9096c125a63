"""Which characters a page's text may hold: controls, surrogates and noncharacters are taken out.

Pages carry them raw and as references (``&#27;``, ``&#xD800;``); no tree of lxml can be changed
with them in it, so that one would cost the whole article, and no kept text should hold any.
"""

import re

_LOW, _HIGH, _BEHIND = 0xD800, 0xDC00, 0xE000
"""The first high surrogate, the first low one, the first character behind them."""
_SPACES = (0x0B, 0x0C, *range(0x1C, 0x20))
"""White space that only text files know: vertical tab, form feed, separators."""
_CONTROLS = (*range(0x09), *range(0x0E, 0x1C), 0x7F)
_C1 = (*range(0x80, 0x85), *range(0x86, 0xA0))
_NO_CHARACTERS = (
    *range(0xFDD0, 0xFDF0), *(plane + last for plane in range(0, 0x110000, 0x10000)
                              for last in (0xFFFE, 0xFFFF)),
)  # fmt: skip
_UNSEEN = (
    0xAD, 0xFEFF, 0x200B, *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFFF9, 0xFFFC),
)  # fmt: skip
"""Soft hyphens, byte-order marks, embeddings, isolates, joiners of no letters, annotation marks."""
REMOVED = dict.fromkeys(
    (*_CONTROLS, *_C1, *_NO_CHARACTERS, *_UNSEEN, *range(_LOW, _BEHIND)), ""
) | dict.fromkeys(_SPACES, " ")
"""What a text loses, for ``str.translate``: code point -> nothing, or a space."""
_COMMON = "".join(re.escape(chr(point)) for point in sorted(REMOVED) if point <= 0xFFFF)
UNWANTED = f"{_COMMON}\U00010000-\U0010ffff"
"""For a class of a pattern that finds texts to be looked at: all of the first plane that goes, and
whatever lies beyond it, since a class of single ranges there takes four times as long."""
_UNWANTED = re.compile(f"[{UNWANTED}]")

_BYTES = bytes.maketrans(bytes(_SPACES), b" " * len(_SPACES))
_DELETED = bytes(_CONTROLS)
_LAST = re.compile(b"\xef\xbf[\xbe\xbf]")
# one regex for the few that are none: a page may spell its whole text in references
_BAD_REFERENCE = re.compile(
    # case is ignored behind the first two characters: they are searched for ten times as fast so
    r"&#(?i:0*(?:\d|[12]\d|3[01]|12[789]|1[345]\d|5[5-7]\d{3}|6[45]\d{3}|[1-9]\d{6,})(?!\d)"
    r"|x0*(?:[01]?[\da-f]|7f|[89][\da-f]|(?:d[89a-f]|f[df])[\da-f]{2}|[1-9a-f][\da-f]{4,})"
    r"(?![\da-f]));?"
)
_PAIR = re.compile(
    r"&#(?:x(d[89ab][\da-f]{2})|(5[56]\d{3}));&#(?:x(d[c-f][\da-f]{2})|(5[67]\d{3}));",
    re.IGNORECASE,
)


def sound_source(text: str, encoded: bytes = b"") -> bytes:
    """A page in UTF-8, without the characters that no tree takes.

    ``encoded``: the same page as bytes, where it is at hand.
    """
    sound_text = sound_references(text)
    if not encoded or sound_text is not text:
        encoded = sound_text.encode("utf-8", "ignore")
    source = encoded.translate(_BYTES, _DELETED)
    # the others of their kind are taken out of the lines
    return _LAST.sub(b"", source) if "\ufffe" in text or "\uffff" in text else source


def sound_references(text: str) -> str:
    """A text whose numeric references all name a character; those that name none go.

    References to the halves of a pair, as scripts write emoji, become one character.
    """
    # halves of pairs are among the bad ones; most pages have no reference by number at all
    if "&#" not in text or not _BAD_REFERENCE.search(text):
        return text
    return _BAD_REFERENCE.sub(_sound_reference, _PAIR.sub(_joined_pair, text))


def sound(text: str) -> str:
    """A text without controls, surrogates, noncharacters and what is invisible."""
    return text.translate(REMOVED) if _UNWANTED.search(text) else text


def _sound_reference(found: re.Match[str]) -> str:
    number = found.group()[2:].rstrip(";").lower()
    digits = number.lstrip("x0") or "0"
    if len(digits) > 8:  # beyond all characters; Python itself refuses to read very long numbers
        return ""
    point = int(digits, 16 if number.startswith("x") else 10)
    if 0x80 <= point < 0xA0:  # as browsers have it: windows-1252
        return bytes([point]).decode("cp1252", "ignore")
    if point > 0x10FFFF:
        return ""
    return REMOVED.get(point, found.group())


def _joined_pair(found: re.Match[str]) -> str:
    high, low = (
        int(hexadecimal, 16) if hexadecimal else int(decimal)
        for hexadecimal, decimal in (found.group(1, 2), found.group(3, 4))
    )
    if not (_LOW <= high < _HIGH <= low < _BEHIND):
        return found.group()
    return chr(0x10000 + ((high - _LOW) << 10) + (low - _HIGH))
