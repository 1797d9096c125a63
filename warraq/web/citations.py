"""Citations of an article: plain Arabic and French, BibTeX, RIS, CSL-JSON."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from crawler.json_with_invisibles_escaped import UNSEEN, json_text
from storage import times
from storage.article_uid import known_as

_SPECIAL = re.compile(r"([{}%&#$_\\~^])")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]+")
_NO_KEY = re.compile(r"[^A-Za-z0-9]+")

ARABIC_MONTHS = ("يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر",
                 "أكتوبر", "نونبر", "دجنبر")  # fmt: skip
"""As they are written in Morocco."""
FRENCH_MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
                 "septembre", "octobre", "novembre", "décembre")  # fmt: skip


def uid_path(uid: str) -> str:
    """The path at which the page of every archive that holds an article leads to it."""
    return f"/id/{quote(uid, safe=':/')}"


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation says of an article."""

    uid: str
    outlet: str
    headline: str
    byline: str | None
    url: str
    published_at: str | None
    fetched_at: str
    text_hash: str

    @classmethod
    def of(cls, row: Mapping[str, object], outlet: str) -> "Citation":
        """The citation of an article's row; ``outlet``: its name for people."""
        names = ("headline", "byline", "url", "published_at", "fetched_at", "text_hash")
        return cls(known_as(row), outlet, **{name: row[name] for name in names})  # type: ignore[arg-type]

    @property
    def published(self) -> str:
        """The day of publication in Casablanca; empty where it is unknown."""
        return times.day(self.published_at) if self.published_at else ""

    @property
    def kept(self) -> str:
        """The day on which this version was fetched."""
        return times.day(self.fetched_at)

    @property
    def key(self) -> str:
        """The name of the entry in a reader's own file: letters, digits and hyphens."""
        if "://" not in self.uid:
            return _NO_KEY.sub("-", self.uid)
        outlet = self.uid.partition(":")[0]
        return f"{_NO_KEY.sub('-', outlet)}-{hashlib.sha256(self.uid.encode()).hexdigest()[:12]}"

    @property
    def _called(self) -> str | None:
        """The uid, unless outlet and address, which stand there, say the same."""
        return None if self.uid.endswith(f":{self.url}") else self.uid

    def arabic(self) -> str:
        """As an Arabic bibliography has it."""
        return "، ".join(self.arabic_parts()) + "."

    def arabic_parts(self) -> list[str]:
        """The parts of it: each keeps its direction where they stand beside each other."""
        day = _in_words(self.published, ARABIC_MONTHS) or "بلا تاريخ"
        kept = _in_words(self.kept, ARABIC_MONTHS)
        parts = (self.byline, f"«{self.headline}»", self.outlet, day,
                 self.url, f"حفظه ورّاق يوم {kept}", self._called)  # fmt: skip
        return [part for part in parts if part]

    def french(self) -> str:
        """As a French bibliography has it."""
        return ", ".join(self.french_parts()) + "."

    def french_parts(self) -> list[str]:
        """The parts of it."""
        day = _in_words(self.published, FRENCH_MONTHS) or "s. d."
        kept = _in_words(self.kept, FRENCH_MONTHS)
        parts = (self.byline, f"« {self.headline} »", self.outlet, day,
                 self.url, f"conservé par Warraq le {kept}", self._called)  # fmt: skip
        return [part for part in parts if part]

    @property
    def _note(self) -> str:
        return f"Warraq, {self.uid}, {self.text_hash}"

    def bibtex(self) -> str:
        """A BibTeX entry."""
        values = {
            "title": self.headline, "author": self.byline, "journal": self.outlet,
            # BibTeX itself knows no date
            "date": self.published, "year": self.published[:4], "url": self.url,
            "urldate": self.kept, "note": self._note,
        }  # fmt: skip
        lines = [
            f"  {name} = {{{_SPECIAL.sub(_escaped, _printed(value))}}}"
            for name, value in values.items() if value
        ]  # fmt: skip
        return f"@article{{{self.key},\n" + ",\n".join(lines) + "\n}\n"

    def ris(self) -> str:
        """A RIS record."""
        values = (
            ("TY", "NEWS"), ("TI", self.headline), ("AU", self.byline), ("T2", self.outlet),
            ("PY", self.published[:4]), ("DA", self.published.replace("-", "/")),
            ("UR", self.url),
            ("Y2", self.kept.replace("-", "/")),
            ("N1", self._note),
        )  # fmt: skip
        lines = [
            f"{name}  - {' '.join(_printed(value).split())}" for name, value in values if value
        ]
        return "\r\n".join([*lines, "ER  - ", ""])

    def csl(self) -> str:
        """A CSL-JSON item."""
        item: dict[str, object] = {
            "id": self.key, "type": "article-newspaper", "title": self.headline,
            "container-title": self.outlet, "URL": self.url, "accessed": _parts(self.kept),
            "note": self._note,
        }  # fmt: skip
        if self.byline:
            item["author"] = [{"literal": self.byline}]
        if self.published:
            item["issued"] = _parts(self.published)
        return json_text([item], indent=2)


def _printed(value: str) -> str:
    """A value without controls, which end TeX, and without what turns letters or is not seen."""
    return UNSEEN.sub("", _CONTROLS.sub(" ", value))


def _in_words(day: str, months: Sequence[str]) -> str:
    """``20 نونبر 2026``: digits with hyphens would be turned round between Arabic words."""
    year, _, rest = day.partition("-")
    return f"{int(rest[3:])} {months[int(rest[:2]) - 1]} {int(year)}" if day else ""


def _parts(day: str) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in day.split("-")]]}


def _escaped(found: re.Match[str]) -> str:
    return {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}.get(
        found[1], rf"\{found[1]}"
    )
