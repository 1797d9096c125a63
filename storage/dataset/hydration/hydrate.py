"""``hydrate``: a data set without texts, made anew beside itself with the texts of an archive."""

import json
import shutil
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from storage.archive import Archive
from storage.dataset.description import ARTICLES
from storage.dataset.hydration.description_files import write_papers
from storage.dataset.hydration.filled_rows import Hydrated, filled
from storage.dataset.hydration.row_writer import Written, paths_of, write_batches
from storage.dataset.hydration.texts import FILLED, Texts
from storage.dataset.hydration.withdrawals import Withdrawals, tallied, withdrawals
from storage.dataset.hydration.withdrawn_row_removal import staying, write_tables
from storage.dataset.manifest import (
    MANIFEST,
    SUMS,
    NoDataSet,
    checksums,
    identity,
    read_manifest,
    unnamed,
)
from storage.dataset.masks import MARKS
from storage.dataset.proving.verify import verify
from storage.dataset.tally import Tally
from storage.dataset.target_folder_check import demand_place
from storage.dataset.writing.atomic_folder import put_in_place, unfinished_folder
from storage.dataset.writing.digest import RowsDigest
from storage.export.rows import Told
from storage.read_transaction import reading
from storage.schema.logical_clock import written

REPORT = "hydration.json"
_LISTS = ("left empty", "left out")
_BATCH = 500


def hydrate(
    archive: Archive, folder: Path, into: Path, told: Told = lambda _done, _all: None
) -> Hydrated:
    """Make a data set anew, in another folder, with the texts that an archive has for its rows.

    A row gets its text where the archive holds the same article with the very same text; others
    stay empty. What is withdrawn from the archive is in no table of the new one. Raises
    ``NoDataSet`` where the folder is none, is damaged or has its texts, ``Occupied`` and
    ``OSError``; then nothing is left.
    """
    manifest = read_manifest(folder)
    _demand_without_texts(folder, manifest)
    demand_place(into, replace=False)
    with unfinished_folder(into) as made:
        try:
            done = _fill(archive, folder, made, manifest, told)
        except (LookupError, TypeError, AttributeError, ValueError) as error:
            # its files are proved by now, and the numbers and words of the card are not
            raise NoDataSet(f"{folder}: {MANIFEST} is not whole: {error!r}"[:400]) from error
        put_in_place(made, into)
    return done


def _demand_without_texts(folder: Path, manifest: Mapping[str, Any]) -> None:
    try:
        columns = {one["name"] for one in manifest["tables"][ARTICLES]["columns"]}
        text = manifest["request"]["text"]
    except (KeyError, TypeError) as error:
        raise NoDataSet(f"{folder}: {MANIFEST} is not whole: {error!r}") from error
    if text != "none":
        raise NoDataSet(f"{folder} has its texts (--text {text}): only one without can be filled")
    if not columns & {*FILLED}:
        raise NoDataSet(f"{folder} has no column for a text: {', '.join(FILLED)} were left out")
    if wrong := verify(folder):
        raise NoDataSet(f"{folder} is not what its manifest says, so nothing is filled: {wrong[0]}")


def _fill(
    archive: Archive, folder: Path, made: Path, manifest: dict[str, Any], told: Told
) -> Hydrated:
    _copy(folder, made)
    with reading(archive.db):  # all texts are of one moment
        without = withdrawals(archive, folder, manifest)
        done = Hydrated()
        done.left["gone"] += without.articles
        files, masks = _write_articles(archive, folder, made, manifest, without, done, told)
    tally = tallied(folder, manifest, without)
    if without:
        files |= write_tables(folder, made, manifest, without, tally.outlets)
    _note_files(manifest, files)
    _note_counts(manifest, tally, without)
    if manifest["masks"] is not None:
        manifest["masks"] = {kind: number + masks[kind]
                             for kind, number in manifest["masks"].items()}  # fmt: skip
    report = _report(archive, manifest, masks, without, done)
    manifest["request"]["text"] = "full"
    manifest["hydrated"] = {name: one for name, one in report.items()
                            if name not in _LISTS}  # fmt: skip
    (made / REPORT).write_text(_json(report), "utf-8")
    (made / MANIFEST).write_text(_json(manifest), "utf-8")
    write_papers(made, manifest, tally)
    (made / SUMS).write_text(checksums(made), "utf-8")
    return done


def _copy(folder: Path, made: Path) -> None:
    """Copy all files; raises the first ``OSError``, where ``copytree`` goes on without room."""
    for file in sorted(folder.rglob("*")):
        target = made / file.relative_to(folder)
        if file.is_dir():
            target.mkdir()
        else:
            shutil.copy2(file, target)


def _write_articles(
    archive: Archive, folder: Path, made: Path, manifest: Mapping[str, Any], without: Withdrawals,
    done: Hydrated, told: Told,
) -> tuple[dict[str, Written], Counter[str]]:  # fmt: skip
    """Write the files of articles anew, and count what is masked."""
    digest, written = RowsDigest(), dict[str, Written]()
    every = manifest["tables"][ARTICLES]["rows"]
    with closing(Texts(archive, folder, mask=manifest["masks"] is not None)) as texts:
        for path in paths_of(manifest, ARTICLES):
            (made / path).unlink()
            with pq.ParquetFile(folder / path) as file:
                stay = staying(file.iter_batches(_BATCH), ARTICLES, without)
                full = filled(stay, texts, done, lambda: told(done.rows, every))
                written[path] = write_batches(made / path, file.schema_arrow, full, digest)
        return written, texts.masks


def _note_files(manifest: Mapping[str, Any], written: Mapping[str, Written]) -> None:
    """Put what was written into the manifest: of each file, and of its table."""
    for one in manifest["files"]:
        if new := written.get(one["path"]):
            one |= {"bytes": new.part.bytes, "sha256": new.part.sha256, "rows": new.part.rows}
            table = manifest["tables"][one["table"]]
            table["digest"] = new.digest  # of several files the last one's is that of all
            table["rows"] = sum(
                each["rows"] for each in manifest["files"] if each["table"] == one["table"]
            )


def _note_counts(manifest: dict[str, Any], tally: Tally, without: Withdrawals) -> None:
    """Take what is withdrawn out of the manifest's numbers."""
    if not without:
        return
    for split, number in without.splits.items():
        manifest["splits"][split] -= number
    counted, statistics = manifest["articles"], manifest["statistics"]
    counted["in the data set"] = sum(manifest["splits"].values())
    counted["left out"]["withdrawn since it was published"] = len(without.articles)
    new = tally.statistics()
    statistics |= {"languages": new.languages, "words": new.words,
                   "per_month": [asdict(one) for one in new.per_month]}  # fmt: skip
    for name, gone in (("copies", without.roles), ("date_precision", without.dates)):
        # what the set does not tell of the withdrawn ones nobody can take away
        told = Counter[str]() if gone is None else Counter(statistics[name])
        statistics[name] = dict(sorted((told - (gone or Counter())).items()))
    manifest["withdrawn"] += [
        {"uid": one.uid, "at": written(one.at)} for one in map(unnamed, without.articles.values())
    ]


def _report(
    archive: Archive, manifest: Mapping[str, Any], masks: Counter[str], without: Withdrawals,
    done: Hydrated,
) -> dict[str, Any]:  # fmt: skip
    return {
        "archive": identity(archive), "filled": done.filled,
        **{ending: len(uids) for ending, uids in done.left.items()},
        "masks": None if manifest["masks"] is None else {kind: masks[kind] for kind in MARKS},
        "left empty": {name: uids for name, uids in done.left.items() if name != "gone"},
        "left out": {"gone": [unnamed(one).uid for one in without.articles.values()]},
    }  # fmt: skip


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
