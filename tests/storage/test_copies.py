"""Near-copies in the archive: found, related, grouped into stories, whatever comes first."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.items import Article
from storage.archive import Archive
from storage.copies import winnowing_index
from storage.copies.story_roles import Edge, groups
from storage.derived.rebuild import rebuild
from storage.errors import NeedsRebuild
from storage.takedown.orders import erase
from tests.making import START, archive, article
from tests.storage.test_pair_classification import prose

pytestmark = pytest.mark.slow

BODY = prose(1)
RAIN = ["الاثنين", *prose(9, 50), "بلغت", "12", "وفاس", "17"]


def written(number: int, outlet: str, words: list[str], hours: float, **fields: object) -> Article:
    at = START + timedelta(hours=hours)
    given = {"headline": "مجلس الجماعة", "body": " ".join(words), "published_at": at} | fields
    return article(number, outlet, **given)


FAMILY = [
    written(1, "map", BODY, 0),
    written(2, "two", prose(2, 25) + BODY[25:], 2),
    written(3, "three", BODY[:85] + prose(4, 25), 3),
    written(4, "one", BODY[:100], 1),
    written(5, "one", prose(5, 30) + BODY[30:], 100),
    written(6, "four", prose(6), 4),
    written(7, "two", RAIN, 5),
    written(8, "two", ["الثلاثاء", *RAIN[1:-3], "14", "وفاس", "19"], 29),
]


def test_a_role_is_the_weakest_link_to_the_original() -> None:
    edges = [
        Edge(1, 2, "copy", 0.9, ""), Edge(2, 3, "partial", 0.8, ""), Edge(3, 4, "copy", 0.7, ""),
        Edge(4, 5, "follow-up", 0.4, ""), Edge(5, 6, "copy", 1.0, ""),
        Edge(1, 5, "partial", 0.8, ""),
        Edge(7, 8, "follow-up", 0.4, ""), Edge(8, 9, "copy", 0.6, ""),
    ]  # fmt: skip
    found = groups(edges, {id: (f"2026-11-{id:02}",) for id in range(1, 11)})
    assert [[(member.article_id, member.role) for member in group] for group in found] == [
        [(1, "original"), (2, "copy"), (3, "partial"), (4, "partial"), (5, "partial"),
         (6, "partial")],
        [(7, "original"), (8, "follow-up"), (9, "follow-up")],
    ]  # fmt: skip
    assert [member.by for member in found[0]][:3] == [None, edges[0], edges[1]]


def stories(kept: Archive) -> set[frozenset[tuple[object, ...]]]:
    """Each story as what its members are, without the numbers that arrival gave them."""
    found: dict[int, set[tuple[object, ...]]] = {}
    for row in kept.rows("SELECT story_id, url, role, score, evidence FROM copies"):
        found.setdefault(row["story_id"], set()).add(tuple(row)[1:])
    return {frozenset(members) for members in found.values()}


def keep_all(folder: Path, texts: list[Article]) -> set[frozenset[tuple[object, ...]]]:
    with archive(folder) as kept:
        for one in texts:
            kept.keep(one)
        assert len(kept.rows("SELECT 1 FROM articles")) == len(texts)
        return stories(kept)


def test_a_family_of_texts_is_one_story_with_roles(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kinds = [kept.keep(one)[0].kind for one in FAMILY]
        roles = {row["article_id"]: row["role"] for row in kept.rows("SELECT * FROM copies")}
        evidence = kept.rows("SELECT evidence FROM copies WHERE article_id = 2")
    assert kinds == ["new", "copy", "copy", "copy", "new", "new", "new", "new"]
    assert roles == {1: "original", 2: "copy", 3: "copy", 4: "copy", 5: "follow-up"}
    assert "https://map.ma/1.html: 0." in evidence[0][0]


@settings(deadline=None, max_examples=40)
@given(order=st.permutations(FAMILY))
def test_stories_do_not_depend_on_the_order_of_arrival(order: list[Article]) -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        assert keep_all(Path(one), order) == keep_all(Path(other), FAMILY)


def revised(first: Article, hours: float, **changes: object) -> Article:
    return replace(first, fetched_at=START + timedelta(days=9, hours=hours), **changes)


JOINED = revised(FAMILY[5], 2, body=" ".join(prose(14, 20) + BODY[20:]), published_source="meta")
LIVES = [
    *FAMILY[:6],
    replace(FAMILY[0], url="https://map.ma/again.html", published_at=START - timedelta(hours=1)),
    replace(FAMILY[3], url="https://one.ma/again.html"),
    replace(FAMILY[0], outlet="five", url="https://five.ma/1.html"),
    revised(FAMILY[1], 1, body=" ".join(prose(13))),
    JOINED,
    revised(JOINED, 3, published_at=START + timedelta(hours=10)),
]
"""Other addresses of one text, equal dates, texts that leave a story and that join one."""


@settings(deadline=None, max_examples=25)
@given(order=st.permutations(LIVES))
def test_whole_lives_end_as_one_story_in_any_order(order: list[Article]) -> None:
    """The versions of one page come in their own order, all else in any."""
    versions = {
        url: iter(sorted((one for one in order if one.url == url), key=lambda one: one.fetched_at))
        for url in {one.url for one in order}
    }
    with TemporaryDirectory() as folder, archive(Path(folder)) as kept:
        for one in order:
            kept.keep(next(versions[one.url]))
        found = stories(kept)
        aliases = [row[0] for row in kept.rows("SELECT outlet FROM aliases ORDER BY outlet")]
    assert aliases == ["map", "one"]
    assert len(found) == 1
    roles = {str(url).replace("again", "1" if "map" in str(url) else "4"): (role, score, str(
        evidence).replace("map.ma/again", "map.ma/1").replace("one.ma/again", "one.ma/4"))
        for url, role, score, evidence in next(iter(found))}  # fmt: skip
    assert {url: role for url, (role, *_) in roles.items()} == {
        "https://map.ma/1.html": "original", "https://five.ma/1.html": "copy",
        "https://one.ma/4.html": "copy", "https://three.ma/3.html": "copy",
        "https://four.ma/6.html": "copy", "https://one.ma/5.html": "follow-up",
    }  # fmt: skip
    assert roles["https://five.ma/1.html"][1:] == (
        1.0, "map https://map.ma/1.html: the same folded text"
    )  # fmt: skip


def test_another_address_with_an_earlier_date_makes_another_original(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(written(1, "one", BODY, -1))
        kept.keep(written(2, "two", BODY[:110], -2))
        assert [r["role"] for r in kept.rows("SELECT role FROM copies ORDER BY article_id")] == [
            "copy", "original",
        ]  # fmt: skip
        assert kept.keep(written(3, "one", BODY, -3))[0].kind == "alias"
        assert [r["role"] for r in kept.rows("SELECT role FROM copies ORDER BY article_id")] == [
            "original", "copy",
        ]  # fmt: skip


def test_within_one_outlet_a_near_copy_is_new_and_related(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(written(1, "one", BODY, 0))
        decision, id = kept.keep(written(2, "one", BODY[:100], 1))
        assert (decision.kind, decision.of, id) == ("new", None, 2)
        assert decision.evidence.startswith("copy of one https://one.ma/1.html: 0.8")
        assert [row["role"] for row in kept.rows("SELECT role FROM copies")] == ["original", "copy"]


def test_a_text_that_tells_two_stories_brings_them_together(tmp_path: Path) -> None:
    first, second = prose(11, 60), prose(12, 60)
    with archive(tmp_path) as kept:
        kept.keep(written(1, "one", first, 0))
        kept.keep(written(2, "two", first[:50], 1))
        kept.keep(written(3, "three", second, 2))
        kept.keep(written(4, "four", second[:50], 3))
        assert len(stories(kept)) == 2
        both, _ = kept.keep(written(5, "five", first + second, 4))
        assert both.kind == "copy"
        assert len(stories(kept)) == 1
        assert len(kept.rows("SELECT 1 FROM stories")) == 1
        kept.keep(written(5, "five", prose(13), 5))
        assert len(stories(kept)) == 2
        assert len(kept.rows("SELECT 1 FROM stories")) == 2
        events = {tuple(row) for row in kept.rows("SELECT article_id, kind, detail FROM events")}
    left = {(5, "parted", f"its text is no longer like article {n}") for n in (1, 2, 3, 4)}
    assert len(events) >= 2
    assert events <= left


def test_a_changed_text_is_found_under_its_new_keys_only(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(written(1, "one", prose(6), 0))
        former = [tuple(row) for row in kept.rows("SELECT h, doc FROM bands")]
        outlined = tuple(kept.rows("SELECT * FROM outlines")[0])
        assert kept.keep(written(1, "one", BODY, 0))[0].kind == "revision"
        now = [tuple(row) for row in kept.rows("SELECT h, doc FROM bands")]
        assert min(len(former), len(now)) > 20
        assert not set(former) & set(now)
        assert tuple(kept.rows("SELECT * FROM outlines")[0]) != outlined
        assert kept.keep(written(2, "two", prose(6, 110), 1))[0].kind == "new"
        assert kept.keep(written(3, "two", BODY[:110], 1))[0].kind == "copy"


def test_a_correction_parts_no_article_from_more_copies_than_are_compared(tmp_path: Path) -> None:
    def copy(number: int, word: str) -> Article:
        return written(number, f"o{number}", [*BODY[:number], word, *BODY[number:]], number / 10)

    with archive(tmp_path) as kept:
        for number in range(1, winnowing_index.COMPARED + 10):
            kept.keep(copy(number, "قرية"))
        links = "SELECT count(*) FROM relations WHERE 1 IN (article_id, other_id)"
        before = kept.rows(links)[0][0]
        assert before > winnowing_index.COMPARED
        assert kept.keep(copy(1, "مدينة"))[0].kind == "revision"
        assert kept.rows(links)[0][0] >= before
        assert kept.rows("SELECT 1 FROM events") == []


def test_an_erased_text_is_in_no_index(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(written(1, "one", BODY, 0))
        kept.keep(written(2, "two", BODY[:110], 1))
        erase(kept, 1, "an order")
        assert [row[0] for row in kept.rows("SELECT article_id FROM outlines")] == [2]
        assert {row[0] for row in kept.rows("SELECT doc FROM bands")} == {2}
        assert stories(kept) == set()
        assert kept.keep(written(3, "three", BODY[:115], 2))[0].of == 2


def test_a_better_reading_of_the_date_makes_another_original(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(written(1, "one", BODY, 0))
        kept.keep(written(2, "two", BODY[:110], 1))
        kept.read_again(2, written(2, "two", BODY[:110], -1))
        roles = {row["article_id"]: row["role"] for row in kept.rows("SELECT * FROM copies")}
    assert roles == {1: "copy", 2: "original"}


def test_a_date_put_later_does_not_make_a_copy_of_the_original(tmp_path: Path) -> None:
    first = written(1, "one", BODY, -2, published_source="meta")
    with archive(tmp_path) as kept:
        kept.keep(first)
        kept.keep(written(2, "two", BODY[:110], 1))
        late = replace(first, published_at=START + timedelta(days=1))
        assert kept.keep(late)[0].evidence == "date changed"
        roles = {row["article_id"]: row["role"] for row in kept.rows("SELECT * FROM copies")}
    assert roles == {1: "original", 2: "copy"}


def test_a_key_that_everyone_shares_is_read_up_to_its_cap(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        for doc in range(1, winnowing_index.HOT + 50):
            winnowing_index.add(kept.db, doc, [7, 8] if doc % 2 else [7])
        found = winnowing_index.candidates(kept.db, [7, 8, 9])
    assert len(found) == winnowing_index.COMPARED
    assert all(doc % 2 for doc in found)
    assert found[0] == winnowing_index.HOT + 49


def test_a_single_common_key_is_a_formula_and_no_reason_to_compare(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        for doc in range(1, winnowing_index.LONE + 1):
            winnowing_index.add(kept.db, doc, [7])
        assert len(winnowing_index.candidates(kept.db, [7, 9])) == winnowing_index.LONE
        winnowing_index.add(kept.db, 20, [10])
        assert winnowing_index.candidates(kept.db, [7, 10])[0] == 20, "the rarest key comes first"
        assert len(winnowing_index.candidates(kept.db, [7, 10])) == winnowing_index.LONE + 1
        winnowing_index.add(kept.db, winnowing_index.LONE + 1, [7])
        winnowing_index.add(kept.db, 4, [8])
        assert winnowing_index.candidates(kept.db, [7, 9]) == []
        assert winnowing_index.candidates(kept.db, [7, 8]) == [4]


def test_an_archive_from_before_is_indexed_when_it_is_rebuilt(tmp_path: Path) -> None:
    with archive(tmp_path) as kept:
        kept.keep(written(1, "one", BODY, 0))
        kept.keep(written(2, "two", BODY, 1))
        for table in ("bands", "relations", "outlines", "derived", "code_versions"):
            kept.db.execute(f"DROP TABLE {table}")
        kept.db.execute("DROP INDEX tombstones_fold")
        kept.db.execute("ALTER TABLE tombstones DROP COLUMN fold")
        kept.db.execute("CREATE INDEX tombstones_fingerprint ON tombstones(fingerprint)")
        kept.db.execute(
            "DELETE FROM _sqlite_migrations WHERE name IN ('near_copies', 'outlines', 'derived')"
        )
    with pytest.raises(
        NeedsRebuild,
        match="near-copy index, outlines of texts|near-copy index and outlines of texts",
    ):
        archive(tmp_path)
    folder = tmp_path / "archive"
    with Archive(folder, needs="nothing") as kept:
        assert [step.done for step in rebuild(kept.db, folder)] == [0, 2]
    with archive(tmp_path) as kept:
        assert kept.keep(written(3, "three", BODY[:110], 2))[0].kind == "copy"
        relations = kept.rows("SELECT article_id, other_id FROM relations")
        lengths = [row[0] for row in kept.rows("SELECT length FROM outlines ORDER BY article_id")]
    assert lengths == [120, 120, 110]
    assert sorted(tuple(row) for row in relations) == [(1, 2), (1, 3), (2, 3)]


def test_a_silent_change_of_date_or_byline_is_a_revision(tmp_path: Path) -> None:
    first = written(1, "one", BODY, 0, byline="سعاد بنعلي", published_source="json-ld")
    with archive(tmp_path) as kept:
        kept.keep(first)
        assert kept.keep(replace(first, byline=None))[0].kind == "repeat"
        assert kept.keep(replace(first, byline="سُعاد بنعلي"))[0].kind == "repeat"
        later = replace(first, published_at=START + timedelta(days=1))
        assert kept.keep(replace(later, published_source="text"))[0].kind == "repeat"
        assert kept.keep(replace(later, published_precision="day"))[0].evidence == "date changed"
        signed = kept.keep(replace(later, byline="كريم التازي"))[0]
        assert (signed.kind, signed.evidence) == ("revision", "byline changed")
        dates = [row[0] for row in kept.rows("SELECT published_at FROM versions")]
    assert dates == ["2026-11-20T09:00:00Z", "2026-11-21T09:00:00Z", "2026-11-21T09:00:00Z"]
