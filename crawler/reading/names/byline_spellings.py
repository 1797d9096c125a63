"""Lines that sign a text in other forms: two works at once, the writer's credit, a column, a place.

``إعداد وتصوير: …``, ``Texto: … Fotos: …``, ``La chronique de …``, ``By … in Rabat``.
"""

import re
from collections.abc import Sequence

from crawler.arabic import folded_words
from crawler.reading.names.byline_words import DESK
from crawler.reading.names.dateline import is_agency, is_city, is_short_city
from crawler.reading.names.given_names import is_full_name

MAX_LINE_CHARACTERS = 160
"""Characters of such a line, with the other works in it."""
MAX_NAMES = 4
_BEGINS = re.compile(
    r"[\s*–|-]{0,4}(?:[إا]عداد|[إا]نجاز|تحرير|كتابة|(?:ال)?نص|escrit|redactad|elaborad|text|words|story"
    r"|l[ea]\s+(?:chronique|billet|tribune|carnet|bloc-notes)|l['’]\s?(?:édito|humeur|éditorial)"
    r"|la\s+(?:columna|crónica)|el\s+editorial|by|par|por|بقلم)",
    re.IGNORECASE,
)
"""How such a line begins; asked first, since nearly no line does."""
_WITH_PICTURES = re.compile(
    r"^(?P<work>[\s*–|-]{0,4}(?:[إا]عداد|[إا]نجاز|تحرير|كتابة|(?:ال)?نص|textes?|textos?|text|words|story))"
    r"(?:\s+و\s?(?:ال)?(?:تصوير|صور|عدسة|[إا]خراج|تقديم)|\s*(?:et|and|y|&|\+)\s+"
    r"(?:photos?|photographies?|photographs|pictures|fotos?|fotografías?|images?|vidéos?|illustrations?))"
    r"(?=\s*[:：/]|\s+(?:de|par|por|by)\s)",
    re.IGNORECASE,
)
"""The word for the writing, and the same person's other work, which is no part of the label."""
_OTHER_CREDIT = re.compile(
    r"[\s/|،,;•·–—-]+(?:ال)?(?:عدسة|بعدسة|تصوير|صور[ةه]?|رسوم|photos?|photographies?|pictures|fotos?|fotografías?"
    r"|images?|imágenes|vidéos?|illustrations?|ilustraciones)\s*(?:[:：]|(?:de|par|por|by)\s)\D*$",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"^[\s*–|-]{0,4}(?:(?:ال)?نص|كتابة|textes?|textos?|text|words|story)\s*"
    r"(?:[:：/]\s*|\s(?:de|par|por|by)\s+)(?P<names>[^\d!؟?:«»\"“”]{5,80}?)[\s*–،,.-]{0,4}$",
    re.IGNORECASE,
)
_COLUMN = re.compile(
    r"^[\s*–|-]{0,4}(?:l[ea]\s+(?:chronique|billet|tribune|carnet|bloc-notes)|l['’]\s?(?:édito|humeur|éditorial)"
    r"|la\s+(?:columna|crónica)|el\s+editorial)\s+"
    r"(?:de\s+|d['’]\s?)(?P<names>[^\d.!؟?:«»\"“”,]{5,50}?)\s*$",
    re.IGNORECASE,
)
_SPANISH = re.compile(
    r"^[\s*–|-]{0,4}(?:escrit[oa]s?|redactad[oa]s?|elaborad[oa]s?)\s+(?=por\b)", re.IGNORECASE
)
_MAIL = re.compile(r"[\s(<[|•·,،–—-]*\S+@\S+\.\w+[\s)>\]]*$")
_IN_PLACE = re.compile(
    r"^(?P<said>[^\d,]{6,80}?),?\s+(?:in|from|à|en|desde|من|في)\s+(?P<place>[^\d,،]{3,30}?)[\s.]*$"
)
_CAPITALS = re.compile(
    r"[A-ZÀ-Ý][\w'’-]+(?:\s+(?:[A-ZÀ-Ý][\w'’.-]*|de|del|el|al|ben|bin|ait|ould)){1,3}"
)
_AND = re.compile(r"\s*[،,;؛&]\s*|\s+(?:و|et|and|y)\s+|\s+و(?=\w)")
_INITIAL = re.compile(
    r"(?P<letter>[A-ZÀ-Ý])\.(?:-[A-ZÀ-Ý]\.)?\s?(?P<name>[A-ZÀ-Ý][a-zà-ÿ'’-]{2,}(?:\s(?:[A-ZÀ-Ý][a-zà-ÿ'’-]{2,}))?)"
)
_ADDRESS = re.compile(r"@|://|www\.|\b[\w-]{2,}\.[a-z]{2,6}\b")
_IN_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]{2,40})[)\]]?\s*$")


_TEAMS = frozenset(
    folded_words("""
قسم فريق طاقم خلية وحدة مكتب وزارة جماعة مجلس عمالة ولاية جمعية نادي équipe l'équipe service cellule
ministère commune association conseil équipes equipo departamento ayuntamiento ministerio consejo
asociación team department ministry council association gabinete oficina redacción dirección
delegación agencia direction délégation agence studio bureau élèves office directorate students
مديرية إدارة لجنة مركز مصلحة مندوبية شركة أستوديو استوديو وكالة تلاميذ تلميذات طلبة المكتب المديرية
المندوبية المصلحة
""")
)
"""First words of those who are several."""


_AMAZIGH_OFFICES = re.compile(
    r"ⴰⵙⵉⵏⴰⴳ|ⴰⵙⵇⵇⵉⵎ|ⴰⵖⵎⵉⵙ|ⴰⵎⵓⵙⵙⵓ|ⵜⴰⵎⵙⵙⵓⵏⵜ|ⵜⴰⵎⵙⵎⵓⵏⵜ|ⵜⴰⵎⴰⵡⴰⵙⵜ|ⵜⴰⵏⴱⴰⴹⵜ|ⵜⴰⵏⵖⵎⵉⵙⵜ|ⵜⴰⵔⴰⴱⴱⵓⵜ|ⵜⴰⴳⵔⴰⵡⵜ"
    r"|(?:asinag|asqqim|a[ɣγ]mis|amussu|tamesmunt|tamawast|tanba[dḍ]t|tarabbut|tagrawt)",
    re.IGNORECASE,
)
"""Institute, council, newspaper, movement, society, ministry, government, team, assembly."""
_AMAZIGH_FEMININE = re.compile(r"(?:ⵜ[ⴰⵉⵓ]\S+ⵜ|t[aiu]\S+t)", re.IGNORECASE)


def is_amazigh_office(parts: Sequence[str]) -> bool:
    """Whether the words behind an Amazigh label are an office: by its noun, or noun and adjective.

    ``ⵜⴰⵙⵇⵇⴰⵎⵓⵜ ⵜⴰⵎⵖⵔⵉⴱⵉⵜ``: no name is of two such words.
    """
    return _AMAZIGH_OFFICES.fullmatch(parts[0]) is not None or all(
        map(_AMAZIGH_FEMININE.fullmatch, parts)
    )


def usual_form(line: str) -> str:
    """A line that signs as its label alone would be printed: ``إعداد: …`` of ``إعداد وتصوير: …``.

    Without the address behind the name and the place it was written in; other lines as they are.
    """
    if not _BEGINS.match(line) or len(line) > MAX_LINE_CHARACTERS:
        return line
    line = _MAIL.sub("", _SPANISH.sub("", line))
    line = _WITH_PICTURES.sub(r"\g<work>", line)
    return without_place(line)


def without_place(name: str) -> str:
    """A name without the city behind it: ``Salma Tazi in Rabat``."""
    found = _IN_PLACE.match(name)
    return found["said"] if found and is_city(found["place"]) else name


def written_by(line: str) -> str:
    """The names in a line that credits the writing, or that calls a column theirs; else empty.

    ``Texto: Lucía Tazi  Fotos: Omar Benali``; in a line without another credit the word may be a
    heading, so that only full names count.
    """
    if not _BEGINS.match(line) or len(line) > MAX_LINE_CHARACTERS:
        return ""
    line = _WITH_PICTURES.sub(r"\g<work>", line)
    credits = _OTHER_CREDIT.search(line)
    found = _WROTE.match(line[: credits.start()] if credits else line)
    if found:
        names = [one.strip() for one in _AND.split(found["names"])]
        told = (is_full_name(one) or (credits and _CAPITALS.fullmatch(one)) for one in names)
        return found["names"].strip() if len(names) <= MAX_NAMES and all(told) else ""
    column = _COLUMN.match(line)
    return column["names"] if column and is_full_name(column["names"]) else ""


def is_of_team(name: str) -> bool:
    """Whether a name is that of a desk, an office or a society, by its first word."""
    words = folded_words(name)
    return bool(words) and words[0] in _TEAMS


def is_of_column(line: str) -> bool:
    """Whether a line calls a column somebody's, who may also be whom it speaks of."""
    return _COLUMN.match(line) is not None


def begins_otherwise(text: str) -> bool:
    """Whether a text may begin such a line."""
    return _BEGINS.match(text) is not None


def are_full_names(text: str) -> bool:
    """Whether a text is two to four full names, joined by a mark or "and", and nothing else."""
    names = _AND.split(text)
    return 1 < len(names) <= MAX_NAMES and all(map(is_full_name, names))


def is_name_with_initial(text: str) -> bool:
    """Whether a text is an initial and a family name: ``H. Toubali``, ``J.-P. Aubin``."""
    found = _INITIAL.fullmatch(text.strip())
    return found is not None and not (is_city(found["name"]) or is_short_city(text))


def without_brackets(name: str) -> str:
    """A name without what stands in brackets behind it, ``(و م ع)``; a desk's what is in them."""
    found = _IN_BRACKETS.search(name)
    # "Deutsche Welle (www.dw.com)": what has an address is nobody's name
    if found is None or not found.start() or _ADDRESS.search(found[1]):
        return name
    before = name[: found.start()]
    if is_full_name(found[1]) and not is_full_name(before):
        return found[1]
    desk = is_agency(before) or DESK.issuperset(folded_words(before))
    return found[1] if desk else before
