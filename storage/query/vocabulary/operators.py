"""Operators and names of fields in Arabic, French and English; what to write for others'. Pure.

Operators of letters alone are written in capitals, or are the Arabic word itself; with a number or
a colon behind them they are no words that people search for, and may be written as one likes.
"""

import re

FIELDS = {
    "headline": ("headline", "title", "intitle", "titre", "عنوان"),
    "body": ("body", "text", "intext", "texte", "corps", "نص", "متن"),
    "byline": ("byline", "author", "auteur", "signature", "كاتب", "بقلم", "توقيع"),
    "section": (
        "section", "category", "rubrique", "catégorie", "categorie", "قسم", "ركن",
    ),
    "tags": (
        "tag", "tags", "keyword", "étiquette", "etiquette", "mot-clé", "mot-cle", "وسم", "وسوم",
    ),
}  # fmt: skip
"""Columns of the index -> the names before a colon that ask for them; Arabic ones with ال, too."""
FIELD_OF = {name: column for column, names in FIELDS.items() for name in names}
ORS = frozenset(("OR", "OU", "أو", "او", "|", "||"))
ANDS = frozenset(("AND", "ET", "و", "&", "&&"))
"""A lone و is one as well: in a text it is written together with its word."""
NOTS = frozenset(("NOT", "SAUF", "SANS"))
NOT_BEFORE_COLON = frozenset(("بدون", "دون", "sans", "sauf", "without", "not"))
"""Words that people search for, too: only with a colon they leave out what is behind it."""
NEAR = re.compile(r"NEAR|PRÈS|PRES|(?:(?i:near|près|pres)|قرب)/(\d+)")
OPERATORS = "OR (أو, OU), -word (NOT, SAUF, بدون:كلمة), NEAR/5 (قرب/5, PRÈS/5)"

_NARROWED = {
    "outlet": (
        "outlet", "source", "site", "journal", "newspaper", "paper", "جريدة", "صحيفة", "منبر",
        "موقع", "مصدر",
    ),
    "language": ("language", "lang", "langue", "لغة"),
    "since": (
        "date", "since", "after", "published", "year", "month", "day", "depuis", "après", "publié",
        "année", "mois", "jour", "تاريخ", "نشر", "سنة", "عام", "شهر", "يوم", "منذ", "بعد",
    ),
    "until": ("until", "before", "avant", "قبل", "حتى"),
    "kind": ("kind", "type", "نوع"),
}  # fmt: skip
_OPTION_OF = {name: option for option, names in _NARROWED.items() for name in names}
_LETTER = r"[^\W\d_]"
_STAR = "a star stands behind the beginning of the last word: مدرس*"
_NO_FIELD = (
    "{name}: is no field; narrow beside the words, with --{option} or {option}= in the address of"
    " the page; to find the word, quote it"
)
_NEAR = "for words near one another write مغرب NEAR/5 إسبانيا"
_WITHOUT = "to leave a word out write -word"
_OTHERS = (
    (re.compile(r".*\*[^*].*|[\W_]*\*+"), _STAR),
    (re.compile(rf"[^/]*{_LETTER}\?{_LETTER}[^/]*"),
     "? is no sign for a letter: write the word, its beginning with a star (مدرس*), or OR"),
    (re.compile(rf"!+(?:{_LETTER}|\d).*"), _WITHOUT),
    (re.compile(rf"(?:[-−–‐‑﹣－]{{2,}}|—)(?:{_LETTER}|\d).*"), _WITHOUT),
    (re.compile(r"(?i:w|within|n)?/\d+|~\d+"), _NEAR),
    (re.compile(r"(?:(?i:near|près|pres)|قرب)/(?!\d+$).*"), _NEAR),
    (re.compile(r"(?:NEAR|PRÈS|PRES)\d+|ADJ\d*|AROUND"), _NEAR),
    (re.compile(rf"[~^]+(?:{_LETTER}|\d).*|.*[^\W_][~^][\d.]*"),
     "~ and ^ mean nothing here: write the word alone"),
    (re.compile(r"\d+\.\.+\d+|\.\.+\d+"),
     "years are not counted through: narrow with --since and --until, or since= and until= in the"
     " address of the page"),
)  # fmt: skip
"""What other programs understand and we would take for a plain word."""
_MISPLACED_STAR = re.compile(r"\*[^*]|(?:^|\s)\*")
"""Of a phrase: one that something follows, or that follows no word."""
_WITH_COLON = "a field has a colon behind it: عنوان:كلمة"
_CODES = frozenset(("tit", "tit_head", "lead", "aut_by"))
"""Names of fields in catalogues of the press, besides ours."""
REFUSALS = tuple(dict.fromkeys((_STAR, _NO_FIELD, _WITH_COLON, *(said for _, said in _OTHERS))))
"""Every sentence that says what to write instead; its places are filled in by who refuses."""


def field_of(name: str) -> str | None:
    """The column that a name before a colon asks for; ``None``: it is no field."""
    return FIELD_OF.get(_bare(name))


def instead_of_field(name: str) -> str | None:
    """What to write for a name before a colon that narrows otherwise; ``None``: it is a word."""
    return _NO_FIELD if option_of(name) else None


def option_of(name: str) -> str | None:
    """The option that narrows by what a name before a colon means; ``None``: none does."""
    return _OPTION_OF.get(_bare(name))


def _bare(name: str) -> str:
    """A name in small letters, an Arabic one without its article."""
    return name.lower().removeprefix("ال")


def instead_of_star(phrase: str) -> str | None:
    """What to write for a phrase with a star elsewhere than at its end; ``None``: it has none."""
    return _STAR if _MISPLACED_STAR.search(phrase.rstrip()) else None


def instead_of_word(word: str) -> str | None:
    """What to write for another program's operator; ``None``: it is a word."""
    name, equals, _ = word.partition("=")
    if equals and (field_of(name) or name.lower() in _CODES):
        return _WITH_COLON
    return next((said for pattern, said in _OTHERS if pattern.fullmatch(word)), None)
