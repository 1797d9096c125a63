"""What the reader takes beside the text: dateline, authors, captions, paywall, what a page is."""

from datetime import UTC, datetime

import pytest

from crawler import errors
from crawler.arabic import folded_words
from crawler.items import Article, Page
from crawler.reading.extraction_hints import Hints
from crawler.reading.names.dateline import find_dateline
from crawler.reading.reader import read_article
from crawler.reading.trace import Trace

pytestmark = pytest.mark.slow

SEEN = datetime(2026, 11, 24, 12, tzinfo=UTC)
TEXT = "أعلنت الجماعة الترابية عن فتح باب الترشيح لجائزة القراءة في المدارس القروية هذه السنة."
MORE = "وأضافت الجماعة أن آخر أجل لإيداع الطلبات هو نهاية الشهر المقبل، وأن النتائج ستعلن بعده."
HINTS = Hints(body="div.text", names=("كود", "ناظور سيتي"))
NAMED = Hints(body="div.text", names=("الموقع",))


def read(body: str, head: str = "", hints: Hints = HINTS, trace: Trace | None = None) -> Article:
    html = (
        f"<html><head><title>جائزة القراءة هنا</title>{head}</head><body><h1>جائزة القراءة هنا</h1>"
        f'<div class="text">{body}</div></body></html>'
    )
    page = Page("x", "https://x.ma/1.html", SEEN, 200, {}, html.encode())
    return read_article(page, hints, trace=trace or Trace(wanted=False))


@pytest.mark.parametrize(
    ("line", "city", "agency"),
    [
        ("كود- كازا//", "الدار البيضاء", None),
        ("كّود – تطوان//", "تطوان", None),
        ("محمود الركيبي – مكتب العيون //", "العيون", None),
        ("ناظورسيتي: من الدريوش", "الدريوش", None),
        ("ناظورسيتي: متابعة", None, None),
        ("الرباط – و.م.ع", "الرباط", "و.م.ع"),
        ("فاس: رضا حمد الله", "فاس", None),
        ("RABAT (MAP)", "Rabat", "و.م.ع"),
    ],
)
def test_a_dateline_on_its_own_line_leaves_the_body(
    line: str, city: str | None, agency: str | None
) -> None:
    found = read(f"<p>{line}</p><p>{TEXT}</p><p>{MORE}</p>")
    assert (found.dateline, found.city, found.agency) == (line, city, agency)
    assert found.body == f"{TEXT}\n{MORE}"
    assert found.lead_paragraph == TEXT


@pytest.mark.parametrize(
    ("start", "city", "agency"),
    [
        ("الرباط (و.م.ع) - ", "الرباط", "و.م.ع"),
        ("مراكش / و م ع: ", "مراكش", "و.م.ع"),
        ("طنجة – ", "طنجة", None),
        ("كود ـ أكادير // ", "أكادير", None),
        ("Rabat (MAP) - ", "Rabat", "و.م.ع"),
    ],
)
def test_a_dateline_in_a_paragraph_is_noted_and_stays(
    start: str, city: str, agency: str | None
) -> None:
    found = read(f"<p>{start}{TEXT}</p><p>{MORE}</p>")
    assert (found.city, found.agency) == (city, agency)
    assert found.body == f"{start}{TEXT}\n{MORE}"


@pytest.mark.parametrize(
    "first",
    ["كود الصحافة الجديد في المغرب", "وقال الوزير: إن الأمر محسوم", "أسئلة وأجوبة",
     "الرباط مدينة الأنوار - الجزء الأول", "«كازا» - فيلم جديد يعرض في القاعات"],
)  # fmt: skip
def test_a_subheading_is_no_dateline(first: str) -> None:
    assert find_dateline((first, TEXT), frozenset(["كود"])) is None


def test_authors_captions_words_and_evidence() -> None:
    head = (
        '<meta name="author" content="بقلم: سعاد بنعلي، عمر الفاسي و مريم">'
        '<meta property="og:image" content="/p/a.jpg">'
    )
    figure = '<figure><img src="/p/a.jpg"><figcaption>السوق (أرشيف)</figcaption></figure>'
    other = "<figure><img src='/p/b.jpg'><figcaption>صورة ثانية</figcaption></figure>"
    found = read(f"{figure}<p>{TEXT}</p>{other}<p>{MORE}</p>", head)
    assert found.authors == ("سعاد بنعلي", "عمر الفاسي", "مريم")
    assert found.image_caption == "السوق (أرشيف)"
    assert found.captions == ("السوق (أرشيف)", "صورة ثانية")
    assert found.word_count == len(f"{TEXT} {MORE}".split())
    assert found.encoding_evidence == "valid UTF-8"


@pytest.mark.parametrize(
    ("line", "byline"),
    [("بقلم: سعاد بنعلي", "سعاد بنعلي"), ("بقلم سعاد بنعلي", "سعاد بنعلي"),
     ("* حاوره : عمر الفاسي *", "عمر الفاسي"), ("Par : Souad Benali", "Souad Benali"),
     ("إعداد: عمر الفاسي و سعاد بنعلي", "عمر الفاسي و سعاد بنعلي")],
)  # fmt: skip
@pytest.mark.parametrize("last", [False, True])
def test_a_line_that_signs_the_text_is_the_byline(line: str, byline: str, last: bool) -> None:
    text = f"<p>{TEXT}</p><p>{MORE}</p>"
    signed = f"<p>{line}</p>"
    found = read(text + signed if last else signed + text)
    assert (found.byline, found.sources["byline"]) == (byline, "text")
    assert found.authors == tuple(byline.split(" و "))
    assert found.body.splitlines() == [TEXT, MORE]
    assert found.word_count == len(folded_words(found.body))


@pytest.mark.parametrize(
    "line",
    ["كتب: الماء أولا، والطريق ثانيا، والمدرسة ثالثا، ثم ما تبقى من حاجات القرية كلها",
     "بقلم رصاص كتب ملاحظاته.", "بقلم: سعاد", "كتب الوزير رسالة طويلة"],
)  # fmt: skip
def test_a_line_of_the_text_signs_nothing(line: str) -> None:
    found = read(f"<p>{line}</p><p>{TEXT}</p><p>{MORE}</p>")
    assert found.byline is None
    assert found.body.startswith(line) or line == "بقلم: سعاد"


def test_the_line_that_signs_gives_way_to_another_name_that_is_printed() -> None:
    """What only a machine states is the account that published the article."""
    line = "بقلم: سعاد بنعلي"
    body = f"<p>{line}</p><p>{TEXT}</p><p>{MORE}</p>"
    found = read(body, '<meta name="author" content="عمر الفاسي">')
    assert (found.byline, found.body.splitlines()[0]) == ("سعاد بنعلي", TEXT)
    said = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x",'
        ' "author": {"@type": "Person", "name": "عمر الفاسي"}}</script>'
    )
    printed = read(f"{body}<p class='by'>نشرها عمر الفاسي</p>", said)
    assert (printed.byline, printed.body.splitlines()[0]) == ("عمر الفاسي", line)
    assert line not in read(body, '<meta name="author" content="سعاد بنعلي">').body


@pytest.mark.parametrize("mark", [" - ", " | ", " ~ ", " / ", " » ", " :: ", "- ", " –", " · "])
def test_the_sites_name_leaves_a_title_whatever_stands_between(mark: str) -> None:
    for title in (f"قال «نعم» للقراءة{mark}الموقع", f"الموقع{mark}قال «نعم» للقراءة"):
        page = f"<title>{title}</title><div class=text><p>{TEXT}</p></div>"
        found = read_article(Page("x", "https://x.ma/1", SEEN, 200, {}, page.encode()), NAMED)
        assert found.headline == "قال «نعم» للقراءة"


def test_what_is_veiled_is_not_what_the_reader_sees() -> None:
    veiled = f'<p style="-webkit-filter: blur(4px)">{MORE}</p>'
    assert read(f"<p>{TEXT}</p><p>{TEXT}</p>{veiled}").body == f"{TEXT}\n{TEXT}"


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("سعاد بنعلي - الرباط", ("سعاد بنعلي",)),
        ("فاس – عمر الفاسي", ("عمر الفاسي",)),
        ("و.م.ع", ("و.م.ع",)),
        ("سعاد بنعلي - رئيسة التحرير", ("سعاد بنعلي",)),
    ],
)
def test_the_city_beside_a_name_is_no_author(byline: str, authors: tuple[str, ...]) -> None:
    found = read(f"<p>{TEXT}</p><p>{MORE}</p>", f'<meta name="author" content="{byline}">')
    assert (found.byline, found.authors) == (byline, authors)


@pytest.mark.parametrize("said", ["", " ", "&nbsp;", "...", "<b></b>"])
def test_an_empty_stated_headline_does_not_hide_the_printed_one(said: str) -> None:
    html = f"""<head><meta property="og:title" content="{said}"></head>
        <h1>جائزة القراءة هنا</h1><div class="text"><p>{TEXT}</p><p>{MORE}</p></div>"""
    page = Page("x", "https://x.ma/1.html", SEEN, 200, {}, html.encode())
    assert read_article(page, HINTS).headline == "جائزة القراءة هنا"


LOCKED = (
    '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":%s}</script>'
)


@pytest.mark.parametrize(
    ("said", "paywall"), [("false", True), ('"False"', True), ("true", False), ('"True"', False)]
)
def test_the_paywall_flag(said: str, paywall: bool) -> None:
    assert read(f"<p>{TEXT}</p><p>{MORE}</p>", LOCKED % said).paywall is paywall


PART = '{"@type": "WebPageElement", "isAccessibleForFree": %s, "cssSelector": ".paid"}'
PARTS = '<script type="application/ld+json">{"@type": "NewsArticle", %s "hasPart": %s}</script>'


@pytest.mark.parametrize(
    ("whole", "part", "paywall"),
    [
        ('"isAccessibleForFree": "True",', PART % '"False"', True),
        ('"isAccessibleForFree": true,', f"[{PART % 'true'}, {PART % 'false'}]", True),
        ("", PART % "false", True),
        ('"isAccessibleForFree": false,', PART % "true", True),
        ('"isAccessibleForFree": "https://schema.org/False",', "null", True),
        ('"isAccessibleForFree": true,', f"[{PART % 'true'}]", False),
        ("", "[]", False),
        ('"isAccessibleForFree": true,', '[3, "x", {"isAccessibleForFree": {}}]', False),
        ('"isAccessibleForFree": true,', '{"@type": "VideoObject", "isAccessibleForFree": false}',
         False),
    ],
)  # fmt: skip
def test_a_part_that_is_paid_for_says_more_than_the_whole(
    whole: str, part: str, paywall: bool
) -> None:
    found = read(f"<p>{TEXT}</p><div class='paid'><p>{MORE}</p></div>", PARTS % (whole, part))
    assert found.paywall is paywall
    assert found.body.splitlines() == [TEXT, MORE]


@pytest.mark.parametrize(
    ("body", "head", "error"),
    [
        ("<p>بضع كلمات فقط هنا ثم لا شيء بعدها</p>", LOCKED % "false", errors.PaywallStub),
        ('<iframe src="https://www.youtube.com/embed/x"></iframe>', "", errors.Gallery),
        ("<p>شاهدوا</p>", '<meta property="og:type" content="video.other">', errors.Gallery),
        ("<figure><img src='1.jpg'></figure>" * 4, "", errors.Gallery),
        ('<form><input type="password"></form><p>المرجو تسجيل الدخول</p>', "", errors.LoginPage),
        ("".join(f'<p><a href="/{n}">عنوان الخبر رقم {n} في هذه الصفحة كلها</a></p>'
                 for n in range(40)), "", errors.ListingPage),
        ("", "<title>404</title>", errors.NotAnArticle),
    ],
)  # fmt: skip
def test_what_a_page_is_instead_of_an_article(
    body: str, head: str, error: type[errors.OutletError]
) -> None:
    with pytest.raises(error):
        read(body, head)


def test_a_page_that_says_it_does_not_exist() -> None:
    page = Page("x", "https://x.ma/1.html", SEEN, 200, {},
                f"<title>الصفحة غير موجودة</title><h1>عذرا</h1><p>{TEXT}</p>".encode())  # fmt: skip
    with pytest.raises(errors.SoftNotFound):
        read_article(page)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (TEXT, "ar"),
        ("ⵜⴰⵎⴰⵣⵉⵖⵜ ⵜⴳⴰ ⵜⵓⵜⵍⴰⵢⵜ ⵜⵓⵏⵚⵉⴱⵜ ⵏ ⵍⵎⵖⵔⵉⴱ ⴷ ⵜⴰⵄⵔⴰⴱⵜ ⵖ ⵓⵙⴳⴳⵯⴰⵙ ⴰⴷ", "zgh"),
        ("Le conseil de la ville a voté hier soir un budget pour les écoles rurales.", "fr"),
        ("The council of the town voted a budget for the rural schools last night.", "en"),
        ("El consejo de la ciudad aprobó anoche un presupuesto para las escuelas.", "es"),
        ("Yenna uneɣlaf i yineɣmasen belli iɣerbazen n idurar ad ldin azekka tifawin.", "ber"),
        ("Inna umawas i imskarn is rad ttyanzamn tinmal n tmazirt azkka zikk.", "ber"),
    ],
)
def test_the_language_of_each_article(text: str, language: str) -> None:
    assert read(f"<p>{text}</p><p>{text}</p>").language == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("استقالة رئيس الجماعة بعد أزمة الماء في القرية", "ar"),
        ("Neige : la route de Tichka est coupée ce matin.", "fr"),
        ("Snow has closed the road over Tichka this morning.", "en"),
        ("La nieve cierra la carretera de Tichka esta mañana.", "es"),
        ("Yergel wedfel abrid n Tizi n Ticka ass-a tifawin.", "ber"),
        ("ⵉⵔⴳⵍ ⵓⴷⴼⵍ ⴰⴱⵔⵉⴷ ⵏ ⵜⵉⵣⵉ ⵏ ⵜⵉⵛⴽⴰ ⴰⵙⵙⴰ ⵜⵉⴼⴰⵡⵉⵏ.", "zgh"),
    ],
)
def test_the_language_of_a_brief(text: str, language: str) -> None:
    assert read(f"<p>{text}</p>").language == language


@pytest.mark.parametrize(
    "text",
    [
        "Nas dyal had douar ba9in kaytsnaw tobis mn sba7, o 7ta wa7d maja gal lihom 3lach.",
        "Hadchi machi jdid 3lihom, 7it kol nhar kaytra nfs lmochkil o 7ed ma kayjawb.",
    ],
)
def test_darija_in_latin_letters_is_not_taken_for_amazigh(text: str) -> None:
    assert read(f"<p>{text}</p>").language != "ber"


def test_a_page_in_two_languages_is_of_the_one_with_more_letters() -> None:
    french = "Le conseil de la ville a voté hier soir un budget pour les écoles rurales."
    assert read(f"<p>{TEXT}</p><p>{MORE}</p><p>{french}</p>").language == "ar"
    assert read(f"<p>{TEXT}</p><p>{french}</p><p>{french} {french}</p>").language == "fr"
    assert read(f"<p>{french} Azul fellawen, Tamazight d tutlayt.</p>").language == "fr"


def test_the_trace_tells_how_a_page_was_read() -> None:
    trace = Trace()
    head = '<meta name="author" content="x@y.ma"><meta name="date" content="أمس؟؟">'
    read(f"<p>{TEXT}</p><p>شارك</p><p>{MORE}</p>", head, Hints(body=("div.old", "div.text")), trace)
    told = "\n".join(f"{step} {text}" for step, text in trace.notes)
    for piece in ("encoding utf-8", "div.old: nothing on the page matches",
                  "chosen: container: div.text", "left out the site's words, share: شارك",
                  "no name: an address", "not understood",
                  "published_at no date found", "gate an article"):  # fmt: skip
        assert piece in told


@pytest.mark.parametrize(
    "label",
    ["بقلم: ", "كتبت: ", "كتب:", "حاورته: ", "إعداد: ", "اعداد ", "أجرت الحوار: ", "Par : "],
)
def test_the_label_of_a_byline_is_no_part_of_the_name(label: str) -> None:
    hints = Hints(body="div.text", byline="div.text .who", section=".where")
    found = read(f'<p class="who">{label}ليلى العلمي</p><p>{TEXT}</p><p>{MORE}</p>', hints=hints)
    assert found.byline == "ليلى العلمي"
    assert found.authors == ("ليلى العلمي",)


def test_a_section_about_books_keeps_its_name() -> None:
    head = '<meta property="article:section" content="كتب ومجلات">'
    assert read(f"<p>{TEXT}</p><p>{MORE}</p>", head).section == "كتب ومجلات"


def test_a_field_without_any_candidate_says_so() -> None:
    trace = Trace()
    read(f"<p>{TEXT}</p><p>{MORE}</p>", trace=trace)
    told = dict(trace.notes)
    for name in ("byline", "section"):
        assert told[name].startswith("no candidate; name one")
