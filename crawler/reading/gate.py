"""The gate: what is no article never enters the archive as one."""

import re

from lxml import html

from crawler.errors import Blocked, NotAnArticle
from crawler.reading.body import MAX_LINK_SHARE, MIN_WORDS, Body

MIN_BRIEF = 8
"""Flash news of one sentence (عاجل) has 8 words and more in the outlets' feeds."""
_CHALLENGE_TITLE = re.compile(
    r"<title>\s*(?:just a moment|attention required|access denied|ddos-guard|un instant)"
)
_CHALLENGE_MARKS = (
    "cf-chl-", "cf_chl_opt", "challenge-platform", "_incapsula_resource",
    "ddos-guard/js-challenge", "sucuri_cloudproxy_js", "px-captcha", "geo.captcha-delivery.com",
)  # fmt: skip
_NOT_FOUND = re.compile(
    r"^\W*(?:404\b|Page not found|Page introuvable|الصفحة غير موجودة|لم يتم العثور"
    r"|عذرا.{0,20}(?:الصفحة|غير موجود))",
    re.IGNORECASE,
)


def refuse_challenge(text: str) -> None:
    """Raise ``Blocked`` where a challenge came instead of the page."""
    if len(text) >= 200_000 or text.count("<p") >= 8:
        return
    start = text[:60_000].lower()
    found = [mark for mark in _CHALLENGE_MARKS if mark in start]
    found += [title.group() for title in [_CHALLENGE_TITLE.search(start)] if title]
    if found:
        raise Blocked(f"a challenge page came instead of the article ({found[0][:40]!r})")


def refuse_no_article(tree: html.HtmlElement, headline: str, body: Body) -> bool:
    """Raise ``NotAnArticle`` with the reason, or tell whether the article is a brief."""
    title = tree.findtext(".//head/title") or ""
    if _NOT_FOUND.match(headline) or _NOT_FOUND.match(title.strip()):
        raise NotAnArticle("soft 404: the page says that it does not exist")
    if not headline:
        raise NotAnArticle("no headline")
    if tree.xpath("boolean(//input[@type='password'])") and body.words < 2 * MIN_WORDS:
        raise NotAnArticle("login page")
    if body.link_share > MAX_LINK_SHARE:
        raise NotAnArticle(f"a listing: {body.link_share:.0%} of its text are links")
    if body.words < MIN_BRIEF:
        raise NotAnArticle(f"no body text ({body.words} words)")
    return body.words < MIN_WORDS
