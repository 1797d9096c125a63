"""Comments, declarations and instructions by the dozen cost what their number does."""

from datetime import UTC, datetime

import pytest

from crawler.errors import Blocked, NotAPage
from crawler.items import Article, Page
from crawler.reading import limits
from crawler.reading.reader import read_article

PARAGRAPHS = (
    "Les pêcheurs de Tarfaya ont repris la mer mardi après onze jours de houle et de vent.",
    "Quarante barques sont sorties avant l'aube, et la criée a ouvert à neuf heures.",
    "Le kilo de sardine s'y est vendu six dirhams, deux de moins qu'avant la tempête.",
)
TEXT = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
PAGE = (
    "<html><head><title>Tarfaya : retour en mer</title></head><body>"
    f"<h1>Tarfaya : retour en mer</h1><div class='texte'>{TEXT}</div></body></html>"
)
ROWS = {
    "conditional": "<!--[if IE 6]><p>Changez de navigateur.</p><![endif]-->",
    "revealed": "<!--[if !IE]><!--><!--<![endif]-->",
    "notes": "<!-- début > --- du bloc -- -->\n",
    "empty": "<!---->",
    "instructions": '<?xml-stylesheet href="a.xsl"?>',
    "types": "<!DOCTYPE html>",
    "open": "<!-- ",
    "open instructions": "<?",
}


def read(html: str) -> Article:
    page = Page(
        "x", "https://x.ma/1.html", datetime(2026, 11, 24, tzinfo=UTC), 200, {}, html.encode()
    )
    return read_article(page)


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("times", [30, 2_000])
def test_rows_of_comments_are_read(row: str, times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of a row may end at every "-->" behind it: tried in all ways they took minutes."""
    monkeypatch.setattr(limits, "PAGE_SECONDS", 5.0)
    many = ROWS[row] * times
    if row == "open":  # what follows is a comment to its end
        many += "-->"
    for html in (many + PAGE, PAGE.replace("<title>", many + "<title>"), PAGE + many):
        assert read(html).body.splitlines() == [*PARAGRAPHS]


@pytest.mark.parametrize("before", ["<!-- a -- b -->\n" * 19, '<?xml version="1.0"?><!-- > -->'])
def test_a_feed_behind_comments_is_no_page(before: str) -> None:
    with pytest.raises(NotAPage, match="an RSS feed"):
        read(before + "<rss version='2.0'><channel><title>x</title></channel></rss>")


SERVICE = "<script src='/_Incapsula_Resource?a=1'></script>"


def test_a_challenge_of_scripts_alone_is_told_among_open_tags() -> None:
    """The words beside the scripts are counted, whatever was never closed among them."""
    with pytest.raises(Blocked):
        read(f"<html><head>{SERVICE}</head><body><?<!" + "<script " * 2_000)
    with pytest.raises(Blocked):
        read(f"<html><head>{SERVICE}<style>a{{}}</style></head><body>{'<?' * 5_000}Un instant")
    said = "".join(f"<div>{one}</div>" for one in PARAGRAPHS)
    html = PAGE.replace("<title>", SERVICE + "<title>").replace(
        TEXT, f"{'<!-- a > b --> <?' * 9}>{said}"
    )
    assert PARAGRAPHS[1] in read(html).body
