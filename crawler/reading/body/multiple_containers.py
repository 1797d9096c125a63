"""Several matches of one container selector: pieces of this article, or other articles.

A page that is read on without end shows the next articles below in the same markup; a body may
stand in several elements, one below the other. Headings and place tell the two apart.
"""

import re
from collections.abc import Iterable, Sequence

from lxml import html

from crawler.arabic import folded_words
from crawler.markup.page_lines import Line
from crawler.markup.visible_text import visible_text
from crawler.markup.widget_class_names import has_word, names_widget
from crawler.reading.fields.headline import heading_of

MAX_MATCHES = 60
"""Elements and headings that are looked at; a page made to be slow has thousands."""
MIN_PIECE_WORDS = 12
"""Words of a piece that is text for sure."""
MAX_STEPS_UP = 3
"""Levels that two pieces may lie below the element which holds both."""
_CARDS = frozenset(("article", "li", "aside", "footer", "nav", "a"))
_ELSEWHERE = frozenset(
    ["forum", "author", "bio", "card", "excerpt", "latest", "recent", "popular", "most"]
)
_NUMBER = re.compile(r"\d+")
_CUT = re.compile(r"(?:…|\.\.\.|\[…\])\]?$")


def of_this_article(
    tree: html.HtmlElement, found: Sequence[html.HtmlElement], headline: str
) -> list[html.HtmlElement]:
    """The elements that do not stand below another article's headline."""
    found = found[:MAX_MATCHES]
    own = heading_of(tree, headline) if len(found) > 1 else None
    if own is None:
        return list(found)
    asked = set(found)
    before = list[html.HtmlElement]()
    kept, passed = list[html.HtmlElement](), False
    for element in tree.iter("h1", "h2", *{one.tag for one in found}):
        if element is own:
            passed = True
        elif element in asked:
            if not any(_governs(one, element, own) for one in before):
                kept.append(element)
        elif passed and len(before) < MAX_MATCHES and _is_another(element, own):
            before.append(element)
    return kept


def _is_another(heading: html.HtmlElement, own: html.HtmlElement) -> bool:
    """Whether a heading may be another article's headline: a linked one, or in its own article."""
    if heading.tag not in ("h1", "h2"):
        return False
    text = folded_words(visible_text(heading))
    # a heading of one or two words is a label of the page, no headline
    if len(text) < 3 or text == folded_words(visible_text(own)):
        return False
    linked = any(True for _ in heading.iter("a")) or heading.getparent().tag == "a"
    return heading.tag == "h1" or linked or _article(heading) is not _article(own)


def _article(element: html.HtmlElement) -> html.HtmlElement | None:
    return next(element.iterancestors("article"), None)


def _governs(heading: html.HtmlElement, element: html.HtmlElement, own: html.HtmlElement) -> bool:
    """Whether an element is nearer to a heading before it than to the page's own one.

    A second ``h1`` at the same distance ends the article; an ``h2`` there may stand in a box of
    links between two pieces.
    """
    above = {one: depth for depth, one in enumerate((element, *element.iterancestors()))}
    near, far = (
        next(above[one] for one in (head, *head.iterancestors()) if one in above)
        for head in (heading, own)
    )
    return near < far or (near == far and heading.tag == "h1")


def stand_together(one: html.HtmlElement, other: html.HtmlElement) -> bool:
    """Whether two elements stand in a row: in one place, and neither in a card nor in a box."""
    above = [one, *one.iterancestors()][: MAX_STEPS_UP + 1]
    path = list[html.HtmlElement]()
    for element in (other, *other.iterancestors()):
        if element in above:
            mine = above[: above.index(element)]
            break
        path.append(element)
        if len(path) > MAX_STEPS_UP:
            return False
    else:
        return False
    if not mine or [*map(kind_of_box, mine[1:])] != [*map(kind_of_box, path[1:])]:
        return False  # one holds the other, or they stand in boxes of different kinds
    return not any(e.tag in _CARDS or names_widget(e) or has_word(e, _ELSEWHERE) for e in path)


def kind_of_box(box: html.HtmlElement) -> tuple[str, str]:
    """Tag and class of a box without numbers: ``part-1`` and ``part-2`` are alike.

    Boxes of different names are fields of one record (Drupal): a body and its subtitle.
    """
    return box.tag, _NUMBER.sub("", box.get("class", ""))


def is_teaser(found: Sequence[Line]) -> bool:
    """Whether lines show another article: its linked headline first, or a text that is cut."""
    if not found:
        return True
    first, last = found[0], found[-1]
    linked = first.link_share > 0.8 and first.key.count(" ") >= 3
    return linked or bool(_CUT.search(last.text))


def repeats(texts: Iterable[str], said: Iterable[str]) -> bool:
    """Whether one of the texts was said before: pages print a body twice, for two screen sizes."""
    # two pieces may share a short line, a sub-heading say, and be two pieces all the same
    return not set(texts).isdisjoint(text for text in said if len(text) > 40)
