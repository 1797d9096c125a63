"""What the value of a setting must be, and what is said of one that is none."""

import sys
from collections.abc import Callable, Mapping
from ipaddress import ip_network
from typing import Any

from crawler import settings
from crawler.http.opt_outs import SIGNALS
from crawler.urls import canonical

_LEAST = 1e-9
"""Of what may not be 0."""
_WEEK, _CENTURY = 7 * 86_400.0, 36_525 * 86_400.0
_RANGES: Mapping[str, tuple[float, float]] = {
    "delay": (0, _WEEK), "timeout": (_LEAST, _WEEK), "max_seconds": (_LEAST, _WEEK),
    "time_limit": (_LEAST, _WEEK), "shortest_pause": (_LEAST, _WEEK), "spread": (0, _WEEK),
    "verify_seconds": (_LEAST, _WEEK), "gone_gap": (0, _CENTURY), "tidy_every": (0, _CENTURY),
    "verify_every": (0, _CENTURY), "quiet_hour": (0, 23), "parallel": (1, 256),
    "min_free_bytes": (0, 10**15), "max_memory_bytes": (0, 10**15),
    "max_bytes": (1, settings.MAX_RECORD_BYTES // 8 * 7),
}  # fmt: skip
"""The least and the most of a number. A week is what timers of a process can count to."""
_OTHERS: Mapping[type, tuple[float, float]] = {int: (1, 10**9), float: (_LEAST, _CENTURY)}
_WHY = {
    "quiet_hour": "an hour of the day",
    "max_bytes": "larger records are taken for bombs",
    "parallel": "each crawl is a process",
}
_DEFAULTS = {
    "delay": "DOWNLOAD_DELAY", "timeout": "DOWNLOAD_TIMEOUT", "max_bytes": "DOWNLOAD_MAXSIZE",
}  # fmt: skip
"""Settings whose defaults stand under another name than their own."""
_LEAST_MEMORY = 50_000_000
_KINDS: Mapping[Any, str] = {
    float: "a number of seconds, without quotation marks",
    int: "a whole number, without quotation marks",
    list: "a list in square brackets",
    str: "a text in quotation marks",
    dict: 'a table such as {hespress = "http://mirror.local/"}',
    bool: "true or false, without quotation marks",
    bool | list: "true, false or a list in square brackets",
}


def _is_home(address: Any) -> bool:
    """Whether a value is an address that can be asked: a host, a port that there is."""
    try:
        return isinstance(address, str) and bool(canonical(address))
    except ValueError:
        return False


def _are_words(names: list[Any]) -> bool:
    return all(isinstance(name, str) and name.strip() for name in names)


def _are_packages(names: list[Any]) -> bool:
    """Whether names are such of packages: importing one of Python's own runs it, demos and all."""
    return _are_words(names) and all(
        all(map(str.isidentifier, name.split(".")))  # no path, none that begins with a dot
        and name.partition(".")[0] not in sys.stdlib_module_names
        for name in names
    )


def _network(name: str) -> bool:
    """Whether a name with a slash is a network; one without is a host's."""
    try:
        return "/" not in name or bool(ip_network(name))
    except ValueError:
        return False


_VALUES: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "contact": (
        lambda text: text.isascii() and text.isprintable(),
        "must be one line of ASCII: it is part of the User-Agent",
    ),
    "homes": (
        lambda homes: all(_is_home(address) for address in homes.values()),
        "must give each outlet an http(s) address",
    ),
    "honour_opt_outs": (
        lambda names: set(map(str, names)) <= set(SIGNALS),
        f"may hold {', '.join(SIGNALS)}",
    ),
    "revisit_ages": (
        lambda ages: all(type(age) in (int, float) for age in ages) and ages == sorted(ages),
        "must hold seconds, the shortest age first",
    ),
    "outlets": (_are_words, "must hold names of outlets"),
    "spider_modules": (_are_packages, "must hold names of packages that are not Python's own"),
    "max_memory_bytes": (
        lambda value: value == 0 or value >= _LEAST_MEMORY,
        f"must be 0 (no limit) or {_LEAST_MEMORY} at the least; ordinary crawls take up to"
        " 200000000",
    ),
    "allow_private": (
        lambda hosts: isinstance(hosts, bool) or (_are_words(hosts) and all(map(_network, hosts))),
        "must be true, false, or hosts and networks such as 10.1.0.0/16",
    ),
}
"""What a value must be beyond its type, and how that is said."""


def what_is_wrong(key: str, value: Any, kind: Any) -> str | None:
    """What is wrong with a value of a setting of that kind, and what to write; ``None``: nothing.

    Whole numbers count as numbers of seconds where the caller has made them such.
    """
    if not isinstance(value, kind) or (isinstance(value, bool) and kind in (int, float)):
        return f"must be {_KINDS[kind]}{_such_as(key)}, not {value!r}"
    least, most = _RANGES.get(key, _OTHERS.get(kind, _OTHERS[float]))
    for number in value if isinstance(value, list) else [value]:
        if type(number) in (int, float) and not least <= number <= most:
            from_ = "above 0" if least == _LEAST else f"from {least:g}"
            why = f" ({_WHY[key]})" if key in _WHY else ""
            return f"= {value!r} is out of range: {from_} to {most:.15g}{why}{_such_as(key)}"
    right, words = _VALUES.get(key, (bool, ""))
    return f"{words}, not {value!r}" if words and not right(value) else None


def _such_as(key: str) -> str:
    """The default, as an example of what to write."""
    usual = getattr(settings, _DEFAULTS.get(key, key.upper()), None)
    return "" if usual in (None, [], {}) else f", such as {str(usual).lower()}"
