"""Raw pages taken away: the same bytes again, and nothing of what an order hides unsaid."""

import json
import time
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastwarc.warc import ArchiveIterator  # type: ignore[import-untyped]

from storage.archive import Archive
from storage.export import Options, RawTold, export, wacz
from storage.query.filters import Filters
from storage.raw import Fetched, SegmentWriter
from storage.takedown.orders import erase, suppress
from tests.making import START, article
from tests.waiting import until
from warraq.cli import main

HEADLINE = "وزير سابق أمام قاضي التحقيق بالرباط"
HIDDEN = "https://one.ma/7001.html"
OTHER = "https://one.ma/7002.html"
PLAIN = "https://one.ma/7003.html"
FEED = "https://one.ma/feed"
HTML, XML = "text/html; charset=utf-8", "application/rss+xml; charset=utf-8"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An article, a page that links to it, one that does not, and a feed that has it."""
    linked = f'<h1>خبر آخر</h1><p>نص</p><a href="/7001.html">{HEADLINE}</a>'
    feed = f"<rss><item><link>{HIDDEN}</link><title>{HEADLINE}</title></item></rss>"
    with Archive(tmp_path / "archive", create=True) as kept:
        page(kept, HIDDEN, f"<h1>{HEADLINE}</h1>", headline=HEADLINE, body="نص المقال المعني.")
        page(kept, OTHER, linked, headline="خبر آخر", body="نص خبر آخر تماما.")
        page(kept, PLAIN, '<a href="/70011.html">أخرى</a>', headline="ثالث", body="نص ثالث هنا.")
        page(kept, FEED, feed, XML)
    return tmp_path / "archive"


def page(kept: Archive, url: str, html: str, mime: str = HTML, **fields: Any) -> None:
    """An answer, and with fields the article that was read from it."""
    raw = SegmentWriter(kept, "one")
    at = START + timedelta(minutes=sum(url.encode()))
    capture = raw.keep(Fetched(url, at, 200, "OK", [("Content-Type", mime)], html.encode()))
    raw.close()
    if fields:
        kept.keep(article(1, "one", url=url, **fields), capture)


def addresses(path: Path) -> set[str]:
    """The addresses of all records of a WACZ, by a reader that we did not write."""
    with zipfile.ZipFile(path) as zipped, zipped.open("archive/warraq.warc.gz") as stream:
        records = [one.headers.get("WARC-Target-URI") for one in ArchiveIterator(stream)]
    return {url for url in records if url}


def orders_in(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as zipped:
        found: dict[str, Any] = json.loads(zipped.read("datapackage.json"))["warraq:orders"]
    return found


def test_the_same_file_comes_again_whatever_the_clock_and_its_name(
    folder: Path, tmp_path: Path
) -> None:
    with Archive(folder) as kept:
        export(kept, Filters(), tmp_path / "a.wacz")
        second = int(time.time())
        until("another second", lambda: int(time.time()) > second)
        export(kept, Filters(), tmp_path / "b.wacz")
        export(kept, Filters(outlets=("one",)), tmp_path / "c.wacz")
    assert (tmp_path / "a.wacz").read_bytes() == (tmp_path / "b.wacz").read_bytes()
    assert addresses(tmp_path / "a.wacz") == {HIDDEN, OTHER, PLAIN, FEED}
    assert addresses(tmp_path / "c.wacz") == {HIDDEN, OTHER, PLAIN}
    with zipfile.ZipFile(tmp_path / "c.wacz") as zipped:
        assert 'from an archive: of one"' in zipped.read("datapackage.json").decode()


@pytest.mark.parametrize("order", [suppress, erase])
def test_pages_that_name_a_hidden_article_are_named_or_left_out(
    folder: Path, tmp_path: Path, order: Callable[..., object], capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--archive", str(folder)]
    assert main(["export", str(tmp_path / "before.wacz"), *given]) == 0
    assert "hidden" not in capsys.readouterr().err
    with Archive(folder) as kept:
        order(kept, 1, "court of Rabat")
    assert main(["export", str(tmp_path / "x.wacz"), *given]) == 0
    said = " ".join(capsys.readouterr().err.split())
    assert f"names a hidden article: {OTHER}" in said and "--hold-pages" in said
    assert HEADLINE not in said and PLAIN not in said
    assert addresses(tmp_path / "x.wacz") == {OTHER, PLAIN}, "a listing is nobody's evidence"
    named = orders_in(tmp_path / "x.wacz")
    assert [one["url"] for one in named["pages_naming_a_hidden_article"]] == [OTHER]
    assert main(["export", str(tmp_path / "y.wacz"), "--hold-pages", *given]) == 0
    assert "left out" in " ".join(capsys.readouterr().err.split())
    assert addresses(tmp_path / "y.wacz") == {PLAIN}
    assert orders_in(tmp_path / "y.wacz")["pages_naming_a_hidden_article"] == []
    with zipfile.ZipFile(tmp_path / "y.wacz") as zipped:
        pages = zipped.read("pages/pages.jsonl").decode().splitlines()[1:]
    assert [json.loads(one)["url"] for one in pages] == [PLAIN]
    for name in ("x.cdxj", "y.cdxj"):
        hold = ["--hold-pages"] if name[0] == "y" else []
        assert main(["export", str(tmp_path / name), *hold, *given]) == 0
    assert OTHER in (tmp_path / "x.cdxj").read_text()
    for name in ("x.cdxj", "y.cdxj"):
        assert FEED not in (tmp_path / name).read_text()
    assert OTHER not in (tmp_path / "y.cdxj").read_text()


@pytest.mark.parametrize("order", [suppress, erase])
@pytest.mark.parametrize(
    ("link", "names"),
    [
        ("https://one.ma/7001.html", True), ("http://www.one.ma/7001.html?utm=x", True),
        ("//one.ma/7001.html#comments", True), ("https:\\/\\/one.ma\\/7001.html", True),
        ("https://one.ma/70011.html", False), ("https://phone.ma/7001.html", False),
        ("/7001.html", False), ("https://two.ma/7001.html", False),
    ],
)  # fmt: skip
def test_another_outlets_page_that_links_to_a_hidden_article_is_named(
    folder: Path, tmp_path: Path, order: Callable[..., object], link: str, names: bool
) -> None:
    """It has its own words for it: of an erased article no headline is left to be known by."""
    told, other = RawTold(), "https://two.ma/press-review.html"
    with Archive(folder) as kept:
        raw = SegmentWriter(kept, "two")
        html = f'<h1>جولة في الصحف</h1><a href="{link}">اقرأ هنا</a>'.encode()
        capture = raw.keep(Fetched(other, START, 200, "OK", [("Content-Type", HTML)], html))
        raw.close()
        kept.keep(article(9, "two", url=other, headline="جولة", body="نص جولة الصحف."), capture)
        order(kept, 1, "court of Rabat")
        export(kept, Filters(), tmp_path / "x.wacz", told)
    assert (other in [url for url, _ in told.naming]) is names


def test_what_is_shown_again_is_named_no_more(folder: Path, tmp_path: Path) -> None:
    told = RawTold()
    with Archive(folder) as kept:
        export(kept, Filters(), tmp_path / "x.wacz", told, options=Options(hold_pages=True))
    assert addresses(tmp_path / "x.wacz") == {HIDDEN, OTHER, PLAIN, FEED}
    assert (told.held, told.naming, told.missing) == (0, [], [])


def test_records_index_and_pages_are_of_one_moment(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An order that comes while the file is written is one of afterwards, for all of it."""

    def after_an_order(*given: Any) -> None:
        with Archive(folder) as other:
            suppress(other, 1, "court of Rabat")
        write_index(*given)

    write_index = wacz._write_index
    monkeypatch.setattr(wacz, "_write_index", after_an_order)
    assert main(["export", str(tmp_path / "x.wacz"), "--archive", str(folder)]) == 0
    with zipfile.ZipFile(tmp_path / "x.wacz") as zipped:
        lines = zipped.read("pages/pages.jsonl").decode().splitlines()[1:]
    assert {json.loads(line)["url"] for line in lines} == {HIDDEN, OTHER, PLAIN}
    assert addresses(tmp_path / "x.wacz") == {HIDDEN, OTHER, PLAIN, FEED}
    assert orders_in(tmp_path / "x.wacz") == {
        "pages_left_out": 0, "pages_naming_a_hidden_article": [],
    }  # fmt: skip
    monkeypatch.undo()
    assert main(["export", str(tmp_path / "x.wacz"), "--archive", str(folder)]) == 0
    assert HIDDEN not in addresses(tmp_path / "x.wacz")
