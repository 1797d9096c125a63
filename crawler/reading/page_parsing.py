"""From the bytes of a page to its ``ParsedPage``, within the bounds of size and kind."""

from crawler.errors import NotAPage, OutOfBounds, TooDeep
from crawler.items import Lead, Page
from crawler.markup.bounded_html_parsing import MAX_FLAT, parse
from crawler.markup.decoding import Decoded, decode
from crawler.markup.deep_markup import flat_tree
from crawler.markup.element_predicates import empty_anchor_marks
from crawler.reading import limits
from crawler.reading.extraction_hints import Hints
from crawler.reading.parsed_page import ParsedPage
from crawler.reading.refusals.gate import refuse_challenge
from crawler.reading.refusals.non_html_files import refuse_machine_format
from crawler.reading.trace import Trace


def open_page(
    page: Page, hints: Hints, lead: Lead | None, trace: Trace
) -> tuple[ParsedPage, Decoded]:
    """A page decoded and parsed. Raises ``NotAPage``, ``Unreadable`` and ``Blocked``."""
    kind = page.content_type.partition(";")[0].strip().lower()
    if kind and not any(part in kind for part in ("html", "xml", "text/plain", "octet-stream")):
        raise NotAPage(f"not a web page: {kind}")
    if len(page.body) > limits.MAX_PAGE_BYTES:
        raise OutOfBounds(f"page out of bounds: {len(page.body) / 1e6:.0f} MB")
    decoded = decode(page.body, page.content_type)
    trace.note("encoding", f"{decoded.encoding}: {decoded.evidence}, {len(page.body)} bytes")
    refuse_challenge(decoded.text)
    refuse_machine_format(decoded.text)
    try:
        tree = parse(decoded.text, decoded.source)
    except TooDeep as error:
        if decoded.text.count("<") > MAX_FLAT:
            raise
        trace.note("tree", f"{error}; read flat with BeautifulSoup")
        tree = flat_tree(decoded.text)
    empty_anchor_marks(tree)
    seen = ParsedPage(tree, decoded.text, hints, lead, page.url, page.fetched_at, trace)
    return seen, decoded
