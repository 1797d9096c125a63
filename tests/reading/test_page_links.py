"""What is a further page of an article, and what only looks like one."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crawler.errors import FurtherPage
from crawler.items import Article, Page
from crawler.paginated_article_addresses import numbered
from crawler.reading.extraction_hints import Hints
from crawler.reading.reader import read_article
from crawler.reading.trace import Trace
from tests.paged_site import page as markup
from tests.paged_site import text, wordpress_links

HINTS = Hints(body=("div.entry-content",))
ADDRESS = "https://x.ma/news/long-read/"


def fetched(html: str, url: str = ADDRESS) -> Page:
    kind = {"content-type": "text/html; charset=utf-8"}
    return Page("one", url, datetime(2026, 11, 28, tzinfo=UTC), 200, kind, html.encode())


def read(html: str, url: str = ADDRESS, hints: Hints = HINTS, **parts: str) -> Article:
    """The article of a page with its parts: ``p2``, ``p3`` …"""
    further = {
        int(name[1:]): fetched(one, f"{url}{name[1:]}/") for name, one in parts.items()
    }  # fmt: skip
    return read_article(replace(fetched(html, url), parts=further), hints)


@pytest.mark.parametrize(
    ("own", "link", "second"),
    [
        ("/news/long-read/", "/news/long-read/2/", "/news/long-read/2/"),
        ("/news/long-read", "long-read/2", "/news/long-read/2"),
        ("/news/long-read/", "?page=2", "/news/long-read/?page=2"),
        ("/news/long-read/", "/news/long-read/page/2", "/news/long-read/page/2"),
        ("/a.php?id=51203", "a.php?id=51203&amp;p=2", "/a.php?id=51203&p=2"),
        ("/a.php?id=51", "a.php?id=51&amp;p=2", "/a.php?id=51&p=2"),
        ("/?p=345", "/?p=345&amp;page=2", "/?p=345&page=2"),
        ("/12-title.html", "/12-title_2.html", "/12-title_2.html"),
        ("/12-title.html", "/12-title,2.html", "/12-title,2.html"),
        ("/12-title.html", "/12-title-page-2.html", "/12-title-page-2.html"),
        ("/12-title.html", "/12-title.html/2", "/12-title.html/2"),
        ("/قرى-الأطلس/", "/%D9%82%D8%B1%D9%89-%D8%A7%D9%84%D8%A3%D8%B7%D9%84%D8%B3/2/",
         "/%D9%82%D8%B1%D9%89-%D8%A7%D9%84%D8%A3%D8%B7%D9%84%D8%B3/2/"),
        ("/news/long-read/?page=1", "?page=2", "/news/long-read/?page=2"),
        ("/node/77", "/node/77?start=1", "/node/77?start=1"),  # counted from 0
    ],
)  # fmt: skip
def test_a_link_to_the_own_address_with_a_number_is_a_page(
    own: str, link: str, second: str
) -> None:
    row = f"<p>الصفحة <b>1</b> <a href='{link}'>2</a></p>"
    for html in (markup(text(1) + row), markup(text(1), below=row)):
        found = read(html, f"https://x.ma{own}")
        assert found.pages == (f"https://x.ma{second}",)
        assert found.partial and found.sources["partial"] == "page 2: not fetched"
        assert len(found.body.splitlines()) == 3 and "الصفحة 1" not in found.body


def test_a_page_that_has_a_sidebar_and_comments_is_none() -> None:
    html = markup(text(1), below=wordpress_links("news/long-read", 1, 2))
    html = html.replace("<body>", "<body class='sidebar comments related'>")
    assert read(html).pages == (f"{ADDRESS}2/",)


def test_a_further_page_is_relative_to_the_pages_base() -> None:
    row = "<p>الصفحة <b>1</b> <a href='long-read?start=1'>2</a></p>"
    html = markup(text(1) + row).replace("<head>", "<head><base href='/news/'>", 1)
    assert read(html, "https://x.ma/news/long-read").pages == (
        "https://x.ma/news/long-read?start=1",
    )
    elsewhere = html.replace("/news/", "/sport/", 1)
    assert read(elsewhere, "https://x.ma/news/long-read").pages == ()


@pytest.mark.parametrize("rest", ["<a href='{}9/'>9</a>", "<a href='{}9/'>الأخيرة »</a>"])
def test_numbers_that_the_row_leaves_out_are_pages_too(rest: str) -> None:
    row = f"<div class='pagination'><a href='{ADDRESS}2/'>2</a> … {rest.format(ADDRESS)}</div>"
    assert read(markup(text(1) + row)).pages == tuple(f"{ADDRESS}{n}/" for n in range(2, 10))


@pytest.mark.parametrize(
    "below",
    [
        "<a rel='next' href='/news/other-read/'>التالي</a>",
        "<a rel='next' href='/news/long-read-2/'>التالي</a>",
        "<a href='/news/long-read/comment-page-2/#comments'>2</a>",
        "<a href='?cpage=2'>تعليقات أقدم</a>",
        "<section id='comments'><p>أحسنت</p><a href='?page=2'>2</a></section>",
        "<aside><a href='?page=2'>2</a></aside>",
        "<ol><li><a href='#2'>2</a></li><li><a href='/news/2/'>2</a></li></ol>",
        "<a href='/news/long-read/2026/'>2026</a>",
        "<a href='/news/long-read/5/'>5</a>",  # no page leads on to it
        "<a href='/page/2/'>2</a>",
        "<a href='https://other.ma/news/long-read/2/'>2</a>",
        "<div>" + "".join(
            f"<h3><a href='/news/story-{n}-abc/'>عنوان خبر آخر من عدة كلمات رقم {n}</a></h3>"
            for n in range(8)
        ) + "<a href='?page=2'>2</a></div>",
    ],
)  # fmt: skip
def test_other_articles_comments_and_lists_are_no_pages(below: str) -> None:
    found = read(markup(text(1), below=below))
    assert (found.pages, found.partial) == ((), False)
    assert found == replace(read(markup(text(1))), sources=found.sources)


def test_a_list_of_numbers_within_the_text_stays() -> None:
    """Numbers without links, and figures, are the author's."""
    line = "<p>1 2 3 4 5 6 7 8: هذه أرقام القاعات التي فتحت للعموم خلال المعرض.</p>"
    assert "1 2 3 4 5 6 7 8" in read(markup(text(1) + line + wordpress_links("news", 1, 2))).body


@pytest.mark.parametrize("hints", [HINTS, Hints()], ids=["container", "page"])
def test_parts_are_joined_in_their_order_without_what_they_repeat(hints: Hints) -> None:
    """A summary at the top and a signature at the foot of each page are said once."""
    summary = "<p>تحقيق في أربع قرى جبلية قضت فيها الجريدة أسبوعا كاملا مع السكان.</p>"
    foot = "<p>أنجز هذا التحقيق بدعم من صندوق الصحافة المحلية في جهة بني ملال خنيفرة.</p>"
    row = wordpress_links("news/long-read", 1, 3)
    pages = [markup(summary + text(number) + foot + row) for number in (1, 2, 3)]
    found = read(pages[0], hints=hints, p2=pages[1], p3=pages[2])
    numbers = [line.split("الجزء ")[1][0] for line in found.body.splitlines() if "الجزء" in line]
    assert numbers == list("111222333") and not found.partial
    assert found.body.count("أربع قرى جبلية") == found.body.count("صندوق الصحافة") == 1


def test_a_part_that_cannot_be_read_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    row = wordpress_links("news/long-read", 1, 4)
    first = fetched(markup(text(1) + row))
    login = markup("<form><input type='password'></form>")
    other = markup(text(3), "<link rel='canonical' href='https://x.ma/news/other-read/'>")
    whole = replace(
        first, missing={4: "https://x.ma/4 answers 404"},
        parts={2: fetched(login, f"{ADDRESS}2/"), 3: fetched(other, f"{ADDRESS}3/")},
    )  # fmt: skip
    trace = Trace()
    found = read_article(whole, HINTS, trace=trace)
    assert found.partial and found.sources["partial"] == (
        "page 2: login page: a password is asked for, and 0 words;"
        " page 3: it calls itself another page: https://x.ma/news/other-read/;"
        " page 4: https://x.ma/4 answers 404"
    )
    assert ("page", f"partial: {found.sources['partial']}") in trace.notes
    assert any(step == "left out" and "page links" in said for step, said in trace.notes)


@pytest.mark.parametrize(
    ("url", "html", "first"),
    [
        (f"{ADDRESS}2/", markup(text(2) + wordpress_links("news/long-read", 2, 3)), ADDRESS),
        (f"{ADDRESS}?page=3", markup(text(3) + f"<a href='{ADDRESS}'>« السابق</a>"), ADDRESS),
        (f"{ADDRESS}2/", markup(text(2), f"<link rel='prev' href='{ADDRESS}'>"), ADDRESS),
        (f"{ADDRESS}?page=2", markup(text(2), f"<link rel='canonical' href='{ADDRESS}'>"), ADDRESS),
    ],
)
def test_a_further_page_is_no_article_of_its_own(url: str, html: str, first: str) -> None:
    with pytest.raises(FurtherPage) as told:
        read(html, url)
    assert told.value.first == first and told.value.kind == "alias"


@pytest.mark.parametrize(
    ("url", "links"),
    [
        ("https://x.ma/news/45", "<a href='/news'>أخبار</a><a rel='prev' href='/news/44'>السابق</a>"
                                 "<a rel='next' href='/news/46'>التالي</a>"),
        ("https://x.ma/2026/11/28/", "<a href='/2026/11/'>نونبر</a><a href='/'>الأولى</a>"),
        ("https://x.ma/?p=45", "<a href='/'>الأولى</a>"),
        ("https://x.ma/news/long-read-2/", "<a href='/news/long-read/'>1</a>"),
    ],
)  # fmt: skip
def test_an_article_whose_address_ends_in_a_number_is_one(url: str, links: str) -> None:
    found = read(markup(text(1), below=links), url)
    assert (found.pages, found.partial, len(found.body.splitlines())) == ((), False, 3)


@pytest.mark.parametrize("url", ["https://x.ma/a-2/", "https://x.ma/a/comment-page-2/",
                                 "https://x.ma/a/?cpage=2", "https://x.ma/a/?page=x",
                                 "https://x.ma/12345678/", "https://x.ma/"])  # fmt: skip
def test_addresses_without_a_page_number(url: str) -> None:
    assert numbered(url) is None


@pytest.mark.parametrize(("title", "number"), [
    ("حكايات مقاوم (الحلقة 3): سلاح تحت البرتقال", 3), ("سيرة مدينة – الجزء الثاني", 2),
    ("Le port, épisode 4 : les dockers", 4), ("Les oubliés du rail (deuxième partie)", 2),
])  # fmt: skip
def test_an_episode_of_a_serial_is_an_article_of_its_own(title: str, number: int) -> None:
    links = "".join(f"<a href='/serie/{n}'>{n}</a> " for n in range(1, 7) if n != number)
    links += (
        f"<a rel='prev' href='/serie/1'>1</a><a rel='next' href='/serie/{number + 1}'>التالي</a>"
    )
    html = markup(text(1), below=f"<div>{links}</div>")
    headed = re.sub("<h1>.*?</h1>", f"<h1>{title}</h1>", html)
    assert headed != html
    found = read(headed, f"https://x.ma/serie/{number}")
    assert (found.headline, found.pages, found.partial) == (title, (), False)
    with pytest.raises(FurtherPage):
        read(html, f"https://x.ma/serie/{number}")


def test_the_first_episode_takes_no_other_for_its_pages() -> None:
    row = "<p>1 <a href='/serie/2'>2</a> <a href='/serie/3'>3</a></p>"
    html = markup(text(1), below=row)
    assert read(html, "https://x.ma/serie").pages
    headed = re.sub("<h1>.*?</h1>", "<h1>مذكرات صياد: الحلقة الأولى</h1>", html)
    assert read(headed, "https://x.ma/serie").pages == ()


def test_the_days_of_a_calendar_are_no_pages() -> None:
    days = "".join(f"<td><a href='/2026/11/{n:02}/'>{n}</a></td>" for n in range(1, 31))
    html = markup(text(1), below=f"<table><caption>نونبر 2026</caption><tr>{days}</tr></table>")
    found = read(html, "https://x.ma/2026/11/")
    assert (found.pages, found.partial) == ((), False)
