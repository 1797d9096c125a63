"""Pages that only lead on: browsers go to another address within seconds, and the text says so.

An article that loads itself anew names its own address or none; one that shows the next picture
of a row after some seconds is left alone.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.errors import NotAnArticle
from crawler.reading.body.body_result import Body
from crawler.reading.body.extraction import MIN_BODY_WORDS
from crawler.reading.parsed_page import ParsedPage
from crawler.reading.refusals.own_pages import speaks_for_itself
from crawler.reading.refusals.page_kind import states_one_article

MAX_SECONDS = 10
"""Seconds after which a browser goes on; front pages and tickers load themselves anew later."""
MAX_WORDS = 100
"""A longer text is an article, wherever its page leads."""
_REFRESH = re.compile(
    r"\s*+(?P<seconds>\d{1,6})(?:\.\d*+)?\s*+[;,]\s*+(?:url\s*+=\s*+)?['\"]?\s*+(?P<url>[^'\"\s>]+)",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"\W*(?:redirect(?:ing|ion|ed)?|redirigiendo|redirecci[óo]n|(?:page )?moved(?: permanently)?"
    r"|(?:you are being|vous (?:êtes|allez être)) redir\w+|(?:page|article) déplacée?"
    r"|(?:جار[يٍ]? )?(?:إعادة )?(?:ال)?(?:توجيه|تحويل)(?:ك|كم)?"
    r"|يتم (?:توجيهك|تحويلك|تحويلكم)(?: الآن)?)"
    r"(?:\W+(?:to|vers|a|à|إلى)\b)?\W*(?:https?://\S*|(?:[\w-]+\.)+\w{2,12}(?:/\S*)?)?\W*",
    re.IGNORECASE,
)
"""A heading that says so and nothing else, but whereto."""


_SAYS_SO = re.compile(
    r"redir[ei]|automati|navigateur|browser|navegador|adresse|address|direcci[óo]n|secondes?\b"
    r"|seconds?\b|segundos?\b|توجيه|تحويل|تلقائي|متصفح|ثوان|ثانية|عنوان|الرابط",
    re.IGNORECASE,
)
"""Of what a text speaks that leads on."""


def refuse_redirect_stub(page: ParsedPage, headline: str, body: Body) -> None:
    """Raise ``NotAnArticle`` for a page that leads browsers on to another address at once.

    Beside the ``meta`` element a heading says so above hardly a word, or the text speaks of it to
    readers, below such a heading or on a page that links to the address that it also calls its
    own, or leads to by a script.
    """
    if body.words >= MAX_WORDS or not ("efresh" in page.text or "EFRESH" in page.text):
        return
    if states_one_article(page):
        return
    for target in _targets(page):
        told = speaks_for_itself(body) and any(map(_SAYS_SO.search, body.paragraphs))
        # one such word may head a text of its own: «التوجيه» is a matter of schools
        headed = any(map(_HEADING.fullmatch, (headline, page.title)))
        if headed and (told or body.words < MIN_BODY_WORDS) or told and _names_it_too(page, target):
            raise NotAnArticle(f"a page that leads on to {target[:200]}")


def _targets(page: ParsedPage) -> Iterator[str]:
    """The other addresses to which a browser with scripts goes within seconds."""
    for element in page.tree.iter("meta"):
        if (element.get("http-equiv") or "").lower() != "refresh":
            continue
        said = _REFRESH.match(element.get("content") or "")
        if said is None or int(said["seconds"]) > MAX_SECONDS:
            continue
        if next(element.iterancestors("noscript"), None) is not None:
            continue
        target = page.absolute(said["url"])
        # with other parameters alone it may be the page once more: ?m=1, ?refresh=1
        if target and _place(target)[:2] != _place(page.url)[:2]:
            yield target


def _names_it_too(page: ParsedPage, target: str) -> bool:
    """Whether the page links to an address that it also calls its own, or leads to by a script."""
    place = _place(target)
    linked = (page.absolute(one.get("href") or "") for one in page.tree.iter("a"))
    if not any(one is not None and _place(one) == place for one in linked):
        return False
    links = (one for one in page.tree.iter("link") if "canonical" in (one.get("rel") or "").lower())
    stated = (page.absolute(one.get("href") or "") for one in links)
    if any(one is not None and _place(one) == place for one in stated):
        return True
    scripts = (one.text or "" for one in page.tree.iter("script"))
    return any("location" in one and target in one for one in scripts)


def _place(address: str) -> tuple[str, str, str]:
    """What of an address tells one page from another."""
    parts = urlsplit(address)
    return parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), parts.query
