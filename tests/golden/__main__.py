"""``python -m tests.golden`` writes every golden page from its text and its layout.

With names of outlets it first writes a first layout for each of them that has none.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from crawler.spider import OutletSpider
from tests.golden import outlets
from tests.golden.first_layouts import first_layouts
from tests.golden.templates import BadLayout, filled, parts_of
from warraq.outlet_loader import BrokenOutlet, UnknownOutlet, all_outlets, chosen

HERE = Path(__file__).parent
NUMBER = 48213


Golden = tuple[str, str, str, dict[str, object]]
"""Folder, slug, page and what a reader must take from it: all of it from the source text."""


def pages() -> Iterator[Golden]:
    """Every golden page. Raises ``BadLayout``."""
    known = all_outlets()
    for layout in sorted((HERE / "own").glob("*.html")):
        if (outlet := known.get(outlets.outlet_of(layout))) is None:
            raise BadLayout(f"{layout}: no outlet is called {outlets.outlet_of(layout)!r}")
        yield from pages_of(layout, outlet.languages[0])
    for layout in sorted((HERE / "layouts").glob("*.html")):
        for source in sorted((HERE / "texts").glob("*.txt")):
            told = told_by(source)
            html = page(layout.read_text("utf-8"), told, layout)
            yield layout.stem, source.stem, html, told


def pages_of(layout: Path, language: str) -> Iterator[Golden]:
    """The golden pages of an outlet's layout, in its language. Raises ``BadLayout``."""
    for source in outlets.texts_of(layout, language):
        html, told = outlets.fill(layout, told_by(source))
        yield outlets.outlet_of(layout), outlets.slug_of(layout, source), html, told


def told_by(source: Path) -> dict[str, object]:
    """The fields of a source text; its paragraphs are the body."""
    head, _, body = source.read_text("utf-8").partition("\n\n")
    told: dict[str, object] = dict(
        re.split(r":\s*", line, maxsplit=1) for line in head.splitlines()
    )
    told["tags"] = re.split(r"[،,]\s*", str(told["tags"]))
    told["body"] = body.strip()
    told["url"] = f"https://golden.invalid/{source.stem}-{NUMBER}.html"
    return told


def page(layout: str, told: dict[str, object], file: Path | str = "the layout") -> str:
    """A layout (``=== part`` by part) filled with a text. Raises ``BadLayout``."""
    part = parts_of(layout, ("page", "paragraph", "insert", "tag"), file)
    part = {name: text.strip("\n") for name, text in part.items()}
    fields = {name: escape(str(value)) for name, value in told.items()}
    lines = [filled(part["paragraph"], {"text": _text(line)}, file) for line in _lines(told)]
    lines.insert(2, filled(part["insert"], {}, file))
    tags = [filled(part["tag"], {"tag": escape(tag)}, file) for tag in told["tags"]]  # type: ignore[attr-defined]
    fields |= {
        "headline": _text(str(told["headline"])),
        "body": "\n".join(lines),
        "tag_links": "\n".join(tags),
        "keywords": escape("، ".join(told["tags"])),  # type: ignore[arg-type]
        "direction": "rtl" if told["language"] == "ar" else "ltr",
        "day": str(told["published"])[:10],
    }
    return filled(part["page"], fields, file) + "\n"


def _lines(told: dict[str, object]) -> list[str]:
    """What stands in the container: the dateline, if there is one, and the paragraphs."""
    dateline = [str(told["dateline"])] if told.get("dateline") else []
    return dateline + str(told["body"]).splitlines()


def _text(line: str) -> str:
    """A text between tags."""
    return escape(line, quote=False)


def write(found: Iterable[Golden], folder: Path = HERE) -> None:
    """Write pages and expectations; none if a layout is bad."""
    for family, slug, html, told in list(found):
        place = folder / family / f"{slug}.html"
        place.parent.mkdir(exist_ok=True)
        place.write_text(html, "utf-8")
        expected = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
        place.with_suffix(".json").write_text(expected, "utf-8")


def write_layouts(outlet: type[OutletSpider], folder: Path = HERE / "own") -> list[Path]:
    """First layouts for an outlet where it has none, for a person to mend. Raises ``BadLayout``."""
    if any(outlets.outlet_of(layout) == outlet.name for layout in folder.glob("*.html")):
        return []
    written = []
    for name, layout in first_layouts(outlet).items():
        (folder / name).write_text(layout, "utf-8")
        written.append(folder / name)
    return written


def main(names: Sequence[str]) -> None:
    """Write first layouts for these outlets, then all pages. Raises ``BadLayout``."""
    for outlet in chosen(names, all_outlets()):
        for layout in write_layouts(outlet):
            print(f"written: {layout}; make it look like the site's pages")
    write(pages())


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (BadLayout, BrokenOutlet, UnknownOutlet) as error:
        sys.exit(str(error))
