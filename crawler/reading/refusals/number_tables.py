"""Words and figures: calendars, prayer times and rates have rows of digits, and no sentence."""

import re
from collections.abc import Sequence

from crawler.arabic import token_pattern
from crawler.reading.body.boilerplate_rules import MIN_LONG_WORDS

MIN_SENTENCE_WORDS = 8
"""Words of a line that is running text where no figure stands in it, and may be one otherwise."""
MAX_SHARE_OF_LONG_ROWS = 0.25
"""Rows may have long labels, names of holidays say; of more lines some are sentences."""
MIN_WORDS_AROUND = 5
"""Words of a line in which a figure counts as a word."""
MIN_ROWS = 4
"""Fewer lines with figures may be a brief in lines."""
MAX_LETTERS_A_WORD = 12
"""Longer ones on average are of a script that writes no spaces: its sentences have few words."""
MIN_HOURS = 3
"""Hours in a row of a timetable; the programme of a day has one."""
MIN_SHARE_OF_ROWS = 0.75
# looked back at from its first digit: a pattern that begins with a look is tried at every character
_HOUR = re.compile(r"\d(?<![\d:]\d)\d?[:h]\d{2}(?![\d:])")
_LETTER = re.compile(r"[^\W\d_]")


def _tokens_and_words(text: str) -> tuple[list[str], list[str]]:
    """The tokens of a text, and those that have a letter: digits alone are figures."""
    tokens = token_pattern().findall(text)
    # nearly every word begins with one
    return tokens, [one for one in tokens if one[0].isalpha() or _LETTER.search(one)]


def count_words(paragraphs: Sequence[str], enough: int) -> int:
    """The number of words with a letter, and of figures in a sentence; counted up to ``enough``."""
    count = 0
    for text in paragraphs:
        tokens, words = map(len, _tokens_and_words(text))
        # a number among words is read as one; in a row of figures it is none
        in_sentence = words >= MIN_WORDS_AROUND and 2 * words > tokens
        count += tokens if in_sentence else words
        if count >= enough:
            break
    return count


def is_timetable(paragraphs: Sequence[str]) -> bool:
    """Whether a text is rows of hours, as of prayers or trains, with a note or two beside them."""
    # a paragraph without their signs is not looked through
    timed = (text for text in paragraphs if ":" in text or "h" in text)
    rows = sum(len(_HOUR.findall(text)) >= MIN_HOURS for text in timed)
    return rows >= MIN_ROWS and rows >= MIN_SHARE_OF_ROWS * len(paragraphs)


def is_table_of_figures(paragraphs: Sequence[str]) -> bool:
    """Whether a text is rows of figures with their labels, without sentences."""
    rows = long = 0
    for text in paragraphs:
        tokens, words = _tokens_and_words(text)
        count = len(words)
        has_figures = count < len(tokens)
        rows += has_figures
        if " | " in text:  # a row of a table, however many labels it has
            continue
        if count >= MIN_LONG_WORDS or sum(map(len, words)) > MAX_LETTERS_A_WORD * max(count, 3):
            return False
        if count >= MIN_SENTENCE_WORDS and not has_figures:
            return False
        long += count >= MIN_SENTENCE_WORDS
    mostly_rows = rows >= MIN_ROWS and 2 * rows >= len(paragraphs)
    return mostly_rows and long <= MAX_SHARE_OF_LONG_ROWS * len(paragraphs)
