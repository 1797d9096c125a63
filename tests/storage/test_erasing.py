"""After an order to erase, no byte of the archive's folder spells the text any more."""

import gzip
import html
import json
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from crawler.urls import canonical
from storage.archive import Archive
from storage.query.search import search
from storage.raw import SegmentWriter
from storage.raw.gzip_members import records
from storage.takedown.orders import suppress
from storage.verify.verify import verify, write_report
from tests.crawler import test_raw_headers
from tests.crawling import crawl, make_due
from tests.keeping import fetched_page, filled
from tests.making import BODY, START, article
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running
from tests.newsroom.stories import Story
from warraq.cli import main

pytestmark = pytest.mark.slow

WORDS = ("زبرجدستان", "عقيقولي", "ياقوتبيل", "فيروزلاند")
"""Invented: of the first headline, of the second one, of the text, of its correction."""
FIRST, SECOND, TEXT, CORRECTION = WORDS
STORY = Story(
    slug="x-erased", headline=f"افتتاح معرض {FIRST} بمدينة فاس بعد تأخر سنتين", section="مجتمع",
    byline="سعاد بنعلي", tags=("معرض",), genre="report",
    paragraphs=(
        f"افتتحت بلدية فاس صباح اليوم معرض الأحجار الذي يحمل اسم {TEXT} في الساحة الكبرى للمدينة.",
        "وقال المنظمون إن المعرض يستقبل الزوار إلى نهاية الشهر بمشاركة أربعين عارضا من سبع مدن.",
        "وأضافوا أن عائدات التذاكر ستخصص لترميم دار الصناع التي أغلقت أبوابها قبل ثلاث سنوات.",
    ),
)  # fmt: skip


def spellings(word: str) -> dict[str, bytes]:
    """How a page, a script, an address or an old page may spell a word."""
    return {
        "utf-8": word.encode(),
        "windows-1256": word.encode("cp1256"),
        "json": json.dumps(word)[1:-1].encode(),
        "entities": "".join(f"&#{ord(letter)};" for letter in word).encode(),
        "address": quote(word).encode(),
    }


def every_byte(folder: Path) -> Iterator[tuple[str, bytes]]:
    """All files of a folder; of raw files each record, its payload unpacked too."""
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        if not file.name.endswith((".gz", ".open")):
            yield file.name, file.read_bytes()
            continue
        for record in records(file):
            address = record.fields.get("warc-target-uri", "")
            yield address, record.block
            payload = record.block.partition(b"\r\n\r\n")[2]
            for unpack in (gzip.decompress, zlib.decompress):
                try:
                    yield address, unpack(payload)
                except (OSError, zlib.error, EOFError):
                    continue


def places(folder: Path) -> list[tuple[str, str, str]]:
    """Where a word of the text still stands, and how it is spelled there."""
    return [
        (where, word, how)
        for where, data in every_byte(folder)
        for word in WORDS
        for how, spelling in spellings(word).items()
        if spelling in data or html.escape(word).encode() in data
    ]


@pytest.mark.parametrize("outlet", ["sahifa", "rif", "arc", "akhbar"])
def test_no_byte_of_an_erased_article_is_left(
    tmp_path: Path, outlet: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "archive"
    made = Newsroom(per_outlet=2, charsets={"rif": "windows-1256"})
    with running(made):
        pub = made.publish(outlet, STORY)
        crawl(folder, made, [outlet])
        made.edit(pub.url, headline=f"تأجيل معرض {SECOND} بمدينة فاس مرة أخرى")
        make_due(folder)
        crawl(folder, made, [outlet])
        last = f"{STORY.paragraphs[2]} وصحح المنظمون الرقم حسب {CORRECTION}."
        made.edit(pub.url, paragraphs=[*STORY.paragraphs[:2], last])
        make_due(folder)
        crawl(folder, made, [outlet])
        with Archive(folder) as kept:
            write_report(kept, verify(kept, None))
            (hit,) = search(kept, CORRECTION)
            assert len(kept.rows("SELECT 1 FROM revisions WHERE article_id = ?", hit.id)) == 2
            others = kept.rows("SELECT id, body FROM articles WHERE id <> ?", hit.id)
        assert {word for _, word, _ in places(folder)} == set(WORDS)
        assert main(["erase", str(hit.id), "--reason", "a judge", "--archive", str(folder)]) == 0
        said = capsys.readouterr().out
        with Archive(folder) as kept:
            left = {where for where, word, how in places(folder) if how != "address"}
            linking = {row[0] for row in kept.rows(
                "SELECT url FROM articles WHERE id <> ?", hit.id
            ) if row[0] in left}  # fmt: skip
            assert left == linking  # pages behind other articles, that print it as a link
            assert said.count("prints its headline, as a link") == len(linking)
            assert {word for _, word, how in places(folder)} <= {FIRST, SECOND}
            spelled = {where for where, _, how in places(folder) if how == "address"} - linking
            assert spelled == ({"warraq.db"} if outlet == "rif" else set())
            assert ("its address spells" in said) == (outlet == "rif")
            assert verify(kept, None).findings == []
            assert kept.rows("SELECT id, body FROM articles WHERE id <> ?", hit.id) == others
        made.delete(pub.url)
        same = replace(STORY, slug="x-again", headline=pub.headline, paragraphs=pub.paragraphs)
        again = made.publish(outlet, same)
        crawl(folder, made, [outlet])  # the same text comes back under another address
    with Archive(folder) as kept:
        assert not search(kept, CORRECTION)
        (lead,) = kept.rows("SELECT * FROM leads WHERE outcome = 'refused'")
        assert (lead["state"], lead["url"]) == ("erased", canonical(again.url))
        assert verify(kept, None).findings == []
        assert main(["leads", "--retry", pub.url, "--archive", str(folder)]) == 1
    assert TEXT not in {word for where, word, _ in places(folder) if where == again.url}


def test_a_suppressed_article_is_told_of_nowhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "archive"
    made = Newsroom(per_outlet=2)
    with running(made):
        pub = made.publish("rif", STORY)
        made.publish("arc", STORY)
        crawl(folder, made, ["rif", "arc"])
    here = ["--archive", str(folder)]
    with Archive(folder) as kept:
        ids = [row[0] for row in kept.rows("SELECT id FROM articles WHERE headline = ?",
                                           pub.headline)]  # fmt: skip
        for id in ids:
            suppress(kept, id, "a court")
    for command in (
        ["search", FIRST], ["show", str(ids[0])], ["show", pub.url], ["history", str(ids[0])],
        ["history", pub.url], ["diff", str(ids[0])],
    ):  # fmt: skip
        assert main([*command, *here]) == 1, command
        said = capsys.readouterr()
        if command[0] == "search":  # it repeats what was typed, and says no more than of any word
            main(["search", "لاوجودله", *here])
            other = capsys.readouterr()
            assert said.out + said.err == (other.out + other.err).replace("لاوجودله", FIRST)
        else:
            assert FIRST not in said.out + said.err
        assert TEXT not in said.out + said.err
        assert command[0] == "search" or "a court" in said.err
    other = ["history", "1", *here]
    main(other)
    assert FIRST not in capsys.readouterr().out
    for name in ("all.jsonl", "all.csv", "index.cdxj"):
        assert main(["export", str(tmp_path / name), *here]) == 0
        assert (
            FIRST not in (tmp_path / name).read_text()
            and pub.path not in (tmp_path / name).read_text()
        )
    main(["suppress", str(ids[0]), "--reason", "lifted", "--undo", *here])
    assert main(["history", str(ids[0]), *here]) == 0
    said = capsys.readouterr().out
    assert FIRST in said
    assert "100%" not in said and "this one is" not in said  # its copy is still hidden


def test_an_index_names_no_answer_of_a_suppressed_address_whatever_it_said(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    with filled(folder) as kept:
        raw = SegmentWriter(kept, "one")
        raw.keep(fetched_page(2, html=test_raw_headers.page(2) + b"<!-- 17 readers now -->"))
        raw.close()
        suppress(kept, 2, "a court")
    for name in ("index.cdxj", "pages.wacz"):
        file = tmp_path / name
        assert main(["export", str(file), "--archive", str(folder)]) == 0
        data = file.read_bytes()
        if name.endswith(".wacz"):
            with zipfile.ZipFile(file) as zipped:
                data = gzip.decompress(zipped.read("indexes/index.cdx.gz"))
        assert b"one.ma/2.html" not in data and b"one.ma/1.html" in data


def test_copies_of_any_version_are_named_when_an_article_is_erased(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "archive"
    with Archive(folder, create=True) as kept:
        _, id = kept.keep(article())
        _, other = kept.keep(article(outlet="two"))
        _, near = kept.keep(article(outlet="three", body=article().body + "\nوهذه جملة أخرى."))
        changed = "\n".join(f"{BODY} {number}" for number in range(900, 903))
        kept.keep(article(body=changed[::-1], fetched_at=START + timedelta(days=1)))
        assert kept.rows("SELECT 1 FROM relations WHERE ? IN (article_id, other_id)", id) == []
    erasing = ["--reason", "a judge", "--archive", str(folder)]
    assert main(["erase", str(id), *erasing]) == 0
    assert f"article {other} has its text or a part of it" in capsys.readouterr().out
    assert main(["erase", str(other), *erasing]) == 0
    assert f"article {near} has its text or a part of it" in capsys.readouterr().out


@pytest.mark.parametrize("order", ["erase", "suppress"])
def test_an_order_without_a_reason_is_not_obeyed(tmp_path: Path, order: str) -> None:
    filled(tmp_path).close()
    assert main([order, "2", "--reason", "  ", "--archive", str(tmp_path)]) == 2
    with Archive(tmp_path) as kept:
        assert len(search(kept, "سد جديد")) == 4
