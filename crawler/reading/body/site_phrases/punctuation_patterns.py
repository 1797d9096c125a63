"""Kinds of lines by their punctuation: tickers, date stamps, tags, breadcrumbs, copyright."""

import re

MAX_LABELLED_WORDS = 10
"""Words of a line that a label and a colon open; longer ones may be a sentence."""

_MARKED = {
    "ticker": r"\W{0,4}\d{1,2}[:h]\d{2}(?:(?=[^\W\d])(?!min|[ap]m|gmt)|\W.*(?:…|\.\.)$)",
    "stamp": r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\W+\d{1,2}[:hH]\d{2}$",
    "tags": r"#\s?[\w-]+$|(?:#\w+[\s,،|]*){2,}$",
    "breadcrumb": r"(?:[اأ]نت هنا|vous [êe]tes ici|you are here|accueil|home"
    r"|(?:الصفحة )?الرئيسي[ةه])\s*(?:[:»›>/\\|←→•]|(?<=[هة] )[–-])",
    "related": r"(?:مواضيع|مقالات|أخبار|مواد) (?:ذات (?:صلة|علاقة)|مشابهة)\s?[:|»–-]",
    "font size": r"(?:[AaأT]\s?[+-]?[\s/|]+){1,3}[AaأT]\s?[+-]?$|[AأT]\s?[+-]$"
    r"|(?:حجم )?الخط\s?[:+]",
}
_MARKED_LINE = re.compile(
    "|".join(f"(?P<{why.replace(' ', '_')}>{sign})" for why, sign in _MARKED.items()), re.IGNORECASE
)
_LABELLED = re.compile(
    r"\W{0,4}(?:tags?|mots[- ]clés|(?:ال)?وسوم|كلمات (?:دلالية|مفتاحية)|المصدر|المصادر|sources?"
    r"|نشرت?(?: في| بتاريخ)?|(?:تاریخ )?انتشار|منشور في|صنف تحت|(?:ال)?تصنيف(?:ات)?|تاريخ النشر"
    r"|آخر تحديث|الكاتب|عدد (?:القراءات|المشاهدات)|المدير المسؤول|مدير النشر|رئيسة? التحرير"
    r"|(?:رقم )?الإيداع القانوني|rubrique|catégorie|directeur de (?:la )?publication)\s?[:：]"
    r"|\W{0,4}(?:القسم|الأقسام|التاريخ)\s?[:：]\s*(?:\S+\s+){0,2}\S+$"
    r"|\W{0,4}التاريخ\s?[:：]\s*(?:[^\W\d]+\s+)?\d{1,2}\D{1,12}\d{4}(?!\d).{0,20}$",
    re.IGNORECASE,
)
MAX_RELATED_WORDS = 30
"""Words of a label and the headline of another article behind it."""
_RELATED = re.compile(
    r"\W{0,4}(?:(?:[àa] )?(?:re)?lire(?: (?:aussi|[ée]galement|absolument|sur le sujet))?"
    r"|(?:[àa] )?(?:re)?voir(?: (?:aussi|[ée]galement))?|[àa] (?:d[ée]couvrir|[ée]couter)"
    r"|notre dossier|(?:pour )?aller plus loin|(?:sur|dans) le m[êe]me (?:sujet|th[èe]me)"
    r"|read(?: more| also| next)?|see also|also read|watch|related(?: story| article)?"
    r"|و?[اإأ]قر(?:أ|ا|ئي|أوا|ؤوا)(?: (?:أيضا[ً]?|كذلك|المزيد|عن|حول))?"
    r"|(?:طالع|شاهد|تابع|انظر|شاهدوا|تابعوا|طالعوا|استمع)(?: (?:أيضا[ً]?|كذلك))?"
    r"|ل?لمزيد(?: من (?:التفاصيل|المعلومات|الأخبار))?|(?:مقال|خبر|موضوع) (?:ذو|ذي|ذا) صلة)\s?[:：]",
    re.IGNORECASE,
)
MAX_AD_WORDS = 16
_AD = re.compile(
    r"\W{0,3}(?:إعلان|إشهار|publicit[ée]|annonce|advertisement|sponsored)\s?[:：]", re.I
)
_RIGHTS = re.compile(
    r"^\W{0,3}©|©.{0,80}(?:\d{4}|droits|rights|حقوق|محفوظ)|(?:حقوق|rights|droits|\d{4}).{0,40}©",
    re.IGNORECASE,
)


def kind_by_punctuation(text: str, word_count: int) -> str | None:
    """The kind that colons, bars, clocks or © show a line to be, or ``None``."""
    if found := _MARKED_LINE.match(text):
        return (found.lastgroup or "").replace("_", " ")
    if word_count <= MAX_LABELLED_WORDS and _LABELLED.match(text):
        return "a label and what it says"
    if word_count <= MAX_RELATED_WORDS and _RELATED.match(text) and not text.endswith("."):
        return "related"
    if word_count <= MAX_AD_WORDS and _AD.match(text) and not text.endswith("."):
        return "advertising"
    return "copyright" if "©" in text and _RIGHTS.search(text) else None
