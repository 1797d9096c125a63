"""Certificates that readers are warned of: their pages are kept all the same, and the run says so.

Nobody here vouches for who answers (docs/archive.md); but an outlet whose certificate has ended, is
another host's, its own work or an unknown authority's is seldom left alone for long, and its
readers see a warning instead of its articles. A chain whose middle the server leaves out is no such
trouble where it says where that lies: browsers fetch it by themselves.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from ipaddress import ip_address
from urllib.parse import urlsplit

import certifi
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.x509.oid import AuthorityInformationAccessOID
from OpenSSL import crypto
from scrapy.http import Response
from service_identity import CertificateError
from service_identity.hazmat import DNS_ID, DNSPattern

MAX_NAMES, MAX_NAME_CHARACTERS = 3, 60
"""Of the names that a certificate is for, so many are told, of so many characters."""
_ROOT_UNKNOWN, _ISSUER_MISSING = 19, (2, 20, 21)
"""What OpenSSL calls a chain that ends in a root that it does not know, or before any."""


class Certificates:
    """The certificates of one crawl's answers, each looked at once."""

    def __init__(self) -> None:
        """None was seen yet."""
        self.trouble = ""
        """What is wrong with one, in words; empty: nothing."""
        self._sound: set[tuple[str, bytes]] = set()

    def look_at(self, response: Response, chain: Sequence[bytes], at: datetime) -> None:
        """Note what is wrong with an answer's certificate; ``chain``: those that came with it."""
        original = getattr(response.certificate, "original", None)
        host = urlsplit(response.url).hostname
        if self.trouble or original is None or host is None:
            return
        seen = (host, crypto.dump_certificate(crypto.FILETYPE_ASN1, original))
        if seen in self._sound:
            return
        if said := ", ".join(_troubles(original.to_cryptography(), host, chain, at)):
            self.trouble = f"the certificate of {host} {said}; its pages are kept all the same"
        self._sound.add(seen)


def _troubles(
    found: x509.Certificate, host: str, chain: Sequence[bytes], at: datetime
) -> Iterator[str]:
    begins, ends = found.not_valid_before_utc, found.not_valid_after_utc
    if not begins <= at.astimezone(UTC) <= ends:
        yield f"ended on {ends.date()}" if ends < at else f"is not valid before {begins.date()}"
    try:
        names = _names(found)
        if not any(_is_for(name, host.rstrip(".")) for name in names):
            yield f"is for {_in_words(names)}"
        if found.issuer == found.subject:
            found.verify_directly_issued_by(found)
            yield "is vouched for by nobody but itself"
        elif _is_of_nobody(found, [x509.load_der_x509_certificate(one) for one in chain]):
            yield f"is vouched for by an authority that browsers do not know ({_called(found)})"
    except (ValueError, TypeError, InvalidSignature):  # more than can be read of it
        return


def _is_of_nobody(found: x509.Certificate, chain: Sequence[x509.Certificate]) -> bool:
    """Whether a chain ends in no authority that is known, and tells not where to look for one."""
    if not chain:  # not overheard
        return False
    middle = [crypto.X509.from_cryptography(one) for one in chain if one != found]
    asked = crypto.X509StoreContext(_known(), crypto.X509.from_cryptography(found), middle)
    try:
        asked.verify_certificate()
    except crypto.X509StoreContextError as error:
        code, last = error.errors[0], error.certificate.to_cryptography()
        return code == _ROOT_UNKNOWN or (code in _ISSUER_MISSING and not _names_its_issuer(last))
    return False


@cache
def _known() -> crypto.X509Store:
    """The authorities that browsers know, or those that ``SSL_CERT_FILE`` names."""
    store = crypto.X509Store()
    store.load_locations(os.environ.get("SSL_CERT_FILE") or certifi.where())
    return store


def _names_its_issuer(found: x509.Certificate) -> bool:
    """Whether a certificate says where the one of its issuer lies."""
    try:
        stated = found.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    except x509.ExtensionNotFound:
        return False
    return any(one.access_method == AuthorityInformationAccessOID.CA_ISSUERS for one in stated)


def _called(found: x509.Certificate) -> str:
    """The name of a certificate's issuer."""
    oids = (x509.NameOID.COMMON_NAME, x509.NameOID.ORGANIZATION_NAME)
    named = [str(one.value) for oid in oids for one in found.issuer.get_attributes_for_oid(oid)]
    return next(iter(named), "without a name")[:MAX_NAME_CHARACTERS]


def _names(found: x509.Certificate) -> list[str]:
    """The names and addresses that a certificate is for, as it writes them."""
    try:
        stated = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return []
    names: list[str] = stated.get_values_for_type(x509.DNSName)
    return [*names, *map(str, stated.get_values_for_type(x509.IPAddress))]


def _is_for(name: str, host: str) -> bool:
    """Whether a name is that of a host, by RFC 9525; one that is no name is nobody's.

    Like browsers ``service_identity`` takes no star for all of a top-level domain (``*.ma``).
    """
    with suppress(ValueError):
        return ip_address(host) == ip_address(name)
    try:
        return bool(DNS_ID(host).verify(DNSPattern.from_bytes(name.encode())))
    except (CertificateError, ValueError):
        return False


def _in_words(names: list[str]) -> str:
    """``x.ma, y.ma and z.ma``."""
    told = [name[:MAX_NAME_CHARACTERS] for name in names[:MAX_NAMES]]
    if len(names) > MAX_NAMES:
        told.append(f"{len(names) - MAX_NAMES} more")
    return " and ".join(filter(None, (", ".join(told[:-1]), *told[-1:]))) or "no name"
