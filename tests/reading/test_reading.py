"""Reading pages: exact text, no boilerplate, named refusals."""

from datetime import UTC, datetime

import pytest
from lxml.html import tostring

from crawler.arabic import folded_words
from crawler.errors import Blocked, NotAnArticle, OutletError, Unreadable
from crawler.items import Article, Page
from crawler.markup.bounded_html_parsing import parse
from crawler.reading.body.extraction import find_body
from crawler.reading.extraction_hints import Hints
from crawler.reading.reader import read_article

SEEN = datetime(2026, 11, 24, 12, tzinfo=UTC)
WORDS = "أعلنت الجماعة الترابية عن فتح باب الترشيح لجائزة القراءة في المدارس القروية هذه السنة"
PARAGRAPHS = [f"{WORDS} رقم {number}، «كما ورد».." for number in ("واحد", "اثنان", "ثلاثة")]


def page(html: str | bytes, content_type: str = "text/html; charset=utf-8") -> Page:
    body = html.encode() if isinstance(html, str) else html
    return Page("x", "https://x.ma/1.html", SEEN, 200, {"content-type": content_type}, body)


def read(html: str | bytes, hints: Hints | None = None) -> Article:
    return read_article(page(html), hints)


def article(body: str, head: str = "", headline: str = "جائزة القراءة.. هنا") -> str:
    return (
        f"<html><head><title>{headline} - الموقع</title>{head}</head><body><nav>الرئيسية</nav>"
        f"<h1>{headline}</h1>{body}<footer>© 2026 جميع الحقوق محفوظة</footer></body></html>"
    )


def paragraphs(tag: str = "p") -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in PARAGRAPHS)


HINTS = Hints(body="div.text")


def test_container_and_whole_page_give_the_same_text() -> None:
    html = article(f'<div class="text">{paragraphs()}</div>')
    assert read(html, HINTS).body.splitlines() == PARAGRAPHS
    assert read(html).body.splitlines() == PARAGRAPHS
    assert read(html, HINTS).body_source == "container: div.text"
    assert read(html, Hints(body="div.gone")).body_source == "page"


@pytest.mark.parametrize(
    "markup",
    [
        "<br><br>".join(PARAGRAPHS),
        paragraphs("div"),
        "".join(f"<ul><li>{text}</li></ul>" for text in PARAGRAPHS),
        "".join(f"<p><span>{text[:20]}</span><a href='/x'>{text[20:40]}</a>{text[40:]}</p>"
                for text in PARAGRAPHS),
        "".join(f"<p>{text}</p><figure><img><figcaption>صورة: أرشيف</figcaption></figure>"
                for text in PARAGRAPHS),
        paragraphs() + '<p>اقرأ أيضا: <a href="/2.html">خبر آخر تماما لا يهم هنا</a></p>',
        '<div class="share-buttons">شارك فيسبوك تويتر واتساب</div>' + paragraphs(),
        f"<h2>جائزة القراءة.. هنا</h2>{paragraphs()}",
    ],
)  # fmt: skip
def test_paragraphs_as_the_reader_sees_them(markup: str) -> None:
    html = article(f'<div class="text">{markup}</div>')
    assert read(html, HINTS).body.splitlines() == PARAGRAPHS


@pytest.mark.parametrize(
    "sentence",
    ["وقال الوزير: اقرأ أيضا كتب التاريخ، شارك في النقاش، واترك تعليقا على كل فصل منها.",
     "اشترك في هذا اللقاء عدد من الخبراء، وتابعنا على مدى ساعتين عروضا مختلفة حول الموضوع.",
     "المصدر: هكذا أجاب الوزير حين سئل عن أسباب ارتفاع الأسعار خلال الندوة الصحافية الأخيرة.",
     "انضم مئات التلاميذ إلى مبادرة القراءة عبر واتساب، والتعليقات على الفكرة كانت مشجعة جدا.",
     "وتظل الخدمة متاحة للمشتركين في الصندوق المغربي للتقاعد إلى غاية نهاية السنة الجارية."],
)  # fmt: skip
def test_boilerplate_words_inside_a_sentence_survive(sentence: str) -> None:
    html = article(f'<div class="text">{paragraphs()}<p>{sentence}</p></div>')
    assert read(html, HINTS).body.splitlines() == [*PARAGRAPHS, sentence]


@pytest.mark.parametrize(
    "line",
    ["طباعة Email فيسبوك تويتر لينكدين Pin Interest Whats App", "التاريخ: 03 يونيو 2020",
     "الوسوم : القراءة، المدرسة", "الرئيسية » الأخبار الرياضية", "12 تعليقا", "أكمل القراءة »",
     "تابعنا على الفايسبوك", "أشترك معنا بالقائمة البريدية", "A- A+", "قيم هذا المقال",
     "هذا المقال مخصص للمشتركين فقط، اشترك الآن.", "Suivez la chaîne Médias24 sur WhatsApp"],
)  # fmt: skip
def test_what_outlets_put_between_paragraphs_goes(line: str) -> None:
    html = article(f'<div class="text">{paragraphs()}<p>{line}</p>{paragraphs()}</div>')
    assert read(html, HINTS).body.splitlines() == PARAGRAPHS * 2


def test_links_below_a_heading_of_related_articles_go() -> None:
    related = "<p>مواضيع ذات صلة:</p>" + "".join(
        f'<p><a href="/{n}.html">عنوان طويل لمقال آخر لا علاقة له بالموضوع {n}</a></p>'
        for n in (1, 2)
    )
    html = article(f'<div class="text">{paragraphs()}{related}{paragraphs()}</div>')
    assert read(html, HINTS).body.splitlines() == PARAGRAPHS * 2


OTHER = '<a href="/2.html">عنوان خبر آخر لا علاقة له بالموضوع</a>'
EMBEDS = [
    f'<blockquote class="twitter-tweet"><p>{WORDS} كما كتب الوزير</p>— الوزير (@x) '
    '<a href="https://x.com/x">3 نونبر</a></blockquote>',
    '<blockquote class="instagram-media">'
    + "<div>" * 8
    + "View this post on Instagram"
    + "</div>" * 8
    + "<p>A post shared by the ministry (@x) on its own page</p></blockquote>",
    f'<div class="fb-post"><blockquote>{WORDS} كما نشر على صفحته</blockquote></div>',
    f'<figure class="wp-block-embed"><div><p>{WORDS} كما قال</p></div></figure>',
]


@pytest.mark.parametrize("hints", [HINTS, Hints()], ids=["container", "page"])
@pytest.mark.parametrize("embed", EMBEDS)
def test_posts_of_other_sites_are_no_text(embed: str, hints: Hints) -> None:
    html = article(f'<div class="text">{paragraphs()}{embed}{paragraphs("div")}</div>')
    assert set(read(html, hints).body.splitlines()) == set(PARAGRAPHS)


@pytest.mark.parametrize("hints", [HINTS, Hints()], ids=["container", "page"])
@pytest.mark.parametrize(
    "markup",
    [f"{paragraphs()}<p>{OTHER}</p>", f"{'<br>'.join(PARAGRAPHS)}<br>{OTHER}",
     f"{'<br>'.join(PARAGRAPHS)}<br>{OTHER}<br>{OTHER.replace('آخر', 'ثان')}",
     f"{OTHER}<br>{'<br>'.join(PARAGRAPHS)}"],
)  # fmt: skip
def test_headlines_glued_to_the_text_go(markup: str, hints: Hints) -> None:
    html = article(f'<div class="text">{markup}</div>')
    assert read(html, hints).body.splitlines() == PARAGRAPHS


def test_an_authors_own_linked_sentence_stays() -> None:
    last = "وقد نشرت الوزارة نص المرسوم كاملا على موقعها."
    text = "<br>".join([*PARAGRAPHS, f'<a href="/x">{last}</a>'])
    html = article(f'<div class="text"><p>{text}</p></div>')
    assert read(html, HINTS).body.splitlines() == [*PARAGRAPHS, last]


def test_a_preformatted_text_keeps_its_lines() -> None:
    html = article(f'<div class="text"><pre>{chr(10).join(PARAGRAPHS)}</pre></div>')
    assert read(html, HINTS).body.splitlines() == PARAGRAPHS


PRICES = (
    "<table><caption>أثمان الجملة بفاس</caption><thead><tr><th></th><th>الدنيا<br>بالدرهم</th>"
    "<th>القصوى</th></tr></thead><tbody><tr><td>الطماطم</td><td><p>3,80</p></td><td>4,60</td></tr>"
    "<tr><td>البصل</td><td></td><td><a href='/o'>8,50</a></td></tr><tr><td>20/11/2026</td>"
    "<td>20/11/2026</td></tr></tbody></table>"
)


@pytest.mark.parametrize("hints", [HINTS, Hints()], ids=["container", "page"])
def test_a_table_of_prices_is_read_row_by_row(hints: Hints) -> None:
    html = article(f'<div class="text">{paragraphs()}{PRICES}{paragraphs("div")}</div>')
    found = read(html, hints).body.splitlines()
    rows = ["الدنيا بالدرهم | القصوى", "الطماطم | 3,80 | 4,60", "البصل | | 8,50"]
    assert [line for line in found if line in rows] == rows
    assert found.index(rows[0]) > found.index(PARAGRAPHS[-1])


@pytest.mark.parametrize(
    "layout",
    ["<table><tr><td>{}</td><td><p>الطقس</p><p>مشمس</p></td></tr></table>",
     "<table><tr><td><table><tr><td>سياسة</td><td>رياضة</td></tr></table></td><td>{}</td></tr>"
     "</table>",
     "<table><tr><td><p>قصير</p>{}</td><td>طقس</td></tr><tr><td>جهات</td><td>فن</td></tr></table>",
     "<table><tr><td><h3>عنوان</h3></td><td>طقس</td></tr><tr><td>{}</td><td>فن</td></tr></table>"],
)  # fmt: skip
def test_paragraphs_in_tables_of_layout_are_not_glued(layout: str) -> None:
    html = article(layout.format(paragraphs()))
    assert [line for line in read(html).body.splitlines() if line in PARAGRAPHS] == PARAGRAPHS
    split = "<table><tr><td>{}</td></tr><tr><td>{}</td></tr><tr><td>{}</td></tr></table>"
    for markup in (split.format(*PARAGRAPHS), layout.format("<br>".join(PARAGRAPHS))):
        found = read(article(f'<div class="text">{markup}</div>'), HINTS).body.splitlines()
        assert [line for line in found if line in PARAGRAPHS] == PARAGRAPHS


def test_lines_learned_for_an_outlet_go() -> None:
    line = "جريدتكم المفضلة ترافقكم كل صباح أينما كنتم داخل الوطن وخارجه"
    html = article(f'<div class="text">{paragraphs()}<p>{line}</p></div>')
    assert line in read(html, HINTS).body
    learned = frozenset([" ".join(folded_words(line))])
    assert line not in read(html, Hints(body="div.text", learned=learned)).body


def test_fields_and_where_they_stood() -> None:
    head = (
        '<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"], "headline":'
        ' "جائزة القراءة.. هنا", "author": [{"name": "سعاد بنعلي"}], "articleSection": "ثقافة",'
        ' "datePublished": "2026-11-20T10:00:00+01:00", "keywords": "قراءة، مدارس",}]}</script>'
        '<meta property="og:image" content="/a.jpg">'
    )
    found = read(article(f'<div class="text">{paragraphs()}</div>', head), HINTS)
    assert found.byline == "سعاد بنعلي"
    assert found.section == "ثقافة"
    assert found.tags == ("قراءة", "مدارس")
    assert found.published_at == datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert found.image == "https://x.ma/a.jpg"
    assert found.language == "ar"
    assert found.sources["byline"] == found.published_source == "json-ld"


@pytest.mark.parametrize(
    "field",
    ['"author": 7', '"author": {"name": null}', '"headline": ["a", 3]', '"datePublished": {}',
     '"keywords": [[[]]]', '"articleSection": {"name": {"name": "x"}}'],
)  # fmt: skip
def test_fields_of_wrong_types_are_survived(field: str) -> None:
    head = f'<script type="application/ld+json">{{"@type": "NewsArticle", {field}}}</script>'
    assert read(article(f'<div class="text">{paragraphs()}</div>', head), HINTS).headline


def test_headline_loses_the_site_name_and_markup() -> None:
    head = '<meta property="og:title" content="جائزة &lt;b&gt;القراءة&lt;/b&gt; - الموقع">'
    head += '<meta property="og:site_name" content="الموقع">'
    html = f"<html><head>{head}</head><body><div class='text'>{paragraphs()}</div></body></html>"
    assert read(html, HINTS).headline == "جائزة القراءة"


@pytest.mark.parametrize(
    ("html", "error", "says"),
    [
        (b"", Unreadable, "0 bytes"),
        ("<html><head><title>Just a moment...</title></head><body>cf-chl-x</body></html>",
         Blocked, "challenge"),
        ("<html><head><title>404 - الصفحة</title></head><body><h1>404</h1></body></html>",
         NotAnArticle, "404"),
        (article("<p>قصير</p>"), NotAnArticle, "no body"),
        ("<div>" * 100_000 + "x", Unreadable, "out of bounds"),
        (article("".join(f'<li><a href="/{n}.html">عنوان خبر رقم {n}</a></li>' for n in range(90))),
         NotAnArticle, "a listing|no body"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_refused(html: str, error: type[OutletError], says: str) -> None:
    with pytest.raises(error, match=says):
        read(html)


def test_deep_pages_are_not_cut() -> None:
    """libxml2 cuts at depth 256 unless told otherwise."""
    html = article("<div>" * 300 + f'<div class="text">{paragraphs()}</div>')
    assert read(html, HINTS).body.splitlines() == PARAGRAPHS


def test_a_brief_is_kept_and_flagged() -> None:
    html = article(
        '<div class="text"><p>عاجل: الهزة الأرضية شعر بها سكان مدينة الحسيمة صباح اليوم.</p></div>'
    )  # noqa: E501
    assert read(html, HINTS).brief


@pytest.mark.parametrize("hints", [HINTS, Hints(body="div.text", drop="p.x"), Hints()])
def test_reading_leaves_the_tree_as_it_was(hints: Hints) -> None:
    """The body, the fields and the gate look at one tree."""
    tree = parse(article(f'<div class="text"><p class="x">قصير</p>{paragraphs()}<p>آه</p></div>'))
    before = tostring(tree)
    assert find_body(tree, hints, "").words
    assert tostring(tree) == before


@pytest.mark.parametrize("head", ["<head>{}", "{}", "<html><head>{}</head>", "<head>{}<body>"])
@pytest.mark.parametrize("tag", ["main", "article", "section", "header", "nav", "div"])
def test_head_and_body_may_be_left_out(head: str, tag: str) -> None:
    title = "سوق السمك الجديد يفتح أبوابه بميناء المدينة"
    text = "وقال رئيس التعاونية إنه يضم أربعين محلا مجهزا بالتبريد، وقاعة للمزاد تعمل بنظام رقمي."
    markup = head.format(f"<meta charset=utf-8><title>{title}</title><link rel=next>")
    page = f"<{tag}><h1>{title}</h1></{tag}><div><p>{text}<p>{text[5:]}<p>{text[10:]}</div>"
    found = read_article(
        Page("x", "https://x.ma/1.html", datetime(2026, 11, 24, tzinfo=UTC), 200, {},
             (markup + page).encode()), Hints(),
    )  # fmt: skip
    assert (found.headline, len(found.body.splitlines())) == (title, 3)
