"""``PageWalk``: the way from an article's first page to its last, one after the other."""

from dataclasses import replace

from crawler.items import Article, FetchedPart, OutcomeKind, Page
from crawler.paginated_article_addresses import number_of, numbered, same_page
from crawler.reading.extraction_hints import Hints
from crawler.reading.further_page_links import extended
from crawler.reading.further_pages import key_of, read_part, unsaid
from crawler.reading.limits import limited

IN_VAIN = 2
"""Missing pages in a row after which the rest is not asked for."""
_FINAL: frozenset[OutcomeKind] = frozenset(("gone", "rejected"))
"""How a missing page ends that is no better another time."""


class PageWalk:
    """The pages of an article so far; nothing of it is in the archive before the last one."""

    def __init__(self, first: Page, article: Article, requested: str) -> None:
        """Begin behind the first page, whose article names further ones."""
        self.first, self.requested, self.pages = first, requested, article.pages
        self.number, self.in_vain = 1, 0
        self._said = {key_of(line) for line in article.body.splitlines()}
        self._parts = dict[int, Page]()
        self._fetched = dict[int, FetchedPart]()
        self._over = False

    def next_address(self) -> str | None:
        """The address of the next page, which is now the one in hand; ``None``: that was all."""
        if self._over or self.number > len(self.pages):
            return None
        self.number += 1
        if self.in_vain < IN_VAIN:
            return self.pages[self.number - 2]
        self.miss("failed", f"not asked for after {IN_VAIN} pages in vain")
        return self.next_address()

    def is_asked(self, url: str) -> bool:
        """Whether an address that answered is that of the page in hand, however it is written."""
        asked = self.pages[self.number - 2]
        if same_page(url) == same_page(asked):
            return True
        pattern = numbered(self.pages[0])
        articles = {same_page(self.first.url)} | ({pattern.article} if pattern else set())
        return any(number_of(url, article) == self.number for article in articles)

    def take(self, page: Page, hints: Hints, requested: str) -> None:
        """Take the page in hand. Raises ``OutletError`` where it is no page of the article."""
        part = limited(lambda: read_part(page, self.number, self.pages, self.first.url, hints))
        self._parts[self.number] = page
        address = self.pages[self.number - 2]
        self._fetched[self.number] = FetchedPart(self.number, address, requested)
        self.in_vain = 0
        new = unsaid(part.body.paragraphs, self._said)
        self._over = bool(part.body.paragraphs) and not new
        self._said.update(map(key_of, new))
        if part.last > len(self.pages) + 1:
            self.pages = extended(self.pages, part.last)

    def miss(self, kind: OutcomeKind, reason: str, requested: str | None = None) -> None:
        """Go on without the page in hand."""
        self.in_vain += 1
        address = self.pages[self.number - 2]
        self._fetched[self.number] = FetchedPart(
            self.number, address, requested, reason or kind, kind not in _FINAL
        )

    @property
    def whole(self) -> Page:
        """The first page with all others, as the reader takes an article."""
        missing = {one.number: one.missing for one in self.fetched if one.missing}
        return replace(self.first, parts=dict(self._parts), missing=missing)

    @property
    def fetched(self) -> tuple[FetchedPart, ...]:
        """What came of each further page, in their order."""
        return tuple(self._fetched[number] for number in sorted(self._fetched))
