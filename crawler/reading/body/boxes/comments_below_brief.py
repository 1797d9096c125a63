"""A box of readers' comments below a brief, told by its first line and its entries alone."""

from collections.abc import Callable, Sequence
from itertools import islice

from lxml import html

from crawler.markup.element_predicates import HEADINGS
from crawler.markup.page_lines import Line
from crawler.markup.widget_class_names import has_word
from crawler.reading.body.boxes.page_parts import has_controls
from crawler.reading.body.boxes.sentences import is_running_text, is_sentence

MAX_BRIEF_CHARACTERS = 400
"""Text below which the heading of comments needs entries; below more of it it ends the article."""
MAX_LEVELS = 4
"""Levels between a heading and the box that it heads, itself counted."""
MAX_NAME_WORDS = 7
"""Words of a reader's name and when he wrote."""
MAX_ENTRY_PARAGRAPHS = 2
_READERS = frozenset((
    "comment", "comments", "commentaire", "commentaires", "comentario", "comentarios", "thread",
    "reply", "replies", "respond", "discussion", "commenter",
))  # fmt: skip
"""What the markup calls the word of readers."""


def comments_below_brief(
    found: Sequence[Line], headline: int, begins_comments: Callable[[Line], bool]
) -> int:
    """The number of the line that heads the comments; of all lines where none does.

    ``headline``: the number of the line that is it; ``begins_comments``: whether the words of a
    line head comments. A counter above the text heads no entries of readers, each in a box that
    begins with a name; a link to the comments heads nothing.
    """
    said: html.HtmlElement | None = None
    characters = 0
    for number in range(headline, len(found)):
        line = found[number]
        if said is not None and not line.link_share and begins_comments(line):
            if _heads_entries(found, number, said):
                return number
        elif line.tag not in HEADINGS and is_sentence(line):
            said = line.block
            characters += len(line.text)
            if characters > MAX_BRIEF_CHARACTERS:
                break
    return len(found)


def _heads_entries(found: Sequence[Line], number: int, said: html.HtmlElement) -> bool:
    """Whether a line is the first of a box in which readers speak, and the text stands outside."""
    heading = found[number].block
    if heading is None or number + 2 >= len(found):
        return False
    name, word = found[number + 1], found[number + 2]
    if name.block is None or word.block is None or is_sentence(name):
        return False
    around = [name.block, *name.block.iterancestors()]
    path = islice((heading, *heading.iterancestors()), MAX_LEVELS)
    box = next((one for one in path if one in around), None)
    if box is None or box in (said, *said.iterancestors()):
        return False
    entry = next(one for one in around if one.getparent() is box) if around[0] is not box else None
    # what stands in the box itself below its first line is a text with a counter
    if entry is None or entry is word.block or entry not in word.block.iterancestors():
        return False
    inside = [one for one in found[number + 1 :] if box in _above(one)]
    behind = found[number + 1 + len(inside) :]
    beside = [one.block for one in behind if one.block is not None and is_sentence(one)]
    if any(block.getparent() is said.getparent() for block in beside):
        return False  # the text goes on below the box
    if " " not in found[number].key and not _is_of_readers(box, inside):
        return False
    names = sum(one.key.count(" ") < MAX_NAME_WORDS and not is_sentence(one) for one in inside)
    return sum(map(is_running_text, inside)) <= MAX_ENTRY_PARAGRAPHS * names


def _is_of_readers(box: html.HtmlElement, inside: Sequence[Line]) -> bool:
    """Whether a box shows that readers speak in it: one word alone may head what others said.

    Its names, a field or a button, or the time of each entry tell; a number or a second word in
    the heading, "3 comments", "your comments", is as good.
    """
    if has_controls(box) or next(box.iterdescendants("time"), None) is not None:
        return True
    parts = {above for line in inside for above in (line.block, *_above(line))}
    outside = set(box.iterancestors())
    return any(has_word(one, _READERS) for one in parts - outside if one is not None)


def _above(line: Line) -> Sequence[html.HtmlElement]:
    return () if line.block is None else [*line.block.iterancestors()]
