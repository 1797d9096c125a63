"""Kinds of articles, by what was read of them, and of outlets, by what their files say."""

from collections.abc import Iterable, Mapping

KINDS = {
    "full": "NOT (a.brief OR a.paywall OR a.partial)",
    "brief": "a.brief",
    "wire": "a.agency IS NOT NULL",
    "paywalled": "a.paywall",
    "incomplete": "a.partial",
}
"""The kinds of an article -> their condition on ``articles a``; one article may be of several.

``full``: none of ``brief`` (flash news of a sentence or two), ``paywalled`` (the page shows a part)
and ``incomplete`` (a further page is missing); ``wire``: its dateline names an agency.
"""


def kinds_condition(kinds: Iterable[str]) -> str:
    """The condition of being of one of some kinds. Raises ``KeyError`` for what is none."""
    return "(" + " OR ".join(KINDS[kind] for kind in kinds) + ")"


def is_of_kind(kind: str, asked: str) -> bool:
    """Whether an outlet's kind has all asked words: a national weekly is national, and a weekly."""
    wanted = _words(asked)
    return bool(wanted) and wanted <= _words(kind)


def outlets_of_kind(kinds: Mapping[str, str], asked: Iterable[str]) -> tuple[str, ...]:
    """The outlets of one of the asked kinds; ``kinds``: outlet -> its kind."""
    wanted = [*asked]
    return tuple(
        outlet for outlet, kind in kinds.items() if any(is_of_kind(kind, one) for one in wanted)
    )


def _words(kind: str) -> frozenset[str]:
    return frozenset(kind.casefold().replace("(", " ").replace(")", " ").replace("+", " ").split())
