"""What an order hides or destroys is asked for at every route, in every format and every table."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from crawler.errors import LEADS_ELSEWHERE
from storage.archive import Archive
from storage.query.archive_without_hidden import ReadingArchive
from storage.takedown.orders import erase, suppress, unsuppress
from storage.wording.event_sentence_templates import found_gone
from tests.making import BODY, START, article
from tests.web.making import COPY, client, filled, keep_html, run_row
from warraq.cli import main
from warraq.web.table_pages import TABLES

pytestmark = pytest.mark.slow

HEADLINE, TEXT, BYLINE, SECTION, TAG, ADDRESS, CORRECTED, FORMER = WORDS = (
    "زبرجدستان", "ياقوتبيل", "عقيقولي", "فيروزلاند", "مرجانوس", "zabarjad", "لازوردي", "زمرديان",
)  # fmt: skip
"""Invented words; each in one field of the hidden article, the last two in its revision and in
what that replaced."""
ALONE = "onlyhidden"
"""An outlet that has nothing but a hidden article."""
FIELDS = {
    "headline": f"سد {HEADLINE}", "byline": BYLINE, "section": SECTION, "tags": (TAG,),
    "published_at": START - timedelta(hours=2), "language": "ar",
}  # fmt: skip


class Hiding:
    """An archive with an article that an order concerns, beside others that look like it."""

    def __init__(self, folder: Path) -> None:
        filled(folder)
        self.folder = folder
        url = f"https://three.ma/{ADDRESS}.html"
        body = f"{BODY}\nوقال {TEXT} إن الأشغال تبدأ {FORMER}."
        page = f"<h1>سد {HEADLINE}</h1><p>{TEXT}</p>".encode()
        with Archive(folder) as kept:
            self.id = keep_html(kept, "three", url, page, body=body, **FIELDS)
            mended = body.replace(FORMER, CORRECTED)
            at = START + timedelta(hours=2)
            kept.keep(article(1, "three", url=url, body=mended, fetched_at=at, **FIELDS))
            alone = {"body": f"خبر {TEXT} وحده في {CORRECTED}.", "headline": HEADLINE}
            self.alone = kept.keep(article(2, ALONE, url=f"https://{ALONE}.ma/{ADDRESS}", **alone))[
                1
            ]
            kept.mark_gone(self.alone, START + timedelta(hours=3), f"{TEXT} answers 404")

    @property
    def ids(self) -> tuple[int, int]:
        return self.id, self.alone

    def suppress(self) -> None:
        with Archive(self.folder) as kept:
            for id in self.ids:
                suppress(kept, id, "court of Rabat")

    def erase(self) -> None:
        with Archive(self.folder) as kept:
            for id in self.ids:
                erase(kept, id, "court of Rabat")

    def routes(self) -> Iterator[str]:
        """Every route with everything that could name or count the hidden articles."""
        for word in (*WORDS, "سد", "OR".join((" سد ", f" {HEADLINE} "))):
            for more in ("", "&order=newest", "&order=oldest", "&exact=1",
                         "&revised=1", "&copied=1", "&year=2026", "&kind=full",
                         "&outlet_kind=regional", "&captured_since=2026-11-20",
                         "&one_per_story=1", "&one_per_story=1&order=newest",
                         "&former=1", "&former=1&order=newest&exact=1",
                         "&former=1&one_per_story=1"):  # fmt: skip
                for path in ("/search", "/search.json", "/search.csv", "/search.atom",
                             "/search.jsonl"):  # fmt: skip
                    yield f"{path}?q={word}{more}"
            for sort in ("time", "left", "right", "found", "outlet"):
                yield f"/concordance?q={word}&sort={sort}"
                yield f"/concordance.csv?q={word}&sort={sort}"
                yield f"/concordance?q={word}&sort={sort}&former=1"
                yield f"/concordance.json?q={word}&sort={sort}&former=1"
                yield f"/concordance.csv?q={word}&sort={sort}&former=1&one_per_story=1"
            yield f"/compare?q={word}&q=سد"
        yield from ("/", "/saved", "/search", "/outlet/one", "/outlet/two", "/outlet/three")
        yield from ("/?year=2026", "/outlet/three?year=2026")
        yield from (f"/outlet/{ALONE}", "/day/2026-11-20")
        yield from ("/tables", "/sql")
        for name in TABLES:
            for shape in ("", ".json", ".csv"):
                yield f"/tables/{name}{shape}"
                yield f"/sql{shape}?q=SELECT * FROM {name}"
        for id in range(1, self.alone + 1):
            yield from (f"/article/{id}", f"/article/{id}.json", f"/article/{id}/versions")
            yield from (f"/article/{id}/raw", f"/article/{id}/raw/page?version=1")
            yield from (f"/article/{id}/story/{other}" for other in range(1, self.alone + 1))
            yield from (f"/article/{id}/cite.{kind}" for kind in ("bib", "ris", "json"))


def without_what_was_asked(text: str, route: str) -> str:
    """An answer without the typed words, which a page repeats."""
    from urllib.parse import quote, quote_plus

    typed = route.partition("q=")[2].partition("&")[0]
    for form in (typed, quote(typed), quote_plus(typed), quote_plus(typed.strip()), typed.strip()):
        if form:
            text = text.replace(form, "")
    return text


def demand_absent(page: TestClient, hidden: Hiding) -> None:
    for route in hidden.routes():
        answer = page.get(route)
        assert answer.status_code in (200, 404), (route, answer.text[:300])
        told = without_what_was_asked(answer.text, route)
        for word in (*WORDS, ALONE):
            if word != route.rpartition("/")[2]:
                assert word not in told, (word, route)
        for id in hidden.ids:
            assert f"/article/{id}" not in told or f"/article/{id}" in route, (id, route)
    for id in hidden.ids:
        for more in ("", ".json", "/versions", "/raw", "/raw/page?version=1", "/cite.bib"):
            assert page.get(f"/article/{id}{more}").status_code == 404
    assert page.get(f"/outlet/{ALONE}").status_code == 404


def counts(page: TestClient) -> dict[str, object]:
    """Every number that the page gives of an archive."""
    told = page.get("/search.json?q=سد").json()
    named = {name: told[name] for name in ("total", "of", "facets", "histogram")}
    for name in TABLES:
        if name != "articles_fts":  # of what was erased an empty row stays there
            rows = page.get(f"/sql.json?q=SELECT count(*) FROM {name}").json()["rows"]
            named[name] = rows
    formerly = [f"{word}&former=1" for word in (FORMER, CORRECTED, HEADLINE, TEXT, "سد")]
    return named | {
        word: page.get(f"/search.json?q={word}").json()["total"] for word in (*WORDS[:5], *formerly)
    }


def demand_absent_from_tables(folder: Path) -> None:
    """Every table and view of the database, asked without a thought of orders."""
    with ReadingArchive(folder) as reading:
        names = [row[0] for row in reading.rows(
            "SELECT name FROM main.sqlite_master WHERE type IN ('table', 'view')"
            " UNION SELECT name FROM temp.sqlite_master WHERE type = 'view'"
        )]  # fmt: skip
        assert len(names) > 20
        for name in names:
            for row in reading.rows(f'SELECT * FROM "{name}"'):
                text = " ".join(
                    value.decode("utf-8", "ignore") if isinstance(value, bytes) else str(value)
                    for value in row
                )
                found = [word for word in WORDS if word in text]
                assert not found, (name, found, text[:300])
        for word in WORDS:
            for index in ("articles_fts", "revisions_fts"):
                row = reading.row(f"SELECT count(*) FROM {index} WHERE {index} MATCH ?", word)
                assert row is not None and row[0] == 0


@pytest.fixture
def hidden(tmp_path: Path) -> Hiding:
    return Hiding(tmp_path / "archive")


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """The numbers of an archive that never held the hidden articles."""
    folder = tmp_path_factory.mktemp("untouched") / "archive"
    filled(folder)
    with client(folder) as page:
        return counts(page)


@pytest.mark.parametrize("order", ["suppress", "erase"])
def test_an_order_takes_an_article_out_of_everything_at_once(
    hidden: Hiding, untouched: dict[str, object], order: str
) -> None:
    with client(hidden.folder) as page:
        # a page that was open before the order was given
        before = counts(page)
        assert before != untouched and before[HEADLINE] == 2
        assert before[f"{FORMER}&former=1"] == 1
        assert HEADLINE in page.get(f"/article/{hidden.id}").text
        assert HEADLINE in page.get(f"/article/{hidden.id}/raw/page?version=1").text
        getattr(hidden, order)()
        assert counts(page) == untouched
        demand_absent(page, hidden)
    with client(hidden.folder) as page:  # and one that is opened after it
        assert counts(page) == untouched
        demand_absent(page, hidden)


@pytest.mark.parametrize("order", ["suppress", "erase"])
def test_no_table_or_view_of_a_reader_has_it(hidden: Hiding, order: str) -> None:
    with ReadingArchive(hidden.folder) as reading:
        assert reading.row("SELECT 1 FROM articles WHERE headline LIKE ?", f"%{HEADLINE}%")
        getattr(hidden, order)()
        assert not reading.row("SELECT 1 FROM articles WHERE headline LIKE ?", f"%{HEADLINE}%")
    demand_absent_from_tables(hidden.folder)


@pytest.mark.parametrize("order", ["suppress", "erase"])
def test_no_command_that_searches_has_it(
    hidden: Hiding, order: str, capsys: pytest.CaptureFixture[str]
) -> None:
    there = ["--archive", str(hidden.folder)]
    assert main(["search", HEADLINE, *there]) == 0
    capsys.readouterr()
    getattr(hidden, order)()
    for word in (*WORDS[:5], FORMER):
        for command in ("search", "concordance"):
            for more in ([], ["--json"], ["--csv"], ["--exact"], ["--former", "--json"],
                         ["--former", "--one-per-story"]):  # fmt: skip
                assert main([command, word, *more, *there]) == 1
                told = capsys.readouterr()
                assert f"سد {HEADLINE}" not in told.out + told.err
    main(["search", "سد", "--limit", "99", "--json", "--former", *there])
    main(["concordance", "سد", "--csv", "--former", *there])
    main(["search", "سد", "--limit", "99", "--json", *there])
    main(["concordance", "سد", "--csv", *there])
    told_all = capsys.readouterr().out
    assert not [word for word in WORDS if word in told_all]


@pytest.mark.parametrize("order", ["suppress", "erase"])
def test_neither_the_log_nor_another_ones_life_names_its_address(
    hidden: Hiding, order: str, capsys: pytest.CaptureFixture[str]
) -> None:
    other = f"https://www.three.ma/{ADDRESS}.html"
    reason = LEADS_ELSEWHERE.format(address="https://two.ma/12.html", other=other)
    with Archive(hidden.folder) as kept:
        told = found_gone(reason, "2026-11-20T10:00:00Z", "2026-11-20T16:00:00Z")
        kept.mark_gone(COPY, START + timedelta(hours=9), told)
        kept.db.execute(
            f"UPDATE runs SET trouble = 'failed: {other}: no answer in time',"
            f" cut = '{other} is cut off' WHERE outlet IN ('two', 'three')"
        )
    routes = (f"/article/{COPY}", f"/article/{COPY}.json", "/tables/events", "/tables/events.csv",
              "/sql.json?q=SELECT detail FROM events", "/outlet/two", "/outlet/three")  # fmt: skip
    with client(hidden.folder) as page:
        assert [route for route in routes if ADDRESS not in page.get(route).text] == []
        getattr(hidden, order)()
        assert [route for route in routes if ADDRESS in page.get(route).text] == []
        assert "2026-11-20" in page.get(f"/article/{COPY}").text
    for command in ("history", "show"):
        assert main([command, str(COPY), "--json", "--archive", str(hidden.folder)]) == 0
        assert ADDRESS not in capsys.readouterr().out


def test_undoing_brings_it_back_where_it_was(hidden: Hiding, untouched: dict[str, object]) -> None:
    with client(hidden.folder) as page:
        before = counts(page)
        texts = {route: page.get(route).text for route in hidden.routes()
                 if route.startswith(("/article", "/day", "/outlet"))}  # fmt: skip
        hidden.suppress()
        assert counts(page) == untouched
        with Archive(hidden.folder) as kept:
            for id in hidden.ids:
                unsuppress(kept, id, "lifted")
        life = {"events"}  # it tells of the order, too
        assert {k: v for k, v in counts(page).items() if k not in life} == {
            k: v for k, v in before.items() if k not in life
        }
        for route, text in texts.items():
            if re.fullmatch(r"/article/\d+(\.json)?", route):
                continue  # its life now tells of the order
            assert page.get(route).text == text, route
        assert HEADLINE in page.get(f"/search?q={HEADLINE}").text
        assert HEADLINE in page.get(f"/article/{hidden.id}").text
        assert HEADLINE in page.get("/search.atom?q=سد").text


def test_one_order_for_another_is_seen_though_their_number_stays(hidden: Hiding) -> None:
    with client(hidden.folder) as page, Archive(hidden.folder) as kept:
        suppress(kept, hidden.id, "one")
        assert page.get("/search.json?q=سد").json()["of"] == 7
        unsuppress(kept, hidden.id, "lifted")
        suppress(kept, 1, "another")
        told = page.get("/search.json?q=سد").json()
        ids = {hit["id"] for hit in told["hits"]}
        assert hidden.id in ids and 1 not in ids
        assert "سد جديد رقم 1" not in page.get("/day/2026-11-20").text
        assert "سد جديد رقم 1" not in page.get("/").text


def test_a_run_of_a_hidden_outlet_alone_names_no_article(hidden: Hiding) -> None:
    """An outlet that was crawled is known, whatever an order hides of it."""
    with Archive(hidden.folder) as kept:
        run_row(kept, ALONE, START)
    hidden.suppress()
    with client(hidden.folder) as page:
        told = page.get(f"/outlet/{ALONE}?lang=en")
        assert told.status_code == 200 and "0 articles" in told.text
        assert not [word for word in WORDS if word in told.text]


@pytest.mark.parametrize("order", [suppress, erase])
@pytest.mark.parametrize("printed", [
    '<a href="/{address}.html">اقرأ أيضا</a>', '<a href="https://three.ma/{address}.html">هنا</a>',
    "<p>«سدّ {headline} الكبير» خبر سابق</p>",
])  # fmt: skip
def test_a_switch_keeps_pages_out_that_name_a_hidden_article(
    tmp_path: Path, order: Callable[..., object], printed: str
) -> None:
    folder = tmp_path / "archive"
    filled(folder)
    said = printed.format(address=ADDRESS, headline=HEADLINE)
    page = f"<h1>خبر آخر</h1>{said}<p>نص</p>".encode()
    with Archive(folder) as kept:
        fields = FIELDS | {"headline": f"سد {HEADLINE} الكبير"}
        hidden = keep_html(kept, "three", f"https://three.ma/{ADDRESS}.html", b"<p>x</p>",
                           body=BODY, **fields)  # fmt: skip
        other = keep_html(kept, "three", "https://three.ma/2.html", page, body="خبر آخر تماما.")
        longer = f'<a href="/{ADDRESS}.html-2">أخرى</a>'.encode()
        third = keep_html(kept, "three", "https://three.ma/3.html", longer, body="خبر ثالث تماما.")
    shown = {id: f"/article/{id}/raw/page?version=1" for id in (other, third)}
    with client(folder, hold_pages=True) as held:
        assert held.get(shown[other]).status_code == 200  # nothing is hidden yet
        with Archive(folder) as kept:
            order(kept, hidden, "court of Rabat")
        answer = held.get(shown[other])
        # of what was erased the headline is gone, too
        named = order is suppress or ADDRESS in said
        assert answer.status_code == (451 if named else 200)
        if named:
            assert HEADLINE not in answer.text and ADDRESS not in answer.text
        assert held.get(shown[third]).status_code == 200  # another address that begins so
        assert "under an order" in held.get(f"/article/{other}/raw?lang=en").text
    with client(folder) as open_to_all:
        assert open_to_all.get(shown[other]).status_code == 200
        assert "an order hides elsewhere" in open_to_all.get(f"/article/{other}/raw?lang=en").text


@pytest.mark.parametrize("order", [suppress, erase])
def test_no_copy_names_a_hidden_original_by_its_address(tmp_path: Path, order: Any) -> None:
    """A story tells of each member whom it is like, with outlet and address."""
    folder = tmp_path / "archive"
    with Archive(folder, create=True) as kept:
        url = f"https://three.ma/{ADDRESS}.html"
        kept.keep(article(1, "three", url=url, body=BODY, published_at=START))
        for number, outlet in ((2, "one"), (3, "two")):
            later = START + timedelta(hours=number)
            kept.keep(article(number, outlet, body=BODY, published_at=later))
    routes = ["/article/2", "/article/2.json", "/article/3.json"] + [
        f"/tables/{name}.json" for name in ("story_members", "relations", "copies", "stories")
    ]
    with client(folder) as page:
        assert ADDRESS in page.get("/article/2.json").text
        assert len(page.get("/tables/relations.json").json()["rows"]) > 1
        with Archive(folder) as kept:
            order(kept, 1, "court of Rabat")
        for route in routes:
            answer = page.get(route)
            assert answer.status_code == 200 and ADDRESS not in answer.text, route
        assert len(page.get("/tables/story_members.json").json()["rows"]) == 2
        with Archive(folder) as kept:
            order(kept, 3, "court of Rabat")
        # of one article nothing is alike
        for name in ("story_members", "relations", "copies", "stories"):
            assert page.get(f"/tables/{name}.json").json()["rows"] == [], name


def test_no_further_page_of_a_hidden_article_is_among_the_raw_pages(tmp_path: Path) -> None:
    """They have addresses of their own, which go on from that of the first."""
    folder = tmp_path / "archive"
    with Archive(folder, create=True) as kept:
        url = f"https://three.ma/{ADDRESS}.html"
        id = keep_html(kept, "three", url, b"<p>x</p>")
        first = kept.row("SELECT capture_id FROM articles")[0]  # type: ignore[index]
        for page in (2, 3):
            kept.db.execute(
                "INSERT INTO captures (outlet, url, fetched_at, kind) VALUES ('three', ?, ?, ?)",
                [f"{url}/{page}/", "2026-11-20T09:00:00Z", "response"],
            )
        kept.db.execute(
            "INSERT INTO article_pages SELECT ?, 2, ?, url, id, NULL FROM captures"
            " WHERE url LIKE '%/2/'", [first, id],
        )  # fmt: skip
        kept.db.table("leads").insert({
            "outlet": "three", "url": url, "address": url, "found_in": "x", "due_at": "x",
            "article_id": id, "first_seen": "x", "last_seen": "x",
        })  # fmt: skip
        kept.db.table("names").insert({"outlet": "three", "name": f"at {url}/3/", "url": url})
        with ReadingArchive(folder) as reading:
            assert len(reading.rows("SELECT * FROM captures")) == 3
        suppress(kept, id, "court of Rabat")
        with ReadingArchive(folder) as reading:
            assert reading.rows("SELECT * FROM captures") == []
