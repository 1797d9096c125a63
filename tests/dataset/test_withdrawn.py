"""Data sets of a former moment: withdrawals are the one difference."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from storage import times
from storage.archive import Archive
from storage.takedown.orders import erase, suppress
from tests.dataset.sets import articles, flat, made, manifest, table
from tests.making import BODY, START, article
from warraq.cli import main

pytestmark = pytest.mark.slow


def test_the_past_is_made_again_and_withdrawals_are_the_one_difference(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("الطريق OR سد", "--versions", "--split", "train=.5,test=.5", "--sample", "5")
    path = made(folder, "then", *asked)
    at = manifest(path)["as_of"]
    with Archive(folder) as kept:
        late = START + timedelta(days=1)
        kept.keep(article(6, body="نص ثالث عن القنطرة.", headline="قنطرة", fetched_at=late))
        kept.keep(article(30, body=BODY, headline="سد آخر", fetched_at=late))
        kept.mark_gone(1, late, "answers 404")
        kept.db.execute("UPDATE articles SET section = 'x' WHERE id = 2")
    again = made(folder, "again", *asked, "--as-of", at)
    assert (path / "SHA256SUMS").read_bytes() == (again / "SHA256SUMS").read_bytes()
    assert main(["dataset", "--reproduce", str(path), "--archive", str(folder)]) == 0
    assert "proved are its bytes" in capsys.readouterr().out
    (uid,) = {row["uid"] for row in articles(path) if row["id"] == 2} or {
        "two:https://two.ma/2.html"
    }
    with Archive(folder) as kept:
        suppress(kept, 2, "court of Rabat")
    assert main(["dataset", "--reproduce", str(path), "--archive", str(folder)]) == 0
    said = capsys.readouterr().out
    assert f"withdrawn since: {uid}" in said and "not the same" not in said
    later = made(folder, "later", *asked, "--as-of", at)
    assert uid not in {row["uid"] for row in articles(later)}
    assert "two.ma/2.html" not in (later / "manifest.json").read_text("utf-8")
    with Archive(folder) as kept:
        kept.db.execute("UPDATE articles SET section = 'y' WHERE id = 30")
    assert main(["dataset", "--reproduce", str(path), "--archive", str(folder)]) == 0


@pytest.mark.parametrize("order", [suppress, erase])
@pytest.mark.parametrize("asked", [
    ["--one-per-story"], ["--one-per-story", "--fields", "headline"], ["--fields", "headline"],
    ["--fields", "headline", "--split", "train=.5,test=.5", "--split-by", "time"],
    ["--one-per-story", "--sample", "5"], ["--outlet", "one", "--one-per-story"],
])  # fmt: skip
def test_what_stands_in_for_a_withdrawn_article_is_no_difference(
    folder: Path, capsys: pytest.CaptureFixture[str], order: Any, asked: list[str]
) -> None:
    """Of its story another is chosen, or falls on another day; in its outlet one more counts."""
    path = made(folder, "then", *asked)
    with Archive(folder) as kept:
        order(kept, 1, "court of Rabat")
    capsys.readouterr()
    assert main(["dataset", "--reproduce", str(path), "--archive", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "withdrawn since: one:https://one.ma/1.html" in said and "not the same" not in said


def test_another_row_is_a_difference_also_beside_a_withdrawn_article(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = made(folder, "then", "--one-per-story")
    data = next((path / "data").iterdir())
    rows = pq.read_table(data)
    pq.write_table(rows.filter(pa.compute.not_equal(rows["id"], 6)), data)
    with Archive(folder) as kept:
        suppress(kept, 1, "court of Rabat")
    assert main(["dataset", "--reproduce", str(path), "--archive", str(folder)]) == 1
    assert "not the same: articles" in capsys.readouterr().out


def test_what_is_learned_of_addresses_later_is_told_apart(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Which named addresses are no article's is known once they are fetched: five, then four."""
    named = int(START.timestamp())
    with Archive(folder) as kept:
        kept.db.execute(
            "INSERT INTO known_listings (id, outlet, listing, kind)"
            " VALUES (1, 'two', 'https://two.ma/feed', 'feed')"
        )
        for number in range(1, 6):
            address = f"https://two.ma/named-{number}"
            kept.db.execute(
                "INSERT INTO leads (id, outlet, url, address, found_in, due_at, first_seen,"
                " last_seen, published_hint) VALUES (?, 'two', ?, ?, 'f', ?4, ?4, ?4, ?4)",
                [900 + number, address, address, times.text(START)],
            )
            kept.db.execute(
                "INSERT INTO sightings VALUES (?, 1, ?2, ?2, ?2)", [900 + number, named]
            )
        kept.db.conn.commit()
    path = made(folder)
    again = ["dataset", "--reproduce", str(path), "--archive", str(folder)]
    assert main(again) == 0
    with Archive(folder) as kept:
        kept.db.execute("UPDATE leads SET outcome = 'rejected', state = 'done' WHERE id = 901")
        kept.db.conn.commit()
    capsys.readouterr()
    assert main(again) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "proved are its rows but for what was learned of addresses since" in said
    with Archive(folder) as kept:
        kept.db.execute("DELETE FROM leads WHERE id BETWEEN 902 AND 905")
        kept.db.conn.commit()
    assert main(again) == 0


@pytest.mark.parametrize("since", [False, True])
def test_a_filled_set_keeps_the_shares_of_before_and_is_made_again_but_for_them(
    folder: Path, capsys: pytest.CaptureFixture[str], since: bool
) -> None:
    """A listing states a total, of which the archive held more when the set was made."""
    with Archive(folder) as kept:
        kept.db.execute(
            "INSERT INTO known_listings (id, outlet, listing, kind)"
            " VALUES (1, 'one', 'https://one.ma/wp-json', 'api')"
        )
        kept.db.execute(
            "INSERT INTO stated_totals (listing_id, since, until, total, at) VALUES"
            " (1, '2026-10-31T23:00:00Z', '2026-11-30T23:00:00Z', 9, ?)",
            [times.text(START + timedelta(days=1))],
        )
        kept.db.conn.commit()
    bare = made(folder, "bare", "--text", "none")
    with Archive(folder) as kept:
        suppress(kept, 1, "court of Rabat")
    filled = folder.parent / "filled"
    assert main(["hydrate", str(bare), str(filled), "--archive", str(folder)]) == 1
    shares = [
        {row["outlet"]: row["counted_kept"] for row in table(one, "coverage").to_pylist()
         if row["unit"] == "month"} for one in (bare, filled)
    ]  # fmt: skip
    assert shares[0]["one"] == shares[1]["one"] == 3
    if since:
        with Archive(folder) as kept:
            suppress(kept, 5, "court of Rabat")
    capsys.readouterr()
    again = ["dataset", "--reproduce", str(filled), "--archive", str(folder)]
    assert main(again) == 0
    assert "proved are its rows but for withdrawn articles" in flat(capsys.readouterr().out)
    days = filled / "tables" / "coverage.parquet"
    rows = pq.read_table(days)
    other = pa.compute.if_else(pa.compute.equal(rows["outlet"], "two"), 7, rows["kept"])
    place = rows.column_names.index("kept")
    pq.write_table(rows.set_column(place, rows.schema.field(place), other), days)
    assert main(again) == 1
    assert "not the same: coverage" in capsys.readouterr().out
