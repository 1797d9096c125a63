"""The promises of SECURITY.md, and which tests hold each of them."""

import json
import os
import re
from pathlib import Path

import pytest

from storage.archive import Archive
from tests.crawler.test_own_hosts import an_outlet, answer, ended
from tests.crawler.test_raw_headers import crawl, page
from warraq.cli import main

ROOT = Path(__file__).parents[2]
# tests that could not fail first, since what would break them was never built: nothing of a page is
# run, no service is offered, no credentials are sent, other schemes have no handler
PROMISES = {
    "**Huge pages.**": "crawler/test_whole_crawls.py::test_bad_pages_are_told_and_stop_nothing"
    " reading/test_memory.py::test_one_page_takes_no_more_than_that"
    " crawler/test_http_client.py::test_a_page_that_drips_in_ends",
    "**Bombs.**": "crawler/test_listings.py::test_a_zip_bomb_is_refused"
    " crawler/test_listings.py::test_a_billion_laughs_cost_nothing"
    " storage/test_raw.py::test_no_bomb_fills_the_memory_and_a_broken_body_breaks_nothing"
    " reading/test_limits.py::test_a_page_nested_beyond_lxml_is_read_flat"
    " reading/test_limits.py::test_a_page_that_is_slow_to_read_ends"
    " crawler/test_sound_xml.py::test_crafted_listings_are_read_in_time",
    "**Markup in headlines.**": "house/test_security.py::test_a_headline_is_data"
    " reading/test_limits.py::test_a_field_is_one_line_without_markup"
    " storage/test_search.py::test_odd_queries_never_break",
    "**Scripts.**": "house/test_security.py::test_a_page_is_read_and_nothing_of_it_is_run",
    "One bad page": "crawler/test_whole_crawls.py::test_bad_pages_are_told_and_stop_nothing"
    " reading/test_limits.py::test_damaged_pages_end_in_an_article_or_a_named_error",
    "Only `http` and `https`": "house/test_security.py::test_other_schemes_are_not_fetched"
    " crawler/test_http_client.py::test_redirects_to_no_address_are_not_followed",
    "**Private addresses": "crawler/test_own_hosts.py::test_addresses_are_known_in_every_form"
    " crawler/test_own_hosts.py"
    "::test_a_name_that_turns_private_after_the_check_is_not_connected_to"
    " crawler/test_own_hosts.py::test_single_visits_connect_to_no_address_but_a_checked_one"
    " crawler/test_manners.py::test_a_redirect_into_a_private_network_is_not_followed",
    "A page cannot make the crawler leave": "crawler/test_own_hosts.py"
    "::test_an_article_that_leads_to_another_port_is_not_followed"
    " crawler/test_own_hosts.py"
    "::test_listings_and_rules_that_lead_to_another_port_are_not_followed"
    " crawler/test_own_hosts.py::test_single_visits_stay_on_their_site",
    "Opening a database, a WARC file": "storage/test_importing.py"
    "::test_a_broken_file_loses_nothing_that_came_before_and_stops_no_other",
    "**Code comes only": "command/test_foreign_code.py"
    "::test_code_is_loaded_from_where_the_operator_says"
    " command/test_foreign_code.py"
    "::test_a_file_called_like_a_library_in_the_current_folder_is_passed_by"
    " command/test_foreign_code.py::test_opening_an_archive_of_others_runs_no_code_in_it",
    "**Restoring a backup": "storage/test_foreign_input.py"
    "::test_a_restore_takes_database_settings_and_raw_files_and_nothing_else"
    " storage/test_foreign_input.py::test_a_restore_follows_no_link_and_reads_no_pipe"
    " storage/test_foreign_input.py::test_a_manifest_names_nothing_outside",
    "**Importing a WARC file": "storage/test_foreign_input.py"
    "::test_a_name_of_a_file_forges_no_field"
    " storage/test_foreign_input.py::test_no_text_of_a_foreign_record_forges_a_field"
    " storage/test_foreign_input.py::test_no_bomb_fills_the_memory",
    "The raw pages": "storage/test_raw.py::test_a_page_comes_back_as_it_was",
    "A spreadsheet may": "",
    "**A data set from somebody else": "dataset/test_strangers_sets.py"
    "::test_a_manifest_that_names_a_file_elsewhere_has_no_hand_on_it"
    " dataset/test_strangers_sets.py::test_a_manifest_that_is_not_whole_is_told",
    "**SQL of readers": "web/test_reader_sql.py"
    "::test_a_hostile_question_is_refused_with_a_sentence"
    " web/test_reader_sql.py::test_every_table_is_on_one_list_and_what_is_new_on_none"
    " web/test_reader_sql.py::test_a_new_table_or_column_is_closed"
    " web/test_web_hidden.py::test_an_order_takes_an_article_out_of_everything_at_once"
    " web/test_web_hidden.py::test_no_copy_names_a_hidden_original_by_its_address",
    "**A question in SQL ends": "web/test_reader_sql.py"
    "::test_what_cannot_be_interrupted_is_ended"
    " web/test_reader_sql.py::test_a_question_without_end_is_cut_and_says_so"
    " web/test_reader_sql.py::test_too_many_rows_are_cut_and_say_so"
    " web/test_reader_sql.py::test_readers_in_a_row_do_not_fill_the_server",
    "**No network services": "house/test_security.py"
    "::test_a_crawl_writes_to_its_archive_and_offers_nothing",
    "Warraq needs no rights": "house/test_security.py"
    "::test_a_crawl_writes_to_its_archive_and_offers_nothing",
    "It needs no accounts": "house/test_security.py::test_no_credentials_are_sent",
}
"""The beginning of each promise -> its tests; empty: a warning, which no code can hold."""


def test_every_promise_has_a_test() -> None:
    text = (ROOT / "SECURITY.md").read_text("utf-8")
    guarded = text.partition("## What Warraq guards against")[2].partition("\n## ")[0]
    promises = re.findall(r"^- (.+)", guarded, re.MULTILINE)
    said = {begin: [p for p in promises if p.startswith(begin)] for begin in PROMISES}
    assert {begin: len(found) for begin, found in said.items()} == dict.fromkeys(PROMISES, 1)
    assert len(promises) == len(PROMISES)
    for named in " ".join(PROMISES.values()).split():
        file, _, test = named.partition("::")
        assert f"def {test}(" in (ROOT / "tests" / file).read_text("utf-8"), named


WATCHED = """
import os, sys
sys.dont_write_bytecode = True
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.link", "os.truncate")
RUNS = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "socket.bind")
def watch(event, args):
    if event == "open":
        path, _, flags = args
        if not flags & WRITING:
            return
    elif event in CHANGES:
        path = args[0]
    elif event in RUNS:
        # Python's platform module; a library that tries whether there is IPv6, and lets go
        if args[0] == "uname" or args[1:] == (("::1", 0),):
            return
        path = ""
    else:
        return
    if isinstance(path, int):  # open already
        return
    path = os.path.abspath(os.fsdecode(path)) if path else ""
    if not path.startswith(sys.argv[1]) and path != os.devnull:
        print("WATCHED", event, args, file=sys.__stderr__)
sys.addaudithook(watch)
"""
HOSTILE = b"""<script>fetch('/run')</script><script src="/script.js"></script>
<link rel="preload" href="/preload"><link rel="stylesheet" href="/style.css">
<iframe src="/frame"></iframe><img src="/image.png" onerror="fetch('/run')">
<object data="/object"></object><video src="/video"></video><form action="/form"></form>"""


@pytest.mark.slow
def test_a_crawl_writes_to_its_archive_and_offers_nothing(tmp_path: Path) -> None:
    with an_outlet() as server:
        said = crawl(tmp_path, server, WATCHED)
        again = crawl(tmp_path, server, WATCHED)
    assert [kind for kind, _ in ended(tmp_path)[0].values()][:3] == ["new"] * 3
    for lines in (said.stderr, again.stderr):
        assert not [line for line in lines.splitlines() if line.startswith("WATCHED")]


@pytest.mark.slow
def test_a_page_is_read_and_nothing_of_it_is_run(tmp_path: Path) -> None:
    with an_outlet() as server:
        for number in (1, 2, 3):
            body = page(number).replace(b"<article>", b"<article>" + HOSTILE)
            server.answers[f"/{number}.html"] = answer(body)
        crawl(tmp_path, server)
        asked = set(server.asked)
    assert asked == {"/robots.txt", "/feed", "/1.html", "/2.html", "/3.html"}
    with Archive(tmp_path) as archive:
        assert not [row for row in archive.rows("SELECT body FROM articles") if "fetch" in row[0]]


TITLE = (
    "سد &lt;b&gt;جديد&lt;/b&gt; &#x1b;[31m&#x9b;31m&#x202e;'); DROP TABLE articles; -- ../../x {}"
)


@pytest.mark.slow
def test_a_headline_is_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with an_outlet() as server:
        for number in (1, 2, 3):
            title = TITLE.format(number).encode()
            body = re.sub(rb"\xd8\xb3\xd8\xaf [^<\"]*\d(?=[<\"])", title, page(number))
            server.answers[f"/{number}.html"] = answer(body)
        crawl(tmp_path, server)
    with Archive(tmp_path) as archive:
        headlines = [row[0] for row in archive.rows("SELECT headline FROM articles ORDER BY url")]
    assert len(headlines) == 3 and all("DROP TABLE" in one for one in headlines)
    folder = ["--archive", str(tmp_path)]
    for command in (["show", "1"], ["search", "سد"], ["search", "DROP TABLE"]):
        assert main([*command, *folder]) == 0
        printed = capsys.readouterr().out
        assert "DROP" in printed
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", printed)
    assert main(["search", "سد", "--json", *folder]) == 0
    assert len(json.loads(capsys.readouterr().out)["hits"]) == 3
    names = [name for _, folders, files in os.walk(tmp_path) for name in (*folders, *files)]
    assert not [name for name in names if "DROP" in name or "سد" in name]


@pytest.mark.slow
def test_other_schemes_are_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.html"
    secret.write_bytes(page(9))
    with an_outlet() as server:
        places = (secret.as_uri(), "ftp://127.0.0.1/2.html", "http://127.0.0.1:port/3.html")
        for number, place in enumerate(places, 1):
            head = f"HTTP/1.1 302 Found\r\nLocation: {place}\r\nContent-Length: 0\r\n\r\n"
            server.answers[f"/{number}.html"] = head.encode()
        crawl(tmp_path / "archive", server)
    ends, _ = ended(tmp_path / "archive")
    assert len(ends) == 3 and not {"new"} & {kind for kind, _ in ends.values()}


@pytest.mark.slow
def test_no_credentials_are_sent(tmp_path: Path) -> None:
    with an_outlet() as server:
        closed = b"HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n"
        server.answers["/2.html"] = closed
        opened = server.answers["/1.html"].replace(b"OK\r\n", b"OK\r\nSet-Cookie: a=1; Path=/\r\n")
        server.answers["/1.html"] = opened
        netrc = tmp_path / ".netrc"
        netrc.write_text("machine 127.0.0.1 login reporter password secret\n")
        netrc.chmod(0o600)
        crawl(tmp_path / "archive", server, f"import os; os.environ['HOME'] = {str(tmp_path)!r}")
        heads = b"\n".join(server.asked.values()).lower()
    assert b"authorization" not in heads and b"cookie:" not in heads and b"secret" not in heads
    assert ended(tmp_path / "archive")[0]["/2.html"][0] == "blocked"
