"""Datelines with city and agency: ``كود- كازا//``, ``الرباط – و.م.ع``, ``RABAT (MAP) -``.

A dateline on a line of its own leaves the body; one that opens a paragraph is only noted, since
the paragraph is the author's.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from crawler.arabic import folded_words

_CITIES = """
الرباط | سلا | الدار البيضاء = البيضاء = كازا = كازابلانكا | فاس | مكناس | مراكش | أكادير = اكادير
طنجة | تطوان | وجدة | الناظور = ناظور | الحسيمة | الدريوش | بركان | تازة | تاوريرت | جرادة | فجيج
القنيطرة | سيدي قاسم | سيدي سليمان | الخميسات | تمارة | الصخيرات | المحمدية | الجديدة | سطات
برشيد | بنسليمان | خريبكة | بني ملال | أزيلال | الفقيه بن صالح | خنيفرة | ميدلت | إفران
آسفي = أسفي
الصويرة | شيشاوة | قلعة السراغنة | ورزازات | زاكورة | تنغير | الرشيدية | تارودانت | تيزنيت | كلميم
طانطان | سيدي إفني | العيون | السمارة | بوجدور | الداخلة | شفشاون | العرائش | القصر الكبير | وزان
سيدي يحيى الغرب = سيدي يحيى | سيدي بنور | سيدي علال البحراوي | سيدي حرازم | سيدي رحال الشاطئ
مولاي بوسلهام | مولاي إدريس زرهون | مولاي يعقوب | لالة ميمونة | مشرع بلقصيري | جرف الملحة
سوق الأربعاء الغرب = سوق أربعاء الغرب = سوق الأربعاء | سوق السبت | قصبة تادلة | أبي الجعد = أبي جعد
المضيق | الفنيدق | أصيلة | تاونات | صفرو | بولمان | اليوسفية | الرحامنة | آزمور | سبتة | مليلية
باريس | مدريد | بروكسيل | واشنطن | نيويورك | القاهرة | الجزائر | تونس | نواكشوط | دكار | الدوحة
جنيف
Rabat | Salé | Casablanca | Fès | Meknès | Marrakech | Agadir | Tanger | Tétouan | Oujda | Nador
Settat | Berrechid | Khouribga | Mohammedia | Témara | Skhirat | Khémisset | Sidi Kacem
Sidi Slimane | Sidi Bennour | Sidi Ifni | Taza | Taounate | Sefrou | Ifrane | Azrou | Midelt
Khénifra | Azilal | Essaouira | Chichaoua | Youssoufia | Benslimane | Azemmour | Taroudant | Tiznit
Guelmim | Tan-Tan | Smara | Boujdour | Larache | Ksar El Kébir | Chefchaouen | Asilah | Martil
Fnideq | Berkane | Taourirt | Jerada | Guercif | Figuig | Zagora | Tinghir | Fez = Fès
Tánger = Tanger | Tetuán = Tétouan | Alhucemas = Al Hoceima | Ceuta | Melilla
Al Hoceima | Kénitra | El Jadida | Safi | Béni Mellal | Laâyoune | Dakhla | Ouarzazate | Errachidia
Paris | Madrid | Bruxelles | Washington | New York | Genève | Le Caire | Dakar | Addis-Abeba
"""
_AGENCIES = """
و.م.ع = ومع = وم ع = وكالة المغرب العربي للأنباء = وكالة المغرب العربي = MAP
أ.ف.ب = أ ف ب = فرانس برس = AFP | رويترز = Reuters | الأناضول = AA | إفي = EFE | د.ب.أ = dpa
أسوشيتد برس = AP = Associated Press = The Associated Press | Europa Press
Canadian Press = The Canadian Press |
وكالات | APANEWS | شينخوا | سبوتنيك
"""


def _table(source: str) -> dict[str, str]:
    """Folded form -> the name as we give it."""
    table = {}
    for entry in re.split(r"[|\n]", source):
        forms = [form.strip() for form in entry.split("=") if form.strip()]
        table.update({" ".join(folded_words(form)): forms[0] for form in forms})
    return table


_CITY, _AGENCY = _table(_CITIES), _table(_AGENCIES)
_SHORT_CITY = frozenset(
    f"{words[0][0]} {' '.join(words[1:])}" for words in map(str.split, _CITY) if len(words) > 1
)
_DESK_WORDS = frozenset(folded_words("متابعة خاص مكتب وكالات مراسلة مراسل"))
_WHOLE_LINE = re.compile(
    r"^[^.!؟?«»\"“”]{2,70}$|^.{2,60}(?://|[:：])$|^[^!؟?«»\"“”]{0,50}و\.م\.ع\.?\W*$"
)
_SEPARATOR = re.compile(r"\s*//|\s[-–—_ـ/|]+\s|[-–—:：]\s|(?<=[)\]])\s")
_QUOTES = re.compile('[«»"“”]')
MAX_DATELINE_WORDS = 8
"""A longer opening of a paragraph is a sentence."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline as printed, with the city and the agency it names."""

    text: str
    city: str | None = None
    agency: str | None = None
    alone: bool = False
    """Whether it stands on a line of its own."""


def find_dateline(paragraphs: tuple[str, ...], names: Iterable[str]) -> Dateline | None:
    """The dateline above or at the start of the first paragraph, if there is one."""
    if not paragraphs:
        return None
    first = paragraphs[0]
    # without spaces: ``ناظور سيتي`` and ``ناظورسيتي`` are one name
    outlet = {name.replace(" ", "") for name in names if name}
    # alone it would be the whole body, and is none
    if len(paragraphs) > 1 and _WHOLE_LINE.match(first) and _says_where(first, outlet, alone=True):
        return _dateline(first, alone=True)
    # the last separator that still gives a dateline: ``الرباط – و.م.ع –`` has two
    found = None
    for cut in _SEPARATOR.finditer(first[:70]):
        opening = first[: cut.start()]
        if not _QUOTES.search(opening) and _says_where(opening, outlet, alone=False):
            found = _dateline(opening, alone=False)
    return found


def is_city_or_agency(text: str) -> bool:
    """Whether a text is a city's or an agency's name and nothing else."""
    key = " ".join(folded_words(text))
    return key in _CITY or key in _AGENCY


def is_city(text: str) -> bool:
    """Whether a text is a city's name and nothing else."""
    return " ".join(folded_words(text)) in _CITY


def is_short_city(text: str) -> bool:
    """Whether a text is a city's name with an initial for its first word: ``B. Mellal``."""
    return " ".join(folded_words(text)) in _SHORT_CITY


def is_agency(text: str) -> bool:
    """Whether a text is an agency's name and nothing else."""
    return " ".join(folded_words(text)) in _AGENCY


def _says_where(text: str, outlet: set[str], *, alone: bool) -> bool:
    """Whether a short text names an agency, the outlet, or nothing but a city."""
    found = folded_words(text)
    if not found or len(found) > MAX_DATELINE_WORDS:
        return False
    key, together = " ".join(found), "".join(found)
    if key in _CITY or key in _AGENCY or _look_up(key, _AGENCY):
        return True
    parts = [" ".join(folded_words(part)) for part in re.split(r"[-–—:/|ـ_]+", text)]
    parted = len(parts) > 1
    named = any(together.startswith(name) or together.endswith(name) for name in outlet)
    if named and (parted or not alone or together in outlet):
        return True
    if not alone or not parted:
        return False
    return parts[0] in _CITY or bool(_DESK_WORDS & set(found)) or text.rstrip().endswith("//")


def _dateline(text: str, *, alone: bool) -> Dateline:
    key = " ".join(folded_words(text))
    return Dateline(text.strip(), _look_up(key, _CITY), _look_up(key, _AGENCY), alone)


def _look_up(key: str, table: dict[str, str]) -> str | None:
    """The longest entry of a table that stands in a folded text as whole words."""
    found = [form for form in table if f" {form} " in f" {key} "]
    return table[max(found, key=len)] if found else None
