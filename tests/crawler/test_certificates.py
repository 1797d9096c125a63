"""A certificate that readers are warned of is named; what comes over it is kept all the same."""

import contextlib
import socket
import ssl
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from storage.archive import Archive
from storage.query.health import health, last_run
from tests.crawler.test_own_hosts import NAMES, answer, ended
from tests.crawler.test_raw_headers import crawl, feed, page
from tests.crawling import make_due
from tests.wired.server import ByteServer

pytestmark = pytest.mark.slow
HOST = "press.example"
DAY = timedelta(days=1)


class SecureServer(ByteServer):
    """The same over TLS, with a certificate that may be changed."""

    context: ssl.SSLContext

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError):  # who asked does not go on
            super()._serve(self.context.wrap_socket(connection, server_side=True))


def certified(
    folder: Path, begins: datetime, ends: datetime, names: Sequence[str] = (HOST,), *,
    by_itself: bool = False,
) -> ssl.SSLContext:  # fmt: skip
    """A certificate of such names for such a time, which an authority signed or it itself."""
    key, authority = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    subject, issuer = (
        x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        for name in ("a machine", "a machine" if by_itself else "an authority")
    )
    for_names = x509.SubjectAlternativeName([
        x509.IPAddress(ip_address(name)) if name[0].isdigit() else x509.DNSName(name)
        for name in names
    ])  # fmt: skip
    made = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).serial_number(1)
        .public_key(key.public_key()).not_valid_before(begins).not_valid_after(ends)
        .add_extension(for_names, critical=False)
        .sign(key if by_itself else authority, hashes.SHA256())
    )  # fmt: skip
    pem = serialization.Encoding.PEM
    private = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    file = folder / "certificate.pem"
    file.write_bytes(key.private_bytes(pem, *private) + made.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def told(folder: Path) -> tuple[str, str, str]:
    """The outlet's health, the trouble of its last run, and that run in words."""
    with Archive(folder) as archive:
        found, run = health(archive, "wired", datetime.now(UTC)), last_run(archive, "wired")
    assert run is not None
    return found.state, found.trouble or "", run.in_words()


def test_a_certificate_that_browsers_warn_of_is_named_until_there_is_another(
    tmp_path: Path,
) -> None:
    now, names = datetime.now(UTC), NAMES.format(first="127.0.0.1", then="127.0.0.1")
    good = certified(tmp_path, now - DAY, now + 9 * DAY)
    bad = certified(tmp_path, now - 9 * DAY, now - 2 * DAY)
    early = certified(tmp_path, now + 2 * DAY, now + 9 * DAY)
    star = certified(tmp_path, now - DAY, now + DAY, ["x.ma", "*.example"])
    other = certified(tmp_path, now - DAY, now + DAY, ["*.press.example", "mail.x.ma", "10.0.0.1"])
    own = certified(tmp_path, now - DAY, now + DAY, by_itself=True)
    all_wrong = certified(tmp_path, now - 9 * DAY, now - 2 * DAY, ["x.ma"], by_itself=True)
    ended_on = f"ended on {(now - 2 * DAY).date()}"
    archive = tmp_path / "archive"
    with SecureServer({}) as server:
        server.address = server.address.replace("http://127.0.0.1", f"https://{HOST}")
        server.answers |= {f"/{n}.html": answer(page(n)) for n in range(1, 5)}
        listed = answer(feed(server.address, range(1, 5)), "application/rss+xml")
        server.answers["/feed"] = listed
        for context, said in (
            (good, ""),
            (bad, f"the certificate of {HOST} {ended_on};"),
            (star, ""),
            (other, f"the certificate of {HOST} is for *.press.example, mail.x.ma and 10.0.0.1;"),
            (own, f"the certificate of {HOST} is vouched for by nobody but itself;"),
            (all_wrong, f"the certificate of {HOST} {ended_on}, is for x.ma, is vouched for by"),
            (early, f"the certificate of {HOST} is not valid before {(now + 2 * DAY).date()}"),
            (good, ""),
        ):
            server.context = context
            crawl(archive, server, names)
            state, trouble, _ = told(archive)
            assert state == "well" and trouble.startswith(said) and bool(trouble) == bool(said)
            make_due(archive)
        del server.answers["/feed"]
        server.context = bad
        crawl(archive, server, names)
        assert "404" in told(archive)[1]  # what costs articles comes first
    assert {kind for kind, _ in ended(archive)[0].values()} <= {"new", "repeat"}
