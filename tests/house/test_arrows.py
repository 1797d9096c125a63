"""spiders -> crawler <- storage, and the command above them; held by reading every import."""

from collections import Counter
from pathlib import Path

import pytest

from tests.rooms import MAX_MODULES, PRODUCT, ROOT, arrows, circle, files, imports, modules

MAY_IMPORT = {
    "crawler": {"crawler"},
    "spiders": {"crawler"},
    "storage": {"crawler", "storage"},
    "scheduler": {"crawler", "storage"},
    "warraq": {"crawler", "storage", "warraq", "scheduler"},
}


@pytest.mark.parametrize("package", PRODUCT)
def test_arrows_between_packages(package: str) -> None:
    wrong = {
        str(file): strangers
        for module, file in modules().items()
        if module.partition(".")[0] == package
        and (strangers := {m.partition(".")[0] for m in imports(file)} - MAY_IMPORT[package])
    }
    assert wrong == {}


def test_no_circle_between_modules() -> None:
    graph = {name: imports(file) - {name} for name, file in modules().items()}
    assert circle(graph) == []


def test_no_circle_between_rooms() -> None:
    assert circle(arrows()) == []


def test_no_folder_is_too_full() -> None:
    counted = Counter(f.parent for f in files() if f.name not in ("__init__.py", "__main__.py"))
    full = {str(d): n for d, n in counted.items() if n > MAX_MODULES and d != Path("spiders")}
    assert full == {}, "give its parts rooms of their own"


def test_sql_stands_only_in_storage() -> None:
    outside = [file for file in files() if file.parts[0] != "storage"]
    assert [str(f) for f in outside if "SELECT " in (ROOT / f).read_text("utf-8")] == []


def test_the_time_zone_has_one_home() -> None:
    """Three modules had one of their own; a clock that is mended in one place is mended in all."""
    zone = 'ZoneInfo("Africa/' + 'Casablanca")'
    found = [file for file in [*files(), *(ROOT / "tests").rglob("*.py")]]
    having = [file.name for file in found if zone in (ROOT / file).read_text("utf-8")]
    assert having == ["timezone.py"]
