"""Who signs in other forms: two works at once, credits, columns, places, several names alone."""

import pytest

from crawler.items import Article
from tests.reading.unknown_layouts import HEADLINE, TEXT, paragraphs, read

H1 = f"<h1>{HEADLINE}</h1>"


def page(above: str, *, first: str = "", last: str = "", texts: tuple[str, ...] = TEXT) -> Article:
    body = f"<div class='k1'>{first}{paragraphs(texts)}{last}</div>"
    return read(f"<title>{HEADLINE}</title><main>{H1}{above}{body}</main>")


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("إعداد وتصوير: سعاد بنعلي", ("سعاد بنعلي",)),
        ("نص وصور: عمر الفاسي", ("عمر الفاسي",)),
        ("Texte et photos : Salma Tazi", ("Salma Tazi",)),
        ("Texto y fotos de Lucía Benali", ("Lucía Benali",)),
        ("Texto: Lucía Benali   Fotos: Omar Tazi", ("Lucía Benali",)),
        ("نص: سعاد بنعلي / عدسة: عمر الفاسي", ("سعاد بنعلي",)),
        ("Words: Nadia Tazi, pictures: Omar Benali", ("Nadia Tazi",)),
        ("Fotos: Omar Tazi", ()),
        ("تصوير: سعاد بنعلي", ()),
        ("نص: الميناء القديم", ()),
    ],
)
def test_who_wrote_signs_in_the_first_or_the_last_line(line: str, authors: tuple[str, ...]) -> None:
    for found in (page("", first=f"<p>{line}</p>"), page("", last=f"<p>{line}</p>")):
        assert found.authors == authors
        assert (line not in found.body) or not authors
    assert page(f"<div>{line}</div>").authors == authors


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("<p>By Adam Whitlock in Rabat</p>", ("Adam Whitlock",)),
        ("<p>Par Salma Tazi, à Oujda</p>", ("Salma Tazi",)),
        ("<p>Por Lucía Benali, desde Tetuán</p>", ("Lucía Benali",)),
        ("<p>بقلم: سعاد بنعلي من وجدة</p>", ("سعاد بنعلي",)),
        ("<p class='byline'>By Adam Whitlock in Rabat</p>", ("Adam Whitlock",)),
        ("<p>By train in Rabat</p>", ()),
        ("<p>Escrito por: <b>Ismael Mohand</b> · <a href='mailto:r@x.ma'>r@x.ma</a></p>",
         ("Ismael Mohand",)),
        ("<p>Par Salma Tazi (s.tazi@x.ma)</p>", ("Salma Tazi",)),
        ("<h4>La chronique de Fouzia Marrakchi</h4>", ("Fouzia Marrakchi",)),
        ("<div>L’édito de Salma Tazi</div>", ("Salma Tazi",)),
        ("<h4>La chronique de Bab Doukkala</h4>", ()),
        ("<div>إعداد وتصوير: قسم الفيديو</div>", ()),
        ("<p>Redactado por: Ayuntamiento de Tetuán</p>", ()),
        ("<div>ⵢⴰⵔⴰ ⵜ: ⵎⵓⵃⴰ ⴰⵎⵙⴽⵔ</div>", ("ⵎⵓⵃⴰ ⴰⵎⵙⴽⵔ",)),
        ("<p>Tura-t : Fadma Ait Said</p>", ("Fadma Ait Said",)),
        ("<div>ⵢⴰⵔⴰ ⵜ: ⴰⴷⵍⵉⵙ ⵏ ⵓⵙⴳⴳⵯⴰⵙ</div>", ()),
        ("<div>La tribune d'honneur</div>", ()),
        ("<aside><h4>La chronique de Fouzia Marrakchi</h4></aside>", ()),
    ],
)  # fmt: skip
def test_a_place_an_address_and_a_column_beside_the_name(
    line: str, authors: tuple[str, ...]
) -> None:
    assert page(line).authors == authors


def test_a_column_about_somebody_is_not_theirs() -> None:
    texts = (f"{TEXT[0]} Fouzia Marrakchi y tenait une chronique, et la tribune en parle.", *TEXT)
    assert page("<h4>La chronique de Fouzia Marrakchi</h4>", texts=texts).authors == ()


@pytest.mark.parametrize(
    ("said", "authors"),
    [
        ("محمد الراضي (و م ع)", ("محمد الراضي",)),
        ("محمد الراضي [متابعة]", ("محمد الراضي",)),
        ("Salma Tazi (AFP)", ("Salma Tazi",)),
        ("Reuters (Salma Tazi)", ("Salma Tazi",)),
        ("(Salma Tazi)", ("Salma Tazi",)),
        ("Deutsche Welle (www.dw.com)", ()),
        ("محمد الراضي (الرباط", ("محمد الراضي",)),
    ],
)
def test_what_stands_in_brackets_is_no_part_of_a_name(said: str, authors: tuple[str, ...]) -> None:
    assert page(f"<span class='author'>{said}</span>").authors == authors


TWO = ("سعاد بنعلي", "عمر الفاسي")


@pytest.mark.parametrize(
    ("above", "authors"),
    [
        ("<div>سعاد بنعلي و عمر الفاسي</div>", TWO),
        ("<table><tr><td>سعاد بنعلي وعمر الفاسي</td><td>15 نونبر 2026</td></tr></table>", TWO),
        ("<p>15 نونبر 2026</p><div class='w'>سعاد بنعلي، عمر الفاسي</div>", TWO),
        ("<p>Salma Tazi &amp; Omar Benali</p>", ("Salma Tazi", "Omar Benali")),
        ("<p><a href='/tag/1'>سعاد بنعلي</a>، <a href='/tag/2'>عمر الفاسي</a></p>", ()),
        ("<p>جائزة هذه السنة لاثنين</p><p>سعاد بنعلي وعمر الفاسي</p>", ()),
        ("<div>تصوير: <span>سعاد بنعلي وعمر الفاسي</span></div>", ()),
        ("<div>سعاد بنعلي والميناء الجديد</div>", ()),
        ("<div class='photo-caption'>سعاد بنعلي وعمر الفاسي</div>", ()),
    ],
)  # fmt: skip
def test_several_full_names_right_below_the_headline(above: str, authors: tuple[str, ...]) -> None:
    assert page(above).authors == authors


def test_two_people_of_whom_the_text_speaks_do_not_sign() -> None:
    texts = (f"{TEXT[0]} وحضر الحفل بنعلي ورئيس الجماعة.", *TEXT)
    assert page("<div>سعاد بنعلي وعمر الفاسي</div>", texts=texts).authors == ()
    caption = "<figure><img src='/a.jpg'><figcaption>سعاد بنعلي وعمر الفاسي</figcaption></figure>"
    assert page(caption).authors == ()


def test_a_list_of_days_and_names_within_the_text_stays() -> None:
    days = ("14 novembre 2026 – H. Toubali", "15 novembre 2026 – Salma Tazi et Omar Benali")
    found = page("", texts=(*TEXT[:2], *days, *TEXT[2:]))
    assert found.body.splitlines() == [*TEXT[:2], *days, *TEXT[2:]]


def test_a_row_of_a_layout_leaves_the_text_and_one_of_a_list_stays() -> None:
    row = "<tr><td>{} وعمر الفاسي</td><td>الأحد 15 نونبر 2026</td></tr>"
    one, two = row.format("سعاد بنعلي"), row.format("مريم العلمي")
    assert "سعاد" not in page("", first=f"<table>{one}</table>").body
    assert "سعاد" in page("", last=f"<table>{one}{two}</table>").body


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("14 novembre 2026, 17H50 – H. Toubali", ("H. Toubali",)),
        ("J.-P. Aubin, 14 novembre 2026", ("J.-P. Aubin",)),
        ("14 novembre 2026 – A.S. Rabat", ()),
        ("14 novembre 2026 – N. Rabat", ()),
        ("14 novembre 2026 – B. Mellal", ()),
        ("14 novembre 2026 – Culture", ()),
    ],
)
def test_an_initial_and_a_family_name_beside_the_day(line: str, authors: tuple[str, ...]) -> None:
    assert page(f"<p class='k'>{line}</p>").authors == authors


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("سيدي يحيى الغرب / سعاد بنعلي", ("سعاد بنعلي",)),
        ("الشيخ ماء العينين لبيهي - الجنوب أنفو", ("الشيخ ماء العينين لبيهي",)),
        ("السالك بوشامة - العيون", ("السالك بوشامة",)),
        ("الشيخ الجليل - الجنوب أنفو", ()),
        ("متابعة خاصة - الجنوب أنفو", ()),
    ],
)
def test_a_name_beside_its_place_or_the_outlet(line: str, authors: tuple[str, ...]) -> None:
    assert page("", first=f"<p>{line}</p>").authors == authors
