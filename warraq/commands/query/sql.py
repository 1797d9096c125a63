"""``warraq sql``: one question in SQL, the database read-only, with our functions."""

import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from storage.query.read_only_sql import Answer, BadSQL, asked
from storage.reader_sql.folded_index_notes import notes_on_match
from warraq.commands.query.csv_output import print_csv_lines
from warraq.commands.query.query_notes import print_notes
from warraq.stop_signals import asked_to_stop
from warraq.terminal import (
    FOUND_NOTHING,
    ArchiveOption,
    JsonOption,
    err,
    invocation,
    out,
    plain,
    print_json,
    table,
)

app = typer.Typer()
MAX_SHOWN = 200
"""Rows that are printed as a table; CSV and JSON have all."""
LEAST = 12
"""Characters that each column of a table needs, or words are cut into letters below each other."""
MAX_CHARACTERS = 2_000
"""Characters of a value in a table; a terminal takes minutes to lay out a hundred million."""


@app.command()
def sql(
    question: Annotated[str, typer.Argument(help="In SQL; - reads it from standard input.")],
    archive: ArchiveOption = Path("archive"),
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV on standard output.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Ask the database in SQL, read-only. Exit code 1: no row.

    `ar_fold(text)` folds as the search index does; `articles_fts MATCH ar_query('…')` takes the
    language of `warraq search`. docs/archive.md has the tables. Articles under an order to be
    hidden are in the tables: they are the operator's.

    Example: warraq sql "select outlet, count(*) from articles group by outlet"
    """
    text = sys.stdin.read() if question == "-" else question
    try:
        with asked(invocation(archive).folder, text) as answer:
            rows = list(islice(answer.rows, None if as_csv or as_json else MAX_SHOWN + 1))
    except BadSQL as error:
        if asked_to_stop():  # what is raised within SQLite comes back as an error of its own
            raise KeyboardInterrupt from error
        raise
    print_notes(notes_on_match(text))
    if as_json:
        print_json([dict(zip(answer.keys, row, strict=True)) for row in rows])
        _say_numbered(answer)
    elif as_csv:
        print_csv_lines(answer.columns, rows)
    else:
        _print(answer.columns, [[*map(_shown, row)] for row in rows[:MAX_SHOWN]])
        if len(rows) > MAX_SHOWN:
            err.print(f"the first {MAX_SHOWN} rows; --csv and --json have all")
    if not rows:
        raise typer.Exit(FOUND_NOTHING)


def _print(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table; where its columns would be too narrow to be read, a line a value."""
    beside = table(columns, rows)
    # measured without the terminal's own width, which is the most that a table there asks for
    wide = out.measure(beside, options=out.options.update(max_width=MAX_CHARACTERS)).maximum
    if not rows or len(columns) * LEAST <= out.width or wide <= out.width:
        out.print(beside)
        return
    for number, row in enumerate(rows):
        if number:
            out.print()
        for name, value in zip(columns, row, strict=True):
            out.print(plain(name).append(": "), plain(value), style=None, sep="")


def _say_numbered(answer: Answer) -> None:
    """Say what columns are called whose name another one has already."""
    both = zip(answer.columns, answer.keys, strict=True)
    if numbered := [(name, key) for name, key in both if name != key]:
        names = ", ".join(dict.fromkeys(name for name, _ in numbered))
        keys = ", ".join(key for _, key in numbered)
        said = f"several columns are named {names}; the later ones are {keys} here"
        err.print(plain(f"{said}: name them with AS"))


def _shown(value: object) -> object:
    """A value as a table has it: of a long text, or of many bytes, the beginning."""
    if isinstance(value, str) and len(value) > MAX_CHARACTERS:
        return f"{value[:MAX_CHARACTERS]}… ({len(value):,} characters; --csv and --json have all)"
    return value
