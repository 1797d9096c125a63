"""The papers of a data set that was filled, made anew of its manifest: how far it was filled."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from storage import times
from storage.dataset.builder import PAPERS
from storage.dataset.description import (
    DataColumn,
    DataFile,
    DataTable,
    Description,
    Leak,
    LeakAt,
    MonthRows,
    Splitting,
    Statistics,
    Withdrawn,
)
from storage.dataset.manifest import RIGHTS, SUMMARY, creators_of
from storage.dataset.proving.reproduce import request_of
from storage.dataset.tables.monthly_coverage_reader import monthly_completeness
from storage.dataset.tally import Tally

_CARD = "README.md"


def write_papers(folder: Path, manifest: Mapping[str, Any], tally: Tally) -> None:
    """Write the papers that are there anew, by what the manifest says now. Raises ``OSError``."""
    described = _described(folder, manifest, tally)
    for name, paper in PAPERS.items():
        if (file := folder / name).exists():
            more = _section(manifest["hydrated"]) if name == _CARD else ""
            file.write_text(paper(described) + more, "utf-8", newline="")


def _described(folder: Path, manifest: Mapping[str, Any], tally: Tally) -> Description:
    request, at = request_of(manifest), times.parse(manifest["as_of"])
    return Description(
        name=manifest["name"], title=manifest["title"], summary=SUMMARY,
        version=manifest["version"], as_of=at, archive=manifest["archive"],
        creators=creators_of(request), filters=request.as_mapping(),
        filters_in_words=request.in_words(), command=request.command(manifest["as_of"]),
        text=request.text, bylines=request.bylines, splitting=_splitting(manifest["splitting"]),
        splits=manifest["splits"],
        files=tuple(DataFile(**one) for one in manifest["files"]),
        tables=tuple(
            DataTable(name, one["meaning"], tuple(DataColumn(**each) for each in one["columns"]))
            for name, one in manifest["tables"].items()
        ),
        dropped=manifest["articles"]["left out"],
        statistics=_statistics(manifest["statistics"]),
        coverage=tally.coverage(_names(folder), _gap_days(folder)),
        figures=monthly_completeness(folder),
        masks=manifest["masks"], leak=_leak(manifest["leak"]), software=manifest["software"],
        rights=RIGHTS,
        withdrawn=tuple(
            Withdrawn(one["uid"], times.parse(one["at"])) for one in manifest["withdrawn"]
        ),
    )  # fmt: skip


def _splitting(told: Mapping[str, Any] | None) -> Splitting | None:
    if told is None:
        return None
    cuts = {name: date.fromisoformat(day) for name, day in told["cuts"].items()}
    return Splitting(**{**told, "cuts": cuts})


def _statistics(told: Mapping[str, Any]) -> Statistics:
    months = tuple(MonthRows(**one) for one in told["per_month"])
    return Statistics(**{**told, "per_month": months})


def _leak(told: Mapping[str, Any] | None) -> Leak | None:
    if told is None:
        return None
    return Leak(**{**told, "at": tuple(LeakAt(**one) for one in told["at"])})


def _names(folder: Path) -> dict[str, str | None]:
    rows = pq.read_table(folder / "tables" / "outlets.parquet").to_pylist()
    return {row["outlet"]: row["name"] for row in rows}


def _gap_days(folder: Path) -> dict[str, int]:
    found = dict[str, int]()
    for row in pq.read_table(folder / "tables" / "gaps.parquet").to_pylist():
        found[row["outlet"]] = found.get(row["outlet"], 0) + row["days"]
    return found


def _section(counts: Mapping[str, Any]) -> str:
    masks = (counts["masks"] or {}).items()
    masked = ", ".join(f"{number:,} ({kind})" for kind, number in masks) or "nothing"
    return f"""
## Texts filled in

This folder was published without texts. `warraq hydrate` filled {counts["filled"]:,} of its
articles from an archive (`{counts["archive"]["identity"]}`). Empty are {counts["changed"]:,} of
which that archive holds other texts only, and {counts["missing"]:,} that it never held;
`hydration.json` lists them. {counts["gone"]:,} were withdrawn from it since: their rows are in no
table of this folder any more, and shares in `tables/coverage.parquet` are those of before.
Masked in the filled texts: {masked}.
The texts are their publishers', and no part of what was published.
"""
