"""Short lines that end in a colon, in a box of their own, right before a list of the text."""

import pytest

from tests.reading.unknown_layouts import OTHERS, TEXT, article, lines

ITEMS = (
    "ثلاثمئة ألف مسافر بين يناير وأكتوبر",
    "ألفان وتسعمئة رحلة داخلية ودولية",
    "سبع وجهات مباشرة",
)


def bare(between: str, tag: str = "div") -> str:
    """A text of boxes with line breaks, as ActionText and Trix write it."""
    first, second = "<br><br>".join(TEXT[:2]), "<br><br>".join(TEXT[2:])
    picture = (
        "<action-text-attachment><figure><img src='a.jpg'><figcaption>قاعة الوصول بعد التوسعة"
        "</figcaption></figure></action-text-attachment>"
    )
    # beside whole sentences of others trafilatura takes no short line in a box
    cards = "".join(
        f"<div class='card'><a href='/{n}'><strong>{one}</strong></a><p>أفادت مصادر محلية أن"
        " الواقعة استنفرت مختلف المصالح، في انتظار ما ستسفر عنه الأبحاث الجارية […]</p></div>"
        for n, one in enumerate(OTHERS * 2)
    )
    return article(
        f"<div class='trix'><{tag}>{first}</{tag}>{picture}{between}<{tag}>{second}</{tag}></div>",
        f"<div class='also'><h2>تابع أيضا</h2>{cards}</div>",
    )


def rows(tag: str = "ul", items: tuple[str, ...] = ITEMS) -> str:
    return f"<{tag}>{''.join(f'<li>{one}</li>' for one in items)}</{tag}>"


@pytest.mark.parametrize(
    "said", ["أبرز الأرقام:", "Les chiffres clés :", "En cifras:", "الحصيلة :"]
)
@pytest.mark.parametrize("box", ["<div><strong>{}</strong></div>", "<div><div>{}</div></div>"])
@pytest.mark.parametrize("tag", ["ul", "ol"])
def test_the_line_stays_with_its_list(tag: str, box: str, said: str) -> None:
    found = lines(bare(box.format(said) + rows(tag)))
    assert found == [*TEXT[:2], said, *ITEMS, *TEXT[2:]]


@pytest.mark.parametrize("between", [
    "<div><strong>اقرأ أيضا:</strong></div><ul><li><a href='/7'>قافلة طبية تجوب قرى الجبل</a></li>"
    "<li><a href='/8'>مهرجان الزيتون يختتم دورته</a></li></ul>",
    "<div>شارك المقال:</div><ul class='share'><li>فيسبوك</li><li>تويتر</li></ul>",
    "<div class='related'><div>في الموضوع نفسه:</div><ul><li>قافلة طبية تجوب قرى الجبل</li></ul>"
    "</div>",
])  # fmt: skip
def test_a_label_before_other_lists_does_not(between: str) -> None:
    assert lines(bare(between)) == list(TEXT)
