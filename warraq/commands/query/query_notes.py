"""Notes of commands that search: what else was searched, read otherwise, why nothing is found."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal, cast

from storage.query.search import Search
from storage.query.variants.query_notes import Note, known_values, notes_on, unknown_values
from warraq.terminal import err, plain

_MANY_FORMS = 12
"""Forms of a word that are printed; ``--json`` has all."""


def noted(question: Search, text: str, total: int) -> list[Note]:
    """The notes to an answer of ``total`` articles; unknown values with those that are known."""
    archive = question.archive
    unknown = [] if total else unknown_values(archive, question.filters)
    return [
        _with_known(question, note) if note.code == "unknown" else note
        for note in notes_on(question, text, total, unknown)
    ]


def _with_known(question: Search, note: Note) -> Note:
    name = cast("Literal['language', 'section']", note.instead)
    there = ", ".join(known_values(question.archive, name)) or "none"
    return replace(note, text=f"{note.text}; there are {there}")


def print_notes(notes: Iterable[Note]) -> None:
    """A line for each, on standard error."""
    for note in notes:
        err.print(plain(f"note: {note.text}"))


def print_also(question: Search) -> None:
    """A line for each typed word beside which others were searched, on standard error."""
    for word, forms in question.also.items():
        more = f" … ({len(forms)} forms)" if len(forms) > _MANY_FORMS else ""
        err.print(plain(f"also searched for {word}: {'، '.join(forms[:_MANY_FORMS])}{more}"))
    if question.also:
        err.print("`--exact` searches the typed spelling alone")
