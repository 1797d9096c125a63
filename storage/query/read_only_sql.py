"""One question in SQL: the database is opened read-only, with our functions."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from storage.database import DATABASE
from storage.errors import CannotOpen, Translatable, WrongUsage
from storage.query.query_language import BadQuery
from storage.query.sql_functions import register
from storage.read_transaction import heard


class BadSQL(Translatable, WrongUsage):
    """A question that cannot be answered; the sentence is ours, or as SQLite says it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The columns of an answer, and its rows one by one."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]

    @property
    def keys(self) -> tuple[str, ...]:
        """A key for each column: its name; of several with one name the later ones are numbered.

        ``id``, ``url``, ``id`` are ``id``, ``url``, ``id_2``.
        """
        taken, made = {*self.columns}, list[str]()
        for name in self.columns:
            free = (f"{name}_{number}" for number in count(2))
            made.append(name if name not in made else next(one for one in free if one not in taken))
            taken.add(made[-1])
        return tuple(made)


_REFUSED = frozenset((sqlite3.SQLITE_READONLY, sqlite3.SQLITE_AUTH))


def _authorized(action: int, name: str | None, value: str | None, *_: object) -> int:
    """Refuse other files: ATTACH makes one, and VACUUM INTO, though the database is read-only.

    So is another journal: to change it SQLite tries what it cannot, and calls that a disk's fault.
    """
    denied = action == sqlite3.SQLITE_ATTACH or (
        action == sqlite3.SQLITE_PRAGMA and (name or "").lower() == "journal_mode" and bool(value)
    )
    return sqlite3.SQLITE_DENY if denied else sqlite3.SQLITE_OK


def _said(error: sqlite3.Error, trouble: BadQuery | None) -> BadSQL:
    """Why a question cannot be answered: what ``ar_query`` refused, that nothing is written."""
    if trouble:
        return BadSQL(trouble.said, before=trouble.before, **trouble.values)
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in _REFUSED:
        return BadSQL("the database is open read-only, and no other file beside it: write a"
                      " question that begins with SELECT ({error})", error=error)  # fmt: skip
    return BadSQL(str(error))


def as_written(value: object) -> object:
    """A value as JSON and CSV hold it: bytes as ``x'…'``, what is beyond all numbers as text."""
    if isinstance(value, bytes):
        return f"x'{value.hex()}'"
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return str(value)
    return value


@contextmanager
def asked(folder: Path, sql: str) -> Iterator[Answer]:
    """The answer of an archive's database; it can be read until the context ends.

    Raises ``BadSQL`` for what cannot be answered or would write, and ``CannotOpen``.
    """
    path = folder / DATABASE
    if not path.exists():
        raise CannotOpen(f"no archive at {folder}: name its folder with --archive")
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    functions = register(connection)
    connection.set_authorizer(_authorized)
    try:
        with heard(connection):  # a question may have no end
            cursor = connection.execute(sql)
            if cursor.description is None:
                raise BadSQL("it asks for no rows: write a question that begins with SELECT")
            rows = (tuple(map(as_written, row)) for row in cursor)
            yield Answer(tuple(one[0] for one in cursor.description), rows)
    except sqlite3.Error as error:
        raise _said(error, functions.trouble) from error
    finally:
        connection.close()
