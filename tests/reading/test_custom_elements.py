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
