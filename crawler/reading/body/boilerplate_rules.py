"""Boilerplate rules: the reason why a line around an article is no part of its text.

The wording is judged by ``crawler.reading.body.site_phrases``, markup and place are judged here.
"""

import re
from collections import deque
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from itertools import islice

from lxml import html

from crawler.arabic import folded_words, without_accents
from crawler.dates import labels_in, read_date
from crawler.dates.gregorian_dates import writes_short_year, writes_year
from crawler.markup.page_lines import Line
from crawler.markup.visible_text import visible_text
from crawler.markup.widget_class_names import has_word
from crawler.reading.body.site_phrases import TOPIC, end_of_subject_label, site_phrase_kind
from crawler.reading.body.site_phrases.comment_policies import is_comment_policy
from crawler.reading.body.site_phrases.ui_labels import TOPICS
from crawler.reading.body.software_leftovers import left_by_software
from crawler.reading.comment_headings import heads_comments
from crawler.reading.fields.details_line import is_day_in_two_calendars, read_details
from crawler.reading.names.byline_words import BYLINE_LABEL

MIN_LONG_WORDS = 12
"""Words of a paragraph that is text for sure; between two of them a short line may be a heading."""
MAX_LINE_LINK_SHARE = 0.8
"""A line with more link text than this leads elsewhere."""

_RELATED = re.compile(
    r"^\W*(?:[اإأ]قر[أاؤ]و?ا? أيضا|شاهد أيضا|(?:مواضيع|مقالات|أخبار|مواد) (?:ذات صلة|مشابهة)"
    r"|قد يعجبك|قد يهمك|في نفس القسم|اخترنا لك|المزيد من|Lire aussi|[AÀ] lire|Sur le même"
    r"|(?:Dans la même (?:rubrique|catégorie)|En la misma sección|In the same section)\W*$"
    r"|Articles (?:sim|liés)|Related|Read also|Also read|(?:Lea|Lee|Leer|Ver) también"
    r"|(?:(?:También )?te (?:puede|podría) interesar|(?:Noticias|Artículos|Notas) relacionad[oa]s)"
    r"\s*(?:[:|»›→-]|\W*$))",
    re.IGNORECASE,
)
_LINK_BLOCKS = frozenset(("li", "div", "a", "h3", "h4"))
MAX_PIECE_WORDS = 7
"""Words of a piece between bars in a line that says who wrote when."""
MAX_LABEL_WORDS = 4
"""Words of a date's label: آخر تعديل على الإثنين."""
MAX_WITH_COUNTERS = 300
"""Characters of a line of author, date and counters; a longer one is a paragraph."""
MAX_DETAIL_WORDS = 16
"""Words of a line with an author's name, a full date and a counter."""
_DETAILS = frozenset(("meta", "metas", "metadata", "byline", "infos"))
_ENDS_OF_SENTENCE = frozenset('.!؟?…»”"')
_LABEL = re.compile(r"[^:|]{2,30}[:|]\s*")
_COUNTER = re.compile(
    # all ways begin in one class, looked back at: a pattern that begins with a choice is slow
    r"[قمزlLvVhHrR\d](?i:(?:(?<=ق)راء(?:ة|ات)|(?<=م)شاهد(?:ة|ات)|(?<=ز)يارات"
    r"|(?<=l)(?:ectures?|u)|(?<=v)(?:ues?|u|iews?)|(?<=h)its?|(?<=r)eads?)\s*:?\s*"
    r"\d[\d.,]*(?:\s*(?:مر[ةا]\w*|fois|times))?"
    r"|(?<=\d)[\d.,]*k?\s*(?:قراءة|مشاهدة|زيارة|تعليقات?|lectures?|vues|views|hits|reads|votes?"
    r"|shares?|partages?|comment(?:aire)?s?)\b)"
)
"""A counter of readers, which may stand in one line with the date."""
_IN_COUNTERS = (
    "قراء", "مشاهد", "زيار", "تعليق", "lu", "vu", "lect", "ew", "h", "read", "vote", "partage",
    "comment",
)  # fmt: skip
"""Parts of which each counter has one in small letters: the pattern is tried at every character."""
MIN_TAGS_SHARE, MAX_TAGS_LABEL = 0.4, 3
"""Link share of a row of tags, and the words of its label."""
_DASHES = re.compile(r"\s[-–—]\s")
MAX_NAME_WORDS = 3
"""Words of the site's name before its own words."""
MIN_TOOLS = 3
"""Pieces of a row of buttons: print, send, read so many times."""
_DIGIT = re.compile(r"\d")
# only the form is asked about: so late that no printed date lies in the future
_ANY_DAY = datetime(2100, 1, 1, tzinfo=UTC)


def begins_comments(line: Line, *, inside: bool = False, amid: bool = False) -> bool:
    """Whether the readers' comments begin here: nothing after it is the article's.

    ``inside``: it stands between long paragraphs, where «التعليق» may be a sub-heading; ``amid``:
    it is one of their row.
    """
    # it stands above the comments, as long as it and they may be
    words = without_accents(line.key)
    if words and is_comment_policy(words, words.split()):
        return True
    # a line as long as a sentence may speak of comments, but heads none
    if len(line.text) >= 120 or (inside and line.key in TOPICS):
        return False
    pieces = line.text.split("|") if "|" in line.text else (line.text,)
    spanish = not (inside and amid)
    return any(heads_comments(piece.strip(), spanish=spanish) for piece in pieces)


def _with_counters_as(instead: str, text: str) -> str:
    """A line with something else in place of each counter."""
    small = text.lower()
    return _COUNTER.sub(instead, text) if any(part in small for part in _IN_COUNTERS) else text


def _only_a_date(text: str, key: str) -> bool:
    """Whether a line is a printed date and nothing else; without a digit it has few words."""
    if len(text) >= 80 or (key.count(" ") > 3 and not _DIGIT.search(text)):
        return False
    left, dates = _with_counters_as(" ", text).strip(), 0
    if left != text and labels_in(left):  # "read 412 times, last changed on …"
        date = read_date(left, seen_at=_ANY_DAY)
        return date is not None and left.replace(date.printed, "").count(" ") <= MAX_LABEL_WORDS
    while dates < 3 and (date := read_date(left, seen_at=_ANY_DAY)) is not None:
        left, dates = left.replace(date.printed, " ", 1), dates + 1
    if dates > 1 and len(labels_in(text)) > 1:
        return len(left.strip()) < 0.5 * len(text)  # "updated … - published …"
    # the rest may be labels ("published on", a zone); more than a fifth is a sentence with a date
    return dates > 0 and len(left.strip()) < 0.2 * len(text) * dates


def _is_details_line(text: str, *, inside: bool) -> bool:
    """Whether a line says who wrote when, counters aside; ``inside`` the text it must name them."""
    if len(text) > MAX_WITH_COUNTERS or not _DIGIT.search(text):
        return False
    details = read_details(_with_counters_as(" | ", text), amid_text=inside)
    return details is not None and (bool(details.byline) or not inside)


def _is_only_row(row: html.HtmlElement | None) -> bool:
    """Whether a table has one row and is the layout's: it tells a label, or no text precedes it."""
    table = None if row is None else next(row.iterancestors("table"), None)
    if row is None or table is None or len([*islice(table.iter("tr"), 2)]) > 1:
        return False
    before = table.getprevious()
    cells = (visible_text(one, MAX_WITH_COUNTERS) for one in row)
    return before is None or before.tag != "p" or any(map(BYLINE_LABEL.match, cells))


def _is_of_details(line: Line) -> bool:
    """Whether a line with a full date is few words, and its element is called the details."""
    if line.key.count(" ") > MAX_DETAIL_WORDS or line.block is None:
        return False
    if not writes_year(line.text) or not has_word(line.block, _DETAILS):
        return False
    date = read_date(line.text, seen_at=_ANY_DAY)
    # a paragraph must begin with it
    return date is not None and (line.tag != "p" or line.text.startswith(date.printed))


def _is_info_line(line: Line, names: Collection[str]) -> bool:
    """Whether a line is short pieces between bars, one of them a date, a counter or a label."""
    pieces = [piece.strip() for piece in line.text.split("|") if piece.strip()]
    keys = [" ".join(folded_words(piece)) for piece in pieces]
    if len(pieces) < 2 or any(key.count(" ") >= MAX_PIECE_WORDS for key in keys):
        return False
    return any(
        _only_a_date(piece, key) or site_phrase_kind(piece, key, names) not in (None, TOPIC)
        for piece, key in zip(pieces, keys, strict=True)
    )


def _is_row_of_tools(text: str, names: Collection[str]) -> bool:
    """Whether a line is three pieces and more between dashes, the site's own words.

    The first may be its name.
    """
    pieces = [piece.strip() for piece in _DASHES.split(text) if piece.strip()]
    if len(pieces) < MIN_TOOLS:
        return False
    first, *rest = (
        _COUNTER.search(piece) is not None
        or site_phrase_kind(piece, " ".join(folded_words(piece)), names) is not None
        for piece in pieces
    )
    return all(rest) and (first or len(folded_words(pieces[0])) <= MAX_NAME_WORDS)


def boilerplate_reason(
    line: Line, names: Collection[str] = (), *, inside: bool = False
) -> str | None:
    """The reason why a line is no part of an article; ``None`` if it may be one.

    ``names``: the outlet's own, folded.

    ``inside``: it stands between long paragraphs, where the name of a topic may be a sub-heading.
    """
    if line.caption:
        return "caption"
    why = site_phrase_kind(line.text, line.key, names)
    if why and not (inside and why == TOPIC and line.link_share < MAX_LINE_LINK_SHARE):
        return f"the site's words, {why}"
    # amid the text 11/09/11 may be the score of three sets
    dated = _only_a_date(line.text, line.key) and not (inside and writes_short_year(line.text))
    if dated or is_day_in_two_calendars(line.text):
        return "a date by itself"
    if "|" in line.text and line.tag != "tr" and _is_info_line(line, names):
        return "author, date and counters in one line"
    if line.text.count(" - ") >= MIN_TOOLS - 1 and _is_row_of_tools(line.text, names):
        return "a row of the site's buttons"
    if line.tag != "tr" and (_is_details_line(line.text, inside=inside) or _is_of_details(line)):
        return "author, date and counters in one line"
    # a table of one row is a layout's, one of more may list people and days
    if line.tag == "tr" and _is_only_row(line.block) and _is_details_line(line.text, inside=inside):
        return "author, date and counters in one line"
    if not line.key:
        return "no words"
    if why := left_by_software(line):
        return why
    if line.link_share > MIN_TAGS_SHARE and _is_row_of_tags(line):
        return "the article's tags"
    # a linked paragraph of an author is longer than any headline (200 characters)
    linked = line.link_share > MAX_LINE_LINK_SHARE and len(line.text) < 200
    if linked and (line.tag in _LINK_BLOCKS or is_headline_link(line)):
        return "a link to elsewhere"
    return "a link to elsewhere behind its label" if _is_labelled_link(line) else None


def is_headline_link(line: Line) -> bool:
    """Whether a line is a linked headline: five words and more, without a full stop."""
    # an author's linked sentence ends in a full stop, and stays
    ended = line.text[-1] in _ENDS_OF_SENTENCE
    return line.link_share > 0.9 and line.key.count(" ") >= 4 and not ended


def is_linked_sentence(line: Line) -> bool:
    """Whether a line is a paragraph that its author linked: no headline ends in a full stop."""
    return line.tag == "p" and line.text.endswith((".", "!")) and line.key.count(" ") >= 7


def _is_labelled_link(line: Line) -> bool:
    """Whether a line is a label, a colon and a linked headline: "read more: …" in any language."""
    # a label that could be a sentence's subject is none where all behind it is one link
    end = end_of_subject_label(line.text) if line.link_share else 0
    if not end:
        label = _LABEL.match(line.text)
        if label is None or line.text[-1] in _ENDS_OF_SENTENCE:
            return False
        end = label.end()
    rest = line.text[end:]
    if len(rest) < 20:
        return False
    return line.link_share >= 0.95 * len(rest) / len(line.text)


def _is_row_of_tags(line: Line) -> bool:
    """Whether a line is a label and links that call themselves the tags of the article.

    Plugins call links in sentences so, too: behind the first link there are only links.
    """
    links = [] if line.block is None else [*line.block.iter("a")]
    if not links or line.text[-1] in _ENDS_OF_SENTENCE:
        return False
    if not all("tag" in (one.get("rel") or "").split() for one in links):
        return False
    names = [word for one in links for word in folded_words(visible_text(one))]
    words = line.key.split()
    label = len(words) - len(names)
    # one link alone may be a sub-heading of two words and a name
    named = len(links) > 1 or ":" in line.text or not label
    return named and 0 <= label <= MAX_TAGS_LABEL and words[label:] == names


def between_paragraphs(numbered: Iterable[tuple[int, Line]]) -> range:
    """The numbers of the lines from the first to the last long paragraph that is no notice."""
    long = deque(
        (number, line)
        for number, line in numbered
        if line.link_share < MAX_LINE_LINK_SHARE and line.key.count(" ") + 1 >= MIN_LONG_WORDS
    )
    # a long notice, or line of details, at either end is no paragraph to stand between
    for end, drop in ((0, long.popleft), (-1, long.pop)):
        while long and _is_notice(long[end][1]):
            drop()
    return range(long[0][0], long[-1][0]) if long else range(0)


def _is_notice(line: Line) -> bool:
    """Whether a long line is the site's own words, or says who wrote when and nothing else."""
    said = site_phrase_kind(line.text, line.key) is not None
    return said or _is_details_line(line.text, inside=False)


def is_related_heading(line: Line) -> bool:
    """Whether a line announces links to other articles."""
    return len(line.text) < 60 and bool(_RELATED.match(line.text))
