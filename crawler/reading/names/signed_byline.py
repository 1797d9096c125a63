"""Signatures on a line of their own: ``بقلم: سعاد بنعلي``, ``حاوره: عمر الفاسي``."""

import re
from collections.abc import Collection, Iterable, Sequence

from crawler.arabic import folded_words
from crawler.reading.names.byline_spellings import (
    is_amazigh_office,
    is_of_column,
    is_of_team,
    usual_form,
    written_by,
)
from crawler.reading.names.byline_words import (
    AMAZIGH_LABEL,
    BYLINE_LABEL,
    DESK,
    KIND_OF_PIECE,
    OF_WORK_DONE,
    OTHER_WORK,
    ROLES,
    TITLES,
    WRITTEN_IN_LATIN,
)
from crawler.reading.names.correspondents import correspondent, is_by_role
from crawler.reading.names.dateline import is_city, is_city_or_agency, is_short_city
from crawler.reading.names.given_names import is_full_name
from crawler.reading.names.outlet_names import joined

MAX_NAME_WORDS = 10
"""Two authors of five words each."""
MAX_SIGNATURE_CHARACTERS = 120
"""Characters of a line that signs."""
_NAME = r"(?P<name>[^\d.!؟?:«»\"“”]{3,80}?)"
_TITLE = r"(?:(?:[دذ]ة?|م|أ|dr|pr|prof|me|mme|mlle|mr|mrs|ms)\s?\.\s*){0,2}"
"""Titles before the name with a dot, which no name has."""
_SIGNED = re.compile(
    rf"^[*\s–|-]{{0,4}}{KIND_OF_PIECE}"
    r"(?:(?:بقلم|من\s+[إا](?:عداد|نجاز)|ك[\u064f]?تب\s+بواسطة)(?:\s*[:：/]\s*|\s+)"
    r"|(?:propos|entretien|interview)\s+(?:recueilli|réalisé|mené|conduit)(?:e?s)?\s+par\s*:?\s+"
    r"|حوار\s*[:：]\s*+(?!ال|مع\s)"
    r"|(?:كتبتها|كتبته|كتبها|كتبه|كتبت|كتب|حررتها|حررته|حررها|حرره|[إا]نجاز|أنجز(?:ه|ها|ته|تها)|[إا]عداد(?:\s+و\s?تقديم)?|بواسطة|حاورها|حاورهم|حاوره|حاورته|حاورتها"
    r"|أجر[ىت]\s+(?:الحوار|المقابلة)|أعد[ّ]?(?:ه|ها|ته|تها)"
    r"|(?:écrite?|rédigée?|réalisée?|publiée?|postée?)\s+par|(?:written|interview(?:ed)?|reported|posted|published)\s+by"
    r"|(?:ال)?(?:كاتبة?|مؤلفة?)|الصحا?في[ةه]?|المحررة?|نشر\s+بواسطة|auteure?s?|autrice|authors?"
    r"|journaliste|par|by|por)\s*[:：/]\s*)"
    rf"{_TITLE}{_NAME}[\s*–،,-]{{0,4}}$",
    re.IGNORECASE,
)
_SIGNED_BARE = re.compile(
    r"^[*\s–|-]{0,4}(?:حاورها|حاورهم|حاوره|حاورته|حاورتها|[إا]عداد\s+و\s?تقديم"
    r"|Par|PAR|By|BY|Por|(?:Écrit|Ecrit|Rédigé|Recueilli|(?:Enquête|Reportage|Dossier|Portrait)\s+réalisée?)\s+par|(?:Written|Interviewed|Reporting|Compiled)\s+by)\s+"
    rf"(?i:{_TITLE}){_NAME}[\s*–،,-]{{0,4}}$"
)
"""A label without a colon: the whole line must then be the names."""
_OF_WORK = re.compile(
    r"^[*\s–|-]{0,4}(?:(?:ال)?(?:مراسلة?|متابعة|خبرنگار|نویسنده)|مراسلنا|مراسلتنا)\s*[:：/]\s*"
    rf"{_TITLE}{_NAME}[\s*–،,-]{{0,4}}$"
)
"""Labels that are also a kind of article: ``متابعة: سعاد بنعلي``, and a headline may follow."""
MAX_WORDS_BEHIND_WORK = 4
"""Words of one name behind such a label: ``عبد الله بن علي``."""
_OF_GENRE = re.compile(
    r"^[*\s–|-]{0,4}(?:تحقيق|تقرير|ر[يوب]+رتاج|استطلاع|تغطية"
    r"|(?i:enqu[êe]te|reportage|r[ée]cit|reportaje|cr[óo]nica|reporting)"
    rf"|توقيع|{OF_WORK_DONE}|{WRITTEN_IN_LATIN})\s*[:：/]\s*"
    r"(?P<names>[^\d.!؟?:«»\"“”]{3,80}?)[\s*–،-]{0,4}$"
    r"|^[*\s–|-]{0,4}(?:(?i:une?\s+(?:enqu[êe]te|reportage|r[ée]cit|chronique))\s+(?:de|par)"
    r"|(?i:una?\s+(?:cr[óo]nica|reportaje|relato|art[íi]culo|informaci[óo]n))\s+(?:de|por)"
    r"|(?i:an?\s+(?:report|story|chronicle))\s+by)\s+"
    r"(?P<behind>[^\d.!؟?:«»\"“”]{3,80}?)[\s*–،-]{0,4}$"
)
"""A genre signs only before full names; a portrait's and an interview's are of their subject."""
MAX_GENRE_NAMES = 3
_AMAZIGH = re.compile(rf"^[*\s–|-]{{0,4}}{AMAZIGH_LABEL}\s*(?:[:：]\s*|\s){_NAME}[\s*]*$")
MAX_AMAZIGH_WORDS = 4
"""Words of a name in letters without capitals, behind a preposition."""
_CAPITALS = re.compile(
    r"(?:[A-ZÀ-Ý][\w'’.-]*|de|du|el|al|ben|bin|bint|van|von|et|and|y|,|&)"
    r"(?:\s*,?\s+(?:[A-ZÀ-Ý][\w'’.-]*|de|du|el|al|ben|bin|bint|van|von|et|and|y|&))*"
)
MAX_BARE_WORDS = 7
"""Words of names behind a label without a colon."""


def signature(line: str) -> str | None:
    """The name in a line that signs a text; ``None`` where the line signs nothing."""
    if wrote := written_by(line):
        return wrote
    line = usual_form(line)
    if len(line) >= MAX_SIGNATURE_CHARACTERS or OTHER_WORK.search(line):
        return None
    if sent := correspondent(line):
        return sent
    if amazigh := _AMAZIGH.match(line):
        # in a name no letter stands alone: "of" and "in" do
        parts = amazigh["name"].split()
        told = 1 < len(parts) <= MAX_AMAZIGH_WORDS and all(len(part) > 1 for part in parts)
        latin = parts[0][0] < "\u0250"
        if latin and not _CAPITALS.fullmatch(amazigh["name"].strip()):
            return None
        return amazigh["name"] if told and not is_amazigh_office(parts) else None
    signed = _SIGNED.match(line)
    bare = None if signed else _SIGNED_BARE.match(line)
    name = signed["name"] if signed else bare["name"] if bare else ""
    if bare and name[0].isascii() and not _CAPITALS.fullmatch(name):
        return None
    if is_of_team(name):
        return None
    if not name and (by_work := _OF_WORK.match(line)):
        words = len(folded_words(by_work["name"]))
        return by_work["name"] if words in range(2, MAX_WORDS_BEHIND_WORK + 1) else None
    if not name and (by_genre := _OF_GENRE.match(line)):
        names = by_genre["names"] or by_genre["behind"]
        people = _AND.split(names)
        named = len(people) <= MAX_GENRE_NAMES and all(map(is_full_name, people))
        return names if named else None
    # one word is no person's name
    limit = MAX_BARE_WORDS if bare else MAX_NAME_WORDS
    return name if len(folded_words(name)) in range(2, limit + 1) else None


_IN_BRACKETS_WORK = re.compile(
    r"\s*(?P<name>[^()\d,،;:.!?؟«»]{5,50}?)\s*\(\s*(?P<work>[^()\d]{2,30}?)\s*\)\s*(?:[,،;/|&–—-]\s*|(?:et|and|y|و)\s*)?"
)
_WRITING = re.compile(
    r"(?:textes?|textos?|text|words|récit|story|(?:ال)?نص(?:وص)?)(?!\w)", re.IGNORECASE
)


def writers_in_brackets(line: str) -> str:
    """Who wrote in a line of names, each with the work in brackets: ``Omar Tazi (texte), …``."""
    wrote, others, at = list[str](), False, 0
    while at < len(line):
        found = _IN_BRACKETS_WORK.match(line, at)
        if found is None:
            return ""
        name, work = found["name"].strip(), found["work"]
        if not is_full_name(name) and _CAPITALS.fullmatch(name) is None:
            return ""
        if _WRITING.match(work):
            wrote.append(name)
        elif OTHER_WORK.match(work):
            others = True
        else:
            return ""
        at = found.end()
    # a book's title stands before such a word, too
    if not others and not all(map(is_full_name, wrote)):
        return ""
    return "، ".join(wrote)


def may_name_subject(line: str) -> bool:
    """Whether the label of a line also stands before those whom a text is about."""
    by_genre = _OF_GENRE.match(line) is not None and not _SIGNED.match(line)
    return by_genre or is_of_column(line) or correspondent(line) is not None


def is_subject(name: str, headline: str, texts: Iterable[str]) -> bool:
    """Whether a headline has the family name of one who is named, or a text the full name."""
    people = [words for one in _AND.split(name) if (words := folded_words(one))]
    if not {*folded_words(headline)}.isdisjoint(words[-1] for words in people):
        return True
    said = [" ".join(folded_words(text)) for text in texts if len(text) > MAX_PLACED]
    return any(" ".join(words) in text for words in people for text in said)


_PLACED = re.compile(r"\s*(?:\s[-–—]+\s?|[-–—]+\s|/+|[|،,:])\s*")
"""What stands between an author, the place and the outlet."""
MAX_PLACED = 80
"""Characters of a name with a city and the outlet's name."""
MAX_PLACED_PARTS = 4
_WITH_INITIAL = re.compile(
    r"[^\W\d_]\.\s?(?:(?:[أآا]يت|بن|ابن|بنت|[أا]بو|عبد|[Ee]l|[Aa]l|[Aa]it|[Bb]en|[Bb]in)\s){0,2}[^\W\d_][\w'’-]+"
    r"|[^\W\d_][\w'’-]{2,}(?:\s[\w'’-]{2,})?\s[^\W\d_]\."
)
"""A name of which one part is an initial: ``م. الزروالي``, ``Salma T.``"""
_OF_SECTION = re.compile(r"ال\w+(?:ة|ات)")
"""Feminine and plural nouns with an article: ``الرياضة``, ``الجهات``."""
_IN_BRACKETS = re.compile(r"\s*\(([^()]{2,30})\)\s*$")
_LABEL_ALONE = re.compile(r"\s*(?:مراسلة?|متابعة|من|المراسل|تحرير|كتب|بقلم)\s*")
MAX_PLACE_WORDS = 2
"""Words of a place that is no known city."""


def signature_from(line: str, own: Collection[str] = ()) -> str | None:
    """The name in a line that is a full name with a city, with the outlet's ``own`` name, or both.

    ``سعاد بنعلي - مكناس``, ``صوت الشاوية: سعاد بنعلي``; ``None``: it is no such line.
    """
    line = line.strip("*–- ")
    if len(line) > MAX_PLACED:
        return None
    if own and "." in line and (name := _with_initial(line, own)):
        return name
    if line.endswith((".", "!", "؟", "?", "…")):
        return None
    line = _IN_BRACKETS.sub(r" - \1", line)  # a name, and where it wrote in brackets
    parts = [part for part in _PLACED.split(line) if part.strip()]
    if not 2 <= len(parts) <= MAX_PLACED_PARTS:  # else each line of a text is split
        return None
    parts = [part for part in parts if not _LABEL_ALONE.fullmatch(part)]
    if any(map(is_by_role, parts)):  # whose correspondent it is decides ``correspondent``
        return None
    names = [part for part in parts if not is_city(part) and is_full_name(_untitled(part))]
    others = [part for part in parts if part not in names]
    if len(names) != 1 or len(others) != len(parts) - 1 or any(map(OTHER_WORK.match, others)):
        return None
    unknown = [one for one in others if not is_city_or_agency(one) and joined(one) not in own]
    # a colon also stands behind who speaks, or behind a subject
    bare = ":" not in line and all(part.count(" ") < MAX_PLACE_WORDS for part in unknown)
    return _untitled(names[0]) if not unknown or (bare and len(unknown) == 1) else None


def _with_initial(line: str, own: Collection[str]) -> str | None:
    """The name with an initial that stands beside the outlet's ``own`` name, and nothing else.

    Such a name has no given name to be known by; the outlet's tells what the line is.
    """
    parts = _PLACED.split(line)
    others = [part for part in parts if joined(part) not in own]
    if len(parts) != 2 or len(others) != 1 or not _WITH_INITIAL.fullmatch(others[0].strip()):
        return None
    name = others[0].strip()
    rest = " ".join(word for word in name.replace(".", ". ").split() if not word.endswith("."))
    # sections and towns are shortened so, too: "ق. الرياضي", "م. العيون"
    if name.startswith("ق.") or _OF_SECTION.fullmatch(rest):
        return None
    if not DESK.isdisjoint(folded_words(rest)) or is_city(rest) or is_short_city(name):
        return None
    return None if any(word[0].islower() for word in name.split()) else name


def may_name_site(line: str) -> bool:
    """Whether a line is short, and has two parts of which one may be the outlet's name."""
    return len(line) <= MAX_PLACED and _PLACED.search(line) is not None


def _untitled(text: str) -> str:
    """A name without its titles and the mark of a note behind it: ``د. سعاد بنعلي*``."""
    return TITLES.sub("", text.strip(" *–-:،"), count=1).strip(" *")


_SENT = re.compile(
    r"\s*[,،–—-]\s*(?:(?:notre|nos|our)\s+)?(?:envoyée?s?|correspondante?s?|correspondents?|موفد\w*|مراسل\w*)\s",
    re.IGNORECASE,
)
"""What stands behind names that were sent somewhere: ``, envoyés spéciaux à Boujdour``."""


def credited(line: str) -> str | None:
    """The author's name in a line that may name a translator, too; ``None`` without an author."""
    if wrote := written_by(line):
        return wrote
    line = _SENT.split(usual_form(line), maxsplit=1)[0]
    other = OTHER_WORK.search(line) if len(line) < MAX_SIGNATURE_CHARACTERS else None
    return signature(line[: other.start()].rstrip(" /|،,-–(") if other else line)


def is_credit(line: str) -> bool:
    """Whether a line names somebody for other work, and nobody else: ``ترجمة: رضوان المجدوبي``."""
    return len(line) < MAX_SIGNATURE_CHARACTERS and _CREDIT.fullmatch(line) is not None


_CREDIT = re.compile(
    rf"[\s*–—(|-]*{OTHER_WORK.pattern}(?:\s*[:：]\s*|\s+(?:par|by|de l['’]\w+ par)\s+)"
    r"(?:[^\W\d]+[\s.'’-]*){1,5}[\s*)–—-]*",
    re.IGNORECASE,
)
"""A label of other work, a colon or "by", and a name."""


def find_signature(
    paragraphs: Sequence[str], own: Collection[str] = (), headline: str = ""
) -> tuple[frozenset[int], str] | None:
    """The numbers of the lines that sign a text, and the name; ``None`` where none does.

    Only the first two lines and the last ones are looked at. Behind a name may stand what its
    bearer is, and at the end a note on who that is, where a star leads to it. ``own``: the
    outlet's names, joined. Who stands in headline or text is a genre's or a role's subject.
    """
    count = len(paragraphs)
    for number in (0, 1, count - 2, count - 1) if count > 2 else ():
        line = paragraphs[number]
        behind = paragraphs[number + 1] if number + 1 < count else ""
        name = signature(line) or signature_from(line, own)
        if not name and number in (0, count - 1, count - 2):
            name = _bare_name(line)
        if not name or (number == count - 2 and not _is_role(behind)):
            continue
        if may_name_subject(line) and is_subject(
            name, headline, (*paragraphs[:number], *paragraphs[number + 1 :])
        ):
            continue
        if number and _SIGNS_LETTER.match(line) and _OF_LETTER.search(headline):
            continue
        signing = {number, number + 1} if _is_role(behind) else {number}
        if line.rstrip().endswith("*") and is_note(paragraphs[-1]):
            signing.add(count - 1)
        return frozenset(signing), name
    return None


_SIGNS_LETTER = re.compile(r"\W*(?:توقيع|التوقيع|signée?)\b", re.IGNORECASE)
_OF_LETTER = re.compile(
    r"رسالة|بلاغ|بيان|نداء|عريضة|\b(?:lettres?|communiqué|appel|pétition|manifeste|carta|comunicado"
    r"|llamamiento|manifiesto|letter|statement|petition|appeal)\b",
    re.IGNORECASE,
)
"""A headline of a text that is printed in full: who signs it wrote it, but not for the outlet."""


def _bare_name(line: str) -> str | None:
    """The full name that a line consists of, behind a label without a colon or with a title."""
    if len(line) > MAX_PLACED:  # a paragraph
        return None
    bare = BYLINE_LABEL.sub("", line, count=1)
    said = _untitled(bare)
    parts = [_untitled(part) for part in _AND.split(said)]
    if 0 < len(parts) <= 2 and all(map(is_full_name, parts)):
        return said
    # behind a label capitals are enough for a name that is not among the common ones
    words = len(folded_words(said))
    latin = bare != line and said[:1].isascii() and _CAPITALS.fullmatch(said) is not None
    return said if latin and words in range(2, MAX_BARE_WORDS + 1) else None


_AND = re.compile(r"\s+(?:و|et|and|y)\s+|\s+و(?=\w)|\s*[،,&]\s*")


def is_note(line: str) -> bool:
    """Whether the last line is the note on the author that a star leads to: ``* كاتبة وباحثة``."""
    return line.lstrip().startswith("*") and len(folded_words(line)) <= MAX_NOTE_WORDS


def is_note_on_author(line: str) -> bool:
    """Whether the last line is such a note that begins with what somebody is."""
    words = folded_words(line)
    return is_note(line) and bool(words) and words[0] in ROLES


MAX_NOTE_WORDS = 20


def _is_role(line: str) -> bool:
    """Whether a line says what somebody is, and nothing else: ``أستاذ باحث في علوم التربية``."""
    words = folded_words(line)
    ended = line.endswith((".", "!", "؟", "?", ":", "…"))
    return bool(words) and words[0] in ROLES and len(words) <= MAX_ROLE_WORDS and not ended


MAX_ROLE_WORDS = 9
"""Words of a line that says what an author is."""
