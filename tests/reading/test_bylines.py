"""Whose name is it: the authors of an article, and nobody else who is named on its page."""

import json
from datetime import UTC, datetime

import pytest

from crawler.items import Article, Page
from crawler.reading.extraction_hints import Hints
from crawler.reading.reader import read_article
from crawler.reading.trace import Trace
from tests.reading import unknown_layouts as layouts

SEEN = datetime(2026, 11, 24, 12, tzinfo=UTC)
TEXT = (
    "أعلنت الجماعة الترابية عن فتح باب الترشيح لجائزة القراءة في المدارس القروية هذه السنة، وهي "
    "جائزة تمنح لأول مرة في الجهة كلها."
)
MORE = "وأضافت الجماعة أن آخر أجل لإيداع الطلبات هو نهاية الشهر المقبل، وأن النتائج ستعلن بعده."
BODY = f"<p>{TEXT}</p><p>{MORE}</p><p>{TEXT} {MORE}</p>"
HEADLINE = "جائزة القراءة في المدارس القروية"
LEILA = ("ليلى العلمي",)
BOTH = ("ليلى العلمي", "عمر الفاسي")


def read(
    above: str = "", head: str = "", below: str = "", inside: str = "", trace: Trace | None = None
) -> Article:
    html = (
        f"<head><title>{HEADLINE} - صدى الأطلس</title>{head}</head><body><div class='page'>"
        f"<h1>{HEADLINE}</h1>{above}<div class='text'>{inside}{BODY}</div>{below}</div></body>"
    )
    page = Page("x", "https://www.sada-atlas.ma/1.html", SEEN, 200, {}, html.encode())
    return read_article(page, Hints(body="div.text"), trace=trace or Trace(wanted=False))


def authors(above: str = "", **parts: str) -> tuple[str, ...]:
    return read(above, **parts).authors


def meta(name: str) -> str:
    return f'<meta name="author" content="{name}">'


def ld(author: object, **more: object) -> str:
    said = {"@type": "NewsArticle", "headline": HEADLINE, "author": author, **more}
    return f'<script type="application/ld+json">{json.dumps(said)}</script>'


@pytest.mark.parametrize(
    "name",
    [
        "sada-atlas", "sadaatlas", "Sada Atlas", "صدى الأطلس", "صدى الأطلس - الرباط",
        "صدى الأطلس، و.م.ع", "صدى الأطلس: مكتب فاس", "admin", "Admin", "webmaster", "salma92",
        "s.alaoui", "salma_alaoui", "@sadaatlas", "redaction", "La Rédaction", "Web Desk",
        "الإدارة", "هيئة التحرير", "طاقم التحرير", "المشرف", "إدارة الموقع", "contact@sada.ma",
        "https://www.facebook.com/sada", "sada-atlas.ma", "الرباط", "أبوظبي - صدى الأطلس",
    ],
)  # fmt: skip
def test_a_handle_a_desk_or_the_site_names_nobody_and_the_printed_journalist_is_taken(
    name: str,
) -> None:
    assert authors(head=meta(name)) == ()
    assert authors('<span class="author">ليلى العلمي</span>', head=meta(name)) == LEILA
    assert authors(inside="<p>بقلم: ليلى العلمي</p>", head=meta(name)) == LEILA
    assert authors(head=ld({"@type": "Person", "name": name}) + meta("ليلى العلمي")) == LEILA


@pytest.mark.parametrize(
    "name",
    ["ليلى العلمي", "Leila El Alami", "AFP", "و.م.ع", "أدونيس", "J. Alami", "Anne-Lise Roux"],
)
def test_a_name_in_the_metadata_is_taken_as_it_stands(name: str) -> None:
    assert authors(head=meta(name)) == (name,)
    assert authors('<p class="tags author-of-photo">x</p>', head=ld(name)) == (name,)


def test_a_single_word_gives_way_to_a_full_name_that_is_printed() -> None:
    assert authors(head=meta("ليلى")) == ("ليلى",)
    assert authors('<b class="byline">بقلم ليلى العلمي</b>', head=meta("ليلى")) == LEILA


@pytest.mark.parametrize(
    "author",
    [
        {"@type": "Person", "givenName": "ليلى", "familyName": "العلمي"},
        [{"name": "ليلى العلمي"}, {"@type": "Organization", "name": "صدى الأطلس"}],
        {"@list": [{"@type": "Person", "name": "ليلى العلمي"}]},
        [["ليلى العلمي"]],
        "ليلى العلمي",
        {"@type": "Person", "name": ["ليلى العلمي"], "url": "https://sada-atlas.ma/a/leila"},
        ["https://www.facebook.com/leila", "ليلى العلمي"],
        {"@type": "Person", "name": {"@value": "ليلى العلمي", "@language": "ar"}},
    ],
)  # fmt: skip
def test_the_author_in_every_shape_of_json_ld(author: object) -> None:
    assert authors(head=ld(author)) == LEILA


def test_the_publisher_and_the_authors_of_comments_are_not_the_author() -> None:
    publisher = {"@type": "Organization", "name": "Écho des Cimes"}
    comment = {"@type": "Comment", "author": {"@type": "Person", "name": "زائر كريم"}}
    assert authors(head=ld(publisher, publisher=publisher)) == ()
    assert authors(head=ld(None, comment=[comment])) == ()
    broken = ld(None, comment=[comment]).replace('"comment"', '"text": "قال "نعم"", "comment"')
    assert authors(head=broken) == ()


@pytest.mark.parametrize(
    "comments",
    [
        '<ol id="comments"><li class="comment"><cite itemprop="author">زائر كريم</cite></li></ol>',
        '<section><div itemprop="comment" itemscope itemtype="https://schema.org/Comment">'
        '<meta itemprop="author" content="زائر كريم"><meta itemprop="datePublished" '
        'content="2026-11-20"><p>شكرا</p></div></section>',
        '<div itemscope itemtype="http://schema.org/UserComments"><b itemprop="creator">'
        '<i itemprop="name">زائر كريم</i></b></div>',
        '<div class="comment-author vcard"><b class="fn">زائر كريم</b></div>',
        '<ol class="comment-list"><div class="author vcard"><b class="fn">زائر كريم</b></div></ol>',
        '<div class="related"><a rel="author" href="/author/x">سعيد العمراني</a></div>',
        '<aside class="opinions"><span class="author">سعيد العمراني</span></aside>',
        '<div class="post"><a href="/2">عنوان مقال آخر لا علاقة له بهذا الخبر</a>'
        '<span class="author">سعيد العمراني</span></div>',
    ],
)  # fmt: skip
def test_readers_and_authors_of_other_articles_are_not_taken(comments: str) -> None:
    found = read(below=comments)
    assert (found.authors, found.published_at) == ((), None)
    assert authors('<a rel="author" href="/author/l">ليلى العلمي</a>', below=comments) == LEILA


@pytest.mark.parametrize(
    "printed",
    [
        "<p>بقلم: ليلى العلمي</p>", "<div>بقلم ليلى العلمي</div>",
        "<span>من إعداد ليلى العلمي،</span>",
        "<p>إعداد وتقديم: ليلى العلمي</p>", "<p>حاورته: ليلى العلمي</p>",
        "<p>حوار: ليلى العلمي</p>",
        "<p>حاورها ليلى العلمي</p>",
        "<p>كتبت: ليلى العلمي</p>", "<p>كُتب بواسطة ليلى العلمي</p>",
        "<p>بقلم: ليلى العلمي - ترجمة: سعيد العمراني</p>",
        "<p>بقلم: ليلى العلمي / تصوير: سعيد العمراني</p>",
    ],
)  # fmt: skip
def test_a_byline_that_is_printed_with_its_label_and_no_markup(printed: str) -> None:
    assert authors(printed) == LEILA
    line = read(inside=printed.replace("div", "p").replace("span", "p"))
    assert line.authors == LEILA
    # a line that names a translator, too, says more than the byline
    assert ("ليلى" in line.body) is ("سعيد" in printed)


@pytest.mark.parametrize(
    "printed",
    [
        "<p>Par Leila El Alami</p>", "<p>Propos recueillis par Leila El Alami</p>",
        "<p>By Leila El Alami</p>", "<p>Rédigé par : Leila El Alami</p>",
        "<p class='by'>Par <b>Leila El Alami</b> le 3 mars 2026 à 10h12</p>",
    ],
)  # fmt: skip
def test_a_byline_in_latin_letters(printed: str) -> None:
    assert authors(printed) == ("Leila El Alami",)


@pytest.mark.parametrize(
    "line",
    ["<p>ترجمة: سعيد العمراني</p>", "<p>تصوير: سعيد العمراني</p>", "<p>Photo : Said Amrani</p>",
     "<p>Par ailleurs la route</p>", "<p>By the way of hope</p>", "<p>بقلم رصاص كتب جوابه.</p>",
     "<p class='author'>تصوير: سعيد العمراني</p>", "<p class='byline'>المصدر: صدى الأطلس</p>",
     "<p class='author-bio'>سعيد العمراني</p>", "<p>حوار مع: سعيد العمراني</p>",
     "<p>حوار: الحكومة والبرلمان</p>", "<p class='byline'>منوعات</p>",
     "<p class='sort-by'>Le Jour</p>"],
)  # fmt: skip
def test_translators_photographers_and_sentences_are_no_author(line: str) -> None:
    assert authors(line) == ()


@pytest.mark.parametrize(
    ("byline", "named"),
    [
        ("ليلى العلمي وعمر الفاسي", BOTH), ("ليلى العلمي و عمر الفاسي", BOTH),
        ("ليلى العلمي، عمر الفاسي", BOTH), ("ليلى العلمي / عمر الفاسي", BOTH),
        ("محمد وليد العلمي", ("محمد وليد العلمي",)), ("عبد اللطيف وهبي", ("عبد اللطيف وهبي",)),
        ("نور الدين وليد العلمي", ("نور الدين وليد العلمي",)),
        ("Leila Alami et Omar Fassi", ("Leila Alami", "Omar Fassi")),
        ("Leila Alami and Omar Fassi", ("Leila Alami", "Omar Fassi")),
        ("Leila Alami, MAP", ("Leila Alami",)), ("صدى الأطلس، ليلى العلمي", LEILA),
        ("ليلى العلمي - صدى الأطلس", LEILA), ("ليلى العلمي - الرباط", LEILA),
    ],
)  # fmt: skip
def test_the_names_that_a_byline_joins(byline: str, named: tuple[str, ...]) -> None:
    assert authors(head=meta(byline)) == named
    assert authors(f'<div class="byline">{byline}</div>') == named


def test_authors_who_are_stated_one_by_one() -> None:
    assert authors(head=meta("ليلى العلمي") + meta("عمر الفاسي")) == BOTH
    link = '<a rel="author" href="/author/1">'
    links = f"{link}ليلى العلمي</a>, {link}عمر الفاسي</a>"
    assert authors(f"<p>{links}</p>") == BOTH
    spans = '<span class="author">ليلى العلمي</span><span class="author">عمر الفاسي</span>'
    assert authors(f"<p>{spans}</p>") == BOTH
    assert authors(f'<div class="byline">Par {links}</div>') == BOTH


@pytest.mark.parametrize(
    "box",
    [
        '<div class="author">ليلى العلمي <a href="mailto:l@x.ma">راسل الكاتبة</a> '
        '<a href="/c">l@x.ma</a></div>',
        '<div class="author-box"><img alt="صورة"><h4 class="author-name">ليلى العلمي</h4>'
        f'<p class="author-bio">{MORE}</p><a href="#">تابع</a></div>',
        '<div itemprop="author" itemscope itemtype="https://schema.org/Person">'
        '<meta itemprop="name" content="ليلى العلمي"></div>',
        '<div itemprop="author" itemscope><b itemprop="givenName">ليلى</b> '
        '<b itemprop="familyName">العلمي</b></div>',
        '<p><span class="author vcard">بواسطة <a class="url fn n">ليلى العلمي</a></span></p>',
        '<div class="article__byline"><span>بقلم</span> <b>ليلى العلمي</b> <i>20 نونبر</i></div>',
        '<p class="writeBy">كتبت ليلى العلمي</p>',
        '<div class="elementor-widget elementor-widget-post-info"><li class="elementor-post-info'
        '__item--type-author">بقلم ليلى العلمي</li></div>',
    ],
)  # fmt: skip
@pytest.mark.parametrize("below", [False, True])
def test_a_box_about_the_author_gives_the_name_and_nothing_else(box: str, below: bool) -> None:
    assert (authors(below=box) if below else authors(box)) == LEILA


def test_a_block_theme_keeps_author_category_and_tags_apart() -> None:
    found = read(
        '<div class="wp-block-post-author"><div class="wp-block-post-author__avatar"></div>'
        '<div class="wp-block-post-author__content">'
        '<p class="wp-block-post-author__byline">كتبه</p>'
        '<p class="wp-block-post-author__name">ليلى العلمي</p>'
        f'<p class="wp-block-post-author__bio">{MORE}</p></div></div>'
        '<div class="taxonomy-category wp-block-post-terms"><a href="/c" rel="tag">ثقافة</a></div>',
        below='<div class="taxonomy-post_tag wp-block-post-terms"><a href="/t" rel="tag">قراءة</a>'
        '<a href="/u" rel="tag">مدارس</a></div>'
        '<div class="taxonomy-region wp-block-post-terms"><a href="/r" rel="tag">فاس</a></div>',
    )
    assert (found.authors, found.section, found.tags) == (LEILA, "ثقافة", ("قراءة", "مدارس"))
    name = '<div class="wp-block-post-author-name"><a href="/author/l">ليلى العلمي</a></div>'
    assert authors(name) == LEILA


def test_a_classic_theme_keeps_author_category_and_tags_apart() -> None:
    found = read(
        '<span class="cat-links"><a href="/c" rel="category tag">ثقافة</a></span>'
        '<span class="byline"><span class="author vcard"><a class="url fn n" rel="author">'
        "ليلى العلمي</a></span></span>",
        below='<span class="tags-links"><a href="/t" rel="tag">قراءة</a></span>',
    )
    assert (found.authors, found.section, found.tags) == (LEILA, "ثقافة", ("قراءة",))


@pytest.mark.parametrize("label", ["Written by", "كُتب بواسطة", "Écrit par"])
def test_the_author_that_a_plugin_writes_for_previews(label: str) -> None:
    head = (
        f'<meta name="twitter:label1" content="{label}"><meta name="twitter:data1" content="%s">'
        '<meta name="twitter:label2" content="وقت القراءة">'
        '<meta name="twitter:data2" content="دقيقتان">'
    )
    assert authors(head=head % "ليلى العلمي") == LEILA
    assert authors(head=head % "admin") == ()


def test_why_a_name_was_refused_is_explained() -> None:
    trace = Trace()
    read('<b class="author">ليلى العلمي</b>', head=meta("sada-atlas"), trace=trace)
    told = [text for step, text in trace.notes if step == "byline"]
    assert "the outlet's own name (meta): sada-atlas" in told
    assert told[0] == "taken (text): ليلى العلمي"


@pytest.mark.parametrize(("line", "name"), [
    ("مراسلة: سعاد بنعلي", "سعاد بنعلي"), ("متابعة / سعاد بنعلي", "سعاد بنعلي"),
    ("من مراسلنا في الحسيمة: سعاد بنعلي", "سعاد بنعلي"),
    ("موفدتنا إلى تنغير - سعاد بنعلي", "سعاد بنعلي"),
    ("مراسل الجريدة بوجدة: عبد الله بن علي", "عبد الله بن علي"),
    ("De notre correspondante à Béni Mellal, Salma Tazi", "Salma Tazi"),
    ("Notre envoyé spécial au Sahara : Wadie Charrad", "Wadie Charrad"),
    ("From our correspondent in Tangier, Salma Tazi", "Salma Tazi"),
    ("De nuestro corresponsal en Nador, Salma Tazi", "Salma Tazi"),
    ("Salma Tazi, notre correspondante à Fès", "Salma Tazi"),
    ("المراسل : عبد الله بن علي", "عبد الله بن علي"), ("حررته: سعاد بنعلي", "سعاد بنعلي"),
    ("خبرنگار: سعاد بنعلي", "سعاد بنعلي"), ("سعاد بنعلي - مكناس", "سعاد بنعلي"),
    ("مكناس: سعاد بنعلي", "سعاد بنعلي"), ("أكادير/ المصطفى العلوي", "المصطفى العلوي"),
    ("Karim Bennani - Casablanca", "Karim Bennani"), ("Rabat, Karim Bennani", "Karim Bennani"),
])  # fmt: skip
def test_a_line_that_signs_by_its_work_or_with_a_city(line: str, name: str) -> None:
    found = layouts.read(layouts.article(layouts.paragraphs([line, *layouts.TEXT])))
    assert found.authors == (name,)
    assert found.body.splitlines() == list(layouts.TEXT)


@pytest.mark.parametrize("line", [
    "من مراسلنا في الحسيمة", "مراسلنا في الحسيمة: حريق كبير بالسوق",
    "De notre correspondant à Oujda", "Notre correspondant à Oujda : Un marché sans légumes",
    "Correspondance à Fès : Le tramway attendra", "Our correspondent in Fez: Markets Close at noon",
    "متابعة", "مراسلة خاصة", "متابعة: كيف وصل المشروع إلى نهايته بعد عشر سنوات",
    "الدار البيضاء - الرباط", "الرباط - المجلس الحكومي", "هيئة التحرير - الرباط",
    "Agadir - Grand public", "Fès : la médina",
])  # fmt: skip
def test_a_line_that_names_nobody_makes_no_author(line: str) -> None:
    assert not layouts.read(layouts.article(layouts.paragraphs([line, *layouts.TEXT]))).authors


FULL = layouts.paragraphs()


@pytest.mark.parametrize("line", [
    "<p><strong>عبد الإله شبل</strong></p>", "<p><b>المصطفى أبو الخير</b></p>",
    "<p style='text-align:left'>عبد الحق بنعيسى</p>", "<p>Karim El Fassi</p>",
])  # fmt: skip
@pytest.mark.parametrize("last", [False, True], ids=["first", "last"])
def test_a_line_that_is_a_full_name_alone_signs_the_text(line: str, last: bool) -> None:
    inside = FULL + line if last else line + FULL
    found = layouts.read(layouts.article(inside), Hints(body="div.k1"))
    assert found.body.splitlines() == list(layouts.TEXT)
    (name,) = found.authors
    assert name in line


@pytest.mark.parametrize("line", [
    "نور الصباح", "جمال الطبيعة", "أمل جديد للمرضى", "محمد السادس يدشن مركزا", "سعيد بالأطلس",
    "حريق مهول", "Karim part en voyage",
    "El País", "Marine Royale", "Mark Your Calendars",
])  # fmt: skip
def test_a_short_heading_is_nobodys_name(line: str) -> None:
    inside = f"<h3>{line}</h3>{FULL}"
    assert not layouts.read(layouts.article(inside), Hints(body="div.k1")).authors


def test_a_full_name_above_a_text_of_line_breaks_signs_it() -> None:
    inside = f"<b>المصطفى أبو الخير</b><br><br>{'<br><br>'.join(layouts.TEXT)}"
    found = layouts.read(layouts.article(inside), Hints(body="div.k1"))
    assert (found.authors, found.body.splitlines()) == (("المصطفى أبو الخير",), list(layouts.TEXT))


def test_what_an_author_is_leaves_with_the_signature() -> None:
    signed = "<p><strong>بقلم: د. إدريس أوعويشة</strong><br>أستاذ باحث في علوم التربية</p>"
    found = layouts.read(layouts.article(FULL + signed), Hints(body="div.k1"))
    assert (found.authors, found.body.splitlines()) == (("إدريس أوعويشة",), list(layouts.TEXT))


@pytest.mark.parametrize(
    "label", ["من طرف", "مرسلة بواسطة", "نشر من طرف", "Posted by", "Publié par"]
)
def test_the_label_of_a_byline_is_nobodys_name(label: str) -> None:
    meta = f"<div class='meta'><span class='author-label byline'>{label}</span> {{}}</div>"
    desk = meta.format("<a rel='author' href='/author/1'>هيئة التحرير</a>")
    assert not layouts.read(layouts.article(desk + FULL)).authors
    person = meta.format("<a rel='author' href='/author/2'>سعاد بنعلي</a>")
    assert layouts.read(layouts.article(person + FULL)).authors == ("سعاد بنعلي",)


def test_a_name_that_is_printed_whole_and_in_parts_is_one_person() -> None:
    names = (
        "<address class='name'><a rel='author'><span class='hidden-name'>Ghita Zine</span>"
        "<span class='firstname'>Ghita</span> <span class='lastname'>Zine</span></a></address>"
    )
    assert layouts.read(layouts.article(names + FULL)).authors == ("Ghita Zine",)


@pytest.mark.parametrize(
    "address", ["/user/nima/", "/profile.php?id=3", "/writers/salma-tazi", "/kateb/12"]
)
def test_a_name_that_leads_to_an_authors_page_is_the_author(address: str) -> None:
    info = f"<div class='info'><b class='x'><a href='{address}'>سعاد بنعلي</a></b></div>"
    assert layouts.read(layouts.article(info + FULL)).authors == ("سعاد بنعلي",)
    other = info.replace(address, "/tags/souad-benali")
    assert not layouts.read(layouts.article(other + FULL)).authors


def test_the_label_of_a_card_names_those_whom_json_ld_leaves_out() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "Article", "headline": "x", "author":'
        ' {"@type": "Person", "name": "سعاد بنعلي"}}</script>'
        '<meta name="twitter:label1" content="Written by">'
        '<meta name="twitter:data1" content="سعاد بنعلي, عمر الفاسي">'
    )
    markup = layouts.article(FULL).replace("<title>", f"{head}<title>", 1)
    assert layouts.read(markup).authors == ("سعاد بنعلي", "عمر الفاسي")
