"""``make bench-copies``: how many copies are found, what is wrongly linked, what deciding costs.

    python -m bench.copies [--texts DIR] [--limit N] [--curve] [--size N]

The pairs are made from texts: those of the sample newsroom, our own formulas, and every JSONL file
(``title``, ``text``) of the folder that ``--texts`` or WARRAQ_TEXTS names. No thresholds were
chosen on the half that is held back.

A copy is found when its pair shares a band key, passes the sieve of outlines and is called copy or
partial. Wrong is a pair that is none and is called so all the same; a follow-up in its own role is
not wrong.
"""

import argparse
import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bench import briefs, bulletins, corpus, edits, formulas
from bench.cost import measure
from bench.edits import Pair, Side
from bench.rivals import RIVALS
from storage.copies import pair_classification
from storage.copies import short_texts as brief_rule
from storage.copies.pair_classification import compare
from storage.copies.shingle_hash_prefilter import CandidateFilter, outline_of
from storage.copies.shingles_and_winnowing_keys import Text, text_of, winnowing_keys

Finder = Callable[[Pair], str]


def role(pair: Pair) -> str:
    """What the archive calls the second text: copy, partial, follow-up, or a dash."""
    one, other = text(pair.one), text(pair.other)
    if not set(winnowing_keys(one)) & set(winnowing_keys(other)):
        return "-"
    if not CandidateFilter(outline_of(one)).passes(outline_of(other)):
        return "-"
    found = compare(one, other)
    return found.relation if found else "-"


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the pairs, judge them, print the tables."""
    parser = argparse.ArgumentParser(prog="bench.copies", description=__doc__)
    parser.add_argument(
        "--texts", type=_folder, default=os.environ.get("WARRAQ_TEXTS", ""),
        help="folder of JSONL files with title and text (default: WARRAQ_TEXTS)",
    )  # fmt: skip
    parser.add_argument("--limit", type=int, default=1500, help="at most so many of each length")
    parser.add_argument("--curve", action="store_true", help="the thresholds, on the open half")
    parser.add_argument("--size", type=int, default=0, help="cost of deciding among so many")
    chosen = parser.parse_args(arguments)
    texts = corpus.texts(chosen.texts)
    long, short = corpus.long(texts, chosen.limit), briefs.of(texts, chosen.limit)
    made = [
        *edits.pairs(long), *briefs.pairs(short), *bulletins.pairs(60), *formulas.pairs(60),
    ]  # fmt: skip
    counts = Counter(pair.is_copy for pair in made)
    print(
        f"texts: the newsroom's{f' and {chosen.texts}' if chosen.texts else ''}; {len(long)} long"
        f" ones, {len(short)} briefs; {counts[True]} copies, {counts[False]} that are none"
    )
    if chosen.curve:
        _curve([pair for pair in made if not pair.held_back])
    else:
        _tables(made)
    if chosen.size:
        measure(texts, chosen.size)


def _tables(made: Sequence[Pair]) -> None:
    roles = {id(pair): role(pair) for pair in made}
    found: dict[str, set[int]] = {
        "warraq": {key for key, said in roles.items() if said in ("copy", "partial")}
    }
    for name, rival in RIVALS.items():
        found[name] = {id(pair) for pair in made if rival(pair.one, pair.other)}
    for is_copy, title in ((True, "recall"), (False, "wrongly linked")):
        some = [pair for pair in made if pair.is_copy == is_copy]
        print(f"\n{title:26} {'open half':>16} {'held back':>16} " + " ".join(
            f"{name:>22}" for name in list(found)[1:]
        ) + "   roles")  # fmt: skip
        for kind in dict.fromkeys(pair.kind for pair in some):
            _line(kind, [pair for pair in some if pair.kind == kind], found, roles)
        if not is_copy:
            for name in ("bulletin", "formula"):
                _line(f"all {name}s", [p for p in some if p.kind.startswith(name)], found, roles)
            _line("all that are none", some, found, roles)


def _line(
    name: str, pairs: Sequence[Pair], found: dict[str, set[int]], roles: dict[int, str]
) -> None:
    halves = [[p for p in pairs if p.held_back == held_back] for held_back in (False, True)]
    said = Counter(roles[id(pair)] for pair in pairs)
    cells = [_share(half, found["warraq"]) for half in halves]
    rivals = [_share(pairs, found[rival]) for rival in RIVALS]
    print(
        f"{name:26} " + " ".join(f"{cell:>16}" for cell in cells) + " "
        + " ".join(f"{cell:>22}" for cell in rivals) + "   "
        + ", ".join(f"{count} {what}" for what, count in said.most_common())
    )  # fmt: skip


def _share(pairs: Sequence[Pair], found: set[int]) -> str:
    hits = sum(id(pair) in found for pair in pairs)
    return f"{hits}/{len(pairs)} {hits / (len(pairs) or 1):.3f}"


def _folder(name: str) -> Path | None:
    return Path(name) if name else None


def _curve(made: Sequence[Pair]) -> None:
    """Each threshold in turn, the others as they are."""
    values = {
        "COPY_JACCARD": (0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7),
        "PARTIAL_CONTAINMENT": (0.6, 0.65, 0.7, 0.75, 0.8, 0.9),
        "SHARED_NUMBERS": (0.0, 0.5, 0.6, 0.7, 0.8, 0.9),
        "REWRITTEN": (0.7, 0.8, 0.85, 0.9, 1.0),
        "FOLLOW_UP_CONTAINMENT": (0.2, 0.3, 0.35, 0.4),
        "CONTAINMENT": (0.6, 0.7, 0.8, 0.9), "HEADLINE": (0.0, 0.25, 0.4, 0.6),
        "TELLING": (0, 1, 2, 3), "NAME": (1, 2, 3),
    }  # fmt: skip
    for name, steps in values.items():
        rule = pair_classification if hasattr(pair_classification, name) else brief_rule
        usual = getattr(rule, name)
        for step in steps:
            setattr(rule, name, step)
            print(f"{name} {step:<5}" + _summary(made) + ("   <- chosen" if step == usual else ""))
        setattr(rule, name, usual)


def _summary(made: Iterable[Pair]) -> str:
    total, called = Counter[str](), Counter[str]()
    for pair in made:
        kind = pair.kind.partition(":")[0]
        total[kind] += 1
        called[kind] += role(pair) in ("copy", "partial")
    return "".join(f"  {kind} {called[kind] / count:.3f}" for kind, count in total.items())


def text(side: Side) -> Text:
    """One side of a pair, ready to be compared."""
    return text_of(side.outlet, side.headline, side.body, side.published_at)


if __name__ == "__main__":
    main()
