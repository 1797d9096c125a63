"""Pages of public themes and systems with texts of our own, and what must be read on them.

``layouts/NAME.html`` has the markup that a theme prints around an article, ``editors/`` that of
the editor in which it was written, ``core/`` what plugins and WordPress itself print in
every theme, ``texts/`` the articles. What must be read follows from the text, and from what the
layout says that its theme does not print (``=== about``), never from the reader.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from crawler import platforms
from crawler.items import Page
from crawler.reading.extraction_hints import Hints
from tests.golden.templates import filled, parts_of

HERE = Path(__file__).parent
LAYOUTS = tuple(sorted((HERE / "layouts").glob("*.html")))
FETCHED = datetime(2026, 11, 24, 12, tzinfo=UTC)
SITES = {"ar": "الساحل بريس", "fr": "Le Rivage"}
MONTHS = {
    "ar": "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
OTHERS = {
    "ar": (
        "مجلس المدينة يصادق على صفقة النظافة الجديدة",
        "توقيف مروج للأقراص المهلوسة بمحطة القطار",
        "الرجاء ينهي معسكره الإعدادي بفوز ودي",
        "معرض جهوي للصناعة التقليدية بساحة المسيرة",
        "أمطار رعدية مرتقبة بالأقاليم الشمالية",
    ),
    "fr": (
        "Le conseil de la ville vote le nouveau marché de la propreté",
        "Un trafiquant arrêté à la gare routière de Kénitra",
        "Artisanat : une foire régionale ouvre ses portes à Taza",
        "Averses orageuses attendues dans le nord du pays",
        "Basket : le Rif boucle sa préparation par une victoire",
    ),
}
WRITERS = {"ar": ("هيئة التحرير", "كمال الشرقاوي"), "fr": ("La rédaction", "Rachid Sefrioui")}
LATER = {
    "ar": ("21 نونبر 2026", "22 نونبر 2026"),
    "fr": ("21 novembre 2026", "22 novembre 2026"),
}
"""Days of what stands beside the article: teasers, comments."""
COMMENTS = {
    "ar": (
        ("ابن المنطقة", "شكرا على هذا المقال، نتمنى أن تتابعوا الموضوع حتى النهاية."),
        ("متتبعة من بعيد", "كلام معقول ولكن المواطن البسيط هو من يؤدي الثمن دائما."),
    ),
    "fr": (
        ("Un riverain", "Merci pour cet article, nous attendons la suite avec impatience."),
        ("Samira de Larache", "On en parle depuis dix ans et rien ne change pour les gens d’ici."),
    ),
}


@dataclass(frozen=True, slots=True)
class Expected:
    """What a person takes from a page; ``None`` and the empty tuple: the page does not print it."""

    headline: str
    body: tuple[str, ...]
    authors: tuple[str, ...]
    published: str | None
    modified: str | None
    section: str | None
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """A page of a theme, the hints of its family, what must be read, the captions in the text."""

    name: str
    page: Page
    hints: Hints
    expected: Expected
    captions: frozenset[str]
    main_caption: str | None
    """The caption of a main image that stands before the text."""
    precision: int
    """How many letters of an ISO date the page prints: 10 for the day, 16 for the minute."""


def theme(place: Path) -> Theme:
    """The page of a layout, filled with the text that the layout names."""
    own = parts_of(place.read_text("utf-8"), ["about", "page"], place)
    about = _lines(own["about"])
    editor = HERE / "editors" / f"{about.get('editor', 'classic')}.html"
    parts = parts_of(editor.read_text("utf-8"), ["p", "tag"], editor) | own
    head, _, text = (HERE / "texts" / f"{about['text']}.txt").read_text("utf-8").partition("\n\n")
    said = _lines(head)
    blocks, lines, captions = _blocks(text, parts, said["language"], place)
    html = filled(parts["page"], _values(said, blocks, parts, place), place)
    main = said["featured"] if "$featured" in parts["page"] else None
    precision = {"day": 10, "minute": 16}[about.get("precision", "minute")]
    expected = Expected(
        said["headline"], tuple(lines), _several(said["authors"]),
        said["published"][:precision], said["modified"][:precision],
        said["section"], _several(said["tags"]),
    )  # fmt: skip
    unsaid = {name: None for name in ("published", "modified", "section") if name in about}
    unsaid_lists = {name: () for name in ("authors", "tags") if name in about}
    page = Page("x", _url(said), FETCHED, 200, {"content-type": "text/html"}, html.encode())
    return Theme(
        place.stem, page, _hints(about, SITES[said["language"]]),
        replace(expected, **unsaid, **unsaid_lists), frozenset(captions), main, precision,
    )  # fmt: skip


def _lines(text: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in text.strip().splitlines())


def _several(text: str) -> tuple[str, ...]:
    return tuple(text.split(" | "))


def _url(said: Mapping[str, str]) -> str:
    return f"https://themes.invalid/{said['slug']}-7301.html"


def _hints(about: Mapping[str, str], site: str) -> Hints:
    """The hints of the layout's family, or the selectors that the layout names."""
    names = ("body", "headline", "byline", "published", "section", "tags", "drop")
    if family := about.get("family"):
        outlet = getattr(platforms, family)
        return Hints(names=(site,), **{name: getattr(outlet, name) for name in names})
    return Hints(
        names=(site,),
        **{name: about[f"hint {name}"] for name in names if f"hint {name}" in about},
    )


def _blocks(
    text: str, parts: Mapping[str, str], language: str, place: Path
) -> tuple[str, list[str], set[str]]:
    """A text as its editor prints it, the lines that must be read, and its captions."""
    html, lines, captions = [], [], set[str]()
    for mark, run in _runs(text):
        part = parts.get(mark)
        if part is None:
            continue
        if mark in ("tweet", "related"):
            html.append(filled(part, {"other": OTHERS[language][0], "language": language}, place))
        elif mark == "photo":
            html.append(filled(part, {"caption": run[0]}, place))
            captions.add(run[0])
        elif mark == "list":
            items = (filled(parts["item"], {"text": _marked(one)}, place) for one in run)
            html.append(filled(part, {"items": "".join(items)}, place))
            lines += run
        elif mark == "quote":
            quote = {"text": run[0], "cite": run[1]}
            html.append(filled(part, quote, place))
            lines += [line for name, line in quote.items() if f"${name}" in part]
        elif mark == "table":
            html.append(_table(run, part, captions, place))
            lines += run[1:]
        else:
            html.append(filled(part, {"text": _marked(run[0])}, place))
            lines.append(re.sub(r"\[\[|\]\]|\*", "", run[0]))
    return "\n".join(html), lines, captions


def _table(run: Sequence[str], part: str, captions: set[str], place: Path) -> str:
    rows = [row.split(" | ") for row in run[1:]]
    cells = [["td" if number else "th", row] for number, row in enumerate(rows)]
    lines = [
        "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row) + "</tr>" for tag, row in cells
    ]
    if "$caption" in part:
        captions.add(run[0])
    values = {"head": lines[0], "rows": "\n".join(lines[1:]), "caption": run[0]}
    return filled(part, values, place)


def _runs(text: str) -> list[tuple[str, list[str]]]:
    """The blocks of a text: each its kind and its lines."""
    marks = {"# ": "h", "- ": "list", ">> ": "quote", "> ": "quote", "|= ": "table", "| ": "table",
             "[photo] ": "photo", "[tweet]": "tweet", "[related]": "related"}  # fmt: skip
    runs: list[tuple[str, list[str]]] = []
    for line in text.strip().splitlines():
        mark = next((mark for mark in marks if line.startswith(mark)), "")
        kind = marks.get(mark, "p")
        if kind in ("list", "quote", "table") and runs and runs[-1][0] == kind:
            runs[-1][1].append(line.removeprefix(mark))
        else:
            runs.append((kind, [line.removeprefix(mark)]))
    return runs


def _marked(text: str) -> str:
    """Bold words and linked words as markup."""
    text = re.sub(r"\*(.+?)\*", r"<strong>\1</strong>", text)
    return re.sub(r"\[\[(.+?)\]\]", r'<a href="https://themes.invalid/dossier">\1</a>', text)


def _values(
    said: Mapping[str, str], blocks: str, parts: Mapping[str, str], place: Path
) -> dict[str, str]:
    """What a layout's page may ask for by name."""
    language = said["language"]
    tags, authors = _several(said["tags"]), _several(said["authors"])
    others, talk = OTHERS[language], COMMENTS[language]
    values = {
        "headline": said["headline"], "body": blocks, "section": said["section"],
        "author": authors[0], "byline": " et ".join(authors), "featured": said["featured"],
        "keywords": ", ".join(tags), "json_tags": ", ".join(f'"{tag}"' for tag in tags),
        "url": _url(said), "language": language, "direction": "rtl" if language == "ar" else "ltr",
        "site": SITES[language], "previous": others[3], "next": others[4],
    }  # fmt: skip
    values |= _dates("", said["published"], language)
    values |= _dates("modified_", said["modified"], language)
    many: dict[str, list[dict[str, str]]] = {
        "tag": [{"tag": tag} for tag in tags],
        "author": [{"author": author} for author in authors],
        "teaser": [
            {"title": title, "number": str(number), "writer": WRITERS[language][number % 2],
             "day": LATER[language][0]}
            for number, title in enumerate(others, 1)
        ],
        "comment": [{"who": who, "said": words, "day": LATER[language][1]} for who, words in talk],
    }  # fmt: skip
    betweens = {"author": "، " if language == "ar" else " et "}
    if "commas" in parts:
        betweens["tag"] = ", "
    for name, each in many.items():
        if name in parts:
            shown = (filled(parts[name], one, place).strip() for one in each)
            values[f"{name}_list"] = betweens.get(name, "\n").join(shown)
    persons = [f'{{"@type":"Person","name":"{author}"}}' for author in authors]
    values["json_authors"] = f"[{','.join(persons)}]" if persons[1:] else persons[0]
    values["article_tags"] = "\n".join(
        f'<meta property="article:tag" content="{tag}" />' for tag in tags
    )
    for core in (HERE / "core").glob("*.html"):
        values[core.stem] = filled(core.read_text("utf-8"), values, core)
    values["respond"] = values[f"respond_{language}"]
    return values


def _dates(prefix: str, stated: str, language: str) -> dict[str, str]:
    """A date in the forms that themes print."""
    moment = datetime.fromisoformat(stated)
    month = MONTHS[language].split()[moment.month - 1]
    return {
        f"{prefix}iso": stated,
        f"{prefix}utc": moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        f"{prefix}day": f"{moment.day} {month} {moment.year}",
        f"{prefix}month_first": f"{month} {moment.day}, {moment.year}",
        f"{prefix}numeric": moment.strftime("%d/%m/%Y"),
        f"{prefix}hm": moment.strftime("%H:%M"),
    }
