"""What is written between deciding and keeping: the outcome is that of one after the other."""

import multiprocessing
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from crawler.items import Article
from storage.archive import Archive
from storage.article_fields import READING
from storage.copies import optimistic_decision as verdicts
from storage.database import writing
from storage.takedown.orders import erase
from tests.making import BODY, START, article

AGENCY = (
    "أعلنت المديرية العامة للأرصاد الجوية، في نشرة إنذارية، أن زخات رعدية قوية ستهم عددا من أقاليم"
    " المملكة ابتداء من يوم الجمعة إلى غاية صباح السبت المقبل.\n"
    "وأوضحت المديرية أن مقاييس التساقطات ستتراوح بين 30 و50 ملمترا بكل من الحسيمة والدريوش وتاونات"
    " وتازة، داعية المواطنين إلى توخي الحذر قرب الأودية والمنحدرات.\n"
    "وأضاف المصدر ذاته أن رياحا قوية تصل سرعتها إلى 80 كيلومترا في الساعة ستهب على السواحل"
    " المتوسطية وعلى مرتفعات الأطلس المتوسط خلال اليومين المقبلين."
)
Step = Callable[[Archive], object]
VERSION = ", ".join(name for name in READING if name != "recorded_at")

_TABLES = {
    "articles": f"SELECT id, outlet, url, first_seen, last_seen, gone_at, versions, {VERSION}"
    " FROM articles ORDER BY id",
    "revisions": "SELECT article_id, number, headline, body, byline, published_at, fetched_at,"
    " iif(cause = 'reader', NULL, replaced_at), cause, fingerprint, text_hash, reader, read_with"
    " FROM revisions ORDER BY article_id, number",
    "aliases": "SELECT * FROM aliases ORDER BY outlet, url",
    "relations": "SELECT * FROM relations ORDER BY article_id, other_id",
    "stories": "SELECT * FROM story_members ORDER BY article_id",
    "bands": "SELECT h, doc FROM bands ORDER BY h, doc",
    "outlines": "SELECT * FROM outlines ORDER BY article_id",
    "events": "SELECT article_id, kind, detail FROM events ORDER BY id",
    "index": "SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'رعديه' ORDER BY rowid",
}


def contents(kept: Archive) -> dict[str, list[tuple[object, ...]]]:
    """All that is derived from the articles that were kept, and these."""
    return {name: [tuple(row) for row in kept.rows(sql)] for name, sql in _TABLES.items()}


def agency(outlet: str, number: int = 1, **fields: Any) -> Article:
    """The agency's text as an outlet printed it."""
    given = {"headline": "نشرة إنذارية: زخات رعدية قوية", "body": AGENCY}
    return article(number, outlet, **(given | fields))


def interleaved(folder: Path, before: list[Step], late: Article, between: list[Step]) -> Archive:
    """An archive where others wrote between the verdict on an article and its keeping."""
    kept = Archive(folder, create=True)
    for step in before:
        step(kept)
    verdict = kept.verdict_on(late)
    with Archive(folder) as other:
        for step in between:
            step(other)
    with writing(kept.db):
        kept.carry_out(kept.confirmed(verdict), None)
    return kept


def one_by_one(folder: Path, before: list[Step], late: Article, between: list[Step]) -> Archive:
    """An archive where all of it came one after the other."""
    kept = Archive(folder, create=True)
    for step in [*before, *between]:
        step(kept)
    kept.keep(late)
    return kept


def keeping(one: Article) -> Step:
    """A step that keeps an article."""
    return lambda kept: kept.keep(one)


def erasing(id: int) -> Step:
    """A step that erases an article."""
    return lambda kept: erase(kept, id, "a court")


def naming(id: int, outlet: str, url: str) -> Step:
    """A step that notes another address of an article."""
    return lambda kept: kept.also_at(outlet, url, id, START, "the same id")


def rereading(id: int, one: Article) -> Step:
    """A step that reads an article's page again."""
    return lambda kept: kept.read_again(id, one)


LATER = START + timedelta(days=2)
CASES: dict[str, tuple[list[Step], Article, list[Step], str]] = {
    "the agency's text in another outlet": (
        [], agency("two"), [keeping(agency("one"))], "copy"),
    "nearly the text in another outlet": (
        [], agency("two"), [keeping(agency("one", body=AGENCY.partition("\n")[2]))], "copy"),
    "the text at another address of the outlet": (
        [], agency("one", 2), [keeping(agency("one", 1))], "alias"),
    "a brief of the same headline": (
        [], article(2, body="أمطار غدا", headline="طقس"),
        [keeping(article(1, body="أمطار غدا", headline="طقس"))], "alias"),
    "an order on the text": (
        [keeping(agency("one"))], agency("two"), [erasing(1)], "refused"),
    "an order on what stands at the address": (
        [keeping(article(1))], agency("one", 1), [erasing(1)], "refused"),
    "a text that comes and is erased": (
        [], agency("two"), [keeping(agency("one")), erasing(1)], "refused"),
    "the same revision": (
        [keeping(article(1))], agency("one", 1), [keeping(agency("one", 1))], "repeat"),
    "another revision": (
        [keeping(article(1))], agency("one", 1), [keeping(article(1, body=BODY))], "revision"),
    "a revision there and back": (
        [keeping(article(1))], agency("one", 1),
        [keeping(article(1, body=BODY)), keeping(article(1))], "revision"),
    "a first version of the address": (
        [], agency("one", 1), [keeping(article(1))], "revision"),
    "an alias": (
        [keeping(agency("one", 1)), keeping(agency("one", 1, body=AGENCY + "\nتحديث جديد."))],
        agency("one", 2), [naming(1, "one", "https://one.ma/2.html")], "alias"),
    "a copy that is no longer one": (
        [keeping(agency("one"))], agency("two"), [keeping(article(1, "one"))], "new"),
    "an alias that is no longer one": (
        [keeping(agency("one"))], agency("one", 2), [keeping(article(1, "one"))], "new"),
    "a likeness to the text that is revised": (
        [keeping(agency("one"))], article(1, "one"), [keeping(agency("two"))], "revision"),
    "another date of what it is like": (
        [keeping(agency("one", published_at=START))],
        agency("two", published_at=LATER, body=AGENCY.replace("رياحا", "أمواجا")),
        [rereading(1, agency("one", published_at=LATER + timedelta(days=9)))], "copy"),
    "more than are asked about": (
        [], agency("two"),
        [lambda kept: [kept.keep(article(n, "three", body=f"خبر قصير رقم {n}"))
                       for n in range(verdicts.MOST_WRITTEN + 5)],
         keeping(agency("one"))], "copy"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_comes_in_between_counts_as_if_it_had_come_before(tmp_path: Path, name: str) -> None:
    before, late, between, kind = CASES[name]
    with one_by_one(tmp_path / "serial", before, late, between) as serial:
        expected = contents(serial)
        assert len(expected["articles"]) >= 1
    with interleaved(tmp_path / "met", before, late, between) as met:
        assert contents(met) == expected
    with Archive(tmp_path / "again", create=True) as kept:
        for step in [*before, *between]:
            step(kept)
        assert kept.decide(late).kind == kind


def test_a_stranger_that_comes_in_between_costs_nothing(tmp_path: Path) -> None:
    with Archive(tmp_path, create=True) as kept:
        kept.keep(article(1, "two"))
        verdict = kept.verdict_on(agency("one"))
        kept.keep(article(3, "three"))
        kept.keep(article(1, "two", body=BODY))
        with writing(kept.db):
            assert kept.confirmed(verdict) is verdict
        kept.keep(agency("two", 9))
        with writing(kept.db):
            assert kept.confirmed(verdict).decision.kind == "copy"


def test_what_was_forgotten_meanwhile_is_not_taken_for_nothing(tmp_path: Path) -> None:
    """Only the last thousand writes are remembered; a verdict from before is reached anew."""
    with Archive(tmp_path, create=True) as kept:
        verdict = kept.verdict_on(agency("one"))
        kept.keep(agency("two"))
        with writing(kept.db):
            for _ in range(1_100):
                kept.db.execute("UPDATE articles SET byline = 'x'")
        assert kept.rows("SELECT count(*) FROM article_writes")[0][0] == 1_000
        with writing(kept.db):
            assert kept.confirmed(verdict).decision.kind == "copy"


def variants(random: Random) -> Article:
    """One of few texts in one of few outlets under one of few addresses."""
    lines = (AGENCY + "\n" + BODY).splitlines()
    first = random.randrange(3)
    body = "\n".join(lines[first : first + random.choice((2, 3, 4))])
    number, outlet = random.randrange(1, 4), random.choice(("one", "two"))
    return article(
        number, outlet, body=body, headline=f"خبر {first}",
        published_at=START + timedelta(hours=random.choice((0, 30, 80))),
    )  # fmt: skip


def step_of(random: Random) -> Step:
    """Something that may happen to an archive."""
    one, seldom = variants(random), random.randrange(12)
    if seldom == 0:
        return lambda kept: [erase(kept, row[0], "x") for row in kept.rows(
            "SELECT max(id) FROM articles WHERE body <> ''") if row[0]]  # fmt: skip
    if seldom == 1:
        return lambda kept: [
            kept.read_again(row[0], replace(one, outlet=row[1], url=row[2])) for row in kept.rows(
                "SELECT id, outlet, url FROM articles WHERE body <> '' LIMIT 1")
        ]  # fmt: skip
    return keeping(one)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_any_mixture_ends_as_one_after_the_other(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    before = [step_of(random) for _ in range(random.randrange(6))]
    late, between = variants(random), [step_of(random) for _ in range(random.randrange(1, 4))]
    with one_by_one(tmp_path / "serial", before, late, between) as serial:
        expected = contents(serial)
    with interleaved(tmp_path / "met", before, late, between) as met:
        assert contents(met) == expected


def _decide_then_keep(folder: Path, outlet: str, decided: Any) -> None:
    with Archive(folder) as kept:
        verdict = kept.verdict_on(agency(outlet))
        decided.wait(60)
        with writing(kept.db):
            kept.carry_out(kept.confirmed(verdict), None)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["processes", "threads"])
def test_outlets_that_decide_at_one_moment_know_of_each_other(tmp_path: Path, kind: str) -> None:
    """All have decided before any of them keeps: one text is new, the others are its copies."""
    Archive(tmp_path, create=True).close()
    outlets = [f"outlet{number}" for number in range(5)]
    context = multiprocessing.get_context("spawn")
    barrier: Any = context.Barrier(5) if kind == "processes" else threading.Barrier(5)
    made: Any = context.Process if kind == "processes" else threading.Thread
    at_work = [
        made(target=_decide_then_keep, args=(tmp_path, outlet, barrier)) for outlet in outlets
    ]
    for one in at_work:
        one.start()
    for one in at_work:
        one.join(120)
    with Archive(tmp_path) as met, Archive(tmp_path / "serial", create=True) as serial:
        order = [row["outlet"] for row in met.rows("SELECT outlet FROM articles ORDER BY id")]
        assert sorted(order) == outlets
        kinds = [serial.keep(agency(outlet))[0].kind for outlet in order]
        assert kinds == ["new"] + ["copy"] * 4
        assert contents(met) == contents(serial)
        assert len(met.rows("SELECT 1 FROM relations")) == 10
