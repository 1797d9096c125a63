"""Stories: the sets of articles that carry the same text in several outlets."""

from sqlite_utils import Database

from storage import times


def join_story(db: Database, article_id: int, of: int, score: float, evidence: str) -> int:
    """Put an article into the story of another one; the story's id. Within a transaction.

    The original is the earliest by ``published_at``, else ``first_seen``: whichever order the
    articles arrived in, the roles come out the same.
    """
    found = db.execute("SELECT story_id FROM story_members WHERE article_id = ?", [of]).fetchone()
    if found:
        story = int(found[0])
    else:
        cursor = db.execute(
            "INSERT INTO stories (created_at) VALUES (?)", [times.text(times.now())]
        )
        story = int(cursor.lastrowid or 0)
        _add(db, story, of, 1.0, "the text that the others carry")
    _add(db, story, article_id, score, evidence)
    _assign_roles(db, story)
    return story


def _add(db: Database, story: int, article_id: int, score: float, evidence: str) -> None:
    db.execute(
        "INSERT INTO story_members (article_id, story_id, role, score, evidence)"
        " VALUES (?, ?, 'copy', ?, ?) ON CONFLICT (article_id) DO NOTHING",
        [article_id, story, score, evidence],
    )


def _assign_roles(db: Database, story: int) -> None:
    """The earliest member is the original, the others are copies."""
    db.execute(
        "UPDATE story_members SET role = CASE WHEN article_id = ("
        "  SELECT a.id FROM story_members m JOIN articles a ON a.id = m.article_id"
        "  WHERE m.story_id = :story"
        "  ORDER BY coalesce(a.published_at, a.first_seen), a.first_seen, a.outlet, a.url LIMIT 1"
        ") THEN 'original' ELSE 'copy' END WHERE story_id = :story",
        {"story": story},
    )
