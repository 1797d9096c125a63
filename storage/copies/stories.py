"""Stories: the sets of articles that tell the same text, in several outlets or in one.

``relations`` says which two articles are alike; a story is what hangs together by these. Whatever
comes or changes, its roles are those that ``storage.copies.story_roles.groups`` gives to all of its
relations, so they do not depend on the order of arrival. A relation never drops or overwrites an
article.
"""

from collections.abc import Collection, Sequence

from sqlite_utils import Database

from storage.copies import story_tables
from storage.copies.new_revision_or_copy import SimilarArticle
from storage.copies.story_join import join
from storage.copies.story_roles import Edge, groups


def relate(db: Database, article_id: int, found: Sequence[SimilarArticle]) -> list[int]:
    """Write down what an article is like, in place of what it was like; the articles it left.

    The stories that it leaves, joins or brings together change with it. In a transaction.
    """
    left = {edge.beside(article_id) for edge in story_tables.edges_of(db, article_id)}
    edges = [_edge(article_id, relative) for relative in found]
    if not left and not edges:  # most new articles are like none
        return []
    near = {edge.beside(article_id) for edge in edges}
    stories = set(story_tables.stories_of(db, {article_id, *left, *near}).values())
    story_tables.replace_edges(db, article_id, edges)
    if left:
        _regroup(db, {article_id, *near, *story_tables.fellows_of(db, stories)})
    elif edges:
        join(db, article_id, edges)
    return sorted(left - near)


def reorder(db: Database, article_id: int) -> None:
    """Work out an article's story anew: its place among the others changed. In a transaction."""
    stories = story_tables.stories_of(db, [article_id])
    if stories:
        _regroup(db, story_tables.fellows_of(db, stories.values()))


def _edge(article_id: int, relative: SimilarArticle) -> Edge:
    likeness = relative.likeness
    one, other = sorted((article_id, relative.known.id))
    return Edge(one, other, likeness.relation, likeness.score, likeness.evidence)


def _regroup(db: Database, ids: Collection[int]) -> None:
    """Make stories of what hangs together; the lowest number that its members had stays."""
    former, order = story_tables.stories_of(db, ids), story_tables.order_of(db, ids)
    free = set(former.values())
    found = groups(story_tables.edges_among(db, ids), order)
    # who stays a member is not touched here: the ledger hears of changes alone
    story_tables.drop(db, {*ids} - {one.article_id for group in found for one in group}, [])
    for group in found:
        numbers = free & {former.get(member.article_id) for member in group}
        story = min(numbers, default=None) or story_tables.new_story(db)
        free.discard(story)
        story_tables.put(db, story, group, order)
    story_tables.drop(db, [], free)
