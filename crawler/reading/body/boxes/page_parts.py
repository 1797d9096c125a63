"""Parts of a page that stand beside an article's text: widgets, known by class and confirmed.

A class alone is no proof, so a part that holds a good share of the running text is no widget
whatever its name, and a long unlinked paragraph leaves only where the part itself shows that it
is one: by its links or by the fields of a form.
"""

from collections.abc import Sequence
from functools import cached_property

from lxml import html

from crawler.arabic import folded_words
from crawler.markup.bounded_html_parsing import query
from crawler.markup.element_predicates import HEADINGS
from crawler.markup.page_lines import Line
from crawler.markup.visible_text import visible_text
from crawler.markup.widget_class_names import (
    built_as,
    built_text,
    has_word,
    holds_main,
    names_widget,
)
from crawler.reading.body.boxes.sentences import is_linked_headline, is_running_text, is_sentence

MAX_WIDGET_SHARE = 0.3
"""The share of the running text from which a part holds the article, whatever it is called."""
MIN_WIDGET_LINKS = 0.2
"""The share of links from which a part's paragraphs are other articles' excerpts."""
MAX_SIDE_PARAGRAPHS = 2
"""Paragraphs of a call or a notice beside an article."""
_BODIES = frozenset(("body", "articlebody", "postbody", "story", "entry", "prose"))
"""What the body of an article is called."""
INVITES = "in a box that invites to sign up"
"""The reason of lines that stand in such a box."""
CONTROLS = ("input", "textarea", "button", "select")
"""What a person types or presses: an article has none, a sign-up and a consent notice do."""

MAX_HEADING_CHARACTERS = 300
MAX_TITLE_CHARACTERS = 1_000
MAX_BOX_LINES = 7
"""Lines of an invitation to sign up: a heading, some sentences, what is agreed to, the button."""
MAX_BOX_LEVELS = 6
"""Levels of elements between an invitation and the field in it."""
_ADDRESS_FIELDS = query("descendant::input[@type='email']")
_BUTTONS = query(
    "descendant::a[contains(@class,'btn') or contains(@class,'button') or @role='button']"
)
_ANSWERS = query(
    "descendant::textarea|descendant::input[@type='radio' or @type='checkbox' or @type='email']"
)
_STATE = query("descendant::input[starts-with(@name, '__VIEWSTATE') or @name='__EVENTTARGET']")
"""The fields that ASP.NET puts into the form around everything on its pages."""
_FRAME_PARTS = ("h1", "main", "article", "nav")
MIN_FRAME_LINKS = 3
"""Links of a page's frame: a menu, at least. A survey that fills a page has none."""


def has_controls(element: html.HtmlElement) -> bool:
    """Whether something below an element is typed or pressed.

    A button within a heading is no part's: it copies the address of the section.
    """
    return any(
        one.get("type") != "hidden" and next(one.iterancestors(*HEADINGS), None) is None
        for one in element.iterdescendants(*CONTROLS)
    )


def is_frame(form: html.HtmlElement, found: Sequence[Line]) -> bool:
    """Whether a form stands around the whole page, as on ASP.NET, SharePoint and DNN.

    It keeps the page's state, or holds the page's own parts, or most of what the page says.
    """
    if _STATE(form) or next(form.iterdescendants(*_FRAME_PARTS), None) is not None:
        return True
    said = sum(len(line.text) for line in found)
    inside = sum(
        len(line.text) for line in found
        if line.block is not None and (line.block is form or form in line.block.iterancestors())
    )  # fmt: skip
    return 2 * inside > said and sum(1 for _ in form.iter("a")) >= MIN_FRAME_LINKS


def _asks(form: html.HtmlElement, found: Sequence[Line]) -> bool:
    """Whether a form asks something: a poll, a sign-up. A form around a whole page does not."""
    return bool(_ANSWERS(form)) and not is_frame(form, found)


class _Part:
    """What an element with a widget's name holds."""

    __slots__ = ("characters", "headlines", "linked", "paragraphs", "prose")

    def __init__(self) -> None:
        self.characters = self.linked = self.prose = 0.0
        self.headlines = self.paragraphs = 0


class Widgets:
    """The widgets among the parts that hold the lines of a tree."""

    def __init__(
        self, root: html.HtmlElement, found: Sequence[Line], told: Sequence[bool] | None = None
    ) -> None:
        """Know the lines; parts below the root that have a widget's name are weighed when asked.

        ``told``: of each line, whether another reader takes it; those are the running text then.
        """
        self._found, self._told = found, told
        title = root.getroottree().find(".//title")
        self._title = "" if title is None else (title.text or "")[:MAX_TITLE_CHARACTERS]
        self._named: dict[html.HtmlElement, tuple[html.HtmlElement, ...]] = {root: ()}
        self._with_fields: dict[html.HtmlElement, bool] = {}

    @cached_property
    def _weighed(self) -> tuple[dict[html.HtmlElement, _Part], float]:
        """What each part with such a name holds, and the characters of all running text."""
        parts, every = dict[html.HtmlElement, _Part](), 0
        for number, line in enumerate(self._found):
            running = is_running_text(line)
            counted = running and (self._told is None or self._told[number])
            prose = len(line.text) if counted else 0
            every += prose
            for element in self._named_above(line.block):
                part = parts.setdefault(element, _Part())
                part.characters += len(line.text)
                part.linked += len(line.text) * line.link_share
                part.prose += prose
                part.headlines += is_linked_headline(line)
                part.paragraphs += running
        return parts, every

    def holds(self, line: Line) -> bool:
        """Whether a line belongs to a widget."""
        part = next((e for e in self._named_above(line.block) if self._is_widget(e)), None)
        if part is None:
            return False
        # an editor names elements of text as he likes: what they are, their builder says
        speaks = is_running_text(line) or (is_sentence(line) and _is_text_of_builder(part))
        return not speaks or self._is_confirmed(part)

    def may_hold(self, line: Line) -> bool:
        """Whether a line stands in a part with a widget's name, confirmed or not."""
        return any(self._is_widget(element) for element in self._named_above(line.block))

    def is_named_beside(self, line: Line, heading: html.HtmlElement | None) -> bool:
        """Whether a line stands in a small part with a widget's name, and the heading does not.

        However much of a brief's page that part is. Two paragraphs need a heading, a field or
        links beside them, and the name of a body in the same class speaks against it.
        """
        named = self._named_above(line.block)
        if not named:
            return False
        around = () if heading is None else frozenset(heading.iterancestors())
        return any(part not in around and self._is_side(part) for part in named)

    def _is_side(self, element: html.HtmlElement) -> bool:
        """Whether a part with a widget's name is as small as a call, and no body by name."""
        paragraphs = self._weighed[0][element].paragraphs
        if paragraphs > MAX_SIDE_PARAGRAPHS or has_word(element, _BODIES):
            return False
        if paragraphs < MAX_SIDE_PARAGRAPHS or self._is_confirmed(element):
            return True
        return next(element.iterdescendants(*HEADINGS), None) is not None

    def _named_above(self, block: html.HtmlElement | None) -> tuple[html.HtmlElement, ...]:
        """The elements with a widget's name around a line, the outermost first."""
        path = list[html.HtmlElement]()
        above = block
        while above is not None and above not in self._named:
            path.append(above)
            above = above.getparent()
        known = self._named[above] if above is not None else ()
        for element in reversed(path):
            if names_widget(element) or (element.tag == "form" and _asks(element, self._found)):
                known = (*known, element)
            self._named[element] = known
        return known

    def _is_widget(self, element: html.HtmlElement) -> bool:
        """Whether a part with such a name may be a widget: it does not hold the article."""
        parts, every = self._weighed
        part = parts[element]
        if not every and part.paragraphs >= 3 and holds_main(element):
            return False  # no paragraph was told: then the headline tells where the article is
        if part.prose <= MAX_WIDGET_SHARE * every:
            return True
        # below a brief the excerpts of other articles outweigh it, a headline above each
        if part.headlines < max(2, part.paragraphs):
            return False
        return not holds_main(element) and not self._holds_headline(element)

    def _holds_headline(self, element: html.HtmlElement) -> bool:
        """Whether a part holds the heading that the page's title names: it is the page's layout."""
        said = " ".join(folded_words(self._title))
        for heading in element.iter("h2", "h3"):
            key = " ".join(folded_words(visible_text(heading, MAX_HEADING_CHARACTERS)))
            linked = next(heading.iter("a"), None) is not None
            if key.count(" ") >= 2 and key in said and not linked:
                return True
        return False

    def _is_confirmed(self, element: html.HtmlElement) -> bool:
        """Whether a part shows by more than its name that its paragraphs are not the article's."""
        part = self._weighed[0][element]
        if part.linked >= MIN_WIDGET_LINKS * part.characters:
            return True
        if element not in self._with_fields:
            self._with_fields[element] = has_controls(element)
        return self._with_fields[element]


def _is_text_of_builder(part: html.HtmlElement) -> bool:
    """Whether a page builder calls the part itself an element of text."""
    return built_text(part) == built_as(part) != ""


def lines_by_element(
    root: html.HtmlElement, found: Sequence[Line]
) -> dict[html.HtmlElement, list[Line]]:
    """The lines that stand in each element below the root."""
    inside = dict[html.HtmlElement, list[Line]]()
    for line in found:
        element = line.block
        while element is not None and element is not root:
            inside.setdefault(element, []).append(line)
            element = element.getparent()
    return inside


def without_invitations(
    root: html.HtmlElement, found: Sequence[Line], kept: list[Line], called: Sequence[Line]
) -> list[Line]:
    """Take the lines out of ``kept`` that stand in an invitation to sign up; those are returned.

    A small box of few lines with a field for an address, or with one of the lines ``called``,
    which the wording shows to be such a call; long paragraphs leave only beside a heading and a
    field.
    """
    seeds = [one.getparent() for one in _ADDRESS_FIELDS(root)]
    seeds += [line.block for line in called if line.block is not None]
    if not seeds:
        return []
    sizes = lines_by_element(root, found)
    staying = set(map(id, kept))
    every = sum(len(line.text) for line in kept)
    leaving = set[int]()
    for seed in seeds:
        if inside := _box_around(seed, root, sizes, staying, every):
            leaving.update(map(id, inside))
    out = [line for line in kept if id(line) in leaving]
    kept[:] = [line for line in kept if id(line) not in leaving]
    return out


def _box_around(
    seed: html.HtmlElement, root: html.HtmlElement, sizes: dict[html.HtmlElement, list[Line]],
    staying: set[int], every: int,
) -> list[Line]:  # fmt: skip
    """The lines that stay of the largest small box around an element that is an invitation."""
    box, element = list[Line](), seed
    for _ in range(MAX_BOX_LEVELS):
        if element is None or element is root:
            break
        inside = sizes.get(element, [])
        own = [line for line in inside if id(line) in staying]
        if len(inside) > MAX_BOX_LINES or 4 * sum(len(one.text) for one in own) > every:
            break
        if _invites(element, own):
            box = own
        element = element.getparent()
    return box


def _invites(box: html.HtmlElement, own: Sequence[Line]) -> bool:
    """Whether a small box shows that it asks for something: it is headed, or has a button."""
    headed = next(box.iterdescendants("h2", "h3", "h4", "h5", "h6"), None) is not None
    if any(map(is_running_text, own)):
        return headed and bool(_ADDRESS_FIELDS(box))
    return headed or has_controls(box) or bool(_BUTTONS(box))
