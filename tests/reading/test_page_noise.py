"""What changes on a page at every visit and is no change of the article."""

from pathlib import Path

import pytest

from crawler.items import Page
from crawler.reading.reader import read_article
from tests.crawler.test_raw_headers import page
from tests.making import START, archive

pytestmark = pytest.mark.slow

PLAIN = page(1).decode()
NOISE = {
    "view counter": ("<h1>", '<div class="post-views">شوهد 1.{} مرة</div><h1>'),
    "counter in the text": ("</article>", '<p class="views">عدد المشاهدات: {}9</p></article>'),
    "related links": (
        "</article>",
        '</article><div class="related"><h3>اقرأ أيضا</h3><ul>'
        '<li><a href="/{}">خبر آخر رقم {} عن سد آخر</a></li></ul></div>',
    ),
    "white space": ("<p>", "<p>\n \t\u00a0 "),
    "boilerplate": ("</article>", "<p>تابعونا على فيسبوك</p></article>"),
    "script": ("</body>", "<script>var visit = {};</script></body>"),
}


@pytest.mark.parametrize("kind", NOISE)
def test_noise_is_a_repeat(tmp_path: Path, kind: str) -> None:
    before, after = NOISE[kind]
    pages = [PLAIN, *(PLAIN.replace(before, after.replace("{}", str(n))) for n in (12, 77))]
    assert len({text.replace("", "") for text in pages}) > 1
    with archive(tmp_path) as kept:
        kinds = [
            kept.keep(
                read_article(
                    Page("one", "https://one.ma/1.html", START, 200, {},
                         text.replace("", "").encode())
                )
            )[0].kind
            for text in pages
        ]  # fmt: skip
    assert kinds == ["new", "repeat", "repeat"]
