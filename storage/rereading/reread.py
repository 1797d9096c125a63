"""``Rereading``: kept pages read again with today's reader; the network is not needed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from crawler.items import Article
from crawler.reader_version import READER_VERSION
from storage.activity import activity_log, task_positions
from storage.archive import Archive
from storage.database import writing
from storage.errors import RawPageLost, RawPageMissing
from storage.query.filters import Filters
from storage.rereading.kept_pages import KeptPage, kept_pages
from storage.rereading.reading_pool import read_all
from storage.rereading.reading_process import MakeReader, Refusal

PAGE_SECONDS = 25.0
"""A page that takes more processor time is given up, its article keeps its text. The reader's own
limit comes first, where it is heard."""
SAVE_EVERY_ARTICLES = 50
"""Articles between two notes of the position: at most so many are read twice after a break."""


@dataclass(frozen=True, slots=True)
class RereadResult:
    """The result of rereading one article's page, with the difference or the reason in words."""

    article_id: int
    outlet: str
    url: str
    result: Literal[
        "same", "changed", "refused", "not compared", "raw page missing", "raw page lost"
    ]
    detail: str = ""


class Rereading:
    """One pass over the articles that the filters choose; continues one that was broken off."""

    def __init__(
        self, archive: Archive, make_reader: MakeReader, filters: Filters, *,
        dry_run: bool = False, processes: int = 2, limit_seconds: float = PAGE_SECONDS,
    ) -> None:  # fmt: skip
        """Count the articles to read; nothing is read yet."""
        self.archive, self.make_reader, self.dry_run = archive, make_reader, dry_run
        self.processes, self.limit_seconds = processes, limit_seconds
        self.where, self.values = filters.where()
        # by reader and filters: another reader, or another choice, begins at the first article
        self.task = f"reread by reader {READER_VERSION}: {filters}"
        self.begin = 0 if dry_run else task_positions.position(archive.db, self.task) or 0
        condition = f"capture_id IS NOT NULL AND {self.where}"
        row = archive.row(
            "SELECT count(*), count(*) FILTER (WHERE id > ?) FROM articles a"
            f" WHERE {condition}", self.begin, *self.values,
        )  # fmt: skip
        assert row is not None
        self.total, self.left = int(row[0]), int(row[1])
        self.condition = condition

    def __iter__(self) -> Iterator[RereadResult]:
        """Read again; one result per article, kept unless ``dry_run``.

        An article whose page is refused today keeps its text: nothing is lost by a worse reader.
        """
        rows = self.archive.rows(
            f"SELECT id FROM articles a WHERE id > ? AND {self.condition} ORDER BY id",
            self.begin, *self.values,
        )  # fmt: skip
        missing: list[tuple[KeptPage, RawPageMissing]] = []
        jobs = kept_pages(self.archive, (row[0] for row in rows), missing)
        answers = read_all(jobs, self.make_reader, self.processes, self.limit_seconds)
        for number, (kept, answer) in enumerate(answers):
            yield self._compare_and_keep(kept, answer)
            last = number % SAVE_EVERY_ARTICLES == SAVE_EVERY_ARTICLES - 1
            if last and not self.dry_run:
                task_positions.save_position(self.archive.db, self.task, kept.id)
        for kept, why in missing:
            lost = isinstance(why, RawPageLost)
            yield RereadResult(
                kept.id, kept.outlet, kept.url, "raw page lost" if lost else "raw page missing",
                str(why),
            )  # fmt: skip
        if not self.dry_run:
            with writing(self.archive.db):
                task_positions.clear_position(self.archive.db, self.task)
                activity_log.note(self.archive.db, "reread", f"{len(rows)} articles: {self.task}")

    def _compare_and_keep(self, kept: KeptPage, answer: Article | Refusal) -> RereadResult:
        """The result for one article; its reading is kept unless ``dry_run``."""
        result = RereadResult(kept.id, kept.outlet, kept.url, "same")
        if isinstance(answer, Refusal) and answer.stranger:
            return replace(result, result="not compared", detail=answer.words)
        if isinstance(answer, Refusal):
            return replace(result, result="refused", detail=answer.words)
        if not self.dry_run:
            # under its kept address, and also where the text is the same: other fields may not be
            reading = replace(answer, outlet=kept.outlet, url=kept.url)
            self.archive.read_again(kept.id, reading, kept.capture_id)
        if (answer.headline, answer.body) == (kept.headline, kept.body):
            return result
        what = "headline" if answer.headline != kept.headline else "body"
        if answer.headline != kept.headline and answer.body != kept.body:
            what = "headline and body"
        return replace(result, result="changed", detail=f"{what}: {answer.headline}")
