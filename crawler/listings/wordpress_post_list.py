"""The list of posts in an API's answer: whole, or what stands before the fault in it."""

import json
import re
from contextlib import suppress
from itertools import islice

from crawler.errors import BrokenListing
from crawler.items import Page
from crawler.listings.listing import MAX_LEADS

_BEGINS = re.compile(r"\[\s*+(?=\{)")
MAX_BEGINNINGS = 10
"""Places tried as the beginning of the list: a warning of PHP before it may hold brackets."""
MAX_OBJECTS = 300_000
"""Objects and lists of one answer; a hundred whole posts have some ten thousand. An empty one takes
four bytes, and a hundred in memory."""
MAX_BROKEN = 10
"""Broken posts that are passed over: each may be as long as the answer."""
_NEXT = re.compile(r",\s*+(?=\{\s*+\")")
"""What stands before the next post, behind a broken one or behind words that are no JSON."""
_KEY = re.compile(r"\s*+,?\s*+\"(\w++)\"\s*+:\s*+")
_BETWEEN = re.compile(r"\s*+(?:,\s*+)?")


def read_posts(page: Page) -> tuple[list[object], str]:
    """The posts of an answer, and in words what is missing of them.

    Raises ``BrokenListing`` where there is no list of posts.
    """
    if page.body.count(b"{") + page.body.count(b"[") > MAX_OBJECTS:
        raise BrokenListing(f"{page.url} holds more than {MAX_OBJECTS} objects: no list of posts")
    try:
        answer = json.loads(page.body, strict=False)  # some write line breaks as they are
    except (ValueError, RecursionError) as error:  # no JSON, a number or nesting without end
        posts, why = _salvaged(page.body.decode("utf-8", "replace")), _reason(error)
        if not posts:
            raise BrokenListing(f"{page.url} answers no JSON: {why}") from error
        return posts, f"{page.url} answers broken JSON ({why}): {len(posts)} posts are read"
    if isinstance(answer, dict) and answer and all(map(str.isdecimal, answer)):
        answer = list(answer.values())  # so PHP writes a list that a plugin took posts out of
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
    """The posts of the first list in which there is any, as far as each is sound."""
    for begins in islice(_BEGINS.finditer(text), MAX_BEGINNINGS):
        if posts := _posts_from(text, begins.end()):
            return posts
    return []


def _posts_from(text: str, at: int) -> list[object]:
    """The posts from a place on, up to ``MAX_LEADS``; of a broken one what stands before its fault.

    One without an address there is left out.
    """
    posts, broken, decoder = list[object](), 0, json.JSONDecoder(strict=False)
    while len(posts) < MAX_LEADS and text.startswith("{", at):
        try:
            post, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):  # a number or nesting without end, a letter too many
            broken += 1
            if "link" in (begun := _before_its_fault(text, at + 1, decoder)):
                posts.append(begun)
        else:
            posts.append(post)
            between = _BETWEEN.match(text, at)
            at = between.end() if between else at
            if text.startswith("{", at):
                continue
        following = _NEXT.search(text, at)
        if following is None or broken > MAX_BROKEN:
            break
        at = following.end()
    return posts


def _before_its_fault(text: str, at: int, decoder: json.JSONDecoder) -> dict[str, object]:
    """The members of an object, whose first key stands at ``at``, up to one that is no JSON."""
    members = dict[str, object]()
    with suppress(ValueError, RecursionError):  # there the fault is
        while key := _KEY.match(text, at):
            members[key[1]], at = decoder.raw_decode(text, key.end())
    return members
