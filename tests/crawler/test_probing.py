"""The parts of a probe: address patterns, further pages, what may be talked to."""

import re
from datetime import UTC, date, datetime

import pytest
from lxml import html

from crawler.http.allowed_private_hosts import PrivateHosts
from crawler.items import Article, Page
from crawler.listings import Feed, SectionPage
from crawler.platforms import WMaker, WordPress
from crawler.probing import Report, outlet_file
from crawler.probing.article_url_pattern import article_pattern
from crawler.probing.home_page_links import links_of
from crawler.probing.listing_discovery import TriedListing, own, relative
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
        (["/a-1101?from=rss", "/b-1102?from=rss"], "/c-1103", ["/contact-us?from=rss"]),
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


@pytest.mark.parametrize(
    ("articles", "later", "others"),
    [
        # a number that all of them share is the number of a year or of a place in a list
        (["/2026/water-bill/", "/2026/bread-and-salt/", "/2026/schools-open/"], "/2019/old-story/",
         ["/2019/", "/2020/", "/category/sport/"]),
        (["/news/2026/water-bill/", "/news/2026/bread-is-up/", "/news/2026/roads-open/"],
         "/news/1999/y-old/", ["/news/", "/sport/2026/"]),
        (["/2026-11/water-bill.html", "/2026-10/bread-is-up.html", "/2025-01/schools.html"],
         "/2019-02/old-story.html", ["/2019/", "/2018/"]),
        (["/water-bill-rises/", "/bread-and-salt-cost-more/", "/schools-open-again/"],
         "/a-strike/", ["/2019/", "/contact/"]),
        (["/12/water-bill-rises/", "/12/bread-is-up/", "/12/schools-open/"], "/345/another-one/",
         ["/12/", "/13/"]),
    ],
)  # fmt: skip
def test_a_pattern_never_bars_a_number(articles: list[str], later: str, others: list[str]) -> None:
    home = "https://a.ma"
    pattern = article_pattern([home + path for path in articles], [home + one for one in others])
    assert pattern
    assert [path for path in [*articles, later] if not re.search(pattern, home + path)] == []


def test_a_rare_form_of_what_is_certain_is_part_of_the_pattern() -> None:
    forms = ("/2026/11/{}-a/", "/sport/{}-x-{}.html", "/{}00.html", "/n/{}-abc-d", "/post-abc-{}-d")
    common = [f"https://a.ma{form.format(n, n)}" for n in range(10, 30) for form in forms]
    rare = "https://a.ma/?p=77"
    assert not re.search(article_pattern([*common, rare], OTHERS) or "-", rare)
    pattern = article_pattern([*common, rare], OTHERS, [rare])
    assert pattern and all(re.search(pattern, url) for url in [*common, rare])


def test_no_addresses_give_no_pattern() -> None:
    assert article_pattern([], OTHERS) is None


def addresses(*paths: str) -> list[str]:
    return [f"https://a.ma/{path}" for path in paths]


@pytest.mark.parametrize(
    ("paths", "number"),
    [
        ([f"le-titre-{n}.html" for n in range(1201, 1209)], "1203"),
        ([f"un-titre_a{n}.html" for n in range(1201, 1209)], "1203"),
        ([f"{n}/un-titre" for n in range(1201, 1209)], "1203"),
        ([f"le-titre-{n}.html" for n in (1201, 1202, 1203, 1203, 1204, 1205, 1206)], None),
        ([f"titre-{n}-2026.html" for n in "abcdefgh"], None),
        ([f"le-titre-{n}.html" for n in range(1201, 1204)], None),
        ([f"video.php?id={n}" for n in range(1201, 1209)], None),
        ([*(f"le-titre-{n}.html" for n in range(1201, 1209)), "un-autre-titre"], None),
    ],
)
def test_a_number_beside_a_slug_is_the_id_where_every_article_has_its_own(
    paths: list[str], number: str | None
) -> None:
    pattern = article_pattern(addresses(*paths), OTHERS)
    assert pattern and ("(?P<id>" in pattern) == (number is not None)
    found = [re.search(pattern, url) for url in addresses(*paths)]
    assert all(found)
    if number:
        assert [one and one["id"] for one in found].count(number) == 1


def test_links_that_are_no_addresses_are_passed_by() -> None:
    page = "".join(
        f'<a href="{href}">عنوان خبر من أربع كلمات</a>'
        for href in ("http://[oops/", "http://a.ma:port/x", "//", "http://", "https://a.ma/1.html")
    )
    tree = html.fromstring(f"<body>{page}</body>")
    assert links_of(tree, "https://a.ma/").headlines == ("https://a.ma/1.html",)


def test_a_site_that_links_to_itself_by_another_name_is_asked_by_the_one_that_answers() -> None:
    home = "https://www.a.ma/"
    for url in ("http://a.ma/feed/", "https://a.ma/feed/", "https://www.a.ma/feed/"):
        assert relative(url, home) == "feed/"
    assert relative("http://[oops/", home) == "http://[oops/"
    assert relative("https://a.ma/feed/", "https://a.ma/ar/") == "https://a.ma/feed/"


def test_a_file_names_each_listing_of_the_site_once_and_none_of_another_host() -> None:
    paths = (
        "feed/",
        "https://www.a.ma/map.xml",
        "map.xml",
        "http://a.ma/map.xml",
        "https://b.ma/x",
    )
    found = own([TriedListing(Feed(path)) for path in paths], "https://www.a.ma/")
    assert [way.listing.path for way in found] == ["feed/", "https://www.a.ma/map.xml"]


def test_a_file_says_what_its_probe_could_not_do() -> None:
    written = outlet_file(Report("https://a.ma/", javascript=True), date(2026, 11, 26))
    assert (
        'evidence = "doubtful"\n    default = False' in written
        and 'javascript = "the home page"' in written
    )


def test_a_file_undoes_its_familys_pattern_where_none_was_found() -> None:
    read = [Article("a", "https://a.ma/1.html", datetime.now(UTC), "h", "b")]
    for family, written in ((WMaker, True), (WordPress, False)):
        text = outlet_file(Report("https://a.ma/", family, articles=read), date(2026, 11, 26))
        assert ("article_url = None" in text) == written
    found = Report("https://a.ma/", WMaker, articles=read, pattern="/a/")
    assert 'article_url = "/a/"' in outlet_file(found, date(2026, 11, 26))


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
        ("http://localhost:8000/", "localhost"),
        ("https://www.class.ma/", "outlet_class"),
        ("https://www.صحيفة.ma/", "outlet"),
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
