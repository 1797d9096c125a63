"""Texts that were garbled before they were sent and could not be undone: refused, or told."""

from crawler.arabic import word_count
from crawler.errors import Garbled
from crawler.markup.mojibake import MAX_GARBLED_WORDS, garbled_words

MAX_GARBLED_HEADLINE = 0.4
"""Of a headline's words: it has few, and one of them may be an example."""


def refuse_garbled(headline: str, text: str) -> str:
    """How many words of an article look garbled, as a remark; empty: none.

    Raises ``Garbled`` where so many do that it is no text to be kept.
    """
    title, body = garbled_words(headline), garbled_words(text)
    if not title and not body:
        return ""
    if title > MAX_GARBLED_HEADLINE * max(word_count(headline), 1):
        raise Garbled(f"a garbled headline: {headline[:60]!r}")
    if body > MAX_GARBLED_WORDS * max(word_count(text), 1):
        raise Garbled(f"a garbled text: {body} of its words are mojibake or have lost letters")
    return f"{title + body} words look garbled"
