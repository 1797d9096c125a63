"""Stories: the sets of articles that tell the same text, in several outlets or in one.

``relations`` says which two articles are alike; a story is what hangs together by these. Whatever
comes or changes, its roles are those that ``storage.copies.roles.groups`` gives to all of its
relations, so they do not depend on the order of arrival. A relation never drops or overwrites an
article.
"""

from collections.abc import Collection, Sequence

from sqlite_utils import Database

from storage.copies import members
from storage.copies.joining import join
from storage.copies.roles import Edge, groups
from storage.dedup import Relative


def relate(db: Database, article_id: int, found: Sequence[Relative]) -> list[int]:
    """Write down what an article is like, in place of what it was like; the articles it left.

    The stories that it leaves, joins or brings together change with it. In a transaction.
    """
    left = {edge.beside(article_id) for edge in members.edges_of(db, article_id)}
    edges = [_edge(article_id, relative) for relative in found]
    near = {edge.beside(article_id) for edge in edges}
    stories = set(members.stories_of(db, {article_id, *left, *near}).values())
    members.replace_edges(db, article_id, edges)
    if left:
        _regroup(db, {article_id, *near, *members.fellows_of(db, stories)})
    elif edges:
        join(db, article_id, edges)
    return sorted(left - near)


def reorder(db: Database, article_id: int) -> None:
    """Work out an article's story anew: its place among the others changed. In a transaction."""
    stories = members.stories_of(db, [article_id])
    if stories:
        _regroup(db, members.fellows_of(db, stories.values()))


def _edge(article_id: int, relative: Relative) -> Edge:
    likeness = relative.likeness
    one, other = sorted((article_id, relative.known.id))
    return Edge(one, other, likeness.relation, likeness.score, likeness.evidence)


def _regroup(db: Database, ids: Collection[int]) -> None:
    """Make stories of what hangs together; the lowest number that its members had stays."""
    former, order = members.stories_of(db, ids), members.order_of(db, ids)
    free = set(former.values())
    members.drop(db, ids, [])
    for group in groups(members.edges_among(db, ids), order):
        numbers = free & {former.get(member.article_id) for member in group}
        story = min(numbers, default=None) or members.new_story(db)
        free.discard(story)
        members.put(db, story, group, order)
    members.drop(db, [], free)
