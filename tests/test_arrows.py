"""spiders -> crawler <- storage, and the command above them; held by reading every import."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = {"crawler", "spiders", "storage", "warraq", "scheduler"}
MAY_IMPORT = {
    "crawler": {"crawler"},
    "spiders": {"crawler"},
    "storage": {"crawler", "storage"},
    "scheduler": {"crawler", "storage", "warraq"},
    "warraq": {"crawler", "storage", "warraq", "scheduler"},
}


def imported(path: Path) -> set[str]:
    """The packages of ours that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found & PACKAGES


@pytest.mark.parametrize("package", sorted(MAY_IMPORT))
def test_arrows(package: str) -> None:
    alone = ROOT / f"{package}.py"
    files = [alone] if alone.exists() else (ROOT / package).rglob("*.py")
    wrong = {
        str(file.relative_to(ROOT)): imported(file) - MAY_IMPORT[package]
        for file in files
        if imported(file) - MAY_IMPORT[package]
    }
    assert wrong == {}


def test_sql_stands_only_in_storage() -> None:
    rooms = ("crawler", "spiders", "warraq")
    files = [file for room in rooms for file in (ROOT / room).rglob("*.py")]
    files += [ROOT / "scheduler.py"]
    assert [f.name for f in files if "SELECT " in f.read_text()] == []


def test_the_time_zone_has_one_home() -> None:
    """Three modules had one of their own; a clock that is mended in one place is mended in all."""
    files = [file for room in (*MAY_IMPORT, "tests") for file in (ROOT / room).rglob("*.py")]
    zone = 'ZoneInfo("Africa/' + 'Casablanca")'
    assert [file.name for file in files if zone in file.read_text("utf-8")] == ["timezone.py"]
