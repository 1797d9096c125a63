"""Author, day, section and tags of pages whose classes do not name them."""

from datetime import UTC, datetime

import pytest

from crawler.items import Article
from crawler.reading.extraction_hints import Hints
from crawler.reading.trace import Trace
from crawler.timezone import CASABLANCA
from tests.reading.unknown_layouts import HEADLINE, OTHERS, TEXT, paragraphs, read

H1 = f"<h1>{HEADLINE}</h1>"


def page(details: str, *, heading: str = H1, above: str = "", title: str = HEADLINE) -> Article:
    body = f"<div class='k1'>{paragraphs()}</div>"
    return read(f"<title>{title}</title><main>{above}{heading}{details}{body}</main>")


def day(found: Article) -> str | None:
    return found.published_at and found.published_at.astimezone(CASABLANCA).isoformat()[:16]


@pytest.mark.parametrize(
    ("details", "date"),
    [
        ("<div class='text-block-8'>15 نونبر 2026</div>", "2026-11-15T00:00"),
        ("<div class='ct-text-block'><span>الأحد 15 نونبر 2026 - 20:11</span></div>",
         "2026-11-15T20:11"),
        ("<ul><li>الميناء</li><li>15-11-2026 | 22:40</li></ul>", "2026-11-15T22:40"),
        ("<div>Rédigé par Ghita Belmahi le Jeudi 12 Novembre 2026 à 18:05 | Lu 512 fois</div>",
         "2026-11-12T18:05"),
        ("<p>بقلم : مريم العلمي   التاريخ : 09/11/2026</p>", "2026-11-09T00:00"),
        ("<div>15.11.26 - Communiqué</div>", "2026-11-15T00:00"),
        ("<font size='1'>15.11.26 | القسم: حوادث</font>", "2026-11-15T00:00"),
        ("<p><small>Oujda, 15/11/2026 | 20H11</small></p>", "2026-11-15T20:11"),
        ("<p>مكناس - 15/11/2026 - 20:11</p>", "2026-11-15T20:11"),
    ],
)  # fmt: skip
def test_a_line_that_is_a_date_is_the_articles(details: str, date: str) -> None:
    assert day(page(details)) == date


@pytest.mark.parametrize(
    "details",
    [
        "<div>Né le 12 mars 1990</div>",
        "<div>الندوة: 12 دجنبر 2025</div>",
        f"<p>{TEXT[0]}</p><div>12 مارس 2025</div>",
        "<div>12 مارس</div>",
        "<div>Oujda, le 12 mars 2025</div>",
        "<div>Oujda, 12/03/2025 à 18h30</div>",
        "<div>Bâle, 12/03/2025 | 20H11</div>",
        "<div>Rabat, né le 12/03/2025 à 20h11</div>",
        "<div>الملف رقم 15.11.26</div>",
        "<div>منذ ساعتين</div>",
        f"<div><a href='/2'>{OTHERS[0]}</a> 12 مارس 2025</div>",
        "<aside><div>12 مارس 2025</div></aside>",
    ],
)
def test_a_date_that_says_something_else_is_not(details: str) -> None:
    assert page(details).published_at is None


def test_the_day_of_creation_stands_above_the_headline_in_joomlas_k2() -> None:
    above = '<span class="itemDateCreated">الأحد, 15 نونبر 2026 20:11</span>'
    assert day(page("", above=above)) == "2026-11-15T20:11"
    assert page("", above='<span class="date">السبت 15 نونبر 2026</span>').published_at is None


def test_the_date_of_a_publications_change_is_none_of_publication() -> None:
    label = "<span>Dernière modification de la publication :</span>"
    found = page(f"<ul><li class='date'><span>Publication publiée :</span>3 novembre 2026</li>"
                 f"<li class='meta-mod-date'>{label}4 novembre 2026</li></ul>")  # fmt: skip
    assert day(found) == "2026-11-03T00:00"
    assert found.modified_at == datetime(2026, 11, 3, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("details", "authors"),
    [
        ("<div class='field--name-field-auteur'><div>Auteur</div><div><a href='/auteur/3'>Ghita"
         " Belmahi</a></div></div>", ("Ghita Belmahi",)),
        ("<div class='author'><span>الكاتبة</span> <b>مريم العلمي</b></div>", ("مريم العلمي",)),
        ("<div>Rédigé par Ghita Belmahi le Jeudi 12 Novembre 2026 à 18:05</div>",
         ("Ghita Belmahi",)),
        ("<p>بقلم : مريم العلمي التاريخ : 09/11/2026</p>", ("مريم العلمي",)),
        ("<div class='author'>Super User</div>", ()),
        ("<div class='author'>Super Utilisateur</div>", ()),
        ("<div class='author'><span>الكاتب</span></div>", ()),
    ],
)  # fmt: skip
def test_the_name_behind_its_label_is_the_authors(details: str, authors: tuple[str, ...]) -> None:
    assert page(details).authors == authors


def test_the_systems_user_gives_way_to_the_printed_author() -> None:
    found = read(
        f'<meta name="author" content="Super User"><title>{HEADLINE}</title><main>{H1}'
        f'<a rel="author" href="/u">سعيد المرنيسي</a><div class="k1">{paragraphs()}</div></main>'
    )
    assert found.authors == ("سعيد المرنيسي",)


@pytest.mark.parametrize(
    "heading",
    [
        "<table><tr><td><font size='5'><b>{}</b></font></td></tr></table>",
        "<span id='ctl00_lblTitle'>{}</span><br>",
        "<div class='t'>{}</div>",
    ],
)
def test_a_headline_without_a_heading_element_is_found(heading: str) -> None:
    found = page("<p>15 نونبر 2026</p>", heading=heading.format(HEADLINE),
                 title=f"جريدة بلا اسم : {HEADLINE}")  # fmt: skip
    assert (found.headline, day(found)) == (HEADLINE, "2026-11-15T00:00")
    assert found.body == "\n".join(TEXT)


def test_a_title_of_two_parts_stays_where_the_page_prints_no_part_of_it() -> None:
    title = "الميناء الجديد : سوق السمك يفتح أبوابه للزوار"
    assert page("", heading="", title=title).headline == title
    linked = f"<a href='/2'>{title.partition(' : ')[2]}</a>"
    assert page("", heading=linked, title=title).headline == title


@pytest.mark.parametrize(
    ("markup", "section", "tags"),
    [
        ('<span class="category-links"><a href="/e" rel="tag">اقتصاد</a></span>'
         '<span class="tags-links"><a href="/tag/a" rel="tag"><i>#</i>الميناء</a></span>',
         "اقتصاد", ("الميناء",)),
        ('<span class="blog-categories"><a href="/e" rel="tag">اقتصاد</a></span>', "اقتصاد", ()),
        ('<span class="news-list-category">اقتصاد</span>', "اقتصاد", ()),
        ('<span class="section-name"><a href="/e">اقتصاد</a></span>', "اقتصاد", ()),
        ('<p class="x"><a href="/tag/a">الميناء</a> <a href="/tag/b">السمك</a></p>', None,
         ("الميناء", "السمك")),
        ('<div class="post category-economy"><a href="/tag/a" rel="tag">الميناء</a></div>', None,
         ("الميناء",)),
        ('<span class="category">التصنيف</span>', None, ()),
        ('<div class="wp-terms taxonomy-category"><a href="/e" rel="tag">اقتصاد</a></div>',
         "اقتصاد", ()),
        ('<nav><a href="/tag/a">الميناء</a></nav>', None, ()),
    ],
)  # fmt: skip
def test_section_and_tags_are_told_apart(
    markup: str, section: str | None, tags: tuple[str, ...]
) -> None:
    found = page(markup)
    assert (found.section, found.tags) == (section, tags)


def test_two_dates_in_one_line_are_both_the_articles_and_no_text() -> None:
    line = "آخر تحديث: 18 نونبر 2026 09:00 - نشر بتاريخ: 17 نونبر 2026 18:45"
    found = page(f"<p class='small'>{line}</p>")
    assert (day(found), found.body) == ("2026-11-17T18:45", "\n".join(TEXT))
    assert found.modified_at == datetime(2026, 11, 18, 8, tzinfo=UTC)


def test_details_in_a_box_called_footer_above_the_text_are_the_articles() -> None:
    details = '<div class="footer"><time datetime="2026-11-03">03.11.2026</time></div>'
    assert day(page(details)) == "2026-11-03T00:00"
    below = f"<title>{HEADLINE}</title><div>{H1}{paragraphs()}{details}<p>{TEXT[0]}</p></div>"
    aside = details.replace('"footer"', '"footer sidebar"')
    assert day(page(aside)) is None
    assert read(below).body == "\n".join(TEXT)


def test_lines_of_details_leave_the_text_and_say_why() -> None:
    trace = Trace(wanted=True)
    lines = ["بقلم : مريم العلمي التاريخ : 09/11/2026", "مريم العلمي 9 نونبر 2026"]
    stays = "توفي محمد العلمي يوم 9 نونبر 2026 عن سن عالية."
    inside = f"<p>{lines[0]}</p><div class='post-meta'>{lines[1]}</div><p>{stays}</p>{paragraphs()}"
    markup = f"<title>{HEADLINE}</title><main>{H1}<div class='k1'>{inside}</div></main>"
    assert read(markup, Hints(body="div.k1"), trace).body == "\n".join((stays, *TEXT))
    assert all(any(line in step for step in map(str, trace.notes)) for line in lines)
