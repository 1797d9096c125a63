"""The rooms of the house and who imports whom, read from the imports of the code.

A room is a folder; a module of a folder that is only a shell around others (``SHELLS``) is a room
of its own. ``docs/rooms.md`` prints what is found here, ``tests/house/test_arrows.py`` holds it.
"""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parent.parent
PRODUCT = ("spiders", "crawler", "storage", "warraq", "scheduler")
SHELLS = frozenset(("crawler", "crawler/reading", "storage", "warraq"))
MAX_MODULES = 17
"""Modules of one folder; beyond it a newcomer no longer sees what stands where."""


def files() -> list[Path]:
    """The product's modules, below the checkout."""
    found = [ROOT / "scheduler.py"]
    for package in PRODUCT[:-1]:
        found += sorted((ROOT / package).rglob("*.py"))
    return [file.relative_to(ROOT) for file in found]


def name_of(file: Path) -> str:
    """The dotted name of a module."""
    parts = file.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, Path]:
    """Every module of the product by its dotted name."""
    return {name_of(file): file for file in files()}


def imports(file: Path) -> set[str]:
    """The modules of ours that a file imports, also within functions and for types only."""
    known, found = modules(), set[str]()
    for node in ast.walk(ast.parse((ROOT / file).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= names & known.keys()
            if names - known.keys():
                found.add(node.module)
    return {name for name in found if name in known}


def room_of(module: str) -> str:
    """The room of a module: its folder, or itself where it stands beside folders."""
    file = modules()[module]
    alone = file.parent == Path() or str(file.parent) in SHELLS
    return module if alone else ".".join(file.parent.parts)


def arrows() -> dict[str, set[str]]:
    """Each room with the other rooms that it imports from."""
    found: dict[str, set[str]] = {room_of(module): set() for module in modules()}
    for module, file in modules().items():
        room = room_of(module)
        found[room] |= {room_of(other) for other in imports(file)} - {room}
    return found


def circle(graph: dict[str, set[str]]) -> list[str]:
    """A circle in a graph, its first member repeated at the end; empty without one."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def floors() -> Iterator[list[str]]:
    """The rooms from the ground up: each imports only from the floors below it."""
    sorter = TopologicalSorter(arrows())
    sorter.prepare()
    while ready := sorter.get_ready():
        yield sorted(ready)
        sorter.done(*ready)


def says(room: str) -> str:
    """The first line of a room's docstring."""
    text = (ROOT / modules()[room]).read_text("utf-8") if room in modules() else ""
    return (ast.get_docstring(ast.parse(text)) or "").partition("\n")[0]
