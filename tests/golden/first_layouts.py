"""A first layout for a golden page, from an outlet's own selectors; a person makes it likely."""

from html import escape

import cssselect
from cssselect import parser

from crawler.markup.css_selectors import as_tuple
from crawler.spider import OutletSpider
from tests.golden.rules import own_selectors
from tests.golden.templates import BadLayout

_VALUES = {
    "section": ("a", "$section"),
    "headline": ("h1", "$headline"),
    "byline": ("span", "$byline"),
    "published": ("span", "$dd/$mm/$year $hm"),
    "tags": ("div", "$tag_links"),
}
"""The element of a value where its selector names none, and what stands in it."""
_STATED = {
    "byline": '<meta name="author" content="$byline">',
    "section": '<meta property="article:section" content="$section">',
    "published": '<meta property="article:published_time" content="$published">',
}
"""What the head states of values for which the outlet has no selector."""


def first_layouts(outlet: type[OutletSpider]) -> dict[str, str]:
    """Layouts by file name, one for each body selector that needs one. Raises ``BadLayout``."""
    wanted = own_selectors(outlet) or as_tuple(outlet.body)[:1]
    names = [outlet.name, *(f"{outlet.name}-{number}" for number in range(2, len(wanted) + 1))]
    return {f"{name}.html": _layout(outlet, css) for name, css in zip(names, wanted, strict=True)}


def _layout(outlet: type[OutletSpider], body: str) -> str:
    own = {name: as_tuple(vars(outlet).get(name, ())) for name in _VALUES}
    head = [line for name, line in _STATED.items() if not own[name]]
    before = [_filled(name, css[0]) for name, css in own.items() if css and name != "tags"]
    before += [] if own["headline"] else ["<h1>$headline</h1>"]
    after = [_filled("tags", css[0]) for css in (own["tags"],) if css]
    article = [*before, element(body, "div", "\n$body\n"), *after]
    return "\n".join(["=== head", *head, "=== article", *article]) + "\n"


def _filled(name: str, selector: str) -> str:
    tag, value = _VALUES[name]
    # links to tags are written by the filler, so that a selector's own last step is left to it
    selector = selector.rpartition(" ")[0].rstrip("> ") or selector if name == "tags" else selector
    return element(selector, tag, value)


def element(selector: str, tag: str, inside: str) -> str:
    """Markup in which a selector finds one element: ``div.a > p`` gives ``<div><p>…</p></div>``.

    Raises ``BadLayout`` for selectors that say more than tags, classes, ids, attributes and what
    stands in what.
    """
    tree: parser.Tree = cssselect.parse(selector)[0].parsed_tree
    while isinstance(tree, parser.CombinedSelector) and tree.combinator in (" ", ">"):
        inside = _tagged(tree.subselector, tag, inside, selector)
        tree, tag = tree.selector, "div"
    return _tagged(tree, tag, inside, selector)


def _tagged(tree: parser.Tree, tag: str, inside: str, selector: str) -> str:
    classes, attributes = list[str](), dict[str, str]()
    while not isinstance(tree, parser.Element):
        match tree:
            case parser.Class():
                classes.insert(0, tree.class_name)
            case parser.Hash():
                attributes["id"] = tree.id
            case parser.Attrib():
                attributes[tree.attrib] = tree.value.value if tree.value else ""
            case parser.Pseudo() | parser.Function():  # an only child is first and last
                pass
            case _:
                raise BadLayout(f"{selector}: no first layout can be made of it; write one by hand")
        tree = tree.selector
    if classes:
        attributes["class"] = " ".join([*attributes.get("class", "").split(), *classes])
    given = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{tree.element or tag}{given}>{inside}</{tree.element or tag}>"
