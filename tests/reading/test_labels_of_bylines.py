"""Labels before the author's name: verbs with their object, Amazigh formulas, works in brackets."""

import pytest

from tests.reading.unknown_layouts import HEADLINE, TEXT, article, paragraphs, read

LINES = [
    ("حاورتها الصحفية: سعاد بنعلي", "سعاد بنعلي"), ("أعد التقرير : عمر الفاسي", "عمر الفاسي"),
    ("يكتبها: عمر الفاسي", "عمر الفاسي"), ("محرر الخبر: سعاد بنعلي", "سعاد بنعلي"),
    ("Entretien mené par Salma Tazi", "Salma Tazi"), ("Signé : Salma Tazi", "Salma Tazi"),
    ("Recueilli par Salma Tazi", "Salma Tazi"), ("Texto: Carmen Ruiz", "Carmen Ruiz"),
    ("Redacción: Carmen Ruiz | Fotos: Luis Gómez", "Carmen Ruiz"),
    ("Entrevistó: Carmen Ruiz", "Carmen Ruiz"), ("Interviewed by Omar Tazi", "Omar Tazi"),
    ("ⵙ ⵓⴼⵓⵙ ⵏ ⵜⴰⵏⵉⵔⵜ ⴰⵢⵜ ⵃⵎⵎⵓ", "ⵜⴰⵏⵉⵔⵜ ⴰⵢⵜ ⵃⵎⵎⵓ"), ("ⵙⵖⵓⵔ: ⴰⴽⵙⵉⵍ ⵓⵄⵍⵉ", "ⴰⴽⵙⵉⵍ ⵓⵄⵍⵉ"),
    ("ⵜⵓⵔⴰ ⵜ ⵜⴰⵏⵉⵔⵜ ⵓⵄⵍⵉ", "ⵜⴰⵏⵉⵔⵜ ⵓⵄⵍⵉ"), ("ⵜⴰⵏⵖⵎⴰⵙⵜ: ⵜⴰⵏⵉⵔⵜ ⵓⵄⵍⵉ", "ⵜⴰⵏⵉⵔⵜ ⵓⵄⵍⵉ"),
    ("Omar Tazi (texte), Salma Alami (photos)", "Omar Tazi"),
    ("Luis Gómez (fotos) y Carmen Ruiz (texto)", "Carmen Ruiz"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "author"), LINES)
def test_a_label_above_the_text_tells_the_author(line: str, author: str) -> None:
    row = f"<h1>{HEADLINE}</h1><div class='x2'>{line}</div>"
    found = read(article(paragraphs()).replace(f"<h1>{HEADLINE}</h1>", row))
    assert found.authors == (author,)
    assert found.body.splitlines() == list(TEXT)


@pytest.mark.parametrize(("line", "author"), LINES)
def test_such_a_first_line_signs_the_text(line: str, author: str) -> None:
    found = read(article(f"<p><b>{line}</b></p>{paragraphs()}"))
    assert found.authors == (author,)
    # who took the pictures is told nowhere else
    others = [line] if "Luis" in line or "photos" in line else []
    assert found.body.splitlines() == [*others, *TEXT]


@pytest.mark.parametrize("line", [
    "توقيع: اتفاقية شراكة بين الجهة والوزارة", "أعد الملف: وثائق وصور عن الميناء القديم",
    "Redacción: Calle Mayor", "Texto: Ley de Costas", "Entrevista: Carmen Ruiz",
    "Omar Tazi (photos)",
    "Mohamed Tazi (Rabat), Salma Alami (Fès)", "Signé : un accord sur la pêche au port",
    "ⵙⵖⵓⵔ ⵉⵎⵃⴹⴰⵔⵏ ⵏ ⵜⵖⵔⵎⵜ ⴷ ⵉⵙⵍⵎⴰⴷⵏ", "ⵙ ⵓⴼⵓⵙ ⵏ ⵓⵙⵉⵏⴰⴳ ⴳ ⵔⵔⴱⴰⵟ", "ⵢⵓⵔⴰ ⵓⵎⵙⵙⵓⴳⵓⵔ ⵜⴰⴱⵔⴰⵜ",
])  # fmt: skip
def test_other_lines_that_begin_so_stay(line: str) -> None:
    found = read(article(f"<p><b>{line}</b></p>{paragraphs()}"))
    assert not found.authors
    assert found.body.splitlines() == [line, *TEXT]


def test_the_interviewer_whose_name_stands_in_the_text_is_still_the_author() -> None:
    asked = f"<p>سعاد بنعلي: كيف كانت بداية المشروع؟ {TEXT[0]}</p>"
    found = read(article(f"<p>حاورته: سعاد بنعلي</p>{asked}{paragraphs(TEXT[1:])}"))
    assert found.authors == ("سعاد بنعلي",)


def test_a_person_in_the_text_whom_such_a_label_names_is_not() -> None:
    told = f"<p>وكان عمر الفاسي قد تسلم مفاتيح السوق بحضور البحارة. {TEXT[0]}</p>"
    found = read(article(f"<p>توقيع: عمر الفاسي</p>{told}{paragraphs(TEXT[1:])}"))
    assert not found.authors
