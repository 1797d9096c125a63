"""What can go wrong with an archive; each error says what to do.

* ArchiveError
  - CannotOpen      the folder or the database cannot be opened or written
  - NewerArchive    the database was written by a newer Warraq
  - CannotWrite     a page could not be kept: full disk, missing right, locked database
    - DiskLow       fewer bytes are free than the operator wants to be left alone
  - RawPageMissing  a raw page is not where the database says
"""


class ArchiveError(Exception):
    """Something about the archive itself."""


class CannotOpen(ArchiveError):
    """The archive folder or its database cannot be opened or written."""


class NewerArchive(ArchiveError):
    """The database was written by a newer Warraq; nothing was changed."""


class CannotWrite(ArchiveError):
    """Something could not be kept; nothing half-written is left behind."""


class DiskLow(CannotWrite):
    """The disk has less room than ``min_free_bytes``; nothing was tried."""


class RawPageMissing(ArchiveError):
    """A raw page is not where the database says, or is not readable."""
