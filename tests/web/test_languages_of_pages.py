"""What a page says is in its reader's language: nothing English on an Arabic or a French page.

What is the archive's own (texts, addresses, names, values of columns) stands as it was printed.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from lxml import html
from starlette.applications import Starlette
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

import warraq.web
from crawler.errors import GONE_REASONS
from crawler.markup.decoding import decode
from storage.archive import Archive
from storage.article_fields import FIELDS
from storage.wording.event_sentence_templates import found_gone, sentence_of, taken_apart
from tests.making import BODY, START, article
from tests.web.making import COPY, GONE, NAMES, RAW, REVISED, client, filled, keep_html, run_row
from warraq.web.table_pages import TABLES
from warraq.web.wording.stored_sentence_translation import EVIDENCE

pytestmark = pytest.mark.slow

LANGUAGES = ("ar", "fr")
LOCALE = Path(warraq.web.__file__).parent / "locale"
LAST = 7
"""The article that came after those of ``filled``."""
PATHS = {
    "/": ("/", "/?year=2026", "/?year=1999"),
    "/search": ("/search", "/search?q=سد", "/search?q=سد&exact=1&former=1", "/search?q=NEAR(",
                "/search?q=سد&page=99", "/search?q=كسكس", "/search?q=https://one.ma/1.html",
                "/search?q=سد&outlet=one&since=2026-01-01", "/search?q=سد&since=soon",
                "/search?q=سد&one_per_story=1&mood=sad", "/search?q=وزير غواصة"),
    "/concordance": ("/concordance", "/concordance?q=سد", "/concordance?q=byline:بنعلي"),
    "/compare": ("/compare", "/compare?q=سد&other=وزير", "/compare?q=NEAR("),
    "/id/{uid:path}": ("/id/nobody:1",),
    "/article/{id:number}": tuple(f"/article/{id}" for id in range(1, LAST + 1)),
    "/article/{id:number}/versions": (f"/article/{REVISED}/versions", "/article/1/versions?to=9"),
    "/article/{id:number}/raw": (f"/article/{RAW}/raw", f"/article/{COPY}/raw"),
    "/article/{id:number}/raw/page": (f"/article/{RAW}/raw/page?version=9",
                                      f"/article/{LAST}/raw/page?version=1"),
    "/article/{id:number}/story/{other:number}": (f"/article/{RAW}/story/{COPY}",
                                                 f"/article/{RAW}/story/{GONE}"),
    "/outlet/{name}": (*(f"/outlet/{name}" for name in NAMES), "/outlet/nobody",
                       "/outlet/two?year=2026", "/outlet/two?year=1999"),
    "/day/{day}": ("/day/2026-11-20", "/day/2020-01-01", "/day/soon"),
    "/saved": ("/saved",),
    "/tables": ("/tables",),
    "/tables/{name}": (*(f"/tables/{name}" for name in TABLES), "/tables/leads"),
    "/sql": ("/sql", "/sql?q=SELECT 1", "/sql?q=DELETE FROM x",
             "/sql?q=SELECT * FROM sqlite_master",
             "/sql?q=SELECT * FROM leads", "/sql?q=SELECT ar_query('NEAR(')"),
}  # fmt: skip
"""Route -> pages of it."""
FOR_PROGRAMS = re.compile(r"\.(json|jsonl|csv|atom|\{format\})$|^/saved/")
"""Routes that make no page, or change something."""
WORD = re.compile("[A-Za-zÀ-ÿ]{2,}")
TYPED = re.compile(
    r"https?://\S+|(?<!\w)/[\w/.?=&%-]+|\b[\w.-]+\.(?:ma|gz|db)\b\S*|\w+=\S*|\b[a-z]+_[a-z_]+\b"
)
"""Addresses and paths, options, names of columns and functions."""
FORMATS = ("BibTeX", "RIS", "CSL", "JSON", "SELECT … FROM articles …")
NOT_SAID = "//script|//style|//code|//pre|//textarea|//*[contains(@class, 'kept')]|//option"
"""What is shown as it was kept, or is typed as it stands."""
SAYING = ("title", "aria-label", "placeholder", "alt")


def words_of(code: str) -> tuple[set[str], set[str]]:
    """The words of a catalogue: in English, and as they are said."""
    asked, said = set[str](), set[str]()
    with (LOCALE / f"{code}.po").open("rb") as source:
        for one in read_po(source):
            for found, texts in ((asked, one.id), (said, one.string)):
                for text in texts if isinstance(texts, tuple | list) else (texts,):
                    found |= {word.lower() for word in WORD.findall(re.sub(r"\{\w+\}", "", text))}
    return asked, said


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive in which everything happened that a page tells of."""
    made = tmp_path_factory.mktemp("languages") / "archive"
    filled(made)
    with Archive(made) as kept:
        lost = keep_html(kept, "one", "https://one.ma/77.html", b"\xff\xfe<html>", body=BODY * 2,
                         published_at=START, published_precision="minute",
                         encoding_evidence="valid UTF-8, 3 bytes lost",
                         sources={"encoding": "valid UTF-8", "byline": "outlet"})  # fmt: skip
        assert lost == LAST
        for path in (made / "raw").rglob("*.warc.gz"):
            if b"77.html" in path.name.encode() or path.stat().st_size < 1500:
                path.write_bytes(b"")
        kept.keep(article(15, "three", url="https://three.ma/again.html",
                          headline="نقاش حول السدود الصغرى",
                          body="ناقش خبراء بالرباط جدوى كل سد صغير في الأقاليم الجنوبية للمملكة.\n"
                               "ودعا المشاركون إلى خريطة وطنية جديدة."))  # fmt: skip
        for number, reason in enumerate(GONE_REASONS, 1):
            given = {"address": "https://one.ma/1.html", "status": 410, "other": "https://one.ma/2"}
            at, again = "2026-11-21T10:00:00Z", "2026-11-21T15:00:00Z"
            kept.mark_gone(number, START + timedelta(days=1),
                           found_gone(reason.format(**given), at, again))  # fmt: skip
        kept.still_there(RAW, START + timedelta(days=2))
        kept.event(REVISED, START + timedelta(days=3), "parted",
                   "its text is no longer like article 3")  # fmt: skip
        late = START + timedelta(days=9)
        run_row(kept, "two", late)
        kept.db.execute("UPDATE runs SET trouble = 'failed: https://two.ma/: no answer in time',"
                        " cut = 'the sitemap is cut off' WHERE outlet = 'two'")  # fmt: skip
        run_row(kept, "three", late)
        kept.db.execute("UPDATE runs SET moved_to = 'new.ma' WHERE outlet = 'three'")
    return made


@pytest.fixture(scope="module")
def page(folder: Path) -> Iterator[TestClient]:
    with client(folder) as asking:
        yield asking


def test_a_page_of_every_route_is_read(page: TestClient) -> None:
    app = page.app
    assert isinstance(app, Starlette)
    routes = {one.path for one in app.routes if not isinstance(one, Mount)}
    assert {one for one in routes if not FOR_PROGRAMS.search(one)} == {*PATHS}
    assert all(isinstance(one, Route | Mount) for one in app.routes)


def sayings(found: html.HtmlElement, code: str) -> Iterator[str]:
    """Every text that a page says in its own language, attributes among them."""
    for one in found.xpath(f"{NOT_SAID}|//body//*[@lang and @lang != '{code}']"):
        if one.getparent() is not None:
            one.drop_tree()
    yield from (text for text in found.itertext() if text.strip())
    for name in SAYING:
        yield from found.xpath(f"//@{name}")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("path", [one for paths in PATHS.values() for one in paths])
def test_nothing_english_is_said(page: TestClient, path: str, code: str) -> None:
    between = "&" if "?" in path else "?"
    answer = page.get(f"{path}{between}lang={code}")
    assert answer.status_code < 500
    names = {one.name for one in FIELDS} | {*TABLES, "leads"}
    own = [
        *NAMES,
        *NAMES.values(),
        "Nadia Alaoui",
        "Un barrage à Taounate",
        "nobody",
        "soon",
        "leads",
    ]
    asked, said = words_of(code)
    english = asked - said
    plain = not answer.headers["content-type"].startswith("text/html")
    texts = [answer.text] if plain else [*sayings(html.fromstring(answer.text), code)]
    assert not plain or re.search(r"[\u0621-\u064aéà’]", answer.text)
    for text in texts:
        rest = TYPED.sub(" ", text)
        name, _, behind = rest.partition(" ")  # "articles · Tables", "byline : auteur", "byline: …"
        rest = behind if name.strip(":\u00a0") in names else rest
        for one in (*own, *FORMATS):
            rest = rest.replace(one, " ")
        words = {word.lower() for word in WORD.findall(rest)}
        if code == "ar":  # what no translator wrote
            assert words <= said, f"{path}: {text}"
        assert not words & english, f"{path}: {text}"


@pytest.mark.parametrize(
    "body",
    [
        "سد".encode(), b"\xef\xbb\xbf" + "سد".encode(), "<p>سد".encode("utf-16-le"),
        "<p>سد في من".encode("cp1256"), "سد".encode()[:-1], b"<meta charset=cp1252>caf\xe9 est",
        "سد جديد في تاونات ".encode() * 9 + b"\xe9\xe8 " + b"caf\xe9",
    ],
)  # fmt: skip
def test_what_told_an_encoding_is_in_the_list_that_is_translated(body: bytes) -> None:
    every = [sentence_of(one, EVIDENCE) for one in decode(body).evidence.split(", ")]
    assert [one for one in every if isinstance(one, str)] == []


def test_an_event_that_nobody_foresaw_is_told_as_it_was_written() -> None:
    assert taken_apart("moved; by hand") == ["moved; by hand"]
    assert taken_apart("") == []
