"""What came of a backup or a restore, for the person who asked for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BackupResult:
    """The counts of a backup or a restore: files and bytes copied."""

    files: int
    bytes: int
    unchanged: int
    """Files that an earlier backup in the same folder had already."""
    lost: tuple[str, ...] = ()
    """What should be in the copy and is not, or not as it was; each in words."""
    left_out: tuple[str, ...] = ()
    """Names that a restore did not take: no archive has such files."""

    def in_words(self) -> str:
        """``1 file copied, 14 were there already: 2,308,136 bytes``."""
        said = f"{self.files} {'file' if self.files == 1 else 'files'} copied"
        if self.unchanged:
            said += f", {self.unchanged} {'was' if self.unchanged == 1 else 'were'} there already"
        return f"{said}: {self.bytes:,} bytes"
