"""A box that says who the author is: its label is nobody, and its sentences are not the text."""

import pytest

from tests.reading.unknown_layouts import TEXT, article, lines, paragraphs, read

P = paragraphs()
BIO = "صحافية تغطي شؤون الموانئ والصيد البحري منذ سنة 2017، وحاصلة على جائزة الصحافة الوطنية."
LABELS = ("عن الكاتب", "نبذة عن الكاتبة", "À propos de l’auteur", "About the author")


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("box", [
    "<section class='rounded p-5'><h3>{label}</h3><p class='small'>{bio}</p></section>",
    "<div class='x1'><div><span>{label}</span></div><div><b>سعاد بنعلي</b><p>{bio}</p></div></div>",
    "<div><h4>{label}</h4><div><a href='/author/souad'>سعاد بنعلي</a></div><p>{bio}</p></div>",
])  # fmt: skip
def test_what_stands_below_the_label_of_such_a_box_is_not_the_text(label: str, box: str) -> None:
    assert lines(article(P + box.format(label=label, bio=BIO))) == list(TEXT)
    beside = article(P).replace("</article>", f"{box.format(label=label, bio=BIO)}</article>")
    assert lines(beside) == list(TEXT)


def test_a_box_that_begins_with_the_authors_link_is_one_without_a_label() -> None:
    box = f"<div class='x2'><p><a href='/author/souad'>سعاد بنعلي</a></p><p>{BIO}</p></div>"
    assert lines(article(P + box)) == list(TEXT)


def test_the_same_words_between_the_paragraphs_or_in_their_element_are_text() -> None:
    heading, about = "<h3>عن الكاتب</h3>", f"<p>{BIO}</p>"
    assert BIO in lines(article(heading + about + P))
    assert BIO in lines(article(P + heading + about))  # a review has such a part of its own


def test_a_box_with_a_good_share_of_the_text_stays() -> None:
    assert lines(article(f"{P}<div><h3>عن الكاتب</h3>{P.replace('الميناء', 'المرسى')}</div>"))[
        : len(TEXT)
    ] == list(TEXT)
    assert len(lines(article(f"<div><h3>عن الكاتب</h3>{P}</div>"))) >= len(TEXT)


@pytest.mark.parametrize("label", [
    *LABELS, "Plus d’articles de la rédaction", "الأحدث من هيئة التحرير", "المزيد من الكاتب",
    "Latest from admin", "Articles de la rédaction", "كل مقالات المحرر",
])  # fmt: skip
@pytest.mark.parametrize("box", [
    "<div class='theme-author-info'><h4>{}</h4><a href='/author/x/'>Rédaction</a></div>",
    "<div class='itemAuthor'><h3>{}</h3></div>", "<div class='post-author'>{}</div>",
])  # fmt: skip
def test_the_label_of_an_authors_box_is_nobody(label: str, box: str) -> None:
    assert not read(article(P + box.format(label))).authors


@pytest.mark.parametrize("label", ["المزيد من", "Articles de", "About", "عن", "Latest from"])
def test_the_name_behind_such_a_label_is_the_authors(label: str) -> None:
    box = f"<div class='author-info'><h4>{label} سعاد بنعلي</h4></div>"
    assert read(article(P + box)).authors == ("سعاد بنعلي",)


def test_a_list_of_the_authors_latest_articles_names_nobody() -> None:
    latest = (
        "<div class='itemAuthorLatest'><h3>جديد القسم الثقافي</h3><ul>"
        "<li><a href='/i/8'>انطلاق أشغال الطريق</a></li></ul></div>"
    )
    assert not read(article(P + latest)).authors
