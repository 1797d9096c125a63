"""The gate: named refusals of pages that are no article, and the mark of a brief."""

import re

from crawler.arabic import word_count
from crawler.errors import (
    Blocked,
    Gallery,
    ListingPage,
    LoginPage,
    NotAnArticle,
    PaywallStub,
    SoftNotFound,
)
from crawler.markup import jsonld
from crawler.markup.tree import query
from crawler.markup.visible_text import visible_text
from crawler.reading.body.extraction import MAX_LINK_SHARE, MIN_BODY_WORDS, Body
from crawler.reading.parsed_page import ParsedPage

_PAYWALL = re.compile(r"مشترك|اشترك|الاشتراك|abonn|subscri", re.IGNORECASE)
_WALLS = query("//*[contains(@class, 'paywall') or @id='paywall']")
_PASSWORD = query("boolean(//input[@type='password'])")
MIN_BRIEF_WORDS = 8
"""Flash news of one sentence (عاجل) has 8 words and more in the outlets' feeds."""
_CHALLENGE_TITLE = re.compile(
    rb"<title>\s*(?:(?:just a moment|un instant)(?:\.|&hellip;|\s)*</title>|attention required! \|"
    rb"|access denied\s*(?:</title>|[|-][^<]{0,40}firewall)|ddos-guard)"
)
_CHALLENGE_MARKS = (
    b"cf-chl-", b"cf_chl_opt", b"challenge-platform", b"_incapsula_resource",
    b"ddos-guard/js-challenge", b"sucuri_cloudproxy_js", b"px-captcha", b"geo.captcha-delivery.com",
)  # fmt: skip
_CODE = r"(?:(?:error|erreur|خطأ)\W*)?404(?:\W+(?:error|erreur|خطأ))?"
_PAGE = r"(?:(?:the|that|this|la|cette|هذه) )?(?:page|الصفحة)(?: المطلوبة| demandée)?"
_MISSING = (
    r"(?:not found|can['’]?t be found|does(?:n['’]t| not) exist|no longer exists"
    r"|introuvable|non trouvée?|n['’]existe (?:pas|plus)"
    r"|غير موجودة?|غير متوفرة?|غير متاحة?|لم تعد موجودة|لا وجود لها)"
)
_NOTHING = r"(?:not found|nothing found|لم يتم العثور على (?:الصفحة|نتائج|المحتوى|أي شيء))"
_SORRY = r"(?:(?:oops|oups|أوو?بس|عذرا[ً]?)\W+)?"
_NOT_FOUND = re.compile(
    rf"\W*(?:{_CODE}|(?:{_CODE}\W+)?{_SORRY}(?:{_PAGE} {_MISSING}|{_NOTHING}))\W*", re.IGNORECASE
)
"""A whole title that says so; where it is only the start, the page must have little text."""
_NOT_FOUND_START = re.compile(
    r"^\W*(?:404\b|Page not found|Page introuvable|الصفحة غير موجودة|لم يتم العثور"
    r"|عذرا.{0,20}(?:الصفحة|غير موجود))",
    re.IGNORECASE,
)
_TITLE_PARTS = re.compile(r"\s+[-–—|•»:]+\s+")
MIN_LISTING_HEADLINES = 10
"""Linked headlines of a page without text that make it a listing."""
MAX_EXCERPTS = 4
"""An article may show a few headlines between its paragraphs; more, and as many as half its
paragraphs, are a list of articles with an excerpt each."""


def refuse_challenge(text: str) -> None:
    """Raise ``Blocked`` where a challenge came instead of the page."""
    # a challenge is a small page of scripts; an article may quote one of the marks
    if len(text) >= 200_000 or text.count("<p") >= 8:
        return
    # every mark is ASCII; bytes without the rest are searched several times as fast
    start = text[:60_000].encode("ascii", "ignore").lower()
    found = [mark for mark in _CHALLENGE_MARKS if mark in start]
    found += [title.group() for title in [_CHALLENGE_TITLE.search(start)] if title]
    if found:
        said = found[0][:40].decode()
        raise Blocked(f"a challenge page came instead of the article ({said!r})")


def find_paywall(page: ParsedPage) -> str | None:
    """The place that says that only those who pay see all; ``None``: nothing says so."""
    free = jsonld.is_free(page.nodes)
    if free is not None:
        return None if free else "json-ld"
    if any(tier in ("locked", "metered") for tier in page.meta.get("article:content_tier", ())):
        return "meta"
    walls = _WALLS(page.tree) if "paywall" in page.text else ()
    return "text" if any(_PAYWALL.search(" ".join(wall.itertext())) for wall in walls) else None


def refuse_no_article(page: ParsedPage, headline: str, body: Body, *, paywall: bool) -> bool:
    """Whether the article is a brief (8 to 24 words).

    Raises ``SoftNotFound``, ``LoginPage``, ``ListingPage``, ``Gallery``, ``PaywallStub`` or
    ``NotAnArticle`` for a page that is none.
    """
    # first: it says that an article is gone, the other refusals that there never was one
    if _says_it_is_missing(page, headline, page.title, body):
        raise SoftNotFound("soft 404: the page says that it does not exist")
    if not headline:
        raise NotAnArticle("no headline")
    # a longer text is an article with a log-in box beside it
    if body.words < 2 * MIN_BODY_WORDS and _PASSWORD(page.tree):
        raise LoginPage("login page")
    if (
        body.words < MIN_BRIEF_WORDS
        and (number := _linked_headlines(page)) >= MIN_LISTING_HEADLINES
    ):
        raise ListingPage(f"a listing: {number} linked headlines and {body.words} words of text")
    pictures = _pictures(page) if body.words < MIN_BRIEF_WORDS else ""
    if pictures:
        raise Gallery(f"{pictures} without text ({body.words} words)")
    if body.link_share > MAX_LINK_SHARE:
        raise ListingPage(f"a listing: {body.link_share:.0%} of its text are links")
    if body.headlines > MAX_EXCERPTS and 2 * body.headlines >= len(body.paragraphs):
        raise ListingPage(f"a listing: {body.headlines} linked headlines between its lines")
    if paywall and body.words < MIN_BODY_WORDS:
        raise PaywallStub(f"a paywall: {body.words} words are shown to those who do not pay")
    if body.words < MIN_BRIEF_WORDS:
        raise NotAnArticle(f"no body text ({body.words} words)")
    return body.words < MIN_BODY_WORDS


def _says_it_is_missing(page: ParsedPage, headline: str, title: str, body: Body) -> bool:
    """Whether a page is the site's "not found" page; an article may speak of the number 404."""
    parts = _TITLE_PARTS.split(title)
    # a whole part of the title, since headlines begin with «عذرا» or 404, too
    if any(_NOT_FOUND.fullmatch(part) for part in (headline, *parts)):
        printed = [visible_text(heading) for heading in page.tree.iter("h1")]
        others = [part for part in parts if not _NOT_FOUND.fullmatch(part)]
        if any(_NOT_FOUND.fullmatch(text) for text in (headline, *printed)):
            return True
        if not any(part in headline for part in others):  # they name the site
            return True
    said = _NOT_FOUND_START.match(headline) or _NOT_FOUND_START.match(title)
    return bool(said) and body.words < 2 * MIN_BODY_WORDS


def _linked_headlines(page: ParsedPage) -> int:
    """The number of headlines that a page links to; 0 where metadata call it one article."""
    if page.nodes or any(kind != "website" for kind in page.meta.get("og:type", ())):
        return 0
    # four words and more: shorter links are the menu's
    return sum(word_count(visible_text(link)) > 3 for link in page.tree.iter("a"))


def _pictures(page: ParsedPage) -> str:
    """``a video``, ``a gallery`` or an empty string: the medium of a page without text."""
    kinds = " ".join([*page.meta.get("og:type", ()), *(str(n.get("@type")) for n in page.nodes)])
    if "video" in kinds.lower() or page.tree.xpath(
        "boolean(//video|//iframe[contains(@src, 'youtube') or contains(@src, 'dailymotion')])"
    ):
        return "a video"
    if "gallery" in kinds.lower() or page.tree.xpath(
        # figures inside links are teasers of other pages
        "count(//figure[.//img][not(ancestor::a or .//a)]) > 2"
    ):
        return "a gallery"
    if page.tree.xpath("boolean(//*[contains(@class, 'gallery')]//img)"):
        return "a gallery"
    return ""
