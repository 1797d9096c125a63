"""The texts that benches are made from: the sample newsroom's, and any folder of JSONL."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import xxhash

NEWSROOM = Path(__file__).parent.parent / "tests" / "newsroom" / "texts"


@dataclass(frozen=True, slots=True)
class Source:
    """A text as its newsroom wrote it."""

    headline: str
    paragraphs: tuple[str, ...]

    @property
    def words(self) -> int:
        """How many words its paragraphs have."""
        return sum(len(paragraph.split()) for paragraph in self.paragraphs)

    @property
    def held_back(self) -> bool:
        """Half of the texts, always the same: no threshold was chosen on them."""
        return bool(xxhash.xxh3_64_intdigest("".join(self.paragraphs).encode()) & 1)


def texts(folder: Path | None) -> list[Source]:
    """All texts, each once: the newsroom's, then those of the folder's JSONL files."""
    found = dict[str, Source]()
    for headline, body in [*_newsroom(), *(_jsonl(folder) if folder else ())]:
        paragraphs = tuple(_pieces(body))
        if paragraphs:
            found.setdefault(paragraphs[0][:60], Source(headline or paragraphs[0][:60], paragraphs))
    return list(found.values())


def long(found: list[Source], limit: int) -> list[Source]:
    """Of these, the first that have some length."""
    return [one for one in found if len(one.paragraphs) >= 4 and one.words >= 100][:limit]


def _newsroom() -> Iterator[tuple[str, str]]:
    for path in sorted(NEWSROOM.glob("*.txt")):
        head, _, body = path.read_text().partition("\n\n")
        fields = dict(line.partition(": ")[::2] for line in head.splitlines())
        yield fields.get("headline", ""), body


def _jsonl(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted([*folder.glob("*.jsonl"), *folder.glob("*.jsonl.gz")], reverse=True):
        with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
            for line in lines:
                row = json.loads(line)
                if row.get("text"):
                    yield row.get("title") or "", row["text"]


def _pieces(body: str) -> list[str]:
    """Paragraphs; a text in one piece is cut at its sentences."""
    pieces = [line.strip() for line in body.splitlines() if len(line.split()) > 3]
    if len(pieces) < 4:
        pieces = [f"{one.strip()}." for one in body.replace("\n", " ").split(". ") if one.strip()]
    return pieces
