"""A body as it was found: its paragraphs, its source, the lines left out with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import html

from crawler.markup.page_lines import Line
from crawler.reading.body.boxes.orphaned_headings import drop_orphaned_headings
from crawler.reading.body.trim import drop_author_box, trim
from crawler.reading.extraction_hints import Hints

OUTSIDE = "outside of the article's region"
"""The reason of lines that stand in cards of other articles, or far from the text."""
MAX_LINK_SHARE = 0.5
"""A container with more link text than this is a listing, not an article."""


@dataclass(frozen=True)
class Body:
    """Paragraphs, where they were found, and the lines that were left out with the reason."""

    paragraphs: tuple[str, ...]
    source: str
    dropped: tuple[tuple[str, str], ...] = ()
    link_share: float = 0.0
    """The share of characters that are links, 0 to 1: of a listing nearly all."""
    words: int = 0
    """The number of folded words in the paragraphs."""
    headlines: int = 0
    """Stretches of linked headlines between the paragraphs: many in a listing with excerpts."""

    @property
    def captions(self) -> tuple[str, ...]:
        """The captions among the lines left out."""
        return tuple(dict.fromkeys(text for text, why in self.dropped if why == "caption"))


def body_of(
    found: Sequence[Line], kept: list[Line], dropped: list[tuple[str, str]], source: str,
    hints: Hints, headline: str, root: html.HtmlElement, *, share: float | None = None,
) -> Body:  # fmt: skip
    """The body of the lines that stay, after its ends are trimmed.

    ``root``: what the lines were taken from. ``share``: its share of links, measured on the lines
    that stay where it is not given.
    """
    drop_author_box(found, kept, dropped, root)
    drop_orphaned_headings(found, kept, dropped)
    trim(kept, hints.names, headline, dropped, root)
    texts = tuple(line.text for line in kept)
    count = sum(line.key.count(" ") + 1 for line in kept if line.key)
    share = link_share(kept) if share is None else share
    return Body(texts, source, tuple(dropped), share, count, _headlines_between(found, kept))


def link_share(found: Sequence[Line]) -> float:
    """The share of the characters of lines that are links, 0 to 1."""
    total = sum(len(line.text) for line in found)
    return sum(len(line.text) * line.link_share for line in found) / (total or 1)


def _headlines_between(found: Sequence[Line], kept: list[Line]) -> int:
    """The number of stretches of links of four words and more between two lines that stay."""
    staying = {id(line) for line in kept}
    stretches, linked = 0, False
    for line in found:
        if id(line) in staying:
            stretches += linked
            linked = False
        elif line.link_share > MAX_LINK_SHARE and line.key.count(" ") >= 3:
            linked = True
    return stretches
