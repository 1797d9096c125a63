"""What an article is to the archive: new, repeat, revision, alias or copy. Pure functions."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.arabic import fingerprint, words
from crawler.article import Article, Decision

MIN_ALIAS_WORDS = 20
"""Below this, one text may honestly stand twice (weather, prayer times): headlines must agree."""
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Known:
    """What the archive knows of an article that may be the same."""

    id: int
    outlet: str
    url: str
    headline: str
    fingerprint: str
    text_hash: str


def text_hash(headline: str, body: str) -> str:
    """Hash of a text as printed, white space aside: changes with every visible edit."""
    printed = _SPACES.sub(" ", f"{headline}\n{body}").strip()
    return hashlib.sha256(printed.encode()).hexdigest()[:32]


def body_fingerprint(article: Article) -> str:
    """The fingerprint of an article: of its folded body."""
    return fingerprint(article.body)


def decide(article: Article, same_address: Known | None, same_text: Sequence[Known]) -> Decision:
    """What an article is, given the article at its address and those with its fingerprint.

    The verdict does not depend on the order of ``same_text``.
    """
    if same_address is not None:
        if same_address.text_hash == text_hash(article.headline, article.body):
            return Decision("repeat", same_address.id, "same address, same text")
        return Decision("revision", same_address.id, _what_changed(article, same_address))
    candidates = sorted(
        (known for known in same_text if _is_same(article, known)), key=lambda known: known.id
    )
    for known in candidates:
        if known.outlet == article.outlet:
            return Decision("alias", known.id, f"same text at {known.url}")
    if candidates:
        first = candidates[0]
        return Decision("copy", first.id, f"same folded text as {first.outlet} {first.url}")
    return Decision("new", None, "no such address, no such text")


def _is_same(article: Article, known: Known) -> bool:
    """Whether equal fingerprints mean one text; very short ones need equal headlines."""
    if len(words(article.body)) >= MIN_ALIAS_WORDS:
        return True
    return words(article.headline) == words(known.headline)


def _what_changed(article: Article, known: Known) -> str:
    """Which part of the text changed."""
    headline = article.headline != known.headline
    body = body_fingerprint(article) != known.fingerprint
    if headline and body:
        return "headline and body changed"
    if headline:
        return "headline changed"
    return "body changed" if body else "spelling or punctuation changed"
