"""Character decoding: the text of fetched bytes, its encoding, and the evidence for it.

Order: byte-order mark, then strict UTF-8 (Arabic text in another encoding is practically never
valid UTF-8), then UTF-8 with bad spots, then what HTTP or the page declares and what the words say.
A page may be in two encodings (``mixed_encodings``), or garbled before it was sent (``mojibake``).
"""

import codecs
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field

from crawler.errors import Garbled, Unreadable
from crawler.markup.mixed_encodings import (
    Repairs,
    bytes_of,
    counted,
    repaired,
    with_utf8_includes,
    without_surrogates,
)
from crawler.markup.mojibake import unmangled

_WIDE = (
    (codecs.BOM_UTF16_LE, "utf-16-le", "byte-order mark"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "byte-order mark"),
    (b"<\0", "utf-16-le", "a zero byte behind each letter"),
    (b"\0<", "utf-16-be", "a zero byte before each letter"),
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
_WORD = re.compile(r"[^\W\d_]+")
_ARABIC_WORD = re.compile("[\u0621-\u064a]+")
_ARTICLE = re.compile("[وف]?(?:ال|بال|كال|لل)[\u0621-\u064a]{2,}")
_LATIN_LETTER = re.compile("[A-Za-zÀ-ÿ]")
_FRENCH = re.compile(r"\b(?:le|la|les|des|une?|dans|pour|sur|avec)\b")
_DECLARED_POINTS = 15
"""What a declaration is worth: three common words."""
_OLD = ("cp1256", "iso8859-6", "cp1252")
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
    source: bytes = field(default=b"", repr=False)
    """The text in UTF-8 where the page came so, and need not be encoded again; else empty."""


def decode(body: bytes, content_type: str = "") -> Decoded:
    """The text of a page. Raises ``Unreadable`` for empty and for binary bodies."""
    if not body.strip():
        raise Unreadable("empty page (0 bytes of content)")
    if body.startswith(_BINARY):
        raise Unreadable(f"not a text page: it starts with {body[:4]!r}")
    # before zero bytes are counted below: UTF-16 is full of them
    for mark, name, evidence in _WIDE:
        if body.startswith(mark):
            body = body[len(mark) :] if evidence == "byte-order mark" else body
            return Decoded(body.decode(name, "replace"), name, evidence)
    if b"\0" in body and body.count(b"\0") > len(body) // 100:
        raise Unreadable("not a text page: it is full of zero bytes")
    decoded = _strict_utf8(body) or _mixed(body, content_type)
    if "\ufffd" in decoded.text and decoded.text.count("\ufffd") > len(decoded.text) // 20:
        raise Garbled("a garbled page: its letters were lost before it was sent")
    if _control_share(decoded.text) > 0.05:
        raise Unreadable(f"not a text page: control characters all over ({decoded.encoding})")
    return _unmangled(decoded)


def _strict_utf8(body: bytes) -> Decoded | None:
    """The page as UTF-8, of which the last character may be cut; ``None`` where it is none."""
    evidence = "valid UTF-8"
    if body.startswith(codecs.BOM_UTF8):
        body, evidence = body[len(codecs.BOM_UTF8) :], "byte-order mark"
    try:
        return Decoded(body.decode("utf-8"), "utf-8", evidence, body)
    except UnicodeDecodeError as error:
        if error.start < len(body) - 3 or error.reason != "unexpected end of data":
            return None
        text = body[: error.start].decode("utf-8")
    return Decoded(text, "utf-8", f"{evidence}, its end is cut off")


def _mixed(body: bytes, content_type: str) -> Decoded:
    """The page in UTF-8 with spots that are none, or in an old encoding with texts in UTF-8."""
    body = body.removeprefix(codecs.BOM_UTF8)  # an include may bring one to any page
    loose = body.decode("utf-8", "surrogateescape")
    good, bad = counted(loose)
    if good <= bad:
        name, evidence = _old_encoding(body, content_type)
        if name in _OLD:
            text, done = with_utf8_includes(body, name)
            return Decoded(text, name, evidence + _told(done, "UTF-8"))
        return Decoded(body.decode(name, "replace"), name, evidence)
    loose = without_surrogates(bytes_of(loose)).decode("utf-8", "surrogateescape")
    # what is no UTF-8, and nothing else: its few words tell one Arabic encoding from the other
    spots = re.sub("[^\udc80-\udcff ]+", "\n", loose)
    arabic = _by_words(bytes_of(spots), ("cp1256", "iso8859-6"))
    text, done = repaired(loose, arabic)
    return Decoded(text, "utf-8", "UTF-8" + _told(done, f"{arabic} or windows-1252"))


def _told(done: Repairs, encoding: str) -> str:
    """The repairs of a page, as they follow its evidence."""
    told = f", {done.read} spots read as {encoding}" if done.read else ""
    return told + (f", {done.lost} bytes lost" if done.lost else "")


def _old_encoding(body: bytes, content_type: str) -> tuple[str, str]:
    """The encoding of a page that is not in UTF-8, and the evidence for it."""
    declared = dict(_declared(body, content_type))
    likeliest = _by_words(body, (*_OLD, *declared), declared)
    return likeliest, declared.get(likeliest, "the words it yields")


def _declared(body: bytes, content_type: str) -> Iterator[tuple[str, str]]:
    """The encodings that HTTP and the head declare and in which the bytes are a page."""
    head = body[:4096]
    said = [(m.group(1), "HTTP header") for m in [_HTTP.search(content_type)] if m]
    for pattern in (_META, _XML):  # the last one of a name counts
        said += [
            (m.group(1).decode("ascii"), "page declaration") for m in [pattern.search(head)] if m
        ]
    for name, where in reversed(said):
        try:
            encoding = codecs.lookup(name).name
            text = body.decode(encoding)
        except (LookupError, UnicodeDecodeError):  # an unknown or a false declaration
            continue
        # the first are the default of servers that never asked themselves
        if encoding in ("iso8859-1", "cp1252", "ascii", "utf-8") or text.count("<") < body.count(
            b"<"
        ):
            continue
        yield encoding, where


def _by_words(body: bytes, names: Iterable[str], favoured: Container[str] = ()) -> str:
    """The encoding that yields the most common Arabic words and the least rubbish."""
    # a wrong code page yields letters too, but neither common words nor words of usual length
    points = {
        name: _score(body[:MAX_EVIDENCE_BYTES].decode(name, "replace"))
        + (_DECLARED_POINTS if name in favoured else 0)
        for name in names
    }
    return max(points, key=lambda name: points[name])


def _score(text: str) -> int:
    """The likeness of a text to written Arabic or French, in points; higher is likelier."""
    found = [word for word in _WORD.findall(text) if not word.isascii()]
    arabic = [word for word in found if _ARABIC_WORD.search(word)]
    points = sum(2 for word in arabic if _ARTICLE.fullmatch(word))
    points += 5 * sum(word in _COMMON for word in arabic)
    # one word of two scripts is two letters of another encoding
    points -= 5 * sum(bool(_LATIN_LETTER.search(word)) for word in arabic)
    points -= sum(len(word) > 15 for word in arabic)
    odd = text.count("\ufffd") + sum("\x80" <= char < "\xa0" for char in text)
    return points + len(_FRENCH.findall(text)) // 2 - 10 * odd


def _control_share(text: str) -> float:
    """The share of control characters in a text's first part."""
    sample = text[:20_000]
    found = sample.encode("utf-8", "replace")
    controls = len(found) - len(found.translate(None, _CONTROLS))
    return controls / max(len(sample), 1)


def _unmangled(decoded: Decoded) -> Decoded:
    """The page without mojibake, where it can be undone."""
    text, number = unmangled(decoded.text)
    if not number:
        return decoded
    return Decoded(
        text, decoded.encoding, f"{decoded.evidence}, {number} double-encoded texts undone"
    )
