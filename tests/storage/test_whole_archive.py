"""Joining, hiding, erasing, copying, importing: what is kept stays whole, what must go is gone."""

import hashlib
import json
import subprocess
import sys
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest

from crawler.reading.reader import read_article
from storage.activity import copy_locations, task_positions
from storage.archive import Archive
from storage.backup import MANIFEST, BadBackup, backup, restore
from storage.errors import NoSuchArticle
from storage.export import export
from storage.export.cdx_urlkey import urlkey
from storage.importing.foreign_warc import BadWarc
from storage.importing.importing import Importing, Source
from storage.process_locks import AlreadyCrawling, OutletLock
from storage.query.filters import Filters
from storage.query.search import search
from storage.raw import SegmentWriter, load_page
from storage.raw.gzip_members import records
from storage.raw.monthly_merge import join_segments
from storage.takedown.orders import erase, order_on, suppress, unsuppress
from storage.verify.verify import verify
from tests.crawler.test_raw_headers import page
from tests.keeping import fetched_page, filled, keep_page, make_reader
from tests.making import START
from tests.storage.test_raw import segments
from warraq.cli import main

pytestmark = pytest.mark.slow


def several(folder: Path) -> Archive:
    """An archive with articles in three files."""
    kept = filled(folder, 2)
    for first in (3, 5):
        raw = SegmentWriter(kept, "one")
        for number in (first, first + 1):
            keep_page(kept, raw, fetched_page(number))
        raw.keep(fetched_page(1))  # a revisit of a record in another file
        raw.close()
    return kept


def pages(kept: Archive) -> list[bytes]:
    rows = kept.rows("SELECT id FROM captures WHERE file IS NOT NULL ORDER BY id")
    return [load_page(kept, row["id"]).body for row in rows]


def test_joined_files_hold_the_same_pages(tmp_path: Path) -> None:
    with several(tmp_path) as kept:
        before, old = pages(kept), segments(kept)
        assert join_segments(kept, "one") == []  # the month is not over
        (file,) = join_segments(kept, "one", this_month=True)
        assert segments(kept) == [tmp_path / "raw" / file]
        assert not any(path.exists() for path in old)
        assert pages(kept) == before
        assert verify(kept, make_reader).findings == []
        assert join_segments(kept, "one", this_month=True) == []
        assert copy_locations.copies_made(kept.db) == []
        lock = OutletLock(tmp_path, "one")
        lock.acquire()
        with pytest.raises(AlreadyCrawling):
            join_segments(kept, "one", this_month=True)


DIE = """
import os, sys
import storage.raw.segment_rewrite as r
from storage.archive import Archive
from storage.raw.monthly_merge import join_segments
name, call = sys.argv[2], int(sys.argv[3])
part = r.activity_log if name == "note" else r
real, count = getattr(part, name), 0
def dying(*given):
    global count
    count += 1
    if count == call:
        os.kill(os.getpid(), 9)
    return real(*given)
setattr(part, name, dying)
join_segments(Archive(sys.argv[1]), "one", this_month=True)
"""


@pytest.mark.parametrize(
    ("name", "call"),
    [("_copy", 1), ("write_all", 5), ("sync_folder", 1), ("note", 1), ("clear_leftovers", 1)],
)
def test_a_kill_while_joining_loses_nothing(tmp_path: Path, name: str, call: int) -> None:
    with several(tmp_path) as kept:
        before = pages(kept)
    died = subprocess.run([sys.executable, "-c", DIE, str(tmp_path), name, str(call)], check=False)
    assert died.returncode == -9
    with Archive(tmp_path) as kept:
        report = verify(kept, make_reader)
        assert report.sound, report.findings
        assert pages(kept) == before
        join_segments(kept, "one", this_month=True)
        assert len(segments(kept)) == 1 and pages(kept) == before
        assert verify(kept, make_reader).findings == []


def test_a_damaged_file_is_not_joined(tmp_path: Path) -> None:
    with several(tmp_path) as kept:
        file = segments(kept)[1]
        file.write_bytes(file.read_bytes()[:-30])
        before = file.read_bytes()
        assert main(["tidy", "--this-month", "--archive", str(tmp_path)]) == 1
        assert file.read_bytes() == before and len(segments(kept)) == 2, "all others are joined"


def test_a_suppressed_article_is_hidden_until_it_is_shown_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here = ["--archive", str(tmp_path)]
    with filled(tmp_path) as kept:
        assert len(search(kept, "سد جديد")) == 4
        suppress(kept, 2, "a court")
        assert [hit.id for hit in search(kept, "سد جديد")] and 2 not in {
            hit.id for hit in search(kept, "سد جديد")
        }
        for name in ("x.jsonl", "x.csv", "x.cdxj"):
            export(kept, Filters(), tmp_path / name)
            assert "one.ma/2.html" not in (tmp_path / name).read_text(), name
        assert main(["show", "2", *here]) == 1
        said = capsys.readouterr()
        assert "a court" in said.err and "سد" not in said.out
        assert verify(kept, make_reader).findings == [
            finding for finding in verify(kept, make_reader).findings if finding.kind == "file"
        ]
        assert main(["suppress", "2", "--reason", "lifted", "--undo", *here]) == 0
        assert order_on(kept, 2) is None and len(search(kept, "سد جديد")) == 4
        events = [row["kind"] for row in kept.rows("SELECT kind FROM events")]
        assert events == ["suppressed", "shown again"]
        with pytest.raises(NoSuchArticle):
            unsuppress(kept, 2, "again")
        with pytest.raises(NoSuchArticle):
            suppress(kept, 99, "x")


SECRET = "زبرجد"
"""A word that only the article to be erased has."""


def secret_page(more: str = "") -> bytes:
    body = page(9).decode().replace("المشروع رقم", f"المشروع {SECRET} رقم")
    return body.replace("</article>", f"<p>{SECRET} {more}</p></article>").encode()


def test_an_erased_article_is_nowhere_any_more(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    with several(folder) as kept:
        raw = SegmentWriter(kept, "one")
        id = keep_page(kept, raw, fetched_page(9, html=secret_page("في الصيغة الأولى")))
        keep_page(kept, raw, fetched_page(9, html=secret_page("في الصيغة الثانية")))
        feed = b"<rss><title>\xd8\xb3\xd8\xaf \xd8\xac\xd8\xaf\xd9\x8a\xd8\xaf " + "رقم 9".encode()
        from dataclasses import replace

        raw.keep(replace(fetched_page(10), url="https://one.ma/feed", body=feed + SECRET.encode()))
        raw.close()
        others = pages(kept)[:-3]
        assert search(kept, SECRET)
        copies = backup(kept, tmp_path / "backup")
        assert copies.files > 3
        done = erase(kept, id, "a judge")
        assert (done.captures, done.files, done.same_text) == (3, 1, [])
        assert [str(tmp_path / "backup") in said for said in done.elsewhere] == [True]
        assert not search(kept, SECRET)
        assert pages(kept) == others
        assert "a judge" in str(order_on(kept, id))
        assert verify(kept, make_reader).findings == []
        word = SECRET.encode()
        for file in folder.rglob("*"):
            if file.name.endswith((".gz", ".open")):
                assert not any(word in record.block for record in records(file)), file
            elif file.is_file():
                assert word not in file.read_bytes(), file
        again = SegmentWriter(kept, "one")
        capture = again.keep(fetched_page(1))
        article = read_article(load_page(kept, capture))
        reading = replace(article, url="https://one.ma/9.html")
        assert kept.keep(reading)[0].kind == "refused"
        again.close()
        assert erase(kept, id, "a judge").captures == 0  # once more changes nothing
        backup(kept, tmp_path / "backup")
        for record in [r for f in (tmp_path / "backup").rglob("*.gz") for r in records(f)]:
            assert word not in record.block


def test_a_backup_is_proved_by_restoring_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with several(tmp_path / "archive") as kept:
        writing = SegmentWriter(kept, "one")
        keep_page(kept, writing, fetched_page(7))  # the daemon writes
        first = backup(kept, tmp_path / "copy")
        assert (first.files, first.unchanged) == (5, 0)
        keep_page(kept, writing, fetched_page(8))
        writing.close()
        again = backup(kept, tmp_path / "copy")
        assert (again.files, again.unchanged) == (2, 3)
    checked = subprocess.run(["sha256sum", "-c", "--quiet", MANIFEST], cwd=tmp_path / "copy")
    assert checked.returncode == 0
    command = ["restore", str(tmp_path / "copy"), "--archive", str(tmp_path / "new")]
    assert main(command) == 0
    assert "nothing is damaged" in capsys.readouterr().out
    with Archive(tmp_path / "new") as restored, Archive(tmp_path / "archive") as kept:
        assert pages(restored) == pages(kept)
        assert len(search(restored, "سد جديد")) == 8
    assert main(command) == 3
    assert "is not an empty folder" in " ".join(capsys.readouterr().err.split())


def test_a_backup_holds_the_settings_of_its_archive(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, copy = tmp_path / "archive", tmp_path / "copy"
    filled(folder, 2, "akhbar").close()
    (folder / "warraq.toml").write_text('spider_modules = ["tests.newsroom.spiders"]\n', "utf-8")
    assert main(["backup", str(copy), "--archive", str(folder)]) == 0
    assert main(["backup", str(copy), "--archive", str(folder)]) == 0
    first, again = capsys.readouterr().out.splitlines()
    assert "3 files copied: " in first and "1 file copied, 2 were there already: " in again
    assert "warraq.toml" in (copy / MANIFEST).read_text()
    new = tmp_path / "new"
    assert main(["restore", str(copy), "--archive", str(new)]) in (0, 1)
    assert "no outlet called" not in capsys.readouterr().out, "the restored settings name it"
    assert (new / "warraq.toml").read_text() == (folder / "warraq.toml").read_text()
    (folder / "warraq.toml").unlink()
    assert main(["backup", str(copy), "--archive", str(folder)]) == 0
    assert not (copy / "warraq.toml").exists(), "nor does a backup keep what was taken away"


def test_an_open_segment_is_in_a_backup(tmp_path: Path) -> None:
    with several(tmp_path / "archive") as kept:
        writing = SegmentWriter(kept, "one")
        keep_page(kept, writing, fetched_page(7))
        backup(kept, tmp_path / "copy")
        writing.close()
    restore(tmp_path / "copy", tmp_path / "new")
    with Archive(tmp_path / "new") as restored:
        assert verify(restored, make_reader).findings == []
        assert len(pages(restored)) == 10


def test_a_damaged_backup_is_refused(tmp_path: Path) -> None:
    with several(tmp_path / "archive") as kept:
        backup(kept, tmp_path / "copy")
        (tmp_path / "other").mkdir()
        (tmp_path / "other" / "a file").touch()
        with pytest.raises(BadBackup, match="not empty"):
            backup(kept, tmp_path / "other")
    file = sorted((tmp_path / "copy" / "raw").rglob("*.gz"))[0]
    data = bytearray(file.read_bytes())
    data[100] ^= 1
    file.write_bytes(bytes(data))
    with pytest.raises(BadBackup, match=file.name):
        restore(tmp_path / "copy", tmp_path / "new")
    file.unlink()
    with pytest.raises(BadBackup, match="missing"):
        restore(tmp_path / "copy", tmp_path / "newer")
    (tmp_path / "copy" / MANIFEST).unlink()
    with pytest.raises(BadBackup, match="no finished backup"):
        restore(tmp_path / "copy", tmp_path / "newest")


def importing(kept: Archive) -> Importing:
    return Importing(kept, lambda url: "one" if "one.ma" in url else None, make_reader)


def test_an_import_is_taken_over_once_with_its_origin(tmp_path: Path) -> None:
    with several(tmp_path / "other") as other:
        files = segments(other)
    with Archive(tmp_path / "archive", create=True) as kept:
        for _ in range(2):
            for file in files:
                taking = importing(kept)
                list(taking.run(Source(file)))
                taking.close()
        assert len(kept.rows("SELECT 1 FROM articles")) == 6
        assert len(kept.rows("SELECT 1 FROM captures")) == 6
        assert verify(kept, make_reader).findings == []
        first = kept.rows("SELECT first_seen FROM articles ORDER BY id")[0][0]
        assert first == fetched_page(1).at.strftime("%Y-%m-%dT%H:%M:%SZ")
        stated = [r for f in segments(kept) for r in records(f) if r.kind == "response"]
        assert {r.fields["warraq-imported-from"] for r in stated} == {f.name for f in files}
        ids = {r.fields["warraq-imported-record"] for r in stated}
        assert ids == {row[0] for row in kept.rows("SELECT record_id FROM imported")}
        (tmp_path / "no.warc.gz").write_bytes(b"no warc at all")
        with pytest.raises(BadWarc, match=r"no\.warc\.gz"):
            list(importing(kept).run(Source(tmp_path / "no.warc.gz")))


def test_an_import_that_was_broken_off_goes_on(tmp_path: Path) -> None:
    with filled(tmp_path / "other", 120) as other:
        (file,) = segments(other)
    with Archive(tmp_path / "archive", create=True) as kept:
        taking = importing(kept)
        run = taking.run(Source(file))
        for _ in range(150):
            next(run)
        run.close()
        taking.close()
        half = len(kept.rows("SELECT 1 FROM articles"))
        assert 0 < half < 120
        assert (task_positions.position(kept.db, Source(file).task) or 0) > 0
        rest = importing(kept)
        assert next(iter(rest.run(Source(file)))) > 0
        list(rest.run(Source(file)))
        rest.close()
        assert len(kept.rows("SELECT 1 FROM articles")) == 120
        assert verify(kept, make_reader).findings == []


def test_an_older_version_goes_before_the_one_that_is_kept(tmp_path: Path) -> None:
    from dataclasses import replace

    def version(days: int, words: str):  # type: ignore[no-untyped-def]
        html = page(1).decode().replace("في البرنامج", words).encode()
        return replace(fetched_page(1, html=html), at=START + timedelta(days=days))

    with Archive(tmp_path / "other", create=True) as other:
        raw = SegmentWriter(other, "one")
        for days, words in ((1, "أولا"), (3, "ثالثا"), (2, "ثانيا")):
            raw.keep(version(days, words))
        raw.close()
        (file,) = segments(other)
    with Archive(tmp_path / "archive", create=True) as kept:
        raw = SegmentWriter(kept, "one")
        keep_page(kept, raw, version(4, "رابعا"))
        raw.close()
        taking = importing(kept)
        list(taking.run(Source(file)))
        taking.close()
        rows = kept.rows("SELECT number, body, fetched_at, replaced_at FROM versions")
        said = [(row["number"], row["body"].split()[-1].strip(".")) for row in rows]
        # in their places in time, each with the number by which it came here
        assert said == [(2, "أولا"), (4, "ثانيا"), (3, "ثالثا"), (1, "رابعا")]
        assert [row["replaced_at"] for row in rows[:-1]] == [r["fetched_at"] for r in rows[1:]]
        assert search(kept, "رابعا") and not search(kept, "ثالثا")
        assert verify(kept, make_reader).findings == []


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.One.ma/A-1.html", "ma,one)/a-1.html"),
        ("http://one.ma", "ma,one)/"),
        ("https://one.ma/x/?b=2&a=1", "ma,one)/x?a=1&b=2"),
        ("http://one.ma:8080/x", "ma,one:8080)/x"),
        ("https://ar.one.ma/%D8%B3", "ma,one,ar)/%d8%b3"),
        ("https://ar.one.ma/س//x", "ma,one,ar)/%d8%b3/x"),
        ("http://www2.one.ma/a%2Fb", "ma,one)/a/b"),
        ("https://مثال.ma/س/../x/.", "ma,xn--mgbh0fb)/x"),
        (f"https://one.ma/x?PHPSESSID={'0' * 32}&a", "ma,one)/x?a"),
    ],
)
def test_addresses_sort_as_in_other_indexes(url: str, key: str) -> None:
    assert urlkey(url) == key


def test_every_line_of_the_index_leads_to_its_record(tmp_path: Path) -> None:
    with several(tmp_path) as kept:
        written = export(kept, Filters(), tmp_path / "index.cdxj")
        lines = (tmp_path / "index.cdxj").read_text().splitlines()
        assert written == len(lines) == 9 and lines == sorted(lines)
        for line in lines:
            key, stamp, rest = line.split(" ", 2)
            said = json.loads(rest)
            found = {r.offset: r for r in records(tmp_path / "raw" / said["filename"])}
            record = found[int(said["offset"])]
            assert record.length == int(said["length"])
            assert record.fields["warc-target-uri"] == said["url"]
            assert key == urlkey(said["url"]) and len(stamp) == 14
            assert (said["mime"] == "warc/revisit") == (record.kind == "revisit")


def test_a_wacz_holds_what_was_chosen_and_its_hashes_are_true(tmp_path: Path) -> None:
    with several(tmp_path) as kept:
        raw = SegmentWriter(kept, "two")
        keep_page(kept, raw, fetched_page(33, "two"))
        raw.close()
        assert export(kept, Filters(), tmp_path / "all.wacz") == 7
        assert export(kept, Filters(outlets=("two",)), tmp_path / "pages.wacz") == 1
    with zipfile.ZipFile(tmp_path / "pages.wacz") as zipped:
        package = json.loads(zipped.read("datapackage.json"))
        names = {one["path"] for one in package["resources"]}
        assert names == {
            "archive/warraq.warc.gz", "indexes/index.cdx.gz", "indexes/index.idx",
            "pages/pages.jsonl",
        }  # fmt: skip
        for one in package["resources"]:
            data = zipped.read(one["path"])
            assert (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}") == (
                one["bytes"], one["hash"],
            )  # fmt: skip
            assert zipped.getinfo(one["path"]).compress_type == zipfile.ZIP_STORED
        head, first = zipped.read("pages/pages.jsonl").decode().splitlines()
        assert json.loads(head)["format"] == "json-pages-1.0"
        assert json.loads(first)["url"] == "https://two.ma/33.html"
        zipped.extract("archive/warraq.warc.gz", tmp_path)
    kinds = [record.kind for record in records(tmp_path / "archive" / "warraq.warc.gz")]
    assert kinds == ["warcinfo", "response"]


WRITE = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], timeout=60)
print("writing", flush=True)
while True:
    with db:
        db.execute("INSERT INTO log (at, action, detail) VALUES ('2026', 'verify', 'x')")
"""


def test_a_backup_ends_while_others_write_without_a_pause(tmp_path: Path) -> None:
    """A copy in many steps would begin anew with each write of another process, for ever."""
    with several(tmp_path / "archive") as kept:
        kept.db.execute(
            "INSERT INTO log (at, action, detail) VALUES ('2026', 'verify', zeroblob(60000000))"
        )
        command = [sys.executable, "-c", WRITE, str(tmp_path / "archive" / "warraq.db")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            try:
                assert writer.stdout is not None and writer.stdout.readline() == "writing\n"
                backup(kept, tmp_path / "copy")
                assert writer.poll() is None
            finally:
                writer.kill()
    restore(tmp_path / "copy", tmp_path / "new")
    with Archive(tmp_path / "new") as restored:
        assert verify(restored, make_reader).findings == []
