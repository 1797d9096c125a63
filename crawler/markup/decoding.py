"""Character decoding: the text of fetched bytes, its encoding, and the evidence for it.

Order: byte-order mark, then strict UTF-8 (Arabic text in another encoding is practically never
valid UTF-8), then what HTTP or the page declares, then evidence among the Arabic encodings.
"""

import codecs
import re
from dataclasses import dataclass

from crawler.errors import Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,40})""", re.I)
_XML = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_-]{2,40})""", re.I)
_HTTP = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,40})", re.I)
_COMMON = frozenset(
    [
        "في",
        "من",
        "على",
        "إلى",
        "أن",
        "التي",
        "الذي",
        "هذا",
        "هذه",
        "عن",
        "مع",
        "بعد",
        "قبل",
        "كما",
        "وقد",
        "خلال",
        "بين",
    ]
)
_ARABIC_WORD = re.compile("[\u0621-\u064a]+")
# D8 and D9, the first bytes of Arabic letters in UTF-8, and their second byte, read as windows-1252
_MOJIBAKE = re.compile("[ØÙ][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x20)])
MAX_EVIDENCE_BYTES = 2_000_000
"""Bytes whose words are counted, as many as the largest page has: the words take ten times that."""
_BINARY = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x7fELF", b"RIFF")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page as text, the encoding it was in, and the evidence for it."""

    text: str
    encoding: str
    evidence: str


def decode(body: bytes, content_type: str = "") -> Decoded:
    """The text of a page. Raises ``Unreadable`` for empty and for binary bodies."""
    if not body.strip():
        raise Unreadable("empty page (0 bytes of content)")
    if body.startswith(_BINARY):
        raise Unreadable(f"not a text page: it starts with {body[:4]!r}")
    # before zero bytes are counted below: UTF-16 is full of them
    for mark, name in _BOMS:
        if body.startswith(mark):
            return Decoded(body[len(mark) :].decode(name, "replace"), name, "byte-order mark")
    if body.count(b"\0") > len(body) // 100:
        raise Unreadable("not a text page: it is full of zero bytes")
    decoded = _strict_utf8(body) or _declared(body, content_type) or _by_evidence(body)
    if _control_share(decoded.text) > 0.05:
        raise Unreadable(f"not a text page: control characters all over ({decoded.encoding})")
    return _repair_double(decoded)


def _strict_utf8(body: bytes) -> Decoded | None:
    """The page as UTF-8, with a few broken bytes at the most; ``None`` where it is none."""
    try:
        return Decoded(body.decode("utf-8"), "utf-8", "valid UTF-8")
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken <= 3 + len(text) // 5000 and len(_ARABIC_WORD.findall(text)) > 10 * broken:
        return Decoded(text, "utf-8", f"UTF-8 with {broken} broken characters")
    return None


def _declared(body: bytes, content_type: str) -> Decoded | None:
    """The page in the encoding that HTTP or its head declares; ``None`` where bytes disagree."""
    head = body[:4096]
    said = [(m.group(1), "HTTP header") for m in [_HTTP.search(content_type)] if m]
    for pattern in (_XML, _META):
        said += [
            (m.group(1).decode("ascii"), "page declaration") for m in [pattern.search(head)] if m
        ]
    for name, where in said:
        try:
            encoding = codecs.lookup(name).name
            text = body.decode(encoding)
        except (LookupError, UnicodeDecodeError):  # an unknown or a false declaration
            continue
        if encoding in ("iso8859-1", "cp1252", "ascii", "utf-8"):
            continue  # the default of servers that never asked themselves
        return Decoded(text, encoding, where)
    return None


def _by_evidence(body: bytes) -> Decoded:
    """The encoding that yields the most common Arabic words and the least rubbish."""
    # a wrong code page yields letters too, but neither common words nor words of usual length
    candidates = {
        name: body[:MAX_EVIDENCE_BYTES].decode(name, "replace")
        for name in ("cp1256", "iso8859-6", "utf-8", "cp1252")
    }
    name = max(candidates, key=lambda name: _score(candidates[name]))
    return Decoded(body.decode(name, "replace"), name, "the words it yields")


def _score(text: str) -> int:
    """The likeness of a text to written Arabic or French, in points; higher is likelier."""
    found = _ARABIC_WORD.findall(text)
    common = sum(word in _COMMON for word in found)
    odd = text.count("\ufffd") + sum("\x80" <= char < "\xa0" for char in text)
    french = len(re.findall(r"\b(?:le|la|les|des|une?|dans|pour|sur|avec)\b", text)) // 2
    return 5 * common + french - 10 * odd - sum(len(word) > 15 for word in found)


def _control_share(text: str) -> float:
    """The share of control characters in a text's first part."""
    sample = text[:20_000]
    found = sample.encode("utf-8", "replace")
    controls = len(found) - len(found.translate(None, _CONTROLS)) + sample.count("\ufffd")
    return controls / max(len(sample), 1)


def _repair_double(decoded: Decoded) -> Decoded:
    """Undo UTF-8 that was taken for windows-1252 and encoded again, where it is the whole text."""
    if "\u00d8" not in decoded.text and "\u00d9" not in decoded.text:
        return decoded
    sample = decoded.text[:MAX_EVIDENCE_BYTES]
    if len(_MOJIBAKE.findall(sample)) <= 5 * (len(_ARABIC_WORD.findall(sample)) + 4):
        return decoded
    for codec in ("cp1252", "latin-1"):
        try:
            text = decoded.text.encode(codec, "strict").decode("utf-8")
        except UnicodeError:  # not this codec: try the other
            continue
        return Decoded(text, f"{decoded.encoding} twice", "double-encoded Arabic")
    return decoded
