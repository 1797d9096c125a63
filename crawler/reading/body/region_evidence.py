"""The evidence of where a page's article stands: the lines that are article for sure.

trafilatura's word counts where its paragraphs are a good share of the largest group of them; what
stands in boxes and cards, above the headline, behind the readers' first word or outside of what
the page itself calls its article is none.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from lxml import html

from crawler.arabic import folded_words
from crawler.markup.element_predicates import HEADINGS
from crawler.markup.page_lines import Line
from crawler.reading.body.block_places import Places, declared_article
from crawler.reading.body.boilerplate_rules import begins_comments, is_related_heading
from crawler.reading.body.boxes.cards import Cards
from crawler.reading.body.boxes.comments_below_brief import comments_below_brief
from crawler.reading.body.boxes.page_parts import Widgets
from crawler.reading.body.boxes.sentences import is_running_text, is_sentence
from crawler.reading.body.live_entries import live_entries
from crawler.reading.body.multiple_containers import of_this_article
from crawler.reading.body.short_container import heading_or_only_h1

MIN_EVIDENCE_SHARE = 0.5
"""trafilatura's paragraphs must have this share of the largest container's, or that one serves."""


class Evidence:
    """What tells where the article of a page stands."""

    def __init__(
        self, root: html.HtmlElement, found: Sequence[Line], taken: Sequence[bool],
        widgets: Widgets, headline: str,
    ) -> None:  # fmt: skip
        """Find it: ``taken`` says of each line whether trafilatura keeps it."""
        self._root, self._found, self._headline = root, found, headline
        self._widgets = widgets
        self.places = Places(root, found)
        self.cards = Cards(found, headline, is_related_heading)
        heading = heading_or_only_h1(root, headline)
        declared = declared_article(root, heading)
        self._declared = None if declared is None else frozenset(declared.iter())
        self.heading, self._own = heading, _own_part(heading)
        self._headline_at = self._number_of_headline()
        self.comments = min(
            self._comments_behind_article(heading),
            comments_below_brief(found, self._headline_at, begins_comments),
        )
        """The number of the line from which on readers speak, where the markup tells it."""
        self.prose = [is_running_text(line) for line in found]
        self.begins = 0
        """The number of the line that is the headline, where paragraphs stand below it."""
        self.is_told = False
        """Whether trafilatura's lines were the evidence."""
        self.anchors = self._anchors(taken)
        """The numbers of the lines that are article for sure."""

    def _anchors(self, taken: Sequence[bool]) -> list[int]:
        """The numbers of the lines that are article for sure."""
        numbers = range(len(self._found))
        free = [n for n in numbers if self.prose[n] and self.is_free(n)]
        # a site's slogan is longer than a brief
        below = [n for n in free if n >= self._headline_at]
        self.begins = self._headline_at if below else 0
        free = below or free
        told = [n for n in free if taken[n]]
        groups: dict[html.HtmlElement | None, list[int]] = defaultdict(list)
        for n in free:
            groups[self.home(n)].append(n)
        own = max(groups.values(), key=self.size, default=[])
        self.is_told = self.size(told) >= MIN_EVIDENCE_SHARE * self.size(own)
        anchors = told if self.is_told else own
        return sorted(
            {*anchors, *self._in_lost_bodies(free, set(anchors)), *self._entries(anchors)}
        )

    def _number_of_headline(self) -> int:
        """The number of the line of the heading that prints the headline; 0 without one."""
        key = " ".join(folded_words(self._headline))
        headings = ((n, line.key) for n, line in enumerate(self._found) if line.tag in HEADINGS)
        return next((n for n, printed in headings if printed == key), 0)

    def _entries(self, anchors: Sequence[int]) -> list[int]:
        """The numbers of a live post's entries behind its lead, where that is all there is."""
        lead = self._found[anchors[0]].block if len(anchors) == 1 else None
        if lead is None:
            return []
        behind = range(anchors[0] + 1, len(self._found))
        free = (n for n in behind if is_sentence(self._found[n]) and self.is_free(n))
        homes = ((n, home) for n in free if (home := self.home(n)) is not None)
        return live_entries(lead, homes)

    def _in_lost_bodies(self, free: Iterable[int], anchors: set[int]) -> list[int]:
        """The numbers of the lines in a body, called so by its markup, of which none is known.

        Only beside another body so called: several of them are pieces of one article.
        """
        bodies: dict[html.HtmlElement, list[int]] = {}
        for n in free:
            if (body := self.places.of(self._found[n].block).body) is not None:
                bodies.setdefault(body, []).append(n)
        lost = {body for body, inside in bodies.items() if anchors.isdisjoint(inside)}
        if not lost or len(lost) == len(bodies):
            return []
        own = of_this_article(self._root, [*bodies], self._headline)
        return [n for body in own if body in lost for n in bodies[body]]

    def is_free(self, number: int) -> bool:
        """Whether a line stands in no box, no widget and no card."""
        line = self._found[number]
        if number >= self.comments:
            return False
        if self.places.of(line.block).beside is not None or self._widgets.holds(line):
            return False
        return not self.cards.hold(line) and not self.is_elsewhere(line)

    def _comments_behind_article(self, heading: html.HtmlElement | None) -> int:
        """The number of the first heading of comments behind the ``article`` with the headline.

        Below a brief they are most of the page. The number of all lines where there is none.
        """
        own = None if heading is None else next(heading.iterancestors("article"), None)
        if own is None:
            return len(self._found)
        parts, said = frozenset(own.iter()), False
        for number, line in enumerate(self._found):
            inside = line.block in parts
            said = said or (inside and line.tag not in HEADINGS and is_sentence(line))
            if said and not inside and line.tag in HEADINGS and begins_comments(line):
                return number
        return len(self._found)

    def is_elsewhere(self, line: Line) -> bool:
        """Whether a line stands outside of what the page itself says is its article."""
        if line.block is None:
            return False
        if self._declared is not None and line.block not in self._declared:
            return True
        # a call to sign up is as long as a brief
        if self._own is None or not self._widgets.is_named_beside(line, self.heading):
            return False
        return self._own not in line.block.iterancestors() and self._own_part_speaks

    @cached_property
    def _own_part_speaks(self) -> bool:
        """Whether a paragraph stands in the ``article`` or ``main`` with the headline.

        The day or a short standfirst may be all that stands there of a longer text.
        """
        return any(
            line.tag not in HEADINGS
            and is_running_text(line)
            and self._own in line.block.iterancestors()
            for line in self._found[self._headline_at :]
            if line.block is not None
        )

    def size(self, numbers: Iterable[int]) -> int:
        """The characters of some lines."""
        return sum(len(self._found[n].text) for n in numbers)

    def home(self, number: int) -> html.HtmlElement | None:
        """The element that holds a line as a paragraph."""
        return self.places.of(self._found[number].block).home


def _own_part(heading: html.HtmlElement | None) -> html.HtmlElement | None:
    """The ``article``, else the ``main``, with the heading; ``None`` without one."""
    return None if heading is None else next(heading.iterancestors("article", "main"), None)
