"""Splits: which articles are for training and which for testing; never a story on two sides.

By story: a story falls where the hash of its key falls, whatever else is in the data set and in
whatever order. By time: later days are in later splits. Both need no more than a row at a time.
"""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import accumulate

Shares = Mapping[str, Fraction]
"""The part of each split, in their order; together 1."""
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,30}")
_SHARE = re.compile(r"-?(\d{0,4}\.?\d{0,12}|\d{1,6}/\d{1,6})")
_RESERVED = "all"
"""How `datasets` calls every split together."""
_HASHES = 1 << 64


class WrongSplit(ValueError):
    """Shares that cannot be dealt out; it says why and what would do."""


def shares_of(text: str) -> Shares:
    """The shares of ``train=.8,validation=.1,test=.1``, also as ``1/3``. Raises ``WrongSplit``."""
    shares = dict[str, Fraction]()
    for part in text.split(","):
        name, equals, share = (piece.strip() for piece in part.partition("="))
        if not equals or not name:
            raise WrongSplit(f"{part.strip() or text!r}: write NAME=SHARE, as train=.8,test=.2")
        if not _NAME.fullmatch(name) or name.lower() == _RESERVED:
            raise WrongSplit(f"{name}: a split's name is of Latin letters, digits and _, not `all`")
        if name.lower() in (one.lower() for one in shares):
            raise WrongSplit(f"{name}: the split is named twice")
        shares[name] = _share(name, share)
    if (total := sum(shares.values())) != 1:
        raise WrongSplit(f"the shares add up to {float(total):g}, not to 1")
    return shares


def _share(name: str, text: str) -> Fraction:
    try:
        share = Fraction(text) if _SHARE.fullmatch(text) else None
    except (ValueError, ZeroDivisionError):
        share = None
    if share is None:
        raise WrongSplit(f"{name}={text}: a share is a number as .8, or 1/3")
    if share <= 0:
        raise WrongSplit(
            f"{name}={text}: a share is above 0; leave out a split that is to be empty"
        )
    return share


@dataclass(frozen=True)
class StorySplit:
    """Articles dealt out by the hash of their story's key."""

    shares: Shares
    seed: int = 0

    def of(self, key: str) -> str:
        """The split of a story by its key, of an article without a story by its own uid.

        Shares that are changed at the end, ``test=.1`` to ``dev=.05,test=.05``, move nobody else.
        """
        # not xxh3: on keys that count upward it strayed by four standard deviations
        digest = hashlib.blake2b(f"{self.seed} {key}".encode(), digest_size=8).digest()
        return self._names[bisect_right(self._ends, int.from_bytes(digest))]

    @cached_property
    def _names(self) -> list[str]:
        return list(self.shares)

    @cached_property
    def _ends(self) -> list[int]:
        """The hashes behind which the next split begins."""
        ends = [int(end * _HASHES) for end in accumulate(self.shares.values())]
        return ends[:-1]


@dataclass(frozen=True, slots=True)
class TimeSplit:
    """Articles dealt out by the first day of their story: no split has a story of an earlier day
    than the one before it. A copy that is printed after a cut goes where its story began.
    """

    names: tuple[str, ...]
    cuts: tuple[date, ...]
    """The first day of each split but the first."""

    def of(self, day: date | None) -> str:
        """The split of a story by its first day of publication, of a lone article by its own.

        Undated ones are in the first: only what is known to be late may be tested on.
        """
        return self.names[0] if day is None else self.names[bisect_right(self.cuts, day)]


def cut_by_time(shares: Shares, rows: Mapping[date | None, int]) -> TimeSplit:
    """The cuts between days that come nearest to the shares, from articles per first day.

    ``None`` counts the articles of stories without a date. Raises ``WrongSplit`` where there are
    fewer days than splits.
    """
    days = sorted(day for day in rows if day and rows[day])
    if len(days) < len(shares):
        raise WrongSplit(
            f"{len(shares)} splits by time need stories of as many days, and there are {len(days)}"
        )
    undated = rows.get(None, 0)
    before = [undated, *accumulate((rows[day] for day in days), initial=undated)][1:-1]
    total = undated + sum(rows[day] for day in days)
    cuts = list[int]()
    for number, end in enumerate([*accumulate(shares.values())][:-1], start=1):
        # every split has a day at least: its own behind the last cut, and one for each that comes
        lowest, highest = (cuts[-1] + 1 if cuts else 1), len(days) - (len(shares) - number)
        wanted = end * total
        cuts.append(min(range(lowest, highest + 1), key=lambda at: abs(before[at] - wanted)))
    return TimeSplit(tuple(shares), tuple(days[at] for at in cuts))
