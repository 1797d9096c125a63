"""Tags that are printed behind their label without links: ``Mots clés : olives, mémoire``."""

import re

from lxml import html

from crawler.arabic import folded_words
from crawler.markup.bounded_html_parsing import query
from crawler.markup.visible_text import visible_text
from crawler.reading.fields.page_surroundings import (
    MAX_LABEL_CHARACTERS,
    MIN_TEXT_CHARACTERS,
    Surroundings,
    as_label,
)
from crawler.reading.fields.sections_and_tags.labelled_lists import TAG_LABELS, short_name
from crawler.reading.fields.sections_and_tags.tags_by_hook_or_address import is_in_footer

MAX_LINE_CHARACTERS = 400
MAX_TAGS = 20
MAX_ONLY_TAG_WORDS = 3
"""Words of a tag that no mark divides from others; more may be a sentence."""
_NO_TAGS = frozenset(folded_words("aucun aucune none no ninguna ninguno لا بدون voir see more"))
"""Words of a row without tags."""
# the few texts with a colon near their beginning: to cut the page's whole text takes far longer
_TEXTS = query(f"following::text()[contains(substring(., 1, {MAX_LABEL_CHARACTERS}), ':')]")
_BETWEEN = re.compile(r"\s*[,،;؛|•·#]\s*|\s+[-–—/]\s+")


def printed_tags(around: Surroundings) -> list[str]:
    """The names behind a label and a colon, if they end the text; none: an empty list."""
    # nearly no page has such a label, and plain strings are looked at sooner
    if around.heading is None or TAG_LABELS.isdisjoint(around.labels_before_colon):
        return []
    for text in _TEXTS(around.heading):
        label, _, rest = text.partition(":")
        holder = text.getparent()
        if len(label) > MAX_LABEL_CHARACTERS or as_label(label) not in TAG_LABELS:
            continue
        if holder is None or holder.tag in ("script", "style", "title", "option"):
            continue
        # the label may be set in bold, or in an element of its own
        line = holder.getparent() if text.is_tail or not rest.strip() else holder
        if line is None or around.is_elsewhere(line) or _goes_on(line) or is_in_footer(line):
            continue
        if any(one.tag == "figure" or _is_hidden(one) for one in (line, *line.iterancestors())):
            continue  # a picture's keywords, or those for search engines
        if names := _names(line):
            return names
    return []


def _names(line: html.HtmlElement) -> list[str]:
    """The names of a line that consists of a label and short texts between marks."""
    said = visible_text(line, MAX_LINE_CHARACTERS + 1)
    label, _, rest = said.partition(":")
    if len(said) > MAX_LINE_CHARACTERS or as_label(label) not in TAG_LABELS or ":" in rest:
        return []
    if next(line.iter("a", "input", "button"), None) is not None:
        return []
    if any(mark in rest for mark in ",،"):
        rest = re.split(r"\s[|•·]\s", rest)[0]  # behind the tags: the day, what to share
    names = [one for part in _BETWEEN.split(rest.strip().rstrip(".")) if (one := part.strip())]
    if not all(map(short_name, names)) or len(names) > MAX_TAGS:
        return []
    if len(names) == 1 and (len(rest.split()) > MAX_ONLY_TAG_WORDS or _is_none(names[0])):
        return []
    return names


def _is_none(name: str) -> bool:
    return not _NO_TAGS.isdisjoint(folded_words(name))


def _is_hidden(element: html.HtmlElement) -> bool:
    return "display:none" in element.get("style", "").replace(" ", "").lower()


def _goes_on(line: html.HtmlElement) -> bool:
    """Whether the text goes on behind a line, which is a part of it then."""
    return any(
        len(visible_text(one, MIN_TEXT_CHARACTERS)) >= MIN_TEXT_CHARACTERS
        for one in line.itersiblings("p")
    )
