"""What a page itself calls its article, and the boxes around and within that are none of it."""

import pytest

from crawler.reading.extraction_hints import Hints
from crawler.reading.trace import Trace
from tests.reading.unknown_layouts import HEADLINE, OTHERS, TEXT, article, lines, paragraphs

BRIEF = "تراجعت مفرغات السردين بالموانئ بنسبة 46 في المائة خلال ست سنوات، وتضاعف ثمن الكيلوغرام."
ABOUT = "أرقام الميناء موقع متخصص في صحافة البيانات، يقدم معطيات رسمية في رسوم مبسطة لكل القراء."
HINTS = [Hints(), Hints(body="div.k1")]
IDS = ["no hint", "container"]


def teasers(headlines: tuple[str, ...]) -> str:
    return "".join(
        f"<div class='m'><h4><a href='/{n}'>{one}</a></h4><p class='t'>{TEXT[n]}</p></div>"
        for n, one in enumerate(headlines)
    )


@pytest.mark.parametrize("names", [
    "itemprop='articleBody'", "class='entry-content'", "class='item-body' itemprop='articleBody'",
])  # fmt: skip
@pytest.mark.parametrize("headlines", [OTHERS[:2], ("القطار في أرقام", "مائدة المدينة")])
def test_a_brief_in_a_body_that_is_called_so_takes_nothing_from_around(
    names: str, headlines: tuple[str, ...]
) -> None:
    item = f"<div class='k3'><h1>{HEADLINE}</h1><div {names}><p>{BRIEF}</p></div></div>"
    around = (
        f"<div class='k4'><h3>رسوم أخرى</h3>{teasers(headlines)}</div><div><p>{ABOUT}</p></div>"
    )
    page = f"<title>{HEADLINE}</title><body><main>{item}{around}</main>"
    assert lines(page) == [BRIEF]


def test_a_text_beside_a_body_that_is_called_so_stays_below_the_same_heading() -> None:
    """The theme calls the lead alone so."""
    item = f"<h1>{HEADLINE}</h1><div class='entry-content'><p>{BRIEF}</p></div>{paragraphs()}"
    page = f"<title>{HEADLINE}</title><body><main><div class='k3'>{item}</div></main>"
    assert lines(page) == [BRIEF, *TEXT]


@pytest.mark.parametrize("last", ["<div>{}</div>", "<p>{}</p>", "<section><p>{}</p></section>"])
def test_bare_text_and_elements_in_one_place_are_one_article(last: str) -> None:
    demands = [
        f"{n}. {one}" for n, one in enumerate(("سوق مغطى.", "ماء وكهرباء.", "حارس ليلي."), 1)
    ]
    end = "ووعد رئيس الجماعة بالرد على المطالب كتابة داخل أجل لا يتعدى أسبوعين."
    inside = f"{TEXT[0]}<br><br>{TEXT[1]}<p>{'<br>'.join(demands)}</p>{TEXT[2]}<br><br>"
    assert lines(article(inside + last.format(end))) == [*TEXT[:2], *demands, TEXT[2], end]


@pytest.mark.parametrize("quote", [
    "<aside class='pullquote alignright'><p>{}</p></aside>", "<aside class='pull-quote'>{}</aside>",
    "<aside class='exergue'><p>{}</p></aside>",
])  # fmt: skip
def test_a_pull_quote_is_the_articles(quote: str) -> None:
    said = "كنا نبيع السمك في الظلام، بلا ماء."
    inside = paragraphs(TEXT[:2]) + quote.format(said) + paragraphs(TEXT[2:])
    assert lines(article(inside)) == [*TEXT[:2], said, *TEXT[2:]]


def test_another_aside_is_not() -> None:
    box = f"<aside class='box'><p><a href='/2'>{OTHERS[0]}</a></p><p>اقرأ الملف كاملا.</p></aside>"
    assert lines(article(paragraphs(TEXT[:2]) + box + paragraphs(TEXT[2:]))) == list(TEXT)


def test_the_heading_of_the_first_chapter_is_read_as_the_others_are() -> None:
    chapters = ["1. المفتاح", "2. سنوات بلا سجل", "3. المصباح"]
    toc = "".join(f"<a href='#c{n}'>{one[3:]}</a>" for n, one in enumerate(chapters))
    inside = "".join(f"<h2 id='c{n}'>{one}</h2><p>{TEXT[n]}</p>" for n, one in enumerate(chapters))
    read = lines(article(f"<div class='toc'>{toc}</div>{inside}"))
    assert read == [line for pair in zip(chapters, TEXT, strict=False) for line in pair]


COMMENTS = (
    "لقد كان الإغلاق طويلا جدا، وكنت أقطع كل صباح طريقا أطول بعشرين كيلومترا للوصول إلى العمل.",
    "شكرا لعمال الورش الذين اشتغلوا ليلا، لكن الرصيف المحاذي للنهر ما زال خطرا على أطفال المدارس.",
)
SLOGAN = (
    "الجريدة المستقلة للميناء: أخبار الجهة كلها، طيلة اليوم، يتحقق منها من يعيشون فيها منذ 2009."
)


@pytest.mark.parametrize("heading", ["2 تعليقات", "Commentaires (2)", "تعليقات القراء"])
def test_comments_that_are_longer_than_a_brief_are_none_of_it(heading: str) -> None:
    brief = "<p>أعيد فتح الجسر القديم أمام السيارات مساء الثلاثاء بعد ثلاثة أسابيع من الأشغال.</p>"
    said = "".join(f"<div class='r'><b>قارئ</b><p>{one}</p></div>" for one in COMMENTS)
    page = (
        f"<title>{HEADLINE}</title><body><header><p class='x'>{SLOGAN}</p></header><article>"
        f"<h1>{HEADLINE}</h1><div class='k1'>{brief}<p>وتبقى الشاحنات ممنوعة.</p></div></article>"
        f"<section id='r'><h2>{heading}</h2>{said}</section>"
    )
    assert lines(page) == [brief[3:-4], "وتبقى الشاحنات ممنوعة."]


def test_a_slogan_above_the_headline_is_no_article_however_long() -> None:
    page = (
        f"<title>{HEADLINE}</title><body><header><p>{SLOGAN} {SLOGAN}</p></header>"
        f"<main><h1>{HEADLINE}</h1><div class='k1'><p>{BRIEF}</p></div></main>"
    )
    assert lines(page) == [BRIEF]


def test_lines_laid_out_as_blocks_stay_between_short_sentences() -> None:
    groups = ["فصيلة O: 512 كيسا", "فصيلة A: 371 كيسا", "فصيلة B: 257 كيسا"]
    blocks = "".join(f"<b style='display:block'>{one}</b>" for one in groups)
    behind = ("وتوزع المتبرعون على ثلاث جماعات.", "ويكفي المخزون حتى منتصف دجنبر.")
    inside = f"<p>{TEXT[0]}</p><p>{blocks}</p>{paragraphs(behind)}"
    assert lines(article(inside)) == [TEXT[0], *groups, *behind]


def test_a_builders_other_module_between_paragraphs_is_text() -> None:
    def module(kind: str, *texts: str) -> str:
        inner = f"<div class='et_pb_{kind}_inner'>{paragraphs(texts)}</div>"
        return f"<div class='et_pb_module et_pb_{kind} b__share-ready'>{inner}</div>"

    inside = module("text", TEXT[0]) + module("blurb", TEXT[1]) + module("text", *TEXT[2:])
    row = f"<div class='et_pb_row'><div class='et_pb_column et_pb_column_4_4'>{inside}</div></div>"
    assert lines(article(row)) == list(TEXT)


AD = "هل تبحث عن شقة قرب الميناء؟ تقدم لكم إقامات المرسى شققا بتسهيلات تصل إلى عشر سنوات."


@pytest.mark.parametrize("hints", HINTS, ids=IDS)
@pytest.mark.parametrize("label", ["إعلان", "إشهار", "محتوى ممول", "Publicité", "Sponsored"])
@pytest.mark.parametrize("box", [
    "<div class='x7'><span>{label}</span><p>{ad}</p></div>",
    "<div class='x7'><div>{label}</div><div><p>{ad}</p><p><a href='/ad'>للمزيد</a></p></div></div>",
])  # fmt: skip
def test_a_box_that_calls_itself_an_advertisement_is_one(
    box: str, label: str, hints: Hints
) -> None:
    trace = Trace()
    inside = paragraphs(TEXT[:2]) + box.format(label=label, ad=AD) + paragraphs(TEXT[2:])
    assert lines(article(inside), hints, trace) == list(TEXT)
    assert AD[:40] in str(trace)


@pytest.mark.parametrize("hints", HINTS, ids=IDS)
@pytest.mark.parametrize("inside", [
    f"<div><span>محتوى ممول</span>{paragraphs()}</div>",  # all of it is paid for
    f"<h3>إعلان</h3>{paragraphs()}",  # a notice under its heading
    f"<p>إعلان</p>{paragraphs()}",
])  # fmt: skip
def test_an_article_below_such_a_word_stays(inside: str, hints: Hints) -> None:
    assert lines(article(inside), hints)[-4:] == list(TEXT)
