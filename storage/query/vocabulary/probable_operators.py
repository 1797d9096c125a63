"""What of a query may have been meant otherwise than it is read. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from storage.query.vocabulary.operators import field_of

_PIECES = re.compile(r"\"[^\"]*\"?|[“„][^”“]*[”“]?|«[^»]*»?|[^\s()\"“”„«»]+")
_WORD = re.compile(r"\w")
_LOWER = {
    "or": "OR", "and": "AND", "not": "NOT", "near": "NEAR/5", "ou": "OU", "et": "ET",
    "sauf": "SAUF",
}  # fmt: skip
_ARABIC = {"قرب": "قرب/5", "بدون": "بدون:", "دون": "دون:"}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A piece of a query that was read as a plain word, and what to write for the operator."""

    word: str
    write: str
    usual: bool = True
    """Whether people write so and mean just that: worth a word where nothing is found."""


def doubts(text: str) -> Iterator[Doubt]:
    """Operators in small letters or without their number, a minus with a space behind it.

    And a field with more words behind it: it holds for the first of them alone.
    """
    pieces = [match[0] for match in _PIECES.finditer(text)]
    for at, piece in enumerate(pieces):
        following = pieces[at + 1] if at + 1 < len(pieces) else ""
        between = at > 0 and _WORD.search(following)  # an operator stands between two words
        lower = _LOWER.get(piece) or _LOWER.get(piece.lower()) if not piece.isupper() else None
        if between and lower:
            yield Doubt(piece, lower, usual=False)
        elif between and piece in _ARABIC:
            yield Doubt(piece, _ARABIC[piece])
        elif piece in "-−–" and _WORD.match(following):
            yield Doubt(piece, f"-{following}")
        field, colon, word = piece.partition(":")
        if colon and word and field_of(field.lstrip("-")) and _WORD.match(following):
            if following.isupper() or ":" in following or "/" in following:
                continue
            yield Doubt(piece, f'{field}:"{word} {following}"')
