"""What a page itself calls its article, and the boxes around and within that are none of it."""

import pytest

from crawler.reading import Hints, Trace
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
