"""Names that stand around a text: a reader's, a desk's, and the writer's alone behind its end."""

import pytest

from tests.reading.unknown_layouts import HEADLINE, TEXT, paragraphs, read

_COMMENT = "<div class='cm'><strong>بقلم: مواطن غيور</strong><p>حسبنا الله ونعم الوكيل</p></div>"


def _page(text: str, behind: str = "", above: str = "") -> str:
    menu = "".join(f"<td><a href='/c/{n}'>قسم {n}</a></td>" for n in range(6))
    return (
        f"<html><body><table><tr>{menu}</tr></table><table><tr><td><h1>{HEADLINE}</h1>{above}"
        f"<p class='d'>12 نونبر 2025</p>{text}</td></tr></table>{behind}</body></html>"
    )


@pytest.mark.parametrize(
    "heading",
    ["التعليقات (2)", "2 commentaires", "تعليقات الزوار", "3 Comentarios", "Comments (2)"],
)
def test_who_writes_below_the_heading_of_comments_is_no_author(heading: str) -> None:
    found = read(_page(paragraphs(), f"<div class='cmts'><h3>{heading}</h3>{_COMMENT}</div>"))
    assert not found.authors
    assert found.body.splitlines() == list(TEXT)


def test_a_counter_of_comments_above_the_text_hides_no_author() -> None:
    row = "<div class='row'><span>2 commentaires</span> <span>Par Salma Tazi</span></div>"
    assert read(_page(paragraphs(), above=row)).authors == ("Salma Tazi",)


@pytest.mark.parametrize("account", ["Tahrir Desk", "Sahara Newsroom", "Web Desk"])
def test_an_account_of_a_desk_gives_way_to_who_is_printed(account: str) -> None:
    by = f"<div class='author'><a href='/author/desk'>{account}</a></div>"
    found = read(_page(f"<p><b>بقلم: خديجة المرابط</b></p>{paragraphs()}", above=by))
    assert found.authors == ("خديجة المرابط",)
    assert found.body.splitlines() == list(TEXT)


def test_a_full_name_alone_behind_the_last_paragraph_signs_the_text() -> None:
    text = f"{paragraphs()}<p align='left'><b>محمد أمين العلوي</b></p>"
    readers = "<table class='comm'><tr><td><b>تعليقات الزوار</b></td></tr></table>"
    found = read(_page(text, readers))
    assert found.authors == ("محمد أمين العلوي",)
    assert found.body.splitlines() == list(TEXT)


@pytest.mark.parametrize("line", ["حي السلام", "اقرأ أيضا", "أخبار الجهة"])
def test_other_words_behind_the_last_paragraph_sign_nothing(line: str) -> None:
    assert not read(_page(f"{paragraphs()}<p>{line}</p>")).authors


def test_an_amazigh_label_is_read_as_one_word_and_as_two() -> None:
    for label in ("ⵙⵖⵓⵔ", "ⵙ ⵖⵓⵔ"):
        row = f"<div class='submitted'><span>{label}: ⵜⵓⴷⴰ ⵓⵄⵍⵉ</span></div>"
        assert read(_page(paragraphs(), above=row)).authors == ("ⵜⵓⴷⴰ ⵓⵄⵍⵉ",)
