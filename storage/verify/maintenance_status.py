"""How the archive itself is doing: the last house-keeping, and when its files were last proved."""

import re
from dataclasses import dataclass

from storage.activity import activity_log
from storage.archive import Archive

TASKS = ("tidy", "verify")


@dataclass(frozen=True, slots=True)
class ArchiveHealth:
    """One kind of house-keeping: when it was last done and what came of it."""

    task: str
    at: str | None
    said: str
    failed: bool
    """Whether it went wrong, or found damage."""


@dataclass(frozen=True, slots=True)
class Fixity:
    """Sealed files, how many of them were ever proved, and when the one proved longest ago was."""

    files: int
    checked: int
    oldest: str | None


def upkeep(archive: Archive) -> list[ArchiveHealth]:
    """The last run of each task."""
    found = []
    for task in TASKS:
        note = activity_log.last_note(archive.db, task)
        at, said = note or (None, "never")
        damaged = re.match(r"[1-9]\d* damaged", said)
        found.append(
            ArchiveHealth(task, at, said, bool(damaged) or said.startswith(activity_log.FAILED))
        )
    return found


def fixity(archive: Archive) -> Fixity:
    """The state of the rounds in which files are checked."""
    row = archive.row(
        "SELECT count(*), count(checked_at), min(checked_at) FROM segments WHERE state = 'sealed'"
    )
    assert row is not None
    return Fixity(*row)
