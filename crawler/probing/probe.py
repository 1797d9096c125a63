"""``probe``: from one address of a site to a ``Report`` of all that its outlet file says."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from keyword import iskeyword
from urllib.parse import urljoin, urlsplit

from lxml import html

from crawler.errors import OutletError
from crawler.http.client import CannotFetch
from crawler.items import Article, Page
from crawler.listings import Feed, NewsSitemap, SectionPage, SitemapIndex, WordPressAPI
from crawler.markup.base_address import make_absolute
from crawler.markup.bounded_html_parsing import parse
from crawler.markup.css_selectors import as_tuple
from crawler.markup.decoding import decode
from crawler.markup.visible_text import plain_text
from crawler.probing import listing_discovery
from crawler.probing.article_url_pattern import accepted, article_pattern
from crawler.probing.body_container import Container, Sample, find_container, sample
from crawler.probing.home_page_links import likely_articles, links_of
from crawler.probing.listing_discovery import Fetcher, TriedListing
from crawler.probing.older_addresses import older_leads
from crawler.probing.platform_family import family_of, needs_javascript
from crawler.reading.body.extraction import find_body
from crawler.reading.extraction_hints import Hints
from crawler.reading.reader import read_article
from crawler.spider import OutletSpider
from crawler.urls import canonical, same_host

MAX_SAMPLES = 6
"""Articles that are read; lines on half of them are the site's, so there must be several."""


@dataclass(slots=True)
class Report:
    """The findings of a probe: listings, address pattern, container, sample articles, notes."""

    home: str
    family: type[OutletSpider] = OutletSpider
    site_name: str | None = None
    languages: tuple[str, ...] = ()
    ways: list[TriedListing] = field(default_factory=list)
    pattern: str | None = None
    accepts: tuple[int, int] = (0, 0)
    """Article addresses that the pattern accepts, of so many."""
    older: int = 0
    """How many of these come from the oldest pages of the listings and from their middle."""
    refuses: tuple[int, int] = (0, 0)
    articles: list[Article] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)
    container: Container | None = None
    family_container: bool = False
    """Whether the family's own container serves, so that none need be named."""
    javascript: bool = False
    """Whether only JavaScript fills the front page."""
    notes: list[str] = field(default_factory=list)


def probe(url: str, visitor: Fetcher, say: Callable[[str], None] = lambda _: None) -> Report:
    """The report of a site, from some forty requests. Raises ``CannotFetch``."""
    front = visitor.fetch(url)
    home = _home(front.url)
    report = Report(home)
    tree, markup = _tree(front)
    report.family = family_of(markup)
    say(f"the front page answers; looking for listings of {home}")
    wordpress = issubclass(report.family, OutletSpider) and "wordpress" in markup.lower()
    found = [
        *listing_discovery.feeds(tree, home, visitor),
        *listing_discovery.api(tree, home, visitor, wordpress),
    ]
    articles = frozenset(_canonical(lead.url for way in found for lead in way.leads))
    found += listing_discovery.sitemaps(home, visitor, articles)
    report.ways = listing_discovery.own(found, home)
    links = links_of(tree, home)
    if needs_javascript(markup, len(links.headlines) + len(links.others)):
        report.javascript = True
        report.notes.append("the front page is an empty frame that JavaScript fills")
    leads = [lead for way in report.ways for lead in way.leads]
    if leads:
        say("looking at the oldest addresses, too")
    older = older_leads(report.ways, home, visitor)
    known = _own([lead.url for lead in leads + older], home)
    report.older = len(known) - len(_own([lead.url for lead in leads], home))
    offered = [lead for way in report.ways if isinstance(way.listing, Feed) for lead in way.leads]
    offered += [lead for lead in leads + older if lead.certain]
    certain = _own([lead.url for lead in offered], home)
    listed = known or _own(likely_articles(links), home)
    say(f"{len(report.ways)} listings, {len(listed)} addresses of articles; reading some")
    samples, trees = _read(report, listed, visitor)
    others = [address for address in links.others if address not in listed]
    _addresses(report, listed, others, certain)
    if not any(isinstance(way.listing, SitemapIndex | WordPressAPI) for way in report.ways):
        say("looking into section pages")
        _sections(report, links.others, trees, visitor)
    _listings_are_no_articles(report)
    report.container = find_container(samples)
    # once more: markup and addresses of an article say more than the front page
    report.family = family_of(
        "\n".join([markup, *(html.tostring(one, encoding="unicode") for one in trees[:1])]),
        "\n".join(article.url for article in report.articles),
    )
    report.family_container = _family_serves(report, samples)
    if report.ways and not report.articles:
        report.notes.append("no article could be read: look at the reasons before you use the file")
    spoken = Counter(article.language for article in report.articles if article.language)
    report.languages = tuple(language for language, _ in spoken.most_common(3))
    return report


def _home(url: str) -> str:
    parts = urlsplit(url)
    # a language edition, ``/ar/``, is a home of its own; any other path is a page of the site
    path = parts.path if re.fullmatch(r"/(?:[a-z]{2}/?)?", parts.path) else "/"
    return f"{parts.scheme}://{parts.netloc}{path.rstrip('/')}/"


def _tree(page: Page) -> tuple[html.HtmlElement, str]:
    text = decode(page.body, page.content_type).text
    tree = parse(text)
    make_absolute(tree, page.url)
    return tree, text


def _own(urls: Sequence[str], home: str) -> list[str]:
    """The addresses on the site's own host, once each."""
    return [url for url in dict.fromkeys(urls) if same_host(url, home)]


def _read(
    report: Report, listed: Sequence[str], visitor: Fetcher
) -> tuple[list[Sample], list[html.HtmlElement]]:
    """Read some of the articles, spread over the list."""
    samples, trees = list[Sample](), list[html.HtmlElement]()
    step = max(1, len(listed) // MAX_SAMPLES)
    # two more than are needed, since some may be refused
    for url in [*listed[::step], *listed[1:3]][: MAX_SAMPLES + 2]:
        if len(report.articles) >= MAX_SAMPLES or url in report.unread:
            break
        try:
            page = visitor.fetch(url)
            article = read_article(page)
        except (CannotFetch, OutletError) as error:
            report.unread[url] = str(error)
            continue
        if any(article.url == other.url for other in report.articles):
            continue
        tree, _ = _tree(page)
        report.articles.append(article)
        trees.append(tree)
        samples.append(sample(url, tree, article.headline))
        name = tree.xpath("string(//meta[@property='og:site_name']/@content)")
        report.site_name = report.site_name or plain_text(name).strip() or None
    return samples, trees


def _addresses(
    report: Report, listed: Sequence[str], others: Sequence[str], certain: Sequence[str]
) -> None:
    """The pattern of addresses; one that refuses what a feed, an API or news offers is none."""
    articles = _canonical(url for url in listed if url not in report.unread)
    not_articles = _canonical([*others, *(way.listing.address(report.home) for way in report.ways)])
    not_articles = [url for url in not_articles if url not in articles]
    offered = _canonical(url for url in certain if url not in report.unread)
    report.pattern = article_pattern(articles, not_articles, offered)
    if report.pattern and accepted(report.pattern, offered) < len(offered):
        report.notes.append(f"no pattern takes all that feed and API offer; not {report.pattern}")
        report.pattern = None
    report.accepts = (accepted(report.pattern, articles), len(articles))
    refused = len(not_articles) - accepted(report.pattern, not_articles)
    report.refuses = (refused, len(not_articles))


def _listings_are_no_articles(report: Report) -> None:
    """A pattern that takes a listing for an article is none: the reader's gate decides then."""
    addresses = _canonical(way.listing.address(report.home) for way in report.ways)
    if report.pattern and accepted(report.pattern, addresses):
        report.notes.append(f"no pattern tells articles from listings; not {report.pattern}")
        report.pattern, report.accepts = None, (0, report.accepts[1])


def _canonical(urls: object) -> list[str]:
    found = []
    for url in urls:  # type: ignore[attr-defined]
        try:
            found.append(canonical(url))
        except ValueError:  # listings are untrusted
            continue
    return list(dict.fromkeys(found))


def _sections(
    report: Report, menu: Sequence[str], trees: Sequence[html.HtmlElement], visitor: Fetcher
) -> None:
    """Section pages from the menu; the front page where there is none."""

    def is_article(url: str) -> bool:
        if not same_host(url, report.home):
            return False
        address = canonical(url)
        return address != canonical(report.home) and bool(accepted(report.pattern, [address]))

    everywhere = [{a.get("href", "") for a in tree.iter("a")} for tree in trees]
    furniture = set.intersection(*everywhere) if len(everywhere) > 1 else set[str]()
    in_menu = [url for url in menu if url in furniture] if furniture else list(menu)
    candidates = [url for url in in_menu if not is_article(url)]
    found = list(
        listing_discovery.sections(candidates, report.home, visitor, is_article, furniture)
    )
    report.ways = listing_discovery.own([*report.ways, *found], report.home)
    if not found and not report.ways:
        front = listing_discovery.try_listing(SectionPage(""), report.home, visitor, is_article)
        report.ways += [front] if front.leads else []
    if any(isinstance(way.listing, NewsSitemap) for way in report.ways) and not found:
        report.notes.append("no section page lists articles; the sitemap has to do")


def _family_serves(report: Report, samples: Sequence[Sample]) -> bool:
    """Whether the family's containers read the samples as well as the proposed one."""
    family = Hints(body=as_tuple(report.family.body))
    if not family.body or report.container is None:
        return False
    mine = Hints(body=report.container.selector)
    for one in samples:
        found = find_body(one.tree, family, one.headline)
        if found.source == "page":
            return False
        if found.paragraphs != find_body(one.tree, mine, one.headline).paragraphs:
            return False
    return True


def suggested_name(home: str) -> str:
    """A name for an outlet, from its host: ``https://www.al3omk.com/`` gives ``al3omk``."""
    host = (urlsplit(urljoin(home, "/")).hostname or "outlet").removeprefix("www.")
    if re.fullmatch(r"[\d.]+", host):
        return f"outlet_{host.replace('.', '_')}"
    labels = host.split(".")
    # ``press.ma`` and the like are given out as top-level domains are
    second = labels[-2:-1] and labels[-2] in ("press", "com", "co", "net", "org")
    named = labels[:-2] if second else labels[:-1]
    name = re.sub(r"[^a-z0-9]+", "_", "_".join(reversed(named)) or labels[0]).strip("_")
    return name if name[:1].isalpha() and not iskeyword(name) else f"outlet_{name}".rstrip("_")
