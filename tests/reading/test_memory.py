"""No page takes the process that reads it above 200 MB, whatever it is made of."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc: nothing is told"),
]

MAX_MEGABYTES = 200
READ = """
import re
import sys
from datetime import UTC, datetime
from crawler.items import Page
from crawler.errors import OutletError
from crawler.reading.reader import read_article

html = eval(sys.argv[1])
page = Page("x", "https://x.ma/1.html", datetime(2026, 11, 24, tzinfo=UTC), 200, {}, html.encode())
del html
try:
    read_article(page)
except OutletError:
    pass
print(re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())[1])
"""
TEXT = "<p>افتتحت الجماعة القروية مكتبة متنقلة تزور كل دوار مرتين في الشهر.</p>"
FRENCH = "<h1>Une bibliothèque</h1><p>La commune a ouvert une bibliothèque pour les villages.</p>"
PAGES = {
    "an article": repr(f"<h1>مكتبة متنقلة للدواوير</h1>{TEXT * 8}"),
    "without text": "'<title>x</title>' + '<div><a href=x><img src=y></a></div>' * 12_000",
    "empty elements": "'<title>x</title>' + '<div><span></span></div>' * 15_000",
    "a class each": "''.join(f'<div class=c{i}>كلمة {i}</div>' for i in range(31_000))",
    "headlines": "'<h1>عنوان آخر هنا</h1>' * 31_000",
    "links": "'<a href=/x>كلمة كلمة كلمة كلمة</a> ' * 31_000",
    "never closed": "'<h1>مكتبة متنقلة</h1>' + '<div>كلمة ' * 29_000",
    "text": f"'<h1>مكتبة متنقلة</h1><p>' + 'كلمة ' * 199_000 + {TEXT!r}",
    "text beyond bounds": f"'<h1>مكتبة متنقلة</h1><p>' + 'كلمة ' * 1_000_000 + {TEXT!r}",
    "signs": f"'<h1>مكتبة متنقلة</h1>' + '&' * 5_000_000 + {TEXT!r}",
    "a style": f"'<p style=\"' + 'a:b;' * 2_000_000 + '\">' + {TEXT!r}",
    "keywords": f"'<meta name=keywords content=\"' + 'a, ' * 2_000_000 + '\">' + {TEXT!r}",
    "an address": f"'<link rel=canonical href=\"' + '../' * 2_000_000 + '\">' + {TEXT!r}",
    "in French": f"{FRENCH!r} + '<b>x</b>' * 31_000",
}


@pytest.mark.parametrize("made", PAGES.values(), ids=PAGES)
def test_one_page_takes_no_more_than_that(made: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ, made], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert int(done.stdout) / 1024 <= MAX_MEGABYTES


DECODE = """
import re
import resource
import sys
from crawler.errors import OutletError
from crawler.markup.decoding import decode

resource.setrlimit(resource.RLIMIT_CPU, (60, 60))  # no input holds a crawl for longer
part = eval(sys.argv[1])
body = part * (10_000_000 // len(part))
try:
    decode(body)
except OutletError:
    pass
print(re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())[1])
"""
WORDS = "افتتحت الجماعة القروية مكتبة متنقلة "
PARTS = {
    "windows-1256": f"<p><a href=/1.html>{WORDS}</a>".encode("cp1256"),
    "windows-1256 without tags": WORDS.encode("cp1256"),
    "no encoding at all": bytes(range(0x80, 0x100)),
    "UTF-8 with spots, without tags": "ك ك ك ".encode() + b"\xe9 ",
    "UTF-8 with lost bytes": "ككك".encode() + b"\xff",
    "UTF-8": f"<p><a href=/1.html>{WORDS}</a>".encode(),
}


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_a_page_of_ten_megabytes_is_decoded_in_a_few_times_its_size(part: bytes) -> None:
    done = subprocess.run(
        [sys.executable, "-c", DECODE, repr(part)], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert int(done.stdout) / 1024 <= 240
