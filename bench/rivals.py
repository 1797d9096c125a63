"""What else could find copies: simhash of 64 bits, and trafilatura's own ways."""

from collections.abc import Callable

import numpy as np
from lxml.html import HtmlElement, fragment_fromstring
from trafilatura.deduplication import LRUCache, Simhash, duplicate_test
from trafilatura.settings import Extractor

from bench.edits import Side
from storage.copies.shingles_and_winnowing_keys import text_of

Rival = Callable[[Side, Side], bool]


def simhash(one: Side, other: Side, bits: int = 3) -> bool:
    """Charikar's hash of the folded word 3-grams, at most so many bits apart."""
    return (_simhash(one) ^ _simhash(other)).bit_count() <= bits


def simhash_10(one: Side, other: Side) -> bool:
    """The same, at most 10 bits apart."""
    return simhash(one, other, 10)


def trafilatura_simhash(one: Side, other: Side) -> bool:
    """trafilatura's fingerprint of a text, at most 3 bits apart."""
    return (Simhash(one.body).hash ^ Simhash(other.body).hash).bit_count() <= 3


def trafilatura_paragraphs(one: Side, other: Side) -> bool:
    """Half of the paragraphs would be dropped by ``deduplicate=True``, at its strictest."""
    options = Extractor(dedup=LRUCache(maxsize=1000))
    options.min_duplcheck_size, options.max_repetitions = 0, 0
    for paragraph in _elements(one):
        duplicate_test(paragraph, options)
    dropped = [duplicate_test(paragraph, options) for paragraph in _elements(other)]
    return sum(dropped) >= len(dropped) / 2


RIVALS: dict[str, Rival] = {
    "simhash64<=3": simhash, "simhash64<=10": simhash_10,
    "trafilatura simhash": trafilatura_simhash, "trafilatura paragraphs": trafilatura_paragraphs,
}  # fmt: skip


def _simhash(side: Side) -> int:
    hashes = text_of(side.outlet, "", side.body, None).shingles
    bits = np.unpackbits(hashes.view(np.uint8).reshape(-1, 8), axis=1)
    voted = bits.sum(axis=0) * 2 >= len(hashes)
    return int.from_bytes(np.packbits(voted).tobytes(), "big")


def _elements(side: Side) -> list[HtmlElement]:
    made = list[HtmlElement]()
    for line in side.body.splitlines():
        element = fragment_fromstring("<p></p>")
        element.text = line
        made.append(element)
    return made
