"""Pages without a hint: the lines whose surroundings say article, and those beside it."""

import pytest

from crawler.reading.extraction_hints import Hints
from crawler.reading.trace import Trace
from tests.reading.unknown_layouts import HEADLINE, OTHERS, TEXT, article, lines, paragraphs, read


@pytest.mark.parametrize(
    "line",
    [
        "<div>الكلفة النهائية للسوق: ثلاثون مليون درهم.</div>",
        "<section>الكلفة النهائية للسوق: ثلاثون مليون درهم.</section>",
        "<center>الكلفة النهائية للسوق: ثلاثون مليون درهم.</center>",
        "<pre>الكلفة النهائية للسوق: ثلاثون مليون درهم.</pre>",
        "<div><div>الكلفة النهائية للسوق: ثلاثون مليون درهم.</div></div>",
        "الكلفة النهائية للسوق: ثلاثون مليون درهم.",
    ],
    ids=["div", "section", "center", "pre", "nested", "bare"],
)
def test_a_sentence_between_paragraphs_stays_whatever_holds_it(line: str) -> None:
    page = article(f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p>{line}<p>{TEXT[2]}</p>")
    assert lines(page) == [*TEXT[:2], "الكلفة النهائية للسوق: ثلاثون مليون درهم.", TEXT[2]]


@pytest.mark.parametrize("style", [
    'style="display:block"', "style='display: inline-block;'", 'style="color:red;display:flex"',
    'class="d-block"',
])  # fmt: skip
def test_spans_laid_out_as_blocks_are_lines(style: str) -> None:
    figures = f"<p><span {style}>عدد المحلات 40</span><span {style}>عدد العمال 120</span></p>"
    page = article(f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p>{figures}<p>{TEXT[2]}</p>")
    for hints in (Hints(), Hints(body="div.k1")):
        assert lines(page, hints) == [*TEXT[:2], "عدد المحلات 40", "عدد العمال 120", TEXT[2]]


def test_spans_of_one_sentence_stay_one_line() -> None:
    first, rest = TEXT[1].split(" ", 1)
    inside = f'<p>{TEXT[0]}</p><p><span>{first}</span> <span style="color:red">{rest}</span></p>'
    assert lines(article(inside + f"<p>{TEXT[2]}</p>")) == list(TEXT[:3])


@pytest.mark.parametrize(
    "body", ['itemprop="articleBody"', 'class="entry-content"', 'class="article-body"']
)
def test_bodies_that_the_markup_calls_so_are_one_article(body: str) -> None:
    first = f'<div class="a"><div {body}>{paragraphs(TEXT[:2])}</div></div>'
    rest = f'<div class="b"><div {body}>{paragraphs(TEXT[2:])}</div></div>'
    page = article(first + "<div class='z'><p>إعلان</p></div>" + rest)
    assert lines(page) == list(TEXT)


def test_the_body_of_the_next_article_is_another_one() -> None:
    other = "".join(f"<p>{text} وهذا خبر آخر.</p>" for text in TEXT)
    more = f'<article><h2><a href="/2">{OTHERS[0]}</a></h2><div class="entry-content">{other}</div>'
    page = article(f'<div class="entry-content">{paragraphs()}</div>', more + "</article>")
    assert lines(page) == list(TEXT)


@pytest.mark.parametrize("items", [["أربعون محلا", "قاعة مزاد"], list(TEXT[:2])])
def test_a_list_between_paragraphs_is_text(items: list[str]) -> None:
    made = "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
    texts = [text for text in TEXT if text not in items]
    page = article(f"<p>{texts[0]}</p>{made}<p>{texts[1]}</p>")
    assert lines(page) == [texts[0], *items, texts[1]]


STEPS = ("3 أبريل: السوق القديم بالمدينة", "5 أبريل: دار الشباب بالميناء", "9 أبريل: ساحة البلدية")


def listed(items: tuple[str, ...] | list[str], name: str = "programme") -> str:
    return f"<ul class='{name}'>{''.join(f'<li>{one}</li>' for one in items)}</ul>"


@pytest.mark.parametrize("box", [
    "<div class='txt'>{}</div>{}", "<div><div class='txt'>{}</div></div>{}",
    "<section class='z'><div class='txt'>{}</div>{}</section>",
])  # fmt: skip
def test_a_list_right_below_the_field_of_the_text_is_its_programme(box: str) -> None:
    assert lines(article(box.format(paragraphs(), listed(STEPS)))) == [*TEXT, *STEPS]


@pytest.mark.parametrize("below", [
    listed(STEPS, "tags"), listed(STEPS, "post-meta"), listed(["شارك", "اطبع", "أرسل"]),
    listed([f"<a href='/{n}'>{one}</a>" for n, one in enumerate(OTHERS)]),
    f"<div>إعلان</div>{listed(STEPS)}",
])  # fmt: skip
def test_other_lists_below_it_are_none(below: str) -> None:
    assert lines(article(f"<div class='txt'>{paragraphs()}</div>{below}")) == list(TEXT)


def test_a_page_that_closes_no_tag_is_read() -> None:
    menu = "".join(f"<li><a href=/{n}>قسم {n}" for n in range(6))
    text = "".join(f"<p>{one}" for one in TEXT)
    page = (
        f"<title>{HEADLINE}</title><body><ul>{menu}</ul><h1>{HEADLINE}</h1><a href=/p><div>{text}"
    )
    assert lines(page) == list(TEXT)
    assert lines(f"<title>{HEADLINE}</title><h1>{HEADLINE}</h1><a name=top>{text}") == list(TEXT)


@pytest.mark.parametrize(
    "notice",
    [
        "<div class='x1'><p>نحترم خصوصيتكم ونود أن نعرض هنا محتوى من موقع آخر قد يجمع بياناتكم.</p>"
        "<button>أوافق على العرض</button></div>",
        "<div class='x1'><label><input type=checkbox>نحترم خصوصيتكم ونود أن نعرض هنا محتوى من موقع "
        "آخر قد يجمع بياناتكم.</label></div>",
        "<div role='dialog'><p>نحترم خصوصيتكم ونود أن نعرض هنا محتوى من موقع آخر قد يجمع بياناتكم."
        "</p></div>",
    ],
    ids=["button", "checkbox", "dialog"],
)
def test_a_consent_notice_between_paragraphs_is_no_text(notice: str) -> None:
    page = article(f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p>{notice}<p>{TEXT[2]}</p>")
    assert lines(page) == list(TEXT[:3])


@pytest.mark.parametrize("text", ["اقرأ المزيد عن الموضوع", "Lire aussi", "اخترنا لكم اليوم"])
def test_a_linked_headline_behind_a_label_leaves_and_is_explained(text: str) -> None:
    related = f'<p><strong>{text}: <a href="/2">{OTHERS[0]}</a></strong></p>'
    page = article(f"<p>{TEXT[0]}</p>{related}<p>{TEXT[1]}</p>")
    for hints in (Hints(), Hints(body="div.k1")):
        trace = Trace()
        assert lines(page, hints, trace) == list(TEXT[:2])
        assert any(step == "left out" and OTHERS[0] in said for step, said in trace.notes)


@pytest.mark.parametrize("linked", [
    f'<p>وكتبت الجريدة: <a href="/2">{TEXT[2]}</a></p>', f'<p><a href="/2">{TEXT[2]}</a></p>',
])  # fmt: skip
def test_a_sentence_that_an_author_links_stays(linked: str) -> None:
    page = article(f"<p>{TEXT[0]}</p>{linked}<p>{TEXT[1]}</p>")
    for hints in (Hints(), Hints(body="div.k1")):
        assert len(lines(page, hints)) == 3


STANDFIRST = "سنتان من الأشغال وأربعون محلا، والبحارة ينتظرون أثمنة أقل"


@pytest.mark.parametrize(
    ("head", "markup"),
    [
        ("", '<p class="chapo">{}</p>'),
        ("", '<div class="post-excerpt"><p>{}</p></div>'),
        (f'<meta name="description" content="{STANDFIRST}">', '<div class="q5">{}</div>'),
        (f'<meta property="og:description" content="{STANDFIRST} ...">', "<h2>{}</h2>"),
    ],
    ids=["class", "box", "description", "og"],
)
def test_the_standfirst_between_headline_and_text_is_read(head: str, markup: str) -> None:
    page = article(paragraphs()).replace("</h1>", "</h1>" + markup.format(STANDFIRST), 1)
    assert lines(head + page) == [STANDFIRST, *TEXT]


@pytest.mark.parametrize("line", [
    '<div class="excerpt">{}</div>', '<p class="byline">بقلم مراسل الجريدة من ميناء المدينة</p>',
])  # fmt: skip
def test_what_repeats_the_text_or_signs_it_is_no_standfirst(line: str) -> None:
    page = article(paragraphs()).replace("</h1>", "</h1>" + line.format(TEXT[0]), 1)
    assert lines(page) == list(TEXT)


STATED = "\\u003cp\\u003e".join(["", *TEXT])


@pytest.mark.parametrize(
    ("script", "source"),
    [
        (f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{HEADLINE}",'
         f'"articleBody":"{" ".join(TEXT)}"}}</script>', "json-ld"),
        (f'<script id="__NEXT_DATA__" type="application/json">{{"post":{{"html":"{STATED}"}}}}'
         "</script>", "script"),
        ('<script>self.__next_f.push([1,"{\\"html\\":\\"'
         + STATED.replace("\\", "\\\\") + '\\"}"])</script>', "script"),
    ],
    ids=["json-ld", "state", "escaped twice"],
)  # fmt: skip
def test_a_page_that_scripts_draw_is_read_from_their_data(script: str, source: str) -> None:
    found = read(f"<title>{HEADLINE}</title><body><h1>{HEADLINE}</h1><div id=app></div>{script}")
    assert " ".join(found.body.split()) == " ".join(TEXT)
    assert found.body_source == source


def test_what_is_paid_for_is_not_taken_from_scripts() -> None:
    stated = (f'{{"@type":"NewsArticle","headline":"{HEADLINE}","isAccessibleForFree":false,'
              f'"articleBody":"{" ".join(TEXT)}"}}')  # fmt: skip
    page = (f'<h1>{HEADLINE}</h1><p>هذا المقال مخصص للمشتركين في الجريدة دون غيرهم من القراء.</p>'
            f'<script type="application/ld+json">{stated}</script>')  # fmt: skip
    with pytest.raises(Exception, match="paywall|no body"):
        read(page)
