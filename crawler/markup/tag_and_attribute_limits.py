"""Bounds of a page's source, asked before it is parsed: libxml2 cannot be stopped in its work.

It appends each attribute of a tag to a list that it walks from the start: 100,000 attributes of one
tag take minutes. And a tree takes some 600 bytes for each element, however short its tag.
"""

import re

from crawler.errors import OutOfBounds

MAX_TAGS = 64_000
"""Signs ``<``; the fullest of 151 real pages has 8,093."""
MAX_ATTRIBUTES = 150_000
"""Signs ``=``, those of scripts and addresses too; the fullest of the same pages has 11,150."""
MAX_TAG_ATTRIBUTES = 2_000
"""Attributes of one tag: so many take libxml2 .005 seconds, ten times as many .4 seconds."""

# two characters an attribute at the least; where their values hold ">", the tag looks shorter than
# it is: then the process is ended when it has hung (``crawler.reading.limits``)
_LONG_TAG = re.compile(rb"<[a-zA-Z][^>]{%d}" % (2 * MAX_TAG_ATTRIBUTES))
# possessive (``*+``): no search may go back and forth in what was made to be searched
_NAME = re.compile(rb"<[^\s/>]*+")
_ATTRIBUTE = re.compile(
    rb"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
)


def refuse_out_of_bounds(source: bytes) -> int:
    """The number of signs ``<`` in a page, at least as many as its tree will have elements.

    Raises ``OutOfBounds`` for a page that must not be given to the parser.
    """
    if (tags := source.count(b"<")) > MAX_TAGS:
        raise OutOfBounds(f"page out of bounds: {tags} tags")
    # a page has fewer attributes than bytes: most are spared the count
    if len(source) > MAX_ATTRIBUTES and (found := source.count(b"=")) > MAX_ATTRIBUTES:
        raise OutOfBounds(f"page out of bounds: {found} attributes")
    refuse_endless_tags(source)
    return tags


def refuse_endless_tags(source: bytes) -> None:
    """Raise ``OutOfBounds`` for a page with a tag whose attributes have no end."""
    tag = _long_tag(source, 0)
    while tag:
        end = _end_of_script(source, tag.start())
        if end is None:
            end = _end_of_attributes(source, tag.start())
        tag = _long_tag(source, max(end, tag.end()))


def _long_tag(source: bytes, begin: int) -> re.Match[bytes] | None:
    """The next tag whose attributes may have no end; looked for where long no ``>`` stands."""
    at, last = begin, len(source) - MAX_TAG_ATTRIBUTES
    while at <= last:
        # a long tag fills one such window at the least
        closed = source.rfind(b">", at, at + MAX_TAG_ATTRIBUTES)
        if closed < 0:
            opened = max(source.rfind(b">", begin, at), begin)
            closed = source.find(b">", at)
            closed = len(source) if closed < 0 else closed
            if tag := _LONG_TAG.search(source, opened, closed):
                return tag
        at = closed + 1
    return None


def _end_of_script(source: bytes, at: int) -> int | None:
    """The end of the script that a place stands in: "a<b" in it is no tag. ``None``: in none."""
    begins = source.rfind(b"<script", 0, at + 1)
    if begins < 0 or source.find(b"</script", begins, at) >= 0:
        return None
    end = source.find(b"</script", at)
    return len(source) if end < 0 else end


def _end_of_attributes(source: bytes, at: int) -> int:
    """The end of a tag's attributes. Raises ``OutOfBounds`` where they are too many."""
    name = _NAME.match(source, at)
    assert name is not None  # the tag was found by its sign
    at, count = name.end(), 0
    while attribute := _ATTRIBUTE.match(source, at):
        at, count = attribute.end(), count + 1
        if count > MAX_TAG_ATTRIBUTES:
            raise OutOfBounds(f"page out of bounds: more than {count - 1} attributes of one tag")
    return at
