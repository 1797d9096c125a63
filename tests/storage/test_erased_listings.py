"""Listings that print an erased article go with it, however they spell it; all others stay."""

import gzip
import html
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.raw import Fetched, SegmentWriter
from storage.raw.load_page import load_page
from storage.verify.verify import verify
from tests.keeping import fetched_page, keep_page
from tests.making import START
from tests.storage.test_raw import segments
from warraq.cli import main

HEADLINE = "افتتاح معرض زبرجدستان بمدينة فاس بعد تأخر دام سنتين"
FIRST = "افتتحت بلدية فاس صباح اليوم معرض الأحجار الذي يحمل اسم ياقوتبيل في الساحة الكبرى للمدينة."
SECOND = "وقال المنظمون إن المعرض يستقبل الزوار إلى نهاية الشهر بمشاركة أربعين عارضا من سبع مدن."
THIRD = "وأضافوا أن عائدات التذاكر ستخصص لترميم دار الصناع التي أغلقت أبوابها قبل ثلاث سنوات."
URL = "https://one.ma/1.html"


def page(headline: str = HEADLINE) -> bytes:
    text = "".join(f"<p>{line}</p>" for line in (FIRST, SECOND, THIRD))
    return (
        f"<html><head><title>{headline}</title><meta property='og:type' content='article'></head>"
        f"<body><article><h1>{headline}</h1>{text}</article></body></html>"
    ).encode()


def item(title: str, summary: str, link: str = "https://one.ma/x") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>x</title><item>'
        f"<title>{title}</title><link>{link}</link><description>{summary}</description></item>"
        "</channel></rss>"
    ).encode()


def entities(text: str) -> str:
    return "".join(f"&#{ord(letter)};" for letter in text)


def listing(
    body: bytes, kind: str = "text/xml; charset=utf-8", minutes: float = 5, **headers: str
) -> Fetched:
    given = [("Content-Type", kind), *((k.replace("_", "-"), v) for k, v in headers.items())]
    at = START + timedelta(minutes=minutes)
    return Fetched("https://one.ma/listing", at, 200, "OK", given, body)


WORDS = FIRST.split()
CUT = " ".join(WORDS[:6])
PRINTED = {
    "summary": listing(item("x", " ".join(WORDS[:12]))),
    "summary cut after eight words": listing(item("x", " ".join(WORDS[:8]) + "…")),
    "summary cut after six words": listing(item("x", f"<![CDATA[<p>{CUT} [...]</p>]]>")),
    "summary cut in a word": listing(item("x", html.escape(f"<p>{CUT} الأح&hellip;</p>"))),
    "headline cut": listing(item("افتتاح معرض زبرجدستان بمدينة ف...", "x")),
    "headline cut between words": listing(item("افتتاح معرض زبرجدستان بمدينة …", "x")),
    "headline in another spelling": listing(item("إفتتاح مَعرض زبرجدستان بمدينة فاس بعد تأخّر دام "
                                                 "سنتين", "x")),
    "entities": listing(item(entities(HEADLINE), "x")),
    "entities twice": listing(item("x", html.escape(entities(" ".join(WORDS[:9]))))),
    "cdata": listing(item(f"<![CDATA[{HEADLINE}]]>", "x")),
    "markup between words": listing(item("x", html.escape(
        f"<p>افتتحت <strong><a href='/t'>بلدية فاس</a></strong> {' '.join(WORDS[3:12])}</p>"))),
    "markup in a word": listing(
        f"<p><span class='drop'>ا</span>{FIRST[1:]}</p>".encode(), "text/html"),
    "attribute": listing(f"<a href='/x'><img alt='{HEADLINE}'></a>".encode(), "text/html"),
    "api": listing(json.dumps([{"title": {"rendered": HEADLINE}}]).encode(), "application/json"),
    "api excerpt": listing(json.dumps(
        [{"excerpt": {"rendered": f"<p><b>افتتحت</b> {' '.join(WORDS[1:9])} [&hellip;]</p>\n"}}]
    ).replace("/", "\\/").encode(), "application/json"),
    "json in json": listing(json.dumps(json.dumps({"t": HEADLINE})).encode(), "text/html"),
    "json with a break": listing(json.dumps({"t": f"x\n{FIRST}"}, ensure_ascii=False).encode()),
    "news sitemap": listing(
        f"<urlset xmlns:news='n'><url><loc>{URL}</loc><news:news><news:title>{HEADLINE}"
        "</news:title></news:news></url></urlset>".encode()),
    "sitemap in a file": listing(gzip.compress(item(HEADLINE, "x")), "application/x-gzip"),
    "packed": listing(gzip.compress(item(HEADLINE, "x")), Content_Encoding="gzip"),
    "old encoding": listing(
        f"<p>{HEADLINE}</p>".encode("cp1256"), "text/html; charset=windows-1256"),
    "fetched before the address was known": listing(item(HEADLINE, "x"), minutes=-3),
    "fetched long before, by a crawl that died": listing(item(HEADLINE, "x"), minutes=-60_000),
}  # fmt: skip
KEPT = {
    "another headline, cut": listing(item("افتتاح معرض الكتاب بمدينة …", "x")),
    "begins alike, is not cut there": listing(item("افتتاح معرض زبرجدستان بمدينة طنجة قريبا", "x")),
    "another summary, cut": listing(item("x", "افتتحت بلدية فاس صباح اليوم ملعبا …")),
    "a formula of newspapers, cut": listing(item("x", "افتتحت بلدية فاس صباح …")),
    "words of it": listing(item("معرض زبرجدستان في صور", "وقال المنظمون إن المعرض ناجح")),
    "fetched before": listing(item("سد جديد بإقليم تاونات", "x"), minutes=-3),
    "a picture": listing(b"\x89PNG\r\n\x1a\n" + HEADLINE.encode(), "image/png"),
}  # fmt: skip


def filled(folder: Path, *listings: Fetched, headline: str = HEADLINE) -> None:
    """An archive with the article, another one, and listings."""
    with Archive(folder, create=True) as kept:
        raw = SegmentWriter(kept, "one")
        for one in listings:
            raw.keep(one)
        keep_page(kept, raw, fetched_page(1, html=page(headline)))
        keep_page(kept, raw, fetched_page(2))
        raw.close()


def erase(folder: Path) -> None:
    assert main(["erase", "1", "--reason", "a judge", "--archive", str(folder)]) == 0


def listings_left(folder: Path) -> list[bytes]:
    """The bodies of the listings that are still in the archive, oldest first."""
    with Archive(folder) as kept:
        rows = kept.rows(
            "SELECT id FROM captures WHERE url LIKE '%listing' AND file IS NOT NULL ORDER BY id"
        )
        left = [load_page(kept, row["id"]).body for row in rows]
        assert verify(kept, None).findings == []
    return left


@pytest.mark.parametrize("fetched", PRINTED.values(), ids=PRINTED.keys())
def test_a_listing_that_prints_it_goes_with_it(tmp_path: Path, fetched: Fetched) -> None:
    filled(tmp_path, fetched)
    erase(tmp_path)
    assert listings_left(tmp_path) == []


@pytest.mark.parametrize("fetched", KEPT.values(), ids=KEPT.keys())
def test_a_listing_that_does_not_print_it_stays(tmp_path: Path, fetched: Fetched) -> None:
    filled(tmp_path, fetched)
    erase(tmp_path)
    assert listings_left(tmp_path) == [fetched.body]


def test_a_headline_of_one_word_is_known_where_its_address_stands_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    about_it = listing(item("بلاغ", "x", "https:\\/\\/one.ma\\/1.html"))
    other = listing(item("بلاغ لوزارة التجهيز", "x"), minutes=6)
    filled(tmp_path, about_it, other, headline="بلاغ")
    with Archive(tmp_path) as kept:
        kept.db.execute("UPDATE articles SET headline = 'بلاغ' WHERE id = 1")
        raw = SegmentWriter(kept, "one")
        keep_page(kept, raw, fetched_page(3, html=fetched_page(3).body.replace(
            "سد جديد".encode(), "بلاغ عن سد جديد".encode())))  # fmt: skip
        raw.close()
    erase(tmp_path)
    assert listings_left(tmp_path) == [other.body]
    assert "prints its headline" not in capsys.readouterr().out


DIE = """
import os, sys
from storage.takedown import orders
from storage.archive import Archive
setattr(orders, sys.argv[2], lambda *given: os.kill(os.getpid(), 9))
orders.erase(Archive(sys.argv[1]), 1, "a judge")
"""


@pytest.mark.parametrize("step", ["rewrite", "_bury"])
def test_a_listing_fetched_between_two_steps_of_an_order_goes_when_it_is_given_again(
    tmp_path: Path, step: str
) -> None:
    filled(tmp_path, listing(item(HEADLINE, "x")))
    died = subprocess.run([sys.executable, "-c", DIE, str(tmp_path), step], check=False)
    assert died.returncode == -9
    with Archive(tmp_path) as kept:  # the next crawl looks at listing and article again
        raw = SegmentWriter(kept, "one")
        raw.keep(listing(item(HEADLINE, FIRST), minutes=9))
        raw.keep(fetched_page(1, html=page()))
        raw.close()
        assert segments(kept)
    erase(tmp_path)
    assert listings_left(tmp_path) == []
    with Archive(tmp_path) as kept:
        assert not kept.rows("SELECT 1 FROM captures WHERE url = ? AND file IS NOT NULL", URL)
