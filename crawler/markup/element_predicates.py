"""What an element's attributes and place say of its lines: hidden, laid out as a block, a link …"""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import islice
from typing import cast

from lxml import etree, html

from crawler.markup.widget_class_names import has_word, words_of

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "html", "li", "main", "nav", "ol", "option", "p", "pre", "section",
    "select", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
UNSEEN = frozenset((
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "canvas",
    "audio", "video", "button", "input", "select", "textarea", "head", "title", "meta", "link",
    "nav", "map", "dialog",
))  # fmt: skip
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
MEDIA = ("img", "picture", "video", "audio", "iframe", "svg", "object", "embed", "amp-img")
CAPTION_WORDS = frozenset(("caption", "captions", "imagecaption", "legende", "legend"))
INLINE_CAPTION_WORDS = CAPTION_WORDS | {"credit", "credits"}
_PICTURES = frozenset(("img", "image", "photo", "pic", "picture", "thumb", "thumbnail"))
_DESCRIPTIONS = frozenset(
    ("desc", "description", "title", "text", "alt", "info", "credit", "source")
)
MAX_BESIDE = 8
"""Elements beside a description that are looked at for its picture."""
MAX_CAPTION_CHARACTERS = 300
"""A longer text is no caption for its class or its figure alone; in ``figcaption`` it is."""
MAX_LINK_CHARACTERS = 600
"""A longer "link" is a tag that nobody closed; a card (headline, excerpt, date) stays below it."""
_LAID_OUT = re.compile(r"display:(?:inline-)?(?:block|flex|grid|table|list-item)")
_BLOCK_CLASSES = frozenset(("d-block", "d-flex", "display-block"))
_UNSEEN_CLASSES = frozenset((
    "sr-only", "visually-hidden", "screen-reader-text", "screen-reader-only", "element-invisible",
    "print-only", "only-print", "printonly", "visible-print", "visible-print-block",
    "visible-print-inline", "show-for-print",
))  # fmt: skip
"""What frameworks call text for screen readers, and for paper alone."""
_EMBED_CLASS = re.compile(
    r"twitter-(?:tweet|video)|instagram-media|tiktok-embed|fb-(?:post|video)|wp-block-embed"
    r"|wp-embedded-content|threads-post|telegram-post|reddit-(?:embed|card)"
)
_EMBED_ATTRIBUTES = frozenset(
    ("data-embed", "data-tweet-id", "data-tweet", "data-instgrm-permalink", "data-embed-type")
)
_SENTENCES = HEADINGS | {"p", "li", "dt", "dd", "summary", "figcaption", "th", "td"}
_APART = BLOCKS | UNSEEN | {*MEDIA, "br", etree.Comment, etree.PI, etree.Entity}
_SAID = "descendant::text()[not(parent::script or parent::style)]"
_TEXTS = cast("Callable[..., list[str]]", etree.XPath(_SAID, smart_strings=False))
_ENDED = re.compile(r"[.!?؟…][»”\"')\]\s]*$")
_GOES_ON = re.compile(r"\s*[,;:.!?،؛؟)\]»”’%…]|['’]\w")
"""How no paragraph begins."""
_OPENS = re.compile(r"[(\[«“‘'’,،؛;–—]$")
"""How no paragraph ends."""
_BLANKS = (" ", "\u00a0")


def is_embed(element: html.HtmlElement) -> bool:
    """Whether a class, or an attribute of a short part, says that it shows another site's post."""
    attributes = element.keys()
    if "class" in attributes and _says_embed(element.get("class", "")):
        return True
    return not _EMBED_ATTRIBUTES.isdisjoint(attributes) and is_short(element)


@lru_cache(maxsize=8_192)  # an outlet's pages share their classes
def _says_embed(names: str) -> bool:
    return _EMBED_CLASS.search(names) is not None


def is_short(element: html.HtmlElement) -> bool:
    """Whether an element's text may be a caption and what belongs to it."""
    return len("".join(element.itertext())) <= 3 * MAX_CAPTION_CHARACTERS


def leads_elsewhere(link: html.HtmlElement) -> bool:
    """Whether an ``a`` is a link: not an anchor, and not one that was never closed."""
    if "href" not in link.attrib:
        return False
    if not len(link):
        return True
    # a card has one excerpt; an open tag swallows whole paragraphs
    if len("".join(link.itertext())) > MAX_LINK_CHARACTERS:
        return next(link.iterdescendants("p", "div", "h2", "h3", "section", "li"), None) is None
    long = (one for one in link.iterdescendants("p") if len("".join(one.itertext())) > 60)
    return len([*islice(long, 2)]) < 2


def empty_anchor_marks(tree: html.HtmlElement) -> None:
    """Take the ``#`` or ``¶`` out of headings by which one copies the address of a section."""
    for heading in tree.iter(*HEADINGS):
        for link in heading.iterchildren("a") if len(heading) else ():
            if len(link) or not (link.get("href") or "").startswith("#"):
                continue
            if not any(map(str.isalnum, link.text or "")):
                link.text = None


def is_laid_out(element: html.HtmlElement) -> bool:
    """Whether a style or a class of its own makes an inline element a block."""
    attributes = element.attrib
    if "style" in attributes and "display" in attributes["style"]:
        return bool(_LAID_OUT.search(attributes["style"].replace(" ", "").lower()))
    return "class" in attributes and not _BLOCK_CLASSES.isdisjoint(attributes["class"].split())


@lru_cache(maxsize=8_192)
def _hides(names: str) -> bool:
    tokens = names.split()
    if not _UNSEEN_CLASSES.isdisjoint(tokens):
        return True
    return "d-none" in tokens and any(one.startswith("d-print-") for one in tokens)


def is_hidden(element: html.HtmlElement) -> bool:
    """Whether an attribute, a style or a class of its own hides the element from readers' eyes."""
    # asked of every element: all names together cost less than one value that is not there
    attributes = element.keys()
    if not attributes:
        return False
    if "hidden" in attributes:
        return True
    if "class" in attributes and _hides(element.get("class", "")):
        return True
    if "style" not in attributes:
        return False
    style = element.get("style", "").replace(" ", "").lower()
    return "display:none" in style or "filter:blur(" in style  # the latter veils what is paid for


def is_beside_picture(element: html.HtmlElement) -> bool:
    """Whether an inline element is by its class the caption, or the credit, of a picture there."""
    parent = element.getparent()
    if not has_word(element, INLINE_CAPTION_WORDS) or parent is None or not is_short(parent):
        return False
    return next(parent.iterdescendants(*MEDIA), None) is not None


def describes_picture(element: html.HtmlElement) -> bool:
    """Whether a short element is by its class a description of the picture in a row with it."""
    if not _says_description(element.get("class") or ""):
        return False
    parent = element.getparent()
    if parent is None:
        return False
    # with a picture of its own it is a block of picture and text
    if not is_short(element) or next(element.iterdescendants(*MEDIA), None) is not None:
        return False
    row = islice(parent, MAX_BESIDE)
    return any(one is not element and next(one.iter(*MEDIA), None) is not None for one in row)


@lru_cache(maxsize=8_192)  # an outlet's pages share their classes
def _says_description(names: str) -> bool:
    """Whether a class names both a picture and what is said of it: ``img-desc``."""
    return "spip_doc_" in names or any(
        not _PICTURES.isdisjoint(words) and not _DESCRIPTIONS.isdisjoint(words)
        for words in map(words_of, names.split())
    )


def is_another_field(element: html.HtmlElement) -> bool:
    """Whether a span of another name ends right before an element: two fields are two words."""
    before = element.getprevious()
    if before is None or before.tag != "span" or before.tail:
        return False
    one, other = before.get("class", ""), element.get("class", "")
    return one != other and len(words_of(one)) > 1 and len(words_of(other)) > 1


def is_component_in_row(element: html.HtmlElement) -> bool:
    """Whether a custom element stands beside blocks and in no sentence.

    Its site's style makes it a block, or its script draws one in its place.
    """
    parent = element.getparent()
    if parent is None or parent.tag in _SENTENCES or not _is_apart(parent):
        return False
    before, behind = element.getprevious(), element.getnext()
    above = (parent.text if before is None else before.tail) or ""
    below = element.tail or ""
    if above.strip() or below.strip():
        return False
    beside = [one for one in (before, behind) if one is not None]
    if not beside or not all(map(_is_apart, beside)):
        return False
    return not (
        _is_one_sentence(before, above, element) or _is_one_sentence(element, below, behind)
    )


def _is_apart(element: html.HtmlElement) -> bool:
    """Whether what an element says stands in no line with what is beside it."""
    return element.tag in _APART or "-" in element.tag


def _is_one_sentence(
    before: html.HtmlElement | None, between: str, behind: html.HtmlElement | None
) -> bool:
    """Whether the text goes on from one custom element to the next: a rich text's words and links.

    A mark, a small letter behind a blank, or one blank joins: paragraphs and the entries of a menu
    stand on lines of their own or stick together.
    """
    if before is None or behind is None or not (_holds_words(before) and _holds_words(behind)):
        return False
    left, right = "".join(_TEXTS(before)), "".join(_TEXTS(behind))
    ended, begun = left.rstrip(), right.lstrip()
    if not ended or not begun:
        return False
    is_sentence = _ENDED.search(ended) is not None
    if _GOES_ON.match(right) or (not is_sentence and _OPENS.search(ended)):
        return True
    gap = left[len(ended) :] + between + right[: len(right) - len(begun)]
    # a template writes a blank on both sides of a value, and breaks lines between elements
    return bool(gap) and (begun[0].islower() or (not is_sentence and gap in _BLANKS))


def _holds_words(element: html.HtmlElement) -> bool:
    """Whether a custom element may stand for words: it holds no block."""
    tag = element.tag
    return tag not in _APART and next(element.iterdescendants(*BLOCKS), None) is None
