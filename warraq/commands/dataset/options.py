"""The options of ``warraq dataset``, and the request that they make."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from storage.dataset.request import SPLIT_BY, Request
from storage.dataset.splits import WrongSplit, shares_of
from storage.export.columns import TEXTS, Text
from storage.query.filters import Filters

TextOption = Annotated[
    str | None, typer.Option(help="full, excerpt or none of each text; a folder makes you choose.")
]
SplitOption = Annotated[
    str,
    typer.Option(help="Shares of splits, train=.8,validation=.1,test=.1; default: train alone."),
]
SplitByOption = Annotated[
    str, typer.Option(help="story: by lot, a story stays together; time: test on the latest.")
]
SampleOption = Annotated[
    int | None, typer.Option(min=1, help="So many articles by lot, which --seed draws.")
]
SeedOption = Annotated[int, typer.Option(min=0, help="Of --sample and --split.")]
FieldsOption = Annotated[
    str | None, typer.Option(help="Columns of the articles, with commas; uid is always one.")
]
VersionsOption = Annotated[
    bool, typer.Option("--versions", help="Former versions with their texts, in tables/versions.")
]
BylinesOption = Annotated[
    bool, typer.Option("--bylines", help="Also authors' names, which are else left out.")
]
UnmaskedOption = Annotated[
    bool,
    typer.Option("--unmasked", help="Also phone numbers, e-mail addresses, identity numbers."),
]
NameOption = Annotated[str, typer.Option(help="Its name: Latin letters, digits, - and _.")]
TitleOption = Annotated[str | None, typer.Option(help="Its title, for card and citation.")]
ReleaseOption = Annotated[str, typer.Option(help="Its version: MAJOR.MINOR.PATCH.")]
CreatorOption = Annotated[
    list[str] | None, typer.Option(help="Who answers for it, for the citation; may be repeated.")
]
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,95}")
_RELEASE = re.compile(r"\d{1,9}\.\d{1,9}\.\d{1,9}")


@dataclass(frozen=True, slots=True)
class Asked:
    """The options beside filters and words, as they were given."""

    text: str | None
    split: str
    split_by: str
    sample: int | None
    seed: int
    fields: str | None
    one_per_story: bool
    versions: bool
    bylines: bool
    unmasked: bool
    exact: bool
    name: str
    title: str | None
    release: str
    creators: Sequence[str] | None

    def request(self, words: Sequence[str] | None, filters: Filters, known: list[str]) -> Request:
        """The request that they make; ``known``: all columns. Raises ``typer.BadParameter``."""
        if not _NAME.fullmatch(self.name):
            raise typer.BadParameter(f"--name {self.name}: of Latin letters, digits, -, _ and .")
        if not _RELEASE.fullmatch(self.release):
            raise typer.BadParameter(f"--release {self.release}: write it as 1.0.0")
        if self.split_by not in SPLIT_BY:
            raise typer.BadParameter(f"--split-by {self.split_by}: one of story, time")
        try:
            splits = shares_of(self.split) if self.split else {}
        except WrongSplit as error:
            raise typer.BadParameter(f"--split {error}") from error
        if self.split_by != "story" and not splits:
            raise typer.BadParameter("--split-by is of --split, and there is none")
        if not all(one.strip() for one in self.creators or ()):
            raise typer.BadParameter("--creator is empty: say who answers for the data set")
        query = " ".join(words) if words else None
        if self.exact and query is None:
            raise typer.BadParameter("--exact is of words, and there are none")
        return Request(
            text=self._text(), query=query, exact=self.exact, filters=filters,
            one_per_story=self.one_per_story, versions=self.versions,
            fields=self._fields(known), sample=self.sample, seed=self.seed, splits=splits,
            split_by=self.split_by, bylines=self.bylines,
            masked=not self.unmasked, name=self.name, title=self.title, version=self.release,
            creators=tuple(self.creators or ()),
        )  # fmt: skip

    def _text(self) -> Text:
        for one in TEXTS:
            if self.text == one:
                return one
        said = f"--text {self.text}" if self.text else "--text is missing"
        raise typer.BadParameter(
            f"{said}: say how much of each text others get: full, excerpt (its beginning) or none"
            " (to be filled by whoever has an archive)"
        )

    def _fields(self, known: list[str]) -> tuple[str, ...]:
        names = [one.strip() for one in self.fields.split(",")] if self.fields is not None else []
        for name in names:
            if name not in known:
                raise typer.BadParameter(f"--fields {name}: no column; there are"
                                         f" {', '.join(known)}")  # fmt: skip
        return tuple(dict.fromkeys(names))
