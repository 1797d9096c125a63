"""``Request``: what a data set is asked to hold; the manifest keeps it, to make it again."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from fractions import Fraction
from typing import Any

from storage.dataset.splits import Shares
from storage.dataset.tables.articles import Told, field_names
from storage.export.columns import TEXTS, Text
from storage.query.filters import Filters

SPLIT_BY = ("story", "time")
_FOUND = ("cuts", "lot", "expression")
"""What nobody asks for: a data set that is made again has it from its first making."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A choice of articles, how much of each, and how they are dealt out."""

    text: Text
    query: str | None = None
    """Words in the language of search; ``None``: all articles."""
    expression: str | None = None
    """What the query meant to the search index; ``None``: to be worked out."""
    exact: bool = False
    filters: Filters = field(default_factory=Filters)
    one_per_story: bool = False
    versions: bool = False
    """Whether former versions come with their texts."""
    fields: tuple[str, ...] = ()
    """Columns of articles; none: all."""
    sample: int | None = None
    seed: int = 0
    lot: int | None = None
    """The highest lot that was drawn: where it is known, who was withdrawn has no successor."""
    splits: Shares = field(default_factory=dict)
    """Shares by split, in their order; none: all is ``train``."""
    split_by: str = "story"
    """``story`` or ``time``."""
    cuts: Mapping[str, date] = field(default_factory=dict)
    """By time: the first day of each split but the first, as they were; none: to be found."""
    bylines: bool = False
    """Whether authors' names are in it."""
    masked: bool = True
    """Whether telephone numbers, addresses of mail and the like are masked."""
    name: str = "moroccan-press"
    title: str | None = None
    version: str = "1.0.0"
    creators: tuple[str, ...] = ()

    @property
    def told(self) -> Told:
        """How much of texts and people is told."""
        return Told(self.text, self.bylines, self.masked)

    def as_mapping(self) -> dict[str, Any]:
        """Its values as JSON has them; what is not asked for is left out."""
        found = {one.name: getattr(self, one.name) for one in fields(self)
                 if one.name not in _FOUND}  # fmt: skip
        found["filters"] = {
            one.name: _plain(getattr(self.filters, one.name)) for one in fields(self.filters)
            if getattr(self.filters, one.name)
        }  # fmt: skip
        found = {name: _plain(value) for name, value in found.items()}
        return {name: value for name, value in found.items() if value not in (None, [], {})}

    @classmethod
    def from_mapping(cls, found: Mapping[str, Any]) -> "Request":
        """The request of a manifest. Raises ``TypeError`` and ``ValueError`` for what is none."""
        chosen = dict(found.get("filters", {}))
        for name in ("since", "until", "captured_since", "captured_until"):
            if name in chosen:
                chosen[name] = date.fromisoformat(chosen[name])
        for name in ("outlets", "kinds"):
            chosen[name] = tuple(chosen.get(name, ()))
        given = {
            **found, "filters": Filters(**chosen),
            "splits": {name: Fraction(one) for name, one in found.get("splits", {}).items()},
            "cuts": {name: date.fromisoformat(one) for name, one in found.get("cuts", {}).items()},
            "fields": tuple(found.get("fields", ())), "creators": tuple(found.get("creators", ())),
        }  # fmt: skip
        asked = cls(**given)
        if (
            asked.text not in TEXTS or asked.split_by not in SPLIT_BY
            or not {*asked.fields} <= {*field_names()} or not isinstance(asked.seed, int)
            or not (asked.sample is None or isinstance(asked.sample, int) and asked.sample > 0)
            or not all(isinstance(one, str) for one in (asked.name, asked.version, *asked.creators))
        ):  # fmt: skip
            raise ValueError("what is asked for is nothing that can be asked for")
        return asked

    def command(self, as_of: str) -> str:
        """What makes it again, for a shell."""
        chosen = self.filters
        given: list[tuple[str, object]] = [
            ("--as-of", as_of), *(("--outlet", one) for one in chosen.outlets),
            ("--since", chosen.since), ("--until", chosen.until), ("--language", chosen.language),
            ("--section", chosen.section), ("--captured-since", chosen.captured_since),
            ("--captured-until", chosen.captured_until),
            *(("--kind", one) for one in chosen.kinds), ("--text", self.text),
            ("--fields", ",".join(self.fields)), ("--sample", self.sample),
            ("--seed", self.seed or None),
            ("--split", ",".join(f"{name}={share}" for name, share in self.splits.items())),
            ("--split-by", self.split_by if self.splits else None), ("--name", self.name),
            ("--title", self.title), ("--release", self.version),
            *(("--creator", one) for one in self.creators),
        ]  # fmt: skip
        flags = {
            "--exact": self.exact, "--one-per-story": self.one_per_story,
            "--versions": self.versions, "--bylines": self.bylines, "--unmasked": not self.masked,
        }  # fmt: skip
        words = ["warraq", "dataset", "DIR"]
        for option, value in given:
            words += [option, shlex.quote(str(value))] if value not in (None, "") else []
        words += [flag for flag, wanted in flags.items() if wanted]
        return " ".join(words + (["--", shlex.quote(self.query)] if self.query else []))

    def in_words(self) -> str:
        """The choice for people; empty: all articles."""
        parts = [f"found by `{self.query}`" + (", spelled just so" if self.exact else "")
                 if self.query else ""]  # fmt: skip
        parts.append(self.filters.in_words())
        parts.append("one article per story" if self.one_per_story else "")
        if self.sample is not None:
            parts.append(f"a random sample of {self.sample} (seed {self.seed})")
        return "; ".join(filter(None, parts))


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [*value]
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, Fraction):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value
