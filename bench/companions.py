"""The made-up articles that fill a bench's archive, met by real texts as real ones would meet them.

Which texts share a band key by chance or by formula is measured on all texts given: every such pair
(copies aside: a text has no more of them in an older archive) is an *encounter*. Its number grows
with the archive, so in one of N articles each encounter among n texts is there N / n times over. A
made-up article takes the part of one: it stands under the shared keys, and its text keeps the
3-grams that the two texts share, amid words of other texts. ``SERIES`` of every hundred articles
are bulletins and formulas of ours, with all their keys: the heaviest load, since all are alike.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from bench import bulletins, formulas
from bench.corpus import Source
from bench.edits import START
from crawler.article import Article
from storage.copies.pair_classification import compare
from storage.copies.text_features import Text, band_keys, text_of

SERIES = 3
"""Of a hundred articles, so many are serial: weather, prayer times, rates, briefs of a formula."""


@dataclass(frozen=True, slots=True)
class Encounter:
    """A text that another one meets in the index, as that one sees it."""

    keys: tuple[int, ...]
    met: Text
    grams: frozenset[tuple[str, ...]]
    """The word 3-grams of the text that meets it."""

    def told_again(self, words: list[str], random: Random) -> str:
        """A text that shares with the one what ``met`` shares with it, and nothing else."""
        folded = [word.folded for word in self.met.words]
        kept = set[int]()
        for place in range(len(folded) - 2):
            if tuple(folded[place : place + 3]) in self.grams:
                kept |= {place, place + 1, place + 2}
        return " ".join(
            word if place in kept else random.choice(words) for place, word in enumerate(folded)
        )


def encounters(found: list[Source]) -> list[Encounter]:
    """All pairs of texts that share a key and are no copies, each in both directions."""
    texts = [text_of("one", one.headline, "\n".join(one.paragraphs), None) for one in found]
    under = defaultdict[int, list[int]](list)
    for place, text in enumerate(texts):
        for key in band_keys(text):
            under[key].append(place)
    shared = defaultdict[tuple[int, int], list[int]](list)
    for key, places in under.items():
        for one in places:
            for other in places:
                if one != other:
                    shared[one, other].append(key)
    met = list[Encounter]()
    for (one, other), keys in shared.items():
        likeness = compare(texts[one], texts[other])
        if likeness is None or likeness.relation == "follow-up":
            met.append(Encounter(tuple(keys), texts[other], _grams(texts[one])))
    return met


def described(met: list[Encounter], texts: int) -> str:
    """How often texts meet, in words."""
    counts = Counter(min(len(one.keys), 3) for one in met)
    told = ", ".join(f"{counts[n] * 1e6 / texts**2:.1f} by {n}" for n in (1, 2))
    more = f"{counts[3] * 1e6 / texts**2:.1f} by more keys"
    return f"a text of {texts:,} meets, for each million articles: {told}, {more}"


def series(number: int, random: Random) -> Article:
    """One article of a series: a bulletin of some day, or a brief of a formula."""
    at = START + timedelta(days=random.randrange(3650))
    if number % 2:
        headline, make = random.choice(list(bulletins.KINDS.values()))
        body = make((at - START).days, random, random.randrange(2))
    else:
        headline, body = formulas.brief(random.choice(formulas.KINDS), random.randrange(2), random)
    return Article("series", f"https://series.ma/{number}", START, headline, body, published_at=at)


def fillers(
    met: list[Encounter], texts: int, ids: range, whole: int, random: Random
) -> Iterator[tuple[int, tuple[int, ...], str]]:
    """Number, shared keys and text of those of the made-up articles that some text meets."""
    words = sorted({word.folded for one in met[:2000] for word in one.met.words})
    often = whole / texts
    for one in met:
        times = int(often) + (random.random() < often % 1)
        for _ in range(times):
            yield random.choice(ids), one.keys, one.told_again(words, random)


def _grams(text: Text) -> frozenset[tuple[str, ...]]:
    folded = [word.folded for word in text.words]
    return frozenset(zip(folded, folded[1:], folded[2:], strict=False))
