"""Sections in paths that are printed without links, and lists that only look like a path."""

import pytest

from tests.reading.unknown_layouts import HEADLINE, article, paragraphs, read

H1 = f"<h1>{HEADLINE}</h1>"
LOGO = "<a href='/'><img src='l.png' alt='مرآة الجنوب'></a>"


def section(
    above: str, *, inside: str = "", after: str = "", headline: str = HEADLINE
) -> str | None:
    markup = article(inside + paragraphs(), after).replace("<body>", f"<body>{LOGO}", 1)
    return read(markup.replace(H1, above + H1).replace(HEADLINE, headline)).section


@pytest.mark.parametrize(("path", "name"), [
    (f"<div class='path'>الرئيسية › الصيد والموانئ › {HEADLINE}</div>", "الصيد والموانئ"),
    (f"<p class='fil'>Accueil &gt; Ports et quais &gt; {HEADLINE}</p>", "Ports et quais"),
    ("<div class='ariane'>مرآة الجنوب / الموانئ</div>", "الموانئ"),
    ("<p class='x2'>مرآة الجنوب &larr; الموانئ</p>", "الموانئ"),
    ("<p class='x2'>Home :: Ports</p>", "Ports"),
    (f"<div class='crumbs'>موجة » الموانئ » {HEADLINE}</div>", "الموانئ"),
    (f"<div class='crumbs'>الرئيسية » الموانئ » {HEADLINE[:26]}…</div>", "الموانئ"),
    ("<ul class='breadcrumb'><li>Inicio</li><li>Puertos</li></ul>", "Puertos"),
    ("<ol class='breadcrumb'><li><a href='/'>الرئيسية</a></li><li>الموانئ</li></ol>", "الموانئ"),
    (f"<div class='x'>Vous êtes ici : Accueil &gt; Sud &gt; Ports &gt; {HEADLINE}</div>", "Ports"),
    (f"<div class='x'>أنت هنا: الرئيسية &gt; اقتصاد &gt; {HEADLINE}</div>", "اقتصاد"),
    (f"<div class='x'>رياضة » {HEADLINE}</div>", "رياضة"),
    ("<p>الرئيسية » كتاب وآراء</p>", "كتاب وآراء"),
    ("<p>Accueil » Culture » Cinéma</p>", "Cinéma"),
])  # fmt: skip
def test_the_last_step_of_a_printed_path(path: str, name: str) -> None:
    assert section(path) == name


@pytest.mark.parametrize("above", [
    f"<div class='path'>الرئيسية › {HEADLINE}</div>",
    f"<div class='crumbs'>موجة » {HEADLINE}</div>",
    "<div class='crumbs'>موجة » الموانئ</div>",
    "<div class='path'>الرئيسية › مرآة الجنوب</div>",
    "<div class='path'>الرئيسية › الأرشيف</div>",
    "<div class='path'>Accueil &gt; 2026 &gt; 11</div>",
    "<div class='path'>Accueil &gt; Exclusif</div>",
    "<p>Accueil » À la une</p>",
    "<p>Accueil » Suivant</p>",
    "<p>Accueil » Français</p>",
    "<p>الرئيسية » الخبر التالي</p>",
    "<p>الرئيسية » تفاصيل الخبر</p>",
    "<p>الرئيسية » آخر الأخبار</p>",
    "<p>Accueil › Archives › Novembre</p>",
    "<p>Accueil › Résultats › port</p>",
    "<p>Accueil › Plumes › Wassila Ouhadou</p>",
    "<p>الرئيسية » كتاب المرآة » وسيلة أوحدو</p>",
    "<div class='breadcrumb'><span>Accueil</span><span>Par Wassila Ouhadou</span></div>",
    "<div><b>Accueil</b> / <b>Politique</b> / <b>Économie</b> / <b>Sport</b></div>",
    "<p>طنجة / محمد العلوي</p>",
    "<p>الرباط › سلا</p>",
    f"<div class='path'>Accueil &gt; Auteurs &gt; Salma Tazi &gt; {HEADLINE}</div>",
    f"<div class='path'>الرئيسية › سعاد بنعلي › {HEADLINE}</div>",
    f"<div class='path'>الرئيسية › وسوم › الميناء › {HEADLINE}</div>",
    f"<div class='path'>Précédent » {HEADLINE}</div>",
    "<div><a href='/'>الرئيسية</a> › <a href='/c/a'>سلا</a> › <a href='/c/b'>تمارة</a> ›"
    " <a href='/c/c'>القنيطرة</a> › <a href='/c/d'>العرائش</a> › <a href='/c/e'>أصيلة</a></div>",
])  # fmt: skip
def test_what_only_looks_like_a_path(above: str) -> None:
    assert section(above) is None


def test_the_path_of_another_article_tells_nothing() -> None:
    other = (
        "<div class='related'><div class='path'>الرئيسية › الموانئ</div>"
        "<h3><a href='/8'>باخرة جديدة تربط الميناء بالجزر ابتداء من الصيف</a></h3></div>"
    )
    assert section("", after=other) is None
    assert section("", after="<div class='path'>الرئيسية › الموانئ</div>") is None


def test_a_headline_with_signs_of_a_path_is_cut_whole() -> None:
    headline = "«نشيد البحر» لسعاد بنعلي > حكاية قرية تعيش على الصيد منذ قرن"
    path = f"<div class='x'>الرئيسية › كتب وكتاب › {HEADLINE}</div>"
    assert section(path, headline=headline) == "كتب وكتاب"
