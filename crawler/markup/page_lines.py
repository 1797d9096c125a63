"""The visible lines of an element tree, in order."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree, html

from crawler.arabic import folded_words
from crawler.markup.captions import Captions, captions_of, is_caption
from crawler.markup.element_predicates import (
    BLOCKS,
    UNSEEN,
    is_another_field,
    is_beside_picture,
    is_component_in_row,
    is_embed,
    is_hidden,
    is_laid_out,
    leads_elsewhere,
)
from crawler.markup.invalid_character_removal import REMOVED, UNWANTED
from crawler.markup.tables import is_of_figures, row_of

_SKIPPED = UNSEEN | {etree.Comment, etree.PI, etree.Entity}
_JOINERS = r"\u034f\u061c\u180b-\u180f\u200c-\u200f\ufe00-\ufe0f"
"""Joiners, directions, variants: they belong to the letter or sign beside them, if there is one."""
_MARKS = re.compile(f"[{_JOINERS}{UNWANTED}]")
_LONE = re.compile(rf"(?<!\S)[{_JOINERS}\U000e0000-\U000e01ff]+(?!\S)")
# as \s has it, but a class of its own is looked up faster
_ODD_SPACES = r"\t-\r\x1c-\x1f\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_UNCLEAN = re.compile(f"[{_ODD_SPACES}{_JOINERS}{UNWANTED}]")


@dataclass(frozen=True)
class Line:
    """One line of a page: its text, the block element it stands in, how much of it is links."""

    text: str
    tag: str
    link_share: float
    caption: bool = False
    embed: bool = False
    """Whether it stands in another site's post that the page shows."""
    block: html.HtmlElement | None = field(default=None, compare=False, repr=False)
    """The element of ``tag``; ``None`` where the line is not taken from a tree."""

    @cached_property
    def key(self) -> str:
        """The folded words, for comparing lines."""
        return " ".join(folded_words(self.text))


def clean(text: str) -> str:
    """One line of text: runs of white space become one space, controls and invisible marks go.

    ZWNJ, ZWJ, LRM, RLM and ALM stay beside a letter (they belong to spelling), not between spaces;
    harakat and tatweel stay.
    """
    # searched for first, all at once: most texts have none, and translating touches every character
    if _UNCLEAN.search(text):
        if _MARKS.search(text):
            text = _LONE.sub(" ", text.translate(REMOVED))
        # white space as \s has it, many times as fast as its pattern
        text = " ".join(text.split())
    elif "  " in text:
        text = " ".join(text.split())
    return text.strip(" \u200e\u200f\u061c")


def lines(root: html.HtmlElement) -> list[Line]:
    """The visible lines under an element, in order; ``<br>`` and blocks end a line."""
    state = _Lines()
    walker = etree.iterwalk(root, events=("start", "end"))
    skipped = None
    for event, element in walker:
        tag = element.tag
        if event == "start":
            if element is not root and (tag in _SKIPPED or is_hidden(element)):
                skipped = element
                if tag == "span":  # it may be all that stands between two words
                    state.parts += [" "] if state.parts else []
                walker.skip_subtree()
            else:
                state.enter(element, tag)
            continue
        if element is skipped:
            skipped = None
        else:
            state.leave(element, tag)
        if element is not root:  # its tail stands behind it, outside of what was asked for
            state.add(element.tail)
    state.close()
    return state.found


@dataclass(slots=True)
class _Block:
    """One of the blocks around the open line."""

    tag: str
    element: html.HtmlElement
    caption: Captions
    embed: bool


class _Lines:
    """The open line while a tree is walked, and those that have ended."""

    def __init__(self) -> None:
        self.found: list[Line] = []
        self.parts: list[str] = []
        self.linked = 0
        self.links: list[bool] = []
        self.linking = 0
        """How many of the open links lead elsewhere"""
        self.embeds = 0
        self.preformatted = 0
        self.blocks: list[_Block] = []
        self.laid_out: list[html.HtmlElement] = []
        """Open elements that a style of their own makes blocks"""
        self.rows = 0
        """How many tables of figures are open: they hold no other table, so one at most"""
        self.cells: list[str] | None = None
        """The cells of the open row; ``None`` outside of one"""

    def enter(self, element: html.HtmlElement, tag: str) -> None:
        """Begin an element, and a line where it is a block; take its first text."""
        if tag in BLOCKS:
            self.close()
            self.rows += tag == "table" and is_of_figures(element)
            if tag == "tr" and self.rows:
                self.cells = []
            around = self.blocks[-1].caption if self.blocks else Captions.NONE
            embed = is_embed(element)
            self.blocks.append(_Block(tag, element, captions_of(element, tag, around), embed))
            self.embeds += embed
            self.preformatted += tag == "pre"
        elif tag == "br":
            self.close()
        else:
            if tag == "a":
                self.links.append(leads_elsewhere(element))
                self.linking += self.links[-1]
            if "-" in tag and is_component_in_row(element):
                self._enter_component(element)
            elif element.attrib:
                self._enter_inline(element, tag)
        self.add(element.text)

    def _enter_component(self, element: html.HtmlElement) -> None:
        """Begin a line, and a block, with an element of the site's own making."""
        self.close()
        self.laid_out.append(element)
        around = self.blocks[-1].caption if self.blocks else Captions.NONE
        self.blocks.append(_Block("div", element, around, embed=False))

    def _enter_inline(self, element: html.HtmlElement, tag: str) -> None:
        """Begin a line of its own where an inline element is laid out as a block, or a caption."""
        if is_laid_out(element):
            self.close()
            self.laid_out.append(element)
        elif tag == "span" and "class" in element.attrib:
            if is_beside_picture(element):
                self.close()
                self.laid_out.append(element)
                self.blocks.append(_Block(tag, element, Captions.BY_CLASS, embed=False))
            elif self.parts and is_another_field(element):
                self.parts.append(" ")

    def leave(self, element: html.HtmlElement, tag: str) -> None:
        """End an element, and its line where it is a block."""
        if tag == "a":
            self.linking -= self.links.pop()
        elif tag in BLOCKS:
            if tag in ("td", "th") and self.cells is not None:
                self.cells.append(clean("".join(self.parts)))
                self.parts = []
            if tag == "tr" and self.rows:
                self._close_row()
            else:
                self.close()
            self.rows -= tag == "table" and self.rows > 0
            block = self.blocks.pop()
            self.embeds -= block.embed
            self.preformatted -= tag == "pre"
            return
        if self.laid_out and self.laid_out[-1] is element:
            self.close()
            self.laid_out.pop()
            if self.blocks and self.blocks[-1].element is element:
                self.blocks.pop()

    def add(self, text: str | None) -> None:
        """Append text to the open line; in ``<pre>`` a line break ends the line."""
        # blanks between two blocks begin no line
        if not text or (not self.parts and not self.preformatted and text.isspace()):
            return
        if self.preformatted and "\n" in text:
            *ended, text = text.split("\n")
            for line in ended:
                self.parts.append(line)
                self.close()
        self.parts.append(text)
        if self.linking:
            self.linked += len(text.strip())

    def close(self) -> None:
        """End the open line, if it says anything; inside a row it goes on."""
        if self.cells is not None:
            self.parts.append(" ")
        elif self.parts:
            self._end(clean("".join(self.parts)))

    def _close_row(self) -> None:
        cells, self.cells = self.cells or [], None
        self._end(row_of([*cells, clean("".join(self.parts))]))

    def _end(self, text: str) -> None:
        if text:
            block = self.blocks[-1] if self.blocks else None
            # at most 1: links were counted with the spaces that ``clean`` took
            share = min(1.0, self.linked / len(text))
            self.found.append(
                Line(
                    text,
                    block.tag if block else "body",
                    share,
                    block is not None and is_caption(block.caption, text),
                    self.embeds > 0,
                    block.element if block else None,
                )
            )
        self.parts, self.linked = [], 0
