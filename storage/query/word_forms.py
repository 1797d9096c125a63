"""The forms under which a word is searched: hamza seats, particles, spellings, endings.

All words are folded. Arabic writes particles together with the word behind them (ال، و، ف، ب، ك،
ل): a string does not tell where a word begins. بئر is no part of كبير, طنجة is one of بطنجة.
The archive itself tells: what takes the article ال there (البطاقة) is a word of its own, and what
never does (البطنجة) is a particle and a word. Guards and figures: docs/search.md.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, product

from crawler.arabic import fold_token
from storage.query.spelling_variants_table import Spelling, Spellings

Count = Callable[[str], int]
"""The number of articles that hold a folded word, counted up to ``MANY``."""
MANY = 1_000
_ARABIC = re.compile("[\u0621-\u064a]")
_ARTICLE = re.compile("^(?:[وف]?(?:ال|بال|كال)|[وف]?لل)(?=.{2})")
_SINGLE = ("و", "ف", "ب", "ك", "ل")
_LONG = ("ال", "وال", "فال", "بال", "كال", "لل", "ولل", "وبال", "فلل")
_DOUBLE = ("وب", "ول", "وك", "فب")
"""Two particles in a row; only before words of some length."""
_BEFORE_NUMBERS = ("", "ال", "ب", "ل", "و", "ف", "ك", "بال", "لل", "وال")
_NUMBER = re.compile(r"(?:[وف]?(?:ال|بال|كال|لل|[بكلوف]))?(\d+)")
_NOT_AN_ARTICLE = frozenset(
    ("الله", "الان", "التي", "الذي", "الذين", "اللذين", "الا", "الف", "الي")
)
"""Words whose first letters are no definite article (folded)."""
OWN_WORD_SHARE = 0.01
"""From this share of its articles with the word behind ال a form counts as a word of its own."""
MIN_STRIPPED = 3
"""Letters that a word must have left when a particle is taken from what was typed."""
MIN_KNOWN = 6
"""Articles, twice counted, in which a word of so few letters stands by itself."""
MIN_SEATED = 4
"""Letters of a word whose hamza may have another seat: بئر is not بار."""
_SEATS = {"ؤ": "ويء", "ئ": "ياوء", "أ": "ايء", "إ": "اي", "ء": "ءي"}
"""A hamza -> what the fold makes of the seats that it has in other spellings."""
MAX_HAMZA_FORMS = 16
_COMPOUNDS = ("عبد", "بن", "ابن", "ابو", "بو", "ايت", "اولاد", "ال")
"""First parts of names that are written joined or apart."""
_ENDINGS = ("ه", "ها", "هم", "نا", "هما", "كم", "هن", "ا")
"""Possession and the accusative: no word has the article before and one of these behind."""
_OWNERS = tuple(one for one in _ENDINGS if one != "ا")
_PLURALS = ("ون", "ين", "ات", "ان")
_CONSTRUCT = ("ي", "يه", "يها", "يهم", "ينا", "و", "وه", "وها", "وهم", "ونا")
"""Of a plural in ين or ون before another word: only words that have such a plural take them."""
ADJECTIVE_SHARE = 0.1
"""From this share of the articles with the plural the word in ي behind ال is an adjective: الفلاحي
beside الفلاحين is one, a single المواطني beside hundreds of المواطنين is a misprint."""
_AFTER_TEH = (
    "ته", "تها", "تهم", "تنا", "تهما", "تكم", "تي", "تا", "اته", "اتها", "اتهم", "اتنا",
)  # fmt: skip
_AFTER_ALEF = ("ته", "تها", "تهم", "تنا")
"""Possession of the plural of a foreign word in ا: تكنولوجياتها."""
MIN_FOREIGN = 5
"""Letters of a foreign word in ا with a plural: تكنولوجيا, كاميرا."""
SPLIT_RATIO = 10
"""So many times the articles of a form may hold what is behind its first letter, and not more: وعده
is rather و and عدة than of وعد."""
_TEH_PLURALS = ("ات", "تين", "تان")
MIN_OWNED = 4
"""Letters of a noun that was typed with a possessive ending: فيها is not of في."""
MIN_ENDED, MIN_PLURAL = 3, 4
"""Letters of a word that is searched with endings, and with those of number: عشر is not عشرون."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of a word or a name in tiers; a form of several words is a phrase."""

    typed: tuple[Spelling, ...]
    """The word itself, behind particles, in other spellings."""
    ended: tuple[Spelling, ...] = ()
    """With endings of possession and number: they come behind the others."""

    @property
    def every(self) -> tuple[Spelling, ...]:
        """Both tiers."""
        return (*self.typed, *self.ended)


def forms_of(text: str, words: Spelling, table: Spellings, count: Count) -> Forms:
    """The forms of what was typed as one word; ``words``: folded, ``text``: as typed.

    Only forms that the archive holds are given; the word itself and its bases always are.
    """
    if len(words) > 1:
        names = [words, *named] if (named := table.others(words)) else []
        others = [*_phrases(names or [words], count), *joined_names(words, table, count)]
        return Forms(tuple(dict.fromkeys([words, *others, *_in_one(names, count)])))
    word = words[0]
    if number := _NUMBER.fullmatch(word):
        numbers = (f"{particle}{number[1]}" for particle in _BEFORE_NUMBERS)
        return Forms(_spellings([word, *_held(numbers, count)]))
    seated = (one for one in _hamza_forms(text) if one != word and _ARABIC.match(one))
    # شئون is no city: what is a name itself is another word than the one whose hamza was typed
    bases = [word, *(one for one in seated if not any(_other_spellings(one, table)))]
    if not table.others((word,)):  # a name of the table is no particle and another word
        bases = [base for one in bases for base in (one, *_stripped(one, count))]
    others = [other for base in dict.fromkeys(bases) for other in _other_spellings(base, table)]
    bases = list(dict.fromkeys([*bases, *(other[0] for other in others if len(other) == 1)]))
    typed = [word, *(form for base in bases for form in _behind_particles(base, count))]
    found = [*_spellings(typed), *_phrases([one for one in others if len(one) > 1], count)]
    apart = [one for base in bases for one in _split(base, table, count)]
    found += [*_in_one([*others, *apart], count), *_phrases(apart, count)]
    nouns = [one for one in bases if _bare(one) == one]
    # a name of the table has no endings, a common noun of it takes the article
    nouns = [one for one in nouns if not table.others((one,)) or _is_a_word(one, count)]
    singular = [one for noun in nouns for one in _singular(noun, count)]
    if not text.endswith("ة"):
        singular += [one for noun in nouns for one in _without_owner(noun, count)]
    cases = [case for noun in nouns if (case := _other_case(noun))]
    more = [form for one in cases for form in _held(_behind_particles(one, count), count)]
    more += [form for one in singular for form in _behind_particles(one, count)]
    more += [form for one in (*nouns, *singular) for form in _with_endings(one, text, count)]
    once = dict.fromkeys(found)
    ended = tuple(form for form in _spellings(more) if form not in once)
    return Forms(tuple(once), ended)


def standing(forms: Iterable[Spelling], count: Count) -> Iterator[Spelling]:
    """Those of some forms whose words the archive holds, each of them."""
    return (form for form in forms if all(map(count, form)))


def beginnings(words: Spelling) -> list[Spelling]:
    """What words begin with that begin with the last of these: behind the article, too."""
    if len(words) > 1 or not _ARABIC.match(words[0]):
        return [words]
    stem = _bare(words[0])
    return list(_spellings((words[0], *(f"{long}{stem}" for long in ("", *_LONG)))))


def spellings_of(word: str, text: str, table: Spellings, count: Count) -> list[str]:
    """A folded word as it stands in a phrase: in every seat of its hamzas, in other spellings."""
    bare = _bare(word)
    article = word.removesuffix(bare)
    others = [f"{article}{one[0]}" for one in _other_spellings(bare, table) if len(one) == 1]
    found = _held((*_hamza_forms(text), *others), count)
    return list(dict.fromkeys([word, *found]))


def joined_names(words: Spelling, table: Spellings, count: Count) -> list[Spelling]:
    """A name of two words as one, behind particles, too: بن كيران is بنكيران."""
    forms = (form for one in _joined(words, table, count) for form in _behind_particles(one, count))
    return list(_spellings(_held(forms, count)))


def _spellings(words: Iterable[str]) -> tuple[Spelling, ...]:
    return tuple((word,) for word in dict.fromkeys(words))


def _held(words: Iterable[str], count: Count) -> list[str]:
    return [word for word in words if count(word)]


def _hamza_forms(text: str) -> Iterator[str]:
    """A word with its hamzas in every seat, folded: شؤون is شئون, هيئة is هيأة."""
    letters = [char for char in text if char.isalpha()]
    if len(letters) < MIN_SEATED:
        return
    seats = [_SEATS.get(char, char) if at else char for at, char in enumerate(letters)]
    if all(len(one) == 1 for one in seats):
        return
    for spelled in islice(product(*seats), MAX_HAMZA_FORMS):
        yield fold_token("".join(spelled))
    if letters[-1] == "ئ":  # شاطئ is شاطىء, too
        yield fold_token("".join(letters[:-1]) + "يء")
    if "".join(letters[-2:]) in ("ىء", "يء"):
        yield fold_token("".join(letters[:-2]) + "ي")


def _stripped(word: str, count: Count) -> Iterator[str]:
    """The word behind the particles that were typed with it; nothing where they are its own."""
    if word in _NOT_AN_ARTICLE or not _ARABIC.match(word):
        return
    if found := _ARTICLE.match(word):
        yield word[found.end() :]
        return
    for particle in (*_DOUBLE, *_SINGLE):
        rest = word.removeprefix(particle)
        if rest == word or len(rest) < MIN_STRIPPED:
            continue
        if _is_a_word(word, count):
            return
        known = MIN_KNOWN if len(rest) == MIN_STRIPPED else 1
        if rest not in _NOT_AN_ARTICLE and 2 * count(rest) >= max(known, count(word)):
            yield rest
            return


def _is_a_word(form: str, count: Count) -> bool:
    """Whether a form is a word of its own, no particle before another: it takes the article."""
    return count(f"ال{form}") > OWN_WORD_SHARE * count(form)


def _behind_particles(word: str, count: Count) -> Iterator[str]:
    """The word behind each particle, where the archive has that and it is no other word."""
    if not _ARABIC.match(word):
        yield word
        return
    yield word
    yield from _held((f"{long}{word}" for long in _LONG), count)
    singles = _SINGLE if len(word) <= MIN_STRIPPED else (*_SINGLE, *_DOUBLE)
    for form in _held((f"{single}{word}" for single in singles), count):
        if not _is_a_word(form, count):
            yield form


def _other_spellings(base: str, table: Spellings) -> list[Spelling]:
    """Other spellings of a name; behind ال it is looked up without, and the other way round."""
    found = table.others((base,)) or table.others((f"ال{base}",))
    return [(_bare(other[0]),) if len(other) == 1 else other for other in found]


def _bare(word: str) -> str:
    return word if word in _NOT_AN_ARTICLE else _ARTICLE.sub("", word)


def _phrases(names: Iterable[Spelling], count: Count) -> Iterator[Spelling]:
    """Names, those of several words with the particles before the first."""
    for first, *rest in names:
        for form in dict.fromkeys([first, *_behind_particles(_bare(first), count)]):
            yield (form, *rest)


def _in_one(names: Iterable[Spelling], count: Count) -> Iterator[Spelling]:
    """Names of two words that some print without the space: الدارالبيضاء."""
    for name in names:
        if len(name) == 2:
            joined = _behind_particles(_bare("".join(name)), count)
            yield from _spellings(_held(joined, count))


def _split(word: str, table: Spellings, count: Count) -> Iterator[Spelling]:
    """A joined name as two words: عبدالله is عبد الله; the second in its spellings."""
    for first in _COMPOUNDS[:-1]:
        rest = word.removeprefix(first)
        if rest != word and len(rest) > 2 and count(first):
            second = _held(spellings_of(rest, rest, table, count), count)
            yield from ((first, one) for one in second)


def _joined(words: Spelling, table: Spellings, count: Count) -> Iterator[str]:
    """A name of two words as one: بن كيران is بنكيران; the second in its spellings."""
    if len(words) == 2 and words[0] in _COMPOUNDS:
        second = spellings_of(words[1], words[1], table, count)
        yield from (f"{words[0]}{one}" for one in second)


def _other_case(word: str) -> str:
    """The sound plural in the other case: متقاعدون of متقاعدين; empty for what is none."""
    if len(word) < MIN_PLURAL + 2 or word[-2:] not in ("ون", "ين"):
        return ""
    return word[:-2] + ("ين" if word.endswith("ون") else "ون")


def _singular(word: str, count: Count) -> Iterator[str]:
    """The word that a sound plural is one of, where the archive has it: متقاعدين is of متقاعد."""
    for ending in ("ون", "ين", "ات"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < MIN_PLURAL:
            continue
        if ending != "ات":
            if count(stem) or count(f"ال{stem}"):
                yield stem
            if count(f"ال{stem}ي") and not count(f"ال{stem}"):  # محامين is of محامي
                yield f"{stem}ي"
            continue
        if _is_a_word(f"{stem}ه", count):  # سيارات is of سيارة; انتخابات is more than انتخاب
            yield f"{stem}ه"
        if len(stem) >= MIN_FOREIGN - 1 and _is_a_word(f"{stem}ا", count):  # كاميرات is of كاميرا
            yield f"{stem}ا"


def _without_owner(word: str, count: Count) -> Iterator[str]:
    """The noun that was typed with a possessive ending: عائلته is of عائلة, منزلها of منزل.

    The archive must know the noun with the article, and the typed word must be none by itself.
    """
    if _is_a_word(word, count):
        return
    for ending in sorted(_OWNERS, key=len, reverse=True):
        noun = word.removesuffix(ending)
        if noun == word or len(noun) < MIN_OWNED:
            continue
        own = f"{noun[:-1]}ه" if noun.endswith("ت") else noun
        for one in dict.fromkeys((own, noun)):
            if _is_a_word(one, count):
                yield from (one, *_singular(one, count))
                return


def _with_endings(word: str, text: str, count: Count) -> Iterator[str]:
    """The word with endings, where the archive has that and it is no other word."""
    if len(word) < MIN_ENDED or not _ARABIC.match(word):
        return
    stem, owned, plural = word, list(_ENDINGS), list(_PLURALS)
    if word.endswith("ه"):
        stem, owned, plural = word[:-1], list(_AFTER_TEH), list(_TEH_PLURALS)
    elif text.endswith("ى"):  # مستشفى, مستشفاه, مستشفيات
        stem, owned, plural = word[:-1], ["اه", "اها", "اهم", "انا"], ["يات", "يان", "يين"]
    elif word.endswith("ا"):  # a name, an adverb (عمليا), or a foreign word
        if len(word) < MIN_FOREIGN or not _is_a_word(word, count):
            return
        owned, plural = list(_AFTER_ALEF), ["ت"]
    elif len(word) < MIN_PLURAL:
        plural = []
    elif persons := count(f"{stem}ون") + count(f"ال{stem}ون"):
        # where ات is rarer it is of women; مؤتمرات are more than those who confer, مؤتمرون
        if persons >= count(f"{stem}ات") + count(f"ال{stem}ات"):
            plural.remove("ات")
        owned += _CONSTRUCT
    singles = [one for one in _SINGLE if not _is_a_word(f"{one}{word}", count)]
    plurals = count(f"ال{stem}ين")
    for ending in owned:
        form = f"{stem}{ending}"
        least = ADJECTIVE_SHARE * plurals if ending in _CONSTRUCT else 0
        if _is_a_word(form, count) and count(f"ال{form}") > least:
            continue
        if not _is_rather_split(form, word, count):
            yield from _held([form], count)
        yield from _behind_single(form, singles, count)
    for form in (f"{stem}{ending}" for ending in plural):
        yield from _held((form, *(f"{long}{form}" for long in _LONG)), count)
        yield from _behind_single(form, singles, count)


def _is_rather_split(form: str, word: str, count: Count) -> bool:
    """Whether a word with an ending is rather a particle and a much more frequent word."""
    if form[0] not in _SINGLE or form[0] != word[0]:
        return False
    return count(form[1:]) > SPLIT_RATIO * count(form) > 0


def _behind_single(form: str, singles: Iterable[str], count: Count) -> Iterator[str]:
    """A form behind particles of one letter, where the archive has that and it is no other word."""
    for one in _held((f"{single}{form}" for single in singles), count):
        if not _is_a_word(one, count):
            yield one
