"""Notes to SQL that asks the search index for a word as printed, of which the index holds none.

The index has folded words: MATCH with شؤون is 0 there, and nothing says why.
"""

import re

from crawler.arabic import fold, fold_token, token_pattern
from storage.query.variants.query_notes import Note
from storage.reader_sql.shown_tables import INDEX
from storage.reader_sql.table_page_query import TableQuestion

_MATCHED = re.compile(
    r"(?:\bMATCH|\b\w+_fts[\"`\]]?\s*(?:==?|\())\s*'((?:[^']|'')*+)'", re.IGNORECASE
)
"""A text that FTS5 takes for a query: behind MATCH, beside the index's name, or in its brackets."""
_NOT_LATIN = re.compile("[\u0600-\uffff]")


def notes_on_match(sql: str) -> list[Note]:
    """A note for each text behind MATCH with words that the index holds in another spelling."""
    return [
        _note(words, f"MATCH ar_query('{typed}')")
        for typed in dict.fromkeys(_MATCHED.findall(sql))
        if (words := _folded_otherwise(typed))
    ]


def notes_on_filter(asked: TableQuestion) -> list[Note]:
    """The note to the page of the index's table that is narrowed by a word as printed."""
    words = _folded_otherwise(asked.value) if asked.table == INDEX and asked.column else []
    return [_note(words, fold(asked.value))] if words else []


def _note(words: list[str], instead: str) -> Note:
    told = " ".join(words)
    said = f"the search index holds folded words, and none as {told}: write {instead}"
    return Note("folded", told, said, instead=instead)


def _folded_otherwise(text: str) -> list[str]:
    """The words of a text that the index holds in another spelling.

    Of Latin letters FTS5 itself leaves out capitals and accents.
    """
    return [
        word for word in token_pattern().findall(text)
        if _NOT_LATIN.search(word) and fold_token(word) != word.lower()
    ]  # fmt: skip
