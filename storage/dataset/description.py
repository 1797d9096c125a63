"""``Description``: all that is known of a data set; card and papers are made from it alone.

No clock, database or library is asked behind it: equal descriptions give equal papers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from storage.dataset.tables.monthly_coverage_reader import MonthlyCompleteness
from storage.export.columns import Text


@dataclass(frozen=True, slots=True)
class DataColumn:
    """A column of a table."""

    name: str
    type: str
    """Arrow's name of its type, as ``str(field.type)`` says it: ``timestamp[ms, tz=UTC]``."""
    meaning: str


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table: the articles (``name`` is then ``ARTICLES``), or one below ``tables/``."""

    name: str
    meaning: str
    columns: tuple[DataColumn, ...]


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of rows. The papers themselves are none: they name it."""

    path: str
    """Below the folder, with ``/``: ``data/train-00000-of-00001.parquet``."""
    bytes: int
    sha256: str
    """64 hexadecimal digits."""
    rows: int
    table: str
    """Name of the ``DataTable`` whose rows it holds."""
    split: str | None = None
    """Of articles: their split, ``train`` where the set is not split."""


@dataclass(frozen=True, slots=True)
class MonthRows:
    """Articles of an outlet in a month of Casablanca, by the day of publication."""

    outlet: str
    month: str | None
    """``2026-11``; ``None``: articles that state no date."""
    rows: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts over the articles of the data set."""

    per_month: tuple[MonthRows, ...]
    languages: Mapping[str, int]
    words: Mapping[str, int]
    """Words of a text by quantile, rising: ``min``, ``p25``, ``median``, ``p75``, ``max``."""
    copies: Mapping[str, int]
    """Articles by their role in a story (``original``, ``copy`` …); ``alone``: in no story."""
    date_precision: Mapping[str, int]
    """Articles by how exact their date of publication is; ``none``: they state none."""


@dataclass(frozen=True, slots=True)
class OutletCoverage:
    """What is held of an outlet over the data set's period, in the words of the coverage table."""

    outlet: str
    name: str
    """As its readers know it, in Arabic where known."""
    first: date | None
    last: date | None
    """First and last day of publication; ``None``: no article states one."""
    rows: int
    days_without: int
    """Days between both of which no article is held."""
    gap_days: int
    """Days on which nobody looked, or in vain; of the table ``gaps``."""


@dataclass(frozen=True, slots=True)
class LeakAt:
    """Test articles that have a twin in train at a Jaccard similarity, counted in two splits."""

    jaccard: float
    ours: int
    random: int
    ours_open: int = 0
    """Beside these: without a twin among those they were compared with, and not compared with all
    that may be one."""
    random_open: int = 0


@dataclass(frozen=True, slots=True)
class Leak:
    """How much of the test split can be read in train, ours beside a random one of equal sizes."""

    tested: int
    """Test articles looked at, of either split: all, or a sample drawn by ``seed``."""
    test: int
    train: int
    """Articles in both splits; twins of each tested one were looked for in all of train."""
    seed: int
    shingle_words: int
    at: tuple[LeakAt, ...]
    compared: int | None = None
    """Train articles at most that a tested one was compared with, its likely twins; ``None``: made
    before there was a bound."""


@dataclass(frozen=True, slots=True)
class Splitting:
    """How articles were dealt out."""

    by: str
    """``story`` or ``time``."""
    asked: Mapping[str, float]
    """Shares by split, in their order."""
    seed: int
    cuts: Mapping[str, date]
    """By time: the first day of each split but the first."""
    undated: str | None = None
    """By time: where articles without a date went."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An article that stood at ``as_of`` and was suppressed or erased since: it is left out."""

    uid: str
    """In papers its hash, ``sha256:…``: an address may spell what must not be told."""
    at: datetime
    """When it was withdrawn."""


@dataclass(frozen=True, slots=True)
class Rights:
    """The licence of the compilation, and what it does not cover."""

    name: str
    """A short name: ``press-archive-compilation``."""
    link: str
    """An address, or ``README.md#rights`` within the folder."""
    note: str
    """Whose the texts are, and what a user owes; Markdown."""


@dataclass(frozen=True, slots=True)
class Creator:
    """Who answers for the data set: an institution, or a person."""

    name: str
    url: str | None = None


ARTICLES = "articles"
"""Name of the table of articles, whose files lie in ``data/``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A data set as its papers tell of it. Mappings keep their order in them."""

    name: str
    """Of letters, digits, ``-``, ``_`` and ``.``: ``moroccan-press-2026``."""
    title: str
    summary: str
    """What it is, in a paragraph."""
    version: str
    """``1.0.0``: MAJOR.MINOR.PATCH."""
    creators: tuple[Creator, ...]
    keywords: tuple[str, ...] = ()
    as_of: datetime
    """The moment of the archive that it shows; its year is the year of the citation."""
    archive: Mapping[str, str]
    """Which archive it was made from: identity, schema …, by name."""
    filters: Mapping[str, object]
    """The choice as the manifest holds it; values as JSON has them."""
    filters_in_words: str
    """The same for people; empty: all articles."""
    command: str
    """What makes it again: ``warraq dataset DIR --as-of …``."""
    text: Text
    """How much of each text is in it."""
    bylines: bool
    """Whether authors' names are in it."""
    splitting: Splitting | None
    """``None``: one split, ``train``."""
    splits: Mapping[str, int]
    """Articles of each split, in their order."""
    files: tuple[DataFile, ...]
    tables: tuple[DataTable, ...]
    """The first is ``ARTICLES``."""
    dropped: Mapping[str, int]
    """Articles left out, by reason."""
    statistics: Statistics
    coverage: tuple[OutletCoverage, ...]
    figures: tuple[MonthlyCompleteness, ...] = ()
    """How much the archive holds of each outlet and month, as the table ``coverage`` has it."""
    masks: Mapping[str, int] | None
    """Hits masked, by kind (``storage.dataset.masks.KINDS``); ``None``: texts are unmasked."""
    leak: Leak | None
    """``None``: there is no test split, or no text was compared."""
    software: Mapping[str, str]
    """Versions by name: warraq, reader, pyarrow …"""
    rights: Rights
    withdrawn: tuple[Withdrawn, ...] = ()

    def table(self, name: str) -> DataTable:
        """A table by its name. Raises ``KeyError``."""
        for one in self.tables:
            if one.name == name:
                return one
        raise KeyError(name)

    def files_of(self, table: str, split: str | None = None) -> tuple[DataFile, ...]:
        """The files with the rows of a table, of one of its splits if named."""
        return tuple(one for one in self.files if one.table == table and split in (None, one.split))

    @property
    def rows(self) -> int:
        """Articles in all splits."""
        return sum(self.splits.values())
