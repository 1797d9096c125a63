"""Whether a page that is read again says what the archive holds: text first, then the rest."""

import json

from crawler.arabic import folded_words
from crawler.items import Article
from crawler.reader_version import READER_VERSION
from storage.archive import Archive
from storage.article_fields import EMPTY, FIELDS, stored
from storage.rereading.kept_pages import KeptPage
from storage.rereading.reading_process import Refusal
from storage.verify.raw_files import Finding

NOT_COMPARED = "not compared"
"""The kind of a finding on an article whose outlet is not among the loaded ones."""
LEFT_OUT = {
    "outlet", "url", "fetched_at",  # of the look at the page
    "headline", "body",  # compared before, and told in words of their own
    "published_precision", "published_source", "published_printed", "modified_at",  # by a listing
    "encoding", "encoding_evidence", "body_source", "sources",  # how; what came of it is compared
    "read_with",  # libraries and hints of that reading
}  # fmt: skip
COMPARED = tuple(one.name for one in FIELDS if one.name not in LEFT_OUT)
"""What a page says beside headline and text, and is read again as well."""


def disagreement(
    archive: Archive, kept: KeptPage, answer: Article | Refusal, learned: set[tuple[str, str]]
) -> Finding | None:
    """The finding on an article that was read again; ``None`` where all agrees."""
    if isinstance(answer, Refusal) and answer.stranger:
        return Finding(NOT_COMPARED, f"article {kept.id}", answer.words, damage=False)
    finding = _compared(kept, answer, learned)
    if finding is None and isinstance(answer, Article):
        finding = _fields_compared(archive, kept, answer)
    return finding


def _compared(
    kept: KeptPage, answer: Article | Refusal, learned: set[tuple[str, str]]
) -> Finding | None:
    """The finding on headline and body; ``None`` where both agree."""
    what = f"article {kept.id}"
    if isinstance(answer, Article) and (answer.headline, answer.body) == (
        kept.headline, kept.body,
    ):  # fmt: skip
        return None
    if kept.reader != READER_VERSION:
        detail = f"reader {kept.reader} wrote it, reader {READER_VERSION} reads it otherwise"
        return Finding("stale", what, f"{detail}: `warraq reread`", damage=False)
    if isinstance(answer, Article) and kept.headline == answer.headline:
        texts = [
            [
                line
                for line in body.splitlines()
                if (kept.outlet, " ".join(folded_words(line))) not in learned
            ]
            for body in (kept.body, answer.body)
        ]
        if texts[0] == texts[1]:
            detail = "a line was learned or vetoed since: `warraq reread`"
            return Finding("stale", what, detail, damage=False)
    if isinstance(answer, Refusal):
        return Finding("reading", what, f"its raw page gives no article now: {answer.words}")
    return Finding("reading", what, "its raw page reads otherwise, with the same reader version")


def _fields_compared(archive: Archive, kept: KeptPage, answer: Article) -> Finding | None:
    """Whether what stands beside the text is still what the page says.

    A date that a listing told is let pass: the page does not know it.
    """
    row = archive.row(
        f"SELECT {', '.join(COMPARED)}, published_source, sources FROM articles WHERE id = ?",
        kept.id,
    )
    if row is None:  # erased since
        return None
    by_listing = "lead" in (row["published_source"], answer.published_source)
    now = stored(answer)
    other = [
        name
        for name in COMPARED
        if row[name] != now[name] and not (name == "published_at" and by_listing)
    ]
    if not other:
        return None
    what, said = f"article {kept.id}", ", ".join(other)
    if kept.reader != READER_VERSION:
        detail = f"reader {kept.reader} wrote it, reader {READER_VERSION} reads other {said}"
        return Finding("stale", what, f"{detail}: `warraq reread`", damage=False)
    known = json.loads(row["sources"])
    if not any(row[name] not in EMPTY or name in known for name in other):  # a field came since
        detail = f"{said} was not looked for when it was read: `warraq reread`"
        return Finding("stale", what, detail, damage=False)
    return Finding("reading", what, f"its raw page says other {said}, with the same reader version")
