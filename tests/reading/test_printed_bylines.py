"""Who is printed as the author of small outlets' articles: in rows around headline and day."""

import pytest

from tests.reading.unknown_layouts import HEADLINE, TEXT, article, paragraphs, read

STANDFIRST = (
    "سنتان من الأشغال وثلاثون مليون درهم وميناء تغير وجهه بالكامل: جولة في مرفق انتظره البحارة منذ"
    " سنوات طويلة، وما زال بعضهم يشك في أنه سيغير حياتهم."
)


def around(above: str, before: str = "", inside: str = "") -> str:
    """The page of an article with rows above and below its headline."""
    page = article(inside + paragraphs())
    heading = f"<h1>{HEADLINE}</h1>"
    return page.replace(heading, f"{before}{heading}{above}")


@pytest.mark.parametrize(
    ("before", "above"),
    [
        ("", f"<p class='chapo'>{STANDFIRST}</p><ul><li>بقلم: سعاد بنعلي</li></ul>"),
        ("", f"<p>{STANDFIRST}</p><div>بقلم: سعاد بنعلي</div>"),
        ("<article><header>", f"<p>{STANDFIRST}</p><p>حاورته: سعاد بنعلي</p></header>"),
        ("", f"<p class='lead'>{STANDFIRST}</p><ul><li>نص: <a href='/auteurs/s'>سعاد بنعلي</a></li>"
             "<li>صور: عمر الفاسي</li></ul>"),
    ],
)  # fmt: skip
def test_a_byline_behind_the_standfirst_is_read(before: str, above: str) -> None:
    assert read(around(above, before)).authors == ("سعاد بنعلي",)


def test_what_stands_behind_the_first_paragraph_of_the_text_is_no_byline() -> None:
    quoted = f"<p>{STANDFIRST}</p><div><a href='/author/s'>سعاد بنعلي</a></div>{paragraphs()}"
    assert not read(article("").replace('<div class="k1"></div>', quoted)).authors


@pytest.mark.parametrize(
    ("row", "authors"),
    [
        ("<div>سعاد بنعلي</div><div>22 نونبر 2026</div>", ("سعاد بنعلي",)),
        ("<ul><li>الأحد 22 نونبر 2026</li><li>سعاد بنعلي</li></ul>", ("سعاد بنعلي",)),
        ("<table><tr><td>Salma Tazi</td><td>22/11/2026 10:30</td></tr></table>", ("Salma Tazi",)),
        ("<h4>Carmen Ruiz</h4><span>22 de noviembre de 2026</span>", ("Carmen Ruiz",)),
    ],
)
def test_a_full_name_beside_the_day_is_a_byline(row: str, authors: tuple[str, ...]) -> None:
    assert read(around(row)).authors == authors


@pytest.mark.parametrize("row", [
    "<div>حميد الوزاني</div><div>22 نونبر 2026</div>",  # the text speaks of him
    "<div>سعاد بنعلي</div>",  # a heading, a subject, a photographer
    "<div>سعاد بنعلي</div><div>22 نونبر 2026</div><div>عمر الفاسي</div><div>21 نونبر 2026</div>",
    "<div>صور: </div><div>سعاد بنعلي</div><div>22 نونبر 2026</div>",
    "<div>سيدي رحال</div><div>22 نونبر 2026</div>", "<div>Moulay Idriss</div><p>22/11/2026</p>",
    "<div>ضيف الحلقة:</div><div>سعاد بنعلي</div><div>22 نونبر 2026</div>",
    "<figure><img src='a'><figcaption><b>سعاد بنعلي</b> <i>22 نونبر 2026</i></figcaption></figure>",
    "<aside><div>سعاد بنعلي</div><div>22 نونبر 2026</div></aside>",
])  # fmt: skip
def test_a_name_that_may_be_somebody_elses_is_no_byline(row: str) -> None:
    told = f"<p>وقال حميد الوزاني، رئيس التعاونية: {TEXT[1]}</p>"
    assert not read(around(row, inside=told)).authors


@pytest.mark.parametrize(
    ("row", "authors"),
    [
        ("<dl><dt></dt><dd><i></i><span>حاورته: سعاد بنعلي</span></dd><dd>الزيارات: 861</dd></dl>",
         ("سعاد بنعلي",)),
        ("<div><span>Par Salma Tazi</span> <span>22 novembre 2026</span></div>", ("Salma Tazi",)),
        ("<p>صور: سعاد بنعلي</p>", ()),
        ("<div><h3><a href='/7'>قافلة طبية تجوب قرى الجبل وتفحص مئات المرضى</a></h3>"
         "<span>بقلم: سعاد بنعلي</span></div>", ()),
        ("<div>بقلم: سعاد بنعلي</div><div>بقلم: عمر الفاسي</div>", ()),
    ],
)  # fmt: skip
def test_a_label_above_the_headline_tells_the_author(row: str, authors: tuple[str, ...]) -> None:
    assert read(around("", row)).authors == authors


@pytest.mark.parametrize(
    "name", ["createdby", "news_writtenby", "autor", "redacteur", "post-authorname"]
)
def test_classes_of_other_languages_and_joined_ones_say_who_wrote(name: str) -> None:
    assert read(around(f"<div class='{name}'>Yassir Oumlil</div>")).authors == ("Yassir Oumlil",)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("redacteur-en-chef", "Yassir Oumlil"), ("derechos-autor", "Prensa Norte"),
        ("tutorial", "Yassir Oumlil"),
        ("foto-autor", "Yassir Oumlil"),
    ],
)  # fmt: skip
def test_other_classes_with_such_a_word_do_not(name: str, said: str) -> None:
    assert not read(around(f"<div class='{name}'>{said}</div>")).authors


def test_a_name_that_begins_as_a_label_does_is_read() -> None:
    row = "<title>x - Port Herald</title><div>Port Herald / Omar Tazi</div>"
    page = around(row).replace(f"<title>{HEADLINE} - جريدة الميناء</title>", "", 1)
    head = '<meta property="og:site_name" content="Port Herald">'
    assert read(head + page).authors == ("Omar Tazi",)


def test_a_job_behind_the_name_is_no_part_of_it() -> None:
    by = (
        "<div itemprop='author'><meta itemprop='name' content='Omar Tazi'></div><div>"
        "<span>By</span> <div><a href='#'>Omar Tazi</a> <span>Lifestyle Writer</span></div></div>"
    )
    page = around(f"<p class='lead'>{STANDFIRST}</p><div>{by}</div>")
    assert read(page).authors == ("Omar Tazi",)
