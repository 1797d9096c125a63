"""Pages that nobody signed and dated, and that are the site's own by something else, too.

The software's word that it is a page beside the articles and the site's name in the headline; an
entry of the site's menu that leads to the page itself; an index by letters; a quiz to start.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lxml import html

from crawler.arabic import folded_words
from crawler.dates import read_date
from crawler.errors import ListingPage, NotAnArticle
from crawler.markup.element_predicates import is_hidden
from crawler.markup.page_lines import lines
from crawler.markup.visible_text import visible_text
from crawler.reading.body.body_result import Body
from crawler.reading.body.extraction import MIN_BODY_WORDS
from crawler.reading.names.outlet_names import joined
from crawler.reading.names.signed_byline import find_signature
from crawler.reading.parsed_page import ParsedPage
from crawler.reading.refusals.entry_rows import entries_instead
from crawler.reading.refusals.page_kind import TITLE_PARTS, is_static_page, states_one_article
from crawler.reading.refusals.wording.notice_wording import speaks_to_readers

MAX_OWN_LABEL_WORDS = 4
"""Words of an entry of a menu that is a page's headline; an article's has more."""
MAX_LABEL_WORDS = 5
MEAN_LABEL_WORDS = 2.5
"""Words of a menu's entries, on average; those of a row of news have more."""
MIN_ENTRIES = 4
"""Entries of a menu."""
MAX_WORDS_BESIDE_NAME = 2
"""Words of three letters and more beside the site's name: ``تطبيق``, ``Support``; more tell."""
MAX_PROMOTION = 150
"""Words of a page by which a site promotes something of its own."""
MAX_DETAILS, MAX_DATE_LINE = 8, 60
"""Lines below a headline that may be its date, and characters of such a line."""
MIN_BUTTONS = 2
MIN_LETTERS = 3
"""Headings of one letter each that make an index."""
MAX_ENTRY_WORDS = 20
"""Words of an entry of an index; the paragraphs of an article in its form have more."""
MAX_QUIZ_WORDS = 100
_MENUS = frozenset(("nav", "ul", "ol", "footer", "header"))
_BESIDE = frozenset(("nav", "aside", "footer", "dialog"))
_PATHS = re.compile(
    r"bread|crumb|pathway|ariane|\btoc\b|pagin|pager|post-nav|tick|trend|latest|recent|news-?bar"
    r"|breaking|flash|popular|most|hot",
    re.IGNORECASE,
)
"""Rows of links that lead to the article itself: its path, its parts, its pages, news."""
_COLUMN = re.compile(
    r"[ée]dito|chroni|cr[óo]nica|billet|humeur|tribune|column|opini|افتتاحي|كلمة|عمود|\bرأي\b",
    re.IGNORECASE,
)
"""Columns that say "we", and may stand at an address of their own."""
_BUTTON = re.compile(r"(?:^|[\s_-])(?:btn|button)(?:$|[\s_-])", re.IGNORECASE)
_SHARES = re.compile(
    r"share|social|partag|comment|sharer|facebook|twitter|whatsapp|wa\.me|t\.me|linkedin|pinterest"
    r"|^mailto:|^javascript:|print",
    re.IGNORECASE,
)
"""Buttons below every article."""
MIN_ADDRESS = 2
_START = re.compile(
    r"(?:ابدأ|ابدؤوا|إبدأ|انطلق|commence[rz]|d[ée]marre[rz]|lance[rz]|jouer|start|begin|take|play"
    r"|empezar|empieza|comenzar|comienza|iniciar)\b.{0,12}?"
    r"(?:(?:ال)?(?:اختبار|مسابقة|لعبة|تحدي)|quizz?|test|jeu|questionnaire|game|cuestionario|juego)",
    re.IGNORECASE,
)
"""What the button of a quiz says: that it begins, and what."""
_ASKS = re.compile(
    r"[?؟]|\b(?:quizz?|test|jeu|game|trivia|cuestionario|juego)\b|اختبار|اختبر|مسابقة|لعبة",
    re.IGNORECASE,
)
_QUESTIONS = re.compile(r"\bquestions?\b|\bpreguntas?\b|أسئلة|سؤال", re.IGNORECASE)
"""Of what a quiz is made, as its text says."""


@dataclass(frozen=True)
class Told:
    """What the fields found: the element of the headline, the byline, where the date stands."""

    heading: html.HtmlElement | None
    byline: str | None
    dated_by: str | None


def refuse_page_of_nobody(page: ParsedPage, told: Told, headline: str, body: Body) -> None:
    """Raise ``ListingPage`` or ``NotAnArticle`` for such a page; most pages name who or when."""
    static = is_static_page(page)
    if not is_anonymous(page, told, headline, body, static=static):
        return
    if static and (named := _promotes_itself(page, headline, body)):
        raise NotAnArticle(f"a page of the site about itself: {named} ({headline[:60]!r})")
    if static and speaks_to_readers(body) and (label := _entry_of_menu(page, headline)):
        raise NotAnArticle(f"the site's menu has it as {label!r}, and nothing signs or dates it")
    if speaks_to_readers(body) and (letters := _index_by_letters(page)):
        raise ListingPage(f"a listing: an index by {letters} letters, which nothing signs or dates")
    if entries := entries_instead(page, told.heading, body):
        raise ListingPage(f"a listing: {entries}; nothing signs or dates it")
    if button := _starts_quiz(page, told.heading, body):
        raise NotAnArticle(f"a quiz to start ({button!r}), which nothing signs or dates")


def is_anonymous(page: ParsedPage, told: Told, headline: str, body: Body, *, static: bool) -> bool:
    """Whether nothing says who wrote the page, and nothing but a plugin when."""
    if told.byline or page.nodes or (not static and states_one_article(page)):
        return False
    if told.dated_by and not (static and told.dated_by in ("meta", "json-ld")):
        return False
    if told.dated_by and _prints_date(page, told.heading):
        return False
    return find_signature(body.paragraphs, page.own_names, headline) is None


def _prints_date(page: ParsedPage, heading: html.HtmlElement | None) -> bool:
    """Whether a date is printed in a line of its own below the headline, or marked up in a text."""
    times = page.tree.iter("time")
    if any(_BESIDE.isdisjoint(up.tag for up in one.iterancestors()) for one in times):
        return True
    found = lines(page.tree)
    at = next((n for n, line in enumerate(found) if line.block is heading), 0)
    short = (line.text for line in found[at : at + MAX_DETAILS] if len(line.text) < MAX_DATE_LINE)
    return any(read_date(text, seen_at=page.seen_at) for text in short)


def _promotes_itself(page: ParsedPage, headline: str, body: Body) -> str:
    """What says that a static page promotes the site: its name at the headline's end, buttons.

    A headline that tells has a verb and more words: ``X lance son application``.
    """
    if body.words >= MAX_PROMOTION or not speaks_to_readers(body):
        return ""
    words = folded_words(headline)
    for start in range(1, len(words)):
        if "".join(words[start:]) in page.stated_names:
            beside = sum(len(word) >= MIN_LETTERS for word in words[:start])
            if beside > MAX_WORDS_BESIDE_NAME:
                return ""
            buttons = len([*_buttons(page)])
            if buttons >= MIN_BUTTONS:
                return f"it has the site's name, and {buttons} buttons"
    return ""


def _buttons(page: ParsedPage) -> Iterator[html.HtmlElement]:
    """The links of the page's text that are drawn as buttons."""
    names = [name for name in page.classes if _BUTTON.search(name)]
    for one in page.with_classes(names):
        address = one.get("href") or "#"
        if one.tag != "a" or len(address) < MIN_ADDRESS or _SHARES.search(address):
            continue
        above = [*one.iterancestors()]
        shared = any(_SHARES.search(f"{up.get('class')} {up.get('id')}") for up in (one, *above))
        if not shared and _BESIDE.isdisjoint(up.tag for up in above):
            yield one


def _entry_of_menu(page: ParsedPage, headline: str) -> str:
    """The label of the entry of a menu that leads to the page itself, and is its headline."""
    titles = {joined(headline), joined(TITLE_PARTS.split(page.title)[0])}
    if len(folded_words(headline)) > MAX_OWN_LABEL_WORDS or _COLUMN.search(headline):
        return ""
    own = page.url.rstrip("/")
    for link in page.tree.iter("a"):
        label = visible_text(link, 80)
        if not label or joined(label) not in titles:
            continue
        address = page.absolute(link.get("href", ""))
        if address is None or address.split("#")[0].rstrip("/") != own:
            continue
        above = [*link.iterancestors()]
        if any(_PATHS.search(f"{one.get('class')} {one.get('id')}") for one in above):
            continue
        if any(one.tag in ("nav", "footer", "header") for one in above) and _is_menu(link):
            return label
    return ""


def _is_menu(link: html.HtmlElement) -> bool:
    """Whether a link stands among others of a menu, all as short as entries are."""
    for box in link.iterancestors(*_MENUS):
        others = [visible_text(one, 80) for one in box.iter("a")]
        others = [one for one in others if one]
        if len(others) > MIN_ENTRIES:
            words = [len(one.split()) for one in others]
            return max(words) <= MAX_LABEL_WORDS and sum(words) <= MEAN_LABEL_WORDS * len(words)
    return False


def _index_by_letters(page: ParsedPage) -> int:
    """The number of headings that are letters in their order, each above a list of linked entries.

    A row of the letters leads to them. An article in the form of an alphabet has its paragraphs.
    """
    letters = [
        text
        for one in page.tree.iter("h2", "h3", "h4", "dt")
        if len(text := visible_text(one, 8)) == 1 and text.isalpha() and _heads_entries(one)
    ]
    if len(letters) < MIN_LETTERS or any(one >= other for one, other in pairwise(letters)):
        return 0
    leading = {visible_text(one, 8) for one in page.tree.iter("a") if "#" in one.get("href", "")}
    return len(letters) if leading.issuperset(letters) else 0


def _heads_entries(heading: html.HtmlElement) -> bool:
    """Whether a list stands below a heading whose entries all begin with a link."""
    below = heading.getnext()
    if below is None or below.tag not in ("ul", "ol"):
        return False
    links = [next(one.iter("a"), None) for one in below.iter("li")]
    texts = [visible_text(one, 200) for one in below.iter("li")]
    return all(
        link is not None
        and text.startswith(visible_text(link, 100))
        and len(text.split()) <= MAX_ENTRY_WORDS
        for link, text in zip(links, texts, strict=True)
    )


def _starts_quiz(page: ParsedPage, heading: html.HtmlElement | None, body: Body) -> str:
    """What the button of a quiz says that stands with the headline and all the text in one box."""
    title = page.title if heading is None else visible_text(heading)
    if body.words >= MAX_QUIZ_WORDS or not _ASKS.search(title):
        return ""
    # an article leads to the quiz of the week, too
    if not any(map(_QUESTIONS.search, body.paragraphs)):
        return ""
    above = set() if heading is None else {*heading.iterancestors()}
    for button in page.tree.iter("button", "a"):
        if button.tag == "a" and not _BUTTON.search(button.get("class", "")):
            continue
        label = visible_text(button, 60)
        if not _START.fullmatch(label.strip(" !›»←→")) or is_hidden(button):
            continue
        box = next((one for one in button.iterancestors() if one in above), None)
        if box is not None and box.tag != "body":
            inside = visible_text(box)
            if all(text in inside for text in body.paragraphs if len(text) > MIN_BODY_WORDS):
                return label
    return ""
