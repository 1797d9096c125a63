"""``warraq read --explain`` and ``warraq learned``, as a person runs them."""

import json
import sys
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.learned_boilerplate import learn
from tests.making import archive, article
from warraq.cli import main
from warraq.terminal import FOUND_NOTHING, NO_ARTICLE, WRONG_USAGE

pytestmark = pytest.mark.slow

PAGE = Path(__file__).parents[1] / "golden" / "jannah" / "map-olive.html"


def test_a_reading_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(PAGE), "--explain"]) == 0
    told = capsys.readouterr().out
    assert "valid UTF-8" in told
    assert "whole page" in told
    assert "agency: و.م.ع" in told


def test_a_refusal_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    page.write_text("<title>404 Page not found</title><h1>404 Page not found</h1>")
    assert main(["read", str(page), "--explain"]) == NO_ARTICLE
    told = capsys.readouterr()
    assert "refused, SoftNotFound: soft 404" in told.out
    assert "gone: soft 404" in told.err


def test_the_explanation_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(PAGE), "--explain", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert ["encoding", f"utf-8: valid UTF-8, {PAGE.stat().st_size} bytes"] in told["explained"]
    assert told["city"] == "تاونات"


def test_drift_and_learned_lines_stand_in_the_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Hespress declares a container; the outlet "one" is nobody's and can miss none."""
    with Archive(tmp_path, create=True) as opened:
        for number in range(12):
            body = f"مقال رقم {number}\nشعار الجريدة كل يوم"
            for outlet in ("hespress", "one"):
                opened.keep(article(number, outlet=outlet, body=body, body_source="page"))
        learn(opened, "hespress")
    assert main(["status", "hespress", "one", "--archive", str(tmp_path)]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "hespress: drift, 100% of its latest articles were not in a container" in told
    assert "hespress: 1 repeating lines are left out" in told
    assert "one: drift" not in told
    assert main(["status", "hespress", "one", "--json", "--archive", str(tmp_path)]) == 0
    outlets = {one["outlet"]: one for one in json.loads(capsys.readouterr().out)["outlets"]}
    assert (outlets["hespress"]["drifts"], outlets["hespress"]["learned"]) == (True, 1)
    assert outlets["one"]["drifts"] is False


def test_drift_of_an_outlet_of_ones_own_stands_in_the_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its package is named by the settings; a broken one costs no more than what it would say."""
    name = "drifting_outlets"
    (package := tmp_path / name).mkdir()
    (package / "__init__.py").touch()
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "warraq.toml").write_text(f'spider_modules = ["{name}"]\n')
    (package / "mine.py").write_text(
        "from crawler.spider import OutletSpider\n\n\nclass Mine(OutletSpider):\n"
        "    name, home, body = 'mine', 'https://mine.ma/', 'div.text'\n"
    )
    monkeypatch.setenv("WARRAQ_OUTLETS", str(tmp_path))
    with archive(tmp_path) as opened:
        for number in range(12):
            opened.keep(article(number, outlet="mine", body_source="page"))
    status = ["status", "mine", "--archive", str(tmp_path / "archive")]
    assert main(status) == 0
    assert "mine: drift, 100% of its latest" in " ".join(capsys.readouterr().out.split())
    monkeypatch.delitem(sys.modules, f"{name}.mine")
    (package / "mine.py").write_text("import a_library_of_theirs\n")
    assert main(status) == 0
    heard = capsys.readouterr()
    assert "Whether the containers of mine drift is unknown" in " ".join(heard.err.split())
    assert "drift," not in heard.out


def test_the_darija_words_that_made_a_hint_are_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.html"
    text = (
        "علاش الطوبيس ماكيوصلش للدوار؟ الناس ديال هاد الجهة كيتسناو من الصباح، وحتى واحد ما كيسول."
    )
    page.write_text(f"<title>الطوبيس</title><h1>فين هو الطوبيس</h1><p>{text}</p>", "utf-8")
    assert main(["read", str(page), "--explain"]) == 0
    told = capsys.readouterr().out
    assert "a hint, 40.0% of 15 words: علاش، ماكيوصلش، ديال، هاد، كيتسناو، كيسول" in told
    assert "language: ar" in told


def test_learned_lines_are_shown_and_vetoed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Archive(tmp_path, create=True) as opened:
        for number in range(12):
            opened.keep(article(number, body=f"مقال رقم {number}\nشعار الجريدة كل يوم"))
        learn(opened, "one")
    here = ["--archive", str(tmp_path)]
    assert main(["learned", "one", *here]) == 0
    assert "شعار الجريدة كل يوم" in capsys.readouterr().out
    assert main(["learned", "one", "--keep", "شعار الجريدة، كل يوم", "--json", *here]) == 0
    assert [line["vetoed"] for line in json.loads(capsys.readouterr().out)] == [True]
    assert main(["learned", "one", "--drop", "سطر لا وجود له", *here]) == FOUND_NOTHING
    assert main(["learned", "--drop", "شعار", *here]) == WRONG_USAGE
