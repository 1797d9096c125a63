"""The bench of keeping measures what it says, on few articles."""

from pathlib import Path

import pytest

from bench import keeping
from bench.corpus import texts
from storage.archive import Archive

pytestmark = pytest.mark.slow


def test_new_articles_are_new_and_revisions_are_revisions(tmp_path: Path) -> None:
    found = list(keeping.articles(texts(None), 60))
    assert len({one.url for one in found}) == len({one.body for one in found}) == 60
    with Archive(tmp_path, create=True) as kept:
        kinds = [kept.keep(one)[0].kind for one in found]
        assert set(kinds) == {"new", "copy"} and kinds.count("new") > 40
        changed = [keeping._changed(one, number) for number, one in enumerate(found)]
        assert {kept.keep(one)[0].kind for one in changed} == {"revision"}


def test_every_article_is_measured_in_a_process_of_its_own(
    capsys: pytest.CaptureFixture[str],
) -> None:
    keeping.measure(20, None, None, 2 * keeping.TURN)
    said = [line.split() for line in capsys.readouterr().out.splitlines()[-2:]]
    assert [line[:3] for line in said] == [["a", "new", "article"], ["a", "revision", "now"]]
    assert all(float(line[-3]) > 0 and line[-1] == "1.00" for line in said)
