"""When a crawl stops asking a host that fails page after page, and how long the rest waits."""

from datetime import timedelta

from crawler.items import Outcome

DEAD_AFTER = 5
"""Pages in a row without an answer, with a ban or with 429 or 503: then the crawl stops asking."""


class CircuitBreaker:
    """The recent failures of one crawl's host, and whether it is time to stop asking."""

    def __init__(self) -> None:
        """Nothing bad yet."""
        self.in_vain = 0
        self.asked = 0.0

    def settled(self, outcome: Outcome) -> None:
        """A page has ended."""
        if outcome.kind not in ("failed", "blocked", "deferred"):
            self.in_vain, self.asked = 0, 0.0
            return
        self.in_vain += 1
        self.asked = max(self.asked, outcome.retry_after or 0.0)

    def turned(self, *, answered: bool) -> None:
        """A page of a backfill has ended; whether the host has answered anything so far."""
        self.in_vain = 0 if answered else self.in_vain + 1

    @property
    def enough(self) -> bool:
        """Whether the rest of the crawl waits."""
        return self.in_vain >= DEAD_AFTER

    @property
    def rest(self) -> timedelta:
        """The wait that the server asked for; zero where it asked for none."""
        return timedelta(seconds=self.asked)
