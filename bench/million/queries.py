"""The list of queries that speed is measured by, committed before anything was tuned to it."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

LIST = Path(__file__).with_name("queries.tsv")


@dataclass(frozen=True, slots=True)
class Query:
    """A query of a kind; ``plain``: as FTS5 spells it, empty where its table has no such field."""

    kind: str
    text: str
    plain: str
    narrow: tuple[tuple[str, str], ...]

    @property
    def path(self) -> str:
        """The address of its page."""
        return f"/search?{urlencode([('q', self.text), *self.narrow])}"


def queries() -> list[Query]:
    """The list: rare, middle and frequent words, phrases, each operator, and filters."""
    lines = (line.split("\t") for line in LIST.read_text("utf-8").splitlines())
    return [
        Query(kind, text, plain, tuple(parse_qsl(narrow))) for kind, text, plain, narrow in lines
    ]
