"""Pages that list the printed issues of a paper: a cover, a number, a day, a file to download."""

import re
from itertools import islice

from lxml import html

from crawler.arabic import word_count
from crawler.reading.body.body_result import Body
from crawler.reading.body.boilerplate_rules import MIN_LONG_WORDS
from crawler.reading.fields.headline import own_heading
from crawler.reading.parsed_page import ParsedPage
from crawler.reading.refusals.page_kind import states_one_article
from crawler.reading.refusals.wording.notice_wording import speaks_to_readers

MAX_WORDS = 100
"""Words that introduce such a list; below a longer text stand issues that it speaks of."""
MIN_PROSE_WORDS = 15
"""Words of a paragraph; the main title of an issue, and its number, have fewer."""
MIN_ISSUES = 5
MAX_LEVELS = 3
"""Levels from the headline up to the box of the list; the latest issues may stand in a sidebar."""
MAX_CHARACTERS = 60
"""Characters of a text with the number of an issue, and perhaps its day."""
MIN_IN_ROW = 2
"""Numbers in one line: a row of a table, and no sentence."""
MAX_NAME_WORDS = 5
"""Words of the headline of such a list, which names them."""
_NAMES = re.compile(
    r"عدد|[أا]عداد|نسخ|جريدة|صحيفة|مجلة|أرشيف|\b(?:journal|journaux|num[ée]ros?|[ée]ditions?|pdf"
    r"|kiosque|parutions?|unes|magazines?|archives?|n[úu]meros?|edici(?:[óo]n|ones)|portadas?"
    r"|peri[óo]dico|hemeroteca|revistas?|archivo|issues?|papers?|e-?paper|covers?)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:(?:ال)?عدد\s*(?:رقم\s*)?|\b(?:le\s+)?n[°ºo]\.?\s*|num[ée]ro\s+|número\s+|issue\s+(?:no\.?\s*)?)"
    r":?\s*(\d{1,6})(?!\d)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_FILE = re.compile(r"\.pdf\b|\bpdf\.|download|t[ée]l[ée]charg|descarg|تحميل", re.IGNORECASE)
_ON_ISSUES = re.compile(
    r"pdf|t[ée]l[ée]charg|num[ée]ros?\b|archiv|feuillet|descarg|ejemplar|download|issues?\b"
    r"|تحميل|حملوا|العدد|[أا]عداد|تصفح",
    re.IGNORECASE,
)
"""Of what the text above a list of issues speaks: its files."""
_FILE_WORDS = ("pdf", "PDF", "ownload", "charg", "escarg", "تحميل")
"""Pieces of the same, which a page's source is searched for first."""
_OUTER = ("tr", "tbody", "table", "body", "html")
"""What holds the page's columns, too, where tables lay it out."""


def count_issues(page: ParsedPage, headline: str, body: Body) -> int:
    """The number of issues that a page lists with their files below its headline; 0 for another.

    An article has its text; a box with the latest issues stands elsewhere on the page.
    """
    # asked of every page, so what costs least is asked first
    if headline.count(" ") >= MAX_NAME_WORDS or not _NAMES.search(headline):
        return 0
    words = 0
    for text in body.paragraphs:
        said = text.count(" ") + 1
        if said >= MIN_PROSE_WORDS and not _is_row(text):
            words += said
            if words > MAX_WORDS:
                return 0
    if sum(map(page.text.count, _FILE_WORDS)) < MIN_ISSUES or begins_with_news(body):
        return 0
    if not speaks_to_readers(body):
        return 0
    heading = own_heading(page, headline)
    if heading is None or states_one_article(page):
        return 0
    box = heading
    for above in islice(heading.iterancestors(), MAX_LEVELS):
        if above.tag in _OUTER:
            break
        box = above
    files = {link.get("href") for link in box.iter("a") if _leads_to_file(link)}
    found = (_NUMBER.match(text.strip()) for text in box.itertext() if len(text) < MAX_CHARACTERS)
    numbers = {one[1] for one in found if one}
    return len(numbers) if min(len(numbers), len(files)) >= MIN_ISSUES else 0


def begins_with_news(body: Body) -> bool:
    """Whether a text begins with a long line that is not on issues and their files."""
    first = body.paragraphs[0] if body.paragraphs else ""
    return word_count(first) >= MIN_LONG_WORDS and not _ON_ISSUES.search(first)


def _is_row(text: str) -> bool:
    """Whether a text numbers several issues; the pattern is tried where figures stand at all."""
    return _DIGIT.search(text) is not None and len(_NUMBER.findall(text)) >= MIN_IN_ROW


def _leads_to_file(link: html.HtmlElement) -> bool:
    return _FILE.search(f"{link.get('href') or ''} {link.text or ''}") is not None
