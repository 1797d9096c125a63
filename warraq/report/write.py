"""Writing a report: a file that appears when it is whole."""

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from storage.archive import Archive
from storage.export.output import STDOUT, destination, packed, unfinished
from storage.query.filters import Filters
from storage.query.report.figures import Told, figures
from warraq.report.page import page
from warraq.web.wording.translation import Language


@dataclass(frozen=True, slots=True)
class Style:
    """How a report is written: its language, the outlets' names for people, their addresses."""

    language: Language
    names: Mapping[str, str]
    homes: Mapping[str, str]
    options: str = ""
    """What was asked for, as a shell takes it: a report prints how it is made again."""


def write_report(
    archive: Archive, filters: Filters, at: datetime, path: Path, style: Style,
    told: Told = lambda _done, _all: None,
) -> int:  # fmt: skip
    """Write the report on what the filters choose, to a file or to ``-``; how many articles.

    To be called within ``moment``, whose time ``at`` is.
    None: nothing is written, and a file of that name stays. Raises ``OSError``.
    """
    found = figures(archive, filters, at, told)
    if not found.articles:
        return 0
    path = destination(path)
    with nullcontext(path) if path == STDOUT else unfinished(path) as coming:
        with packed(coming, "") as out:
            for part in page(found, style.names, style.homes, style.language, style.options):
                out.write(part.encode("utf-8", "replace"))  # half of a surrogate pair is no letter
        if path != STDOUT:
            coming.replace(path)
    return found.articles
