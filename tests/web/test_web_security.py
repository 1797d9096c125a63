"""Hostile texts stay text, every answer is fenced in, and strangers are refused."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import html
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.testclient import TestClient

from storage.archive import Archive
from tests.making import BODY, START, article
from tests.web.making import client, keep_html
from warraq.web.application import application
from warraq.web.security import BURST

pytestmark = pytest.mark.slow

SCRIPT = "<script>alert(1)</script>"
HANDLER = "\"><img src=x onerror=alert(1)>'><svg onload=alert(1)>"
OVERRIDE = "\u202egnp.exe \u2066x"
CONTROLS = "\x1b[31mred\x1b]0;t\x07 \x00 \x08\x7f\x9b31m \ufffe"
TEMPLATE = "{{ 7*7 }} {% raw %} ]]> &lt; %s {n}"
EVIL = f"سد {SCRIPT} {HANDLER} {OVERRIDE} {CONTROLS} {TEMPLATE}"
RAW_HTML = f"""<!doctype html><html manifest="/m" onload="x()"><head><title>x</title>
<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=//evil.example/m">
<link rel="stylesheet" href="//evil.example/s.css"><link rel=prefetch href="/search">
<style>@import url(//evil.example/i.css); body {{ background: url(/search) }}</style>{SCRIPT}
</head><body background="//evil.example/b" style="background:url(//evil.example/c)" onclick=x()>
<h1>سد جديد</h1><!--[if IE]>{SCRIPT}<![endif]--><?php echo 1 ?>
<a href="javascript:alert(1)" ping="//evil.example/p" target="_top" onfocus=x() autofocus>a</a>
<a href="https://one.ma/2.html">b</a><area href="/x"><img src=x srcset="y 2x" onerror=x() lowsrc=z>
<picture><source srcset="//evil.example/q"></picture><video src=v poster=p><track src=t></video>
<audio src=a autoplay></audio><input type=image src=i formaction="/f">
<button formaction=/x>x</button><svg onload=x()><image xlink:href="//evil.example/i" href="/i"/>
<use href="#x"/><a xlink:href="/s">s</a>
<script>x()</script><animate onbegin=x() attributeName=href values="javascript:x()"/></svg>
<math href="javascript:x()"><mtext><a href="javascript:x()">m</a></mtext></math>
<object data=o></object><embed src=e><iframe src=/search srcdoc="{SCRIPT}"></iframe><portal src=/>
<frameset><frame src=/search></frameset>
<form action=/f><input name=a></form><applet code=c></applet>
<table background=b><tr><td background=c>جدول</td></tr></table><noscript><img src=n></noscript>
<blockquote cite="/c">q</blockquote><template><img src=x onerror=x()></template>
<div id=main class=x lang=fr dir=ltr title=t>{BODY}</div></body></html>"""
ROUTES = (
    "/", "/search?q=سد", "/search?q=سد&order=newest", "/concordance?q=سد", "/compare?q=سد",
    "/outlet/evil", "/day/2026-11-20", "/article/{id}", "/article/{id}/versions",
    "/article/{id}/raw", "/article/{other}", "/article/{id}/story/{other}", "/tables/articles",
    "/tables/revisions", "/sql?q=SELECT * FROM articles a, versions v",
)  # fmt: skip
PROGRAMS = (
    "/search.json?q=سد", "/search.csv?q=سد", "/search.atom?q=سد", "/concordance.csv?q=سد",
    "/concordance.json?q=سد", "/search.jsonl?q=سد", "/article/{id}.json", "/article/{id}/cite.bib",
    "/article/{id}/cite.ris", "/article/{id}/cite.json", "/article/{id}/raw/page?version=1",
    "/static/warraq.css",
    "/tables/articles.json", "/tables/articles.csv", "/sql.json?q=SELECT * FROM articles",
    "/sql.csv?q=SELECT * FROM articles",
)  # fmt: skip
ELSEWHERE = ("/nothing", "/article/999", "/search?q=NEAR(", "/search.json?q=AND",
             "/article/9/raw/page", "/article/1/cite.exe", "/sql?q=SELECT * FROM leads", "/sql",
             "/sql.csv?q=DROP", "/tables", "/tables/leads", "/tables/articles?order=x")  # fmt: skip


@pytest.fixture(scope="module")
def ids(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """An archive whose article has hostile text in every field that a page can fill."""
    folder = tmp_path_factory.mktemp("evil") / "archive"
    fields = {
        "headline": EVIL, "body": f"{EVIL}\n{BODY}\n{EVIL}", "byline": EVIL, "authors": (EVIL,),
        "section": EVIL, "tags": (EVIL, EVIL), "lead_paragraph": EVIL, "dateline": EVIL,
        "city": EVIL, "agency": EVIL, "image": f"javascript:alert(1){HANDLER}",
        "image_caption": EVIL, "captions": (EVIL,), "language": "ar", "published_at": START,
        "published_source": EVIL, "published_printed": EVIL, "canonical_url": EVIL,
        "encoding": EVIL, "encoding_evidence": EVIL, "body_source": EVIL, "read_with": EVIL,
        "sources": {"headline": EVIL, "byline": EVIL}, "pages": (EVIL,),
    }  # fmt: skip
    with Archive(folder, create=True) as kept:
        url = "https://evil.ma/" + HANDLER.replace(" ", "")
        id = keep_html(kept, "evil", url, RAW_HTML.encode(), **fields)
        mended = fields | {"body": f"{EVIL} {SCRIPT}\n{BODY}", "headline": EVIL + HANDLER}
        kept.keep(article(1, "evil", url=url, fetched_at=START + timedelta(hours=1), **mended))
        other = kept.keep(article(2, "two", headline=f"سد {HANDLER}", body=f"{BODY}\n{EVIL}"))[1]
        kept.mark_gone(other, START + timedelta(hours=2), EVIL)
    return {"folder": folder, "id": id, "other": other}


@pytest.fixture(scope="module")
def page(ids: dict[str, object]) -> Iterator[TestClient]:
    with client(Path(str(ids["folder"]))) as asking:
        yield asking


def demand_harmless(text: str) -> html.HtmlElement:
    """No element, handler or address of ours came from a text; no control is obeyed."""
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)
    found = html.document_fromstring(text)
    assert not [*found.iter("script", "img", "svg", "object", "embed", "base", "style")]
    for element in found.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on") and name != "style", (element.tag, name)
            if name in ("href", "src", "action"):
                assert value.startswith(("/", "#", "https://", "http://")), value
                assert not value.startswith("//"), value
    return found


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_hostile_texts_stay_text_on_every_page(
    page: TestClient, ids: dict[str, object], route: str, lang: str
) -> None:
    path = route.format(**ids)
    answer = page.get(path + ("&" if "?" in path else "?") + f"lang={lang}")
    assert answer.status_code == 200
    found = demand_harmless(answer.text)
    assert "49" not in re.findall(r"\{?\{? ?(49) ?\}?\}?", found.xpath("//title")[0].text or "")
    if route != "/compare?q=سد":
        assert "alert(1)" in found.text_content()


@pytest.mark.parametrize("route", [*ROUTES, *PROGRAMS, *ELSEWHERE])
def test_what_a_text_turns_round_ends_with_it(
    page: TestClient, ids: dict[str, object], route: str
) -> None:
    """An override of direction stands in an element that is isolated, or of its own line."""
    answer = page.get(route.format(**ids))
    if not answer.headers["content-type"].startswith("text/html") or "raw/page" in route:
        return
    for element in html.document_fromstring(answer.text).xpath("//body//*[text()]"):
        if "\u202e" not in "".join(element.xpath("./text()")):
            continue
        around = [element, *element.iterancestors()]
        assert any(
            one.tag in ("bdi", "td", "p", "h1", "option") or one.get("dir") for one in around[:3]
        ), html.tostring(element, encoding="unicode")


@pytest.mark.parametrize("evil", [SCRIPT, HANDLER, OVERRIDE, "\x1b[31m", "a\x00b", TEMPLATE,
                                  "سد\x00" + HANDLER])  # fmt: skip
@pytest.mark.parametrize("path", ["/search", "/concordance", "/compare", "/search.json",
                                  "/search.csv", "/search.atom", "/concordance.csv", "/sql",
                                  "/sql.json", "/sql.csv", "/tables/articles"])  # fmt: skip
def test_what_is_typed_stays_text(page: TestClient, path: str, evil: str) -> None:
    query = {
        name: evil
        for name in (
            "q",
            "outlet",
            "section",
            "since",
            "lang",
            "order",
            "sort",
            "column",
            "comparison",
            "value",
            "down",
            "offset",
        )
    }
    for asked in (query, {"q": evil}, {"q": "سد", "outlet": evil, "section": evil}):
        answer = page.get(path, params=asked)
        assert answer.status_code in (200, 400)
        kind = answer.headers["content-type"]
        if kind.startswith("text/html"):
            demand_harmless(answer.text)
        elif kind.startswith("application/atom"):
            ElementTree.fromstring(answer.content)
        elif kind.startswith("application/json"):
            json.loads(answer.text)
        else:
            assert kind.startswith(("text/plain", "text/csv"))


def test_programs_get_hostile_texts_in_formats_that_parse(
    page: TestClient, ids: dict[str, object]
) -> None:
    feed = ElementTree.fromstring(page.get("/search.atom?q=سد").content)
    titles = [one.text or "" for one in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert any(SCRIPT in title for title in titles)
    for path in ("/search.csv?q=سد", "/concordance.csv?q=سد", "/tables/articles.csv"):
        rows = list(csv.DictReader(io.StringIO(page.get(path).text)))
        assert any(SCRIPT in row["headline"] for row in rows)
        assert all(None not in row for row in rows)
    bibtex = page.get(f"/article/{ids['id']}/cite.bib").text
    assert bibtex.count("@article{") == 1
    body = re.sub(r"\\[{}\\a-z]", "", bibtex)
    assert body.count("{") == body.count("}")
    ris = page.get(f"/article/{ids['id']}/cite.ris").text
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in ris.split("\r\n") if line)
    csl = page.get(f"/article/{ids['id']}/cite.json")
    assert csl.json()[0]["type"] == "article-newspaper"
    assert SCRIPT in csl.json()[0]["title"]
    for cited in (bibtex, ris, csl.text):  # are opened in editors and printed on terminals
        assert re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]",
                         cited.replace("\r\n", "\n")) is None  # fmt: skip
    for path in ("/article/{id}.json", "/article/{id}/cite.bib", "/article/{id}/cite.ris"):
        assert "html" not in page.get(path.format(**ids)).headers["content-type"]


@pytest.mark.parametrize("route", [*ROUTES, *PROGRAMS, *ELSEWHERE])
def test_every_answer_is_fenced_in(page: TestClient, ids: dict[str, object], route: str) -> None:
    answer = page.get(route.format(**ids))
    policy = answer.headers["content-security-policy"]
    assert policy.count("default-src 'none'") == 1 and "script-src" not in policy
    assert "unsafe" not in policy and "http" not in policy and "*" not in policy
    assert ("sandbox;" in policy) == ("/raw/page" in route and answer.status_code == 200)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_refusals_and_failures_are_fenced_in(ids: dict[str, object]) -> None:
    app: Starlette = application(Path(str(ids["folder"])), {}, per_second=1e9)

    def fails(request: Request) -> None:
        raise RuntimeError("a fault of ours")

    app.add_route("/fails", fails)  # type: ignore[arg-type]
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as page:
        for answer, status in (
            (page.get("/fails"), 500), (page.post("/search"), 405), (page.put("/article/1"), 405),
            (page.get("/", headers={"host": "evil.example"}), 421),
        ):  # fmt: skip
            assert answer.status_code == status
            assert "default-src 'none'" in answer.headers["content-security-policy"]
            assert "RuntimeError" not in answer.text and "Traceback" not in answer.text


def test_the_raw_page_does_nothing_and_asks_nobody(
    page: TestClient, ids: dict[str, object]
) -> None:
    answer = page.get(f"/article/{ids['id']}/raw/page?version=1")
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "sandbox;" in policy and "allow-" not in policy and "form-action 'none'" in policy
    found = html.document_fromstring(answer.text)
    acting = ("script", "style", "link", "meta", "base", "iframe", "frame", "object", "embed",
              "applet", "form", "noscript", "portal", "template", "svg", "math")  # fmt: skip
    assert not [*found.iter(*acting)]
    kept = {name for element in found.iter() for name in element.attrib}
    assert kept <= {"id", "class", "lang", "dir", "title", "alt", "colspan", "rowspan",
                    "datetime"}, kept  # fmt: skip
    assert "evil.example" not in re.sub(r'title="[^"]*"', "", answer.text)
    text = found.text_content()
    assert "سد جديد" in text and "جدول" in text and "تاونات" in text
    assert found.xpath("//a[@title='https://one.ma/2.html']")
    assert found.xpath("//div[@id='main'][@lang='fr'][@dir='ltr']")


@pytest.mark.parametrize("body", [b"", b" ", b"\x00\x00", b"<!-- -->", b"%PDF-1.4", b"<frameset>",
                                  b"plain words", b"<p>" * 5_000])  # fmt: skip
def test_a_raw_page_without_a_document_is_no_fault(tmp_path: Path, body: bytes) -> None:
    with Archive(tmp_path / "archive", create=True) as kept:
        id = keep_html(kept, "one", "https://one.ma/1.html", body)
    with client(tmp_path / "archive") as page:
        assert page.get(f"/article/{id}/raw/page?version=1").status_code == 200
        assert page.get(f"/article/{id}/raw").status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "evil@127.0.0.1",
                                  "[::1", "localhost.evil.example:80"])  # fmt: skip
def test_a_name_that_is_not_ours_is_misdirected(page: TestClient, host: str) -> None:
    assert page.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost", "LOCALHOST:1", "[::1]:8765"])
def test_names_of_this_machine_are_ours(page: TestClient, host: str) -> None:
    assert page.get("/static/warraq.css", headers={"host": host}).status_code == 200


def test_a_password_is_asked_for(ids: dict[str, object]) -> None:
    with client(Path(str(ids["folder"])), password="مفتاح", hosts=("archive.example",)) as page:
        there = {"host": "archive.example"}
        refused = page.get("/", headers=there)
        assert refused.status_code == 401 and "Basic" in refused.headers["www-authenticate"]
        for header in ("Basic", "Basic !!", "Basic eDp5", "Bearer x", "Bearer", "Digest x"):
            assert page.get("/", headers=there | {"authorization": header}).status_code == 401
        for path in ("/search.json?q=سد", "/tables", "/sql.csv?q=SELECT 1"):
            assert page.get(path, headers=there).status_code == 401
        assert page.get("/", headers=there, auth=("anyone", "مفتاح")).status_code == 200
        token = "Bearer مفتاح".encode()
        assert page.get("/", headers=there | {"authorization": token}).status_code == 200  # type: ignore[dict-item]


@pytest.mark.parametrize("password", ["", "right"])
def test_too_many_requests_are_refused_also_those_that_guess(
    ids: dict[str, object], password: str
) -> None:
    with client(Path(str(ids["folder"])), password=password, per_second=0.001) as page:
        told = [page.get("/static/warraq.css", auth=("x", "wrong")).status_code
                for _ in range(int(BURST) + 3)]  # fmt: skip
    assert told == [401 if password else 200] * int(BURST) + [429] * 3
