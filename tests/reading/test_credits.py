"""Whose article it is where a page credits each work by itself: only who wrote is the author."""

from datetime import UTC, datetime

import pytest

from crawler.items import Article, Page
from crawler.reading.reader import read_article

HEADLINE = "Le dernier moulin à eau de Tounfite"
TEXT = (
    "<p>Le moulin de Tounfite tourne encore deux jours par semaine, quand la rivière le veut.</p>"
    "<p>On y vient de quatre vallées avec des sacs d'orge, et l'on attend en buvant du thé.</p>"
    "<p>La commune promet de restaurer la roue avant l'hiver, comme elle l'avait déjà promis.</p>"
)
WROTE, SHOT, TRANSLATED = "Nadia Bouhlal", "Karim Tazi", "Hicham Serghini"


def read(credits: str, end: str = "") -> Article:
    page = (
        f"<title>{HEADLINE} - Altitudes</title><body><main><h1>{HEADLINE}</h1>{credits}"
        f"<section class='long'>{TEXT}{end}</section></main>"
    )
    return read_article(
        Page("x", "https://x.test/a/1.html", datetime(2026, 11, 24, tzinfo=UTC), 200, {},
             page.encode())
    )  # fmt: skip


@pytest.mark.parametrize(
    "credits",
    [
        f"<p><b>Texte</b> : {WROTE}</p><p><b>Photos</b> : {SHOT}</p>",
        f"<p>Texte : {WROTE} / Photos : {SHOT}</p>",
        f"<p>Texte {WROTE}, photos {SHOT}</p>",
        f"<dl><dt>Photos</dt><dd>{SHOT}</dd><dt>Texte</dt><dd>{WROTE}</dd>"
        f"<dt>Édition</dt><dd>{TRANSLATED}</dd></dl>",
        f"<table><tr><td>Texte</td><td>{WROTE}</td></tr><tr><td>Dessins</td><td>{SHOT}</td></tr>"
        "</table>",
        f"<ul><li><i>Traduit de l'arabe par</i><strong>{TRANSLATED}</strong></li>"
        f"<li><i>Récit</i><strong>{WROTE}</strong></li></ul>",
        f"<div><div>Words</div><div>{WROTE}</div></div>"
        f"<div><div>Photography</div><div>{SHOT}</div></div>",
        f"<div><span>Texte et photos</span> : <span>{WROTE}</span></div>"
        f"<div><span>Édition</span> : <span>{SHOT}</span></div>",
        # where a class or a relation calls each of them an author
        f"<div><i>Photos</i><span class='author'>{SHOT}</span></div>"
        f"<div><i>Texte</i><span class='author'>{WROTE}</span></div>",
        f"<p>Traduction : <a rel='author' href='/author/h'>{TRANSLATED}</a></p>"
        f"<p>Texte : <a rel='author' href='/author/n'>{WROTE}</a></p>",
        f"<div class='byline'><span>Texte</span> <span class='name'>{WROTE}</span> "
        f"<span>Photos</span> <span class='name'>{SHOT}</span></div>",
    ],
)
def test_of_credited_people_the_writer_is_the_author(credits: str) -> None:
    found = read(credits)
    assert found.authors == (WROTE,)
    assert SHOT not in found.body
    assert TRANSLATED not in found.body


@pytest.mark.parametrize(
    "credits",
    [
        "<ul><li><b>نص</b><span>سعاد بنعلي</span></li><li><b>تصوير</b><span>كريم التازي</span></li>"
        "<li><b>ترجمة</b><span>عمر الفاسي</span></li></ul>",
        "<p>عدسة: كريم التازي</p><p>نص: سعاد بنعلي</p>",
        "<div><em>تحرير</em> <em>عمر الفاسي</em></div><div><em>النص</em> <em>سعاد بنعلي</em></div>",
    ],
)
def test_arabic_credits_name_the_writer(credits: str) -> None:
    assert read(credits).authors == ("سعاد بنعلي",)


def test_a_name_that_is_not_common_is_one_among_credits() -> None:
    others = "<li><b>تصوير:</b><span>كريم التازي</span></li>"
    assert read(f"<ul><li><b>نص:</b><span>تودة أمزيل</span></li>{others}</ul>").authors == (
        "تودة أمزيل",
    )


def test_two_writers_are_both_authors() -> None:
    credits = f"<p><b>Textes</b> {WROTE} et Omar El Fassi</p><p><b>Photos</b> {SHOT}</p>"
    assert read(credits).authors == (WROTE, "Omar El Fassi")


def test_credits_below_the_text_name_the_writer() -> None:
    found = read("", "<p>نص: سعاد بنعلي</p><p>تصوير: كريم التازي</p>")
    assert found.authors == ("سعاد بنعلي",)
    assert "كريم" not in found.body


@pytest.mark.parametrize(
    "credits",
    [
        f"<div><b>Photos</b> <i class='author'>{SHOT}</i></div>"
        f"<div><b>Traduit de l'anglais par</b> <i class='author'>{TRANSLATED}</i></div>",
        f"<p>Photos : <a href='/author/k'>{SHOT}</a></p>",
        # a kind of article and its subject, a switch between views, a full text
        "<p>Récit : La Marche Verte</p>",
        "<div><span>Texte</span> <span>Plus Grand</span></div>",
        "<div><span>نص</span> <span>فيديو</span> <span>صور</span></div>",
        "<p>النص الكامل لبلاغ الديوان</p>",
    ],
)
def test_where_nobody_is_said_to_have_written_there_is_no_author(credits: str) -> None:
    assert read(credits).authors == ()


@pytest.mark.parametrize(
    "byline",
    [
        f"<p><a href='/photos'>Photos</a> <span class='author'>{WROTE}</span></p>",
        f"<div><span>Par</span> <span>{WROTE}</span></div>",
        f"<p>Par {WROTE}, photos {SHOT}</p>",
    ],
)
def test_other_bylines_stay_what_they_were(byline: str) -> None:
    assert read(byline).authors == (WROTE,)


@pytest.mark.parametrize(
    "line",
    [
        f"Une enquête de {WROTE}", f"Un reportage de {WROTE}", f"Un récit par {WROTE}",
        f"Una crónica de {WROTE}", f"Un reportaje de {WROTE}", f"A report by {WROTE}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("element", ["<p class='x'>{}</p>", "<div><em>{}</em></div>"])
def test_a_piece_by_somebody_is_signed(line: str, element: str) -> None:
    found = read(element.format(line))
    assert found.authors == (WROTE,)
    assert line not in found.body


@pytest.mark.parametrize(
    "line",
    ["Una crónica de amor y de guerra", "Un reportage de Sidi Ifni", "Un récit de la montagne",
     f"Un portrait de {WROTE}", f"Une interview de {WROTE}", "A report by the High Commission"],
)  # fmt: skip
def test_what_a_piece_is_about_signs_nothing(line: str) -> None:
    assert read(f"<p class='x'>{line}</p>").authors == ()
    about = f"<p>Nous avons suivi {WROTE} au moulin, un matin d'hiver où la rivière débordait.</p>"
    assert read(f"<p class='x'>Un récit de {WROTE}</p>", about).authors == ()
