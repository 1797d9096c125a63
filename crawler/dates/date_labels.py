"""Labels before dates: of publication (``نشر في``) or of the last change (``آخر تحديث``).

The site's own are the day on which its page is shown, or was printed: ``طبع في``, ``Imprimé le``.
"""

import re
from collections.abc import Iterable
from typing import Literal

from crawler.dates.mention_and_instant import Mention

PUBLISHED, UNLABELLED, UPDATED, SITES = range(4)
"""Ranks of a date as the date of publication; the lowest is taken, and the site's own never."""
Label = Literal["published", "updated", "site"]
_NAMES: dict[int, Label] = {PUBLISHED: "published", UPDATED: "updated", SITES: "site"}
_LABEL = re.compile(
    r"(?P<site>(?:تحديث|تعديل)\s+(?:محتوي\s+)?(?:هذا\s+)?(?:ل?لموقع|الموقع|للصحيفه|للجريده|للبوابه)"
    r"|(?:mise?\s+a\s+jour|actualisation|modification)\s+d[ue]\s+(?:ce\s+)?(?:site|portail)"
    r"|site\s+(?:mis\s+a\s+jour|(?:last\s+)?updated?)|nous\s+sommes\s+le|اليوم\s+هو|©|copyright"
    r"|(?:actualiza|modifica)(?:d[oa]|cion)\s+d(?:el|e\s+la|e\s+este)\s+(?:sitio|portal|web|pagina)"
    r"|(?:sitio(?:\s+web)?|portal)\s+actualizado|حقوق"
    # no button to print: طباعة, imprimer
    r"|\bطبعت?\s+(?:هذ[اه]\s+\w+\s+)?(?:في|يوم|بتاريخ)|تاريخ\s+(?:ال)?(?:طبع|طباعه)|imprimee?\s+le"
    r"|date\s+d'\s?impression|impres[oa]\s+el|fecha\s+de\s+impresion|printed\s+(?:on|at)|print(?:ing)?\s+date)"
    r"|(?P<updated>(?:modification|actualisation|mise\s+a\s+jour)\s+de\s+la\s+publication|تحديث|تعديل|محدث|تحيين|\bعدل(?:ت)?\s+(?:يوم|في|بتاريخ)|modifi|mise?\s+a\s+jour|\bmaj\b|actualise|actualiza(?:d[oa]|cion)|updat)"
    r"|نشر|اضيف|publi|posted|en\s+ligne"
    # at the start alone, as Joomla prints it: what else was created is no article
    r"|(?:\A|[|•·,]\s*)(?:creado(?:\s+el|\s+en|\s*:)|cree(?:\s+le|\s*:)|created(?:\s+on|\s*:)"
    r"|(?:تم\s+)?(?:انشاو?ه|انشاءه|انشي)\s+(?:في|يوم|بتاريخ))"
    # in prose letters are sent, too: with a colon it is a label
    r"|\b(?:ارسلت?|ادرجت?|وضعت?)\s+(?:في|يوم|بتاريخ)\s*:|(?:envoye|soumis|ajoute)e?\s+le\s*:"
)


def first_published(text: str, mentions: Iterable[Mention]) -> tuple[int, Mention] | None:
    """The first date labelled as published, else the first unlabelled, else the first updated."""
    best: tuple[int, Mention] | None = None
    after = 0
    for mention in mentions:
        rank = _rank(text, after, mention.start)
        if rank < (SITES if best is None else best[0]):
            best = rank, mention
        after = mention.end
    return best


def first_updated(text: str, mentions: Iterable[Mention]) -> Mention | None:
    """The first date labelled as that of a change: ``آخر تحديث: 5 نوفمبر``, ``Modifié le …``."""
    after = 0
    for mention in mentions:
        if _rank(text, after, mention.start) == UPDATED:
            return mention
        after = mention.end
    return None


def _rank(text: str, after: int, start: int) -> int:
    """The rank of a date by the label nearest before it: ``آخر تحديث:`` or ``نشر في:``."""
    rank = UNLABELLED
    for label in _LABEL.finditer(text, after, max(after, start)):
        rank = _rank_of(label)
    return rank


def labels(text: str) -> list[Label]:
    """What each label in a folded text says of the date that follows it."""
    return [_NAMES[_rank_of(label)] for label in _LABEL.finditer(text)]


def _rank_of(label: re.Match[str]) -> int:
    return SITES if label["site"] else UPDATED if label["updated"] else PUBLISHED
