"""Phrases of the site's own interface: share, read more, subscribe, comment, cookies, paywall.

``ui_labels`` and ``comment_policies`` are whole lines; ``punctuation`` reads colons and clocks;
``print_versions`` knows when a page was printed, and its address; ``visits_follow_and_contact``
how often it was read, and where the newsroom may be written to;
``notice_patterns`` open a line or are the line (``spanish_lines`` the same in Spanish);
``stock_phrases`` may stand anywhere in it;
``word_class_grammar`` reads the classes of words that ``ui_lexicon`` knows.
"""

import re
from collections.abc import Collection, Sequence

from crawler.arabic import folded_words, without_accents
from crawler.reading.body.site_phrases.comment_policies import is_comment_policy
from crawler.reading.body.site_phrases.notice_patterns import kind_by_pattern
from crawler.reading.body.site_phrases.print_versions import kind_of_print_version
from crawler.reading.body.site_phrases.punctuation_patterns import kind_by_punctuation
from crawler.reading.body.site_phrases.spanish_lines import kind_in_spanish
from crawler.reading.body.site_phrases.stock_phrases import kind_by_stock_phrase
from crawler.reading.body.site_phrases.ui_labels import LABELS, SAYINGS
from crawler.reading.body.site_phrases.visits_follow_and_contact import kind_of_visits_or_contact
from crawler.reading.body.site_phrases.word_class_grammar import MAX_CALL_WORDS, kind_by_grammar

TOPIC = "topic"
"""The kind that holds at the ends of a text only: inside, it may be a sub-heading."""
MAX_LINE_CHARACTERS = 520
"""Notices of cookies and of comment policies reach it; most paragraphs pass it."""

MAX_LABEL_WORDS = 5
"""Words of "read also on the same subject", behind which a colon stands."""
MIN_SENTENCE_WORDS = 10
"""Words of a sentence of the article that may open as the site's own lines do."""
_IS_SAID = re.compile(r"\s*(?:[-–—«“„\"]|.*[.»”\"]$)")
"""A dash or quotation marks before what somebody says, or the end of a sentence."""
_MAY_BE_SAID = frozenset(("time ago", "back", "reading time", "counter", "pager"))
"""Kinds of labels that are a short sentence of a story where a full stop ends them."""
_QUOTES_SITE = re.compile(r"[«“\"][^«»“”\"]{5,90}[»”\"]\W+(?:\w+\W+){8}")
"""A quotation that is closed, and a sentence that goes on behind it."""
_IS_REPORTED = re.compile(
    r"[^،,.:;!?؟…|]{5,90}[،,]\s+"
    # what such a clause tells is past; what a channel brings, present: هكذا تصل الأخبار
    r"(?:هكذا(?!\s[يتن])|ب(?:هذه|هذا|هاته)\sال(?:جمل|عبار|كلم|رسال|دعو|ندا|صيغ|منشور|[إا]علان|وعد)\w*"
    r"|عبارة|جملة|(?:[يت]قول|قالت?|كتبت?)(?!\sعن)|[يت]ردد|جاءت?(?=\sفي)"
    r"|(?:ainsi|c['’]est\sainsi\sque)(?=\s(?:\w+\s){0,3}?(?:\w+(?:ait|aient)|a|ont)\b)"
    r"|c['’]est\s(?:par|en|avec)\sces|(?:dit|disent)(?!\s[«“\"])|disait|disaient|lit-on"
    r"|lisait-on|(?:peut|pouvait|a-t|avait)-on\s(?:pu\s)?lire|prom(?:et|ettait)|[ée]crivait"
    r"|r[ée]p[ée](?:tait|taient|te)|así(?=\s(?:se\s)?\w+(?:ó|ía|aba|aron|ieron|ían|aban)\b)"
    r"|(?:dice|decía|reza|rezaba|repetía|prometía)n?|se\sle(?:e|ía)"
    r"|thus(?=\s(?:\w+\s)?(?:began|read|ran|went|\w+ed)\b)|said(?!\sto\b)|says"
    r"|(?:read|ran|went|promised)\sthe|(?:is|was)\show)\b(?P<rest>.+\.)$",
    re.IGNORECASE,
)
"""A call, and behind a comma the clause that says who calls so: a sentence of a story."""
MIN_WORDS_OF_REPORT = 4
_TO_READERS = re.compile(
    r"\b(?:vous|votre|vos|nous|notre|nos|you|your|we|us|our|te|tu|tus|usted(?:es)?|nuestr[oa]s?)\b"
    r"|\w{2,}(?:كم|نا)\b|\b\w{3,}ك\b|\b(?:la|cette)\sr[ée]daction\b|\bthe\s(?:editors|newsroom)\b"
    r"|\bla\sredacci[óo]n\b|(?:هيئة|إدارة|طاقم|فريق)\s(?:التحرير|الجريدة|الموقع|القناة)",
    re.IGNORECASE,
)
_OF_RIGHTS = frozenset(folded_words("""
    النشر نشر الطبع طبع والنشر الملكية نسخ اقتباس موقع الموقع لموقع جريدة الجريدة لجريدة صحيفة
    لصحيفة شركة لشركة مؤسسة لمؤسسة مجموعة لمجموعة إعادة استعمال محتوى المحتوى
    reproduction reproduire site contenu copyright diffusion content published redistributed
    permission autorisation reproduccion reproducir sitio contenido contenidos diario
"""))  # fmt: skip
"""Words of which a notice of rights has one."""

_QUOTED = re.compile(r"«[^«»]{10,}»|“[^“”]{10,}”")
MIN_WORDS_AROUND_QUOTE = 3
"""Words of a sentence around what it quotes; ``اقرأ أيضا:`` before a headline has fewer."""
_SUBJECT = re.compile(
    r"\W{0,2}(?:(?:[àa] )?(?:lire|voir) (?:aussi|[ée]galement)|(?:read|see) also|also read"
    r"|related (?:articles?|posts?|news|stories|topics|content)"
    r"|articles? (?:similaires?|li[ée]s|associ[ée]s|connexes)"
    r"|(?:le(?:er|e|a)|ver|vea) tambi[ée]n|(?:noticias|art[íi]culos|notas) relacionad[oa]s)"
    r"(?-i: (?P<next>[a-zß-ÿœ]+)\b)(?!['’])",
    re.IGNORECASE,
)
"""A label that is the subject of a sentence: a headline behind it would begin with a capital."""
_OF_LABEL = frozenset(re.findall(r"\w+", """
    l le la les un une d du de des ce cet cette ces notre nos sur dans en au aux page pages par avec
    comment pourquoi quand où qui que quel quelle ici à the an our this these that on in at by
    from about to how why what when where who page here el los las uno una nuestro nuestra
    nuestros nuestras este esta estos estas sobre por cómo qué quién cuándo dónde aquí con para
"""))  # fmt: skip
"""Words with which a label goes on: "read also our …", "see also page 5"."""
_LATIN = "\u024f"
"""The last Latin letter; a line that opens in Arabic has no accents that matter."""


def site_phrase_kind(text: str, key: str, names: Collection[str] = ()) -> str | None:
    """The kind of interface phrase that a line is; ``None``: it may be an article's.

    ``key`` is the line's folded words joined by spaces, ``names`` are the outlet's, folded too.
    """
    if len(text) > MAX_LINE_CHARACTERS or not key:
        return None
    line = key if key[0] > _LATIN else without_accents(key)
    # from cheap to dear: one look-up, then patterns, and the grammar for what is left
    if kind := LABELS.get(line):
        return None if line in SAYINGS and _IS_SAID.match(text) else kind
    tokens = line.split()
    kind = (
        kind_by_punctuation(text, len(tokens))
        or kind_of_print_version(text)
        or kind_by_pattern(line, len(tokens))
        or kind_by_stock_phrase(line, tokens)
        or kind_in_spanish(text, line, tokens)
        or kind_of_visits_or_contact(text, line, len(tokens))
    )
    if kind and _reports_call(text):
        return None
    if kind and not _is_sentence(kind, text, tokens) and not _quotes_it(text, names):
        return kind
    if is_comment_policy(line, tokens):
        return "comment policy"
    if len(tokens) > MAX_CALL_WORDS or "://" in text:
        return None
    kind = kind_by_grammar(text, tokens, names)
    return None if kind and _reports_call(text) else kind


def end_of_subject_label(text: str) -> int:
    """Where the label ends that opens a line in small letters behind it; 0 if none opens it."""
    found = _SUBJECT.match(text)
    return found.start("next") if found else 0


def _reports_call(text: str) -> bool:
    """Whether a line goes on behind a call to say whose words those are, without quotation marks.

    What goes on to speak to readers is the site's, ``… قناتنا، هكذا يصلكم الجديد.``, and so is what
    its own editors say.
    """
    if not text.endswith("."):  # most lines of the site end here
        return False
    found = _IS_REPORTED.match(text)
    if found is None or found["rest"].count(" ") < MIN_WORDS_OF_REPORT:
        return False
    return _TO_READERS.search(found["rest"]) is None


def _quotes_it(text: str, names: Collection[str]) -> bool:
    """Whether a line that is no phrase of the site itself quotes one: a story about such words."""
    rest = _QUOTED.sub(" ", text)
    words = folded_words(rest)
    if rest == text or len(words) < MIN_WORDS_AROUND_QUOTE:
        return False
    return site_phrase_kind(rest, " ".join(words), names) is None


def _is_sentence(kind: str, text: str, tokens: Sequence[str]) -> bool:
    """Whether a line that opens like a notice goes on and ends as an article's sentence does.

    "Read also" leads to a headline, which has no full stop; who keeps rights says of what.
    """
    if _QUOTES_SITE.match(text):  # a story about such words
        return True
    ended = text.endswith(".") and not text.endswith("..")
    if ended and kind in _MAY_BE_SAID:
        return True
    subject = _SUBJECT.match(text) if kind == "related" and ended else None
    if subject and subject["next"] not in _OF_LABEL:
        return True
    if len(tokens) < MIN_SENTENCE_WORDS or not text.endswith((".", "»", "؟", "!", "”", '"')):
        return False
    # the colon of "read also:" stands behind its few words; a later one is the sentence's
    label = " ".join(text.split()[:MAX_LABEL_WORDS])
    if kind == "related":
        return ":" not in label and not {"،", ","}.isdisjoint(text)
    if kind == "tags":  # no list of words ends in a full stop
        return ":" not in label and ended
    return kind == "copyright" and _OF_RIGHTS.isdisjoint(tokens) and "©" not in text
