"""A line of details and nothing else: who wrote, where, when it was published and changed.

``Par Salma Tazi, le 12 mars 2026 à 10h30, mis à jour à 14h02``; a sentence that holds a date has
other words, too, and says neither who wrote nor that something was published.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from lxml import html

from crawler.arabic import folded_words
from crawler.dates import labels_in, read_date
from crawler.dates.gregorian_dates import writes_year
from crawler.markup.element_predicates import HEADINGS
from crawler.markup.visible_text import visible_text
from crawler.reading.names.byline_names import is_of_a_date, without_label
from crawler.reading.names.byline_spellings import are_full_names, is_name_with_initial
from crawler.reading.names.byline_words import BYLINE_LABEL, OTHER_WORK
from crawler.reading.names.credits import is_of_other_work
from crawler.reading.names.dateline import is_city_or_agency
from crawler.reading.names.given_names import GIVEN_NAMES, is_full_name
from crawler.reading.names.signed_byline import signature_from

MAX_DETAIL_CHARACTERS = 220
"""Characters of such a line with two dates; a longer one is a paragraph."""
MAX_DATES = 4
"""Dates in it: published and changed, each perhaps in a second calendar."""
MAX_OTHER_WORDS = 3
"""Words that are neither a date's nor the author's: the city, the outlet."""
MAX_OTHER_WORDS_SIGNED = 9
"""The same in short pieces where a label tells the author: sections, the number of comments."""
MAX_PIECE_WORDS = 3
MAX_NAME_WORDS = 6
"""Words of one or two authors."""
MAX_NAME_CHARACTERS = 40
MAX_DATE_CHARACTERS = 80
"""Characters of a name and of a day, each alone in an element."""
MAX_BESIDE = 3
"""Elements beside a name of which the first that says something may be the day."""
MIN_OTHER_CHARACTERS = 60
"""Characters of what is no label."""
_OF_PLACES = frozenset(folded_words("سيدي مولاي لالة sidi moulay lalla"))
"""Given names, and what towns are called after."""
_TAGS = frozenset(("div", "p", "li", "td", "span", "b", "strong", "em", "small", "dd", "h4", "h5"))
_DATE_WORDS = frozenset(
    folded_words("""
publié publiée paru parue posté mis mise misé ajouté créé édité à jour modifié modifiée actualisé
actualisée dernière maj modification envoyé soumis transmis le la les l a de du en et heure heures
h min gmt utc
publicado publicada publicación actualizado actualizada actualización última modificado modificada
modificación creado creada impreso fecha el las hora horas
imprimé imprimée printed updated published posted submitted sent last modified created on at and of
the
طبع طبعت الطبع نشر نشرت نشره النشر تم جرى أضيف أضيفت أرسل أرسلت مرسل مرسلة أدرج أدرجت الإدراج
في بتاريخ تاريخ يوم على عند الساعة الساعه ساعة آخر تحديث التحديث حدث
تعديل التعديل عدل مساء صباحا صباح زوالا بعد الزوال ليلا ظهرا الموافق لـ ل هـ ه م ق غرينيتش توقيت
""")
)
"""Words around the dates of such a line."""
_CLOCK = re.compile(
    r"(?<!\d)\d{1,2}\s?(?:[:h٫.]|heures?)\s?\d{0,2}(?:[:]\d\d)?(?!\d)", re.IGNORECASE
)
_BETWEEN = re.compile(
    r"\s*[|•·;,،]\s*|\s[-–—/]\s|\s*[–—]\s*|\s{3,}"
    # before the section, which is no part of a name
    r"|\s+(?:dans|in|sous|under|filed under|ضمن|تحت)\s+",
    re.IGNORECASE,
)
_TO_OTHERS = re.compile(
    r"(?:(?:مقالات|مواضيع|[أا]خبار)(?:\s+[أا]خرى)?\s+(?:من|في)\s+نفس\s+(?:القسم|الركن|الباب|التصنيف)"
    r"|(?:(?:autres\s+)?articles\s+)?(?:dans|de)\s+la\s+même\s+(?:rubrique|catégorie)"
    r"|more\s+(?:articles\s+)?(?:from|in)\s+(?:this|the\s+same)\s+(?:section|category|topic))\s*$",
    re.IGNORECASE,
)
"""A link at the end of such a line: ``مقالات من نفس القسم``."""
_WORD = re.compile(r"\w")
_HIJRI_YEAR = re.compile(r"\b(?:1[34]\d\d|[١][٣٤][٠-٩]{2})")
_BARS = re.compile(r"[|•·]")
MIN_SENTENCE_WORDS, MIN_WORDS_UNENDED = 4, 8
"""Words beside the date of a sentence, and of one without a full stop."""
_ON_ITSELF = re.compile(
    r"\b(?:هذا|هذه)\s+(?:ال)?(?:مقالة?|خبر|موضوع|مادة|نص|تدوينة|تقرير)\b"
    r"|\bcet?(?:te)?\s+(?:article|billet|texte|contenu|publication|dépêche|page)\b"
    r"|\bthis\s+(?:article|entry|post|story|item|page|content|news)\b"
    r"|\best[ea]\s+(?:artículo|nota|noticia|entrada|texto|contenido|publicación)\b",
    re.IGNORECASE,
)
"""How a sentence names the page that it stands on."""
_SAYS_FIRST = re.compile(
    r"(?:(?:article|texte|nota|artículo|noticia|this\s+was)\s+)?(?:first\s+|originally\s+)?"
    r"(?:publié|mis\s+en\s+ligne|publicad[oa]|posted|published|(?:تم\s+)?نشر[تهـ]?(?:\s+ا?لأول\s+مرة)?)\s+"
    r"(?:par|dans|le|by|in|on|por|en|el|من\s+طرف|بواسطة|من\s+قبل|في|يوم|بتاريخ|بجريدة|بصحيفة)\s"
    r"(?!.*\b(?:officiel|oficial|official|الرسمية|bulletin|revue|journal\s+of|مجلة)\b)",
    re.IGNORECASE,
)
"""How a line begins that says by whom, where or when its own page was published."""
_GOES_ON = re.compile(
    r"\s*[,،:;]\s*(?!(?:par|by|por|dans|in|en|à|at|temps|lecture|reading|بقلم|على)\b)",
    re.IGNORECASE,
)
"""A clause behind the date: what was published is its subject."""
_ENDS_OF_SENTENCE = (".", "!", "؟", "?", "…", "»", "”")
# only the form is asked about: so late that no printed date lies in the future
_ANY_DAY = datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Details:
    """What a line of details says."""

    byline: str
    """The authors as printed, without their label; empty where the line names none."""
    has_first_date: bool
    """Whether one of its dates is that of publication, and not of the last change."""


def read_details(text: str, *, amid_text: bool = False) -> Details | None:
    """The details that a line consists of; ``None``: it is something else, or only a date.

    ``amid_text``: several names and one with an initial are no byline there, but a list's.
    """
    pieces = _without_dates(text)
    if pieces is None:
        return None
    byline, labelled_name, others = "", False, list[int]()
    for own in pieces:
        signed = BYLINE_LABEL.match(own) is not None
        named = is_full_name(own)
        named = named or not amid_text and (is_name_with_initial(own) or are_full_names(own))
        bare = own if named else signature_from(own) or _behind_colon(own)
        if (signed or bare) and not byline:
            byline, labelled_name = bare or without_label(own), signed
        else:
            others.append(len(folded_words(own)))
    labelled = any(label != "site" for label in labels_in(text))
    short = labelled_name and max(others, default=0) <= MAX_PIECE_WORDS and " " in byline
    if sum(others) > (MAX_OTHER_WORDS_SIGNED if short else MAX_OTHER_WORDS):
        return None
    if not (byline or labelled):
        return None
    if len(folded_words(byline)) > MAX_NAME_WORDS:
        return None
    return Details(byline, _has_first_date(text))


def _behind_colon(piece: str) -> str | None:
    """The full name behind the outlet's name and a colon: ``صوت الشاوية: سعاد بنعلي``."""
    before, colon, name = piece.partition(":")
    named = colon and is_full_name(name.strip()) and not OTHER_WORK.search(before)
    return name.strip() if named and len(folded_words(before)) <= MAX_OTHER_WORDS else None


def name_beside_day(element: html.HtmlElement, first: str) -> str:
    """The full name that an element consists of, where a day stands beside it; else empty.

    ``first``: its first text.
    """
    # asked of every element above the text, so what costs least is asked first
    said = first.strip()
    if element.tag not in _TAGS or not 0 < len(said) <= MAX_NAME_CHARACTERS or "." in said:
        return ""
    begins = folded_words(said.partition(" ")[0])[:1]
    if not begins or begins[0] not in GIVEN_NAMES:
        return ""
    text = visible_text(element, MAX_NAME_CHARACTERS + 1)
    if not is_full_name(text) or begins[0] in _OF_PLACES or is_city_or_agency(text):
        return ""
    if is_of_other_work(element) or next(element.iterancestors("figure"), None) is not None:
        return ""
    before, behind = _beside(element, preceding=True), _beside(element, preceding=False)
    if before is not None and _is_day(before):
        return text
    # a short text before a name may say whose it is: a guest's, the director's
    said_before = "" if before is None else visible_text(before, MIN_OTHER_CHARACTERS)
    if (
        before is not None
        and before.tag not in HEADINGS
        and len(said_before) < MIN_OTHER_CHARACTERS
    ):
        return ""
    return text if behind is not None and _is_day(behind) else ""


def _beside(element: html.HtmlElement, *, preceding: bool) -> html.HtmlElement | None:
    """The first element that says something on one side."""
    for one in islice(element.itersiblings(preceding=preceding), MAX_BESIDE):
        if isinstance(one.tag, str) and visible_text(one, 1):
            return one
    return None


def _is_day(element: html.HtmlElement) -> bool:
    text = visible_text(element, MAX_DATE_CHARACTERS + 1)
    return len(text) <= MAX_DATE_CHARACTERS and is_only_dates(text)


def is_day_in_two_calendars(text: str) -> bool:
    """Whether a line is a day in our calendar and in the Hijri one, and nothing else."""
    if len(text) > MAX_DETAIL_CHARACTERS:  # nearly every line of a text ends here
        return False
    return _HIJRI_YEAR.search(text) is not None and _without_dates(text) == []


def is_only_dates(text: str) -> bool:
    """Whether a line is a full date with its label, or several, and nothing else."""
    return writes_year(text) and _without_dates(text) == []


def is_sentence_on_other(text: str) -> bool:
    """Whether a text is a sentence that dates something else: a law, a report, a register.

    ``وقد نُشر النص بالجريدة الرسمية بتاريخ …``; one on the page itself says so: ``Cet article a été
    publié le …``, or nothing but ``Publié par … le …``. Between bars stand details.
    """
    said = text.strip().rstrip(".")
    if _BARS.search(said) or _ON_ITSELF.search(said) or read_details(said) is not None:
        return False
    date = read_date(said, seen_at=_ANY_DAY)
    before, _, behind = said.partition(date.printed) if date else (said, "", "")
    if date and _SAYS_FIRST.match(said) and not _GOES_ON.match(behind):
        return False
    words = f"{before} {behind}".split()
    others = [one for one in words if not _is_date_word(one) and _WORD.search(one)]
    return len(others) >= (MIN_SENTENCE_WORDS if text.endswith(".") else MIN_WORDS_UNENDED)


def _without_dates(text: str) -> list[str] | None:
    """The pieces of a line beside its dates; ``None`` for a sentence and without a full date."""
    if len(text) > MAX_DETAIL_CHARACTERS or text.endswith(_ENDS_OF_SENTENCE):
        return None
    left, years = _TO_OTHERS.sub("", text), 0
    for _ in range(MAX_DATES):
        # nothing may be left of a line but marks
        date = read_date(left, seen_at=_ANY_DAY) if _WORD.search(left) else None
        if date is None:
            break
        years += writes_year(date.printed)
        left = left.replace(date.printed, " | ", 1)
    if not years:
        return None
    pieces = map(_without_date_words, _BETWEEN.split(_CLOCK.sub(" | ", left)))
    return [piece for piece in pieces if folded_words(piece)]


def _has_first_date(text: str) -> bool:
    date = read_date(text, seen_at=_ANY_DAY)  # of publication, where there is one
    return date is not None and labels_in(text.partition(date.printed)[0])[-1:] != ["updated"]


def _without_date_words(piece: str) -> str:
    """A piece of a line without the words at its ends that belong to the date beside it."""
    words = piece.split()
    while words and _is_date_word(words[-1]):
        words.pop()
    # a byline's label may be made of them, نشر بواسطة, and an initial is one: ``H. Tazi``
    while words and not BYLINE_LABEL.match(" ".join(words)) and _is_date_word(words[0]):
        if is_name_with_initial(" ".join(words)):
            break
        words.pop(0)
    return " ".join(words)


def _is_date_word(word: str) -> bool:
    words = folded_words(word)
    return _DATE_WORDS.issuperset(words) or is_of_a_date(word)
