"""Articles of small sites that look like a list, a board or a page of the site: each is read."""

from datetime import UTC, datetime

import pytest

from crawler.items import Article, Page
from crawler.reading.reader import read_article

SEEN = datetime(2026, 11, 24, 12, tzinfo=UTC)
SITE = "https://www.jabal-exemple.ma"
DATED = '<meta property="article:published_time" content="2026-11-20T10:00:00+01:00">'
NAMED = '<meta property="og:site_name" content="Jabal Presse">'
WORDPRESS = "page-template-default page page-id-77"
FRENCH = (
    "Le pont de la vallée a rouvert lundi aux camions, après deux ans de travaux et un retard"
    " que la province explique par la crue de l’hiver dernier.",
    "Les riverains attendent encore l’éclairage de la route, a précisé le président de la commune,"
    " qui promet un chantier avant la fin de l’année.",
)
ARABIC = "فتحت الجماعة صباح أمس قنطرة الوادي أمام الشاحنات بعد سنتين من أشغال كلفت ستين مليونا."


def read(
    path: str, headline: str, inside: str, classes: str = "", head: str = "", menu: str = "",
    title: str = "",
) -> Article:  # fmt: skip
    entries = "".join(f'<li><a href="/c/{n}">Rubrique {n}</a></li>' for n in range(6))
    markup = (
        f"<title>{title or headline} - Jabal Presse</title>{head}<body class='{classes}'>"
        f"<nav><ul>{entries}{menu}</ul></nav><main><article><h1>{headline}</h1>{inside}</article>"
        "</main><footer>Jabal Presse</footer>"
    )
    return read_article(Page("x", SITE + path, SEEN, 200, {}, markup.encode()))


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{one}</p>" for one in texts or FRENCH)


@pytest.mark.parametrize("said", [
    "تعذر الاتصال بقاعدة البيانات حاليا، يقول موقع الوزارة لزواره منذ صباح اليوم.",
    "تعذر الاتصال بقاعدة المعطيات حاليا بسبب عطل في مركز الخوادم، حسب بلاغ صدر اليوم.",
])  # fmt: skip
def test_a_brief_on_a_database_out_of_reach(said: str) -> None:
    assert read("/a/1.html", "عطل في منصة الحجز", f"<p>{said}</p>").body == said


@pytest.mark.parametrize("headline", ["Contact", "Publicité", "الإشهار", "Contacto", "Publicidad"])
def test_a_piece_whose_title_is_a_word_for_a_page_of_the_site(headline: str) -> None:
    signed = "<p class='author'>Par Salma Idrissi</p><p class='date'>20/11/2026</p>"
    text = paragraphs(*FRENCH, ARABIC)
    for classes, head in (("", ""), (WORDPRESS, DATED)):
        assert FRENCH[0] in read("/a/1.html", headline, signed + text, classes, head).body
    assert FRENCH[0] in read("/a/1.html", headline, text, "single-post", DATED).body


@pytest.mark.parametrize(("headline", "inside"), [
    ("Sondage : la vallée et le télétravail", "<form><input type=radio><input type=radio></form>"),
    ("Abonnements de bus : ce qui change",
     "<ul><li>Un mois : 200 DH par mois</li><li>Un an : 900 DH par an</li></ul>"),
])  # fmt: skip
def test_a_dated_report_that_wordpress_calls_a_page(headline: str, inside: str) -> None:
    assert FRENCH[1] in read("/a/1/", headline, paragraphs() + inside, WORDPRESS, DATED).body


@pytest.mark.parametrize("headline", ["Attaque contre Jabal Presse", "Un prix pour Jabal Presse"])
def test_news_of_the_site_above_buttons(headline: str) -> None:
    buttons = "".join(f"<a class='btn' href='https://x.example/{n}'>Lire</a>" for n in range(2))
    found = read("/a/1/", headline, paragraphs() + buttons, WORDPRESS, DATED + NAMED)
    assert FRENCH[0] in found.body


@pytest.mark.parametrize(("headline", "text", "classes"), [
    ("Édito", "Nous l’avons écrit ici, et nous le redisons : notre vallée attend sa route.", ""),
    ("Édito", "Nous l’avons écrit ici, et nous le redisons à nos élus.", WORDPRESS),
    ("كلمة العدد", "كتبنا هنا مرارا أن موقعنا ينتظر معنا القنطرة، وأن الوادي لن يمهل.", WORDPRESS),
    ("Crue de l’hiver", FRENCH[1], ""), ("Crue de l’hiver", FRENCH[1], WORDPRESS),
])  # fmt: skip
def test_an_article_at_an_address_of_the_menu(headline: str, text: str, classes: str) -> None:
    own = f'<li><a href="/ici">{headline}</a></li>'
    found = read("/ici", headline, paragraphs(FRENCH[0], text), classes, DATED * bool(classes), own)
    assert text in found.body


def test_a_who_is_who_by_letters() -> None:
    row = "".join(f"<a href='#{one}'>{one}</a> " for one in "ABC")
    people = "".join(
        f"<h3 id='{one}'>{one}</h3><ul><li><a href='/p/{one}'>{one}mina Idrissi</a> : "
        f"{FRENCH[1]}</li></ul>"
        for one in "ABC"
    )
    for intro in (FRENCH[0], "Voici, pour nos lecteurs, ceux qui comptent dans la vallée."):
        assert "chantier" in read("/a/1", "Qui est qui", f"<p>{intro}</p>{row}{people}").body


def cards(link: str, tag: str = "h3") -> str:
    inside = "".join(
        f"<div class='c'><{tag}><a href='{link}{n}'>Le conseil vote encore, numéro {n}</a></{tag}>"
        "<p>Les travaux dureront deux mois selon la province</p></div>"
        for n in range(5)
    )
    return f"<div class='all'>{inside}</div>"


@pytest.mark.parametrize(("path", "link", "tag"), [
    ("/sport", "/sport/", "h3"), ("/podcast/eau", "/podcast/eau/", "h3"),
    ("/video.php?id=4", "videos.php?id=", "h3"), ("/sport/raja", "/article/", "h2"),
    ("/opinion/le-pont", "/article/", "h2"),
])  # fmt: skip
def test_a_brief_at_a_short_address_above_its_like(path: str, link: str, tag: str) -> None:
    for text in (FRENCH[0], ARABIC):
        assert text in read(path, "Le pont rouvre", f"<p>{text}</p>{cards(link, tag)}").body


def test_a_brief_with_the_standings() -> None:
    text = "Vainqueur du derby lundi soir, l’équipe de la vallée reprend la tête du championnat."
    standings = "".join(
        f"<tr><td><a href='/sport/club{n}'>Club {n}</a></td><td>{n}</td><td>{30 - n}</td>"
        f"<td>+{n}</td></tr>"
        for n in range(8)
    )
    inside = f"<p>{text}</p><table>{standings}</table>"
    assert text in read("/sport/derby", "La vallée en tête", inside).body


def test_a_brief_with_results_and_a_choice_of_towns_below_its_text() -> None:
    towns = ("Midelt", "Rich", "Itzer", "Boumia", "Tounfite")
    choice = "".join(f"<option>{one}</option>" for one in towns)
    table = "".join(f"<tr><td>{one}</td><td>{n}2</td></tr>" for n, one in enumerate(towns, 1))
    text = "La balance arrive en tête à Midelt, selon les résultats publiés mardi par la province."
    inside = f"<p>{text}</p><select>{choice}</select><table>{table}</table>"
    assert text in read("/a/1.html", "Les résultats à Midelt", inside).body


@pytest.mark.parametrize("headline", ["Le pont rouvre", "Pourquoi le pont rouvre-t-il ?"])
def test_an_article_with_the_quiz_of_the_week(headline: str) -> None:
    for button in ("<button>Faites le test</button>", "<button>Commencer le quiz</button>"):
        assert FRENCH[0] in read("/a/1.html", headline, paragraphs() + button).body


@pytest.mark.parametrize("headline", [
    "Les décrets sur l’eau", "Le journal « Al Jabal » met ses archives en ligne",
    "Nos archives en ligne",
])  # fmt: skip
def test_a_report_with_documents_by_number(headline: str) -> None:
    files = "".join(
        f"<div><b>N° {n}</b> <a href='/f/{n}.pdf'>Télécharger</a></div>" for n in range(700, 706)
    )
    assert FRENCH[0] in read("/a/1.html", headline, paragraphs() + files).body


@pytest.mark.parametrize(("headline", "title"), [
    ("Publicité", ""), ("Tarifs", ""), ("الإعلان", ""),
    ("La ville limite les panneaux", "Publicité - La ville limite les panneaux"),
])  # fmt: skip
@pytest.mark.parametrize("sizes", [("40 x 30", "120 x 40"), ("970 x 250", "300 x 250")])
def test_a_report_on_what_posters_cost(headline: str, title: str, sizes: tuple[str, str]) -> None:
    prices = "".join(f"<li>Panneau {one} : 6 {n}00 DH</li>" for n, one in enumerate(sizes))
    signed = "<p class='author'>Par Salma Idrissi</p><p class='date'>20/11/2026</p>"
    inside = f"{signed}{paragraphs()}<ul>{prices}</ul>"
    assert FRENCH[0] in read("/a/1.html", headline, inside, title=title).body


@pytest.mark.parametrize("inside", [
    "<p>Le match est terminé, la vallée l’emporte deux à un.</p>",
    "<h3>18h30 – But</h3><p>Benali marque de la tête et donne l’avantage aux siens.</p>"
    "<h3>18h10 – Carton rouge</h3><p>Le défenseur est exclu pour un tacle par derrière.</p>",
])  # fmt: skip
def test_reports_of_the_hour_beside_a_stream(inside: str) -> None:
    assert read("/direct", "En direct", f"<div data-hls='x.m3u8'></div>{inside}").body
