"""The rule for short texts. One changed word breaks too many 3-grams of a brief, and briefs speak
in formulas: single words are compared, and what the headline names must be the same. Pure.
"""

from difflib import SequenceMatcher

from storage.copies.shingles_and_winnowing_keys import BRIEF_INDEXED, Text

MOST_WORDS = 40
"""Below, single words are compared instead of 3-grams."""
CONTAINMENT = 0.8
"""So many of the words of the shorter brief stand in the longer one."""
HEADLINE = 0.25
"""So many words of one headline, at least, must the other headline or text have too."""
TELLING = 2
"""A headline that shares fewer words with its own text does not say what it is about."""
ATTACHED = frozenset("بلوفك")
"""Written onto the next word: a headline's بمراكش is the مراكش of the text."""
NAME = 2
"""So many words in a row replaced by others are read as another name."""


def are_briefs(one: int, other: int) -> bool:
    """Whether texts of so many words are compared by this rule."""
    return min(one, other) < MOST_WORDS and max(one, other) < BRIEF_INDEXED


def may_be_alike(shared: int, one: int, other: int) -> bool:
    """Whether texts of so many different words can be alike, with at most so many in common."""
    return shared / (min(one, other) or 1) >= CONTAINMENT


def alike(one: Text, other: Text) -> tuple[float, str] | None:
    """Score and evidence of two briefs that tell the same in much the same words."""
    shared = len(one.single & other.single)
    contained = shared / min(len(one.single), len(other.single))
    headlines = max(_told_by(one, other), _told_by(other, one))
    if contained < CONTAINMENT or headlines < HEADLINE:
        return None
    jaccard = round(shared / len(one.single | other.single), 3)
    return jaccard, f"briefs: {contained:.2f} of the words of the shorter one in common"


def have_two_subjects(one: Text, other: Text) -> bool:
    """Whether two short texts, of one formula perhaps, are about different people or places.

    Each names in headline and text what the other never says; where a headline tells little, a
    name-like stretch of the text stands in the place of another.
    """
    if max(one.length, other.length) >= BRIEF_INDEXED:
        return False
    subjects = _subject(one), _subject(other)
    if subjects[0] - _all_words(other) and subjects[1] - _all_words(one):
        return True
    return min(map(len, subjects)) < TELLING and _other_name(one, other)


def _subject(text: Text) -> frozenset[str]:
    return _bare(text.headline) & text.single


def _all_words(text: Text) -> frozenset[str]:
    return _bare(text.headline | text.single)


def _bare(said: frozenset[str]) -> frozenset[str]:
    """Words, and those without a particle that may be written onto them."""
    return said | {word[1:] for word in said if word[0] in ATTACHED and len(word) > NAME + 1}


def _told_by(one: Text, other: Text) -> float:
    """The share of a headline's words that the other article tells, in its headline or text."""
    return len(one.headline & _all_words(other)) / (len(one.headline) or 1)


def _other_name(one: Text, other: Text) -> bool:
    first, second = sorted([word.folded for word in text.words] for text in (one, other))
    matcher = SequenceMatcher(None, first, second, autojunk=False)  # it depends on the order
    return any(
        kind == "replace" and min(end - start, to - from_) >= NAME
        for kind, start, end, from_, to in matcher.get_opcodes()
    )
