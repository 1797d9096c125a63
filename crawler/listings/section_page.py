"""``SectionPage``: the links of a page that lead to articles, page after page."""

from dataclasses import dataclass
from typing import ClassVar

from lxml import html

from crawler.errors import EmptyListing
from crawler.items import Lead, Page
from crawler.listings.listing import MAX_ADDRESS_CHARACTERS, IsArticle, Listed, Listing
from crawler.listings.next_page_link import older_page
from crawler.markup.base_address import make_absolute
from crawler.markup.bounded_html_parsing import parse
from crawler.markup.decoding import decode
from crawler.markup.visible_text import visible_text
from crawler.urls import canonical, is_file


@dataclass(frozen=True)
class SectionPage(Listing):
    """A page of links: ``SectionPage("economy/index.1.html")``.

    ``links`` narrows the links by CSS; ``next_page`` names the link to older articles where the
    page does not mark it in a known way. Older pages are opened while a page holds unknown
    articles.
    """

    links: str = ""
    next_page: str = ""

    turns_pages: ClassVar[bool] = True
    names_others: ClassVar[bool] = True

    def read(self, page: Page, is_article: IsArticle) -> Listed:
        """The article links in the page's order. Raises ``EmptyListing`` when there is none."""
        tree = parse(decode(page.body, page.content_type).text)
        _set_scripted_links(tree)
        make_absolute(tree, page.url)
        anchors = tree.cssselect(self.links) if self.links else tree.iter("a")
        older = older_page(tree, page.url, self.next_page)
        leads: dict[str, Lead] = {}
        for anchor in anchors:
            address = _address(anchor)
            if not address or address == older or address in leads or is_file(address):
                continue
            if is_article(address):
                text = visible_text(anchor)
                # a short text is "read more" or a picture's, no headline
                leads[address] = Lead(
                    page.outlet, address, page.url, headline_hint=text if len(text) > 15 else None
                )
        if not leads:
            raise EmptyListing(f"{page.url} has no link to an article: has its layout changed?")
        return Listed(list(leads.values()), [older] if older else [])


def _set_scripted_links(tree: html.HtmlElement) -> None:
    """Give links that a script would set the address that they keep for it in ``data-href``."""
    for anchor in tree.iter("a"):
        href, kept = anchor.get("href", "").strip().lower(), anchor.get("data-href")
        if kept and (not href or href.startswith(("#", "javascript:"))):
            anchor.set("href", kept)


def _address(element: html.HtmlElement) -> str | None:
    """The http(s) address of a link, without its fragment."""
    href = element.get("href", "").strip()
    if not href.startswith(("http://", "https://")) or len(href) > MAX_ADDRESS_CHARACTERS:
        return None
    try:
        canonical(href)
    except ValueError:  # a link that is no address
        return None
    return str(href.partition("#")[0])
