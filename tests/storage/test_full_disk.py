"""A disk that is really full, and one that is really read-only, under every command that writes.

A small tmpfs and a read-only mount in a name space of our own: no root, no injected errors.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.raw import repair_segments
from storage.raw.monthly_merge import outlets_with_files
from storage.verify.verify import verify
from tests.crawling import crawl, make_due
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running
from tests.waiting import LIMIT
from warraq.cli import main

MOUNTS = subprocess.run(
    ["unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=1m t /mnt"], check=False,
    capture_output=True,
).returncode == 0 if shutil.which("unshare") else False  # fmt: skip
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not MOUNTS, reason="no name spaces here: nothing can be mounted"),
]
FULL = """
mount -t tmpfs -o size={size} none "{here}" && cp -a "{source}/." "{here}/" || exit 99
{command}
code=$?
cp -a "{here}/." "{out}/"
exit $code
"""
READ_ONLY = """
cp -a "{source}/." "{here}/" && mount --bind "{here}" "{here}" || exit 99
mount -o remount,ro,bind "{here}" || exit 99
{command}
"""
SETTINGS = """
allow_private = true
spider_modules = ["tests.newsroom.spiders"]
delay = 0.0
min_free_bytes = {least}
homes = {{ {homes} }}
"""
PAGE = 4096


@dataclass(slots=True)
class World:
    """A newsroom, an archive of it, and a file to import."""

    newsroom: Newsroom
    archive: Path
    other: Path
    place: Path

    def settings(self, least: int = 0) -> Path:
        """The operator's settings."""
        homes = ", ".join(f'{name} = "{home}"' for name, home in self.newsroom.homes().items())
        file = self.place / f"settings-{least}.toml"
        file.write_text(SETTINGS.format(homes=homes, least=least), "utf-8")
        return file

    def command(self, name: str, here: Path, least: int = 0) -> str:
        """What the shell is given."""
        settings = f" --config {self.settings(least)}"
        given = {
            "crawl": f"crawl sahifa minbar{settings}",
            "import": f"import {self.other}{settings}",
            "reread": f"reread{settings}",
            "backup": f"backup {here}/backup",
            "tidy": "tidy --this-month",
            "erase": "erase 1 --reason 'a judge'",
            "dataset": f"dataset {here}/set --text full",
            "suppress": "suppress 1 --reason 'a judge'",
            "run": f"run sahifa{settings}",
            "verify": f"verify --quick{settings}",
            "status": "status",
            "search": "search الحكومة",
        }[name]
        return f'{sys.executable} -m warraq {given} --archive "{here}"'


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Everything that the commands need; each works on a copy of the archive."""
    place = tmp_path_factory.mktemp("disk")
    made = Newsroom(per_outlet=8)
    with running(made):
        crawl(place / "other", made, ["rif"])
        (other,) = (place / "other" / "raw").rglob("*.warc.gz")
        crawl(place / "archive", made, ["arc"])
        made.publish("arc", made.outlets["arc"].publications[0].story)  # a second file
        crawl(place / "archive", made, ["arc"])
        with Archive(place / "archive") as kept:  # as an older reader left it
            kept.db.execute("UPDATE articles SET reader = 1, body = body || ' قديم'")
            make_due(place / "archive")
            kept.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        yield World(made, place / "archive", other, place)


def mounted(script: str) -> "subprocess.CompletedProcess[str]":
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script], capture_output=True, text=True, check=False,
        timeout=LIMIT,
    )  # fmt: skip
    assert done.returncode != 99, done.stderr
    return done


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """What a command says that has found no room and left nothing: in one line."""
    assert done.returncode == 3, (done.returncode, done.stdout, done.stderr)
    assert done.stdout == ""
    return " ".join(done.stderr.split())


@pytest.mark.parametrize(
    ("name", "room"),
    [("crawl", 0), ("crawl", 8), ("crawl", 60), ("import", 8), ("import", 30),
     ("reread", 8), ("backup", 60), ("tidy", 8), ("erase", 8), ("erase", 30)],
)  # fmt: skip
def test_a_full_disk_is_told_and_nothing_is_half_done(
    world: World, tmp_path: Path, name: str, room: int
) -> None:
    here, out = tmp_path / "full", tmp_path / "out"
    here.mkdir()
    out.mkdir()
    used = sum(PAGE * (1 + file.stat().st_size // PAGE) for file in world.archive.rglob("*"))
    done = mounted(FULL.format(
        size=used + room * PAGE, here=here, out=out, source=world.archive,
        command=world.command(name, here),
    ))  # fmt: skip
    assert done.returncode == 3, (done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    assert "full" in done.stderr or "No space left" in done.stderr, done.stderr
    with Archive(out) as kept:
        report = verify(kept, None)
        assert [one for one in report.findings if one.damage and one.kind != "text"] == []
    again = subprocess.run(
        world.command(name, out), shell=True, capture_output=True, text=True, check=False
    )
    assert again.returncode == 0, (again.stdout, again.stderr)
    with Archive(out) as kept:
        for outlet in outlets_with_files(kept):
            repair_segments(kept, outlet)
        report = verify(kept, None)
        assert [one for one in report.findings if one.damage and one.kind != "text"] == []


@pytest.mark.parametrize(
    "name", ["crawl", "run", "import", "reread", "backup", "tidy", "erase", "suppress"]
)
def test_a_read_only_archive_is_told_by_every_command_that_writes(
    world: World, tmp_path: Path, name: str
) -> None:
    here = tmp_path / "read-only"
    here.mkdir()
    command = world.command(name, here)
    if name == "backup":
        command = f"{sys.executable} -m warraq backup {tmp_path}/backup --archive {here}"
    done = mounted(READ_ONLY.format(here=here, source=world.archive, command=command))
    if name == "backup":  # a copy can be made of what cannot be written
        assert done.returncode == 0, (done.stdout, done.stderr)
        return
    assert done.returncode == 3, (done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    assert "ead-only" in done.stderr or "readonly" in done.stderr, done.stderr


@pytest.mark.parametrize("name", ["verify", "status", "search"])
def test_a_read_only_archive_can_be_asked_and_proved(
    world: World, tmp_path: Path, name: str
) -> None:
    here = tmp_path / "read-only"
    here.mkdir()
    done = mounted(
        READ_ONLY.format(here=here, source=world.archive, command=world.command(name, here))
    )
    assert done.returncode == (1 if name == "verify" else 0), (done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    assert "damaged: search index" not in done.stdout  # the texts are, of this archive


@pytest.mark.parametrize(
    "given",
    ["export x.jsonl", "export x.sqlite", "export x.wacz", "export x --format text --bag",
     "report x.html"],
)  # fmt: skip
def test_what_is_taken_from_a_read_only_archive_is_whole_and_says_so(
    world: World, tmp_path: Path, given: str
) -> None:
    here = tmp_path / "read-only"
    here.mkdir()
    what, name, *options = given.split()
    asked = " ".join([what, f"{tmp_path}/{name}", *options])
    command = f"{sys.executable} -m warraq {asked} --archive {here}"
    done = mounted(READ_ONLY.format(here=here, source=world.archive, command=command))
    assert done.returncode == 0, (done.stdout, done.stderr)
    assert " articles in " in done.stdout and (tmp_path / name).exists()
    assert "an order to erase will not name this file" in done.stderr
    assert "error" not in done.stderr and "Traceback" not in done.stderr


EXPORTS = ("x.jsonl", "x.csv", "x.csv.gz", "x.parquet", "x.sqlite", "x.tei.xml", "x.cdxj", "x.wacz",
           "x --format text", "x --format tei", "x --format text --bag")  # fmt: skip


@pytest.mark.parametrize("given", [
    *(f"export {{here}}/{one}" for one in EXPORTS), "report {here}/x.html",
    "bag {archive}/raw {here}/x",
])  # fmt: skip
def test_what_does_not_fit_leaves_nothing(world: World, tmp_path: Path, given: str) -> None:
    """Whatever the format; the sentence says that the disk is full."""
    here = tmp_path / "small"
    here.mkdir()
    asked = given.format(here=here, archive=world.archive)
    if given.startswith("export") and "cdxj" not in given and "wacz" not in given:
        asked += " --text full"
    done = mounted(
        f'mount -t tmpfs -o size=4k none "{here}" || exit 99\n'
        f'{sys.executable} -m warraq {asked} --archive "{world.archive}"\n'
        f'code=$?; ls -A "{here}"; exit $code'
    )
    said = refused(done)
    assert "No space left" in said and "Traceback" not in said, said


@pytest.mark.parametrize("room", [8, 40])
def test_a_data_set_for_which_there_is_no_room_is_not_made(
    world: World, tmp_path: Path, room: int
) -> None:
    here, out = tmp_path / "full", tmp_path / "out"
    here.mkdir()
    out.mkdir()
    used = sum(PAGE * (1 + file.stat().st_size // PAGE) for file in world.archive.rglob("*"))
    done = mounted(FULL.format(
        size=used + room * PAGE, here=here, out=out, source=world.archive,
        command=world.command("dataset", here),
    ))  # fmt: skip
    assert done.returncode == 3, (done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    assert "full" in done.stderr or "No space left" in done.stderr, done.stderr
    assert [one.name for one in out.iterdir() if "set" in one.name] == []
    again = subprocess.run(
        world.command("dataset", out), shell=True, capture_output=True, text=True, check=False
    )
    assert again.returncode == 0, (again.stdout, again.stderr)


def test_a_data_set_of_a_read_only_archive_succeeds_and_says_so(
    world: World, tmp_path: Path
) -> None:
    here = tmp_path / "read-only"
    here.mkdir()
    command = world.command("dataset", here).replace(f"{here}/set", f"{tmp_path}/set")
    done = mounted(READ_ONLY.format(here=here, source=world.archive, command=command))
    assert done.returncode == 0, (done.stdout, done.stderr)
    assert (tmp_path / "set" / "SHA256SUMS").stat().st_size
    assert "an order to erase will not name this folder" in done.stderr
    assert "error" not in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["crawl", "import"])
def test_they_stop_before_the_disk_is_full(world: World, tmp_path: Path, name: str) -> None:
    here = tmp_path / "archive"
    shutil.copytree(world.archive, here)
    done = subprocess.run(
        world.command(name, here, 10**15),
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3, (done.stdout, done.stderr)
    assert "min_free_bytes" in done.stderr and "Traceback" not in done.stderr
    with Archive(here) as kept, Archive(world.archive) as before:
        sql = "SELECT count(*) FROM captures"
        assert kept.rows(sql)[0][0] == before.rows(sql)[0][0]


def empty_set(world: World, place: Path) -> Path:
    """A data set without texts."""
    made = place / "empty"
    asked = ["dataset", str(made), "--text", "none", "--archive", str(world.archive)]
    assert main(asked) == 0
    return made


@pytest.mark.parametrize("size", ["4k", "200k"])
def test_a_data_set_that_cannot_be_filled_for_want_of_room_leaves_nothing(
    world: World, tmp_path: Path, size: str
) -> None:
    here, made = tmp_path / "small", empty_set(world, tmp_path)
    here.mkdir()
    done = mounted(
        f'mount -t tmpfs -o size={size} none "{here}" || exit 99\n'
        f'{sys.executable} -m warraq hydrate {made} {here}/set --archive "{world.archive}"\n'
        f'code=$?; ls -A "{here}"; exit $code'
    )
    said = refused(done)
    assert said == f"warraq: cannot write {here}/set: No space left on device"


def test_a_data_set_is_filled_from_a_read_only_archive(world: World, tmp_path: Path) -> None:
    here, made = tmp_path / "read-only", empty_set(world, tmp_path)
    here.mkdir()
    command = f"{sys.executable} -m warraq hydrate {made} {tmp_path}/set --archive {here}"
    done = mounted(READ_ONLY.format(here=here, source=world.archive, command=command))
    assert done.returncode == 0, (done.stdout, done.stderr)
    assert (tmp_path / "set" / "hydration.json").stat().st_size
    assert "an order to erase will not name this folder" in done.stderr
    assert "error" not in done.stderr and "Traceback" not in done.stderr


def test_a_report_for_which_there_is_no_room_is_not_made(world: World, tmp_path: Path) -> None:
    here = tmp_path / "small"
    here.mkdir()
    done = mounted(
        f'mount -t tmpfs -o size=4k none "{here}" || exit 99\n'
        f'{sys.executable} -m warraq report {here}/x.html --archive "{world.archive}"\n'
        f'code=$?; ls -A "{here}"; exit $code'
    )
    assert done.returncode != 0 and done.stdout == "", (done.stdout, done.stderr)
    said = " ".join(done.stderr.split())
    assert said == f"warraq: cannot write {here}/x.html: No space left on device"
