"""Pages of rows that nobody signs and dates: adverts, programmes, boards; articles beside them."""

from datetime import UTC, datetime

import pytest

from crawler import errors
from crawler.items import Article, Page
from crawler.reading.reader import read_article

SEEN = datetime(2026, 11, 24, 12, tzinfo=UTC)
SITE = "https://www.marsa-exemple.ma"
MENU = "".join(f'<li><a href="/c/{n}">قسم {n}</a></li>' for n in range(6))
INTRODUCTION = (
    "Les pêcheurs, les armateurs et les mareyeurs de la côte déposent ici leurs offres : cliquez."
)


def read(
    path: str, headline: str, inside: str, classes: str = "", head: str = "", outside: str = ""
) -> Article:
    markup = (
        f"<title>{headline} – La Marsa</title>{head}<body class='{classes}'><nav><ul>{MENU}</ul>"
        f"</nav><main><h1>{headline}</h1>{inside}</main>{outside}<footer>La Marsa 2026</footer>"
    )
    return read_article(Page("x", SITE + path, SEEN, 200, {}, markup.encode()))


def cards(
    link: str, count: int = 5, words: str = "Coque refaite, moteur révisé, deux filets"
) -> str:
    inside = "".join(
        f"<div class='c{n % 2}'><h3><a href='{link}{n}'>Barque à vendre numéro {n}</a></h3>"
        f"<span>{words}</span></div>"
        for n in range(count)
    )
    return f"<div class='all'>{inside}</div>"


def rows(link: str, count: int = 6) -> str:
    inside = "".join(
        f"<tr><td><a href='{link}{n}'>Port {n}</a></td><td>Nord</td><td>{n * 7},40</td>"
        f"<td>+{n},1 %</td><td>{n}2 tonnes</td></tr>"
        for n in range(count)
    )
    names = "".join(f"<th>{one}</th>" for one in ("Port", "Côte", "Prix", "Écart", "Poids"))
    return f"<table><tr>{names}</tr>{inside}</table>"


@pytest.mark.parametrize(("path", "link"), [
    ("/barques", "/barques/"), ("/offres.php?port=2", "offre.php?id="),
    ("/Boats.aspx", "Boat.aspx?id="), ("/index.php/petites-offres", "/index.php/petites-offres/"),
])  # fmt: skip
def test_entries_of_a_list_below_a_sentence_are_no_article(path: str, link: str) -> None:
    with pytest.raises(errors.ListingPage, match="5 entries below .* nothing signs or dates"):
        read(path, "Barques d’occasion", f"<p>{INTRODUCTION}</p>{cards(link)}")


def test_the_parts_of_a_dossier_are_no_article() -> None:
    inside = f"<p>{INTRODUCTION}</p>{cards('/article/').replace('h3>', 'h2>')}"
    with pytest.raises(errors.ListingPage, match="5 entries below"):
        read("/guides/la-mer", "La mer et ses métiers", inside)


BRIEF = (
    "Trois barques ont chaviré mardi au large de Mehdia ; leurs douze marins sont sains et saufs."
)


@pytest.mark.parametrize(("path", "link"), [
    ("/a/1.html", "/n/"), ("/1.html", "/news/"), ("/article.php?id=88", "article.php?id="),
    ("/news.php?id=88", "video.php?id="), ("/2026/11/24/barques-mehdia-marins-saufs", "/article/"),
    ("/barques-mehdia-marins-sains-et-saufs", "/sport/"), ("/economie/trois-barques", "/sport/le-"),
])  # fmt: skip
def test_a_brief_above_cards_of_others_is_one(path: str, link: str) -> None:
    assert read(path, "Trois barques chavirent", f"<p>{BRIEF}</p>{cards(link)}").body == BRIEF


@pytest.mark.parametrize("label", [
    "<h2>À lire aussi</h2>", "<p>Lisez aussi ces récits de la mer :</p>",
    "<div>Sur le même sujet</div>", "<p><b>Plus</b></p>",
])  # fmt: skip
def test_a_label_between_a_brief_and_cards_announces_others(label: str) -> None:
    found = read("/barques", "Trois barques", f"<p>{BRIEF}</p>{label}{cards('/barques/')}")
    assert BRIEF in found.body


@pytest.mark.parametrize("who", [
    "<p>Par Salma Idrissi</p>", "<time datetime='2026-11-23T10:00:00+01:00'>23/11/2026</time>",
])  # fmt: skip
def test_what_is_signed_or_dated_is_an_article(who: str) -> None:
    inside = f"{who}<p>{BRIEF}</p>{cards('/barques/')}"
    assert BRIEF in read("/barques", "Trois barques", inside).body


@pytest.mark.parametrize(("path", "link"), [
    ("/barques", "/membre/"), ("/barques", "/2026/11/"), ("/trois-barques", "/barques/"),
    ("/economie/trois-barques", "/article/"),
])  # fmt: skip
def test_other_addresses_are_none_of_a_list(path: str, link: str) -> None:
    inside = f"<p>{BRIEF}</p>{cards(link)}"
    assert read(path, "Trois barques", inside).body == BRIEF


def test_comments_and_related_articles_are_no_entries() -> None:
    for name in ("comments-area", "related-posts"):
        inside = f"<p>{BRIEF}</p><section class='{name}'>{cards('/barques/')}</section>"
        assert read("/barques", "Trois barques", inside).body == BRIEF


@pytest.mark.parametrize("end", ["", ".jpg"])
def test_pictures_that_open_are_no_entries(end: str) -> None:
    shown = "".join(
        f"<figure><a href='/barques/{n}{end}'><img src='/{n}.jpg'></a><figcaption>Un pêcheur"
        f" répare ses filets sur le quai {n}</figcaption></figure>"
        for n in range(5)
    )
    assert read("/barques", "Trois barques", f"<p>{BRIEF}</p>{shown}").body == BRIEF


def test_a_list_of_ten_that_is_told_in_sentences_is_an_article() -> None:
    told = "".join(
        f"<li><a href='/plages/{n}'>Plage {n}</a>, du sable fin, une eau claire et un port.</li>"
        for n in range(10)
    )
    found = read("/plages", "Dix plages", f"<p>{INTRODUCTION}</p><ol>{told}</ol>")
    assert found.body.count("du sable fin") == 10


def test_headlines_alone_are_no_entries() -> None:
    inside = f"<p>{BRIEF}</p>{cards('/barques/', words='')}"
    assert read("/barques", "Trois barques", inside).body == BRIEF


def test_a_longer_text_above_entries_is_an_article() -> None:
    text = "".join(f"<p>{BRIEF} Récit {n} de la nuit.</p>" for n in range(5))
    found = read("/barques", "Barques d’occasion", text + cards("/barques/"))
    assert found.body.count(BRIEF) == 5


@pytest.mark.parametrize("classes", [
    "site com_content view-category layout-blog", "page_rubrique", "path-taxonomy",
])  # fmt: skip
def test_entries_on_what_the_software_calls_a_list_are_no_article(classes: str) -> None:
    with pytest.raises(errors.ListingPage):
        read("/x/1.html", "Appels", f"<p>{INTRODUCTION}</p>{rows('/x/1')}", classes)


DISCLAIMER = "Les prix sont donnés à titre indicatif, avec un retard d’une heure sur la criée."


def test_quotes_with_a_page_each_are_no_article() -> None:
    with pytest.raises(errors.ListingPage, match="figures"):
        read("/criee/atlantique", "La criée", f"<p>{DISCLAIMER}</p>{rows('/criee/')}")


def test_a_brief_with_a_table_whose_rows_lead_elsewhere_is_one() -> None:
    inside = f"<p>{BRIEF}</p>{rows('/ports/')}"
    assert BRIEF in read("/criee/hausse-des-prix-du-poisson-en-mer", "La criée", inside).body
    assert BRIEF in read("/criee/7.html", "La criée", f"<p>{BRIEF}</p>{rows('#')}").body


TOWNS = ["أصيلة", "العرائش", "مرتيل", "الحسيمة"]
SELECT = "<select>" + "".join(f"<option>{one}</option>" for one in TOWNS) + "</select>"
OTHER_SELECT = "<select><option>صغير</option><option>متوسط</option><option>كبير</option></select>"
TIDES = "<table><tr><th>اليوم</th><th>الأول</th><th>الثاني</th></tr>" + "".join(
    f"<tr><td>اليوم {n} من الشهر</td><td>{n},4 متر</td><td>{n},9 متر</td></tr>" for n in range(6)
) + "</table>"  # fmt: skip
CALM = "<p>بحر هادئ إلى قليل الهيجان، مع رياح شمالية خفيفة تتقوى بعد الظهر في عرض الساحل.</p>"


def test_a_table_below_a_choice_of_what_it_shows_is_no_article() -> None:
    with pytest.raises(errors.ListingPage, match="below a choice"):
        read("/tide?v=1", "البحر في أصيلة", SELECT + CALM + TIDES)


@pytest.mark.parametrize("inside", [
    CALM + TIDES, OTHER_SELECT + CALM + TIDES, CALM + TIDES + SELECT,
    SELECT + CALM + "<p>وقال ربان مركب إن الصيد تراجع هذا الشهر في كل موانئ الساحل، وإن ثلاثة"
    " مراكب بقيت راسية، فيما ينتظر التجار عودة السمك الأزرق قبل نهاية الأسبوع.</p>" + TIDES,
], ids=["no choice", "a widget's", "below", "a text"])  # fmt: skip
def test_an_article_with_a_table_is_one(inside: str) -> None:
    assert "بحر هادئ" in read("/tide?v=1", "البحر في أصيلة", inside).body


def programme(texts: list[str], hours: list[str]) -> str:
    return "<ul>" + "".join(
        f"<li><time>{hour}</time><div><strong>{text.split()[0]}</strong><p>{text}</p></div></li>"
        for hour, text in zip(hours, texts, strict=True)
    ) + "</ul>"  # fmt: skip


SHOWS = [
    "مجلة", "يستضيف المقدم طبيبا وطباخة", "حلقة جديدة من المسلسل", "نشرة الأخبار المسائية",
    "صياد عجوز يعود إلى قريته بعد عشرين سنة من الغياب ليجد مركبه غارقا في الميناء القديم.", "سهرة",
    "وثائقي عن مدينة وزان", "برنامج للأطفال",
]  # fmt: skip
HOURS = ["07:00", "09h30", "12:45", "14:00", "17:15", "20:00", "22:30", "00:10"]


def test_a_programme_is_no_article() -> None:
    with pytest.raises(errors.NotAnArticle):
        read("/grille/une", "برنامج القناة ليوم الثلاثاء", programme(SHOWS, HOURS))


def test_a_live_report_is_an_article() -> None:
    texts = [f"{one} بحسب ما أعلنته الوقاية المدنية في بلاغ جديد لها." for one in SHOWS]
    found = read("/live", "مباشر: البحث عن البحارة", CALM + programme(texts, HOURS))
    assert "بحر هادئ" in found.body
