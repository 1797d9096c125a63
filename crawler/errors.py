"""The errors of outlets and their pages, each with the kind of outcome that it becomes.

* OutletError
  - EmptyListing    a listing gave no article link at all
  - BrokenListing   a listing cannot be parsed
  - NotAnArticle    the page has no readable body text
    - FurtherPage   page 2 and on of an article, which is kept under its first page
    - NotAPage      the address holds no web page: an image, a file, a feed
    - Gallery       pictures or a video, and no text
    - ListingPage   a list of articles: a section, a home page, a search
    - LoginPage     a log-in form
    - PaywallStub   the outlet shows subscribers more than a sentence or two
    - FiguresOnly   a calendar, prayer times, rates: rows of figures, no sentence
    - SoftNotFound  the page says that it does not exist, but the server does not
    - Unavailable   the site is under maintenance or broken, and says so with status 200
    - HostingPage   a domain for sale, a suspended account, a server without a site
  - Unreadable      the bytes are no text that can be read
    - OutOfBounds   the page is too large or too slow to read
      - TooDeep     its elements stand in one another beyond what libxml2 bears
    - Garbled       the text was decoded wrongly before it was sent, and cannot be undone
  - Blocked         a challenge page came instead of the article
    - ConsentWall   a page that shows nothing until the reader consents
  - OptedOut        the page asks not to be kept, and the operator honours that
  - Gone            the address answers 404 or 410
  - Elsewhere       the address leads away from the outlet
  - Refused         an address that we do not fetch, whoever links to it
  - TryLater        the server asks to wait (429, 503)
    - RulesElsewhere  robots.txt leads to another site
  - ServerTrouble   the server answers with another error
"""

from crawler.items import Ground, OutcomeKind

NO_HOST = "no such host (is the network closed?)"
NO_ROUTE = "no way to the host (is the network closed?)"
CONNECTION_REFUSED = "connection refused"
NO_ANSWER_IN_TIME = "no answer in time"
FOREIGN_PAGE = "one page that is not its own stands at its addresses"
UNREACHED = (NO_HOST, NO_ROUTE, CONNECTION_REFUSED, NO_ANSWER_IN_TIME)
"""Reasons for which nothing came back at all: where many outlets have one, the network has it."""
ANSWERS = "{address} answers {status}"
LEADS_HOME = "{address} leads to the home page"
LEADS_ELSEWHERE = "{address} leads to another article: {other}"
SAYS_SO = "soft 404: the page says that it does not exist"
GONE_REASONS = (ANSWERS, LEADS_HOME, LEADS_ELSEWHERE, SAYS_SO)
"""In which words it is told why an article is taken for gone; pages translate them."""


class OutletError(Exception):
    """An outlet did something that keeps its page out of the archive."""

    kind: OutcomeKind = "failed"
    ground: Ground | None = None
    """What a refusal rests on, where that can change."""


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
    """The address holds no web page: an image, a file, a feed."""


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


class FiguresOnly(NotAnArticle):
    """Rows of figures without a sentence: a calendar, prayer times, rates of exchange."""


class Unavailable(NotAnArticle):
    """The site says that it is under maintenance or broken, although it answered 200: as with 503.

    Nothing is known of the article: its page is asked for again soon.
    """

    kind: OutcomeKind = "deferred"


class HostingPage(NotAnArticle):
    """The host's own page: a domain for sale, a suspended account, a server without a site.

    The outlet is not there, as with a host that does not answer; its articles are not gone.
    """

    kind: OutcomeKind = "failed"


class Unreadable(OutletError):
    """The bytes are not a page that can be read."""

    kind: OutcomeKind = "rejected"


class OutOfBounds(Unreadable):
    """The page is too large, too deep or too slow to read."""


class TooDeep(OutOfBounds):
    """The page's elements stand in one another beyond what libxml2 bears."""


class Garbled(Unreadable):
    """The text is mojibake that cannot be undone, or has lost too many of its letters."""


class Blocked(OutletError):
    """A challenge or a ban came instead of the page."""

    kind: OutcomeKind = "blocked"


class ConsentWall(Blocked):
    """A page that shows nothing until the reader consents to something."""


class OptedOut(OutletError):
    """The page asks not to be kept (``noindex`` and the like), and the settings honour that."""

    kind: OutcomeKind = "refused"
    ground: Ground | None = "opt-out"


class Gone(OutletError):
    """The address answers 404 or 410."""

    kind: OutcomeKind = "gone"


class Elsewhere(OutletError):
    """The address leads to a page that is not the outlet's; ``host``: whose it is, if known."""

    kind: OutcomeKind = "refused"
    ground: Ground | None = "host"

    def __init__(self, message: str, host: str | None = None) -> None:
        """Keep the host beside the words."""
        super().__init__(message)
        self.host = host


class Refused(OutletError):
    """An address that we do not fetch, whoever links to it: a private network, another scheme."""

    kind: OutcomeKind = "refused"
    ground: Ground | None = "network"


class TryLater(OutletError):
    """The server asks to wait; ``retry_after``: seconds, ``None`` where it names none."""

    kind: OutcomeKind = "deferred"

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        """Keep what the server asked for."""
        super().__init__(message)
        self.retry_after = retry_after


class RulesElsewhere(TryLater):
    """robots.txt leads to the site at ``host``, which is not asked: the rules are not known."""

    def __init__(self, message: str, host: str | None) -> None:
        """Keep the host."""
        super().__init__(message)
        self.host = host


class ServerTrouble(OutletError):
    """The server answered with an error of its own."""
