"""Visiting the sample newsroom from a test, with the standard library only."""

import gzip
import html
import json
import re
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from email.message import Message

from tests.waiting import LIMIT


@dataclass
class Got:
    """What came back."""

    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        """The body unzipped and decoded."""
        unzipped = gzip.decompress(self.body) if self.zipped else self.body
        return unzipped.decode("utf-8")

    @property
    def zipped(self) -> bool:
        """Whether it came compressed."""
        return self.headers.get("Content-Encoding") == "gzip"


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object) -> None:
        """Follow nothing."""


OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay())


def get(url: str, data: object = None, **headers: str) -> Got:
    """Ask for an address; redirects and errors are answers too."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    body = None if data is None else json.dumps(data).encode()
    request = urllib.request.Request(url, data=body, headers=sent)
    try:
        with OPENER.open(request, timeout=LIMIT) as response:
            return Got(response.status, response.headers, response.read())
    except urllib.error.HTTPError as error:
        with error:
            return Got(error.code, error.headers, error.read())


def visible(page: str) -> str:
    """The text of a page, tags away and blanks made one."""
    bare = re.sub(r"<[^>]*>", "", re.sub(r"(?s)<(script|style).*?</\1>", " ", page))
    return " ".join(html.unescape(bare).split())


def locs(got: Got) -> list[str]:
    """The addresses in a sitemap, zipped or not."""
    body = gzip.decompress(got.body) if got.body.startswith(b"\x1f\x8b") else got.body
    return [node.text or "" for node in ET.fromstring(body).iter() if node.tag.endswith("}loc")]
