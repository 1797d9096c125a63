"""Whether a line reads like a sentence, a paragraph, or the headline of another article."""

import re

from crawler.markup.element_predicates import HEADINGS
from crawler.markup.page_lines import Line

MIN_PROSE_WORDS = 12
"""Words of a line without links that is running text for sure."""
MIN_PARAGRAPH_WORDS = 4
"""Words of a line between two of the article's that is running text, or ends like a sentence."""
_ENDS = re.compile(r"[.!؟?…。:：»”\"]\W*$")


def is_running_text(line: Line) -> bool:
    """Whether a line is a paragraph without links; scripts without spaces go by characters."""
    if line.link_share >= 0.5 or line.caption or line.embed:
        return False
    return line.key.count(" ") + 1 >= MIN_PROSE_WORDS or len(line.text) >= 120


def is_linked_headline(line: Line) -> bool:
    """Whether a line is a link of some words and no sentence: another article's headline.

    Two words are enough where they are set as a heading.
    """
    if line.link_share <= 0.8 or line.text.endswith((".", "!")):
        return False
    return line.key.count(" ") >= (1 if line.tag in HEADINGS else 3)


def is_sentence(line: Line) -> bool:
    """Whether a line reads like running text: some words, ended like a sentence, or many words."""
    words = line.key.count(" ") + 1
    return line.link_share < 0.5 and (
        words >= 2 * MIN_PARAGRAPH_WORDS
        or (words >= MIN_PARAGRAPH_WORDS and _ENDS.search(line.text) is not None)
    )
