"""The rounds: the newsroom changes, a command starts, dies somewhere, and the archive is judged."""

import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from storage.archive import Archive
from storage.backup import restore
from storage.backup.finished_copy import is_begun
from storage.verify.verify import verify
from tests.killing.dying.sitecustomize import end_session, members
from tests.killing.newsdesk import Newsdesk
from tests.killing.truth import Acknowledged, other_readers_agree, proved
from tests.newsroom.server import running

KINDS = {"crawl": 9, "run": 3, "import": 3, "reread": 2, "tidy": 2, "backup": 2}
"""Which commands die, and how often beside each other."""
LONGEST = 60.0
SETTINGS = """
allow_private = true
spider_modules = ["tests.newsroom.spiders"]
delay = 0.01
spread = 0.2
shortest_pause = 0.2
poll_min = 1.0
poll_start = 1.0
poll_max = 2.0
revisit_ages = [{ages}]
gone_gap = 0.5
retry_delay = 0.5
min_free_bytes = 0
homes = {{ {homes} }}
"""


class Killing:
    """One archive, and everybody who works on it and dies."""

    def __init__(self, folder: Path, desk: Newsdesk, seed: int) -> None:
        """Write the settings and the files to be imported."""
        self.chance = random.Random(seed)
        self.folder, self.desk = folder, desk
        self.archive, self.backup = folder / "archive", folder / "backup"
        self.archive.mkdir()
        homes = ", ".join(f'{name} = "{home}"' for name, home in desk.newsroom.homes().items())
        ages = ", ".join(str(3 * number) for number in range(1, 1200))
        self.settings = folder / "warraq.toml"
        self.settings.write_text(SETTINGS.format(homes=homes, ages=ages), "utf-8")
        self.sources = self._sources()
        self.known = Acknowledged()
        self.lasted: dict[str, float] = {}
        self.counted = Counter[str]()

    def _sources(self) -> list[Path]:
        """Raw pages that another archive kept, some of them of articles as they once were."""
        other = self.folder / "elsewhere"
        for _ in range(2):
            self.run("crawl", archive=other)
            self.desk.goes_on(self.chance, 6)
        return sorted((other / "raw").rglob("*.warc.gz"))

    def run(self, *arguments: str, archive: Path | None = None, code: int = 0) -> None:
        """A command that nobody kills."""
        done = subprocess.run(
            self.command(*arguments, archive=archive), capture_output=True, text=True, check=False
        )
        assert done.returncode == code, (arguments, done.stdout[-800:], done.stderr[-1500:])

    def command(self, *arguments: str, archive: Path | None = None) -> list[str]:
        """A ``warraq`` command on the archive."""
        given = [sys.executable, "-m", "warraq", *arguments]
        if arguments[0] in ("crawl", "run", "import", "reread", "verify"):
            given += ["--config", str(self.settings)]
        return [*given, "--archive", str(archive or self.archive)]

    def arguments(self, kind: str) -> list[str]:
        """What a command is given this time."""
        names = list(self.desk.newsroom.outlets)
        some = self.chance.sample(names, self.chance.choice((1, 2, len(names))))
        return {
            "crawl": ["crawl", *some],
            "run": ["run"],
            "import": ["import", *map(str, self.chance.sample(self.sources, 3))],
            "reread": ["reread"],
            "tidy": ["tidy", "--this-month"],
            "backup": ["backup", str(self.backup)],
        }[kind]

    def round(self, number: int) -> None:
        """The newsroom goes on, a command dies, and what it left is judged."""
        self.desk.goes_on(self.chance, self.chance.randint(0, 4))
        fits = [kind for kind in KINDS if kind in ("crawl", "run") or self.known.articles]
        (kind,) = self.chance.choices(fits, [KINDS[kind] for kind in fits])
        manner = self.chance.choice(("clock", "growth", "growth", "call", "call"))
        if kind == "reread":  # it writes to the database alone
            manner = self.chance.choice(("clock", "growth"))
        when = (number, kind, manner)
        self.counted[self._die(kind, manner)] += 1
        self.counted[kind] += 1
        self.known.look(self.archive, when)
        proved(self.archive, when)
        if kind == "backup":
            self._restored(when)

    def _die(self, kind: str, manner: str) -> str:
        """Start a command and end it; how it ended."""
        environment = os.environ | {"PYTHONPATH": f"{Path.cwd()}"}
        if manner == "call":
            most = {"tidy": 12, "backup": 12}.get(kind, 30)
            environment |= {
                "DIE_AT": str(self.chance.randint(1, most)),
                "PYTHONPATH": f"{Path(__file__).parent / 'dying'}:{Path.cwd()}",
            }
        begun = time.monotonic()
        with subprocess.Popen(
            self.command(*self.arguments(kind)), start_new_session=True, env=environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        ) as leader:  # fmt: skip
            if manner == "growth":
                self._wait_for_growth(leader, self.chance.randint(1, 40))
            elif manner == "clock":
                lasts = self.lasted.get(kind, 8.0)
                self._wait(leader, self.chance.uniform(0.2, 1.1) * lasts)
            else:
                self._wait(leader, 12.0 if kind == "run" else LONGEST)
            alive = leader.poll() is None
            if alive and manner != "call":
                self._partly(leader)
            end_session(leader.pid)
            leader.wait()
            assert leader.stderr is not None
            said = leader.stderr.read()
        if not alive:
            self.lasted[kind] = time.monotonic() - begun
        assert "Traceback" not in said, (kind, manner, said[-3000:])
        assert leader.returncode in (0, -9) or kind == "crawl", (kind, leader.returncode, said)
        if leader.returncode == -9:
            return f"killed by {manner}"
        return "came to its end"

    def _partly(self, leader: "subprocess.Popen[str]") -> None:
        """Now and then only the command dies first, or only one of its crawls."""
        how = self.chance.random()
        if how < 0.15:
            leader.kill()
        elif how < 0.3:
            victim = self.chance.choice(list(members(leader.pid)) or [leader.pid])
            try:
                os.kill(victim, 9)
            except ProcessLookupError:  # it has just ended
                return
        else:
            return
        self.counted["partly first"] += 1
        time.sleep(self.chance.uniform(0, 1.5))  # the orphans go on for a while

    def _wait(self, leader: "subprocess.Popen[str]", seconds: float) -> None:
        try:
            leader.wait(seconds)
        except subprocess.TimeoutExpired:
            return

    def _wait_for_growth(self, leader: "subprocess.Popen[str]", times: int) -> None:
        """Until the log of the database or an open segment has changed so often."""
        end = time.monotonic() + self.lasted.get("growth", 20.0)
        sizes = self._sizes()
        while times and leader.poll() is None and time.monotonic() < end:
            now = self._sizes()
            times -= now != sizes
            sizes = now
            time.sleep(0.0005)  # as near to the writing as another process comes
        time.sleep(self.chance.choice((0, 0, 0.001, 0.01)))

    def _sizes(self) -> list[tuple[str, int]]:
        found = []
        for file in (self.archive / "warraq.db-wal", *(self.archive / "raw").glob("*/*/*.open")):
            try:
                found.append((file.name, file.stat().st_size))
            except FileNotFoundError:
                continue
        return found

    def _restored(self, when: object) -> None:
        """The backup before, or the new one: in either case a whole archive."""
        if not is_begun(self.backup):
            return  # the first one died
        target = self.folder / "restored"
        shutil.rmtree(target, ignore_errors=True)
        restore(self.backup, target)
        with Archive(target) as kept:
            report = verify(kept, None)
            assert report.sound, (when, report.findings)
        self.counted["backups proved"] += 1

    def _is_settled(self) -> bool:
        """Whether the archive equals the newsroom already: what differs yet, a later look finds."""
        try:
            self.desk.is_what_is_kept(self.archive)
        except AssertionError:  # raised to the end, if it is so then
            return False
        return True

    def end(self) -> dict[str, int]:
        """Nobody kills any more: everything is mended, proved, and equal to the newsroom."""
        with Archive(self.archive, create=True) as kept:
            aside = [row[0] for row in kept.rows("SELECT url FROM leads WHERE state='quarantine'")]
        for url in aside:  # two deaths with one page in hand: chance enough for that
            self.run("leads", "--retry", url)
        self.run("import", *map(str, self.sources))  # of what was deleted before, too
        for look in range(4):  # a deletion is seen twice, a while apart
            if look:
                time.sleep(3.0)  # the ages of the settings
            self.run("crawl")
            if look and self._is_settled():
                break
        self.known.look(self.archive, "the end")
        for arguments in (
            ["import", *map(str, self.sources)], ["reread"], ["tidy", "--this-month"],
            ["backup", str(self.backup)], ["verify"],
        ):  # fmt: skip
            self.run(*arguments)
            self.known.look(self.archive, arguments[0])
        self._restored("the end")
        proved(self.archive, "the end")
        with Archive(self.archive) as kept:
            report = verify(kept, None)
            assert report.findings == [], report.findings
        self.desk.is_what_is_kept(self.archive)
        records = other_readers_agree(self.archive)
        known = self.known
        return dict(self.counted) | {
            "articles": len(known.articles), "versions": len(known.versions),
            "captures": len(known.captures), "records": records, "quarantined": len(aside),
        }  # fmt: skip


def rounds(count: int, seed: int, folder: Path) -> dict[str, int]:
    """Kill so many times; what was counted. Raises ``AssertionError`` with what was lost."""
    desk = Newsdesk()
    with running(desk.newsroom):
        killing = Killing(folder, desk, seed)
        number = 0
        while sum(n for name, n in killing.counted.items() if name.startswith("killed")) < count:
            killing.round(number)
            number += 1
            if os.environ.get("KILLING_LOUD"):
                print(number, dict(killing.counted), flush=True)
        return killing.end()
