"""Pages that say under a heading that they are not there, and search pages with a hint of use."""

from datetime import UTC, datetime

import pytest

from crawler import errors
from crawler.items import Article, Page
from crawler.reading.reader import read_article

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ADVICE = (
    "<p>ربما انتقل هذا الموضوع إلى عنوان آخر أو أزيل نهائيا من أرشيف الجريدة الإلكترونية.</p>"
    "<p>جرب البحث بكلمة أخرى، أو عد إلى الواجهة لقراءة ما استجد من مواضيع هذا اليوم.</p>"
)


def read(body: str, title: str = "جريدة الضفة", head: str = "") -> Article:
    """The article of a page with this body, whose title is the site's alone."""
    text = (
        f"<html><head><title>{title}</title>"
        f"<meta property='og:title' content='{title} - أخبار اليوم'>{head}</head>"
        f"<body><header><nav><a href='/'>الرئيسية</a></nav></header><main>{body}</main>"
    )
    return read_article(Page("x", "https://x.test/a/1.html", NOW, 200, {}, text.encode()))


@pytest.mark.parametrize(
    "headings",
    [
        "<h1>404</h1><h2>الصفحة غير موجودة</h2>",
        "<h1>خطأ 404</h1><p>الصفحة التي تبحث عنها لم تعد متوفرة</p>",
        "<h1>جريدة الضفة</h1><h2>عفوا، الصفحة المطلوبة لم تعد متاحة</h2>",
        "<h2>Oups ! La page que vous cherchez n'existe plus</h2>",
        "<h3>Sorry, this page is no longer available</h3>",
        "<h1>Oups ! Cette page a pris le large</h1><p>Nos pêcheurs ont lancé leurs filets, mais la"
        " page que vous cherchez reste introuvable.</p>",
        "<h1>يا للمفاجأة!</h1><p>بحثنا في كل مكان، غير أن الصفحة التي تبحث عنها لم تعد متوفرة.</p>",
    ],
)
def test_a_page_headed_as_missing_is_gone(headings: str) -> None:
    with pytest.raises(errors.SoftNotFound):
        read(f"<div>{headings}{ADVICE}</div>")


def test_an_article_about_missing_pages_stays_one() -> None:
    story = "<p>قرر الموقع الحكومي حذف الصفحة القديمة بعد أن ظل الزوار يشتكون منها شهورا طويلة.</p>"
    headline = "بوابة الوزارة تجيب زوارها منذ أسبوع بأن الصفحة غير موجودة"
    article = read(f"<h1>{headline}</h1><article>{story}{story}{ADVICE}</article>", headline)
    assert "يشتكون" in article.body
    dated = "<meta property='article:published_time' content='2026-11-20T09:00:00+01:00'>"
    article = read(f"<h1>لماذا تضيع الروابط؟</h1><h2>404</h2>{story}{story}{ADVICE}", head=dated)
    assert "يشتكون" in article.body


@pytest.mark.parametrize(
    "help_text",
    [
        "<details><summary>Aide</summary><ul><li>Les mots de moins de trois lettres sont ignorés"
        " par la recherche de ce site.</li></ul></details>",
        "<p>Les mots de moins de trois lettres sont ignorés par la recherche de ce site.</p>",
        "<div>Placez une expression entre guillemets pour la retrouver telle quelle ici.</div>",
    ],
)
def test_a_search_page_that_explains_itself_is_a_listing(help_text: str) -> None:
    form = f"<form action='/chercher'><input type='search' name='q'>{help_text}</form>"
    found = "".join(
        f"<li><h3><a href='/n{n}'>Le port numéro {n} rouvre ses quais après les travaux</a></h3>"
        f"<p>Les quais du port numéro {n} accueillent de nouveau les bateaux de pêche ...</p></li>"
        for n in range(5)
    )
    page = f"<h1>Recherche de port</h1>{form}<h2>Résultats de votre recherche</h2><ol>{found}</ol>"
    with pytest.raises(errors.NotAnArticle):
        read(page, "Recherche de port")
