"""Pages that come instead of an article: challenges, maintenance, empty hosts, consent and log-in.

Servers, hosts and walls say the same few sentences everywhere. They are told by a heading that is
such a sentence and nothing else, and by a text that is mostly made of them; an article about them
has a headline of its own and other sentences.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from crawler.arabic import folded_words, without_accents
from crawler.errors import (
    Blocked,
    ConsentWall,
    HostingPage,
    LoginPage,
    NotAnArticle,
    OutletError,
    Unavailable,
)
from crawler.markup.page_lines import lines
from crawler.markup.visible_text import visible_text
from crawler.reading.body.body_result import Body
from crawler.reading.body.extraction import MIN_BODY_WORDS, MIN_BRIEF_WORDS
from crawler.reading.parsed_page import ParsedPage
from crawler.reading.refusals.page_kind import states_one_article
from crawler.reading.refusals.wording.wording_instead_of_article import (
    ADDRESSED,
    CONSENT_WORD,
    HOST_FOR_SALE,
    SAID,
    SAID_TOO,
    SERVERS_TITLE,
    THIS_SITE_FOR_SALE,
)

MAX_WORDS = 150
"""A longer text is an article, but for the notices of a consent wall."""
MAX_CONSENT_WORDS = 300
MAX_LINES = 80
"""Lines of a page without a body that are looked at."""
FIRST_SENTENCES = 3
"""Under another heading one of so many tells whether the rest is looked at."""
MAX_HEADING_TAIL = 4
"""Words behind such a sentence in a heading: the name of the site."""
MAX_SERVERS_TITLE = 80
"""Characters of the title of a server's own page."""
MAX_SENTENCE_TAIL = 10
"""The same in a text; a longer sentence says something else."""
MAX_TAIL_BELOW_HEADING = 30
"""The same under the heading of a challenge, which explains itself at length."""
MIN_SHARE_BELOW_HEADING = 0.2
"""Share of a text that such sentences are, where the heading is one, too."""
MIN_SHARE = 0.5
"""The same under any heading."""
MIN_SHARE_OF_ARTICLE = 0.8
"""The same under another heading, where metadata call the page an article."""
_HOST = re.compile(r"(?:https?://)?(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}\b(?:/\S*)?", re.IGNORECASE)
_SENTENCES = re.compile(r"[.!?؟…:|]+(?:\s+|$)|\s[–—-]\s")
_DIRECTORY = re.compile(r"Index of /\S*", re.IGNORECASE)
_TITLE_PARTS = re.compile(r"\s+[-–—|•»]+\s+")
_WHOLE_PAGES = frozenset(("challenge", "region", "unavailable", "hosting", "scripts"))
"""Kinds that stand on no page beside something else."""
_EXPLAINED = frozenset(("challenge", "region"))
"""Kinds that explain themselves at length under a heading that names them."""
_NO_HEADLINES = frozenset(("challenge", "hosting", "password"))
_QUESTION = re.compile(r"(?:هل|are|is|etes|est) ")
_ALSO_HEADS = re.compile(r"it works|caddy works|iis(?: \d+)?")
"""Titles of servers that an article may have as well."""
_ERRORS: dict[str, tuple[type[OutletError], str]] = {
    "challenge": (Blocked, "a challenge page came instead of the article"),
    "region": (Blocked, "the page is not shown in the country that it was asked for from"),
    "unavailable": (Unavailable, "the site says that it is not available"),
    "hosting": (HostingPage, "the host's own page came instead of the article"),
    "password": (LoginPage, "login page: the text is protected"),
    "scripts": (NotAnArticle, "it asks for JavaScript and shows no article without"),
    "consent": (ConsentWall, "a consent wall came instead of the article"),
}


def refuse_placeholder(page: ParsedPage, headline: str, body: Body) -> None:
    """Raise the error of a page that came instead of an article.

    ``Blocked``, ``ConsentWall``, ``Unavailable``, ``HostingPage``, ``LoginPage``, or
    ``NotAnArticle`` where scripts would draw it.
    """
    if _is_servers_own(page, body):  # however long: Debian's explains its folders
        raise HostingPage(f"{_ERRORS['hosting'][1]} ({page.title!r})")
    if body.words >= MAX_CONSENT_WORDS:
        return
    for kind, said in _kinds(page, headline, body):
        error, words = _ERRORS[kind]
        raise error(f"{words} ({said[:60]!r})")


def _is_servers_own(page: ParsedPage, body: Body) -> bool:
    """Whether the whole title is that of the page that a server shows before there is a site.

    ``It works``, ``IIS`` may head a text, too: such a page has hardly any.
    """
    short = len(page.title) < MAX_SERVERS_TITLE  # folding costs
    said = short and SERVERS_TITLE.fullmatch(_folded(page.title)) is not None
    if said and body.words >= MIN_BODY_WORDS and _ALSO_HEADS.fullmatch(_folded(page.title)):
        return False
    return said and not states_one_article(page)


def _kinds(page: ParsedPage, headline: str, body: Body) -> Iterator[tuple[str, str]]:
    """The kinds of placeholder that a page is, each with the words that say so."""
    if _DIRECTORY.fullmatch(page.title) and body.words < MAX_WORDS:
        yield "hosting", page.title
    printed_titles = _titles(page, headline, body)
    titles = sorted(map(_folded, printed_titles), key=len)  # the longest tells most
    heads = {kind: text for text in titles for kind in SAID if _says(kind, text, MAX_HEADING_TAIL)}
    # a second heading may be that of a banner or a log-in box, which every page has
    for text in _second_headings(page) if body.words < MIN_BODY_WORDS else ():
        heads |= {k: text for k in _WHOLE_PAGES - {*heads} if _says(k, text, MAX_HEADING_TAIL)}
    if body.words >= MAX_WORDS and "consent" not in heads:
        return
    bare = body.words < MIN_BRIEF_WORDS
    printed = [one for text in _texts(page, body) for one in _SENTENCES.split(text) if one]
    # nearly every article ends here, before all its sentences are folded
    asked = _asked(heads, [*map(_folded, printed[:FIRST_SENTENCES])])
    sentences = [one for one in map(_folded, printed if asked else ()) if one]
    article = states_one_article(page)
    offered = not article and any(map(_offers_a_host, printed_titles))
    for kind in asked:
        long = kind in _EXPLAINED and kind in heads
        tail = MAX_TAIL_BELOW_HEADING if long else MAX_SENTENCE_TAIL
        share, first = _share(kind, sentences, tail)
        too, head = SAID_TOO.get(kind), heads.get(kind, "")
        if not head and not (too and any(map(too.match, titles))):
            least = MIN_SHARE_OF_ARTICLE if article or kind == "consent" else MIN_SHARE
        elif article:
            least = MIN_SHARE
        elif kind == "hosting" and offered:  # sellers praise it below in words of their own
            least = 0
        else:
            alone = bare or (body.words < MIN_BODY_WORDS and _is_no_headline(kind, head))
            least = 0 if alone else MIN_SHARE_BELOW_HEADING
        if share >= least:
            yield kind, head or first


def _titles(page: ParsedPage, headline: str, body: Body) -> set[str]:
    """What heads a page."""
    titles = {*_TITLE_PARTS.split(headline), *_TITLE_PARTS.split(page.title)} - {""}
    if body.words < MAX_WORDS:  # walking to the headings of a long page costs
        titles |= {visible_text(heading, 200) for heading in page.tree.iter("h1")}
    return titles


def _offers_a_host(title: str) -> bool:
    """Whether a title offers a host, or the site itself, and says nothing else.

    ``x.ma est à vendre``, ``هذا الموقع للبيع``.
    """
    said = _folded(title)
    named = _HOST.search(title) is not None and HOST_FOR_SALE.fullmatch(said) is not None
    return named or THIS_SITE_FOR_SALE.fullmatch(said) is not None


def _texts(page: ParsedPage, body: Body) -> Sequence[str]:
    """What a page says: its body, or all its lines where it has none and no place for one."""
    if body.words >= MIN_BRIEF_WORDS or body.source != "page":
        return body.paragraphs
    return [line.text for line in lines(page.tree)[:MAX_LINES]]


def _second_headings(page: ParsedPage) -> list[str]:
    """The folded ``h2`` of a page."""
    return [_folded(visible_text(one, 200)) for one in islice(page.tree.iter("h2"), MAX_LINES)]


def _asked(heads: dict[str, str], sentences: Sequence[str]) -> list[str]:
    """The kinds that a heading or one of the first sentences speaks of."""
    return [
        kind for kind in SAID
        if kind in heads or any(_says(kind, one, MAX_SENTENCE_TAIL) for one in sentences)
    ]  # fmt: skip


def _is_no_headline(kind: str, sentence: str) -> bool:
    """Whether a heading is such a sentence and no article's: one may ask who is a robot."""
    if kind not in _NO_HEADLINES or sentence.count(" ") < 2 or _QUESTION.match(sentence):
        return False
    return SAID[kind].fullmatch(sentence) is not None


def _share(kind: str, sentences: Sequence[str], tail: int) -> tuple[float, str]:
    """The share of words in sentences of a kind, and the first of these."""
    said = [one for one in sentences if _says(kind, one, tail)]
    beside = SAID_TOO.get(kind)
    too = [one for one in sentences if beside and one not in said and beside.match(one)]
    total = sum(one.count(" ") + 1 for one in sentences)
    return sum(one.count(" ") + 1 for one in said + too) / (total or 1), said[0] if said else ""


def _says(kind: str, sentence: str, tail: int) -> bool:
    """Whether a sentence begins with a phrase of the kind, and has few words more."""
    if found := SAID[kind].match(sentence):
        return sentence.count(" ", found.end()) <= tail
    if kind != "consent" or tail == MAX_HEADING_TAIL:
        return False
    return CONSENT_WORD.search(sentence) is not None and ADDRESSED.search(sentence) is not None


def _folded(text: str) -> str:
    """The folded words of a text without accents, a host's address as ``domain``."""
    if "." in text:  # most titles have no host: the pattern is tried at every character
        text = _HOST.sub(" domain ", text)
    return without_accents(" ".join(folded_words(text)))
