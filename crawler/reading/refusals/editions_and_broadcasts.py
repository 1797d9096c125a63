"""Pages on which an outlet offers its printed editions, or its broadcast, and no article.

They are told by a headline that is the name of such a page and nothing else, and by what stands
there: files to download, a stream. A text beside that is a notice or the day's programme.
"""

import re
from urllib.parse import urlsplit

from crawler.arabic import folded_words, without_accents, word_count
from crawler.errors import ListingPage, NotAnArticle
from crawler.markup.visible_text import visible_text
from crawler.reading.body.body_result import Body
from crawler.reading.body.boilerplate_rules import MIN_LONG_WORDS
from crawler.reading.body.extraction import MIN_BODY_WORDS, MIN_BRIEF_WORDS
from crawler.reading.parsed_page import ParsedPage
from crawler.reading.refusals.page_kind import states_one_article
from crawler.reading.refusals.printed_issues import begins_with_news
from crawler.reading.refusals.wording.notice_wording import speaks_to_readers

MAX_WORDS, MAX_WORDS_OF_PARAGRAPHS = 200, 40
"""Words of such a page, and of its long lines beside editions; a longer text is about something."""
MIN_HEADINGS = 2
"""Headings of a programme; reports of the hour, "En direct", have none."""
MIN_EDITIONS = 3
"""Files of editions; an article may link to one or two documents."""


def _key(text: str) -> str:
    return without_accents(" ".join(folded_words(text)))


def _names(text: str) -> frozenset[str]:
    """Headlines, one between bars, as they are compared: folded, without accents."""
    return frozenset(map(_key, text.split("|")))


_EDITIONS = _names("""
    النسخة الورقية | النسخ الورقية | الجريدة الورقية | النسخة الرقمية | النسخة الإلكترونية
    | الجريدة بصيغة pdf | النسخة pdf | أعداد الجريدة | الأعداد السابقة | أرشيف الأعداد
    | أرشيف الجريدة | أرشيف الجريدة الورقية | تحميل الجريدة | تحميل الأعداد | édition papier
    | éditions papier | version papier | édition pdf | version pdf | le journal en pdf
    | journal en pdf | nos éditions | archives pdf | numéros précédents | anciens numéros
    | tous les numéros | e-paper | epaper | kiosque | print edition | pdf edition | past issues
    | back issues | previous issues | edición impresa | edición en papel | edición pdf
    | ediciones anteriores | números anteriores
""")
_BROADCASTS = _names("""
    البث المباشر | البث الحي | بث مباشر | شاهد البث المباشر | القناة مباشرة | مباشر | التلفزة مباشرة
    | الإذاعة مباشرة | البث المباشر للقناة | البث المباشر للإذاعة | الراديو المباشر | استمع مباشرة
    | direct | le direct | en direct | direct tv | tv en direct | télé en direct | radio en direct
    | regarder en direct | regarder le direct | écouter en direct | écouter le direct | live
    | live tv | live stream | live streaming | watch live | listen live | live radio | en vivo
    | en directo | señal en vivo | tv en vivo | tv en directo | radio en vivo | radio en directo
""")
_HOUR = re.compile(r"\d{1,2}\s?[:hH]")
_STREAM = re.compile(
    r"\.m3u8|\.mpd\b|\bdata-hls\b|/live_stream\b|/embed/live\b|\bicecast\b|\bshoutcast\b",
    re.IGNORECASE,
)
"""What players of a running broadcast name; the film of an article is a file, or has a number."""


def refuse_editions_and_broadcasts(
    page: ParsedPage, headline: str, body: Body, *, dated: bool
) -> None:
    """Raise ``ListingPage`` for a list of editions, ``NotAnArticle`` for a broadcast to watch.

    ``dated``: whether the page has a day of publication, as a brief «En direct» has.
    """
    if body.words >= MAX_WORDS:
        return
    # the title may begin with the section: Kiosque | …
    key = _key(headline)
    if key in _EDITIONS and not states_one_article(page):
        said = sum(count for count in map(word_count, body.paragraphs) if count >= MIN_LONG_WORDS)
        if begins_with_news(body):  # a note on the paper, which offers its files below
            return
        if said < MAX_WORDS_OF_PARAGRAPHS and (number := _files(page)) >= MIN_EDITIONS:
            raise ListingPage(f"a list of {number} editions to download ({headline[:60]!r})")
    elif key in _BROADCASTS and not states_one_article(page) and _STREAM.search(page.text):
        # one report is a brief: «انتهت المباراة»
        reports = body.words >= MIN_BODY_WORDS or dated or _is_brief(body)
        if reports and _headings(page, body) < MIN_HEADINGS:
            return
        raise NotAnArticle(f"a broadcast to watch or to hear ({headline[:60]!r})")


def _headings(page: ParsedPage, body: Body) -> int:
    """The number of headings among the lines of a text."""
    said = {visible_text(one) for one in page.tree.iter("h2", "h3", "h4", "h5")}
    # reports of the hour are headed with it
    return sum(line in said and not _HOUR.match(line) for line in body.paragraphs)


def _is_brief(body: Body) -> bool:
    return body.words >= MIN_BRIEF_WORDS and not speaks_to_readers(body)


def _files(page: ParsedPage) -> int:
    """The number of different PDF files that a page links to."""
    linked = filter(None, map(page.absolute, page.addresses))
    return len({one for one in linked if urlsplit(one).path.lower().endswith(".pdf")})
