"""``TableColumn``: a column of a data set's table; its type does not depend on the rows."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "integer", "number", "boolean", "list", "time", "day"]
"""What a column holds: ``list`` is of texts, ``time`` an instant, ``day`` a day in Casablanca."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its name, kind and meaning, and where a query finds it."""

    name: str
    kind: Kind
    meaning: str
    sql: str = ""
    """The expression that gives it; empty: its rows are worked out elsewhere."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, what a row of it is, and its columns in their order."""

    name: str
    meaning: str
    columns: tuple[TableColumn, ...]

    @property
    def selected(self) -> str:
        """The expressions of its columns, for a SELECT."""
        return ", ".join(column.sql for column in self.columns)
