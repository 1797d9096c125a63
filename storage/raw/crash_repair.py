"""After a crash: cut open segments to the last whole record, index what has no row, seal them.

Nothing is cut off a file that lacks what its rows acknowledge: it is named and stays as it is.
"""

import logging
from pathlib import Path

from storage.activity import activity_log
from storage.archive import Archive
from storage.database import writing
from storage.folder_sync import sync_folder
from storage.raw.intact_records import Inspection, inspect, packed_otherwise
from storage.raw.lost_files import DAMAGED, REMEDY, UNREADABLE, damage_noted, lost_files, remedy
from storage.raw.segment import seal
from storage.raw.segment_rewrite import clear_leftovers, rewrite
from storage.raw.warc_record_rows import Indexed, index_records
from storage.safe_raw_paths import OPEN, demand_inside, present, raw_path

logger = logging.getLogger(__name__)
_PIECE = 1 << 20


def repair_segments(archive: Archive, outlet: str, *, look_again: bool = False) -> list[str]:
    """Repair and seal what a dead process of an outlet left open; the files it mended.

    A file that is lost or damaged is named and left as it is: what is fetched next gets a file of
    its own. With ``look_again`` those that were found damaged are read again: they may have been
    put back. The caller holds the outlet's lock, so no living crawl writes these.
    """
    clear_leftovers(archive, outlet)
    mended = []
    known = {one.file for one in lost_files(archive, outlet)}
    for row in archive.rows(
        "SELECT file, state FROM segments WHERE outlet = ? AND state IN ('open', 'sealed', ?)",
        outlet, DAMAGED,
    ):  # fmt: skip
        file, state = row["file"], row["state"]
        if present(archive.folder, file) is None:
            if state == "open":
                _forget(archive, file)
        elif state == "open" or look_again and file in known:
            if mend_segment(archive, outlet, file) is not None:
                mended.append(file)
        elif state == "sealed":
            _name_as_sealed(archive, file)
    if look_again:  # who asks for that tells what came of it
        return mended + _look_at_joined(archive, outlet)
    for lost in lost_files(archive, outlet):
        logger.warning("%s: %s: %s", outlet, lost.in_words(), REMEDY)
    return mended


def mend_segment(archive: Archive, outlet: str, file: str) -> Indexed | None:
    """Cut the torn tail of a file, give its records their rows, and seal it; the counts.

    ``None``: it is damaged, or cannot be read, and stays as it is. The caller holds the outlet's
    lock.
    """
    row = archive.row("SELECT state FROM segments WHERE file = ?", file)
    state = row["state"] if row else "open"
    try:
        if not _one_of_two(archive, file):
            return None
        path = present(archive.folder, file) or raw_path(archive.folder, file)
        seen = inspect(archive, file, path)
        torn = seen.torn and path.name.endswith(OPEN) and not path.is_symlink()
        if not seen.whole and not (torn and not packed_otherwise(path)):
            note_damaged(archive, file, seen)
            return None
    except OSError as error:
        logger.warning("raw/%s cannot be read: %s. %s", file, error.strerror, UNREADABLE)
        return None
    left = _as_open(archive, file)
    if seen.spoilt:
        logger.warning("%s: cut a torn tail of %d bytes", left, seen.spoilt)
        with left.open("r+b") as stream:
            stream.truncate(seen.end)
    done = index_records(archive, outlet, file, left)
    if done.damage:  # it is sealed as it is, and `verify` names what is wrong with it
        logger.warning("%s: its records cannot all be known: %s", left, done.damage)
    seal(archive, file)
    if state != "open":
        with writing(archive.db):
            activity_log.note(archive.db, "mend", f"raw/{file}: found whole again")
    if done.erased:  # it was away when they were: it came back with them
        rewrite(archive, outlet, [file], done.erased)
    return done


def note_damaged(archive: Archive, file: str, seen: Inspection) -> None:
    """Note that a file is not whole, and say so at once. Nothing is cut off it."""
    row = archive.row("SELECT state FROM segments WHERE file = ?", file)
    if row is None or row["state"] not in ("open", "sealed", DAMAGED):
        return
    if row["state"] == DAMAGED and damage_noted(archive, file) == seen.in_words():
        return
    logger.warning("raw/%s is damaged: %s; %s", file, seen.in_words(), remedy(file))
    with writing(archive.db):
        archive.db.execute("UPDATE segments SET state = ? WHERE file = ?", [DAMAGED, file])
        activity_log.note(archive.db, DAMAGED, f"raw/{file}: {seen.in_words()}")


def _as_open(archive: Archive, file: str) -> Path:
    """The file under its open name, which it gets where it was renamed just before the crash."""
    path = raw_path(archive.folder, file)
    left = path.with_name(path.name + OPEN)
    demand_inside(archive.folder, left)
    if not left.exists():
        path.rename(left)
    return left


def _name_as_sealed(archive: Archive, file: str) -> None:
    """Give a sealed file its name where the renaming did not survive a power cut."""
    path = raw_path(archive.folder, file)
    left = path.with_name(path.name + OPEN)
    if not path.exists() and left.is_file():
        demand_inside(archive.folder, path)
        left.rename(path)
        sync_folder(path.parent)


def _one_of_two(archive: Archive, file: str) -> bool:
    """Whether there is one file of a name, not a sealed and an open one that differ.

    Of two the one stays that begins like the other and is longer, or that alone is whole. Raises
    ``OSError``.
    """
    path = raw_path(archive.folder, file)
    left = path.with_name(path.name + OPEN)
    if not (path.is_file() and left.is_file()):
        return True
    shorter, longer = sorted((path, left), key=lambda one: one.stat().st_size)
    whole = [one for one in (path, left) if inspect(archive, file, one).whole]
    if _begins_like(longer, shorter):
        whole = [longer]
    if len(whole) != 1:
        why = "keep the whole one, move the other one out of raw/"
        logger.warning("%s and %s are both there, and differ: %s", path, left.name, why)
        return False
    demand_inside(archive.folder, path)
    whole[0].replace(left)
    path.unlink(missing_ok=True)
    sync_folder(path.parent)
    return True


def _begins_like(longer: Path, shorter: Path) -> bool:
    with shorter.open("rb") as some, longer.open("rb") as more:
        while piece := some.read(_PIECE):
            if more.read(len(piece)) != piece:
                return False
    return True


def _look_at_joined(archive: Archive, outlet: str) -> list[str]:
    """Files that were put back after they were joined without all of their answers."""
    back = list[str]()
    for row in archive.rows(
        "SELECT file FROM segments WHERE outlet = ? AND state = 'joined'"
        " AND EXISTS (SELECT 1 FROM captures c WHERE c.file = segments.file)", outlet,
    ):  # fmt: skip
        try:
            if present(archive.folder, row["file"]) is None or not _one_of_two(
                archive, row["file"]
            ):
                continue
            path = present(archive.folder, row["file"])
            if path is None or inspect(archive, row["file"], path).lost:
                continue
        except OSError:  # named as any other that cannot be read
            continue
        # what is in the joined file already stays behind
        rewrite(archive, outlet, [row["file"]], lost=())
        back.append(row["file"])
    return back


def _forget(archive: Archive, file: str) -> None:
    """Forget a row whose file was never made.

    One with answers was made: it is lost, and its rows stay until somebody accepts that.
    """
    with writing(archive.db):
        archive.db.execute(
            "DELETE FROM segments WHERE file = ?1"
            " AND NOT EXISTS (SELECT 1 FROM captures WHERE file = ?1)", [file],
        )  # fmt: skip
