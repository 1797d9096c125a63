"""Which of the dates on a page are the article's: printed ones, where no machine states any."""

from datetime import UTC, datetime

import pytest

from crawler.items import Article, Page
from crawler.reading.extraction_hints import Hints
from crawler.reading.reader import read_article
from crawler.reading.trace import Trace

SEEN = datetime(2026, 11, 24, 12, tzinfo=UTC)
TEXT = "أعلنت الجماعة الترابية عن فتح باب الترشيح لجائزة القراءة في المدارس القروية هذه السنة."
BODY = f"<div class='text'><p>{TEXT}</p><p>{TEXT}</p></div>"
DAY = datetime(2026, 11, 19, 23, tzinfo=UTC)  # the 20th in Casablanca
CHANGED = datetime(2026, 11, 21, 23, tzinfo=UTC)
CLOCK = "الثلاثاء 24 نونبر 2026"
PRINTED = '<i class="date">20 نونبر 2026</i>'


def read(html: str, head: str = "", trace: Trace | None = None) -> Article:
    page = f"<head><title>جائزة القراءة هنا</title>{head}</head><body>{html}</body>"
    return read_article(
        Page("x", "https://x.ma/1.html", SEEN, 200, {}, page.encode()),
        Hints(body="div.text"),
        trace=trace or Trace(wanted=False),
    )


def after(*parts: str) -> str:
    return f"<h1>جائزة القراءة هنا</h1>{''.join(parts)}"


@pytest.mark.parametrize(
    "html",
    [
        after('<span class="post-date">20 نونبر 2026</span>', BODY),
        after('<time class="entry-date published updated">20 نونبر 2026</time>', BODY),
        after('<time class="updated td-module-date" datetime="2026-11-20">أمس</time>', BODY),
        after('<p class="meta-item"><a href="/a">سعاد بنعلي - فاس</a> 20 نونبر 2026</p>', BODY),
        f"<div class='has-sidebar'>{after('<time>20 نونبر 2026</time>', BODY)}</div>",
        after('<i class="updated">آخر تحديث: 22 نونبر 2026</i>', PRINTED, BODY),
        after(BODY, '<p class="date">نشر في: 20 نونبر 2026</p>'),
        f"<p class='date'>{CLOCK}</p>" + after(PRINTED, BODY),
    ],
    ids=["date", "hatom", "tagdiv", "beside a byline", "page with a sidebar", "change first",
         "below the text", "below the clock"],
)  # fmt: skip
def test_the_printed_date_of_an_article(html: str) -> None:
    found = read(html)
    assert (found.published_at, found.published_source) == (DAY, "text")


@pytest.mark.parametrize(
    "html",
    [
        f'<div class="date">{CLOCK} - 13:00</div>' + after(BODY),
        after(BODY, f'<div class="sidebar"><span class="date">{CLOCK}</span></div>'),
        after(f'<div id="clock"><i class="date">{CLOCK}</i></div>', BODY),
        after(BODY, "<aside><time>20 نونبر 2026</time></aside>"),
        after(BODY, f'<footer><span class="date">{CLOCK}</span></footer>'),
        after(BODY, '<p class="copyright-date">© 2015-2026</p>'),
        after(BODY, '<ol class="comments"><li><time>20 نونبر 2026</time> شكرا</ol>'),
        after(BODY, '<div><a href="/2.html">عنوان خبر آخر لا علاقة له بالموضوع</a>'
                    "<time>20 نونبر 2026</time></div>"),
        after(f"<div class='text'><p>في 20 نونبر 2026: {TEXT}</p><p>{TEXT}</p></div>"),
        after('<span class="date">25 دجنبر 2031</span>', BODY),
        after('<span class="date">31 فبراير 2026</span>', BODY),
    ],
    ids=["clock", "sidebar", "clock below", "aside", "footer", "copyright", "comment", "card",
         "in the text", "future", "no such day"],
)  # fmt: skip
def test_dates_that_are_not_the_articles_stay_unknown(html: str) -> None:
    assert read(html).published_at is None


@pytest.mark.parametrize(
    ("html", "changed"),
    [
        (after('<p class="date">نشر في: 20 نونبر 2026 | آخر تحديث: 22 نونبر 2026</p>', BODY),
         CHANGED),
        (after('<p class="post-date">Le 20 novembre 2026 | Modifié le 22 novembre 2026</p>', BODY),
         CHANGED),
        (after('<b class="fecha">Actualizado: 22/11/2026 | Publicado: 20/11/2026</b>', BODY),
         CHANGED),
        (after('<b class="fecha">Publicado el 20 de noviembre de 2026</b>',
               '<b class="fecha">Fecha de modificación: 22 de noviembre de 2026</b>', BODY),
         CHANGED),
        (after('<b class="fecha">20/11/2026</b>', '<b class="fecha actualizado">22/11/2026</b>',
               BODY), CHANGED),
        (after('<b class="fecha">Publicado: 20/11/2026 | Decreto modificativo</b>', BODY), None),
        (after(PRINTED, '<i class="date-modified">22 نونبر 2026</i>', BODY),
         CHANGED),
        (after(PRINTED, '<i class="date">تم التحديث: 22 نونبر 2026</i>', BODY),
         CHANGED),
        (after('<i class="updated">20 نونبر 2026</i>', PRINTED, BODY), None),
        (after(PRINTED, BODY,
               '<div class="related"><i class="date">آخر تحديث: 22 نونبر 2026</i></div>'), None),
    ],
    ids=["one line", "French", "Spanish", "Spanish lines", "Spanish class", "Spanish word",
         "by class", "by label", "hatom says nothing", "another article's"],
)  # fmt: skip
def test_the_printed_date_of_the_last_change(html: str, changed: datetime | None) -> None:
    found = read(html)
    assert (found.published_at, found.modified_at) == (DAY, changed)
    assert found.sources.get("modified_at") == ("text" if changed else None)


LONG = f"<p>{TEXT} {TEXT}</p>"
ARTICLE = f"<article><div class='text'>{LONG}{LONG}</div></article>"
OWN = datetime(2020, 3, 17, 17, 27, tzinfo=UTC)
"""17:27 by the clock of Greenwich."""


@pytest.mark.parametrize(
    "html",
    [
        after(ARTICLE, '<div class="end"><i class="date">آخر تحديث للموقع: 12 ماي 2024</i></div>'),
        after(ARTICLE, '<div class="bottom"><b class="date">آخر تحديث: 12 ماي 2024</b></div>'),
        after(ARTICLE, '<p class="date">Mise à jour du site : 12 mai 2024</p>'),
        after(ARTICLE, f'<p class="date">{CLOCK}</p>'),
        after(ARTICLE, '<div class="post"><time datetime="2026-11-20">أمس</time></div>'),
        after('<p class="date">آخر تحديث للموقع: 12 ماي 2024</p>', ARTICLE),
        after('<p class="date">© 2019 - 20 نونبر 2026</p>', ARTICLE),
        after('<p class="date">Nous sommes le 24 novembre 2026</p>', ARTICLE),
        after('<p class="date">Sitio actualizado el 24/11/2026</p>', ARTICLE),
        after(ARTICLE, '<p class="date">Última actualización del sitio: 12/05/2024</p>'),
    ],
)  # fmt: skip
def test_the_sites_own_date_is_not_the_articles(html: str) -> None:
    found = read(html)
    assert (found.published_at, found.modified_at) == (None, None)
    assert read(html.replace("</h1>", f"</h1>{PRINTED}")).published_at == DAY


@pytest.mark.parametrize(
    "html",
    [
        after(ARTICLE, '<p class="date">نشر في 20 نونبر 2026</p>'),
        f"<div class='post'>{after(ARTICLE, PRINTED)}</div>",
        after(f"<article><div class='text'>{LONG}{LONG}</div>{PRINTED}</article>"),
        f"<div class='post'>{after(f'<p>{TEXT} {TEXT}</p>', PRINTED, ARTICLE)}</div>",
    ],
    ids=["with its label", "in what holds headline and text", "in the article", "below a lead"],
)
def test_an_article_may_print_its_date_below_the_text(html: str) -> None:
    assert read(html).published_at == DAY


@pytest.mark.parametrize(
    ("stamp", "printed"),
    [
        ("2020-03-17T17:27", "GMT 17:27 17.03.2020"),
        ("2020-03-17 17:27:00", "17/03/2020 17:27 (GMT)"),
        ("2020-03-17T17:27", "17 مارس 2020 - 17:27 بتوقيت غرينتش"),
        ("2020-03-17T17:27", "17 مارس 2020 الساعة 17:27 توقيت غرينتش"),
        ("2020-03-17T18:27", "17 مارس 2020 18:27 بتوقيت المغرب"),
        ("2020-03-17T20:27", "17 مارس 2020 20:27 بتوقيت مكة المكرمة"),
        ("2020-03-17T18:27", "17 mars 2020 à 18:27, heure de Paris"),
        ("2020-03-17T19:27", "17/03/2020 19:27 +02"),
        ("2020-03-17T17:27", "UTC 17:27 17/03/2020"),
    ],
)
def test_a_zone_that_is_printed_is_that_of_the_stamp_beside_it(stamp: str, printed: str) -> None:
    own = f'<time datetime="{stamp}">{printed}</time>'
    head = f'<meta property="article:published_time" content="{stamp}">'
    day, _, zone = printed.partition("(")
    behind = f'<time datetime="{stamp}">{day}</time>' + (f" ({zone}" if zone else "")
    for html, said in ((own, ""), (f'<p class="date">{printed}</p>', head), (own, head)):
        assert read(after(html, BODY), said).published_at == OWN
    if zone:
        assert read(after(f"<p>{behind}</p>", BODY)).published_at == OWN


@pytest.mark.parametrize(
    ("stamp", "printed"),
    [
        ("2020-03-17T18:27", "17 مارس 2020 18:27"),
        ("2020-03-17T17:27Z", "18:27 GMT 17/03/2020"),
        ("2020-03-17T18:27", "تحديث: 17/03/2020 19:27 GMT"),
        ("2020-03-17T18:27", "البث على الساعة 19:27 بتوقيت غرينتش"),
    ],
)
def test_no_zone_beside_another_time_changes_a_stamp(stamp: str, printed: str) -> None:
    head = f'<meta property="article:published_time" content="{stamp}">'
    assert read(after(f'<p class="date">{printed}</p>', BODY), head).published_at == OWN


@pytest.mark.parametrize(
    "line",
    [
        "تم التحديث في 22 نونبر 2026 | نشر في 20 نونبر 2026",
        "نشر في 20 نونبر 2026 | تم التحديث في 22 نونبر 2026",
        "Publié le 20/11/2026, mis à jour le 22/11/2026",
        "Modifié le 22 novembre 2026 - Publié le 20 novembre 2026",
        "Updated: Nov 22, 2026. Published: Nov 20, 2026",
        "20 نونبر 2026 (آخر تعديل: 22 نونبر 2026)",
        "تم التحديث في <time>22 نونبر 2026</time> | نشر في <time>20 نونبر 2026</time>",
        "<b>نشر:</b> <time datetime='2026-11-20'>الجمعة</time> "
        "<b>آخر تحديث:</b> <time datetime='2026-11-22'>الأحد</time>",
        "<b>آخر تحديث:</b> <time datetime='2026-11-22'>الأحد</time> "
        "<b>نشر:</b> <time datetime='2026-11-20'>الجمعة</time>",
        "<i class='modified'><time datetime='2026-11-22'>الأحد</time></i>"
        "<time datetime='2026-11-20'>الجمعة</time>",
    ],
)
def test_two_dates_in_one_line_go_by_their_labels(line: str) -> None:
    found = read(after(f'<div class="meta">{line}</div>' if "<" in line else
                       f'<div class="date">{line}</div>', BODY))  # fmt: skip
    assert (found.published_at, found.modified_at) == (DAY, CHANGED)


def test_a_change_before_the_publication_is_dropped_and_explained() -> None:
    head = (
        '<meta property="article:published_time" content="2026-11-20T10:00:00Z">'
        '<meta property="article:modified_time" content="2026-11-%sT09:00:00Z">'
    )
    trace = Trace()
    assert read(after(BODY), head % 20, trace).modified_at is None
    assert "dropped, it is before the publication (meta)" in "\n".join(t for _, t in trace.notes)
    assert read(after(BODY), head % 21).modified_at == datetime(2026, 11, 21, 9, tzinfo=UTC)
    better = '<i class="date">آخر تحديث: 22 نونبر 2026</i>'
    assert read(after(better, BODY), head % 20).modified_at == CHANGED
    assert read(after(PRINTED, better, BODY)).modified_at == CHANGED


@pytest.mark.parametrize(
    "printed",
    ["دوشنبه ۱۴ اسفند ۱۴۰۲ - ۱۲:۳۰", "۱۴۰۲/۱۲/۱۴ ۲۰:۲۰", "14/12/1402", "1402-12-14T10:00:00",
     "۲۰ آبان ۱۴۰۲", "14 اسفند 1402 - 23 شعبان 1445", "Esfand 14, 1402", "۱۲ حمل ۱۴۰۳"],
)  # fmt: skip
def test_a_date_of_the_persian_calendar_is_unknown(printed: str) -> None:
    clock = '<i class="date">20 نونبر 2026</i>'
    head = f'<meta property="article:published_time" content="{printed}">'
    for html, said in ((after(f'<p class="date">{printed}</p>', BODY), ""),
                       (after(f'<p class="date">{printed}</p>', clock, BODY), ""),
                       (after(BODY), head)):  # fmt: skip
        assert read(html, said).published_at is None
    both = after(f'<p class="date">20 نونبر 2026 | {printed}</p>', BODY)
    assert read(both).published_at == DAY


def test_a_lunar_year_is_not_taken_for_a_persian_one() -> None:
    lunar = read(after('<p class="date">الجمعة 10 جمادى الثانية 1448</p>', BODY))
    assert lunar.published_at == DAY


def in_blocks(below: str, title: str = "") -> str:
    """A page of WordPress's block themes: headline, text and what is known of it, side by side."""
    return (
        f"<main class='wp-block-group'><div class='wp-block-group'>{after(title)}</div>"
        f"<div class='entry-content wp-block-post-content'><div class='text'><p>{TEXT} {TEXT}</p>"
        f"<p>{TEXT}</p></div></div>"
        f"<div class='wp-block-group'>{below}</div></main>"
    )


STAMP = '<div class="{} has-small-font-size"><time datetime="2026-11-20T{}+01:00">20</time></div>'


@pytest.mark.parametrize(
    "below",
    [
        STAMP.format("wp-block-post-date", "00:00:00"),
        '<time class="entry-date" datetime="2026-11-20T00:00:00+01:00">20 نونبر</time>',
        '<p class="wp-block-post-date">20 نونبر 2026</p>',
        STAMP.format("wp-block-post-date", "00:00:00")
        + '<ul class="wp-block-query"><li>' + STAMP.format("wp-block-post-date", "09:00:00")
        + "</li></ul>",
    ],
    ids=["block", "classic", "printed", "with others below"],
)  # fmt: skip
def test_a_block_theme_prints_the_date_below_the_text_without_a_word(below: str) -> None:
    assert read(in_blocks(below)).published_at == DAY


@pytest.mark.parametrize(
    "below",
    [
        '<ul class="wp-block-query"><li><h3><a href="/2">خبر آخر</a></h3>'
        + STAMP.format("wp-block-post-date", "09:00:00") + "</li></ul>",
        '<ul class="wp-block-post-template"><li>' + STAMP.format("wp-block-post-date", "09:00:00")
        + "</li></ul>",
        '<ul class="wp-block-latest-posts"><li>' + STAMP.format("wp-block-post-date", "09:00:00")
        + "</li></ul>",
        '<ol class="wp-block-latest-comments">' + STAMP.format("entry-date", "09:00:00") + "</ol>",
        '<li><a href="/2">خبر</a><span class="post-date">20 نونبر 2026</span></li>',
        STAMP.format("my-wp-block-post-date-of-the-site", "09:00:00"),
    ],
    ids=["query", "template", "latest posts", "comments", "recent posts", "another name"],
)  # fmt: skip
def test_a_date_of_other_posts_below_the_text_is_none(below: str) -> None:
    assert read(in_blocks(below)).published_at is None


def test_a_post_that_a_query_shows_alone_has_its_own_date() -> None:
    page = in_blocks("", STAMP.format("wp-block-post-date", "00:00:00"))
    assert read(f"<div class='wp-block-query'>{page}</div>").published_at == DAY
