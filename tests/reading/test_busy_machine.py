"""A page's limit is processor time: on a busy machine it comes out as on an idle one."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.errors import OutletError
from crawler.items import Page
from crawler.reading import limits
from crawler.reading.reader import read_article
from storage.rereading.reading_pool import Job, read_all
from storage.rereading.reading_process import Refusal, wants_processor
from tests.waiting import until

pytestmark = pytest.mark.slow

SEEN = datetime(2026, 11, 24, 12, tzinfo=UTC)
GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("*/*.html"))
BUSY = 10


@contextmanager
def busy() -> Iterator[None]:
    """Ten processes that do nothing but take the processor."""
    others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(BUSY)]
    try:
        yield
    finally:
        for one in others:
            one.kill()
            one.wait()


def ten_pages() -> list[Page]:
    """Ten pages that take a while: golden ones with a long tail of comments."""
    comment = "<li class='comment'><p>تعليق قصير من قارئ لا يوقع باسمه</p></li>"
    return [
        Page("x", f"https://x.ma/{number}.html", SEEN, 200, {},
             place.read_bytes().replace(b"</body>", (comment * 1_500).encode() + b"</body>"))
        for number, place in enumerate(GOLDEN[:: max(1, len(GOLDEN) // 10)][:10])
    ]  # fmt: skip


def outcome(page: Page) -> str:
    try:
        return read_article(page).body
    except OutletError as error:
        return f"{type(error).__name__}: {error}"


def test_ten_pages_beside_ten_busy_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is what the slowest needs, and some: by the clock on the wall none would do."""
    pages, spent = ten_pages(), list[float]()
    idle = []
    for page in pages:
        began = time.process_time()
        idle.append(outcome(page))
        spent.append(time.process_time() - began)
    monkeypatch.setattr(limits, "PAGE_SECONDS", 4 * max(spent))
    with busy():
        assert [outcome(page) for page in pages] == idle


def make_reader_by_clock():  # type: ignore[no-untyped-def]
    """A reader that uses .3 s of processor time for each page, however long that takes."""

    def read(page: Page, lead: object) -> object:
        end = time.process_time() + 0.3
        while time.process_time() < end:
            pass
        raise OutletError(page.url)

    return read


def make_standing_reader():  # type: ignore[no-untyped-def]
    """A reader that waits for what never comes, on one page of two."""

    def read(page: Page, lead: object) -> object:
        if page.url.endswith("/1.html"):
            time.sleep(3600)  # uses no processor time at all: the caller ends it
        raise OutletError(page.url)

    return read


def test_the_readers_of_kept_pages_measure_processor_time_too() -> None:
    """Twice as much of it as a page takes, in eight processes beside ten others."""
    jobs = [Job(number, page) for number, page in enumerate(ten_pages())]
    with busy():
        answers = list(read_all(jobs, make_reader_by_clock, 8, 0.6))
    assert [number for number, _ in answers] == list(range(10))
    assert [answer.fault for _, answer in answers if isinstance(answer, Refusal)] == [False] * 10


def test_a_reader_that_stands_still_is_given_up_all_the_same() -> None:
    jobs = [Job(number, page) for number, page in enumerate(ten_pages()[:3])]
    answers = [answer for _, answer in read_all(jobs, make_standing_reader, 2, 2.0)]
    assert [isinstance(one, Refusal) and one.fault for one in answers] == [False, True, False]
    assert "longer than 2 seconds" in str(answers[1])


@pytest.mark.parametrize(("does", "wants"), [("while True: pass", True), ("input()", False)])
def test_who_waits_for_nothing_but_the_processor_does_not_stand_still(
    does: str, wants: bool
) -> None:
    """Beside forty others a reader may be given no time at all between two looks."""
    code = f"print(flush=True)\n{does}"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as one:
        try:
            assert one.stdout is not None and one.stdout.readline()
            until("told so", lambda: wants_processor(one.pid) is wants)
        finally:
            one.kill()
