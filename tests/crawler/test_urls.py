"""One address per page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.spider import OutletSpider
from crawler.urls import canonical, host_of, readable


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.hespress.com/x-12.html?utm_source=fb#top", "https://hespress.com/x-12.html"),
        ("HTTPS://Hespress.com:443/x-12.html", "https://hespress.com/x-12.html"),
        ("https://a.ma/%d8%a3/", "https://a.ma/%D8%A3/"),
        ("https://a.ma/أ/", "https://a.ma/%D8%A3/"),
        ("https://a.ma/123.html/amp/", "https://a.ma/123.html/"),
        ("https://a.ma/?p=12&fbclid=x", "https://a.ma/?p=12"),
        ("https://a.ma//news//1/", "https://a.ma/news/1/"),
        ("https://a.ma/a%2Fb", "https://a.ma/a%2Fb"),
        ("https://a.ma", "https://a.ma/"),
        ("http://127.0.0.2:8800/1.html", "http://127.0.0.2:8800/1.html"),
        ("https://a.ma/x-12.amp.html", "https://a.ma/x-12.html"),
        ("https://a.ma/x-12/amp/", "https://a.ma/x-12/"),
        ("https://a.ma/x-12.html?output=amp&view=print", "https://a.ma/x-12.html"),
        ("https://a.ma/x-12/embed/#wp", "https://a.ma/x-12/"),
        ("https://a.ma/x-12/feed/", "https://a.ma/x-12/"),
        ("https://a.ma/posts.php?id=7&share=x", "https://a.ma/posts.php?id=7"),
        (
            "https://a.ma/spip.php?page=amp&id_article=3",
            "https://a.ma/spip.php?id_article=3&page=amp",
        ),
    ],
)
def test_canonical(address: str, expected: str) -> None:
    assert canonical(address) == expected


@pytest.mark.parametrize("address", ["javascript:void(0)", "mailto:a@b.ma", "", "ftp://a.ma/"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError):
        canonical(address)


@given(st.text("abأت/%20-_.é?&=1", max_size=30), st.integers(1, 10**6), st.integers(1, 10**6))
def test_idempotent_and_ids_never_merge(slug: str, one: int, two: int) -> None:
    first = canonical(f"https://a.ma/{slug}/x-{one}.html")
    assert canonical(first) == first
    if one != two and "?" not in slug:
        assert first != canonical(f"https://a.ma/{slug}/x-{two}.html")


SHAPES = (
    "/{0}.html", "/sport/{0}.html", "/x-{0}.html", "/x-{0}/", "/{0}/x", "/x_a{0}.html", "/?p={0}",
    "/archives/{0}", "/details-{0}.html", "/p/sport/{0}", "/posts.php?id={0}", "/2026/11/24/x-{0}/",
    "/x-{0}/amp/", "/x-{0}.amp.html", "/{0}.html?amp=1&utm_source=x", "/node/{0}", "/a,{0}.html",
)  # fmt: skip


@given(st.sampled_from(SHAPES), st.integers(1, 10**7), st.integers(1, 10**7))
def test_every_shape_is_idempotent_and_keeps_its_id(shape: str, one: int, two: int) -> None:
    first, second = (canonical(f"https://a.ma{shape.format(n)}") for n in (one, two))
    assert canonical(first) == first
    assert (first == second) == (one == two)


def test_queries_in_another_encoding_stay_apart() -> None:
    one, two = (canonical(f"https://a.ma/x.php?t={byte}") for byte in ("%C7%CE", "%C8%CE"))
    assert one != two and canonical(one) == one == "https://a.ma/x.php?t=%C7%CE"


def test_an_outlet_knows_its_mirrors() -> None:
    class Mirrored(OutletSpider):
        name = "mirrored"
        home = "https://www.a.ma/"
        aliases = ("m.a.ma",)
        former_homes = ("https://old.ma/",)

    spider = Mirrored()
    same = ("http://a.ma/1.html", "https://m.a.ma/1.html?utm_source=x", "https://www.a.ma/1.html")
    assert {spider.canonical(url) for url in same} == {"https://a.ma/1.html"}
    assert spider.canonical("https://old.ma/1.html") == "https://old.ma/1.html"
    assert all(spider.owns(url) for url in (*same, "https://old.ma/1.html"))
    assert not spider.owns("https://b.ma/1.html")


def test_hosts_and_readable_addresses() -> None:
    assert host_of("https://www.A.ma/x") == "a.ma"
    assert readable("https://a.ma/%D8%A3/") == "https://a.ma/أ/"
    assert readable("https://a.ma/%20x") == "https://a.ma/%20x"
