"""A text of one sentence keeps to itself: comments and calls around it are longer than it."""

import pytest

from tests.reading.unknown_layouts import HEADLINE, TEXT, lines

BRIEF = "انقطع الماء صباح اليوم عن أحياء المدينة القديمة بسبب عطب في القناة الرئيسية بحي القصبة."
WORDS = (
    "هذا العطب يتكرر كل صيف ولا أحد من المسؤولين يكلف نفسه عناء إخبار السكان قبل أن ينقطع الماء.",
    "عندنا في الحي الجديد لم ينقطع الماء ولكن الضغط ضعيف منذ أسبوع والشكايات بلا جواب إلى الآن.",
)
ENTRIES = "".join(
    f"<div class='e'><span>{name}</span><p>{said}</p></div>"
    for name, said in zip(("أبو أمين", "سعاد"), WORDS, strict=True)
)


def page(below: str, heading: str = f"<h1>{HEADLINE}</h1>") -> str:
    return f"<title>{HEADLINE}</title><body><main>{heading}<div><p>{BRIEF}</p></div>{below}</main>"


@pytest.mark.parametrize(
    "comments",
    [
        f"<div><b>2 تعليقات</b>{ENTRIES}</div>",
        f"<div><p>التعليقات (2)</p><div>{ENTRIES}</div></div>",
        f"<section><div><h3>آراء القراء</h3></div>{ENTRIES}</section>",
        f"<div><div>2 commentaires</div>{ENTRIES}</div>",
    ],
    ids=["counter", "wrapped", "heading", "French"],
)
def test_what_readers_say_below_a_brief_is_none_of_it(comments: str) -> None:
    assert lines(page(comments)) == [BRIEF]


@pytest.mark.parametrize("text", [
    f"<div><span>3 تعليقات</span><p>{TEXT[0]}</p><p>{TEXT[1]}</p></div>",
    f"<div><span>3 تعليقات</span><div><p>بقلم: سعيد الراضي</p><p>{TEXT[0]}</p>"
    f"<p>{TEXT[1]}</p><p>{TEXT[2]}</p></div></div>",
], ids=["paragraphs", "byline"])  # fmt: skip
def test_a_counter_between_lead_and_text_ends_nothing(text: str) -> None:
    found = lines(page(text))
    assert [line for line in found if line in TEXT] == [one for one in TEXT if one in text]


SAID = (
    ("رشيد بناني، رئيس الجماعة", "سنغير القناة كلها قبل نهاية السنة."),
    ("ليلى السقاط", "الشركة لم تخبر أحدا من السكان قبل الأشغال."),
)


def quotes(heading: str, tag: str = "div", more: str = "") -> str:
    entries = "".join(f"<{tag}><b>{name}</b><p>{said}</p>{more}</{tag}>" for name, said in SAID)
    return f"<div class='k4'><h3>{heading}</h3>{entries}</div>"


@pytest.mark.parametrize("heading", ["Réactions", "Avis", "تعليقات", "Comentarios"])
def test_what_others_said_of_it_is_of_a_brief(heading: str) -> None:
    inside = f"<div><p>{BRIEF}</p>{quotes(heading)}</div>"
    markup = f"<title>{HEADLINE}</title><body><main><h1>{HEADLINE}</h1>{inside}</main>"
    found = lines(markup)
    assert [line for line in found if line.endswith(".")] == [BRIEF, *(said for _, said in SAID)]


@pytest.mark.parametrize("heading", ["Réactions", "2 تعليقات"])
def test_a_text_that_goes_on_below_a_box_of_voices_is_read_to_its_end(heading: str) -> None:
    inside = f"<div><p>{BRIEF}</p>{quotes(heading)}<p>{TEXT[0]}</p><p>{TEXT[1]}</p></div>"
    markup = f"<title>{HEADLINE}</title><body><main><h1>{HEADLINE}</h1>{inside}</main>"
    assert [line for line in lines(markup) if line in (BRIEF, *TEXT)] == [BRIEF, *TEXT[:2]]


@pytest.mark.parametrize("box", [
    quotes("Comentarios", more="<time>ayer</time>"),
    quotes("تعليقات", more="<button>رد</button>"),
    quotes("Réactions").replace("k4", "thread-comments"),
    quotes("Avis", "li").replace("<li>", "<li class='comment'>"),
], ids=["time", "button", "box", "entries"])  # fmt: skip
def test_a_single_word_heads_readers_where_their_box_shows_them(box: str) -> None:
    assert lines(page(box)) == [BRIEF]


CALL = "التحقوا بعشرات الآلاف من المشتركين الذين يقرؤون كل مساء خلاصة ما جرى في الجهة دون إعلانات."


@pytest.mark.parametrize("box", [
    '<section class="footer-cta"><h2>خلاصة اليوم</h2><p>{}</p></section>',
    '<div class="newsletter-block"><h3>خلاصة اليوم</h3><div><p>{}</p></div></div>',
    '<div id="subscribe"><p>{}</p></div>',
])  # fmt: skip
@pytest.mark.parametrize("tag", ["article", "main"])
def test_a_call_outside_of_the_part_with_a_brief_is_none_of_it(box: str, tag: str) -> None:
    body = f"<{tag}><h1>{HEADLINE}</h1><div><p>{BRIEF}</p></div></{tag}>{box.format(CALL)}"
    assert lines(f"<title>{HEADLINE}</title><body><div>{body}</div>") == [BRIEF]


def test_a_text_behind_the_part_with_its_headline_is_read_whatever_its_name() -> None:
    text = "".join(f"<p>{one}</p>" for one in TEXT)
    markup = (
        f"<title>{HEADLINE}</title><body><div><article><h1>{HEADLINE}</h1><p>{BRIEF}</p></article>"
        f'<div class="sidebar-content">{text}</div></div>'
    )
    assert [line for line in lines(markup) if line in TEXT] == list(TEXT)


@pytest.mark.parametrize("tag", ["article", "main"])
@pytest.mark.parametrize("name", ["social-content post-body", "newsletter-content", "promo-text"])
@pytest.mark.parametrize("above", [
    "<p class='chapo'>ثلاثون مليونا وسنتان من الأشغال.</p>", f"<p class='chapo'>{BRIEF}</p>",
    "<p class='date'>نشر يوم الاثنين 16 نونبر 2026 بالرباط.</p>",
], ids=["standfirst", "long standfirst", "day"])  # fmt: skip
def test_a_text_of_two_paragraphs_beside_the_part_with_its_headline_is_read(
    above: str, name: str, tag: str
) -> None:
    text = "".join(f"<p>{one}</p>" for one in TEXT[:2])
    body = f"<{tag}><h1>{HEADLINE}</h1>{above}</{tag}><div class='{name}'>{text}</div>"
    found = lines(f"<title>{HEADLINE}</title><body><div>{body}</div>")
    assert [line for line in found if line in TEXT] == [*TEXT[:2]]


@pytest.mark.parametrize("more", ["<h3>خلاصة اليوم</h3>", "<input type='email'>"])
def test_two_paragraphs_of_a_call_beside_a_brief_leave(more: str) -> None:
    box = f"<div class='newsletter-content'>{more}<p>{CALL}</p><p>{WORDS[0]}</p></div>"
    body = f"<article><h1>{HEADLINE}</h1><div><p>{BRIEF}</p></div></article>{box}"
    assert lines(f"<title>{HEADLINE}</title><body><div>{body}</div>") == [BRIEF]
