"""One address per page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def test_hosts_and_readable_addresses() -> None:
    assert host_of("https://www.A.ma/x") == "a.ma"
    assert readable("https://a.ma/%D8%A3/") == "https://a.ma/أ/"
    assert readable("https://a.ma/%20x") == "https://a.ma/%20x"
