"""Bad habits: what a server may send instead of the page that was asked for.

A habit is put on a path with ``newsroom.habits["/feed/"] = "empty"``; it holds for every outlet,
or for one with ``newsroom.habits["sahifa/feed/"]``.
"""

from __future__ import annotations

import asyncio
import gzip
import random
from collections.abc import AsyncIterator, Callable

import brotli

from tests.newsroom.newsroom import Newsroom
from tests.newsroom.wire import Reply

HUGE = 30_000_000
_HTML = {"Content-Type": "text/html; charset=UTF-8"}
_PARAGRAPH = "<p>وقال المصدر ذاته إن الأشغال تتواصل في ظروف عادية إلى حدود الساعة.</p>\n" * 400
_START = b"<!DOCTYPE html>\n<html lang='ar' dir='rtl'><head><title>...</title></head><body>\n"
CHALLENGE = """<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title>
<meta http-equiv="refresh" content="360"><meta name="robots" content="noindex,nofollow"></head>
<body class="no-js"><div class="main-wrapper" role="main"><div class="main-content">
<noscript><div id="challenge-error-text">Enable JavaScript and cookies to continue</div></noscript>
</div></div><script>(function(){window._cf_chl_opt={cvId:'3',cType:'managed'};
var a=document.createElement('script');
a.src='/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1';
document.getElementsByTagName('head')[0].appendChild(a);}());</script></body></html>"""


def habit_of(newsroom: Newsroom, outlet: str, path: str) -> str | None:
    """The habit on a path, the outlet's own first."""
    return newsroom.habits.get(f"{outlet}{path}") or newsroom.habits.get(path)


def spoiled(habit: str, newsroom: Newsroom, good: Reply) -> Reply:
    """The reply in place of the good one. Raises ``KeyError`` for a habit nobody has."""
    return HABITS[habit](newsroom, good)


def _empty(newsroom: Newsroom, good: Reply) -> Reply:
    return Reply(200, _HTML | {}, b"")


def _huge(newsroom: Newsroom, good: Reply) -> Reply:
    return Reply(200, _HTML | {}, stream=_paragraphs(HUGE))


def _endless(newsroom: Newsroom, good: Reply) -> Reply:
    return Reply(200, _HTML | {}, stream=_paragraphs(None))


async def _paragraphs(most: int | None) -> AsyncIterator[bytes]:
    """A page that goes on and on."""
    yield _START
    sent, part = 0, _PARAGRAPH.encode()
    while most is None or sent < most:
        yield part
        sent += len(part)
        await asyncio.sleep(0 if most else 0.005)


def _binary(newsroom: Newsroom, good: Reply) -> Reply:
    noise = random.Random(1).randbytes(60_000)
    return Reply(200, _HTML | {}, b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + noise)


def _truncated_gzip(newsroom: Newsroom, good: Reply) -> Reply:
    body = gzip.compress(_plain(good), mtime=0)
    headers = {**good.headers, "Content-Encoding": "gzip"}
    return Reply(200, headers, body[: len(body) // 2])


def _truncated_brotli(newsroom: Newsroom, good: Reply) -> Reply:
    body = brotli.compress(_plain(good))
    headers = {**good.headers, "Content-Encoding": "br"}
    return Reply(200, headers, body[: len(body) // 2])


def _wrong_charset(newsroom: Newsroom, good: Reply) -> Reply:
    text = _plain(good).decode("utf-8", "replace")
    body = text.encode("windows-1256", "replace")
    return Reply(good.status, _without(good, "Content-Encoding"), body)


def _broken_feed(newsroom: Newsroom, good: Reply) -> Reply:
    body = _plain(good).replace(b"</title>", b" & </titel>", 1)
    return Reply(200, _without(good, "Content-Encoding"), body[: len(body) * 3 // 5])


def _slow(newsroom: Newsroom, good: Reply) -> Reply:
    good.delay = newsroom.slowness
    return good


def _truncated(newsroom: Newsroom, good: Reply) -> Reply:
    return Reply(200, good.headers, good.body, cut=True)


def _status(status: int, words: str) -> Callable[[Newsroom, Reply], Reply]:
    def answer(newsroom: Newsroom, good: Reply) -> Reply:
        page = f"<html><head><title>{status}</title></head><body><h1>{words}</h1></body></html>"
        return Reply(status, _HTML | {}, page.encode())

    return answer


def _too_many(newsroom: Newsroom, good: Reply) -> Reply:
    return Reply(429, {**_HTML, "Retry-After": str(newsroom.retry_after)}, b"Too many requests")


def _unavailable(newsroom: Newsroom, good: Reply) -> Reply:
    return Reply(503, {**_HTML, "Retry-After": str(newsroom.retry_after)}, b"Maintenance")


def _challenge(status: int) -> Callable[[Newsroom, Reply], Reply]:
    def answer(newsroom: Newsroom, good: Reply) -> Reply:
        headers = {**_HTML, "Server": "cloudflare", "cf-mitigated": "challenge"}
        return Reply(status, headers, CHALLENGE.encode())

    return answer


def _soft_404(newsroom: Newsroom, good: Reply) -> Reply:
    page = "<html><head><title>الصفحة غير موجودة</title></head><body><h1>404</h1></body></html>"
    return Reply(200, _HTML | {}, page.encode())


def _page(title: str, body: str, kind: str = "text/html; charset=UTF-8") -> Reply:
    page = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return Reply(200, {"Content-Type": kind}, page.encode())


def _instead(title: str, body: str) -> Callable[[Newsroom, Reply], Reply]:
    """A page that comes with status 200 instead of what was asked for."""
    return lambda newsroom, good: _page(title, body)


def _teasers(newsroom: Newsroom, good: Reply) -> Reply:
    cards = "".join(
        f"<article><h2><a href='/{n}.html'>خبر رقم {n} من أخبار"
        f" الجهة</a></h2><p>{_PARAGRAPH[3:90]}</p>"
        "</article>"
        for n in range(6)
    )
    return _page("أخبار الجهة", f"<h1>أخبار الجهة</h1>{cards}")


def _feed(newsroom: Newsroom, good: Reply) -> Reply:
    item = f"<item><title>خبر</title><description>{_PARAGRAPH[3:90]}</description></item>"
    return Reply(
        200, _HTML | {}, f"<?xml version='1.0'?><rss><channel>{item}</channel></rss>".encode()
    )


def _home(newsroom: Newsroom, good: Reply) -> Reply:
    return Reply(302, {"Location": "/"})


def _refresh(newsroom: Newsroom, good: Reply) -> Reply:
    """A page that leads to itself, as some consent pages do."""
    return Reply(200, _HTML, b'<html><head><meta http-equiv="refresh" content="0; url=?"></head>')


def _loop(newsroom: Newsroom, good: Reply) -> Reply:
    return Reply(302, {"Location": ""})


def _own_index(newsroom: Newsroom, good: Reply) -> Reply:
    """A sitemap index whose only child is its own address."""
    jarida = newsroom.outlets["jarida"]
    own = f"<sitemap><loc>{jarida.home}sitemap.xml?sitemap-articles</loc></sitemap>"
    own += f"<sitemap><loc>{jarida.home}sitemap.xml</loc></sitemap>"
    body = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{own}</sitemapindex>'
    return Reply(200, _HTML | {"Content-Type": "application/xml"}, body.encode())


def _elsewhere(newsroom: Newsroom, good: Reply) -> Reply:
    return Reply(302, {"Location": newsroom.elsewhere})


def _header(name: str, value: str) -> Callable[[Newsroom, Reply], Reply]:
    def answer(newsroom: Newsroom, good: Reply) -> Reply:
        good.headers = {**good.headers, name: value}
        return good

    return answer


def _meta(name: str, value: str) -> Callable[[Newsroom, Reply], Reply]:
    def answer(newsroom: Newsroom, good: Reply) -> Reply:
        element = f'<head><meta content="{value}" name="{name}">'.encode()
        body = _plain(good).replace(b"<head>", element, 1)
        return Reply(good.status, _without(good, "Content-Encoding"), body)

    return answer


def _both(
    first: Callable[[Newsroom, Reply], Reply], then: Callable[[Newsroom, Reply], Reply]
) -> Callable[[Newsroom, Reply], Reply]:
    return lambda newsroom, good: then(newsroom, first(newsroom, good))


def _plain(good: Reply) -> bytes:
    zipped = good.headers.get("Content-Encoding") == "gzip"
    return gzip.decompress(good.body) if zipped else good.body


def _without(good: Reply, name: str) -> dict[str, str]:
    return {key: value for key, value in good.headers.items() if key != name}


HABITS: dict[str, Callable[[Newsroom, Reply], Reply]] = {
    "empty": _empty,
    "huge": _huge,
    "endless": _endless,
    "binary": _binary,
    "truncated-gzip": _truncated_gzip,
    "truncated-brotli": _truncated_brotli,
    "wrong-charset": _wrong_charset,
    "broken-feed": _broken_feed,
    "slow": _slow,
    "truncated": _truncated,
    "500": _status(500, "Internal Server Error"),
    "404": _status(404, "Not Found"),
    "403": _status(403, "Forbidden"),
    "410": _status(410, "Gone"),
    "429": _too_many,
    "503": _unavailable,
    "challenge": _challenge(403),
    "challenge-200": _challenge(200),
    "soft-404": _soft_404,
    "human-check": _instead("التحقق الأمني", "<h1>تحقق من أنك إنسان</h1><p>يرجى الانتظار.</p>"),
    "maintenance": _instead(
        "الموقع تحت الصيانة", "<h1>الموقع تحت الصيانة</h1><p>نعتذر عن الإزعاج، سنعود قريبا.</p>"
    ),
    "parked": _instead("x.ma", "<h1>هذا النطاق معروض للبيع</h1><p>Buy this domain.</p>"),
    "consent": _instead(
        "Avant de continuer",
        "<h1>Nous respectons votre vie privée</h1><p>Nos partenaires et nous utilisons des cookies"
        " avec votre accord. Vous pouvez retirer votre consentement à tout moment.</p>",
    ),
    "teasers": _teasers,
    "feed": _feed,
    "home": _home,
    "loop": _loop,
    "refresh": _refresh,
    "elsewhere": _elsewhere,
    "own-index": _own_index,
    "noindex-header": _header("X-Robots-Tag", "noindex, nofollow"),
    "noindex-meta": _meta("robots", "noindex,follow"),
    **{
        f"{status}-noindex": _both(answer, _header("X-Robots-Tag", "noindex"))
        for status, answer in (
            (404, _status(404, "Not Found")),
            (403, _status(403, "Forbidden")),
            (503, _unavailable),
        )
    },
    "tdm-header": _header("TDM-Reservation", "1"),
}
