"""``Robots``: robots.txt obeyed, remembered between crawls, awaited while it answers 5xx."""

from typing import Any, Protocol

from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http import Request, Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import build_from_crawler, load_object
from twisted.internet.defer import Deferred

from crawler.errors import Elsewhere, OutletError, RulesElsewhere, ServerTrouble, TryLater
from crawler.items import HOME_LOOK


class RobotsMemory(Protocol):
    """A store of robots.txt files; the setting ``ROBOTS_MEMORY`` names its class."""

    def recall(self, host: str) -> bytes | None:
        """The robots.txt of a host; ``None`` unless it is known and fresh."""

    def keep(self, host: str, status: int, rules: bytes) -> None:
        """Remember the rules of a host."""


class Robots(RobotsTxtMiddleware):
    """Downloader middleware: obey robots.txt, ask for it once a day, wait while it answers 5xx."""

    def __init__(self, crawler: Any) -> None:
        """Open the memory."""
        super().__init__(crawler)
        self.closed: dict[str, OutletError] = {}
        memory = load_object(crawler.settings["ROBOTS_MEMORY"])
        self.memory: RobotsMemory = build_from_crawler(memory, crawler)

    async def process_request(self, request: Request, spider: object = None) -> None:
        """Raise ``IgnoreRequest`` for what is disallowed, ``TryLater`` where nothing is known."""
        await super().process_request(request)
        host = urlparse_cached(request).netloc
        # the request for robots.txt itself is never held back by it
        closed = self.closed.get(host)
        if closed is None or request.meta.get("dont_obey_robotstxt"):
            return
        # whether the home page leads away as well is asked once: the outlet has moved then
        if not (isinstance(closed, RulesElsewhere) and HOME_LOOK in request.meta):
            raise closed

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The rules for a request's host: remembered ones, else fetched.

        Requests that wait for one file each wait on their own: of several that wait on one
        deferred Scrapy 2.19 gives the rules to the first and lets the others pass.
        """
        host = urlparse_cached(request).netloc
        if isinstance(fetched := self._parsers.get(host), Deferred):
            mine: Deferred[RobotParser | None] = Deferred()

            def hand_over(rules: RobotParser | None) -> RobotParser | None:
                mine.callback(rules)
                return rules

            fetched.addCallback(hand_over)
            return await maybe_deferred_to_future(mine)
        if host not in self._parsers and (rules := self.memory.recall(host)) is not None:
            waiting: Deferred[RobotParser | None] = Deferred()
            self._parsers[host] = waiting
            await self._apply(rules, host, request)
            return await maybe_deferred_to_future(waiting)
        return await super().robot_parser(request)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        """No rules where there is no file. Raises ``TryLater`` where the server has trouble."""
        if response.status >= 500 or response.status == 429:
            raise TryLater(
                f"{netloc}/robots.txt answers {response.status}: nothing is fetched for now"
            )
        rules = response.body if response.status == 200 else b""
        self.memory.keep(netloc, response.status, rules)
        await self._apply(rules, netloc, request)

    async def _apply(self, rules: bytes, netloc: str, request: Request) -> None:
        answer = Response(request.url, body=rules)
        await super()._parse_robots(answer, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        """Keep the error: every request to the host ends with it."""
        # imported here: that module knows this package's errors
        from crawler.failure_classification import describe

        if isinstance(exc, Elsewhere):
            self.closed[netloc] = RulesElsewhere(f"{exc}: nothing is fetched for now", exc.host)
        elif isinstance(exc, OutletError):
            self.closed[netloc] = exc
        else:
            _, reason = describe(exc)
            self.closed[netloc] = ServerTrouble(f"robots.txt: {reason}")
        super()._robots_error(exc, netloc)
