"""Orders and exports reach every raw page of an article, whichever page it is."""

import zipfile
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.raw.segment_rewrite import rewrite
from storage.verify.verify import verify
from tests.crawling import make_due
from tests.paged_site import Site, crawl, page, running, text, wordpress_links
from tests.storage.test_erasing import every_byte
from warraq.cli import main

pytestmark = pytest.mark.slow

SECRETS = ("زبرجدستان", "عقيقولي", "ياقوتبيل")
"""Of the second page, of its correction, of a page of pictures without text."""


def publish(site: Site, word: str = SECRETS[0]) -> None:
    """An article of three pages; no other place of the site speaks of it."""
    site.split("long-read", 3)
    site.answers["/long-read/2/"] = page(text(2, word) + wordpress_links("long-read", 2, 3))
    pictures = f"<div class='gallery'><img src='a.jpg' alt='{SECRETS[2]}'></div>"
    site.answers["/long-read/3/"] = page(pictures, headline="صور")


def left(folder: Path) -> set[str]:
    """The secrets that any byte of the folder still spells."""
    return {
        word for _, data in every_byte(folder) for word in SECRETS if word.encode() in data
    }  # fmt: skip


def many_looks(folder: Path, site: Site) -> None:
    """Its second page is found as a lead first, then looked at again, changed, and lost."""
    publish(site)
    site.listed = ["/long-read/2/", "/short-read/"]
    site.answers["/short-read/"] = page(text(9), headline="خبر قصير عن موسم الزيتون في مكناس")
    crawl(folder, site)
    make_due(folder)
    crawl(folder, site)
    publish(site, SECRETS[1])
    make_due(folder)
    crawl(folder, site)
    site.answers["/long-read/2/"] = (503, {}, f"<p>{SECRETS[1]}</p>")
    make_due(folder)
    crawl(folder, site)


def number_of(folder: Path, slug: str) -> int:
    with Archive(folder) as archive:
        row = archive.row("SELECT id FROM articles WHERE url LIKE ?", f"%/{slug}/")
        assert row is not None
        return int(row[0])


def test_no_byte_of_any_page_of_an_erased_article_is_left(tmp_path: Path) -> None:
    with running() as site:
        many_looks(tmp_path, site)
        assert left(tmp_path) == set(SECRETS)
        id = str(number_of(tmp_path, "long-read"))
        assert main(["erase", id, "--reason", "a judge", "--archive", str(tmp_path)]) == 0
        assert left(tmp_path) == set()
        with Archive(tmp_path) as archive:
            assert verify(archive, None).findings == []
            assert archive.rows("SELECT 1 FROM article_pages") == []
            short = archive.row("SELECT body FROM articles WHERE url LIKE '%/short-read/'")
            assert short is not None and "الجزء 9" in short[0]
        publish(site)
        begin = len(site.log)
        site.listed += ["/long-read/", "/long-read/3/"]
        crawl(tmp_path, site)  # it is listed again, and a page of it
        assert not [path for path in site.log[begin:] if path.startswith("/long-read/")]
        site.split("again", 3)
        site.answers["/again/2/"] = page(text(2, SECRETS[1]) + wordpress_links("again", 2, 3))
        site.answers["/again/3/"] = site.answers["/long-read/3/"]
        crawl(tmp_path, site)  # the same text under another address
        assert "/again/3/" in site.log
    assert left(tmp_path) == set()
    with Archive(tmp_path) as archive:
        assert verify(archive, None).findings == []


def test_exports_hold_all_pages_of_a_chosen_article_and_none_of_a_hidden_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, chosen, rest = tmp_path / "archive", tmp_path / "a.wacz", tmp_path / "b.wacz"
    with running() as site:
        many_looks(folder, site)
    there = ["--archive", str(folder)]
    assert main(["export", str(chosen), "--outlet", "mawsim", *there]) == 0
    id = str(number_of(folder, "long-read"))
    capsys.readouterr()
    assert main(["show", id, *there]) == 0
    shown = capsys.readouterr().out
    assert [f"raw page of version 2, page {number}" in shown for number in (1, 2, 3, 4)] == [
        True, True, True, False
    ]  # fmt: skip
    assert main(["suppress", id, "--reason", "a judge", *there]) == 0
    assert main(["export", str(rest), *there]) == 0
    held = list[set[str]]()
    for file in (chosen, rest):
        taken = tmp_path / file.stem
        with zipfile.ZipFile(file) as zipped:
            zipped.extract("archive/warraq.warc.gz", taken)
        held.append({where.removeprefix(site.home) for where, _ in every_byte(taken)})
    assert held[0] >= {"/long-read/", "/long-read/2/", "/long-read/3/", "/short-read/"}
    assert "/short-read/" in held[1] and not any("long-read" in where for where in held[1])


def test_a_lost_raw_page_of_an_article_is_damage(tmp_path: Path) -> None:
    with running() as site:
        publish(site)
        crawl(tmp_path, site)
    with Archive(tmp_path) as archive:
        assert verify(archive, None).findings == []
        (lost,) = archive.rows(
            "SELECT c.id, c.file FROM article_pages p JOIN captures c ON c.id = p.capture_id"
            " WHERE p.number = 2"
        )
        rewrite(archive, "mawsim", [lost["file"]], [lost["id"]])
        report = verify(archive, None)
        assert [(one.kind, one.detail) for one in report.findings] == [
            ("raw page", "its page 2 is not in the archive")
        ]
        assert not report.sound
