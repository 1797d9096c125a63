"""Which of the dates on a page are the article's: printed ones, where no machine states any."""

from datetime import UTC, datetime

import pytest

from crawler.article import Article, Page
from crawler.reading import Hints, read_article

SEEN = datetime(2026, 11, 24, 12, tzinfo=UTC)
TEXT = "أعلنت الجماعة الترابية عن فتح باب الترشيح لجائزة القراءة في المدارس القروية هذه السنة."
BODY = f"<div class='text'><p>{TEXT}</p><p>{TEXT}</p></div>"
DAY = datetime(2026, 11, 19, 23, tzinfo=UTC)  # the 20th in Casablanca
CHANGED = datetime(2026, 11, 21, 23, tzinfo=UTC)
CLOCK = "الثلاثاء 24 نونبر 2026"
PRINTED = '<i class="date">20 نونبر 2026</i>'


def read(html: str, head: str = "") -> Article:
    page = f"<head><title>جائزة القراءة هنا</title>{head}</head><body>{html}</body>"
    return read_article(
        Page("x", "https://x.ma/1.html", SEEN, 200, {}, page.encode()), Hints(body="div.text")
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
        (after(PRINTED, '<i class="date-modified">22 نونبر 2026</i>', BODY),
         CHANGED),
        (after(PRINTED, '<i class="date">تم التحديث: 22 نونبر 2026</i>', BODY),
         CHANGED),
        (after('<i class="updated">20 نونبر 2026</i>', PRINTED, BODY), None),
        (after(PRINTED, BODY,
               '<div class="related"><i class="date">آخر تحديث: 22 نونبر 2026</i></div>'), None),
    ],
    ids=["one line", "French", "by class", "by label", "hatom says nothing", "another article's"],
)  # fmt: skip
def test_the_printed_date_of_the_last_change(html: str, changed: datetime | None) -> None:
    found = read(html)
    assert (found.published_at, found.modified_at) == (DAY, changed)
    assert found.sources.get("modified_at") == ("text" if changed else None)
