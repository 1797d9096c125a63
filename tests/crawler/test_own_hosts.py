"""Whose an address is, is asked before anybody connects to it: hosts, ports, private networks."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crawler.http.allowed_private_hosts import PrivateHosts
from crawler.http.client import CannotFetch, Visitor
from crawler.listings import Feed, SitemapIndex
from crawler.outlet import Outlet
from storage.archive import Archive
from tests.crawler.test_raw_headers import crawl, feed, page
from tests.wired.server import ByteServer

PUBLIC = ["1.1.1.1", "41.140.0.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1",
          "2002:101:101::1"]  # fmt: skip
PRIVATE = [
    "127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.1.1", "100.64.0.1", "192.0.0.192",
    "198.18.0.1", "192.0.2.1", "::1", "fc00::1", "fd00:ec2::254", "fec0::1", "2001:db8::1",
    "::ffff:10.1.2.3", "::ffff:0:10.1.2.3", "::10.1.2.3", "64:ff9b::10.1.2.3",
    "64:ff9b:1::1.1.1.1", "2002:a01:203::1", "2001:0:4136:e378:8000:63bf:f5fe:fdfc",
]  # fmt: skip
LINK_LOCAL = ["169.254.169.254", "fe80::1%eth0", "::ffff:169.254.169.254",
              "64:ff9b::169.254.169.254", "2002:a9fe:a9fe::1"]  # fmt: skip
NOBODY = ["0.0.0.0", "::", "224.0.0.1", "239.1.1.1", "255.255.255.255", "240.0.0.1", "ff02::1",
          "::ffff:255.255.255.255", "64:ff9b::224.0.0.1"]  # fmt: skip


@pytest.mark.parametrize("ip", PUBLIC + PRIVATE + LINK_LOCAL + NOBODY)
def test_addresses_are_known_in_every_form(ip: str) -> None:
    allowed = [
        PrivateHosts.of(setting).allow("press.local", ip)
        for setting in (False, True, ["press.local"], ["other.local", "203.0.113.0/24"])
    ]
    public, permitted, named = ip in PUBLIC, ip in PUBLIC + PRIVATE, ip not in NOBODY
    assert allowed == [public, permitted, named, public]


def test_a_network_is_permitted_in_every_form_of_its_addresses() -> None:
    some = PrivateHosts.of(["10.1.0.0/16", "169.254.0.0/16", "fc00::/7"])
    inside = ["10.1.7.7", "::ffff:10.1.7.7", "64:ff9b::10.1.7.7", "169.254.1.1", "fd00::1"]
    assert all(some.allow("x", ip) for ip in inside)
    outside = ["10.2.0.1", "::ffff:10.2.0.1", "64:ff9b::10.2.0.1", "fe80::1", "127.0.0.1"]
    assert not any(some.allow("x", ip) for ip in outside)


class Daily(Outlet):
    """An outlet with a mirror and a feed on somebody else's host."""

    name = "daily"
    home = "https://www.daily.ma/"
    former_homes = ("http://daily.press.ma/",)
    aliases = ("m.daily.ma",)
    listings = (SitemapIndex("sitemap.xml"), Feed("https://feeds.example/daily"))


@pytest.mark.parametrize(
    ("url", "own", "may_list"),
    [
        ("http://daily.ma/x", True, True),
        ("https://daily.ma:443/x", True, True),
        ("http://m.daily.ma/x", True, True),
        ("http://www.daily.press.ma/x", True, True),
        ("https://feeds.example/other", False, True),
        ("https://cdn.daily.ma/sitemap-1.xml", False, True),
        ("https://daily.ma./x", True, True),
        ("https://user:word@www.daily.ma/x", True, True),
        ("https://daily.ma:22/", False, False),
        ("http://daily.ma:443/", False, False),
        ("https://cdn.daily.ma:8443/", False, False),
        ("https://daily.ma@other.example/", False, False),
        ("https://daily.ma.other.example/", False, False),
        ("https://notdaily.ma/", False, False),
        ("https://press.ma.example/", False, False),
        ("http://169.254.169.254/latest/", False, False),
    ],
)
def test_which_hosts_are_an_outlets(url: str, own: bool, may_list: bool) -> None:
    outlet = Daily()
    assert (outlet.owns(url), outlet.may_list(url)) == (own, may_list)


class Lettered(Outlet):
    """An outlet whose hosts are written in Arabic letters."""

    name = "lettered"
    home = "https://www.صحيفة.المغرب/"
    aliases = ("م.صحيفة.المغرب",)


@pytest.mark.parametrize(
    ("host", "own"),
    [("صحيفة.المغرب", True), ("xn--ogbhx3c3b.xn--mgbc0a9azcg", True), ("www.صحيفة。المغرب", True),
     ("م.صحيفة.المغرب.", True), ("صحيفة.المغرب.example", False), ("جريدة.المغرب", False)],
)  # fmt: skip
def test_a_host_in_arabic_letters_is_one_in_both_its_forms(host: str, own: bool) -> None:
    outlet = Lettered()
    assert outlet.owns(f"http://{host}/1.html") == own
    if own:  # the form that name servers know, which is that of every answer
        address = "https://xn--ogbhx3c3b.xn--mgbc0a9azcg/1.html"
        assert outlet.canonical(f"http://{host}/1.html") == address


@contextmanager
def nobody_connects() -> Iterator[str]:
    """The address of a port at which the test fails where anyone has connected."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        listening.setblocking(False)
        with pytest.raises(BlockingIOError):
            listening.accept()


def answer(body: bytes, kind: str = "text/html; charset=utf-8") -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def leads_to(url: str) -> bytes:
    return f"HTTP/1.1 302 Found\r\nLocation: {url}\r\nContent-Length: 0\r\n\r\n".encode()


def an_outlet() -> ByteServer:
    """An outlet with a feed of three articles."""
    server = ByteServer({f"/{n}.html": answer(page(n)) for n in (1, 2, 3)})
    server.answers["/"] = answer(b"<title>home</title>")
    server.answers["/feed"] = answer(feed(server.address, range(1, 4)), "application/rss+xml")
    return server


def ended(folder: Path) -> tuple[dict[str, tuple[str, str]], str]:
    """How each address ended, and the trouble of the last run."""
    with Archive(folder) as archive:
        rows = archive.rows("SELECT url, kind, reason FROM outcomes")
        (run,) = archive.rows("SELECT trouble FROM runs ORDER BY id DESC LIMIT 1")
    ends = {"/" + row["url"].rpartition("/")[2]: (row["kind"], row["reason"]) for row in rows}
    return ends, run["trouble"] or ""


@pytest.mark.slow
@pytest.mark.parametrize("hops", [1, 3])
def test_an_article_that_leads_to_another_port_is_not_followed(tmp_path: Path, hops: int) -> None:
    with nobody_connects() as other, an_outlet() as server:
        for hop in range(1, hops):
            server.answers[f"/hop{hop}"] = leads_to(f"/hop{hop + 1}" if hop + 1 < hops else other)
        server.answers["/2.html"] = leads_to("/hop1" if hops > 1 else f"{other}/2.html")
        crawl(tmp_path, server)
    ends, _ = ended(tmp_path)
    assert {path: kind for path, (kind, _) in ends.items()} == {
        "/1.html": "new", "/2.html": "refused", "/3.html": "new",
    }  # fmt: skip
    assert "leads to another site" in ends["/2.html"][1] and other in ends["/2.html"][1]


@pytest.mark.slow
def test_redirects_to_what_is_no_address_say_so_and_a_login_is_left_out(tmp_path: Path) -> None:
    bad = ("javascript:alert(1)", "http://127.0.0.1:65536/x", "http://[::1/x", "file:///etc/passwd")
    with an_outlet() as server:
        port = server.address.rpartition(":")[2]
        server.answers["/2.html"] = leads_to(f"http://user:word@127.0.0.1:{port}/1.html")
        for number, target in enumerate(bad, 4):
            server.answers[f"/{number}.html"] = leads_to(target)
        listed = feed(server.address, range(1, 8)).decode()
        listed = listed.replace(f"//127.0.0.1:{port}/3.", f"//user:word@127.0.0.1:{port}/3.")
        server.answers["/feed"] = answer(listed.encode(), "application/rss+xml")
        crawl(tmp_path, server)
    ends, _ = ended(tmp_path)
    for number, target in enumerate(bad, 4):
        kind, reason = ends[f"/{number}.html"]
        assert kind == "failed" and f"leads to what is no web address: {target}" in reason
    assert ends["/3.html"][0] == "new" and ends["/2.html"][0] in ("new", "repeat")
    assert not any(b"word" in head for head in server.asked.values())


@pytest.mark.slow
def test_credentials_of_a_cloud_are_not_fetched_where_all_is_permitted(tmp_path: Path) -> None:
    with an_outlet() as server:
        server.answers["/2.html"] = leads_to("http://169.254.169.254/latest/meta-data/")
        crawl(tmp_path, server)
    assert ended(tmp_path)[0]["/2.html"][0] == "refused"


@pytest.mark.slow
def test_listings_and_rules_that_lead_to_another_port_are_not_followed(tmp_path: Path) -> None:
    with nobody_connects() as other:
        for place, path in enumerate(("/feed", "/robots.txt")):
            with an_outlet() as server:
                server.answers[path] = leads_to(f"{other}{path}")
                crawl(tmp_path / str(place), server)
            ends, trouble = ended(tmp_path / str(place))
            assert not ends and f"{path} leads to another site" in trouble


@pytest.mark.slow
def test_an_outlet_that_names_its_host_otherwise_is_followed(tmp_path: Path) -> None:
    with an_outlet() as server:
        port = server.address.rpartition(":")[2]
        server.answers["/2.html"] = leads_to(f"http://www.press.example:{port}/22.html")
        server.answers["/22.html"] = answer(page(22))
        named = f"http://press.example:{port}"
        server.answers["/feed"] = answer(feed(named, range(1, 4)), "application/rss+xml")
        server.address = named
        crawl(tmp_path, server, NAMES.format(first="127.0.0.1", then="127.0.0.1"))
    ends, _ = ended(tmp_path)
    assert {path: kind for path, (kind, _) in ends.items() if kind != "alias"} == {
        "/1.html": "new", "/2.html": "new", "/3.html": "new",
    }  # fmt: skip


NAMES = """
import socket
ask = socket.getaddrinfo
def asked(host, *rest, **more):
    return ask("{first}" if "press.example" in str(host) else host, *rest, **more)
socket.getaddrinfo = asked
look_up = socket.gethostbyname
socket.gethostbyname = lambda host: "{then}" if "press.example" in host else look_up(host)
"""


@pytest.mark.slow
@pytest.mark.parametrize("allowed", [False, ["10.0.0.0/8"]])
def test_a_name_that_turns_private_after_the_check_is_not_connected_to(
    tmp_path: Path, allowed: object
) -> None:
    with nobody_connects() as inside, an_outlet() as server:
        server.address = inside.replace("127.0.0.1", "press.example")
        names = NAMES.format(first="1.1.1.1", then="127.0.0.1")
        crawl(tmp_path, server, names, {"ALLOW_PRIVATE": allowed})
    ends, trouble = ended(tmp_path)
    assert not ends and "press.example is inside a private network" in trouble
    with Archive(tmp_path) as archive:
        assert archive.rows("SELECT * FROM captures") == []


@pytest.mark.slow
def test_a_host_that_is_permitted_by_name_may_be_private(tmp_path: Path) -> None:
    with an_outlet() as server:
        named = server.address.replace("127.0.0.1", "press.example")
        server.answers["/feed"] = answer(feed(named, range(1, 4)), "application/rss+xml")
        server.address = named
        names = NAMES.format(first="127.0.0.1", then="127.0.0.1")
        crawl(tmp_path, server, names, {"ALLOW_PRIVATE": ["press.example"]})
    assert [kind for kind, _ in ended(tmp_path)[0].values()] == ["new"] * 3


def test_single_visits_connect_to_no_address_but_a_checked_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ask, answers = socket.getaddrinfo, iter(["1.1.1.1", "127.0.0.1"])
    with nobody_connects() as inside:
        monkeypatch.setattr(
            socket, "getaddrinfo", lambda host, *rest, **more: ask(next(answers), *rest, **more)
        )
        with pytest.raises(CannotFetch, match="private network"):
            Visitor().fetch(inside.replace("127.0.0.1", "press.example"))


@pytest.mark.parametrize("path", ["/robots.txt", "/1.html"])
def test_single_visits_stay_on_their_site(path: str) -> None:
    with nobody_connects() as other, an_outlet() as server:
        server.answers[path] = leads_to(f"{other}{path}")
        with pytest.raises(CannotFetch, match="leads to another site"):
            Visitor({"ALLOW_PRIVATE": True, "DOWNLOAD_DELAY": 0}).fetch(f"{server.address}/1.html")


def test_a_probe_asks_no_other_site_that_robots_txt_names() -> None:
    with nobody_connects() as other, an_outlet() as server:
        visitor = Visitor({"ALLOW_PRIVATE": True, "DOWNLOAD_DELAY": 0})
        visitor.fetch(f"{server.address}/1.html")
        with pytest.raises(CannotFetch, match="is another site's"):
            visitor.fetch(f"{other}/sitemap.xml")
