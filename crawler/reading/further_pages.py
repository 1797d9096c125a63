"""The further pages of an article: what each adds to its text, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crawler.arabic import folded_words
from crawler.errors import Gallery, NotAnArticle, OutletError
from crawler.items import Page
from crawler.paginated_article_addresses import MAX_PAGES, number_of, numbered, same_page
from crawler.reading.article_metadata import read_metadata
from crawler.reading.body.body_result import Body
from crawler.reading.body.extraction import find_body
from crawler.reading.extraction_hints import Hints
from crawler.reading.further_page_links import PageLinks, extended, last_linked
from crawler.reading.page_parsing import open_page
from crawler.reading.refusals.gate import refuse_no_article
from crawler.reading.trace import SILENT, Trace


@dataclass(frozen=True, slots=True)
class Part:
    """What a further page says, and the number of the last page that it links to."""

    body: Body
    last: int


@dataclass(frozen=True, slots=True)
class SeveralPages:
    """The body of all pages together, their addresses, and which of them are missing and why."""

    body: Body
    pages: tuple[str, ...]
    partial: str


def read_part(
    page: Page, number: int, pages: Sequence[str], first: str, hints: Hints, trace: Trace = SILENT
) -> Part:
    """The text of a further page of the article at ``first``, whose known pages are ``pages``.

    A page of pictures has none. Raises ``OutletError`` where it is no page of that article.
    """
    seen, _ = open_page(page, hints, None, trace)
    pattern = numbered(pages[0])
    assert pattern is not None
    article = {pattern.article, same_page(first)}
    last = last_linked(seen, article, number, 2 - pattern.number)
    said = read_metadata(seen)
    stated = said.canonical_url
    # some sites call every page their home
    if stated and "/" in same_page(stated) and not any(number_of(stated, one) for one in article):
        raise NotAnArticle(f"it calls itself another page: {stated}")
    body = find_body(seen.tree, hints, said.headline, trace)
    try:
        refuse_no_article(seen, said.headline or first, body, paywall=False)
    except Gallery:  # a picture with its caption
        body = replace(body, paragraphs=(), words=0)
    except NotAnArticle as error:
        short = type(error) is NotAnArticle and body.paragraphs and body.source != "page"
        if not short:  # the last page may have a few words in the outlet's own container
            raise
    return Part(body, last)


def unsaid(lines: Sequence[str], said: set[str]) -> tuple[str, ...]:
    """The lines without those at their beginning and end that stood on a page before.

    Pages repeat the headline, a summary or a signature; between new lines a repeated one is text.
    """
    new = [number for number, line in enumerate(lines) if key_of(line) not in said]
    return tuple(lines[new[0] : new[-1] + 1]) if new else ()


def key_of(line: str) -> str:
    """The line as it is compared with others."""
    return " ".join(folded_words(line))


def join_pages(
    body: Body, links: PageLinks, page: Page, hints: Hints, trace: Trace
) -> SeveralPages | None:
    """The body of an article's first page with those of its further ones, in their order.

    ``None`` where its second page only says the same again: it has one page.
    """
    pages, bodies, missing = links.addresses, [body], dict[int, str]()
    said = {key_of(line) for line in body.paragraphs}
    number, more = 1, links.more
    while number <= len(pages):
        number += 1
        if number not in page.parts:
            missing[number] = page.missing.get(number) or "not fetched"
            continue
        try:
            part = read_part(page.parts[number], number, pages, page.url, hints)
        except OutletError as error:
            missing[number] = str(error)
            continue
        new = unsaid(part.body.paragraphs, said)
        trace.note("page", f"{number}: {len(new)} of {len(part.body.paragraphs)} lines are new")
        if part.body.paragraphs and not new:  # all in one page, or a server that turns no pages
            pages = pages[: number - 2]
            break
        said.update(map(key_of, new))
        bodies.append(replace(part.body, paragraphs=new))
        more |= part.last > MAX_PAGES
        if part.last > len(pages) + 1:
            pages = extended(pages, part.last)
    if not pages:
        return None
    partial = _in_words({n: why for n, why in missing.items() if n <= len(pages) + 1})
    if more:
        partial = "; ".join(filter(None, (partial, f"it has more than {MAX_PAGES} pages")))
    if partial:
        trace.note("page", f"partial: {partial}")
    return SeveralPages(_joined(bodies), pages, partial)


def _joined(bodies: Sequence[Body]) -> Body:
    return replace(
        bodies[0],
        paragraphs=tuple(line for body in bodies for line in body.paragraphs),
        dropped=tuple(one for body in bodies for one in body.dropped),
        words=sum(len(folded_words(line)) for body in bodies for line in body.paragraphs),
        headlines=sum(body.headlines for body in bodies),
    )


def _in_words(missing: dict[int, str]) -> str:
    """``page 2: … answers 404; pages 3 to 5: not fetched``."""
    told, numbers = list[str](), sorted(missing)
    while numbers:
        first = last = numbers.pop(0)
        while numbers and numbers[0] == last + 1 and missing[numbers[0]] == missing[first]:
            last = numbers.pop(0)
        which = f"page {first}" if first == last else f"pages {first} to {last}"
        told.append(f"{which}: {missing[first]}")
    return "; ".join(told)
