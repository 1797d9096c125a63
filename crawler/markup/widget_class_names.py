"""Class names and ids: whether one of them names a part of the page that is no article text.

A name is read whole: ``share-buttons`` is a widget, ``no-share`` and ``comments-open`` say how a
theme is set up, ``elementor-widget-text-editor`` is how a page builder calls any paragraph.
Names are a theme's habit and no standard, so nothing is left out for its class alone
(``crawler.reading.body.boxes.page_parts``).
"""

import re
from functools import lru_cache
from itertools import islice

from lxml import etree, html


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_STATES = _words("""
    no not non without has have is are with hide hides hidden show shows open opened closed
    close enabled disabled enable disable active inactive off on allow allowed free ready
    loaded can supports support needs only visible
    sans hors avec aucun aucune pas masque masquer ferme fermes ouvert ouverts desactive
""")
"""Words that make of a name a state or its negation: ``has-ads``, ``comments-closed``."""
_TAXONOMY = _words("""
    category cat tag term taxonomy topic rubrique type format status postid author
""")
"""First words of what WordPress's ``post_class`` writes on the article itself: ``tag-social``."""
_BUILDERS = _words("""
    elementor vc wpb et brz fl fusion kc so sow siteorigin panel avia cs tve thrv oxy ct
    bricks brxe uagb kb kt stk gb gutenberg kg sqs
    sppb quix qx themify bde vce znpb tcb gspb otter coblocks getwid raven
""")
"""First words of page builders' names, for whom every element is a widget or a module."""
_WIDGETS = _words("""
    share sharing sharer shares sharedaddy social socials addtoany a2a addthis related
    relatedposts relacionados similaires similar recommended recommendations comments
    comment commentaires commentlist respond disqus newsletter subscribe subscription
    sidebar breadcrumb breadcrumbs tagcloud yarpp cookie cookies gdpr consent advert adverts
    advertisement advertising ads ad adsbygoogle adsense banner toolbar copyright taboola
    outbrain teaser teasers promo widget widgets pagination poll polls sondage newsletters
    signup optin cta
""")
_PAIRS = _words("""
    author-box author-bio auteur-bio auteur-box bio-auteur bio-author
    auteur-info author-info author-about about-author author-card author-profile
    author-description tag-cloud tag-links tags-links post-tags entry-tags article-tags
    most-read most-viewed most-popular font-size text-size latest-posts latest-news
    recent-posts popular-posts read-also see-also lire-aussi more-from more-news
    more-stories next-post prev-post post-navigation related-posts post-bottom bottom-meta
    follow-us social-links back-top
""")
_GENERIC = _words("""
    post posts entry article articles single page pages site main content inner outer wrap
    wrapper wrapping container box boxes block blocks area areas section sections list lists
    item items link links button buttons btn btns bar bars icon icons title titles heading
    head header footer top bottom left right center middle before after above below under
    mobile desktop tablet small large big sm md lg xl xs new news more mini full width col
    row grid flex clearfix clear default style the in of by for this my our custom theme
    global sticky fixed float floating inline horizontal vertical dropdown popup modal form
    count counts counter number numbers label meta info data group holder nav menu media
    networks network wp jp js jeg td tdb tdi tds tie mh penci foxiz bs jannah sahifa
    newspaper story stories module modules element elements component region zone slot unit
    place placeholder space size text read also links us me it ui org com square rectangle
    leaderboard halfpage billboard dfp gpt google native sponsor sponsored policy notice
    message warning alert primary secondary second first last reply thread toggle
    pub id card cards
""")
_CUT = re.compile(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")
_E3LAN = re.compile(r"[ei]3lan(?:at)?", re.IGNORECASE)
"""``إعلان`` in Latin letters, as Arabic themes call an ad."""


def words_of(name: str) -> list[str]:
    """The words of one class name or id, in small letters: ``jp-RelatedPosts2`` has three.

    The name of a style of Word's, ``MsoFooter``, says nothing: texts are pasted with it.
    """
    if name.startswith("Mso"):
        return []
    if "3lan" in name:
        name = _E3LAN.sub("ads", name)
    return [word.lower() for word in _CUT.split(name) if word]


@lru_cache(maxsize=8_192)
def _names_widget(name: str, *, built: bool) -> bool:
    """Whether one class name or id names a widget; ``built``: in a page builder's element."""
    words = words_of(name)
    if not words or not _STATES.isdisjoint(words):
        return False
    pairs = {f"{one}-{two}" for one, two in zip(words, words[1:], strict=False)}
    named = not _PAIRS.isdisjoint(pairs)
    if words[0] in _TAXONOMY:
        return named
    said = [word for word in words if word in _WIDGETS]
    if built or words[0] in _BUILDERS:
        said = [word for word in said if word not in ("widget", "widgets", "panel")]
    if not said and not named:
        return False
    # one word of the theme's own may stand in front; more than that is another name
    own = words[1 + (words[1:2] == ["pb"]) :] if words[0] in _BUILDERS else words
    unknown = [w for w in own if w not in _WIDGETS and w not in _GENERIC and len(w) > 1]
    return named or not unknown or (len(unknown) == 1 and unknown[0] == own[0])


@lru_cache(maxsize=8_192)
def _any_widget(names: str) -> bool:
    """Whether one of the names, with blanks between, is a widget's."""
    every = names.split()
    built = any(words and words[0] in _BUILDERS for words in map(words_of, every))
    return any(_names_widget(name, built=built) for name in every)


def _names(element: html.HtmlElement) -> str:
    """The classes and the id of an element, with blanks between; none of what is the whole page.

    Themes write on ``body`` and ``html`` how the page is laid out: ``right-sidebar``.
    """
    if element.tag in ("body", "html"):
        return ""
    names: str = element.get("class", "")
    own = element.get("id")
    return names if own is None else f"{names} {own}"


def names_widget(element: html.HtmlElement) -> bool:
    """Whether a class or the id of an element is a widget's: sharing, related, comments, ads …"""
    names = _names(element)
    return bool(names) and _any_widget(names)


def is_built(element: html.HtmlElement) -> bool:
    """Whether a page builder made an element: a wrapper of whatever an editor put in it."""
    return any(
        words[0] in _BUILDERS for words in map(words_of, element.get("class", "").split()) if words
    )


_ANY_ELEMENT = frozenset(
    ("elementor-element", "elementor-widget", "et_pb_module", "fl-module", "sppb-addon")
)
"""What builders call every element of theirs."""
_DIGIT, _COUNT = re.compile(r"\d"), re.compile(r"[-_]\d+(?=[-_]|$)")
_TEXTS, MAX_TEXT_LEVELS = _words("text paragraph"), 2
_LAID_OUT = _words("layout align bg width animated size gutters gap responsive")


def built_as(element: html.HtmlElement) -> str:
    """What kind of element a page builder calls one, ``wpb_text_column``; empty for most."""
    return _built_as(element.get("class", ""))


@lru_cache(maxsize=8_192)
def _built_as(names: str) -> str:
    for name in names.split():
        words = words_of(name)
        if not words or words[0] not in _BUILDERS:
            continue
        name = _COUNT.sub("", name)  # the number of a row, the columns of its width
        if name in _ANY_ELEMENT or _DIGIT.search(name):  # an element's own hash
            continue
        if _STATES.isdisjoint(words) and _LAID_OUT.isdisjoint(words):
            return name
    return ""


def built_text(block: html.HtmlElement) -> str:
    """What a page builder calls the element of text that is or holds a block; empty without one."""
    for element in (block, *islice(block.iterancestors(), MAX_TEXT_LEVELS)):
        kind = built_as(element)
        if not _TEXTS.isdisjoint(words_of(kind)):
            return kind
    return ""


@lru_cache(maxsize=8_192)
def _says(names: str, words: frozenset[str]) -> bool:
    return any(
        not words.isdisjoint(parts) and _STATES.isdisjoint(parts)
        for parts in map(words_of, names.split())
    )


def has_word(element: html.HtmlElement, words: frozenset[str]) -> bool:
    """Whether a class or the id says one of the words, and no state or negation beside it."""
    names = _names(element)
    return bool(names) and _says(names, words)


_MAIN = etree.XPath(
    "boolean(descendant-or-self::*[self::h1 or self::main or @id = 'main' or @role = 'main'"
    " or contains(@itemprop, 'articleBody')])",
    smart_strings=False,
)


def holds_main(element: html.HtmlElement) -> bool:
    """Whether an element holds, or is, what the page itself calls its heading or its main part.

    Themes write the layout on it: ``sidebar-right`` is no sidebar then.
    """
    return bool(_MAIN(element))
