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


RESULTS = ("بوعزة المرابطي: 91 نقطة", "ليلى زروال: 88 نقطة", "سعيد أمغار")


@pytest.mark.parametrize("hints", [Hints(), BY_HINT], ids=["no hint", "container"])
@pytest.mark.parametrize(
    "rows",
    [
        "<figure><div>{}</div></figure>".format("".join(f"<div>{one}</div>" for one in RESULTS)),
        "<figure>{}</figure>".format("".join(f"<p>{one}</p>" for one in RESULTS)),
        '<div role="list">{}</div>'.format(
            "".join(f'<div role="listitem">{one}</div>' for one in RESULTS)
        ),
    ],
    ids=["boxes", "paragraphs", "role"],
)
def test_rows_beside_the_picture_of_a_figure_are_text(rows: str, hints: Hints) -> None:
    photo = '<figure><img src="a.jpg"><figcaption>الفائزون فوق المنصة</figcaption></figure>'
    found = read(around(f"<figure>{photo}{rows}<figcaption>المصدر الجامعة</figcaption></figure>"),
                 hints)  # fmt: skip
    assert found.body.splitlines() == [*TEXT[:2], *RESULTS, *TEXT[2:]]
    assert found.captions == ("الفائزون فوق المنصة", "المصدر الجامعة")


@pytest.mark.parametrize("hints", [Hints(), BY_HINT], ids=["no hint", "container"])
@pytest.mark.parametrize("part", ["<figure>{}</figure>", '<div role="list">{}</div>'])
def test_texts_of_two_pictures_in_a_figure_stay_captions(part: str, hints: Hints) -> None:
    said = ("باب السوق قبل الترميم", "باب السوق بعد الترميم")
    photos = "".join(
        part.format(f'<img src="{n}.jpg"><div><div>{one}</div><div>تصوير: الغازي</div></div>')
        for n, one in enumerate(said)
    )
    found = read(around(f"<figure>{photos}</figure>"), hints)
    assert found.body.splitlines() == list(TEXT)
    assert set(said) < set(found.captions)


TALE = (
    "Jadis, dit-on ici, une ogresse gardait la source et n'en laissait couler l'eau qu'un jour sur "
    "sept, quand les filles du village lui apportaient du pain encore chaud.",
    "Un berger muet vint un soir jouer de la flûte au bord du bassin, et l'ogresse, pour la "
    "première fois, s'endormit avant la fin de la nuit.",
    "Depuis, la source coule sans arrêt, et l'on joue de la flûte à chaque noce de la vallée.",
)
BEFORE = "La fête de la source a réuni samedi plus de trois mille personnes dans la vallée."
BEHIND = "Le comité de la fête promet pour l'an prochain un concours de flûte ouvert aux enfants."


@pytest.mark.parametrize("hints", [Hints(), BY_HINT], ids=["no hint", "container"])
@pytest.mark.parametrize(
    "tale",
    [
        "<div class='legende'>{}</div>".format("".join(f"<p>{one}</p>" for one in TALE)),
        "".join(f'<p class="legende">{one}</p>' for one in TALE),
        '<section id="caption">{}</section>'.format(
            "".join(f'<p class="caption">{one}</p>' for one in TALE)
        ),
    ],
    ids=["box", "paragraphs", "both"],
)
def test_paragraphs_that_a_class_calls_legend_are_text(tale: str, hints: Hints) -> None:
    photo = (
        '<div class="photo"><img src="s.jpg"><p class="legende-photo">Le bassin, samedi.</p></div>'
    )
    found = read(article(f"<p>{BEFORE}</p>{photo}{tale}<p>{BEHIND}</p>"), hints)
    assert found.body.splitlines() == [BEFORE, *TALE, BEHIND]
    assert found.captions == ("Le bassin, samedi.",)


@pytest.mark.parametrize("hints", [Hints(), BY_HINT], ids=["no hint", "container"])
@pytest.mark.parametrize(
    "shown",
    [
        '<img src="s.jpg"><div class="caption"><p>{}</p><p>{}</p></div>',
        '<div><img src="s.jpg"></div><p class="legende">{}</p><p class="legende">{}</p>',
        '<div><img src="1.jpg"><img src="2.jpg"></div>'
        '<div><p class="caption">{}</p><p class="caption">{}</p></div>',
    ],
    ids=["box", "paragraphs", "slides"],
)
def test_long_captions_beside_a_picture_stay_captions(shown: str, hints: Hints) -> None:
    found = read(article(f"<p>{BEFORE}</p>{shown.format(*TALE[:2])}<p>{BEHIND}</p>"), hints)
    assert found.body.splitlines() == [BEFORE, BEHIND]
    assert found.captions == TALE[:2]


SAID_OF_CHART = "ويظهر من المنحنى أن أثمنة السمك تضاعفت في ثلاث سنوات قبل أن تهدأ هذا الخريف."
DRAWN = '<svg viewBox="0 0 9 9"><title>أثمنة السمك</title><text>2024</text></svg>'
CHART_CAPTION = "<figcaption>المصدر: المكتب الوطني للصيد</figcaption>"


@pytest.mark.parametrize("hints", [Hints(), BY_HINT], ids=["no hint", "container"])
@pytest.mark.parametrize("drawn", [DRAWN, '<div id="c"><canvas></canvas></div>'])
@pytest.mark.parametrize("order", ["{0}{1}{2}", "{2}{0}{1}", "{1}{0}{2}"])
def test_a_sentence_in_the_figure_of_a_chart_is_text(order: str, drawn: str, hints: Hints) -> None:
    """Beside the caption that the figure has in an element of its own."""
    inside = order.format(drawn, f"<p>{SAID_OF_CHART}</p>", CHART_CAPTION)
    found = read(around(f'<figure class="chart">{inside}</figure>'), hints)
    assert found.body.splitlines() == [*TEXT[:2], SAID_OF_CHART, *TEXT[2:]]
    assert found.captions == ("المصدر: المكتب الوطني للصيد",)


@pytest.mark.parametrize("hints", [Hints(), BY_HINT], ids=["no hint", "container"])
@pytest.mark.parametrize(
    "inside",
    [
        f'<img src="a.jpg"><p>{SAID_OF_CHART}</p><figcaption>تصوير: سعاد بنعلي</figcaption>',
        f'<img src="a.jpg">{DRAWN}<p>{SAID_OF_CHART}</p><figcaption>تصوير: سعاد</figcaption>',
        f"{DRAWN}<p>{SAID_OF_CHART}</p>",
        f'<svg class="icon"><path d="M0 0"/></svg><p>{SAID_OF_CHART}</p>{CHART_CAPTION}',
        f"{DRAWN}<p>بالدرهم للكيلوغرام الواحد</p>{CHART_CAPTION}",
        f'{DRAWN}<p class="chart-caption">{SAID_OF_CHART}</p>{CHART_CAPTION}',
        f"{DRAWN}<p>مصدر المعطيات: {SAID_OF_CHART}</p>{CHART_CAPTION}",
        f"{DRAWN}<p>Cliquez sur une ville de la carte pour afficher le détail des prix du poisson."
        f"</p>{CHART_CAPTION}",
        f"{DRAWN}<p>Évolution du prix du kilo de sardines au marché de gros entre 2020 et 2026."
        f"</p>{CHART_CAPTION}",
        f'<div style="background-image:url(a.jpg)"></div>{DRAWN}<p>{SAID_OF_CHART}</p>'
        f"{CHART_CAPTION}",
    ],
    ids=[
        "photograph",
        "photograph and icon",
        "no other caption",
        "icon",
        "no sentence",
        "named",
        "label",
        "how to",
        "title",
        "background",
    ],
)
def test_what_a_figure_says_of_its_picture_is_a_caption(inside: str, hints: Hints) -> None:
    assert read(around(f"<figure>{inside}</figure>"), hints).body.splitlines() == [*TEXT]
