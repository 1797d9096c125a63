"""The marks around what was found, as colours of a terminal."""

from rich.text import Text

from storage.query.marks.snippets import MARK_CLOSE, MARK_OPEN
from warraq.terminal import plain


def coloured(text: str, style: str) -> Text:
    """A marked text with what is within the marks in colour."""
    made = Text(style=style)
    inside = False
    for part in text.replace(MARK_CLOSE, MARK_OPEN).split(MARK_OPEN):
        made.append(plain(part).plain, style="bold black on yellow" if inside else style)
        inside = not inside
    return made
