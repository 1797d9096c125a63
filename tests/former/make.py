"""Makes a small archive of the Warraq that runs, and what it answers: kept for its successors.

``python -m tests.former.make NAME`` writes ``NAME.tar.xz`` and ``NAME.json`` beside this file. The
archive is made by the commands alone, from texts of our own that the sample newsroom publishes.
"""

import json
import sqlite3
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from contextlib import closing, redirect_stdout
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

from crawler.urls import canonical
from tests.newsroom import newsroom as dealing
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.publications import Publication
from tests.newsroom.server import running
from tests.newsroom.stories import Story, load_stories
from warraq.cli import main

HERE = Path(__file__).parent
OUTLETS = ("sahifa", "rif", "akhbar")
LINE = "يستقبل مكتب الصحيفة قراءه بشارع علال بن عبد الله كل يوم خميس بعد صلاة العصر."
"""Stands under every article of one outlet, until it is learned."""
QUERIES = (
    ["مدرسه"], ["المدرسة"], ["الأسعار"], ["للماء"], ["٢٠٢٦"], ["2026"], ["وزارة", "-الصحة"],
    ['"علال بن عبد الله"'], ["مدرس*"], ["تحيين"], ["رسوم"], ["في"],
)  # fmt: skip
SETTINGS = """allow_private = true
spider_modules = ["tests.newsroom.spiders"]
delay = 0.01
gone_gap = 0.0
homes = {{ {homes} }}
"""


def make(name: str) -> None:
    """Make archive and answers under a name."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "archive"
        folder.mkdir()
        erased = fill(folder)
        answers = {"made_at": f"{datetime.now(UTC):%Y-%m-%d}", "erased": erased} | ask(folder)
        for lock in folder.rglob("*.lock"):
            lock.unlink()
        (HERE / f"{name}.json").write_text(
            json.dumps(answers, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
        with tarfile.open(HERE / f"{name}.tar.xz", "w:xz", preset=9) as packed:
            packed.add(folder, "archive", filter=_nobody)


def fill(folder: Path) -> dict[str, str]:
    """A year of an archive in a minute: copies, edits, a deletion, orders; the erased text."""
    dealing.REPRINTS.clear()  # the reference report is its publisher's: own texts only
    made = Newsroom(stories=[], start=datetime(2026, 11, 20, 9, tzinfo=UTC))
    stories = [story for story in load_stories() if story.language == "ar"]
    french = [story for story in load_stories() if story.language == "fr"]
    at = made.start

    def publish(outlet: str, story: Story) -> Publication:
        nonlocal at
        at += timedelta(minutes=17)
        return made.publish(outlet, story, at)

    signed = [replace(one, paragraphs=(*one.paragraphs, LINE)) for one in stories[:6]]
    kept = [publish("sahifa", story) for story in signed]
    other = [publish("akhbar", story) for story in [*stories[6:10], *french[:1]]]
    publish("rif", stories[6])  # a copy
    publish("rif", near(stories[7]))
    publish("rif", replace(stories[8], paragraphs=stories[8].paragraphs[:-1]))
    publish("akhbar", stories[9])  # an alias: the same text at another address of its outlet
    last = publish("rif", stories[10])
    with running(made):
        homes = ", ".join(f'{name} = "{made.homes()[name]}"' for name in OUTLETS)
        (folder / "warraq.toml").write_text(SETTINGS.format(homes=homes), encoding="utf-8")
        crawl(folder)
        made.edit(kept[0].url, headline=f"{stories[0].headline} (تحيين)")
        made.edit(
            other[3].url, paragraphs=[*stories[9].paragraphs, "وأضاف المصدر أن الأشغال انتهت."]
        )
        made.delete(kept[1].url)
        publish("sahifa", stories[11])
        for _ in range(2):  # gone is what was missed twice
            crawl(folder)
    erased = article_at(folder, last.url)
    warraq(
        folder, "suppress", article_at(folder, kept[2].url)["id"], "--reason", "an order, hidden"
    )
    warraq(folder, "erase", erased["id"], "--reason", "an order, destroyed")
    warraq(folder, "tidy", "--this-month")
    warraq(folder, "verify")
    return erased


def near(story: Story) -> Story:
    """The same report as another desk prints it: another headline, another first sentence."""
    lead = "علم موقعنا من مصادر متطابقة أن الملف ما زال يثير نقاشا واسعا لدى المتتبعين للشأن."
    return replace(
        story, headline=f"متابعة: {story.headline}", paragraphs=(lead, *story.paragraphs[1:])
    )


def crawl(folder: Path) -> None:
    """Look at everything, whenever it would be due."""
    if (folder / "warraq.db").exists():
        with closing(sqlite3.connect(folder / "warraq.db")) as db, db:
            db.execute(
                "UPDATE leads SET state = 'due', due_at = '2000-01-01T00:00:00Z'"
                " WHERE article_id IS NOT NULL AND state <> 'erased'"
            )
    warraq(folder, "crawl", *OUTLETS)


def article_at(folder: Path, url: str) -> dict[str, str]:
    """Number, address and text of an article."""
    with closing(sqlite3.connect(folder / "warraq.db")) as db:
        row = db.execute(
            "SELECT id, outlet, url, headline, body FROM articles WHERE url = ?", [canonical(url)]
        ).fetchone()
    return dict(zip(("id", "outlet", "url", "headline", "body"), map(str, row), strict=True))


def ask(folder: Path) -> dict[str, object]:
    """What an archive answers: every export line, each search, its stories and learned lines."""
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "all.jsonl"
        warraq(folder, "export", str(file), "--darija")
        lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    with closing(sqlite3.connect(folder / "warraq.db")) as db:
        stories = db.execute("SELECT * FROM copies ORDER BY story_id, article_id").fetchall()
        versions = db.execute(
            "SELECT article_id, number, headline, fingerprint FROM versions ORDER BY 1, 2"
        ).fetchall()
        learned = db.execute("SELECT outlet, line, pages FROM learned ORDER BY 1, 2").fetchall()
        counts = {
            name: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for name in ("articles", "leads", "captures", "aliases", "gone", "outcomes",
                         "tombstones", "suppressions", "bands", "outlines")
        }  # fmt: skip
    return {
        "export": lines,
        "searches": [{"words": words, "hits": search(folder, words)} for words in QUERIES],
        "stories": [list(row) for row in stories],
        "versions": [list(row) for row in versions],
        "learned": [list(row) for row in learned],
        "counts": counts,
    }


def search(folder: Path, words: Sequence[str]) -> list[object]:
    """The hits of a search, best first."""
    said = warraq(folder, "search", *words, "--json", "--limit", "50", may_fail=True)
    told = json.loads(said) if said.strip() else []
    return list(told["hits"] if isinstance(told, dict) else told)


def warraq(folder: Path, command: str, *arguments: str, may_fail: bool = False) -> str:
    """What a command prints; it must succeed unless it may fail."""
    with redirect_stdout(StringIO()) as said:
        code = main([command, "--archive", str(folder), *arguments])
    if code and not may_fail:
        raise RuntimeError(f"warraq {command}: {code}\n{said.getvalue()}")
    return said.getvalue()


def _nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """An entry without the machine that made it."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mtime = int(datetime(2026, 11, 28, tzinfo=UTC).timestamp())
    return entry


if __name__ == "__main__":
    make(sys.argv[1])
