"""How right the languages are: the hint of Darija, and the codes of the Latin-script ones.

    python -m bench.languages --darija FILE… --standard FILE… [--half 0|1] [--sentences]
    python -m bench.languages --code ber=FILE --code fr=FILE …

A file holds one text per line. ``--half 0`` takes lines 1, 3, 5 … (the rules were written on
these), ``--half 1`` the others; without it all. ``--sentences`` cuts texts into sentences of a
brief's length. Standard texts with the hint are shown, for the eye: Moroccan news quote people, and
some outlets write Darija. ``--peer`` asks py3langid too, whose classes have one for Darija.
"""

import argparse
import re
import time
from collections import Counter
from pathlib import Path

import py3langid

from crawler.languages.darija import SHORT, find_darija
from crawler.languages.text_language import language_of

_BRIEF = range(8, SHORT)
_END = re.compile(r"(?<=[.!؟?:])\s+")


def _texts(path: Path, half: int | None, sentences: bool) -> list[str]:
    lines = path.read_text("utf-8").splitlines()
    kept = [line.strip() for line in (lines if half is None else lines[half::2]) if line.strip()]
    if not sentences:
        return kept
    cut = (one for line in kept for one in _END.split(line))
    return [one for one in cut if len(one.split()) in _BRIEF]


def _darija(name: str, texts: list[str], show: int) -> None:
    started = time.perf_counter()
    found = [(find_darija(text), text) for text in texts]
    spent = (time.perf_counter() - started) / max(len(texts), 1)
    for length, some in (
        (f"{SHORT} words and more", [one for one in found if one[0].words >= SHORT]),
        ("shorter", [one for one in found if one[0].words < SHORT]),
    ):
        hinted = [one for one in some if one[0].hint]
        if some:
            rate = 1_000 * len(hinted) / len(some)
            print(f"{name:32} {length:20} {len(hinted):6} of {len(some):6} {rate:8.1f} in 1,000")
        for darija, text in sorted(hinted, key=lambda one: -one[0].share)[:show]:
            print(f"    {darija.hint}  {'، '.join(darija.seen)}  |  {text[:160]}")
    print(f"{name:32} {spent * 1e6:.0f} µs a text")


def main() -> None:
    """Report every file that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--darija", type=Path, nargs="*", default=[])
    parser.add_argument("--standard", type=Path, nargs="*", default=[])
    parser.add_argument("--code", action="append", default=[], metavar="CODE=FILE")
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--sentences", action="store_true")
    parser.add_argument("--peer", action="store_true")
    parser.add_argument("--show", type=int, default=10)
    asked = parser.parse_args()
    files = [(path, 0) for path in asked.darija] + [(path, asked.show) for path in asked.standard]
    for path, show in files:
        _darija(path.stem, _texts(path, asked.half, asked.sentences), show)
    for one in asked.code:
        code, _, name = one.partition("=")
        texts = _texts(Path(name), asked.half, asked.sentences)
        said = Counter(map(language_of, texts))
        print(f"{Path(name).stem:32} {code}: {said[code]} of {len(texts)}, {dict(said)}")
    if asked.peer:
        py3langid.set_languages(["ar", "ary"])
        for path, _ in files:
            texts = _texts(path, asked.half, asked.sentences)
            darija = sum(py3langid.classify(text)[0] == "ary" for text in texts)
            print(f"{path.stem:32} py3langid: {darija} of {len(texts)} ary")


if __name__ == "__main__":
    main()
