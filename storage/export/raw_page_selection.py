"""Which raw pages replay tools are given, which are left out, and what is said of both."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from crawler.errors import Unreadable
from storage.archive import Archive
from storage.errors import RawPageMissing
from storage.export.cdx_urlkey import urlkey
from storage.export.rows import Told
from storage.query.filters import HIDDEN, Filters
from storage.raw.intact_records import held
from storage.raw.load_page import load_page
from storage.raw.lost_files import lost_file
from storage.safe_raw_paths import present
from storage.takedown.hidden_names import HiddenNames

_OF_AN_ARTICLE = (
    "EXISTS (SELECT 1 FROM versions v WHERE v.capture_id IN (c.id, c.refers_to)) OR EXISTS"
    " (SELECT 1 FROM article_pages p WHERE p.capture_id IN (c.id, c.refers_to)) OR EXISTS"
    " (SELECT 1 FROM articles a WHERE a.outlet = c.outlet AND a.url = c.url)"
)
FIELDS = (
    "id", "outlet", "url", "fetched_at", "record_id", "kind", "status", "mime", "payload_digest",
    "file", "offset", "length", "(SELECT o.file FROM captures o WHERE o.id = c.refers_to)",
)  # fmt: skip
"""The columns of ``Raw``, in its order."""
Step = Callable[[], None]
"""Told that one raw page more is done."""
_TOLD_EVERY = 100
_REMEMBERED = 10_000
"""Pages of which it is remembered whether they name a hidden article: listings repeat."""


@dataclass(slots=True)
class RawTold:
    """What is to be said of an export of raw pages beside their number."""

    missing: list[str] = field(default_factory=list)
    """Raw pages that are lost or damaged and so not in it, in words."""
    naming: list[tuple[str, str]] = field(default_factory=list)
    """Address and time of other articles' pages in it that name an article under an order."""
    held: int = 0
    """How many pages were left out because they name such an article."""


@dataclass(frozen=True, slots=True)
class Raw:
    """One record and where it lies."""

    id: int
    outlet: str
    url: str
    at: str
    record_id: str
    kind: str
    status: int
    mime: str | None
    digest: str
    file: str
    offset: int
    length: int
    origin: str | None
    """The file of the answer that a revisit repeats."""

    def line(self, file: str, offset: int) -> str:
        """Its CDXJ line, for a file in which it lies at an offset."""
        fields = {
            "url": self.url,
            "mime": "warc/revisit" if self.kind == "revisit" else self.mime,
            "status": str(self.status),
            "digest": self.digest,
            "length": str(self.length),
            "offset": str(offset),
            "filename": file,
        }
        said = {name: value for name, value in fields.items() if value is not None}
        stamp = "".join(char for char in self.at if char.isdigit())
        return f"{urlkey(self.url)} {stamp} {json.dumps(said)}\n"


def steps(archive: Archive, filters: Filters, done: Told) -> Step:
    """Counts pages for ``done``; where something is hidden each is looked at, and then written."""
    passes = 2 if HiddenNames(archive) else 1
    count, total = 0, number_of(archive, filters) * passes
    done(0, total)

    def step() -> None:
        nonlocal count
        count += 1
        if count % _TOLD_EVERY == 0 or count == total:
            done(count, total)

    return step


class Files:
    """Which raw files are there; what an export lacks is noted, once each, in words."""

    def __init__(self, archive: Archive, missing: list[str]) -> None:
        """``missing`` gets what is lost."""
        self.archive, self.missing = archive, missing
        self.paths = dict[str, Path | None]()
        self.damaged = dict[str, bool]()

    def path(self, file: str) -> Path | None:
        """Its path; ``None``, and a note, for one that is lost."""
        if file not in self.paths:
            self.paths[file] = present(self.archive.folder, file)
            if self.paths[file] is None:
                self.missing.append(f"raw/{file} is lost")
        return self.paths[file]

    def has(self, raw: Raw) -> bool:
        """Whether a record can be replayed: its own file is there, and that which it repeats."""
        if raw.kind == "revisit" and (raw.origin is None or self.path(raw.origin) is None):
            return False
        return self.path(raw.file) is not None

    def holds(self, raw: Raw) -> bool:
        """Whether the file of a record holds it; read only where that is known to be damaged."""
        path = self.path(raw.file)
        if path is None:
            return False
        if raw.file not in self.damaged:
            lost = lost_file(self.archive, raw.file)
            self.damaged[raw.file] = lost is not None
            self.missing += [lost.in_words()] if lost else []
        row = {"offset": raw.offset, "length": raw.length, "record_id": raw.record_id}
        return not self.damaged[raw.file] or held(path, [row]) == 1


def number_of(archive: Archive, filters: Filters) -> int:
    """How many raw pages are chosen; some may be lost, or left out by an order."""
    condition, values = condition_of(filters)
    row = archive.db.execute(
        f"SELECT count(*) FROM captures c WHERE {condition}", values
    ).fetchone()
    return int(row[0])


def left_out(archive: Archive, filters: Filters, hold: bool, told: RawTold, step: Step) -> set[int]:
    """Captures that are not handed on because they name an article under an order.

    A listing's goes in no case: it is no article's evidence. Another article's page is told of,
    and with ``hold`` left out. Nothing is read where nothing is hidden.
    """
    names, out, known = HiddenNames(archive), set[int](), dict[tuple[str, str], bool]()
    if not names:
        return out
    condition, values = condition_of(filters)
    sql = (
        "SELECT c.id, c.outlet, c.url, c.fetched_at, c.payload_digest,"
        f" {_OF_AN_ARTICLE} AS evidence FROM captures c WHERE {condition} ORDER BY c.id"
    )
    for row in archive.db.execute(sql, values):
        step()
        page = row["outlet"], row["payload_digest"] or f"capture {row['id']}"
        if page not in known:
            if len(known) == _REMEMBERED:
                known.clear()
            known[page] = _names(archive, names, row["id"], row["outlet"])
        if not known[page]:
            continue
        if hold or not row["evidence"]:
            out.add(row["id"])
        else:
            told.naming.append((row["url"], row["fetched_at"]))
    told.held = len(out)
    return out


def _names(archive: Archive, names: HiddenNames, id: int, outlet: str) -> bool:
    try:
        return names.on(outlet, load_page(archive, id))
    except (RawPageMissing, Unreadable):  # is not in an export either; a picture prints nothing
        return False


def chosen(archive: Archive, filters: Filters) -> Iterator[Raw]:
    """The raw pages that are chosen, file by file."""
    condition, values = condition_of(filters)
    sql = f"SELECT {', '.join(FIELDS)} FROM captures c WHERE {condition} ORDER BY file, offset"
    for row in archive.db.execute(sql, values):
        yield Raw(*row)


def condition_of(filters: Filters) -> tuple[str, list[object]]:
    """Chooses the raw pages behind the chosen articles; with no filter all that is not hidden.

    Hidden are all answers at an article's addresses, whatever they said. A repeated page needs
    the one that it repeats.
    """
    if filters == Filters():
        return (
            "c.file IS NOT NULL AND c.id NOT IN (WITH hidden(id) AS"
            f" ({HIDDEN}), own(id) AS (SELECT capture_id FROM versions"
            "  WHERE capture_id IS NOT NULL AND article_id IN hidden"
            "  UNION SELECT capture_id FROM article_pages"
            "  WHERE capture_id IS NOT NULL AND article_id IN hidden UNION SELECT p.id"
            "  FROM captures p JOIN (SELECT outlet, url FROM articles WHERE id IN hidden"
            "   UNION SELECT outlet, url FROM aliases WHERE article_id IN hidden"
            "   UNION SELECT a.outlet, p.url FROM article_pages p JOIN articles a"
            "    ON a.id = p.article_id WHERE a.id IN hidden"
            "   UNION SELECT l.outlet, substr(n.name, 4) FROM leads l JOIN names n"
            "    USING (outlet, url) WHERE n.name GLOB 'at *' AND l.article_id IN hidden"
            "   UNION SELECT outlet, url FROM leads WHERE article_id IN hidden"
            "   UNION SELECT outlet, address FROM leads WHERE article_id IN hidden)"
            "   USING (outlet, url))"
            " SELECT id FROM own UNION SELECT r.id FROM captures r WHERE r.refers_to IN own)"
        ), []
    where, values = filters.where()
    return (
        "c.file IS NOT NULL AND c.id IN (WITH chosen(id) AS (SELECT v.capture_id FROM versions v"
        f" JOIN articles a ON a.id = v.article_id WHERE {where}), pages(id) AS ("
        "SELECT id FROM chosen UNION SELECT p.capture_id FROM article_pages p"
        "  WHERE p.first_id IN chosen AND p.capture_id IS NOT NULL) SELECT id FROM pages"
        " UNION SELECT o.refers_to FROM captures o WHERE o.id IN pages)"
    ), list(values)
