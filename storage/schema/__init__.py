"""The tables, as migrations: a migration is never edited once it has been released.

Nor does one call code that may change: what is derived from texts it leaves empty, for
``storage.derived.rebuild``. Times are UTC, ``2026-11-24T09:30:00Z``; ``NULL`` means that the page
does not say.
"""

# importing a module registers its migrations: their order here is that of the database's life
from storage.schema import base_tables, changes_until_reading, changes_until_asking, changes  # isort: skip
from storage.schema.changes_until_reading import FIRST_VERSIONS
from storage.schema.migration_registry import migrate

__all__ = [
    "FIRST_VERSIONS", "base_tables", "changes", "changes_until_asking", "changes_until_reading",
    "migrate",
]  # fmt: skip
