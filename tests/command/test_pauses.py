"""A daemon that was away for days: that is told as such, and not as the outlets' silence."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import times
from storage.archive import Archive
from storage.query.health import health, last_run
from tests.crawling import crawl, outcomes
from tests.newsroom.newsroom import Newsroom
from tests.newsroom.server import running
from warraq.cli import main

pytestmark = pytest.mark.slow


def earlier(folder: Path, days: float) -> str:
    """All that the archive notes was so many days ago; when the last crawl ended."""
    by = f"-{days} days"
    with Archive(folder) as archive:
        for table, columns in {
            "runs": ("started_at", "ended_at"),
            "listings": ("polled_at", "next_poll", "listed_at"),
            "leads": ("first_seen", "last_seen", "due_at", "fetched_at", "gone_seen", "newest_at"),
            "articles": ("first_seen", "last_seen", "fetched_at"),
        }.items():
            for column in columns:
                archive.db.execute(
                    f"UPDATE {table} SET {column} = strftime('%Y-%m-%dT%H:%M:%SZ', {column}, ?)"
                    f" WHERE {column} IS NOT NULL", [by],
                )  # fmt: skip
        return str(archive.rows("SELECT max(ended_at) FROM runs")[0][0])


def state(folder: Path, outlet: str, at: datetime | None = None) -> str:
    with Archive(folder) as archive:
        return health(archive, outlet, at or datetime.now(UTC)).state


def test_an_outlet_that_nobody_looked_at_is_idle_and_not_silent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Newsroom(per_outlet=4)
    with running(made):
        crawl(tmp_path, made, ["rif", "sahifa"])
        deleted = made.published("sahifa")[1]
        made.delete(deleted.url)
        ended = earlier(tmp_path, 8)
        assert state(tmp_path, "rif") == "idle"
        main(["status", "--archive", str(tmp_path)])
        said = " ".join(capsys.readouterr().out.split())
        assert f"rif: idle, nobody has looked at it since {ended[:10]}" in said
        assert "silent" not in said
        crawl(tmp_path, made, ["rif", "sahifa"], POLL_ALL=False, GONE_GAP=3600)
    main(["status", "--archive", str(tmp_path)])
    said = " ".join(capsys.readouterr().out.split())
    assert state(tmp_path, "rif") == "well" and "silent" not in said
    assert f"warraq backfill rif --since {ended[:10]}" in said
    with Archive(tmp_path) as archive:
        run = last_run(archive, "rif")
        assert run and f"nobody had looked for 8 days, since {ended[:10]}" in run.in_words()
        assert not archive.rows("SELECT 1 FROM gone")  # the first look at it says nothing yet
    assert "gone" not in outcomes(tmp_path) and outcomes(tmp_path)["deferred"] == 1
    assert state(tmp_path, "rif", times.now() + timedelta(days=30)) == "idle"


def test_a_silence_counts_from_when_somebody_looked(tmp_path: Path) -> None:
    made = Newsroom(per_outlet=4)
    with running(made):
        crawl(tmp_path, made, ["rif"])
        for days in (8, *[1] * 5):
            earlier(tmp_path, days)
            crawl(tmp_path, made, ["rif"], POLL_ALL=False)
            assert state(tmp_path, "rif") == ("well" if days == 8 else state(tmp_path, "rif"))
    assert state(tmp_path, "rif") == "silent"


@pytest.mark.parametrize(("interval", "pause"), [(600, True), (432_000, False)])
def test_an_outlet_that_is_asked_seldom_makes_no_pause(
    tmp_path: Path, interval: int, pause: bool
) -> None:
    """Its operator chose so: ``poll_max`` of many days."""
    made = Newsroom(per_outlet=4)
    with running(made):
        crawl(tmp_path, made, ["rif"])
        with Archive(tmp_path) as archive:
            archive.db.execute("UPDATE listings SET interval = ?", [interval])
        earlier(tmp_path, 4)
        with Archive(tmp_path) as archive:
            later = times.stamp(times.now() + timedelta(seconds=interval - 4 * 86_400))
            archive.db.execute("UPDATE listings SET next_poll = ?", [later])
        assert (state(tmp_path, "rif") == "idle") == pause
        with Archive(tmp_path) as archive:
            archive.db.execute("UPDATE listings SET next_poll = polled_at")
        crawl(tmp_path, made, ["rif"], POLL_ALL=False, POLL_MAX=interval)
    with Archive(tmp_path) as archive:
        run = last_run(archive, "rif")
        assert run is not None and bool(run.pause) == pause
