"""What happens in the newsroom between two deaths."""

import random
from pathlib import Path

from tests.killing.truth import equals_the_newsroom
from tests.newsroom.newsroom import Newsroom


class Newsdesk:
    """Publishes, edits, deletes and restores, by chance."""

    def __init__(self, per_outlet: int = 5) -> None:
        """A newsroom with much in reserve."""
        self.newsroom = Newsroom(per_outlet=per_outlet)
        self.edits = 0

    def goes_on(self, chance: random.Random, times: int) -> None:
        """Do so many things of its daily work."""
        for _ in range(times):
            act = chance.choice((self._publish, self._publish, self._edit, self._edit,
                                 self._rename, self._delete, self._restore))  # fmt: skip
            with self.newsroom.lock:
                act(chance)

    def _publish(self, chance: random.Random) -> None:
        names = [name for name, held in self.newsroom.held.items() if held]
        if names:
            name = chance.choice(names)
            self.newsroom.publish(name, self.newsroom.held[name].pop(0))

    def _edit(self, chance: random.Random) -> None:
        pub = chance.choice(self.newsroom.published())
        self.edits += 1
        last = f"{pub.paragraphs[-1].partition(' وأضاف')[0]} وأضاف المصدر رقم {self.edits}."
        self.newsroom.edit(pub.url, paragraphs=[*pub.paragraphs[:-1], last])

    def _rename(self, chance: random.Random) -> None:
        pub = chance.choice(self.newsroom.published())
        self.edits += 1
        self.newsroom.edit(pub.url, headline=f"{pub.story.headline} بعد المراجعة {self.edits}")

    def _delete(self, chance: random.Random) -> None:
        pubs = self.newsroom.published()
        if len(pubs) > 30:
            self.newsroom.delete(chance.choice(pubs).url)

    def _restore(self, chance: random.Random) -> None:
        gone = [pub for outlet in self.newsroom.outlets.values() for pub in outlet.publications
                if not pub.live]  # fmt: skip
        if gone:
            self.newsroom.restore(chance.choice(gone).url)

    def is_what_is_kept(self, folder: Path) -> None:
        """Raises ``AssertionError`` where the archive and the newsroom differ."""
        equals_the_newsroom(folder, self.newsroom)
