"""The pages that readers are measured on: golden pages, real ones, our texts in real layouts."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path

from lxml import html

from crawler.arabic import folded_words
from crawler.items import Page
from crawler.markup.bounded_html_parsing import parse
from crawler.markup.decoding import decode
from crawler.markup.page_lines import UNSEEN
from crawler.reading.extraction_hints import Hints

SEEN = datetime(2026, 11, 24, 12, tzinfo=UTC)
TESTS = Path(__file__).parent.parent / "tests"


@dataclass(frozen=True, slots=True)
class Sample:
    """A page, the text that a person would take from it, and the container that holds it."""

    name: str
    layout: str
    page: Page
    gold: str
    hints: Hints


def golden() -> Iterator[Sample]:
    """The golden pages of every platform family."""
    families = {layout.stem for layout in (TESTS / "golden" / "layouts").glob("*.html")}
    for place in sorted((TESTS / "golden").glob("*/*.json")):
        if place.parent.name not in families:
            continue
        told = json.loads(place.read_text("utf-8"))
        yield sample(
            f"{place.parent.name}/{place.stem}", place.parent.name,
            place.with_suffix(".html").read_bytes(), told["body"], told["url"],
        )  # fmt: skip


def scrambled() -> Iterator[Sample]:
    """The golden pages with class names and ids that tell nobody anything."""
    for one in golden():
        tree = parse(one.page.body.decode("utf-8"))
        names: dict[str, str] = {}
        for element in tree.iter():
            for attribute in ("class", "id"):
                if value := element.get(attribute):
                    new = [names.setdefault(n, f"k{len(names):x}z") for n in value.split()]
                    element.set(attribute, " ".join(new))
        body = html.tostring(tree, encoding="utf-8", doctype="<!DOCTYPE html>")
        yield sample(one.name, one.layout, body, one.gold, one.page.url)


def real(folder: Path) -> Iterator[Sample]:
    """The pages of a folder that ``index.jsonl`` gives gold text for; HTML may be gzipped."""
    for line in (folder / "index.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        if entry.get("kind") != "article" or not entry.get("gold_file"):
            continue
        gold = json.loads((folder / entry["gold_file"]).read_text("utf-8"))
        if gold.get("text"):
            body = (folder / entry["file"]).read_bytes()
            if entry["file"].endswith(".gz"):
                body = gzip.decompress(body)
            # pages of one outlet are one layout
            layout = entry.get("outlet") or entry["file"]
            yield sample(entry["file"], layout, body, gold["text"], entry.get("url") or "")


def swapped(folder: Path, count: int) -> Iterator[Sample]:
    """Our own texts in the place of the real pages' articles."""
    texts = sorted((TESTS / "newsroom" / "texts").glob("*.txt"))
    for layout in real(folder):
        for place in texts[:: max(1, len(texts) // count)][:count]:
            head, _, body = place.read_text("utf-8").partition("\n\n")
            headline = head.splitlines()[0].partition(":")[2].strip()
            paragraphs = [line.strip() for line in body.splitlines() if line.strip()]
            page = _with_text(layout, headline, paragraphs)
            yield sample(f"{layout.name}+{place.stem}", layout.layout, page,
                         "\n".join(paragraphs), layout.page.url)  # fmt: skip


def sample(name: str, layout: str, body: bytes, gold: str, url: str) -> Sample:
    """A page with its gold; the container is the one that a person would name."""
    text = decode(body).text
    container = _container(parse(text), gold)
    page = Page("bench", url or "https://bench.invalid/1.html", SEEN, 200, {}, body)
    return Sample(name, layout, page, gold, Hints(body=_selector(container)))


def _container(tree: html.HtmlElement, gold: str) -> html.HtmlElement:
    """The smallest element with a class or an id that holds nine tenths of the gold."""
    wanted = Counter(folded_words(gold))
    best, size = tree.find("body"), 1 << 40
    for element in tree.iter("div", "article", "section", "main", "td"):
        if not (element.get("class", "").strip() or element.get("id", "").strip()):
            continue
        text = " ".join(_texts(element))
        if (
            len(text) < size
            and (Counter(folded_words(text)) & wanted).total() >= 0.9 * wanted.total()
        ):
            best, size = element, len(text)
    return best


def _selector(element: html.HtmlElement) -> str:
    """A selector as a person writes it: tag and classes, or the id."""
    names = [n for n in element.get("class", "").split() if re.fullmatch(r"[A-Za-z_][\w-]*", n)]
    if names:
        return element.tag + "".join(f".{name}" for name in names)
    given = element.get("id", "")
    return f"{element.tag}[id='{given}']" if given and "'" not in given else element.tag


def _texts(element: html.HtmlElement) -> Iterator[str]:
    for part in element.iter():
        if isinstance(part.tag, str) and part.tag not in UNSEEN:
            yield part.text or ""
        if part is not element:
            yield part.tail or ""


def _with_text(layout: Sample, headline: str, paragraphs: list[str]) -> bytes:
    """A page with its article replaced; ads, links and captions around it stay."""
    source = decode(layout.page.body).text
    tree = parse(source)
    container = _container(tree, layout.gold)
    gold = set(folded_words(layout.gold))
    slots: list[tuple[html.HtmlElement, str]] = []
    for element in container.iter():
        if not isinstance(element.tag, str) or element.tag in UNSEEN:
            continue
        for attribute in ("text", "tail") if element is not container else ("text",):
            found = folded_words(getattr(element, attribute) or "")
            if len(found) >= 3 and sum(word in gold for word in found) >= 0.9 * len(found):
                slots.append((element, attribute))
    for place, (element, attribute) in enumerate(slots):
        more = paragraphs[place : place + 1]
        if place == len(slots) - 1:
            more = paragraphs[place:]
        setattr(element, attribute, "\u2028".join(more))
    for script in tree.xpath("//script"):
        if layout.gold[:40] in (script.text or ""):  # the article again, for other machines
            script.getparent().remove(script)
    made: str = html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>")
    printed = tree.findtext(".//h1") or ""
    if printed.strip():
        made = made.replace(escape(printed.strip(), quote=False), escape(headline, quote=False))
    return made.replace("\u2028", "<br/>\n").encode()
