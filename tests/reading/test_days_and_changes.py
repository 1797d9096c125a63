"""The day of a change on a line of its own, a page's own date, and hours beside printed days."""

from datetime import UTC, datetime

import pytest

from crawler.items import Article
from tests.reading.unknown_layouts import HEADLINE, OTHERS, paragraphs, read

H1 = f"<h1>{HEADLINE}</h1>"
PUBLISHED = "<p class='a'>Publicado: lunes, 16 noviembre 2026 10:18</p>"
CHANGED = datetime(2026, 11, 17, 7, 2, tzinfo=UTC)
PAGE = '<script type="application/ld+json">{"@type": "WebPage", %s}</script>'
OF_TODAY = '"dateModified": "2026-11-24T10:00:00+01:00"'


def page(above: str, below: str = "", head: str = "") -> Article:
    head = f"<title>{HEADLINE} - جريدة الميناء</title>{head}"
    return read(f"{head}<main><article>{above}<div class='k'>{paragraphs()}</div>{below}</article>")


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ("<p class='b'>Última actualización: martes, 17 noviembre 2026 08:02</p>", CHANGED),
        ("<div>Mis à jour le 17 novembre 2026 à 08:02</div>", CHANGED),
        ("<p>آخر تحديث: الثلاثاء 17 نونبر 2026 - 08:02</p>", CHANGED),
        ("<p>آخر تحديث للموقع: الثلاثاء 17 نونبر 2026 - 08:02</p>", None),
        ("<p>La ley fue actualizada el 17 noviembre 2026</p>", None),
        ("<aside><p>Última actualización: 17 noviembre 2026 08:02</p></aside>", None),
        ("<p>Última actualización: martes, 3 noviembre 2026 08:02</p>", None),
    ],
)
def test_a_line_that_is_the_day_of_change_is_modified_at(
    line: str, changed: datetime | None
) -> None:
    found = page(f"{H1}{PUBLISHED}{line}")
    assert found.published_at == datetime(2026, 11, 16, 9, 18, tzinfo=UTC)
    assert found.modified_at == changed


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        (f'"name": "جريدة الميناء", {OF_TODAY}', False),
        (OF_TODAY, False),
        (f'"name": "{HEADLINE} - جريدة الميناء", {OF_TODAY}', False),
        (f'"name": "{HEADLINE}", "datePublished": "2026-11-16T10:18:00+01:00", {OF_TODAY}', True),
    ],
)
def test_the_page_that_shows_an_article_may_be_of_today(stated: str, kept: bool) -> None:
    found = page(f"{H1}{PUBLISHED}", head=PAGE % stated)
    assert found.published_at == datetime(2026, 11, 16, 9, 18, tzinfo=UTC)
    assert (found.modified_at is not None) is kept


STAMP = "<abbr class='{}' title='2026-11-16T{}'>9:12</abbr>"


@pytest.mark.parametrize(
    ("below", "at"),
    [
        (STAMP.format("published", "09:12:00+01:00"), datetime(2026, 11, 16, 8, 12, tzinfo=UTC)),
        ("<time itemprop='datePublished' datetime='2026-11-16T09:12:00+01:00'>9:12</time>",
         datetime(2026, 11, 16, 8, 12, tzinfo=UTC)),
        # of a change, of the next day, of another article
        (STAMP.format("updated", "09:12:00+01:00"), datetime(2026, 11, 15, 23, tzinfo=UTC)),
        (STAMP.format("published", "20:12:00-08:00"), datetime(2026, 11, 15, 23, tzinfo=UTC)),
        (f"<div class='related-posts'><a href='/2'>{OTHERS[0]}</a>"
         f"{STAMP.format('published', '09:12:00+01:00')}</div>",
         datetime(2026, 11, 15, 23, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_a_printed_day_has_the_hour_that_is_stated_for_it(below: str, at: datetime) -> None:
    day = "<h2 class='date-header'><span>الإثنين، 16 نونبر 2026</span></h2>"
    assert page(f"{H1}{day}", f"<div class='post-footer'>{below}</div>").published_at == at


def test_wix_prints_the_day_above_the_headline() -> None:
    said = '<div><span data-hook="{}">9 abr 2026</span></div>'
    day = datetime(2026, 4, 8, 23, tzinfo=UTC)
    assert page(said.format("time-ago") + H1).published_at == day
    assert page(said.format("reader-name") + H1).published_at is None
