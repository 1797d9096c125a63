"""In which words the archive notes what happened to an article, and how they are taken apart again.

Rows hold whole sentences, those of earlier Warraqs among them; a page says them in its reader's
language. Whoever writes one takes it from here.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from crawler.errors import GONE_REASONS

SEEN_TWICE = "first seen so at {at}, again at {again}"
GONE_SINCE = "it was gone since {at}"
NOT_LIKE = "its text is no longer like article {number}"
ALSO_AT = "also at {address}"
AHEAD = "by a clock that was ahead"
"""What is said of a time that lies behind that of what came after."""
SENTENCES = (*GONE_REASONS, SEEN_TWICE, GONE_SINCE, NOT_LIKE, ALSO_AT)
_PLACE = re.compile(r"\\{(\w+)\\}")

Told = tuple[str, Mapping[str, str]]
"""A sentence with its ``{places}``, and what fills them."""


def found_gone(reason: str, at: str, again: str) -> str:
    """Why an article is taken for gone, and when it was seen so."""
    return f"{reason}; {SEEN_TWICE.format(at=at, again=again)}"


def taken_apart(detail: str) -> list[str | Told]:
    """What the detail of an event consists of: sentences of ours, and whatever else it says."""
    detail = detail.removesuffix(f"({AHEAD})").rstrip()
    reason, between, times = detail.rpartition("; ")
    if between and isinstance(sentence_of(times, SENTENCES), tuple):
        return [sentence_of(one, SENTENCES) for one in (reason, times)]
    return [sentence_of(detail, SENTENCES)] if detail else []


def sentence_of(text: str, sentences: Iterable[str]) -> str | Told:
    """The sentence that a text is, with what fills its places; else the text itself."""
    for sentence in sentences:
        if found := _pattern(sentence).fullmatch(text):
            return sentence, found.groupdict()
    return text


@cache
def _pattern(sentence: str) -> re.Pattern[str]:
    return re.compile(_PLACE.sub(r"(?P<\1>.+?)", re.escape(sentence)), re.DOTALL)
