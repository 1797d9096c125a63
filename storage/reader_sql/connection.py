"""``ReaderConnection``: SQL of strangers sees the shown rows of the shown tables, and nothing else.

Three walls, and none of them reads the question to understand it:

- **No name.** ``main`` is empty; the archive is attached under a name that nobody can guess, and
  before each of its names stands a temporary view: the shown rows, or nothing. (An authorizer alone
  does not do: it is not asked about the columns of ``NATURAL JOIN`` and ``USING``, and a ``WITH
  articles AS …`` passes for the view of that name.)
- **An authorizer** that knows reading and a list of functions; all else is refused.
- **Words** of SQLite's own tables, which no view can stand before, are refused unread.
"""

import re
import secrets
import sqlite3
import time
from pathlib import Path
from typing import Any

from storage.database import BUSY_SECONDS, DATABASE
from storage.query.archive_without_hidden import CREATE_VIEW, ReadingArchive, held_back
from storage.query.read_only_sql import BadSQL, as_written
from storage.query.sql_functions import register
from storage.reader_sql.shown_tables import CLOSED, INDEX, INNER, SHOWN, SHOWN_VIEWS
from storage.reader_sql.sqlite_messages import said_by_sqlite

SECONDS = 5.0
"""Time for one question, unless the operator gives more."""
MEMORY = 128_000_000
"""Bytes that SQLite may take in this process, temporary tables included; none goes to a disk."""
LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 10_000_000,  # bytes of a value or a row
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 20_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 500,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 100_000,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1_000,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_ATTACHED: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_NAMES = (
    "-> ->> abs acos acosh ar_fold ar_query asin asinh atan atan2 atanh avg bm25 ceil ceiling char"
    " coalesce concat concat_ws cos cosh count cume_dist current_date current_time"
    " current_timestamp date datetime degrees dense_rank exp first_value floor format glob"
    " group_concat hex highlight if ifnull iif instr json json_array json_array_length"
    " json_extract json_group_array json_group_object json_insert json_object json_patch json_quote"
    " json_remove json_replace json_set json_type json_valid julianday lag last_value lead length"
    " like likelihood likely ln log log10 log2 lower ltrim match max min mod nth_value ntile nullif"
    " octet_length percent_rank pi pow power printf quote radians random rank replace round"
    " row_number rtrim sign sin sinh snippet soundex sqrt strftime string_agg substr substring sum"
    " tan tanh time timediff total trim trunc typeof unhex unicode unixepoch unlikely upper"
    " zeroblob randomblob"
)
FUNCTIONS = frozenset(_NAMES.split())
"""Functions that compute from what they are given; what a later SQLite brings is not among them."""
_NARROW = {
    "versions": "SELECT article_id, number, capture_id, coalesce(place, number) AS place"
                " FROM revisions UNION ALL SELECT id, revision, capture_id, versions FROM articles",
}  # fmt: skip
"""Views as other views read them: they are made whole, and their texts would take the memory."""
_ORDER = re.compile(r"\s+ORDER BY [^()]+(?:\([^()]*\)[^()]*)*$")
_READS = frozenset((sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE))
_BLANK = re.compile(r"(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/)*", re.DOTALL)
_QUESTION = re.compile(r"(?:select|with|values)\b", re.IGNORECASE)
_OWN = re.compile(r"(?:sqlite_|pragma_)\w*", re.IGNORECASE)
_NO_ACCESS = re.compile("prohibited|not authorized|no such column|cannot join")
_TABLE_FUNCTIONS = ("json_each", "json_tree")


class ReaderConnection:
    """A connection to an archive for SQL of strangers; one question at a time."""

    def __init__(self, folder: Path, seconds: float = SECONDS) -> None:
        """Open it; ``seconds``: for one question. Raises what ``ReadingArchive`` raises."""
        # opened first: whether the archive can be read, and that nobody rebuilds it meanwhile
        self._archive = ReadingArchive(folder)
        self._schema = f"archive_{secrets.token_hex(16)}"
        self._seconds, self._until = seconds, 0.0
        self._connection = connection = sqlite3.connect(
            ":memory:", uri=True, timeout=BUSY_SECONDS, isolation_level=None,
        )  # fmt: skip
        connection.text_factory = lambda text: text.decode("utf-8", "replace")
        self._functions = register(connection)
        path = f"{(folder / DATABASE).absolute().as_uri()}?mode=ro"
        connection.execute(f"ATTACH ? AS {self._schema}", [path])
        # before the views: where it changes, SQLite forgets all that is temporary
        connection.execute("PRAGMA temp_store = MEMORY")
        self._closed = self._put_views_before(connection)
        connection.execute(f"PRAGMA hard_heap_limit = {MEMORY}")
        connection.execute("PRAGMA query_only = ON")
        for table in (f"{INDEX}('nothing')", *(f"{one}('[]')" for one in _TABLE_FUNCTIONS)):
            connection.execute(f"SELECT 1 FROM {table}").fetchall()  # their modules are loaded
        self._version = self._schema_version()
        modules = {row[0] for row in connection.execute("PRAGMA module_list")}
        self._modules = modules - set(_TABLE_FUNCTIONS)
        for category, most in LIMITS.items():
            connection.setlimit(category, most)
        connection.set_authorizer(self._may)
        connection.set_progress_handler(lambda: time.monotonic() > self._until, 10_000)

    def _put_views_before(self, connection: sqlite3.Connection) -> frozenset[str]:
        """Make a view of every name of the archive; those that stay closed."""
        there = dict[str, str](connection.execute(
            f"SELECT name, sql FROM {self._schema}.sqlite_master WHERE type IN ('table', 'view')"
            " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid"
        ).fetchall())  # fmt: skip
        rows = held_back(self._schema)
        for table, columns in SHOWN.items():
            held = rows.get(table, f"SELECT * FROM {self._schema}.{table}")
            connection.execute(
                f"CREATE TEMP VIEW {table} AS SELECT {', '.join(columns)} FROM ({held})"
            )
        inner = {table: rows[table] for table in INNER} | _NARROW
        for table, held in inner.items():
            connection.execute(f"CREATE TEMP VIEW {self._inner(table)} AS {held}")
        for view in SHOWN_VIEWS:
            # ordered, a view is made whole with all texts before it is joined or counted
            sql = _ORDER.sub("", CREATE_VIEW.sub("CREATE TEMP VIEW ", there[view]))
            for table in inner.keys() - {view}:
                # a column may have a view's name
                sql = re.sub(rf"\b(FROM|JOIN)\s+{table}\b", rf"\1 {self._inner(table)}", sql)
            connection.execute(sql)
        shown = {*SHOWN, *SHOWN_VIEWS, INDEX}
        for name in there.keys() - shown:
            connection.execute(f'CREATE TEMP VIEW "{name}" AS SELECT NULL AS closed WHERE 0')
        return frozenset({*there, *CLOSED, *INNER} - shown)

    def _inner(self, table: str) -> str:
        return f"{table}_of_{self._schema}"

    def _may(self, action: int, one: str | None, two: str | None, db: str | None, _: object) -> int:
        allowed = (
            action in _READS and not ((one or "").lower() in self._closed and db != self._schema)
            or action == sqlite3.SQLITE_FUNCTION and (two or "").lower() in FUNCTIONS
            # what we ask, and what the search index does while it is loaded and asked
            or action == sqlite3.SQLITE_PRAGMA and one in ("schema_version", "data_version")
        )  # fmt: skip
        return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY

    def _schema_version(self) -> int:
        return int(self._connection.execute(f"PRAGMA {self._schema}.schema_version").fetchone()[0])

    def is_current(self) -> bool:
        """Whether the archive's tables are those that views were made for: a new one has none."""
        return self._version == self._schema_version()

    def close(self) -> None:
        """Close it."""
        self._connection.close()
        self._archive.close()

    def ask(self, sql: str, most_rows: int, most_bytes: int) -> dict[str, Any]:
        """``columns``, ``rows`` and ``cut``: rows, size or time, where not all are there.

        Raises ``BadSQL``, whose message is for people.
        """
        self._demand_question(sql)
        self._functions.trouble, self._until = None, time.monotonic() + self._seconds
        rows, cut, size = list[list[Any]](), "", 0
        columns = list[str]()
        try:
            cursor = self._connection.execute(sql)
            columns = [one[0] for one in cursor.description or ()]
            for row in cursor:
                size += sum(len(one) if isinstance(one, str | bytes) else 8 for one in row)
                if len(rows) >= most_rows or size > most_bytes:
                    cut = "rows" if len(rows) >= most_rows else "size"
                    break
                rows.append([as_written(one) for one in row])
            cursor.close()
        except sqlite3.OperationalError as error:
            if time.monotonic() < self._until or "interrupted" not in str(error):
                raise self._said(sql, str(error)) from error
            cut = "time"
        except MemoryError as error:
            raise BadSQL("it needs more memory than a question may have") from error
        except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
            raise self._said(sql, str(error)) from error
        return {"columns": columns, "rows": rows, "cut": cut}

    def _demand_question(self, sql: str) -> None:
        blank = _BLANK.match(sql)
        if not _QUESTION.match(sql, blank.end() if blank else 0):
            raise BadSQL("write one question that begins with SELECT, WITH or VALUES")
        own = _OWN.search(sql) or next(
            (found for found in re.finditer(r"\w+", sql) if found[0].lower() in self._modules), None
        )
        if own:
            raise BadSQL("{name} is SQLite's own and not open to readers", name=own[0])

    def _said(self, sql: str, message: str) -> BadSQL:
        """What SQLite says, and which tables of the question are closed."""
        if trouble := self._functions.trouble:
            return BadSQL(trouble.said, before=trouble.before, **trouble.values)
        message = message.replace(self._schema, "archive")
        words = {word.lower() for word in re.findall(r"\w+\b(?!\s*\()", sql)}  # but functions
        closed = sorted(words & self._closed)
        if closed and _NO_ACCESS.search(message):
            return BadSQL("not open to readers: {tables}", tables=", ".join(closed))
        return said_by_sqlite(message)
