"""The list of posts in an API's answer: whole, or what stands before the fault in it."""

import json
import re
from itertools import islice

from crawler.article import Page
from crawler.errors import BrokenListing
from crawler.listings.listing import MAX_LEADS

_BEGINS = re.compile(r"\[\s*+(?=\{)")
MAX_BEGINNINGS = 10
"""Places tried as the beginning of the list: a warning of PHP before it may hold brackets."""
_BETWEEN = re.compile(r"\s*+(?:,\s*+)?")


def read_posts(page: Page) -> tuple[list[object], str]:
    """The posts of an answer, and in words what is missing of them.

    Raises ``BrokenListing`` where there is no list of posts.
    """
    try:
        answer = json.loads(page.body)
    except (ValueError, RecursionError) as error:  # no JSON, a number or nesting without end
        posts, why = _salvaged(page.body.decode("utf-8", "replace")), _reason(error)
        if not posts:
            raise BrokenListing(f"{page.url} answers no JSON: {why}") from error
        return posts, f"{page.url} answers broken JSON ({why}): {len(posts)} posts are whole"
    if not isinstance(answer, list):
        said = answer.get("message") if isinstance(answer, dict) else answer
        said = said if isinstance(said, str) else f"a JSON {type(answer).__name__}"
        raise BrokenListing(f"{page.url} answers no list of posts: {said:.200}")
    if len(answer) > MAX_LEADS:
        cut = f"{page.url} lists more than {MAX_LEADS} posts: the rest is not read"
        return answer[:MAX_LEADS], cut
    return answer, ""


def _reason(error: Exception) -> str:
    return "it is nested too deep" if isinstance(error, RecursionError) else str(error)[:200]


def _salvaged(text: str) -> list[object]:
    """The posts that are whole: those of the first list in which there is any."""
    for begins in islice(_BEGINS.finditer(text), MAX_BEGINNINGS):
        if posts := _whole(text, begins.end()):
            return posts
    return []


def _whole(text: str, at: int) -> list[object]:
    posts, decoder = list[object](), json.JSONDecoder()
    while len(posts) < MAX_LEADS and text.startswith("{", at):
        try:
            post, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):  # here it breaks off
            break
        posts.append(post)
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at
    return posts
