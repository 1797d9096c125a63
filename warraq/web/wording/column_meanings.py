"""What the columns of the tables that readers see mean, in the language of a page."""

import re

from storage.glossary import EVERYWHERE, meanings, of_a_new_archive
from storage.reader_sql.shown_tables import INDEX, SHOWN, SHOWN_VIEWS
from warraq.web.wording.translation import Language

_PARTS = re.compile(r"(1: )?(.+?)(; a JSON (?:array|object))?", re.DOTALL)
"""A flag's sign, what a column means, and the shape of what it holds."""


def sentences(meaning: str) -> tuple[str, ...]:
    """What catalogues have of a meaning: the shape of a column's values is told once for all."""
    found = _PARTS.fullmatch(meaning)
    assert found
    return tuple(filter(None, found.groups()[1:]))


def columns_of(table: str) -> dict[str, str]:
    """Column -> its meaning in English, of a table that readers see."""
    return EVERYWHERE | meanings()[table]


def meanings_in(language: Language, table: str) -> dict[str, str]:
    """Column -> its meaning in a language."""
    return {
        column: ("1: " if meaning.startswith("1: ") else "")
        + "".join(map(language, sentences(meaning)))
        for column, meaning in columns_of(table).items()
    }


def shown_columns() -> set[str]:
    """The meaning of every column that readers see, in English."""
    found = {columns_of(table)[name] for table, names in SHOWN.items() for name in names}
    for one in of_a_new_archive():
        if one.name in (*SHOWN_VIEWS, INDEX):
            found |= {meaning for _, _, meaning in one.columns}
    return found
