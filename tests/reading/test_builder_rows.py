"""An article in several rows of a page builder, and columns beside it, told by their widths."""

import pytest

from crawler.reading.extraction_hints import Hints
from tests.reading.test_page_frames import HEADLINE, TEXT, lines_of
from tests.reading.unknown_layouts import lines

MORE = "وأضافت الوكالة أن الدراسات شملت أثر المشروع على الفرشة المائية وعلى الأراضي الفلاحية."
WPBAKERY = (
    "<div class='vc_row wpb_row {row}'><div class='wpb_column vc_column_container {column}'>"
    "<div class='vc_column-inner'><div class='wpb_wrapper'>{beside}"
    "<div class='wpb_text_column wpb_content_element {text}'><div class='wpb_wrapper'>{inside}"
    "</div></div></div></div></div></div>"
)
ELEMENTOR = (
    "<section class='elementor-section elementor-element elementor-element-{id} {row}'>"
    "<div class='elementor-container'><div class='elementor-column elementor-col-100 {column}'>"
    "<div class='elementor-widget-wrap'>{beside}<div class='elementor-element"
    " elementor-element-{id} elementor-widget elementor-widget-text-editor {text}'>"
    "<div class='elementor-widget-container'>{inside}</div></div></div></div></div></section>"
)
DIVI = (
    "<div class='et_pb_section et_pb_section_{n} {row}'><div class='et_pb_row et_pb_row_{n}'>"
    "<div class='et_pb_column et_pb_column_4_4 et_pb_column_{n} {column}'>{beside}<div class='"
    "et_pb_module et_pb_text et_pb_text_{n} {text}'><div class='et_pb_text_inner'>{inside}"
    "</div></div></div></div></div>"
)
SP_PAGE_BUILDER = (
    "<section class='sppb-section {row}'><div class='sppb-row-container'><div class='sppb-row'>"
    "<div class='sppb-col-md-12 {column}'><div class='sppb-column-addons'>{beside}"
    "<div class='sppb-addon-wrapper'><div class='sppb-addon sppb-addon-text-block {text}'>"
    "<div class='sppb-addon-content'>{inside}</div></div></div></div></div></div></div></section>"
)
BREAKDANCE = (
    "<section class='bde-section-{n}-100 bde-section {row}'><div class='section-container'>"
    "<div class='bde-div-{n}-101 bde-div {column}'>{beside}"
    "<div class='bde-rich-text-{n}-102 bde-rich-text {text}'>{inside}</div></div></div></section>"
)
AD = "<div class='wpb_raw_code wpb_content_element'><script>ads.push({})</script></div>"
FIRST = {"row": "hide-on-print-off", "column": "has-fill", "text": "widget-ready", "beside": "",
         "id": "3fa91c2", "n": "0"}  # fmt: skip
SECOND = {"row": "", "column": "", "text": "not-promo", "beside": AD, "id": "b41d07e", "n": "1"}


ROWS = [
    pytest.param(WPBAKERY, id="wpbakery"), pytest.param(ELEMENTOR, id="elementor"),
    pytest.param(DIVI, id="divi"), pytest.param(SP_PAGE_BUILDER, id="sp page builder"),
    pytest.param(BREAKDANCE, id="breakdance"),
]  # fmt: skip


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{one}</p>" for one in texts)


@pytest.mark.parametrize("row", ROWS)
def test_rows_that_an_editor_set_up_differently_are_one_article(row: str) -> None:
    first = row.format(**FIRST, inside=paragraphs(*TEXT[:2]))
    second = row.format(**SECOND, inside=paragraphs(*TEXT[2:], MORE))
    body = f"<h1>{HEADLINE}</h1><div class='builder-content'>{first}{second}</div>"
    assert lines_of(body) == [*TEXT, MORE]


ABOUT = "الوادي نيوز، أول جريدة إلكترونية بالجهة، تقدم لكم الخبر بالصوت والصورة على مدار الساعة."
COLUMNS = [
    ("et_pb_column et_pb_column_2_3", "et_pb_column et_pb_column_1_3"),
    ("col-12 col-lg-8", "col-12 col-lg-4"),
    ("wpb_column vc_col-sm-9", "wpb_column vc_col-sm-3"),
    ("elementor-column elementor-col-66", "elementor-column elementor-col-33"),
    ("uk-width-2-3@m", "uk-width-1-3@m"),
    ("lg:w-3/4 w-full", "lg:w-1/4 w-full"),
    ("td-pb-span8", "td-pb-span4"),
]


@pytest.mark.parametrize(("main", "side"), COLUMNS)
def test_a_narrow_column_beside_a_brief_is_not_read(main: str, side: str) -> None:
    body = (
        f"<div class='row'><div class='{main}'><h1>{HEADLINE}</h1>"
        f"<div>{paragraphs(*TEXT[:2])}</div></div>"
        f"<div class='{side}'><div class='box'><p>{ABOUT}</p></div></div></div>"
    )
    assert lines_of(body) == list(TEXT[:2])


@pytest.mark.parametrize(("main", "side"), COLUMNS)
def test_a_narrow_column_that_has_the_text_is_read(main: str, side: str) -> None:
    """Beside a column with headline and picture."""
    body = (
        f"<div class='row'><div class='{main}'><h1>{HEADLINE}</h1><img src='/a.jpg'></div>"
        f"<div class='{side}'>{paragraphs(*TEXT)}</div></div>"
    )
    assert lines_of(body) == list(TEXT)


def test_a_figure_that_was_never_closed_hides_no_paragraph() -> None:
    picture = "<figure><img src='/a.jpg'><figcaption>المحطة قبل التوسيع</figcaption>"
    body = f"<h1>{HEADLINE}</h1><div class='text'>{picture}{paragraphs(*TEXT)}</div>"
    assert lines_of(body) == list(TEXT)
    closed = f"{picture}<p>صورة من الأرشيف</p></figure>"
    body = f"<h1>{HEADLINE}</h1><div class='text'>{closed}{paragraphs(*TEXT)}</div>"
    assert lines_of(body) == list(TEXT)


EXCERPT = "شهدت القاعة حضورا لافتا لعدد من الفاعلين والمهتمين بالشأن الثقافي بالجهة…"
TEASERS = "".join(
    f"<table><tr><td><a href='/?sid={n}'><b>خبر آخر رقم {n} من أخبار الجهة</b></a><br>{EXCERPT}"
    "</td></tr></table>"
    for n in range(5)
)


@pytest.mark.parametrize(("left", "main", "side"), [
    ("180", "600", "200"), ("20%", "55%", "25%"), ("", "640", "300"),
])  # fmt: skip
def test_the_columns_of_an_old_layout_are_told_by_the_widths_of_cells(
    left: str, main: str, side: str
) -> None:
    menu = f"<td width='{left}'><a href='/a'>سياسة</a><br><a href='/b'>مجتمع</a></td>"
    text = "<br><br>".join(TEXT[:3])
    body = (
        f"<table><tr>{menu}<td width='{main}'><font size='5'><b>{HEADLINE}</b></font><br>"
        f"<font size='4'>{text}</font></td><td width='{side}'>{TEASERS}</td></tr></table>"
    )
    assert lines_of(body) == list(TEXT[:3])


def test_a_narrow_cell_without_other_articles_is_the_texts_own() -> None:
    text = "<br><br>".join(TEXT[:2])
    body = (
        f"<table><tr><td width='600'><font size='5'><b>{HEADLINE}</b></font><br>{text}</td>"
        f"<td width='200'>{MORE}</td></tr></table>"
    )
    assert MORE in lines_of(body)


BUILDERS = ["ct-text-block", "wpb_text_column", "et_pb_module et_pb_text", "bde-rich-text",
            "elementor-element elementor-widget elementor-widget-text-editor"]  # fmt: skip
LAST = "ويفتتح الورش رسميا في مارس."


@pytest.mark.parametrize(
    ("text", "hint"),
    # without a hint trafilatura takes the last sentence out of Elementor's
    [*((one, None) for one in BUILDERS[:-1]), *((one, "div.inner") for one in BUILDERS)],
)
def test_what_an_editor_calls_an_element_of_text_takes_no_sentence_away(
    text: str, hint: str | None
) -> None:
    def block(name: str, said: str) -> str:
        return f'<div id="{name}" class="{text}">{said}</div>'

    boxed = block("text-3", TEXT[1]) + block("popup_text-4", TEXT[2])
    body = (
        f'<section id="promo-2" class="ct-section"><div class="inner"><h1>{HEADLINE}</h1>'
        f'{block("banner_text-1", TEXT[0])}<div id="sidebar_block-2" class="ct-div-block">{boxed}'
        f"</div>{block('ad_text-5', LAST)}</div></section>"
    )
    hints = Hints(body=hint) if hint else Hints()
    assert lines(f"<title>{HEADLINE}</title><body>{body}", hints) == [*TEXT[:3], LAST]


@pytest.mark.parametrize("text", BUILDERS)
def test_a_call_in_an_element_of_text_that_shows_a_field_is_none(text: str) -> None:
    said = "".join(f'<div class="{text}">{one}</div>' for one in TEXT)
    call = (
        f'<div id="newsletter-7" class="{text}">توصل بجديدنا كل صباح في بريدك.'
        '<input type="email"><button>موافق</button></div>'
    )
    body = f'<section class="ct-section"><h1>{HEADLINE}</h1>{said}{call}</section>'
    assert lines(f"<title>{HEADLINE}</title><body>{body}") == list(TEXT)
