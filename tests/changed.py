"""Which outlets differ from the last commit: `make quick` holds only those against the rules."""

import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

ROOT = Path(__file__).parents[1]
ADDRESSES = "tests/outlet_addresses.json"


def changed_files(root: Path = ROOT) -> list[str] | None:
    """The files of outlets, new or unlike git's HEAD, from the top; ``None`` without git."""
    watched = ["spiders", "tests/golden", ADDRESSES]
    command = ["git", "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--"]
    try:
        asked = subprocess.run(
            [*command, *watched], cwd=root, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:  # no git here
        return None
    if asked.returncode:
        return None
    return [line[3:] for line in asked.stdout.split("\0") if line]


def changed_outlets(names: Iterable[str], files: Sequence[str] | None) -> set[str]:
    """The outlets among some that have a changed file or golden page; all if that is not known."""
    if files is None or ADDRESSES in files:
        return set(names)
    parts = [Path(file).parts for file in files]
    folders = {part[2] for part in parts if part[1] == "golden" and len(part) == 4}
    stems = {Path(file).stem.partition("-")[0] for file in files}
    return {name for name in names if name in folders | stems}


def slow_unless_changed(names: Iterable[str], changed: set[str]) -> list[ParameterSet]:
    """The names of outlets as parameters; those that did not change are for `make test`."""
    return [
        pytest.param(name, marks=() if name in changed else pytest.mark.slow)
        for name in sorted(names)
    ]


def tell(sentences: Sequence[str]) -> None:
    """Fail with these sentences and nothing else, if there are any."""
    if sentences:
        pytest.fail("\n".join(sentences), pytrace=False)
