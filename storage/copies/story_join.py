"""A new article joins stories, and only what it changes is touched.

The roles are those that ``storage.copies.story_roles.groups`` would give to the whole story; a
story of thousands of members is not read for that. Each story that the article joins has its
original, and every member's way to it is known. Where the original stays, an article can only
better the ways that lead over it. Where another story's original becomes this one's, all ways lead
over the article: none is stronger than the way from original to original, unless over the article
itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from storage.copies import story_tables
from storage.copies.story_roles import ROLES, STRENGTH, Edge, Member, Order, speaker


@dataclass(slots=True)
class _Seat:
    """The role of an article in its story; ``story`` is ``None`` for one that was in none."""

    story: int | None
    role: str
    by: int | None

    @property
    def level(self) -> int:
        """The weakest link on the way to the original."""
        return STRENGTH.get(self.role, 0)


def join(db: Database, article_id: int, edges: Sequence[Edge]) -> None:
    """Put a new article, whose relations are written down, into its story. In a transaction."""
    _Joining(db, article_id, edges).done()


class _Joining:
    def __init__(self, db: Database, article_id: int, edges: Sequence[Edge]) -> None:
        self._db, self._id = db, article_id
        self._edges = {article_id: list(edges)}
        self._near = {edge.beside(article_id): edge for edge in edges}
        self._seats = dict[int, _Seat]()
        self._order: dict[int, tuple[str, ...]] = {}
        self._changed = {article_id}
        self._asked = set[int]()
        """Members whose relation is the same, but may be spoken for by another one now."""

    def done(self) -> None:
        """Find the original, better the ways, write down what changed."""
        pieces = self._pieces()
        self._know([self._id, *pieces.values()])
        original = min([self._id, *pieces.values()], key=lambda id: self._order[id])
        self._seats[self._id] = _Seat(None, "original", None)
        if original != self._id:
            home = next(story for story, first in pieces.items() if first == original)
            self._seats[self._id].role = ROLES[self._way(home)]
        for piece, first in pieces.items():
            if first != original:
                self._follow(piece, first)
        self._better()
        story = self._unite([piece for piece in pieces if piece > 0])
        self._write(story, original)

    def _pieces(self) -> dict[int, int]:
        """The stories that are joined, with their originals; an article alone is its own, -id."""
        for id in self._near:
            self._seat(id)
        found = {seat.story for seat in self._seats.values() if seat.story is not None}
        alone = {-id: id for id, seat in self._seats.items() if seat.story is None}
        rows = (
            self._db.execute(
                "SELECT story_id, article_id FROM story_members WHERE story_id = ?"
                " AND role = 'original'", [story],
            ).fetchone()
            for story in sorted(found)
        )  # fmt: skip
        return {int(story): int(first) for story, first in rows} | alone

    def _way(self, piece: int) -> int:
        """The weakest link on the article's best way to the original of a story."""
        return min(
            max(STRENGTH[edge.relation], self._seat(id).level)
            for id, edge in self._near.items()
            if (self._seat(id).story or -id) == piece
        )

    def _follow(self, piece: int, first: int) -> None:
        """A story whose original is no longer one: no way is stronger than the one over it."""
        level = max(self._seats[self._id].level, self._way(piece))
        stronger = ["original", *ROLES[:level]]
        marks = ", ".join("?" * len(stronger))
        for (id,) in self._db.execute(
            f"SELECT article_id FROM story_members WHERE story_id = ? AND role IN ({marks})",
            [piece, *stronger],
        ).fetchall():
            self._set(id, level)
        self._set(first, level)
        self._asked |= {
            row[0]
            for row in self._db.execute(
                "SELECT article_id FROM story_members WHERE by_id = ?", [first]
            )
        }

    def _better(self) -> None:
        """Better the ways that lead over the article."""
        pending = [self._id]
        while pending:
            id = pending.pop()
            for edge in self._edges_of(id):
                other = edge.beside(id)
                level = max(self._seat(id).level, STRENGTH[edge.relation])
                if level < self._seat(other).level:
                    self._set(other, level)
                    pending.append(other)

    def _set(self, id: int, level: int) -> None:
        self._seat(id).role = ROLES[level]
        self._changed.add(id)

    def _unite(self, stories: Sequence[int]) -> int:
        """One story of all: the largest takes the others in, so that few rows move."""
        if not stories:
            return story_tables.new_story(self._db)
        if len(stories) == 1:
            return stories[0]
        sizes = {story: len(story_tables.fellows_of(self._db, [story])) for story in stories}
        kept = max(stories, key=lambda story: (sizes[story], -story))
        for story in set(stories) - {kept}:
            self._db.execute(
                "UPDATE story_members SET story_id = ? WHERE story_id = ?", [kept, story]
            )
        story_tables.drop(self._db, [], set(stories) - {kept})
        return kept

    def _write(self, story: int, original: int) -> None:
        alone = {id for id in self._near if self._seat(id).story is None}
        found = dict[int, Edge | None]()
        for id in self._changed | alone | self._asked:
            found[id] = None if id == original else self._speaker(id, original)
        for id, edge in self._near.items():
            if id not in found and id != original:
                by = self._spoken_for(id)
                better = self._speaker(id, original, [edge, by] if by else None)
                if better != by:
                    found[id] = better
        written = [Member(id, self._seat(id).role, by) for id, by in found.items()]
        self._know([edge.beside(id) for id, edge in found.items() if edge])
        story_tables.put(self._db, story, written, self._order)

    def _speaker(self, id: int, original: int, edges: Sequence[Edge] | None = None) -> Edge:
        """The relation that speaks for the role of a member."""
        role = self._seat(id).role
        if edges is None:
            direct = self._relation(id, original)
            if direct and direct.relation == role:  # none comes before it
                return direct
            edges = self._edges_of(id)
        self._know([edge.beside(id) for edge in edges])
        return speaker(id, role, edges, original, self._order)

    def _spoken_for(self, id: int) -> Edge | None:
        by = self._seat(id).by
        return self._relation(id, by) if by is not None else None

    def _relation(self, id: int, other: int) -> Edge | None:
        row = self._db.execute(
            "SELECT * FROM relations WHERE article_id = ? AND other_id = ?", sorted((id, other))
        ).fetchone()
        return Edge(*row) if row else None

    def _edges_of(self, id: int) -> list[Edge]:
        if id not in self._edges:
            self._edges[id] = story_tables.edges_of(self._db, id)
        return self._edges[id]

    def _seat(self, id: int) -> _Seat:
        if id not in self._seats:
            row = self._db.execute(
                "SELECT story_id, role, by_id FROM story_members WHERE article_id = ?", [id]
            ).fetchone()
            self._seats[id] = _Seat(*row) if row else _Seat(None, "original", None)
        return self._seats[id]

    def _know(self, ids: Sequence[int]) -> Order:
        """Learn what these articles are ordered by."""
        self._order |= story_tables.order_of(self._db, {id for id in ids if id not in self._order})
        return self._order
