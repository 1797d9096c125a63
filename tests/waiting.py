"""Waiting for a state, never for a time: a machine may be busy."""

import time
from collections.abc import Callable

LIMIT = 600
"""Seconds after which something hangs: no busy machine takes so long. No test asserts less."""


def until(what: str, state: Callable[[], object]) -> None:
    """Return as soon as something is so; fail, and say what was not, when it hangs."""
    end = time.monotonic() + LIMIT
    while not state():
        assert time.monotonic() < end, f"not so in {LIMIT} s: {what}"
        time.sleep(0.01)  # between two looks
