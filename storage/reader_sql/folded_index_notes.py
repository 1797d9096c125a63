"""Notes to SQL that asks the search index for a word as printed, of which the index holds none.

The index has folded words: MATCH with شؤون is 0 there, and nothing says why.
"""

import re

from crawler.arabic import fold, fold_token, token_pattern
from storage.query.query_language import BadQuery, parse_query
from storage.query.variants.query_notes import Note
from storage.reader_sql.shown_tables import INDEX
from storage.reader_sql.table_page_query import TableQuestion

_TEXT = "'(?:[^']|'')*+'"
_COMMENT = r"(?:--[^\n]*+|/\*(?s:.*?)(?:\*/|\Z))"
_GAP = rf"(?:\s|{_COMMENT})*+"
_MATCHED = re.compile(
    rf"""{_COMMENT}
      | (?:\bMATCH | \b\w+_fts["`\]]?{_GAP}(?:==?|\())(?:{_GAP}\()*{_GAP}
        (?P<matched>{_TEXT}(?:{_GAP}\|\|{_GAP}{_TEXT})*+)(?P<joined>{_GAP}\|\|)?
      | {_TEXT}""",
    re.IGNORECASE | re.VERBOSE,
)
"""A text that FTS5 takes for a query, with those joined to it: behind MATCH, beside the index's
name, or in its brackets. Comments and other texts match whole, so that none begins within them."""
_OPERAND = r"""(?:"[^"*']+"|[^\x00-/:-@\[-^`{-\x7f\s]++\*?)"""
_PLAIN = re.compile(rf"'\s*+{_OPERAND}(?:\s++{_OPERAND})*+\s*+'")
"""Words and phrases, which ``ar_query`` reads as FTS5 does; columns, ^ and NEAR( ) it does not."""
_NOT_LATIN = re.compile("[\u0600-\uffff]")


def notes_on_match(sql: str) -> list[Note]:
    """A note for each text behind MATCH with words that the index holds in another spelling."""
    matched = dict.fromkeys(
        (one["matched"], bool(one["joined"])) for one in _MATCHED.finditer(sql) if one["matched"]
    )
    return [
        _note(words, _instead(typed, joined=joined))
        for typed, joined in matched
        if (words := [one for one in token_pattern().findall(typed) if _missed_by_fts5(one)])
    ]


def notes_on_filter(asked: TableQuestion) -> list[Note]:
    """The note to the page of the index's table that is narrowed by a word as printed."""
    if asked.table != INDEX or not asked.column or asked.comparison == "is empty":
        return []
    words = token_pattern().findall(asked.value)
    if asked.comparison == "contains":  # SQLite finds capitals itself, of ASCII alone
        words = [one for one in words if not one.isascii()]
    words = [one for one in words if fold_token(one) != one]
    return [_note(words, fold(asked.value))] if words else []


def _instead(typed: str, *, joined: bool) -> str:
    """What to write for a quoted text; ``joined``: what is no text is joined to it, too.

    Beside other syntax of FTS5 the words alone are folded: it stays what it says.
    """
    if not joined and _PLAIN.fullmatch(typed) and _can_be_asked(typed[1:-1]):
        return f"MATCH ar_query({typed})"
    return token_pattern().sub(
        lambda found: fold_token(found[0]) if _missed_by_fts5(found[0]) else found[0], typed
    )


def _note(words: list[str], instead: str) -> Note:
    told = " ".join(words)
    said = f"the search index holds folded words, and none as {told}: write {instead}"
    return Note("folded", told, said, instead=instead)


def _can_be_asked(text: str) -> bool:
    """Whether ``ar_query`` takes a text; it refuses a bare NEAR, which FTS5 takes for a word."""
    try:
        parse_query(text)
    except BadQuery:
        return False
    return True


def _missed_by_fts5(word: str) -> bool:
    """Whether the index holds a word in another spelling, in which FTS5 does not look for it.

    Of Latin letters it leaves out capitals and accents itself.
    """
    return bool(_NOT_LATIN.search(word)) and fold_token(word) != word.lower()
