"""Capture histories: which lists named an article, and how many articles share each history."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

History = tuple[bool, ...]
"""For each list, in the order of the lists' names, whether it named the article."""
Histories = Mapping[History, int]
"""The number of articles by history."""
JOINT = "+"
"""Between the names of lists that count as one: ``api+feed``."""


def checked(histories: Histories, lists: Sequence[str]) -> dict[History, int]:
    """The histories that articles have. Raises ``ValueError`` for what cannot be a history."""
    if len(set(lists)) != len(lists):
        raise ValueError(f"two lists have one name: {', '.join(lists)}")
    for history, articles in histories.items():
        if len(history) != len(lists):
            raise ValueError(f"the history {history} is not one of {len(lists)} lists")
        if articles < 0:
            raise ValueError(f"{articles} articles cannot have the history {history}")
        if articles and not any(history):
            raise ValueError(f"{articles} articles are named by no list: nobody can have seen them")
    return {tuple(map(bool, history)): n for history, n in histories.items() if n}


def named_by(histories: Histories, *lists: int) -> int:
    """The number of articles that each of these lists named."""
    return sum(n for history, n in histories.items() if all(history[i] for i in lists))


def joined(history: History, groups: Sequence[Collection[int]]) -> History:
    """A history where each group of lists counts as one: any of them named the article."""
    return tuple(any(history[i] for i in group) for group in groups)


def regrouped(
    histories: Histories, lists: Sequence[str], groups: Iterable[Collection[int]]
) -> tuple[dict[History, int], tuple[str, ...]]:
    """Histories and names where each group of lists counts as one; who is in no group is left out.

    Articles that only lists without a group named are in no history any more.
    """
    parts = sorted((sorted(group) for group in groups), key=lambda group: group[0])
    counted = Counter[History]()
    for history, articles in histories.items():
        if any(together := joined(history, parts)):
            counted[together] += articles
    return dict(counted), tuple(JOINT.join(lists[i] for i in group) for group in parts)


def merged(
    histories: Histories, lists: Sequence[str], same: Iterable[Collection[str]]
) -> tuple[dict[History, int], tuple[str, ...]]:
    """Histories and names where lists that read one database count as one, such as feed and API.

    ``same`` has groups of names; names that are none of ``lists`` are passed over, groups that
    share a list are one group.
    """
    groups: list[set[int]] = [{i} for i in range(len(lists))]
    for names in same:
        wanted = {i for i, name in enumerate(lists) if name in names}
        touched = [group for group in groups if group & wanted]
        groups = [group for group in groups if not group & wanted]
        if touched:
            groups.append(set().union(*touched))
    return regrouped(histories, lists, groups)
