"""Raw files that a check found damaged and whose sizes do not tell it, until somebody reads them.

A check takes no lock, and so changes no state: it notes a doubt, which ends when the file is found
whole, or known to be damaged. ``warraq lost`` reads what is doubted.
"""

from collections.abc import Collection

from storage.activity import activity_log
from storage.archive import Archive
from storage.raw.lost_files import LostFile, lost_file, to_read

DOUBT, SETTLED = "doubt", "doubt settled"


def doubted_files(archive: Archive) -> list[str]:
    """The files whose last note is a doubt, but those that are known to be lost or damaged."""
    last = {
        row["detail"]: row["action"]
        for row in archive.rows(
            "SELECT action, detail FROM log WHERE action IN (?, ?) ORDER BY id", DOUBT, SETTLED
        )
    }
    asked = [file for file, action in sorted(last.items()) if action == DOUBT]
    return [file for file in asked if _seems_whole(archive, file)]


def _seems_whole(archive: Archive, file: str) -> bool:
    sealed = archive.row("SELECT 1 FROM segments WHERE file = ? AND state = 'sealed'", file)
    return sealed is not None and lost_file(archive, file) is None


def doubts(archive: Archive, files: Collection[str] | None = None) -> list[LostFile]:
    """The doubted files, all or of those named, as ``warraq lost`` tells of them unread."""
    return [
        LostFile(file, outlet, 0, f"was found damaged by a check: {to_read(file)}")
        for file in doubted_files(archive)
        if files is None or file in files
        for (outlet,) in archive.rows("SELECT outlet FROM segments WHERE file = ?", file)
    ]


def note_doubts(archive: Archive, damaged: Collection[str], settled: Collection[str]) -> None:
    """Note what a check or a reading found, where that is news. Within a transaction."""
    known = set(doubted_files(archive))
    for file in sorted(set(damaged) - known):
        if _seems_whole(archive, file):
            activity_log.note(archive.db, DOUBT, file)
    for file in sorted(known.intersection(settled)):
        activity_log.note(archive.db, SETTLED, file)
