"""A signal while SQLite is at work on one statement, however long, ends the command."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.making import archive, article
from tests.waiting import LIMIT
from warraq.cli import main

pytestmark = pytest.mark.slow
ENDLESS = """
import sqlite3, sys, threading
from importlib import import_module
from warraq.__main__ import main
module, name = sys.argv.pop(1).split(":")
begun = threading.Event()
def tell():  # from beside: the signal comes when the statement's own Python is done
    begun.wait()
    print("begun", flush=True)
threading.Thread(target=tell, daemon=True).start()
def endless(*given, **more):
    databases = (getattr(one, "db", one) for one in given)
    connection = next(found for one in databases
                      if isinstance(found := getattr(one, "conn", one), sqlite3.Connection))
    connection.create_function("begun", 0, begun.set)
    connection.execute(
        "WITH RECURSIVE n(x) AS (SELECT begun() UNION ALL SELECT 1 FROM n) SELECT max(x) FROM n"
    ).fetchall()
setattr(import_module(module), name, endless)
sys.exit(main())
"""


@pytest.mark.parametrize(
    ("given", "within"),
    [
        ("export {}/x.jsonl", "warraq.commands.export:demand_values"),
        ("export {}/x.jsonl --as-of 2030-01-01", "storage.past.as_of:last_change"),
        ("export {}/x.cdxj", "warraq.commands.export:demand_values"),
        ("export {}/x.wacz", "storage.export.wacz:_write_index"),
        ("export {}/x.sqlite", "storage.export.sqlite_file:_index_words"),
        ("report {}/x.html", "warraq.commands.query.report:demand_values"),
        ("stats", "warraq.commands.query.stats:demand_values"),
        ("stats --coverage", "warraq.commands.query.stats:print_coverage"),
        ("dataset {}/x --text full", "storage.dataset.builder:select"),
        ("dataset --reproduce {}/../set", "storage.dataset.builder:select"),
        ("hydrate {}/../set {}/x", "storage.dataset.hydration.hydrate:withdrawals"),
    ],
)
def test_a_signal_ends_a_statement_that_has_no_end(tmp_path: Path, given: str, within: str) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1))
    folder, taken = str(tmp_path / "archive"), tmp_path / "taken"
    taken.mkdir()
    made = ["dataset", str(tmp_path / "set"), "--text", "none", "--archive", folder]
    assert "set" not in given or main(made) == 0
    command = [sys.executable, "-c", ENDLESS, within, *given.format(taken, taken).split(),
               "--archive", folder]  # fmt: skip
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "begun\n"
            process.send_signal(signal.SIGTERM)
            _, said = process.communicate(timeout=LIMIT)
        finally:
            process.kill()
    assert (process.returncode, said) == (130, "Stopped.\n")
    assert [*taken.iterdir()] == []
