"""Several elements of one class: pieces of an article, other articles, teasers."""

from datetime import UTC, datetime

import pytest

from crawler.items import Page
from crawler.reading.extraction_hints import Hints
from crawler.reading.reader import read_article
from crawler.reading.trace import Trace

SEEN = datetime(2026, 11, 24, 12, tzinfo=UTC)
HEADLINE = "جائزة القراءة تعود إلى المدارس القروية"
OTHER = "معرض الكتاب المستعمل يفتح أبوابه بفاس"
WORDS = "أعلنت الجماعة الترابية عن فتح باب الترشيح لجائزة القراءة في المدارس القروية هذه السنة"
TEXT = [f"{WORDS}، المرحلة {number}." for number in ("الأولى", "الثانية", "الثالثة", "الرابعة")]
FAIR = "افتتح المعرض مساء اليوم بساحة المدينة العتيقة بحضور الكتبيين وعدد من القراء والناشرين"
NEXT = [f"{FAIR}، الرواق رقم {number}." for number in range(1, 9)]


def text(paragraphs: list[str], before: str = "") -> str:
    inside = "".join(f"<p>{one}</p>" for one in paragraphs)
    return f'<div class="text">{before}{inside}</div>'


def read(markup: str, trace: Trace | None = None) -> list[str]:
    body = (
        f"<title>{HEADLINE}</title><body><main><article><header><h1>{HEADLINE}</h1></header>"
        f"{markup}</main><footer>جميع الحقوق محفوظة</footer>"
    ).encode()
    page = Page("x", "https://x.ma/1.html", SEEN, 200, {}, body)
    found = read_article(page, Hints(body="div.text"), trace=trace or Trace())
    assert found.headline == HEADLINE
    assert found.body_source == "container: div.text"
    assert found.word_count == len(found.body.replace("،", " ").split())
    return found.body.splitlines()


@pytest.mark.parametrize(
    "between",
    ["", "<figure><img src=a.jpg><figcaption>صورة</figcaption></figure>",
     f'<div class="related"><h2><a href="/2">{OTHER}</a></h2></div>', "<h2>مراحل الجائزة</h2>",
     f"<aside><h2><a href='/2'>{OTHER}</a></h2>{text(NEXT[:1])}</aside>"],
    ids=["nothing", "figure", "related", "heading", "aside"],
)  # fmt: skip
def test_a_body_in_several_elements_is_joined(between: str) -> None:
    assert read(text(TEXT[:1]) + between + text(TEXT[1:]) + "</article>") == TEXT


def test_pieces_that_stand_each_in_a_box_are_joined_in_the_order_of_the_page() -> None:
    boxes = "".join(
        f'<div class="para_{number}"><h2>قسم من أقسام الجائزة</h2>{text([one])}</div>'
        for number, one in enumerate(TEXT)
    )
    trace = Trace()
    assert read(boxes + "</article>", trace) == TEXT
    assert ("container", "container: div.text: 4 pieces of one article") in trace.notes


@pytest.mark.parametrize(
    "teaser",
    [text(NEXT[:1], f'<h3><a href="/2">{OTHER}</a></h3>'), text([NEXT[0][:-1] + "..."]),
     text([NEXT[0][:-1] + " […]"]), f"<ul><li>{text(NEXT[:1])}</li></ul>",
     f'<div class="related-posts"><div>{text(NEXT[:1])}</div><div>{text(NEXT[1:2])}</div></div>',
     f'<div class="card"><a href="/2">{OTHER}</a>{text(NEXT[:1])}</div>', text(TEXT),
     f'<div class="field-subtitle">{text(NEXT[:1])}</div>',
     f'<ol class="comments"><li>{text(NEXT[:1])}</li></ol>', text(["سياسة"])],
    ids=["headline", "dots", "bracket", "item", "related", "card", "the same again", "field",
         "comment", "label"],
)  # fmt: skip
def test_teasers_and_comments_of_the_same_class_are_not(teaser: str) -> None:
    assert read(text(TEXT) + teaser + "</article>") == TEXT
    assert read(text(TEXT) + "</article>" + teaser) == TEXT


@pytest.mark.parametrize(
    "following",
    [f"</article><article><h1>{OTHER}</h1>{text(NEXT)}</article>",
     f"</article><article><h2><a href='/2'>{OTHER}</a></h2>{text(NEXT)}</article>",
     f"</article><article><header><h2>{OTHER}</h2></header>{text(NEXT)}</article>",
     f"<h1>{OTHER}</h1>{text(NEXT)}</article>",
     f"</article><div><div><h1>{OTHER}</h1></div><div>{text(NEXT)}</div></div>"],
    ids=["h1", "linked h2", "h2 of its own article", "one below the other", "boxes"],
)  # fmt: skip
def test_a_longer_article_below_is_not_taken_for_this_one(following: str) -> None:
    """Pages that are read on without end."""
    assert read(text(TEXT[:2]) + following) == TEXT[:2]


def test_a_box_of_links_before_the_body_does_not_hide_it() -> None:
    box = f'<div class="slider"><h2><a href="/2">{OTHER}</a></h2></div>'
    assert read(box + text(TEXT) + "</article>") == TEXT


def test_where_only_short_elements_are_of_this_article_the_others_are_asked() -> None:
    lead = text(["ملخص قصير للخبر"])
    box = f"<h1>{OTHER}</h1>"
    assert read(lead + box + text(TEXT) + "</article>") == TEXT


def test_two_fields_of_one_record_are_no_pieces_of_one_body() -> None:
    """Drupal gives all fields of a record one class, and each a box with its own name."""
    fields = f'<div class="field-lead">{text(NEXT[:1])}</div>'
    assert read(fields + f'<div class="field-body">{text(TEXT)}</div></article>') == TEXT
