"""Articles made of the sentences of a sample, so that words are as frequent as there."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.corpus import texts
from crawler.arabic import fold, folded_words

OUTLETS = 40
FIRST_DAY = datetime(2016, 11, 28, tzinfo=UTC)
DAYS = 3_650
SECTIONS = (
    "سياسة",
    "مجتمع",
    "اقتصاد",
    "رياضة",
    "جهات",
    "ثقافة وفن",
    "حوادث",
    "دولية",
    "صحة",
    "رأي",
)
FEWEST_LETTERS = 20
"""Of a sentence; less is a caption or a date."""
INVENTED = 0.25
"""So many sentences get a word that hardly any other has: a sample's words do not grow rarer."""
FRENCH = 0.06
BACKFILLED = 0.2
"""So many articles came later than their date by years: a backfill or an import."""
UNDATED = 0.02
COPIES, REVISED, GONE, SUPPRESSED = 0.05, 0.03, 0.005, 0.0005
_LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنهي"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as printed, as it is indexed, and its folded words with spaces between."""

    text: str
    folded: str
    words: str
    number: int


@dataclass(slots=True)
class Made:
    """One made article: sentences with a word before some of them, and what stands beside."""

    id: int
    outlet: str
    headline: Sentence
    body: list[Sentence]
    byline: str
    section: str
    language: str
    published_at: str | None
    first_seen: str
    revised: bool
    gone: bool
    suppressed: bool
    copy_of: int | None


def sentence(text: str) -> Sentence:
    """A sentence with all that is made of it once."""
    text = " ".join(text.split())
    words = folded_words(text)
    return Sentence(text, fold(text), " ".join(words), len(words))


def invented(number: int) -> str:
    """A word that no language has; the same number gives the same word."""
    letters = list[str]()
    for _ in range(7):
        number, letter = divmod(number * 31 + 17, len(_LETTERS))
        letters.append(_LETTERS[letter])
    return "".join(letters)


def articles(size: int, folder: Path | None, seed: int) -> Iterator[Made]:
    """So many articles in the order in which they were seen; equal for an equal seed."""
    chance = random.Random(seed)
    found = texts(folder)
    every = [sentence(line) for one in found for line in one.paragraphs]
    every = [one for one in every if len(one.text) >= FEWEST_LETTERS and one.number]
    french, arabic = list[Sentence](), list[Sentence]()
    for one in every:
        latin = sum(letter.isascii() for letter in one.text) > len(one.text) * 3 // 4
        (french if latin else arabic).append(one)
    headlines = [sentence(one.headline) for one in found if one.headline]
    lengths = [len(one.paragraphs) for one in found]
    bylines = [f"{a} {b}" for a in ("سعاد", "محمد", "ليلى", "يوسف", "نادية", "خالد", "هند")
               for b in ("التازي", "بنعلي", "العلوي", "الفاسي", "أمزيان", "بوعزة")]  # fmt: skip
    latest = list[Made]()
    for id in range(1, size + 1):
        copied = chance.choice(latest) if latest and chance.random() < COPIES else None
        is_french = bool(french) and chance.random() < FRENCH
        pool = french if is_french else arabic
        body = copied.body if copied else [
            _said(one, chance, size) for one in chance.choices(pool, k=chance.choice(lengths))
        ]  # fmt: skip
        seen = FIRST_DAY + timedelta(days=DAYS * id / (size + 1))
        published = seen - timedelta(minutes=chance.randrange(600))
        if chance.random() < BACKFILLED:
            published = FIRST_DAY + (published - FIRST_DAY) * chance.random()
        made = Made(
            id, f"outlet{min(chance.randrange(OUTLETS), chance.randrange(OUTLETS)):02}",
            copied.headline if copied else chance.choice(pool if is_french else headlines), body,
            chance.choice(bylines) if chance.random() < 0.4 else "", chance.choice(SECTIONS),
            copied.language if copied else "fr" if is_french else "ar",
            None if chance.random() < UNDATED else _at(published), _at(seen),
            chance.random() < REVISED, chance.random() < GONE, chance.random() < SUPPRESSED,
            copied.id if copied else None,
        )  # fmt: skip
        if copied is None:
            latest = [*latest[-200:], made]
        yield made


def _said(one: Sentence, chance: random.Random, size: int) -> Sentence:
    if chance.random() >= INVENTED:
        return one
    # so that some of these words stand in one article and some in a few dozen
    word = invented(int(size / 4 * chance.random() ** 2))
    return Sentence(
        f"{word} {one.text}", f"{word} {one.folded}", f"{word} {one.words}", one.number + 1
    )


def _at(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
