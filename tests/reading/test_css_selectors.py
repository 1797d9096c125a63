"""Selectors find what they say, whatever query finds it: a tag and its classes have one of ours."""

import pytest
from lxml import html
from lxml.cssselect import CSSSelector

from crawler.markup.css_selectors import select

PAGE = """<body class="a"><DIV class="a  b\tc"><p class="ab a-b">one</p></DIV>
<div class="b a">two<div class="a">three</div></div><div>four</div><section class=""></section>"""


@pytest.mark.parametrize(
    "selector",
    ["div.a", "div.a.b", "DIV.a", "p.a-b", "div.c", "body.a", "div.A", "h1.a", ".a", "div.b div.a"],
)
def test_a_selector_matches_what_cssselect_matches(selector: str) -> None:
    tree = html.document_fromstring(PAGE)
    wanted = CSSSelector(selector, translator="html")
    for root in (tree, *tree.iter("body", "div")):
        assert select(root, selector) == wanted(root)
