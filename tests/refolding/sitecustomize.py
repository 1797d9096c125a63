"""Python imports this by itself where its folder is on ``PYTHONPATH``: tomorrow's fold, or death.

``REFOLD=1`` changes one entry of the fold: alef maksura stays, as ى, where today it becomes ي.
``DIE_AT_STEP=3`` ends it with ``kill -9`` at the end of the third transaction of a rebuild, just
before it is committed, and ``DIE_AT_STEP=-3`` just behind.
``HEAVY=1`` makes a migration write three articles in a batch, and counts how often it wrote each.
"""

import os
import signal
import sys

REFOLDED = 0x0649
MIGRATION = "without_darija_hint"


def refold() -> None:
    """Change today's fold in this process."""
    from crawler import arabic
    from storage.copies import shingles_and_winnowing_keys

    arabic._TABLE.pop(REFOLDED)
    arabic.fold_token.cache_clear()
    arabic._remembered_words.cache_clear()
    shingles_and_winnowing_keys._word.cache_clear()


def die_at(step: int) -> None:
    """Let this process die in, or behind, one of the transactions of a rebuild."""
    from storage.activity import task_positions
    from storage.derived import rebuild

    # called within each transaction, and after each
    place, name = (task_positions, "save_position") if step > 0 else (rebuild, "Step")
    real, left = getattr(place, name), abs(step)

    def counted(*given):  # type: ignore[no-untyped-def]
        nonlocal left
        made = real(*given)
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return made

    setattr(place, name, counted)
    rebuild.BATCH = 2


def make_heavy() -> None:
    """Let a migration of this process write rows in batches, however small the archive is."""
    from storage.schema import heavy_migrations
    from storage.schema.heavy_migrations import HEAVY, Heavy

    def step(db, after):  # type: ignore[no-untyped-def]
        ids = [
            row[0]
            for row in db.execute(
                "SELECT id FROM articles WHERE id > ? ORDER BY id LIMIT 3", [after]
            )
        ]
        for id in ids:
            db.execute(
                "UPDATE articles SET byline = coalesce(byline, '') || '+' WHERE id = ?", [id]
            )
        return ids[-1] if ids else None

    heavy_migrations.SMALL = 0
    HEAVY[MIGRATION] = Heavy("articles", 0.001, step)


if "pytest" not in sys.modules:
    if os.environ.get("HEAVY"):
        make_heavy()
    if os.environ.get("REFOLD"):
        refold()
    if os.environ.get("DIE_AT_STEP"):
        die_at(int(os.environ["DIE_AT_STEP"]))
