"""The section in a short text beside the headline that no link leads from, and in a row of details.

Alone right above the headline, or the one piece of a row with the date that papers call a section.
"""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote, urlsplit

from lxml import html

from crawler.arabic import folded_words, word_count
from crawler.markup.page_lines import clean
from crawler.markup.visible_text import visible_text
from crawler.markup.widget_class_names import has_word, words_of
from crawler.reading.author_and_home_links import leads_home, leads_to_author
from crawler.reading.fields.details_line import is_only_dates
from crawler.reading.fields.page_surroundings import Surroundings
from crawler.reading.fields.sections_and_tags.labelled_lists import may_be_section
from crawler.reading.names.byline_words import BYLINE_LABEL
from crawler.reading.names.given_names import is_full_name
from crawler.reading.names.names_of_sections import (
    is_badge,
    is_no_step,
    names_a_genre,
    names_a_section,
    without_accents,
)
from crawler.reading.names.outlet_names import joined
from crawler.reading.parsed_page import ParsedPage

MAX_KICKER_CHARACTERS = 40
MAX_KICKER_WORDS = 3
MAX_ROW_CHARACTERS = 120
"""Characters of a row of details: date, site, section."""
MAX_LEVELS = 3
"""Levels of elements between the headline and what stands beside it."""
MAX_DETAIL_WORDS = 6
MAX_SKIPPED = 2
"""Badges and dates between a kicker and its headline."""
MAX_ROWS = 3
"""Elements behind the headline, of one level, that may be the row of its details."""
_CALLED_SECTION = frozenset((
    "rub", "rubrique", "rubric", "rubrica", "rubro", "seccion", "category", "categorie",
    "categoria", "taggayt",
))  # fmt: skip
_NO_KICKERS = frozenset((
    "a", "aside", "button", "form", "img", "label", "nav", "ol", "script", "select", "style", "ul",
    "table", "figure", "noscript", "input", "iframe", "option",
))  # fmt: skip
_ADS = frozenset((
    "ad", "ads", "advert", "pub", "publicite", "promo", "sponsor", "sponsored", "sponso", "banner",
    "banniere", "gpt", "dfp", "adsense", "annonce", "publi", "publicidad",
))  # fmt: skip
_OTHER_LABELS = frozenset(folded_words("source sources fuente المصدر مصدر tags tag وسوم الوسوم"))
"""Labels of what no section stands behind: another paper may be called ``L'Opinion``."""
_PAPERS = re.compile(r"(?:L['’]|(?:Le|La|Les|El|The)\s)")
"""How the name of a paper begins that a row names as its source, and hardly a section's there."""
_PIECES = re.compile(r"\s*[|•·]\s*|\s+[-–—/]\s+")


def kicker(page: ParsedPage, around: Surroundings) -> str:
    """The section that stands alone right above the headline; empty without one."""
    skipped, genre = 0, ""
    for element in _above(around.heading):
        if next(element.iter("a", "img", "button", "input"), None) is not None:
            return genre
        text = visible_text(element, MAX_ROW_CHARACTERS + 1)
        if len(text) > MAX_ROW_CHARACTERS or element.tag in _NO_KICKERS or has_word(element, _ADS):
            return genre
        if element.tag == "header" and element.getparent().tag == "body":
            return genre  # the site's slogan
        if _is_other_detail(text):
            skipped += 1
            if skipped > MAX_SKIPPED:
                return genre
            continue
        pieces = [text for text, _ in _pieces(element)]
        dated = any(map(is_only_dates, pieces))
        if len(pieces) > 1 and not dated:
            return genre
        names = [one for one in pieces if _names_section(page, one)]
        if not names and len(pieces) == 1 and _is_called_section(element):
            names = [one for one in pieces if _may_be_called_so(page, one)]
        if len(names) != 1 or around.is_elsewhere(element):
            return genre
        if not genre and names_a_genre(names[0]):
            genre = names[0]
            continue  # a subject may stand above it
        return names[0]
    return genre


def _is_other_detail(text: str) -> bool:
    """Whether a short text between kicker and headline is a badge, a date or who wrote."""
    words = word_count(text)
    if words <= MAX_KICKER_WORDS and is_badge(text):
        return True
    return words <= MAX_DETAIL_WORDS and (
        is_only_dates(text) or BYLINE_LABEL.match(text) is not None
    )


def section_in_details(page: ParsedPage, around: Surroundings) -> str:
    """The section in the row below the headline that prints the date; empty without one."""
    dated = False
    for row in _below(around.heading):
        said = "".join(islice(row.itertext(), MAX_TEXTS))
        if len(said) > 2 * MAX_ROW_CHARACTERS or not any(map(str.isdigit, said)):
            continue
        if any(word_count(visible_text(one)) > MAX_LINK_WORDS for one in row.iter(*_HEADLINES)):
            continue  # another article's
        pieces = _pieces(row)
        if not any(is_only_dates(text) for text, _ in pieces):
            continue
        if dated:
            return ""  # the day of something else
        dated = True
        names = [
            text
            for number, (text, link) in enumerate(pieces)
            if _is_own(page, text, link) and not _is_of_other(pieces, number)
        ]
        if len(names) == 1 and not around.is_elsewhere(row):
            return names[0]
    return ""


MAX_TEXTS = 30
MAX_LINK_WORDS = 3
"""Words of a section's or a writer's link; another article's has more."""
_HEADLINES = ("a", "h2", "h3", "h4")
MIN_TEXT = 300
"""Characters of an article's text; a standfirst has fewer."""


def _above(heading: html.HtmlElement | None) -> Iterator[html.HtmlElement]:
    """The elements with a text above a headline, the nearest first."""
    element = heading
    for _ in range(MAX_LEVELS):
        if element is None:
            return
        for before in element.itersiblings(preceding=True):
            if (before.tail or "").strip():
                return  # a text without an element of its own stands between
            if isinstance(before.tag, str) and before.tag not in ("script", "style", "br", "hr"):
                if visible_text(before, 1):
                    yield before
                elif next(before.iter("img", "iframe", "input"), None) is not None:
                    return
        parent = element.getparent()
        if parent is None or parent.tag in ("body", "html") or (parent.text or "").strip():
            return
        element = parent


def _below(heading: html.HtmlElement | None) -> Iterator[html.HtmlElement]:
    """The elements right behind a headline, in which its details may stand."""
    element = heading
    for _ in range(MAX_LEVELS):
        if element is None:
            return
        for behind in islice(element.itersiblings(), MAX_ROWS):
            if isinstance(behind.tag, str) and behind.tag not in ("aside", "nav", "form"):
                yield behind
                if len(visible_text(behind, MIN_TEXT)) >= MIN_TEXT:
                    return  # what stands behind the text is another article's
        element = element.getparent()
        if element is not None and element.tag in ("body", "html"):
            return


def _pieces(row: html.HtmlElement) -> list[tuple[str, html.HtmlElement | None]]:
    """The texts of a row, cut at elements and marks, each with the link that it stands in."""
    found = list[tuple[str, html.HtmlElement | None]]()
    for element in islice(row.iter(), MAX_TEXTS):
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "select"):
            continue
        link = element if element.tag == "a" else next(element.iterancestors("a"), None)
        texts = [(element.text, link)]
        if element is not row:
            texts.append((element.tail, None if element.tag == "a" else link))
        for text, its in texts:
            for part in _PIECES.split(clean(text or "")):
                if part.strip(" :|•·-–—/"):
                    found.append((part.strip(" :|•·-–—/"), its))
    return found


def _is_of_other(pieces: list[tuple[str, html.HtmlElement | None]], number: int) -> bool:
    """Whether a piece of a row names its source, or stands behind the label of something else."""
    before = folded_words(pieces[number - 1][0]) if number else []
    if len(before) == 1 and before[0] in _OTHER_LABELS:
        return True
    return _PAPERS.match(pieces[number][0]) is not None


def _is_own(page: ParsedPage, text: str, link: html.HtmlElement | None) -> bool:
    if link is not None and (leads_home(link) or leads_to_author(link)):
        return False
    if link is not None and not may_be_section(page, link, " ".join(folded_words(text))):
        return False
    return _names_section(page, text)


def _names_section(page: ParsedPage, text: str) -> bool:
    """Whether a text is what papers call a section, or the folder of the page's own address."""
    if not _may_be_called_so(page, text):
        return False
    return names_a_section(text) or without_accents(joined(text)) in folders(page.url)


def _may_be_called_so(page: ParsedPage, text: str) -> bool:
    """Whether a text is short, and neither a badge, a number, home nor the name of the site."""
    if not 0 < word_count(text) <= MAX_KICKER_WORDS or len(text) > MAX_KICKER_CHARACTERS:
        return False
    if any(map(str.isdigit, text)) or any(mark in text for mark in ".:!?؟…@"):
        return False
    if is_no_step(text) or is_badge(text) or is_full_name(text):
        return False
    return joined(text) not in page.own_names


def _is_called_section(element: html.HtmlElement) -> bool:
    """Whether a class of an element, or of the one that holds its text, calls it a section."""
    holders = [element, *islice((one for one in element if isinstance(one.tag, str)), 1)]
    names = " ".join(one.get("class", "") for one in holders).split()
    return any(not _CALLED_SECTION.isdisjoint(words_of(name)) for name in names)


def folders(url: str) -> frozenset[str]:
    """The names of the folders in a page's address, joined; its last part names the article."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:  # a page's own address is untrusted
        return frozenset()
    return frozenset(without_accents(joined(part)) for part in path.split("/")[1:-1])
