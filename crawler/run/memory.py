"""The memory that a process holds, and the most that it may take."""

import contextlib
import os
import resource
from pathlib import Path

_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


def resident_bytes(pid: int) -> int:
    """The bytes of a process in memory; 0 where it is gone, or where the system does not tell."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * _PAGE_BYTES
    except (OSError, IndexError):
        return 0


def bound_own_memory(most_bytes: int) -> None:
    """Let this process take no more than so many bytes: beyond them it gets ``MemoryError``.

    The last resort, where nobody looks any more: Linux counts what is reserved, stacks included.
    """
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    with contextlib.suppress(ValueError, OSError):  # somebody allows still less, or it is no Linux
        resource.setrlimit(resource.RLIMIT_DATA, (most_bytes, hard))
