"""Addresses: one canonical form per page, so that the same article is known again."""

import re
from contextlib import suppress
from functools import lru_cache
from urllib.parse import (
    SplitResult,
    parse_qsl,
    quote,
    unquote,
    urlencode,
    urljoin,
    urlsplit,
    urlunsplit,
)

_TRACKING = re.compile(
    r"^(utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|ref|ref_src|replytocom"
    r"|amp|amp_\w+|outputtype|print|share|nb|doing_wp_cron|show|order|preview)$",
    re.IGNORECASE,
)
_VARIANTS = frozenset(("amp", "feed", "embed", "print", "trackback"))
"""Last parts of a path that show the same page in another way."""
_AMP_FILE = re.compile(r"\.amp(?=\.html?$)", re.IGNORECASE)
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|epub|csv|txt|ics|zip|rar|7z|t?gz|tar|apk|exe|dmg|jpe?g"
    r"|png|gif|webp|avif|svgz?|bmp|ico|tiff?|heic|psd|mp[34]|m4[av]|m3u8?|og[gva]|opus|wav|flac|aac"
    r"|avi|mov|mkv|webm|wmv|flv|3gp|css|m?js|json|xml|xsl|rss|atom|woff2?|ttf|otf|eot|swf|torrent)$",
    re.IGNORECASE,
)
_SOFTWARE = re.compile(
    r"/(?:wp-(?:login|signup|activate|register|cron|comments-post|trackback|mail)\.php|xmlrpc\.php"
    r"|(?:wp-(?:admin|json|includes)|cdn-cgi|administrator)(?:/|$)"
    r"|(?:login|logout|signin|signup|register|cart|checkout|my-account)/?$)",
    re.IGNORECASE,
)
# "recherche" and "بحث" are research, too: sections of their own
_SEARCH = re.compile(r"/search(?:/|$)|/(?:recherche|بحث)/?$", re.IGNORECASE)
_ASKS = frozenset(("s", "search", "recherche", "feed", "share", "add-to-cart", "replytocom"))
"""Keys of a query that asks for a search, a feed or an action."""
_SAFE = "/:@!$&'()*+,;=-._~"
_DEFAULT_PORT = {"http": 80, "https": 443}


@lru_cache(maxsize=1_000)  # one address is held against many things while its page is in hand
def canonical(url: str, base: str = "") -> str:
    """The address without what does not name the page; fragments, tracking, AMP and www go.

    Percent-encoding gets one form (Arabic slugs come in any), the host is lower-case.
    ``canonical`` of its own result is that result. Raises ``ValueError`` on no http(s) address.
    """
    parts = urlsplit(urljoin(base, url.strip()) if base else url.strip())
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORT or not parts.hostname:
        raise ValueError(f"not an http(s) address: {url!r}")
    host = _named_host(parts)
    if not host:  # "http://./"
        raise ValueError(f"not an http(s) address: {url!r}")
    if ":" in host:
        host = f"[{host}]"
    if parts.port and parts.port != _DEFAULT_PORT[scheme]:
        host = f"{host}:{parts.port}"
    path = _AMP_FILE.sub("", _without_variants(_one_encoding(parts.path) or "/"))
    pairs = parse_qsl(parts.query, True, errors="surrogateescape")  # not every site writes UTF-8
    named = sorted(pair for pair in pairs if _names(*pair))
    query = urlencode(named, errors="surrogateescape")
    return urlunsplit((scheme, host, path, query, ""))


def _named_host(parts: SplitResult) -> str:
    """A host as name servers know it: in ASCII, without ``www.`` and without the root's dot."""
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        with suppress(UnicodeError):  # no name that could ever be asked for
            host = host.encode("idna").decode().rstrip(".")
    return host.removeprefix("www.")


def _without_variants(path: str) -> str:
    """A path without what only names a way of showing its page, however often it stands there."""
    end = whole = len(path) - path.endswith("/")
    # one step for each: a pattern would read the path anew
    while (slash := path.rfind("/", 0, end)) > 0 and path[slash + 1 : end].lower() in _VARIANTS:
        end = slash
    return path if end == whole else path[:end] + "/"


def _names(key: str, value: str) -> bool:
    """Whether a part of a query names the page, rather than a way of showing it."""
    if value.lower() in ("amp", "print", "mobile", "rss2") and not key.startswith("p"):
        return False
    return not _TRACKING.match(key)


def _one_encoding(path: str) -> str:
    """Percent-encode a path in one way, whichever way it came."""
    decoded = unquote(path, errors="surrogateescape") if "%2F" not in path.upper() else None
    if decoded is None:  # an encoded slash names another page than a real one
        head, *rest = re.split(r"%2[Ff]", path)
        return "%2F".join([_one_encoding(head), *map(_one_encoding, rest)])
    return re.sub(r"/{2,}", "/", quote(decoded, safe=_SAFE, errors="surrogateescape"))


def readable(url: str) -> str:
    """The address as people read it: Arabic slugs unencoded."""
    shown = unquote(url)
    return url if "\ufffd" in shown or re.search(r"\s", shown) else shown


def slug_of(url: str) -> str:
    """The words that an address ends in, as people read them; empty where it ends in a number."""
    last = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2]
    return last if re.search(r"[^\W\d_]{3}", last.partition(".")[0]) else ""


def shows_the_same(url: str, other: str) -> bool:
    """Whether an address differs from another only by a query that holds no number."""
    one, two = urlsplit(url), urlsplit(other)
    same = one[:3] == two[:3] and not two.query and one.path != "/"
    return same and not re.search(r"\d", unquote(one.query))


def query_of(url: str) -> dict[str, str]:
    """The query of an address."""
    return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))


def is_file(url: str) -> bool:
    """Whether an address ends like a file that holds no web page: ``.pdf``, ``.jpg``, ``.mp4``."""
    return bool(_FILE.search(urlsplit(url).path))


def may_hold_text(url: str) -> bool:
    """Whether an address may be an article's as far as it says itself.

    Not a file's, a log-in's, a search's, a feed's; a section's or a tag's may be: the page tells.
    """
    path = unquote(urlsplit(url).path)
    told = _FILE.search(path) or _SOFTWARE.search(path) or _SEARCH.search(path)
    return not told and _ASKS.isdisjoint(key.lower() for key in query_of(url))


def without_login(url: str) -> str:
    """The address without a user's name and password: what they open is no public page."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def number_in_query(url: str, name: str) -> int:
    """A page number of an address's query; 1 where it states none that is sound."""
    value = query_of(url).get(name, "")
    return int(value) if re.fullmatch("[0-9]{1,9}", value) else 1


def with_query(url: str, **values: object) -> str:
    """The address with some values of its query set."""
    given = query_of(url) | {name: str(value) for name, value in values.items()}
    return urlunsplit(urlsplit(url)._replace(query=urlencode(given, safe=",:")))


@lru_cache(maxsize=1_000)
def host_of(url: str) -> str:
    """The host of an address without ``www.``, with its port unless that is the scheme's own."""
    parts = urlsplit(url)
    host = _named_host(parts)
    own = not parts.port or parts.port == _DEFAULT_PORT.get(parts.scheme.lower())
    return host if own else f"{host}:{parts.port}"


def same_site(url: str, other: str) -> bool:
    """Whether two addresses stand on one host, or one on a host below the other's: ``cdn.x.ma``.

    The ports are the same; numeric addresses have no host below them.
    """
    if same_host(url, other):
        return True
    try:
        upper, lower = sorted((host_of(url), host_of(other)), key=len)
    except ValueError:
        return False
    # with ports the ends differ, unless both have the same one
    named = "." in upper and not upper.partition(":")[0][-1].isdigit()
    return named and lower.endswith(f".{upper}")


def same_host(url: str, other: str) -> bool:
    """Whether an address stands on the host of another; what is no address stands on none."""
    try:
        return host_of(url) == host_of(other)
    except ValueError:
        return False
