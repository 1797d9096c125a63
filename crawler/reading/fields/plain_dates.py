"""Printed dates that no class names: a line between headline and text that is little but a date.

Builders and old templates print author and day in elements without a telling name. A day without
its year, one that is counted from today, and a date within a sentence may be any box's.
"""

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree, html

from crawler.arabic import folded_words
from crawler.dates import labels_in, read_date
from crawler.dates.gregorian_dates import writes_short_year, writes_year
from crawler.markup.element_predicates import HEADINGS, UNSEEN
from crawler.markup.page_lines import clean, lines
from crawler.markup.visible_text import visible_text
from crawler.markup.widget_class_names import has_word
from crawler.reading.author_and_home_links import leads_home
from crawler.reading.fields.byline_elements import MAX_PLACES, marked
from crawler.reading.fields.bylines_near_headline import LOOSE_TAGS, before_text
from crawler.reading.fields.details_line import (
    is_day_in_two_calendars,
    is_only_dates,
    is_sentence_on_other,
    read_details,
)
from crawler.reading.fields.headline import own_heading
from crawler.reading.fields.icons import CLOCK, text_behind_icon
from crawler.reading.fields.page_surroundings import surroundings_of
from crawler.reading.fields.printed_date_places import (
    MAX_DATE_CHARACTERS,
    OTHER_DATES,
    label_before,
)
from crawler.reading.names.byline_names import is_of_a_date
from crawler.reading.names.byline_words import BYLINE_LABEL
from crawler.reading.names.dateline import is_city
from crawler.reading.parsed_page import ParsedPage

MIN_TEXT_CHARACTERS = 60
"""Characters of a paragraph with which the text has begun: a date behind it needs a label."""
MAX_ELEMENTS_ABOVE = 80
"""Elements of an ``article`` before its headline that are looked at."""
MAX_ROW = 5
"""Elements before the headline that may be in a row with it."""
MAX_LEVELS_ABOVE = 5
"""Levels above a headline beside which its day may be printed; a table's cell is three."""
MAX_ABOVE_CHARACTERS = 300
"""Characters of what a print version says of itself above the headline."""
MAX_LOOSE_TEXTS = 60
"""Texts behind the headline that are looked at, the blanks between elements counted."""
MAX_LINK_WORDS = 3
"""Words of a section's link beside the date above a headline."""
MAX_ROW_CHARACTERS = 300
"""Characters of a row below the text with author, day, sections and tags."""
MAX_LEVELS_OF_ROW = 5
"""Levels of elements between the author's name and that row."""
MAX_IN_ROW = 40
"""Elements of such a row."""
_SEPARATORS = " |/•·,،–—-"
_SEPARATOR = re.compile(r"[|•·,،]|\s[–—-](?=\s|$)")
_LEADS_TO_DAY = re.compile(r"\w\s+(?:le|du|au|el|del|on|until|في|يوم|بتاريخ)$")
"""How words end that say what happens on a day: ``En kiosque le``."""
_PAGE_PARTS = frozenset(("nav", "header", "footer", "aside", "form"))
MAX_BYLINE_WORDS = 8
"""Words of a byline that may stand before its date, the label counted."""
_OF_CREATION = re.compile(
    r"date-?_?(?:created|publi)|(?:created|publi\w*|posted)(?:[-_]?(?:on|date|at)\b|$|\s)"
)
_ARTICLES = frozenset(
    ("article", "post", "hentry", "story", "news-item", "single-post", "single-article",
     "article-detail", "article-details", "article-single", "news-details", "post-single")
)  # fmt: skip
"""What a box that is a whole article is called where it is no ``article``."""
_DATE = re.compile(r"date|time|fecha|publi|posted")
_LENGTHS = frozenset(("duration", "duree", "duracion", "length", "player", "version", "score"))
_LENGTH = re.compile(
    r"\W*(?:durée|duración|duration|length|v(?:ersion)?|مدة|المدة)\b", re.IGNORECASE
)
_HOUR_IN_WORDS = re.compile(r"\s(?:à|at|a\s+las?|vers|في|(?:على\s+)?الساعة)\s")
_TOWN_BEFORE = re.compile(r"\s*[,،:|/–—-]*\s*(?:le|el|في|يوم|بتاريخ)?\s*$")
"""What stands between a town and the day: ``Settat, le``."""
CREATED = re.compile(r"\W*(?:cread[oa]|créée?|created|(?:تم\s+)?[اأإ]نش[ئاأ])", re.IGNORECASE)
"""How a line begins that says when something was created; a day of publication says more."""
MAX_ABOVE_CHANGE = 4
"""Elements before a day of change that are asked for other numbers."""
_BARS = re.compile(r"\s[|•·]\s|\s{3,}")


def plain_dates(page: ParsedPage, headline: str) -> Iterator[tuple[html.HtmlElement, str]]:
    """The elements around the headline that print the article's date, each with its text."""
    heading = own_heading(page, headline)
    if heading is None:
        return
    surroundings, paragraphs = surroundings_of(page, heading), 0
    doubtful = list[tuple[html.HtmlElement, str]]()
    for element in (*_above(heading), *_above_in_article(page, heading)):
        yield element, visible_text(element)
    for element, text in _published_above(page, heading):
        if not surroundings.is_elsewhere(element):
            yield element, text
    for element in before_text(heading):
        if element.tag in LOOSE_TAGS:  # of the text, too: asked below, each in its order
            continue
        text = visible_text(element, MAX_DATE_CHARACTERS)
        paragraphs += element.tag == "p" and len(text) >= MIN_TEXT_CHARACTERS
        # the first may be the standfirst
        begun = paragraphs > 1
        behind = text_behind_icon(element, CLOCK)
        text = behind or text
        if len(text) >= MAX_DATE_CHARACTERS or not any(map(str.isdigit, text)):
            continue
        if any(one.get("itemprop") in OTHER_DATES for one in element.iter()):
            continue
        labels = labels_in(f"{label_before(element)} {text}")
        alone = not begun and _is_the_day(page, text, with_hour=paragraphs > 0 and not behind)
        told = "published" in labels if begun or labels else alone
        told = told and not is_sentence_on_other(text)
        told = told and not (writes_short_year(text) and _is_length(element, text))
        if not begun and not told and (details := read_details(text)):
            told = bool(details.byline) and details.has_first_date
        of_creation = told and CREATED.match(text) is not None
        # a club was created, too: in a heading, a sentence, and anywhere in the text
        if of_creation and (paragraphs or element.tag in HEADINGS or not _is_only_details(text)):
            continue
        if told and not surroundings.is_elsewhere(element):
            if of_creation or (not labels and _may_be_of_other(text)):
                doubtful.append((element, text))
            else:
                yield element, text
    for element, text in _loose_days(page, heading):
        if writes_short_year(text) and _is_length(element, text):
            continue
        if not CREATED.match(text) and not surroundings.is_elsewhere(element):
            yield element, text
    # asked last: what is printed below the headline is surer
    for element in _beside_section(page, heading):
        if not surroundings.is_elsewhere(element):
            yield element, visible_text(element)
    yield from doubtful


def _may_be_of_other(text: str) -> bool:
    """Whether a day without a label has a short year, or a town before it: an event's has one."""
    before = re.split(r"\d", text, maxsplit=1)[0]
    return writes_short_year(text) or is_city(_TOWN_BEFORE.sub("", before))


def _is_length(element: html.HtmlElement, text: str) -> bool:
    """Whether numbers are how long something lasts, or a version: ``01.10.25``."""
    return has_word(element, _LENGTHS) or _LENGTH.match(text) is not None


def _is_only_details(text: str) -> bool:
    return is_only_dates(text) or read_details(text) is not None


def changes_above_text(page: ParsedPage, headline: str) -> Iterator[str]:
    """The lines between headline and text that are the day of the last change and nothing else."""
    heading = own_heading(page, headline)
    around = surroundings_of(page, heading)
    for element in before_text(heading):
        text = visible_text(element, MAX_DATE_CHARACTERS)
        if len(text) >= MAX_DATE_CHARACTERS or not any(map(str.isdigit, text)):
            continue
        told = set(labels_in(text)) == {"updated"} and is_only_dates(text)
        told = told and not _is_of_numbers(element)
        if told and not around.is_elsewhere(element):
            yield text


def _is_of_numbers(element: html.HtmlElement) -> bool:
    """Whether other numbers than a day stand before a day of change: rates, the weather."""
    for one in islice(element.itersiblings(preceding=True), MAX_ABOVE_CHANGE):
        if not isinstance(one.tag, str) or one.tag in HEADINGS:
            continue
        text = visible_text(one, MAX_DATE_CHARACTERS)
        if len(text) < MAX_DATE_CHARACTERS and any(map(str.isdigit, text)):
            return not (labels_in(text) or writes_year(text))
    return False


def _above(heading: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The elements in a row with the headline, before it, whose class names the first date.

    A page's clock stands there, too, but no class calls it the day of creation.
    """
    for element in islice(heading.itersiblings(preceding=True), MAX_ROW):
        label = f"{element.get('class', '')} {element.get('itemprop', '')}".lower()
        if _OF_CREATION.search(label) and len(visible_text(element)) < MAX_DATE_CHARACTERS:
            yield element


def _published_above(
    page: ParsedPage, heading: html.HtmlElement
) -> Iterator[tuple[html.HtmlElement, str]]:
    """The lines above the headline that say when it was published, each with its element.

    Print versions and home-made templates have them there. A clock has no such label; another
    article's day stands with a link to it, or with its headline.
    """
    for above in (heading, *islice(heading.iterancestors(), MAX_LEVELS_ABOVE)):
        if above.tag in ("body", "main", "article"):
            return
        for element in islice(above.itersiblings(preceding=True), MAX_ROW):
            text = visible_text(element, MAX_ABOVE_CHARACTERS)
            if len(text) >= MAX_ABOVE_CHARACTERS or not any(map(str.isdigit, text)):
                continue
            if "published" not in labels_in(text) or _holds_other(element):
                continue
            for said in (line.text for line in lines(element)):
                if "published" in labels_in(said) and _is_the_day(page, said):
                    yield element, said


def _loose_days(
    page: ParsedPage, heading: html.HtmlElement
) -> Iterator[tuple[html.HtmlElement, str]]:
    """The texts that are a day, between the headline and the first long text or linked headline.

    Old layouts print it in ``font`` or between two ``br``, with nothing around it.
    """
    before = ""
    for element, said in islice(_texts_behind(heading), MAX_LOOSE_TEXTS):
        text = clean(said)
        if not text or element.tag in UNSEEN:
            continue
        within = {one.tag for one in (element, *element.iterancestors())}
        if len(text) >= MIN_TEXT_CHARACTERS and read_details(text) is None:
            return
        if "a" in within and len(folded_words(text)) > MAX_LINK_WORDS:
            return
        of_other = "a" in within or "figure" in within or element.get("itemprop") in OTHER_DATES
        if any(map(str.isdigit, text)) and not of_other:
            labels = labels_in(f"{before} {text}")
            if labels[-1:] in ([], ["published"]) and _is_the_day(page, text):
                yield element, text
        before = text


def _texts_behind(heading: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str]]:
    """The texts behind an element in their order, each with the element that it stands in."""
    for above in (heading, *heading.iterancestors()):
        holder = above.getparent()
        if holder is None:
            return
        yield holder, above.tail or ""
        for beside in above.itersiblings():
            for event, element in etree.iterwalk(beside, events=("start", "end")):
                if event == "end":
                    yield element.getparent(), element.tail or ""
                elif isinstance(element.tag, str):
                    yield element, element.text or ""


def _holds_other(element: html.HtmlElement) -> bool:
    """Whether an element is a part of the page, or holds a headline or a link as long as one."""
    if element.tag in _PAGE_PARTS or next(element.iter("h1", "h2", "h3", "h4"), None) is not None:
        return True
    links = map(visible_text, element.iter("a"))
    return any("://" not in said and len(folded_words(said)) > MAX_LINK_WORDS for said in links)


def _beside_section(page: ParsedPage, heading: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The ``time`` that stands with the section's link, and nothing else, above the headline.

    A page's clock stands beside its menu, another article's date beside its headline.
    """
    for element in islice(heading.itersiblings(preceding=True), MAX_ROW):
        if element.tag in _PAGE_PARTS or len(visible_text(element)) >= MAX_DATE_CHARACTERS:
            continue
        links, times = [*element.iter("a")], [*element.iter("time")]
        if len(links) != 1 or len(times) != 1 or leads_home(links[0]):
            continue
        section, day = visible_text(links[0]), visible_text(times[0])
        words = folded_words(section)
        alone = sorted(folded_words(visible_text(element))) == sorted(words + folded_words(day))
        if alone and 0 < len(words) <= MAX_LINK_WORDS and _is_full_date(page, day, with_hour=True):
            yield times[0]


def _above_in_article(page: ParsedPage, heading: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The elements before the headline, but in its article, that are called a date and are one.

    No page has its clock there.
    """
    article = next(filter(_is_article, heading.iterancestors()), None)
    for element in islice(article.iter(), MAX_ELEMENTS_ABOVE) if article is not None else ():
        if element is heading:
            return
        label = f"{element.get('class', '')} {element.get('itemprop', '')}".lower()
        # Wix has no classes of its own: ``time-ago``
        label += element.get("data-hook", "")
        if element.tag != "time" and not _DATE.search(label):
            continue
        text = visible_text(element, MAX_DATE_CHARACTERS)
        if len(text) >= MAX_DATE_CHARACTERS or labels_in(label_before(element)):
            continue
        if _is_full_date(page, text):
            yield element


def _is_article(element: html.HtmlElement) -> bool:
    """Whether an element is an ``article``, or an id or a class of it says no more than that."""
    if element.tag in ("body", "html"):
        return False
    names = {element.get("id", ""), *element.get("class", "").split()}
    return element.tag == "article" or not _ARTICLES.isdisjoint(names)


def _is_the_day(page: ParsedPage, text: str, *, with_hour: bool = False) -> bool:
    """Whether a line is a full date alone, between bars, or with the byline before it."""
    pieces = _BARS.split(text)
    # a bar may stand between day and hour, too
    pieces += [text] if len(pieces) > 1 else []
    if any(_is_full_date(page, piece, with_hour=with_hour) for piece in pieces):
        return True
    if not with_hour and is_day_in_two_calendars(text):
        return True
    details = read_details(text)
    return details is not None and (bool(details.byline) or not with_hour)


def _is_full_date(page: ParsedPage, text: str, *, with_hour: bool = False) -> bool:
    """Whether a text is a date with its year, and little beside it but who wrote."""
    date = read_date(text, seen_at=page.seen_at)
    if date is None or not writes_year(date.printed):
        return False
    if with_hour and date.precision not in ("minute", "second"):
        return False
    before, _, behind = text.partition(date.printed)
    said = before.split()
    byline = behind.lstrip(" \t,،|·-–—")
    if BYLINE_LABEL.match(byline) and len(byline.split()) <= MAX_BYLINE_WORDS:
        behind = ""  # who wrote may stand behind, too
    # "Né le 12 mars 1990" is no day of publication
    if BYLINE_LABEL.match(before):
        return len(said) <= MAX_BYLINE_WORDS and len(folded_words(behind)) <= 2
    # a letter has its town and its day, but no hour; an event begins "à 18h30"
    hour = date.precision in ("minute", "second") and not _HOUR_IN_WORDS.search(date.printed)
    if hour and is_city(_TOWN_BEFORE.sub("", before)):
        return not folded_words(behind)
    return all(map(is_of_a_date, said)) and len(folded_words(behind)) <= 2


def days_beside_author(page: ParsedPage, headline: str) -> Iterator[tuple[html.HtmlElement, str]]:
    """The texts that are a full day and nothing else, in the row of who is marked as the author.

    Avada prints both below the text: ``Par … | 12 novembre 2026 | Catégories: …``.
    """
    heading = own_heading(page, headline)
    if heading is None:
        return
    around = surroundings_of(page, heading)
    for name in islice(marked(page), MAX_PLACES):
        if around.is_elsewhere(name) or around.holds_headline(name):
            continue
        for row in islice(name.iterancestors(), MAX_LEVELS_OF_ROW):
            long = len(visible_text(row, MAX_ROW_CHARACTERS + 1)) > MAX_ROW_CHARACTERS
            if long or around.holds_headline(row):
                break
            days = list(_days_in(row))
            yield from days
            if days:
                return


def _days_in(row: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str]]:
    """The texts in a row that are a full day; one of a change or of something else is none.

    What stands before a day, up to a mark between two details, may be its label: ``Mis à jour :``,
    ``Prochaine réunion :``, ``En kiosque le``.
    """
    before = ""
    walker = islice(etree.iterwalk(row, events=("start", "end")), 2 * MAX_IN_ROW)
    for event, element in walker:
        if event == "start":
            said = element.text if isinstance(element.tag, str) else None
        else:
            said = element.tail if element is not row else None
        text = clean(said or "").strip(_SEPARATORS)
        day = text and is_only_dates(text) and "updated" not in labels_in(text)
        if day and not _is_of_other_day(before):
            yield element, text
        if said and said.strip():
            before = f"{before} {said}"


def _is_of_other_day(before: str) -> bool:
    """Whether what stands before a date, behind the last separator, is the label of another day."""
    label = _SEPARATOR.split(clean(before))[-1].strip()
    if said := labels_in(label):
        return said[-1] != "published"
    if BYLINE_LABEL.match(label):
        return False
    return label.endswith((":", "：")) or _LEADS_TO_DAY.search(label) is not None
