"""What an archive has acknowledged, and whether it still holds it."""

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

from fastwarc.warc import ArchiveIterator
from warcio.checker import Checker

from crawler.urls import canonical
from storage.archive import Archive
from storage.raw import load_page
from storage.verify.verify import verify
from tests.newsroom.newsroom import Newsroom

VERSIONS = (
    "SELECT a.outlet, a.url, v.headline, v.body FROM versions v JOIN articles a"
    " ON a.id = v.article_id"
)


@dataclass(slots=True)
class Acknowledged:
    """Everything that a database has ever been seen to hold; it only grows."""

    versions: set[tuple[str, ...]] = field(default_factory=set)
    captures: set[tuple[str, ...]] = field(default_factory=set)
    articles: set[tuple[int, str, str]] = field(default_factory=set)

    def look(self, folder: Path, when: object) -> None:
        """Read the database as the kill left it. Raises ``AssertionError`` with what is lost."""
        if not (folder / "warraq.db").exists():
            return
        db = sqlite3.connect(folder / "warraq.db")
        try:
            if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'versions'").fetchone():
                assert not self.articles, when
                return
            for known, sql in (
                (self.articles, "SELECT id, outlet, url FROM articles"),
                (self.versions, VERSIONS),
                (self.captures, "SELECT record_id, url FROM captures WHERE file IS NOT NULL"),
            ):
                now = set(db.execute(sql))
                assert known <= now, (when, "lost", list(known - now)[:3])
                known |= now
        finally:
            db.close()


def proved(folder: Path, when: object) -> None:
    """Nothing is damaged and nothing is there twice."""
    if not (folder / "warraq.db").exists():
        return
    with Archive(folder, create=True) as kept:
        report = verify(kept, None)
        assert report.sound, (when, report.findings)
        twice = kept.rows(
            "SELECT outlet, headline FROM articles WHERE words >= 20"
            " GROUP BY outlet, fingerprint HAVING count(*) > 1"
        )
        assert not twice, (when, [tuple(row) for row in twice])
        assert not kept.rows("SELECT 1 FROM articles WHERE capture_id IS NULL"), when


def other_readers_agree(folder: Path) -> int:
    """Every raw page comes back, warcio's own check passes, fastwarc reads it all; how many."""
    seen = 0
    with Archive(folder) as kept:
        for (id,) in kept.rows("SELECT id FROM captures WHERE file IS NOT NULL"):
            load_page(kept, id)
    for file in sorted((folder / "raw").rglob("*.warc.gz")):
        checker = Checker(type("Options", (), {"verbose": False, "inputs": [str(file)]})())
        checker.process_all()
        assert checker.exit_value == 0, file
        with file.open("rb") as stream:
            records = [record.record_type for record in ArchiveIterator(stream, parse_http=False)]
        seen += len(records)
        assert records, file
    return seen


def equals_the_newsroom(folder: Path, newsroom: Newsroom) -> None:
    """Every article that an outlet shows is kept with the words it shows; gone ones are gone.

    Whatever brought them: a crawl looks at what an import brought, too.
    """
    with Archive(folder) as kept:
        rows = {row["url"]: row for row in kept.rows("SELECT * FROM articles")}
    wrong = []
    for outlet in newsroom.outlets.values():
        for pub in outlet.publications:
            row = rows.get(canonical(pub.url))
            if pub.live and (row is None or row["gone_at"]):
                wrong.append((pub.url, "live, but not kept as such"))
            elif row is not None and not pub.live and row["gone_at"] is None:
                wrong.append((pub.url, "deleted, but not gone"))
            elif row is not None and pub.live:
                said = (row["headline"], row["body"].splitlines())
                if said != (pub.headline, list(pub.paragraphs)):
                    wrong.append((pub.url, f"{said} is not {pub.headline} {pub.paragraphs}"))
    assert not wrong, wrong[:3]
