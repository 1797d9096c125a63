"""Lines that repeat across an outlet's articles: boilerplate that no rule names.

They are learned from the kept texts, left out of the next readings, shown by ``warraq learned``
and returned by a veto. Nothing is lost: the raw pages stay, `warraq reread` reads them again.
"""

from collections import Counter
from dataclasses import dataclass

from crawler.arabic import folded_words
from storage import times
from storage.archive import Archive
from storage.database import writing

LOOKED_AT = 300
"""The outlet's latest articles that are compared."""
MIN_PAGES = 5
"""A line in fewer articles than this may be a coincidence, or a serial."""
MIN_SHARE = 0.05
"""A daily column's fixed sentence stands in fewer articles than this."""
MAX_WORDS = 40


@dataclass(frozen=True, slots=True)
class Learned:
    """A line that was learned, in how many articles it stood, and whether people keep it."""

    outlet: str
    line: str
    text: str
    pages: int
    first_seen: str
    vetoed: bool


def learn(archive: Archive, outlet: str) -> int:
    """Compare an outlet's latest articles; how many lines are new on its list."""
    rows = archive.rows(
        "SELECT body FROM articles WHERE outlet = ? GROUP BY fingerprint"
        " ORDER BY max(first_seen) > ?, max(first_seen) DESC LIMIT ?",
        outlet, times.stamp(times.now()), LOOKED_AT,
    )  # fmt: skip
    seen: Counter[str] = Counter()
    texts: dict[str, str] = {}
    for row in rows:
        keys = {" ".join(folded_words(text)): text for text in row["body"].splitlines()}
        seen.update(key for key in keys if 0 < key.count(" ") + 1 <= MAX_WORDS)
        texts |= keys
    enough = max(MIN_PAGES, MIN_SHARE * len(rows))
    known = {one.line: one.pages for one in lines(archive, outlet)}
    found = [
        (key, pages)
        for key, pages in seen.items()
        if key and pages >= enough and pages > known.get(key, 0)
    ]
    if not found:  # as most often: nobody need wait for a transaction
        return 0
    with writing(archive.db):
        for key, pages in found:
            archive.db.execute(
                "INSERT INTO learned (outlet, line, text, pages, first_seen) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (outlet, line) DO UPDATE SET pages = max(pages, excluded.pages)",
                [outlet, key, texts[key], pages, times.text(times.now())],
            )
    return sum(key not in known for key, _ in found)


def lines(archive: Archive, outlet: str | None = None) -> list[Learned]:
    """The learned lines of one outlet or of all, the most frequent first."""
    rows = archive.rows(
        "SELECT outlet, line, text, pages, first_seen, vetoed FROM learned"
        " WHERE ?1 IS NULL OR outlet = ?1 ORDER BY outlet, pages DESC, line",
        outlet,
    )
    return [Learned(row[0], row[1], row[2], row[3], row[4], bool(row[5])) for row in rows]


def to_leave_out(archive: Archive, outlet: str) -> frozenset[str]:
    """The folded lines that the reader leaves out of an outlet's articles."""
    return frozenset(one.line for one in lines(archive, outlet) if not one.vetoed)


def veto(archive: Archive, outlet: str, text: str, *, vetoed: bool = True) -> bool:
    """Keep a line in the articles from now on, or leave it out again; whether it is on the list."""
    with writing(archive.db):
        done = archive.db.execute(
            "UPDATE learned SET vetoed = ? WHERE outlet = ? AND line = ?",
            [vetoed, outlet, " ".join(folded_words(text))],
        )
    return bool(done.rowcount)
