"""Tables and SQL: what readers see of the database, as pages, JSON and CSV of the same address."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from storage import times
from storage.glossary import meanings
from storage.query.read_only_sql import BadSQL
from storage.query.variants.query_notes import Note
from storage.reader_sql.folded_index_notes import notes_on_filter, notes_on_match
from storage.reader_sql.processes import ReaderSQL, Rows
from storage.reader_sql.sample_queries import SAMPLES
from storage.reader_sql.shown_tables import INDEX, SHOWN, SHOWN_VIEWS
from storage.reader_sql.table_page_query import COMPARISONS, TableQuestion
from warraq.web.csv_lines import csv_line
from warraq.web.page_rendering import Pages
from warraq.web.wording.column_meanings import meanings_in
from warraq.web.wording.plain_answers import json_answer
from warraq.web.wording.translation import language_of

TABLES = (*SHOWN, *SHOWN_VIEWS, INDEX)
PAGE_ROWS, PAGE_BYTES = 200, 2_000_000
"""Of an answer on a page."""
TABLE_ROWS = 50
"""Of a table on a page."""
FILE_ROWS, FILE_BYTES = 20_000, 8_000_000
"""Of an answer as JSON or CSV."""
CELL_CHARACTERS = 300
"""Of a value on a page; files have it whole."""
_OF_ARTICLES = frozenset(("articles", "revised", "gone"))
"""Tables whose ``id`` is an article's number."""


class TablePages:
    """The answers about tables, and to questions in SQL."""

    def __init__(self, pages: Pages, sql: ReaderSQL) -> None:
        """Know the archive and who asks it."""
        self.pages, self.reader_sql = pages, sql

    def tables(self, request: Request) -> Response:
        """Every table that is shown with its meaning, and questions to begin with."""
        said = meanings()
        return self.pages.answer(request, "tables.html", {
            "tables": {name: said[name][""] for name in TABLES}, "samples": SAMPLES,
        })  # fmt: skip

    def table(self, request: Request) -> Response:
        """A table: its columns with their meanings, and its rows, narrowed and in an order."""
        query, name = request.query_params, request.path_params["name"]
        if name not in TABLES:
            return self.pages.missing(request, request.url.path)
        asked = TableQuestion(
            name, query.get("column", ""), query.get("comparison", ""), query.get("value", ""),
            query.get("order", ""), query.get("down") == "1", _offset(query.get("offset")),
        )  # fmt: skip
        said = meanings_in(language_of(request), name)
        on_page, in_file = asked.sql(TABLE_ROWS), asked.sql(FILE_ROWS + 1)
        return self._answer(request, on_page, in_file, "table.html", {
            "name": name, "asked": asked, "meaning": said[""], "comparisons": COMPARISONS,
            "meanings": said, "step": TABLE_ROWS,
        }, notes_on_filter(asked))  # fmt: skip

    def sql(self, request: Request) -> Response:
        """The answer to a question in SQL; without one a form to write it."""
        # browsers send the lines of a form with two characters at their ends
        text = request.query_params.get("q", "").replace("\r\n", "\n").strip()
        values = {"samples": SAMPLES, "name": ""}
        return self._answer(request, text, text, "sql.html", values, notes_on_match(text))

    def _answer(
        self, request: Request, on_page: str, in_file: str, template: str, values: dict[str, Any],
        notes: Sequence[Note],
    ) -> Response:  # fmt: skip
        shape = request.url.path.rpartition("/")[2].partition(".")[2]
        sql, most = (in_file, FILE_ROWS) if shape else (on_page, PAGE_ROWS)
        found, trouble, refused = Rows([], [], ""), "", ""
        with self.reader_sql.place():
            try:
                if sql:
                    found = self.reader_sql.ask(sql, most, FILE_BYTES if shape else PAGE_BYTES)
            except BadSQL as error:
                trouble, refused = str(error), language_of(request).refusal(error)
            status = 400 if trouble else 200
            if shape == "json":
                return _json(sql, found, trouble, status, notes)
            if shape == "csv":
                return _csv(values["name"] or "sql", found, trouble, status)
            return self.pages.answer(request, template, values | {
                "sql": sql, "found": found, "trouble": refused,
                "seconds": f"{self.reader_sql.seconds:g}",
                "cells": [[_cell(one) for one in row] for row in found.rows],
                "articles": _article_columns(values["name"], found.columns),
                "file_rows": FILE_ROWS, "notes": notes, "cell": CELL_CHARACTERS,
            }, status)  # fmt: skip


def _offset(value: str | None) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 10 else 0


def _article_columns(table: str, columns: list[str]) -> set[int]:
    """The places of columns that hold numbers of articles."""
    names = {"article_id"} | ({"id"} if table in _OF_ARTICLES else set())
    return {place for place, name in enumerate(columns) if name in names}


def _cell(value: object) -> object:
    if isinstance(value, str) and len(value) > CELL_CHARACTERS:
        return value[:CELL_CHARACTERS] + "…"
    return value


def _json(
    sql: str, found: Rows, trouble: str, status: int, notes: Sequence[Note]
) -> Response:  # fmt: skip
    told = {
        "sql": sql, "as_of": times.text(datetime.now(UTC)), "columns": found.columns,
        "rows": found.rows, "cut": found.cut or None,
        "notes": [note.as_row() for note in notes],
    }  # fmt: skip
    return json_answer({"sql": sql, "error": trouble} if trouble else told, status)


def _csv(name: str, found: Rows, trouble: str, status: int) -> Response:
    if trouble:
        return Response(trouble, status, media_type="text/plain")
    # a file that is not whole says so where it is kept
    cut = f"-first-{len(found.rows)}-rows" if found.cut else ""
    head = {"content-disposition": f'attachment; filename="warraq-{name}{cut}.csv"',
            "x-cut": found.cut or "no"}  # fmt: skip
    text = "".join(_lines(found))
    return Response(text, status, head, "text/csv; charset=utf-8")


def _lines(found: Rows) -> Iterator[str]:
    yield csv_line(found.columns)
    for row in found.rows:
        yield csv_line(row)
