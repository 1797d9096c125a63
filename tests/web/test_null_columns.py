"""What the schema lets be NULL is NULL: every page, question and export of such an archive answers.

An archive may have been filled by other code than this, or by an older one whose rows nobody has
written since.
"""

import re
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from storage.archive import Archive
from storage.past.as_of import moment
from tests.web.making import COPY, RAW, REVISED, client, filled
from warraq.cli import main
from warraq.lazy_commands import COMMANDS

pytestmark = pytest.mark.slow

LINKS = frozenset(("article_id", "capture_id", "refers_to"))
"""Columns that lead to another row: without them nothing of that row is asked for."""
POSITIONS = frozenset(("file", "offset", "length", "record_id", "payload_digest"))
"""Where a raw page lies."""
NOT_ASKING = frozenset((
    "crawl", "run", "backfill", "serve", "read", "check", "probe", "restore", "adopt", "import",
    "erase", "bag",
))  # fmt: skip
"""Commands that fetch, take over or work without the articles of an archive."""


def leave_unsaid(kept: Archive, besides: frozenset[str]) -> None:
    """Write NULL to each column of each table that may hold it, in every row."""
    aside = [
        (name, sql) for name, sql in kept.rows(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND ("
            "name LIKE 'ledger%' OR name LIKE 'recorded%' OR name = 'articles_uid_stays')"
        )
    ]  # fmt: skip
    for name, _ in aside:
        kept.db.execute(f"DROP TRIGGER {name}")
    for (table,) in kept.rows(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        " AND name NOT LIKE 'sqlite%' AND name NOT IN ('ledger', '_sqlite_migrations')"
    ):
        names = [
            name for (name,) in kept.rows(
                "SELECT name FROM pragma_table_info(?) WHERE NOT \"notnull\" AND NOT pk", table
            ) if name not in besides
        ]  # fmt: skip
        if names:
            kept.db.execute(f"UPDATE {table} SET " + ", ".join(f"{one} = NULL" for one in names))
    for _, sql in aside:
        kept.db.execute(sql)


@pytest.fixture(
    scope="module", params=[frozenset(), LINKS, LINKS | POSITIONS], ids=["all", "but links", "raw"]
)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("unsaid") / "archive"
    filled(made)
    with Archive(made) as kept:
        leave_unsaid(kept, request.param)
    return made


def paths(page: TestClient) -> list[str]:
    """An address or more of every route."""
    found = [
        "/", "/search", "/search?q=سد", "/search?q=سد&former=1", "/search?q=سد&one_per_story=1",
        "/search.json?q=سد", "/search.csv?q=سد", "/search.jsonl?q=سد", "/search.atom?q=سد",
        "/concordance?q=سد", "/concordance.csv?q=سد", "/concordance.json?q=سد",
        "/compare?q=سد&q=barrage", "/outlet/one",
        "/outlet/two", "/outlet/three", "/day/2026-11-20", "/saved", "/tables", "/sql",
        "/sql.json?sql=select+*+from+articles", "/sql.csv?sql=select+*+from+articles",
        f"/article/{REVISED}/versions?from=1&to=2",
    ]  # fmt: skip
    for id in range(1, 7):
        found += [
            f"/article/{id}{rest}" for rest in (
                "", ".json", "/versions", "/raw", "/raw/page?version=1", "/cite.bib", "/cite.ris",
                "/cite.json", f"/story/{RAW}", f"/story/{COPY}",
            )
        ]  # fmt: skip
        found += re.findall(r'href="(/id/[^"]+)', page.get(f"/article/{id}").text)
    tables = re.findall(r'href="(/tables/\w+)', page.get("/tables").text)
    assert tables
    return [*found, *(table + ending for table in tables for ending in ("", ".json", ".csv"))]


def test_every_page_answers(folder: Path) -> None:
    with client(folder) as page:
        asked = paths(page)
        routes = [one for one in page.app.routes if isinstance(one, Route) and "GET" in one.methods]  # type: ignore[attr-defined]
        assert all(any(one.path_regex.match(path.partition("?")[0]) for path in asked)
                   for one in routes)  # fmt: skip
        for path in asked:
            answer = page.get(path)
            absent = path.endswith(("/raw", "/raw/page?version=1")) or "/story/" in path
            expected = 307 if path.startswith("/id/") else 200
            assert answer.status_code == expected or answer.status_code == 404 and absent, path
            if not path.startswith(("/tables", "/sql")) and ".json" not in path:
                words = re.sub(r"<[^>]*>", " ", answer.text)
                assert not re.search(r"\bNone\b", words), path


def test_an_article_without_uid_is_cited_by_what_finds_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with client(folder) as page:
        note = page.get(f"/article/{REVISED}/cite.json").json()[0]["note"]
    uid = note.split(", ")[1]
    assert uid == "two:https://two.ma/11.html"
    assert main(["show", uid, "--archive", str(folder)]) == 0
    assert f"uid: {uid}" in capsys.readouterr().out


def test_every_question_and_export_answers(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(folder, tmp_path / "archive")  # some of the commands write
    articles = [[name, str(id)] for name in ("show", "history", "story") for id in (RAW, REVISED)]
    exports = [
        ["export", str(tmp_path / name)] for name in (
            "a.jsonl", "a.csv", "a.parquet", "a.sqlite", "a.tei.xml", "a.jsonl.zst", "a.cdxj",
            "a.wacz",
        )
    ]  # fmt: skip
    asked = [
        ["search", "سد"], ["search", "سد", "--former"], ["search", "سد", "--one-per-story"],
        ["search", "سد", "--order", "oldest"], ["concordance", "سد", "--sort", "outlet"],
        *articles, ["diff", str(REVISED)], ["story", str(COPY), "--aligned"], ["stats"],
        ["stats", "--by", "day"], ["stats", "--coverage"], ["sql", "SELECT * FROM articles"],
        *(
            [*one, form]
            for one in (["search", "سد"], ["concordance", "سد"], *articles, ["stats"],
                        ["diff", str(REVISED)])
            for form in ("--json", "--csv")
        ),
        ["status"], ["outlets"], ["leads"], ["learned"], ["lost"], ["verify"], ["tidy"], *exports,
        ["export", str(tmp_path / "full.csv"), "--text", "full", "--darija"],
        ["export", str(tmp_path / "texts"), "--format", "text", "--bag"],
        ["export", str(tmp_path / "tei"), "--format", "tei"],
        ["report", str(tmp_path / "report.html")], ["dataset", str(tmp_path / "set"), "--text",
        "none", "--sample", "4", "--seed", "1", "--split", "train=.5,test=.5"],
        ["hydrate", str(tmp_path / "set")], ["backup", str(tmp_path / "copy")], ["reread"],
        ["rebuild"], ["suppress", str(COPY), "--reason", "a test"],
    ]  # fmt: skip
    assert {one[0] for one in asked} == {*COMMANDS} - NOT_ASKING
    with Archive(folder) as kept, moment(kept) as then:
        asked.append(["export", str(tmp_path / "then.jsonl"), "--as-of", then.name])
    for one in asked:
        assert main([*one, "--archive", str(folder)]) in (0, 1), (one, capsys.readouterr().err)
        told = capsys.readouterr()
        assert "None" not in told.out + told.err or one[0] == "sql", (one, told)
    uids = pq.read_table(tmp_path / "a.parquet", columns=["uid"]).column(0).to_pylist()
    assert len(set(uids)) == 6 and None not in uids
    assert "left out: article 3 (two:https://two.ma/12.html)" in told.err
