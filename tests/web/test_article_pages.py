"""The page of an article: its text, life, versions, story, proof and citations."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from storage.archive import Archive
from tests.making import article
from tests.web.asking import shown_ids, tree
from tests.web.making import (
    COPY,
    FRENCH_ONE,
    GONE,
    NAMES,
    RAW,
    REVISED,
    UNDATED,
    client,
    filled,
)
from warraq.web.citations import Citation

pytestmark = pytest.mark.slow


def test_versions_stand_side_by_side_with_the_changed_words_marked(page: TestClient) -> None:
    link = tree(page, f"/article/{REVISED}").xpath("//a[contains(@href, '/versions')]/@href")[0]
    found = html.document_fromstring(page.get(link).text)
    former, later = found.xpath("//div[@class='versions']/div")
    assert [one.text_content() for one in former.xpath(".//del")] == ["300"]
    assert [one.text_content() for one in later.xpath(".//ins")] == ["350"]
    words = [side.xpath("./p")[0].text_content() for side in (former, later)]
    assert words[0].replace("300", "350") == words[1]
    assert words[1] == page.get(f"/article/{REVISED}.json").json()["body"]
    same = tree(page, f"/article/{REVISED}/versions", **{"from": "2", "to": "2"})
    assert not same.xpath("//ins|//del")


def test_an_article_tells_its_life_story_and_proof(page: TestClient) -> None:
    first = tree(page, f"/article/{RAW}")
    assert first.xpath(f"//table//a[starts-with(@href, '/article/{COPY}')]")
    assert first.xpath("//code[contains(text(), 'sha1:') or contains(text(), 'sha256:')]")
    assert first.xpath("//div[@class='body']/p[@dir='auto']")
    gone = tree(page, f"/article/{GONE}", lang="en")
    assert gone.xpath("//p[@class='notice']") and "gone" in gone.text_content()
    french = tree(page, f"/article/{FRENCH_ONE}")
    assert french.xpath("//h1")[0].get("lang") == "fr"
    assert page.get(f"/article/{FRENCH_ONE}.json").json()["headline"] == "Un barrage à Taounate"
    raw = tree(page, f"/article/{RAW}/raw")
    (frame,) = raw.xpath("//iframe")
    assert "sandbox" in frame.attrib and frame.get("sandbox") == ""
    assert "سد جديد رقم 1" in page.get(frame.get("src")).text


def test_citations_are_what_reference_managers_read(page: TestClient) -> None:
    bibtex = page.get(f"/article/{REVISED}/cite.bib").text
    entry = re.fullmatch(r"@article\{([\w-]+),\n(.*)\n\}\n", bibtex, re.DOTALL)
    assert entry and re.fullmatch(r"two-[0-9a-f]{12}", entry[1]), "by its uid, with an address"
    fields = dict(re.findall(r"^  (\w+) = \{(.*)\},?$", entry[2], re.MULTILINE))
    assert fields["title"] == "تدشين سد بإقليم شفشاون" and fields["author"] == "سعاد بنعلي"
    assert fields["journal"] == NAMES["two"] and fields["date"] == "2026-10-11"
    assert fields["year"] == "2026"

    ris = page.get(f"/article/{REVISED}/cite.ris").text.split("\r\n")
    assert ris[0] == "TY  - NEWS" and ris[-2:] == ["ER  - ", ""]
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in ris[:-1])
    assert "PY  - 2026" in ris
    assert "DA  - 2026/10/11" in ris and "UR  - https://two.ma/11.html" in ris

    (item,) = json.loads(page.get(f"/article/{REVISED}/cite.json").text)
    assert item["type"] == "article-newspaper" and item["title"] == fields["title"]
    assert item["issued"] == {"date-parts": [[2026, 10, 11]]}
    for told in (fields["note"], item["note"], *ris):
        if told.startswith(("N1", "Warraq")):
            assert "two:https://two.ma/11.html" in told
    undated = page.get(f"/article/{UNDATED}/cite.json").json()[0]
    assert "issued" not in undated
    assert "year" not in page.get(f"/article/{UNDATED}/cite.bib").text
    assert "PY" not in page.get(f"/article/{UNDATED}/cite.ris").text
    shown = tree(page, f"/article/{REVISED}").xpath("//p[@class='cite']")
    assert [one.get("lang") for one in shown] == ["ar", "fr"]
    assert all("https://two.ma/11.html" in one.text_content() for one in shown)


def test_the_timeline_speaks_the_language_of_the_page(page: TestClient) -> None:
    found = tree(page, f"/article/{REVISED}", lang="ar").xpath("//ol[@class='life']/li")
    (changed,) = [one for one in found if "النسخة" in one.text_content()]
    assert "+1" in changed.text_content() and "−1" in changed.text_content()
    assert changed.xpath(".//a/@href")[0].startswith(f"/article/{REVISED}/versions?to=2")
    other = tree(page, f"/article/{COPY}", lang="ar").xpath("//ol[@class='life']/li")
    for one in (*found, *other):
        assert not re.search("[a-z]{3}", one.text_content()), one.text_content()


def test_the_texts_of_a_story_stand_beside_each_other(page: TestClient) -> None:
    link = tree(page, f"/article/{COPY}").xpath(
        "//section[@id='story']//a[contains(@href, '/story/')]"
    )
    found = tree(page, link[0].get("href"), lang="en")
    former, later = found.xpath("//div[@class='versions']/article")
    assert former.xpath(".//h2/a/@href")[0].startswith(f"/article/{RAW}")
    assert not former.xpath(".//ins") and not later.xpath(".//del")
    assert later.xpath(".//ins")[0].text_content().strip() == "تابعوا صفحتنا."
    for path in (f"/article/{RAW}/story/{RAW}", f"/article/{RAW}/story/{GONE}",
                 f"/article/{GONE}/story/{RAW}", f"/article/{RAW}/story/99"):  # fmt: skip
        assert page.get(path).status_code == 404


def test_the_printed_command_gives_the_digest(folder: Path, page: TestClient) -> None:
    command = tree(page, f"/article/{RAW}").xpath("//pre")[0].text_content().splitlines()[0]
    digest = page.get(f"/article/{RAW}.json").json()["raw"][0]["payload_digest"]
    said = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, check=True)
    assert said.stdout.decode().strip() == digest


def test_an_author_and_a_section_lead_to_what_they_wrote(page: TestClient) -> None:
    found = tree(page, "/outlet/two")
    links = found.xpath("//ul[@class='facet']//a[starts-with(@href, '/search')]/@href")
    assert len(links) == 2
    for link in links:
        assert shown_ids(html.document_fromstring(page.get(link).text)) == [REVISED]


def test_citations_write_their_days_in_words(page: TestClient) -> None:
    arabic, french = tree(page, f"/article/{REVISED}").xpath("//p[@class='cite']")
    assert "11 أكتوبر 2026" in arabic.text_content()
    assert "11 octobre 2026" in french.text_content()


def test_a_citation_calls_an_article_what_every_archive_calls_it() -> None:
    row = {
        "uid": "chouftv:press/1234", "headline": "س", "byline": None, "published_at": None,
        "url": "https://chouftv.ma/press/1234.html", "fetched_at": "2026-11-20T09:00:00Z",
        "text_hash": "sha256:x",
    }  # fmt: skip
    own = Citation.of(row, "شوف تيفي")
    for told in (own.arabic(), own.french(), own.bibtex(), own.ris(), own.csl()):
        assert "chouftv:press/1234" in told, told
    assert own.key == "chouftv-press-1234" and "{chouftv-press-1234," in own.bibtex()
    by_address = Citation.of(row | {"uid": f"chouftv:{row['url']}"}, "شوف تيفي")
    assert by_address.arabic().count("https://chouftv.ma/") == 1, "the address is not said twice"
    moved = Citation.of(row | {"uid": "chouftv:https://chouftv.ma/old.html"}, "شوف تيفي")
    assert "chouftv:https://chouftv.ma/old.html" in moved.french()


def test_shares_of_a_story_are_written_as_the_language_writes_them(page: TestClient) -> None:
    for path in (f"/article/{COPY}", f"/article/{RAW}/story/{COPY}"):
        french = tree(page, path, lang="fr").xpath("string(//main)")
        assert re.search(r"\d,\d\u202f%", french) and not re.search(r"\d%", french), path
        assert re.search(r"\d\.\d%", tree(page, path, lang="en").xpath("string(//main)")), path


def test_an_article_that_never_changed_has_nothing_to_compare(page: TestClient) -> None:
    found = tree(page, f"/article/{UNDATED}/versions", lang="en")
    assert "Only one version of it is kept." in found.xpath("string(//main)")
    assert not found.xpath("//main//select")


def test_an_article_that_a_search_leads_to_has_its_words_marked(page: TestClient) -> None:
    for path in ("/search", "/concordance"):
        for query, marks in (
            ({"q": "ماء"}, {"والماء", "الماء"}), ({"q": "والماء", "exact": "1"}, {"والماء"}),
        ):  # fmt: skip
            found = tree(page, path, **query)
            link = found.xpath(f"//a[contains(@href, '/article/{REVISED}?')]/@href")[0]
            opened = tree(page, link)
            marked = {one.text_content() for one in opened.xpath("//article//mark")}
            assert marked and marked <= marks
            plain = tree(page, f"/article/{REVISED}")
            for part in ("//h1", "//div[@class='body']"):
                assert opened.xpath(part)[0].text_content() == plain.xpath(part)[0].text_content()
            assert not plain.xpath("//mark")
    # a question that finds nothing here, or is none, marks nothing
    for asked in ("barrage", "NEAR(", " ", "\x01"):
        assert not tree(page, f"/article/{REVISED}", q=asked).xpath("//mark")


def test_a_phrase_over_the_end_of_a_line_is_marked_in_both(page: TestClient) -> None:
    found = tree(page, f"/article/{REVISED}", q='"مليون درهم وقال الوزير"')
    lines = found.xpath("//div[@class='body']/p")
    assert [[one.text_content() for one in line.xpath(".//mark")] for line in lines] == [
        ["مليون درهم."], ["وقال الوزير"],
    ]  # fmt: skip


def test_what_a_text_holds_itself_marks_nothing(tmp_path: Path) -> None:
    """Letters of private use stand for icons on many pages; a control is a fault of the page."""
    filled(tmp_path / "archive")
    lines = (
        ["بني \ue000 سد \ue001 كبير.", "وفيه \ue000 ماء."],
        ["بني \x01 سد كبير.", "وسد \x02 آخر."],
    )
    with Archive(tmp_path / "archive") as kept:
        ids = [
            kept.keep(article(70 + n, headline=f"{said[0]} <b>", body="\n".join(said)))[1]
            for n, said in enumerate(lines)
        ]
    with client(tmp_path / "archive") as page:
        for id, said, marks in zip(ids, lines, (["سد", "سد"], []), strict=True):
            seen = [line.replace("\x01", "\ufffd").replace("\x02", "\ufffd") for line in said]
            for query, marked in (({}, []), ({"q": "سد"}, marks)):
                found = tree(page, f"/article/{id}", **query)
                body = [one.text_content() for one in found.xpath("//div[@class='body']/p")]
                assert [found.xpath("string(//h1)"), *body] == [f"{seen[0]} <b>", *seen]
                assert [one.text_content() for one in found.xpath("//article//mark")] == marked
            hit = tree(page, "/search", q="سد").xpath(f"//h2[a[contains(@href, '/{id}?')]]")[0]
            assert hit.text_content() == f"{seen[0]} <b>"
            assert [one.text_content() for one in hit.xpath(".//mark")] == marks[:1]
