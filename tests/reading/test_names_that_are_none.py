"""Places, phrases, offices and signatures of others where an author's name might stand."""

import pytest

from crawler.items import Article
from tests.reading.unknown_layouts import HEADLINE, TEXT, paragraphs, read

SITE = "صدى الميناء اليوم"
LONG = (" ".join(TEXT[:2]), " ".join(TEXT[2:]))


def page(
    above: str = "", first: str = "", last: str = "", headline: str = HEADLINE, head: str = ""
) -> Article:
    menu = "".join(f"<li><a href='/{n}'>قسم {n}</a></li>" for n in range(5))
    return read(
        f"<title>{headline}</title>{head}<body><header><a href='/'>{SITE}</a><ul>{menu}</ul>"
        f"</header><main><h1>{headline}</h1>{above}"
        f"<div class='k1'>{first}{paragraphs(LONG)}{last}</div></main>"
    )


@pytest.mark.parametrize(
    "line",
    [
        "الشيخ سلمان - الرياض",
        "ماء العينين - الداخلة",
        "الغالية الثمن - الرباط",
        "الخليل القديمة - فلسطين",
        "توقيع: حسن الجوار",
        "Redacción: Hassan II",
        f"{SITE} - م. العيون",
        f"{SITE} - ق. الرياضي",
        f"{SITE} - م. الرياضة",
        f"{SITE} / ب. ملال",
        "ⵙⵖⵓⵔ ⴰⵙⵉⵏⴰⴳ ⴰⴳⵍⴷⴰⵏ",
        "ⵙⵖⵓⵔ ⵜⴰⵙⵇⵇⴰⵎⵓⵜ ⵜⴰⵎⵖⵔⵉⴱⵉⵜ",
        "Tura-t : tasqqamut tamezdayt",
        "Guide de la médina (texte)",
        "إعداد وتصوير: تلاميذ المؤسسة",
        "Redactado por: Gabinete de prensa",
    ],
)
def test_a_first_line_with_no_persons_name_stays_in_the_text(line: str) -> None:
    found = page(first=f"<p>{line}</p>")
    assert found.authors == ()
    assert line in found.body


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("الناجم السالك - الداخلة", "الناجم السالك"),
        ("الزين عبد الرحمان - العيون", "الزين عبد الرحمان"),
        ("توقيع: حسن العلوي", "حسن العلوي"),
        (f"{SITE} - م. الزروالي", "م. الزروالي"),
        ("ⵙⵖⵓⵔ ⵎⵓⵃⴰ ⴰⵎⵙⴽⵔ", "ⵎⵓⵃⴰ ⴰⵎⵙⴽⵔ"),
    ],
)
def test_a_persons_name_in_the_first_line_signs(line: str, author: str) -> None:
    assert page(first=f"<p>{line}</p>").authors == (author,)


@pytest.mark.parametrize(
    ("headline", "line"),
    [
        ("بلاغ جمعية سكان المدينة القديمة إلى الرأي العام", "توقيع: سعاد بنعلي"),
        ("Lettre ouverte des riverains au maire de la ville", "Signé : Salma Tazi"),
    ],
)
def test_who_signs_a_letter_that_is_printed_stays_in_it(headline: str, line: str) -> None:
    found = page(headline=headline, last=f"<p>{line}</p>")
    assert found.authors == ()
    assert line in found.body
    assert page(last=f"<p>{line}</p>").authors


@pytest.mark.parametrize(
    "box",
    [
        "<div class='libro'><b>Puertos</b> <span class='autor'>Yassir Oumlil</span></div>",
        "<figure><img src='/a.jpg'><figcaption>El puerto <span class='autor'>Yassir Oumlil</span>"
        "</figcaption></figure>",
        "<blockquote>El mar <span class='autor'>Yassir Oumlil</span></blockquote>",
    ],
)
def test_the_author_of_a_book_a_picture_or_a_quotation(box: str) -> None:
    assert page(box).authors == ()


@pytest.mark.parametrize(
    "by",
    [
        "<div class='author'>Par <a href='/'>Yassir Oumlil</a></div>",
        "<div>الكاتب: <a href='/#'>يطو نايت الحاج</a></div>",
    ],
)
def test_an_author_whose_link_leads_home_is_not_the_site(by: str) -> None:
    assert page(by).authors


def test_a_feed_of_the_authors_articles_does_not_name_the_site() -> None:
    feed = "<link rel='alternate' title='Yassir Oumlil - X' href='/author/yassir/feed'>"
    found = page("<div class='author'>Yassir Oumlil</div>", head=feed)
    assert found.authors == ("Yassir Oumlil",)
    assert found.body.splitlines() == list(LONG)


def test_the_works_of_a_book_stay_in_the_text() -> None:
    line = "Texte : Salma Tazi, photos : Omar Benali, Atlas, 2026"
    found = page(last=f"<p>{line}</p>")
    assert found.authors == ()
    assert line in found.body
