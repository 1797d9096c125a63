"""The table of names with several spellings: ours (``spellings.txt``), and an archive's own."""

import functools
from collections.abc import Iterable, Iterator
from pathlib import Path

from crawler.arabic import folded_words
from storage.errors import WrongUsage

OWN = "spellings.txt"
"""The file of an archive's own spellings, in its folder."""
Spelling = tuple[str, ...]
"""The folded words of one spelling."""


class BrokenSpellings(WrongUsage):
    """A line of a table of spellings is none; the message has the file and the line."""


class Spellings:
    """Groups of spellings; whoever types one finds all of its group."""

    def __init__(self, groups: Iterable[Iterable[Spelling]]) -> None:
        """Groups that share a spelling are one."""
        self._group_of: dict[Spelling, list[Spelling]] = {}
        for group in groups:
            joined = list(dict.fromkeys(
                other for one in group for other in (one, *self._group_of.get(one, ()))
            ))  # fmt: skip
            for one in joined:
                self._group_of[one] = joined
        self.longest = max(map(len, self._group_of), default=1)

    def others(self, words: Spelling) -> list[Spelling]:
        """The other spellings of a name; none: an empty list."""
        return [one for one in self._group_of.get(words, ()) if one != words]


def spellings(folder: Path) -> Spellings:
    """Our table with that of an archive. Raises ``BrokenSpellings``."""
    own = folder / OWN
    changed = own.stat().st_mtime_ns if own.is_file() else 0
    return _loaded(own, changed)


@functools.lru_cache(maxsize=8)
def _loaded(own: Path, changed: int) -> Spellings:
    tables = [Path(__file__).with_name("spellings.txt"), *([own] if changed else [])]
    return Spellings(group for table in tables for group in _groups(table))


def _groups(table: Path) -> Iterator[list[Spelling]]:
    """The groups of a table, one of each line."""
    try:
        lines = table.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise BrokenSpellings(f"{table} is not in UTF-8: save it so") from error
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        found = [tuple(folded_words(part)) for part in line.split("=")]
        if len(found) < 2 or not all(found):
            raise BrokenSpellings(
                f'{table}, line {number}: write "one spelling = another one": {line.strip()!r}'
            )
        yield found
