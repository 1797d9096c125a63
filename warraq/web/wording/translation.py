"""The languages of the page: Arabic first, French and English by a switch (gettext catalogues)."""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from starlette.requests import Request

from storage.errors import Translatable

LANGUAGES = {"ar": "العربية", "fr": "Français", "en": "English"}
"""Code -> the language's own name. English is what the catalogues translate from."""
PLURAL_FORMS = {"ar": ("zero", "one", "two", "few", "many", "other"), "fr": ("one", "other")}
"""Code -> the forms of a counted noun, in the order in which its catalogue has them."""
ISOLATE, LEFT_TO_RIGHT, POP = "\u2068", "\u2066", "\u2069"
"""Unicode's marks around what keeps a direction of its own (FSI, LRI, PDI)."""
NARROW = "\u202f"
"""The space before a French percent sign, at which no line breaks."""
_CODE = re.compile(r"--(?:[a-z-]+|\{\w+\})|(?:[a-z]+|\{option\})=|[a-z_]+_\*|[A-Z]+/\{\w+\}")
"""What is typed as it stands, with marks at its ends that Arabic words beside it would turn:
``--since`` to ``since--``."""
_LOCALE = Path(__file__).parents[1] / "locale"


@dataclass(frozen=True, slots=True)
class Language:
    """The language of one answer."""

    code: str
    catalogues: tuple[Path, ...] = (_LOCALE,)
    """Folders of catalogues; the first that has a text says it."""

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return "rtl" if self.code == "ar" else "ltr"

    @property
    def colon(self) -> str:
        """A colon with what stands before and behind it: French has a space on both sides."""
        return "\u00a0: " if self.code == "fr" else ": "

    @property
    def comma(self) -> str:
        """A comma of this script and the space behind it."""
        return "، " if self.code == "ar" else ", "

    @property
    def semicolon(self) -> str:
        """A semicolon with what stands before and behind it, as with the colon."""
        return {"ar": "؛ ", "fr": "\u00a0; "}.get(self.code, "; ")

    def __call__(self, text: str, **values: object) -> str:
        """A text of ours in this language, its ``{places}`` filled in.

        A day between Arabic words would be turned to 28-11-2026: what is filled in is isolated.
        """
        there = (_catalogue(self.code, folder).get(text) for folder in self.catalogues)
        said = next(filter(None, there), text)
        if self.direction == "rtl":
            said = _CODE.sub(f"{LEFT_TO_RIGHT}\\g<0>{POP}", said)
            values = {name: f"{ISOLATE}{value}{POP}" for name, value in values.items()}
        return said.format(**values) if values else said

    def refusal(self, error: Translatable) -> str:
        """An error of ours in this language; what somebody typed stands before it as it is."""
        said = self(error.said, **error.values)
        before = f"{ISOLATE}{error.before}{POP}" if self.direction == "rtl" else error.before
        return f"{before}{self.colon}{said}" if error.before else said

    def counted(self, number: int, one: str, many: str) -> str:
        """``1 article`` or ``12 articles``; ``مقالان`` and ``12 مقالا`` in Arabic."""
        there = (_plurals(self.code, folder).get(one) for folder in self.catalogues)
        forms = next(filter(None, there), (one if number == 1 else many,))
        tag = _plural_form(number, self.code)
        order = PLURAL_FORMS.get(self.code, ())
        said = forms[order.index(tag)] if len(forms) > 1 and tag in order else forms[-1]
        return said.format(n=self.number(number))

    def number(self, number: float) -> str:
        """A whole number as it is written: ``16,401``, in French ``16 401``, where a comma is the
        point of decimals."""
        return _decimal(number, self.code)

    def percent(self, share: float, decimals: int = 1) -> str:
        """A share of 0 to 1: ``91.7%``, ``91,7 %``; less than all is never ``100.0%``."""
        digits = f"0.{'0' * decimals}" if decimals else "0"
        sign = f"{NARROW}%" if self.code == "fr" else "%"
        return format_percent(min(share, 0.999) if share < 1 else 1, digits + sign, self.code)


@functools.lru_cache(65_536)
def _decimal(number: float, code: str) -> str:
    return format_decimal(number, "#,##0", code)  # a page has some two hundred of them


@functools.lru_cache(65_536)
def _plural_form(number: int, code: str) -> str:
    return str(Locale(code).plural_form(number))


@functools.cache
def _catalogue(code: str, folder: Path) -> dict[str, str]:
    return {str(one.id): str(one.string) for one in _messages(code, folder) if not one.pluralizable}


@functools.cache
def _plurals(code: str, folder: Path) -> dict[str, tuple[str, ...]]:
    """The singular in English -> the forms of a counted noun."""
    return {
        one.id[0]: tuple(one.string or ()) for one in _messages(code, folder) if one.pluralizable
    }


def _messages(code: str, folder: Path) -> list[Message]:
    file = folder / f"{code}.po"
    if not file.is_file():
        return []
    with file.open("rb") as source:
        return [message for message in read_po(source) if message.id]


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
