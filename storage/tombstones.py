"""What was erased by order: the fingerprints by which it is known again, and refusing it.

A fingerprint cannot be made anew, since its text is gone. Each one keeps the version of the frozen
fold that made it (``storage.folds``), so refusing never depends on how texts are folded today.
"""

from sqlite_utils import Database

from storage.errors import NewerArchive
from storage.folds import FOLDS, NEWEST, frozen

MIN_WORDS = 20
"""A shorter text may honestly stand elsewhere (prayer times): only its address is refused."""


def bury(db: Database, article_id: int, at: str, reason: str, body: str) -> None:
    """Write down that an article is erased, and the fingerprint of its text. In a transaction."""
    fold = frozen(NEWEST)
    known = len(fold.words(body)) >= MIN_WORDS
    db.execute(
        "INSERT OR IGNORE INTO tombstones (article_id, at, reason, fingerprint, fold)"
        " VALUES (?, ?, ?, ?, ?)",
        [article_id, at, reason, *((fold.fingerprint(body), NEWEST) if known else (None, None))],
    )


def erased_at(db: Database, outlet: str, url: str, body: str) -> str | None:
    """The time at which a text, or the article at that address, was erased; ``None``: never.

    Raises ``NewerArchive`` where a newer Warraq erased under a fold that this one does not have.
    """
    here = db.execute(
        "SELECT t.at FROM articles a JOIN tombstones t ON t.article_id = a.id"
        " WHERE a.outlet = ? AND a.url = ?", [outlet, url],
    ).fetchone()  # fmt: skip
    if here:
        return str(here[0])
    for (version,) in db.execute("SELECT DISTINCT fold FROM tombstones WHERE fold IS NOT NULL"):
        if version not in FOLDS:
            raise NewerArchive(
                f"texts were erased from this archive under the fold {version}, which this Warraq"
                " does not know: update Warraq; nothing was changed"
            )
        found = db.execute(
            "SELECT at FROM tombstones WHERE fold = ? AND fingerprint = ?",
            [version, frozen(version).fingerprint(body)],
        ).fetchone()
        if found:
            return str(found[0])
    return None
