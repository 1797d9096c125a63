"""``make demo``: the sample newsroom, the daemon for two rounds, three searches, an export."""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from crawler.urls import canonical
from storage.archive import Archive
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.publications import Publication
from tests.newsroom.server import running

FOLDER = Path("demo-archive")
MARK = "# written by make demo"
DEADLINE = 600.0
"""Seconds for a round on a busy machine; each takes about fifteen of a quiet one."""
SETTINGS = """{mark}
allow_private = true          # the newsroom is on loopback
spider_modules = ["tests.newsroom.spiders"]
contact = "demo@example.org"
parallel = 4
spread = 0.5
shortest_pause = 1.0
delay = 0.05                  # seconds; 2 for real outlets
poll_min = 2.0                # 10 minutes for real outlets
poll_start = 2.0
poll_max = 4.0
revisit_ages = [4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60, 64, 68, 72, 76, 80]
gone_gap = 2.0                # 4 hours for real outlets
retry_delay = 2.0
homes = {{ {homes} }}
"""


def main() -> int:
    """Run the demo; 1 if the second round is not what it must be."""
    if FOLDER.exists() and MARK not in _settings_file():
        print(f"{FOLDER.absolute()} is not from an earlier demo: move it away first")
        return 1
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    newsroom = Newsroom(hold_back=1)
    with running(newsroom):
        homes = ", ".join(f'{name} = "{home}"' for name, home in newsroom.homes().items())
        (FOLDER / "warraq.toml").write_text(SETTINGS.format(mark=MARK, homes=homes), "utf-8")
        held = sum(len(stories) for stories in newsroom.held.values())
        say(
            f"The sample newsroom: {len(newsroom.outlets)} outlets on loopback, "
            f"{len(newsroom.published())} articles; {held} held back.\n"
            "Delays, polls, revisit ages and the gone gap are set to SECONDS for this demo; "
            f"see {FOLDER / 'warraq.toml'}."
        )
        daemon = subprocess.Popen(command("run"))
        try:
            return rounds(newsroom, daemon)
        finally:
            if daemon.poll() is None:
                daemon.send_signal(signal.SIGINT)
                daemon.wait(DEADLINE)


def rounds(newsroom: Newsroom, daemon: "subprocess.Popen[bytes]") -> int:
    """Both rounds and what they show."""
    say("\nRound one: the daemon finds everything that is published.")
    first = {canonical(pub.url) for pub in newsroom.published()}
    until("every article is kept", daemon, lambda: kept() == first)
    before = last_outcome()
    shown(0)
    edited, deleted, fresh = change(newsroom)
    second = first | {canonical(pub.url) for pub in fresh}
    until("the new articles are kept", daemon, lambda: kept() == second)
    until("the edit is seen", daemon, lambda: count("SELECT 1 FROM revised") == 1)
    until("the deletion is confirmed", daemon, lambda: count("SELECT 1 FROM gone") == 1)
    daemon.send_signal(signal.SIGINT)
    daemon.wait(DEADLINE)
    say("\nRound two, counted:")
    shown(before)
    ok = verdict(before, edited, deleted, fresh)
    ask(edited)
    return 0 if ok else 1


def change(newsroom: Newsroom) -> tuple[Publication, Publication, list[Publication]]:
    """Time passes in the newsroom: an edit, a deletion, new articles, one of them copied."""
    edited, deleted = newsroom.published("sahifa")[0], newsroom.published("akhbar")[1]
    newsroom.edit(edited.url, headline=f"{edited.headline} (تحيين)")
    newsroom.delete(deleted.url)
    fresh = newsroom.release()
    fresh.append(newsroom.publish("jarida", fresh[0].story))
    say(f"\nThe newsroom edits one headline ({edited.outlet.name}), deletes one article "
        f"({deleted.outlet.name}), publishes {len(fresh)}, one of them a copy.\n")  # fmt: skip
    return edited, deleted, fresh


def verdict(
    before: int, edited: Publication, deleted: Publication, fresh: list[Publication]
) -> bool:
    """Whether the second round is right, said line by line."""
    new = count(f"SELECT 1 FROM outcomes WHERE id > {before} AND kind IN ('new', 'copy')")
    with Archive(FOLDER) as archive:
        headlines = archive.rows(
            "SELECT headline FROM versions WHERE article_id = (SELECT id FROM revised)"
        )
        gone = archive.rows("SELECT url, gone_at FROM gone")
        copies = archive.rows(
            "SELECT outlet, role FROM copies WHERE story_id ="
            " (SELECT max(story_id) FROM story_members)"
        )
    checks = [
        (f"{new} new, none of them false", new == len(fresh)),
        ("both texts of the edit are kept: " + " → ".join(r[0] for r in headlines),
         len(headlines) == 2 and headlines[1][0] == edited.headline),
        (f"gone since {gone[0]['gone_at']}: {gone[0]['url']}",
         gone[0]["url"] == canonical(deleted.url)),
        ("the copy is linked: " + ", ".join(f"{r['outlet']} ({r['role']})" for r in copies),
         len(copies) == 2),
    ]  # fmt: skip
    for words, right in checks:
        say(("  ✓ " if right else "  ✗ WRONG: ") + words)
    return all(right for _, right in checks)


def ask(edited: Publication) -> None:
    """Three searches, an export, and where everything lies."""
    for words in (["الحكومة المنفتحه"], ["مدرسه"], ["تحيين", "--outlet", edited.outlet.name]):
        say(f"\n$ warraq search {' '.join(words)} --limit 2")
        subprocess.run(command("search", *words, "--limit", "2"), check=True)
    file = FOLDER / "articles.parquet"
    say(f"\n$ warraq export {file}")
    subprocess.run(command("export", str(file)), check=True)
    raw = sorted((FOLDER / "raw").rglob("*.warc.gz"))
    size = sum(path.stat().st_size for path in raw)
    say(f"\nWhere everything lies, below {FOLDER.absolute()}:"
        f"\n  warraq.db         articles, versions, copies, outcomes (plain SQLite)"
        f"\n  raw/              {len(raw)} WARC files, {size // 1024} KiB"
        f"\n  articles.parquet  the export"
        f"\nGo on: .venv/bin/warraq show 1 --archive {FOLDER}"
        f"\nIn a browser: .venv/bin/warraq serve --archive {FOLDER}"
        f"\n              and open http://127.0.0.1:8765/")  # fmt: skip


def command(name: str, *arguments: str) -> list[str]:
    """A ``warraq`` command on the demo's archive."""
    return [sys.executable, "-m", "warraq", name, *arguments, "--archive", str(FOLDER)]


def until(what: str, daemon: "subprocess.Popen[bytes]", done: Callable[[], bool]) -> None:
    """Wait until the archive says so. Raises ``TimeoutError`` naming what did not happen."""
    end = time.monotonic() + DEADLINE
    while not done():
        if time.monotonic() > end or daemon.poll() is not None:
            raise TimeoutError(f"{what}: not within {DEADLINE:.0f} s")
        time.sleep(0.3)  # between two looks at the database


def kept() -> set[str]:
    """The addresses in the archive, read-only: before the first crawl there are none."""
    if not (FOLDER / "warraq.db").exists():
        return set()
    with Archive(FOLDER) as archive:
        return {row["url"] for row in archive.rows("SELECT url FROM articles")}


def count(sql: str) -> int:
    """How many rows a query has."""
    with Archive(FOLDER) as archive:
        return len(archive.rows(sql))


def last_outcome() -> int:
    """The number of the last outcome written."""
    with Archive(FOLDER) as archive:
        row = archive.row("SELECT coalesce(max(id), 0) FROM outcomes")
    return int(row[0]) if row else 0


def shown(after: int) -> None:
    """The outcomes of a round, by outlet."""
    with Archive(FOLDER) as archive:
        rows = archive.rows(
            "SELECT outlet, group_concat(n || ' ' || kind, ', ') AS counted FROM ("
            " SELECT outlet, kind, count(*) AS n FROM outcomes WHERE id > ?"
            " GROUP BY outlet, kind ORDER BY outlet, kind) GROUP BY outlet", after,
        )  # fmt: skip
    for row in rows:
        say(f"  {row['outlet']:<10} {row['counted']}")


def say(words: str) -> None:
    """A line at once: the daemon's lines stand between ours."""
    print(words, flush=True)


def _settings_file() -> str:
    file = FOLDER / "warraq.toml"
    return file.read_text("utf-8") if file.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
