"""Lines that software left in a text: placeholders of plugins, calls of scripts."""

import re

from crawler.markup.page_lines import Line

# ``{loadposition ads}``, ``{/gallery}``, ``[vc_row el_class="x"]``, ``[/caption]``; an author's
# note in brackets, ``[Vidéo]``, has no attribute
_PLACEHOLDERS = re.compile(
    r"(?:\s*+(?:\{[{%]?\s?/?[a-z][\w.-]*(?:\s[\w.,:=|'\"/-]{1,80}){0,2}\s?[%}]?\}"
    r"|\[/[a-z][\w-]{1,40}\]|\[[a-z][\w-]{1,40}(?:\s[\w-]{1,40}=[\"'\w][^\[\]]{0,300})\]"
    r"|\[[a-z]+_[a-z\d_]{1,40}\]))+\s*"
)
"""What a plugin would have replaced: it was switched off, or does not know the page."""
_CODE = re.compile(
    r"(?:fbq|gtag|ga|_gaq|dataLayer|googletag|\(?adsbygoogle|OneSignal|_taboola|twttr|FB|jQuery|\$"
    r"|window|document|var \w+)\s?[.\[(=].*[;)}]$"
)
"""A call of a script that an editor pasted as text."""


def left_by_software(line: Line) -> str | None:
    """The reason why a line with words is none of an author's; ``None`` if it may be one."""
    if line.text[0] in "[{" and _PLACEHOLDERS.fullmatch(line.text):
        return "a placeholder that the site's software left"
    if line.text.isascii() and line.tag not in ("pre", "code") and _CODE.match(line.text):
        return "a line of a script"
    return None
