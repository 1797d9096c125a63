"""What software prints around an article: placeholders, rows of tags and of cards, names."""

import pytest

from crawler.reading.extraction_hints import Hints
from crawler.timezone import CASABLANCA
from tests.reading.unknown_layouts import HEADLINE, TEXT, article, lines, paragraphs, read

HINTS = [Hints(), Hints(body="div.k1")]
BOTH = pytest.mark.parametrize("hints", HINTS, ids=["no hint", "container"])


@BOTH
@pytest.mark.parametrize("left", [
    "{loadposition ads}", "{loadmodule mod_banners,بانر}", "{/gallery}", "{{ ad_slot }}",
    "{% include ads %}", '[vc_row el_class="x"]', "[/caption]", '[gallery ids="3,4"]',
    "[ad_1]", "[/vc_column][/vc_row]",
])  # fmt: skip
def test_the_placeholder_of_a_plugin_is_no_line(left: str, hints: Hints) -> None:
    assert lines(article(paragraphs((*TEXT[:2], left, *TEXT[2:]))), hints) == [*TEXT]


@BOTH
@pytest.mark.parametrize("said", [
    "[بلاغ صحفي صادر عن المندوبية الجهوية للصيد البحري بالعيون]",
    "[1] تقرير المجلس الجهوي للحسابات حول تدبير الموانئ الصغرى لسنة 2025",
])  # fmt: skip
def test_what_an_author_puts_in_brackets_stays(said: str, hints: Hints) -> None:
    assert said in lines(article(paragraphs((*TEXT[:2], said, *TEXT[2:]))), hints)


@BOTH
@pytest.mark.parametrize("label", ["أوسمة:", "في هذا الملف", "Thèmes :", ""])
def test_a_row_of_links_that_call_themselves_tags_is_no_line(label: str, hints: Hints) -> None:
    links = " ".join(
        f'<a href="/t/{name}" rel="tag">{name}</a>'
        for name in ("الصيد البحري", "الموانئ", "سوق السمك")
    )
    found = read(article(f"{paragraphs()}<p>{label} {links}</p>"), hints)
    assert found.body.splitlines() == [*TEXT]
    assert set(found.tags) <= {"الصيد البحري", "الموانئ", "سوق السمك"}


@BOTH
@pytest.mark.parametrize("said", [
    "ووصلت أشغال {} إلى مرحلتها الأخيرة قبل أسبوع واحد.", "توفي {} اليوم الثلاثاء.",
    "{} يستقبل {} بالرباط",
])  # fmt: skip
@pytest.mark.parametrize("between", ["</p><p>", "<br>"])
def test_a_sentence_with_a_linked_tag_stays(said: str, between: str, hints: Hints) -> None:
    name = "الوزير الأول عبد القادر بوراص"
    linked = said.replace("{}", f'<a href="/t/1" rel="tag">{name}</a>')
    text = between.join((*TEXT[:2], linked, *TEXT[2:]))
    assert said.replace("{}", name) in lines(article(f"<p>{text}</p>"), hints)


def test_the_excerpt_of_a_card_with_a_counter_is_not_the_articles() -> None:
    same = "شاهدوا التفاصيل الكاملة في هذا الشريط الذي صورته كاميرا الجريدة بعين المكان قبل قليل"
    cards = "".join(
        f'<div class="q"><span>0{n}:31</span><a href="/{n}">قافلة طبية رقم {n} تجوب قرى الجبل</a>'
        f"<p>{same}</p><small>{n} ألف مشاهدة</small></div>"
        for n in range(1, 9)
    )
    brief = paragraphs(TEXT[:2])
    assert lines(article(brief, f'<div class="list"><h3>المزيد</h3>{cards}</div>')) == [*TEXT[:2]]


@pytest.mark.parametrize("title", [
    "جريدة الشروق الإلكترونية - {}", "{} | جريدة الشروق", "{} - الشروق", "موقع الشروق - {}",
])  # fmt: skip
def test_the_short_name_of_the_outlet_stands_before_who_signs(title: str) -> None:
    end = "<p>الشروق: عبد القادر بوراص</p>"
    markup = article(f"{paragraphs()}{end}").partition("</title>")[2]
    found = read(f"<title>{title.format(HEADLINE)}</title>{markup}")
    assert found.authors == ("عبد القادر بوراص",)
    assert found.body.splitlines() == [*TEXT]


def test_who_is_quoted_at_the_end_is_no_author() -> None:
    end = "<p>الوزير: عبد القادر بوراص</p>"
    assert read(article(f"{paragraphs()}{end}")).authors == ()


def test_a_title_may_begin_with_what_is_no_outlet() -> None:
    """A columnist, a section; and end with a slogan longer than any name."""
    markup = article(paragraphs()).partition("</title>")[2]
    named = markup.replace("</h1>", "</h1><p>بقلم: سعاد بنعلي</p>")
    assert read(f"<title>سعاد بنعلي - {HEADLINE}</title>{named}").authors == ("سعاد بنعلي",)
    slogan = "هبة بريس جريدة إلكترونية مغربية مستقلة شاملة"
    assert read(f"<title>{HEADLINE} - {slogan}</title>{markup}").headline == HEADLINE


@pytest.mark.parametrize(("row", "at"), [
    ("<div><a href='/c/1'>أخبار</a> <time>الجمعة 20 نونبر 2026 | 08:14</time></div>",
     "2026-11-20T08:14"),
    ("<p><time>20/11/2026 08:14</time> <a href='/c/1'>أخبار محلية</a></p>", "2026-11-20T08:14"),
    # the clock of a page has no section beside it, another article's date its headline
    ("<div><time>الجمعة 20 نونبر 2026 | 08:14</time></div>", None),
    ("<div><a href='/9'>قافلة طبية تجوب قرى الجبل</a> <time>20 نونبر 2026 08:14</time></div>",
     None),
    ("<nav><a href='/c/1'>أخبار</a> <time>20 نونبر 2026 08:14</time></nav>", None),
    ("<div><a href='/c/1'>أخبار</a> آخر تحديث: <time>20 نونبر 2026 18:14</time></div>", None),
    ("<div><a href='/'>الرئيسية</a> <a href='/k'>اتصل</a> <time>24 نونبر 2026 08:14</time></div>",
     None),
])  # fmt: skip
def test_a_time_beside_the_section_above_the_headline_is_the_articles(
    row: str, at: str | None
) -> None:
    markup = article(paragraphs()).replace("<h1>", f"{row}<h1>")
    found = read(markup).published_at
    assert (found and found.astimezone(CASABLANCA).isoformat()[:16]) == at


@pytest.mark.parametrize(("byline", "authors"), [
    ("Par Sanaa B.", ("Sanaa B.",)), ("بقلم: سعاد ب.", ("سعاد ب.",)),
    ("Par Y. K.", ("Y. K.",)), ("Par Salma Tazi.", ("Salma Tazi",)),
    ("بقلم: إكرام \u200fبنعجيبة", ("إكرام بنعجيبة",)),
    ("ⵙⵖⵓⵔ ⵜⵓⴷⴰ ⴰⵢⵜ ⵃⵎⴰⴷ", ("ⵜⵓⴷⴰ ⴰⵢⵜ ⵃⵎⴰⴷ",)),
])  # fmt: skip
def test_an_initial_keeps_its_dot_and_tifinagh_has_labels(
    byline: str, authors: tuple[str, ...]
) -> None:
    markup = article(paragraphs()).replace("</h1>", f"</h1><div class='author'>{byline}</div>")
    assert read(markup).authors == authors


def test_a_text_with_breaks_below_a_link_is_no_card() -> None:
    link = "<a href='/9'>افتتح سوق السمك الجديد بميناء المدينة صباح اليوم</a>"
    box = f"<div>{link}<br>حضر العامل.<br>غاب الرئيس.<br></div>"
    assert lines(article(box + paragraphs()))[-len(TEXT) :] == [*TEXT]


@BOTH
@pytest.mark.parametrize("name", ["MsoFooter", "MsoHeader", "MsoCaption", "MsoToc1"])
def test_a_style_of_words_takes_no_paragraph(name: str, hints: Hints) -> None:
    inside = paragraphs(TEXT[:2]) + f'<p class="{name}">{TEXT[2]}</p>' + paragraphs(TEXT[3:])
    assert lines(article(inside), hints) == [*TEXT]


def test_a_paragraph_called_a_comment_is_no_readers() -> None:
    inside = paragraphs(TEXT[:2]) + f'<p class="comment">{TEXT[2]}</p>' + paragraphs(TEXT[3:])
    said = "تعليق قارئ طويل عن السوق والميناء والبحارة فيه"
    reader = f"<div class='comments'><p class='comment'>{said}</p></div>"
    assert lines(article(inside, reader)) == [*TEXT]


@BOTH
def test_a_sentence_that_quotes_the_sites_words_stays(hints: Hints) -> None:
    quoted = (
        "وتقول العبارة التي أثارت الجدل: «نستعمل ملفات تعريف الارتباط لتحسين تجربتك، وبمواصلة"
        " التصفح فإنك توافق على ذلك»."
    )
    notice = "نستعمل ملفات تعريف الارتباط لتحسين تجربتك، وبمواصلة التصفح فإنك توافق على ذلك."
    also = "اقرأ أيضا: «قافلة طبية تجوب قرى الجبل وتفحص مئات المرضى»"
    found = lines(article(paragraphs((*TEXT[:2], quoted, *TEXT[2:], notice, also))), hints)
    assert found == [*TEXT[:2], quoted, *TEXT[2:]]


@BOTH
@pytest.mark.parametrize("left", [
    "fbq('track', 'ViewContent');", "gtag('event', 'page_view');", "googletag.cmd.push(f);",
    "(adsbygoogle = window.adsbygoogle || []).push({});",
    "Azilal Infos - Contact - Publicité",
])  # fmt: skip
def test_a_call_of_a_script_and_a_row_of_tools_are_no_lines(left: str, hints: Hints) -> None:
    assert lines(article(paragraphs((*TEXT, left))), hints) == [*TEXT]


ERRORS = [
    "<br><b>Warning</b>: file_get_contents(pub.html): failed to open stream: No such file or"
    " directory in <b>/var/www/vhosts/site/inc/top.php</b> on line <b>7</b><br>",
    "<p>PHP Notice: Trying to get property of non-object in C:\\www\\htdocs\\v.php on line 88</p>",
    "<div>Deprecated: Function create_function() is deprecated in /srv/a b/w.php on line 8</div>",
    "<p>Strict Standards: Non-static method should not be called statically in /home/s/j.php on"
    " line 12</p>",
    "<p>Notice: Undefined index: nid in theme_block() (line 22 of /srv/sites/all/b.module).</p>",
    "<p>Fatal error: Uncaught Error: Call to undefined function pub() in /srv/a.php:3 Stack trace:"
    " #0 /srv/b.php(9): include() #1 {main} thrown in /srv/a.php on line 3</p>",
    "<p>Warning: Unknown: open(/tmp/sess_1) failed: No space left on device (28) in Unknown on"
    " line 0</p>",
    "<p>( ! ) Warning: Undefined variable $ads in /srv/x.php on line 9</p>",
    "<p>Fatal error: Uncaught TypeError: count(): Argument #1 must be of type array in"
    " /srv/inc/pub.php:61</p>",
    "<p>[an error occurred while processing this directive]</p>",
    "<p>Microsoft OLE DB Provider for ODBC Drivers error '80004005'</p>",
    "<p>You have an error in your SQL syntax; check the manual that corresponds to your MySQL"
    " server version for the right syntax to use near '' at line 1</p>",
]


@BOTH
@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("at", [0, 2])
def test_the_error_of_a_program_is_no_line(error: str, at: int, hints: Hints) -> None:
    inside = paragraphs(TEXT[:at]) + error + paragraphs(TEXT[at:])
    assert lines(article(inside), hints) == [*TEXT]


@BOTH
@pytest.mark.parametrize("said", [
    "<p>Warning: trams in Casablanca will be late on line 2</p>",
    "<p>Notice: the names in the register of 1912 are those of the founders of the harbour.</p>",
    "<pre>Warning: include(a.php) in /srv/x.php on line 3 was the message that they saw.</pre>",
    "<p>« Warning: Undefined variable in /srv/x.php on line 3 », voilà ce que disait la page.</p>",
])  # fmt: skip
def test_a_sentence_about_an_error_stays(said: str, hints: Hints) -> None:
    inside = paragraphs(TEXT[:2]) + said + paragraphs(TEXT[2:])
    assert len(lines(article(inside), hints)) == len(TEXT) + 1


@BOTH
@pytest.mark.parametrize("left", [
    "<div>Stack trace:<br>#0 /srv/www/pub.php(9): include()<br>#1 {main}</div>",
    "<p>Stack trace:</p><p>#0 C:\\www\\pub.php(9): include()</p><p>#1 [internal function]: f()</p>",
])  # fmt: skip
def test_a_stack_is_no_line(left: str, hints: Hints) -> None:
    inside = paragraphs(TEXT[:2]) + left + paragraphs(TEXT[2:])
    assert lines(article(inside), hints) == [*TEXT]


@BOTH
@pytest.mark.parametrize("said", [
    "#2 / Le Raja, deuxième du classement", "#5 /r/Rabat compte trente mille abonnés",
    "Stack trace:", "#3 /dev/null est le titre de son troisième roman (2019)",
])  # fmt: skip
def test_a_number_before_a_slash_is_no_stack(said: str, hints: Hints) -> None:
    told = [*TEXT[:2], said, *TEXT[2:]]
    assert lines(article(paragraphs(told)), hints) == told


@BOTH
def test_a_message_that_the_article_shows_stays(hints: Hints) -> None:
    shown = "Warning: Undefined variable $ville in /srv/www/carte.php on line 12"
    announced = "Sur la page du registre, les habitants de Safi lisaient depuis lundi :"
    told = [*TEXT[:2], announced, shown, *TEXT[2:]]
    assert lines(article(paragraphs(told)), hints) == told


def test_verses_may_come_again_and_say_the_headline() -> None:
    refrain = "تعالوا نعد النجوم معا"
    verses = (HEADLINE, refrain, "ونرسم للصبح بابا", HEADLINE, refrain, "ونرسم للبحر دربا",
              HEADLINE)  # fmt: skip
    markup = article(f"{paragraphs(verses)}{paragraphs()}")
    found = read(markup.replace("</h1>", "</h1><div class='by'>شعر: عائشة بنت البار</div>"))
    assert found.body.splitlines() == [*verses, *TEXT]
    assert found.authors == ("عائشة بنت البار",)


@pytest.mark.parametrize(("author", "authors"), [
    ('[[{"givenName": "سعاد", "familyName": "بنعلي"}], {"name": "", "givenName": "Maria",'
     ' "familyName": "El Ouafi"}]', ("سعاد بنعلي", "Maria El Ouafi")),
    ('{"@type": "Organization", "name": "Oasis Info"}', ()),
])  # fmt: skip
def test_authors_of_json_ld_in_arrays_and_an_outlets_account(
    author: str, authors: tuple[str, ...]
) -> None:
    stated = f'{{"@type": "NewsArticle", "headline": "{HEADLINE}", "author": {author}}}'
    script = f'<script type="application/ld+json">{stated}</script>'
    assert read(script + article(paragraphs())).authors == authors
