"""Names that survive a power cut: a new one stands on the disk once its folder is synced."""

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Make a new or renamed file name survive a power cut. Raises ``OSError``."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder with its parents, each new one synced into its own. Raises ``OSError``.

    A file that is synced inside a folder whose own name is not is lost with it.
    """
    if folder.is_dir():
        return
    if folder.parent != folder:
        make_folder(folder.parent)
    folder.mkdir(exist_ok=True)  # another process may make it at the same moment
    sync_folder(folder.parent)
