"""What an outlet says to a request, and the small sums behind it."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """What an outlet says to a request, before the wire adds its habits."""

    body: str | bytes
    content_type: str = "text/html"
    status: int = 200
    changed_at: datetime | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


def moved(address: str, status: int = 301) -> Answer:
    """A redirect."""
    return Answer("", status=status, headers={"Location": address})


def digest(text: str) -> str:
    """A stable number for a text, as hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def slug_words(headline: str) -> list[str]:
    """The words of a headline without vowel marks and tatweel, for an address."""
    return re.findall(r"[^\W_]+", re.sub("[\u0640\u064b-\u0652]", "", headline))


def page_count(things: int, size: int) -> int:
    """How many pages hold a number of things; at least one."""
    return max(1, -(-things // size))


def latest(moments: Iterable[datetime]) -> datetime | None:
    """The newest of some moments."""
    return max(moments, default=None)
