"""Our functions for whoever asks the database in SQL: ``ar_fold`` and ``ar_query``.

The search index holds folded words, so that MATCH with a word as printed finds nothing. In any tool
that takes Python functions: ``… WHERE articles_fts MATCH ar_query('شؤون الجماعة')``.
"""

import sqlite3

from crawler.arabic import fold
from storage.query.fts_expression import Expressions
from storage.query.query_language import parse_query
from storage.query.spelling_variants_table import Spellings


def ar_fold(text: str | None) -> str | None:
    """A text in the spelling of the search index."""
    return None if text is None else fold(text)


def ar_query(text: str) -> str:
    """What ``MATCH`` wants for a query in the language of ``warraq search``.

    Without the archive's own words to ask, forms are those of the fold alone. Raises ``BadQuery``.
    """
    return Expressions(parse_query(text), Spellings(()), lambda _: 0, exact=True).strict


def register(connection: sqlite3.Connection) -> None:
    """Make the functions known to a connection; Datasette asks its plugins for this."""
    connection.create_function("ar_fold", 1, ar_fold, deterministic=True)
    connection.create_function("ar_query", 1, ar_query, deterministic=True)
