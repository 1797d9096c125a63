"""Who is what in a story: pure functions over which articles are alike.

The original is the first in order. What hangs on it by copies alone is a copy; by copies and
partial copies, a partial copy; by a suspected follow-up, a follow-up (and so are its own copies).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storage.copies.pair_classification import Relation

STRENGTH: dict[str, int] = {"copy": 0, "partial": 1, "follow-up": 2}
"""Relations, the strongest first."""
ROLES: tuple[Relation, ...] = ("copy", "partial", "follow-up")
"""The role that each strength makes."""
Order = Mapping[int, tuple[str, ...]]
"""Article -> what it is sorted by: when it was published or first seen, then outlet and address."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Two articles that are alike."""

    one: int
    other: int
    relation: Relation
    score: float
    evidence: str

    def beside(self, article_id: int) -> int:
        """The other one of the two."""
        return self.one + self.other - article_id


@dataclass(frozen=True, slots=True)
class Member:
    """An article in a story; ``by`` speaks for its role; the original has none."""

    article_id: int
    role: str
    by: Edge | None


def groups(edges: Sequence[Edge], order: Order) -> list[list[Member]]:
    """The stories that the relations make, members in order, the original first."""
    near: dict[int, list[Edge]] = {id: [] for id in order}
    for edge in edges:
        near[edge.one].append(edge)
        near[edge.other].append(edge)
    found, placed = list[list[Member]](), set[int]()
    for original in sorted(order, key=lambda id: order[id]):
        if original in placed or not near[original]:
            continue
        roles = {original: "original"}
        for relation, weakest in STRENGTH.items():
            for id in _reached(original, near, weakest):
                roles.setdefault(id, relation)
        members = sorted(roles, key=lambda id: order[id])
        found.append(
            [
                Member(id, roles[id], None if id == original
                       else speaker(id, roles[id], near[id], original, order))
                for id in members
            ]
        )  # fmt: skip
        placed.update(roles)
    return found


def _reached(start: int, near: Mapping[int, Sequence[Edge]], weakest: int) -> set[int]:
    """The articles that hang on one by relations of at least such strength."""
    reached, pending = {start}, [start]
    while pending:
        id = pending.pop()
        for edge in near[id]:
            other = edge.beside(id)
            if other not in reached and STRENGTH[edge.relation] <= weakest:
                reached.add(other)
                pending.append(other)
    return reached


def speaker(id: int, role: str, edges: Sequence[Edge], original: int, order: Order) -> Edge:
    """Of the relations of a member the one that speaks for its role: of its kind, to the original.

    ``order`` knows the articles on the other side.
    """

    def rank(edge: Edge) -> tuple[object, ...]:
        other = edge.beside(id)
        strength = STRENGTH[edge.relation]
        return edge.relation != role, other != original, strength, -edge.score, order[other]

    return min(edges, key=rank)
