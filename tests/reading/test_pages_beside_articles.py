"""Pages that lead on, offer editions or show a broadcast are none; stories on such things are."""

import pytest

from crawler import errors
from tests.reading.unknown_layouts import HEADLINE, TEXT, article, lines, paragraphs

DATED = '<meta property="article:published_time" content="2026-11-20T10:00:00+01:00">'
NEW = "https://x.ma/new/souk-des-poissons"


def page(headline: str, inside: str, head: str = "") -> str:
    markup = article(inside).replace("<title>", f"{head}<title>", 1)
    return markup.replace(HEADLINE, headline)


def refresh(content: str) -> str:
    return f'<META HTTP-EQUIV="Refresh" CONTENT="{content}">'


MOVED = (
    "<p>Notre journal a changé d'adresse, et cet article avec lui ; votre navigateur vous y mène"
    " dans quelques secondes, sans que vous ayez rien à faire, et nous vous en remercions.</p>"
    f"<p>Si rien ne se passe, <a href='{NEW}'>suivez ce lien jusqu'à l'article</a>, puis corrigez"
    " vos signets : l'ancienne adresse ne répondra plus à la fin de l'année prochaine.</p>"
)


@pytest.mark.parametrize(
    "head",
    [
        refresh(f"0;url={NEW}") + f"<link rel='canonical' href='{NEW}'>",
        refresh(f"5; URL='{NEW}'") + f"<script>window.location.replace('{NEW}')</script>",
        refresh("3; url=/new/souk-des-poissons/") + f"<link rel='canonical' href='{NEW}'>",
    ],
)
def test_a_page_that_leads_on_is_no_article(head: str) -> None:
    with pytest.raises(errors.NotAnArticle, match="leads on to https://x.ma/new/"):
        lines(page("La Gazette du port déménage", MOVED, head))


@pytest.mark.parametrize(
    "headline",
    ["Redirecting…", "Redirection vers https://x.ma/new", "Redirigiendo", "إعادة التوجيه",
     "جاري تحويلك إلى x.ma", "Vous allez être redirigé", "Page moved"],
)  # fmt: skip
def test_a_heading_that_says_so_is_enough(headline: str) -> None:
    with pytest.raises(errors.NotAnArticle, match="leads on"):
        lines(page(headline, MOVED.replace("href=", "data-to="), refresh(f"2; url={NEW}")))


@pytest.mark.parametrize(
    "head",
    [
        refresh("300"),
        refresh("5"),
        refresh("300; url=https://x.ma/1.html"),
        refresh("5; url=https://www.x.ma/1.html#haut"),
        refresh(f"300; url={NEW}") + f"<link rel='canonical' href='{NEW}'>",
        refresh(f"8; url={NEW}"),
        f"<noscript>{refresh(f'0; url={NEW}')}</noscript><link rel='canonical' href='{NEW}'>",
        refresh(f"3; url={NEW}") + f"<link rel='canonical' href='{NEW}'>" + DATED,
        refresh(f"5; url={NEW}") + f"<link rel='canonical' href='{NEW}'>",
        refresh("0; url=javascript:history.back()"),
        refresh("; url="),
    ],
    ids=["itself", "itself soon", "its address", "its address soon", "late", "no other sign",
         "without scripts", "dated", "says no word of it", "no address", "broken"],
)  # fmt: skip
def test_a_short_article_whose_page_loads_something_is_one(head: str) -> None:
    short = f"<p>{TEXT[0]}</p><p>{TEXT[1]} <a href='{NEW}'>الصورة التالية</a></p>"
    found = lines(page(HEADLINE, short, head))
    assert found[0] == TEXT[0]


def test_a_whole_article_at_its_old_address_is_one() -> None:
    head = refresh(f"3; url={NEW}") + f"<link rel='canonical' href='{NEW}'>"
    text = [*TEXT, *(f"{one} {n}" for n in "١٢" for one in TEXT)]
    inside = paragraphs(text) + f"<p><a href='{NEW}'>العنوان الجديد</a></p>"
    assert lines(page(HEADLINE, inside, head))[: len(text)] == text


@pytest.mark.parametrize("headline", ["التوجيه", "Redirection", "Moved"])
def test_a_text_below_a_heading_of_one_word_is_an_article(headline: str) -> None:
    short = paragraphs(TEXT[:3])
    assert lines(page(headline, short, refresh(f"5; url={NEW}"))) == list(TEXT[:3])


@pytest.mark.parametrize("target", [NEW, "https://x.ma/1.html?m=1"])
def test_an_article_that_speaks_to_readers_is_one(target: str) -> None:
    """Its page goes on to its lasting address, or to itself with another parameter."""
    said = "Vous nous demandez quand votre marché ouvrira : nous avons posé la question au maire."
    head = refresh(f"9; url={target}") + f"<link rel='canonical' href='{target}'>"
    text = MOVED if target != NEW else f"<p>{said}</p>{paragraphs(TEXT[:2])}"
    assert lines(page(HEADLINE, f"{text}<a href='{target}'>رابط</a>", head))


def files(number: int) -> str:
    return "".join(
        f"<div class='n'><h3>العدد {n} ليوم الجمعة</h3><a href='/f/{n}.pdf'>تحميل</a></div>"
        for n in range(700, 700 + number)
    )


HOW_TO_READ = (
    "<p>يلزم لفتح هذه الأعداد برنامج مجاني، وتباع القديمة منها في مقر الجريدة كل صباح.</p>"
)


@pytest.mark.parametrize(
    "headline",
    ["النسخة الورقية", "Édition papier", "E-Paper", "الأعداد السابقة", "Ediciones anteriores"],
)
def test_a_list_of_printed_editions_is_no_article(headline: str) -> None:
    with pytest.raises(errors.ListingPage, match="editions to download"):
        lines(page(headline, files(4) + HOW_TO_READ))


@pytest.mark.parametrize(
    ("headline", "number"),
    [(HEADLINE, 5), ("النسخة الورقية من الجريدة تعود إلى الأكشاك", 5), ("النسخة الورقية", 2)],
)
def test_a_story_with_documents_is_one(headline: str, number: int) -> None:
    text = paragraphs(TEXT[:2])
    assert lines(page(headline, text + files(number)))[:2] == list(TEXT[:2])
    assert lines(page("النسخة الورقية", text + files(5), DATED))[:2] == list(TEXT[:2])
    assert lines(page("النسخة الورقية", paragraphs() + files(5)))[:4] == list(TEXT)


@pytest.mark.parametrize("headline", ["Édition papier", "Kiosque", "النسخة الإلكترونية"])
def test_a_note_on_the_paper_is_an_article(headline: str) -> None:
    assert lines(page(headline, paragraphs(TEXT[:1]) + files(3)))[0] == TEXT[0]


@pytest.mark.parametrize("section", ["Kiosque", "مباشر"])
def test_the_section_in_a_title_is_no_headline(section: str) -> None:
    markup = article(f"{STREAM}<h1>{HEADLINE}</h1>{paragraphs(TEXT[:2])}{files(3)}")
    start = markup.index("<title>") + len("<title>")
    assert lines(f"{markup[:start]}{section} | {HEADLINE}{markup[markup.index('</title>') :]}")


def test_a_brief_of_the_hour_is_an_article() -> None:
    brief = "<p class='date'>20 نونبر 2026</p>" + STREAM + paragraphs(TEXT[:1])
    assert lines(page("En direct", brief)) == list(TEXT[:1])


PROGRAMME = "".join(
    f"<div class='g'><time>{hour}</time><h3>{name}</h3><p>{said}</p></div>"
    for hour, name, said in [
        ("08:00", "صباح الميناء", "مجلة يومية عن البحر وأهله، بها الطقس والأثمان وضيف من البحارة."),
        ("13:00", "أخبار الظهيرة", "نشرة مفصلة تلخص أحداث النصف الأول من اليوم في الجهة والوطن."),
        ("21:00", "حوار المساء", "برنامج أسبوعي يستضيف رأيين مختلفين في قضية تشغل ساكنة المدينة."),
    ]
)
STREAM = "<div class='k2' data-hls='https://live.x.ma/a/index.m3u8'></div>"


@pytest.mark.parametrize(
    "headline", ["البث المباشر", "Le direct", "Live TV", "En vivo", "الراديو المباشر"]
)
@pytest.mark.parametrize(
    "player", [STREAM, "<iframe src='https://www.youtube.com/embed/live_stream?a=1'></iframe>"]
)
def test_a_broadcast_and_its_programme_are_no_article(headline: str, player: str) -> None:
    with pytest.raises(errors.NotAnArticle, match="broadcast"):
        lines(page(headline, player + PROGRAMME))


@pytest.mark.parametrize(
    ("headline", "head", "player"),
    [
        ("البث المباشر يعود إلى قناة الميناء", "", STREAM),
        ("قناة الميناء", "", STREAM),
        ("البث المباشر", "", "<video src='/v/1.mp4'></video>"),
        ("En direct", DATED, STREAM),
        ("En direct", "", STREAM),  # reports of the hour
    ],
)
def test_a_story_about_a_channel_is_one(headline: str, head: str, player: str) -> None:
    assert lines(page(headline, player + paragraphs(), head)) == list(TEXT)
