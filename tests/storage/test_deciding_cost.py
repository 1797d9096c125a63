"""Deciding asks by keys only: its cost must not grow with the archive."""

from pathlib import Path

from tests.making import archive, article


def test_no_question_of_deciding_reads_a_whole_table(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(article(1))
        asked: list[str] = []
        kept.db.conn.set_trace_callback(asked.append)
        kept.decide(article(2, "two", headline="عنوان آخر"))
        kept.decide(article(1))
        verdict = kept.verdict_on(article(2, "two", headline="عنوان آخر"))
        kept.keep(article(1, "three", body="خبر لا يشبه غيره"))
        assert kept.confirmed(verdict) is verdict
        kept.db.conn.set_trace_callback(None)
        assert len(asked) > 5
        for sql in asked:
            if not sql.startswith("SELECT"):
                continue
            plan = [row[3] for row in kept.db.conn.execute("EXPLAIN QUERY PLAN " + sql)]
            scanned = {step.split()[1] for step in plan if step.startswith("SCAN")}
            tables = {"a", "articles", "t", "tombstones", "bands", "s", "article_writes"}
            assert not scanned & tables, (sql, plan)
