"""Cards: small parts of a page that show another article by a linked headline and an excerpt."""

from collections import Counter
from collections.abc import Callable, Sequence

from lxml import html

from crawler.arabic import folded_words
from crawler.markup.page_lines import Line
from crawler.reading.body.boxes.page_parts import has_controls
from crawler.reading.body.boxes.related_lists import entries_below_headings
from crawler.reading.body.boxes.sentences import is_linked_headline, is_running_text

MAX_CARD_LINES = 5
"""Lines of a card: section, headline, excerpt, author and date."""
MAX_EXCERPT_PARAGRAPHS = 2
"""Paragraphs of an excerpt; more are a text, below a link to another article."""
MAX_CARD_LEVELS = 4
"""Levels of elements between a card and its lines."""


class Cards:
    """The cards among the lines of a page."""

    def __init__(
        self, found: Sequence[Line], headline: str, announces: Callable[[Line], bool]
    ) -> None:  # fmt: skip
        """Find them: an element of few lines, a linked headline first among those of some words.

        The article's own ``headline`` heads none. ``announces``: whether a line heads a
        list of other articles; there two words of a link are a headline.
        """
        own = " ".join(folded_words(headline))
        counts: dict[html.HtmlElement, int] = {}
        headed, texts = dict[html.HtmlElement, Line](), Counter[html.HtmlElement]()
        # date, duration, counter and "read more" may stand beside the headline in the card itself;
        # a paragraph of two links is a text with its sources
        lines_of = Counter(
            line.block
            for line in found
            if line.key.count(" ") >= 3
            or not (
                (line.link_share >= 1 and getattr(line.block, "tag", "") != "p")
                or any(map(str.isdigit, line.key))
            )
        )
        for line in found:
            element, of_words = line.block, line.key.count(" ") >= 3
            headline_of_other = line.key != own and is_linked_headline(line)
            if not of_words and not headline_of_other:
                continue
            runs = of_words and is_running_text(line)
            for _ in range(MAX_CARD_LEVELS):
                if element is None or element.tag == "body":
                    break
                # the section or the date may stand above the headline
                if headline_of_other and element not in counts:
                    headed[element] = line
                if of_words:
                    counts[element] = counts.get(element, 0) + 1
                    if runs:
                        texts[element] += 1
                element = element.getparent()
        self._counts = counts
        self._with_controls: dict[html.HtmlElement, bool] = {}
        self._cards = {
            element: first
            for element, first in headed.items()
            # lines of one element, with breaks between, are a text
            if counts.get(element, 0) <= MAX_CARD_LINES
            and texts[element] <= MAX_EXCERPT_PARAGRAPHS
            and lines_of[first.block] == 1
            and next(element.iter("h1"), None) is None
        }
        self._cards |= {
            element: inside[0]
            for element, inside in entries_below_headings(found, announces).items()
            if len(inside) <= MAX_CARD_LINES
            and sum(map(is_running_text, inside)) <= MAX_EXCERPT_PARAGRAPHS
            and inside[0].key != own
        }

    def hold(self, line: Line, *, headed: bool = False) -> bool:
        """Whether a line stands in a card; ``headed``: in one whose headline is set as one."""
        element = line.block
        for _ in range(MAX_CARD_LEVELS):
            if element is None:
                return False
            if element in self._cards:
                return not headed or self._cards[element].tag != "p"
            element = element.getparent()
        return False

    def part_with_controls(self, line: Line) -> html.HtmlElement | None:
        """The smallest part around a line that holds a button or a field; ``None``: none does."""
        element = line.block
        for _ in range(MAX_CARD_LEVELS):
            if element is None or self._counts.get(element, 0) > MAX_CARD_LINES:
                return None
            if element not in self._with_controls:
                self._with_controls[element] = has_controls(element)
            if self._with_controls[element]:
                return element
            element = element.getparent()
        return None
