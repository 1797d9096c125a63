"""What is asked before a costly question must never answer for it."""

import re
from datetime import UTC, datetime
from urllib.parse import urljoin

import pytest

from crawler.items import Page
from crawler.markup.css_selectors import select
from crawler.reading.body import boilerplate_rules
from crawler.reading.extraction_hints import Hints
from crawler.reading.fields.printed_date_places import names_change
from crawler.reading.page_parsing import open_page
from crawler.reading.trace import SILENT

COUNTERS = """قراءة 12|مشاهدة: 412|قراءات 12|مشاهدات 12|زيارات 12 مرة|Lectures: 12|lu 12 fois|vues 3
vu 7 fois|VIEWS 12|hits: 9|read 412 times|12 قراءة|12 مشاهدة|3 زيارة|7 تعليقات|12 lectures
3.4k vues|412 views|9 Hits|5 reads|12 votes|7 shares|3 partages|2 comments|2 commentaires"""


@pytest.mark.parametrize("counter", re.split(r"[|\n]", COUNTERS))
def test_every_counter_is_taken_out_of_its_line(counter: str) -> None:
    line = f"12/03/2026 - {counter}"
    assert boilerplate_rules._with_counters_as("", line) == "12/03/2026 - "


@pytest.mark.parametrize("selector", [
    "p.a", ".a > b.c-d", "div.a .b", "#x .b", "p:not(.z)", "p.z, p.a", "[class~='a']", "p", ".z",
    "div.a p.z",
])  # fmt: skip
def test_a_selector_matches_what_it_matches_in_the_tree(selector: str) -> None:
    html = '<html><body><div class="a" id="x"><p class="b a"><b class="c-d">x</b></p></div><p>y</p>'
    page = Page("m", "https://m.example/1.html", datetime(2026, 11, 29, tzinfo=UTC), 200,
                {"content-type": "text/html"}, html.encode())  # fmt: skip
    seen, _ = open_page(page, Hints(), None, SILENT)
    assert list(seen.select(selector)) == select(seen.tree, selector)


@pytest.mark.parametrize("name", [
    "date-modif", "maj", "x-maj-y", "mod-date", "last-mod", "lastmod", "last_updated", "lastUpdate",
    "fecha-actualizado", "update", "updating", "updated-at", "UpdatedOn", "updated_time",
])  # fmt: skip
def test_every_name_of_a_change_is_known(name: str) -> None:
    assert names_change(("entry", name))


@pytest.mark.parametrize("address", [
    "https://n.example", "https://n.example/", "http://n.example/a/b.html", "https://n.example/a?b=1&c",
    "https://n.example/a?", "https://n.example/a#", "https://n.example/a/../b", "HTTPS://n.example/a",
    "https:///a", "https://n.example//a", "/a", "a?page=2", "https://n.example/a;b", "https://n.example/ي",
])  # fmt: skip
def test_an_address_in_full_is_what_joining_makes_of_it(address: str) -> None:
    url = "https://m.example/x/1.html"
    page = Page("m", url, datetime(2026, 11, 29, tzinfo=UTC), 200,
                {"content-type": "text/html"}, b"<html><body><p>x</p>")  # fmt: skip
    seen, _ = open_page(page, Hints(), None, SILENT)
    assert seen.absolute(address) == urljoin(url, address)
