"""The manifest of a data set: what it was asked to hold, what it holds, and what made it."""

import hashlib
import json
import platform
import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from importlib.metadata import version
from operator import itemgetter
from pathlib import Path
from typing import Any

from crawler.reader_version import READER_VERSION
from crawler.settings import VERSION
from storage.archive import Archive
from storage.dataset.description import (
    Creator,
    DataFile,
    DataTable,
    Description,
    Leak,
    Rights,
    Splitting,
    Withdrawn,
)
from storage.dataset.masks import MARKS
from storage.dataset.request import Request
from storage.dataset.selection import Selection
from storage.dataset.tables.monthly_coverage_reader import MonthlyCompleteness
from storage.dataset.tables.outlets import OutletFacts
from storage.dataset.tally import Tally
from storage.dataset.writing.digest import METHOD
from storage.dataset.writing.hashed_file import file_hash
from storage.schema.logical_clock import written

Digests = dict[str, tuple[int, str]]
"""Table -> its rows, and their digest."""
FORMAT = "warraq data set 1"
MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
_LIBRARIES = ("pyarrow", "orjson", "numpy")
_FILE = re.compile(r"(data|tables)/[\w.-]+\.parquet", re.ASCII)
SUMMARY = (
    "Articles of the Moroccan press as an archive holds them, with where each came from, its"
    " versions, its copies elsewhere, and what is missing."
)
RIGHTS = Rights(
    "press-archive-compilation", "README.md#rights",
    "The articles, their headlines and texts, stay the property of their publishers and authors: no"
    " licence for them is given here, and none can be. What is offered is the compilation and what"
    " is known about them. Whoever hands texts on, publishes them or trains on them answers for it"
    " under the law of the place (in Morocco law 2-00 on copyright, and 09-08 on personal data),"
    " and leaves out what is withdrawn in a later version of this data set.",
)  # fmt: skip


class NoDataSet(Exception):
    """A folder that is no data set of ours, in words."""


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a data set. Raises ``NoDataSet``."""
    _demand_plain(folder, MANIFEST)
    try:
        found = json.loads((folder / MANIFEST).read_text("utf-8"))
    except OSError as error:
        raise NoDataSet(f"{folder} is no data set: {MANIFEST}: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise NoDataSet(f"{folder} is no data set: {MANIFEST} is damaged: {error}") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise NoDataSet(f"{folder} is no data set of this version: its {MANIFEST} is no {FORMAT!r}")
    try:
        _demand_whole(folder, found)
    except (KeyError, TypeError, AttributeError) as error:
        raise NoDataSet(f"{folder}: {MANIFEST} is not whole: {error!r}") from error
    _demand_plain(folder, *files_of(folder))
    return found


def _demand_plain(folder: Path, *names: str) -> None:
    """Ask that what is there is a file: a pipe is waited for without end."""
    for name in names:
        if (folder / name).exists() and not (folder / name).is_file():
            raise NoDataSet(f"{folder} is no data set: {name} is no plain file")


def _demand_whole(folder: Path, found: Mapping[str, Any]) -> None:
    """Ask for all that whoever reads a manifest takes for granted.

    Data sets go from hand to hand, and files that a manifest names are read, and made anew where a
    set is filled: none of them may lie anywhere else.
    """
    for one in found["files"]:
        if not (_FILE.fullmatch(one["path"]) and isinstance(one["sha256"], str)):
            name = str(one["path"])[:200]
            raise NoDataSet(f"{folder}: {MANIFEST} names what is no file of a data set: {name!r}")
        itemgetter("table", "rows")(one)
    for table in found["tables"].values():
        itemgetter("rows", "digest")(table)
        [*map(itemgetter("name"), table["columns"])]
    for one in found["withdrawn"]:
        if not (isinstance(one["uid"], str) and isinstance(one["at"], str)):
            raise TypeError(one)
    found["software"].items()
    itemgetter("text")(found["request"]), itemgetter("identity")(found["archive"])


def read_sums(folder: Path) -> dict[str, str]:
    """Files of a data set -> SHA-256, as ``SHA256SUMS`` says. Raises ``NoDataSet``."""
    try:
        lines = (folder / SUMS).read_text("utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise NoDataSet(f"{folder}: {SUMS} cannot be read: {error}") from error
    found = dict[str, str]()
    for line in lines:
        digest, separator, name = line.partition("  ")
        if not separator or len(digest) != 64:
            raise NoDataSet(f"{folder}: {SUMS} is damaged: {line[:80]!r}")
        found[name] = digest
    return found


def files_of(folder: Path) -> list[str]:
    """Every file below a folder, by names with ``/``, in order."""
    found = (one for one in folder.rglob("*") if one.is_symlink() or not one.is_dir())
    return sorted(one.relative_to(folder).as_posix() for one in found)


def checksums(folder: Path) -> str:
    """What ``sha256sum --check`` reads, of every file but itself. Raises ``OSError``."""
    names = (name for name in files_of(folder) if name != SUMS)
    return "".join(f"{file_hash(folder / name)[1]}  {name}\n" for name in names)


def software() -> dict[str, str]:
    """Versions of all that decides the bytes of a data set."""
    return {
        "warraq": VERSION, "reader": str(READER_VERSION), "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version, **{name: version(name) for name in _LIBRARIES},
    }  # fmt: skip


def identity(archive: Archive) -> dict[str, str]:
    """Which archive it is: a name made from when it was begun, the same in every copy of it."""
    rows = archive.rows("SELECT name, applied_at FROM _sqlite_migrations ORDER BY id")
    first = f"{rows[0]['name']} {rows[0]['applied_at']}"
    return {
        "identity": hashlib.sha256(first.encode()).hexdigest()[:32], "schema": rows[-1]["name"],
    }  # fmt: skip


def creators_of(request: Request) -> tuple[Creator, ...]:
    """Who answers for a data set."""
    return tuple(Creator(one) for one in request.creators) or (Creator("Warraq"),)


def described(
    request: Request, at: datetime, archive: Archive, selection: Selection,
    files: Sequence[DataFile], tables: Sequence[DataTable], tally: Tally,
    facts: Mapping[str, OutletFacts], gap_days: Mapping[str, int],
    figures: Sequence[MonthlyCompleteness],
    withdrawn: Sequence[Withdrawn], masks: Mapping[str, int],
    leak: Leak | None,
) -> Description:  # fmt: skip
    """All that is known of a data set."""
    title = request.title or f"Articles of the Moroccan press ({request.name})"
    return Description(
        name=request.name, title=title,
        summary=SUMMARY,
        version=request.version, as_of=at, archive=identity(archive),
        creators=creators_of(request),
        filters=request.as_mapping(), filters_in_words=request.in_words(),
        command=request.command(written(at)),
        text=request.text, bylines=request.bylines, splitting=selection.splitting,
        splits={name: len(ids) for name, ids in selection.splits.items()},
        files=tuple(files), tables=tuple(tables), dropped=selection.dropped,
        statistics=tally.statistics(),
        coverage=tally.coverage({name: one.name for name, one in facts.items()}, gap_days),
        figures=tuple(figures),
        masks={kind: masks[kind] for kind in MARKS} if request.masked else None, leak=leak,
        software=software(), rights=RIGHTS, withdrawn=tuple(withdrawn),
    )  # fmt: skip


def unnamed(one: Withdrawn) -> Withdrawn:
    """A withdrawn article by the hash of its uid: its address may spell what must not be told.

    Who has a former data set knows it again.
    """
    return Withdrawn(f"sha256:{hashlib.sha256(one.uid.encode()).hexdigest()}", one.at)


def manifest_of(
    description: Description, request: Request, digests: Digests, selection: Selection
) -> dict[str, Any]:
    """The manifest, as JSON has it."""
    statistics = asdict(description.statistics)
    return {
        "format": FORMAT, "name": description.name, "title": description.title,
        "version": description.version, "as_of": written(description.as_of),
        "archive": description.archive, "request": request.as_mapping(),
        "choice": description.filters_in_words or "all articles",
        "articles": {"in the archive": selection.among, "in the data set": description.rows,
                     "left out": description.dropped},
        "splits": description.splits,
        "splitting": _plain(description.splitting),
        "expression": selection.expression,
        "sample": None if selection.lot is None else {"lot": selection.lot},
        "withdrawn": [
            {"uid": one.uid, "at": written(one.at)} for one in description.withdrawn
        ],
        "masks": description.masks,
        "leak": None if description.leak is None else asdict(description.leak),
        "statistics": statistics,
        "tables": {
            one.name: {
                "rows": digests[one.name][0], "digest": digests[one.name][1],
                "meaning": one.meaning, "columns": [asdict(column) for column in one.columns],
            }
            for one in description.tables
        },
        "digest": METHOD,
        "files": [
            {name: value for name, value in asdict(one).items() if value is not None}
            for one in description.files
        ],
        "software": description.software,
    }  # fmt: skip


def _plain(splitting: Splitting | None) -> dict[str, Any] | None:
    if splitting is None:
        return None
    cuts = {name: day.isoformat() for name, day in splitting.cuts.items()}
    return asdict(splitting) | {"cuts": cuts}
