"""The errors of outlets and their pages, each with the kind of outcome that it becomes.

* OutletError
  - EmptyListing    a listing gave no article link at all
  - BrokenListing   a listing cannot be parsed
  - NotAnArticle    the page has no readable body text
    - FurtherPage   page 2 and on of an article, which is kept under its first page
    - NotAPage      the address holds no web page: an image, a file
    - Gallery       pictures or a video, and no text
    - ListingPage   a list of articles: a section, a home page, a search
    - LoginPage     a log-in form
    - PaywallStub   the outlet shows subscribers more than a sentence or two
    - SoftNotFound  the page says that it does not exist, but the server does not
  - Unreadable      the bytes are no text that can be read
    - OutOfBounds   the page is too large, too deep or too slow to read
  - Blocked         a challenge page came instead of the article
  - OptedOut        the page asks not to be kept, and the operator honours that
  - Gone            the address answers 404 or 410
  - Elsewhere       the address leads away from the outlet
  - Refused         an address that we do not fetch, whoever links to it
  - TryLater        the server asks to wait (429, 503)
  - ServerTrouble   the server answers with another error
"""

from crawler.article import OutcomeKind


class OutletError(Exception):
    """An outlet did something that keeps its page out of the archive."""

    kind: OutcomeKind = "failed"


class EmptyListing(OutletError):
    """A listing answered and gave no article link: its layout changed, or it is not a listing."""


class BrokenListing(OutletError):
    """A listing cannot be parsed at all."""


class NotAnArticle(OutletError):
    """The page has no readable body text: a listing, a gallery, a login or an empty page."""

    kind: OutcomeKind = "rejected"


class FurtherPage(NotAnArticle):
    """A further page of an article, which is read from its first page on."""

    kind: OutcomeKind = "alias"

    def __init__(self, number: int, first: str) -> None:
        """Keep the address of the first page."""
        super().__init__(number, first)
        self.number, self.first = number, first

    def __str__(self) -> str:
        """Which page of which article it is."""
        return f"page {self.number} of {self.first}"


class NotAPage(NotAnArticle):
    """The address holds no web page: an image, a file."""


class Gallery(NotAnArticle):
    """Pictures or a video, and no text."""


class ListingPage(NotAnArticle):
    """A list of articles: a section, a home page, a search."""


class LoginPage(NotAnArticle):
    """A log-in form instead of an article."""


class PaywallStub(NotAnArticle):
    """The outlet shows more than a sentence or two only to its subscribers."""


class SoftNotFound(NotAnArticle):
    """The page says that it does not exist, although the server answered 200: gone, as with 404."""

    kind: OutcomeKind = "gone"


class Unreadable(OutletError):
    """The bytes are not a page that can be read."""

    kind: OutcomeKind = "rejected"


class OutOfBounds(Unreadable):
    """The page is too large, too deep or too slow to read."""


class Blocked(OutletError):
    """A challenge or a ban came instead of the page."""

    kind: OutcomeKind = "blocked"


class OptedOut(OutletError):
    """The page asks not to be kept (``noindex`` and the like), and the settings honour that."""

    kind: OutcomeKind = "refused"


class Gone(OutletError):
    """The address answers 404 or 410."""

    kind: OutcomeKind = "gone"


class Elsewhere(OutletError):
    """The address leads to a page that is not the outlet's."""

    kind: OutcomeKind = "refused"


class Refused(OutletError):
    """An address that we do not fetch, whoever links to it: a private network, another scheme."""

    kind: OutcomeKind = "refused"


class TryLater(OutletError):
    """The server asks to wait; ``retry_after``: seconds, ``None`` where it names none."""

    kind: OutcomeKind = "deferred"

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        """Keep what the server asked for."""
        super().__init__(message)
        self.retry_after = retry_after


class ServerTrouble(OutletError):
    """The server answered with an error of its own."""
