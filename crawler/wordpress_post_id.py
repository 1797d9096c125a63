"""The number of a WordPress post, as its own page states it: addresses change, it stays."""

import re

from crawler.items import Page

MAX_BYTES = 200_000
"""The head of a page and the opening of its body lie within these."""
_STATEMENTS = (
    re.compile(rb"<link[^<>]{0,300}/wp/v2/posts/(\d{1,12})[\"'/?]"),
    re.compile(rb"<link(?=[^<>]{0,300}\bshortlink\b)[^<>]{0,300}[?&]p=(\d{1,12})\b"),
    re.compile(rb"<body[^<>]{0,3000}\bpostid-(\d{1,12})\b"),
)
"""The post in the API, the short link, the class of the body: plug-ins take one or another away."""


def stated_post(page: Page) -> str | None:
    """The number that at least two statements of a page agree on; ``None``: it is not certain.

    ``<link rel='shortlink' href='…/?p=45'>`` and ``<body class="single postid-45">`` give ``45``.
    """
    head = page.body[:MAX_BYTES]
    found = [match[1] for one in _STATEMENTS if (match := one.search(head))]
    return found[0].decode() if len(found) > 1 and len(set(found)) == 1 else None
