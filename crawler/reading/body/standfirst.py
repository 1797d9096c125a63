"""The standfirst: what a page prints between headline and text to sum the article up.

It stands outside of the body's container in most layouts, and trafilatura leaves it out there. The
page's description repeats it, a class calls it so, or it follows the headline as a paragraph.
"""

import re
from collections.abc import Sequence

from lxml import html

from crawler.arabic import folded_words
from crawler.markup.bounded_html_parsing import query
from crawler.markup.page_lines import Line
from crawler.markup.widget_class_names import has_word
from crawler.reading.body.boilerplate_rules import boilerplate_reason
from crawler.reading.body.boxes.sentences import is_running_text
from crawler.reading.fields.headline import heading_of

MIN_STANDFIRST_WORDS = 6
MAX_STANDFIRST_LINES = 4
"""Lines of a standfirst: some outlets print three points."""
_WORDS = frozenset(
    ("standfirst", "summary", "chapo", "chapeau", "excerpt", "intro", "lead", "lede", "leadtext",
     "dek", "deck", "subtitle", "subtitulo", "subhead", "subheading", "subheadline",
     "soustitre", "preface", "preamble", "ingress", "abstract", "description", "teasertext",
     "kicker", "tagline", "accroche", "resume", "strapline", "sinopsis", "moqadima")
)  # fmt: skip
_SECOND_HEADLINES = frozenset(("headline", "heading"))
_SECOND_HEADINGS = frozenset(("h2", "h3", "h4"))
_ITEMPROPS = frozenset(("description", "alternativeHeadline", "abstract"))
_TEASER = re.compile(
    r"(?:^|[\s_-])[a-z]?sub-?_?(?:title|head(?:line|ing)?)(?=$|[\s_-])"
    r"|(?:^|\s)(?:(?:article|news|post|entry)[-_]*teaser|teaser[-_]*(?:text|content))(?=$|\s)"
)
_DESCRIPTIONS = query(
    "//meta[@name='description' or @property='og:description' or @name='twitter:description']"
    "/@content"
)


def find_standfirst(
    tree: html.HtmlElement, above: Sequence[Line], body: Sequence[Line], headline: str
) -> list[Line]:
    """The lines ``above`` a body that are its standfirst; none where the body repeats them."""
    heading = heading_of(tree, headline)
    told = [" ".join(folded_words(str(text))) for text in _DESCRIPTIONS(tree)]
    said = " ".join(line.key for line in body)
    found, title = list[Line](), " ".join(folded_words(headline))
    after = heading is None
    for line in above:
        if heading is not None and _holds(line.block, heading):
            after = True
            continue
        if not after or not _may_be(line) or line.key in said or line.key in title:
            continue
        if title and title in line.key:  # the headline again, with its kicker
            continue
        if _is_told(line.key, told) or _is_called_so(line) or _follows(line, heading):
            found.append(line)
    return found if len(found) <= MAX_STANDFIRST_LINES else []


def _may_be(line: Line) -> bool:
    if line.caption or line.embed or line.link_share >= 0.3:
        return False
    return line.key.count(" ") + 1 >= MIN_STANDFIRST_WORDS and boilerplate_reason(line) is None


def _is_told(key: str, told: Sequence[str]) -> bool:
    """Whether the page's description is the line, or begins with it or it with that."""
    return any(
        text and (text.startswith(key) or key.startswith(text[:60]))
        for text in told
        if len(text) > 30
    )


def _is_called_so(line: Line) -> bool:
    element = line.block
    for _ in range(3):
        if element is None or element.tag in ("article", "main", "body"):
            return False
        if has_word(element, _WORDS) or element.get("itemprop") in _ITEMPROPS:
            return True
        # themes call a whole paragraph below the headline so, too
        if is_running_text(line) and has_word(element, _SECOND_HEADLINES):
            return True
        # "teaser" alone is another article's
        if _TEASER.search(element.get("class", "")):
            return True
        element = element.getparent()
    return False


def _follows(line: Line, heading: html.HtmlElement | None) -> bool:
    """Whether a paragraph, or a second heading, is the next element behind the headline."""
    if heading is None or line.block is None or heading.getnext() is not line.block:
        return False
    return is_running_text(line) or line.tag in _SECOND_HEADINGS


def _holds(block: html.HtmlElement | None, heading: html.HtmlElement) -> bool:
    """Whether a line is the heading's."""
    return block is not None and (block is heading or heading in block.iterancestors())
