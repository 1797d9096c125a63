"""The headline: printed or stated, none where nothing says one, and never a part of the body."""

from datetime import UTC, datetime

import pytest

from crawler.errors import NotAnArticle
from crawler.items import Article, Page
from crawler.reading.extraction_hints import Hints
from crawler.reading.reader import read_article
from crawler.reading.trace import Trace

SEEN = datetime(2026, 11, 24, 12, tzinfo=UTC)
SENTENCE = "فتحت الجماعة الترابية باب الترشيح لجائزة القراءة في المدارس القروية."
MORE = "وأضافت الجماعة أن آخر أجل لإيداع الطلبات هو نهاية الشهر المقبل، وأن النتائج ستعلن بعده."
LAST = "وقال رئيسها إن الجائزة تمنح لأول مرة في الجهة كلها، وإن قيمتها عشرون ألف درهم للفائز."
BODY = f"<p>{MORE}</p><p>{LAST}</p>"
NONE = [
    "Untitled", "untitled", "بدون عنوان", "بلا عنوان", "Sans titre", "Home", "Accueil", "الرئيسية",
    "الصفحة الرئيسية", "صدى الأطلس", "Sada Atlas", "sada-atlas", "Home | صدى الأطلس",
    "بدون عنوان - صدى الأطلس", "Auto Draft", "أخبار - صدى الأطلس",
]  # fmt: skip
CONTAINER = Hints(body="div.text")


def read(
    title: str, heading: str, body: str, hints: Hints | None = None, trace: Trace | None = None
) -> Article:
    html = (
        f'<head><title>{title}</title><meta property="og:title" content="{title}">'
        '<meta property="og:site_name" content="صدى الأطلس"></head>'
        f'<body>{heading}<div class="text">{body}</div></body>'
    )
    page = Page("x", "https://www.sada-atlas.ma/1.html", SEEN, 200, {}, html.encode())
    return read_article(page, hints, trace=trace or Trace(wanted=False))


@pytest.mark.parametrize("hints", [None, CONTAINER])
@pytest.mark.parametrize("title", NONE)
def test_what_is_no_headline_gives_way_to_the_printed_one_or_the_page_is_refused(
    title: str, hints: Hints | None
) -> None:
    for printed in ("جائزة القراءة في القرى", "جائزة القراءة"):
        found = read(title, f"<h1>{printed}</h1>", BODY, hints)
        assert (found.headline, found.sources["headline"]) == (printed, "h1")
    for heading in ("", f"<h1>{title}</h1>", "<h1>صدى الأطلس</h1>"):
        with pytest.raises(NotAnArticle, match="no headline"):
            read(title, heading, BODY + "<h2>عناوين أخرى من الموقع</h2>", hints)


@pytest.mark.parametrize(
    ("title", "heading", "headline"),
    [
        ("صدى الأطلس - صدى الأطلس", "<h1>صدى الأطلس</h1>", True),
        ("صدى الأطلس - صدى الأطلس", "<header><h1>صدى الأطلس</h1></header>", False),
        ("صدى الأطلس - صدى الأطلس", "<h1><a href='/'>صدى الأطلس</a></h1>", False),
        ("صدى الأطلس - صدى الأطلس", "<div class='logo'>صدى الأطلس</div>", False),
        ("صدى الأطلس", "<h1>صدى الأطلس</h1>", False),
        ("Home - Home", "<h1>Home</h1>", False),
    ],
)
def test_the_sites_name_is_the_headline_where_the_title_says_it_twice(
    title: str, heading: str, headline: bool
) -> None:
    """An outlet's first editorial may be called as the outlet; its title then names both."""
    if headline:
        found = read(title, heading, BODY)
        assert (found.headline, found.sources["headline"]) == ("صدى الأطلس", "h1")
        assert found.body.splitlines() == [MORE, LAST]
    else:
        with pytest.raises(NotAnArticle, match="no headline"):
            read(title, heading, BODY)


@pytest.mark.parametrize("title", ["Untitled", "بدون عنوان - صدى الأطلس"])
def test_a_heading_right_above_the_text_is_the_headline_where_a_title_is_none(title: str) -> None:
    """The first heading is the site's, or there is none; one above links is a box's."""
    box = "<h2>عناوين أخرى من الموقع</h2><p><a href='/2'>قافلة طبية تجوب قرى الجبل</a></p>"
    for logo in ("", "<h1><a href='/'>صدى الأطلس</a></h1>"):
        body = f"<h2>جائزة القراءة في المدارس القروية</h2>{BODY}</div><div>{box}"
        assert read(title, logo, body).headline == "جائزة القراءة في المدارس القروية"


@pytest.mark.parametrize(
    "title",
    ["الرئيسية غائبة عن الجلسة", "Home alone in Casablanca", "أخبار الجهة في أسبوع - صدى الأطلس",
     "صدى الأطلس تفوز بجائزة الصحافة", "مقال عن المقال"],
)  # fmt: skip
def test_such_words_inside_a_headline_are_left_alone(title: str) -> None:
    headline = title.removesuffix(" - صدى الأطلس")
    assert read(title, "", BODY).headline == headline
    assert read(title, f"<h1>{headline}</h1>", BODY).headline == headline


def test_a_short_heading_is_the_headline_where_a_title_is_it_and_the_sites_name() -> None:
    html = f"<title>جائزة القراءة - صدى الأطلس</title><h1>جائزة القراءة</h1><p>{MORE}</p>{BODY}"
    page = Page("x", "https://www.autre.ma/1.html", SEEN, 200, {}, html.encode())
    assert read_article(page).headline == "جائزة القراءة"
    section = html.replace("جائزة القراءة</h1>", "ثقافة</h1>")
    page = Page("x", "https://www.autre.ma/1.html", SEEN, 200, {}, section.encode())
    assert read_article(page).headline != "ثقافة"


@pytest.mark.parametrize("hints", [None, CONTAINER])
@pytest.mark.parametrize("heading", [f"<h1>{SENTENCE}</h1>", f"<h1>{SENTENCE[:-1]}</h1>", ""])
@pytest.mark.parametrize(
    "paragraph",
    [f"<p>{SENTENCE}</p>", f"<div>{SENTENCE}</div>", f"<p><strong>{SENTENCE}</strong></p>"],
)
def test_a_first_paragraph_from_which_the_headline_was_made_stays(
    heading: str, paragraph: str, hints: Hints | None
) -> None:
    found = read(SENTENCE[:-1], heading, paragraph + BODY, hints)
    assert found.body.splitlines() == [SENTENCE, MORE, LAST]
    long = f"{SENTENCE[:-1]} والحضرية معا في هذه السنة كما في السنوات المقبلة"
    assert read(long, heading, f"<p>{long}</p>{BODY}", hints).body.splitlines()[0] == long


def test_a_text_of_one_sentence_stays_though_the_headline_says_it() -> None:
    assert read(SENTENCE[:-1], "", f"<p>{SENTENCE[:-1]}</p>", CONTAINER).body == SENTENCE[:-1]


@pytest.mark.parametrize("hints", [None, CONTAINER])
@pytest.mark.parametrize(
    "again",
    ["<h1>{}</h1>", "<h2>{}</h2>", "<p><b>{}</b></p>", "<p><a href='/1'>{}</a></p>", "<p>{}</p>",
     "<h2>{}</h2><p>{}</p>"],
)  # fmt: skip
def test_the_headline_again_on_top_of_the_body_is_left_out_and_explained(
    again: str, hints: Hints | None
) -> None:
    headline, trace = SENTENCE[:-1], Trace()
    top = again.format(headline, headline)
    found = read(headline, f"<h1>{headline}</h1>", top + BODY, hints, trace)
    assert found.body.splitlines() == [MORE, LAST]
    assert hints is None or any(
        step == "left out" and headline in text for step, text in trace.notes
    )


@pytest.mark.slow
@pytest.mark.parametrize("hints", [None, CONTAINER])
def test_a_headline_without_end_is_cut_and_is_no_part_of_the_body(hints: Hints | None) -> None:
    endless = "كلمة بعد كلمة " * 34_000  # twice on a page, a million characters: the bound
    for title, heading, top in (
        (endless, f"<h1>{endless}</h1>", ""),
        (endless, "", f"<h1>{endless}</h1>"),
        ("", "", f"<h2>{endless}</h2>"),
    ):
        found = read(title, heading, top + BODY + BODY.replace("p>", "li>"), hints)
        assert len(found.headline) <= 500
        assert len(found.body) < 1_000
    for title, heading, top in (
        ("جائزة القراءة في القرى", f"<h1>{endless}</h1>", ""),
        ("جائزة القراءة في القرى", "", f"<h1>{endless}</h1>"),
        (endless, "<h1>جائزة القراءة في القرى</h1>", ""),
    ):
        found = read(title, heading, top + BODY, hints)
        assert found.headline == "جائزة القراءة في القرى"
        assert found.body.splitlines() == [MORE, LAST]


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        ("<td class='title'><b>{}</b></td>", True),
        ("<td><span id='lblTitle'><font><b>{}</b></font></span></td>", True),
        ("<td class='news-titre'>{}</td>", True),
        ("<td class='menutitle'>{}</td>", False),
    ],
)
def test_on_a_page_without_headings_what_is_called_a_title_is_the_headline(
    cell: str, named: bool
) -> None:
    headline = "تأخير محاكمة المتهمين في قضية الأراضي إلى السنة المقبلة"
    text = "قررت المحكمة الابتدائية صباح أمس تأخير النظر في القضية استجابة لطلب هيئة الدفاع عنهم."
    page = (
        "<title>جريدة الميزان اليومية</title><body><table><tr><td class='cat'>قضايا</td></tr>"
        f"<tr>{cell.format(headline)}</tr><tr><td><span class='date'>12/11/2026</span></td></tr>"
        f"<tr><td><span id='lblBody'>{text}<br><br>{text[:-1]} جميعا.<br></span></td></tr></table>"
    )
    found = read_article(Page("x", "https://x.test/1", SEEN, 200, {}, page.encode()))
    assert found.headline == (headline if named else "جريدة الميزان اليومية")
    assert (found.published_at is not None) is named
    if named:
        assert not {"قضايا", headline} & set(found.body.split("\n"))


HEAD_LINE = "معصرة جديدة للزيتون تفتح أبوابها بتافراوت"
LOGO = '<h1 class="logo"><a href="/">صدى الأطلس</a></h1>'


@pytest.mark.parametrize("hints", [None, CONTAINER])
@pytest.mark.parametrize(
    "title",
    ["NewsDetail", "newsDetail", "news_detail", "Article.aspx", "ArticleView - صدى الأطلس",
     "News Details", "Détail de l'actualité", "Detalle de la noticia", "تفاصيل الخبر"],
)  # fmt: skip
def test_the_name_of_a_template_is_no_headline(title: str, hints: Hints | None) -> None:
    """Software states it on every page; the headline stands right above the text."""
    found = read(title, LOGO, f"<h2>{HEAD_LINE}</h2>{BODY}", hints)
    assert (found.headline, found.body.splitlines()) == (HEAD_LINE, [MORE, LAST])


@pytest.mark.parametrize(
    ("title", "heading"),
    [("WhatsApp", ""), ("iPhone", ""), ("PlayStation", ""),
     ("YouTube", "<h1>YouTube</h1>"), ("زيتون", ""), ("WhatsApp في خدمة الفلاح", ""),
     ("NewsDetail", "<h1>معصرة جديدة للزيتون</h1>")],
)  # fmt: skip
def test_a_short_title_that_is_no_templates_stays(title: str, heading: str) -> None:
    found = read(title, LOGO + heading, f"<h2>{HEAD_LINE}</h2>{BODY}")
    assert found.headline == ("معصرة جديدة للزيتون" if title == "NewsDetail" else title)


def test_an_article_without_a_heading_is_not_refused_for_its_templates_name() -> None:
    found = read("Détail actualité", LOGO, f"<h3>{HEAD_LINE}</h3>{BODY}")
    assert (found.headline, found.body.splitlines()[-2:]) == ("Détail actualité", [MORE, LAST])
