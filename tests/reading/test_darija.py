"""The hint that a text is in Darija: its words outside quotes, never the language code."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.items import Article, Page
from crawler.languages.darija import SHARE, darija_hint, find_darija
from crawler.reading.extraction_hints import Hints
from crawler.reading.reader import read_article
from crawler.reading.trace import Trace

DARIJA = (
    "الناس ديال الدوار بقاو كيتسناو الطوبيس من الصباح، وحتى واحد ما جا يقول ليهم علاش. هادشي ماشي"
    " جديد عليهم، حيت كل نهار كيوقع نفس المشكل. مول الطوبيس قال بلي ماعندوش المازوط، والمقدم كيقول"
    " غادي يدوي مع الجماعة. دابا كاين اللي ولا كيمشي على رجليه باش يوصل للمدرسة، وبزاف ديال الدراري"
    " مابقاوش كيقراو."
)
STANDARD = (
    "ظل سكان الدوار ينتظرون الحافلة منذ الصباح دون أن يخبرهم أحد بسبب التأخر. وليس هذا الأمر جديدا"
    " عليهم، إذ يتكرر المشكل نفسه كل يوم. وقال صاحب الحافلة إن الوقود نفد، فيما أكد عون السلطة أنه"
    " سيراسل الجماعة. وصار بعض التلاميذ يقطعون الطريق مشيا للوصول إلى المدرسة، وانقطع كثير منهم عن"
    " الدراسة."
)
QUOTE = (
    "حنا ماشي ضد هاد المشروع، ولكن بغينا غير واحد يقول لينا علاش مابقاش كاين الطوبيس ديال الصباح"
)


def read(text: str, head: str = "", trace: Trace | None = None) -> Article:
    html = (
        f"<html><head><title>حافلة الدوار المنتظرة</title>{head}</head><body>"
        f'<h1>حافلة الدوار المنتظرة</h1><div class="text"><p>{text}</p></div></body></html>'
    )
    page = Page("x", "https://x.ma/1.html", datetime(2026, 11, 24, tzinfo=UTC), 200, {},
                html.encode())  # fmt: skip
    return read_article(page, Hints(body="div.text"), trace=trace or Trace(wanted=False))


def hint(found: Article) -> float | None:
    return darija_hint(found.body, found.language)


def test_a_darija_article_keeps_its_language_and_gets_the_hint() -> None:
    trace = Trace()
    found = read(DARIJA, trace=trace)
    assert found.language == "ar"
    assert (hint(found) or 0) > 3 * SHARE
    told = dict(trace.notes)["darija"]
    assert told.startswith("a hint, ")
    for word in ("ديال 2", "علاش", "غادي", "ماعندوش", "كيقول"):
        assert word in told


def test_the_same_story_in_standard_arabic_gets_none() -> None:
    trace = Trace()
    assert hint(read(STANDARD, trace=trace)) is None
    assert "darija" not in dict(trace.notes)


@pytest.mark.parametrize(
    "brief",
    [
        "البوليس شدو واحد السيد حيت كان كيبيع الدوا بلا رخصة فواحد الحانوت ديالو.",
        "الماتش ديال اليوم تأجل، وماكاين حتى خبر على التيكيات واش غادي يرجعو الفلوس.",
    ],
)
def test_a_brief_in_darija(brief: str) -> None:
    found = read(brief)
    assert found.brief
    assert hint(found)


@pytest.mark.parametrize("marks", ["«%s»", "« %s »", "» %s »", "“%s”", "”%s”", '"%s"'])
def test_a_quote_in_a_standard_text_is_no_hint(marks: str) -> None:
    """Reports quote people in Darija, some between guillemets that face the wrong way."""
    report = f"{STANDARD} وقال أحد السكان: {marks % QUOTE}. وأضاف المصدر أن التحقيق مستمر."
    assert find_darija(report).hint is None
    assert find_darija(QUOTE).hint


def test_a_headline_in_darija_over_a_standard_text_is_no_hint() -> None:
    assert hint(read(f"علاش الطوبيس ديال الصباح؟ {STANDARD}")) is None


@pytest.mark.parametrize(
    "text",
    [
        "قال غادي آيزنكوت إن غادي سيعود، وأكد غادي أن حزب غادي لن يشارك، وأن غادي باق في منصبه.",
        "يروي حنا مينة سيرة البحر، وقد عاش حنا في اللاذقية، ثم كتب حنا عن عمال الميناء كتبا كثيرة.",
        "يوقع كاتب الدولة صبري باش طبجي الاتفاق مع وزيرة الخارجية ومع السفير باش آغا في تونس غدا.",
    ],
)
def test_a_name_that_looks_like_darija_is_no_hint_however_often(text: str) -> None:
    assert len(find_darija(text).seen) == 1
    assert find_darija(text).hint is None


@pytest.mark.parametrize(
    "text",
    [
        "سجل مودريتش هدفا ومرر ماندزوكيتش كرة إلى راكيتيتش، ثم غادر بروزوفيتش وبيريسيتش الملعب.",
        "حجز الدرك بمراكش كيلوغرامات من مواد كيماوية، وكيفية نقلها معروفة لدى كيانات إجرامية.",
        "كان المفتش قد رآه قرب الكنيسة كما رآها غيره، ثم ناقش كتابه كأي كائن حي، بلى هو كاتب.",
        "يعد التدخل كتعبير عن الرفض وكتعويض عن الضرر وكنتيجة للنقاش وكنائب سابق قال كلمته.",
        "اشترى الفلاح ديكا روميا وديكين، وباعهم هادي ولينا في كيوتو وتوكيو خلال شهر يوليو.",
        "تدير المقاولة ورشا بكلفة تقدر بمليار، ويدير المدير مشروعا حيث غاية الاستثمار خاصة.",
    ],
)
def test_standard_words_and_names_that_resemble_darija(text: str) -> None:
    assert not find_darija(text).seen


@pytest.mark.slow
def test_only_arabic_texts_are_asked() -> None:
    french = "Le conseil de la commune a voté hier soir un budget pour le transport scolaire. " * 4
    found = read(french + QUOTE)
    assert (found.language, hint(found)) == ("fr", None)


@pytest.mark.parametrize("said", ["ary", ["ary", 3], {"name": ["ary"]}, None])
def test_what_the_page_says_of_its_language_counts_for_nothing(said: object) -> None:
    data = json.dumps({"@type": "NewsArticle", "inLanguage": said})
    head = (
        f'<script type="application/ld+json">{data}</script>'
        '<meta property="og:locale" content="ary">'
    )
    found = read(STANDARD, head)
    assert (found.language, hint(found)) == ("ar", None)
    assert hint(read(DARIJA, head)) == hint(read(DARIJA))


@given(st.text() | st.text('هادشيكبغتنما «»"“”\nـَِّ ', max_size=80))
def test_any_text_can_be_asked(text: str) -> None:
    found = find_darija(text)
    assert 0 <= found.share <= 1
    assert found.hint is None or SHARE <= found.hint <= 1


@given(st.lists(st.sampled_from("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0640"),
                min_size=1, max_size=8), st.randoms(use_true_random=False))  # fmt: skip
def test_harakat_and_tatweel_change_nothing(marks: list[str], random: object) -> None:
    choose = random.choice  # type: ignore[attr-defined]
    marked = "".join(letter + choose([*marks, ""]) * letter.isalpha() for letter in DARIJA)
    assert find_darija(marked) == find_darija(DARIJA)


def test_moroccan_and_persian_keyboards_are_one() -> None:
    assert find_darija("گالت كديما کيگول ليها ڭاع") == find_darija("كالت كديما كيكول ليها كاع")


def test_a_book_costs_no_more_than_an_article() -> None:
    assert find_darija(DARIJA * 2_000).words < 2_500
