"""Rows in a figure: results, prices, a line-up that a chart's place shows in plain boxes."""

from itertools import islice

from lxml import html

from crawler.markup.page_lines import Line
from crawler.reading.body.boxes.page_parts import has_controls

MAX_LEVELS = 4
"""Levels between a row and its figure."""


def is_row_of_figure(line: Line) -> bool:
    """Whether a line is one of several alike in a figure, and no caption; a player has a button."""
    block = line.block
    if line.caption or line.link_share or line.key.count(" ") < 1 or block is None:
        return False
    around = islice(block.iterancestors(), MAX_LEVELS)
    figure = next((one for one in around if one.tag == "figure"), None)
    return figure is not None and _has_its_like(block) and not has_controls(figure)


def _has_its_like(block: html.HtmlElement) -> bool:
    """Whether another block of the same tag stands right before or behind one."""
    return any(
        one is not None and one.tag == block.tag for one in (block.getprevious(), block.getnext())
    )
