"""A copy of the archive while it is written, and a new archive made of such a copy.

The database is copied with SQLite's own backup; only then the files, so that every row of the copy
leads to bytes that are in it. ``manifest-sha256.txt`` can be checked with ``sha256sum -c``. Until
the new copy is whole the former one stays as it was: a backup that dies costs nobody the last one.
"""

from storage.backup.copying import backup
from storage.backup.finished_copy import drop_unfinished
from storage.backup.manifest import MANIFEST, BadBackup
from storage.backup.restoring import restore
from storage.backup.result import BackupResult

__all__ = ["MANIFEST", "BackupResult", "BadBackup", "backup", "drop_unfinished", "restore"]
