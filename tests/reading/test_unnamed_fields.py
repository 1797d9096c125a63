"""Author, date, section and tags that a label, an icon, a place or the page's own data tell."""

import json

import pytest

from crawler.errors import LoginPage
from crawler.items import Article
from crawler.timezone import CASABLANCA
from tests.reading.unknown_layouts import HEADLINE, OTHERS, TEXT, paragraphs, read

H1 = f"<h1>{HEADLINE}</h1>"
TAGS = "<a href='/k/1'>الميناء</a>، <a href='/k/2'>الصيد البحري</a>"


def page(details: str = "", *, above: str = "", foot: str = "", head: str = "") -> Article:
    body = f"<div class='k1'>{paragraphs()}</div>"
    return read(f"<title>{HEADLINE}</title>{head}<main>{above}{H1}{details}{body}{foot}</main>")


def day(found: Article) -> str | None:
    return found.published_at and found.published_at.astimezone(CASABLANCA).isoformat()[:16]


@pytest.mark.parametrize("details", [
    "<div>الكاتب/ مريم العلمي</div>", "<div>بقلم / مريم العلمي</div>",
    "<div>الكاتب : مريم العلمي</div>", "<td>الكاتبة: مريم العلمي</td>",
    "<dd class='createdby'>كتب بواسطة: <span>مريم العلمي</span></dd>",
    "<div><i class='fa fa-user'></i> مريم العلمي</div>",
    "<ul><li><span class='glyphicon glyphicon-user'></span> مريم العلمي</li></ul>",
    "<div><svg>" + "\n<path d='M0'/>" * 20 + "\n</svg> بقلم: مريم العلمي</div>",
    "<p><a href='/go?u=%2Fauthor%2F12'>مريم العلمي</a></p>",
    "<p>تحقيق من إعداد: مريم العلمي</p>", "<p>ملف من إنجاز مريم العلمي</p>",
    "<div class='signature'><i class='signature__prefixe'>نص:</i> <b class='signature__nom'>"
    "مريم العلمي</b> <a class='signature__suivre' href='/s'>متابعة</a></div>",
])  # fmt: skip
def test_a_label_or_an_icon_names_the_author(details: str) -> None:
    assert page(details).authors == ("مريم العلمي",)


@pytest.mark.parametrize(("details", "authors"), [
    ("<p>Par Amine Benhaddou et Sara El Fassi, envoyés spéciaux à Boujdour</p>",
     ("Amine Benhaddou", "Sara El Fassi")),
    ("<p>Par Salma Tazi, notre correspondante à Paris</p>", ("Salma Tazi",)),
    ("<p>Enquête réalisée par Salma Tazi</p>", ("Salma Tazi",)),
    ("<p>تحقيق في أسعار السمك</p>", ()),
    ("<span class='author'>Par <a href='/author/1'>La Rédaction avec MAP</a></span>", ()),
    ("<span class='author'>هيئة التحرير مع و.م.ع</span>", ()),
    ("<div class='author'>مريم العلمي عدد القراءات : 512</div>", ("مريم العلمي",)),
    ("<div itemprop='itemReviewed'><b itemprop='author'>زهور المنصوري</b></div>", ()),
])  # fmt: skip
def test_where_somebody_was_sent_and_whose_book_it_is_is_no_author(
    details: str, authors: tuple[str, ...]
) -> None:
    assert page(details).authors == authors


def test_a_review_is_its_critics() -> None:
    stated = {
        "@type": "Review", "datePublished": "2026-10-02T12:15:00+01:00",
        "itemReviewed": {"@type": "Book", "author": {"@type": "Person", "name": "زهور المنصوري"}},
        "author": {"@type": "Person", "name": "طه الراشدي"},
    }  # fmt: skip
    script = f"<script type='application/ld+json'>{json.dumps(stated)}</script>"
    line = "<p>قراءة: <b>طه الراشدي</b></p>"
    found = page(line, head=script)
    assert (found.authors, day(found)) == (("طه الراشدي",), "2026-10-02T12:15")


@pytest.mark.parametrize(("details", "when"), [
    ("<div>نشر يوم الاثنين 16 فبراير 2026 على الساعة 15:48</div>"
     "<div><iframe src='/v'></iframe><span class='vdate'>9 يناير 2021</span></div>",
     "2026-02-16T15:48"),
    ("<div><time itemprop='startDate' datetime='2026-06-05T21:00'>5 juin 2026</time></div>", None),
    ("<div class='fecha'>9 de febrero de 2026 | 17:35 h</div>", "2026-02-09T17:35"),
])  # fmt: skip
def test_whose_day_it_is(details: str, when: str | None) -> None:
    assert day(page(details)) == when


@pytest.mark.parametrize("details", [
    "<div><i class='fa fa-user'></i> هيئة التحرير</div>",
    "<div><i class='fa fa-eye'></i> 512</div>",
    "<div><i class='fa fa-users'></i> دخول</div>",
])  # fmt: skip
def test_an_icon_before_something_else_names_nobody(details: str) -> None:
    assert page(details).authors == ()


def test_the_author_of_another_articles_card_is_not_taken() -> None:
    card = f"<div class='k4'><a href='/2'>{OTHERS[0]}</a><div>الكاتب: هشام أكوح</div></div>"
    assert page(foot=card).authors == ()


@pytest.mark.parametrize("line", ["الكاتب : مريم العلمي", "Auteur : Ghita Belmahi"])
def test_a_label_below_the_text_signs_it(line: str) -> None:
    text = f"<div class='k1'>{paragraphs()}<p>{line}</p></div>"
    found = read(f"<title>{HEADLINE}</title><main>{H1}{text}</main>")
    assert found.body.splitlines() == list(TEXT)
    assert found.authors == (line.partition(": ")[2],)


def test_drupals_own_date_is_read() -> None:
    stamp = "content='2026-11-12T18:02:00+01:00'"
    line = f"<span property='dc:date dc:created' {stamp}>في أربعاء, 11/12/2026 - 18:02</span>"
    assert day(page(line)) == "2026-11-12T18:02"


@pytest.mark.parametrize(
    ("head", "details", "date"),
    [
        ('"2026-11-12 06:00:00"', "2026-11-12T06:00:00+00:00", "2026-11-12T07:00"),
        ('"2026-11-12 06:00:00"', "2026-11-12T09:00:00+00:00", "2026-11-12T06:00"),
    ],
    ids=["same clock", "another hour"],
)
def test_a_date_has_the_zone_that_the_same_one_states_elsewhere(
    head: str, details: str, date: str
) -> None:
    node = f'{{"@type":"NewsArticle","headline":"{HEADLINE}","datePublished":{head}}}'
    meta = f'<meta property="article:published_time" content="{details}">'
    found = page(head=f'<script type="application/ld+json">{node}</script>{meta}')
    assert day(found) == date


@pytest.mark.parametrize(("stamp", "date"), [
    ("2026-11-12T10:45:27+01:00", "2026-11-12T10:45"),
    ("2026-11-14T10:45:27+01:00", "2026-11-12T00:00"),
])  # fmt: skip
def test_a_stated_day_has_the_hour_that_is_printed_of_the_same_day(stamp: str, date: str) -> None:
    node = f'{{"@type":"NewsArticle","headline":"{HEADLINE}","datePublished":"2026-11-12"}}'
    head = f'<script type="application/ld+json">{node}</script>'
    assert day(page(f'<time datetime="{stamp}">12 نونبر</time>', head=head)) == date


def test_a_labelled_line_above_the_text_comes_before_a_date_below_it() -> None:
    card = (
        "<div><h3><a href='/2'>خبر آخر من المدينة</a></h3><b class='date'>20 نونبر 2026</b></div>"
    )
    found = page("<span>تاريخ النشر: 2026/11/17 - 09:30</span>", foot=card)
    assert day(found) == "2026-11-17T09:30"


def test_a_second_time_is_the_changes_where_the_first_is_called_published() -> None:
    times = (
        "<span><time class='entry-date published' datetime='2026-11-17T09:30:00+01:00'>17</time>"
        "<time class='updated' datetime='2026-11-18T10:12:00+01:00'>18</time></span>"
    )
    found = page(times)
    assert day(found) == "2026-11-17T09:30"
    assert found.modified_at
    alone = page("<time class='updated' datetime='2026-11-17T09:30:00+01:00'>17</time>")
    assert (day(alone), alone.modified_at) == ("2026-11-17T09:30", None)


@pytest.mark.parametrize(("above", "section"), [
    ("<a class='c-overline' href='/p/'>مجتمع</a>", "مجتمع"),
    ("<p><a href='/economie'>Économie</a></p>", "Économie"),
    (f"<div><a href='/'>الرئيسية</a> » <a href='/m'>مجتمع</a> » {HEADLINE}</div>", "مجتمع"),
    ("<a href='/x/' rel='tag'>مجتمع</a>", "مجتمع"),
    ("<ul><li><a href='/'>الرئيسية</a></li><li><a href='/m'>مجتمع</a></li></ul>", None),
    ("<a href='/'>الميناء</a>", None),
    ("<a href='https://other.ma/p/'>مجتمع</a>", None),
    ("<a href='/list'>العودة إلى الأخبار</a>", None),
    ("<a href='/a'>سياسة</a><a href='/b'>رياضة</a><a href='/c'>جهات</a>", None),
])  # fmt: skip
def test_a_short_link_right_above_the_headline_is_the_section(
    above: str, section: str | None
) -> None:
    found = page(above=f"<div>{above}</div>")
    assert (found.section, found.tags) == (section, ())


def test_what_markup_calls_category_comes_before_the_list_of_everything() -> None:
    path = "<ol class='breadcrumb'><li><a href='/'>Accueil</a></li>"
    path += "<li><a href='/a'>Actualités</a></li></ol>"
    assert (
        page("<span class='news-list-category'>Éducation</span>", above=path).section == "Éducation"
    )
    assert page(above=path).section == "Actualités"


@pytest.mark.parametrize(("foot", "tags"), [
    (f"<p>الوسوم: {TAGS}</p>", ("الميناء", "الصيد البحري")),
    (f"<div><b>كلمات مفتاحية:</b> {TAGS}</div>", ("الميناء", "الصيد البحري")),
    ("<ul class='news-tags'><li>Port</li><li>Pêche</li></ul>", ("Port", "Pêche")),
    ("<p itemprop='keywords'><span class='t'>Port</span><span class='t'>Pêche</span></p>",
     ("Port", "Pêche")),
    (f"<p>تابعوا أيضا: {TAGS}</p>", ()),
    ("<p>كلمات السيد الوزير في هذا الصدد <a href='/2'>هنا</a></p>", ()),
])  # fmt: skip
def test_a_label_or_a_list_names_the_tags(foot: str, tags: tuple[str, ...]) -> None:
    assert page(foot=foot).tags == tags


def test_builders_mark_the_sections_link_as_a_tag_too() -> None:
    row = "<div><a href='/mujtama/' rel='tag'>مجتمع</a></div>"
    tags = "<p><a href='/tag/1' rel='tag'>الميناء</a> <a href='/tag/2' rel='tag'>الصيد</a></p>"
    found = page(row, foot=tags)
    assert (found.section, found.tags) == ("مجتمع", ("الميناء", "الصيد"))


INFO = "<ul><li itemprop='about'><span class='info__item--type-terms'>{}{}</span></li></ul>".format
TERMS = "<span class='info__terms-list'>{}</span>".format


def test_terms_above_the_text_are_its_section_and_those_below_its_tags() -> None:
    above = INFO("", TERMS("<a href='/c2' class='info__terms-list-item'>صحة</a>"))
    below = INFO("<span class='info__item-prefix'>الوسوم</span>", TERMS(TAGS))
    found = page(above, foot=below)
    assert (found.section, found.tags) == ("صحة", ("الميناء", "الصيد البحري"))
    assert (page(foot=below).section, page(above).tags) == (None, ())


@pytest.mark.parametrize(("path", "section"), [
    ("<div class='fil'>Accueil &gt; <a href='/economie/'>Économie</a></div>", "Économie"),
    ("<div class='fil'>الرئيسية » <a href='/iqtisad/'>اقتصاد</a></div>", "اقتصاد"),
    ("<div class='fil'>En continu <a href='/economie/'>Économie</a></div>", None),
])  # fmt: skip
def test_a_path_may_begin_with_a_home_that_nothing_links(path: str, section: str | None) -> None:
    assert page(above=path + "<p>x</p>").section == section


@pytest.mark.parametrize("box", [
    "<div id='article'>{}</div>", "<div class='hentry type-post'>{}</div>",
    "<article>{}</article>", "<section class='single-post'>{}</section>",
])  # fmt: skip
def test_a_day_above_the_headline_but_in_its_article_is_its_day(box: str) -> None:
    when = "<div class='date'><div class='access'>الثلاثاء 15 شتنبر 2026 - 13:48</div></div>"
    inside = f"{when}{H1}<div class='k1'>{paragraphs()}</div>"
    assert day(read(f"<title>{HEADLINE}</title><body>{box.format(inside)}</body>")) == (
        "2026-09-15T13:48"
    )
    clock = f"{when}<div class='k3'>{H1}<div class='k1'>{paragraphs()}</div></div>"
    assert day(read(f"<title>{HEADLINE}</title><body>{clock}</body>")) is None


@pytest.mark.parametrize(("words", "tags"), [
    ("أخبار, المغرب, طنجة, تطوان, عاجل", ()),
    ("سوق السمك, التبريد, طنجة", ("سوق السمك", "التبريد", "طنجة")),
])  # fmt: skip
def test_keywords_that_the_article_does_not_speak_of_are_the_sites(
    words: str, tags: tuple[str, ...]
) -> None:
    assert page(head=f'<meta name="keywords" content="{words}">').tags == tags


RECORD = {
    "title": HEADLINE, "author": {"name": "مريم العلمي"}, "published_at": "2026-11-12T08:30:00Z",
    "category": {"name": "مجتمع"}, "tags": [{"name": "الميناء"}], "content": paragraphs(),
}  # fmt: skip
OTHER = {"title": OTHERS[0], "author": {"name": "هشام أكوح"}, "content": paragraphs()}


@pytest.mark.parametrize("script", [
    '<script id="__NEXT_DATA__" type="application/json">{}</script>',
    "<script>window.__STATE__ = {};</script>",
])  # fmt: skip
def test_the_articles_record_in_the_pages_data_gives_the_fields(script: str) -> None:
    data = json.dumps({"props": {"related": [OTHER], "article": RECORD}})
    found = read(f"<title>{HEADLINE}</title><body>" + script.replace("{}", data))
    assert (found.authors, found.section, found.tags) == (("مريم العلمي",), "مجتمع", ("الميناء",))
    assert day(found) == "2026-11-12T09:30"
    assert found.sources["byline"] == "script"
    other = json.dumps({"related": [OTHER]})
    assert page(foot=script.replace("{}", other)).authors == ()


def test_a_log_in_page_is_told_by_its_title() -> None:
    said = "<p>لمتابعة قراءة هذا المقال يرجى تسجيل الدخول إلى حسابك أو الاشتراك.</p>"
    form = "<form><input type='email'><input type='password'></form>"
    markup = "<title>تسجيل الدخول - الميناء</title><main>"
    markup += f"<h1>هذا المحتوى مخصص للمشتركين</h1>{5 * said}{form}</main>"
    with pytest.raises(LoginPage):
        read(markup)
    assert page(foot=form).body.splitlines() == list(TEXT)
