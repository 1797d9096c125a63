"""Who signs the text: behind the genre of a piece, in a first line before bare text."""

import json

import pytest

from crawler.reading.extraction_hints import Hints
from tests.reading.unknown_layouts import HEADLINE, TEXT, article, lines, paragraphs, read

HINTS = pytest.mark.parametrize("hints", [Hints(), Hints(body="div.k1")], ids=["none", "container"])


@HINTS
@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("ريبورتاج: سعاد بنعلي", ("سعاد بنعلي",)),
        ("استطلاع : عمر الفاسي وسعاد بنعلي", ("عمر الفاسي", "سعاد بنعلي")),
        ("Enquête : Salma Tazi", ("Salma Tazi",)),
        ("Reportage: Salma Tazi et Omar Benali", ("Salma Tazi", "Omar Benali")),
        ("Reportaje: Carmen Ruiz", ("Carmen Ruiz",)),
    ],
)
def test_a_genre_and_a_full_name_sign_the_text(
    line: str, authors: tuple[str, ...], hints: Hints
) -> None:
    found = read(article(f"<p><strong>{line}</strong></p>{paragraphs()}"), hints)
    assert found.authors == authors
    assert found.body.splitlines() == list(TEXT)


@HINTS
@pytest.mark.parametrize("line", [
    "تحقيق: مافيا الرمال تلتهم الشاطئ", "بورتريه: فاطمة المرنيسي", "Portrait : Fatima Mernissi",
    "Reportage : Salma Tazi raconte sa ville", "تقرير: محمد السادس يدشن المستشفى الجديد بالمدينة",
])  # fmt: skip
def test_a_genre_and_a_subject_sign_nothing(line: str, hints: Hints) -> None:
    found = read(article(f"<p><strong>{line}</strong></p>{paragraphs()}"), hints)
    assert not found.authors
    assert found.body.splitlines() == [line, *TEXT]


@pytest.mark.parametrize(
    "account", ["إدارة المدونة", "مشرف المنتدى", "Admin Blog", "Équipe du blog"]
)
@pytest.mark.parametrize("before", ["كتبها: سعاد بنعلي", "بقلم: سعاد بنعلي"])
def test_who_signs_above_bare_text_goes_before_the_account_of_a_blog(
    before: str, account: str
) -> None:
    said = {"@type": "BlogPosting", "headline": HEADLINE,
            "author": {"@type": "Person", "name": account}}  # fmt: skip
    ld = f"<script type='application/ld+json'>{json.dumps(said)}</script>"
    text = f"في صيف 1934 {TEXT[0]}"
    bare = "".join(f"<div>{one}</div><div><br></div>" for one in TEXT[1:])
    below = f"<p class='post-author'>بواسطة <a rel='author' href='/u/1'>{account}</a></p>"
    found = read(article(f"{ld}<b>{before}</b><br><br>{text}{bare}", below))
    assert found.authors == ("سعاد بنعلي",)
    assert found.body.splitlines() == [text, *TEXT[1:]]


def test_a_first_line_of_bare_text_that_begins_as_a_label_does_names_nobody() -> None:
    text = f"بقلم رشيق كتب سعيد بنعلي سنة 1934 عن سوق القرية، {TEXT[0]} {TEXT[1]}"
    bare = "".join(f"<div>{one}</div><div><br></div>" for one in TEXT[1:])
    assert not read(article(f"{text}{bare}")).authors
    assert lines(article(f"{text}{bare}")) == [text, *TEXT[1:]]


@pytest.mark.parametrize("line", [
    "Karim Tazi, envoyé spécial du Vatican", "Salma Benali, correspondante de la chaîne BBC",
    "سعاد بنعلي، مراسلة العربية", "عمر الفاسي (مراسل الحرة في واشنطن)",
    "Salma Tazi, corresponsal de Televisa", "Nuestro corresponsal, Atlético Madrid",
    "Our correspondent in Rabat - Royal Air Maroc", "Correspondants : Reporters Sans Frontières",
])  # fmt: skip
@pytest.mark.parametrize("last", [False, True])
def test_somebody_elses_correspondent_is_no_author(line: str, last: bool) -> None:
    whole = [*TEXT, line] if last else [line, *TEXT]
    found = read(article(paragraphs(whole)))
    assert not found.authors
    assert line in found.body


def test_the_outlets_own_correspondents_sign_with_the_place_behind_them() -> None:
    for line in ("Salma Tazi, envoyée spéciale à Boujdour", "سعاد بنعلي (موفدتنا إلى تنغير)",
                 "Notre envoyée spéciale, Salma Tazi, à Boujdour"):  # fmt: skip
        found = read(article(paragraphs([line, *TEXT])))
        assert found.authors in (("Salma Tazi",), ("سعاد بنعلي",))
        assert found.body.splitlines() == list(TEXT)
    above = '<div class="author">Envoyé spécial, Salma Tazi, à Boujdour</div>'
    assert read(article(f"{above}{paragraphs()}")).authors == ("Salma Tazi",)


@pytest.mark.parametrize("line", ["تقرير: عمر الفاسي", "Enquête : Omar Benali"])
def test_who_stands_behind_a_genre_and_in_the_text_is_its_subject(line: str) -> None:
    said = "وصل عمر الفاسي (Omar Benali) إلى الميناء صباح اليوم، وقال إنه سيعود إلى بيته القديم."
    page = article(paragraphs([line, said, *TEXT]))
    assert not read(page).authors
    named = page.replace(HEADLINE, "الفاسي يعود إلى الميناء مع Benali")
    assert not read(named.replace(said, TEXT[0])).authors
    assert not read(named.replace('<div class="k1">', f'<p class="s">{line}</p><div>')).authors
    assert read(page.replace(said, TEXT[0])).authors
