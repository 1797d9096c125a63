"""Stories of any shape, built relation by relation, are what working them out anew would make."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.archive import Archive
from storage.copies import story_tables
from storage.copies.new_revision_or_copy import KNOWN_COLUMNS, KnownArticle, SimilarArticle
from storage.copies.pair_classification import Likeness
from storage.copies.stories import relate
from storage.copies.story_roles import ROLES, groups
from tests.making import START, archive, article

pytestmark = pytest.mark.slow

COUNT = 9
relations = st.tuples(
    st.integers(1, COUNT), st.sampled_from(ROLES), st.sampled_from([0.4, 0.6, 0.8])
)
arrivals = st.lists(
    st.tuples(st.integers(1, COUNT), st.lists(relations, max_size=4)), min_size=3, max_size=16
)


def put_articles(kept: Archive, hours: list[int]) -> None:
    """Articles of a few words each, so that only the given relations are between them."""
    for number, hour in enumerate(hours, 1):
        at = START.replace(hour=hour)
        kept.keep(article(number, body=f"نبأ رقم {number}", headline=f"{number}", published_at=at))


def related(kept: Archive, id: int, given: list[tuple[int, str, float]], known: set[int]) -> None:
    found = {
        other: Likeness(relation, score, f"{relation} {score}")
        for other, relation, score in given
        if other != id and other in known
    }
    rows = {
        row["id"]: KnownArticle(*tuple(row))
        for row in kept.rows(f"SELECT {KNOWN_COLUMNS} FROM articles")
    }
    relate(
        kept.db, id, [SimilarArticle(rows[other], likeness) for other, likeness in found.items()]
    )


def written(kept: Archive) -> set[frozenset[tuple[object, ...]]]:
    found: dict[int, set[tuple[object, ...]]] = {}
    for story, *rest in kept.rows(
        "SELECT story_id, article_id, role, by_id, score, evidence FROM story_members"
    ):
        found.setdefault(story, set()).add(tuple(rest))
    assert {row[0] for row in kept.rows("SELECT id FROM stories")} == set(found)
    return {frozenset(story) for story in found.values()}


def worked_out_anew(kept: Archive) -> set[frozenset[tuple[object, ...]]]:
    ids = [row[0] for row in kept.rows("SELECT id FROM articles")]
    order = story_tables.order_of(kept.db, ids)
    return {
        frozenset(
            (one.article_id, one.role, other, *story_tables.spoken(one, order)[:2])
            for one in group
            for other in [one.by.beside(one.article_id) if one.by else None]
        )
        for group in groups(story_tables.edges_among(kept.db, ids), order)
    }


@settings(deadline=None, max_examples=60)
@given(hours=st.lists(st.integers(1, 8), min_size=COUNT, max_size=COUNT), arriving=arrivals)
def test_a_story_is_the_same_whether_it_grew_or_is_worked_out_anew(
    hours: list[int], arriving: list[tuple[int, list[tuple[int, str, float]]]]
) -> None:
    """Late originals, equal dates, stories brought together, articles that change and leave."""
    with TemporaryDirectory() as folder, archive(Path(folder)) as kept:
        put_articles(kept, hours)
        known = set[int]()
        for id, given in arriving:
            related(kept, id, given, known)
            known.add(id)
            assert written(kept) == worked_out_anew(kept)


def test_who_spoke_as_the_original_yields_when_an_earlier_text_comes(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        put_articles(kept, [2, 3, 4, 1])
        related(kept, 2, [(1, "copy", 0.8)], {1})
        related(kept, 3, [(1, "copy", 0.4), (2, "copy", 0.8)], {1, 2})
        like = "SELECT by_id FROM story_members WHERE article_id = 3"
        assert kept.rows(like)[0][0] == 1, "the original comes before the likest"
        related(kept, 4, [(1, "copy", 0.6)], {1, 2, 3})
        assert kept.rows(like)[0][0] == 2, "the original is another article now"
        assert written(kept) == worked_out_anew(kept)


def test_an_article_joins_a_large_story_by_few_statements(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        put_articles(kept, [1] * 400)
        asked: list[int] = []
        kept.db.conn.set_trace_callback(lambda sql: asked.append(1))
        for id in range(2, 401):
            asked.clear()
            near = range(max(1, id - 6), id)
            related(kept, id, [(other, "copy", 0.8) for other in near], set(range(1, 401)))
            if id in (40, 400):
                assert len(asked) < 150, id
        assert len(kept.rows("SELECT 1 FROM story_members")) == 400
