"""A container that the outlet names, short or empty: what stands around it is not the body."""

from datetime import UTC, datetime

import pytest

from crawler import errors
from crawler.items import Article, Page
from crawler.reading.extraction_hints import Hints
from crawler.reading.reader import read_article
from crawler.reading.trace import Trace

SEEN = datetime(2026, 11, 24, 12, tzinfo=UTC)
HEADLINE = "نادي السينما يعرض شريطا وثائقيا عن واحات الجنوب"
BRIEF = "أعلن نادي السينما بزاكورة عن تأجيل العرض الوثائقي إلى مساء يوم السبت المقبل."
OTHER = "احتضنت دار الثقافة بالمدينة لقاء مفتوحا مع كتبيين من مختلف الجهات حول واقع القراءة اليوم"
LONG = [f"{OTHER}، وتخللته قراءات شعرية وموسيقية في رواقها رقم {n}." for n in range(1, 5)]
TAGLINE = "جريدة رقمية مستقلة تتابع أخبار الجهة على مدار الساعة وتفتح صفحاتها لقرائها حيثما كانوا."
TEASERS = "".join(
    f"<article><h3><a href='/{n}'>لقاء مفتوح بدار الثقافة رقم {n}</a></h3><p>{text}</p></article>"
    for n, text in enumerate(LONG)
)
AROUND = {
    "teasers": f"<div class='x'>{TEASERS}</div>",
    "bare teasers": "<div>" + TEASERS.replace("article>", "div>") + "</div>",
    "teasers without headings": "".join(
        f"<div><i>20/11</i><a href='/{n}'>لقاء ثقافي بالدار رقم {n}</a><p>{text}</p></div>"
        for n, text in enumerate(LONG)
    ),
    "comments": f"<div id='comments'><h3>3 تعليقات</h3><ol><li><p>{LONG[0]}</p></li></ol></div>",
    "comments without class": f"<div><h3>التعليقات</h3><div><p>{LONG[0]} {LONG[1]}</p></div></div>",
    "tagline": f"<footer><p>{TAGLINE} {LONG[3]}</p></footer>",
    "author": f"<div class='author-box'><h4>سعاد بنعلي</h4><p>{LONG[2]}</p></div>",
    "sidebar": f"</article><aside><p>{LONG[2]}</p><p>{LONG[0]}</p></aside>",
}
PASSWORD = (
    "<form action='/wp-login.php?action=postpass' class='post-password-form'><p>{}</p>"
    "<label>كلمة المرور: <input name='post_password' type='password'></label></form>"
)  # fmt: skip
ASKS = [
    "هذا المحتوى محمي بكلمة مرور. لإظهار المحتوى يتعين عليك كتابة كلمة المرور في الأدنى:",
    "Cet article est protégé par un mot de passe. Pour le lire, veuillez saisir ce dernier :",
    "This content is password protected. To view it please enter your password below:",
]


def read(markup: str, hints: Hints | None = None, trace: Trace | None = None) -> Article:
    html = (
        f"<title>{HEADLINE}</title><body><header><p>{TAGLINE}</p></header><main><article>"
        f"<h1>{HEADLINE}</h1>{markup}</article></main><footer>جميع الحقوق محفوظة</footer></body>"
    )
    page = Page("x", "https://x.ma/1.html", SEEN, 200, {}, html.encode())
    return read_article(page, hints or Hints(body="div.text"), trace=trace or Trace())


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
def test_a_brief_has_its_own_words_only(around: str) -> None:
    trace = Trace()
    found = read(f"<div class='text'><p>{BRIEF}</p></div>{around}", trace=trace)
    assert (found.body, found.brief) == (BRIEF, True)
    told = "short, and no text stands beside it: the page around is not read"
    assert ("container", told) in trace.notes


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
@pytest.mark.parametrize(
    ("inside", "error"),
    [
        *((PASSWORD.format(asks), errors.LoginPage) for asks in ASKS),
        ("<iframe src='https://www.youtube.com/embed/x'></iframe>", errors.Gallery),
        ("<video src='/a.mp4'></video><p>شاهدوا الفيديو</p>", errors.Gallery),
        ("<div class='gallery'><img src=1.jpg><img src=2.jpg></div>", errors.Gallery),
        ("", errors.NotAnArticle),
        ("<p>صورة اليوم</p>", errors.NotAnArticle),
    ],
)
def test_what_stands_around_is_no_body(
    inside: str, error: type[errors.OutletError], around: str
) -> None:
    with pytest.raises(error):
        read(f"<div class='text'>{inside}</div>{around}")


@pytest.mark.parametrize("asks", ASKS)
def test_a_password_post_is_one_without_a_container_too(asks: str) -> None:
    with pytest.raises(errors.LoginPage):
        read(PASSWORD.format(asks) + TEASERS, Hints())


TEXT = "".join(f"<p>{text}</p>" for text in LONG)
LEAD = "<div class='text'><p>ملخص الخبر في سطر واحد</p></div>"


@pytest.mark.parametrize(
    "markup",
    [
        f"<div class='text'></div>{TEXT}",
        f"<div class='text'></div><div class='story'>{TEXT}</div>",
        f"{LEAD}<div class='story'><h2>تفاصيل اللقاء</h2>{TEXT}</div>",
        f"<div class='text'></div>{'<br><br>'.join(LONG)}",
        f"<div class='col'><div class='text'><p>{BRIEF}</p></div></div><section>{TEXT}</section>",
        f"<div class='story'>{TEXT}</div><div class='text'>تحرير</div>",
        f"<div class='story'>{TEXT}</div><ul><li><div class='text'>خبر آخر</div></li></ul>",
        f"<div class='story'>{TEXT}</div><form><div class='text'>اشترك معنا</div></form>",
        f"<div class='story comments-open'>{TEXT}</div>",
    ],
    ids=["after", "in a box", "lead", "bare text", "two boxes", "before", "in a list", "in a form",
         "none matches"],
)  # fmt: skip
def test_text_that_stands_beside_its_container_is_not_lost(markup: str) -> None:
    found = read(markup + AROUND["comments"]).body.splitlines()
    assert [line for line in found if line in LONG] == LONG
    assert len(found) <= len(LONG) + 2


def test_a_brief_stays_one_above_a_longer_article_of_the_same_class() -> None:
    below = f"</article><article><h1>{OTHER}</h1><div class='text'>{TEXT}</div>"
    assert read(f"<div class='text'><p>{BRIEF}</p></div>{below}").body == BRIEF


@pytest.mark.parametrize(
    "box",
    ["<header><form>{}</form></header>", "<div class='modal fade'><form>{}</form></div>",
     "<dialog><form>{}</form></dialog>", "<div style='display: none'><form>{}</form></div>"],
)  # fmt: skip
@pytest.mark.parametrize("hints", [Hints(body="div.text"), Hints()], ids=["container", "page"])
def test_a_brief_on_a_site_where_everybody_may_log_in(box: str, hints: Hints) -> None:
    form = box.format("<input type='text'><input type='password'><button>دخول</button>")
    assert read(f"<div class='text'><p>{BRIEF}</p></div>{form}", hints).body == BRIEF
