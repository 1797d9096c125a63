"""What stands on a page beside the article: comments, sidebars, other articles, the frame."""

import functools
import re
from collections.abc import Callable
from itertools import islice
from typing import cast

from lxml import etree, html

from crawler.arabic import folded_words
from crawler.markup.visible_text import visible_text
from crawler.markup.widget_class_names import holds_main
from crawler.reading.author_and_home_links import leads_to_author
from crawler.reading.comment_headings import heads_comments
from crawler.reading.fields.details_line import is_only_dates
from crawler.reading.names.byline_words import BYLINE_LABEL
from crawler.reading.parsed_page import ParsedPage, is_readers_word

MAX_CARD_CHARACTERS = 400
"""Characters of a card: another article's headline, picture and date."""
MIN_CARD_HEADLINE_WORDS = 6
"""Words of a linked headline; a linked byline with its city has fewer."""
MIN_LINKED_HEADING_WORDS = 5
"""The same of a heading around a link."""
MIN_ITEM_HEADLINE_WORDS, MIN_SHORT_HEADLINE_WORDS = 3, 2
"""The same of a heading where several stand in a row, each in an item of its own."""
_QUERIES = frozenset(("wp-block-query", "wp-block-post-template"))
_ITEMS = frozenset(("li", "article", "div", "section", "td", "tr"))
# class names in small letters: a pattern that ignores case is tried at every letter
_ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:sidebar|related|comments?|comment-?list|respond|widget|footer|copyright|ticker"
    r"|breaking|latest|recent|popular|trending|similar|most|nav|menu|clock|weather"
    r"|wp-block-query|wp-block-post-template)(?:$|[\s_-])"
)
_BUILDERS = re.compile(r"\b(?:elementor|et_pb|wpb|vc|brz)[_-](?:widget(?:[_-](?=\w)|(?=\s|$)))?")
"""Prefixes of page builders: to them everything is a widget, the article's own date too."""
_OWN_FOOTER = re.compile(r"\b(?:entry|post|article|single|story|node)[_-]+footer\b")
"""The article's own footer: its date, author and tags in many themes."""


MIN_TEXT_CHARACTERS = 120
"""Characters of an article's text; its details, author and date, have fewer."""
MIN_TEXT_PARAGRAPHS = 3
"""Such paragraphs before any headline: the lead of an item has one or two."""
MAX_LABEL_CHARACTERS = 40
"""Characters of a label; longer ones are text."""
_MARKS = " \t\r\n\xa0:：|•·-–—،,#"
"""What stands around a label."""
_COMMENTS = re.compile(r"#(?:respond|comment|disqus|reply)")
_HEADING_TAGS = frozenset(("h2", "h3", "h4", "h5", "h6", "legend", "caption"))
_FOOTER = re.compile(
    r"(?:^|\s)(?:(?:news|item|article|post|entry|story|single)[_-])?footer(?=$|\s)"
)
"""A footer of a piece: a picture's and a card's hold who took it, and when."""


# plain strings: those that know their element take six times as long; measuring each, twice
_STRINGS = cast("Callable[..., list[str]]", etree.XPath("following::text()", smart_strings=False))


def as_label(text: str) -> str:
    """A text in small letters, without the marks around it."""
    return text.strip(_MARKS).lower()


class Surroundings:
    """Whether elements of a page are the article's; what was found out is kept for the next."""

    def __init__(self, heading: html.HtmlElement | None = None) -> None:
        """Know the headline's element: what holds it holds the article."""
        self.heading = heading
        self._around = frozenset(() if heading is None else (heading, *heading.iterancestors()))
        self._known: dict[html.HtmlElement, bool] = {}
        self._others: dict[html.HtmlElement, bool] = {}

    @functools.cached_property
    def labels_behind(self) -> frozenset[str]:
        """What short texts behind the headline say as labels (``as_label``), looked up once."""
        texts = self._texts_behind
        return frozenset(as_label(text) for text in texts if len(text) < MAX_LABEL_CHARACTERS)

    @functools.cached_property
    def labels_before_colon(self) -> frozenset[str]:
        """What stands before a colon near the beginning of texts behind the headline."""
        begun = (text[:MAX_LABEL_CHARACTERS] for text in self._texts_behind)
        return frozenset(as_label(text.partition(":")[0]) for text in begun if ":" in text)

    @functools.cached_property
    def _texts_behind(self) -> frozenset[str]:
        # the blanks between two elements are most of them, and alike
        return frozenset() if self.heading is None else frozenset(_STRINGS(self.heading))

    def is_elsewhere(self, element: html.HtmlElement) -> bool:
        """Whether it is the site's, a reader's or another article's; asked last, it costs most.

        What holds the headline, too, is not looked at: a page that *has* a sidebar is none.
        """
        for above in (element, *element.iterancestors()):
            if above in self._around or above.tag in ("body", "html"):
                return False
            if above not in self._known:
                self._known[above] = _is_elsewhere(above) and not (
                    self._is_above_text(above) or self._is_in_own_header(above)
                )
            if self._known[above]:
                return True
        return False

    def holds_headline(self, element: html.HtmlElement) -> bool:
        """Whether an element is the headline or, below the page itself, holds it."""
        return element in self._around and element.tag not in ("body", "html")

    def is_of_others(self, element: html.HtmlElement) -> bool:
        """Whether it stands in a list of other articles.

        Less than ``is_elsewhere``: an article's own tags may stand in a box called a widget.
        """
        for above in (element, *element.iterancestors()):
            if above in self._around or above.tag in ("body", "html"):
                return False
            if above not in self._others:
                self._others[above] = _is_of_query(above) or _is_one_of_several(above)
            if self._others[above]:
                return True
        return False

    def _is_in_own_header(self, element: html.HtmlElement) -> bool:
        """Whether a short ``aside`` stands in the headline's ``header``: Ghost's row of details."""
        if element.tag != "aside" or _ELSEWHERE.search(element.get("class", "").lower()):
            return False
        own = any(one.tag == "header" and one in self._around for one in element.iterancestors())
        short = len(visible_text(element, MIN_TEXT_CHARACTERS)) < MIN_TEXT_CHARACTERS
        others = (one for one in element.iter("a") if not leads_to_author(one))
        titled = any(visible_text(one, MAX_LABEL_CHARACTERS).count(" ") > 1 for one in others)
        return own and short and not titled and not _is_card(element)

    def _is_above_text(self, element: html.HtmlElement) -> bool:
        """Whether a box called footer stands above the text: TYPO3 calls the article's details so.

        A sidebar may stand there, too; what else is said of the box counts.
        """
        label = f"{element.get('class', '')} {element.get('id', '')}".lower()
        if self.heading is None or not _FOOTER.search(label) or element.tag == "footer":
            return False
        if element.tag in ("aside", "nav") or _ELSEWHERE.search(_FOOTER.sub(" ", label)):
            return False
        holder = element.getparent()
        # in a row with the headline, and a long text in that row behind it
        return (
            holder in self._around
            and any(
                len(visible_text(behind, MIN_TEXT_CHARACTERS)) >= MIN_TEXT_CHARACTERS
                for behind in element.itersiblings()
                if behind.tag not in ("footer", "aside", "nav", "script", "style")
            )
            and len(visible_text(element, MAX_CARD_CHARACTERS)) < MIN_TEXT_CHARACTERS
        )


def surroundings_of(page: ParsedPage, heading: html.HtmlElement | None) -> Surroundings:
    """What stands beside the article that a headline's element heads; one for all fields."""
    found: Surroundings | None = page.found_once.get(("surroundings", heading))
    if found is None:
        found = page.found_once["surroundings", heading] = Surroundings(heading)
    return found


def _is_elsewhere(element: html.HtmlElement) -> bool:
    """Whether what stands in an element is not the article's."""
    label = f"{element.get('class', '')} {element.get('id', '')}".lower()
    label = _OWN_FOOTER.sub("", _BUILDERS.sub("", label))
    if element.tag in ("aside", "nav"):
        return True
    if _ELSEWHERE.search(label):
        # a layout's class, "sidebar-right", stands on what holds article and sidebar
        return not holds_main(element)
    # an own footer may hold links to the next article beside the tags of this one
    if is_readers_word(element) or (element.tag != "footer" and _is_card(element)):
        return True
    if _opens_with_comments(element):
        return True
    return _is_one_of_several(element)


def _is_one_of_several(element: html.HtmlElement) -> bool:
    """Whether an element stands in a row with others like it, each with a headline of its own.

    A list of other articles, however long their excerpts; builders call it by many names.
    """
    if element.tag not in _ITEMS:
        return False
    beside = [
        one
        for preceding in (False, True)
        for one in islice(element.itersiblings(preceding=preceding), 2)
        if one.tag == element.tag and _has_like_class(one, element)
    ]
    # one of them may have a short headline
    return (
        bool(beside)
        and _has_headline(element, MIN_SHORT_HEADLINE_WORDS)
        and any(_has_headline(one, MIN_ITEM_HEADLINE_WORDS) for one in beside)
        and not _begins_with_text(element)
    )


def _opens_with_comments(element: html.HtmlElement) -> bool:
    """Whether a box begins with the heading of readers' comments: ``التعليقات (2)``.

    A counter without a heading may stand in the row that names the author.
    """
    first = next((one for one in element if isinstance(one.tag, str)), None)
    if first is None or first.tag not in _HEADING_TAGS or (element.text or "").strip():
        return False
    return heads_comments(visible_text(first, MAX_LABEL_CHARACTERS))


def _begins_with_text(element: html.HtmlElement) -> bool:
    """Whether a text stands before the first heading with a link: a column of the article's page.

    The headings are those of its comments, or of what else to read; an item begins with its own.
    """
    paragraphs = 0
    for one in element.iter("p", "h1", "h2", "h3", "h4", "h5", "h6"):
        if one.tag != "p":
            if one.find(".//a") is not None or next(one.iterancestors("a"), None) is not None:
                return False
        elif len(visible_text(one, MIN_TEXT_CHARACTERS)) >= MIN_TEXT_CHARACTERS:
            paragraphs += 1
            if paragraphs >= MIN_TEXT_PARAGRAPHS:
                return True
    return False


def _is_of_query(element: html.HtmlElement) -> bool:
    """Whether an element is what block themes list posts in."""
    return not _QUERIES.isdisjoint(element.get("class", "").split())


def _has_like_class(one: html.HtmlElement, other: html.HtmlElement) -> bool:
    """Whether two elements share a class, or have none."""
    names, others = one.get("class", "").split(), other.get("class", "").split()
    return names == others or not set(names).isdisjoint(others)


def _has_headline(element: html.HtmlElement, min_words: int) -> bool:
    """Whether an element has a linked headline of so many words; an author's name is none."""
    for heading in element.iter("h2", "h3", "h4", "h5", "h6"):
        link = heading.find(".//a")
        if link is None:
            link = next(heading.iterancestors("a"), None)
        words = len(folded_words(visible_text(heading)))
        if link is not None and words >= min_words and not leads_to_author(link):
            return True
    first = next((one for one in element.iter("a") if visible_text(one)), None)
    said = "" if first is None else visible_text(first, MAX_CARD_CHARACTERS)
    # a link that is no heading must be longer: it may be a section's, or a byline
    return len(folded_words(said)) >= 2 * min_words and not BYLINE_LABEL.match(said)


def _may_be_headline(text: str) -> bool:
    """Whether a link's text is as long as a headline, and neither two dates nor a byline."""
    words = [word for word in folded_words(text) if not word.isdigit()]
    return len(words) >= MIN_CARD_HEADLINE_WORDS and not BYLINE_LABEL.match(text)


def _leads_to_another_article(link: html.HtmlElement) -> bool:
    """Whether a link is as long as a headline, and none of a row that says who wrote when.

    An author's name with the outlet's before it, a day with its weekday and hour, and a call to
    comment on the article by its title have as many words.
    """
    text = visible_text(link)
    if not _may_be_headline(text) or is_only_dates(text) or leads_to_author(link):
        return False
    marks = [link.get("itemprop"), *link.get("rel", "").split()]
    if (holder := link.getparent()) is not None:
        marks.append(holder.get("itemprop"))
    return "author" not in marks and not _COMMENTS.search(link.get("href") or "")


def _is_card(element: html.HtmlElement) -> bool:
    """Whether an element shows another article: a linked headline and little else."""
    if len(visible_text(element, MAX_CARD_CHARACTERS)) >= MAX_CARD_CHARACTERS:
        return False
    if any(map(_leads_to_another_article, element.iter("a"))):
        return True
    # a heading that is a link has fewer words, but more than a person's name
    return any(
        link is not None and len(folded_words(visible_text(link))) >= MIN_LINKED_HEADING_WORDS
        for heading in element.iter("h2", "h3", "h4", "h5", "h6")
        for link in [heading.find(".//a")]
    )
