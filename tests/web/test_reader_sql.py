"""SQL of strangers: what each hostile question must come to, and that the next reader is served."""

import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from sqlite_utils import Database
from starlette.testclient import TestClient

from storage.archive import Archive
from storage.database import DATABASE
from storage.glossary import of_a_new_archive
from storage.reader_sql.processes import AT_ONCE, WAITING
from storage.reader_sql.sample_queries import SAMPLES
from storage.reader_sql.shown_tables import CLOSED, INDEX, INNER, SHOWN, SHOWN_VIEWS
from tests.making import START, article
from tests.web.making import ARABIC, client, filled
from tests.web.test_web_hidden import HEADLINE, WORDS, Hiding
from warraq.web.table_pages import FILE_ROWS, PAGE_ROWS, TABLES

pytestmark = pytest.mark.slow
CLOSED_WORD = "not open to readers"
OWN = "SQLite's own"
BEGIN = "begins with SELECT"
ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
REFUSED = {
    # the tables behind the views
    "SELECT headline FROM main.articles": "no such table",
    "SELECT * FROM temp.leads": CLOSED_WORD,
    "SELECT * FROM leads": CLOSED_WORD,
    'SELECT count(*) FROM "LEADS"': CLOSED_WORD,
    "SELECT EXISTS (SELECT 1 FROM [tombstones])": CLOSED_WORD,
    "SELECT (SELECT reason FROM suppressions)": CLOSED_WORD,
    "SELECT 1 FROM articles ORDER BY (SELECT count(*) FROM log)": CLOSED_WORD,
    "SELECT url FROM captures": CLOSED_WORD,
    "SELECT url, reason FROM outcomes": CLOSED_WORD,
    "SELECT trouble FROM runs": "no such column",
    "SELECT * FROM articles_folded": CLOSED_WORD,
    "SELECT * FROM revisions_folded": CLOSED_WORD,
    "SELECT count(*) FROM revisions_fts WHERE revisions_fts MATCH 'x'": CLOSED_WORD,
    # of the next five an authorizer hears nothing, or takes them for a view of ours
    "WITH articles AS (SELECT headline FROM main.articles) SELECT * FROM articles": "no such table",
    "SELECT 1 FROM articles NATURAL JOIN leads": CLOSED_WORD,
    "SELECT headline FROM (SELECT 1 AS headline) FULL JOIN main.articles USING (headline)":
        "no such table",
    "SELECT url FROM (SELECT 1 AS url) FULL JOIN captures USING (url)": CLOSED_WORD,
    "SELECT sql FROM (SELECT '' AS sql) FULL JOIN sqlite_stmt USING (sql)": OWN,
    # the index's own tables
    "SELECT block FROM articles_fts_data": CLOSED_WORD,
    "SELECT * FROM articles_fts_docsize": CLOSED_WORD,
    "SELECT term FROM fts5vocab": OWN,
    # the schema
    "SELECT sql FROM sqlite_master": OWN,
    "SELECT sql FROM temp.sqlite_schema": OWN,
    "SELECT * FROM sqlite_temp_master": OWN,
    "SELECT * FROM `sqlite_stat1`": OWN,
    "SELECT * FROM pragma_table_info('articles')": OWN,
    "SELECT name FROM (SELECT '' AS name) FULL JOIN pragma_database_list USING (name)": OWN,
    "SELECT file FROM pragma_database_list": OWN,
    "SELECT * FROM main.dbstat": OWN,
    "PRAGMA database_list": BEGIN,
    "PRAGMA query_only = OFF": BEGIN,
    "/* SELECT */ PRAGMA writable_schema = ON": BEGIN,
    "EXPLAIN SELECT * FROM articles": BEGIN,
    "EXPLAIN QUERY PLAN SELECT * FROM articles": BEGIN,
    # writing, other files, code
    "ATTACH '{folder}/x.db' AS x": BEGIN,
    "VACUUM INTO '{folder}/x.db'": BEGIN,
    "DETACH temp": BEGIN,
    "BEGIN EXCLUSIVE": BEGIN,
    "CREATE TEMP TABLE x AS SELECT 1": BEGIN,
    "CREATE VIRTUAL TABLE temp.x USING fts5vocab(main, articles_fts, row)": BEGIN,
    "DROP VIEW articles": BEGIN,
    "REINDEX": BEGIN,
    "WITH x AS (SELECT 1) DELETE FROM articles": "cannot modify articles",
    "WITH x AS (SELECT 1) UPDATE articles SET headline = ''": "cannot modify articles",
    "WITH x AS (SELECT 1) INSERT INTO articles_fts(articles_fts) VALUES ('delete-all')":
        "not authorized",
    "SELECT 1; DROP VIEW articles": "one statement",
    "SELECT load_extension('{folder}/x.so')": "not authorized to use function",
    "SELECT writefile('{folder}/x', 'x')": "no such function",
    "SELECT readfile('/etc/passwd')": "no such function",
    "SELECT edit('x')": "no such function",
    "SELECT fts3_tokenizer('simple', x'00')": "not authorized to use function",
    "SELECT last_insert_rowid()": "not authorized to use function",
    # size
    "SELECT hex(zeroblob(400000000))": "too big",
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
    " SELECT json_group_array(hex(randomblob(1000000))) FROM n": "memory",
    "WITH RECURSIVE n(x) AS (SELECT randomblob(999999) UNION ALL SELECT randomblob(999999) FROM n)"
    " SELECT x FROM n ORDER BY x": "memory",
    "SELECT " + "(" * 900 + "1" + ")" * 900: "",
    "SELECT 1" + " UNION SELECT 1" * 60: "too many terms",
    "SELECT " + ", ".join(["1"] * 600): "too many columns",
    "SELECT '" + "x" * 30_000 + "'": "too large",
    # no question
    "SELECT FROM": "syntax error",
    "SELECT ar_query('NEAR(')": "NEAR",
    "SELECT 'a\x00b'": "",
    "SELECT ?": "",
    "--": BEGIN,
    "SELECT log(2) FROM nowhere": ': "no such table: nowhere"',
}  # fmt: skip
"""Question -> a part of what is said; each is refused with 400."""
HANGS = {
    "printf": "SELECT printf('%.*c', 900000000, 'x'), printf('%.*c', 900000000, 'y')"
              " || printf('%.*c', 900000000, 'z')",
    "LIKE": "SELECT replace(hex(zeroblob(500000)), '0', 'a') LIKE '" + "%a" * 30 + "%b'",
    "trim": "SELECT trim(hex(zeroblob(4000000)), hex(zeroblob(4000000)) || 'x')"
            " || trim(replace(hex(zeroblob(4000000)), '0', '1'), hex(zeroblob(4000000)))",
    "planning": "WITH a0 AS (SELECT 1 AS x), "
                + ", ".join(f"a{n} AS (SELECT p.x FROM a{n - 1} p, a{n - 1} q)"
                            for n in range(1, 24))
                + " SELECT count(*) FROM a23",
}  # fmt: skip
"""What nothing within SQLite can break off: a function at work, and planning."""


def ask(page: TestClient, sql: str, shape: str = ".json") -> tuple[int, str]:
    answer = page.get(f"/sql{shape}?q={quote_plus(sql)}")
    return answer.status_code, answer.text


def rows(page: TestClient, sql: str) -> list[list[object]]:
    answer = page.get(f"/sql.json?q={quote_plus(sql)}")
    assert answer.status_code == 200, answer.text
    assert answer.json()["cut"] is None
    return list(answer.json()["rows"])


@pytest.fixture(scope="module")
def hiding(tmp_path_factory: pytest.TempPathFactory) -> Hiding:
    hidden = Hiding(tmp_path_factory.mktemp("hiding") / "archive")
    hidden.suppress()
    return hidden


@pytest.fixture(scope="module")
def page(hiding: Hiding) -> Iterator[TestClient]:
    with client(hiding.folder, sql_seconds=2) as asking:
        yield asking


@pytest.mark.parametrize("sql", REFUSED)
def test_a_hostile_question_is_refused_with_a_sentence(
    page: TestClient, hiding: Hiding, sql: str
) -> None:
    before = sorted(hiding.folder.parent.rglob("*"))
    status, told = ask(page, sql.replace("{folder}", str(hiding.folder.parent)))
    assert status == 400
    said = told.rpartition('"error"')[2]
    # on a busy machine the time ends before the memory does
    assert REFUSED[sql] in said or (REFUSED[sql] == "memory" and "was ended" in said)
    assert not [word for word in WORDS if word in told]
    assert "archive_" not in told  # the name under which the tables stand
    assert sorted(hiding.folder.parent.rglob("*")) == before
    assert rows(page, "SELECT 1") == [[1]]


@pytest.mark.parametrize("sql", HANGS.values(), ids=HANGS)
def test_what_cannot_be_interrupted_is_ended(page: TestClient, sql: str) -> None:
    status, told = ask(page, sql)
    if status == 200:  # a faster machine, or a SQLite that can be interrupted there
        assert len(told) < 10_000
    else:
        assert "was ended" in told or "memory" in told or "too" in told
    assert rows(page, "SELECT count(*) FROM articles") == [[6]]


def test_a_question_without_end_is_cut_and_says_so(page: TestClient) -> None:
    endless = f"{ENDLESS} SELECT x FROM n WHERE x < 4"
    told = page.get(f"/sql.json?q={quote_plus(endless)}").json()
    assert told["cut"] == "time" and told["rows"][:2] == [[1], [2]]
    file = page.get(f"/sql.csv?q={quote_plus(endless)}")
    assert "-rows.csv" in file.headers["content-disposition"]
    assert file.headers["x-cut"] == "time"
    assert "longer than" in page.get(f"/sql?lang=en&q={quote_plus(endless)}").text


def test_too_many_rows_are_cut_and_say_so(hiding: Hiding) -> None:
    with client(hiding.folder, sql_seconds=120) as page:  # rows are counted, not seconds
        _rows_are_cut(page)


def _rows_are_cut(page: TestClient) -> None:
    many = (
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 30000)"
        " SELECT x FROM n"
    )
    told = page.get(f"/sql.json?q={quote_plus(many)}").json()
    assert told["cut"] == "rows" and len(told["rows"]) == FILE_ROWS
    shown = page.get(f"/sql?lang=en&q={quote_plus(many)}").text
    assert f"the first {PAGE_ROWS} rows" in shown and f">{PAGE_ROWS}</td>" in shown
    assert f">{PAGE_ROWS + 1}</td>" not in shown
    long = "SELECT hex(zeroblob(2000000)) UNION ALL SELECT hex(zeroblob(3000000))"
    assert page.get(f"/sql.json?q={quote_plus(long)}").json()["cut"] == "size"


@pytest.mark.parametrize(("sql", "found"), [
    ("SELECT count(*) FROM articles", 6),
    ("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ar_query('سد')", len(ARABIC)),
    (f"SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ar_query('{HEADLINE}')", 0),
    ("SELECT count(*) FROM articles_fts('ar_query')", 0),
    ("SELECT count(*) FROM articles JOIN articles_fts ON articles_fts.rowid = articles.id"
     " WHERE articles_fts MATCH ar_query('سد OR barrage') AND bm25(articles_fts) < 0", 6),
    ("SELECT highlight(articles_fts, 0, '[', ']') FROM articles_fts"
     " WHERE articles_fts MATCH ar_query('عنوان:شفشاون')", "تدشين سد باقليم [شفشاون]"),
    ("SELECT ar_fold('الشؤون')", "الشوون"), ("SELECT ar_query(NULL)", None),
    ("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 9)"
     " SELECT sum(x) FROM n", 45),
    ("WITH leaders AS (SELECT outlet FROM articles) SELECT count(*) FROM leaders", 6),
    ("SELECT group_concat(value) FROM json_each('[1,2]')", "1,2"),
    ("SELECT row_number() OVER (ORDER BY id) FROM articles LIMIT 1", 1),
    ("-- a remark\n/* another */ SELECT 'منبر'", "منبر"),
    ("VALUES (7)", 7), ("SELECT x'00ff'", "x'00ff'"), ("SELECT 9e999", "inf"),
    ("SELECT CAST(x'ff' AS TEXT)", "\ufffd"), ("SELECT NULL", None),
    ("SELECT status FROM raw_pages WHERE article_id = 1", 200),
    ("SELECT role FROM copies WHERE article_id = 3", "copy"),
])  # fmt: skip
def test_honest_questions_are_answered(page: TestClient, sql: str, found: object) -> None:
    assert rows(page, sql) == [[found]]


@pytest.mark.parametrize("title", SAMPLES)
def test_samples_can_be_asked(page: TestClient, title: str) -> None:
    rows(page, SAMPLES[title])


def test_every_table_is_on_one_list_and_what_is_new_on_none() -> None:
    listed = [*SHOWN, *SHOWN_VIEWS, *INNER, INDEX, *CLOSED]
    assert sorted(listed) == sorted({one.name for one in of_a_new_archive()})
    columns = {one.name: {name for name, *_ in one.columns} for one in of_a_new_archive()}
    for table, shown in SHOWN.items():
        assert {*shown} <= columns[table] and len({*shown}) == len(shown)


@pytest.mark.parametrize("when", ["before", "meanwhile"])
def test_a_new_table_or_column_is_closed(tmp_path: Path, when: str) -> None:
    filled(tmp_path / "archive")

    def make() -> None:
        db = Database(tmp_path / "archive" / DATABASE)
        db.execute("CREATE TABLE diaries (secret TEXT)")
        db.execute(f"INSERT INTO diaries VALUES ('{HEADLINE}')")
        db.execute(f"ALTER TABLE runs ADD COLUMN secret TEXT DEFAULT '{HEADLINE}'")
        db.conn.commit()
        db.close()

    with client(tmp_path / "archive") as page:
        if when == "meanwhile":
            assert rows(page, "SELECT count(*) FROM runs") == [[3]]
        make()
        for sql in ("SELECT * FROM diaries", "SELECT count(*) FROM diaries",
                    "SELECT secret FROM (SELECT 1 AS secret) FULL JOIN diaries USING (secret)",
                    "SELECT secret FROM runs", "SELECT * FROM main.diaries"):  # fmt: skip
            status, told = ask(page, sql)
            assert status == 400 and HEADLINE not in told
        assert HEADLINE not in page.get("/tables/runs.json").text
        assert page.get("/tables/diaries").status_code == 404


def test_fresh_rows_are_seen_and_nothing_is_locked(tmp_path: Path) -> None:
    filled(tmp_path / "archive")
    with client(tmp_path / "archive") as page, Archive(tmp_path / "archive") as kept:
        for number in range(20, 24):
            kept.keep(article(number, headline=f"خبر {number}", body=f"نص مختلف {number} " * 9))
            assert rows(page, "SELECT count(*) FROM articles") == [[number - 13]]
            assert f"خبر {number}" in page.get("/tables/articles?order=id&down=1").text
        kept.db.conn.execute("BEGIN IMMEDIATE")  # the daemon writes
        assert rows(page, "SELECT count(*) FROM articles_fts") == [[10]]
        kept.db.conn.rollback()


def test_readers_in_a_row_do_not_fill_the_server(tmp_path: Path) -> None:
    filled(tmp_path / "archive")
    with client(tmp_path / "archive", sql_seconds=2) as page:
        told = list[int]()
        endless = f"{ENDLESS} SELECT max(x) FROM n"
        threads = [threading.Thread(target=lambda: told.append(ask(page, endless)[0]))
                   for _ in range(AT_ONCE + WAITING + 4)]  # fmt: skip
        for thread in threads:
            thread.start()
        # the other pages are served meanwhile
        assert page.get("/search?q=سد").status_code == 200
        for thread in threads:
            thread.join()
        assert told.count(503) >= 4 and set(told) == {200, 503}
        assert rows(page, "SELECT 1") == [[1]]


def test_a_table_is_narrowed_ordered_and_paged(page: TestClient) -> None:
    def ids(query: str) -> list[object]:
        told = page.get(f"/tables/articles.json?{query}").json()
        return [row[told["columns"].index("id")] for row in told["rows"]]

    assert ids("order=id&down=1") == [6, 5, 4, 3, 2, 1]
    assert ids("column=outlet&comparison=is&value=two&order=id") == [2, 3]
    assert ids("column=id&comparison=at+least&value=5") == [5, 6]
    assert ids("column=headline&comparison=contains&value=سد&order=id&offset=2") == [3, 4, 6]
    assert ids("column=byline&comparison=contains&value=NADIA") == [5]
    assert ids("column=gone_at&comparison=is+empty&order=id") == [1, 2, 3, 5, 6]
    assert ids("column=outlet&comparison=is&value='OR+1=1+--") == []
    for query in ("order=nothing", "order=`)--", "column=nothing&comparison=is&value=1"):
        assert page.get(f"/tables/articles?{query}").status_code == 400
    shown = page.get("/tables/articles?lang=en&order=id")
    assert 'href="/article/1?lang=en"' in shown.text


@pytest.mark.parametrize("name", TABLES)
def test_each_table_has_a_page_that_says_what_its_columns_mean(page: TestClient, name: str) -> None:
    shown = page.get(f"/tables/{name}?lang=en")
    assert shown.status_code == 200
    columns = page.get(f"/tables/{name}.json").json()["columns"]
    for column in columns:
        assert f'<dt><code dir="ltr">{column}</code></dt><dd>' in shown.text
    assert page.get(f"/tables/{name}.csv").text.split("\r\n")[0] == ",".join(columns)


def test_an_archive_of_other_tables_says_what_to_do(tmp_path: Path) -> None:
    filled(tmp_path / "archive")
    with client(tmp_path / "archive") as page:
        db = Database(tmp_path / "archive" / DATABASE)
        db.execute("DROP VIEW raw_pages")
        db.conn.commit()
        db.close()
        status, told = ask(page, "SELECT 1")
        assert status == 503 and "warraq status" in told


def test_a_program_that_begins_its_day_finds_when_it_was_asked(page: TestClient) -> None:
    told = page.get("/sql.json?q=SELECT+1+AS+one").json()
    assert told["columns"] == ["one"] and told["sql"] == "SELECT 1 AS one"
    assert told["as_of"] >= START.strftime("%Y")


def test_a_folder_may_be_called_anything(tmp_path: Path) -> None:
    folder = tmp_path / "l'archive ?mode=rw #1 é %20"
    filled(folder)
    with client(folder) as page:
        assert rows(page, "SELECT count(*) FROM articles") == [[6]]
