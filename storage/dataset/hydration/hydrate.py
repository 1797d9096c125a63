"""``hydrate``: a data set without texts, made anew beside itself with the texts of an archive."""

import json
import shutil
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from storage.archive import Archive
from storage.dataset.description import ARTICLES
from storage.dataset.hydration.filled_files import Hydrated, write_filled
from storage.dataset.hydration.papers import stamp_papers
from storage.dataset.hydration.texts import FILLED, Texts
from storage.dataset.manifest import MANIFEST, SUMS, NoDataSet, checksums, identity, read_manifest
from storage.dataset.masks import MARKS
from storage.dataset.place import Occupied, demand_place
from storage.dataset.proving.verify import verify
from storage.dataset.writing.digest import RowsDigest
from storage.dataset.writing.folder import put_in_place, unfinished_folder
from storage.dataset.writing.parts import Part
from storage.export.rows import Told

REPORT = "hydration.json"


def hydrate(
    archive: Archive, folder: Path, into: Path, told: Told = lambda _done, _all: None
) -> Hydrated:
    """Make a data set anew, in another folder, with the texts that an archive has for its rows.

    A row gets its text where the archive holds the same article with the very same text; others
    stay empty. Raises ``NoDataSet`` where the folder is none, is damaged or has its texts,
    ``Occupied`` and ``OSError``; then nothing is left.
    """
    manifest = read_manifest(folder)
    _demand_without_texts(folder, manifest)
    demand_place(into, replace=False)
    if folder.resolve() in into.resolve().parents:
        raise Occupied(f"{into} is within {folder}: name a folder beside it")
    with unfinished_folder(into) as made:
        done = _fill(archive, folder, made, manifest, told)
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
    shutil.copytree(folder, made, dirs_exist_ok=True)
    done, digest, parts = Hydrated(), RowsDigest(), dict[str, Part]()
    every = manifest["tables"][ARTICLES]["rows"]
    archive.db.execute("BEGIN")  # all texts are of one moment
    try:
        with closing(Texts(archive, folder, mask=manifest["masks"] is not None)) as texts:
            for one in manifest["files"]:
                if one["table"] == ARTICLES:
                    (made / one["path"]).unlink()
                    parts[one["path"]] = write_filled(
                        folder / one["path"], made / one["path"], texts, done, digest,
                        lambda: told(done.rows, every),
                    )  # fmt: skip
            masks = texts.masks
    finally:
        archive.db.rollback()
    report: dict[str, Any] = {
        "archive": identity(archive), "filled": done.filled,
        **{ending: len(uids) for ending, uids in done.left.items()},
        "masks": None if manifest["masks"] is None else {kind: masks[kind] for kind in MARKS},
        "left empty": done.left,
    }  # fmt: skip
    (made / REPORT).write_text(_json(report), "utf-8")
    manifest["request"]["text"] = "full"
    manifest["hydrated"] = {name: one for name, one in report.items() if name != "left empty"}
    manifest["tables"][ARTICLES]["digest"] = digest.hex()
    if manifest["masks"] is not None:
        manifest["masks"] = {kind: number + masks[kind]
                             for kind, number in manifest["masks"].items()}  # fmt: skip
    for one in manifest["files"]:
        if part := parts.get(one["path"]):
            one |= {"bytes": part.bytes, "sha256": part.sha256}
    (made / MANIFEST).write_text(_json(manifest), "utf-8")
    stamp_papers(made, parts, manifest["hydrated"])
    (made / SUMS).write_text(checksums(made), "utf-8")
    return done


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
