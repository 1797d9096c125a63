"""The readers that are measured, each as a function from a sample to the text it takes."""

import json
import logging
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version

import trafilatura
from lxml import html

from bench.sets import Sample
from crawler.errors import OutletError
from crawler.languages.text_language import language_of
from crawler.markup.decoding import decode
from crawler.reading.extraction_hints import Hints
from crawler.reading.reader import read_article

Reader = Callable[[Sample], str]


def warraq(one: Sample) -> str:
    """Ours, with the container an outlet declares: all fields."""
    return _ours(one, one.hints)


def warraq_without_hint(one: Sample) -> str:
    """Ours, knowing nothing of the outlet: all fields."""
    return _ours(one, Hints())


def _ours(one: Sample, hints: Hints) -> str:
    try:
        return read_article(one.page, hints).body
    except OutletError:
        return ""


def _trafilatura(**options: object) -> Reader:
    def read(one: Sample) -> str:
        found = trafilatura.extract(one.page.body, output_format="json", **options)
        return str(json.loads(found)["text"] or "") if found else ""

    return read


def _language(one: Sample) -> str:
    """The language that a caller would name; two peers ask for it."""
    return language_of(one.gold) or "ar"


def _newspaper(one: Sample) -> str:
    import newspaper

    article = newspaper.Article(one.page.url, language=_language(one), fetch_images=False)
    article.download(input_html=decode(one.page.body).text)
    article.parse()
    return str(article.text)


def _readability(one: Sample) -> str:
    from readability import Document

    summary = Document(decode(one.page.body).text).summary(html_partial=True)
    return str(html.fromstring(summary).text_content())


def _goose(one: Sample) -> str:
    from goose3 import Goose
    from goose3.text import StopWords, StopWordsArabic

    language = _language(one)
    options = {
        "stopwords_class": StopWordsArabic if language == "ar" else StopWords,
        "enable_image_fetching": False,
        "use_meta_language": False,
        "target_language": language,
    }
    with Goose(options) as goose:
        return str(goose.extract(raw_html=decode(one.page.body).text).cleaned_text)


def _news_please(one: Sample) -> str:
    from newsplease import NewsPlease

    found = NewsPlease.from_html(decode(one.page.body).text, url=one.page.url, fetch_images=False)
    return str(found.maintext or "")


def _resiliparse(one: Sample) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    text = decode(one.page.body).text
    return str(extract_plain_text(text, main_content=True, alt_texts=False, links=False))


OURS: dict[str, Reader] = {
    "warraq, container": warraq,
    "warraq, no hint": warraq_without_hint,
}
TRAFILATURA: dict[str, Reader] = {
    "trafilatura + metadata": _trafilatura(with_metadata=True),
    "trafilatura default": _trafilatura(),
    "trafilatura fast": _trafilatura(fast=True, include_comments=False),
    "trafilatura precision": _trafilatura(favor_precision=True, include_comments=False),
}
PEERS: dict[str, tuple[str, Reader]] = {
    "newspaper4k": ("newspaper4k", _newspaper),
    "readability-lxml": ("readability-lxml", _readability),
    "goose3": ("goose3", _goose),
    "news-please": ("news-please", _news_please),
    "resiliparse": ("resiliparse", _resiliparse),
}


def readers(*, only_ours: bool = False) -> dict[str, Reader]:
    """Every reader that is installed."""
    for name in ("newspaper", "trafilatura", "goose3", "readability", "newsplease"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    if only_ours:
        return OURS | {"trafilatura + metadata": TRAFILATURA["trafilatura + metadata"]}
    here = {name: read for name, (package, read) in PEERS.items() if installed(package)}
    return OURS | TRAFILATURA | here


def installed(package: str) -> str:
    """The version of a package, or an empty string."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def versions() -> str:
    """What was measured, with versions."""
    packages = ["trafilatura", "lxml", *(package for package, _ in PEERS.values())]
    return ", ".join(f"{name} {installed(name) or 'not installed'}" for name in packages)
