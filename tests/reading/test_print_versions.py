"""Print versions: when a page was printed is no date of the article, nor a line of its text."""

from datetime import UTC, datetime

import pytest

from crawler.items import Article, Page
from crawler.reading.reader import read_article

HEADLINE = "محطة جديدة لتصفية المياه بسيدي قاسم"
TEXT = (
    "صادق المجلس الجماعي لسيدي قاسم على إحداث محطة جديدة لتصفية المياه العادمة قرب واد ورغة.",
    "وتبلغ كلفة المشروع تسعين مليون درهم تتحمل الوزارة الوصية نصفها على مدى ثلاث سنوات.",
    "ومن المرتقب أن تنطلق الأشغال مباشرة بعد انتهاء الدراسات التقنية في الربيع المقبل.",
)
H1 = f"<h1>{HEADLINE}</h1>"
BODY = "".join(f"<p>{text}</p>" for text in TEXT)
DAY = datetime(2026, 9, 13, 23, tzinfo=UTC)
"""The 14th in Casablanca."""


def read(html: str) -> Article:
    page = f"<title>{HEADLINE}</title><body>{html}</body>"
    at = datetime(2026, 11, 30, tzinfo=UTC)
    return read_article(Page("x", "https://x.test/print/1", at, 200, {}, page.encode()))


@pytest.mark.parametrize(
    "html",
    [
        "<p><small>Imprimé le 30/11/2026 à 09:12</small></p>"
        f"<p><small>Publié le : 14 septembre 2026</small></p>{H1}{BODY}"
        "<p>URL de l'article : https://x.test/a/1.html</p>",
        "<div><span>Printed on: November 30, 2026</span> "
        f"<span>Published on: September 14, 2026</span></div>{H1}<div>{BODY}</div>",
        f"{H1}<div>نشر يوم: 14 شتنبر 2026</div>{BODY}<hr><div>طبع يوم: 30 نونبر 2026</div>"
        "<div>رابط الخبر: https://x.test/1</div>",
        "<table><tr><td>تاريخ الطبع: 30/11/2026</td><td>تاريخ النشر: 14/09/2026</td></tr></table>"
        f"<table><tr><td><b>{HEADLINE}</b><br>{'<br><br>'.join(TEXT)}</td></tr></table>",
        f"<div>Imprimé le 30/11/2026 – Publié le 14/09/2026</div>{H1}{BODY}",
        # home-made templates, which are no print version
        f"<center><i>نشر بتاريخ 14 شتنبر 2026</i></center>{H1}{BODY}",
        f"<div><a href='/s'>مجتمع</a> | نشر في: 14/09/2026</div>{H1}{BODY}",
    ],
)
def test_a_day_that_is_called_so_above_the_headline_is_the_publication(html: str) -> None:
    found = read(html)
    assert found.published_at == DAY
    assert found.body.split("\n") == list(TEXT)


@pytest.mark.parametrize(
    "html",
    [
        f"<div>طبع في: 28 نونبر 2026</div>{H1}{BODY}",
        f"{H1}<div class='date'>Imprimé le 28/11/2026 à 10:20</div>{BODY}",
        f"{H1}{BODY}<p class='date'>Printed on 28 November 2026</p>",
        f"<div>الأحد 29 نونبر 2026</div>{H1}{BODY}",
        f"<div>آخر تحديث للموقع: 28 نونبر 2026</div>{H1}{BODY}",
        # the day of another article, with its headline and with a link to it
        "<div><a href='/2'>مهرجان الزيتون يختتم دورته</a><br>نشر يوم: 20 نونبر 2026</div>"
        f"{H1}{BODY}",
        f"<div><h3>مهرجان الزيتون</h3><i>نشر يوم: 20 نونبر 2026</i></div>{H1}{BODY}",
        f"<header>نشر العدد الأول يوم 20 نونبر 2026</header>{H1}{BODY}",
    ],
)
def test_the_day_of_printing_and_a_clock_are_no_publication(html: str) -> None:
    assert read(html).published_at is None


@pytest.mark.parametrize(
    "line",
    [
        "طبع هذا المقال يوم 30 نونبر 2026 من موقع: https://x.test",
        "رابط الموضوع: http://x.test/news.php?id=81",
        "Lien permanent : https://x.test/a/1",
        "L'adresse de cet article est : https://x.test/a/1.html",
        "Article printed from Le Gharb: https://x.test",
        "URL to article: https://x.test/2026/09/14/station",
        "Imprimé le lundi 30 novembre 2026",
    ],
)
@pytest.mark.parametrize("above", [True, False])
def test_what_a_print_version_says_of_itself_is_no_line(line: str, *, above: bool) -> None:
    said = f"<p>{line}</p>"
    assert read(f"{H1}{said if above else ''}{BODY}{'' if above else said}").body.split(
        "\n"
    ) == list(TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "Imprimé le mois dernier à Rabat, le livre de la commune raconte cette histoire de l'eau.",
        "طبع في الرباط سنة 1934 كتاب يروي تاريخ الماء بالمدينة في ثلاثمئة صفحة كاملة.",
        "وقد طبع يوم 14 شتنبر 2026 بالمطبعة الرسمية دليل للفلاحين في أربعين صفحة.",
        "رابط التسجيل في لائحة المستفيدين: https://x.test/inscription",
        "Pour s'inscrire avant le 30 novembre : https://x.test/inscription",
    ],
)
def test_a_sentence_on_what_was_printed_stays(line: str) -> None:
    assert line in read(f"{H1}{BODY}<p>{line}</p><p>{TEXT[0][:-1]} أيضا.</p>").body
