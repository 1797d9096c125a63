"""Lines that software left in a text: placeholders of plugins, calls of scripts, its errors."""

import re

from crawler.markup.page_lines import Line
from crawler.markup.visible_text import visible_text

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
_ERROR = re.compile(
    r"(?:\( ! \) )?(?:PHP )?(?:(?:(?:Catchable|Recoverable) )?[Ff]atal error|Parse error|Deprecated"
    r"|(?:User |Core |Compile )?(?:[Ww]arning|[Nn]otice|[Dd]eprecated function|error)"
    r"|Strict (?:Standards|warning))\s?:"
)
"""How PHP opens its messages; by itself it opens a sentence as well: ``Warning: …``."""
_FILE = re.compile(r"(?:\bin|\bof) (?:/|[A-Za-z]:[\\/]|Unknown on line)")
_LINE = re.compile(
    r"(?:\bon line \d{1,6}|\(line \d{1,6} of [^()]{1,300}\)|\.(?:php|inc|module):\d{1,6})\W{0,3}$"
)
"""Where it says in which file (Drupal: ``(line 22 of /srv/x.module)``) and line it stumbled."""
_OTHER_ERRORS = re.compile(
    r"#\d{1,3} (?:(?:/|[A-Z]:\\)[^():]{1,300}\(\d{1,6}\): \S|\{main\}|\[internal function\]: \S)"
    r"|(?:thrown in|in) /\S+ on line \d+$|\[an error occurred while processing this directive\]$"
    r"|You have an error in your SQL syntax; check the manual that corresponds to your"
    r"|(?:Microsoft OLE DB Provider for|Microsoft VBScript (?:runtime|compilation)|ADODB\.)"
    r".{0,60}\berror '8[\da-f]{7}'"
)
"""A stack, a directive of the server, and what databases and ASP say."""
_STACK = "Stack trace:"
_FIRST_CALL = re.compile(r"#0 (?:/|[A-Z]:\\|\{main\}|\[internal function\])")
_FIRST_OF_ERRORS = frozenset("(PFCRDUWNSYMAeinst#[")


def left_by_software(line: Line) -> str | None:
    """The reason why a line with words is none of an author's; ``None`` if it may be one."""
    if line.text[0] in "[{" and _PLACEHOLDERS.fullmatch(line.text):
        return "a placeholder that the site's software left"
    if line.text[0] in _FIRST_OF_ERRORS and line.tag not in ("pre", "code") and _is_error(line):
        return "an error of the site's software"
    if line.text.isascii() and line.tag not in ("pre", "code") and _CODE.match(line.text):
        return "a line of a script"
    return None


def _is_error(line: Line) -> bool:
    """Whether a line is the message of a program that failed, with the file and the line number."""
    if _OTHER_ERRORS.match(line.text) or _heads_a_stack(line):
        return not _is_quoted(line)
    opens = _ERROR.match(line.text)
    found = opens and _FILE.search(line.text) and _LINE.search(line.text[-400:])
    return bool(found) and not _is_quoted(line)


def _heads_a_stack(line: Line) -> bool:
    """Whether a line is the heading of a stack, whose first call stands in its element or next."""
    if line.text != _STACK or line.block is None:
        return False
    behind = line.block.getnext()
    places = (line.block,) if behind is None else (line.block, behind)
    return any(_FIRST_CALL.search(visible_text(one)) for one in places)


def _is_quoted(line: Line) -> bool:
    """Whether the paragraph above a paragraph ends in a colon: an article shows the message."""
    above = None if line.tag != "p" or line.block is None else line.block.getprevious()
    if above is None or above.tag != "p":
        return False
    said = visible_text(above)
    return said.endswith(":") and not said.endswith(_STACK)
