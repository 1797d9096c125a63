"""Invented sites with next to nothing on them, for ``warraq probe``: answers by path."""

import re
from pathlib import Path

from tests.crawler.test_http_client import Answers

ROOT = Path(__file__).parents[1]


def _html(text: str) -> tuple[int, dict[str, str], bytes]:
    return 200, {"Content-Type": "text/html; charset=utf-8"}, text.encode()


def _articles(frame: str) -> Answers:
    """Eight pages of our own texts in a frame, at ``/NUMBER-text.html``."""
    texts = sorted((ROOT / "tests" / "newsroom" / "texts").glob("a-*.txt"))[:8]
    found = Answers()
    for number, file in enumerate(texts, 51203):
        head, _, body = file.read_text("utf-8").partition("\n\n")
        headline = re.findall("^headline: (.+)", head, re.M)[0]
        paragraphs = "".join(f"<p>{line}</p>" for line in body.splitlines())
        page = frame.replace("TITLE", headline).replace("BODY", paragraphs)
        found[f"/{number}-text.html"] = _html(page)
    return found


def _feed(home: str, articles: Answers) -> tuple[int, dict[str, str], bytes]:
    items = "".join(f"<item><title>t</title><link>{home}{path}</link></item>" for path in articles)
    text = f"<rss version='2.0'><channel><title>f</title>{items}</channel></rss>"
    return 200, {"Content-Type": "application/rss+xml"}, text.encode()


def _bare(home: str) -> Answers:
    """A home-made site: no feed, a name with quotes, a menu of one section."""
    head = "<meta property='og:site_name' content='Le &quot;Courrier&quot; du Rif.'>"
    menu = "<ul class='menu'><li><a href='/societe'>Société</a></li></ul>"
    body = "<h1>TITLE</h1><div class='texte-article'>BODY</div>"
    found = _articles(f"<html><head>{head}</head><body>{menu}{body}</body></html>")
    links = "".join(
        f"<h3><a href='{path}'>عنوان خبر من أربع كلمات وأكثر</a></h3>" for path in found
    )
    front = _html(f"<html><head>{head}</head><body>{menu}{links}</body></html>")
    return found | {"/": front, "/societe": front}


def _wordpress(home: str) -> Answers:
    """WordPress, whose own container serves, with a name longer than a line."""
    name = "جريدة إلكترونية مستقلة تعنى بأخبار الجهة والوطن وتصدر من مدينة فاس " * 2
    head = f"<meta property='og:site_name' content='{name}'><link href='/wp-content/a.css'>"
    body = "<h1>TITLE</h1><div class='entry-content'>BODY</div>"
    found = _articles(f"<html><head>{head}</head><body>{body}</body></html>")
    front = _html(f"<html><head>{head}</head><body></body></html>")
    return found | {"/": front, "/feed/": _feed(home, found)}


def _silent(home: str) -> Answers:
    """A feed of articles that do not answer; robots.txt names it twice, and another's sitemap."""
    gone = _feed(home, _articles(""))
    robots = f"Sitemap: https://almithal.example/map.xml\nSitemap: {home}/map.xml\n" * 2
    return {"/": _html("<html><body></body></html>"), "/rss": gone,
            "/robots.txt": (200, {"Content-Type": "text/plain"}, robots.encode())}  # fmt: skip


def _shell(home: str) -> Answers:
    """A front page that a script fills; the feed and bare pages tell all the same."""
    found = _articles(
        "<html><head><title>TITLE</title></head><body><h1>TITLE</h1>BODY</body></html>"
    )
    front = _html("<html><body><div id='root'></div></body></html>".replace("'", '"'))
    return found | {"/": front, "/rss.xml": _feed(home, found)}


SITES = {"bare": _bare, "wordpress": _wordpress, "silent": _silent, "shell": _shell}
"""By name: what makes the answers of a site from its home, which no server had before."""
