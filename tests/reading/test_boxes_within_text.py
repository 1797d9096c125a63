"""Boxes within a text: invitations to sign up, cards, buttons, lines for paper, glued fields."""

import pytest

from crawler.reading.extraction_hints import Hints
from crawler.reading.trace import Trace
from tests.reading.unknown_layouts import HEADLINE, OTHERS, TEXT, article, lines, paragraphs

INVITATIONS = {
    "card of Ghost": '<div class="kg-signup-card"><h2 class="x">صور من الميناء'
    '</h2><p class="kg-signup-card-subheading">كل أحد في بريدك.</p></div>',
    "field": "<div class='q'><h3>لا يفوتك جديدنا</h3><p>نشرة كل سبت.</p>"
    "<p>أزيد من ألفي قارئ معنا.</p>"
    "<form><input type='email'></form></div>",
    "link": f"<div class='q'><h4><a href='/abo'>{OTHERS[0]}</a></h4>"
    "<div>احصل على عدد كل شهر في بيتك.</div></div>",
}


@pytest.mark.parametrize("hints", [Hints(), Hints(body="div.k1")], ids=["page", "container"])
@pytest.mark.parametrize("kind", INVITATIONS)
def test_a_small_box_that_invites_leaves_whole(kind: str, hints: Hints) -> None:
    trace = Trace()
    inside = f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p>{INVITATIONS[kind]}<p>{TEXT[2]}</p><p>{TEXT[3]}</p>"
    assert lines(article(inside), hints, trace) == list(TEXT)


@pytest.mark.parametrize("hints", [Hints(), Hints(body="div.k1")], ids=["page", "container"])
def test_an_article_beside_a_field_stays(hints: Hints) -> None:
    field = "<form><input type='email'><button>أرسل</button></form>"
    wrapped = f"<div class='w'><h3>التعاونية والميناء</h3>{paragraphs()}{field}</div>"
    assert lines(article(wrapped), hints)[-4:] == list(TEXT)


@pytest.mark.parametrize(
    "button", ["<button>طباعة</button>", "<input type='submit' value='طباعة'>"]
)
def test_a_button_beside_a_short_article_costs_none_of_it(button: str) -> None:
    text = f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p>"
    text += f"<div>\u200b<span>{TEXT[2]}</span></div><div>{TEXT[3]}<br></div>"
    markup = (
        f"<title>{HEADLINE}</title><div class='article-content'><h1>{HEADLINE}</h1>"
        f"<div class='k7'>{button}<div class='f' style='display:inline'>{text}</div></div></div>"
    )
    assert lines(markup) == list(TEXT)


@pytest.mark.parametrize(("box", "kept"), [
    ("<div class='d-none d-print-block'>نسخة للطباعة من موقع جريدة الميناء اليوم</div>", False),
    ("<p class='sr-only'>نهاية الصورة المرفقة بهذا الخبر من الميناء</p>", False),
    ("<div class='d-none d-md-block'>ويتوفر السوق على قاعة للمزاد العلني اليومي.</div>", True),
    ("<div>قراءة <b>318</b> مرات<i>آخر تعديل على الجمعة, 20 نونبر 2026 09:05</i></div>",
     False),
])  # fmt: skip
def test_what_no_reader_sees_as_text_leaves(box: str, kept: bool) -> None:
    inside = f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p>{box}<p>{TEXT[2]}</p><p>{TEXT[3]}</p>"
    assert (len(lines(article(inside), Hints(body="div.k1"))) == 5) is kept


def test_spans_of_two_names_are_two_words_and_a_pictures_are_its_caption() -> None:
    picture = (
        "<div class='itemImageBlock'><img src='a.jpg'>"
        "<span class='itemImageCaption'>أشغال الرصيف</span>"
        "<span class='itemImageCredits'>عدسة الموقع</span></div>"
    )
    said = "<p>بلغت الكلفة "
    said += "<span class='k-number'>ثلاثين</span><span class='k-unit'>مليونا</span> كما قيل.</p>"
    split = "<p>وهذا <span class='s1'>ال</span>"
    split += "<span class='s1'>ميناء</span> هو الأول من نوعه في البلاد.</p>"
    said += "<p>وقال<span class='sr-only'>: </span>الرئيس إن السوق للجميع.</p>"
    found = lines(article(picture + paragraphs() + said + split), Hints(body="div.k1"))
    assert found[:4] == list(TEXT)
    assert found[4:] == [
        "بلغت الكلفة ثلاثين مليونا كما قيل.",
        "وقال الرئيس إن السوق للجميع.",
        "وهذا الميناء هو الأول من نوعه في البلاد.",
    ]
