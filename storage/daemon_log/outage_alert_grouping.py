"""Troubles that all outlets share, told once: an archive that cannot be written, a lost network."""

import logging
import threading
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

HELD_SECONDS = 20.0
"""How long the first outlet without an answer is not told of: a lost network has a second soon."""


class Say(Protocol):
    """Takes one message about an outlet or a task."""

    def __call__(self, name: str, words: str, level: int = logging.INFO) -> None:
        """``level`` is one of ``logging``'s."""


@dataclass(frozen=True, slots=True)
class _Message:
    name: str
    words: str
    level: int
    at: float


class OutageAlerts:
    """What is told of crawls; many outlets that have the same trouble are one message."""

    def __init__(self, say: Say) -> None:
        """All is well until the first crawl says otherwise."""
        self.say = say
        self.turn = threading.Lock()
        self.stuck = set[str]()
        """Outlets whose last crawl could not write the archive."""
        self.unreached = set[str]()
        """Outlets whose last crawl got no answer."""
        self.in_a_row: list[str] = []
        """Outlets that answered before, or were not asked yet, and do not since anyone has."""
        self.held: _Message | None = None

    @property
    def network_lost(self) -> bool:
        """Whether two outlets in a row that were not known to be away gave no answer."""
        return len(self.in_a_row) > 1

    def archive_failed(self, outlet: str, reason: str, again: timedelta) -> None:
        """A crawl ended since the archive cannot be written: told of the first one only.

        ``again``: after which time it is tried again.
        """
        with self.turn:
            first = not self.stuck
            self.stuck.add(outlet)
        if first:
            minutes = again.total_seconds() / 60
            self.say("archive", f"{reason}; every crawl waits for that and is tried again every"
                     f" {minutes:.0f} minutes", logging.ERROR)  # fmt: skip

    def no_answer(self, outlet: str, words: str, reason: str) -> None:
        """A crawl got no answer at all, for a reason that the network may have."""
        with self.turn:
            self._can_write(outlet)
            away_before, lost_before = outlet in self.unreached, self.network_lost
            self.unreached.add(outlet)
            if lost_before:
                return
            if away_before:
                self.say(outlet, words, logging.WARNING)
                return
            self.in_a_row.append(outlet)
            if not self.network_lost:
                self.held = _Message(outlet, words, logging.WARNING, time.monotonic())
                return
            self.held = None
            first, second = self.in_a_row
            self.say("network", f"seems to be lost: neither {first} nor {second} can be reached"
                     f" ({reason}); others are not told of until one answers",
                     logging.ERROR)  # fmt: skip

    def told(self, outlet: str, words: str, level: int) -> None:
        """A crawl that somebody answered."""
        with self.turn:
            self._can_write(outlet)
            self.unreached.discard(outlet)
            if self.network_lost:
                away = several(sorted(self.unreached))
                self.say("network", f"{outlet} answers again; not reached last time: {away}")
            self.in_a_row.clear()
            self._tell_held(0.0)
            self.say(outlet, words, level)

    def keep(self, outlets: Collection[str]) -> None:
        """Forget those that are no longer crawled: nobody will ever say that they are well."""
        with self.turn:
            self.stuck &= set(outlets)
            self.unreached &= set(outlets)
            if not self.network_lost:
                self.in_a_row = [one for one in self.in_a_row if one in outlets]

    def tell_held(self, older_than: float = HELD_SECONDS) -> None:
        """Tell of the one outlet without an answer that no second one has followed."""
        with self.turn:
            self._tell_held(older_than)

    def _tell_held(self, older_than: float) -> None:
        if self.held and time.monotonic() - self.held.at >= older_than:
            self.say(self.held.name, self.held.words, self.held.level)
            self.held = None

    def _can_write(self, outlet: str) -> None:
        """A crawl has not failed on the archive; it is well again with the last that had."""
        if outlet in self.stuck:
            self.stuck.remove(outlet)
            if not self.stuck:
                self.say("archive", "can be written again")


def several(names: Sequence[str]) -> str:
    """Names in a few words: ``rif, arc and 57 others``."""
    if len(names) <= 3:
        return ", ".join(names) or "none"
    return f"{', '.join(names[:2])} and {len(names) - 2} others"
