"""What only a pointer or a screen reader meets is said in the language of the page, too."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from storage.archive import Archive
from storage.article_fields import FIELDS, READING
from tests.web.making import COPY, NAMES, RAW, REVISED, client, filled
from tests.web.test_catalogues import messages
from warraq.web.table_pages import TABLES

pytestmark = pytest.mark.slow

UNSEEN = (
    "//@title | //@aria-label | //@aria-description | //@aria-valuetext | //@alt | //@placeholder"
    " | //@label | //head/title/text() | //*[local-name()='desc']/text() | //caption//text()"
    " | //*[contains(@class, 'hidden')]//text()"
)
NO_WORDS = re.compile(r"https?://\S+|[\w.-]+/[\w./-]+|\b(?:JSON|CSV|SQL|Atom|WARC)\b")
"""Addresses, paths and names of formats."""
VALUES = {"text": "x", "list": '["x"]', "time": "2026-11-20T09:00:00Z", "boolean": 1}
"""A value of each kind of field."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of which an article has a value in every field."""
    made = tmp_path_factory.mktemp("tooltips") / "archive"
    filled(made)
    with Archive(made) as kept:
        for one in FIELDS:
            if one.name in READING and one.name not in ("headline", "body", "sources"):
                kept.db.execute(
                    f"UPDATE articles SET {one.name} = ? WHERE id = ?", [VALUES[one.kind], REVISED]
                )
    return made


def paths(page: TestClient) -> Iterator[str]:
    yield from (
        "/", "/search", "/search?q=سد", "/search?q=سد&month=2026-11", "/search?q=سد&bars=shares",
        "/search?q=سد&page=9&outlet=one", "/search?q=(", "/search?q=لاشيء", "/concordance?q=سد",
        "/compare", "/compare?q=سد&q=barrage&bars=shares", "/outlet/one", "/outlet/two",
        "/day/2026-11-20", "/day/1999-01-01", "/saved", "/tables", "/sql", "/sql?q=SELECT+1",
        "/nothing", f"/article/{RAW}", f"/article/{REVISED}", f"/article/{REVISED}/versions",
        f"/article/{RAW}/raw", f"/article/{RAW}/story/{COPY}",
    )  # fmt: skip
    yield from re.findall(r'href="(/tables/\w+)', page.get("/tables").text)


def unseen(page: TestClient, path: str, code: str) -> list[str]:
    """The texts of a page that nobody sees at first, in parts."""
    answer = page.get(f"{path}{'&' if '?' in path else '?'}lang={code}")
    found = html.document_fromstring(answer.text).xpath(UNSEEN)
    return [part.strip() for one in found for part in " ".join(str(one).split()).split(" · ")]


@pytest.mark.parametrize("code", ["ar", "fr"])
def test_no_tooltip_or_label_is_left_in_english(folder: Path, code: str) -> None:
    # a few words are the same in French
    said_so = {str(one.string) for one in messages(code) if one.id == one.string}
    left = dict[str, str]()
    with client(folder) as page:
        tooltips = unseen(page, f"/article/{REVISED}", code)
        assert sum(re.match(r"[a-z_]+\s?: ", one) is not None for one in tooltips) > 20
        for path in paths(page):
            there, english = unseen(page, path, code), unseen(page, path, "en")
            assert len(there) == len(english) > 0, path
            for one, other in zip(there, english, strict=True):
                words = re.search("[A-Za-z]{2}", NO_WORDS.sub("", one))
                foreign = one == other or code == "ar" and one.isascii()
                if words and foreign and one not in {*said_so, *TABLES, *NAMES.values()}:
                    left[one] = path
    assert left == {}
