"""``python -m tests.golden`` writes every golden page from its text and its layout."""

import json
import re
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from tests.golden import outlets
from tests.golden.templates import BadLayout, filled, parts_of

HERE = Path(__file__).parent
NUMBER = 48213


def pages() -> Iterator[tuple[str, str, str, dict[str, object]]]:
    """Folder, slug, page and what a reader must take from it: all of it from the source text."""
    for layout in sorted((HERE / "own").glob("*.html")):
        for source in outlets.texts_of(layout):
            html, told = outlets.fill(layout, told_by(source))
            yield outlets.outlet_of(layout), outlets.slug_of(layout, source), html, told
    for layout in sorted((HERE / "layouts").glob("*.html")):
        for source in sorted((HERE / "texts").glob("*.txt")):
            told = told_by(source)
            html = page(layout.read_text("utf-8"), told, layout)
            yield layout.stem, source.stem, html, told


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


def write() -> None:
    """Write pages and expectations; none if a layout is bad."""
    for family, slug, html, told in list(pages()):
        place = HERE / family / f"{slug}.html"
        place.parent.mkdir(exist_ok=True)
        place.write_text(html, "utf-8")
        expected = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
        place.with_suffix(".json").write_text(expected, "utf-8")


if __name__ == "__main__":
    try:
        write()
    except BadLayout as error:
        sys.exit(str(error))
