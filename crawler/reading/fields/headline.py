"""The headline: as the page prints it, confirmed by its metadata where there is any."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice, pairwise

from lxml import html

from crawler.arabic import folded_words, token_pattern
from crawler.markup import jsonld_values
from crawler.markup.mojibake import garbled_words
from crawler.markup.page_lines import lines
from crawler.markup.visible_text import heading_text, plain_text, visible_text
from crawler.markup.widget_class_names import has_word
from crawler.reading.author_and_home_links import leads_home
from crawler.reading.fields.headline_without_heading_tag import unnamed_headline
from crawler.reading.names.byline_words import MEDIA_KINDS
from crawler.reading.names.dateline import is_city
from crawler.reading.names.given_names import is_full_name
from crawler.reading.names.names_of_sections import is_only_badge, names_a_section
from crawler.reading.names.outlet_names import joined
from crawler.reading.parsed_page import ParsedPage
from crawler.reading.titles_of_site import TITLE_PARTS, names_only_site

MAX_HEADLINE_CHARACTERS = 500
"""No headline of the catalogue passes 200 characters."""
MIN_HEADLINE_WORDS = 3
"""A heading of fewer words names the site or a section, unless something says otherwise."""
_NO_HEADLINES = frozenset(" ".join(folded_words(text)) for text in (
    "untitled", "untitled document", "untitled post", "no title", "sans titre", "auto draft",
    "title", "document sans titre", "brouillon auto", "sin título", "null", "undefined", "home",
    "homepage", "home page", "welcome", "bienvenue", "accueil", "page d'accueil", "inicio", "index",
    "article",
    "articles", "post", "blog", "news", "actualités", "actualité", "بدون عنوان", "بلا عنوان",
    "لا عنوان", "لا يوجد عنوان", "دون عنوان", "عنوان", "العنوان", "مسودة تلقائية", "مسودة",
    "الرئيسية", "الصفحة الرئيسية", "الصفحة الأولى", "مرحبا بكم", "أخبار", "الأخبار", "مقال",
    "مقالات",
))  # fmt: skip
"""Words that stand where no headline was written; only the whole text counts."""
_NAMES_OF_TEMPLATES = frozenset(" ".join(folded_words(text)) for text in (
    "news detail", "news details", "article detail", "article details", "détail article",
    "détail actualité", "détail de l'actualité", "détail de l'article", "detalle noticia",
    "detalle de la noticia", "detalle de noticia", "تفاصيل الخبر", "تفاصيل المقال",
))  # fmt: skip
"""What templates are called: no headline either, but no reason to refuse an article."""
_NONE = _NO_HEADLINES | _NAMES_OF_TEMPLATES
_TEMPLATE = re.compile(
    r"(?=.{4,40}$)(?:(?=.*(?i:news|articl|details?|view|page|post|item|content|stor(?:y|ies)|single"
    r"|template|layout|default|display|show|node|khabar|notici|actu))"
    r"(?:[A-Z]?[a-z]+(?:[A-Z][a-z]+)+|[A-Za-z]+(?:_[A-Za-z]+)+)"
    r"|[\w-]+\.(?:aspx?|php|jsp|html?))"
)
"""One word as programs spell names of what they show: ``NewsDetail``, ``Article.aspx``.

``WhatsApp`` and ``iPhone`` are headlines of columns.
"""
_SITE_SEPARATOR = re.compile(
    r"[\u200e\u200f]{,3}\s+[\u200e\u200f]{,3}[-–—|•·»«›‹:/~]+[\u200e\u200f]{,3}\s+"
    r"|(?<=\w)[-–—|~]\s+|\s+[-–—|~](?=\w)"
)
"""What may stand between a headline and the name of the site; asked where the name is there."""


MAX_FOLDED_CHARACTERS = 20
"""Characters by which a printed headline may differ from the one taken: marks and spaces."""
MAX_WORDS_BEFORE_COLON = 4
"""Words of a site's name before a colon in a title."""
MIN_TEXT_CHARACTERS, MIN_TEXT_PARAGRAPHS = 60, 2
"""Characters of a paragraph, and how many of them tell that the text has begun."""
MAX_TITLE_PARTS = 5
"""Parts of a title, the headline, its section and the site among them, that are looked for."""
_MARK_BEFORE = re.compile(r"\s*[:»›|/–-]\s*")
"""What stands between the section's link and the headline in one line."""
_LINE_TAGS = ("span", "div", "td", "font", "b", "strong", "h3", "h4", "p")
"""Elements that may print a headline where no ``h1`` and no ``h2`` does."""


def find_headline(page: ParsedPage) -> tuple[str, str]:
    """The headline and its source; two empty strings without one."""
    said = [(text, source) for text, source in _stated(page) if token_pattern().search(text)]
    sound = [one for one in said if not garbled_words(one[0])]
    broken = [one for one in said if one not in sound]
    stated = [one for one in sound if not _is_none(page, one[0])]
    if page.trace.wanted:
        _explain(page, [*_printed(page), *said])
    others = {text: " ".join(folded_words(text)) for text, _ in stated}
    printed, short = [], []
    for text, source in _printed(page):
        if garbled_words(text):
            broken.append((text, source))
            continue
        if _is_none(page, text):
            continue
        # an outlet's own selector needs no confirmation, a heading of the page does
        if source == "outlet":
            return text[:MAX_HEADLINE_CHARACTERS], source
        # shorter ones name the site or a section
        if len(folded_words(text)) < MIN_HEADLINE_WORDS:
            short.append((text, source))
        # a longer one is a text that stands in a heading
        elif len(text) <= MAX_HEADLINE_CHARACTERS and (
            text in others or _agrees(text, others.values())
        ):
            return text, source
        else:
            printed.append((text, source))
    # nothing printed is confirmed: machine-written titles first, an h2 may be any box's
    own = [(text, source) for text, source in printed if source == "h1"]
    firm = [(text, source) for text, source in stated if source in ("json-ld", "meta")]
    if len(own) == 1 and len(folded_words(own[0][0])) >= MIN_OWN_WORDS:
        # a template states the site's name on every page: the one heading says more
        firm = [one for one in firm if not _names_a_site(page, one[0])]
    headed = frozenset(" ".join(folded_words(text)) for text, _ in short)
    firm = [one for one in firm if not own or not _names_template(page, one[0], headed)]
    if not own and stated and all(
        names_only_site(page, one[0]) or _names_template(page, one[0], headed) for one in stated
    ):  # fmt: skip
        heads = (one for one in printed if one[1] == "h2" and _heads_text(page, one[0]))
        if (first := next(heads, None)) is not None:
            return first
    before_site = [one for one in short if _stands_before_site(page, one[0], others)]
    # where a title says "untitled", the page's own heading, or one right above the text, or none
    last = printed
    if len(stated) < len(sound):
        last = [one for one in short if one[1] == "h1"]
        last += [one for one in printed if one[1] == "h2" and _heads_text(page, one[0])][:1]
    found = [*before_site, *firm, *own, *stated, *last]
    found.sort(key=lambda one: len(one[0]) > MAX_HEADLINE_CHARACTERS)
    # what is garbled comes last: it is refused by that name
    for text, source in [*found, *broken]:
        text = _without_site(page, text)[:MAX_HEADLINE_CHARACTERS]
        if not text:  # the site's name, twice
            continue
        if source == "title" and (called := _called_title(page, text)):
            return called, "text"
        return _part_that_is_printed(page, text) if source == "title" else text, source
    called, source = _called_as_its_site(page)
    if not called:
        for text, place in sound:
            parts = {" ".join(folded_words(part)) for part in TITLE_PARTS.split(text)}
            if not _NAMES_OF_TEMPLATES.isdisjoint(parts):
                return _without_site(page, text)[:MAX_HEADLINE_CHARACTERS], place
    return called, source


def _called_as_its_site(page: ParsedPage) -> tuple[str, str]:
    """The headline, and its source, that is the site's name: an outlet's first editorial.

    The title, headline and site, says the name twice, and a heading prints it that is no logo.
    """
    parts = {joined(part) for part in TITLE_PARTS.split(page.title)}
    twice = len(parts) == 1 and TITLE_PARTS.search(page.title) is not None
    if not twice or parts.isdisjoint(page.stated_names):
        return "", ""
    for element in page.tree.iter("h1"):
        above = {one.tag for one in element.iterancestors()}
        framed = not _PAGE_PARTS.isdisjoint(above) and "article" not in above
        text = visible_text(element, MAX_HEADLINE_CHARACTERS)
        if joined(text) in parts and not framed and not _is_logo(element):
            return text, "h1"
    return "", ""


MIN_OWN_WORDS = 5
"""Words of a page's only ``h1`` that nothing states: more than a section or a site is called by."""


def _names_template(page: ParsedPage, text: str, printed: Collection[str]) -> bool:
    """Whether a stated title is the name of a template, and no heading that is ``printed``.

    Beside it may stand the site's.
    """
    parts = TITLE_PARTS.split(text.strip())
    rest = [one for one in parts if not _TEMPLATE.fullmatch(one)]
    if len(rest) == len(parts) or " ".join(folded_words(text)) in printed:
        return False
    return all(names_only_site(page, one) for one in rest)


def _names_a_site(page: ParsedPage, text: str) -> bool:
    """Whether a stated title is a site's: a part of the page's title that begins it, and short."""
    words = folded_words(text)
    parts = [folded_words(part) for part in TITLE_PARTS.split(page.title)]
    return len(words) < MIN_OWN_WORDS and (words in parts or not MEDIA_KINDS.isdisjoint(words))


MIN_TEXT_BELOW = 150
"""Characters without a link behind a heading that make it the headline of a text."""


def _heads_text(page: ParsedPage, headline: str) -> bool:
    """Whether a heading is no link, and the text of an article stands beside it, behind it.

    Where it stands before it as well, the heading is one within the text.
    """
    heading = heading_of(page.tree, headline)
    if heading is None or next(heading.iter("a"), None) is not None:
        return False
    behind = _text_of(islice(heading.itersiblings(), MAX_BEHIND))
    before = islice(heading.itersiblings("p", preceding=True), MAX_BEHIND)
    return behind >= MIN_TEXT_BELOW > _text_of(before)


def _text_of(elements: Iterable[html.HtmlElement]) -> float:
    """The characters of elements that are no link's."""
    said = (line for one in elements for line in lines(one))
    return sum(len(line.text) * (1 - line.link_share) for line in said)


MAX_BEHIND = 20


def _explain(page: ParsedPage, candidates: Iterable[tuple[str, str]]) -> None:
    for text, source in candidates:
        verdict = "no headline" if _is_none(page, text) else "candidate"
        page.trace.note("headline", f"{verdict} ({source}): {text[:120]}")


def _is_none(page: ParsedPage, text: str) -> bool:
    """Whether a text says that there is no headline, or only whose page it is.

    ``Untitled``, ``الرئيسية``, the name of the site, and such words beside it.
    """
    text = text[: MAX_HEADLINE_CHARACTERS + 1]
    if joined(text) in page.stated_names:
        return True
    parts = [" ".join(folded_words(part)) for part in TITLE_PARTS.split(text)]
    return any(part in _NONE for part in parts) and all(
        part in _NONE
        or part.replace(" ", "") in page.own_names
        or part.count(" ") + 1 < MIN_HEADLINE_WORDS
        for part in parts
    )


def _stands_before_site(page: ParsedPage, text: str, stated: Iterable[str]) -> bool:
    """Whether a stated title is a short heading and the site's name behind it."""
    return any(
        rest and rest != other and joined(rest) in page.own_names
        for other in stated
        for rest in [TITLE_PARTS.sub("", other.removeprefix(text), count=1)]
    )


def nodes_about(nodes: list[dict[str, object]], headline: str) -> list[dict[str, object]]:
    """The JSON-LD objects without other articles': known where one states the headline itself."""
    stated = [
        [" ".join(folded_words(plain_text(t))) for t in jsonld_values.names(n.get("headline"))]
        for n in nodes
    ]
    if not any(_agrees(headline, texts) for texts in stated):
        # what shares no word with it was left on the page by a template, or is another article's
        return [
            node
            for node, texts in zip(nodes, stated, strict=True)
            if not _is_foreign(texts, headline)
        ]
    return [
        node
        for node, texts in zip(nodes, stated, strict=True)
        if not any(texts) or _agrees(headline, texts)
    ]


def _is_foreign(stated: Iterable[str], headline: str) -> bool:
    """Whether headlines of some words share none of four letters and more with another one."""
    own = {word for word in folded_words(headline) if len(word) > 3}
    told = [text.split() for text in stated if text]
    return bool(own) and bool(told) and all(
        len(words) >= MIN_HEADLINE_WORDS
        and sum(len(word) > 3 for word in words) > 1
        and own.isdisjoint(words)
        for words in told
    )  # fmt: skip


def own_heading(page: ParsedPage, headline: str) -> html.HtmlElement | None:
    """The element of a page that prints its headline, looked up once; ``None`` without one."""
    if headline not in page.headings:
        heading = heading_of(page.tree, headline)
        page.headings[headline] = _line_of(page, headline) if heading is None else heading
    return page.headings[headline]


def heading_of(tree: html.HtmlElement, headline: str) -> html.HtmlElement | None:
    """The first ``h1`` or ``h2`` whose folded text is the headline; ``None`` without one."""
    key = folded_words(headline)
    found = (
        one
        for one in tree.iter("h1", "h2")
        if folded_words(heading_text(one, MAX_HEADLINE_CHARACTERS)[:MAX_HEADLINE_CHARACTERS]) == key
    )
    return next(found, None)


def _line_of(page: ParsedPage, headline: str) -> html.HtmlElement | None:
    """The first element, no heading by its tag, that prints the headline alone; no link does.

    Old templates print it in a table's cell, web forms in a ``span``.
    """
    key = folded_words(headline)
    if len(key) < MIN_HEADLINE_WORDS:
        return None
    last_crumb = None
    for element in page.tree.iter(*_LINE_TAGS):
        text = element.text or ""
        if len(element) == 1 and element[0].tag == "a" and not text.strip():
            text = _behind_section(element[0].tail or "")
        # the letters are counted first: it is asked of every element
        if abs(len(text.strip()) - len(headline)) > MAX_FOLDED_CHARACTERS:
            continue
        if folded_words(text) != key:
            continue
        if next(element.iterancestors("a"), None) is not None:
            continue
        # a path ends with the headline, above the one that heads the text
        if next(element.iterancestors("nav", "ol", "ul"), None) is None:
            return element
        last_crumb = element if last_crumb is None else last_crumb
    return last_crumb


def _behind_section(text: str) -> str:
    """What stands behind a link and a mark, ``رياضة : …``; empty without the mark."""
    mark = _MARK_BEFORE.match(text)
    return text[mark.end() :] if mark else ""


def _part_that_is_printed(page: ParsedPage, text: str) -> str:
    """The part of a title beside the names of site and section that the page prints by itself.

    ``Site : headline`` names the site only to who knows it; of ``Site: headline`` a small heading
    must print the part, as Blogger does. The whole title where it is printed,
    or where several parts are: the slogan may be one.
    """
    cuts = list(islice(TITLE_PARTS.finditer(text), MAX_TITLE_PARTS))
    before, colon, rest = text.partition(": ")
    if colon and not cuts and len(folded_words(before)) <= MAX_WORDS_BEFORE_COLON:
        long = len(folded_words(rest)) >= MIN_HEADLINE_WORDS
        own = long and own_heading(page, text) is None and _is_small_heading(page, rest)
        own = own and not _is_of_headline(page, before, rest)
        return rest if own else text
    if not 0 < len(cuts) < MAX_TITLE_PARTS or own_heading(page, text) is not None:
        return text
    # the headline may have such a mark, too
    parts = [text[: cut.start()] for cut in reversed(cuts)]
    parts += [text[cut.end() :] for cut in cuts]
    parts += [text[one.end() : two.start()] for one, two in pairwise(cuts)]
    first = text[: cuts[0].start()]
    # a short headline is printed as a heading, and what stands above it as a line
    if len(folded_words(first)) == MIN_HEADLINE_WORDS and _is_small_heading(page, first):
        return first
    printed = list[str]()
    for part in parts:
        long = len(folded_words(part)) > MIN_HEADLINE_WORDS
        if long and part not in printed and not any(part in one for one in printed):
            printed += [part] if own_heading(page, part) is not None else []
    return printed[0] if len(printed) == 1 else text


def _is_of_headline(page: ParsedPage, before: str, rest: str) -> bool:
    """Whether what stands before a colon is the story's: who said it, its place, what it is.

    The text speaks of it, or a heading amid the text says the rest; a site is named in neither.
    """
    if is_only_badge(before) or names_a_section(before) or is_city(before) or is_full_name(before):
        return True
    said, key, paragraphs = f" {' '.join(folded_words(before))} ", folded_words(rest), 0
    below = False
    for one in page.tree.iter("p", "h3", "h4"):
        text = visible_text(one)
        if one.tag == "p" and len(text) >= MIN_TEXT_CHARACTERS:
            paragraphs += not below
            if said in f" {' '.join(folded_words(text))} ":
                return True
        elif one.tag != "p" and not below and folded_words(text) == key:
            below = True
            if paragraphs >= MIN_TEXT_PARAGRAPHS:
                return True
    return False


def _is_small_heading(page: ParsedPage, text: str) -> bool:
    """Whether one heading below the second level, and no link, says a text alone."""
    key = folded_words(text)
    headings = (one for one in page.tree.iter("h3", "h4") if folded_words(visible_text(one)) == key)
    found = [one for one in headings if next(one.iter("a"), None) is None]
    return len(found) == 1 and joined(text) not in page.stated_names


def _called_title(page: ParsedPage, title: str) -> str:
    """The headline of a page without headings whose title it does not print; else empty.

    Old web forms have the paper's name in the ``title`` of every page.
    """
    if next(page.tree.iter("h1", "h2"), None) is not None or own_heading(page, title) is not None:
        return ""
    return unnamed_headline(page)


def _stated(page: ParsedPage) -> Iterator[tuple[str, str]]:
    for node in page.nodes:
        yield from (
            (text, "json-ld") for text in map(plain_text, jsonld_values.names(node.get("headline")))
        )
    for name in ("og:title", "twitter:title", "title"):
        yield from ((plain_text(text), "meta") for text in page.meta.get(name, ()))
    if page.lead and page.lead.headline_hint:
        yield plain_text(page.lead.headline_hint), "lead"
    if title := plain_text(page.title):
        yield title, "title"


def _printed(page: ParsedPage) -> Iterator[tuple[str, str]]:
    for element in page.select(page.hints.headline):
        if text := visible_text(element, MAX_HEADLINE_CHARACTERS):
            yield text, "outlet"
    for tag in ("h1", "h2"):
        said = set[str]()
        for element in page.tree.iter(tag):
            # one character more than may be: it shows that the text goes on
            text = heading_text(element, MAX_HEADLINE_CHARACTERS)[: MAX_HEADLINE_CHARACTERS + 1]
            if not token_pattern().search(text) or text in said or _is_logo(element):
                continue
            said.add(text)
            yield text, tag


def _is_logo(heading: html.HtmlElement) -> bool:
    """Whether a heading is the site's name: by its class, or as the link to the first page."""
    if has_word(heading, _LOGO) or not _SITE_TITLES.isdisjoint(heading.get("class", "").split()):
        return True
    links = [*islice(heading.iter("a"), 2)]
    return len(links) == 1 and leads_home(links[0])


_PAGE_PARTS = frozenset(("header", "nav", "aside", "footer"))
_LOGO = frozenset(("logo", "sitename", "blogname"))
_SITE_TITLES = frozenset(("site-title", "site-name", "blog-title", "navbar-brand", "site-branding"))


def _without_site(page: ParsedPage, text: str) -> str:
    """A title without the outlet's name at its end or start."""
    own = page.names | {" ".join(folded_words(name)) for name in page.meta.get("og:site_name", ())}
    parts = list(_SITE_SEPARATOR.finditer(text))
    for cut in reversed(parts):
        if " ".join(folded_words(text[cut.end() :])) in own:
            text = text[: cut.start()]
    for cut in parts:
        if " ".join(folded_words(text[: cut.start()])) in own:
            return text[cut.end() :]
    return text


def _agrees(printed: str, stated: Iterable[str]) -> bool:
    """Whether a printed headline is a stated one (folded), site names and cuts aside."""
    key = " ".join(folded_words(printed))
    return bool(key) and any(
        # titles are cut at either end, and the site's name may stand before or behind them
        other.startswith(key) or key.startswith(other) or other.endswith(key)
        for other in stated
        if other
    )
