"""Marks of what was found: carried from the folded text back to the original, and cut to a line."""

import re

from crawler.arabic import token_pattern

MARK_OPEN, MARK_CLOSE = "\x01", "\x02"
"""Control characters, which no printed text holds."""


def transfer_marks(original: str, marked: str) -> str:
    """The original text with the marks of the highlighted folded one.

    Folding maps each token to one token: the n-th of one is the n-th of the other. In a text that
    holds these controls itself nothing is marked: nobody could tell whose they are.
    """
    if (bare := unmarked(original)) != original:
        return bare
    spans = [(match.start(), match.end()) for match in token_pattern().finditer(original)]
    parts, at, token, begins = list[str](), 0, 0, 0
    for match in re.finditer(f"{MARK_OPEN}|{MARK_CLOSE}|{token_pattern().pattern}", marked):
        if match.group() == MARK_OPEN:
            begins = token
        elif match.group() == MARK_CLOSE:
            start, end = spans[begins][0], spans[token - 1][1]
            parts += [original[at:start], MARK_OPEN, original[start:end], MARK_CLOSE]
            at = end
        else:
            token += 1
    return "".join([*parts, original[at:]])


def unmarked(text: str) -> str:
    """A kept text as it may stand among marked ones: it marks nothing, whatever it holds."""
    return text.replace(MARK_OPEN, "\ufffd").replace(MARK_CLOSE, "\ufffd")


def snippet(marked: str, width: int = 220) -> str:
    """The part of a marked text with the most marks, on one line, cut at words.

    ``width`` is in characters.
    """
    text = re.sub(r"\s+", " ", marked)
    places = [match.start() for match in re.finditer(MARK_OPEN, text)]
    best = max(places, key=lambda p: sum(p <= q < p + width for q in places), default=0)
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
