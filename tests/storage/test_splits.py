"""Splits: near the shares that are asked for, and never a story on two sides."""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

import pytest

from storage.dataset.splits import StorySplit, TimeSplit, WrongSplit, cut_by_time, shares_of

ASKED = shares_of("train=.8,validation=.1,test=.1")
START = date(2026, 1, 1)


def test_shares_are_read_exactly() -> None:
    assert {
        "train": Fraction(4, 5),
        "validation": Fraction(1, 10),
        "test": Fraction(1, 10),
    } == ASKED
    assert shares_of(" train = 0.70 , test=.3")["train"] == Fraction(7, 10)
    assert sum(shares_of("a=1/3,b=1/3,c=1/3").values()) == 1
    assert [*shares_of("test=.1,train=.9")] == ["test", "train"]
    assert shares_of("train=1") == {"train": 1}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("train=.8,test=.1", "add up to 0.9"), ("train=.9,test=.2", "add up to 1.1"),
        ("train=80,test=20", "add up to 100"), ("train=1.1,test=-.1", "above 0"),
        ("train=1,test=0", "above 0"), ("train=.5,train=.5", "twice"),
        ("Train=.5,train=.5", "twice"), ("train=.8,all=.2", "not `all`"),
        ("tr ain=.8,test=.2", "Latin letters"), ("تدريب=.8,test=.2", "Latin letters"),
        ("../x=.8,test=.2", "Latin letters"), ("train", "NAME=SHARE"), ("", "NAME=SHARE"),
        ("train=.8,,test=.2", "NAME=SHARE"), ("=.8,test=.2", "NAME=SHARE"),
        ("train=much,test=.2", "number"), ("train=nan,test=.2", "number"),
        ("train=1e999999999,test=.2", "number"), ("train=,test=1", "number"),
        ("train=1/0,test=.2", "number"), ("train=٠,test=1", "above 0"),
    ],
)  # fmt: skip
def test_shares_that_cannot_be_dealt_are_named(text: str, says: str) -> None:
    with pytest.raises(WrongSplit, match=says):
        shares_of(text)


@pytest.mark.parametrize("seed", [0, 1, -5, 2**70])
def test_a_story_falls_by_its_key_alone_and_near_the_shares(seed: int) -> None:
    split = StorySplit(ASKED, seed)
    found = {key: split.of(key) for key in (f"hespress:{number}" for number in range(20_000))}
    for name, share in ASKED.items():
        assert abs(Counter(found.values())[name] / 20_000 - share) < 0.01
    alone = StorySplit(ASKED, seed)
    assert all(alone.of(key) == found[key] for key in reversed([*found][:500]))


def test_another_seed_deals_otherwise_and_a_halved_last_share_moves_nobody_else() -> None:
    keys = [f"le360:{number}" for number in range(2_000)]
    first = [StorySplit(ASKED, 1).of(key) for key in keys]
    assert first != [StorySplit(ASKED, 2).of(key) for key in keys]
    halved = StorySplit(shares_of("train=.8,validation=.1,dev=.05,test=.05"), 1)
    for before, key in zip(first, keys, strict=True):
        now = halved.of(key)
        assert now == before or (before == "test" and now == "dev")


def test_later_days_are_in_later_splits() -> None:
    rows: dict[date | None, int] = {START + timedelta(days=n): 10 + n % 7 for n in range(300)}
    rows[None] = 100
    split = cut_by_time(ASKED, rows)
    dealt = Counter[str]()
    for day, number in rows.items():
        dealt[split.of(day)] += number
    total = sum(rows.values())
    assert all(abs(dealt[name] / total - share) < 0.01 for name, share in ASKED.items())
    days = sorted(day for day in rows if day)
    order = [[*ASKED].index(split.of(day)) for day in days]
    assert order == sorted(order) and {*order} == {0, 1, 2}
    assert [split.of(day) for day in split.cuts] == ["validation", "test"]
    assert split.of(split.cuts[0] - timedelta(days=1)) == "train"
    assert split.of(None) == "train"


def test_no_split_by_time_is_empty_where_there_are_days_enough() -> None:
    lopsided: dict[date | None, int] = {START: 1_000, START + timedelta(days=1): 1}
    lopsided[START + timedelta(days=2)] = 1
    split = cut_by_time(ASKED, lopsided)
    assert [split.of(day) for day in sorted(filter(None, lopsided))] == [*ASKED]
    with pytest.raises(WrongSplit, match="as many days, and there are 2"):
        cut_by_time(ASKED, {START: 5, START + timedelta(days=1): 5, None: 90})
    assert cut_by_time(shares_of("train=1"), {START: 5}) == TimeSplit(("train",), ())
