"""The question in SQL that the page of a table asks: narrowed, in an order, a page of it."""

import re
from dataclasses import dataclass

COMPARISONS = {
    "is": "{column} = {value}",
    "contains": "instr(lower({column}), lower({value})) > 0",
    "at least": "{column} >= {value}",
    "at most": "{column} <= {value}",
    "is empty": "{column} IS NULL OR {column} = ''",
}
"""Names of comparisons -> SQL."""
ORDERS = {"versions": "article_id, place", "copies": "story_id"}
"""Table -> the order that its meaning names, where a reader asks for no other."""
_NUMBER = re.compile("0|[1-9][0-9]*")  # of any length: Python makes no int of 5,000 digits


@dataclass(frozen=True, slots=True)
class TableQuestion:
    """A part of a table: narrowed by one comparison, in an order, behind so many rows."""

    table: str
    column: str = ""
    comparison: str = ""
    value: str = ""
    order: str = ""
    down: bool = False
    offset: int = 0

    def sql(self, most: int) -> str:
        """It in SQL, ``most`` rows; an unknown column is refused where it is asked."""
        written = f"SELECT * FROM {_name(self.table)}"
        if self.column and (self.value or self.comparison in COMPARISONS):
            compared = COMPARISONS.get(self.comparison, COMPARISONS["is"])
            written += " WHERE " + compared.format(column=_name(self.column), value=self._value())
        if self.order:
            written += f" ORDER BY {_name(self.order)}{' DESC' if self.down else ''}"
        elif self.table in ORDERS:
            written += f" ORDER BY {ORDERS[self.table]}"
        return f"{written} LIMIT {most}" + (f" OFFSET {self.offset}" if self.offset else "")

    def _value(self) -> str:
        # counts of views have no type: beside them only a number is one
        if _NUMBER.fullmatch(self.value):
            return self.value
        return "'" + self.value.replace("'", "''") + "'"


def _name(name: str) -> str:
    """A name, quoted; in double quotes an unknown one would be taken for a text."""
    return "`" + name.replace("`", "``") + "`"
