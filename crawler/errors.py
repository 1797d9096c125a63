"""Everything that can go wrong with an outlet, drawn once.

* OutletError
  - EmptyListing    a listing gave no article link at all
  - BrokenListing   a listing cannot be parsed
  - NotAnArticle    the page has no readable body text
  - Unreadable      the bytes are no text, or no text that a reader can bound
  - Blocked         a challenge page came instead of the article
  - OptedOut        the page asks not to be kept, and the operator honours that
  - Gone            the address answers 404 or 410
  - TryLater        the server asks for patience (429, 503)
  - ServerTrouble   the server answers with another error
"""

from crawler.article import Kind


class OutletError(Exception):
    """An outlet did something that keeps its page out of the archive."""

    kind: Kind = "failed"


class EmptyListing(OutletError):
    """A listing answered and gave no article link: its layout changed, or it is not a listing."""


class BrokenListing(OutletError):
    """A listing cannot be parsed at all."""


class NotAnArticle(OutletError):
    """The page has no readable body text: a listing, a gallery, a login or an empty page."""

    kind: Kind = "rejected"


class Unreadable(OutletError):
    """The bytes are not a page that can be read."""

    kind: Kind = "rejected"


class Blocked(OutletError):
    """A challenge or a ban came instead of the page."""

    kind: Kind = "blocked"


class OptedOut(OutletError):
    """The page asks machines for restraint, and the operator's settings honour that."""

    kind: Kind = "refused"


class Gone(OutletError):
    """The address answers 404 or 410."""

    kind: Kind = "gone"


class TryLater(OutletError):
    """The server asks for patience; ``retry_after`` is in seconds, if it said."""

    kind: Kind = "deferred"

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        """Keep what the server asked for."""
        super().__init__(message)
        self.retry_after = retry_after


class ServerTrouble(OutletError):
    """The server answered with an error of its own."""
