"""The parts of a probe: address patterns, further pages, what may be talked to."""

import re
from datetime import UTC, datetime

import pytest

from crawler.article import Page
from crawler.listings import SectionPage
from crawler.networks import PrivateHosts
from crawler.probing.addresses import article_pattern
from crawler.probing.probe import suggested_name

OTHERS = ["https://a.ma/contact/", "https://a.ma/category/sport/", "https://a.ma/tag/maroc-2030/"]


@pytest.mark.parametrize(
    ("articles", "more", "others"),
    [
        (["/515208.html", "/515245.html"], "/99345.html", ["/page-2.html"]),
        (["/sport/422594.html", "/fr/422605.html"], "/x/1422605.html", ["/sport/index.1.html"]),
        (["/a-b_a108798.html", "/c_a108800.html"], "/d-e_a7.html", ["/a_r1.html"]),
        (["/2022/04/08/water-bill/", "/2022/04/09/x/"], "/2026/11/24/y/", ["/2022/04/"]),
        (["/sport/x-ZU6LQ3XMBJBGVDW3NUTSRNDQPE/"], "/y-AU6LQ3XMBJBGVDW3NUTSRNDQPE/", ["/sport/x/"]),
        (["/politique/le-parlement-1203411.html"], "/x-1203499.html", ["/politique.html"]),
        (["/le-parlement-vote-la-loi/", "/la-pluie-revient-enfin/"], "/une-autre-histoire/",
         ["/contact-et-publicite/", "/a-propos/"]),
        (["/ar/news/water", "/ar/news/bread", "/ar/news/school", "/node/3051", "/node/3054"],
         "/ar/news/anything", ["/ar/news", "/ar/sport"]),
        (["/article/x-12", "/article/y-13", "/article/z-14"], "/article/w-150",
         ["/photos/x-12", "/videos/w-150"]),
        (["/?p=1234"], "/?p=99", ["/?page_id=2", "/?cat=7"]),
        (["/123456/a-b", "/123477/c-d"], "/223477/e", ["/author/x", "/12/x"]),
    ],
)  # fmt: skip
def test_the_pattern_takes_articles_and_refuses_the_rest(
    articles: list[str], more: str, others: list[str]
) -> None:
    home = "https://a.ma"
    refused = [*OTHERS, *(home + path for path in others)]
    pattern = article_pattern([home + path for path in articles], refused)
    assert pattern
    assert [path for path in [*articles, more] if not re.search(pattern, home + path)] == []
    assert [url for url in refused if re.search(pattern, url)] == []


def test_no_addresses_give_no_pattern() -> None:
    assert article_pattern([], OTHERS) is None


@pytest.mark.parametrize(
    ("address", "link", "older"),
    [
        ("/sport/", '<a href="/sport/page/2/">التالي »</a>', "/sport/page/2/"),
        ("/sport/index.1.html", '<a href="/sport/index.2.html">2</a>', "/sport/index.2.html"),
        ("/sport/page/3/", '<a href="/sport/page/2/">2</a><a href="/sport/page/4/">4</a>',
         "/sport/page/4/"),
        ("/?paged=2", '<a href="/?paged=3">›</a>', "/?paged=3"),
        ("/ar/sport", '<a href="/ar/sport?page=2">2</a>', "/ar/sport?page=2"),
        ("/sport/", '<a class="next page-numbers" href="/p2">x</a>', "/p2"),
        ("/sport/", '<a href="/sport/page/2/">مقالات أقدم</a>', "/sport/page/2/"),
        ("/sport/", '<a href="/2026/">2</a><a href="/contact/">التالي ذكره من الأخبار</a>', None),
        ("/sport/page/2/", '<a href="/sport/">السابق</a><a href="/sport/page/1/">1</a>', None),
    ],
)  # fmt: skip
def test_older_pages_in_the_forms_of_the_press(address: str, link: str, older: str | None) -> None:
    markup = f'<body><a href="/1.html">عنوان الخبر الأول</a>{link}</body>'
    home = "https://a.ma"
    page = Page("a", home + address, datetime.now(UTC), 200, {}, markup.encode())
    listed = SectionPage(address).read(page, lambda url: url.endswith("/1.html"))
    assert listed.more == ([home + older] if older else [])


@pytest.mark.parametrize(
    ("home", "name"),
    [
        ("https://www.al3omk.com/", "al3omk"),
        ("https://almassae.press.ma/", "almassae"),
        ("https://ar.le360.ma/", "le360_ar"),
        ("https://2m.ma/", "outlet_2m"),
        ("http://127.0.0.2:80/", "outlet_127_0_0_2"),
    ],
)
def test_names(home: str, name: str) -> None:
    assert suggested_name(home) == name


def test_private_hosts_are_named_one_by_one() -> None:
    some = PrivateHosts.of(["127.0.0.2", "10.1.0.0/16", "press.local"])
    assert some.allow("x", "127.0.0.2") and some.allow("x", "10.1.7.7")
    assert some.allow("press.local", "192.168.1.1") and some.allow("x", "1.1.1.1")
    assert not some.allow("x", "127.0.0.3") and not some.allow("x", "10.2.0.1")
    assert not some.refuse("127.0.0.2") and some.refuse("127.0.0.3") and some.refuse("::1")
    assert PrivateHosts.of(True).allow("x", "127.0.0.3")
    assert not PrivateHosts.of(False).allow("x", "169.254.169.254")
