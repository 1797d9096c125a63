"""Pages of web components: paragraphs, titles and cards are elements of the site's own making."""

import pytest

from crawler.reading.extraction_hints import Hints
from tests.reading.unknown_layouts import HEADLINE, OTHERS, TEXT, lines

MENU = "<n-menu><a href='/'>الرئيسية</a><a href='/port'>الميناء</a></n-menu>"
MORE = "".join(f"<a href='/{n}'>{one}</a>" for n, one in enumerate(OTHERS))


def page(text: str, heading: str = f"<h1>{HEADLINE}</h1>") -> str:
    return (
        f"<title>{HEADLINE}</title><body>{MENU}<n-article>{heading}<n-text>{text}</n-text>"
        f"</n-article><n-more>{MORE}</n-more></body>"
    )


@pytest.mark.parametrize("hint", [None, "n-text"], ids=["no hint", "container"])
@pytest.mark.parametrize(
    "form",
    [
        "<n-par>{}</n-par>",
        "<n-par><span>{}</span></n-par>",
        "<n-box><n-par>{}</n-par></n-box>",
        "<n-par>{}</n-par><n-ad></n-ad>",
        "<n-par>{}</n-par><img src='a.jpg'>",
        "<n-par>{}</n-par>\n",
        "<!----><n-par>{}</n-par><!--part-->",
    ],
    ids=["bare", "span", "boxed", "advert", "picture", "line breaks", "comments"],
)
def test_paragraphs_that_are_custom_elements_are_lines(form: str, hint: str | None) -> None:
    found = lines(page("".join(map(form.format, TEXT))), Hints(body=hint) if hint else None)
    assert found == list(TEXT)


@pytest.mark.parametrize("hint", [None, "n-text"], ids=["no hint", "container"])
def test_a_custom_element_within_a_sentence_ends_no_line(hint: str | None) -> None:
    first, rest = TEXT[1].split(" ", 1)
    word, rest = rest.split(" ", 1)
    text = (
        f"<p>{TEXT[0]}</p><p>{first} <n-term>{word}</n-term> {rest}</p>"
        f"<n-par>{TEXT[2].replace('البحارة', '<n-term>البحارة</n-term>')}</n-par>"
        f"<p><n-mark>{TEXT[3]}</n-mark><n-note></n-note></p>"
        f"<div>{word}<!----><n-term>{rest}</n-term></div>"
    )
    assert lines(page(text), Hints(body=hint) if hint else None) == [*TEXT, word + rest]


def sentence(*pieces: str) -> str:
    """The pieces as one rich text: words and links are elements side by side."""
    tags = ("n-b", "n-t") if len(pieces) == 2 else ("n-t", "n-l", "n-t")
    made = (f"<{tag}>{one}</{tag}>" for tag, one in zip(tags, pieces, strict=True))
    return "".join(made).replace("<n-l>", "<n-l><a href='/z'>").replace("</n-l>", "</a></n-l>")


@pytest.mark.parametrize("hint", [None, "n-text"], ids=["no hint", "container"])
@pytest.mark.parametrize(
    "pieces",
    [
        ("Le port de ", "Larache", " a rouvert lundi après deux ans de travaux à quai."),
        ("Le port de", " Larache ", "a rouvert lundi après deux ans de travaux sur la jetée."),
        ("Larache", " – Le port a rouvert lundi après deux ans de travaux sur la jetée."),
        ("Les marins de Larache", ", eux, attendent la halle depuis le mois de septembre."),
        ("« Nous irons au bout… ", "quoi qu'il en coûte à la ville », a dit le maire lundi."),
        ("Le maire l'a promis (", "Larache Info", ") : la halle ouvrira avant la fin du mois."),
        ("وقال رئيس ", "التعاونية", " إن السوق سيفتح أبوابه قبل نهاية الشهر الجاري في وجه الباعة."),
    ],
    ids=["blanks", "small letter", "dash", "comma", "speech", "brackets", "Arabic"],
)  # fmt: skip
def test_custom_elements_that_say_one_sentence_are_one_line(
    pieces: tuple[str, ...], hint: str | None
) -> None:
    text = f"<n-par>{TEXT[0]}</n-par><div>{sentence(*pieces)}</div><n-par>{TEXT[2]}</n-par>"
    found = lines(page(text), Hints(body=hint) if hint else None)
    assert found == [TEXT[0], "".join(pieces), TEXT[2]]


@pytest.mark.parametrize("hint", [None, "n-text"], ids=["no hint", "container"])
def test_a_sentence_of_custom_elements_begins_behind_a_break(hint: str | None) -> None:
    first, rest = TEXT[1].split(" ", 1)
    text = f"<p>{TEXT[0]}</p><div>{TEXT[2]}<br><n-t>{first}</n-t><n-t> {rest}</n-t></div>"
    found = lines(page(text), Hints(body=hint) if hint else None)
    assert found == [TEXT[0], TEXT[2], TEXT[1]]


@pytest.mark.parametrize(
    "form", ["<n-par> {} </n-par>", "<n-par>{} </n-par>", "<n-par>{}</n-par> "]
)
def test_blanks_around_whole_sentences_join_no_paragraphs(form: str) -> None:
    assert lines(page("".join(map(form.format, TEXT)))) == list(TEXT)
