"""Programs that we did not write find our files sound, and read in them what we say is there."""

import gzip
import shutil
import zipfile
from pathlib import Path
from urllib.request import urlopen

import pytest
from fastwarc.warc import ArchiveIterator  # type: ignore[import-untyped]

from storage.archive import Archive
from storage.export import export
from storage.query.filters import Filters
from storage.raw import load_page
from storage.raw.gzip_members import records
from storage.raw.monthly_merge import join_all
from storage.raw.warc_record_writing import payload_digest
from storage.takedown.orders import erase
from tests.judges.programs import digest_lines, replaying, run
from tests.newsroom.newsroom import Newsroom

pytestmark = pytest.mark.slow


def files(folder: Path) -> list[Path]:
    return sorted((folder / "raw").rglob("*.warc.gz"))


def test_the_archive_has_every_kind_of_record(folder: Path) -> None:
    with Archive(folder) as kept:
        found = {tuple(row) for row in kept.rows("SELECT kind, status FROM captures")}
        mimes = {row[0] for row in kept.rows("SELECT mime FROM captures")}
    assert found >= {
        ("response", 200), ("response", 301), ("response", 302), ("response", 404),
        ("response", 410), ("revisit", 200),
    }  # fmt: skip
    assert mimes >= {"application/rss+xml", "application/xml", "application/json", "text/plain"}


def test_warcio_finds_nothing_wrong_in_any_file(folder: Path, tmp_path: Path) -> None:
    """As crawled, joined by house-keeping, without an erased article, and inside a WACZ."""
    copy = tmp_path / "archive"
    shutil.copytree(folder, copy)
    with Archive(copy) as kept:
        (id,) = kept.rows("SELECT id FROM articles WHERE outlet = 'sahifa'")[0]
        join_all(kept, this_month=True)
        joined = {file: file.read_bytes() for file in files(copy)}
        erase(kept, id, "a judge")
        export(kept, Filters(), tmp_path / "pages.wacz")
    with zipfile.ZipFile(tmp_path / "pages.wacz") as zipped:
        zipped.extract("archive/warraq.warc.gz", tmp_path)
    (tmp_path / "joined").mkdir()
    for file, data in joined.items():
        (tmp_path / "joined" / file.name).write_bytes(data)
    assert any("joined" in file.name for file in files(copy))
    for file in [*files(folder), *files(copy), *tmp_path.rglob("joined/*.gz"),
                 tmp_path / "archive" / "warraq.warc.gz"]:  # fmt: skip
        assert run("warcio", "check", file) == (0, ""), file


def test_fastwarc_reads_the_same_records(folder: Path) -> None:
    with Archive(folder) as kept:
        rows = {
            (row["file"], row["offset"]): row
            for row in kept.rows("SELECT * FROM captures WHERE file IS NOT NULL")
        }
    for file in files(folder):
        ours = list(records(file))
        with file.open("rb") as stream:
            for mine, theirs in zip(ours, ArchiveIterator(stream, parse_http=False), strict=True):
                fields = {name.lower(): value for name, value in theirs.headers.items()}
                assert theirs.verify_block_digest(consume=False), mine
                assert (fields, theirs.reader.read()) == (mine.fields, mine.block)
                assert theirs.stream_pos == mine.offset
                if mine.kind in ("response", "revisit"):
                    row = rows.pop((str(file.relative_to(folder / "raw")), mine.offset))
                    assert (row["record_id"], row["url"], row["length"]) == (
                        theirs.record_id, fields["warc-target-uri"], mine.length,
                    )  # fmt: skip
    assert not rows


def test_our_index_is_that_of_cdxj_indexer(folder: Path, tmp_path: Path) -> None:
    with Archive(folder) as kept:
        written = export(kept, Filters(), tmp_path / "index.cdxj")
    ours = (tmp_path / "index.cdxj").read_text().splitlines()
    assert ours == digest_lines(files(folder), folder / "raw")
    assert written == len(ours) > 80


def test_a_wacz_is_valid_and_its_index_is_that_of_cdxj_indexer(
    folder: Path, tmp_path: Path
) -> None:
    with Archive(folder) as kept:
        export(kept, Filters(), tmp_path / "all.wacz")
        export(kept, Filters(outlets=("minbar",)), tmp_path / "minbar.wacz")
    for name in ("all.wacz", "minbar.wacz"):
        code, said = run("wacz", "validate", "-f", tmp_path / name)
        assert code == 0 and "valid" in said, said
        place = tmp_path / f"{name} unpacked"
        with zipfile.ZipFile(tmp_path / name) as zipped:
            zipped.extractall(place)
        index = gzip.decompress((place / "indexes/index.cdx.gz").read_bytes()).decode()
        assert index.splitlines() == digest_lines(
            [place / "archive/warraq.warc.gz"], place / "archive"
        )


def test_pywb_replays_every_article_byte_for_byte(
    folder: Path, newsroom: Newsroom, tmp_path: Path
) -> None:
    """From our files by our index, and from a WACZ that pywb takes apart itself."""
    with Archive(folder) as kept:
        export(kept, Filters(), tmp_path / "index.cdxj")
        export(kept, Filters(), tmp_path / "pages.wacz")
        pages = [
            (row["url"], row["fetched_at"], row["payload_digest"], load_page(kept, row["id"]))
            for row in kept.rows(
                "SELECT c.* FROM captures c WHERE status = 200 AND file IS NOT NULL"
                " AND outlet <> 'awkward'"
            )
        ]
    (tmp_path / "config.yaml").write_text(
        f"collections:\n  ours:\n    index_paths: {tmp_path}/index.cdxj\n"
        f"    archive_paths: {folder}/raw/\n"
    )
    assert run("wb-manager", "init", "packed", cwd=tmp_path)[0] == 0
    code, said = run("wb-manager", "add", "--unpack-wacz", "packed", "pages.wacz", cwd=tmp_path)
    assert code == 0, said
    articles = {pub.url for pub in newsroom.published()}
    seen = set[str]()
    with replaying(tmp_path) as pywb:
        for url, at, digest, page in pages:
            stamp = "".join(char for char in at if char.isdigit())
            for collection in ("ours", "packed"):
                pywb.request("GET", f"/{collection}/{stamp}id_/{url}")
                answer = pywb.getresponse()
                assert (answer.status, answer.read()) == (200, page.body), url
                seen.add(answer.headers.get("X-Archive-Orig-Content-Encoding", "plain"))
            pywb.request("GET", f"/ours/{stamp}id_/{url}", headers={"Accept-Encoding": "gzip"})
            assert payload_digest(pywb.getresponse().read()) == digest  # as sent: compressed
            if url in articles:
                with urlopen(url) as served:
                    assert served.read() == page.body
                articles.discard(url)
    assert seen == {"gzip", "plain"}
    assert len(articles) == 2  # a redirect and a refusal in their place
    assert any("%d8%b3" in url.lower() for url, *_ in pages)


def test_without_the_programs_a_test_fails_and_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tests.judges.programs.FOLDER", tmp_path)
    with pytest.raises(pytest.fail.Exception, match="`make judges` sets it up"):
        run("wacz", "validate", "-f", tmp_path)
