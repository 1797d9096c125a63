"""Frames around a whole page, headings between builders' columns, and captions in plain boxes."""

from datetime import UTC, datetime

import pytest

from crawler.items import Page
from crawler.reading.reader import read_article

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TEXT = (
    "أعلنت الوكالة الجهوية عن انطلاق أشغال توسيع محطة المعالجة بعد شهور من الدراسات التقنية.",
    "وتهم الأشغال بناء أربعة أحواض جديدة ومد قنوات بطول يفوق تسعة كيلومترات على طول الوادي.",
    "وسيستفيد من المشروع سكان سبع جماعات قروية كانت تعاني كل صيف من ضعف الصبيب ورداءة الماء.",
    "وينتظر أن تسلم المحطة في صيف السنة المقبلة إذا احترمت المقاولات الآجال المنصوص عليها.",
)
HEADLINE = "توسيع محطة معالجة المياه بضفاف الوادي"


def lines_of(body: str) -> list[str]:
    text = f"<title>{HEADLINE}</title><body>{body}</body>"
    page = Page("x", "https://x.test/a/1.html", NOW, 200, {}, text.encode())
    return read_article(page).body.split("\n")


MIXED = f"<p>{TEXT[0]}</p><div><span>{TEXT[1]}</span></div><div>{TEXT[2]}<br></div><p>{TEXT[3]}</p>"
ARTICLE = f"<div class='t'><h2>{HEADLINE}</h2></div><div class='c'>{MIXED}</div>"
MENU = "<ul><li><a href='/1'>وطنية</a><li><a href='/2'>جهات</a><li><a href='/3'>رياضة</a></ul>"


@pytest.mark.parametrize(
    "form",
    [
        "<form id='aspnetForm'><input type='hidden' name='__VIEWSTATE' value='x'>{}</form>",
        "<form><input type='hidden' name='__EVENTTARGET'><input type='email'>{}</form>",
        "<form id='Form' method='post'><div role='navigation'>{menu}</div>{}</form>",
        "<form><nav>{menu}</nav>{}</form>",
    ],
)
def test_a_form_around_the_whole_page_hides_no_paragraph(form: str) -> None:
    page = form.replace("{menu}", MENU).replace("{}", ARTICLE)
    assert lines_of(page) == list(TEXT)


def test_a_form_beside_the_article_stays_out() -> None:
    poll = "هل تثقون في جودة الماء الذي يصل إلى بيوتكم منذ بداية السنة الجارية أم لا تثقون فيه؟"
    form = f"<form><p>{poll}</p><input type='radio' name='a'><button>صوت</button></form>"
    paragraphs = "".join(f"<p>{one}</p>" for one in TEXT)
    body = f"<h1>{HEADLINE}</h1><div>{paragraphs}</div>{form}"
    assert lines_of(body) == list(TEXT)


def column(*inside: str) -> str:
    return "".join(
        f"<div class='col'><div class='inner'><p>{one}</p></div></div>" for one in inside
    )


@pytest.mark.parametrize("tag", ["h2", "h3", "h4"])
def test_a_heading_between_columns_stays_and_a_pictures_title_leaves(tag: str) -> None:
    body = (
        f"<h1>{HEADLINE}</h1><div class='w'>{column(*TEXT[:2])}"
        f"<div class='pic'><{tag} class='pic_heading'>حوض تجريبي</{tag}><img src='i'></div>"
        f"{column(TEXT[2])}<{tag} class='custom'>آجال التسليم</{tag}>{column(TEXT[3])}</div>"
    )
    assert lines_of(body) == [*TEXT[:3], "آجال التسليم", TEXT[3]]


@pytest.mark.parametrize(
    ("class_name", "kept"),
    [("img-desc", False), ("photo_title", False), ("news-image-text", False), ("news-desc", True)],
)
def test_what_is_called_a_pictures_description_is_no_text(class_name: str, kept: bool) -> None:
    said = "حوض المعالجة القديم كما بدا صباح أمس قبل بدء الأشغال"
    image = "<a href='/i'><img src='i.jpg'></a>"
    box = f"<div class='top'>{image}<div class='{class_name}'>{said}</div></div>"
    texts = "".join(f"<div>{one}</div>" for one in TEXT)
    found = lines_of(f"<h1>{HEADLINE}</h1><div class='n'>{box}{texts}</div>")
    assert (said in found) is kept
    assert found[-4:] == list(TEXT)
