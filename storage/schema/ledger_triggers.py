"""The triggers that write the ledger, for the migrations that make them; frozen like these.

``at`` is microseconds since 1970 on the archive's own ``clock``, which never stands still and never
goes back, whatever the machine's clock does. ``former`` is a JSON object of the columns that
differed before; ``NULL``: there was no such row.
"""

from collections.abc import Sequence

TICK = (
    "UPDATE clock SET at ="
    " max(at + 1, cast(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER) * 1000)"
)
"""One step of the archive's clock. SQLite of 2022 knows milliseconds and no finer."""
RECORDED_AT = (
    "(SELECT strftime('%Y-%m-%dT%H:%M:%S.', at / 1000000, 'unixepoch')"
    " || printf('%06dZ', at % 1000000) FROM clock)"
)
"""The clock as text that sorts, ``2026-11-28T20:30:00.123456Z``."""
_NOTE = "INSERT INTO ledger (at, what, article_id, key, former)"
_REALS = ("score",)
_TOGETHER = (("evidence", "by_id"),)
"""Columns of which one is kept wherever the other is: who is named by a line of evidence."""


def on_insert(table: str, article: str, key: str) -> str:
    """A trigger that notes a new row of a table whose rows are never replaced."""
    return f"""
    CREATE TRIGGER ledger_{table}_insert AFTER INSERT ON {table} BEGIN
      {TICK};
      {_NOTE} SELECT at, '{table}', {_of("new", article)}, {_of("new", key)}, NULL FROM clock;
    END;
    """


def on_replace(
    table: str, article: str, key: str, keys: Sequence[str], columns: Sequence[str]
) -> str:
    """A trigger that notes a new row, or what stood in the row that it replaces.

    Before it is inserted, as SQLite tells no trigger of the row that goes.
    """
    same = " AND ".join(f"o.{one} = new.{one}" for one in keys)
    changed = " OR ".join(f"o.{one} IS NOT new.{one}" for one in columns)
    return f"""
    CREATE TRIGGER ledger_{table}_insert BEFORE INSERT ON {table} BEGIN
      {TICK};
      {_NOTE}
        SELECT c.at, '{table}', {_of("new", article)}, {_of("new", key)},
          iif(o.{keys[0]} IS NULL, NULL, {_differing("o", columns)})
        FROM clock c LEFT JOIN {table} o ON {same}
        WHERE o.{keys[0]} IS NULL OR {changed};
    END;
    """


def on_update(
    table: str, article: str, key: str, columns: Sequence[str], *, when: str = "1",
    kept_elsewhere: Sequence[str] = (), elsewhere: str = "0",
) -> str:  # fmt: skip
    """A trigger that notes the columns that an update changes.

    Of those ``kept_elsewhere`` nothing is noted where the condition ``elsewhere`` holds.
    """
    changed = " OR ".join(f"old.{one} IS NOT new.{one}" for one in columns)
    own = [one for one in columns if one not in kept_elsewhere]
    former = _pairs("old", own)
    if kept_elsewhere:
        former += f" || iif({elsewhere}, '', {_pairs('old', kept_elsewhere)})"
    return f"""
    CREATE TRIGGER ledger_{table}_update AFTER UPDATE OF {", ".join(columns)} ON {table}
    WHEN ({changed}) AND {when} BEGIN
      {TICK};
      {_NOTE}
        SELECT at, '{table}', {_of("old", article)}, {_of("old", key)},
          '{{' || substr({former}, 2) || '}}' FROM clock;
    END;
    """


def on_delete(table: str, article: str, key: str, columns: Sequence[str]) -> str:
    """A trigger that notes the whole row that goes."""
    whole = " || ',' || ".join(f"'\"{one}\":' || {_json('old', one)}" for one in columns)
    return f"""
    CREATE TRIGGER ledger_{table}_delete AFTER DELETE ON {table} BEGIN
      {TICK};
      {_NOTE}
        SELECT at, '{table}', {_of("old", article)}, {_of("old", key)}, '{{' || {whole} || '}}'
        FROM clock;
    END;
    """


def on_append(table: str) -> str:
    """A trigger that says in a new row when it was written here."""
    return f"""
    CREATE TRIGGER recorded_{table} AFTER INSERT ON {table} WHEN new.recorded_at IS NULL BEGIN
      {TICK};
      UPDATE {table} SET recorded_at = {RECORDED_AT} WHERE id = new.id;
    END;
    """


def _differing(row: str, columns: Sequence[str]) -> str:
    return f"'{{' || substr({_pairs(row, columns)}, 2) || '}}'"


def _pairs(row: str, columns: Sequence[str]) -> str:
    """An expression: ``,"name":value`` of each column of a row that another one changes."""
    parts = []
    for column in columns:
        bound = next((one for one in _TOGETHER if column in one and {*one} <= {*columns}), None)
        changed = " OR ".join(f"{row}.{one} IS NOT new.{one}" for one in bound or (column,))
        parts.append(f"iif({changed}, ',\"{column}\":' || {_json(row, column)}, '')")
    return " || ".join(parts)


def _json(row: str, column: str) -> str:
    if column in _REALS:  # json_quote writes 15 digits
        return f"printf('%!.17g', {row}.{column})"
    return f"json_quote({row}.{column})"


def _of(row: str, expression: str) -> str:
    """An expression with ``@`` for the row: ``@.id`` → ``new.id``."""
    return expression.replace("@", row)
