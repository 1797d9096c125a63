"""Lines between headline and text that say whose the article is: by a label, an icon, a link."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from lxml import etree, html

from crawler.arabic import folded_words
from crawler.markup.bounded_html_parsing import query
from crawler.markup.element_predicates import BLOCKS, UNSEEN
from crawler.markup.page_lines import clean, lines
from crawler.markup.visible_text import visible_text
from crawler.markup.widget_class_names import has_word
from crawler.reading.author_and_home_links import leads_to_author
from crawler.reading.fields.byline_elements import MAX_CHARACTERS
from crawler.reading.fields.bylines_of_other_pieces import is_of_other_piece
from crawler.reading.fields.details_line import (
    MAX_DETAIL_CHARACTERS,
    is_only_dates,
    name_beside_day,
    read_details,
)
from crawler.reading.fields.icons import PERSON, text_behind_icon
from crawler.reading.fields.page_surroundings import Surroundings
from crawler.reading.names.byline_names import (
    authors_in,
    before_a_date,
    is_of_a_date,
    is_one_word,
    why_no_byline,
)
from crawler.reading.names.byline_spellings import are_full_names, begins_otherwise, is_of_column
from crawler.reading.names.credits import is_of_other_work, writers
from crawler.reading.names.given_names import is_full_name, may_hold_full_name
from crawler.reading.names.signed_byline import (
    credited,
    is_subject,
    may_name_site,
    may_name_subject,
    signature_from,
    writers_in_brackets,
)
from crawler.reading.parsed_page import ParsedPage
from crawler.reading.titles_of_site import called_names

MAX_AUTHORS = 5
MAX_ELEMENTS_BEFORE_TEXT = 150
"""Elements between headline and text that may print a byline with its label."""
_LABEL_BEGINS = re.compile(
    r"[\s*–|-]{0,8}(?:(?:تحقيق|تقرير|ر[يوب]+رتاج|استطلاع|ملف|تغطية|مقابلة|بورتريه|مقال)[\s:/]|[إا]نجاز|بقلم|من|[إا]عداد|ك|حاور|حوار|أجر|أعد|حرر|بواسطة|نشر|ال(?:كاتب|مؤلف|صحا?في|محرر)"
    r"|(?:ال)?(?:مراسل|متابعة|خبرنگار|نویسنده)|[يت]كتب|توقيع|محرر"
    r"|par|propos|entretien|interview|enqu[êe]te|report(?:a[gj]e|ing)|r[ée]cit|cr[óo]nica|dossier|portrait|textes?\s?:|auteur|autrice|author|publié|recueilli|mené|sign[ée]|rédaction|redacci|escrib|entrevist|texto|compiled"
    r"|[ⵙⵢⵜⵓⴰ]|s\s+ufus|s[ɣγ]ur|[yt][au]ra"
    r"|una?\s+(?:cr[óo]n|report|rel|art|inf)|une?\s+(?:enq|rep|r[ée]c|chr)|an?\s+(?:rep|sto|chr)"
    r"|by|por|de\s+no|notre\s|nos\s|from\s+our|our\s|nuestr|موفد|correspon|envoyé|enviad|[ée]crit|rédigé|réalisé|written|reported|posted|published)",
    re.IGNORECASE,
)
"""How a line that may sign begins; asked first, since nearly no element does."""
_BY_AT_END = re.compile(r"[,،|–—-]?\s*(?:بقلم|par|by)\s*[:：]?\s*(?:\w+\s+\w.*)?$", re.IGNORECASE)
_BY_IN_LINE = re.compile(r"[\s,،|–—-]((?:بقلم|من طرف|بواسطة|par|by)(?:\s|:).+)$", re.IGNORECASE)
_BY = ("بقلم", "par", "by")
"""The labels of ``_BY_AT_END``, in small letters."""
MAX_DATE_WORDS = 10
"""Words of a date before the label of a byline, the hour counted."""
MAX_DETAIL_TEXTS = 8
"""Elements of a line of details: author, date, hour, and what stands between them."""
_LINES = frozenset(
    ("p", "div", "span", "li", "td", "small", "section", "address", "h5", "h6", "em")
)
_BARS = re.compile(r"\s*[|•·]\s*")
MIN_PIECES, MAX_PIECE_WORDS = 3, 4
"""Pieces of a row between bars, and the words of one: a name, how long the reading takes."""
_has_digit, _has_year, _has_mark = (
    re.compile(sign).search for sign in (r"\d", r"\d{4}", r"[:|/–—-]")
)
_PARAGRAPHS_BEHIND = query("following::p")
_TEXTS_BEHIND = query("following::text()[string-length(.) > 59]")
MAX_PARAGRAPHS = 40
"""Paragraphs that are asked whether they speak of who may have signed."""
MAX_LEVELS_ABOVE, MAX_BESIDE = 2, 6
"""Levels above a headline, and elements before it there, in which a column names its author."""
_PAGE_PARTS = frozenset(("nav", "header", "ul", "ol", "aside", "footer", "form"))
_STANDFIRSTS = frozenset(
    ("standfirst", "chapo", "chapeau", "lead", "lede", "intro", "excerpt", "summary", "subtitle",
     "entradilla", "description", "abstract", "accroche")
)  # fmt: skip
_CAPTIONS = frozenset(
    ("caption", "captions", "legend", "legende", "credit", "credits", "guests", "invites", "tags",
     "keywords", "keyword", "mots", "etiquetas", "intervenants", "participants", "speakers",
     "invitados", "ponentes", "cast", "casting", "reparto", "distribution", "artistes", "artists")
)  # fmt: skip
_SHOWN = ("img", "picture", "video", "iframe", "figure")
"""What shows people who are named right beside it."""
LOOSE_TAGS = ("font", "center", "big", "u")
"""What old layouts print lines with, their text's as well."""
_HOLDERS = (
    *LOOSE_TAGS,
    "p", "span", "div", "a", "strong", "em", "b", "i", "small", "li", "h2", "h3", "h4", "h5", "h6",
    "address", "cite", "td", "section", "dd", "dt",
)  # fmt: skip
"""Elements that may hold a line of their own."""


def names_above_text(
    page: ParsedPage, heading: html.HtmlElement | None, around: Surroundings
) -> Iterator[str]:
    """The names between headline and text that a label, an icon or the link's address tells."""
    linked: list[html.HtmlElement] = []
    bare = dict[str, None]()
    # the texts printed until now, and how many of them are known to be days
    begun, days = list[str](), 0
    # behind a standfirst stand boxes of other pieces, too
    summed_up = False

    def is_elsewhere(one: html.HtmlElement) -> bool:
        if around.is_elsewhere(one):
            return True
        doubtful = summed_up or next(one.iterancestors("aside"), None) is not None
        return doubtful and is_of_other_piece(one, heading)

    for element in before_text(heading):
        if not summed_up and element.tag == "p":
            summed_up = len(visible_text(element, MAX_CHARACTERS)) >= MAX_CHARACTERS
        if element.tag == "a" and _is_linked_name(element, page.own_names):
            beside = not linked or element.getparent() is linked[0].getparent()
            if beside and not is_of_other_work(element) and not is_elsewhere(element):
                linked.append(element)
        behind = text_behind_icon(element, PERSON)
        behind = before_a_date(behind) if behind else ""  # nearly no element has an icon
        if behind and not is_one_word(behind) and not is_elsewhere(element):
            yield behind
        every = element.itertext()
        texts = [*islice(every, 2 * MAX_DETAIL_TEXTS)]
        # a drawing's parts may be blank texts before it
        first = next((text for text in chain(texts, every) if text.strip()), "")
        wrote = writers(element, first, page.own_names)
        # the word for an inquiry stands before its subject, too
        if wrote and not is_elsewhere(element) and not _is_subject(wrote, heading):
            yield wrote
        if not (said := first.strip()):  # without a text there is no name
            continue
        if begun[-1:] != [said]:
            begun.append(said)
        named = may_hold_full_name(said)
        if named:
            while days < len(begun) - 1 and is_only_dates(begun[days]):
                days += 1
            # several names sign the text where nothing but days stands above them
            at_top = days == len(begun) - 1
            if at_top and _names_several(element, heading) and not is_elsewhere(element):
                yield visible_text(element)
        if not _LABEL_BEGINS.match(first):
            signed = _in_other_form(element, first, heading)
            signed = signed or _without_label(page, element, first, texts)
            if signed and not is_elsewhere(element):
                yield signed
            elif named and (alone := name_beside_day(element, first)) and not is_elsewhere(element):
                bare[alone] = None
            continue
        # "by … | date | counters" in one line
        text = _first_line(element).partition("|")[0].strip()
        name = credited(before_a_date(text))
        if name and may_name_subject(text) and _is_subject(name, heading):
            continue
        # a name that begins as a label does: "Port Herald / Omar Tazi"
        name = name or _without_label(page, element, first, texts)
        if name and not is_elsewhere(element):
            yield name
    if linked:
        yield "، ".join(dict.fromkeys(visible_text(one) for one in linked[:MAX_AUTHORS]))
    # of two that a day stands beside neither is known to be the author
    if len(bare) == 1:
        yield from (one for one in bare if not _is_subject(one, heading))


def _without_label(
    page: ParsedPage, element: html.HtmlElement, first: str, texts: Sequence[str]
) -> str:
    """The name in a line that begins with no label; ``texts``, ``first``: of the element."""
    return (
        _behind_date(element, first)
        or _among_details(element, texts)
        or _with_place(page, element, first)
        or ("(" in first and writers_in_brackets(first))
        or ""
    )


def _names_several(element: html.HtmlElement, heading: html.HtmlElement | None) -> bool:
    """Whether an element is several full names and nothing else, and the text not about them.

    Right below the headline they need no label; links to subjects are tags.
    """
    text = visible_text(element, MAX_CHARACTERS + 1)
    if len(text) > MAX_CHARACTERS or not are_full_names(text) or is_of_other_work(element):
        return False
    links = (*element.iter("a"), *element.iterancestors("a", "figure"))
    if heading is None or any(not leads_to_author(one) for one in links):
        return False
    if any(has_word(one, _CAPTIONS) for one in (element, *islice(element.iterancestors(), 2))):
        return False
    before = next(element.itersiblings(preceding=True), None)
    if any(
        next(one.iter(*_SHOWN), None) is not None for one in (element, before) if one is not None
    ):
        return False
    # a picture's caption has names, too; a text tells the family name of those it is about
    behind = (clean(one) for one in islice(_TEXTS_BEHIND(heading), MAX_PARAGRAPHS))
    said = {word for one in (visible_text(heading), *behind) for word in folded_words(one)}
    families = (folded_words(name)[-1:] for name in authors_in(text))
    return said.isdisjoint(word for family in families for word in family)


def _in_other_form(element: html.HtmlElement, first: str, heading: html.HtmlElement | None) -> str:
    """The name in a line that signs in a form of its own: ``La chronique de Salma Tazi``."""
    if not begins_otherwise(first):
        return ""
    text = _first_line(element)
    # such a column may be another's, or one to listen to
    if is_of_column(text) and (_is_linked(element) or is_of_other_piece(element, heading)):
        return ""
    name = credited(before_a_date(text)) or ""
    return "" if name and may_name_subject(text) and _is_subject(name, heading) else name


def _is_linked(element: html.HtmlElement) -> bool:
    """Whether a line is a link, or stands in one, that leads to no author's page."""
    links = (*element.iter("a"), *element.iterancestors("a"))
    return any(not leads_to_author(one) for one in links)


def _is_subject(name: str, heading: html.HtmlElement | None) -> bool:
    """Whether the headline, or one of the paragraphs behind it, speaks of who is named."""
    if heading is None:
        return False
    texts = map(visible_text, islice(_PARAGRAPHS_BEHIND(heading), MAX_PARAGRAPHS))
    return is_subject(name, visible_text(heading), texts)


def name_above_headline(
    page: ParsedPage, heading: html.HtmlElement | None, around: Surroundings
) -> str:
    """The one name right above the headline that a label or an author's page tells; else empty.

    Columns, and Joomla's details, print who writes before what it is called.
    """
    if heading is None:
        return ""
    named, labelled = list[html.HtmlElement](), dict[str, None]()
    for above in (heading, *islice(heading.iterancestors(), MAX_LEVELS_ABOVE)):
        if above.tag in ("body", "main", "article"):
            break
        for beside in islice(above.itersiblings(preceding=True), MAX_BESIDE):
            if beside.tag not in _PAGE_PARTS:
                links = islice(beside.iter("a"), MAX_ELEMENTS_BEFORE_TEXT)
                named += [one for one in links if _is_linked_name(one, page.own_names)]
                told = [*_labelled_in(beside, heading)]
                if told and not around.is_elsewhere(beside):  # which costs most
                    labelled.update(dict.fromkeys(told))
        if named or labelled:
            break
    own = (one for one in named if not is_of_other_work(one) and not around.is_elsewhere(one))
    names = {visible_text(one) for one in own}
    names = names or set(labelled)
    return names.pop() if len(names) == 1 else ""


def _labelled_in(row: html.HtmlElement, heading: html.HtmlElement) -> Iterator[str]:
    """The names behind labels in a short row, each in an element of its own."""
    if len(visible_text(row, MAX_DETAIL_CHARACTERS + 1)) > MAX_DETAIL_CHARACTERS:
        return
    for element in islice(row.iter(*_HOLDERS), MAX_ELEMENTS_BEFORE_TEXT):
        text = visible_text(element, MAX_CHARACTERS + 1)
        if len(text) > MAX_CHARACTERS or not _LABEL_BEGINS.match(text):
            continue
        name = credited(before_a_date(text))
        if not name or (may_name_subject(text) and _is_subject(name, heading)):
            continue
        if not is_of_other_piece(element, heading):
            yield name


def _first_line(element: html.HtmlElement) -> str:
    """What an element says before its first line break; behind a name follows what somebody is.

    A long one may be the whole text, signed in its first line; empty where that is a paragraph.
    """
    text = visible_text(element, MAX_CHARACTERS + 1)
    if len(text) > MAX_CHARACTERS:
        return _until_break(element)
    if next(element.iterdescendants("br"), None) is None:
        return text
    return next((line.text for line in lines(element)), text)


def _until_break(element: html.HtmlElement) -> str:
    """The same of the whole text, whose lines would cost a walk through all of it."""
    said, length = list[str](), 0
    walker = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, one in walker:
        if event == "start" and one.tag in UNSEEN:
            walker.skip_subtree()
            continue
        breaks = one.tag in BLOCKS or one.tag == "br"
        if breaks and length:
            break
        if one is not element or event == "start":
            text = (one.text if event == "start" else one.tail) or ""
            said.append(text)
            length += len(text.strip())
        if length > MAX_DETAIL_CHARACTERS:
            return ""
    return clean("".join(said))


def _is_linked_name(link: html.HtmlElement, own: frozenset[str]) -> bool:
    """Whether a link is a full name that leads to an author's page."""
    if not leads_to_author(link):
        return False
    text = visible_text(link, MAX_CHARACTERS + 1)
    return why_no_byline(text, own) is None and not is_one_word(text)


def _behind_date(element: html.HtmlElement, first: str) -> str:
    """The name behind date and label in one line: ``17 novembre 2026, par Salma Tazi``."""
    if len(first) > MAX_CHARACTERS or not any(map(str.isdigit, first)):
        return ""
    small = first.lower()
    if not any(label in small for label in _BY) or not _BY_AT_END.search(first):
        return ""
    text = visible_text(element, MAX_CHARACTERS + 1)
    found = _BY_IN_LINE.search(text) if len(text) <= MAX_CHARACTERS else None
    words = text[: found.start()].split() if found else []
    # a sentence begins otherwise, and is longer
    if (
        not found
        or len(words) > MAX_DATE_WORDS
        or not (words[0][0].isdigit() or is_of_a_date(words[0].rstrip(".,،")))
    ):
        return ""
    return credited(found[1][0].upper() + found[1][1:]) or ""


def _with_place(page: ParsedPage, element: html.HtmlElement, first: str) -> str:
    """The full name that stands with a city or the outlet's name, and nothing else beside it."""
    if len(first) > MAX_CHARACTERS or _has_digit(first) or not _has_mark(first):
        return ""
    text = visible_text(element, MAX_CHARACTERS + 1)
    if len(text) > MAX_CHARACTERS or not may_name_site(text):
        return ""
    own = page.own_names
    if "." in text or may_hold_full_name(text):  # the links are asked last
        own |= called_names(page)
    return signature_from(text, own) or ""


def _among_details(element: html.HtmlElement, texts: Sequence[str]) -> str:
    """The name in a line of details: ``Publié le 12 mars 2026 à 10h30 par Salma Tazi``.

    ``texts``: the first ones of the element.
    """
    # asked of every element above the text, so what costs least is asked first
    if element.tag not in _LINES or not _has_digit("".join(texts)):
        return ""
    if len(element) > MAX_DETAIL_TEXTS:
        return ""
    text = visible_text(element, MAX_DETAIL_CHARACTERS + 1)
    if len(text) > MAX_DETAIL_CHARACTERS or not _has_year(text):
        return ""
    # a name has two words, or one and its label: most lines are a date and counters
    words = (word for word in folded_words(text) if not word.isdigit() and not is_of_a_date(word))
    if len([*islice(words, 2)]) < 2:
        return ""
    details = read_details(text)
    return _between_bars(text) if details is None else details.byline


def _between_bars(text: str) -> str:
    """The one full name between bars or dots in a row of short pieces with a day; else empty.

    ``October 29, 2026 · 2 min · 411 words · Nadia El Khattabi``; of two the author is not known.
    """
    pieces = [piece for piece in _BARS.split(text) if piece.strip()]
    if len(pieces) < MIN_PIECES or not any(map(is_only_dates, pieces)):
        return ""
    names = [piece.strip() for piece in pieces if is_full_name(piece.strip())]
    short = all(
        len(folded_words(piece)) <= MAX_PIECE_WORDS or is_only_dates(piece) for piece in pieces
    )
    return names[0] if short and len(names) == 1 else ""


def before_text(heading: html.HtmlElement | None) -> Iterator[html.HtmlElement]:
    """The elements behind the headline, up to the first long paragraph."""
    if heading is None:
        return
    after = (
        one
        for above in (heading, *heading.iterancestors())
        for beside in above.itersiblings()
        for one in beside.iter(*_HOLDERS)
    )
    summed_up = False
    for element in islice(after, MAX_ELEMENTS_BEFORE_TEXT):
        if element.tag == "p" and len(visible_text(element, MAX_CHARACTERS)) >= MAX_CHARACTERS:
            if summed_up or not _is_standfirst(element, heading):
                return
            summed_up = True
        yield element


def _is_standfirst(paragraph: html.HtmlElement, heading: html.HtmlElement) -> bool:
    """Whether a long paragraph sums the article up: by its class, or by where it stands.

    That is the headline's ``header``, or the place right behind the headline and before a short
    row that the text's own element follows.
    """
    if has_word(paragraph, _STANDFIRSTS):
        return True
    holders = {*paragraph.iterancestors("header")} & {*heading.iterancestors("header")}
    if holders:
        return True
    row = paragraph.getnext()
    if heading.getnext() is not paragraph or row is None or row.tag not in ("div", "ul", "dl"):
        return False
    behind = row.getnext()
    is_row = len(visible_text(row, MAX_CHARACTERS)) < MAX_CHARACTERS
    return is_row and behind is not None and behind.tag in ("div", "section", "article")
