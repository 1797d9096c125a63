"""Lists of other articles around one: their tags, categories and authors are not its own."""

from datetime import UTC, datetime

import pytest

from crawler.items import Article, Page
from crawler.reading.reader import read_article

HEADLINE = "قافلة للكتب تجوب قرى جبال الريف طيلة الشهر"
TEXT = (
    "<p>انطلقت من الحسيمة قافلة للكتب تحمل ثلاثة آلاف عنوان إلى قرى الريف التي لا مكتبة فيها.</p>"
    "<p>وتقف القافلة يومين في كل قرية، ويعير السائق الكتب للأطفال إلى موعد مرورها المقبل.</p>"
    "<p>وقالت المشرفة على المبادرة إن القصص المصورة نفدت من الرفوف منذ القرية الأولى.</p>"
)
EXCERPT = (
    "<p>وقد تم وضع المشتبه فيهما تحت تدبير الحراسة النظرية على ذمة البحث الذي تشرف عليه النيابة "
    "العامة المختصة، كما تم حجز كمية من المخدرات ومبالغ مالية يشتبه في كونها من عائدات هذا "
    "النشاط الإجرامي، وما تزال الأبحاث متواصلة لتوقيف باقي المتورطين المفترضين في القضية.</p>"
)
OWN = (
    "<div class='t'><a rel='tag' href='/tag/k'>الكتب</a> "
    "<a rel='tag' href='/tag/h'>الحسيمة</a></div>"
)
OTHERS = (
    ("درهم قوي", "بورصة", "كريم الباز", "اقتصاد"),
    ("ارتفاع حقينة السدود بالشمال", "السدود", "نزهة فاتح", "فلاحة"),
    ("تعيين مدير جديد للمستشفى", "الرشيدية", "عمر شفيق", "صحة"),
)


def read(html: str) -> Article:
    page = f"<title>{HEADLINE}</title><body>{html}</body>"
    at = datetime(2026, 11, 24, tzinfo=UTC)
    return read_article(Page("x", "https://x.test/n/7", at, 200, {}, page.encode()))


def others(open_tag: str, heading: str = "h3", tags: str = "<a rel='tag' href='/tag/{0}'>{0}</a>",
           *, excerpt: str = EXCERPT) -> str:  # fmt: skip
    """A list of other articles, each with headline, author, category, excerpt and a tag."""
    return "".join(
        f"<{open_tag}><{heading}><a href='/o/{number}'>{headline}</a></{heading}>"
        f"<span class='author'>{author}</span><a rel='category' href='/c/{category}'>{category}</a>"
        f"{excerpt}{tags.format(tag)}</{open_tag.split()[0]}>"
        for number, (headline, tag, author, category) in enumerate(OTHERS)
    )


ARTICLE = f"<h1>{HEADLINE}</h1><div class='x'>{TEXT}</div>{OWN}"


@pytest.mark.parametrize(
    "html",
    [
        f"<main>{ARTICLE}<div class='loop'><h2>المزيد</h2>{others('div class=b')}</div></main>",
        f"<main>{ARTICLE}<section>{others('article', 'h2')}</section></main>",
        f"<main>{ARTICLE}<ul>{others('li')}</ul></main>",
        f"<main>{ARTICLE}<table>{others('tr', 'h4').replace('<tr>', '<tr><td>')}</table></main>",
        f"<main><ul>{others('li class=k')}</ul>{ARTICLE}</main>",
        f"<main>{ARTICLE}<div class='wp-block-query'>{others('p', excerpt='')}</div></main>",
    ],
)
def test_what_others_in_a_list_are_marked_with_is_not_the_articles(html: str) -> None:
    found = read(html)
    assert found.tags == ("الكتب", "الحسيمة")
    assert found.authors == ()
    assert found.section is None


@pytest.mark.parametrize(
    "tags",
    [
        "<a rel='tag' href='/tag/{0}'>{0}</a>",
        "<div class='tags'><a href='/t/{0}'>{0}</a></div>",
        "<div><a href='/tag/{0}'>{0}</a></div>",
    ],
)
def test_an_article_without_tags_borrows_none(tags: str) -> None:
    listed = others("li class=k", tags=tags)
    assert read(f"<main><h1>{HEADLINE}</h1><div>{TEXT}</div><ul>{listed}</ul></main>").tags == ()


@pytest.mark.parametrize(
    "html",
    [
        # two authors with a box each, whose headings lead to their pages
        f"<main>{ARTICLE}<div class='bx'><h4><a href='/author/s'>سعاد بنت عبد السلام</a></h4></div>"
        "<div class='bx'><h4><a href='/author/o'>عمر بن الطيب</a></h4></div></main>",
        # another article is linked in the text, beside the tags, below the own linked headline
        f"<main><h1>{HEADLINE}</h1><div class='x'>{TEXT}<h3><a href='/9'>مهرجان الزيتون يختتم "
        f"دورته الحادية عشرة</a></h3>{OWN}</div></main>",
        f"<main><div><h1><a href='/n/7'>{HEADLINE}</a></h1><div>{TEXT}</div>{OWN}</div></main>",
        f"<main>{ARTICLE}<div class='widget'><a rel='tag' href='/tag/r'>الريف</a></div></main>",
    ],
)
def test_the_articles_own_tags_stay(html: str) -> None:
    assert read(html).tags[:2] == ("الكتب", "الحسيمة")


def test_an_author_in_one_of_two_boxes_stays_an_author() -> None:
    boxes = "".join(
        f"<div class='bx'><h4><a rel='author' href='/author/{n}'>{name}</a></h4></div>"
        for n, name in enumerate(("سعاد بنت عبد السلام", "عمر بن الطيب"))
    )
    found = read(f"<main><h1>{HEADLINE}</h1>{boxes}<div>{TEXT}</div></main>")
    assert found.authors[:1] == ("سعاد بنت عبد السلام",)
