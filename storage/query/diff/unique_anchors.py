"""Anchors of an alignment: what stands once in either of two rows, in one order.

The idea of Bram Cohen's patience diff, by patience sorting (Fredman 1975): n log n, whatever the
texts are, where looking for the longest common run of all, and again on either side, takes minutes.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence


def unique_anchors(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int]]:
    """The places of the items that stand once in either, as many as are in one order in both."""
    counts, there = Counter(one), {item: place for place, item in enumerate(other)}
    single = Counter(other)
    pairs = [
        (at, there[item]) for at, item in enumerate(one) if counts[item] == 1 and single[item] == 1
    ]
    # the longest increasing subsequence: of each length the chain that ends earliest
    ends, last, before = list[int](), list[int](), list[int]()
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        ends[length : length + 1], last[length : length + 1] = [place], [number]
        before.append(last[length - 1] if length else -1)
    chain, number = list[tuple[int, int]](), last[-1] if last else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]
