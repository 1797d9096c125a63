"""What all tests share: examples of property tests, what a quick run skips, who hears Ctrl-C."""

import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("quick", max_examples=25, deadline=None)
settings.register_profile("thorough", max_examples=200, deadline=None)
settings.load_profile("thorough" if os.environ.get("CI") else "quick")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # `nohup make test &`: programs that tests start and stop would be deaf too. A handler, other
    # than deafness, is not handed on to them, and this one goes on doing nothing
    signal.signal(signal.SIGINT, lambda *_: None)
if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    # so does ``nohup``; commands that inherit it would take themselves for started under it
    signal.signal(signal.SIGHUP, lambda *_: None)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave modules of slow tests alone unread in `make quick`: importing them takes seconds."""
    if config.option.markexpr != "not slow" or collection_path.suffix != ".py":
        return None
    return "\npytestmark = pytest.mark.slow\n" in collection_path.read_text("utf-8") or None
