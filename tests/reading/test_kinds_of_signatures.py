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
