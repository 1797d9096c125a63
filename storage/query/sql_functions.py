"""Our functions for whoever asks the database in SQL: ``ar_fold`` and ``ar_query``.

The search index holds folded words, so that MATCH with a word as printed finds nothing. In any tool
that takes Python functions: ``… WHERE articles_fts MATCH ar_query('شؤون الجماعة')``.
"""

import sqlite3

from crawler.arabic import fold
from storage.query.fts_expression import Expressions
from storage.query.query_language import BadQuery, parse_query
from storage.query.spelling_variants_table import Spellings


def ar_fold(text: str | None) -> str | None:
    """A text in the spelling of the search index."""
    return None if text is None else fold(text)


def ar_query(text: str) -> str:
    """What ``MATCH`` wants for a query in the language of ``warraq search``.

    Without the archive's own words to ask, forms are those of the fold alone. Raises ``BadQuery``.
    """
    return Expressions(parse_query(text), Spellings(()), lambda _: 0, exact=True).strict


class Registered:
    """Our functions on a connection; what ``ar_query`` refused last: SQLite only says that it did.

    What is no text is read as SQLite prints it, and NULL and bytes are NULL.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Make the functions known to it."""
        self.trouble: BadQuery | None = None
        connection.create_function("ar_fold", 1, lambda text: ar_fold(_text(text)),
                                   deterministic=True)  # fmt: skip
        connection.create_function("ar_query", 1, self._ar_query, deterministic=True)

    def _ar_query(self, value: object) -> str | None:
        text = _text(value)
        try:
            return None if text is None else ar_query(text)
        except BadQuery as error:
            self.trouble = error
            raise


def register(connection: sqlite3.Connection) -> Registered:
    """Make the functions known to a connection; Datasette asks its plugins for this."""
    return Registered(connection)


def _text(value: object) -> str | None:
    return None if value is None or isinstance(value, bytes) else str(value)
