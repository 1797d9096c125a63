"""Pages of the site that nobody signs and dates: its menu's entries, promotions, indexes, games."""

from datetime import UTC, datetime

import pytest

from crawler import errors
from crawler.items import Article, Page
from crawler.reading.reader import read_article

SEEN = datetime(2026, 11, 24, 12, tzinfo=UTC)
URL = "https://www.marsa-exemple.ma/1.html"
DATED = '<meta property="article:published_time" content="2022-11-20T10:00:00+01:00">'
NAMED = '<meta property="og:site_name" content="مرسى بريس">'
WORDPRESS, GHOST = "page-template-default page page-id-12", "page-template"
TEXT = (
    "تصل إليكم أخبار الساحل من ست مدن، ويكتبها عشرون مراسلا يعرفون الموانئ والأسواق عن قرب.",
    "ويمكن للقراء أن يختاروا المدينة والموضوع، وأن يقرؤوا النصوص كلها عند انقطاع الشبكة.",
)
BUTTONS = "".join(
    f'<a class="wp-block-button__link" href="https://shop.example/{n}">تحميل النسخة {n}</a>'
    for n in range(2)
)


def read(
    headline: str, inside: str = "", classes: str = "", head: str = "", menu: str = "",
    url: str = URL,
) -> Article:  # fmt: skip
    entries = "".join(f'<li><a href="/c/{n}">قسم {n}</a></li>' for n in range(6))
    text = "".join(f"<p>{one}</p>" for one in TEXT)
    markup = (
        f"<title>{headline} - مرسى بريس</title>{head}<body class='{classes}'>"
        f"<nav class='main'><ul>{entries}{menu}</ul></nav><main><h1>{headline}</h1>"
        f"<div class='k'>{text}{inside}</div></main><footer>مرسى بريس</footer>"
    )
    return read_article(Page("x", url, SEEN, 200, {}, markup.encode()))


@pytest.mark.parametrize("classes", [WORDPRESS, GHOST])
@pytest.mark.parametrize("headline", ["تطبيق مرسى بريس", "ادعموا جريدة مرسى بريس"])
def test_a_page_by_which_the_site_promotes_itself_is_no_article(
    headline: str, classes: str
) -> None:
    with pytest.raises(errors.NotAnArticle, match="about itself"):
        read(headline, BUTTONS, classes, NAMED + DATED)


SHARED = '<div class="share">' + "".join(
    f'<a class="btn" href="https://www.facebook.com/{n}">شارك الخبر</a>' for n in range(3)
) + "</div>"  # fmt: skip


@pytest.mark.parametrize(("headline", "inside", "classes"), [
    ("مرسى بريس تطلق تطبيقها الجديد بالموانئ", BUTTONS, WORDPRESS),
    ("تطبيق جديد لأخبار الموانئ والأسواق", BUTTONS, WORDPRESS),
    ("تطبيق مرسى بريس", SHARED, WORDPRESS), ("تطبيق مرسى بريس", "", WORDPRESS),
    ("تطبيق مرسى بريس", BUTTONS, "single single-post"),
    ("تطبيق مرسى بريس", f"<p class='d'>نشر يوم 20 نونبر 2022</p>{BUTTONS}", WORDPRESS),
    ("تطبيق مرسى بريس", f"<time>20/11/2022</time>{BUTTONS}", WORDPRESS),
    ("تطبيق مرسى بريس", f"<p>بقلم: سعاد بنعلي</p>{BUTTONS}", WORDPRESS),
])  # fmt: skip
def test_news_of_the_site_is_an_article(headline: str, inside: str, classes: str) -> None:
    assert TEXT[1] in read(headline, inside, classes, NAMED + DATED).body


def test_an_article_that_is_published_as_a_page_is_one() -> None:
    assert read("ميناء المدينة يستقبل أولى البواخر", classes=WORDPRESS, head=DATED).body


OWN = '<li><a href="/1.html">حالة البحر</a></li>'


def test_an_entry_of_the_menu_is_no_article() -> None:
    with pytest.raises(errors.NotAnArticle, match="menu"):
        read("حالة البحر", classes=WORDPRESS, menu=OWN, head=DATED)


@pytest.mark.parametrize(("headline", "menu", "head"), [
    ("حالة البحر", '<li><a href="/2.html">حالة البحر</a></li>', ""),
    ("حالة البحر", OWN, DATED), ("حالة البحر", OWN, ""),
    ("البحارة يعودون سالمين إلى ميناء المدينة",
     '<li><a href="/1.html">البحارة يعودون سالمين إلى ميناء المدينة</a></li>', ""),
    ("حالة البحر", OWN + "".join(f'<li><a href="/n{n}">غرق مركب صيد {n} قبالة ساحل</a></li>'
                                 for n in range(9)), ""),
])  # fmt: skip
def test_an_article_that_the_menu_leads_to_is_one(headline: str, menu: str, head: str) -> None:
    assert TEXT[0] in read(headline, menu=menu, head=head).body


@pytest.mark.parametrize("name", ["breadcrumb", "news-ticker", "trending"])
def test_a_path_and_a_ticker_lead_to_articles(name: str) -> None:
    row = "".join(f'<li><a href="/k{n}">خبر {n}</a></li>' for n in range(5))
    menu = f'</ul></nav><nav><ul class="{name}">{row}{OWN}</ul></nav><nav><ul>'
    assert TEXT[0] in read("حالة البحر", menu=menu).body


LETTERS = "".join(f'<a href="#{one}">{one}</a> ' for one in "ABC")
INDEX = "".join(
    f'<h3 id="{one}">{one}</h3><ul><li><a href="/mot/{one}1">{one}ncre</a> : un outil.</li>'
    f'<li><a href="/mot/{one}2">{one}viron</a> : une rame.</li></ul>'
    for one in "ABC"
)


def test_an_index_by_letters_is_no_article() -> None:
    with pytest.raises(errors.ListingPage, match="3 letters"):
        read("Les mots de la mer", LETTERS + INDEX)


def test_an_article_in_the_form_of_an_alphabet_is_one() -> None:
    told = "".join(f"<h3>{one}</h3><p>{one} comme <a href='/m{one}'>ancre</a>, dit-il.</p>"
                   for one in "ABC")  # fmt: skip
    assert TEXT[1] in read("L’abécédaire de la mer", LETTERS + told).body
    assert TEXT[1] in read("Les mots de la mer", INDEX).body


@pytest.mark.parametrize("label", [
    "ابدأ الاختبار", "Commencer le quiz", "Start the quiz!", "Empezar el test",
])  # fmt: skip
def test_a_quiz_to_start_is_no_article(label: str) -> None:
    with pytest.raises(errors.NotAnArticle, match="quiz"):
        read("هل تعرف موانئ بلادك؟", f"<p>عشرة أسئلة في دقيقتين.</p><button>{label}</button>")


@pytest.mark.parametrize("label", ["شارك", "استمع إلى المقال", "Copier le lien", "Start listening"])
def test_a_brief_above_a_button_is_one(label: str) -> None:
    assert read("هل تعرف موانئ بلادك؟", f"<button>{label}</button>").body


def test_an_article_with_a_quiz_is_one() -> None:
    inside = "<button>ابدأ الاختبار</button>"
    assert read("هل تعرف موانئ بلادك؟", f"<p>بقلم: سعاد بنعلي</p>{inside}").body
    assert read("هل تعرف موانئ بلادك؟", inside, head=DATED).body
