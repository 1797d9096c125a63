"""The leak of a split is what a comparison of every pair finds, beside that of a random split."""

import random
from collections.abc import Iterable, Iterator, Sequence

import pytest

from storage.dataset import leak
from storage.dataset.leak import Texts, jaccard, measure
from storage.dataset.shingles import Hashes, shingles

WORDS = [f"كلمة{number}" for number in range(3_000)]


def of(texts: Sequence[str]) -> Texts:
    def found(rows: Iterable[int]) -> Iterator[str]:
        return (texts[row] for row in rows)

    return found


def written(chance: random.Random, words: int = 120) -> str:
    return " ".join(chance.choices(WORDS, k=words))


def edited(chance: random.Random, text: str, changes: int) -> str:
    words = text.split()
    for _ in range(changes):
        words[chance.randrange(len(words))] = "محرر"
    return " ".join(words)


@pytest.fixture(scope="module")
def corpus() -> list[str]:
    """600 texts, every second one with a copy right behind it, changed more and more."""
    chance = random.Random(7)
    found = list[str]()
    for number in range(300):
        found.append(text := written(chance))
        found.append(edited(chance, text, number // 8) if number % 2 else written(chance))
    return found


def by_every_pair(texts: list[str], splits: list[str], least: float) -> int:
    made = [shingles(text) for text in texts]
    train = [one for one, split in zip(made, splits, strict=True) if split == "train"]
    tested = [one for one, split in zip(made, splits, strict=True) if split == "test"]
    return sum(any(jaccard(one, other) >= least for other in train) for one in tested)


def test_a_split_that_cuts_every_pair_leaks_as_a_comparison_of_all_pairs_says(
    corpus: list[str],
) -> None:
    splits = ["train", "test"] * 300
    found = measure(splits, of(corpus))
    assert (found.tested, found.test, found.train) == (300, 300, 300)
    for one in found.at:
        assert one.ours == by_every_pair(corpus, splits, one.jaccard) > 0
    strict, loose = found.at
    assert (strict.jaccard, loose.jaccard) == (0.8, 0.5) and strict.ours < loose.ours
    # a random half finds half of the copies on the other side
    assert 0.3 * loose.ours < loose.random < 0.75 * loose.ours


def test_a_split_that_keeps_copies_together_does_not_leak(corpus: list[str]) -> None:
    splits = ["train" if row // 2 % 5 else "test" for row in range(600)]
    found = measure(splits, of(corpus))
    assert [one.ours for one in found.at] == [0, 0]
    assert all(one.random > 0 for one in found.at)


def test_a_sample_is_stated_and_drawn_by_the_seed(corpus: list[str]) -> None:
    splits = ["train", "test"] * 300
    first, again = (measure(splits, of(corpus), seed=3, sample=50) for _ in range(2))
    assert first == again and (first.tested, first.seed) == (50, 3)
    all_of_it = measure(splits, of(corpus), seed=3)
    for part, whole in zip(first.at, all_of_it.at, strict=True):
        assert abs(part.ours / 50 - whole.ours / 300) < 0.25
    assert measure(splits, of(corpus), seed=4, sample=50) != first


def of_a_series(chance: random.Random, number: int, fixed: int, own: int) -> list[str]:
    """Bulletins: the same words around some of their own."""
    frame = chance.choices(WORDS, k=fixed)
    return [" ".join([*frame, *chance.choices(WORDS, k=own)]) for _ in range(number)]


@pytest.fixture
def pairs(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How alike the pairs are that are compared shingle by shingle."""
    found = list[float]()

    def compared(one: Hashes, other: Hashes) -> float:
        found.append(jaccard(one, other))
        return found[-1]

    monkeypatch.setattr(leak, "jaccard", compared)
    return found


def test_a_series_of_nearly_equal_texts_is_not_compared_pair_by_pair(pairs: list[float]) -> None:
    texts = of_a_series(random.Random(5), 600, 40, 3)  # .9 of their shingles
    splits = ["test", "train", "train"] * 200
    found = measure(splits, of(texts))
    assert len(pairs) < 10 * found.tested  # of both splits there are 400 a tested one
    for one in found.at:
        assert (one.ours, one.random) == (200, 200)
        assert (one.ours_open, one.random_open) == (0, 0)


def test_what_was_not_compared_is_told_and_never_counted(pairs: list[float]) -> None:
    texts = of_a_series(random.Random(6), 300, 18, 12)  # .4: none reaches a threshold
    splits = ["test", "train", "train"] * 100
    for row in range(0, 90, 9):
        texts[299 - row] = texts[row]  # the last rows of train hold some of test
    found = measure(splits, of(texts), compared=50)
    assert found.compared == 50 and len(pairs) <= 2 * 50 * found.tested
    assert found.at[0].ours_open > 50
    for one in found.at:
        assert one.ours < by_every_pair(texts, splits, one.jaccard) <= one.ours + one.ours_open
    for one in measure(splits, of(texts)).at:
        assert (one.ours, one.ours_open) == (by_every_pair(texts, splits, one.jaccard), 0)


def test_spelling_does_not_hide_a_copy_and_nothing_is_like_an_empty_text() -> None:
    texts = ["قالَ الوزيرُ، اليوم: «إن العمل جارٍ» في Rabat.",
             "قال الوزير اليوم إن العمل جار في RABAT",
             "", "  …", "", "واحدة"]  # fmt: skip
    splits = ["train", "test", "train", "test", "test", "train"]
    assert [one.ours for one in measure(splits, of(texts)).at] == [1, 1]


def test_a_text_of_a_megabyte_is_measured(corpus: list[str]) -> None:
    long = " ".join(corpus) * 2
    splits = ["train", "test"]
    assert [one.ours for one in measure(splits, of([long, long + " خاتمة"])).at] == [1, 1]


def test_other_names_and_empty_splits() -> None:
    texts = ["نص واحد من كلمات", "نص واحد من كلمات", "غيره"]
    found = measure(["a", "b", "c"], of(texts), train="a", test="b")
    assert found.at[0].ours == 1
    with pytest.raises(ValueError, match="no leak without articles in test"):
        measure(["train"], of(texts))


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("أ ب ج د ه", "أ ب ج د ه", 2), ("أ ب ج د ه", "أ ب ج د و", 1), ("أ ب", "أ  ب!", 1),
        ("أ ب ج د", "د ج ب أ", 0), ("أب ج", "أ بج", 0), ("قَلَمٌ جـمـيل", "قلم جميل", 1),
        ("Le MONDE", "le monde", 1), ("كلمة 🎉 كلمة", "كلمة كلمة", 1), ("", "", 0), ("…", "!", 0),
        ("كلمة " * 70_000, "كلمة " * 9, 1), ("x", "x" * 70_000, 0), ("\ud800 x", "x", 1),
    ],
)  # fmt: skip
def test_shingles_are_runs_of_words(one: str, other: str, shared: int) -> None:
    assert len({*shingles(one).tolist()} & {*shingles(other).tolist()}) == shared


def test_a_word_has_one_hash_wherever_it_stands(corpus: list[str]) -> None:
    found = {word: shingles(word).tolist() for word in WORDS}
    assert len({one for (one,) in found.values()}) == len(WORDS)
    for place in (0, 5_000, 70_000):
        assert shingles(" " * place + WORDS[7]).tolist() == found[WORDS[7]]
