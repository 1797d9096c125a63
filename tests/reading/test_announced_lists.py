"""A list of links that the sentence above it announces is text; one that a label heads is none."""

import pytest

from crawler.reading.extraction_hints import Hints
from tests.reading.unknown_layouts import OTHERS, TEXT, article, lines, paragraphs

BY_HINT = Hints(body="div.k1")
ITEMS = (
    "دار الصانع بصفرو عن زربية الأطلس",
    "تعاونية تيويزي عن عقد الفضة",
    "أمين الغربي عن باب الأرز",
)
ANNOUNCED = "وتسلم الفائزون جوائزهم في حفل حضره وزير الصناعة التقليدية أمس بالمدينة، وهذه أسماؤهم:"


def linked(items: tuple[str, ...] = ITEMS, item: str = "<a href='/{0}'>{1}</a>") -> str:
    rows = "".join(f"<li>{item.format(n, one)}</li>" for n, one in enumerate(items))
    return f"<ul>{rows}</ul>"


@pytest.mark.parametrize("hints", [Hints(), BY_HINT], ids=["no hint", "container"])
@pytest.mark.parametrize(
    ("announced", "rows"),
    [
        (ANNOUNCED, linked()),
        (ANNOUNCED, linked(item="<p><a href='/{0}'>{1}</a></p>")),
        (ANNOUNCED, linked().replace("ul>", "ol>")),
        ("Le jury a retenu cette année trois dossiers sur quarante. Les lauréats sont :", linked()),
    ],
    ids=["links", "paragraphs", "numbered", "French"],
)
def test_an_announced_list_of_links_is_text(announced: str, rows: str, hints: Hints) -> None:
    body = f"{paragraphs(TEXT[:2])}<p>{announced}</p>{rows}{paragraphs(TEXT[2:])}"
    assert lines(article(body), hints) == [*TEXT[:2], announced, *ITEMS, *TEXT[2:]]


@pytest.mark.parametrize("hints", [Hints(), BY_HINT], ids=["no hint", "container"])
@pytest.mark.parametrize(
    "label",
    [
        "<p>في الموضوع نفسه:</p>",
        "<p>ونذكر قراءنا الأوفياء بأنه يمكنهم الاطلاع على المقالات السابقة المنشورة في الملف:</p>",
        "<p>Pour en savoir davantage sur la vie du port et de ses pêcheurs, à lire :</p>",
        f"<p>{TEXT[3]} اقرأ أيضا:</p>",
        "<p>La rédaction propose à ses abonnés ce que nous avons écrit cet été sur la pêche :</p>",
        "<p>These are the pieces that our newsroom has published since May about the harbour:</p>",
        "<p>وسبق لموقعنا أن نشرت صفحاته ثلاثة تحقيقات عن حال الميناء وبحارته، وهي كالتالي:</p>",
        "<p>Esto es lo que nuestra redacción ha publicado sobre el puerto y su lonja:</p>",
        "<p>Para saber más sobre el puerto y sus pescadores, lea también los artículos:</p>",
    ],
    ids=[
        "label",
        "Arabic",
        "French",
        "at the end",
        "ours",
        "English",
        "ours in Arabic",
        "ours in Spanish",
        "Spanish",
    ],
)
def test_a_list_of_other_articles_is_none_whatever_announces_it(label: str, hints: Hints) -> None:
    body = f"{paragraphs(TEXT[:2])}{label}{linked(OTHERS)}{paragraphs(TEXT[2:])}"
    found = lines(article(body), hints)
    assert [line for line in found if line in OTHERS] == []
    assert [line for line in found if line in TEXT] == list(TEXT)


@pytest.mark.parametrize("hints", [Hints(), BY_HINT], ids=["no hint", "container"])
def test_a_list_between_a_colon_and_its_quotation_is_none(hints: Hints) -> None:
    said = "Le maire a pris la parole devant les pêcheurs réunis au port, et il leur a dit :"
    quoted = "« Le quai sera refait avant l'hiver, et personne ne paiera deux fois sa place. »"
    body = f"{paragraphs(TEXT[:2])}<p>{said}</p>{linked(OTHERS)}<p>{quoted}</p>"
    assert lines(article(body + paragraphs(TEXT[2:])), hints) == [
        *TEXT[:2], said, quoted, *TEXT[2:],
    ]  # fmt: skip


@pytest.mark.parametrize("hints", [Hints(), BY_HINT], ids=["no hint", "container"])
def test_what_others_published_may_be_announced(hints: Hints) -> None:
    said = "La commission a publié hier soir les noms des lauréats de cette année, et les voici :"
    body = f"{paragraphs(TEXT[:2])}<p>{said}</p>{linked()}{paragraphs(TEXT[2:])}"
    assert lines(article(body), hints) == [*TEXT[:2], said, *ITEMS, *TEXT[2:]]
