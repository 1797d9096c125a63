"""Certificates that readers are warned of: their pages are kept all the same, and the run says so.

Nobody here vouches for who answers (docs/archive.md); but an outlet whose certificate has ended, is
another host's or its own work is seldom left alone for long, and its readers see a warning instead
of its articles. Whether a chain leads to an authority is not asked: many servers leave out its
middle, and browsers find that by themselves.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from scrapy.http import Response

MAX_NAMES, MAX_NAME_CHARACTERS = 3, 60
"""Of the names that a certificate is for, so many are told, of so many characters."""


def trouble_with(response: Response, at: datetime) -> str:
    """What is wrong with an answer's certificate, in words; empty: nothing, or there is none."""
    original = getattr(response.certificate, "original", None)
    host = urlsplit(response.url).hostname
    if original is None or host is None:
        return ""
    said = ", ".join(_troubles(original.to_cryptography(), host, at))
    return f"the certificate of {host} {said}; its pages are kept all the same" if said else ""


def _troubles(found: x509.Certificate, host: str, at: datetime) -> Iterator[str]:
    begins, ends = found.not_valid_before_utc, found.not_valid_after_utc
    if not begins <= at.astimezone(UTC) <= ends:
        yield f"ended on {ends.date()}" if ends < at else f"is not valid before {begins.date()}"
    try:
        names = _names(found)
        if not any(_matches(name, host) for name in names):
            yield f"is for {_in_words(names)}"
        if found.issuer == found.subject:
            found.verify_directly_issued_by(found)
            yield "is vouched for by nobody but itself"
    except (ValueError, TypeError, InvalidSignature):  # more than can be read of it
        return


def _names(found: x509.Certificate) -> list[str]:
    """The names and addresses that a certificate is for, as it writes them."""
    try:
        stated = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return []
    names: list[str] = stated.get_values_for_type(x509.DNSName)
    return [*names, *map(str, stated.get_values_for_type(x509.IPAddress))]


def _matches(name: str, host: str) -> bool:
    """Whether a name is that of a host; ``*`` stands for one label, and for no part of an IP."""
    name, host = name.lower().rstrip("."), host.lower().rstrip(".")
    if not name.startswith("*.") or _is_ip(host):
        return name == host
    return host.partition(".")[2] == name[2:]


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _in_words(names: list[str]) -> str:
    """``x.ma, y.ma and z.ma``."""
    told = [name[:MAX_NAME_CHARACTERS] for name in names[:MAX_NAMES]]
    if len(names) > MAX_NAMES:
        told.append(f"{len(names) - MAX_NAMES} more")
    return " and ".join(filter(None, (", ".join(told[:-1]), *told[-1:]))) or "no name"
