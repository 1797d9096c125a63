"""Agency briefs as other newsrooms print them: labelled pairs that are copies.

The briefs are short texts of a folder, first sentences of longer ones, and our own formulas, so
that the same accident told twice stands beside two accidents (``bench.formulas``).
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from random import Random

from bench import formulas
from bench.corpus import Source
from bench.edits import START, Edit, Pair, respelled, reworded, side

MOST_WORDS = 36
"""Of the brief itself; with a sentence more it stays below the 60 words of the rule."""
_SHORTEST = 14


def spelling(source: Source, alien: Source, random: Random) -> tuple[str, list[str]]:
    """Hamza, alef maqsura, ta marbuta, harakat, digits and quotation marks differ."""
    return respelled(source.headline, random), [respelled(p, random) for p in source.paragraphs]


def one_word(source: Source, alien: Source, random: Random) -> tuple[str, list[str]]:
    """An editor put one other word."""
    words = source.paragraphs[0].split()
    places = [n for n, word in enumerate(words) if not re.search(r"\d", word)]
    words[random.choice(places)] = random.choice(_plain(alien))
    return source.headline, [" ".join(words)]


def phrase(source: Source, alien: Source, random: Random) -> tuple[str, list[str]]:
    """An editor put two other words, side by side."""
    words = source.paragraphs[0].split()
    place = random.randrange(len(words) - 1)
    words[place : place + 2] = random.sample(_plain(alien), 2)
    return source.headline, [" ".join(words)]


def headline(source: Source, alien: Source, random: Random) -> tuple[str, list[str]]:
    """A headline of one's own, as hurried newsrooms make it: the first words of the text."""
    return " ".join(source.paragraphs[0].split()[: random.randint(6, 10)]), [*source.paragraphs]


def longer(source: Source, alien: Source, random: Random) -> tuple[str, list[str]]:
    """A sentence more, of 8 to 14 words."""
    words = _plain(alien)[: random.randint(8, 14)]
    return source.headline, [f"{source.paragraphs[0]} {' '.join(words)}."]


def signed(source: Source, alien: Source, random: Random) -> tuple[str, list[str]]:
    """The agency's signature in front, a word here and there changed, respelled."""
    return source.headline, [f"و م ع - {reworded(source.paragraphs[0], random)}"]


COPIES: dict[str, Edit] = {
    "brief: spelling": spelling, "brief: one word": one_word, "brief: a phrase": phrase,
    "brief: new headline": headline, "brief: a sentence more": longer,
    "brief: signed, reworded": signed,
}  # fmt: skip


def of(found: list[Source], limit: int) -> list[Source]:
    """Briefs: short texts as they are, of longer ones the first sentences; our own formulas."""
    made = dict[str, Source]()
    for source in found:
        whole = source.words <= MOST_WORDS
        body = " ".join(source.paragraphs) if whole else source.paragraphs[0]
        if _SHORTEST <= len(body.split()) <= MOST_WORDS:
            made.setdefault(body, Source(source.headline, (body,)))
    random, own = Random(3), list[Source]()
    for number in range(30):
        for kind in formulas.KINDS:
            head, body = formulas.brief(kind, number % 2, random)
            source = Source(head, (body,))
            if source.held_back == bool(number % 2):  # each half has its own wording
                own.append(source)
    return [*list(made.values())[:limit], *own]


def pairs(briefs: list[Source], seed: int = 13) -> Iterator[Pair]:
    """One pair of each kind from every brief; hours apart, half of them undated."""
    for held_back in (False, True):
        pool = [source for source in briefs if source.held_back == held_back]
        random = Random(seed + held_back)
        for place, source in enumerate(pool):
            alien = pool[(place + 1 + random.randrange(len(pool) - 1)) % len(pool)]
            dated = random.random() < 0.5
            one = side("one", source.headline, source.paragraphs, START if dated else None)
            for kind, edit in COPIES.items():
                at = START + timedelta(hours=random.uniform(0, 12)) if dated else None
                yield Pair(kind, True, held_back, one,
                           side("two", *edit(source, alien, random), at))  # fmt: skip
            at = START + timedelta(hours=random.uniform(0, 40)) if dated else None
            stranger = side("two", alien.headline, alien.paragraphs, at)
            yield Pair("another brief", False, held_back, one, stranger)


def _plain(source: Source) -> list[str]:
    """The words of a text that hold no number."""
    return [word for word in source.paragraphs[0].split() if not re.search(r"\d", word)] or ["كما"]
