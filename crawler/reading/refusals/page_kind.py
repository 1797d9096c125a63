"""What a page says of itself as a whole: one article, a list of them, or that it is not there."""

import re
from itertools import islice

from crawler.arabic import folded_words
from crawler.markup import jsonld_values
from crawler.markup.visible_text import visible_text
from crawler.reading.body.body_result import Body
from crawler.reading.body.extraction import MIN_BODY_WORDS
from crawler.reading.names.given_names import is_full_name
from crawler.reading.parsed_page import ParsedPage

_ARCHIVES = frozenset((
    "archive", "category", "tag", "author", "search", "search-results", "blog", "date",
    "post-type-archive",
))  # fmt: skip
"""Classes that WordPress gives the body of its lists."""
_SINGLE = frozenset(("single", "single-post", "singular", "page", "attachment"))
_PAIRS = (
    ("archive", "date"), ("archive", "category"), ("archive", "tag"), ("archive", "author"),
    ("archive", "post-type-archive"), ("search", "search-results"), ("home", "blog"),
)  # fmt: skip
"""Two of them that WordPress writes together; no theme gives both to an article by accident."""
_OTHER_LISTS = frozenset((
    "author-template", "tag-template", "home-template",
    "page-taxonomy", "page-taxonomy-term", "path-taxonomy", "page-user", "path-user",
    "page_rubrique", "page_auteur", "page_mot", "page_recherche",
    "label-view", "search-view", "archive-view",
))  # fmt: skip
"""What Ghost, Drupal, SPIP and Blogger call the body of theirs, and never an article's."""
_STATIC = frozenset(("page-template", "page-node-type-page", "node-type-page"))
"""What Ghost and Drupal call such pages, WordPress those with a template of their own."""
_POSTS = frozenset((
    "single", "single-post", "post-template", "page-node-type-article", "node-type-article",
))  # fmt: skip
_JOOMLA = "com_content"
_JOOMLA_LISTS = frozenset(("view-category", "view-categories", "view-featured", "view-archive"))
_JOOMLA_ARTICLE = "view-article"
TITLE_PARTS = re.compile(r"\s+[-–—|•»:]+\s+")
"""What stands between a headline and the site's name."""
_CODE = r"(?:(?:error|erreur|خطأ)\W*)?404(?:\W+(?:error|erreur|خطأ))?"
_SOUGHT = (
    r"(?: المطلوبة| demandée| (?:التي|اللتي) (?:تبحث عنها|تبحثون عنها|طلبتها|تحاول الوصول إليها)"
    r"| que vous (?:cherchez|recherchez|demandez|avez demandée)"
    r"| you(?:['’]re| are) looking for| you requested)"
)
_NOUN = (
    r"(?:(?:the|that|this|la|le|l['’]|cette|cet|ce|هذه|هذا) ?)?"
    r"(?:page|article|contenu|content|story|الصفحة|المقالة?|الخبر|المحتوى|الموضوع)"
)
_PAGE = rf"{_NOUN}{_SOUGHT}?"
_MISSING = (
    r"(?:(?:was |is |could )?not (?:be )?found|can['’]?t be found|does(?:n['’]t| not) exist"
    r"|(?:is )?no longer (?:exists|available)|is(?:n['’]t| not) available"
    r"|(?:est |reste )?introuvable|(?:est )?non trouvée?|n['’]existe (?:pas|plus)"
    r"|n['’]est (?:pas|plus) disponible|n['’]a pas été trouvée"
    r"|غير (?:موجودة?|متوفرة?|متاحة?)|لم [يت]عد (?:موجود|متاح|متوفر)(?:ة|ا[ً]?)?|لا وجود لها?)"
)
_NOTHING = r"(?:not found|nothing found|لم يتم العثور على (?:الصفحة|نتائج|المحتوى|أي شيء))"
_SORRY = r"(?:(?:oops|oups|sorry|désolée?|أوو?بس|عذرا[ً]?|عفوا[ً]?|نأسف|المعذرة)\W+)?"
_NOT_FOUND = re.compile(
    rf"\W*(?:{_CODE}|(?:{_CODE}\W+)?{_SORRY}(?:{_PAGE} {_MISSING}|{_NOTHING}))\W*", re.IGNORECASE
)
"""A whole title that says so; where it is only the start, the page must have little text."""
_BEGINS_MISSING = re.compile(rf"\W*{_SORRY}{_PAGE} {_MISSING}\b", re.IGNORECASE)
_SOUGHT_IN_VAIN = re.compile(rf"{_NOUN}{_SOUGHT} {_MISSING}\b", re.IGNORECASE)
"""What the reader looks for is not there: no article speaks so, wherever in a sentence."""
MAX_WORDS_OF_NOTICE = 60
"""Words of a text whose first sentence says so."""
_NOT_FOUND_START = re.compile(
    r"^\W*(?:404\b|Page not found|Page introuvable|الصفحة غير موجودة|لم يتم العثور"
    r"|عذرا.{0,20}(?:الصفحة|غير موجود))",
    re.IGNORECASE,
)
MAX_WORDS_OF_MISSING = 100
"""Words by which a page says under a heading that it is not there, and where else to look."""
MAX_PARAGRAPHS = 3
"""Paragraphs of such a text that are asked whether they say so."""
_EMPTY_WIKI, _WORDPRESS_404 = "noarticletext", "error404"
MAX_HEADINGS = 20
_BESIDE = frozenset(("header", "aside", "nav", "footer", "dialog"))
_LISTS = ('"CollectionPage"', '"SearchResultsPage"', '"ProfilePage"')


def states_one_article(page: ParsedPage) -> bool:
    """Whether metadata call the page one article: its date, or one headline in JSON-LD."""
    if page.meta.get("article:published_time"):
        return True
    stated = [
        " ".join(jsonld_values.names(node.get("headline"))) for node in page.nodes
        if not str(node.get("@type")).endswith("VideoObject")
    ]  # fmt: skip
    return len(stated) > 0 and len(set(stated)) == 1


def states_a_list(page: ParsedPage) -> bool:
    """Whether the page calls itself a list of articles: in its JSON-LD, or as WordPress does."""
    if calls_itself_collection(page):
        return True
    classes = _body_classes(page)
    return bool(classes & _ARCHIVES) and not classes & _SINGLE


def calls_itself_collection(page: ParsedPage) -> bool:
    """Whether its JSON-LD calls the page a collection, results or a profile."""
    return any(kind in page.text for kind in _LISTS)


def is_platforms_list(page: ParsedPage) -> bool:
    """Whether the site's own software wrote the page as a list of articles, were it of one."""
    classes = _body_classes(page)
    if any(classes.issuperset(pair) for pair in _PAIRS) and not classes & _SINGLE:
        return True
    # templates of the T3 framework write Joomla's on the root
    for written in (classes, set((page.tree.get("class") or "").split())):
        if _JOOMLA in written and written & _JOOMLA_LISTS and _JOOMLA_ARTICLE not in written:
            return True
    return bool(classes & _OTHER_LISTS)


def is_static_page(page: ParsedPage) -> bool:
    """Whether the site's software wrote the page as one beside its articles, not as one of them.

    Some small sites print their articles so: this alone is no evidence. JSON-LD of an article says
    the contrary; a date of the metadata does not, plugins give it to every page.
    """
    classes = _body_classes(page)
    if page.nodes or classes & _POSTS:
        return False
    if not classes.isdisjoint(_STATIC):
        return True
    return "page" in classes and any(name.startswith("page-id-") for name in classes)


def is_wordpress_policy(page: ParsedPage) -> bool:
    """Whether it is the page that was chosen in WordPress' settings as its privacy policy."""
    return "privacy-policy" in _body_classes(page)


def is_wordpress_post(page: ParsedPage) -> bool:
    """Whether WordPress wrote the page as one post."""
    return "single-post" in _body_classes(page) and not states_a_list(page)


def is_authors_page(page: ParsedPage, headline: str) -> bool:
    """Whether two things say that it is an author's: Open Graph, JSON-LD, a class, the address."""
    if page.nodes:
        return False
    said = sum((
        page.meta.get("og:type") == ["profile"],
        any(one.get("@type") == "ProfilePage" for one in page.objects),
        _names_person(page, headline),
        _AUTHORS_ADDRESS.search(page.url) is not None,
    ))  # fmt: skip
    if said != 1:
        return said > 1
    # asked last: a page has hundreds of classes
    classes = {name.lower() for names in page.classes for name in names.split()}
    return not classes.isdisjoint(_AUTHORS_PAGES)


_AUTHORS_PAGES = frozenset(("authorpage", "author-page", "author-template", "page-auteur"))
_AUTHORS_ADDRESS = re.compile(r"//[^/]+/(?:\w\w/)?(?:authors?|auteurs?|profile)/[^/]+/?$")


MAX_WORDS_OF_NAME = 3


def is_of_a_person(page: ParsedPage, headline: str) -> bool:
    """Whether the page is an author's: Open Graph's ``profile``, or headed with the author's name.

    The name is that of the ``Person`` of a page whose JSON-LD speaks of no article.
    """
    if page.meta.get("og:type") == ["profile"]:
        # templates give articles that type, too
        return len(folded_words(headline)) <= MAX_WORDS_OF_NAME or is_full_name(headline)
    return not page.nodes and _names_person(page, headline)


def _names_person(page: ParsedPage, headline: str) -> bool:
    """Whether JSON-LD calls a ``Person`` by the headline."""
    return any(
        one.get("@type") == "Person" and headline in jsonld_values.names(one.get("name"))
        for one in page.objects
    )


def _body_classes(page: ParsedPage) -> set[str]:
    body = page.tree.find("body")
    return set((body.get("class") or "").split()) if body is not None else set()


def says_it_is_missing(page: ParsedPage, headline: str, body: Body) -> bool:
    """Whether a page is the site's "not found" page; an article may speak of the number 404."""
    if _software_says_so(page, body):
        return True
    parts = TITLE_PARTS.split(page.title)
    # a whole part of the title, since headlines begin with «عذرا» or 404, too
    if any(_NOT_FOUND.fullmatch(part) for part in (headline, *parts)):
        printed = [visible_text(heading) for heading in page.tree.iter("h1")]
        others = [part for part in parts if not _NOT_FOUND.fullmatch(part)]
        if any(_NOT_FOUND.fullmatch(text) for text in (headline, *printed)):
            return True
        if not any(part in headline for part in others):  # they name the site
            return True
    said = _NOT_FOUND_START.match(headline) or _NOT_FOUND_START.match(page.title)
    if said and body.words < 2 * MIN_BODY_WORDS:
        return True
    if body.words < MAX_WORDS_OF_NOTICE and not states_one_article(page):
        first = body.paragraphs[0] if body.paragraphs else ""
        if _BEGINS_MISSING.match(first):
            return True
    if body.words >= MAX_WORDS_OF_MISSING or states_one_article(page):
        return False
    # under a heading of wit, "Oups ! Cette page a pris le large", the text says it
    said_below = any(map(_SOUGHT_IN_VAIN.search, body.paragraphs[:MAX_PARAGRAPHS]))
    return said_below or _is_headed_as_missing(page)


def _software_says_so(page: ParsedPage, body: Body) -> bool:
    """Whether MediaWiki or WordPress marks the page as one that there is not.

    The wiki's class alone may stand on any element beside a text.
    """
    little = body.words < MAX_WORDS_OF_MISSING and not states_one_article(page)
    if little and _EMPTY_WIKI in page.text:
        marked = (
            one for one in page.tree.iter("div") if _EMPTY_WIKI in one.get("class", "").split()
        )
        if any(len(folded_words(visible_text(one))) * 2 >= body.words for one in marked):
            return True
    return _WORDPRESS_404 in page.text and _WORDPRESS_404 in _body_classes(page)


def _is_headed_as_missing(page: ParsedPage) -> bool:
    """Whether the first headings of a page say nothing but that.

    The title of such a page is often the site's alone.
    """
    headings = islice(page.tree.iter("h1", "h2", "h3"), MAX_HEADINGS)
    # a search box or a side box may say that it found nothing
    own = (
        one for one in headings if _BESIDE.isdisjoint(above.tag for above in one.iterancestors())
    )
    texts = (text for one in own if (text := visible_text(one, 200)))
    # the first may be the site's name, or the code alone
    return any(map(_NOT_FOUND.fullmatch, islice(texts, 2)))
