"""``Trace``: notes of each step of a reading, for ``warraq read --explain``."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Trace:
    """The notes of one reading: which step, and what it saw or decided."""

    wanted: bool = True
    notes: list[tuple[str, str]] = field(default_factory=list)

    def note(self, step: str, text: str) -> None:
        """Write one note, if anyone asked for them."""
        if self.wanted:
            self.notes.append((step, text))


SILENT = Trace(wanted=False)
"""The trace of a reading that nobody asked to see explained."""
