"""What the front page lists: what was copied this week, whenever its story began."""

from datetime import timedelta
from pathlib import Path

from storage import times
from storage.archive import Archive
from storage.query.web_page_queries import front_lists
from tests.making import BODY, article

OTHER = (
    "افتتح المهرجان بالصويرة أمس بحضور ضيوف كثر من المغرب وخارجه، وسط إقبال كبير من الجمهور.\n"
    "وتستمر العروض ثلاثة أيام في ساحات المدينة القديمة، وتختم بسهرة كبرى يوم الأحد."
)


def test_an_old_story_that_was_copied_this_week_is_listed(tmp_path: Path) -> None:
    now = times.now()
    old, week = now - timedelta(days=60), times.stamp(now - timedelta(days=7))
    with Archive(tmp_path, create=True) as kept:

        def keep(number: int, outlet: str, body: str, days: int, seen: int) -> int:
            return kept.keep(article(
                number, outlet, body=body, headline=f"خبر {number}",
                published_at=now - timedelta(days=days), fetched_at=now - timedelta(days=seen),
            ))[1]  # fmt: skip

        first = keep(1, "one", BODY, 60, 60)
        keep(2, "two", BODY + "\nتابعوا صفحتنا.", 59, 59)
        # a backfill found this week what was copied long ago
        keep(3, "one", OTHER, 58, 1)
        keep(4, "two", OTHER + "\nتابعوا صفحتنا.", 57, 1)
        kept.db.execute("UPDATE stories SET created_at = ? WHERE id = 1", [times.stamp(old)])
        kept.db.conn.commit()
        assert [*front_lists(kept, week, 10)["copied"]] == []
        keep(5, "three", BODY + "\nشاركوا الخبر.", 1, 1)
        (told,) = front_lists(kept, week, 10)["copied"]
    assert (told["id"], told["number"]) == (first, 3)
