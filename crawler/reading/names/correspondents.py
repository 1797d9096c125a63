"""Labels of correspondents, with the place before the name: ``De notre correspondante à Fès, …``.

Arabic, French, English and Spanish: ``من مراسلنا في وجدة: …``, ``Nuestro enviado especial a …``.
"""

import re

from crawler.arabic import folded_words, without_accents
from crawler.reading.names.given_names import is_full_name

_FRENCH = (
    r"(?:(?:notre|nos|votre)\s+)?"
    r"(?:envoyée?s?\s+(?:spécia(?:le?s?|ux)|permanente?s?)"
    r"|correspondante?s?(?:\s+(?:permanente?s?|régiona(?:le?s?|ux)|particulière?s?))?)"
)
_ENGLISH = r"(?:our|the)\s+(?:own\s+|special\s+){0,2}(?:correspondents?|reporters?)"
_SPANISH = r"(?:nuestr[oa]s?\s+)?(?:corresponsal(?:es)?|enviad[oa]s?\s+especial(?:es)?)"
_ARABIC = r"(?:ال)?(?:مراسل|موفد)(?:نا|تنا|ينا|ونا|ا|ي|و|ة|ات|اتنا)?(?:\s+الخاص(?:ة|ين|ون)?)?"
LABEL = re.compile(
    r"^[\s*–(|-]{0,4}(?:(?:par|de|by|from|por|من|عن|بقلم|كتب(?:ت)?)\s*:?\s+)?"
    rf"(?:{_FRENCH}|{_ENGLISH}|{_SPANISH}|{_ARABIC})"
    # where, or for whom; no place has a digit
    r"(?:\s+[^\s\d,،:–—|.«»]+){0,5}"
    r"(?:\s*[,،:：–—|]\s*|\s+-\s+)",
    re.IGNORECASE,
)
"""The label, up to the mark before the name."""
_WHERE = r"(?:à|au|aux|en|dans|depuis|in|at|from|a|desde|في|من|[إا]لى|ب(?=\w))"
_ROLE = re.compile(
    rf"\s*[,،–—(-]\s*(?:{_FRENCH}|{_ENGLISH}|{_SPANISH}|{_ARABIC})"
    # whom somebody else sent, "envoyé spécial de l'ONU", is no author
    rf"(?:\s+{_WHERE}\s*[^\s\d,،:–—|.!?؟«»]+(?:\s+[^\s\d,،:–—|.!?؟«»]+){{0,2}})?[\s)*]*$",
    re.IGNORECASE,
)
"""The same behind a name, at the end of its line, with the place."""
_PLACE_BEHIND = re.compile(rf"\s*[,،]\s*{_WHERE}\s+[^,،]+$")
"""The place behind the name: ``Envoyé spécial, Omar Tazi, à New York``."""
MAX_LINE_CHARACTERS = 100
_AND = re.compile(r"\s+(?:و|et|and|y)\s+|\s+و(?=\w)|\s*[،,&]\s*")
_CAPITALS = re.compile(r"[A-ZÀ-Ý][\w'’-]+(?:\s+(?:[A-ZÀ-Ý][\w'’-]*|el|al|ben|bin|ait|ould)){1,4}")


def is_by_role(line: str) -> bool:
    """Whether a line has the word for a correspondent, and may be about one."""
    return _ANY_ROLE.search(line) is not None


_ANY_ROLE = re.compile(
    rf"(?<!\w)(?:{_FRENCH}|{_ENGLISH}|{_SPANISH}|{_ARABIC})(?!\w)", re.IGNORECASE
)


def correspondent(line: str) -> str | None:
    """The names in a line that names nobody but correspondents; ``None``: it is another line.

    A colon or a comma stands in headlines and sentences, too: what is left must be full names.
    """
    if len(line) > MAX_LINE_CHARACTERS:  # a paragraph
        return None
    if found := LABEL.match(line):
        named = _PLACE_BEHIND.sub("", line[found.end() :]).strip(" \t*–-)")
    elif found := _ROLE.search(line):
        named = line[: found.start()].strip(" \t*–-")
    else:
        return None
    return named if all(map(_is_name, _AND.split(named))) else None


def _is_name(text: str) -> bool:
    """Whether a text is a full name.

    Behind such a label capitals are enough, but clubs, firms and societies have them, too.
    """
    if is_full_name(text):
        return True
    words = folded_words(without_accents(text))
    return _CAPITALS.fullmatch(text) is not None and _OF_NO_PERSON.isdisjoint(words)


_OF_NO_PERSON = frozenset(
    folded_words("""
real royal royale racing atletico athletic club sporting union united city fc rc ac air airlines
bank banque banco banca agence agency agencia reporters sans sin without frontières fronteras
borders radio television televisión télévision news press presse prensa journal diario times post
tribune al-jazeera jazeera group groupe grupo société fondation foundation fundación institut
institute instituto université university universidad ministère ministry ministerio conseil
council consejo nations unies naciones nueva new international internacional nouvelle
""")
)
"""Words of names that are no person's, written with capitals all the same."""
