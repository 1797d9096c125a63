"""Numbers of identity cards: one or two letters and four to seven digits, as ``AB123456``.

Only behind words that name the card. The form alone is a flight's, an aircraft's, a product's or a
frequency's: of 33 places of this form in 9 million characters of press texts none was a card's.
"""

import re

from storage.dataset.masks.digits_and_preceding_text import DIGITS, before

_LETTERS = (
    rf"(?:[A-Z]{{1,2}}[ .\-](?=[{DIGITS}]{{5}})|[A-Z]{{1,2}}|[a-z]{{1,2}}(?=[{DIGITS}]{{5}}))"
)
_NUMBER = re.compile(
    rf"(?<![A-Za-z{DIGITS}]){_LETTERS}?([{DIGITS}]{{4,9}})(?:[A-Z]{{1,2}})?(?![A-Za-z{DIGITS}])"
)
_CARD = re.compile(
    r"بطاق(?:ة|ته|تها|تهم|تي|ات|اتهم)\s+(?:ال)?(?:وطني|تعريف|هوي|شخصي)"
    r"|رقم(?:ها|ه)?\s+(?:ال)?بطاق(?:ة|ته|تها)|بطاق(?:ة|ته|تها)\s+رقم"
    r"|رقم\s+التعريف\s+الوطني|\bب[.\s]\s?ت[.\s]\s?و\b"
    r"|(?<![A-Za-z])(?:C\.?I\.?N(?:\.?E)?|C\.?N\.?I(?:\.?E)?)(?![A-Za-z])"
    r"|cartes?\s+(?:nationales?|d[’']identit[eé])|identity\s+card|national\s+ID\b",
    re.IGNORECASE,
)
_HINTS = (
    "بطاق", "رقم التعريف", "CIN", "CNI", "cin", "cni", "C.I", "C.N", "arte", "ARTE", "dentity",
    "ational ID", "ب.ت", "ب ت",
)  # fmt: skip
"""One of them is in every such text; looking for these first takes a fifth of the time."""
_REACH = 70
"""Characters between such words and a number of theirs at the most; they stand in one line."""
_LABEL = re.compile(r"(?:رقمها|رقمه|رقم|عدد|n[°ºo]\.?|num[eé]ro|number|:)[\s:]*$", re.IGNORECASE)
"""What must stand before digits alone, as cards of other countries have them."""


def identity_spans(text: str) -> list[tuple[int, int]]:
    """Where identity numbers stand, in order and apart."""
    if not any(hint in text for hint in _HINTS):
        return []
    return [one.span() for one in _NUMBER.finditer(text) if _is_of_a_card(text, one)]


def _is_of_a_card(text: str, found: re.Match[str]) -> bool:
    digits = len(found[1])
    if digits == len(found[0]):
        if digits < 6 or not _LABEL.search(before(text, found.start(), 12)):
            return False
    elif digits > 7:
        return False
    return bool(_CARD.search(before(text, found.start(), _REACH)))
