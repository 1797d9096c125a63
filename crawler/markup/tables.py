"""Tables: of figures, whose rows are lines, or of layout, whose cells are.

Old pages set everything in table cells; gluing those would glue paragraphs. So a table counts as
one of figures only if every cell is short and simple; any other table is read cell by cell.
"""

from lxml import html

from crawler.arabic import word_count

SEPARATOR = " | "
"""Between the cells of a row."""
MAX_CELL_WORDS = 15
"""A longer cell is prose: the table is layout, or loses nothing by being read as if it were."""
_STRUCTURE = frozenset(
    [
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "dl",
        "form",
        "figure",
        "blockquote",
        "article",
        "section",
        "aside",
        "header",
        "footer",
        "nav",
        "script",
        "iframe",
        "video",
    ]
)


def is_of_figures(table: html.HtmlElement) -> bool:
    """Whether a table says something by its rows: short cells, one block each, two in some row."""
    side_by_side = False
    filled: dict[html.HtmlElement, int] = {}
    for element in table.iterdescendants():
        if element.tag in _STRUCTURE:
            return False
        if element.tag not in ("td", "th"):
            continue
        if word_count("".join(element.itertext())) > MAX_CELL_WORDS:
            return False
        # a second block with text of its own makes the cell prose; the cheap count comes first
        if sum(1 for _ in element.iter("p", "div")) > 1 and _says_twice(element):
            return False
        row = element.getparent()
        filled[row] = filled.get(row, 0) + 1
        side_by_side = side_by_side or filled[row] > 1
    return side_by_side


def row_of(cells: list[str]) -> str:
    """The cells of a row as one line; an empty cell between others keeps its place."""
    while cells and not cells[0]:
        cells = cells[1:]
    while cells and not cells[-1]:
        cells = cells[:-1]
    # one space between two bars, as in every cleaned line
    return SEPARATOR.join(cells).replace("|  |", "| |")


def _says_twice(cell: html.HtmlElement) -> bool:
    """Whether a cell holds more than one block with text of its own."""
    blocks = [block for block in cell.iter("p", "div") if (block.text or "").strip()]
    return len(blocks) > 1


def is_calendar(table: html.HtmlElement) -> bool:
    """Whether a table is the calendar of a month, some of whose days lead to an archive."""
    days = {
        text for one in table.iter("td") if (text := "".join(one.itertext()).strip()).isdecimal()
    }
    numbers = {int(text) for text in days if len(text) < 3}
    return numbers >= set(range(1, 29)) and next(table.iter("a"), None) is not None
