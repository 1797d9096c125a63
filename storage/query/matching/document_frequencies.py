"""In how many articles a word stands, as working out forms asks: very often, of the same words."""

import threading

from storage.archive import Archive

REMEMBERED = 50_000
"""Frequent words that are remembered in a process, of all archives together."""
_frequent: set[tuple[str, str]] = set()
_lock = threading.Lock()


class DocumentFrequencies:
    """The counts of one question; what is frequent stays so, and is remembered beyond it."""

    def __init__(self, archive: Archive, many: int) -> None:
        """``many``: what is counted up to, and is frequent."""
        self.archive, self.many, self._counts = archive, many, dict[str, int]()
        self._of = str(archive.folder.absolute())

    def articles_with(self, word: str) -> int:
        """The number of articles that hold a folded word, counted up to ``many``."""
        if word not in self._counts:
            self._counts[word] = self.many if (self._of, word) in _frequent else self._asked(word)
        return self._counts[word]

    def _asked(self, word: str) -> int:
        row = self.archive.row(
            "SELECT count(*) FROM (SELECT 1 FROM articles_fts WHERE articles_fts MATCH ?"
            " LIMIT ?)",
            f'"{word}"', self.many,
        )  # fmt: skip
        count = int(row[0]) if row else 0
        if count == self.many:
            with _lock:
                if len(_frequent) >= REMEMBERED:
                    _frequent.clear()
                _frequent.add((self._of, word))
        return count
