"""Pages in more than one encoding: a template in UTF-8 with an include that nobody converted.

A page is read text by text (what stands between two tags): each in UTF-8 where most of its bytes
are, else in an old encoding, Arabic or Latin as its words ask; other bytes become U+FFFD.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

_TEXT = re.compile(r"(?<![^<>])[^<>\udc80-\udcff]*+[\udc80-\udcff][^<>]*+")
"""A text with bytes that are no UTF-8, as ``surrogateescape`` shows them."""
_BAD = re.compile(r"[\udc80-\udcff]")
_RUN = re.compile(r"(?<![^\x00-\x7f])[^\x00-\x7f\udc80-\udcff]*+[\udc80-\udcff][^\x00-\x7f]*+")
_HIGH = re.compile(rb"[\x80-\xff]+")
_BYTE_TEXT = re.compile(rb"(?<![^<>])[^<>\x80-\xff]*+[\x80-\xff][^<>]*+")
_ASCII_LETTER = re.compile(r"[A-Za-z]")
_NO_LETTERS = bytes(byte for byte in range(256) if not chr(byte).isalpha() or byte > 0x7F)
_ARABIC = re.compile(
    "[\u0621-\u0652\u067e\u0686\u0698\u06a9\u06af\u06ba\u06be\u06c1\u06d2،؛؟\u200c-\u200f«»“”‘’–—…•\xa0]+"
)
"""Arabic letters, and the signs of print around them; no § and no ¤, as mojibake has them."""
_PAIR = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
_HALF = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_UTF8_LETTERS = re.compile(rb"(?:[\xd8-\xdb][\x80-\xbf]){2}|\xc3[\x80-\xbf]")
MIN_ARABIC_BYTES = 3
"""So many bytes beyond ASCII in a row are no French: déjà has one, créée two."""
MIN_UTF8_LETTERS = 4
"""Letters of UTF-8 that make a text of an old page an include: two may come about by chance."""


@dataclass(slots=True)
class Repairs:
    """The number of runs of bytes read in an encoding that is not the page's, and of lost ones."""

    read: int = 0
    lost: int = 0


def without_surrogates(body: bytes) -> bytes:
    """UTF-8 whose halves of pairs, as Java writes emoji, are characters, or gone."""
    if b"\xed" not in body:
        return body
    return _HALF.sub(b"", _PAIR.sub(_joined, body))


def _joined(found: re.Match[bytes]) -> bytes:
    halves = found.group().decode("utf-8", "surrogatepass")
    return halves.encode("utf-16", "surrogatepass").decode("utf-16").encode()


def counted(loose: str) -> tuple[int, int]:
    """The characters beyond ASCII that are UTF-8, and the bytes that are none."""
    # without a list of them: each takes 80 bytes, and all of a page may be such
    sound = len(loose.encode("utf-8", "ignore").decode("utf-8"))
    return sound - len(loose.encode("ascii", "ignore")), len(loose) - sound


def bytes_of(loose: str) -> bytes:
    """The bytes that ``surrogateescape`` made a text of."""
    return loose.encode("utf-8", "surrogateescape")


def repaired(loose: str, arabic: str) -> tuple[str, Repairs]:
    """A page in UTF-8 whose other bytes are read in ``arabic`` or windows-1252, or lost."""
    done = Repairs()
    return _TEXT.sub(lambda found: _text(found.group(), arabic, done), loose), done


def with_utf8_includes(body: bytes, encoding: str) -> tuple[str, Repairs]:
    """A page in an old encoding of single bytes whose texts in UTF-8 are read as such."""
    done = Repairs()
    if not _UTF8_LETTERS.search(body):
        return body.decode(encoding, "replace"), done
    pieces, at = list[str](), 0
    for found in _BYTE_TEXT.finditer(body):
        loose = found.group().decode("utf-8", "surrogateescape")
        good, bad = counted(loose)
        if good >= MIN_UTF8_LETTERS and good > 4 * bad and _letters(loose):
            done.read += 1
            pieces += [body[at : found.start()].decode(encoding, "replace")]
            pieces += [_text(loose, encoding, done)]
            at = found.end()
    pieces.append(body[at:].decode(encoding, "replace"))
    return "".join(pieces), done


def _letters(loose: str) -> bool:
    """Whether UTF-8 gives letters of Arabic or of French."""
    high = letters = 0
    for char in loose:
        high += char > "\x7f"
        letters += "\u0600" <= char < "\u0700" or "À" <= char <= "ÿ"
    return 2 * letters > high


def _text(loose: str, arabic: str, done: Repairs) -> str:
    """A text with bytes that are no UTF-8, read."""
    good, bad = counted(loose)
    if bad > good:  # the few that are UTF-8 came about by chance
        raw = bytes_of(loose)
        runs = (run.group() for run in _HIGH.finditer(raw))
        here = any(_as_arabic(run, arabic) for run in runs if len(run) >= MIN_ARABIC_BYTES)
        loose = raw.decode("ascii", "surrogateescape")
    else:
        here = any(
            len(run) >= MIN_ARABIC_BYTES and _as_arabic(run, arabic)
            for run in map(bytes_of, _bad_runs(loose))
        )
    return _RUN.sub(_reader(loose, arabic, done, arabic_here=here), loose)


def _bad_runs(loose: str) -> list[str]:
    """The runs beyond ASCII that are mostly no UTF-8."""
    found = (run.group() for run in _RUN.finditer(loose))
    return [run for run in found if 2 * counted(run)[1] > len(run)]


def _reader(
    loose: str, arabic: str, done: Repairs, *, arabic_here: bool
) -> Callable[["re.Match[str]"], str]:
    """The reader of one run after the other of a text; ``arabic_here``: a telling one is Arabic."""
    latin = _is_latin(loose)  # once: a page without tags is one text of millions of runs

    def read(found: re.Match[str]) -> str:
        run = found.group()
        raw = bytes_of(run)
        beside = (
            loose[max(found.start() - 1, 0) : found.start()] + loose[found.end() : found.end() + 1]
        )
        glued = bool(_ASCII_LETTER.search(beside))
        # a word of UTF-8 that was cut: its other letters tell what it is
        if 2 * counted(run)[1] <= len(run):
            return _lost(run, done)
        if glued and len(raw) < MIN_ARABIC_BYTES:
            text = _as_latin(raw)
        elif arabic_here:
            text = _as_arabic(raw, arabic) or _same_in_both(raw)
        elif len(raw) < MIN_ARABIC_BYTES:
            # à and É stand alone among words of Latin letters
            text = _as_latin(raw) if latin else _same_in_both(raw)
        else:
            text = ""
        if text:
            done.read += 1
            return text
        return _lost(run, done)

    return read


def _lost(run: str, done: Repairs) -> str:
    done.lost += counted(run)[1]
    return _BAD.sub("\ufffd", run)


def _as_arabic(raw: bytes, arabic: str) -> str:
    """Bytes as Arabic letters and the signs among them; empty where they are none."""
    try:
        text = raw.decode(arabic)
    except UnicodeDecodeError:
        return ""
    letters = sum(map(len, _ARABIC.findall(text)))
    return text if 5 * letters >= 4 * len(text) else ""


def _as_latin(raw: bytes) -> str:
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return ""


def _same_in_both(raw: bytes) -> str:
    """Bytes that say the same in Arabic and in Latin pages: quotes, dashes, a fixed space."""
    text = raw.decode("cp1256")
    return text if text == _as_latin(raw) else ""


def _is_latin(loose: str) -> bool:
    """Whether a text is mostly of Latin letters."""
    letters = len(loose.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    return letters > 2 * (len(loose) - len(loose.encode("ascii", "ignore")))
