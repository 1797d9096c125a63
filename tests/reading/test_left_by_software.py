"""What software prints around an article: placeholders, rows of tags and of cards, names."""

import pytest

from crawler.reading import Hints
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
def test_a_sentence_with_a_linked_tag_stays(hints: Hints) -> None:
    said = 'ووصلت أشغال <a href="/t/1" rel="tag">سوق السمك</a> إلى مرحلتها الأخيرة قبل أسبوع واحد.'
    bare = "ووصلت أشغال سوق السمك إلى مرحلتها الأخيرة قبل أسبوع واحد."
    assert bare in lines(article(paragraphs((*TEXT[:2], said, *TEXT[2:]))), hints)


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


@pytest.mark.parametrize(("row", "at"), [
    ("<div><a href='/c/1'>أخبار</a> <time>الجمعة 20 نونبر 2026 | 08:14</time></div>",
     "2026-11-20T08:14"),
    ("<p><time>20/11/2026 08:14</time> <a href='/c/1'>أخبار محلية</a></p>", "2026-11-20T08:14"),
    # the clock of a page has no section beside it, another article's date its headline
    ("<div><time>الجمعة 20 نونبر 2026 | 08:14</time></div>", None),
    ("<div><a href='/9'>قافلة طبية تجوب قرى الجبل</a> <time>20 نونبر 2026 08:14</time></div>",
     None),
    ("<nav><a href='/c/1'>أخبار</a> <time>20 نونبر 2026 08:14</time></nav>", None),
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
    ("ⵙⵖⵓⵔ ⵜⵓⴷⴰ ⴰⵢⵜ ⵃⵎⴰⴷ", ("ⵜⵓⴷⴰ ⴰⵢⵜ ⵃⵎⴰⴷ",)),
])  # fmt: skip
def test_an_initial_keeps_its_dot_and_tifinagh_has_labels(
    byline: str, authors: tuple[str, ...]
) -> None:
    markup = article(paragraphs()).replace("</h1>", f"</h1><div class='author'>{byline}</div>")
    assert read(markup).authors == authors
