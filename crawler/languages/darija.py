"""A hint that a text is in Darija: words that standard Arabic does not have, counted.

Measured error (docs/reading.md says on what): on 5,680 standard articles that no rule was written
on, no false alarm after quotes in » « were left out, one before; so at most some five in 1,000
Moroccan ones. Found: 16 of 16 Darija texts of an article's length by outlets and writers looked up
after the rules stood, but only 55 to 65 of 100 single sentences. Half Darija, half standard: 6 of
8. Other dialects get the hint too (2 of 6), so it is no proof of Morocco.
"""

import functools
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from crawler.arabic import token_pattern, unmark

SAMPLE = 10_000
"""Letters of a text that are looked at; more only cost time."""
SHARE = 0.05
"""Marker words among the words outside quotes from which on a text gets the hint. On the half that
the rules were written on, one standard article in 612 has .04, one in 10 Darija ones below .08."""
KINDS = 3
"""Different marker words that a hint takes: a name that looks like one is repeated often."""
SHORT = 25
"""Words below which two different ones do."""

_SPELT = tuple(zip("گڭݣکیڤپچ", "كككك" + "يفبج", strict=True))
_ARABIC_LETTERS = re.compile("[\u0621-\u064a]{1,30}")
_QUOTED = re.compile(r"[«»][^«»\n]*»|[“”„][^“”„\n]*[“”]|\"[^\"\n]*\"")

_POINTING = frozenset(
    word
    for line in (
        "هاد هاذ هادو هاذو هادشي هادشى هاذشي هدشي هادوك هاداك هاديك هذاك هذيك هديك داك داكشي",
        "داكشى ديال",
    )
    for word in line.split()
)
"""These take a preposition: فهاد, بداكشي, لديال."""
_WORDS = frozenset(
    word
    for line in (
        # this, so
        "هادا هاكا هكاك هكداك",
        # of, who
        "ديالي ديالك ديالو ديالها ديالنا ديالكم ديالهم ديالهوم ديالوم ديالا دياولنا دياولهم",
        "تاع تاعي تاعك تاعو تاعها تاعنا تاعهم اللي للي",
        # what, where, how, who, how much
        "واش علاش أعلاش اعلاش كيفاش فين فيناهي فيناهو شنو شنوا أشنو اشنو اشنوا شكون فوقاش",
        "إيمتى شحال بشحال أشمن اشمن أش اش",
        # now, much, because, in order to, not, nothing, all
        "دابا دبا بزاف بزااف مزيان مزيانة حيت باش بلي ملي فاش منين واخا وخا ماشي والو كاع",
        "كلشي كولشي كيما ديما ديجا نيشان بصح زعما ياك إيوا ايوا أودي عافاك عفاك عاوتاني حتا",
        "يلا البارح لبارح بوحدو بوحدي بوحدها بوحدهم راه راهم راها راهي راني راك راكم",
        # there is, going to
        "كاين كاينة كاينا كاينين كايين غادي غادية غادا غاديين",
        # me, you, him
        "نتا نتي نتوما أنتوما انتوما هوما حنا احنا ليا ليها ليهم ليكم ليهوم بيها بيهم بيهوم",
        "معايا معاه معاها معاهم معاك منهوم عليهوم فيهوم عندو عندهوم",
        # want, must, do, see, go
        "بغيت بغيتي بغا بغات بغينا بغيتو بغاو باغي باغية باغا باغيين خاصو خاصك خاصني خاصنا",
        "خاصكم خصو خصك خصني دارو درتي ديرو نديرو يديرو تديرو داير دايرة دايرين شوف شفت شفنا",
        "شفتي نشوف تشوف نشوفو يشوفو تشوفو مشا مشات مشاو جاو ولاو ولات خلاو بقا بقات بقاو",
        "نمشيو يمشيو نقولو يقولو تقولو نعرفو نهضرو نخليو يخليو نقدرو يقدرو تقدرو",
        # things
        "بنادم الدراري دراري الهضرة هضرة بلاصة البلاصة بلايص سيمانة السيمانة زوين زوينة",
        "زوينين خايب خايبة خايبين واعر شوية جوج فلوس مراتو راسو ولادو ولادنا خوتو خوتي خويا",
    )
    for word in line.split()
)
_STEMS = (
    "(?:قول|كول|دير|شوف|بان|عرف|بغي|بغا|هضر|هدر|مشي|جي|كون|عيش|خرج|لعب|ضحك|سمع|طلع|خاف|سول|فكر|حس"
    "|دوي|عطي|جيب|هبط|طيح|شري|بيع|نعس|فيق|وصل|رجع|خلي|خلا|صحاب|ظن|ضن|بق|قلب|قدر|فهم|خدم|سكن|لقا"
    "|لقى|شد|هز|حط|لبس|ضرب|قرا|عاود|سنا|سنى|خلص|نوض|وقع|دوز|حتاج|تاسف|تأسف|عني|ستعمل|كتب|سيفط"
    "|صيفط|حسب|بدل|قصد|تسم|عجب)"
)
# what follows كي in a verb; the rest are kilos, chemistry, entities and names
_AFTER_KI = (
    r"(?:[بثجحخذزشصضطظعغقك]\w{2,}|ل(?:عب|ق|بس|وح)|ف(?:هم|كر|رح|وت|يق)|م(?:ش|كن|وت|نع|ثل)"
    "|ن(?:وض|عس|قص|شر|زل)|س(?:مع|كن|ول|ب|ير|ح|ت)|ر(?:جع|بح|تاح|د)|ت(?:سن|كلم|قال|عامل|لاق|صرف|ب|ه)"
    "|و(?:قع|صل|لي|اكب|جد|قف)|ه(?:ضر|در|رب|بط)|د(?:ير|خل|وي|وز|فع|ور)|ا(?:كل|خد|خذ))"
)
_FORMS = re.compile(
    "[وف]?(?:"
    rf"كي(?!بيك|بك|غال|شاس){_AFTER_KI}\w*|كاي(?![زلتدن]|رو)\w{{2,}}"
    rf"|(?:كا?|غا?)[يتن]{_STEMS}\w{{0,5}}|غا[تن]\w{{3,}}|تي{_STEMS}\w{{0,4}}"
    r"|تن(?:قول|شوف|عرف|هضر|هدر|دير|بغي|ظن|ضن|خاف|مشي|فكر|ضحك)\w{0,4}"  # I am doing
    r"|ما\w{2,}(?<!يت)شي?|م\w{2,}(?:[^ي]ت|ا)ش|م(?:كا|عند|غاد|بق|يمكن)\w*ش"  # not
    r"|ما?(?:بغ|بق|لق|مش|ج|نس|خل|ول|قر|عط|در|حس|شر)يتش"  # the rest in -يتش are Slavic names
    r"|ما(?:كاين|كاي|كات|غا|عند|بق|يكون|يمكن)\w*"
    ")"
)


@dataclass(frozen=True, slots=True)
class Darija:
    """The marker words of a text, how often each stood, and among how many words."""

    seen: Mapping[str, int]
    words: int

    @property
    def share(self) -> float:
        """Marker words among all words, 0 to 1."""
        return sum(self.seen.values()) / self.words if self.words else 0.0

    @property
    def hint(self) -> float | None:
        """The share, if it is enough for a hint."""
        enough = len(self.seen) >= (KINDS if self.words >= SHORT else KINDS - 1)
        return round(self.share, 3) if enough and self.share >= SHARE else None


def darija_hint(text: str, language: str | None) -> float | None:
    """The hint of an article's text, 0 to 1; only Arabic texts are asked.

    Nothing keeps it: it is worked out where it is asked for, by today's words.
    """
    return find_darija(text).hint if language == "ar" else None


def find_darija(text: str) -> Darija:
    """The Darija words of a text outside its quotes."""
    found = _arabic_words(_QUOTED.sub(" ", text[:SAMPLE]))
    return Darija(Counter(filter(_is_marker, found)), len(found))


def _arabic_words(text: str) -> list[str]:
    spelt = unmark(text)
    for foreign, ours in _SPELT:
        spelt = spelt.replace(foreign, ours)
    return list(filter(_ARABIC_LETTERS.fullmatch, token_pattern().findall(spelt)))


@functools.lru_cache(maxsize=50_000)
def _is_marker(word: str) -> bool:
    bare = word.removeprefix("و")
    if bare in _WORDS or word in _WORDS or bare in _POINTING:
        return True
    if bare[:1] in ("ف", "ب", "ل") and bare[1:] in _POINTING:
        return True
    return bool(_FORMS.fullmatch(word))
