"""How often a page was visited, how to follow the outlet on Google News, whom to write to."""

import re

from crawler.arabic import folded_words
from crawler.reading.body.site_phrases.notice_patterns import ITEMS

MAX_WORDS = 20
_COUNT = r"\d+(?: \d+)*"  # thousands are parted by marks that folding makes blanks
_VISITS = re.compile(
    rf"(?:(?:لقد )?تمت? (?:مشاهده|قراءه|زياره|تصفح) (?:هذ[اه] )?(?:ال)?(?:{ITEMS}|صفحه)"
    rf" {_COUNT} مر\w+(?: منها {_COUNT}(?: \w+)? اليوم)?"
    r"|(?:(?:this|the) (?:post|article|page|story|entry) (?:has been|was) )?"
    rf"(?:visited|viewed|read) {_COUNT} times?(?: {_COUNT} (?:visits?|views?|reads?) today)?"
    r"|(?:(?:cet article|cette page|ce contenu) a ete )?"
    rf"(?:visite|lu|vu|consulte)e? {_COUNT} fois(?:(?: dont)? {_COUNT} \w+ aujourd hui)?"
    rf"|(?:visitado|visitada|leido|leida|visto|vista) {_COUNT} ve(?:z|ces)(?: {_COUNT} \w+ hoy)?)"
)
_GOOGLE = r"(?:جوجل|غوغل|قوقل|كوكل|google)"
_ON_GOOGLE = (
    r" (?:علي|عبر|في|sur|on|via|en)"
    rf" (?:اخبار {_GOOGLE}|{_GOOGLE} (?:نيوز|اخبار|news|actualites|actus|discover|noticias))"
)
_FOR_READER = (
    r" (?:(?:ل|حتي |كي |لكي )\w*(?:صلك|صلكم|يكم|فوتكم?|فوتك)\b|لتتوصلو?ا?\b"
    r"|و(?:توصل|فعل|اشترك)\w*\b"
    r"|(?:pour|afin de) (?:ne|rester|recevoir|etre|suivre|lire|retrouver|decouvrir)\b"
    r"|et (?:recevez|restez|soyez|activez|retrouvez|ne)\b"
    r"|(?:and|to) (?:get|stay|receive|read|never)\b"
    r"|(?:para|y) (?:no|estar|recibir?|recibe|seguir|leer)\b)(?: \w+){0,8}"
)
_FOLLOW = re.compile(
    r"(?:(?:تابعو?ا?|suivez|retrouvez|follow|sigue|siga)(?: \w+){1,4}"
    rf"{_ON_GOOGLE}{_FOR_READER}"
    # the singular is a past tense as well: "the investigators followed ..."
    r"|(?:تابعوا?نا|تابعوا"
    r"|تابع (?:اخر|اهم|جديد|كل|جميع|اخبار|موقع|جريده|صحيفه|قناه|صفحه|مجله|بوابه)\w*"
    r"|suivez|retrouvez|follow|sigue(?:nos|a)?|siga(?:nos)?)(?: \w+){0,4}"
    rf"{_ON_GOOGLE})$"
)
_WHOM = (
    r"(?:(?:هيئة|هيأة|طاقم|إدارة|ادارة|رئيس|مدير|فريق)\s)?(?:ال)?(?:تحرير|جريدة|صحيفة|موقع|إدارة|ادارة"
    r"|مجلة|بوابة)"
)
_WRITE = re.compile(
    rf"[\W_]{{0,4}}(?:ل(?:ل)?(?:تواصل|[إا]تصال)\s(?:(?:مع\s|ب){_WHOM}|معنا|بنا)"
    rf"|لمراسلة\s{_WHOM}|(?:تواصلوا?|اتصلوا?)\s(?:(?:مع\s|ب){_WHOM}|معنا|بنا)"
    rf"|(?:راسلونا|لمراسلتنا)|راسلوا\s+{_WHOM}"
    r"|(?:pour\s+)?(?:nous\s+(?:contacter|joindre|[ée]crire)"
    r"|(?:contacte[rz]|joindre|[ée]cri(?:vez|re)\s+à)[\s-](?:nous|notre\s+r[ée]daction"
    r"|la\s+r[ée]daction|le\s+journal)|[ée]crivez[\s-]nous)"
    r"|(?:contact|write\s+to|email|reach)\s+(?:us|the\s+(?:newsroom|editors?))"
    r"|(?:contacta|escr[íi]be)(?:nos|\s+a\s+la\s+redacci[óo]n))\b(?P<between>.{0,80}?)"
    # nine digits: fewer are a date, or two years
    r"(?:\S+@\S+\.\w+|\+?\d(?:[\s().-]?\d){8,})\W*$",
    re.IGNORECASE,
)
"""Words of writing to a newsroom, and an address or a telephone at the end."""
_BETWEEN = frozenset(folded_words("""
    على عبر في أو و من إلى عن طريق الرقم رقم الرقمين أرقام الهاتف هاتف الهاتفي هاتفيا الفاكس البريد
    بريد بريدنا الإلكتروني الالكتروني إيميل الإيميل العنوان عنوان التالي الآتي واتساب الواتساب واتس
    تطبيق إرسال لإرسال شكاية شكاياتكم خبر أخباركم مقال مقالاتكم مقالات صورة صور صوركم فيديو موضوع
    للنشر للإشهار الإشهار المرجو يرجى الاتصال التواصل ب الموقع الجريدة الإلكترونية التحرير
    par sur à au aux l le la de d ou et via numéro téléphone tél tel fax mail e email courriel
    adresse suivante suivant électronique whatsapp message écrivez envoyez contactez nous rédaction
    une un information info photo vidéo témoignage article partager proposer envoyer pour votre vos
    at by on or and the a phone telephone number address following send with your story tip tips
    photos comments please newsroom editor editors
    en por al el correo electrónico teléfono número dirección siguiente escribe o y
"""))  # fmt: skip
"""Words between whom to write to and where: a sentence has others."""


def kind_of_visits_or_contact(text: str, line: str, word_count: int) -> str | None:
    """The kind of such a notice; ``None`` for another line.

    ``line`` is ``word_count`` folded words without accents.
    """
    if word_count > MAX_WORDS:
        return None
    if _VISITS.fullmatch(line):
        return "counter"
    if _FOLLOW.match(line):
        return "share"
    # the end is asked first: nearly no line of a text has such a one
    address = text.rstrip(" .)")[-1:].isdigit() or "@" in text
    said = _WRITE.match(text) if address else None
    return "contact" if said and _BETWEEN.issuperset(folded_words(said["between"])) else None
