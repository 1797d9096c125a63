"""What an article is to the archive: new, repeat, revision, alias or copy. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crawler.arabic import folded_words
from crawler.items import Article, Decision
from storage import times
from storage.copies.pair_classification import Likeness
from storage.copies.prepared_article import PreparedArticle

MIN_ALIAS_WORDS = 20
"""Below this, one text may honestly stand twice (weather, prayer times): headlines must agree."""
KNOWN_COLUMNS = (
    "id, outlet, url, headline, fingerprint, text_hash, byline, published_at,"
    " published_precision, published_source"
)
"""The columns of ``KnownArticle``, in its order."""
_DAYS_ONLY = ("day", "month", "year")


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """An archived article that may be the same: the columns that deciding asks."""

    id: int
    outlet: str
    url: str
    headline: str
    fingerprint: str
    text_hash: str
    byline: str | None = None
    published_at: str | None = None
    published_precision: str | None = None
    published_source: str | None = None


@dataclass(frozen=True, slots=True)
class SimilarArticle:
    """An archived article that is like another text, and how."""

    known: KnownArticle
    likeness: Likeness


def decide(
    prepared: PreparedArticle, same_address: KnownArticle | None, same_text: Sequence[KnownArticle]
) -> Decision:
    """The decision, given the article at its address and those with its fingerprint.

    The verdict does not depend on the order of ``same_text``.
    """
    article = prepared.article
    if same_address is not None:
        changed = what_changed(prepared, same_address)
        if not changed:
            return Decision("repeat", same_address.id, "same address, same text")
        return Decision("revision", same_address.id, changed)
    candidates = sorted(
        (known for known in same_text if _is_same(prepared, known)), key=lambda known: known.id
    )
    for known in candidates:
        if known.outlet == article.outlet:
            return Decision("alias", known.id, f"same text at {known.url}")
    if candidates:
        first = candidates[0]
        return Decision("copy", first.id, f"same folded text as {first.outlet} {first.url}")
    return Decision("new", None, "no such address, no such text")


def decide_near(article: Article, decision: Decision, found: Sequence[SimilarArticle]) -> Decision:
    """The decision on a new text, given what it is like.

    Nearly the text of another outlet: a copy. Nearly a text of its own outlet, or a suspected
    follow-up: still new, and only related to it. Does not depend on the order of ``found``.
    """
    if decision.kind != "new" or not found:
        return decision

    def strength(one: SimilarArticle) -> tuple[object, ...]:
        known, likeness = one.known, one.likeness
        copied = likeness.relation != "follow-up" and known.outlet != article.outlet
        return not copied, likeness.relation, -likeness.score, known.outlet, known.url

    best = min(found, key=strength)
    evidence = (
        f"{best.likeness.relation} of {best.known.outlet} {best.known.url}:"
        f" {best.likeness.evidence}"
    )
    if strength(best)[0]:
        return replace(decision, evidence=evidence)
    return Decision("copy", best.known.id, evidence)


def same_text(length: int, headline: str, other: str) -> bool:
    """Whether equal fingerprints mean one text; very short ones need equal headlines."""
    return length >= MIN_ALIAS_WORDS or folded_words(headline) == folded_words(other)


def _is_same(prepared: PreparedArticle, known: KnownArticle) -> bool:
    return same_text(prepared.text.length, prepared.article.headline, known.headline)


def what_changed(prepared: PreparedArticle, known: KnownArticle) -> str:
    """The parts of an article that changed since it was known, in words; empty: none."""
    article = prepared.article
    silent = [
        name
        for name, changed in (
            ("byline", _byline_changed(article.byline, known.byline)),
            ("date", _date_changed(article, known)),
        )
        if changed
    ]
    if known.text_hash == prepared.text_hash:
        return f"{' and '.join(silent)} changed" if silent else ""
    parts = [
        name
        for name, changed in (
            ("headline", article.headline != known.headline),
            ("body", prepared.fingerprint != known.fingerprint),
        )
        if changed
    ]
    return f"{' and '.join([*parts, *silent] or ['spelling or punctuation'])} changed"


def _byline_changed(stated: str | None, known: str | None) -> bool:
    """Both stated, and different names; one that is missing may be our reading."""
    return bool(stated and known) and folded_words(stated or "") != folded_words(known or "")


def _date_changed(article: Article, known: KnownArticle) -> bool:
    """Both stated, at the same place of the page, and different as far as both are precise."""
    if article.published_at is None or known.published_at is None:
        return False
    if article.published_source != known.published_source:
        return False
    coarse = article.published_precision, known.published_precision
    length = 10 if any(precision in _DAYS_ONLY for precision in coarse) else 16
    stated = times.stamp(article.published_at)
    return stated[:length] != known.published_at[:length]
