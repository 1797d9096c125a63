"""The languages of the page: Arabic first, French and English by a switch (gettext catalogues)."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import read_po
from starlette.requests import Request

LANGUAGES = {"ar": "العربية", "fr": "Français", "en": "English"}
"""Code -> the language's own name. English is what the catalogues translate from."""
_LOCALE = Path(__file__).with_name("locale")


@dataclass(frozen=True, slots=True)
class Language:
    """The language of one answer."""

    code: str

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return "rtl" if self.code == "ar" else "ltr"

    def __call__(self, text: str, **values: object) -> str:
        """A text of ours in this language, its ``{places}`` filled in."""
        said = _catalogue(self.code).get(text) or text
        return said.format(**values) if values else said

    def counted(self, number: int, one: str, many: str) -> str:
        """``1 article`` or ``12 articles``."""
        return self(one if number == 1 else many, n=f"{number:,}")


@functools.cache
def _catalogue(code: str) -> dict[str, str]:
    file = _LOCALE / f"{code}.po"
    if not file.is_file():
        return {}
    with file.open("rb") as source:
        return {str(message.id): str(message.string) for message in read_po(source) if message.id}


def language_of(request: Request) -> Language:
    """The language that the address names, else the first known one that the browser asks for."""
    asked = request.query_params.get("lang", "")
    if asked in LANGUAGES:
        return Language(asked)
    return Language(next(iter(_wanted(request.headers.get("accept-language", ""))), "ar"))


def _wanted(header: str) -> Sequence[str]:
    """The known languages of an Accept-Language header; without one ours is Arabic."""
    codes = (part.partition(";")[0].strip()[:2].lower() for part in header.split(","))
    return [code for code in codes if code in LANGUAGES]
