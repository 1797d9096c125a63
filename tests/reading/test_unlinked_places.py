"""Sections, days and headlines that no class names: old templates, two calendars, footers."""

import pytest

from crawler.reading.extraction_hints import Hints
from crawler.timezone import CASABLANCA
from tests.reading.unknown_layouts import HEADLINE, TEXT, article, lines, paragraphs, read

P = paragraphs()
H1 = f"<h1>{HEADLINE}</h1>"
MENU = (
    "<ul><li><a href='/'>الرئيسية</a></li><li><a href='/c/1'>رياضة</a></li>"
    "<li><a href='/c/2'>اقتصاد وتنمية</a></li><li><a href='/contact'>اتصل بنا</a></li></ul>"
)


def page(before: str = "", behind: str = "", head: str = "", inside: str = P) -> str:
    markup = article(inside).replace("<body>", f"<body>{MENU}", 1)
    return markup.replace("<title>", f"{head}<title>", 1).replace(H1, before + H1 + behind)


@pytest.mark.parametrize(("before", "behind", "section"), [
    ("<div class='s'><span>اقتصاد وتنمية</span></div><span class='k'>بحضور الوزير</span>", "",
     "اقتصاد وتنمية"),
    ("<span>رياضة</span>", "", "رياضة"),
    ("<div class='print-info'>القسم: رياضة</div>", "", "رياضة"),
    ("", "<div class='info'>القسم: رياضة</div>", "رياضة"),
    ("", "<div class='info'><b>القسم:</b> رياضة</div>", "رياضة"),
    ("", "<div class='info'><span>Rubrique :</span><span>Sport</span></div>", "Sport"),
    ("<table><tr><td><a href='/'>الرئيسية</a> » مقالات الرأي</td></tr></table>", "",
     "مقالات الرأي"),
    (f"<table><tr><td><a href='/'>الرئيسية</a> » <a href='/c/9'>ثقافة وفن</a> » {HEADLINE}</td>"
     "</tr></table>", "", "ثقافة وفن"),
    ("<span>بحضور الوزير</span>", "", None),
    ("<span>اتصل بنا</span>", "", None),
    ("<div><a href='/'>الرئيسية</a> | <a href='/c/9'>ثقافة</a> | <a href='/c/8'>سياسة</a></div>",
     "", None),
])  # fmt: skip
def test_a_section_that_nothing_links(before: str, behind: str, section: str | None) -> None:
    assert read(page(before, behind)).section == section


@pytest.mark.parametrize("stated", ["/arab-world", "economie-nationale", "monde_arabe"])
def test_the_name_that_is_printed_beats_the_end_of_an_address(stated: str) -> None:
    head = f'<meta property="article:section" content="{stated}">'
    kicker = "<a class='kicker' href='/c/5'>العالم العربي</a>"
    assert read(page(kicker, head=head)).section == "العالم العربي"
    assert read(page(head=head)).section == stated.strip("/")


@pytest.mark.parametrize("day", [
    "2 رمضان 1447هـ / 12 مارس 2026م", "الخميس 12 مارس 2026 الموافق لـ 22 رمضان 1447",
    "22 رمضان 1447 | 12/03/2026", "الخميس 22 رمضان 1447 ه ، 12 مارس 2026 ، 10:30",
])  # fmt: skip
@pytest.mark.parametrize("where", [
    "<div class='x'><span>{}</span></div>", "<p>{}</p>",
    "<div class='x'><i class='fa fa-calendar'></i> {}</div>",
])  # fmt: skip
def test_a_day_in_two_calendars_is_the_articles(day: str, where: str) -> None:
    found = read(page(inside=where.format(day) + P))
    assert found.published_at is not None
    assert f"{found.published_at:%F}" == "2026-03-12"
    assert found.body.splitlines() == list(TEXT)


def test_a_sentence_with_two_calendars_stays_and_dates_nothing() -> None:
    sentence = "توفي الكاتب يوم 22 رمضان 1447 الموافق 12 مارس 2026 بمدينته عن سن تناهز السبعين"
    found = read(page(inside=paragraphs([*TEXT[:2], sentence, *TEXT[2:]])))
    assert (found.published_at, sentence in found.body) == (None, True)


@pytest.mark.parametrize("swapped", [False, True])
def test_published_and_changed_in_one_link_of_the_articles_footer(swapped: bool) -> None:
    times = [
        "<time class='entry-date published' datetime='2026-03-12T10:00:00+00:00'>12 مارس</time>",
        "<time class='updated' datetime='2026-03-14T11:00:00+00:00'>14 مارس 2026 الساعة 11</time>",
    ]
    both = "".join(reversed(times) if swapped else times)
    posted = f"<span class='posted-on'><a href='/1'>{both}</a></span>"
    foot = f"<footer class='entry-footer'>{posted}</footer>"
    markup = (
        f"<title>{HEADLINE}</title><body class='single'><main><article class='post'>{H1}"
        f"<div class='entry-content'>{P}</div>{foot}</article></main>"
    )
    found = read(markup)
    assert found.published_at is not None
    assert found.modified_at is not None
    assert (f"{found.published_at:%F}", f"{found.modified_at:%F}") == ("2026-03-12", "2026-03-14")


def test_a_stamp_beats_the_persian_date_that_is_printed_in_it() -> None:
    wrapper = (
        "<div class='publish-details'><time datetime='2026-03-12T12:40:00.000Z'>"
        "۲۱ اسفند ۱۴۰۴ - ۱۶:۱۰</time></div>"
    )
    found = read(page(behind=wrapper))
    assert found.published_at is not None
    assert f"{found.published_at:%F}" == "2026-03-12"


def test_the_last_date_of_broken_json_ld_is_read() -> None:
    said = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "a "b" c",'
        '"datePublished": "2026-03-12T10:00:00Z", "dateModified": "2026-03-14T10:00:00Z",}</script>'
    )
    found = read(page(head=said))
    assert found.modified_at is not None
    assert f"{found.modified_at:%F}" == "2026-03-14"


@pytest.mark.parametrize("headline", [
    "<font face='Simplified Arabic' size=5><b>{}</b></font>", "<font size='+2'>{}</font>",
    "<span style='font-size: 22px; font-weight: bold'>{}</span>",
    "<p style='font-size:18.0pt'>{}</p>",
])  # fmt: skip
def test_without_a_heading_the_largest_type_is_the_headline(headline: str) -> None:
    rows = "".join(
        f"<tr><td>{one}</td></tr>" for one in (
            "<font size=2><a href='/9'>نتائج مباريات الجولة الأخيرة</a></font>",
            headline.format(HEADLINE),
            "<font size=2>القنيطرة: بوشعيب الضبار &nbsp;&nbsp; الأربعاء 20 أبريل 2005</font>",
            f"<font size=4>{P}</font>",
        )
    )  # fmt: skip
    found = read(
        f"<html><head><title>جريدة الميناء الأسبوعية</title></head><body><table>{rows}</table>"
    )
    assert found.headline == HEADLINE
    assert found.body.splitlines() == list(TEXT)
    assert found.authors == ("بوشعيب الضبار",)
    assert found.published_at is not None
    assert f"{found.published_at:%F}" == "2005-04-20"


@pytest.mark.parametrize("name", ["e3lan", "e3lan-in-post", "E3lanat"])
def test_an_ad_by_its_arabic_name_leaves(name: str) -> None:
    ad = f"<div class='{name}'><p>عروض حصرية على <a href='/ad'>السيارات الجديدة</a></p></div>"
    inside = f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p>{ad}<p>{TEXT[2]}</p><p>{TEXT[3]}</p>"
    assert lines(article(inside), Hints(body="div.k1")) == list(TEXT)


def test_a_second_heading_right_behind_the_headline_is_the_standfirst() -> None:
    second = "باحثون تتبعوا ألفا ومائتي شجرة طيلة خمس سنوات بثلاثة أقاليم"
    found = read(article(P).replace(H1, f"{H1}<h2 class='x-psub-title'>{second}</h2>"))
    assert found.body.splitlines() == [second, *TEXT]


LD = '<script type="application/ld+json">{}</script>'


def test_the_dates_of_the_page_that_shows_the_article_count_where_it_has_none() -> None:
    graph = (
        '{"@graph": [{"@type": "NewsArticle", "headline": "x"}, {"@type": "WebPage",'
        ' "datePublished": "2026-03-12T10:00:00Z", "dateModified": "2026-03-14T10:00:00Z"}]}'
    )
    found = read(page(head=LD.format(graph)))
    assert found.published_at is not None
    assert found.modified_at is not None
    assert (f"{found.published_at:%F}", f"{found.modified_at:%F}") == ("2026-03-12", "2026-03-14")
    own = graph.replace('"headline"', '"datePublished": "2026-03-11T10:00:00Z", "headline"')
    dated = read(page(head=LD.format(own))).published_at
    assert dated is not None
    assert f"{dated:%F}" == "2026-03-11"


def test_a_plugins_one_keyword_yields_to_the_tags_that_are_printed() -> None:
    head = LD.format('{"@type": "BlogPosting", "headline": "x", "keywords": "سوق السمك"}')
    row = (
        "<div class='post-tags'><a rel='tag' href='/tag/a'>الصيد البحري</a>"
        "<a rel='tag' href='/tag/b'>الميناء</a></div>"
    )
    markup = article(P, row).replace("<title>", f"{head}<title>", 1)
    assert read(markup).tags == ("الصيد البحري", "الميناء")
    assert read(markup.replace(row, "")).tags == ("سوق السمك",)


def test_a_category_that_is_marked_as_a_keyword_is_no_tag() -> None:
    row = (
        "<p><a itemprop='keywords' rel='category tag' href='/category/x'>اقتصاد</a>"
        "<a itemprop='keywords' rel='tag' href='/tag/a'>الميناء</a></p>"
    )
    found = read(article(P, row))
    assert (found.section, found.tags) == ("اقتصاد", ("الميناء",))


@pytest.mark.parametrize("none", ["Uncategorized", "غير مصنف", "الرئيسية", "Node", "Non classé"])
def test_the_name_of_no_section_gives_way(none: str) -> None:
    head = f'<meta property="article:section" content="{none}">'
    kicker = "<a class='kicker' href='/c/5'>حوارات</a>"
    assert read(page(kicker, head=head)).section == "حوارات"
    assert read(page(head=head)).section is None


@pytest.mark.parametrize("address", ["/category/port/", "/ar/taxonomy/term/9", "/rubrique/12"])
def test_a_link_to_a_section_behind_the_headline(address: str) -> None:
    badge = f"<a class='badge bg-secondary' href='{address}'>الميناء</a>"
    assert read(page(behind=badge)).section == "الميناء"


@pytest.mark.parametrize("label", ["آخر تحيين: 14 مارس 2026", "عُدّل يوم 14 مارس 2026"])
def test_moroccan_labels_of_a_change(label: str) -> None:
    line = f"<div class='date'>نُشر يوم 12 مارس 2026 — {label}</div>"
    found = read(page(behind=line))
    assert found.published_at is not None
    assert found.modified_at is not None
    assert (f"{found.published_at:%F}", f"{found.modified_at:%F}") == ("2026-03-12", "2026-03-14")


def test_a_date_in_a_heading_beside_the_byline_is_no_other_articles() -> None:
    line = (
        "<h4 class='author'>نشر بواسطة <a href='/author/admin/'>admin</a> في"
        " <time datetime='2026-03-12T10:00:00Z'>مارس 12, 2026</time></h4>"
    )
    found = read(page(behind=line))
    assert found.published_at is not None
    assert f"{found.published_at:%F}" == "2026-03-12"


def test_tags_with_commas_in_one_element_and_each_in_a_box_of_its_own() -> None:
    row = "<span itemprop='keywords'>مسرح, حلب, نوّار بلبل</span>"
    assert read(article(P, row)).tags == ("مسرح", "حلب", "نوّار بلبل")
    boxes = "".join(
        f"<div role='listitem'><a href='/tag/{n}'>{name}</a></div>"
        for n, name in enumerate(("الصيد البحري", "الميناء"))
    )
    assert read(article(P, f"<div class='x'>{boxes}</div>")).tags == ("الصيد البحري", "الميناء")


@pytest.mark.parametrize("logo", [
    "<h1 class='logo'>جريدة الأحداث المحلية</h1>",
    "<h1><a href='/'>جريدة الأحداث المحلية</a></h1>",
    "<h1 class='site-title'><a href='https://x.ma/'>جريدة الأحداث المحلية</a></h1>",
])  # fmt: skip
def test_the_logo_in_a_heading_is_no_headline(logo: str) -> None:
    markup = page().replace("<header>", f"<header>{logo}", 1).replace(H1, f"<h2>{HEADLINE}</h2>")
    title = f"<title>جريدة الأحداث المحلية » {HEADLINE}</title>"
    found = read(markup.replace(f"<title>{HEADLINE} - جريدة الميناء</title>", title))
    assert (found.headline, found.body.splitlines()) == (HEADLINE, list(TEXT))


@pytest.mark.parametrize("line", [
    "نسخة للطباعة - أرسل إلى صديق - قراءة 811", "إعلان: تخفيضات طيلة الصيف بالفندق",
    "انتهى/م.ح",
    "ملاحظة: المرجو عدم استعمال كلمات نابية أو تعليقات تمس الأشخاص، والإدارة تحذف كل تعليق مسيء",
])  # fmt: skip
def test_tools_ads_and_the_end_of_a_wire_leave(line: str) -> None:
    assert lines(article(f"{P}<p>{line}</p>"), Hints(body="div.k1")) == list(TEXT)


@pytest.mark.parametrize(("printed", "day"), [
    ("ثلاثاء, 06/10/2025 - 10:22", "2025-06-10"), ("الثلاثاء 24/06/2025", "2025-06-24"),
    ("ثلاثاء, 06/24/2025 - 10:22", "2025-06-24"), ("الاثنين 06/10/2025", "2025-10-06"),
])  # fmt: skip
def test_the_weekday_tells_in_which_order_day_and_month_stand(printed: str, day: str) -> None:
    found = read(page(behind=f"<span class='date'>{printed}</span>"))
    assert found.published_at is not None
    assert f"{found.published_at.astimezone(CASABLANCA):%F}" == day


def test_the_instant_that_is_printed_beats_the_day_of_greenwich_that_is_stated() -> None:
    head = LD.format('{"@type": "NewsArticle", "headline": "x", "datePublished": "2026-07-05"}')
    line = "<time class='post-date' datetime='2026-07-05T23:50:00+00:00'>في يوليوز 6, 2026</time>"
    found = read(page(behind=line, head=head))
    assert found.published_at is not None
    assert f"{found.published_at:%FT%R}" == "2026-07-05T23:50"


def test_json_ld_that_a_template_left_tells_nothing_of_this_article() -> None:
    stale = (
        '{"@type": "NewsArticle", "headline": "افتتاح مهرجان الموسيقى العريقة",'
        ' "datePublished": "2019-01-01", "author": {"@type": "Person", "name": "عمر الفاسي"}}'
    )
    line = "<span class='date'>12 مارس 2026</span><p>عمر الفاسي</p>"
    found = read(page(behind=line, head=LD.format(stale)))
    assert found.published_at is not None
    assert f"{found.published_at:%F}" == "2026-03-12"


def test_the_change_in_a_paragraph_of_spip() -> None:
    line = (
        "<p class='info-publi'>12 mars 2026</p><p class='info-maj'>(mise à jour : 4 avril 2026)</p>"
    )
    found = read(page(behind=line))
    assert found.modified_at is not None
    assert f"{found.modified_at.astimezone(CASABLANCA):%F}" == "2026-04-04"


@pytest.mark.parametrize("stated", ["طريق بريس", "جريدة الطريق المستقلة"])
def test_the_sites_name_stated_as_title_gives_way_to_the_one_heading(stated: str) -> None:
    head = f'<meta property="og:title" content="{stated}">'
    markup = page(head=head).replace(
        f"<title>{HEADLINE} - جريدة الميناء</title>", f"<title>{stated} | صوت الجهة</title>"
    )
    assert read(markup).headline == HEADLINE


@pytest.mark.parametrize("heading", [
    "Vos réactions (1)", "Réactions", "Vos commentaires", "ردود القراء", "آراء الزوار",
])  # fmt: skip
def test_comments_begin_below_their_heading(heading: str) -> None:
    said = "شكرا على هذا المقال الذي يعرف بما يعيشه البحارة في مدينتنا منذ سنوات طويلة من انتظار."
    after = f"<b>{heading}</b><div><i>زائر</i><p>{said}</p></div>"
    assert said not in read(article(P, after)).body


def test_a_paragraph_called_headline_below_the_headline_is_the_standfirst() -> None:
    first = (
        "يضم السوق الجديد أربعين محلا مجهزا بالتبريد، وقاعة للمزاد، ومصنعا للثلج ينتظره البحارة"
        " منذ سنوات."
    )
    found = read(page(behind=f"<div class='entry-headline'><p>{first}</p></div>"))
    assert found.body.splitlines() == [first, *TEXT]


def test_the_section_in_a_path_that_microdata_mark() -> None:
    items = "".join(
        f"<li itemprop='itemListElement'><a href='{to}'><b itemprop='name'>{name}</b></a></li>"
        for to, name in (("/", "الرئيسية"), ("/search/label/x", "أخبار محلية"))
    )
    path = f"<div itemscope itemtype='https://schema.org/BreadcrumbList'>{items}</div>"
    assert read(page(path)).section == "أخبار محلية"


def test_the_name_of_a_picture_in_spip_is_a_caption() -> None:
    picture = (
        "<dl class='spip_document_44 spip_documents'><dt><img src='a.jpg'></dt>"
        "<dt class='spip_doc_titre'><strong>زوارق الصيد التقليدي في الميناء</strong></dt></dl>"
    )
    inside = f"<p>{TEXT[0]}</p>{picture}" + paragraphs(TEXT[1:])
    assert lines(article(inside), Hints(body="div.k1")) == list(TEXT)


def test_keywords_that_describe_the_site_are_no_tags() -> None:
    head = '<meta name="keywords" content="{}">'
    assert not read(page(head=head.format("الميناء, سوق السمك, أخبار"))).tags
    assert read(page(head=head.format("الميناء, سوق السمك"))).tags == ("الميناء", "سوق السمك")


def test_a_line_that_leads_to_ghosts_form_is_a_call() -> None:
    call = "<div><p>Vous aimez ? <a href='#/portal/signup'>Recevez-le</a>.</p></div>"
    inside = f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p>{call}<p>{TEXT[2]}</p><p>{TEXT[3]}</p>"
    assert lines(article(inside)) == list(TEXT)
