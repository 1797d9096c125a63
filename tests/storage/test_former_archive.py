"""An archive of a former Warraq: it opens, migrates, and answers as it did.

``tests/former/make.py`` made it, with the code of 28 November 2026.
"""

import json
import tarfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.items import Article
from storage.archive import Archive
from storage.derived import versions
from storage.errors import BeforeTheLedger
from storage.past.as_of import moment
from storage.schema import FIRST_VERSIONS
from tests.former import make
from tests.storage.test_derived_data import run

NAME = "before_versions"

pytestmark = pytest.mark.slow


def former(tmp_path: Path) -> tuple[Path, dict[str, Any]]:
    """The archive as it was, in a folder of its own, and what its Warraq said of it."""
    with tarfile.open(make.HERE / f"{NAME}.tar.xz") as packed:
        packed.extractall(tmp_path, filter="data")
    answers = json.loads((make.HERE / f"{NAME}.json").read_text(encoding="utf-8"))
    told = make.warraq(tmp_path / "archive", "rebuild")
    same = versions.of_the_code() == FIRST_VERSIONS  # not so with another Python's Unicode
    assert "nothing to rebuild" in told or not same
    return tmp_path / "archive", answers


def as_before(lines: list[dict[str, Any]], former: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Export lines without the fields that came since."""
    return [{key: one[key] for key in before} for one, before in zip(lines, former, strict=True)]


def test_an_archive_of_the_former_version_answers_as_it_did(tmp_path: Path) -> None:
    folder, before = former(tmp_path)
    assert "nothing is damaged" in make.warraq(folder, "verify")
    after = json.loads(json.dumps(make.ask(folder)))
    exported, given = after.pop("export"), before.pop("export")
    assert as_before(exported, given) == given
    then, now = before.pop("searches"), after.pop("searches")
    bands = [counts.pop("bands") for counts in (after["counts"], before["counts"])]
    assert all(bands)  # made anew by this Warraq, which chooses other keys
    assert after == {key: before[key] for key in after}
    for one, other in zip(then, now, strict=True):  # by now more forms of a word are found
        assert {hit["id"] for hit in one["hits"]} <= {hit["id"] for hit in other["hits"]}, one
    assert "nothing is damaged" in make.warraq(folder, "verify")


def test_orders_of_a_former_archive_still_hold(tmp_path: Path) -> None:
    folder, before = former(tmp_path)
    erased = before["erased"]
    with Archive(folder) as kept:
        again = Article(
            "other", "https://other.ma/1.html", datetime.now(UTC), erased["headline"],
            erased["body"],
        )  # fmt: skip
        assert kept.keep(again)[0].kind == "refused"
        (hidden,) = kept.rows("SELECT article_id FROM suppressions")[0]
    shown = {line["id"] for line in make.ask(folder)["export"]}  # type: ignore[attr-defined]
    assert hidden not in shown and int(erased["id"]) not in shown


def test_what_a_former_archive_did_not_write_down_is_not_made_up(tmp_path: Path) -> None:
    folder, _ = former(tmp_path)
    with Archive(folder) as kept:
        whole = kept.rows("SELECT versions, recorded_at FROM articles")
        assert {row[1] for row in whole} == {None} and {row[0] for row in whole} > {1}
        told = kept.rows("SELECT * FROM revisions")
        assert told and {(row["section"], row["words"], row["recorded_at"]) for row in told} == {
            (None, None, None)
        }
        assert all(row["headline"] and row["body"] for row in told)
        places = kept.rows("SELECT number, place FROM versions ORDER BY article_id, place")
        assert all(number == place for number, place in places)
        before = datetime(2026, 11, 27, tzinfo=UTC)
        with pytest.raises(BeforeTheLedger, match="written down since 20"), moment(kept, before):
            pass
        with moment(kept) as then:
            shown = [tuple(row) for row in kept.rows("SELECT * FROM articles")]
        kept.mark_gone(1, datetime.now(UTC), "answers 404")
        with moment(kept, then.at):
            assert [tuple(row) for row in kept.rows("SELECT * FROM articles")] == shown


def test_a_former_archive_goes_over_to_another_fold(tmp_path: Path) -> None:
    folder, before = former(tmp_path)
    assert run(folder, "search", "مدرسه", REFOLD="1").returncode == 3
    assert run(folder, "rebuild", REFOLD="1").returncode == 0
    assert "nothing is damaged" in run(folder, "verify", REFOLD="1").stdout
    found = json.loads(run(folder, "search", "مدرسه", "--json", REFOLD="1").stdout)
    (searched,) = (one for one in before["searches"] if one["words"] == ["مدرسه"])
    assert [one["id"] for one in found["hits"]] == [one["id"] for one in searched["hits"]]
