"""What a page is instead of an article, each by its own name; and articles that only sound so."""

from datetime import UTC, datetime

import pytest

from crawler import errors
from crawler.items import Article, Page
from crawler.reading.extraction_hints import Hints
from crawler.reading.reader import read_article

SEEN = datetime(2026, 11, 24, 12, tzinfo=UTC)
TEXT = "أعلنت الجماعة الترابية عن فتح باب الترشيح لجائزة القراءة في المدارس القروية هذه السنة."
MORE = "وأضافت الجماعة أن آخر أجل لإيداع الطلبات هو نهاية الشهر المقبل، وأن النتائج ستعلن بعده."
LONG = f"<p>{TEXT}</p><p>{MORE}</p><p>{TEXT} {MORE}</p>"
SORRY = "<p>يمكنك البحث في الموقع أو العودة إلى صفحته الأولى لمتابعة ما جد من الأخبار اليوم.</p>"
HINTS = [Hints(body="div.text"), Hints()]


def read(headline: str, body: str, hints: Hints, head: str = "") -> Article:
    html = (
        f"<head><title>{headline} - الجريدة</title>{head}</head>"
        f"<body><h1>{headline}</h1><div class='text'>{body}</div></body>"
    )
    return read_article(Page("x", "https://x.ma/1.html", SEEN, 200, {}, html.encode()), hints)


@pytest.mark.parametrize("hints", HINTS, ids=["container", "page"])
@pytest.mark.parametrize(
    "headline",
    ["404", "Erreur 404", "404 Not Found", "Error 404 - Page not found", "Page non trouvée",
     "الصفحة غير موجودة", "عذرا، الصفحة المطلوبة غير موجودة", "أووبس! هذه الصفحة غير موجودة.",
     "Oops! That page can&rsquo;t be found.", "Nothing Found", "Cette page n'existe plus",
     "خطأ 404: الصفحة غير متوفرة", "لم يتم العثور على الصفحة"],
)  # fmt: skip
def test_a_page_that_says_it_does_not_exist(headline: str, hints: Hints) -> None:
    with pytest.raises(errors.SoftNotFound):
        read(headline, SORRY + LONG, hints)


@pytest.mark.parametrize("hints", HINTS, ids=["container", "page"])
@pytest.mark.parametrize(
    "headline",
    ["404 مليون درهم لبناء المدارس القروية", "عذرا.. الصفحة الأخيرة من كتاب الراحل",
     "لم يتم العثور على الصياد المفقود بعد", "Page introuvable : le nouveau roman de la rentrée",
     "Un instant de lecture dans les écoles", "Access denied: what the report says",
     "Just a moment of reading in the schools"],
)  # fmt: skip
def test_an_article_that_only_sounds_so_is_one(headline: str, hints: Hints) -> None:
    assert read(headline, LONG, hints).headline == headline


@pytest.mark.parametrize(
    "title",
    ["Just a moment...", "Un instant…", "Un instant&hellip;", "Attention Required! | Cloudflare",
     "Access Denied", "Access Denied - GoDaddy Website Firewall", "DDoS-Guard"],
)  # fmt: skip
def test_a_challenge_is_told_by_its_title(title: str) -> None:
    html = f"<title>{title}</title><h1>{title}</h1><p>Checking your browser before accessing."
    with pytest.raises(errors.Blocked):
        read_article(Page("x", "https://x.ma/1.html", SEEN, 200, {}, html.encode()))


@pytest.mark.parametrize("hints", HINTS, ids=["container", "page"])
@pytest.mark.parametrize("excerpt", ["", f"<p>{TEXT} {MORE}</p>"], ids=["bare", "with excerpts"])
def test_a_section_page_is_a_listing(excerpt: str, hints: Hints) -> None:
    items = "".join(
        f"<article><h2><a href='/{n}.html'>عنوان طويل للخبر رقم {n} في هذه القائمة</a></h2>"
        f"{excerpt.replace('الجماعة', f'الجماعة رقم {n}')}</article>"
        for n in range(20)
    )
    with pytest.raises(errors.ListingPage):
        read("أخبار جهوية", items, hints)


@pytest.mark.parametrize("hints", HINTS, ids=["container", "page"])
def test_links_to_other_articles_make_no_listing(hints: Hints) -> None:
    """Between paragraphs, and many below the text of a long article."""
    link = "<p>اقرأ أيضا: <a href='/2.html'>عنوان خبر آخر لا علاقة له به</a></p>"
    body = "".join(f"<p>رقم {n}: {TEXT}</p>{link if n % 3 == 0 else ''}" for n in range(15))
    below = "".join(f"<li><a href='/{n}'>عنوان خبر آخر رقم {n} لا علاقة له</a>" for n in range(30))
    found = read("جائزة القراءة هنا", f"{body}<ul>{below}</ul>", hints)
    assert len(found.body.splitlines()) == 15
