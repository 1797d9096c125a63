"""Which articles a query finds as of a moment: in the texts that stood then.

The search index is of today's texts. What has another text since is asked in an index of its own,
made for the question; these are few.
"""

import numpy as np

from storage.archive import Archive
from storage.query.matching.article_ids import Ints, ids_of
from storage.query.search import Search

_SEARCHED = ("headline", "body", "byline", "section", "tags")
_TOKENS = "unicode61 categories 'L* N* Mn Cf'"
"""As the search index has it."""


def found(
    archive: Archive, query: str, expression: str | None = None, *, exact: bool = False
) -> tuple[Ints, str]:
    """The articles that a query finds, in order of their numbers, and the expression asked.

    Which forms of a word are asked depends on the words of the whole archive: an ``expression`` of
    a former time is asked instead. Raises ``BadQuery`` and ``BrokenSpellings``.
    """
    question = _Question(archive, query, exact=exact)
    asked = expression or question.broad
    ids = ids_of(archive, asked)
    if len(changed := _changed(archive)):
        ids = np.union1d(np.setdiff1d(ids, changed), _in_former_texts(archive, changed, asked))
    return question.spelled_so(ids), asked


class _Question(Search):
    def spelled_so(self, ids: Ints) -> Ints:
        """Those that are spelled as was asked, where that was."""
        return self._filtered(ids)


def _changed(archive: Archive) -> Ints:
    """Articles of which the texts that are searched stood otherwise at the moment."""
    if not archive.row("SELECT 1 FROM sqlite_temp_master WHERE name = 'then_articles'"):
        return np.zeros(0, np.int64)
    columns = " OR ".join(f"{name} IS NOT NULL" for name in ("revision", *_SEARCHED))
    rows = archive.rows(
        f"SELECT id FROM temp.then_articles WHERE there AND ({columns}) ORDER BY id"
    )
    return np.array([row[0] for row in rows], np.int64)


def _in_former_texts(archive: Archive, ids: Ints, expression: str) -> Ints:
    """Those that match an expression by the texts of the moment."""
    execute = archive.db.conn.execute
    names = ", ".join(_SEARCHED)
    folded = ", ".join(f"ar_fold(coalesce({name}, ''))" for name in _SEARCHED)
    execute(f'CREATE VIRTUAL TABLE temp.then_fts USING fts5({names}, tokenize="{_TOKENS}")')
    archive.db.conn.executemany(
        f"INSERT INTO temp.then_fts (rowid, {names}) SELECT id, {folded} FROM articles"
        " WHERE id = ?", ((id,) for id in ids.tolist()),
    )  # fmt: skip
    rows = execute("SELECT rowid FROM temp.then_fts WHERE then_fts MATCH ? ORDER BY rowid",
                   [expression]).fetchall()  # fmt: skip
    execute("DROP TABLE temp.then_fts")
    return np.array([row[0] for row in rows], np.int64)
