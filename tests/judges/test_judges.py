"""Programs that we did not write find our files sound, and read in them what we say is there."""

import gzip
import shutil
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest
from fastwarc.warc import ArchiveIterator  # type: ignore[import-untyped]

from storage.archive import Archive
from storage.export import export
from storage.filters import Filters
from storage.orders import erase
from storage.raw import Fetched, SegmentWriter, load_page
from storage.raw.joining import join_all
from storage.raw.members import records
from storage.raw.records import payload_digest
from tests.crawling import crawl
from tests.judges.programs import digest_lines, replaying, run
from tests.making import START
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running

pytestmark = pytest.mark.slow

PAGE = "<p>نص</p>".encode()
AWKWARD = (
    "https://www.One.ma/A-1.html", "http://one.ma", "https://one.ma/x/?b=2&a=1",
    "http://one.ma:8080/x", "https://one.ma:443/x", "https://ar.one.ma/س//x",
    "http://www2.one.ma/a%2Fb", "https://one.ma/a?", "https://one.ma/a/../b/./c",
    "https://one.ma./a", "https://مثال.ma/س", "https://one.ma/a%2525b", "https://one.ma/a%zz",
    "https://one.ma/%D8%B3?q=%D8%B3+%C3%A9", "https://one.ma/?a&&b", "https://one.ma/É?É=É",
    "https://one.ma/a?b=https://two.ma/x?y", "https://one.ma/a|b\"c<d>e`f{g}h^i\\j[k]",
    "https://one.ma/a;jsessionid=0123456789abcdef0123456789abcdef",
    "https://one.ma/a?PHPSESSID=0123456789abcdef0123456789abcdef&x=1",
    "https://one.ma/a?x=1&sid=0123456789abcdef0123456789abcdef",
    "https://one.ma/a?ASPSESSIONIDABCDEFGH=ABCDEFGHIJKLMNOPQRSTUVWX&x=1",
    "https://one.ma/a.php?CFID=1234567&CFTOKEN=12345678", "https://192.168.1.2/x",
    "https://one.ma/wp-json/wp/v2/posts?per_page=50&_fields=id,link",
)  # fmt: skip
TYPES = (
    "text/html; charset=utf-8", "Text/HTML ;charset=windows-1256", "text/html,text/html", "",
    "image/x-icon", None,
)  # fmt: skip


def keep_awkward(kept: Archive) -> None:
    """Answers as servers should not send them, under addresses that nobody should give."""
    raw = SegmentWriter(kept, "awkward")
    for number, url in enumerate(AWKWARD):
        mime = TYPES[number % len(TYPES)]
        headers = [] if mime is None else [("Content-Type", mime)]
        status = (200, 200, 404, 301)[number % 4]
        body = PAGE * (number % 3)  # empty ones, and the same bytes again: revisits
        at = START + timedelta(seconds=number // 2)
        raw.keep(Fetched(url, at, status, "Any Reason", headers, body))
    raw.close()


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    made = Newsroom(per_outlet=3, charsets={"rif": "windows-1256"})
    with running(made):
        yield made


@pytest.fixture(scope="module")
def folder(newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the whole sample newsroom, looked at twice, with redirects and refusals."""
    folder = tmp_path_factory.mktemp("judged") / "archive"
    for pub, habit in zip(newsroom.published("wataniya"), ("home", "410"), strict=False):
        newsroom.habits[f"wataniya{pub.path}"] = habit
    crawl(folder, newsroom)
    with Archive(folder) as kept:
        kept.db.execute(
            "UPDATE leads SET state = 'due', due_at = '2000', etag = NULL, last_modified = NULL"
        )
        keep_awkward(kept)
    crawl(folder, newsroom)
    return folder


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
