"""Mojibake: text that was read in a wrong encoding before it was sent, undone where it can be.

``Ø§Ù„Ù…ØºØ±Ø¨`` and ``ط§ظ„ظ…ط؛ط±ط¨`` are المغرب in UTF-8 that was taken for windows-1252 and for
windows-1256; ``ÇáãÛÑÈ`` is windows-1256 that was taken for windows-1252. No text of the press has
such rows of letters and signs. What is undone must give letters without a rest.
"""

import html
import re

_FROM_1252 = {
    ord(bytes([n]).decode("cp1252", "ignore") or chr(n)): chr(n) for n in range(0x80, 0xA0)
}
"""Characters of windows-1252 -> those of latin-1, its gaps included: what browsers encode."""
_TEXT = re.compile(r"(?<![^<>])[\x00-;=?-\x7f]*+[^\x00-\x7f][^<>]*+")
"""What stands between two brackets and is not all ASCII; nothing here can go back."""
_RUN = re.compile(r"[^\x00-\x7f]+")
_ARABIC = re.compile("[\u0621-\u0652\u0670-\u06d3]")
_LETTERS = re.compile(
    "[\u0600-\u06ff]|[À-ÖØ-öø-ÿŒœŸ]|[\u2d30-\u2d7f]|[\u2010-\u2026«»\xa0°]|[😀-🙏]"
)
_RARE = {
    "Ø": ("Ø§", "Ø©", "Ø£"), "Ã": ("Ã",), "€": ("â€",), "\x80": ("â\x80",), "µ": ("âµ",),
    "Â": ("Â\xa0", "Â«", "Â»"), "§": ("ط§",), "Ç": ("Çá", "Çä"),
}  # fmt: skip
"""Characters of mojibake that other pages seldom have, and what they stand in: alef and lam in
every wrong spelling, accents, quotes, Tifinagh. Looked for one by one: ten times as fast."""
_ESCAPED_HINTS = ("&Oslash;&sect;", "&Atilde;&copy;", "\\u00d8\\u00a7", "\\u00c3\\u00a9")
_SIGN = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac™"
)
"""For a class of a pattern: what windows-1252 makes of the second byte of a letter in UTF-8."""
_TELLING = re.compile(f"[ØÙÚÛÃÂâ][{_SIGN}]|[طظ][{_SIGN}پٹچژڈگکڑںھ]|Ç[áä]|[À-ÿ]{{3}}")
_ESCAPED = re.compile(
    r"(?:&(?:[A-Za-z][A-Za-z\d]{1,7}|#\d{3,4}|#x[\da-fA-F]{2,4});){2,}|(?:\\u[\da-f]{4}){2,}"
)
_ESCAPE = re.compile(r"\\u([\da-f]{4})")
MIN_RUNS = 3
"""Runs on a page that are undone one by one; fewer may be an article's examples."""
MAX_TIMES = 3

# one wrong reading of UTF-8 twice over, the other thrice: genuine words have «ظ،» at their end
_MANGLED = f"(?:[{_SIGN}]|[پٹچژڈگکڑںھ،؛؟\u200c\u200d])"
_ACCENTED = "ÇÈÊÌÍÎÏÐÑÓÔÕÖØÙÚÛÝÞßáãäåæìíðñóõö"
# all ways begin in one class, looked back at: a pattern that begins with a choice is slow
_GARBLED = re.compile(
    f"[\ufffdâÃطظعغ{_ACCENTED}](?:(?<=\ufffd)|(?<=[ØÙ])[ØÙ{_SIGN}]|(?<=Ã)[{_SIGN}]"
    f"|(?<=[طظعغ]){_MANGLED}(?:[طظعغ]{_MANGLED}){{2}}|(?<=[طظ])[{_SIGN}][طظ][{_SIGN}]"
    f"|(?<=â)€[{_SIGN}]|(?<=[{_ACCENTED}])[{_ACCENTED}]{{3}})"
)
_LOST = re.compile(r"[^\W\d_]\?[^\W\d_]|^\?{3,}")
"""Letters that became question marks; apart, for a pattern that begins with any letter is slow."""
MAX_GARBLED_WORDS = 0.1
"""Of a text's words; a page that lost the accents of its French has one in six."""


def unmangled(text: str) -> tuple[str, int]:
    """A page without mojibake where it can be undone, and the number of texts that were."""
    done = 0
    for _ in range(MAX_TIMES):
        if not _may_be_mojibake(text):
            break
        text, number = _once(text)
        done += number
        if not number:
            break
    return text, done


def _may_be_mojibake(text: str) -> bool:
    """Whether a page holds a sign of mojibake; asked of every page, so asked in C."""
    if not text.isascii() and any(
        char in text and any(pair in text for pair in pairs) for char, pairs in _RARE.items()
    ):
        return True
    return any(hint in text for hint in _ESCAPED_HINTS)


def garbled_words(text: str) -> int:
    """The number of words that look like mojibake, or lost letters when they were decoded."""
    lost = "???" in text or ("?" in text and _LOST.search(text))
    if not lost and (text.isascii() or not _GARBLED.search(text)):
        return 0
    return sum(_is_garbled(word) and "/" not in word for word in text.split())


def _is_garbled(word: str) -> bool:
    return bool(_GARBLED.search(word) or ("?" in word and _LOST.search(word)))


def _once(text: str) -> tuple[str, int]:
    if "&" in text or "\\u00" in text:
        text, number = _without_escapes(text)
        if number:
            return text, number
    # ال read in the one Arabic encoding or the other: any text of some length has it
    arabic = "iso8859-6" if text.count("Çä") > text.count("Çá") else "cp1256"
    old = arabic if "Çá" in text or "Çä" in text else ""
    texts, runs = list[tuple[int, int, str]](), list[tuple[int, int, str]]()
    for part in _TEXT.finditer(text):
        if not _TELLING.search(part.group()):
            continue
        whole = _undone(part.group(), MIN_RUNS + 1, old)
        if whole is not None:
            texts.append((*part.span(), whole))
            continue
        for run in _RUN.finditer(text, *part.span()):
            made = _undone(run.group(), 1, old)
            if made is not None:
                runs.append((*run.span(), made))
    if len(runs) >= MIN_RUNS or (texts and runs):
        texts = sorted(texts + runs)
    pieces, at = list[str](), 0
    for start, end, made in texts:
        pieces += [text[at:start], made]
        at = end
    return "".join([*pieces, text[at:]]), len(texts)


def _without_escapes(text: str) -> tuple[str, int]:
    """References and escapes that spell mojibake as what they mean; others stay as written."""
    number = 0

    def unescaped(found: re.Match[str]) -> str:
        nonlocal number
        spelled = found.group()
        if spelled[0] == "&":
            plain = html.unescape(spelled)
        else:
            plain = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), spelled)
        # a quote or a bracket among them would be one of JSON's or of a tag's
        made = _undone(plain, 1, "") if min(plain) > "\x7f" else None
        if made is None or min(made) <= "\x7f":
            return spelled
        number += 1
        return made

    return _ESCAPED.sub(unescaped, text), number


def _undone(text: str, least: int, old: str, times: int = MAX_TIMES) -> str | None:
    """A text read anew; ``None`` where that leaves a rest, or gives fewer letters than ``least``.

    ``old``: the encoding of Arabic that may have been taken for windows-1252; empty for none.
    """
    # two letters at least of the latter: «ط،» is one of a list, and a letter of UTF-8
    for read, enough in ((_utf8_as_1252, least), (_utf8_as_1256, max(least, 2))):
        try:
            made = read(text)
        except UnicodeError:  # not this one: something in it was never mangled
            continue
        high = [char for char in made if char > "\x7f"]
        if len(_LETTERS.findall(made)) == len(high) >= enough:
            return made
        if times > 1 and high and (more := _undone(made, least, "", times - 1)) is not None:
            return more
    return _old_as_1252(text, old) if old else None


def _utf8_as_1252(text: str) -> str:
    return text.translate(_FROM_1252).encode("latin-1").decode("utf-8")


def _utf8_as_1256(text: str) -> str:
    return text.encode("cp1256").decode("utf-8")


def _old_as_1252(text: str, old: str) -> str | None:
    """A text of Arabic words; ``None`` for others: the accents of French are letters there, too."""
    try:
        made = text.translate(_FROM_1252).encode("latin-1").decode(old)
    except UnicodeError:  # it holds what no old encoding has
        return None
    runs = _RUN.findall(made)
    letters = sum(len(_ARABIC.findall(run)) for run in runs)
    longest = max((len(run) for run in runs), default=0)
    return made if longest > 2 and 5 * letters >= 4 * sum(map(len, runs)) else None
