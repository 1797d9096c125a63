"""Listings larger than one poll reads: what a bound leaves out is said, and read later."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.archive import Archive
from tests.large_listings import Site, crawl, cuts, known, running

pytestmark = pytest.mark.slow


def entries(home: str, numbers: range, name: str = "a") -> str:
    return "".join(f"<url><loc>{home}/{name}/{n}.html</loc></url>" for n in numbers)


def index(home: str, *children: str, lastmod: str = "") -> str:
    rows = (f"<sitemap><loc>{home}{child}</loc>{lastmod}</sitemap>" for child in children)
    return f"<sitemapindex>{''.join(rows)}</sitemapindex>"


def dated(home: str, changes: Sequence[datetime]) -> str:
    """An index of ``/p0.xml``, ``/p1.xml`` and so on, which changed at these times."""
    return "<sitemapindex>{}</sitemapindex>".format(
        "".join(
            f"<sitemap><loc>{home}/p{n}.xml</loc><lastmod>{at.isoformat()}</lastmod></sitemap>"
            for n, at in enumerate(changes)
        )
    )


def test_a_sitemap_of_six_thousand_addresses_is_read_whole(tmp_path: Path) -> None:
    with running() as site:
        site.answer("/map.xml", f"<urlset>{entries(site.home, range(6_000))}</urlset>")
        crawl(tmp_path, "mapped", site)
    assert known(tmp_path) == {f"/a/{n}.html" for n in range(6_000)}
    assert cuts(tmp_path) == [None]


def test_a_backfill_reads_a_sitemap_whole_and_says_what_is_missing(tmp_path: Path) -> None:
    stretch = {"since": "2020-01-01T00:00:00+00:00", "until": "2027-01-01T00:00:00+00:00"}
    with running() as site:
        site.answer("/map.xml", f"<urlset>{entries(site.home, range(6_000))}<url><loc>{site.home}/")
        crawl(tmp_path, "mapped", site, BACKFILL=stretch, MAX_PAGES=1)
    with Archive(tmp_path) as archive:
        row = archive.row("SELECT leads, fresh FROM backfill_pages")
    assert row and tuple(row) == (6_000, 6_000)
    (cut,) = cuts(tmp_path)
    assert cut and "/map.xml breaks off before its end" in cut


def test_what_the_archive_cannot_take_of_a_listing_is_its_trouble(tmp_path: Path) -> None:
    with running() as site:
        site.answer("/map.xml", f"<urlset>{entries(site.home, range(3))}</urlset>")
        site.answer("/sport/", "<a href='/7.html'>x</a>")
        crawl(tmp_path, "spoiled", site)
    assert "/7.html" in known(tmp_path)  # the next listing is read
    with Archive(tmp_path) as archive:
        row = archive.row("SELECT listings_failed, trouble FROM runs")
        failures = archive.row("SELECT failures FROM listings WHERE listing LIKE '%map.xml'")
    assert row and row["listings_failed"] == 1 and "map.xml: failed" in row["trouble"]
    assert failures and failures[0]  # it is polled again later, and not at once for ever


def test_a_sitemap_larger_than_a_page_may_be_is_read(tmp_path: Path) -> None:
    with running() as site:
        padding = f"<!-- {'x' * 10_500_000} -->"
        site.answer("/map.xml", f"<urlset>{padding}{entries(site.home, range(3))}</urlset>")
        site.answer("/sport/", f"<a href='/1.html'>x</a>{padding}")
        crawl(tmp_path, "mapped", site)
        assert len(known(tmp_path)) == 3
        crawl(tmp_path, "sections", site)
    with Archive(tmp_path) as archive:
        row = archive.row("SELECT listings_failed, trouble FROM runs WHERE outlet = 'sections'")
    assert row and row["listings_failed"] == 1 and "too large" in row["trouble"]


def test_an_index_of_indexes_costs_a_bounded_number_of_requests(tmp_path: Path) -> None:
    with running() as site:
        site.answer("/index.xml", index(site.home, "/i/0.xml", "/i/1.xml"))
        for n in range(600):
            site.answer(
                f"/i/{n}.xml", index(site.home, f"/i/{2 * n + 2}.xml", f"/i/{2 * n + 3}.xml")
            )
        crawl(tmp_path, "indexed", site)
        assert len(site.asked()) == 10
    (cut,) = cuts(tmp_path)
    assert cut and "no more than 10 of its pages" in cut and "/index.xml" in cut


def test_after_a_pause_every_part_that_changed_since_is_read(tmp_path: Path) -> None:
    old = [datetime(2020, 11, day, tzinfo=UTC) for day in range(1, 8)]
    with running() as site:
        for n in range(7):
            site.answer(f"/p{n}.xml", f"<urlset>{entries(site.home, range(n, n + 1))}</urlset>")
        asked = []
        now = datetime.now(UTC).replace(microsecond=0)
        for changes in (old[:6], old, [now - timedelta(minutes=5 * n) for n in range(7)]):
            site.answer("/index.xml", dated(site.home, changes))
            before = len(site.log)
            crawl(tmp_path, "indexed", site)
            asked.append({path[1:3] for path in site.asked(before)} - {"in"})
    # a first look takes the newest, and so does one before which nothing else has changed
    assert asked == [{"p5", "p4"}, {"p6", "p5"}, {f"p{n}" for n in range(7)}]
    assert known(tmp_path) == {f"/a/{n}.html" for n in range(7)}
    assert cuts(tmp_path) == [None] * 3


def test_parts_that_were_all_written_at_one_moment_say_nothing(tmp_path: Path) -> None:
    with running() as site:
        names = [f"/p{n}.xml" for n in range(9)]
        now = "<lastmod>2030-11-02T10:00:00Z</lastmod>"
        site.answer("/index.xml", index(site.home, *names, lastmod=now))
        for n, name in enumerate(names):
            site.answer(name, f"<urlset>{entries(site.home, range(n, n + 1))}</urlset>")
        crawl(tmp_path, "indexed", site)
        site.answer("/index.xml", index(site.home, *names, lastmod=now) + "\n")
        crawl(tmp_path, "indexed", site)
        assert sorted(site.asked()) == ["/index.xml"] * 2 + ["/p7.xml"] * 2 + ["/p8.xml"] * 2


def test_the_newest_part_of_an_index_is_read_first_and_its_articles_are_newest(
    tmp_path: Path,
) -> None:
    with running() as site:
        site.answer("/index.xml", index(site.home, *(f"/p{n}.xml" for n in range(3))))
        for n in range(3):
            found = entries(site.home, range(10 * n, 10 * n + 10))
            site.answer(f"/p{n}.xml", f"<urlset>{found}</urlset>")
        crawl(tmp_path, "indexed", site)
        assert site.asked() == ["/index.xml", "/p2.xml", "/p1.xml"]
    with Archive(tmp_path) as archive:
        due = archive.rows("SELECT url FROM leads ORDER BY newest_at DESC")
    assert [row["url"].rpartition("/")[2] for row in due] == [f"{n}.html" for n in range(29, 9, -1)]


def turned(site: Site, pages: int, first: int) -> None:
    """A section of ``pages`` pages of two articles each, the newest with the number ``first``."""
    for page in range(1, pages + 1):
        top = first - 2 * (page - 1)
        links = "".join(
            f"<a href='/{n}.html'>عنوان المقال رقم {n} كاملا</a>" for n in (top, top - 1)
        )
        more = f"<a rel=next href='/sport/?page={page + 1}'>2</a>" if page < pages else ""
        site.answer("/sport/" if page == 1 else f"/sport/?page={page}", links + more)


def test_what_a_poll_has_no_room_for_is_read_by_the_next_ones(tmp_path: Path) -> None:
    with running() as site:
        turned(site, 2, first=4)
        crawl(tmp_path, "sections", site, LISTING_PAGES=4)
        assert known(tmp_path) == {f"/{n}.html" for n in range(1, 5)}
        turned(site, 12, first=24)  # twenty new ones came while nobody looked
        before = len(site.log)
        crawl(tmp_path, "sections", site, LISTING_PAGES=4)
        assert len({*site.asked(before)}) == 4
        assert known(tmp_path) == {f"/{n}.html" for n in (*range(1, 5), *range(17, 25))}
        for _ in range(4):
            before = len(site.log)
            crawl(tmp_path, "sections", site, LISTING_PAGES=4)
            asked = site.asked(before)  # each page at most once more: what was deleted draws on it
            assert len({*asked}) <= 5 and max(map(asked.count, asked)) <= 2
    assert known(tmp_path) == {f"/{n}.html" for n in range(1, 25)}
    first, second, *_, last = cuts(tmp_path)
    assert first is None and last is None
    assert second and "no more than 4 of its pages" in second and "the next one goes on" in second


def test_a_page_that_waits_and_never_answers_is_given_up(tmp_path: Path) -> None:
    with running() as site:
        turned(site, 1, first=2)
        crawl(tmp_path, "sections", site, LISTING_PAGES=2)
        turned(site, 9, first=18)
        site.answers["/sport/?page=3"] = (500, {}, b"")
        for _ in range(6):
            crawl(tmp_path, "sections", site, LISTING_PAGES=2)
        assert site.log.count("/sport/?page=3") == 3
    with Archive(tmp_path) as archive:
        assert archive.rows("SELECT * FROM listing_pages") == []


def test_without_a_pattern_no_file_log_in_or_search_is_asked_for(tmp_path: Path) -> None:
    links = (
        "1.html", "?p=2", "a.pdf", "b.jpg", "wp-login.php?redirect_to=x", "?s=x", "wp-admin/",
        "search/x", "cdn-cgi/l/email-protection", "recherche/le-climat-change", "?feed=rss2",
        "?share=facebook", "research-in-rabat/", "search-and-rescue.html",
    )  # fmt: skip
    with running() as site:
        site.answer("/sport/", "".join(f"<a href='/{link}'>عنوان كامل</a>" for link in links))
        crawl(tmp_path, "sections", site)
    assert known(tmp_path) == {"/1.html", "/?p=2", "/recherche/le-climat-change",
                               "/research-in-rabat/", "/search-and-rescue.html"}  # fmt: skip
