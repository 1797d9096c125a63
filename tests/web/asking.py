"""What tests ask the page, and read of its answers."""

import re
from urllib.parse import parse_qs, urlencode, urlsplit

from lxml import html
from starlette.testclient import TestClient

DAM = {"q": "سد"}


def tree(page: TestClient, path: str, status: int = 200, /, **query: object) -> html.HtmlElement:
    if query:
        path += ("&" if "?" in path else "?") + urlencode(query, doseq=True)
    answer = page.get(path)
    assert answer.status_code == status, (path, answer.text[:300])
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return html.document_fromstring(answer.text)


def shown_ids(found: html.HtmlElement) -> list[int]:
    links = found.xpath("//ol[@class='hits']//h2/a/@href")
    return [int(re.findall(r"/article/(\d+)", link)[0]) for link in links]


def total_of(page: TestClient, link: str) -> int:
    parts = urlsplit(link)
    query = parse_qs(parts.query)
    return int(page.get("/search.json", params=query).json()["total"])
