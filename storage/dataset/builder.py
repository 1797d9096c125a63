"""Building a data set: all tables of one moment, and a folder that is there when it is whole."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from storage import times
from storage.archive import Archive
from storage.article_uid import UID
from storage.dataset.card import card
from storage.dataset.citation import citation_file
from storage.dataset.croissant import croissant
from storage.dataset.datapackage import data_package
from storage.dataset.description import (
    ARTICLES,
    DataColumn,
    DataFile,
    DataTable,
    Description,
    Leak,
    Withdrawn,
)
from storage.dataset.leak import measure
from storage.dataset.manifest import (
    MANIFEST,
    SUMS,
    Digests,
    checksums,
    described,
    manifest_of,
    unnamed,
)
from storage.dataset.request import Request
from storage.dataset.selection import Selection, note_taken, select
from storage.dataset.tables.articles import article_rows, article_table, register
from storage.dataset.tables.column import Table
from storage.dataset.tables.coverage import COVERAGE, GAPS, coverage_rows, gap_rows
from storage.dataset.tables.monthly_coverage_reader import monthly_completeness
from storage.dataset.tables.outlets import OUTLETS, OutletFacts, outlet_rows
from storage.dataset.tables.versions_stories_events_captures import (
    CAPTURES,
    EVENTS,
    STORIES,
    STORY_PAIRS,
    VERSIONS,
    capture_rows,
    event_rows,
    pair_rows,
    story_rows,
    version_rows,
)
from storage.dataset.tally import COUNTED, Tally
from storage.dataset.target_folder_check import demand_place
from storage.dataset.writing.atomic_folder import put_in_place, unfinished_folder
from storage.dataset.writing.digest import RowsDigest
from storage.dataset.writing.parts import Row, write_parts, write_table
from storage.dataset.writing.values import ARROW
from storage.export.rows import Told
from storage.past.as_of import Moment, moment

Stage = Callable[[str, int, int], None]
"""Told what is made at the moment, and how many of how many are done of it."""
PAPERS: Mapping[str, Callable[[Description], str]] = {
    "README.md": card, "croissant.json": croissant, "datapackage.json": data_package,
    "CITATION.cff": citation_file,
}  # fmt: skip
"""What is made from the description alone."""


class NothingFound(Exception):
    """No article is left: nothing is written."""


@dataclass(slots=True)
class Built:
    """What was built: its manifest, and how many articles and files are in it."""

    manifest: Mapping[str, Any]
    articles: int
    withdrawn: tuple[str, ...]
    """Uids of articles that stood at its moment and are under an order now; it names none."""


@dataclass(slots=True)
class _Making:
    """A data set while its files are written."""

    folder: Path
    files: list[DataFile] = field(default_factory=list)
    tables: list[DataTable] = field(default_factory=list)
    digests: Digests = field(default_factory=dict)
    masks: Counter[str] = field(default_factory=Counter)

    def note(self, table: Table, digest: RowsDigest) -> None:
        """A table is written."""
        columns = tuple(
            DataColumn(one.name, str(ARROW[one.kind]), one.meaning) for one in table.columns
        )
        self.tables.append(DataTable(table.name, table.meaning, columns))
        self.digests[table.name] = (digest.rows, digest.hex())


def build(
    archive: Archive, request: Request, path: Path, facts: Mapping[str, OutletFacts], *,
    as_of: datetime | None = None, replace: bool = False, demand: Callable[[], None] = lambda: None,
    told: Stage = lambda _what, _done, _all: None,
) -> Built:  # fmt: skip
    """Make a data set in a new folder of that name; ``replace``: in the place of one of ours.

    ``facts``: what is known of outlets; ``as_of``: the archive as it stood then, ``None``: now;
    ``demand`` is called while it stands so, and raises where what is asked for was not there.
    Raises ``NothingFound``, ``BadQuery``, ``WrongSplit``, ``Occupied`` and ``OSError``; then
    nothing is left, and what stood there stays.
    """
    demand_place(path, replace=replace)
    with unfinished_folder(path) as folder:
        built = fill(archive, request, folder, facts, as_of=as_of, demand=demand, told=told)
        demand_place(path, replace=replace)  # it took a while
        put_in_place(folder, path, replace=replace)
    return built


def fill(
    archive: Archive, request: Request, folder: Path, facts: Mapping[str, OutletFacts], *,
    as_of: datetime | None = None, demand: Callable[[], None] = lambda: None,
    told: Stage = lambda _what, _done, _all: None,
) -> Built:  # fmt: skip
    """Write all files of a data set into an empty folder; raises as ``build`` does."""
    making = _Making(folder)
    with moment(archive, as_of) as then:
        demand()
        at, withdrawn = then.at, _withdrawn(archive, request, then)
        register(archive.db, making.masks)
        selection = select(archive, request)
        if not selection.count:
            raise NothingFound
        note_taken(archive, selection)
        # before the rows: what both take of the memory at once would be too much
        leak = _leak(archive, request, selection, partial(told, "leak"))
        tally = _write_articles(archive, request, selection, making, partial(told, ARTICLES))
        gap_days = _write_tables(
            archive, request, making, tally, facts, at, partial(told, "tables")
        )
    description = described(
        request, at, archive, selection, making.files, making.tables, tally, facts, gap_days,
        monthly_completeness(folder), [unnamed(one) for one in withdrawn], making.masks, leak,
    )  # fmt: skip
    manifest = manifest_of(description, request, making.digests, selection)
    written = {name: paper(description) for name, paper in PAPERS.items()}
    written[MANIFEST] = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    for name, text in written.items():
        (folder / name).write_text(text, "utf-8", newline="")
    (folder / SUMS).write_text(checksums(folder), "utf-8", newline="")
    return Built(manifest, selection.count, tuple(one.uid for one in withdrawn))


def _withdrawn(archive: Archive, request: Request, then: Moment) -> list[Withdrawn]:
    """The articles of the asked outlets that stood at the moment and are under an order now."""
    found = list[Withdrawn]()
    for one in then.withdrawn:
        row = archive.db.execute(
            f"SELECT {UID} AS uid, outlet FROM main.articles a WHERE id = ?", [one.id]
        ).fetchone()
        if not request.filters.outlets or row["outlet"] in request.filters.outlets:
            found.append(Withdrawn(row["uid"], times.parse(one.at)))
    return found


def _write_articles(
    archive: Archive, request: Request, selection: Selection, making: _Making, told: Told
) -> Tally:
    table = article_table(request.told, request.fields)
    tally, digest, done, every = Tally(), RowsDigest(), 0, selection.count
    (making.folder / "data").mkdir()

    def counted(rows: Iterator[tuple[Any, ...]]) -> Iterator[Row]:
        wide = len(table.columns)
        for row in rows:
            tally.add(*row[wide:])
            yield row[:wide]

    def also(rows: int) -> None:
        nonlocal done
        done += rows
        told(done, every)

    told(0, every)
    for split, ids in selection.splits.items():
        rows = counted(article_rows(archive.db, map(int, ids), table, COUNTED))
        for part in write_parts(rows, table.columns, making.folder / "data", split, digest, also):
            making.files.append(DataFile(
                f"data/{part.name}", part.bytes, part.sha256, part.rows, ARTICLES, split
            ))  # fmt: skip
    making.note(table, digest)
    return tally


def _leak(archive: Archive, request: Request, selection: Selection, told: Told) -> Leak | None:
    """What of the test split can be read in train; ``None``: there are not both."""
    if any(not len(selection.splits.get(name, ())) for name in ("train", "test")):
        return None
    splits = [name for name, ids in selection.splits.items() for _ in range(len(ids))]
    every = np.concatenate([*selection.splits.values()])
    cursor = archive.db.conn.cursor()
    cursor.row_factory = None
    one = "SELECT body FROM articles WHERE id = ?"

    def texts(places: Iterable[int]) -> Iterator[str]:
        return (cursor.execute(one, (int(every[at]),)).fetchone()[0] for at in places)

    return measure(splits, texts, seed=request.seed, told=told)


def _write_tables(
    archive: Archive, request: Request, making: _Making, tally: Tally,
    facts: Mapping[str, OutletFacts], at: datetime, told: Told,
) -> dict[str, int]:  # fmt: skip
    """All tables beside the articles; the days of gaps by outlet."""
    db, gap_days = archive.db, dict[str, int]()

    def gaps() -> Iterator[Row]:
        for row in gap_rows(db, tally.held, at):
            gap_days[str(row[0])] = gap_days.get(str(row[0]), 0) + row[3]
            yield row

    rows: list[tuple[Table, Callable[[], Iterator[Row]]]] = [
        (VERSIONS, lambda: version_rows(db, request.told, texts=request.versions)),
        (STORIES, lambda: story_rows(db)),
        (STORY_PAIRS, lambda: pair_rows(db)),
        (OUTLETS, lambda: outlet_rows(facts, tally.outlets)),
        (COVERAGE, lambda: coverage_rows(db, tally.held, at)),
        (GAPS, gaps),
        (EVENTS, lambda: event_rows(db)),
        (CAPTURES, lambda: capture_rows(db)),
    ]  # fmt: skip
    (making.folder / "tables").mkdir()
    for number, (table, made) in enumerate(rows):
        told(number, len(rows))
        digest, file = RowsDigest(), making.folder / "tables" / f"{table.name}.parquet"
        part = write_table(made(), table.columns, file, digest)
        making.files.append(
            DataFile(f"tables/{part.name}", part.bytes, part.sha256, part.rows, table.name)
        )
        making.note(table, digest)
    told(len(rows), len(rows))
    return gap_days
