"""The region of a page that holds its article, and the lines there that belong to it.

Where no outlet's hint names a container, trafilatura's lines are the first evidence. The smallest
element that holds most of them is the region; a line in it that stands as the article's
paragraphs do is the article's, too, and one outside of it needs more than trafilatura's word.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property
from itertools import islice

from lxml import html

from crawler.markup.element_predicates import HEADINGS
from crawler.markup.page_lines import Line
from crawler.markup.widget_class_names import built_as, built_text, is_built
from crawler.reading.body.block_places import Footnotes, grid_width, is_called_body
from crawler.reading.body.boxes.list_behind_text import list_behind
from crawler.reading.body.boxes.page_parts import Widgets
from crawler.reading.body.boxes.sentences import is_running_text, is_sentence
from crawler.reading.body.multiple_containers import kind_of_box
from crawler.reading.body.region_evidence import Evidence

MIN_REGION_SHARE = 0.8
"""The share of the evidence's characters that the region holds."""
MAX_STEPS_UP = 9
"""Levels that two places of one article may lie below the element which holds both; SP Page Builder
has eight."""
MAX_KIND_LEVELS = 20
"""Levels by which places are held to be alike; real pages have six between region and text."""
_CARDS = frozenset(("article", "li", "a"))


class Region:
    """The part of a page that holds its article."""

    def __init__(
        self, root: html.HtmlElement, found: Sequence[Line], taken: Sequence[bool],
        widgets: Widgets, headline: str,
    ) -> None:  # fmt: skip
        """Find it: ``taken`` says of each line whether trafilatura keeps it."""
        self._root, self._found, self._taken, self._widgets = root, found, taken, widgets
        self._evidence = evidence = Evidence(root, found, taken, widgets, headline)
        self._places, self._cards, self._prose = evidence.places, evidence.cards, evidence.prose
        self._weights: dict[html.HtmlElement, int] = defaultdict(int)
        self.anchors, self.is_told = evidence.anchors, evidence.is_told
        self.begins, self.comments = evidence.begins, evidence.comments
        self._sure = frozenset(self.anchors)
        self.element = self._smallest() if self.anchors else root
        self._held = {self.element: True}
        self._article: html.HtmlElement | None = None
        self.list_behind = range(0)
        """The numbers of a list right behind the text's box, known with ``ends``."""
        self._homes = {self._places.of(found[n].block).home for n in self.anchors}
        # an element with several lines of its own is the home of what stands in it, too
        lines_of = Counter(line.block for line in found)
        self._homes |= {found[n].block for n in self.anchors if lines_of[found[n].block] > 1}
        self._kinds = {self._kind_of(home) for home in self._homes if home is not None}

    def _smallest(self) -> html.HtmlElement:
        """The smallest element with most of the anchors, and its like beside it."""
        for n in self.anchors:
            element = self._found[n].block
            while element is not None:
                self._weights[element] += len(self._found[n].text)
                element = element.getparent()
        least = MIN_REGION_SHARE * self._evidence.size(self.anchors)
        region = self._root
        # a child that holds as much is the only one: shares above one half
        while (
            inner := next((c for c in region if self._weights.get(c, 0) >= least), None)
        ) is not None:
            region = inner
        home = self._places.of(region).home
        if home is not None and any(self._found[n].block is region for n in self.anchors):
            region = home  # one paragraph is no region: what stands beside it may be the rest
        return self._with_its_like(region)

    def _with_its_like(self, region: html.HtmlElement) -> html.HtmlElement:
        """The element around a region and the places beside it that are built like it."""
        homes: dict[html.HtmlElement, int] = defaultdict(int)
        for n in self.anchors:
            if (home := self._evidence.home(n)) is not None:
                homes[home] += len(self._found[n].text)
        main = max(homes, key=lambda home: homes[home], default=None)
        if main is None:
            return region
        inside = {region, *region.iterancestors()}
        # builders' elements of text, of which an editor puts some into boxes of their own
        texts = {self._built_text(n) for n in self.anchors} - {""}
        for n, line in enumerate(self._found):
            place = self._places.of(line.block)
            if not self._prose[n] or place.home in homes or not self._evidence.is_free(n):
                continue
            if place.home is not None:
                meeting = _meeting_of_like(main, place.home)
                if meeting is None and texts and self._built_text(n) in texts:
                    meeting = self._meeting_below_heading(place.home, inside)
                if meeting is not None and meeting in inside:
                    region, inside = meeting, {meeting, *meeting.iterancestors()}
        return region

    def _built_text(self, number: int) -> str:
        block = self._found[number].block
        return "" if block is None else built_text(block)

    def _meeting_below_heading(
        self, place: html.HtmlElement, inside: set[html.HtmlElement]
    ) -> html.HtmlElement | None:
        """The element in which a place meets the region, if it is in the box of the headline."""
        heading = self._evidence.heading
        around = () if heading is None else heading.iterancestors()
        box = next((one for one in around if one in inside), None)
        if box is None or box.tag in ("body", "html"):
            return None
        meeting = next((one for one in (place, *place.iterancestors()) if one in inside), None)
        return None if meeting is None or meeting in box.iterancestors() else meeting

    def holds(self, line: Line) -> bool:
        """Whether a line stands in the region."""
        path, element = list[html.HtmlElement](), line.block
        while element is not None and element not in self._held:
            path.append(element)
            element = element.getparent()
        held = element is not None and self._held[element]
        self._held.update(dict.fromkeys(path, held))
        return held

    def is_of_its_article(self, line: Line) -> bool:
        """Whether a line stands in the same ``article``, or body called so, as the region.

        Live posts and builders put each paragraph in boxes of its own.
        """
        if self._article is None:
            around = (self.element, *self.element.iterancestors())
            own = (one for one in around if one.tag == "article" or is_called_body(one))
            self._article = next(own, self._root)
        if line.block is None or self._article is self._root:
            return False
        return self._article in line.block.iterancestors()

    def may_be_widget(self, line: Line) -> bool:
        """Whether a line stands in a part with a widget's name."""
        return self._widgets.may_hold(line)

    def is_beside(self, line: Line, *, known: bool = True) -> bool:
        """Whether a line stands in a box that is no article, or in a card of another one.

        Where no paragraph is sure, only trafilatura's word, ``known``, can say that it is one.
        """
        if self._cards.hold(line) or self._evidence.is_elsewhere(line):
            return True
        box = self._places.of(line.block).beside
        if box is None or not self.anchors:
            return box is not None and not known
        return 3 * self._weights.get(box, 0) < self._evidence.size(self.anchors)

    def is_of_controls(self, line: Line, *, known: bool = True) -> bool:
        """Whether a line belongs to a button or a field: a consent notice, a poll, a sign-up.

        A part with a good share of the article is none: a short one has a button to print it.
        ``known`` as in ``is_beside``.
        """
        part = self._cards.part_with_controls(line)
        if part is None or not self.anchors:
            return part is not None and not known
        return 3 * self._weights.get(part, 0) < self._evidence.size(self.anchors)

    def ends_list(self, number: int) -> bool:
        """Whether a line is the last item of a list that has another one right before it."""
        block, before = self._found[number].block, self._found[max(0, number - 1)].block
        if block is None or before is None or block.tag != "li" or block is before:
            return False
        return before.getparent() is block.getparent() and block.getnext() is None

    @cached_property
    def notes(self) -> Footnotes:
        """The footnotes of the sure paragraphs."""
        return Footnotes(self._found[n].block for n in self.anchors)

    def goes_on_behind(self, number: int) -> bool:
        """Whether most of the article stands behind a line: no heading of comments ends it."""
        behind = [n for n in self.anchors if n > number]
        return 2 * self._evidence.size(behind) > self._evidence.size(self.anchors)

    def is_at_home(self, number: int) -> bool:
        """Whether a line has the very parent that the article's paragraphs have."""
        if not 0 <= number < len(self._found):
            return False
        return (
            self._evidence.home(number) in self._homes or self._found[number].block in self._homes
        )

    def heads_text(self, number: int) -> bool:
        """Whether a line is right above a sure paragraph that stands beside it, in its own boxes.

        Builders put headings between the columns whose text they head.
        """
        block = self._found[number].block
        if block is None or number + 1 not in self._sure:
            return False
        block = _alone_in(block)
        behind = self._found[number + 1].block
        return behind is not None and block.getparent() in islice(
            behind.iterancestors(), MAX_STEPS_UP
        )

    def _goes_with(self, number: int) -> bool:
        """Whether a line before the first paragraph or behind the last one goes on with them."""
        if not self.is_at_home(number):
            return False
        return self._found[number].caption or is_sentence(self._found[number])

    def ends(self) -> range:
        """The numbers from the first to the last anchor, and on where sentences stand with them."""
        first, last = self.anchors[0], self.anchors[-1]
        while self._goes_with(first - 1):
            first -= 1
        while self._goes_with(last + 1):
            last += 1
        # on to the last line that is kept anyway: by its words, or trafilatura's, and its place
        numbers = (
            n for n in range(len(self._found) - 1, last, -1) if self._taken[n] or self._prose[n]
        )
        last = next(filter(self._stands_alike, numbers), last)
        if self._heads_chapter(first - 1, range(first, last + 1)):
            first -= 1
        self.list_behind = list_behind(self._found, last, self._evidence.is_free)
        return range(first, self.list_behind.stop or last + 1)

    def _stands_alike(self, number: int) -> bool:
        """Whether a line is a sentence that stands, in no box, where paragraphs do."""
        line = self._found[number]
        if not is_sentence(line) or not self.holds(line) or not self._evidence.is_free(number):
            return False
        return self.is_at_home(number) or self.stands_as_paragraph(line)

    def _heads_chapter(self, number: int, text: range) -> bool:
        """Whether a line above the text heads its first chapter: there are further headings."""
        if not self.is_at_home(number) or self._found[number].tag not in HEADINGS:
            return False
        mine = self._found[number]
        likes = (n for n in text if self._found[n].tag == mine.tag and self.is_at_home(n))
        return mine.link_share < 0.5 and next(likes, None) is not None

    def stands_as_paragraph(self, line: Line) -> bool:
        """Whether a line stands where the article's paragraphs do."""
        place = self._places.of(line.block)
        if place.home is None:
            return False
        return (
            place.home in self._homes or line.block in self._homes
            or self._kind_of(place.home) in self._kinds
        )  # fmt: skip

    def is_wrapped(self, line: Line) -> bool:
        """Whether nothing but wrappers without meaning stand between a line and the paragraphs."""
        element = self._places.of(line.block).home
        while element is not None and element not in self._homes:
            if element is self.element:
                return True
            # whatever a theme calls a wrapper, a whole paragraph in it is text
            bare = is_running_text(line) or not (element.get("class") or element.get("id"))
            if not is_built(element) and (not bare or _shows_more(element)):
                return False
            element = element.getparent()
        return element is not None

    def _kind_of(self, home: html.HtmlElement) -> tuple[tuple[str, str], ...]:
        """Tags and classes from the region down to an element; of a deep one some of them."""
        kinds = list[tuple[str, str]]()
        element: html.HtmlElement | None = home
        while element is not None and element is not self.element:
            kinds.append(_kind_of_element(element))
            element = element.getparent()
            if len(kinds) > MAX_KIND_LEVELS:
                break
        return tuple(kinds)


def _alone_in(block: html.HtmlElement) -> html.HtmlElement:
    """The outermost wrapper that holds a block and nothing beside it; else the block itself."""
    for _ in range(MAX_STEPS_UP):
        above = block.getparent()
        if above is None or len(above) > 1 or (above.text or "").strip():
            break
        block = above
    return block


def _shows_more(element: html.HtmlElement) -> bool:
    """Whether a wrapper holds a picture, a player or a button: what it says belongs to that."""
    return (
        next(element.iterdescendants("img", "iframe", "video", "button", "svg"), None) is not None
    )


def _meeting_of_like(one: html.HtmlElement, other: html.HtmlElement) -> html.HtmlElement | None:
    """The element in which two places meet that are built alike up to it; ``None``: they are not.

    Cards are alike, too, but each shows another article.
    """
    for _ in range(MAX_STEPS_UP):
        if _kind_of_element(one) != _kind_of_element(other) or one.tag in _CARDS:
            return None
        above, beside = one.getparent(), other.getparent()
        if above is None or beside is None:
            return None
        if above is beside:
            return above
        one, other = above, beside
    return None


def _kind_of_element(box: html.HtmlElement) -> tuple[str, str]:
    """Tag and class of a box; of a builder's element what kind of it that is, and how wide.

    Builders add what an editor chose for each: colours, states, a number.
    """
    if built := built_as(box):
        return box.tag, f"{built} {grid_width(box) or 1:.2f}"
    return kind_of_box(box)
