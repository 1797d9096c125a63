"""What a page says of itself as a whole: one article, or a list of them."""

from crawler.markup import jsonld_values
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
    if any(kind in page.text for kind in _LISTS):
        return True
    classes = _body_classes(page)
    return bool(classes & _ARCHIVES) and not classes & _SINGLE


def is_wordpress_list(page: ParsedPage) -> bool:
    """Whether WordPress itself wrote the page as a list of posts, were it of one."""
    classes = _body_classes(page)
    return any(classes.issuperset(pair) for pair in _PAIRS) and not classes & _SINGLE


def _body_classes(page: ParsedPage) -> set[str]:
    body = page.tree.find("body")
    return set((body.get("class") or "").split()) if body is not None else set()
