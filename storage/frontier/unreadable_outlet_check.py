"""Outlets that answer, and none of whose latest pages could be read as an article."""

from storage.archive import Archive

LATEST = 10
"""The latest pages by which it is judged."""
FEWEST = 5
"""Addresses, at the least: a few galleries that are looked at again say nothing of the rest."""


def unread_in_words(archive: Archive, outlet: str) -> str | None:
    """``none of its latest 8 pages could be read as an article (no body text (0 words))``.

    ``None`` where one of them was read, or too few were looked at. What has not changed (304) was
    not read again, and says nothing.
    """
    latest = archive.rows(
        "SELECT url, kind, reason FROM outcomes WHERE outlet = ?"
        " AND kind IN ('new', 'copy', 'alias', 'repeat', 'revision', 'rejected')"
        " ORDER BY at DESC, id DESC LIMIT ?",
        outlet, LATEST,
    )  # fmt: skip
    pages = {row["url"] for row in latest}
    if len(pages) < FEWEST or any(row["kind"] != "rejected" for row in latest):
        return None
    why = latest[0]["reason"]
    return f"none of its latest {len(pages)} pages could be read as an article ({why})"
