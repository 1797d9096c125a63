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
from cryptography.x509.oid import AuthorityInformationAccessOID

from storage.archive import Archive
from storage.query.health import health, last_run
from tests.crawler.test_own_hosts import NAMES, answer, ended
from tests.crawler.test_raw_headers import crawl, feed, page
from tests.crawling import make_due
from tests.wired.server import ByteServer

pytestmark = pytest.mark.slow
HOST = "www.press.example"
DAY = timedelta(days=1)


class SecureServer(ByteServer):
    """The same over TLS, with a certificate that may be changed."""

    context: ssl.SSLContext

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError):  # who asked does not go on
            super()._serve(self.context.wrap_socket(connection, server_side=True))


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])


class Authority:
    """Who signs certificates: a root, or somebody whom another authority vouches for."""

    def __init__(self, name: str, by: "Authority | None" = None) -> None:
        self.name, self.key = named(name), ec.generate_private_key(ec.SECP256R1())
        now, signer = datetime.now(UTC), by or self
        self.certificate = (
            x509.CertificateBuilder().subject_name(self.name).issuer_name(signer.name)
            .public_key(self.key.public_key()).serial_number(7)
            .not_valid_before(now - 99 * DAY).not_valid_after(now + 99 * DAY)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(signer.key, hashes.SHA256())
        )  # fmt: skip

    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)


KNOWN, OWN = Authority("a known authority"), Authority("the office's own authority")
MIDDLE = Authority("a middle", KNOWN)
WHERE = x509.UniformResourceIdentifier("http://ca.example/middle.crt")


def certified(
    folder: Path, begins: datetime, ends: datetime, names: Sequence[str] = (HOST,), *,
    by: Authority | None = KNOWN, sent: Sequence[Authority] = (), says_where: bool = False,
) -> ssl.SSLContext:  # fmt: skip
    """A certificate of such names for such a time, which an authority signed or it itself.

    ``sent``: whose certificates come with it; it ``says_where`` its issuer's lies.
    """
    key, subject = ec.generate_private_key(ec.SECP256R1()), named("a machine")
    for_names = x509.SubjectAlternativeName([
        x509.IPAddress(ip_address(name)) if name[0].isdigit() else x509.DNSName(name)
        for name in names
    ])  # fmt: skip
    builder = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(by.name if by else subject)
        .public_key(key.public_key()).not_valid_before(begins).not_valid_after(ends)
        .serial_number(x509.random_serial_number()).add_extension(for_names, critical=False)
    )  # fmt: skip
    if says_where:
        place = x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, WHERE)
        builder = builder.add_extension(x509.AuthorityInformationAccess([place]), critical=False)
    made = builder.sign(by.key if by else key, hashes.SHA256())
    pem = serialization.Encoding.PEM
    private = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    file = folder / "certificate.pem"
    chain = b"".join(one.pem() for one in sent)
    file.write_bytes(key.private_bytes(pem, *private) + made.public_bytes(pem) + chain)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


def told(folder: Path) -> tuple[str, str, str]:
    """The outlet's health, the trouble of its last run, and that run in words."""
    with Archive(folder) as archive:
        found, run = health(archive, "wired", datetime.now(UTC)), last_run(archive, "wired")
    assert run is not None
    return found.state, found.trouble or "", run.in_words()


@pytest.fixture
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Browsers know one authority."""
    (tmp_path / "roots.pem").write_bytes(KNOWN.pem())
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "roots.pem"))


@pytest.mark.usefixtures("known")
def test_a_certificate_that_browsers_warn_of_is_named_until_there_is_another(
    tmp_path: Path,
) -> None:
    now, names = datetime.now(UTC), NAMES.format(first="127.0.0.1", then="127.0.0.1")
    good = certified(tmp_path, now - DAY, now + 9 * DAY)
    bad = certified(tmp_path, now - 9 * DAY, now - 2 * DAY)
    early = certified(tmp_path, now + 2 * DAY, now + 9 * DAY)
    star = certified(tmp_path, now - DAY, now + DAY, ["x.ma", "bad*.*", "*.press.example"])
    too_wide = certified(tmp_path, now - DAY, now + DAY, ["*.example"])
    other = certified(tmp_path, now - DAY, now + DAY, ["*.www.press.example", "m.x.ma", "10.0.0.1"])
    own = certified(tmp_path, now - DAY, now + DAY, by=None)
    all_wrong = certified(tmp_path, now - 9 * DAY, now - 2 * DAY, ["x.ma"], by=None)
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
            (
                other,
                f"the certificate of {HOST} is for *.www.press.example, m.x.ma and 10.0.0.1;",
            ),
            (too_wide, f"the certificate of {HOST} is for *.example;"),
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


@pytest.mark.usefixtures("known")
def test_an_authority_that_nobody_knows_is_told_from_a_chain_without_its_middle(
    tmp_path: Path,
) -> None:
    now, names = datetime.now(UTC), NAMES.format(first="127.0.0.1", then="127.0.0.1")
    day = (now - DAY, now + DAY)
    nobodys = "vouched for by an authority that browsers do not know (the office's own authority);"
    archive = tmp_path / "archive"
    with SecureServer({}) as server:
        server.address = server.address.replace("http://127.0.0.1", f"https://{HOST}")
        server.answers["/1.html"] = answer(page(1))
        server.answers["/feed"] = answer(feed(server.address, [1]), "application/rss+xml")
        for made, said in (
            (certified(tmp_path, *day, by=MIDDLE, sent=[MIDDLE]), ""),
            (certified(tmp_path, *day, by=MIDDLE, sent=[MIDDLE, KNOWN]), ""),
            (certified(tmp_path, *day, by=OWN), nobodys),
            (certified(tmp_path, *day, by=OWN, sent=[OWN]), nobodys),
            (certified(tmp_path, *day, by=OWN, sent=[OWN], says_where=True), nobodys),
            (certified(tmp_path, *day, by=MIDDLE, says_where=True), ""),
        ):
            server.context = made
            crawl(archive, server, names)
            state, trouble, _ = told(archive)
            assert state == "well" and said in trouble and bool(trouble) == bool(said)
            make_due(archive)
