"""Where a file that the database names lies; a name that leads out of ``raw/`` is refused.

The database may be somebody else's: what it names is renamed, copied and removed.
"""

import os
from pathlib import Path, PurePosixPath

from storage.errors import OutsideArchive

OPEN = ".open"
"""A segment's name ends so while its crawl writes it."""


def raw_path(folder: Path, file: str) -> Path:
    """The path of a file of an archive folder under its sealed name. Raises ``OutsideArchive``."""
    parts = PurePosixPath(file).parts
    if not parts or file.startswith("/") or ".." in parts or "\0" in file or parts[0] == ".":
        raise OutsideArchive(f"the database names {file!r}: that is no file below raw/")
    return folder / "raw" / file


def demand_inside(folder: Path, path: Path) -> None:
    """Raise ``OutsideArchive`` where a link below ``raw/`` leads a file to be written elsewhere."""
    raw = folder / "raw"
    if not path.parent.resolve().is_relative_to(raw.resolve()):
        raise OutsideArchive(
            f"{path.parent} is a link that leads out of {raw}: nothing is written there. Put a"
            " folder in its place (`mount --bind` brings one from another disk)"
        )


def present(folder: Path, file: str) -> Path | None:
    """The file under the name that it has now, open or sealed; ``None``: it is not there.

    A name that leads out of ``raw/`` is that of no file. Of a file that is there twice the sealed
    one counts.
    """
    try:
        path = raw_path(folder, file)
        # asked last, too: it may be sealed between the first two questions
        names = (path, path.with_name(path.name + OPEN), path)
        # not Path.is_file: that raises where a folder may not be entered, or the disk is failing
        return next((one for one in names if os.path.isfile(one)), None)
    except OutsideArchive:
        return None
