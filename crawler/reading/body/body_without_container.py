"""The article of a page whose container nobody named: trafilatura's evidence, the page's own lines.

trafilatura is asked about every line of the page. What it keeps is checked against the region
that holds the article, and what it leaves out there stays where its surroundings say article.
"""

from collections import Counter
from dataclasses import replace

from lxml import html

from crawler.markup.element_predicates import HEADINGS
from crawler.markup.page_lines import Line, clean, lines
from crawler.reading.body.article_region import Region
from crawler.reading.body.body_result import MAX_LINK_SHARE, OUTSIDE, Body, body_of
from crawler.reading.body.boilerplate_rules import (
    begins_comments,
    between_paragraphs,
    is_linked_sentence,
)
from crawler.reading.body.boxes.announced_list import announces_items, plain_announced_lists
from crawler.reading.body.boxes.figure_rows import is_row_of_figure
from crawler.reading.body.boxes.labelled_advertisements import ADVERTISES, without_advertisements
from crawler.reading.body.boxes.page_parts import (
    INVITES,
    Widgets,
    without_invitations,
)
from crawler.reading.body.boxes.sentences import is_running_text, is_sentence
from crawler.reading.body.line_exclusion_reasons import CALLS, LineRules, below_headings
from crawler.reading.body.repeated_headline import says_headline
from crawler.reading.body.standfirst import find_standfirst
from crawler.reading.body.trafilatura_line_filter import TrafilaturaLineFilter
from crawler.reading.extraction_hints import Hints
from crawler.reading.names.given_names import is_full_name

UNTOLD = "trafilatura leaves it out, and nothing around it says article"
MAX_LINES_ABOVE = 6
"""Lines of a body that are searched for the headline: the section, a date, a kicker above it."""
MIN_REFRAIN_WORDS, MAX_REFRAIN_WORDS = 3, 12
"""Words of a verse that may come again; shorter lines are labels."""
MAX_NOTICE_WORDS = 150
"""A longer text that only browsers without scripts show is no notice to enable them."""
MIN_SEEN_WORDS = 4
MIN_CHARACTERS_ABOVE_COMMENTS = 150
"""Text that must have been found before a heading of comments may end the article."""


def body_of_page(tree: html.HtmlElement, hints: Hints, headline: str) -> Body:
    """The article's lines of a whole page; ``source`` is ``page``."""
    found = plain_announced_lists(lines(tree))
    judged = TrafilaturaLineFilter(tree, found)
    taken = [judged.keeps(line) for line in found]
    widgets = Widgets(tree, found, taken if any(taken) else None)
    region = Region(tree, found, taken, widgets, headline)
    kept, dropped = _judge(found, taken, region, LineRules(hints, widgets), headline)
    leading = _above_headline(kept, headline)
    dropped += [(line.text, "above the headline") for line in kept[:leading]]
    kept = kept[leading:]
    if kept:
        first = next(number for number, line in enumerate(found) if line is kept[0])
        above = [line for line in found[:first] if not region.is_beside(line)]
        kept[:0] = find_standfirst(tree, above, kept, headline)
    elif not any(taken):
        # trafilatura joined or cut lines so that none is found again: its own text then
        tags = {line.key: line.tag for line in sorted(found, key=lambda one: one.tag == "p")}
        kept = [Line(clean(text), "p", 0.0) for text in judged.text.split("\n")]
        kept = [replace(line, tag=tags.get(line.key, "p")) for line in kept if line.key]
        kept = kept if _are_seen(kept, found) else []
    return body_of(found, kept, dropped, "page", hints, headline, tree)


def _are_seen(kept: list[Line], found: list[Line]) -> bool:
    """Whether most of some lines are printed on the page: trafilatura takes a ``noscript``, too.

    A long text there is the article, for those whose browser runs no scripts.
    """
    if sum(line.key.count(" ") + 1 for line in kept) >= MAX_NOTICE_WORDS:
        return True
    said = f" {' '.join(line.key for line in found)} "
    seen = [line for line in kept if f" {' '.join(line.key.split()[:MIN_SEEN_WORDS])} " in said]
    return 2 * len(seen) >= len(kept)


def _above_headline(kept: list[Line], headline: str) -> int:
    """The number of short lines that stand above one with the headline, where tables lay out."""
    for number, line in enumerate(kept[:MAX_LINES_ABOVE]):
        if says_headline(line, headline):
            return number
        if is_sentence(line):
            break
    return 0


def _judge(
    found: list[Line], taken: list[bool], region: Region, rules: LineRules, headline: str
) -> tuple[list[Line], list[tuple[str, str]]]:
    """The lines that stay, and those that leave with the reason."""
    kept, dropped, long = list[Line](), list[tuple[str, str]](), 0
    seen = dict[str, Line]()
    called = list[Line]()
    within = region.ends() if region.anchors else _from_first_to_last(taken)
    counts = Counter(line.key for line in found)
    between = between_paragraphs(one for one in enumerate(found) if taken[one[0]])
    for number, (line, related) in enumerate(below_headings(found)):
        inside = number in between
        # a link "3 comments" above the text, or between its paragraphs, is no end of it
        may_end = long > MIN_CHARACTERS_ABOVE_COMMENTS and not region.goes_on_behind(number)
        ends = may_end and begins_comments(line, inside=inside)
        if ends and inside and _is_in_row(found, number):
            ends = begins_comments(line, inside=True, amid=True)
        if number == region.comments or ends:
            behind = (
                one for one, keeps in zip(found[number:], taken[number:], strict=True) if keeps
            )
            dropped += [(one.text, "from where the comments begin on") for one in behind]
            break
        if line.caption and number in within:
            dropped.append((line.text, "caption"))
        if taken[number] and line.tag in HEADINGS and says_headline(line, headline):
            # not noted as seen: the first paragraph may say the same words
            dropped.append((line.text, "the headline again"))
            continue
        why = None
        if not taken[number]:
            # what stands on a page more than once is a label of the site, or a picture's
            repeated = counts[line.key] > 1 and (region.is_told or not is_running_text(line))
            announces = not repeated and _announces_kept(number, found, taken, region)
            belongs = announces or _belongs(number, line, region, within)
            if repeated or not (belongs or _signs_text(number, found, taken, region)):
                if not line.caption and (number in within or is_sentence(line)):
                    dropped.append((line.text, UNTOLD))
                continue
        elif number not in region.list_behind and (
            not _is_sure(line, region) or (number < region.begins and not region.holds(line))
        ):
            why = OUTSIDE
        if line.key in seen and not _is_refrain(line, seen[line.key]):
            continue
        why = why or rules.reason(line, related=related, inside=inside)
        # a table of contents links to headings that are still to come
        if why is None or line.link_share < MAX_LINK_SHARE:
            seen.setdefault(line.key, line)
        if why:
            dropped.append((line.text, why))
            called += [line] if why in CALLS else []
            continue
        kept.append(line)
        long += len(line.text)
    if kept:
        root = region.element
        dropped += [(one.text, INVITES) for one in without_invitations(root, found, kept, called)]
        dropped += [(one.text, ADVERTISES) for one in without_advertisements(root, found, kept)]
    return kept, dropped


def _signs_text(number: int, found: list[Line], taken: list[bool], region: Region) -> bool:
    """Whether a line is a full name and nothing else, the last of a row of paragraphs."""
    line, above = found[number], found[number - 1]
    if line.tag != "p" or line.block is None or line.link_share or line.caption or not number:
        return False
    if line.block.getnext() is not None or line.block.getprevious() is not above.block:
        return False
    sure = taken[number - 1] and is_sentence(above) and region.holds(line)
    return sure and is_full_name(line.text)


def _is_in_row(found: list[Line], number: int) -> bool:
    """Whether a line's element stands right between those of two paragraphs, beside them."""
    around = found[max(number - 1, 0) : number + 2]
    if len(around) < 3 or any(one.block is None for one in around):
        return False
    above, below = around[0], around[2]
    parents = {one.block.getparent() for one in around if one.block is not None}
    return len(parents) == 1 and is_running_text(above) and is_running_text(below)


def _is_refrain(line: Line, first: Line) -> bool:
    """Whether a line says again what one beside it said, as verses do: in the same element."""
    words = line.key.count(" ") + 1
    if line.link_share or line.caption or not MIN_REFRAIN_WORDS <= words <= MAX_REFRAIN_WORDS:
        return False
    if line.text.endswith("."):  # a sentence twice is a slip of the site's
        return False
    if line.block is None or first.block is None:
        return False
    return line.block is first.block or (
        line.tag == first.tag == "p" and line.block.getparent() is first.block.getparent()
    )


def _from_first_to_last(taken: list[bool]) -> range:
    """The numbers from the first to the last line that trafilatura keeps."""
    numbers = [number for number, keeps in enumerate(taken) if keeps]
    return range(numbers[0], numbers[-1] + 1) if numbers else range(0)


def _belongs(number: int, line: Line, region: Region, within: range) -> bool:
    """Whether a line that trafilatura leaves out is the article's by its surroundings."""
    if line.caption or line.embed or not line.key:
        return False
    if line.link_share >= 0.5 and not (number in within and is_linked_sentence(line)):
        return False
    if region.notes.hold(line) or number in region.list_behind:
        return True
    if not region.holds(line) or region.is_beside(line, known=False):
        return False
    if region.is_of_controls(line, known=False):
        return False
    if number not in within:
        return region.stands_as_paragraph(line) and is_running_text(line)
    if is_sentence(line):
        # builders wrap each paragraph in boxes of their own
        return region.stands_as_paragraph(line) or region.is_wrapped(line)
    if line.tag in HEADINGS and line.key.count(" ") >= 1 and region.heads_text(number):
        return True
    if line.tag in HEADINGS and line.key.count(" ") >= 1 and region.is_at_home(number):
        return region.is_at_home(number - 1) or region.is_at_home(number + 1)
    if is_row_of_figure(line):
        return True
    # a line of some words with paragraphs of the same parent on both sides is one of them
    beside = (number - 1, number, *([] if region.ends_list(number) else [number + 1]))
    return line.key.count(" ") >= 1 and all(region.is_at_home(one) for one in beside)


def _announces_kept(number: int, found: list[Line], taken: list[bool], region: Region) -> bool:
    """Whether a line announces a list in the text of which trafilatura keeps the first item."""
    if number + 1 >= len(found) or not taken[number + 1]:
        return False
    line, behind = found[number], found[number + 1]
    if not announces_items(line, behind) or not _is_sure(behind, region):
        return False
    return (
        region.holds(line)
        and not region.is_beside(line, known=False)
        and not region.is_of_controls(line, known=False)
    )


def _is_sure(line: Line, region: Region) -> bool:
    """Whether a line that trafilatura keeps is the article's by its surroundings, too."""
    if region.is_beside(line) or region.is_of_controls(line):
        return False
    # outside of the region a class and trafilatura's word are evidence against each other
    if region.holds(line):
        return True
    if region.may_be_widget(line):
        return False
    return is_running_text(line) or (is_sentence(line) and region.is_of_its_article(line))
