"""Whatever a page is made of, reading it ends: with an article or with an error of the tree."""

import contextlib
import random
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.errors import OutletError, OutOfBounds
from crawler.items import Article, Page
from crawler.markup.decoding import decode
from crawler.markup.page_lines import clean
from crawler.markup.visible_text import plain_text
from crawler.reading import limits
from crawler.reading.extraction_hints import Hints
from crawler.reading.reader import read_article
from crawler.reading.trace import Trace
from tests.waiting import LIMIT

pytestmark = pytest.mark.slow

SEEN = datetime(2026, 11, 24, 12, tzinfo=UTC)
TEXT = "أعلنت الجماعة الترابية عن فتح باب الترشيح لجائزة القراءة في المدارس القروية هذه السنة."
HEAD = (
    '<title>جائزة القراءة هنا</title><meta name="author" content="سعاد بنعلي">'
    '<script type="application/ld+json">{"@type": "NewsArticle", "articleSection": "ثقافة",'
    ' "datePublished": "2026-11-20T10:00:00+01:00"}</script>'
)
HEADLINE = "<h1>جائزة القراءة هنا</h1>"
PAGE = f"""<html><head>{HEAD}</head><body>{HEADLINE}
<div class="text"><p>{TEXT}</p><p>{TEXT[::-1]}</p>
<figure><img src="a.jpg"><figcaption>صورة</figcaption></figure></div></body></html>"""


def read(html: str | bytes) -> Article:
    body = html.encode() if isinstance(html, str) else html
    return read_article(
        Page("x", "https://x.ma/1.html", SEEN, 200, {}, body), Hints(body="div.text")
    )


def test_a_page_nested_beyond_lxml_is_read_flat() -> None:
    """A template that never closes its tags costs its containers, not its text."""
    html = f"<head>{HEAD}</head>{HEADLINE}" + "<div>" * 5_000 + f"<p>{TEXT}<p>{TEXT[::-1]}<br>x"
    found = read(html)
    assert found.body.splitlines()[:2] == [TEXT, TEXT[::-1]]
    assert (found.headline, found.byline, found.section) == (
        "جائزة القراءة هنا", "سعاد بنعلي", "ثقافة",
    )  # fmt: skip
    assert found.published_at == datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize("tag", ["b", "font", "span class=x"])
def test_inline_tags_that_are_never_closed_cost_what_their_number_does(tag: str) -> None:
    """Each text stands in all the tags before it; only the nearest are looked through."""
    found = read(f"<head>{HEAD}</head>{HEADLINE}" + f"<{tag}>كلمة " * 20_000 + f"<p>{TEXT}")
    assert found.body.splitlines()[-1] == TEXT
    assert found.word_count > 20_000


@pytest.mark.parametrize(
    "html",
    [HEADLINE + "<div>" * 100_000 + TEXT, HEADLINE + "<i></i>" * 120_000,
     HEADLINE + "س<br>" * 120_000, "<p>" + TEXT * 200_000],
    ids=["deep", "elements", "lines", "bytes"],
)  # fmt: skip
def test_pages_beyond_bounds_end_as_that(html: str) -> None:
    with pytest.raises(OutOfBounds, match="out of bounds"):
        read(html)


@pytest.mark.parametrize("tag", ["h1", "b", "blockquote", "div", "ul"])
def test_a_page_nested_deeper_than_python_follows_is_read(tag: str) -> None:
    """Below the limit for trees, but trafilatura goes into each element by a call of its own."""
    nested = f"<{tag}>كلمتان معا" * 1_500 + f"<p>{TEXT}</p>"
    html = PAGE.replace('<div class="text">', f'<div class="text">{nested}', 1)
    assert TEXT in read(html).body.splitlines()
    assert read(html.replace('"text"', '"other"')).word_count > 20


@pytest.mark.parametrize(
    "nested",
    ['<span class="date">' * 1_900 + "20 نونبر 2026" + "</span>" * 1_900,
     "<time>كلام ليس بتاريخ</time>" * 30_000, "<h1>عنوان ليس لهذا المقال</h1>" * 20_000],
    ids=["dates in dates", "no dates", "headlines"],
)  # fmt: skip
def test_explaining_a_page_ends_as_reading_it_does(nested: str) -> None:
    """Every candidate is looked at, so each must cost little."""
    body = PAGE.replace(HEADLINE, HEADLINE + nested).encode()
    page = Page("x", "https://x.ma/1.html", SEEN, 200, {}, body)
    assert read_article(page, Hints(body="div.text"), trace=Trace(wanted=True)).word_count > 20


# an alarm that rings inside the garbage collector is lost there, and rings again
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_page_that_is_slow_to_read_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PAGE_SECONDS", 0.05)
    with pytest.raises(OutOfBounds, match="took 0.05 seconds"):
        read(HEADLINE + "<table><tr><td>" * 600 + f"<p>{TEXT}</p>" * 3)
    monkeypatch.undo()
    assert read(PAGE).word_count > 20  # and no alarm is left behind


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_time_limit_holds_in_every_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Signals reach the main thread only."""
    slow = HEADLINE + "<table><tr><td>" * 600 + f"<p>{TEXT}</p>" * 3
    monkeypatch.setattr(limits, "PAGE_SECONDS", 0.05)
    with ThreadPoolExecutor(1) as pool:
        assert "took 0.05 seconds" in str(pool.submit(read, slow).exception())
        monkeypatch.undo()
        assert [pool.submit(read, PAGE).result().word_count > 20 for _ in range(20)] == [True] * 20
    assert not [one for one in threading.enumerate() if one.name == "time limit" and late(one)]


def forever() -> None:
    while True:
        pass


def swallowing(rings: int) -> None:
    """Use processor time as a library that swallows everything; the alarm that follows ends it."""
    for _ in range(rings):
        with contextlib.suppress(BaseException):
            forever()
    forever()


def test_an_alarm_that_is_swallowed_rings_again() -> None:
    with pytest.raises(OutOfBounds, match="took 0.05 seconds"):
        limits.limited(lambda: swallowing(2), 0.05)


def test_an_alarm_that_comes_late_is_seen_by_nobody() -> None:
    """The signal may be on its way when the page has been read: outside it is nothing."""
    assert limits.limited(lambda: 7, 60.0) == 7
    for _ in range(3):
        signal.raise_signal(signal.SIGPROF)
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_nothing_rings_after_a_page_that_was_ended() -> None:
    """Rounds of pages that end with their time: none leaves a ring behind for what comes next."""
    for number in range(30):
        with pytest.raises(OutOfBounds):
            limits.limited(forever, 0.002 + number / 10_000)
        until = time.process_time() + 0.01
        while time.process_time() < until:
            pass


def test_a_limit_within_a_limit_is_the_outer_one() -> None:
    """An outlet's own way of reading calls the reader, and more."""
    with pytest.raises(OutOfBounds, match="took 0.05 seconds"):
        limits.limited(lambda: limits.limited(forever, 60.0), 0.05)
    assert read(PAGE).word_count > 20


def test_waiting_is_no_reading_time() -> None:
    """By the clock on the wall this would be over: so is a page on a busy machine."""

    def wait() -> str:
        threading.Event().wait(0.2)
        return "read"

    assert limits.limited(wait, 0.1) == "read"
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(limits.limited, wait, 0.1).result() == "read"


def late(thread: threading.Thread) -> bool:
    """Whether a thread that should have ended goes on."""
    thread.join(LIMIT)
    return thread.is_alive()


@pytest.mark.parametrize(
    "head",
    ['<script type="application/ld+json">' + "[" * 100_000 + "</script>",
     "<title>" + "س" * 100_000 + "</title>", "<title>" + "&lt;b&gt;x" * 50_000 + "</title>",
     '<meta name="author" content="x@y">' * 5_000, '<base href="http://[">',
     '<meta property="og:image" content="http://[x">', "<base href='http://[x'>"],
    ids=["json", "title", "markup", "authors", "base", "image", "address"],
)  # fmt: skip
def test_fields_out_of_all_proportion(head: str) -> None:
    found = read(PAGE.replace("</head>", f"{head}</head>"))
    assert found.word_count > 20
    assert len(found.headline) <= 500


def _mutated(draw: random.Random, page: bytes = PAGE.encode()) -> bytes:
    """A page after a few blows: pieces cut, doubled, swapped, overwritten."""
    body = bytearray(page)
    for _ in range(draw.randint(1, 12)):
        at, length = draw.randrange(len(body) or 1), draw.randint(1, 60)
        blow = draw.randrange(5)
        if blow == 0:
            del body[at : at + length]
        elif blow == 1:
            body[at:at] = body[at : at + length] * draw.randint(1, 30)
        elif blow == 2:
            body[at : at + length] = draw.randbytes(length)
        elif blow == 3:
            other = draw.randrange(len(body) or 1)
            body[at:at], body[other:other] = body[other : other + length], body[at : at + length]
        else:
            body[at:at] = draw.choice(
                [b"<", b">", b'"', b"<table>", b"<!--", b"]]>", b"<svg>", b"&#0;", b"&#x110000;",
                 b"<form>", b"</body>", b"<template>", b"\xff\xfe", b"<a href='http://[x'>",
                 b"<br>"]
            )  # fmt: skip
    return bytes(body)


@pytest.mark.parametrize("seed", range(250))
def test_damaged_pages_end_in_an_article_or_a_named_error(seed: int) -> None:
    try:
        found = read(_mutated(random.Random(seed)))
    except OutletError as error:
        assert str(error)
    else:
        assert found.headline and found.word_count


GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("*/*.html"))


@pytest.mark.parametrize("seed", range(120))
def test_damaged_golden_pages_end_so_too(seed: int) -> None:
    """With a container that may be gone, and without one."""
    draw = random.Random(seed)
    place = draw.choice(GOLDEN)
    body = _mutated(draw, place.read_bytes())
    hints = Hints(body=draw.choice(["", "article", "div", "p"]) or ())
    trace = Trace()
    try:
        found = read_article(Page("x", "https://x.ma/1", SEEN, 200, {}, body), hints, trace=trace)
    except OutletError as error:
        assert trace.notes[-1] == ("gate", f"refused, {type(error).__name__}: {error}")
    else:
        assert found.headline and found.word_count and found.body == found.body.strip()
        assert all(line and line == clean(line) for line in found.body.splitlines())


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["", "x; charset=windows-1256", "x; charset="]))
def test_any_bytes_decode_or_are_refused(body: bytes, content_type: str) -> None:
    try:
        decoded = decode(body, content_type)
    except OutletError:
        return
    assert decoded.encoding and decoded.evidence


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ابجد، .«»\u200c\u200f\u00a0\u0640\u064e\n\t", min_size=1))
def test_cleaning_touches_white_space_and_invisible_marks_only(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    spaces = dict.fromkeys(map(ord, " \u00a0\n\t\u200f\u200c"))  # joiners only where they join none
    assert once.translate(spaces) == text.translate(spaces)


@settings(max_examples=150, deadline=None)
@given(st.text())
def test_a_field_is_one_line_without_markup(text: str) -> None:
    assert "\n" not in plain_text(text)
    assert plain_text(f"<b>x</b>{text.replace('<', '').replace('&', '')}").startswith("x")
