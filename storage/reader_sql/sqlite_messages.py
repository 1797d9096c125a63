"""What SQLite says of a question that it cannot answer, as sentences that can be translated."""

from storage.query.read_only_sql import BadSQL
from storage.wording.event_sentence_templates import sentence_of

SQLITE_MESSAGES = (
    "no such table: {name}", "no such column: {name}", "ambiguous column name: {name}",
    "no such function: {name}", "wrong number of arguments to function {name}()",
    "not authorized to use function: {name}", "misuse of aggregate: {name}()",
    "unable to use function {name} in the requested context",
    'near "{word}": syntax error', 'fts5: syntax error near "{word}"',
    'unrecognized token: "{word}"', "incomplete input", "malformed JSON", "integer overflow",
    "You can only execute one statement at a time.", "string or blob too big",
    "a GROUP BY clause is required before HAVING",
    "sub-select returns {number} columns - expected {expected}",
    "SELECTs to the left and right of {operator}"
    " do not have the same number of result columns",
)  # fmt: skip
"""Those that readers meet, with places for what is of the question; others stay as they are."""


def said_by_sqlite(message: str) -> BadSQL:
    """The refusal that a message of SQLite is, its sentence apart from what is of the question."""
    told = sentence_of(message, SQLITE_MESSAGES)
    return BadSQL(told) if isinstance(told, str) else BadSQL(told[0], **told[1])
