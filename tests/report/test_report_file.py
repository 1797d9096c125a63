"""The file of a report: when it appears, what is in it, and that it is the same each time."""

import html
import re
import shlex
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from storage import times
from storage.archive import Archive
from storage.past.as_of import moment
from storage.query.filters import Filters
from storage.takedown.orders import erase, suppress, unsuppress
from tests.making import START, article
from tests.report.making import report, timed
from tests.web.making import COPY, RAW, run_row
from tests.web.test_web_hidden import ALONE, WORDS, Hiding
from warraq.cli import main
from warraq.report.page import report_language
from warraq.report.write import Style, write_report

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    timed(tmp_path / "archive")
    return tmp_path / "archive"


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_the_same_archive_gives_the_same_bytes(folder: Path, language: str) -> None:
    first = report(folder, "--language", language)
    assert report(folder, "--language", language, name="again.html") == first
    assert f'lang="{language}"' in first


def test_a_former_moment_gives_the_same_bytes_after_new_crawls(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = report(folder)
    found = re.search(r"as of (\S+):", capsys.readouterr().err)
    assert found
    with Archive(folder) as kept:
        kept.keep(article(99, "two", headline="خبر جديد", body="نص جديد لا يشبه شيئا مما سبقه."))
        mended = {"headline": "طريق 3", "published_precision": "minute"}
        kept.keep(article(3, "four", body="نص آخر عن الطريق نفسه بعد تعديله.", **mended))
        kept.mark_gone(COPY, START + timedelta(days=3), "answers 404")
        run_row(kept, "five", times.now() + timedelta(seconds=2))
        suppress(kept, RAW, "court of Rabat")
        unsuppress(kept, RAW, "lifted")
    assert report(folder, name="now.html") != first
    assert report(folder, "--as-of", found[1], name="then.html") == first


@pytest.mark.parametrize("order", [suppress, erase])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_an_order_hides_is_nowhere_in_it(
    tmp_path: Path, order: object, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    hidden = Hiding(tmp_path / "archive")
    before = report(hidden.folder, "--language", language)
    assert ALONE in before
    found = re.search(r"as of (\S+):", capsys.readouterr().err)
    assert found
    with Archive(hidden.folder) as kept:
        for id in hidden.ids:
            order(kept, id, "court of Rabat")  # type: ignore[operator]
    for options in ((), ("--as-of", found[1])):
        text = report(hidden.folder, "--language", language, *options, name="after.html")
        assert [word for word in (*WORDS, ALONE) if word in text] == []


def test_a_repeated_headline_leaves_with_its_article(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    text = "خبر طويل عن سوق أسبوعي بإقليم تازة تباع فيه الماشية والخضر كل يوم أربعاء من السنة."
    with Archive(folder, create=True) as kept:
        for number, outlet in enumerate(("one", "two", "three"), 1):
            kept.keep(article(number, outlet, headline=f"زبرجدستان {outlet}", body=text,
                              published_at=START + timedelta(hours=number)))  # fmt: skip
    assert "زبرجدستان one" in report(folder)
    with Archive(folder) as kept:
        suppress(kept, 1, "court of Rabat")
    after = report(folder)
    assert "زبرجدستان one" not in after and "زبرجدستان two" in after
    assert "one.ma" not in after


def test_pages_cannot_write_markup_into_it(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    evil = '"><script>alert(1)</script><img src="http://evil.example/x">\u202e\x00'
    with Archive(folder, create=True) as kept:
        for number, outlet in enumerate(("one", 'o"><svg onload=x>'), 1):
            kept.keep(article(number, outlet, headline=evil, url=f"javascript:alert({number})",
                              body="خبر طويل عن سوق أسبوعي بإقليم تازة تباع فيه الماشية كل يوم.",
                              language='x"><script>'))  # fmt: skip
    text = report(folder)
    assert "<script" not in text and "<img" not in text and "<svg onload" not in text
    assert "javascript:" not in re.sub(r">[^<]*<", "><", text)
    assert "\x00" not in text


def test_nothing_found_leaves_a_former_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder.parent / "r.html"
    path.write_text("former")
    there = ["--archive", str(folder), "--since", "2031-01-01"]
    assert main(["report", str(path), *there]) == 1
    assert "left as it was" in capsys.readouterr().err and path.read_text() == "former"
    assert main(["report", str(folder.parent / "new.html"), *there]) == 1
    assert {one.name for one in folder.parent.iterdir()} == {"archive", "r.html"}


@pytest.mark.parametrize("options", [
    [], ["--language", "fr"], ["--outlet", "four", "--since", "2026-01-02", "--language", "en"],
    ["--kind", "full", "--kind", "brief", "--captured-until", "2027-01-01", "--section", "مجتمع"],
])  # fmt: skip
def test_a_report_prints_the_command_that_makes_it_again(folder: Path, options: list[str]) -> None:
    with Archive(folder) as kept:
        kept.keep(article(77, "four", section="مجتمع", body="خبر من قسم آخر لا يشبه غيره."))
    first = report(folder, *options)
    printed = re.search(r"<code[^>]*>warraq report FILE.html (--as-of [^<]*)</code>", first)
    assert printed
    again = shlex.split(html.unescape(printed[1]))
    assert report(folder, *again, name="again.html") == first
    about = ("من هذا النوع وحده", "مقال كامل، خبر عاجل قصير", "2027-01-01", "مجتمع")
    assert all(one in first for one in about) == ("--kind" in options)


@pytest.mark.parametrize(("given", "said"), [
    (["r.pdf"], "name it FILE.html"), (["r.html", "--language", "es"], "ar, fr, en"),
    (["nowhere/r.html"], "no such folder"), (["r.html", "--as-of", "soon"], "2026-11-28"),
    (["r.html", "--outlet", "hespres"], "no outlet"), (["r.html", "--section", "لا"], "--section"),
    (["r.html", "--article-language", "xx"], "--article-language xx"),
    (["r.html", "--since", "2026-02-01", "--until", "2026-01-01"], "is after"),
])  # fmt: skip
def test_wrong_usage_says_what_is_right(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    given: list[str], said: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(folder.parent)
    assert main(["report", *given, "--archive", str(folder)]) == 2
    assert said in " ".join(capsys.readouterr().err.split())
    assert [one.name for one in folder.parent.iterdir()] == ["archive"]


def test_standard_output_gets_the_same(folder: Path, capfdbinary: pytest.CaptureFixture[bytes],
                                       ) -> None:  # fmt: skip
    text = report(folder)
    capfdbinary.readouterr()
    assert main(["report", "-", "--archive", str(folder)]) == 0
    assert capfdbinary.readouterr().out.decode() == text


class Interrupting(Mapping[str, str]):
    """Somebody presses Ctrl-C while the second outlet is written."""

    asked = 0

    def __getitem__(self, name: str) -> str:
        self.asked += 1
        if self.asked == 2:
            raise KeyboardInterrupt
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def test_a_report_that_is_broken_off_leaves_no_half_file(folder: Path) -> None:
    path = folder.parent / "r.html"
    path.write_text("former")
    homes = Interrupting()
    style = Style(report_language("ar"), {}, homes)
    with Archive(folder) as kept, moment(kept) as then, pytest.raises(KeyboardInterrupt):
        write_report(kept, Filters(), then.at, path, style)
    assert homes.asked == 2 and path.read_text() == "former"
    assert {one.name for one in folder.parent.iterdir()} == {"archive", "r.html"}
