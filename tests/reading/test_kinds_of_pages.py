"""Columns, line-ups, footnotes, translations, polls: what ordinary kinds of pages print."""

import pytest

from crawler import errors
from tests.reading.unknown_layouts import HEADLINE, TEXT, article, lines, paragraphs, read

P = paragraphs()


def headed(above: str) -> str:
    """The page with something right above its headline."""
    return article(P).replace("<h1>", f"{above}<h1>", 1)


@pytest.mark.parametrize("address", ["/writer/14", "/author/souad", "/auteurs/souad-b"])
def test_a_column_prints_who_writes_above_its_headline(address: str) -> None:
    card = (
        f"<div class='d-flex p-3'><img src='/w.png'><div><h5><a href='{address}'>سعاد بنعلي</a>"
        f"</h5><small>باحثة في علوم التربية</small><a href='{address}'>مقالات الكاتبة (37)</a>"
        "</div></div>"
    )
    assert read(headed(card)).authors == ("سعاد بنعلي",)


def test_several_authors_above_a_headline_are_a_list_of_columns() -> None:
    row = "".join(
        f"<div><a href='/writer/{n}'>{name}</a></div>"
        for n, name in enumerate(("سعاد بنعلي", "عمر الفاسي", "حسن التازي"))
    )
    assert not read(headed(f"<div class='x'>{row}</div>")).authors


def test_a_link_above_the_headline_that_leads_to_no_author_names_nobody() -> None:
    assert not read(headed("<div><a href='/region/14'>سعاد بنعلي</a></div>")).authors


LINE_UP = ("الحارس: العزوزي", "الدفاع: المريني، أمرابط، كدوري", "الهجوم: بنعلي، كوني، أولاد علي")


def test_the_last_item_of_a_list_that_ends_a_text_is_text() -> None:
    items = "".join(f"<li>{one}</li>" for one in LINE_UP)
    markup = article(f"{P}<h3>تشكيلة الفريق</h3><ul class='lineup'>{items}</ul>")
    assert lines(markup)[-3:] == list(LINE_UP)


def test_a_list_of_links_behind_a_text_is_none() -> None:
    items = "".join(f"<li><a href='/{n}'>{one}</a></li>" for n, one in enumerate(LINE_UP))
    assert lines(article(f"{P}<ul>{items}</ul>")) == list(TEXT)


NOTES = ("تقدير مؤقت قد يراجع عند النشر السنوي.", "الفنادق المصنفة ودور الضيافة دون غيرها.")


@pytest.mark.parametrize("markup", [
    "<div class='notes'><div id='nb1'><p>[<a href='#nh1'>1</a>] {0}</p></div>"
    "<div id='nb2'><p>[<a href='#nh2'>2</a>] {1}</p></div></div>",
    "<ol class='wp-block-footnotes'><li id='nb1'>{0} <a href='#nh1'>↩</a></li>"
    "<li id='nb2'>{1} <a href='#nh2'>↩</a></li></ol>",
])  # fmt: skip
def test_footnotes_that_lead_back_into_the_text_are_the_authors(markup: str) -> None:
    marks = [f"<sup><a id='nh{n}' href='#nb{n}'>{n}</a></sup>" for n in (1, 2)]
    text = P.replace("</p>", f"{marks[0]}</p>", 1)
    text = text[:-4] + marks[1] + "</p>"
    got = "\n".join(lines(article(text, after=markup.format(*NOTES))))
    assert all(note in got for note in NOTES)


def test_a_link_to_the_top_of_the_page_makes_no_footnote() -> None:
    markup = article(P, after="<p><a href='#top'>1</a> خدمة الرسائل القصيرة لقراء الجريدة</p>")
    assert lines(markup.replace("<main>", "<main id='top'>")) == list(TEXT)


CREDITS = (
    "ترجمة: رضوان المجدوبي",
    "عدسة : كريم الوالي",
    "Traduit par Omar Tazi",
    "Photos: K. Ouali",
)


@pytest.mark.parametrize("line", CREDITS)
def test_who_translated_or_took_pictures_is_no_line_of_the_text_and_no_author(line: str) -> None:
    for markup in (article(f"<p><em>{line}</em></p>{P}"), article(f"{P}<p>{line}</p>")):
        found = read(markup)
        assert found.body.splitlines() == list(TEXT)
        assert not found.authors


@pytest.mark.parametrize("line", [
    "ترجمة: كيف تصنع القواميس في زمن الآلة؟", "Traduction : un métier qui change de main en main.",
])  # fmt: skip
def test_a_line_about_translating_is_text(line: str) -> None:
    assert line in lines(article(f"<p>{line}</p>{P}"))


COMMENT = "نحن أبناء الميناء نشتري السمك بأغلى الأثمان، وأكبر سوق في الجهة على بعد كيلومترات منا!"


@pytest.mark.parametrize("head", [
    "تنبيه : التعليقات المنشورة لا تعبر عن رأي الجريدة وإنما عن رأي أصحابها", "شارك برأيك",
    "أضف تعليقك", "Réagir (2)", "شاركنا رأيك",
])  # fmt: skip
def test_what_readers_wrote_below_a_policy_or_an_invitation_is_not_the_text(head: str) -> None:
    comments = (
        f"<div class='w'>{head}</div><div class='c'><div>1- السوق حق</div>"
        f"<div>ابن الحي<br>{COMMENT}<br>في 06 غشت 2026</div></div>"
    )
    assert lines(article(P, after=comments)) == list(TEXT)


def test_the_imprint_of_a_footer_keeps_no_signature_from_being_one() -> None:
    imprint = "<p>الرباط اليوم، جريدة إلكترونية تصدر عن شركة ميديا. مدير النشر: محمد الإدريسي</p>"
    markup = article(
        f"{P}<p class='s'><strong>الرباط: سكينة العلوي</strong></p>",
        after=f"<div class='t'><h3>شارك برأيك</h3><div>{COMMENT}</div></div><div>{imprint}</div>",
    )
    assert read(markup).authors == ("سكينة العلوي",)
    assert lines(markup) == list(TEXT)


def test_a_list_by_its_software_and_its_json_ld_is_one_whatever_its_links_are() -> None:
    ld = (
        '<script type="application/ld+json">{"@type": "CollectionPage", "name": "الميناء"}</script>'
    )
    markup = article(P).replace("<title>", f"{ld}<title>").replace(
        "<body>", "<body class='rtl archive tag tag-port'>"
    )  # fmt: skip
    with pytest.raises(errors.ListingPage):
        lines(markup)
    single = markup.replace("archive tag tag-port", "single single-post").replace(ld, "")
    assert lines(single) == list(TEXT)


CHOICES = "".join(
    f"<label><input type='radio' name='r' value='{n}'>نعم {n}</label>" for n in (1, 2)
)
POLL = f"<form method='post'>{CHOICES}<button>صوت</button></form>"


@pytest.mark.parametrize(
    "title", ["استطلاع الرأي: {}", "سطلاع الراي : {}", "Sondage - {}", "Poll: {}"]
)
def test_a_page_that_asks_its_readers_is_a_poll(title: str) -> None:
    question = "هل أنت مع فتح السوق يوم الأحد؟"
    markup = article(f"<p>{TEXT[0]}</p>{POLL}").replace(f"<h1>{HEADLINE}", f"<h1>{question}")
    markup = markup.replace(f"<title>{HEADLINE}", f"<title>{title.format(question)}")
    with pytest.raises(errors.NotAnArticle, match="poll"):
        lines(markup)


def test_an_article_with_a_poll_beside_it_and_one_about_polls_are_articles() -> None:
    assert lines(article(P, after=POLL)) == list(TEXT)
    about = article(P).replace(HEADLINE, "استطلاع: نصف المغاربة يفضلون السوق الأسبوعي")
    assert lines(about) == list(TEXT)


@pytest.mark.parametrize("title", ["اشترك في النشرة البريدية", "Newsletter", "Nos newsletters"])
def test_a_form_to_sign_up_for_a_newsletter_is_no_article(title: str) -> None:
    form = "<form><input type='email'><button>اشترك</button></form>"
    markup = article(f"{P}{form}").replace(f"<title>{HEADLINE}", f"<title>{title}")
    with pytest.raises(errors.NotAnArticle, match="newsletter"):
        lines(markup)
    assert lines(article(f"{P}{form}")) == list(TEXT)
