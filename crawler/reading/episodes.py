"""Serials: articles of their own under one address with a number each, as pages of one have."""

import re

from crawler.arabic import folded_words, without_accents
from crawler.markup.visible_text import visible_text
from crawler.reading.parsed_page import ParsedPage

MAX_TITLE_CHARACTERS = 300
_ORDINALS = (
    "الأولى الأول première premier first", "الثانية الثاني deuxième second seconde second",
    "الثالثة الثالث troisième third", "الرابعة الرابع quatrième fourth",
    "الخامسة الخامس cinquième fifth", "السادسة السادس sixième sixth",
    "السابعة السابع septième seventh", "الثامنة الثامن huitième eighth",
    "التاسعة التاسع neuvième ninth", "العاشرة العاشر dixième tenth",
)  # fmt: skip
_NUMBERS = {
    without_accents(word): number
    for number, words in enumerate(_ORDINALS, 1)
    for word in folded_words(words)
}
_PART = r"(?:(?:ال)?(?:حلقه|جزء)|episode|partie|volet|chapitre|part|chapter)"
_EPISODES = (
    re.compile(rf"\b{_PART} (?:رقم |n )?(\w+)\b"),
    re.compile(r"\b(\w+) (?:episode|partie|volet|chapitre|part)\b"),
)
"""The number of an episode, behind its word or before it; folded, without accents."""


def numbers_an_episode(page: ParsedPage, number: int) -> bool:
    """Whether a page's title or heading says that it is that episode or part of a serial."""
    heading = next(page.tree.iter("h1"), None)
    for text in (page.title, "" if heading is None else visible_text(heading)):
        said = without_accents(" ".join(folded_words(text[:MAX_TITLE_CHARACTERS])))
        for told in (one for episode in _EPISODES for one in episode.findall(said)):
            if (int(told) if told.isdecimal() else _NUMBERS.get(told)) == number:
                return True
    return False
