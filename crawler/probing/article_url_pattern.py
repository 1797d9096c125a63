"""The pattern of article addresses, from addresses that are articles and others that are not."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile
from urllib.parse import urlsplit

MAX_URL_SHAPES = 4
"""A site writes its articles' addresses in one or two ways; more than these are accidents …"""
COMMON_SHARE = 0.05
"""… unless so many addresses have a form."""
MAX_CERTAIN_SHAPES = 12
"""A site of more forms is described by no pattern."""
MIN_ID_EXAMPLES = 6
"""Addresses that must all differ in their number before it is taken for the article's id."""
MIN_EXAMPLES = 3
"""Addresses that must share a word before it counts as part of the pattern."""
_NUMBER = re.compile(r"\d+")
# from special to general: the first that matches names the address
_URL_SHAPES = (
    ("wmaker", r"_a\d+\.html$"),
    ("arc", r"[-_/][A-Z2-7]{26}/?$"),
    ("query", r"[?&](?:p|id|article|id_article)=\d+"),
    ("dated", r"/\d{4}/\d{1,2}/(?:\d{1,2}/)?[^/?]+/?$"),
    ("id file", r"/\d+\.(?:html?|php|aspx)$"),
    ("id", r"/\d+/?$"),
    ("slug id file", r"[-_,]\d+\.(?:html?|php|aspx)$"),
    ("slug id", r"[-_,]\d{2,}/?$"),
    ("id slug", r"/\d{4,}[-_/][^/?]+/?$"),
    ("file", r"/[^/?]+\.(?:html?|php|aspx)$"),
    ("slug", r"/[^/?]+/?$"),
)


def article_pattern(
    articles: Sequence[str], others: Sequence[str], certain: Collection[str] = ()
) -> str | None:
    """The most general pattern that accepts all articles and refuses all others, as far as it can.

    Addresses are canonical. ``/515208.html`` and ``/contact/`` give ``/\\d{3,}\\.html$``.
    Every form of ``certain`` ones, which are articles beyond doubt, is part of it however rare;
    ``None`` where they have too many.
    """
    groups: dict[tuple[str, int], list[str]] = {}
    for address in articles:
        name = url_shape(address)
        depth = len(segments(address)) if name in ("file", "slug") else 0
        groups.setdefault((name, depth), []).append(address)
    groups = {key: found for key, found in groups.items() if key[0] != "home"}
    by_size = sorted(groups.items(), key=lambda group: -len(group[1]))
    common = max(MIN_EXAMPLES, COMMON_SHARE * len(articles))
    largest = by_size[:MAX_URL_SHAPES] + [
        group
        for group in by_size[MAX_URL_SHAPES:]
        if len(group[1]) >= common or not set(certain).isdisjoint(group[1])
    ]
    if len(largest) > MAX_CERTAIN_SHAPES:
        return None
    patterns = [_pattern(name, found, others) for (name, _), found in largest]
    if len(patterns) == 1:
        return _with_id(largest[0][0][0], patterns[0], articles)
    return "|".join(dict.fromkeys(patterns)) or None


def url_shape(address: str) -> str:
    """The name of the form that an address ends in; a query that holds no id does not count."""
    bare = address.partition("?")[0]
    return next(
        (
            name
            for name, tail in _URL_SHAPES
            if re.search(tail, address if name == "query" else bare)
        ),
        "home",
    )


def _with_id(name: str, pattern: str, articles: Sequence[str]) -> str:
    """The pattern with its number as the group ``id``, where a slug stands beside the number.

    Two addresses of one id are one article: only where every article seen has its own.
    """
    if (
        name not in ("wmaker", "arc", "slug id file", "slug id", "id slug")
        or len(articles) < MIN_ID_EXAMPLES
    ):
        return pattern
    number = re.findall(r"\\d(?:\+|\{\d,\})|\[A-Z2-7\]\{26\}", pattern)[-1]
    head, _, tail = pattern.rpartition(number)
    named = f"{head}(?P<id>{number}){tail}"
    ids = [match["id"] for url in articles if (match := re.search(named, url))]
    return named if len(ids) == len(set(ids)) == len(articles) else pattern


def segments(address: str) -> list[str]:
    """The segments of an address's path."""
    return [part for part in urlsplit(address).path.split("/") if part]


def accepted(pattern: str | None, addresses: Sequence[str]) -> int:
    """The number of addresses that a pattern accepts; without a pattern all."""
    return sum(pattern is None or bool(re.search(pattern, address)) for address in addresses)


def _pattern(name: str, found: Sequence[str], others: Sequence[str]) -> str:
    """The first candidate that refuses every other address; else the strictest."""
    last = ""
    queried = name != "query" and any("?" in address for address in found)
    if queried:  # the number of a reader's visit, say: canonical addresses keep what they know not
        found = [address.partition("?")[0] for address in found]
    for last in _candidates(name, found, others):
        last = re.sub(r"\$$", r"(?:\?|$)", last) if queried else last
        if not accepted(last, others):
            return last
    return last


def _candidates(name: str, found: Sequence[str], others: Sequence[str]) -> Iterator[str]:
    """Candidate patterns from general to strict: ending, words before it, depth, exclusions."""
    tail = _tail(name, found)
    prefix = _shared_prefix(found)
    depth = len(segments(found[0]))
    if name not in ("file", "slug"):
        yield tail
        if prefix:
            yield rf"//[^/]+/{prefix}/(?:[^?]+/)?[^/?]*{tail.removeprefix('/')}"
        if all(len(segments(address)) == depth for address in found):
            yield rf"//[^/]+(?:/[^/?]+){{{depth - 1}}}/[^/?]*{tail.removeprefix('/')}"
        yield rf"//[^/]+/{_without(found, others)}[^?]*{tail.removeprefix('/')}"
        return
    between = rf"(?:[^/?]+/){{{depth - 1}}}" if depth > 1 else ""
    if prefix:
        yield rf"//[^/]+/{prefix}{tail}"
    ending = r"\.(?:html?|php|aspx)$" if name == "file" else r"/?$"
    shortest = min(len(segments(address)[-1]) for address in found)
    least = max(1, min(12, shortest) // 2)  # those that were not seen may be shorter
    yield rf"//[^/]+/{_without(found, others)}{between}[^/?]{{{least},}}{ending}"


def _tail(name: str, found: Sequence[str]) -> str:
    """The ending that addresses of one shape share; ids may be a little shorter than those seen."""
    tail = dict(_URL_SHAPES)[name]
    if name in ("wmaker", "arc", "query", "dated", "file", "slug"):
        return tail
    ids = [re.findall(r"\d+", segments(address)[-1]) or ["0000"] for address in found]
    numbers = [parts[0] if name.startswith("id") else parts[-1] for parts in ids]
    # at most three demanded: an outlet's oldest ids are shorter than those in its listings
    digits = max(1, min(3, *map(len, numbers))) if len(numbers) > 1 else min(3, len(numbers[0]))
    tail = re.sub(r"\\d(\+|\{\d,\})", rf"\\d{{{digits},}}", tail, count=1)
    if name == "id slug":
        return tail
    marks = {mark for address in found if (mark := _mark(address))}
    if name.startswith("slug") and len(marks) == 1:
        tail = tail.replace("[-_,]", marks.pop())
    files = {address.rpartition(".")[2] for address in found}
    if name.endswith("file") and len(files) == 1:
        tail = tail.replace("(?:html?|php|aspx)", files.pop())
    return tail


def _mark(address: str) -> str:
    found = re.search(r"([-_,])\d+(?:\.\w+)?/?$", address)
    return found[1] if found else ""


def _shared_prefix(found: Sequence[str]) -> str:
    """The path segments with which all addresses begin, the last one aside; empty without any."""
    if len(found) < MIN_EXAMPLES:
        return ""
    columns = zip(*(segments(address)[:-1] for address in found), strict=False)
    same = takewhile(lambda column: len(set(map(_any_number, column))) == 1, columns)
    return "/".join(_any_number(column[0]) for column in same)


def _any_number(segment: str) -> str:
    """A path segment as a pattern; a number is any number: next year has another one."""
    return r"\d+" if _NUMBER.fullmatch(segment) else re.escape(segment)


def _without(found: Sequence[str], others: Sequence[str]) -> str:
    """A negative lookahead for the first path segments of other pages; empty without any.

    A number is never barred: ``/2019/`` lists what appeared then, and articles stand below it.
    """
    used = {segments(address)[0] for address in found if segments(address)}
    firsts = dict.fromkeys(parts[0] for address in others if (parts := segments(address)))
    named = [first for first in firsts if first not in used and not _NUMBER.fullmatch(first)]
    barred = [re.escape(first) for first in named][:20]
    return rf"(?!(?:{'|'.join(barred)})(?:[/?]|$))" if barred else ""
