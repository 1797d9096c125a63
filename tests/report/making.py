"""Archives and reports for tests."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from lxml import html

from storage.archive import Archive
from tests.making import START, article
from tests.web.making import filled, run_row
from warraq.cli import main


def timed(folder: Path) -> None:
    """The archive of the web page's tests, with a fourth outlet whose pages state times.

    It was crawled first two days before ``START``, and once more a day later: a day is between.
    """
    filled(folder)
    with Archive(folder) as kept:
        for days in (2, -1):
            run_row(kept, "four", START - timedelta(days=days))
        told: dict[str, Any] = {"published_precision": "minute", "language": "ar"}
        for number, (days, minutes) in enumerate(((30, 30 * 1440), (1, 10), (0, 30), (0, -5)), 1):
            published = START - timedelta(days=days)
            kept.keep(article(
                number, "four", headline=f"طريق {number}", published_at=published,
                fetched_at=published + timedelta(minutes=minutes),
                body=f"خبر قصير عن طريق رقم {number} بإقليم {number} وحده.", **told,
            ))  # fmt: skip


def report(folder: Path, *options: str, name: str = "report.html") -> str:
    """The text of a report that the command writes beside an archive."""
    path = folder.parent / name
    assert main(["report", str(path), "--archive", str(folder), *options]) == 0
    return path.read_text("utf-8")


def tables(text: str) -> dict[str, list[dict[str, str]]]:
    """The rows of each table of a report, by the name that is read out; columns by their heads.

    Tables with two rows of heads are left out.
    """
    found = {}
    for group in html.fromstring(text).cssselect("[role=group]"):
        for table in group.cssselect("table"):
            heads = [one.text_content() for one in table.cssselect("thead tr")[-1]]
            rows = [[cell.text_content().strip() for cell in row]
                    for row in table.cssselect("tbody tr")]  # fmt: skip
            if all(len(row) == len(heads) for row in rows):
                found[group.get("aria-label")] = [
                    dict(zip(heads, row, strict=True)) for row in rows
                ]
    return found


def number(cell: str) -> int:
    """The number in a cell."""
    return int(cell.replace(",", ""))
