"""Every fold by which a text was ever erased, frozen: refusing it never asks today's fold.

A fold is known by its version, see ``storage.derived.versions``. When ``crawler.arabic`` changes:
copy the newest module here under the month's name, change the copy alike, add it at the end of
``FOLDS``. A module that stands here is never edited or removed.
"""

import functools
from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

FOLDS = {"6d49438397e3d5df": "fold_2026_11", "707803439e5bcccf": "fold_2026_11_28"}
"""Version -> module, the oldest first."""

NEWEST = list(FOLDS)[-1]
"""The version of the fold under which texts are erased from now on."""


class Fold(NamedTuple):
    """A frozen fold: the folded tokens of a text, and the hash of these."""

    words: Callable[[str], list[str]]
    fingerprint: Callable[[str], str]


@functools.cache
def frozen(version: str) -> Fold:
    """The fold of a version, loaded when an order to erase asks for it. Raises ``KeyError``."""
    module = import_module(f"{__name__}.{FOLDS[version]}")
    return Fold(module.words, module.fingerprint)
