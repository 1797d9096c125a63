"""Days without a class: that of the page's creation is the article's, one in a sentence is not."""

from datetime import UTC, datetime

import pytest

from crawler.items import Article, Page
from crawler.reading.reader import read_article

SEEN = datetime(2026, 11, 24, 12, tzinfo=UTC)
HEADLINE = "تعاونية النساء تفتح معصرة جديدة بتافراوت"
TEXT = [
    "دشنت تعاونية النساء بتافراوت معصرة جديدة للزيتون والأركان بعد سنتين من الأشغال المتقطعة.",
    "وستشغل المعصرة خمسا وعشرين امرأة من ثلاثة دواوير طيلة موسم الجني الذي يبدأ هذا الأسبوع.",
]
DAY = datetime(2026, 11, 19, 23, tzinfo=UTC)  # the 20th in Casablanca


def read(above: str = "", below: str = "", between: str = "") -> Article:
    text = between.join(f"<p>{one}</p>" for one in TEXT)
    html = (
        f"<html><head><title>{HEADLINE}</title></head><body><div class='x1'><h1>{HEADLINE}</h1>"
        f"{above}<div class='x2'>{text}</div></div><div id='z'>{below}</div></body></html>"
    )
    return read_article(Page("x", "https://x.ma/1.html", SEEN, 200, {}, html.encode()))


@pytest.mark.parametrize(
    "line",
    [
        "Creado el 20 de noviembre de 2026", "Creado: 20 Noviembre 2026",
        "Créé le 20 novembre 2026", "Created on Friday, 20 November 2026",
        "Created: 20 November 2026",
        "تم إنشاءه بتاريخ 20 نونبر 2026", "أنشئ في 20 نونبر 2026",
    ],
)  # fmt: skip
@pytest.mark.parametrize("element", ["<p class='m'>{}</p>", "<div><small>{}</small></div>"])
def test_the_day_on_which_a_page_was_created_is_the_articles(line: str, element: str) -> None:
    found = read(element.format(line), "Última modificación del portal: 22 de noviembre de 2026")
    assert (found.published_at, found.modified_at) == (DAY, None)
    assert found.body.splitlines() == TEXT


def test_the_hour_of_a_creation_is_read() -> None:
    found = read("<p>Creado el 20 de noviembre de 2026 a las 17:30</p>")
    assert found.published_at == datetime(2026, 11, 20, 16, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "line",
    [
        "Una asociación de mujeres creada el 20 de noviembre de 2020",
        "Modificado el portal el 22 de noviembre de 2026",
        "Última modificación del sitio: 22 de noviembre de 2026",
        "Dernière modification du site : 22 novembre 2026",
        "Créée le 20 novembre 2020",  # a club, a fund
        "أنشئت في 20 نونبر 2020 وتضم أربعين امرأة",
    ],
)
def test_other_days_are_not(line: str) -> None:
    found = read(f"<p class='m'>{line}</p>", f"<p class='date'>{line}</p>")
    assert (found.published_at, found.modified_at) == (None, None)


def test_a_club_was_created_too() -> None:
    created = "Créé le 5 mai 2016"
    assert read(f"<h2>{created}</h2>").published_at is None
    assert read(between=f"<p>{created}</p>").published_at is None
    for day in ("20 novembre 2026", "Publié le 20 novembre 2026"):
        assert read(f"<p>{created}</p><p>{day}</p>").published_at == DAY


SENTENCES = [
    "وقد نُشر القرار بالجريدة الرسمية عدد 7350 يوم 20 نونبر 2026، قبل افتتاح الموسم.",
    "Le texte a été publié au Bulletin officiel du 20 novembre 2026, avant la récolte.",
    "La ley se publicó en el Boletín Oficial del 20 de noviembre de 2026, sin debate previo.",
    "Publié le 20 novembre 2026, ce rapport dit tout.",
    "نشر في الجريدة الرسمية عدد 7350 يوم 20 نونبر 2026، قبل افتتاح الموسم الجديد.",
    "The ministry published its report on the oil mills on 20 November 2026, a year late.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_day_in_a_sentence_on_something_else_is_no_articles(sentence: str) -> None:
    found = read(between=f"<p>{sentence}</p>")
    assert (found.published_at, found.modified_at) == (None, None)
    assert found.body.splitlines() == [TEXT[0], sentence, TEXT[1]]


@pytest.mark.parametrize(
    "line",
    [
        "Cet article a été publié le 20 novembre 2026 dans la rubrique Régions du journal.",
        "نشر هذا الخبر على موقع الجريدة يوم الجمعة 20 نونبر 2026.",
        "Publié le 20 novembre 2026.",
        "Publicado por Salma Bennani en la sección de Economía el 20 de noviembre de 2026.",
        "This was first published in the print edition of the paper on November 20, 2026.",
        "Posted by Salma in the category Regional News on November 20, 2026 with no comments yet",
        "نشرت بجريدة المنبر الورقية العدد 455 ليوم الجمعة 20 نونبر 2026 الصفحة الثالثة",
        "نشر في 20 نونبر 2026 | تعاونيات | جهة سوس ماسة | لا توجد أي تعليقات",
    ],
)
def test_a_line_on_the_page_itself_still_says_its_day(line: str) -> None:
    assert read(f"<p>{line}</p>").published_at == DAY
