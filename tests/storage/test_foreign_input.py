"""Archives, backups and WARC files of others: what they say is data, and never leaves its place."""

import gzip
import hashlib
import os
import random
import resource
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from storage.archive import Archive
from storage.backup import MANIFEST, BadBackup, backup, restore
from storage.errors import ArchiveError, OutsideArchive, RawPageMissing
from storage.importing.importing import Importing, Source
from storage.process_locks import OutletLock
from storage.raw import SegmentWriter, load_page
from storage.raw.gzip_members import Damaged, records
from storage.raw.monthly_merge import join_all
from storage.verify.verify import verify
from tests.damages import files as segments
from tests.keeping import fetched_page, filled, make_reader
from tests.storage.test_importing import Foreign, page
from warraq.cli import main

pytestmark = pytest.mark.slow

FORGED = "\r\nWARC-Target-URI: https://forged.ma/\r\nWARC-Type: resource"


def sound_for_warcio(file: Path, capsys: pytest.CaptureFixture[str]) -> bool:
    class Arguments:
        inputs = [str(file)]
        verbose = False

    checker = Checker(Arguments())
    checker.process_all()
    return checker.exit_value == 0 and not capsys.readouterr().out


def taken(folder: Path, file: Path) -> tuple[Path, dict[str, int]]:
    """The segment that came of importing a file, and what was counted."""
    with Archive(folder, create=True) as kept:
        taking = Importing(kept, lambda url: "one" if "one.ma" in url else None, make_reader)
        list(taking.run(Source(file)))
        taking.close()
        assert verify(kept, make_reader).findings == []
    return next(iter(segments(folder)), Path()), dict(taking.counts)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("a" + FORGED.replace("/", "") + ".warc", "a%0D%0AWARC-Target-URI"),
        ("a\nb.warc", "a%0Ab.warc"),
        ("a\rb\x85\u2028c\x1b[31m.warc", "a%0Db%C2%85%E2%80%A8c%1B[31m.warc"),
        (os.fsdecode(b"latin-\xe9.warc"), "latin-%E9.warc"),
        ("صحف 2024 [red].warc", "صحف 2024 [red].warc"),  # an honest name stays as it is
    ],
)
def test_a_name_of_a_file_forges_no_field(
    tmp_path: Path, name: str, written: str, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Foreign(tmp_path / "x.warc", packed=False)
    made.answer("https://one.ma/1.html", page(1))
    made.path = tmp_path / name
    (segment, counts) = taken(tmp_path / "archive", made.save())
    assert counts["new"] == 1
    with segment.open("rb") as stream:
        (answer,) = [one.rec_headers for one in ArchiveIterator(stream) if one.rec_type ==
                     "response"]  # fmt: skip
    assert answer.get_header("Warraq-Imported-From").startswith(written)
    assert answer.get_header("WARC-Target-URI") == "https://one.ma/1.html"
    assert len(answer.headers) == len({name for name, _ in answer.headers})
    assert sound_for_warcio(segment, capsys)
    again, counts = taken(tmp_path / "archive", made.path)
    assert counts == {"taken over before": 1}


@pytest.mark.parametrize(
    "where", ["address", "id", "ip", "header", "header name", "reason", "folded header"]
)
def test_no_text_of_a_foreign_record_forges_a_field(
    tmp_path: Path, where: str, capsys: pytest.CaptureFixture[str]
) -> None:
    evil, url = "x\rWARC-Type: resource\x0bY: z\x1b", "https://one.ma/1.html"
    given = {
        "address": f"WARC-Target-URI: {url}{evil}", "ip": f"WARC-IP-Address: {evil}",
        "id": f"WARC-Record-ID: <urn:{evil}>",
    }.get(where, "X-Any: thing")  # fmt: skip
    head = {
        "header": f"HTTP/1.1 200 OK\r\nX: {evil}\r\n", "reason": f"HTTP/1.1 200 OK{evil}\r\n",
        "header name": f"HTTP/1.1 200 OK\r\nX{evil}\r\n",
        "folded header": "HTTP/1.1 200 OK\r\nX: a\r\n WARC-Type: resource\r\n",
    }.get(where, "HTTP/1.1 200 OK\r\n")  # fmt: skip
    block = f"{head}Content-Type: text/html; charset=utf-8\r\n\r\n".encode() + page(1)
    fields = [
        given,
        "WARC-Type: response",
        "WARC-Date: 2024-03-05T10:00:00Z",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(block)}",
    ]
    fields += [] if where == "id" else ["WARC-Record-ID: <urn:uuid:1>"]
    fields += [] if where == "address" else ["WARC-Target-URI: https://one.ma/1.html"]
    file = tmp_path / "x.warc"
    text = "WARC/1.0\r\n" + "\r\n".join(fields) + "\r\n\r\n"
    file.write_bytes(text.encode() + block + b"\r\n\r\n")
    segment, counts = taken(tmp_path / "archive", file)
    if where == "address":
        assert counts == {"an address with control characters": 1}
        return
    assert counts == {"new": 1}
    assert sound_for_warcio(segment, capsys)
    (answer,) = [one for one in records(segment) if one.kind == "response"]
    assert answer.fields["warc-target-uri"] == "https://one.ma/1.html" and not answer.faults
    assert not set(b"\x0b\x1b") & set(answer.block.partition(b"\r\n\r\n")[0])


def test_an_address_with_line_breaks_is_kept_as_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever hands it over: an import refuses it before."""
    with Archive(tmp_path, create=True) as kept:
        raw = SegmentWriter(kept, "one")
        forged = replace(fetched_page(1), url="https://one.ma/1.html" + FORGED, head=None)
        id = raw.keep(replace(forged, ip="10.0.0.1" + FORGED, reason="OK" + FORGED))
        raw.keep(forged)
        arabic = raw.keep(replace(fetched_page(2), url="https://one.ma/مقال.html"))
        raw.close()
        assert load_page(kept, id).url.startswith("https://one.ma/1.html%0D%0AWARC-Target-URI")
        assert load_page(kept, arabic).url == "https://one.ma/مقال.html"
        assert verify(kept, make_reader).findings == []
    (segment,) = segments(tmp_path)
    assert sound_for_warcio(segment, capsys)


@pytest.mark.parametrize(
    "forged",
    ["X: a\nWARC-Type: resource", "X: a\rb", "WARC-Date: 2020-01-01T00:00:00Z", "no field at all"],
)
def test_verify_names_fields_that_other_readers_read_otherwise(tmp_path: Path, forged: str) -> None:
    with filled(tmp_path, 1) as kept:
        (file,) = segments(tmp_path)
        (first, *rest) = [
            gzip.decompress(file.read_bytes()[one.offset : one.offset + one.length])
            for one in records(file)
        ]
        spoilt = rest[0].replace(b"\r\n", b"\r\n" + forged.encode() + b"\r\n", 1)
        file.write_bytes(b"".join(map(gzip.compress, [first, spoilt, *rest[1:]])))
        found = [one for one in verify(kept, None).findings if one.kind == "record"]
        assert any("its head" in one.detail for one in found), found


PEAK = """
import resource, sys
from pathlib import Path
from storage.archive import Archive
from storage.importing.importing import Importing, Source
from storage.errors import ArchiveError
from storage.raw.gzip_members import Damaged, records
from tests.keeping import make_reader
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
if sys.argv[1] == "records":
    try:
        for one in records(Path(sys.argv[2])):
            pass
    except Damaged as error:
        print(error, file=sys.stderr)
else:
    with Archive(sys.argv[3], create=True) as kept:
        taking = Importing(kept, lambda url: "one", make_reader)
        try:
            for position in taking.run(Source(Path(sys.argv[2]))):
                pass
        except ArchiveError as error:
            print(error, file=sys.stderr)
        print(dict(taking.counts), file=sys.stderr)
        taking.close()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
HEAD = (
    "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Date: 2024-03-05T10:00:00Z\r\n"
    "WARC-Record-ID: <urn:1>\r\n"
    "WARC-Target-URI: https://one.ma/1.html\r\nContent-Length: {length}\r\n"
)


def bomb(path: Path, kind: str) -> Path:
    """A file of a megabyte at the most that unpacks to 256, in one place or another."""
    zeros, size = bytes(1 << 20), 256
    with gzip.open(path, "wb", compresslevel=9) as out:
        if kind == "warcinfo":
            out.write((HEAD.format(kind=kind, length=size << 20) + "\r\n").encode())
        elif kind == "head":
            out.write((HEAD.format(kind="response", length=10) + "X-Long: ").encode())
            zeros = b"a" * (1 << 20)
        elif kind == "lines":
            out.write(HEAD.format(kind="response", length=10).encode())
            zeros = b"X-Line: aaaaaaaa\r\n" * (1 << 16)
        elif kind == "http head":
            out.write(
                (
                    HEAD.format(kind="response", length=size << 20)
                    + "Content-Type: application/http\r\n\r\nHTTP/1.1 200 OK\r\n"
                ).encode()
            )
            zeros = b"X-Line: aaaaaaaa\r\n" * (1 << 16)
        elif kind == "body":
            text = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
            out.write(
                (
                    HEAD.format(kind="response", length=(size << 20) + len(text))
                    + "Content-Type: application/http\r\n\r\n"
                    + text
                ).encode()
            )
        for _ in range(size):
            out.write(zeros)
    return path


@pytest.mark.parametrize("kind", ["nothing", "warcinfo", "head", "lines", "http head", "body"])
@pytest.mark.parametrize("how", ["import", "records"])
def test_no_bomb_fills_the_memory(tmp_path: Path, kind: str, how: str) -> None:
    file = bomb(tmp_path / "a.warc.gz", kind)
    assert file.stat().st_size < 4_000_000
    done = subprocess.run(
        [sys.executable, "-c", PEAK, how, str(file), str(tmp_path / "archive")],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert int(done.stdout) < 180_000, f"kilobytes: {done.stdout} {done.stderr}"
    assert done.stderr, "and it is named"


def test_a_large_first_record_and_records_in_one_member_are_read_as_before(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(700_000).hex().encode()  # a megabyte and more, unpacked
    for packed, number in ((True, 1), (False, 2)):
        made = Foreign(tmp_path / f"{number}.warc.gz", packed=packed)
        made.answer("https://one.ma/0.html", noise, status="404 Not Found")
        made.answer(f"https://one.ma/{number}.html", page(number))
        made.save()
        if not packed:
            made.path.write_bytes(gzip.compress(made.path.read_bytes()))
        assert taken(tmp_path / "archive", made.path)[1]["new"] == 1


# -- backups


def evil_backup(folder: Path) -> Path:
    """A backup of our own making, into which somebody put more."""
    with filled(folder / "archive", 2) as kept:
        (kept.folder / "warraq.toml").write_text('spider_modules = ["evil"]\n')
        backup(kept, folder / "copy")
    return folder / "copy"


def listed(copy: Path, name: str, data: bytes = b"x") -> None:
    (copy / name).parent.mkdir(parents=True, exist_ok=True)
    (copy / name).write_bytes(data)
    with (copy / MANIFEST).open("a") as manifest:
        manifest.write(f"{hashlib.sha256(data).hexdigest()}  {name}\n")


def test_a_restore_takes_database_settings_and_raw_files_and_nothing_else(tmp_path: Path) -> None:
    copy = evil_backup(tmp_path)
    names = ["evil/__init__.py", "evil.py", "raw/evil.py", "raw/x.warc.gz", ".git/hooks/x",
             "raw/one/x.warc.gz.sh", "warraq.db-wal", "reports/x.json"]  # fmt: skip
    for name in names:
        listed(copy, name)
    (copy / "unlisted.py").write_text("x")
    done = restore(copy, tmp_path / "new")
    assert sorted(done.left_out) == sorted(names)
    there = {str(file.relative_to(tmp_path / "new")) for file in (tmp_path / "new").rglob("*")
             if file.is_file() and file.name != ".lock"}  # fmt: skip
    (segment,) = segments(copy)[:1]
    mine = {name for name in there if not name.startswith("warraq.db-")}
    assert mine == {"warraq.db", "warraq.toml", str(segment.relative_to(copy))}
    assert not any(file.stat().st_mode & 0o111 for file in (tmp_path / "new").rglob("*.*")
                   if file.is_file())  # fmt: skip


@pytest.mark.parametrize("what", ["link", "folder link", "pipe", "database link"])
def test_a_restore_follows_no_link_and_reads_no_pipe(tmp_path: Path, what: str) -> None:
    copy = evil_backup(tmp_path)
    secret = tmp_path / "secret"
    secret.mkdir()
    (segment,) = segments(copy)
    if what == "database link":
        (copy / "warraq.db").rename(secret / "warraq.db")
        (copy / "warraq.db").symlink_to(secret / "warraq.db")
    elif what == "folder link":
        segment.parent.rename(secret / "year")
        segment.parent.symlink_to(secret / "year")
    else:
        segment.rename(secret / "x.warc.gz")
        os.mkfifo(segment) if what == "pipe" else segment.symlink_to(secret / "x.warc.gz")
    with pytest.raises(BadBackup, match="no plain file"):
        restore(copy, tmp_path / "new")


@pytest.mark.parametrize("name", ["../out.warc.gz", "/tmp/out.warc.gz", "raw/../../out.warc.gz"])
def test_a_manifest_names_nothing_outside(tmp_path: Path, name: str) -> None:
    copy = evil_backup(tmp_path)
    with (copy / MANIFEST).open("a") as manifest:
        manifest.write(f"{'0' * 64}  {name}\n")
    with pytest.raises(BadBackup, match="not a line"):
        restore(copy, tmp_path / "new")


@pytest.mark.parametrize(
    ("line", "said"),
    [(b"\xff\xfe\x00garbage", "not a line"), (b"0" * 64 + b"  raw/one/\xff.warc.gz", "not a line"),
     (b"0" * 64 + b"  raw/one/\x1b[31m.warc.gz", "not a line"), (b"a" * 5_000_000, "not a line"),
     (b"0" * 64 + b"  warraq.db", "twice")],
)  # fmt: skip
def test_a_manifest_is_sound_or_nothing_is_restored(tmp_path: Path, line: bytes, said: str) -> None:
    copy = evil_backup(tmp_path)
    with (copy / MANIFEST).open("ab") as manifest:
        manifest.write(line + b"\n")
    with pytest.raises(BadBackup, match=said) as raised:
        restore(copy, tmp_path / "new")
    assert len(str(raised.value)) < 500 and not (tmp_path / "new").exists()


def test_a_manifest_of_other_tools_is_read_as_ours(tmp_path: Path) -> None:
    """With other ends of lines, digests in capitals, a line twice."""
    copy = evil_backup(tmp_path)
    lines = (copy / MANIFEST).read_text("utf-8").splitlines()
    lines = [f"{line[:64].upper()}{line[64:]}" for line in lines]
    (copy / MANIFEST).write_bytes("\r\n".join([*lines, lines[0], ""]).encode())
    assert restore(copy, tmp_path / "new").files == len(lines)
    assert not list((tmp_path / "new").rglob("*.part"))
    (tmp_path / "file").write_text("mine")
    with pytest.raises(BadBackup, match="not an empty folder"):
        restore(copy, tmp_path / "file")


# -- archives


@pytest.mark.parametrize("state", ["open", "sealed", "joined", "joining"])
@pytest.mark.parametrize("absolute", [True, False])
def test_a_database_of_others_reaches_no_file_outside_its_folder(
    tmp_path: Path, state: str, absolute: bool
) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (tmp_path / "victim.open").write_text("precious")
    name = str(victim) if absolute else "../../victim"
    with filled(tmp_path / "archive", 2) as kept:
        kept.db.execute(
            "INSERT INTO segments (file, outlet, state, opened_at, bytes) VALUES"
            " (?, 'one', ?, '2026-01-01T00:00:00Z', 8)", [name, state],
        )  # fmt: skip
        kept.db.execute("UPDATE captures SET file = ? WHERE id = 1", [name])
        assert not verify(kept, make_reader).sound
        with pytest.raises(OutsideArchive):
            load_page(kept, 1)
        assert join_all(kept, this_month=True) == {"one": []}
    at = ["--archive", str(tmp_path / "archive")]
    for command in (["lost", "--accept", "--reason", "x"], ["backup", str(tmp_path / "copy")],
                    ["export", str(tmp_path / "a.wacz")], ["adopt"], ["tidy"]):  # fmt: skip
        assert main([*command, *at]) in (0, 1, 3)
    assert victim.read_text() == (tmp_path / "victim.open").read_text() == "precious"


def test_links_in_an_archive_of_others_lead_no_writer_out(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "archive"
    outside.mkdir()
    (outside / "precious").write_text("precious")
    with filled(folder, 1) as kept:
        (folder / "raw" / "two").symlink_to(outside)
        (folder / "raw" / "three").mkdir()
        (folder / "raw" / "three" / ".lock").symlink_to(outside / "precious")
        (folder / "reports").symlink_to(outside)
        with pytest.raises(RawPageMissing, match="link"):
            SegmentWriter(kept, "two").keep(fetched_page(1, "two"))
        for outlet in ("two", "three"):
            with pytest.raises(ArchiveError):
                OutletLock(folder, outlet).acquire()
    assert main(["verify", "--quick", "--archive", str(folder)]) == 0
    assert [one.name for one in outside.iterdir()] == ["precious"]
    assert (outside / "precious").read_text() == "precious"


def test_a_raw_folder_on_another_disk_is_the_operators_own(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "raw").symlink_to(tmp_path / "disk")
    with filled(tmp_path / "archive", 2) as kept:
        assert verify(kept, make_reader).findings == []
    assert segments(tmp_path / "archive")


def test_a_bomb_among_the_raw_files_is_named_and_costs_no_memory(tmp_path: Path) -> None:
    limit = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + 300_000
    with filled(tmp_path / "archive", 2) as kept:
        (file,) = segments(kept.folder)
        bomb(file, "warcinfo")
        with pytest.raises(Damaged, match="more than"):
            list(records(file))
        assert not verify(kept, make_reader).sound
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < limit
