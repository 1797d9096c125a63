"""The page with which a crawl ended: known at the next start. One on which it hung where no Python
runs is put aside at once.

The page in hand is noted in the outlet's lock file, which outlives the process. The kernel ends a
process that hangs (``crawler.reading.limits``), and before it does, the lines of code at which it
hung are written behind the note. A crawl that died of anything else left none; the page that it was
reading then is only suspected.
"""

import contextlib
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

NOTE_BYTES = 4_096
"""The room of a note; an address that does not fit is not noted."""
MAX_TRACE_BYTES = 100_000
DIED = "a crawl died reading it"
Kind = Literal["article", "listing", "archive page"]
_FRAME = re.compile(r'^  File "(?:[^"\n]*/)?([^"/\n]+)", line (\d+) in (.+)$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class HungPage:
    """A page that hung its crawl, or that one died with, and the reason in words.

    Its address is the one under which the frontier, the polling or the backfill knows it.
    """

    kind: Kind
    address: str
    reason: str
    certain: bool = True
    """Whether it was the page, and not somebody who killed the crawl while it was read."""


class PageNote:
    """The page that a crawl reads now, in a file that outlives its process."""

    def __init__(self, descriptor: int) -> None:
        """Begin anew in an open file; ``last`` is the page that the crawl before ended with.

        ``hung`` is that page where it is certain.
        """
        self.descriptor = descriptor
        self.last = _last(os.pread(descriptor, NOTE_BYTES + MAX_TRACE_BYTES, 0))
        self.hung = self.last if self.last and self.last.certain else None
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, NOTE_BYTES, os.SEEK_SET)  # where the lines of code will be written

    def write(self, kind: Kind, address: str) -> None:
        """Note the page that is read next: one write to memory, which the disk need not see."""
        note = json.dumps([kind, address]).encode().ljust(NOTE_BYTES)
        # a disk too full for it ends the crawl where the page is kept, which says so
        with contextlib.suppress(OSError):
            os.pwrite(self.descriptor, note if len(note) == NOTE_BYTES else bytes(NOTE_BYTES), 0)

    def read(self) -> None:
        """The page was read: whatever ends the crawl now, it is not that."""
        with contextlib.suppress(OSError):
            os.pwrite(self.descriptor, bytes(NOTE_BYTES), 0)

    def clear(self) -> None:
        """Leave no note: the crawl has ended, and its lock file names no page."""
        os.ftruncate(self.descriptor, 0)


def page_in_hand(lock_file: Path) -> str:
    """The address of the page that a crawl was reading when it ended; empty: it was not reading."""
    try:
        with lock_file.open("rb") as file:
            last = _last(file.read(NOTE_BYTES))
    except OSError:
        return ""
    return last.address if last else ""


def _last(content: bytes) -> HungPage | None:
    note = content[:NOTE_BYTES].strip(b"\0 ")
    trace = content[NOTE_BYTES:].decode("utf-8", "replace")
    if not note:
        return None
    kind, address = json.loads(note)
    if not trace:
        return HungPage(kind, address, DIED, certain=False)
    # the main thread reads, and stands last; its innermost line comes first
    frame = _FRAME.search(trace, max(trace.rfind("hread 0x"), 0))
    where = f" in {frame[3]} ({frame[1]}:{frame[2]})" if frame else ""
    return HungPage(kind, address, f"reading it hung{where}: the crawl was ended")
