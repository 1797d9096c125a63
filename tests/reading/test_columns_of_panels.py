"""Columns of a layout that stand beside each other like items of a list, headings in each."""

import pytest

from tests.reading.unknown_layouts import HEADLINE, OTHERS, TEXT, read

LONG = [f"{one} {TEXT[(n + 1) % 4]}" for n, one in enumerate(TEXT)]
FIELDS = (
    "<div class='pane pane-auteur'><div class='field-auteur'><div>بقلم&nbsp;</div><div>سعاد بنعلي"
    "</div></div></div>"
)
TAGS = (
    "<div class='pane'><h2>كلمات مفتاحية</h2><a href='/t/1'>ميناء</a> <a href='/t/2'>سمك</a></div>"
)
COMMENT = "<div class='c1'><h3><a href='#c1'>وماذا عن آبار الوزراء؟</a></h3><p>{}</p></div>".format(
    "شكرا لكم على الخبر المفيد."
)
ASIDE = "".join(
    f"<div class='v'><h4><a href='/{n}'>{one}</a></h4></div>" for n, one in enumerate(OTHERS)
)


def page(column: str, tag: str = "div") -> str:
    """A headline over two columns of the same class; the second one has other articles."""
    return (
        f"<title>{HEADLINE} - جريدة الميناء</title><body><main><h1>{HEADLINE}</h1>"
        "<div>22 نونبر 2026</div><div class='row'>"
        f"<{tag} class='col first'>{column}</{tag}><{tag} class='col last'>{ASIDE}</{tag}>"
        "</div></main></body>"
    )


@pytest.mark.parametrize("tag", ["div", "section"])
def test_fields_in_the_column_of_the_text_are_the_articles(tag: str) -> None:
    text = "".join(f"<p>{one}</p>" for one in LONG)
    found = read(page(f"{FIELDS}<div>{text}</div>{TAGS}{COMMENT}", tag))
    assert found.authors == ("سعاد بنعلي",)
    assert found.tags == ("ميناء", "سمك")
    assert found.body.splitlines() == LONG


def test_fields_of_other_articles_with_long_excerpts_are_not() -> None:
    other = f"<div class='field-auteur'>عمر الفاسي</div><h2><a href='/8'>{OTHERS[0]}</a></h2>"
    items = "".join(f"<div class='it'>{other}<p>{one}</p><p>{one}</p></div>" for one in LONG[:2])
    text = "".join(f"<p>{one}</p>" for one in LONG)
    found = read(
        f"<title>{HEADLINE}</title><main><h1>{HEADLINE}</h1><div>{text}</div>{items}</main>"
    )
    assert not found.authors
