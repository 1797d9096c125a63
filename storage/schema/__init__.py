"""The tables, as migrations: a migration is never edited once it has been released.

Nor does one call code that may change: what is derived from texts it leaves empty, for
``storage.derived.rebuild``. Times are UTC, ``2026-11-24T09:30:00Z``; ``NULL`` means that the page
does not say.
"""

# importing a module registers its migrations: their order here is that of the database's life
from storage.schema import (
    base_tables,
    migrations_007_to_022,
    migrations_023_to_032,
    migrations_from_033,
)  # isort: skip
from storage.schema.migration_registry import migrate
from storage.schema.migrations_007_to_022 import FIRST_VERSIONS

__all__ = [
    "FIRST_VERSIONS", "base_tables", "migrate", "migrations_007_to_022", "migrations_023_to_032",
    "migrations_from_033",
]  # fmt: skip
