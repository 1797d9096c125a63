"""What other newsrooms do to a text, and what only looks alike: labelled pairs.

Every edit says in its first line what a newsroom does. Random, but the same at every run.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from bench.corpus import Source

START = datetime(2026, 11, 20, 9, tzinfo=UTC)
_BOILERPLATE = [
    "تابعوا آخر الأخبار عبر صفحتنا الرسمية على موقع التواصل، واشتركوا في قناتنا لتصلكم الإشعارات.",
    "جميع الحقوق محفوظة، ويمنع نقل أو إعادة نشر أي مادة دون إذن مكتوب من إدارة الجريدة الإلكترونية.",
    "اقرأ أيضا: هذه أبرز عناوين الصحف الصادرة اليوم وما ينتظر المواطنين خلال الأسبوع المقبل.",
    "للتوصل بالأخبار لحظة وقوعها حمل تطبيقنا المجاني على هاتفك، وشاركنا رأيك في التعليقات أسفله.",
]
_SYNONYMS = {
    "أكد": "أوضح", "أضاف": "تابع", "وأضاف": "وتابع", "وأكد": "وشدد", "قال": "صرح", "حول": "بشأن",
    "خلال": "أثناء", "من أجل": "بغية", "بعد": "عقب", "حيث": "إذ", "كما": "فيما", "عدد": "مجموعة",
    "وقال": "وصرح", "أن": "بأن", "اليوم": "يومه", "ذلك": "هذا", "المصدر ذاته": "المصدر نفسه",
}  # fmt: skip
_HARAKAT = "\u064b\u064e\u064f\u0650\u0651\u0652"


@dataclass(frozen=True, slots=True)
class Side:
    """One text of a pair, with what the comparing may look at."""

    outlet: str
    headline: str
    body: str
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, and what an archivist says of them."""

    kind: str
    is_copy: bool
    held_back: bool
    one: Side
    other: Side


Edit = Callable[[Source, Source, Random], tuple[str, list[str]]]


def lead(source: Source, alien: Source, random: Random) -> tuple[str, list[str]]:
    """A new headline and a lead of one's own; the rest as it came."""
    return alien.headline, [_lead(source, alien), *source.paragraphs[1:]]


def trimmed(source: Source, alien: Source, random: Random) -> tuple[str, list[str]]:
    """The tail cut off: between 55 and 85 % of the words stay."""
    return source.headline, _first(source.paragraphs, random.uniform(0.55, 0.85))


def boilerplate(source: Source, alien: Source, random: Random) -> tuple[str, list[str]]:
    """The outlet's own lines around the text."""
    lines = random.sample(_BOILERPLATE, 3)
    return source.headline, [lines[0], *source.paragraphs, *lines[1:]]


def spelling(source: Source, alien: Source, random: Random) -> tuple[str, list[str]]:
    """Hamza, alef maqsura, ta marbuta, harakat, tatweel, digits and quotation marks differ."""
    return respelled(source.headline, random), [respelled(p, random) for p in source.paragraphs]


def agency(source: Source, alien: Source, random: Random) -> tuple[str, list[str]]:
    """An agency's text under a new headline and lead, signed, a word here and there changed."""
    rest = [reworded(p, random) for p in source.paragraphs[1:]]
    if len(rest) > 6:
        rest.pop(random.randrange(3, len(rest)))
    return alien.headline, [f"و م ع - {_lead(source, alien)}", *rest]


def half(source: Source, alien: Source, random: Random) -> tuple[str, list[str]]:
    """Half of the text copied under a sentence of one's own."""
    return alien.headline, [_cut(alien.paragraphs[0], 14), *_first(source.paragraphs, 0.5)]


def follow_up(source: Source, alien: Source, random: Random) -> tuple[str, list[str]]:
    """A later report: news of its own, then the background told again word for word."""
    share = random.uniform(0.25, 0.5)
    background = list(reversed(_first(tuple(reversed(source.paragraphs)), share)))
    return alien.headline, [*_first(alien.paragraphs, random.uniform(0.5, 0.9)), *background]


COPIES: dict[str, Edit] = {
    "new headline and lead": lead, "trimmed tail": trimmed, "added boilerplate": boilerplate,
    "spelling variants": spelling, "agency copy": agency, "half copied": half,
}  # fmt: skip


def pairs(found: list[Source], seed: int = 5) -> Iterator[Pair]:
    """All pairs made from these texts; both texts of a pair come from the same half."""
    for held_back in (False, True):
        pool = [source for source in found if source.held_back == held_back]
        random = Random(seed + held_back)
        for place, source in enumerate(pool):
            alien = pool[(place + 1 + random.randrange(len(pool) - 1)) % len(pool)]
            dated = random.random() < 0.5
            one = side("one", source.headline, source.paragraphs, START if dated else None)
            for kind, edit in COPIES.items():
                at = START + timedelta(hours=random.uniform(0, 12)) if dated else None
                other = side("two", *edit(source, alien, random), at)
                yield Pair(kind, True, held_back, one, other)
            at = START + timedelta(days=random.uniform(1, 10)) if dated else None
            outlet = random.choice(["one", "two"])
            later = side(outlet, *follow_up(source, alien, random), at)
            yield Pair("follow-up", False, held_back, one, later)
            stranger = side("two", alien.headline, alien.paragraphs, at)
            yield Pair("another text", False, held_back, one, stranger)
            yield _same_boilerplate(source, alien, random, held_back)
            if re.search(r"\d", one.body):
                other = side("one", *_renumbered(source, random), None)
                if _figures(one.body) >= 3:
                    yield Pair("renumbered text", False, held_back, one, other)


def side(outlet: str, headline: str, paragraphs: Sequence[str], at: datetime | None) -> Side:
    """A text as an outlet printed it."""
    return Side(outlet, headline, "\n".join(paragraphs), at)


def _same_boilerplate(source: Source, alien: Source, random: Random, held_back: bool) -> Pair:
    """Two short texts of one outlet that have nothing but its lines in common."""
    lines = random.sample(_BOILERPLATE, 3)
    made = [
        side("one", s.headline, [*_first(s.paragraphs, 0.4), *lines], None) for s in (source, alien)
    ]
    return Pair("same boilerplate", False, held_back, *made)


def _renumbered(source: Source, random: Random) -> tuple[str, list[str]]:
    """The same text with other figures: the next bulletin of a series."""

    def other(match: re.Match[str]) -> str:
        return str(int(match.group()) + random.randint(1, 9))

    return source.headline, [re.sub(r"\d+", other, p) for p in source.paragraphs]


def _figures(text: str) -> int:
    return len(re.findall(r"\d+(?:[.,:/]\d+)*", text))


def _lead(source: Source, alien: Source) -> str:
    """A lead in other words, about as long as the one it stands for."""
    return _cut(" ".join(alien.paragraphs), len(source.paragraphs[0].split()))


def _cut(text: str, words: int) -> str:
    return " ".join(text.split()[:words])


def _first(paragraphs: tuple[str, ...], share: float) -> list[str]:
    """So much of a text from its beginning, cut at a word."""
    left = round(sum(len(p.split()) for p in paragraphs) * share)
    kept = list[str]()
    for paragraph in paragraphs:
        if left <= 0:
            break
        kept.append(_cut(paragraph, left))
        left -= len(paragraph.split())
    return kept


def reworded(text: str, random: Random) -> str:
    """Some of the words that every editor replaces, and the spelling."""
    words = [_SYNONYMS.get(w, w) if random.random() < 0.7 else w for w in text.split(" ")]
    return respelled(" ".join(words), random)


def respelled(text: str, random: Random) -> str:
    """The text in another newsroom's spelling."""
    text = text.translate(str.maketrans("أإآ", "ااا") if random.random() < 0.5 else {})
    text = re.sub("ى\\b", "ي", text) if random.random() < 0.5 else text
    text = re.sub("ة\\b", "ه", text) if random.random() < 0.3 else text
    text = text.replace("«", '"').replace("»", '"')
    if random.random() < 0.3:
        text = text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    letters = list(text)
    for place, char in enumerate(letters):
        if "\u0628" <= char <= "\u064a" and random.random() < 0.06:
            letters[place] = char + random.choice(_HARAKAT)
    return "".join(letters)
