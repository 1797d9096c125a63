"""Stories in arrays: of articles with the same text one, for counts over columns in memory. Pure.

``stories`` holds the story of each article, 0 for one of none, which stands for itself.
"""

import numpy as np
import numpy.typing as npt

from storage.query.matching.article_ids import Ints


def first_of_each(ids: Ints, stories: Ints, when: Ints, *, oldest: bool) -> Ints:
    """Of each story the newest or oldest article, and all of no story, in no order."""
    inside = stories > 0
    members, among = ids[inside], stories[inside]
    if not len(members):
        return ids
    # in passes without sorting: a word of every tenth article is asked as often as a rare one
    first = _first(among, when[inside], oldest=oldest)
    members, among = members[first], among[first]
    # of one time the number tells, as in the order of hits
    return np.concatenate((ids[~inside], members[_first(among, members, oldest=oldest)]))


def _first(stories: Ints, rank: Ints, *, oldest: bool) -> npt.NDArray[np.bool_]:
    """Whether each has the least, or else the highest rank of its story."""
    bound = np.iinfo(np.int64)
    best = np.full(stories.max() + 1, bound.max if oldest else bound.min, np.int64)
    (np.minimum if oldest else np.maximum).at(best, stories, rank)
    found: npt.NDArray[np.bool_] = best[stories] == rank
    return found


def values_once(values: Ints, stories: Ints) -> Ints:
    """The values of articles, those of one story each once, in no order."""
    inside = stories > 0
    if not inside.any():
        return values
    least = values[inside].min()
    among = values[inside] - least
    span = among.max() + 1
    pairs = np.sort(stories[inside] * span + among)  # np.unique hashes: five times as long
    once = pairs[np.concatenate(([True], pairs[1:] != pairs[:-1]))]
    return np.concatenate((values[~inside], once % span + least))


def number_of_stories(stories: Ints) -> int:
    """The number of stories, and of articles of none."""
    sizes = np.bincount(stories, minlength=1)
    return int(sizes[0] + np.count_nonzero(sizes[1:]))
