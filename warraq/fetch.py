"""One page for ``warraq read``: fetched with the crawler's manners, kept nowhere."""

import gzip
import urllib.error
import urllib.request
import zlib
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

from protego import Protego

from crawler.article import Page
from crawler.manners import is_private
from crawler.settings import DOWNLOAD_MAXSIZE, DOWNLOAD_TIMEOUT, USER_AGENT


class CannotFetch(Exception):
    """The page cannot, or may not, be fetched."""


def fetch(url: str, *, allow_private: bool = False) -> Page:
    """The page at an address. Raises ``CannotFetch``; robots.txt is obeyed."""
    parts = urlsplit(url)
    if not allow_private and is_private(parts.hostname or ""):
        raise CannotFetch(
            f"{parts.hostname} is inside a private network (allow_private in warraq.toml)"
        )
    status, headers, body = _get(f"{parts.scheme}://{parts.netloc}/robots.txt")
    rules = body.decode("utf-8", "replace") if status == 200 else ""
    if not Protego.parse(rules).can_fetch(url, "Warraq"):
        raise CannotFetch(f"robots.txt of {parts.netloc} does not allow {url}")
    status, headers, body = _get(url)
    if status != 200:
        raise CannotFetch(f"{url} answers {status}")
    return Page("", url, datetime.now(UTC), status, headers, body)


def _get(url: str) -> tuple[int, dict[str, str], bytes]:
    address = quote(url, safe="/:?&=#%~+,;@!$'()*[]")
    headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"}
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=DOWNLOAD_TIMEOUT) as response:
            body = response.read(DOWNLOAD_MAXSIZE + 1)
            found = {k.lower(): v for k, v in response.headers.items()}
            status = response.status
    except urllib.error.HTTPError as error:
        with error:
            return error.code, {}, b""
    except (OSError, ValueError) as error:
        raise CannotFetch(f"{url}: {error}") from error
    if found.get("content-encoding") == "gzip":
        try:
            body = gzip.decompress(body)
        except (OSError, EOFError, zlib.error) as error:
            raise CannotFetch(f"{url} sent a broken gzip answer: {error}") from error
    if len(body) > DOWNLOAD_MAXSIZE:
        raise CannotFetch(f"{url} is larger than {DOWNLOAD_MAXSIZE} bytes")
    return status, found, body
