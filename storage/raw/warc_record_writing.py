"""One answer as WARC 1.1 records: a response or revisit, and the request that asked for it.

Digests are SHA-1 in base32, as the field does; bodies are stored de-chunked with their
Content-Encoding kept, and of the head as received only Transfer-Encoding goes.
"""

import base64
import functools
import hashlib
import io
import re
import sqlite3
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import quote
from uuid import UUID

from w3lib.url import safe_url_string
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.settings import USER_AGENT
from storage import times

HEAD = "Warraq-HTTP-Head"
"""A field of ours in each record: ``received`` (byte for byte), or ``reconstructed`` from what the
HTTP library handed over: names, order, case and reason phrase may differ."""
_HOP_BY_HOP = frozenset(("transfer-encoding", "connection", "keep-alive", "trailer"))
_TRANSFER_ENCODING = re.compile(rb"(?im)^transfer-encoding[ \t]*:[^\n]*\n(?:[ \t][^\n]*\n)*")
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What ends a line for some reader, and halves of characters, which no UTF-8 can say."""

_NO_ASCII = re.compile(r"[^\x20-\x7e]")
_LEVEL = 6
"""Of gzip: 9, which warcio has without a choice, takes half as long again for 1 % fewer bytes."""
_GZIP = zlib.MAX_WBITS + 16


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answer as it came over the wire, before it was decompressed."""

    url: str
    at: datetime
    status: int
    reason: str
    headers: Sequence[tuple[str, str]]
    body: bytes
    request_headers: Sequence[tuple[str, str]] = ()
    ip: str | None = None
    protocol: str = "HTTP/1.1"
    head: bytes | None = None
    """The head of the answer as received, its blank line included; ``None``: not overheard."""
    request_head: bytes | None = None
    provenance: Mapping[str, str] = field(default_factory=dict)
    """Further fields of the WARC record: where an imported page was taken from."""

    def header(self, name: str) -> str | None:
        """One response header, by its lower-case name."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    @property
    def mime(self) -> str | None:
        """The media type without its parameters."""
        return mime_of(self.header("content-type"))


@dataclass(frozen=True, slots=True)
class Written:
    """The bytes of the records of one answer, and what its row must say of them."""

    data: bytes
    length: int
    record_id: str


def one_line(text: str) -> str:
    """A text of others as one line of a head: control characters are percent-encoded.

    A line break in a file's name or an address would begin a field of its own.
    """
    return _BREAKS.sub(_percent_encoded, text)


def _percent_encoded(found: re.Match[str]) -> str:
    char = found[0]
    # a byte of a file name that is no UTF-8 comes as a half of a character, and goes as that byte
    escaped = "surrogateescape" if "\udc80" <= char <= "\udcff" else "surrogatepass"
    return quote(char.encode("utf-8", escaped))


def on_one_line(fetched: Fetched) -> Fetched:
    """An answer whose address, origin and rebuilt head hold nothing that would break a line.

    A head as received is written byte for byte: it is content, and its length is stated.
    """
    said = [fetched.url, fetched.reason, fetched.protocol, *fetched.provenance.values()]
    said += [part for pair in fetched.headers for part in pair]
    if not _BREAKS.search("".join(said)) and _address(fetched.ip) == fetched.ip:
        return fetched
    return replace(
        fetched, url=one_line(fetched.url), reason=one_line(fetched.reason),
        protocol=one_line(fetched.protocol), ip=_address(fetched.ip),
        headers=[(one_line(name), one_line(value)) for name, value in fetched.headers],
        provenance={name: one_line(value) for name, value in fetched.provenance.items()},
    )  # fmt: skip


@functools.lru_cache(maxsize=1_024)  # asked of each answer, and a host has few addresses
def _address(ip: str | None) -> str | None:
    """A host's address as it is usually written; ``None`` for what is none."""
    try:
        return ip and str(ip_address(ip.strip("[] ")))
    except ValueError:
        return None


def mime_of(content_type: str | None) -> str | None:
    """The media type of a Content-Type header, as stated, without its parameters."""
    return None if content_type is None else content_type.partition(";")[0].strip()


def payload_digest(body: bytes) -> str:
    """The WARC-Payload-Digest of a de-chunked body."""
    return "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()


def warcinfo(name: str, at: datetime | None = None, number: UUID | None = None) -> bytes:
    """The first record of a file: of now, or of a time and with a number that come again."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=False, warc_version="1.1")
    about = {
        "software": USER_AGENT,
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "robots": "obey",
        "description": "Bodies are de-chunked and Transfer-Encoding is removed from the heads; "
        f"{HEAD} says of each record whether its head is as received or reconstructed",
    }
    record = writer.create_warcinfo_record(name, about)
    if at is not None:
        record.rec_headers.replace_header("WARC-Date", times.stamp(at))
    if number is not None:
        record.rec_headers.replace_header("WARC-Record-ID", f"<urn:uuid:{number}>")
    writer.write_record(record)
    return _member(buffer)


def _member(buffer: io.BytesIO) -> bytes:
    """What a buffer holds as one gzip member; it is empty then."""
    data = zlib.compress(buffer.getbuffer(), _LEVEL, _GZIP)
    buffer.seek(0)
    buffer.truncate()
    return data


def write(fetched: Fetched, digest: str, prior: sqlite3.Row | None) -> Written:
    """The records of an answer; a revisit of ``prior`` if the same bytes are kept already."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=False, warc_version="1.1")
    headers = {"WARC-Date": times.stamp(fetched.at)}
    if fetched.ip:
        headers["WARC-IP-Address"] = fetched.ip
    headers[HEAD] = "received" if fetched.head else "reconstructed"
    headers |= fetched.provenance
    http = _http_head(fetched)
    if prior:
        record = writer.create_revisit_record(
            fetched.url, digest, one_line(prior["url"]), prior["fetched_at"], http_headers=http,
            warc_headers_dict=headers
            | {"WARC-Refers-To": prior["record_id"], "WARC-Truncated": "length"},
        )  # fmt: skip
    else:
        record = writer.create_warc_record(
            fetched.url, "response", payload=io.BytesIO(fetched.body), length=len(fetched.body),
            http_headers=http, warc_headers_dict=headers | {"WARC-Payload-Digest": digest},
        )  # fmt: skip
    writer.write_record(record)
    answer, request = _member(buffer), b""
    if not fetched.provenance:  # of an imported page the request is its own archive's to keep
        writer.write_record(_request(writer, fetched, record))
        request = _member(buffer)
    id = record.rec_headers.get_header("WARC-Record-ID")
    return Written(answer + request, len(answer), id)


class _AsReceived(StatusAndHeaders):  # type: ignore[misc]
    """A head that is written byte for byte as it was."""

    def __init__(self, head: bytes) -> None:
        # a head of no line at all would count as none
        super().__init__("as received", [])
        self.headers_buff = head

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        """Nothing to compute."""


def _http_head(fetched: Fetched) -> StatusAndHeaders:
    """The head of the answer; without what says how its body was sent: that is stored plain."""
    if fetched.head:
        return _AsReceived(_TRANSFER_ENCODING.sub(b"", fetched.head))
    headers = [(_ascii(k), v) for k, v in fetched.headers if k.lower() not in _HOP_BY_HOP]
    return StatusAndHeaders(
        f"{fetched.status} {_ascii(fetched.reason)}", headers, protocol=_ascii(fetched.protocol)
    )


def _ascii(text: str) -> str:
    """A part of a rebuilt head in ASCII; of the values of its fields warcio itself takes care."""
    return _NO_ASCII.sub(_percent_encoded, text)


def _request(writer: WARCWriter, fetched: Fetched, response: ArcWarcRecord) -> ArcWarcRecord:
    """The request record that belongs to a response."""
    if fetched.request_head:
        head: StatusAndHeaders = _AsReceived(fetched.request_head)
    else:
        path = re.sub(r"^https?://[^/]*", "", safe_url_string(fetched.url)) or "/"
        head = StatusAndHeaders(
            f"GET {path} HTTP/1.1", list(fetched.request_headers), is_http_request=True
        )
    about = {
        "WARC-Date": times.stamp(fetched.at),
        "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID"),
        HEAD: "received" if fetched.request_head else "reconstructed",
    }
    return writer.create_warc_record(
        fetched.url, "request", payload=io.BytesIO(b""), length=0, http_headers=head,
        warc_headers_dict=about,
    )  # fmt: skip
