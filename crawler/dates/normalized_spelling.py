"""Normalised spelling for dates, with the offsets that lead back to the text as printed."""

import functools
import re
import unicodedata
from dataclasses import dataclass

LETTER = r"[^\W\d_]"
"""One letter of any script, as a regular expression."""

_SAME: dict[str, str] = dict(
    zip(
        "أإآٱىةؤئیکە،؛’‘–—−\u2010\u2011\xa0\u2009\u202fᵉʳ", "اااايهوييكه,;''-----   er", strict=True
    )
)
_SAME |= {chr(zero + n): str(n) for zero in (0x0660, 0x06F0) for n in range(10)}
_SAME |= {chr(n): chr(n).lower() for n in range(ord("A"), ord("Z") + 1)}
_SAME |= {
    char: unicodedata.normalize("NFD", char)[0].lower()
    for char in "ÀÁÂÇÈÉÊËÍÎÏÑÓÔÙÚÛÜàáâçèéêëíîïñóôùúûü"
}
# emphatic letters, which spellings of Amazigh write or leave out: ⴽⵟⵓⴱⵕ is ⴽⵜⵓⴱⵔ, kṭubr ktubr
_SAME |= dict(zip("ⴹⵟⵕⵚⵥḌḍṬṭṚṛṢṣẒẓḤḥƔ", "ⴷⵜⵔⵙⵣddttrrsszzhhɣ", strict=True))
_TABLE = str.maketrans(_SAME)
# tatweel, harakat and whatever else is folded letter by letter
_RARE = re.compile("[^" + re.escape("".join(_SAME)) + r"\t-\r -~ء-غف-ي«»·©•…|]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in one spelling; ``origin`` leads from its characters to those of the printed text."""

    text: str
    printed: str
    origin: list[int] | None

    def as_printed(self, start: int, end: int) -> str:
        """The printed string that ``text[start:end]`` was folded from, marks behind it included."""
        if self.origin is not None:
            last = self.origin[end - 1] + 1
            marks = self.origin[end] if end < len(self.origin) else len(self.printed)
            start, end = self.origin[start], max(last, marks)
        return self.printed[start:end].strip()


def fold_spelling(text: str) -> Folded:
    """The text without differences of hamza, harakat, digits: ``أُكتوبر ٢٠`` is ``اكتوبر 20``."""
    if not _RARE.search(text):  # one character each: a table does it, offsets stay as they are
        return Folded(text.translate(_TABLE), text, None)
    letters = [(letter, at) for at, char in enumerate(text) for letter in _fold_one(char)]
    return Folded("".join(letter for letter, _ in letters), text, [at for _, at in letters])


@functools.lru_cache(maxsize=4096)
def _fold_one(char: str) -> str:
    """One character folded: nothing for marks and invisible ones, several for a ligature."""
    if char in _SAME:
        return _SAME[char]
    if char == "ـ" or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return ""
    if "\ufb50" <= char <= "\ufeff" or "\uff01" <= char <= "\uff5e":  # drawn forms, wide forms
        char = unicodedata.normalize("NFKC", char)
    folded = "".join(_SAME.get(letter, letter.lower()) for letter in char)
    return "".join(c for c in folded if c != "ـ" and unicodedata.category(c) not in ("Mn", "Me"))
