"""Markdown of a data set's card: texts of others in it are text and never markup."""

import re
from collections.abc import Iterable, Sequence

from crawler.json_with_invisibles_escaped import ESCAPED

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|#]")


def plain(text: str) -> str:
    """A text in one line of Markdown, in which nothing of it is markup."""
    return _SPECIAL.sub(r"\\\g<0>", " ".join(seen(text).split()))


def seen(text: str) -> str:
    """A text without what nobody sees."""
    return ESCAPED.sub("", text).replace("\x00", "")


def printed(number: int) -> str:
    """A whole number as it is printed: ``16,401``."""
    return f"{number:,}"


def as_code(text: str) -> str:
    """A text as code within a table."""
    return f"`{seen(text).replace('`', chr(39)).replace('|', chr(92) + '|')}`"


def table_lines(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table."""
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]
