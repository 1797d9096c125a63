"""The address that a page's links are relative to: its own, or what its ``<base>`` says."""

from urllib.parse import urljoin

from lxml import html


def base_address(tree: html.HtmlElement, url: str) -> str:
    """The web address that relative links of the page at ``url`` are joined to.

    As browsers have it: the first ``<base>`` with an ``href`` counts, which may itself be relative;
    one that is no web address is none.
    """
    stated = next((href for one in tree.iter("base") if (href := one.get("href"))), "")
    try:
        joined = urljoin(url, stated.strip())
    except ValueError:  # "http://[": a page's own address is untrusted
        return url
    return joined if joined.startswith(("http://", "https://")) else url


def make_absolute(tree: html.HtmlElement, url: str) -> None:
    """Make every link of the page at ``url`` an absolute address; what is no address stays."""
    base = base_address(tree, url)
    for stated in list(tree.iter("base")):  # lxml would join each link to the last one, once more
        stated.drop_tree()
    tree.make_links_absolute(base, handle_failures="ignore", resolve_base_href=False)
