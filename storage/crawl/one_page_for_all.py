"""Whether one page that is not its own stands at all of an outlet's addresses.

A domain that lapsed and was sold answers each address with 200 and the same page: a parking page, a
casino, a log-in. Its words are nobody's to list, so it is told by what it does: articles that were
kept turn into one page, and none of them shows its own text any more.
"""

from dataclasses import dataclass

import numpy as np

from crawler.errors import FOREIGN_PAGE
from crawler.items import Outcome
from storage.copies.optimistic_decision import Verdict
from storage.copies.pair_classification import COPY_JACCARD, MIN_SHARED
from storage.copies.shingles_and_winnowing_keys import Text

OTHER_SHARE = 0.1
"""Unrelated texts have less of their 3-grams in common."""
_OWN = frozenset(("repeat", "not_modified", "revision"))
"""The outcomes of an article that still shows its own text."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What stood at a known article's address instead of it."""

    said: str
    digest: str | None
    text: Text | None = None

    def is_like(self, other: "_Shown") -> bool:
        """Whether it is the page that stood at another address."""
        if self.digest is not None and self.digest == other.digest:
            return True
        if self.text is None or other.text is None:
            return False
        same_headline = self.text.headline and self.text.headline == other.text.headline
        return bool(same_headline) or _shared(self.text, other.text)[1] >= COPY_JACCARD


class OnePageForAll:
    """What one crawl knows of it. Nothing is concluded while an article shows its own text."""

    def __init__(self) -> None:
        """Nothing strange yet."""
        self.held: dict[str, str] = {}
        """Address of a lead whose article shows another text -> the address it is asked for at."""
        self.asked = False
        """Whether another article was asked for, to tell whether the host knows one from another"""
        self.page: str | None = None
        """The page that stands everywhere, in words; ``None``: there is none, as far as known."""
        self._shown: dict[str, _Shown] = {}
        self._own = self._listed = self._polled = self._alone = False

    def settled(self, outcome: Outcome, *, own: bool) -> None:
        """An address has ended, with the article that was known there (``own``) or with another."""
        if outcome.kind in _OWN and own:
            self._own, self.page = True, None

    def polled(self, error: str) -> None:
        """A listing has answered, or not."""
        self._polled, self._listed = True, self._listed or not error

    def refused(self, url: str, said: str, digest: str | None) -> None:
        """A known article's page was none; ``digest`` of its bytes, ``None``: there were none."""
        if digest is not None:
            self._compare(url, _Shown(said, digest))

    def holds(
        self, verdict: Verdict, own: Text | None, url: str, address: str, digest: str | None
    ) -> bool:
        """Whether what was read is not kept for now: another text, on a host that is in doubt.

        ``own`` is the text that is kept for the lead, wherever its address has led to.
        """
        if self._own or self._alone:
            return False
        own = own or (verdict.previous.text if verdict.previous else None)
        text = verdict.prepared.text
        shown = _Shown(f"«{verdict.prepared.article.headline[:80]}»", digest, text)
        if own is not None:
            if not _is_another(text, own):
                return False
        elif not any(shown.is_like(one) for one in self._shown.values()):
            return False
        self.held[url] = address
        self._compare(url, shown)
        return True

    @property
    def suspected(self) -> bool:
        """Whether another article is to be asked for now."""
        return not self._own and not self.asked and bool(self.held or self.page)

    @property
    def nothing_listed(self) -> bool:
        """Whether listings were asked and none answered: what is unknown is not kept unproved."""
        return self._polled and not self._listed and not self._own

    def unproved(self, *, alone: bool) -> dict[str, str]:
        """What was held and stays in doubt; empty where it may be kept when it is fetched again.

        That is where another article shows its own text or one of its own, or where there is no
        other (``alone``).
        """
        held, self.held = self.held, {}
        texts = sum(one.text is not None for one in self._shown.values())
        self._alone = self._alone or alone or texts > 1  # all different, or ``page`` would be set
        return {} if self._own or self._alone else held

    def _compare(self, url: str, shown: _Shown) -> None:
        others = (one for known, one in self._shown.items() if known != url)
        if not self._own and any(shown.is_like(one) for one in others):
            self.page = shown.said
        self._shown[url] = shown


def in_words(page: str) -> str:
    """The condition of an outlet with one page at all addresses, and what to do about it."""
    return (
        f"{FOREIGN_PAGE}: {page}; nothing of it is kept, and its articles stay as they are. Where"
        " the outlet has another home, give it that in its file (`home`), and this one in"
        " `former_homes`"
    )


def _is_another(one: Text, other: Text) -> bool:
    """Whether two texts have nothing to do with each other: neither headline nor text."""
    heads = len(one.headline & other.headline), min(len(one.headline), len(other.headline))
    shared, _ = _shared(one, other)
    fewest = min(one.shingles.size, other.shingles.size)
    related = shared >= MIN_SHARED or shared >= OTHER_SHARE * fewest
    return not related and heads[0] * 2 < max(heads[1], 1)


def _shared(one: Text, other: Text) -> tuple[int, float]:
    """How many 3-grams two texts have in common, and which share of both that is."""
    shared = int(np.intersect1d(one.shingles, other.shingles, assume_unique=True).size)
    return shared, shared / max(one.shingles.size + other.shingles.size - shared, 1)
