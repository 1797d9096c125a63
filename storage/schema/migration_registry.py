"""The set that every migration registers in, in the order of the modules, and how one runs SQL."""

import sqlite3

from sqlite_utils import Database, Migrations

migrate = Migrations("archive")


def run_script(db: Database, script: str) -> None:
    """Run statements one by one: ``executescript`` would commit the migration half-way."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if statement.strip() and sqlite3.complete_statement(statement):
            db.conn.execute(statement)
            statement = ""
