"""Whether an outlet has moved to another site: one condition, not a refusal for each article."""

from crawler.items import HomeLook, Outcome, PollResult
from crawler.listings.backfill_pages import BackfillPageResult
from storage.frontier.frontier import KEPT


class MovedOutlet:
    """What one crawl knows of it: moved is an outlet whose home page leads to another site, and
    with it everything else that was asked.

    An article that leads elsewhere is no proof, since some are published by a partner. So the first
    of them waits with its like until the home page has been asked, once in a crawl.
    """

    def __init__(self) -> None:
        """Nothing leads anywhere yet."""
        self.waiting: dict[str, Outcome] = {}
        """Address of a lead -> how it would end if the outlet had not moved."""
        self.waiting_pages: list[BackfillPageResult] = []
        self.asked = False
        self._led = self._listed = self._answered = False
        self._home: str | None = None

    def takes(self, outcome: Outcome, url: str) -> bool:
        """Whether the end of an article waits for what the home page says."""
        if outcome.leads_to is None or self.asked or self._answered:
            return False
        self.waiting[url] = outcome
        return True

    def settled(self, outcome: Outcome) -> None:
        """An address has ended: an article that is kept was found where it was."""
        self._answered |= outcome.kind in KEPT

    def takes_page(self, page: BackfillPageResult) -> bool:
        """Whether the end of a backfill's page waits for what the home page says."""
        self._listed |= not page.error
        if page.leads_to is None or self.asked or self._answered:
            return False
        self.waiting_pages.append(page)
        return True

    def polled(self, ending: PollResult) -> None:
        """A listing has answered, or led to another site."""
        self._listed |= not ending.error
        self._led |= ending.leads_to is not None

    def home_answered(self, look: HomeLook) -> None:
        """The home page has answered, or led to another site."""
        self._home = look.leads_to

    @property
    def suspected(self) -> bool:
        """Whether the home page is to be asked now."""
        return not self.asked and self._leads_away

    @property
    def to(self) -> str | None:
        """The host that the outlet has moved to; ``None``: it has not, as far as is known."""
        return self._home if self._leads_away else None

    @property
    def _leads_away(self) -> bool:
        # listings that answer are no proof of the contrary: some sites leave their feed behind
        articles = self.waiting or self.waiting_pages
        return not self._answered and bool(articles or (self._led and not self._listed))
