"""The texts that the sample newsroom publishes: written for Warraq, plus the reference report."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Story:
    """One text, before any outlet publishes it."""

    slug: str
    headline: str
    section: str
    byline: str
    tags: tuple[str, ...]
    genre: str
    paragraphs: tuple[str, ...]

    @property
    def language(self) -> str:
        """``ar`` or ``fr``."""
        return "ar" if any("\u0620" <= letter <= "\u064a" for letter in self.headline) else "fr"

    @property
    def text(self) -> str:
        """The paragraphs, a line each: what a reader must find."""
        return "\n".join(self.paragraphs)


@cache
def load_stories() -> list[Story]:
    """All our texts, by slug."""
    return [_load(path) for path in sorted((HERE / "texts").glob("*.txt"))]


@cache
def reference_report() -> Story:
    """The reference report: it belongs to its publisher, see NOTICE."""
    lines = (HERE / "reference" / "report.txt").read_text(encoding="utf-8").splitlines()
    paragraphs = tuple(filter(None, lines[1:]))
    return Story("reference-report", lines[0], "سياسة", "", ("رقمنة",), "report", paragraphs)


def _load(path: Path) -> Story:
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    fields = dict(line.split(":", 1) for line in head.splitlines())
    fields = {name.strip(): value.strip() for name, value in fields.items()}
    tags = tuple(tag.strip() for tag in fields["tags"].split("،") if tag.strip())
    return Story(
        path.stem, fields["headline"], fields["section"], fields["byline"], tags,
        fields["genre"], tuple(filter(None, map(str.strip, body.splitlines()))),
    )  # fmt: skip
