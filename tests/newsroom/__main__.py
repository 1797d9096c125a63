"""``python -m tests.newsroom --port 8800``: the sample newsroom, until it is interrupted."""

import argparse
import asyncio
import contextlib
import signal

from tests.newsroom.newsroom import DEFAULT_PORT, Newsroom
from tests.newsroom.server import serve


def main() -> None:
    """Serve and print the addresses."""
    parser = argparse.ArgumentParser(prog="python -m tests.newsroom", description=__doc__)
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="0 picks a free one")
    parser.add_argument("--seed", type=int, help="random names and addresses")
    parser.add_argument("--per-outlet", type=int, help="how many stories an outlet publishes")
    parser.add_argument("--hold-back", type=int, default=0, help="how many more it keeps for later")
    asked = parser.parse_args()
    newsroom = Newsroom(seed=asked.seed, per_outlet=asked.per_outlet, hold_back=asked.hold_back)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(newsroom, asked.port))


async def _serve(newsroom: Newsroom, port: int) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with serve(newsroom, port):
        for outlet in newsroom.outlets.values():
            shown = len(newsroom.published(outlet))
            ways = " ".join(outlet.listings.values())
            print(f"{outlet.name:10}{outlet.home}  {shown:3} articles  {ways}", flush=True)
        await stop.wait()


if __name__ == "__main__":
    main()
