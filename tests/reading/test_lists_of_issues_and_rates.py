"""Pages of an outlet's printed issues, of its rates for advertisements, of a Joomla section."""

import pytest

from crawler.errors import ListingPage, NotAnArticle
from tests.reading.unknown_layouts import HEADLINE, OTHERS, TEXT, read

INTRO = (
    "تصدر الجريدة كل أسبوع، ويجد القراء هنا نسخة رقمية من أعدادها الأخيرة. للحصول على عدد سابق"
    " اختاروا السنة والشهر ثم اضغطوا على زر العرض."
)
FRENCH = (
    "Le journal paraît chaque vendredi. Retrouvez ici les derniers numéros en version numérique,"
    " et choisissez l'année et le mois pour les plus anciens, ou passez nous voir au siège."
)


def issues(label: str, link: str, count: int = 6) -> str:
    return "".join(
        f"<td><a href='/Pdf.aspx?no={n}'><img src='{n}.jpg'></a><br><span>{label} {n}</span><br>"
        f"<span>{n - 100}/11/2026</span><br><span>{OTHERS[n % 3]}</span><br>"
        f"<a href='/get?f={n}'>{link}</a></td>"
        for n in range(110, 110 + count)
    )


@pytest.mark.parametrize(
    ("heading", "intro", "label", "link"),
    [
        ("أعداد الجريدة", INTRO, "العدد", "تحميل PDF (3 MB)"),
        ("Le journal en kiosque", FRENCH, "N°", "Télécharger"),
        ("Nuestras portadas", FRENCH, "Número", "Descargar"),
    ],
)
def test_a_list_of_printed_issues_is_no_article(
    heading: str, intro: str, label: str, link: str
) -> None:
    page = (
        f"<title>{heading}</title><body><div class='c'><h1>{heading}</h1><p>{intro}</p>"
        f"<table><tr>{issues(label, link)}</tr></table></div>"
    )
    with pytest.raises(ListingPage):
        read(page)


@pytest.mark.parametrize("column", ["<td>{}</td>", "<td><div>{}</div></td>"])
def test_a_brief_beside_the_latest_issues_is_one(column: str) -> None:
    beside = f"<table><tr>{issues('العدد', 'تحميل PDF')}</tr></table>"
    page = (
        f"<title>{HEADLINE}</title><body><table><tr><td><h1>{HEADLINE}</h1><p>{TEXT[0]}</p>"
        f"<p>{TEXT[1]}</p></td>{column.format(beside)}</tr></table>"
    )
    assert read(page).headline == HEADLINE


def test_an_article_that_ends_in_a_list_of_issues_is_one() -> None:
    text = "".join(f"<p>{one} {two}</p>" for one in TEXT for two in TEXT[:2])
    page = (
        f"<title>{HEADLINE}</title><main><h1>{HEADLINE}</h1>{text}"
        f"<table><tr>{issues('العدد', 'تحميل PDF')}</tr></table></main>"
    )
    assert read(page).headline == HEADLINE


RATES = (
    "<table><tr><th>{}</th></tr><tr><td>Banner</td><td>970 x 250</td><td>2.400 DH</td></tr>"
    "<tr><td>Bloque</td><td>300x600</td><td>1.800 DH</td></tr></table>"
)
SELLS = (
    "El medio en español más leído del norte: cada mes nos visitan ochenta mil lectores, la mitad"
    " de ellos desde España, con una edad media de treinta y ocho años y un interés por la región.",
    "Ofrecemos formatos para comercios, hoteles, academias de idiomas y compañías de transporte."
    " Todas las tarifas se entienden sin impuestos y por un mes de publicación en la portada.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Publicidad / Faro del Norte", "Anúnciese en Faro del Norte"),
        ("Tarifas | Faro del Norte", "Llegue a nuestros lectores"),
        ("Publicité : nos tarifs - Faro del Norte", "Publicité : nos tarifs"),
        ("Publicité - Faro del Norte", "Publicité"), ("الإشهار - Faro del Norte", "أسعار الإشهار"),
    ],
)  # fmt: skip
def test_a_page_of_advertising_rates_is_no_article(title: str, heading: str) -> None:
    text = "".join(f"<p>{one}</p>" for one in SELLS)
    with pytest.raises(NotAnArticle):
        read(f"<title>{title}</title><main><h1>{heading}</h1>{text}{RATES.format('')}</main>")


@pytest.mark.parametrize(
    ("title", "heading", "below"),
    [
        ("La publicidad en la radio crece un diez por ciento | Faro del Norte",
         "La publicidad en la radio crece un diez por ciento", RATES),
        ("Publicidad: la agencia que lo cambió todo | Faro del Norte",
         "Publicidad: la agencia que lo cambió todo", RATES),
        ("Tarifas | Faro del Norte", "El taxi sube sus tarifas en toda la ciudad",
         "<table><tr><td>Bajada</td><td>7 DH</td></tr><tr><td>Noche</td><td>10 DH</td></tr>"
         "</table>"),
    ],
)  # fmt: skip
def test_an_article_on_rates_or_advertising_is_one(title: str, heading: str, below: str) -> None:
    text = "".join(f"<p>{one}</p>" for one in SELLS)
    page = f"<title>{title}</title><main><h1>{heading}</h1>{text}{below.format('')}</main>"
    assert read(page).body


def joomla(view: str, inside: str) -> str:
    return (
        f"<html class='com_content {view} layout-blog j38'><head><title>مجتمع - أنباء الجبل</title>"
        f"</head><body><div class='row'><h1>مجتمع</h1>{inside}</div></body></html>"
    )


def test_a_section_whose_template_writes_the_view_on_the_root_is_a_list() -> None:
    items = "".join(
        f"<article><h2><a href='/{n}'>{one}</a></h2><p>{TEXT[n]}</p></article>"
        for n, one in enumerate(OTHERS)
    )
    intro = "<div><p>كل ما يهم الحياة اليومية لساكنة الجبل من أخبار ومتابعات وربورتاجات.</p></div>"
    with pytest.raises(ListingPage):
        read(joomla("view-category", intro + items))
    text = "".join(f"<p>{one}</p>" for one in TEXT)
    assert read(joomla("view-article", f"<article>{text}</article>")).body
