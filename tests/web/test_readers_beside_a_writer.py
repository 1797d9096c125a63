"""Readers of the page beside a process that keeps articles: no error, and all that is kept is seen.

A real server, a real writer and HTTP; each reader waits for answers, none for a time.
"""

import json
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from tests.waiting import LIMIT
from tests.web.making import filled
from tests.web.serving import serving
from warraq.web.archive_connections import Readers

pytestmark = pytest.mark.slow

WRITER = """
import sys
from storage.archive import Archive
from tests.making import START, article

words = "أولى ثانية ثالثة رابعة خامسة".split()
with Archive(sys.argv[1]) as kept:
    for number in range(100, 100 + int(sys.argv[2])):
        word = f"{words[number % 5]}كلمة{number}"
        _, id = kept.keep(article(number, f"o{number % 3}", headline=f"خبر عن السد {word}"))
        if number % 7 == 0:
            kept.mark_gone(id, START, "answers 404")
        if number % 11 == 0:
            kept.keep(article(number, f"o{number % 3}", headline=f"خبر مصحح عن السد {word}"))
        print(word, flush=True)
"""
KEPT = 60
PATHS = ("/", "/search?q=" + quote("السد"), "/search?q=" + quote("السد") + "&order=newest&page=2",
         "/search?q=" + quote("السد") + "&gone=1", "/article/1", "/day/2026-11-20")  # fmt: skip


def test_no_reader_sees_an_error_and_all_that_is_kept_is_found_at_once(tmp_path: Path) -> None:
    folder, ended, errors = tmp_path / "archive", threading.Event(), list[str]()
    filled(folder)

    def read(address: str, path: str) -> None:
        while not ended.is_set():
            try:
                with urlopen(address + path, timeout=LIMIT) as page:
                    page.read()
            except OSError as error:
                errors.append(f"{path}: {error}")
                return

    with serving(folder, tmp_path / "log", "--per-second", "100000") as address:
        readers = [threading.Thread(target=read, args=(address, path)) for path in PATHS]
        for reader in readers:
            reader.start()
        try:
            writer = subprocess.Popen([sys.executable, "-c", WRITER, str(folder), str(KEPT)],
                                      stdout=subprocess.PIPE, text=True)  # fmt: skip
            assert writer.stdout
            with writer.stdout as said:
                for line in said:
                    asked = f"{address}/search.json?q={quote(line.strip())}&order=newest"
                    with urlopen(asked, timeout=LIMIT) as answer:
                        found = json.load(answer)
                    assert [line.strip() in hit["headline"] for hit in found["hits"]] == [True]
            assert writer.wait(LIMIT) == 0
        finally:
            ended.set()
            for reader in readers:
                reader.join(LIMIT)
        with urlopen(f"{address}/search.json?q={quote('السد')}", timeout=LIMIT) as answer:
            found = json.load(answer)
    assert errors == []
    counted = {one["value"]: one["count"] for one in found["facets"]["outlet"]}
    assert sum(counted[f"o{number}"] for number in range(3)) == KEPT
    gone = [n for n in range(100, 100 + KEPT) if n % 7 == 0 and n % 11]  # the others came back
    assert found["facets"]["gone"][0]["count"] == len(gone) + 1
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_threads_that_come_and_go_open_no_further_connections(tmp_path: Path) -> None:
    """As the server's do: a day of them had no file left to open."""
    filled(tmp_path)
    readers = Readers(tmp_path)

    def count() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    def burst(number: int) -> None:
        together = threading.Barrier(number)

        def ask() -> None:
            row = readers.archive.row("SELECT count(*) FROM articles")
            assert row is not None and row[0] > 0
            together.wait(LIMIT)

        threads = [threading.Thread(target=ask) for _ in range(number)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()

    burst(4)
    opened = count()
    for _ in range(5):
        burst(4)
    assert count() == opened
    readers.close()
