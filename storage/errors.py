"""What can go wrong with an archive; each error says what to do.

* ArchiveError
  - CannotOpen      the folder or the database cannot be opened or written
  - NewerArchive    the database was written by a newer Warraq
  - CannotWrite     a page could not be kept: full disk, missing right, locked database
    - DiskLow       fewer bytes are free than the operator wants to be left alone
    - NoRoom        a migration may not find the disk that it needs
  - TemporaryDiskFull  what SQLite sorts beside the archive finds no room
  - RawPageMissing  a raw page is not where the database says
    - RawPageLost   its loss was accepted (`warraq lost --accept`)
    - RawFileDamaged  a raw file is there and not whole
    - OutsideArchive  the database, or a link, leads out of the archive's folder
  - NeedsRebuild    other code derived what the archive holds, or a large migration is due
  - Rebuilding      `warraq rebuild` is at work, or wants to be while others are
  - UnknownPast     nobody knows how the archive stood at that time
    - BeforeTheLedger  its changes were not written down yet
    - InTheFuture      that time is to come

``WrongUsage`` stands apart: what was asked, or the settings, cannot be used.
"""


class Translatable(Exception):
    """An error whose sentence a web page can say in its reader's language.

    ``said`` is the sentence with its ``{places}``, ``values`` fill these; ``before`` stands before
    it and a colon, and is no sentence: what somebody typed.
    """

    def __init__(self, said: str, *, before: str = "", **values: object) -> None:
        """The sentence, in English where it is printed as it is."""
        self.said, self.before, self.values = said, before, values
        sentence = said.format(**values) if values else said
        super().__init__(f"{before}: {sentence}" if before else sentence)


class WrongUsage(ValueError):
    """What somebody typed or wrote into a file cannot be used; the message says what to write."""


class ArchiveError(Exception):
    """Something about the archive itself."""

    stops_all = False
    """Whether it ends the crawl of any outlet, and is told once for all of them."""


class CannotOpen(ArchiveError):
    """The archive folder or its database cannot be opened or written."""

    stops_all = True


class NewerArchive(ArchiveError):
    """The database was written by a newer Warraq; nothing was changed."""


class CannotWrite(ArchiveError):
    """Something could not be kept; nothing half-written is left behind."""

    stops_all = True


class DiskLow(CannotWrite):
    """The disk has less room than ``min_free_bytes``; nothing was tried."""


class TemporaryDiskFull(ArchiveError):
    """What SQLite sorts beside the archive finds no room; the archive itself is as it was."""


class RawPageMissing(ArchiveError):
    """A raw page is not where the database says, or is not readable."""


class RawPageLost(RawPageMissing):
    """A raw page was lost, and somebody said so: it is no damage any more."""


class RawFileDamaged(RawPageMissing):
    """A raw file is there and not whole, or cannot be read; nothing was changed."""

    def __init__(self, file: str, why: str) -> None:
        """Note the file, below ``raw/``; ``why`` goes on behind its name, and says what to do."""
        super().__init__(f"raw/{file} {why}")
        self.file = file


class OutsideArchive(RawPageMissing):
    """A name in the database, or a link, leads out of the archive's folder; it is not followed."""


class NoRoom(CannotWrite):
    """A large migration may not find the disk that it needs; nothing was changed."""


class NeedsRebuild(ArchiveError):
    """Other code derived what the archive holds than the one that runs, or tables are to change."""


class Rebuilding(ArchiveError):
    """An archive is being rebuilt, or others use it who must not meanwhile."""


class UnknownPast(ArchiveError):
    """How the archive stood at a time is not known."""


class BeforeTheLedger(UnknownPast):
    """Changes were not written down yet; the message has the earliest time that is known."""


class InTheFuture(UnknownPast):
    """The time is to come."""


class NoSuchArticle(ArchiveError):
    """No article has that number, or that order on it."""
