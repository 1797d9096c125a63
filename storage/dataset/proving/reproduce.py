"""Making a data set again from its manifest, and saying what that proves.

Proved are bytes where every file of rows is the same; rows, where another version of a library
wrote other bytes for the same rows. What was suppressed or erased since is left out of the second
one: that is the one difference that is allowed, and each is named.
"""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq

from storage import times
from storage.archive import Archive
from storage.article_uid import UID
from storage.dataset.builder import Built, NothingFound, Stage, fill
from storage.dataset.manifest import NoDataSet, files_of, identity, read_manifest
from storage.dataset.proving.comparing import (
    DIFFERING_COVERAGE,
    UNREADABLE,
    Touched,
    alike,
    differing_rows,
    differing_tables,
    stories_told,
)
from storage.dataset.proving.verify import ROWS
from storage.dataset.request import Request
from storage.dataset.tables.outlets import OutletFacts
from storage.dataset.writing.atomic_folder import unfinished_folder
from storage.dataset.writing.hashed_file import file_hash
from storage.past.as_of import moment


@dataclass(slots=True)
class Reproduction:
    """What became of making a data set again."""

    proved: Literal[
        "bytes", "rows", "rows but for withdrawn articles",
        "rows but for what was learned of addresses since", "",
    ]  # fmt: skip
    """Empty: it is not the same."""
    withdrawn: list[tuple[str, str]] = field(default_factory=list)
    """Articles that were withdrawn since, by uid and time."""
    differing: list[str] = field(default_factory=list)
    """Files, or tables and rows, that differ where that is not allowed."""
    papers: list[str] = field(default_factory=list)
    """Files beside the rows that differ: they name versions and counts."""
    software: dict[str, tuple[str, str]] = field(default_factory=dict)
    """What has another version now: then and now."""
    outlets: list[str] = field(default_factory=list)
    """Outlets of which another thing is known now than the data set tells."""


def reproduce(
    archive: Archive, folder: Path, facts: Mapping[str, OutletFacts],
    told: Stage = lambda _what, _done, _all: None,
) -> Reproduction:  # fmt: skip
    """Make a data set again and compare. Raises ``NoDataSet``, and as ``builder.build`` does.

    Of outlets it says what the data set says: their files have no past. ``facts``: what these say
    now, which is compared.
    """
    manifest = read_manifest(folder)
    try:
        request, at = request_of(manifest), times.parse(manifest["as_of"])
        stated = manifest["archive"]["identity"]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NoDataSet(f"{folder}: manifest.json is not whole: {error!r}") from error
    if stated != (own := identity(archive)["identity"]):
        raise NoDataSet(f"{folder} was made from another archive: {stated}, and this is {own}")
    told_then = facts_told(folder)
    beside = folder.absolute()
    if not os.access(beside.parent, os.W_OK):
        beside = Path(tempfile.gettempdir()) / beside.name
    with unfinished_folder(beside) as made:
        try:
            built = fill(archive, request, made, {**facts, **told_then}, as_of=at, told=told)
        except NothingFound:
            return Reproduction("", differing=["no article is left of it"])
        found = _compared(archive, folder, manifest, made, built)
    found.outlets = [name for name, one in told_then.items() if facts.get(name, one) != one]
    return found


def request_of(manifest: Mapping[str, Any]) -> Request:
    """What a data set was asked to hold, dealt out by the same days. Raises as its parts do."""
    request = Request.from_mapping(manifest["request"])
    cuts = (manifest.get("splitting") or {}).get("cuts", {})
    return replace(
        request, cuts={name: date.fromisoformat(one) for name, one in cuts.items()},
        lot=(manifest.get("sample") or {}).get("lot"), expression=manifest.get("expression"),
    )  # fmt: skip


def facts_told(folder: Path) -> dict[str, OutletFacts]:
    """What a data set says of its outlets. Raises ``NoDataSet``."""
    try:
        rows = pq.read_table(folder / "tables" / "outlets.parquet").to_pylist()
        return {
            row["outlet"]: OutletFacts(**{
                **{one.name: row[one.name] for one in fields(OutletFacts)},
                "languages": tuple(row["languages"] or ()),
                "owner_stated": row["owner_stated"] and str(row["owner_stated"]),
            })
            for row in rows
        }  # fmt: skip
    except (OSError, pa.ArrowInvalid, KeyError) as error:
        raise NoDataSet(f"{folder}: tables/outlets.parquet cannot be read: {error}") from error


def _compared(
    archive: Archive, folder: Path, manifest: Mapping[str, Any], made: Path, built: Built
) -> Reproduction:
    new = built.manifest
    files = {*files_of(folder)} | {*files_of(made)}
    other = sorted(name for name in files if not _same(folder / name, made / name))
    rows = [name for name in other if name.startswith(ROWS)]
    then, now = manifest["software"], new["software"]
    found = Reproduction(
        "bytes" if not rows else "",
        papers=[name for name in other if name not in rows],
        software={name: (str(then.get(name)), str(now.get(name)))
                  for name in sorted({*then} | {*now}) if then.get(name) != now.get(name)},
    )  # fmt: skip
    before = {one["uid"] for one in manifest["withdrawn"]}
    orders = [*zip(built.withdrawn, new["withdrawn"], strict=True)]
    found.withdrawn = [(uid, one["at"]) for uid, one in orders if one["uid"] not in before]
    filled = frozenset(
        uid.partition(":")[0] for uid, one in orders
        if one["uid"] in before and manifest.get("hydrated")
    )  # fmt: skip
    if found.proved:
        return found
    tables = differing_tables(folder, manifest, new)
    if unreadable := [one for one in tables if UNREADABLE in one]:
        found.differing = unreadable
    elif not tables:
        found.proved = "rows"
    elif not found.withdrawn and not filled:
        # which addresses are no article's is learned as they are fetched, and no ledger tells when
        found.differing = [one for one in tables if not one.startswith(DIFFERING_COVERAGE)]
        found.differing = found.differing or differing_rows(folder, manifest, made, new, Touched())
        found.proved = "" if found.differing else "rows but for what was learned of addresses since"
    else:
        gone = {uid for uid, _ in found.withdrawn}
        touched = replace(_touched(archive, folder, manifest, gone), before=filled)
        found.differing = differing_rows(folder, manifest, made, new, touched)
        found.proved = "" if found.differing else "rows but for withdrawn articles"
    return found


def _touched(
    archive: Archive, folder: Path, manifest: Mapping[str, Any], gone: set[str]
) -> Touched:
    """The stories of withdrawn articles, by the archive of then and by the data set.

    The archive has forgotten the story of what is erased; the data set may not hold the column.
    """
    uids = gone | alike(folder, manifest, gone)
    stories = stories_told(folder, manifest, gone)
    members = dict[int, set[str]]()
    with moment(archive, times.parse(manifest["as_of"])):
        for uid, story in archive.db.execute(
            f"SELECT {UID}, m.story_id FROM story_members m JOIN articles a ON a.id = m.article_id"
        ):
            members.setdefault(story, set()).add(uid)
    stories |= {story for story, found in members.items() if found & uids}
    every = {uid for story in stories for uid in members.get(story, ())}
    return Touched(frozenset(gone), frozenset(stories), frozenset(every))


def _same(one: Path, other: Path) -> bool:
    """Whether two files are there and have the same bytes."""
    return one.is_file() and other.is_file() and file_hash(one) == file_hash(other)
