"""Serving a newsroom over HTTP: one loopback host per outlet, one port for all."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from aiohttp import HttpVersion11, web

from tests.newsroom import control
from tests.newsroom.habits import habit_of, spoiled
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.pages import PagedOutlet
from tests.newsroom.wire import Asked, Reply, reply
from tests.waiting import LIMIT

_ATTEMPTS = 50
_BACKLOG = 128


@dataclass(frozen=True, slots=True)
class Request:
    """One line of the access log."""

    time: datetime
    host: str
    method: str
    path: str
    status: int
    user_agent: str | None
    if_none_match: str | None
    if_modified_since: str | None


@dataclass(slots=True)
class Hold:
    """Requests that get no answer until they may: whoever asked is at work, and stays so."""

    holds: Callable[[Request], bool]
    came: threading.Event = field(default_factory=threading.Event)
    going: threading.Event = field(default_factory=threading.Event)

    def wait(self) -> None:
        """Return when a request is held."""
        assert self.came.wait(LIMIT), "nobody asked"

    def let_go(self) -> None:
        """Answer what is held, and whatever comes."""
        self.going.set()


@dataclass(slots=True)
class Running:
    """A newsroom that can be visited; ``log`` grows with every request, before it is answered."""

    newsroom: Newsroom
    port: int
    log: list[Request] = field(default_factory=list)
    holds: list[Hold] = field(default_factory=list)
    open: Counter[str] = field(default_factory=Counter)
    """Host -> requests that are being answered."""
    most_at_once: Counter[str] = field(default_factory=Counter)
    """Host -> the most of them that there ever were."""

    @contextmanager
    def holding(self, outlet: str, after: int = 0) -> Iterator[Hold]:
        """Hold the requests for articles of an outlet after so many, until the block ends."""
        left = after
        place = self.newsroom.outlet(outlet)

        def holds(asked: Request) -> bool:
            nonlocal left
            paths = {pub.path for pub in place.publications}
            if asked.host != place.host or asked.path not in paths:
                return False
            left -= 1
            return left < 0

        hold = Hold(holds)
        self.holds.append(hold)
        try:
            yield hold
        finally:
            hold.let_go()
            self.holds.remove(hold)

    def url(self, outlet: str | PagedOutlet, path: str = "") -> str:
        """The address of a path as it is served; of the home page without one."""
        return self.newsroom.outlet(outlet).home + path.lstrip("/")

    def homes(self) -> dict[str, str]:
        """Name -> home address, for the setting ``HOMES``."""
        return self.newsroom.homes()

    def requests(self, outlet: str | PagedOutlet, path: str | None = None) -> list[Request]:
        """What was asked of an outlet, or of one of its paths."""
        host = self.newsroom.outlet(outlet).host
        asked = [line for line in self.log if line.host == host]
        return [line for line in asked if path is None or line.path == f"/{path.lstrip('/')}"]


class _Desk:
    """Answers requests for a running newsroom."""

    def __init__(self, running: Running) -> None:
        self.running = running
        self.newsroom = running.newsroom

    async def answer(self, request: web.Request) -> web.StreamResponse:
        if request.path.startswith(control.PREFIX):
            return await self._control(request)
        outlet = self._outlet(request)
        if outlet is None:
            raise web.HTTPNotFound(text="no outlet here")
        made = self._made(request, outlet)
        asked = self._note(request, outlet, made.status)
        running, host = self.running, outlet.host
        running.open[host] += 1
        running.most_at_once[host] = max(running.most_at_once[host], running.open[host])
        try:
            await self._hold(asked)
            if made.delay:
                await asyncio.sleep(made.delay)
            return await self._send(request, made)
        finally:
            running.open[host] -= 1

    def _outlet(self, request: web.Request) -> PagedOutlet | None:
        transport = request.transport
        place = transport.get_extra_info("sockname")[0] if transport else request.host
        return self.newsroom.outlet_at(place) or self.newsroom.outlet_at(
            request.host.partition(":")[0]
        )

    def _made(self, request: web.Request, outlet: PagedOutlet) -> Reply:
        if request.method not in ("GET", "HEAD"):
            return Reply(405, {"Allow": "GET, HEAD", "Content-Type": "text/plain"}, b"no")
        asked = Asked.of(request.headers)
        with self.newsroom.lock:
            good = reply(outlet, outlet.answer(request.path, dict(request.query)), asked)
            habit = habit_of(self.newsroom, outlet.name, request.path)
            if habit and good.status == 304:  # a habit does not wait for something new
                good = reply(outlet, outlet.answer(request.path, dict(request.query)), Asked())
            return spoiled(habit, self.newsroom, good) if habit else good

    async def _hold(self, asked: Request) -> None:
        for hold in list(self.running.holds):
            if hold.holds(asked):
                hold.came.set()
                while not hold.going.is_set():
                    await asyncio.sleep(0.01)  # it is set in another thread

    def _note(self, request: web.Request, outlet: PagedOutlet, status: int) -> Request:
        line = Request(
            time=datetime.now(UTC),
            host=outlet.host,
            method=request.method,
            path=request.path_qs,
            status=status,
            user_agent=request.headers.get("User-Agent"),
            if_none_match=request.headers.get("If-None-Match"),
            if_modified_since=request.headers.get("If-Modified-Since"),
        )
        self.running.log.append(line)
        return line

    async def _send(self, request: web.Request, made: Reply) -> web.StreamResponse:
        whole = made.stream is None and not made.chunked and not made.cut
        if whole or request.method == "HEAD" or made.status == 304:
            return web.Response(status=made.status, headers=made.headers, body=made.body)
        response = web.StreamResponse(status=made.status, headers=made.headers)
        if made.cut:
            response.content_length = len(made.body)
            response.force_close()
        elif request.version >= HttpVersion11:
            response.enable_chunked_encoding()
        await response.prepare(request)
        try:
            async for part in made.stream or _parts(made):
                await response.write(part)
            if made.cut and request.transport:
                request.transport.close()
            else:
                await response.write_eof()
        except (ConnectionError, asyncio.CancelledError):  # the reader has gone
            if request.transport:
                request.transport.close()
        return response

    async def _control(self, request: web.Request) -> web.StreamResponse:
        verb = request.path.removeprefix(control.PREFIX)
        if request.method == "GET" and not verb:
            return web.json_response(control.overview(self.newsroom))
        try:
            return web.json_response(control.act(self.newsroom, verb, await request.json()))
        except (KeyError, IndexError, TypeError, ValueError) as error:
            return web.json_response({"error": repr(error)}, status=400)


async def _parts(made: Reply, size: int = 4096) -> AsyncIterator[bytes]:
    """The body in pieces; the first half of it if the reply is to be cut."""
    end = len(made.body) // 2 if made.cut else len(made.body)
    for first in range(0, end, size):
        yield made.body[first : min(first + size, end)]


def _sockets(newsroom: Newsroom, port: int) -> list[socket.socket]:
    """Listening sockets of all outlets on one port; a free one if the port is 0."""
    hosts = [outlet.host for outlet in newsroom.outlets.values()]
    for attempt in range(_ATTEMPTS):
        opened: list[socket.socket] = []
        chosen = port
        try:
            for host in hosts:
                sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
                opened.append(sock)
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                sock.bind((host, chosen))
                chosen = chosen or sock.getsockname()[1]
            return opened
        except OSError:
            for sock in opened:
                sock.close()
            if port or attempt == _ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")


@asynccontextmanager
async def serve(newsroom: Newsroom, port: int = 0) -> AsyncIterator[Running]:
    """The newsroom at ``http://127.0.0.N:port/`` while the block runs."""
    sockets = _sockets(newsroom, port)
    newsroom.port = sockets[0].getsockname()[1]
    running = Running(newsroom, newsroom.port)
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", _Desk(running).answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    try:
        for sock in sockets:
            await web.SockSite(runner, sock, backlog=_BACKLOG).start()
        yield running
    finally:
        await runner.cleanup()
        for sock in sockets:
            sock.close()


@contextmanager
def running(newsroom: Newsroom, port: int = 0) -> Iterator[Running]:
    """The newsroom served from a thread of its own while the block runs."""
    opened: list[Running] = []
    failed: list[BaseException] = []
    ready = threading.Event()
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    async def work() -> None:
        async with serve(newsroom, port) as served:
            opened.append(served)
            ready.set()
            await stop.wait()

    def run() -> None:
        asyncio.set_event_loop(loop)
        try:
            loop.run_until_complete(work())
            loop.run_until_complete(loop.shutdown_asyncgens())
        except BaseException as error:  # handed to the thread that asked
            failed.append(error)
        finally:
            ready.set()
            loop.close()

    thread = threading.Thread(target=run, name="newsroom", daemon=True)
    thread.start()
    ready.wait()
    try:
        if failed:
            raise failed[0]
        yield opened[0]
    finally:
        if not loop.is_closed():
            loop.call_soon_threadsafe(stop.set)
        thread.join()
