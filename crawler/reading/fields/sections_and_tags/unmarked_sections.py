"""Sections that no class and no relation marks: labelled, above the headline, in a path from home.

Old templates print them as plain text. Above the headline it must be what papers call a section
(``names_of_sections``), or the name of a link of the site's own, which its menu has.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lxml import html

from crawler.arabic import folded_words, word_count
from crawler.markup.bounded_html_parsing import query
from crawler.markup.page_lines import clean
from crawler.markup.visible_text import visible_text
from crawler.reading.fields.bylines_near_headline import before_text
from crawler.reading.fields.page_surroundings import Surroundings
from crawler.reading.fields.sections_and_tags.kickers import (
    folders,
    kicker,
    section_in_details,
)
from crawler.reading.fields.sections_and_tags.labelled_lists import (
    MAX_LEVELS,
    MAX_OVERLINE_WORDS,
    may_be_section,
)
from crawler.reading.fields.sections_and_tags.marked_sections_and_tags import marked_paths
from crawler.reading.fields.sections_and_tags.printed_paths import section_of_path
from crawler.reading.fields.sections_and_tags.tags_by_hook_or_address import section_by_hook
from crawler.reading.names.names_of_sections import (
    HOME,
    SECTION_LABELS,
    names_a_genre,
    names_a_section,
    without_accents,
)
from crawler.reading.names.outlet_names import joined
from crawler.reading.parsed_page import ParsedPage

MAX_ABOVE = 6
"""Elements without a link above the headline that are looked at."""
MAX_CHARACTERS = 40
MAX_LINKS = 300
"""Links of a page that are looked at; its menu's are among the first."""
MAX_PATH_CHARACTERS = 160
"""Characters of a path from home, the headline at its end counted."""
_SECTIONS_ADDRESS = re.compile(
    r"/(?:categor(?:y|ie)s?|cat|rubriques?|sections?|taxonomy/term|topics?)[/=?-]|[?&]cat(?:id|_id)?="
)
_STEP = re.compile(r"\s*(?:[»«›‹>\\→←]|/|::)\s*")
_LABEL = rf"(?:{'|'.join(map(re.escape, sorted(SECTION_LABELS)))})\s*[:：]"
_LABELLED = re.compile(rf"[\s|•·-]*{_LABEL}\s*(\S.{{1,40}}?)\s*", re.IGNORECASE)
_LABEL_ALONE = re.compile(rf"[\s|•·-]*{_LABEL}\s*", re.IGNORECASE)
_DOUBTFUL = re.compile(r"\W*(?:section|secci[oó]n|categor[ií]as?)\b", re.IGNORECASE)
"""Labels of sections, and of much else."""
MIN_TEXT, MIN_PARAGRAPHS = 60, 2
"""Characters of a paragraph of the text, and how many tell that it has begun."""
_PARAGRAPHS_BEFORE = query("preceding::p")
_PIECES = re.compile(r"\s*[|•·]\s*|\s+[-–—]\s+")
_LABELS = tuple(SECTION_LABELS)
_MAX_LABEL = max(map(len, SECTION_LABELS)) + 1
_NO_TEXT = frozenset(("script", "style", "noscript", "option", "title"))


def unmarked_sections(page: ParsedPage, around: Surroundings, headline: str) -> Iterator[str]:
    """The names that may be the article's section, the best first."""
    if around.heading is None:
        return
    yield from _by_address(page, around)
    if name := section_by_hook(page, around):
        yield name
    yield from _of_path(page, headline)
    yield from section_of_path(page, around, headline, marked_paths(page))
    yield from _labelled(page, around)
    above_headline = kicker(page, around)
    genre = names_a_genre(above_headline)
    if above_headline and not genre:
        yield above_headline
    above = list(islice(_texts_above(around.heading), MAX_ABOVE))
    if name := _known_to_menu(page, above) or section_in_details(page, around):
        yield name
    if genre:  # what a piece is says less than what it is about
        yield above_headline


def _by_address(page: ParsedPage, around: Surroundings) -> Iterator[str]:
    """The links between headline and text whose address says that they lead to a section."""
    for element in before_text(around.heading):
        if element.tag != "a" or not _SECTIONS_ADDRESS.search(element.get("href") or ""):
            continue
        text = visible_text(element, 2 * MAX_CHARACTERS)
        if 0 < word_count(text) <= MAX_OVERLINE_WORDS and not around.is_elsewhere(element):
            yield text


def _of_path(page: ParsedPage, headline: str) -> Iterator[str]:
    """The last step but the headline of a row that begins with a link home: ``Accueil » Sport``."""
    own = " ".join(folded_words(headline))
    for link in islice(page.tree.iter("a"), MAX_LINKS):
        row = link.getparent()
        said = "".join(link.itertext()).strip()
        if row is None or len(said) > MAX_CHARACTERS or " ".join(folded_words(said)) not in HOME:
            continue
        text = visible_text(row, MAX_PATH_CHARACTERS + 1)
        steps = [step for step in _STEP.split(text) if step.strip()]
        if len(text) > MAX_PATH_CHARACTERS or len(steps) not in range(2, 6):
            continue
        for step in reversed(steps[1:]):
            key = " ".join(folded_words(step))
            if key and not own.startswith(key) and word_count(step) <= MAX_OVERLINE_WORDS:
                yield step.strip()
                break


def _labelled(page: ParsedPage, around: Surroundings) -> Iterator[str]:
    """The text behind a label of sections: ``القسم: رياضة``."""
    # a plain search first, that rarely finds
    before_colons = (text[-_MAX_LABEL:].rstrip().lower() for text in page.printed.split(":")[:-1])
    if not any(text.endswith(_LABELS) for text in before_colons):
        return
    before: html.HtmlElement | None = None
    for element in page.tree.iter():
        if not isinstance(element.tag, str) or element.tag in _NO_TEXT:
            continue
        for text in (element.text or "", element.tail or ""):
            said = clean(text)
            if before is not None and said:
                if word_count(said) <= MAX_OVERLINE_WORDS and not around.is_elsewhere(before):
                    yield said
                before = None
            if len(said) > 2 * MAX_CHARACTERS:
                continue
            found = next(filter(None, map(_LABELLED.fullmatch, _pieces(said))), None)
            if found and word_count(found[1]) <= MAX_OVERLINE_WORDS:
                if _may_follow_label(page, element, found) and not around.is_elsewhere(element):
                    yield found[1]
            elif _LABEL_ALONE.fullmatch(said):
                before = element


def _may_follow_label(page: ParsedPage, element: html.HtmlElement, found: re.Match[str]) -> bool:
    """Whether a name behind a label may be the section: a row of several lists tags.

    ``Section: Sales`` may stand in an advertisement, and ``Categoría: Senior`` in a table.
    """
    name = found[1]
    if any(map(str.isdigit, name)) or any(mark in name for mark in ",،"):
        return False
    if not _DOUBTFUL.match(found[0]) or names_a_section(name):
        return True
    if without_accents(joined(name)) in folders(page.url):
        return True
    paragraphs = (visible_text(one, MIN_TEXT) for one in _PARAGRAPHS_BEFORE(element))
    return sum(len(text) >= MIN_TEXT for text in paragraphs) < MIN_PARAGRAPHS


def _pieces(line: str) -> list[str]:
    """The pieces of a line that a section may share with the date: ``09.03.26 | القسم: حوادث``."""
    return _PIECES.split(line) if any(map(str.isdigit, line)) else [line]


def _texts_above(heading: html.HtmlElement) -> Iterator[str]:
    """The short texts without a link above a headline, the nearest first."""
    element = heading
    for _ in range(MAX_LEVELS):
        for before in element.itersiblings(preceding=True):
            if not isinstance(before.tag, str) or next(before.iter("a"), None) is not None:
                continue
            text = visible_text(before, MAX_CHARACTERS + 1)
            if 0 < len(text) <= MAX_CHARACTERS:
                yield text
        parent = element.getparent()
        if parent is None or parent.tag in ("body", "html"):
            return
        element = parent


def _known_to_menu(page: ParsedPage, texts: Sequence[str]) -> str:
    """The first of some texts that is the name of a link to a section of the site."""
    wanted = {text: " ".join(folded_words(text)) for text in texts}
    named = set[str]()
    for link in islice(page.tree.iter("a"), MAX_LINKS) if wanted else ():
        # compared as printed: to fold the words of every link costs more than all other places
        text = " ".join("".join(link.itertext()).split())
        if text in wanted and may_be_section(page, link, wanted[text]):
            named.add(text)
    return next((text for text in texts if text in named), "")
