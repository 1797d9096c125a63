"""Short paragraphs in boxes of their own, on pages whose container nobody named."""

import pytest

from crawler.reading.extraction_hints import Hints
from crawler.reading.trace import Trace
from tests.reading.unknown_layouts import HEADLINE, OTHERS, TEXT, article, paragraphs, read

H1 = f"<h1>{HEADLINE}</h1>"
SHORT = (
    "رفعت الجلسة، وتقرر تأجيلها إلى الأسبوع المقبل.",
    "ممثل البحارة يطلب خبرة ثانية في كلفة البناء.",
    "استئناف الجلسة بعد توقف دام ساعة.",
)


def own(inside: str) -> str:
    return f"<title>{HEADLINE}</title><body><main><article>{H1}{inside}</article></main>"


def test_the_entries_of_a_live_post_are_its_text() -> None:
    entries = "".join(
        f'<div class="live-update"><time>1{n}:00</time><div class="live-update__body">'
        f"<p>{one}</p></div></div>" for n, one in enumerate(SHORT)
    )  # fmt: skip
    found = read(own(f'<div class="live__intro"><p>{TEXT[0]}</p></div><div>{entries}</div>'))
    assert found.body == "\n".join((TEXT[0], *SHORT))


@pytest.mark.parametrize("name", ["fusion-text fusion-text-2 fusion-no-small-visibility", "b7 x"])
def test_a_builders_second_box_of_short_paragraphs_stays(name: str) -> None:
    parts = f'<div class="fusion-text fusion-text-1">{paragraphs(TEXT[:2])}</div>'
    found = read(own(f'<div class="b">{parts}<div class="{name}">{paragraphs(SHORT)}</div></div>'))
    assert found.body == "\n".join((*TEXT[:2], *SHORT))


def test_a_widgets_short_sentences_and_other_articles_go() -> None:
    box = f'<div class="newsletter"><p>{SHORT[0]}</p></div>'
    card = f'<div class="c"><h3><a href="/1">{OTHERS[0]}</a></h3><p>{SHORT[1]}</p></div>'
    trace = Trace(wanted=True)
    found = read(own(f'<div class="b">{paragraphs()}</div>{box}{card}'), trace=trace)
    assert found.body == "\n".join(TEXT)
    assert all(any(one in step for step in map(str, trace.notes)) for one in SHORT[:2])


def test_headings_that_a_table_of_contents_links_to_stay() -> None:
    contents = (
        '<ul><li><a href="#un">أشغال الرصيف</a></li><li><a href="#de">كلفة النقل</a></li></ul>'
    )
    text = (
        f'<div class="toc">{contents}</div><h2 id="un">أشغال الرصيف</h2>{paragraphs(TEXT[:2])}'
        f'<h2 id="de">كلفة النقل</h2>{paragraphs(TEXT[2:])}'
    )
    body = ("أشغال الرصيف", *TEXT[:2], "كلفة النقل", *TEXT[2:])
    assert read(article(text)).body == "\n".join(body)


@pytest.mark.parametrize("name", ["kg-callout-text", "sqs-html-content", "ct-text-block"])
def test_an_editors_box_between_paragraphs_stays(name: str) -> None:
    box = f'<div class="{name.split("-")[0]}-card"><div class="{name}">{SHORT[0]}</div></div>'
    found = read(article(f"{paragraphs(TEXT[:2])}{box}{paragraphs(TEXT[2:])}"))
    assert found.body == "\n".join((*TEXT[:2], SHORT[0], *TEXT[2:]))


@pytest.mark.parametrize("markup", ['class="teaser-text"', 'itemprop="description"'])
def test_the_first_paragraph_in_a_box_of_its_own_is_read(markup: str) -> None:
    found = read(own(f"<div {markup}><p>{TEXT[0]}</p></div><div>{paragraphs(TEXT[1:])}</div>"))
    assert found.body == "\n".join(TEXT)


@pytest.mark.parametrize("hints", [Hints(), Hints(body="div.k1")])
def test_a_poll_within_the_text_is_none_of_it(hints: Hints) -> None:
    options = "".join(f'<li><input type="radio"> <label>{one}</label></li>'
                      for one in ("نعم", "لا رأي لي"))  # fmt: skip
    poll = f"<form><p>هل تؤيد السوق الجديد في المدينة؟</p><ul>{options}</ul></form>"
    found = read(article(f"{paragraphs(TEXT[:2])}{poll}{paragraphs(TEXT[2:])}"), hints)
    assert found.body == "\n".join(TEXT)


def test_the_form_around_a_web_forms_page_holds_the_article() -> None:
    state = '<input type="hidden" name="__VIEWSTATE" value="x"><input type="email">'
    others = "".join(f'<div><a href="/{n}">{one}</a></div>' for n, one in enumerate(OTHERS))
    found = read(
        f"<title>{HEADLINE}</title><body><form>{state}<span>{HEADLINE}</span>"
        f"<div class='b'>{''.join(f'<div>{one}</div>' for one in TEXT)}</div>{others}</form>"
    )
    assert found.body == "\n".join(TEXT)


def test_an_article_below_a_link_to_another_one_is_no_card() -> None:
    link = f'<p><a href="/2">{OTHERS[0]}</a></p>'
    found = read(f"<title>{HEADLINE}</title><body><main>{link}<div>{paragraphs()}</div></main>")
    assert found.body == "\n".join(TEXT)


@pytest.mark.parametrize("hour", ["18:40", "18h40", ""])
def test_entries_behind_a_lead_are_a_live_posts_by_their_hours(hour: str) -> None:
    entries = "".join(
        f'<div class="t-item"><b>{hour}</b><div class="t-text">{one}</div></div>' for one in SHORT
    )
    holder = f'<div class="c"><div>{H1}</div><div class="x"><p>{TEXT[0]}</p></div>'
    found = read(f"<title>{HEADLINE}</title><body>{holder}<div class='l'>{entries}</div></div>")
    said = [line for line in found.body.splitlines() if line != hour]
    assert said == [TEXT[0], *(SHORT if hour else ())]


@pytest.mark.parametrize("layout", ["sidebar-right", "has-sidebar", "sidebar"])
def test_a_layouts_class_on_the_main_part_takes_no_article(layout: str) -> None:
    cards = "".join(f'<div class="w"><h3><a href="/{n}">{one}</a></h3></div>'
                    for n, one in enumerate(OTHERS * 3))  # fmt: skip
    by = '<a class="author" rel="author" href="/author/s">سعاد بنعلي</a>'
    found = read(
        f'<title>{HEADLINE}</title><body><div class="head">{H1}</div><div id="main"'
        f' class="{layout}"><div role="main"><div class="t">{paragraphs()}</div>{by}</div>'
        f"<aside>{cards}</aside></div>"
    )
    assert (found.body, found.authors) == ("\n".join(TEXT), ("سعاد بنعلي",))


def test_a_builders_column_with_one_short_paragraph_stays() -> None:
    column = '<div class="wrap one"><div class="column_attr clearfix">{}</div></div>'
    columns = column.format(paragraphs()) + column.format(f"<p>{SHORT[0]}</p>")
    found = read(
        f'<title>{HEADLINE}</title><body><div class="p">{H1}<div class="entry-content"><div'
        f' class="section">{columns}</div></div></div>'
    )
    assert found.body == "\n".join((*TEXT, SHORT[0]))
