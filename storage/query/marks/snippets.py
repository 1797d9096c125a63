"""Marks of what was found: carried from the folded text back to the original, and cut to a line."""

import re
from bisect import bisect_left
from collections.abc import Iterable

from crawler.arabic import token_pattern

MARK_OPEN, MARK_CLOSE = "\x01", "\x02"
"""Control characters, which no printed text holds."""


def transfer_marks(original: str, marked: str) -> str:
    """The original text with the marks of the highlighted folded one.

    Folding maps each token to one token: the n-th of one is the n-th of the other.
    """
    if (bare := unmarked(original)) != original:
        return bare  # not every mark of the folded text is of a found word
    spans = [(match.start(), match.end()) for match in token_pattern().finditer(original)]
    found, token, begins = list[tuple[int, int]](), 0, 0
    for match in re.finditer(f"{MARK_OPEN}|{MARK_CLOSE}|{token_pattern().pattern}", marked):
        if match.group() == MARK_OPEN:
            begins = token
        elif match.group() == MARK_CLOSE:
            found.append((spans[begins][0], spans[token - 1][1]))
        else:
            token += 1
    return with_marks(original, found)


def with_marks(text: str, places: Iterable[tuple[int, int]]) -> str:
    """A kept text with marks around places, given in order; those that overlap are one.

    In a text that holds these controls itself nothing is marked: nobody could tell whose they are.
    """
    if (bare := unmarked(text)) != text:
        return bare
    joined = list[tuple[int, int]]()
    for begin, end in places:
        if joined and begin < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((begin, end))
    parts, at = list[str](), 0
    for begin, end in joined:
        parts += [text[at:begin], MARK_OPEN, text[begin:end], MARK_CLOSE]
        at = end
    return "".join([*parts, text[at:]])


def unmarked(text: str) -> str:
    """A kept text as it may stand among marked ones: it marks nothing, whatever it holds."""
    return text.replace(MARK_OPEN, "\ufffd").replace(MARK_CLOSE, "\ufffd")


def snippet(marked: str, width: int = 220) -> str:
    """The part of a marked text with the most marks, on one line, cut at words.

    ``width`` is in characters.
    """
    text = re.sub(r"\s+", " ", marked)
    places = [match.start() for match in re.finditer(MARK_OPEN, text)]
    # counted by their order: a word may stand thousands of times in one text
    ahead = [bisect_left(places, place + width) - number for number, place in enumerate(places)]
    best = places[ahead.index(max(ahead))] if places else 0
    start = 0 if best < width // 3 else text.rfind(" ", 0, best - width // 4) + 1
    end = len(text) if start + width >= len(text) else text.rfind(" ", 0, start + width)
    end = end if end > best else len(text)
    cut = text[start:end]
    first = re.search(f"{MARK_OPEN}|{MARK_CLOSE}", cut)
    if first and first.group() == MARK_CLOSE:  # it begins inside a marked phrase
        cut = MARK_OPEN + cut
    if cut.rfind(MARK_OPEN) > cut.rfind(MARK_CLOSE):  # cut inside a marked phrase
        cut += MARK_CLOSE
    return ("… " if start else "") + cut + (" …" if end < len(text) else "")


def marked_lines(marked: str) -> list[str]:
    """The lines of a marked text; a phrase that goes on in the next one is marked in both."""
    lines, begins = list[str](), ""
    for line in marked.split("\n"):
        text = begins + line
        begins = MARK_OPEN if text.rfind(MARK_OPEN) > text.rfind(MARK_CLOSE) else ""
        lines.append(text + (MARK_CLOSE if begins else ""))
    return lines


def without_marks(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """A marked text without its marks, and where each begins and ends in it, in characters."""
    spans, parts, at, begins = list[tuple[int, int]](), list[str](), 0, 0
    for piece in re.split(f"([{MARK_OPEN}{MARK_CLOSE}])", marked):
        if piece == MARK_OPEN:
            begins = at
        elif piece == MARK_CLOSE:
            spans.append((begins, at))
        else:
            parts.append(piece)
            at += len(piece)
    return "".join(parts), spans
