"""What is printed for people and for programs: spelling stays, nothing drives a terminal."""

import json
from pathlib import Path

import pytest

from crawler.json_with_invisibles_escaped import json_text
from crawler.probing.python_source import pattern, quoted
from storage.archive import Archive
from tests.making import archive, article
from warraq.cli import main
from warraq.terminal import plain


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("قال\u200f (هسبريس)\u200e", "قال\u200f (هسبريس)\u200e"),  # marks of direction
        ("می\u200cخواهم 👨\u200d👩", "می\u200cخواهم 👨\u200d👩"),  # ZWNJ and ZWJ are spelling
        ("سورة ۝ ١٢ \u0600٣", "سورة ۝ ١٢ \u0600٣"),  # signs of numbers that Unicode calls formats
        ("100\u00a0000\u202f€", "100 000 €"),
        ("file\u202egnp.exe\u2066!\u2069", "filegnp.exe!"),  # overrides and isolates
        ("so\u00adft \ufeffbom\u2060\U000e0041", "soft bom"),
        ("one\u2028two", "one two"),
        ("\x1b[31mred\x9b5m\x07\x7f", "\ufffd[31mred\ufffd5m\ufffd\ufffd"),
        ("half \ud83d", "half \ufffd"),
        ("line\n\ttab", "line\n\ttab"),
        ("المدرسة العمومية", "المدرسة العمومية"),
        ("[bold]x[/bold]", "[bold]x[/bold]"),
    ],
)
def test_a_terminal_shows_spelling_and_obeys_nobody(text: str, printed: str) -> None:
    assert plain(text).plain == printed


@pytest.mark.parametrize(
    "hidden", ["\x85", "\x9b", "\x7f", "\u202e", "\u2066", "\u200f", "\u2028", "\ufeff", "\ud83d",
               "\U000e0041"]
)  # fmt: skip
def test_json_escapes_what_nobody_sees_and_means_the_same(hidden: str) -> None:
    written = json_text({f"k{hidden}": [f"المدرسة{hidden}x"]})
    assert hidden not in written and "المدرسة" in written
    assert json.loads(written) == {f"k{hidden}": [f"المدرسة{hidden}x"]}


@pytest.mark.parametrize("kept", ["المدرسة", "می\u200cخواهم", "é", "😀", "۝", 'a "b" \\ c', "\n"])
def test_json_leaves_all_else_as_it_is(kept: str) -> None:
    assert json_text([kept]) == json.dumps([kept], ensure_ascii=False)


def test_a_number_that_json_has_no_word_for_is_null() -> None:
    endless = {"a": [float("inf"), -float("inf"), float("nan"), 1.5, (2, True)], "ب": None}
    assert json_text(endless) == '{"a": [null, null, null, 1.5, [2, true]], "ب": null}'


def test_the_names_of_columns_are_texts_of_others_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with archive(tmp_path) as kept:
        kept.db.execute('CREATE VIEW odd AS SELECT 9e999 AS "\u202e\x9b31m[bold]\x1b]0;x"')
        folder = kept.folder
    assert main(["sql", "SELECT * FROM odd", "--archive", str(folder)]) == 0
    said = capsys.readouterr().out
    assert not any(char in said for char in "\u202e\x9b\x1b") and "[bold]" in said
    assert main(["sql", "SELECT * FROM odd", "--json", "--archive", str(folder)]) == 0
    (row,) = json.loads(capsys.readouterr().out, parse_constant=pytest.fail)
    assert list(row.values()) == ["inf"]  # JSON has no number for it


@pytest.mark.parametrize("name", ["جريدة\u202e", "a'\u2066\"b", "x\U000e0041", "\x9b", "plain"])
def test_an_outlets_file_hides_nothing_in_its_strings(name: str) -> None:
    for literal in (quoted(name), pattern(f"\\d+{name}")):
        assert literal.isprintable()
    assert eval(quoted(name)) == name
    assert eval(pattern(f"\\d+{name}")) == f"\\d+{name}"


def test_every_command_that_speaks_json_escapes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with archive(tmp_path) as kept:
        _, id = kept.keep(article())
        folder = kept.folder
        kept.db.execute(
            "UPDATE articles SET headline = headline || ?, byline = ?",
            ["\u202e\x9b31m", "كاتب\u2067"],
        )
    given = ["--archive", str(folder)]
    for command in (["show", str(id)], ["history", str(id)], ["search", "المشروع"]):
        main([*command, "--json", *given])
        said = capsys.readouterr().out
        assert json.loads(said)
        assert not any(char in said for char in "\u202e\x9b\u2067"), command
    taken = tmp_path / "taken.jsonl"
    assert main(["export", str(taken), *given]) == 0
    written = taken.read_text("utf-8")
    assert not any(char in written for char in "\u202e\x9b\u2067")
    assert json.loads(written)["byline"] == "كاتب\u2067"


def test_an_exact_search_counts_all_that_it_finds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with archive(tmp_path) as kept:
        folder = kept.folder
        for number in range(7):
            word = "المَدرسة" if number == 0 else "المدرسة"
            body = (
                f"{article().body}\nفتحت {word} رقم {number} أبوابها في وجه تلاميذ الحي {number}."
            )
            kept.keep(article(url=f"https://one.ma/{number}.html", body=body))
    given = ["--limit", "3", "--archive", str(folder)]
    main(["search", "المدرسة", *given])
    assert "7 found, 1 to 3 shown" in capsys.readouterr().err
    main(["search", "المدرسة", "--exact", *given])
    assert "6 found, 1 to 3 shown" in capsys.readouterr().err
    with Archive(folder) as kept:
        assert len(kept.rows("SELECT 1 FROM articles")) == 7
