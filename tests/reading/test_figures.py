"""Figures: a caption is a caption; tables, quotes and lists in a figure are text of their kind."""

import pytest

from crawler.reading.extraction_hints import Hints
from tests.reading.unknown_layouts import TEXT, article, read

BY_HINT = Hints(body="div.k1")
QUOTE = "لن نترك البحارة وحدهم أمام موسم صعب مثل هذا"
ROWS = [("السردين", "12 درهما"), ("الميرلان", "45 درهما")]
TABLE = "".join(f"<tr><td>{name}</td><td>{price}</td></tr>" for name, price in ROWS)


def around(inside: str) -> str:
    return article(f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p>{inside}<p>{TEXT[2]}</p><p>{TEXT[3]}</p>")


@pytest.mark.parametrize("hints", [Hints(), BY_HINT], ids=["no hint", "container"])
@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (f'<figure class="wp-block-table"><table>{TABLE}</table>{{}}</figure>',
         [f"{name} | {price}" for name, price in ROWS]),
        (f"<figure><blockquote><p>{QUOTE}</p></blockquote>{{}}</figure>", [QUOTE]),
        ("<figure><ul><li>أربعون محلا للبيع</li><li>قاعة للمزاد الرقمي</li></ul>{}</figure>",
         ["أربعون محلا للبيع", "قاعة للمزاد الرقمي"]),
        (f'<figure class="wp-block-pullquote"><blockquote><p>{QUOTE}</p></blockquote>{{}}</figure>',
         [QUOTE]),
    ],
    ids=["table", "quote", "list", "pull quote"],
)  # fmt: skip
def test_what_a_figure_shows_is_text_and_its_caption_is_none(
    figure: str, expected: list[str], hints: Hints
) -> None:
    found = read(around(figure.format("<figcaption>المصدر التعاونية</figcaption>")), hints)
    assert found.body.splitlines() == [*TEXT[:2], *expected, *TEXT[2:]]
    assert found.captions == ("المصدر التعاونية",)


@pytest.mark.parametrize("hints", [Hints(), BY_HINT], ids=["no hint", "container"])
@pytest.mark.parametrize(
    "figure",
    [
        '<figure><img src="a.jpg"><figcaption>قاعة المزاد في السوق الجديد</figcaption></figure>',
        '<figure><img src="a.jpg"><p>قاعة المزاد في السوق الجديد</p></figure>',
        '<div class="wp-caption"><img src="a.jpg"><p class="wp-caption-text">'
        "قاعة المزاد في السوق الجديد</p></div>",
        '<div><img src="a.jpg"><span class="imageCaption" style="display:block">'
        '</span><div class="image-caption">قاعة المزاد في السوق الجديد</div></div>',
    ],
    ids=["figcaption", "paragraph", "wp-caption", "camel case"],
)  # fmt: skip
def test_a_caption_is_no_text(figure: str, hints: Hints) -> None:
    found = read(around(figure), hints)
    assert found.body.splitlines() == list(TEXT)
    assert found.captions == ("قاعة المزاد في السوق الجديد",)


@pytest.mark.parametrize("name", ["no-caption", "has-caption", "caption-off", "legend-hidden"])
def test_a_state_is_no_caption(name: str) -> None:
    found = read(article(f'<div class="{name}"><p>{TEXT[0]}</p><p>{TEXT[1]}</p></div>'), BY_HINT)
    assert found.body.splitlines() == list(TEXT[:2])


def test_an_article_in_a_box_that_is_called_caption_is_read() -> None:
    inside = "".join(f"<p>{one}</p>" for one in TEXT * 3)
    found = read(article(f'<div class="caption">{inside}</div>'), BY_HINT)
    assert len(found.body.splitlines()) == 12


@pytest.mark.parametrize("hints", [Hints(), Hints(body="div.recit")], ids=["no hint", "container"])
@pytest.mark.parametrize("box", [
    '<figure class="media-texte"><div><img src="a.jpg"><figcaption>{}</figcaption></div>'
    '<div class="recit">{}</div></figure>',
    '<div class="recit"><figure><img src="a.jpg"><figcaption>{}</figcaption>'
    "<section><div>{}</div></section></figure></div>",
])  # fmt: skip
def test_a_figure_around_picture_and_article_is_a_layout_box(box: str, hints: Hints) -> None:
    said = "".join(f"<p>{one}</p>" for one in TEXT)
    page = f"<h1>سوق السمك يفتح أبوابه</h1>{box.format('القاعة يوم الافتتاح', said)}"
    found = read(article(page), hints)
    assert found.body.splitlines() == list(TEXT)


def test_texts_below_the_pictures_of_a_gallery_stay_captions() -> None:
    shown = "".join(
        f'<div class="slide"><img src="{n}.jpg"><p>صورة رقم {n} من السوق الجديد بعد الافتتاح '
        "الرسمي بحضور عدد من البحارة والتجار والمسؤولين المحليين</p></div>"
        for n in range(6)
    )
    found = read(around(f"<figure>{shown}</figure>"), BY_HINT)
    assert found.body.splitlines() == list(TEXT)
