"""How often a page was visited, how to follow the outlet on Google News, whom to write to."""

import re

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
_FOLLOW = re.compile(
    r"(?:تابعو?ا?|suivez|retrouvez|follow|sigue|siga)(?: \w+){1,4} (?:علي|عبر|في|sur|on|via|en)"
    rf" (?:اخبار {_GOOGLE}|{_GOOGLE} (?:نيوز|اخبار|news|actualites|actus|discover|noticias))"
    r"(?:$| (?:ل\w+|و\w+|حتي|كي|pour|afin|et|to|and|for|para|y)\b)"
)
_WRITE = re.compile(
    r"[\W_]{0,4}(?:(?:ل(?:ل)?(?:تواصل|[إا]تصال|مراسلة)|تواصلوا?|اتصلوا?)\s(?=.{0,40}"
    r"(?:التحرير|الجريدة|الصحيفة|الموقع|الإدارة|[إا]دارة|معنا|بنا))|راسلونا|راسلوا\s+(?:هيئة|هيأة|الجريدة)"
    r"|(?:pour\s+)?(?:nous\s+(?:contacter|joindre|[ée]crire)"
    r"|(?:contacte[rz]|joindre|[ée]cri(?:vez|re)\s+à)[\s-](?:nous|notre|la\s+rédaction|le\s+journal)"
    r"|[ée]crivez[\s-]nous)"
    r"|(?:contact|write\s+to|email|reach)\s+(?:us|the\s+(?:newsroom|editors?))"
    r"|(?:contacta|escr[íi]be)(?:nos|\s+a\s+la\s+redacci[óo]n))\b"
    r".{0,80}?(?:\S+@\S+\.\w+|\+?\d(?:[\s().-]?\d){7,})\W*$",
    re.IGNORECASE,
)
"""Words of writing to a newsroom, and an address or a telephone at the end."""


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
    return "contact" if address and _WRITE.match(text) else None
