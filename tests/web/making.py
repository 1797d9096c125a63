"""A small archive with all that the web page shows, and a client of the page."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from storage import times
from storage.archive import Archive
from storage.raw import Fetched, SegmentWriter
from tests.keeping import fetched_page, keep_page
from tests.making import BODY, START, article
from warraq.web.application import application

NAMES = {"one": "الأولى", "two": "الثانية", "three": "La Troisième"}
KINDS = {"one": "national daily", "two": "national", "three": "regional"}
FRENCH = (
    "Le ministère de l'Équipement et de l'Eau a lancé la construction d'un barrage à Taounate.\n"
    "Le projet fournira de l'eau potable à plus de cent vingt mille habitants de la province."
)
RAW, REVISED, COPY, GONE, FRENCH_ONE, UNDATED = range(1, 7)
"""The articles of ``filled``, by number. All but ``FRENCH_ONE`` hold the word سد."""
ARABIC = (RAW, REVISED, COPY, GONE, UNDATED)


def run_row(kept: Archive, outlet: str, started: datetime) -> None:
    """A crawl that ended well, so that the outlet has a health."""
    kept.db.table("runs").insert({
        "outlet": outlet, "started_at": times.stamp(started), "pid": 1, "finish": "finished",
        "ended_at": times.stamp(started + timedelta(minutes=5)), "listings_polled": 1,
    })  # fmt: skip


def filled(folder: Path) -> None:
    """An archive of three outlets over three months: revised, copied, gone, French, undated."""
    with Archive(folder, create=True) as kept:
        raw = SegmentWriter(kept, "one")
        assert keep_page(kept, raw, fetched_page(1)) == RAW
        raw.close()
        october = START - timedelta(days=40)
        told: dict[str, Any] = {
            "headline": "تدشين سد بإقليم شفشاون", "byline": "سعاد بنعلي", "section": "جهات",
            "tags": ("ماء", "سدود"), "published_at": october,
            "body": "دشن وزير التجهيز والماء أمس سدا بإقليم شفشاون بكلفة 300 مليون درهم.\n"
                    "وقال الوزير إن حقينة السد تبلغ عشرين مليون متر مكعب.",
        }  # fmt: skip
        kept.keep(article(11, "two", fetched_at=october, **told))
        mended = told | {"body": told["body"].replace("300", "350")}
        kept.keep(article(11, "two", fetched_at=START, **mended))
        kept.keep(article(12, "two", headline="سد جديد", published_at=START + timedelta(hours=1),
                          body=BODY + "\nتابعوا صفحتنا."))  # fmt: skip
        _, gone = kept.keep(article(
            13, headline="سد قديم بجرسيف", published_at=START - timedelta(days=70),
            body="انتهت أمس أشغال ترميم السد القديم بإقليم جرسيف بعد عامين من توقفها.\n"
                 "وكلفت الأشغال خمسين مليون درهم.",
        ))  # fmt: skip
        kept.mark_gone(gone, START + timedelta(hours=5), "answers 404")
        kept.keep(article(14, "three", headline="Un barrage à Taounate", body=FRENCH,
                          language="fr", byline="Nadia Alaoui", published_at=START))  # fmt: skip
        kept.keep(article(15, "three", headline="نقاش حول السدود الصغرى",
                          body="ناقش خبراء بالرباط جدوى كل سد صغير في الأقاليم الجنوبية للمملكة.\n"
                               "ودعا المشاركون إلى خريطة وطنية جديدة."))  # fmt: skip
        for outlet in NAMES:
            run_row(kept, outlet, START)


def keep_html(kept: Archive, outlet: str, url: str, html: bytes, **fields: Any) -> int:
    """An article whose fields are given, behind it a raw page; its id."""
    raw = SegmentWriter(kept, outlet)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    path = url.partition(".ma")[2]
    capture = raw.keep(Fetched(
        url, START, 200, "OK", [("Content-Type", "text/html; charset=utf-8")], html, head=head,
        request_head=f"GET {path} HTTP/1.1\r\nHost: {outlet}.ma\r\n\r\n".encode(),
    ))  # fmt: skip
    raw.close()
    return kept.keep(article(1, outlet, url=url, **fields), capture)[1]


@contextmanager
def client(folder: Path, **settings: Any) -> Iterator[TestClient]:
    """A client of the page at a name that it knows; without a limit that tests could meet."""
    app = application(folder, NAMES, **({"per_second": 1e9, "kinds": KINDS} | settings))
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as asking:
        yield asking
