"""The archive for the threads of the server: a connection each, the columns shared."""

import threading
from collections.abc import Mapping
from pathlib import Path

from storage.query.archive_without_hidden import ReadingArchive
from storage.query.in_memory_columns import ArticleColumns


class Readers:
    """Connections to one archive, opened by the thread that asks first."""

    def __init__(self, folder: Path, outlet_kinds: Mapping[str, str] | None = None) -> None:
        """Open one and read the columns; ``outlet_kinds``: outlet -> its kind.

        Raises what ``ReadingArchive`` raises.
        """
        self.folder = folder
        self._local = threading.local()
        self._opened: dict[threading.Thread, ReadingArchive] = {}
        self._lock = threading.Lock()
        self._refreshing = threading.Lock()
        self._columns = ArticleColumns(self.archive, outlet_kinds)

    @property
    def archive(self) -> ReadingArchive:
        """The archive of this thread: one that a thread had which has ended, or a new one.

        The server's threads end after ten idle seconds, and others begin: with a connection for
        each that ever was, a server of some days has no file left to open.
        """
        found: ReadingArchive | None = getattr(self._local, "archive", None)
        if found is None:
            with self._lock:
                ended = next((one for one in self._opened if not one.is_alive()), None)
                found = self._opened.pop(ended) if ended else None
            found = self._local.archive = found or ReadingArchive(self.folder)
            with self._lock:
                self._opened[threading.current_thread()] = found
        return found

    def fresh_columns(self) -> ArticleColumns:
        """The columns with all that has been written until now; no article joins or leaves them."""
        archive = self.archive
        with self._refreshing:
            self._columns = self._columns.refreshed(archive)
            return self._columns

    def close(self) -> None:
        """Close every connection."""
        for one in self._opened.values():
            one.close()
