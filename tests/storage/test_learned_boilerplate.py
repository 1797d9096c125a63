"""Lines that repeat across an outlet's articles, a veto on them, and containers that drift."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from storage.learned_boilerplate import learn, lines, to_leave_out, veto
from storage.query.health import health
from tests.making import START, archive, article

pytestmark = pytest.mark.slow

SLOGAN = "جريدتكم الأولى ترافقكم كل صباح، أينما كنتم.."
FOLDED = "جريدتكم الاولي ترافقكم كل صباح اينما كنتم"


def test_a_line_of_many_articles_is_learned_and_a_veto_returns_it(tmp_path: Path) -> None:
    with archive(tmp_path) as opened:
        for number in range(40):
            body = f"هذا نص المقال رقم {number} كما نشرته الجريدة.\n{SLOGAN}"
            opened.keep(article(number, body=body))
        assert learn(opened, "one") == 1
        assert learn(opened, "one") == 0
        assert [(one.text, one.pages) for one in lines(opened)] == [(SLOGAN, 40)]
        assert to_leave_out(opened, "one") == {FOLDED}
        assert to_leave_out(opened, "two") == frozenset()
        assert veto(opened, "one", "جريدتكم الأولى ترافقكم كل صباح أينما كنتم")
        assert to_leave_out(opened, "one") == frozenset()
        learn(opened, "one")
        assert to_leave_out(opened, "one") == frozenset()
        assert veto(opened, "one", SLOGAN, vetoed=False)
        assert to_leave_out(opened, "one") == {FOLDED}
        assert not veto(opened, "one", "سطر آخر")


@pytest.mark.parametrize("repeated", [4, 5])
def test_a_line_of_few_articles_is_not_learned(tmp_path: Path, repeated: int) -> None:
    """Below five articles, or below a twentieth of those looked at."""
    with archive(tmp_path) as opened:
        for number in range(20 if repeated == 4 else 120):
            end = f"\n{SLOGAN}" if number < repeated else ""
            opened.keep(article(number, body=f"هذا نص المقال رقم {number}.{end}"))
        assert learn(opened, "one") == 0


def test_copies_of_one_text_teach_nothing(tmp_path: Path) -> None:
    with archive(tmp_path) as opened:
        for number in range(20):
            opened.keep(article(number, body=f"{SLOGAN}\nنفس النص كل مرة"))
        assert learn(opened, "one") == 0


def test_what_the_reader_takes_is_kept(tmp_path: Path) -> None:
    with archive(tmp_path) as opened:
        taken = replace(
            article(), authors=("سعاد بنعلي", "مريم"), dateline="الرباط – و.م.ع", city="الرباط",
            agency="و.م.ع", captions=("السوق",), paywall=True, encoding_evidence="HTTP header",
        )  # fmt: skip
        _, id = opened.keep(taken)
        row = opened.row("SELECT * FROM articles WHERE id = ?", id)
        assert row is not None
        assert (row["authors"], row["captions"]) == ('["سعاد بنعلي", "مريم"]', '["السوق"]')
        assert (row["city"], row["agency"], row["paywall"]) == ("الرباط", "و.م.ع", 1)
        assert not opened.read_again(id, replace(taken, section="مجتمع"))
        row = opened.row("SELECT section, revision FROM articles WHERE id = ?", id)
        assert row is not None and tuple(row) == ("مجتمع", 1)


@pytest.mark.parametrize(("missed", "drifts"), [(0, False), (9, False), (10, True), (50, True)])
def test_a_container_that_stops_matching_is_drift(
    tmp_path: Path, missed: int, drifts: bool
) -> None:
    """Only the latest articles count: an old layout must not hide a new one."""
    with archive(tmp_path) as opened:
        for number in range(120):
            source = "page" if number >= 120 - missed else "container: div.text"
            opened.keep(article(number, body_source=source))
        found = health(opened, "one", START + timedelta(days=1))
        assert found.drifts is drifts
        assert found.fallback_share == missed / 50
