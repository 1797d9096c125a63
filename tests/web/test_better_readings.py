"""What we read better is no change of the outlet's: no list of revised articles names it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from lxml import html

from tests.making import BODY, archive, article
from tests.web.making import client


def test_a_better_reading_does_not_accuse_the_outlet(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    with archive(tmp_path) as kept:
        first = article(1, body=f"{BODY}\nتابعونا", fetched_at=now - timedelta(hours=3))
        kept.keep(first)
        assert kept.read_again(1, article(1, body=BODY, fetched_at=first.fetched_at))
        for hours, words in ((2, "الأولى"), (1, "الثانية")):
            kept.keep(article(2, headline=words, fetched_at=now - timedelta(hours=hours)))
    with client(tmp_path / "archive") as page:
        for path in ("/?lang=en", "/outlet/one?lang=en"):
            found = html.document_fromstring(page.get(path).text)
            (listed,) = found.xpath("//section[contains(h2, 'evised')]")
            links = listed.xpath(".//ol//a/@href")
            assert [link.partition("?")[0] for link in links] == ["/article/2"], path
        assert listed.xpath("./h2/span")[0].text_content() == "1"
        # both have versions to compare: the facet says no more than that
        query = {"q": "سد OR الثانية", "lang": "en"}
        found = html.document_fromstring(page.get("/search", params=query).text)
        (facet,) = found.xpath("//aside/section[h2 = 'several versions']")
        assert facet.xpath(".//li/span")[0].text_content() == "2"
        narrowed = html.document_fromstring(page.get(facet.xpath(".//a/@href")[0]).text)
        assert "several versions" in narrowed.xpath("//ul[@class='chosen']")[0].text_content()
