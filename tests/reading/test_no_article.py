"""Lists of teasers, figures, files for machines at an article's address; articles like them."""

from datetime import UTC, datetime

import pytest

from crawler import errors
from crawler.items import Article, Page
from crawler.reading.extraction_hints import Hints
from crawler.reading.reader import read_article

SEEN = datetime(2026, 11, 24, 12, tzinfo=UTC)
HINTS = [Hints(body="div.text"), Hints()]
STORY = "أعلنت الجماعة الترابية عن فتح باب الترشيح لجائزة القراءة في المدارس القروية هذه السنة"
PARAGRAPHS = [f"{STORY}، في مرحلتها رقم {n}." for n in range(1, 5)]
DATED = '<meta property="article:published_time" content="2026-11-20T10:00:00+01:00">'


def read(
    headline: str, body: str, hints: Hints | None = None, head: str = "", classes: str = ""
) -> Article:
    html = (
        f"<html><head><title>{headline} - الجريدة</title>{head}</head><body class='{classes}'>"
        f"<h1>{headline}</h1>{body}</body></html>"
    )
    page = Page("x", "https://x.ma/1.html", SEEN, 200, {}, html.encode())
    return read_article(page, hints or Hints())


def teasers(markup: str, count: int) -> str:
    excerpts = [f"{STORY}، وهذه هي المرحلة رقم {n} من المسابقة." for n in range(count)]
    links = [f"<a href='/{n}.html'>جائزة القراءة في مرحلتها رقم {n}</a>" for n in range(count)]
    return "".join(
        markup.format(link=link, text=text, n=n)
        for n, (link, text) in enumerate(zip(links, excerpts, strict=True))
    )


CARD = "<article><h2>{link}</h2><p>{text}</p></article>"
CARDS = {
    "article": CARD,
    "two paragraphs": "<article><h3>{link}</h3><p>{text}</p><p>{text} ثم انتهت {n}.</p></article>",
    "div": "<div class='item'><h3>{link}</h3><p>{text}</p></div>",
    "linked heading": "<article><a href='/{n}.html'><h2>جائزة القراءة رقم {n}"
    " هذه</h2></a><p>{text}</p></article>",
    "no heading": "<article>{link}<p>{text}</p></article>",
    "list": "<li><h3>{link}</h3><div>{text}</div></li>",
}  # fmt: skip


@pytest.mark.parametrize("hints", HINTS, ids=["container", "page"])
@pytest.mark.parametrize("count", [4, 20])
@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_a_list_of_teasers_is_a_listing(card: str, count: int, hints: Hints) -> None:
    with pytest.raises(errors.ListingPage):
        read("أخبار جهوية", f"<div class='text'>{teasers(card, count)}</div>", hints)


@pytest.mark.parametrize(
    ("classes", "head"),
    [("archive author author-souad", ""), ("search search-results", ""), ("archive category", ""),
     ("", '<script type="application/ld+json">{"@type": "CollectionPage", "name":'
      ' "جهات"}</script>'),
     ("", '<script type="application/ld+json">{"@type": "ProfilePage"}</script>'),
     ("", '<meta property="og:type" content="profile">'),
     ("", '<script type="application/ld+json">{"@type": "Person", "name": "سعاد بنعلي"}</script>'),
     ("author-template author-souad", ""), ("tag-template tag-x", ""),
     ("page-taxonomy page-taxonomy-term page-taxonomy-term-9", ""), ("path-taxonomy", ""),
     ("site com_content view-category layout-blog", ""), ("pas_surlignable page_auteur", "")],
)  # fmt: skip
def test_a_list_that_calls_itself_one_has_an_introduction(classes: str, head: str) -> None:
    bio = f"<p>صحافية بالجريدة منذ سنوات، تكتب عن المدرسة والكتاب. {PARAGRAPHS[0]}</p>"
    body = f"<div class='intro'>{bio}</div><div>{teasers(CARD, 4)}</div>"
    with pytest.raises(errors.ListingPage):
        read("سعاد بنعلي", body, head=head, classes=classes)


TEXT = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


@pytest.mark.parametrize("hints", HINTS, ids=["container", "page"])
@pytest.mark.parametrize(
    ("body", "head", "classes"),
    [
        (f"<article><div class='text'>{TEXT}</div></article>{teasers(CARD, 6)}", "", ""),
        (f"<article><div"
         f" class='text'>{TEXT}</div></article>{teasers(CARD, 6)}", "", "single archive"),
        (f"<article><h2><a href='/1.html'>جائزة القراءة تعود إلى المدارس</a></h2><div"
         f" class='text'>{TEXT}"
         f"</div></article>{teasers(CARD, 6)}", "", ""),
        (f"<article><div"
         f" class='text'><div>{TEXT}</div>{teasers('<h3>{link}</h3>', 3)}</div></article>",
         "", ""),
    ],
    ids=["teasers below", "single", "linked headline", "links in the text"],
)  # fmt: skip
def test_teasers_make_no_listing_of_an_article(
    body: str, head: str, classes: str, hints: Hints
) -> None:
    found = read("جائزة القراءة تعود إلى المدارس", body, hints, head, classes).body.splitlines()
    assert [line for line in found if line in PARAGRAPHS] == PARAGRAPHS


@pytest.mark.parametrize("hints", HINTS, ids=["container", "page"])
@pytest.mark.parametrize("posts", [1, 2])
@pytest.mark.parametrize(
    "classes",
    ["rtl archive date wp-embed-responsive", "archive category category-sport category-14",
     "archive tag tag-7", "archive author author-souad", "search search-results", "home blog"],
)  # fmt: skip
def test_a_list_of_wordpress_is_none_however_few_posts_it_shows_in_full(
    classes: str, posts: int, hints: Hints
) -> None:
    card = f"<article><h2>{{link}}</h2><div class='text'>{TEXT}</div></article>"
    with pytest.raises(errors.ListingPage):
        read("الشهر: مارس 2022", f"<main>{teasers(card, posts)}</main>", hints, classes=classes)


def test_a_month_of_one_aside_is_a_list_though_it_has_no_headline() -> None:
    box = f"<article class='post-14 post type-post hentry'><div class='text'>{TEXT}</div>"
    with pytest.raises(errors.ListingPage):
        read("الشهر: مارس 2022", f"<main>{box}</article></main>", classes="archive date")
    own = box.replace("<div", "<h1>جائزة القراءة تعود إلى المدارس</h1><div", 1)
    html = f"<html><body class='archive date'><main>{own}</article></main></body></html>"
    page = Page("x", "https://x.ma/1.html", SEEN, 200, {}, html.encode())
    assert read_article(page, HINTS[0]).body.splitlines() == PARAGRAPHS


@pytest.mark.parametrize(
    ("classes", "link"),
    [("single single-post archive date", "<a href='/2.html'>جائزة القراءة في المدينة</a>"),
     ("post-template tag-author", "<a href='/2.html'>جائزة القراءة في المدينة</a>"),
     ("path-node page-node-type-article", "<a href='/2.html'>جائزة القراءة في المدينة</a>"),
     ("com_content view-article itemid-category", "<a href='/2.html'>جائزة القراءة</a>"),
     ("category", "<a href='/2.html'>جائزة القراءة في المدينة</a>"),
     ("archive date", "جائزة القراءة في المدينة")],
    ids=["single", "ghost", "drupal", "joomla", "half a pair", "no link"],
)  # fmt: skip
def test_an_article_in_a_frame_like_a_list_is_one(classes: str, link: str) -> None:
    body = f"<article><h2>{link}</h2><div class='text'>{TEXT}</div></article>"
    found = read("جائزة القراءة تعود إلى المدارس", body, HINTS[0], classes=classes)
    assert found.body.splitlines() == PARAGRAPHS


@pytest.mark.parametrize("classes", ["", "single single-post postid-3019"])
def test_headings_of_who_wrote_are_no_teasers(classes: str) -> None:
    """The byline above the text, the box of its author below, and one related article."""
    by = "<h4>By <a href='/author/hajar/'>Hajar Lamrani El Fassi</a></h4>"
    other = "<div><h4><a href='/q'>جائزة القراءة في مدينة أخرى</a></h4></div>"
    bio = "<p>صحافية بالجريدة منذ سنوات، تكتب عن المدرسة والكتاب في القرى.</p>"
    body = f"<article>{by}<div class='text'>{TEXT}</div><div>{by}{bio}</div>{other}</article>"
    found = read("جائزة القراءة تعود إلى المدارس", body, classes=classes)
    assert [line for line in found.body.splitlines() if line in PARAGRAPHS] == PARAGRAPHS


def test_an_article_on_a_person_whom_json_ld_names_is_one() -> None:
    """Only a heading that is the name alone makes the page the person's."""
    said = '<script type="application/ld+json">{"@type": "Person", "name": "سعاد بنعلي"}</script>'
    body = f"<article><div class='text'>{TEXT}</div></article>{teasers(CARD, 4)}"
    assert read("سعاد بنعلي تفوز بجائزة القراءة", body, head=said).body.splitlines() == PARAGRAPHS


def test_a_review_of_the_week_that_is_dated_is_an_article() -> None:
    body = (
        f"<div class='text'>{teasers('<section><h2>{link}</h2><p>{text}</p></section>', 4)}</div>"
    )
    assert STORY in read("حصاد الأسبوع", body, HINTS[0], DATED).body


def calendar(wrapper: str = "{}") -> str:
    days = "".join(f"<td><a href='/2026/11/{n:02}/'>{n}</a></td>" for n in range(1, 31))
    return wrapper.format(f"<table><caption>نونبر 2026</caption><tr>{days}</tr></table>")


@pytest.mark.parametrize("hints", HINTS, ids=["container", "page"])
def test_the_calendar_of_an_archive_is_no_article_whatever_note_stands_beside_it(
    hints: Hints,
) -> None:
    note = "<p>نشرنا خلال هذا الشهر 214 مقالا. اختر يوما من الرزنامة لعرض مقالاته وصوره.</p>"
    with pytest.raises(errors.NotAnArticle):
        read("أرشيف نونبر 2026", f"<div class='text'>{calendar()}{note}</div>", hints)


@pytest.mark.parametrize("hints", HINTS, ids=["container", "page"])
def test_a_brief_beside_the_calendar_of_a_sidebar_is_one(hints: Hints) -> None:
    beside = calendar("<div class='widget'>{}</div>")
    body = f"<div class='main'><div class='text'><p>{STORY}.</p></div></div><aside>{beside}</aside>"
    assert read("جائزة القراءة", body, hints).body == f"{STORY}."
    about = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    assert STORY in read("رزنامة الشهر", f"<div class='text'>{about}{calendar()}</div>", hints).body


PRAYERS = "".join(
    f"<tr><td>{city}</td><td>05:5{n}</td><td>13:1{n}</td><td>16:0{n}</td><td>18:3{n}</td></tr>"
    for n, city in enumerate(["الرباط", "الدار البيضاء", "فاس", "مراكش", "طنجة", "أكادير", "وجدة"])
)
FIGURES = {
    "prayer times": f"<table><tr><th>المدينة</th><th>الفجر</th><th>الظهر</th><th>العصر</th>"
    f"<th>المغرب</th></tr>{PRAYERS}</table>",
    "calendar": "<table><tr><th>الاثنين</th><th>الثلاثاء</th><th>الأربعاء</th><th>الخميس</th></tr>"
    + "".join(f"<tr>{''.join(f'<td>{7 * w + d}</td>' for d in range(1, 8))}</tr>" for w in range(4))
    + "</table>",
    "rates": "<ul>" + "".join(
        f"<li>{name} {n},{n}5 {n},{n}9</li>"
        for n, name in enumerate(["الأورو", "الدولار"
         " الأمريكي", "الجنيه الإسترليني", "الدرهم الإماراتي"] * 3)
    ) + "</ul>",
    "holidays": "".join(
        f"<p>{n} نونبر 2026: {name}</p>"
        for n, name in enumerate(["عيد الاستقلال", "المسيرة الخضراء", "ذكرى ثورة الملك والشعب"] * 4)
    ),
    "digits": "<p>" + " ".join(str(n) for n in range(1, 60)) + "</p>",
}  # fmt: skip


@pytest.mark.parametrize("hints", HINTS, ids=["container", "page"])
@pytest.mark.parametrize("figures", FIGURES.values(), ids=FIGURES)
def test_figures_without_a_sentence_are_no_article(figures: str, hints: Hints) -> None:
    with pytest.raises(errors.NotAnArticle):
        read("أوقات اليوم وأسعاره", f"<div class='text'>{figures}</div>", hints)


@pytest.mark.parametrize("note", ["", f"<p>{PARAGRAPHS[0]}</p>"], ids=["bare", "with a note"])
@pytest.mark.parametrize("hints", HINTS, ids=["container", "page"])
def test_a_timetable_is_no_article_whatever_its_og_type(hints: Hints, note: str) -> None:
    og = '<meta property="og:type" content="article">'
    with pytest.raises(errors.NotAnArticle):
        read("مواقيت الصلاة", f"<div class='text'>{FIGURES['prayer times']}{note}</div>", hints, og)


def test_an_article_with_a_timetable_is_one() -> None:
    body = f"<div class='text'>{TEXT}{FIGURES['prayer times']}</div>"
    assert read("الأوقاف تعلن مواقيت رمضان", body, HINTS[0]).body.splitlines()[:2] == PARAGRAPHS[:2]


@pytest.mark.parametrize("figures", FIGURES.values(), ids=FIGURES)
def test_an_article_with_figures_is_one(figures: str) -> None:
    body = f"<div class='text'><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>{figures}</div>"
    assert read("جائزة القراءة", body, HINTS[0]).body.splitlines()[:2] == PARAGRAPHS[:2]


@pytest.mark.parametrize(
    ("headline", "lines"),
    [("هزة أرضية بالحسيمة", ["عاجل: هزة أرضية بقوة 4,5"
     " درجات", "مركزها على بعد 12 كيلومترا شمال المدينة"]),
     ("برنامج الدورة", ["في ما يلي برنامج مباريات الدورة العاشرة من البطولة:", "س 18: طنجة - فاس",
                        "س 20: الرباط - وجدة", "س 16: أكادير - مراكش", "س 15: آسفي - تطوان"]),
     ("نتيجة المباراة", ["فاز الفريق المحلي على ضيفه بهدفين دون رد مساء اليوم في الدورة 10."])],
)  # fmt: skip
def test_a_brief_with_figures_is_one(headline: str, lines: list[str]) -> None:
    body = f"<div class='text'>{''.join(f'<p>{line}</p>' for line in lines)}</div>"
    assert read(headline, body, HINTS[0]).body.splitlines() == lines


ITEM = f"<item><title>عنوان</title><description>{STORY} {STORY}</description></item>"
FILES = {
    "rss": f'<?xml version="1.0"?><rss'
     f' version="2.0"><channel><title>س</title>{ITEM}</channel></rss>',
    "rss without declaration": f"\n<rss><channel>{ITEM}</channel></rss>",
    "atom": '\ufeff<?xml version="1.0"?><?xml-stylesheet href="a.xsl"?><!-- made by hand -->'
    f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><summary>{STORY}'
    f' {STORY}</summary></entry></feed>',
    "rdf": f'<rdf:RDF xmlns:rdf="x">{ITEM}</rdf:RDF>',
    "sitemap": f'<?xml version="1.0"?><urlset><url><loc>https://x.ma</loc></url>{ITEM}</urlset>',
    "index": "<sitemapindex><sitemap><loc>https://x.ma/s.xml</loc></sitemap></sitemapindex>",
    "json": f'{{"title": "عنوان الخبر", "content": {{"rendered": "<p>{STORY} {STORY}</p>"}}}}',
    "json list": f' [{{"id": 1, "text": "{STORY} {STORY}"}}]',
}  # fmt: skip


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/xml", ""])
@pytest.mark.parametrize("text", FILES.values(), ids=FILES)
def test_a_file_for_machines_is_no_page(text: str, kind: str) -> None:
    page = Page("x", "https://x.ma/1.html", SEEN, 200, {"content-type": kind}, text.encode())
    with pytest.raises(errors.NotAPage, match="feed|sitemap|JSON"):
        read_article(page)


@pytest.mark.parametrize(
    "before",
    ['<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN"'
     ' "x.dtd">',
     "<!-- rss --><!DOCTYPE html>", "{}", '[{"stray": 1}]', "<svgish>"],
)  # fmt: skip
def test_a_page_with_something_before_it_is_one(before: str) -> None:
    head = f"{before}<html><head><title>جائزة القراءة هنا</title></head>"
    html = f"{head}<body><h1>جائزة القراءة هنا</h1>{TEXT}</body></html>"
    page = Page("x", "https://x.ma/1.html", SEEN, 200, {}, html.encode())
    assert STORY in read_article(page).body
