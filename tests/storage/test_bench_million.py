"""The archive that speed is measured on is a real one, and the bench measures what it says."""

from pathlib import Path

import pytest

from bench.million import measuring
from bench.million.making import million
from bench.million.plain import plain
from bench.million.queries import queries
from storage.archive import Archive
from storage.query.archive_without_hidden import ReadingArchive
from storage.query.in_memory_columns import ArticleColumns
from storage.query.search import Search
from storage.verify.verify import verify
from tests.making import START, article

pytestmark = pytest.mark.slow
SIZE = 3_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("million") / "archive"
    million(made, SIZE, None)
    return made


def test_it_is_a_sound_archive_that_goes_on(folder: Path) -> None:
    with Archive(folder) as kept:
        report = verify(kept, None)
        assert report.sound and report.counts["articles"] == SIZE
        assert {finding.kind for finding in report.findings} == {"raw page"}  # it has none
        decision, id = kept.keep(article(headline="تدشين مستوصف"))
        assert (decision.kind, id) == ("new", SIZE + 1)
        assert Search(kept, "مستوصف", None).ids("newest")[0][0] == SIZE + 1
        kept.still_there(id, START)


def test_it_has_what_archives_have(folder: Path) -> None:
    with ReadingArchive(folder) as kept:
        columns = ArticleColumns(kept)
        every = Search(kept, "في", columns=columns).matches()
        facets = columns.facets(every)
        assert len(facets["year"]) >= 10 and len(facets["outlet"]) > 20
        assert all(facets[name] for name in ("revised", "gone", "copied", "section", "language"))
        assert columns.total < columns.shown.size - 1  # some are suppressed


def test_an_equal_seed_gives_an_equal_archive_and_one_that_is_there_is_kept(
    folder: Path, tmp_path: Path
) -> None:
    texts = []
    for made in (tmp_path / "one", tmp_path / "two"):
        million(made, 200, None, seed=7)
        with ReadingArchive(made) as kept:
            texts.append([tuple(row) for row in kept.rows("SELECT * FROM articles")])
    assert texts[0] == texts[1]
    million(tmp_path / "one", 200, None)
    with pytest.raises(ValueError, match="archive of 200 made articles, not of 300"):
        million(tmp_path / "one", 300, None)


def test_every_query_is_measured_in_all_its_parts(folder: Path) -> None:
    costs, asked = measuring.Costs(), queries()
    assert len(asked) == len({(query.text, query.narrow) for query in asked}) > 50
    with ReadingArchive(folder) as kept:
        measuring.measure(kept, ArticleColumns(kept), plain(folder), asked, 1, costs)
    for part in ("count", "newest", "oldest", "best", "facets", "hits"):
        assert len(costs.clock[part]) == len(costs.own[part]) == len(asked)
    said = "\n".join(measuring.printed(costs))
    assert "count to plain FTS5" in said and "best" in said
