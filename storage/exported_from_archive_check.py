"""Whether files that are handed on come from an archive: an order to erase must name them."""

import json
import os
from pathlib import Path

from storage.archive import Archive
from storage.dataset.manifest import MANIFEST, identity


def comes_from(archive: Archive, source: Path) -> bool:
    """Whether a file or folder is, holds or lies in a copy that an archive knows of, or itself.

    A data set is known by its manifest, wherever it was moved.
    """
    place = Path(os.path.realpath(source))
    rows = archive.rows("SELECT path FROM copies_elsewhere")
    for known in (*(Path(row[0]) for row in rows), Path(os.path.realpath(archive.folder))):
        if place.is_relative_to(known) or known.is_relative_to(place):
            return True
    own = identity(archive)["identity"]
    return any(_made_from(one) == own for one in place.rglob(MANIFEST))


def _made_from(manifest: Path) -> str | None:
    """The identity of the archive that a data set names; ``None``: it is another file."""
    try:
        return str(json.loads(manifest.read_bytes())["archive"]["identity"])
    except (OSError, ValueError, LookupError, TypeError):  # a manifest of something else
        return None
